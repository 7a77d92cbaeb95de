"""A resolved claim as ClaimReview of schema.org."""

from datetime import datetime
from typing import Any, Final

import msgspec
from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from jobs.claim_review import claim_review
from jobs.linked import Publisher
from jobs.policy import Policy
from service.responses import problems
from storage.ledger import Ledger

MEDIA_TYPE: Final = "application/ld+json"


@get(
    "/claims/{claim_id:str}/claim-review",
    operation_id="getClaimReview",
    summary="Get a resolved claim as ClaimReview of schema.org",
    description="JSON-LD for pages and for those who collect reviews. 409 while there is no outcome: unresolved, under "
    "dispute, rejected, merged into another, or redacted.",
    tags=["exports"],
    responses=problems(404, 409),
    response_description="The review.",
    media_type=MEDIA_TYPE,
    sync_to_thread=True,
)
def get_claim_review(
    claim_id: FromPath[str],
    ledger: NamedDependency[Ledger],
    now: NamedDependency[datetime],
    policy: NamedDependency[Policy],
    publisher: NamedDependency[Publisher],
) -> Response[dict[str, Any]]:
    """The review as it stands."""
    review = claim_review(ledger, claim_id, now=now, policy=policy, publisher=publisher)
    return Response(msgspec.to_builtins(review), media_type=MEDIA_TYPE)


ROUTES = (get_claim_review,)

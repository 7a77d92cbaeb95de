"""Search of claims by their words and speakers."""

from typing import Annotated

import msgspec
from litestar import get
from litestar.di import NamedDependency
from litestar.params import QueryParameter

from jobs.search import Found, search_claims
from service.responses import READ
from storage.ledger import Ledger

Words = Annotated[
    str,
    QueryParameter(
        name="q",
        min_length=1,
        max_length=500,
        description="Words that must all occur, in the claim or its speaker's name. Endings and accents do not matter; "
        "`harb*` stands for all words that begin so. The first 20 words count.",
    ),
]
Most = Annotated[int, QueryParameter(ge=1, le=200, description="How many claims at most, 1 to 200.", required=False)]


class SearchResult(msgspec.Struct, frozen=True, kw_only=True):
    """The claims that were found, the best first; the newer first where they fit alike."""

    items: tuple[Found, ...]


@get(
    "/search",
    operation_id="searchClaims",
    summary="Find claims by their words and speakers, the best first",
    description="It finds what was committed before the request.",
    tags=["claims"],
    responses=READ,
    sync_to_thread=True,
)
def search(q: Words, ledger: NamedDependency[Ledger], limit: Most = 20) -> SearchResult:
    """The claims that have all the words."""
    return SearchResult(items=search_claims(ledger, q, limit=limit))


ROUTES = (search,)

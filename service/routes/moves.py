"""What is done with a claim beside resolving it: postponed, reopened, reviewed, corrected, assigned, merged."""

from typing import Annotated

from litestar import Response, post, put
from litestar.di import NamedDependency
from litestar.enums import RequestEncodingType
from litestar.params import BodyKwarg, FromPath

from claims.model import Claim
from jobs.corrections import Corrected, correct_claim
from jobs.duplicates import Merged, merge_claim, unmerge_claim
from jobs.moves import Act, assign_claim, postpone_claim, reopen_claim, review_claim, snooze_claim, tag_claim
from jobs.requests import (
    NewAssignment,
    NewCorrection,
    NewMerge,
    NewPostponement,
    NewReopening,
    NewReview,
    NewSnooze,
    NewTopics,
    NewUnmerge,
)
from jobs.schedule import Scheduler
from service.examples import ASSIGNMENT, CORRECTION, MERGE, POSTPONEMENT, REOPENING, REVIEW, SNOOZE, TOPICS, UNMERGE
from service.repeats import etag_of
from service.responses import CHANGE
from service.routes.claims import ETAG
from storage.ledger import Ledger

JSON = RequestEncodingType.JSON
Postponement = Annotated[NewPostponement, BodyKwarg(media_type=JSON, examples=[POSTPONEMENT])]
Reopening = Annotated[NewReopening, BodyKwarg(media_type=JSON, examples=[REOPENING])]
ReviewBody = Annotated[NewReview, BodyKwarg(media_type=JSON, examples=[REVIEW])]
CorrectionBody = Annotated[NewCorrection, BodyKwarg(media_type=JSON, examples=[CORRECTION])]
Assignment = Annotated[NewAssignment, BodyKwarg(media_type=JSON, examples=[ASSIGNMENT])]
Snooze = Annotated[NewSnooze, BodyKwarg(media_type=JSON, examples=[SNOOZE])]
TopicsBody = Annotated[NewTopics, BodyKwarg(media_type=JSON, examples=[TOPICS])]
Merge = Annotated[NewMerge, BodyKwarg(media_type=JSON, examples=[MERGE])]
Unmerge = Annotated[NewUnmerge, BodyKwarg(media_type=JSON, examples=[UNMERGE])]


@post(
    "/claims/{claim_id:str}/postponements",
    operation_id="postponeClaim",
    summary="Say that it is too early to tell, and when to look again",
    tags=["resolutions"],
    responses=CHANGE,
    response_description="The claim is pending again; `postponed` counts how often.",
    response_headers=[ETAG],
    sync_to_thread=True,
)
def postpone(
    claim_id: FromPath[str],
    data: Postponement,
    ledger: NamedDependency[Ledger],
    scheduler: NamedDependency[Scheduler],
    act: NamedDependency[Act],
) -> Response[Claim]:
    """Postpones a due claim."""
    claim = postpone_claim(ledger, claim_id, data, act)
    scheduler.wake_at(claim.check_at)
    return _answer(claim)


@post(
    "/claims/{claim_id:str}/reopenings",
    operation_id="reopenClaim",
    summary="Open a resolved claim again",
    description="Its resolution is kept; the next one names it as what it supersedes.",
    tags=["resolutions"],
    responses=CHANGE,
    response_description="The claim is due again.",
    response_headers=[ETAG],
    sync_to_thread=True,
)
def reopen(
    claim_id: FromPath[str], data: Reopening, ledger: NamedDependency[Ledger], act: NamedDependency[Act]
) -> Response[Claim]:
    """Reopens a resolved claim."""
    return _answer(reopen_claim(ledger, claim_id, data, act))


@post(
    "/claims/{claim_id:str}/reviews",
    operation_id="reviewClaim",
    summary="Accept, reject or un-reject a claim",
    tags=["review"],
    responses=CHANGE,
    response_description="The claim has the review mark.",
    response_headers=[ETAG],
    sync_to_thread=True,
)
def review(
    claim_id: FromPath[str], data: ReviewBody, ledger: NamedDependency[Ledger], act: NamedDependency[Act]
) -> Response[Claim]:
    """Sets a claim's review mark."""
    return _answer(review_claim(ledger, claim_id, data, act))


@post(
    "/claims/{claim_id:str}/corrections",
    operation_id="correctClaim",
    summary="Correct how a claim was read",
    description="Speaker, sort, span or window. What was read before is kept and shown beside it.",
    tags=["review"],
    responses=CHANGE,
    response_description="The claim as corrected, accepted, and the correction.",
    response_headers=[ETAG],
    sync_to_thread=True,
)
def correct(
    claim_id: FromPath[str],
    data: CorrectionBody,
    ledger: NamedDependency[Ledger],
    scheduler: NamedDependency[Scheduler],
    act: NamedDependency[Act],
) -> Response[Corrected]:
    """Corrects a claim."""
    done = correct_claim(ledger, claim_id, data, act)
    if done.claim.status == "pending":
        scheduler.wake_at(done.claim.check_at)
    return Response(done, headers=etag_of(done.claim.version))


@post(
    "/claims/{claim_id:str}/assignments",
    operation_id="assignClaim",
    summary="Say who is to resolve a claim",
    tags=["due"],
    responses=CHANGE,
    response_description="The claim is somebody's to resolve, or nobody's.",
    response_headers=[ETAG],
    sync_to_thread=True,
)
def assign(
    claim_id: FromPath[str], data: Assignment, ledger: NamedDependency[Ledger], act: NamedDependency[Act]
) -> Response[Claim]:
    """Assigns a claim."""
    return _answer(assign_claim(ledger, claim_id, data, act))


@post(
    "/claims/{claim_id:str}/snoozes",
    operation_id="snoozeClaim",
    summary="Leave a due claim out of the list for a while",
    tags=["due"],
    responses=CHANGE,
    response_description="The claim stays due, and is asked about again after that time.",
    response_headers=[ETAG],
    sync_to_thread=True,
)
def snooze(
    claim_id: FromPath[str], data: Snooze, ledger: NamedDependency[Ledger], act: NamedDependency[Act]
) -> Response[Claim]:
    """Snoozes a due claim."""
    return _answer(snooze_claim(ledger, claim_id, data, act))


@put(
    "/claims/{claim_id:str}/topics",
    operation_id="tagClaim",
    summary="Say what a claim is about",
    description="These topics take the place of those that it has.",
    tags=["review"],
    responses=CHANGE,
    response_description="The claim with these topics.",
    response_headers=[ETAG],
    sync_to_thread=True,
)
def tag(
    claim_id: FromPath[str], data: TopicsBody, ledger: NamedDependency[Ledger], act: NamedDependency[Act]
) -> Response[Claim]:
    """Tags a claim."""
    return _answer(tag_claim(ledger, claim_id, data, act))


@post(
    "/claims/{claim_id:str}/merges",
    operation_id="mergeClaim",
    summary="Merge a claim into the one that it repeats",
    description="Both histories stay; the merged claim leaves the lists and is not counted.",
    tags=["review"],
    responses=CHANGE,
    response_description="The claim, which points to the other, and that other one.",
    response_headers=[ETAG],
    sync_to_thread=True,
)
def merge(
    claim_id: FromPath[str], data: Merge, ledger: NamedDependency[Ledger], act: NamedDependency[Act]
) -> Response[Merged]:
    """Merges a claim into another."""
    done = merge_claim(ledger, claim_id, data, act)
    return Response(done, headers=etag_of(done.claim.version))


@post(
    "/claims/{claim_id:str}/unmerges",
    operation_id="unmergeClaim",
    summary="Take a merged claim out of the other again",
    tags=["review"],
    responses=CHANGE,
    response_description="The claim as it stood, and the one that it was merged into.",
    response_headers=[ETAG],
    sync_to_thread=True,
)
def unmerge(
    claim_id: FromPath[str],
    data: Unmerge,
    ledger: NamedDependency[Ledger],
    scheduler: NamedDependency[Scheduler],
    act: NamedDependency[Act],
) -> Response[Merged]:
    """Unmerges a claim."""
    done = unmerge_claim(ledger, claim_id, data, act)
    if done.claim.status == "pending":
        scheduler.wake_at(done.claim.check_at)
    return Response(done, headers=etag_of(done.claim.version))


def _answer(claim: Claim) -> Response[Claim]:
    return Response(claim, headers=etag_of(claim.version))


ROUTES = (postpone, reopen, review, correct, assign, snooze, tag, merge, unmerge)

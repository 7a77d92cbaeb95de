"""What waits: due claims, what was found about them, and claims whose reading is still to be reviewed."""

from datetime import datetime

import msgspec
from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery

from claims.doubt import Doubt, doubts
from claims.model import Claim
from jobs.due import DueClaim, DueSummary, due_claim, due_summary
from jobs.policy import Policy
from jobs.suggestions import Suggestions, suggest
from service.filters import find_about
from service.pages import (
    LIMIT_DEFAULT,
    AssigneeQuery,
    Cursor,
    IdQuery,
    Limit,
    Page,
    TopicQuery,
    after_count,
    after_time,
    count_key,
    cut_page,
    time_key,
)
from service.responses import READ, READ_ONE
from storage.ledger import Ledger
from storage.waiting import DueFilter


class ReviewItem(msgspec.Struct, frozen=True, kw_only=True):
    """A claim that nobody has reviewed, and why its reading is doubtful, the weightiest reason first."""

    claim: Claim
    doubt: int
    reasons: tuple[Doubt, ...]


@get(
    "/due",
    operation_id="listDue",
    summary="List claims flagged and waiting, longest waiting first",
    description="Those that are snoozed are left out unless `snoozed` is true.",
    tags=["due"],
    responses=READ_ONE,
    sync_to_thread=True,
)
def list_due(  # noqa: PLR0913, PLR0917 - these are the filters
    ledger: NamedDependency[Ledger],
    now: NamedDependency[datetime],
    policy: NamedDependency[Policy],
    speaker_id: IdQuery = None,
    article_id: IdQuery = None,
    topic: TopicQuery = None,
    assignee: AssigneeQuery = None,
    disputed: FromQuery[bool | None] = None,
    snoozed: FromQuery[bool] = False,
    limit: Limit = LIMIT_DEFAULT,
    cursor: Cursor = None,
) -> Page[DueClaim]:
    """A page of the claims whose time has come and that nobody has resolved, if they fit all the filters."""
    about = find_about(ledger, speaker_id, article_id, topic)
    wanted = DueFilter(
        speaker_id=about.speaker_id,
        article_id=article_id,
        topic=topic,
        assignee=assignee,
        disputed=disputed,
        awake_at=None if snoozed else now,
    )
    rows = ledger.due(wanted, limit=limit + 1, after=after_time(cursor))
    shown = [due_claim(claim, now=now, policy=policy) for claim in rows]
    return cut_page(shown, limit, lambda claim: time_key(claim.check_at, claim.id))


@get(
    "/due/summary",
    operation_id="getDueSummary",
    summary="How many claims are due and overdue, whose they are, and the share decided in time this week",
    tags=["due"],
    responses=READ,
    sync_to_thread=True,
)
def get_summary(
    ledger: NamedDependency[Ledger], now: NamedDependency[datetime], policy: NamedDependency[Policy]
) -> DueSummary:
    """The due claims in numbers."""
    return due_summary(ledger, now=now, policy=policy)


@get(
    "/claims/{claim_id:str}/suggestions",
    operation_id="suggestEvidence",
    summary="Suggest stored articles that may tell what became of a claim",
    description="Published since it was made, ranked by how much of its words they share. Nothing is resolved by it.",
    tags=["due"],
    responses=READ_ONE,
    sync_to_thread=True,
)
def get_suggestions(claim_id: FromPath[str], ledger: NamedDependency[Ledger]) -> Suggestions:
    """Articles that may hold evidence."""
    return suggest(ledger, claim_id)


@get(
    "/review",
    operation_id="listReview",
    summary="List claims that nobody has reviewed, most doubtful first",
    tags=["review"],
    responses=READ,
    sync_to_thread=True,
)
def list_review(
    ledger: NamedDependency[Ledger], limit: Limit = LIMIT_DEFAULT, cursor: Cursor = None
) -> Page[ReviewItem]:
    """A page of the review queue."""
    rows = ledger.doubtful(limit=limit + 1, after=after_count(cursor))
    items = [ReviewItem(claim=claim, doubt=claim.doubt, reasons=doubts(claim)) for claim in rows]
    return cut_page(items, limit, lambda item: count_key(item.doubt, item.claim.id))


ROUTES = (list_due, get_summary, get_suggestions, list_review)

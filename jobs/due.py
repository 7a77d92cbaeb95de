"""What is due: how long it has waited, whose it is, and how many are decided in time."""

from datetime import datetime, timedelta
from typing import Final, get_args

import msgspec

from claims.lifecycle import due_since, is_disputed
from claims.model import Claim
from jobs.policy import Policy
from storage.ledger import DueBy, Ledger
from storage.waiting import DueGroup, DueTotals

WEEK: Final = timedelta(days=7)
GROUPS_MAX: Final = 50
"""The most groups of each sort in a summary: the largest."""

CONDITIONS_MAX: Final = 1_000
"""Up to how many due conditions are counted."""


class DueClaim(Claim, frozen=True, kw_only=True):
    """A claim that waits for a resolution: since when, for how many hours, and whether that is too long."""

    due_since: datetime
    age_h: float
    overdue: bool
    disputed: bool


class DueSummary(msgspec.Struct, frozen=True, kw_only=True):
    """The due claims in numbers. `met_share` is `met` of `reached`, null where no time allowed ran out this week.

    `conditions` are the open conditions whose time to look has come, counted up to CONDITIONS_MAX. Groups
    are the largest of each sort; a claim with several topics counts with each. `speakers` go by id.
    """

    as_of: datetime
    allowed_h: float
    totals: DueTotals
    met_share: float | None
    oldest_age_h: float | None
    by_assignee: tuple[DueGroup, ...]
    by_topic: tuple[DueGroup, ...]
    by_speaker: tuple[DueGroup, ...]
    conditions: int


def due_claim(claim: Claim, *, now: datetime, policy: Policy) -> DueClaim:
    """The claim with how long it has waited at `now`."""
    since = due_since(claim)
    age = max(now - since, timedelta(0))
    return DueClaim(
        **msgspec.structs.asdict(claim),
        due_since=since,
        age_h=hours(age),
        overdue=age > policy.allowed,
        disputed=is_disputed(claim),
    )


def due_summary(ledger: Ledger, *, now: datetime, policy: Policy) -> DueSummary:
    """What is due at `now`, by whose it is, by topic and by speaker, and the share decided in time within a week."""
    with ledger.snapshot():
        totals = ledger.due_totals(now=now, allowed=policy.allowed, week_from=now - WEEK)
        groups = [ledger.due_groups(by, now=now, allowed=policy.allowed, limit=GROUPS_MAX) for by in get_args(DueBy)]
        conditions = len(ledger.conditions(status="open", until=now, limit=CONDITIONS_MAX))
    oldest = totals.oldest_since
    return DueSummary(
        as_of=now,
        allowed_h=hours(policy.allowed),
        totals=totals,
        met_share=totals.met / totals.reached if totals.reached else None,
        oldest_age_h=hours(now - oldest) if oldest else None,
        by_assignee=groups[0],
        by_topic=groups[1],
        by_speaker=groups[2],
        conditions=conditions,
    )


def hours(amount: timedelta) -> float:
    """The amount of time in hours, to a tenth."""
    return round(amount.total_seconds() / 3600, 1)

"""Flags claims whose time to look again has come."""

from datetime import datetime
from typing import Final

import msgspec

from claims.lifecycle import move
from claims.model import Claim
from jobs.steps import Steps
from storage.errors import Conflict
from storage.ledger import Change, Ledger

SWEEP_PAGE: Final = 500
"""Claims flagged in one change."""

CONFLICTS_MAX: Final = 20
"""How often a sweep reads a page again because a claim in it was changed meanwhile; then it leaves it to the next."""

SCHEDULER: Final = "scheduler"
"""The actor of what happens by itself."""


def sweep(ledger: Ledger, *, now: datetime) -> tuple[Claim, ...]:
    """The claims flagged now, sorted by their times; empty when nothing was due.

    A claim is flagged once, however often and from wherever this runs: a flag needs the claim pending and unchanged.
    """
    flagged: list[Claim] = []
    conflicts = 0
    while page := ledger.pending_until(now, limit=SWEEP_PAGE):
        try:
            flagged.extend(_flag(ledger, page, now))
        except Conflict:
            conflicts += 1
            if conflicts > CONFLICTS_MAX:
                break
    return tuple(flagged)


def _flag(ledger: Ledger, page: tuple[Claim, ...], now: datetime) -> tuple[Claim, ...]:
    steps = Steps(SCHEDULER, now)
    after = tuple(
        msgspec.structs.replace(claim, status=move(claim.status, "flag"), version=claim.version + 1) for claim in page
    )
    moves = zip(page, after, strict=True)
    ledger.commit(Change(steps=tuple(steps.moved(before, then, "claim.flagged") for before, then in moves)))
    return after

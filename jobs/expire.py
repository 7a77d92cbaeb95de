"""Flags claims whose time to look again has come."""

from datetime import datetime
from typing import Final

from storage.ledger import Change, Flagged, Flagging, Ledger

SWEEP_PAGE: Final = 10_000
"""Claims flagged in one change, which other writers wait for: hardly longer than for a change of their own."""

SCHEDULER: Final = "scheduler"
"""The actor of what happens by itself."""


def sweep(ledger: Ledger, *, now: datetime) -> tuple[Flagged, ...]:
    """What was flagged now, sorted by its times; empty when nothing was due.

    A claim is flagged once, however often and from wherever this runs: the ledger flags what is pending as it commits.
    """
    flagged: list[Flagged] = []
    while True:
        wanted = Flagging(until=now, limit=SWEEP_PAGE, actor=SCHEDULER, recorded_at=now)
        done = ledger.commit(Change(steps=(), flagging=wanted)).flagged
        flagged.extend(done)
        if len(done) < SWEEP_PAGE:
            return tuple(flagged)

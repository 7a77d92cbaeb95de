"""Tiny builders for the tests of the jobs."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from claims.model import Claim
from jobs.ingest import add_claim
from jobs.requests import NewClaim, NewEvidence, NewResolution
from storage.ledger import Ledger

NOW = datetime(2025, 11, 22, 10, tzinfo=UTC)
DEADLINE = datetime(2025, 11, 25, tzinfo=UTC)
EVIDENCE = (NewEvidence(url="https://example.org/harbour", quote="The harbour is open."),)


def a_request(**fields: Any) -> NewClaim:
    """A claim made by hand with a deadline at the end of 24 November."""
    given: dict[str, Any] = {
        "text": "The harbour will open on Monday",
        "speaker": "Mira Halvorsen",
        "made_at": "2025-11-22",
        "deadline_at": "2025-11-25T00:00:00Z",
    }
    return NewClaim(**(given | fields))


def stored(ledger: Ledger, *, now: datetime = NOW, **fields: Any) -> Claim:
    """A claim stored at `now`."""
    return add_claim(ledger, a_request(**fields), actor="local", now=now)


def it_happened(**fields: Any) -> NewResolution:
    """It happened on the last day."""
    return NewResolution(**({"happened": "yes", "occurred_from": date(2025, 11, 24), "evidence": EVIDENCE} | fields))


def kinds(ledger: Ledger, subject_id: str) -> list[str]:
    """What was done to a row, in order."""
    return [event.kind for _, event in ledger.events(subject_id=subject_id)]


def later(**amount: int) -> datetime:
    """So long after the deadline."""
    return DEADLINE + timedelta(**amount)

"""Tiny builders of claims and resolutions for the tests of scoring."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from claims.model import Claim, Happened, Resolution
from claims.outcome import Case
from claims.scorecard import Terms

MADE = date(2026, 1, 10)
LATEST = date(2026, 5, 31)
AS_OF = datetime(2027, 1, 1, tzinfo=UTC)
TERMS = Terms(as_of=AS_OF)
RECORDED = datetime(2026, 1, 11, tzinfo=UTC)


def a_claim(number: int = 1, **fields: Any) -> Claim:
    """An accepted, resolved claim "by the end of May", affirmed and certain, unless told otherwise."""
    latest = fields.get("latest", LATEST)
    end = latest or fields.get("default_latest")
    given: dict[str, Any] = {
        "id": f"claim-{number:05}",
        "article_id": f"article-{number}",
        "speaker_id": "speaker-1",
        "speaker": "Mira Halvorsen",
        "ruleset": "test",
        "text": f"bridge number {number} will open by the end of May",
        "start": 0,
        "end": 10,
        "made_at": MADE.isoformat(),
        "horizon": "by the end of May",
        "shape": "by",
        "openness": "closed",
        "latest": latest,
        "strict_latest": end,
        "lenient_latest": end,
        "status": "resolved",
        "review": "accepted",
        "check_at": datetime(2026, 6, 1, tzinfo=UTC),
        "check_reason": "deadline",
        "recorded_at": RECORDED,
    }
    return Claim(**{**given, **fields})


def a_resolution(claim: Claim, happened: Happened = "yes", **fields: Any) -> Resolution:
    """What happened about the claim; "yes" happened on 20 May 2026 unless told otherwise."""
    given: dict[str, Any] = {
        "id": f"resolution-{claim.id}",
        "claim_id": claim.id,
        "happened": happened,
        "recorded_at": datetime(2026, 6, 2, tzinfo=UTC),
        "actor": "tester",
    }
    if happened == "yes" and claim.shape not in {"throughout", "at_least"}:
        given["occurred_from"] = date(2026, 5, 20)
    return Resolution(**{**given, **fields})


def a_case(number: int = 1, happened: Happened = "yes", **fields: Any) -> Case:
    """A claim with its resolution; fields of the claim."""
    claim = a_claim(number, **fields)
    return Case(claim, a_resolution(claim, happened))


def days_after(day: date, days: int) -> date:
    """So many days later."""
    return day + timedelta(days=days)

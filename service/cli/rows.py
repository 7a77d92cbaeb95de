"""The rows that scripts rely on: their keys, in their order. New keys are only ever added at the end."""

from typing import Any, Final

from claims.model import ClaimReading, HorizonReading

CLAIM_KEYS: Final = (
    "start",
    "end",
    "text",
    "speaker",
    "via",
    "attribution",
    "kind",
    "made_at",
    "horizon",
    "shape",
    "earliest",
    "latest",
    "default_latest",
    "strict_latest",
    "lenient_latest",
    "earliest_at",
    "deadline_at",
    "openness",
    "hedge",
    "probability",
    "probability_source",
    "negated",
    "conditional",
    "rules",
    "role",
    "organisation",
    "begins",
    "condition",
    "time_zone",
)

READING_KEYS: Final = (
    "phrase",
    "start",
    "end",
    "shape",
    "earliest",
    "latest",
    "default_latest",
    "strict_latest",
    "lenient_latest",
    "earliest_at",
    "deadline_at",
    "openness",
    "rule",
)


def claim_row(claim: ClaimReading) -> dict[str, Any]:
    """A claim as `bythen extract` writes it."""
    return {key: getattr(claim, key) for key in CLAIM_KEYS}


def reading_row(reading: HorizonReading) -> dict[str, Any]:
    """A reading as `bythen horizon` writes it."""
    return {key: getattr(reading, key) for key in READING_KEYS}

"""When resolutions settle a claim."""

from datetime import date
from typing import Any

import pytest

from claims.agreement import agree, next_move
from claims.lifecycle import StateError
from claims.model import Resolution
from tests.unit.scoring.build import a_claim, a_resolution

CLAIM = a_claim(status="due")


def by(actor: str, happened: Any = "yes", **fields: Any) -> Resolution:
    return a_resolution(CLAIM, happened, **fields, actor=actor)


@pytest.mark.parametrize(
    ("before", "given", "reviewers", "expected"),
    [
        ((), by("ada"), 1, "resolve"),
        ((by("ada"), by("ben", "no")), by("ada"), 1, "resolve"),
        ((), by("ada"), 2, "answer"),
        ((by("ada"),), by("ben"), 2, "resolve"),
        ((by("ada"),), by("ben", "no"), 2, "answer"),
        ((by("ada"), by("ben", "no")), by("mira", "void", void_reason="ambiguous"), 2, "resolve"),
    ],
)
def test_what_a_resolution_does(before: Any, given: Resolution, reviewers: int, expected: str) -> None:
    """One reviewer resolves; of two the second does who agrees; where they differ, the third."""
    assert expected == next_move(CLAIM, before, given, reviewers)


@pytest.mark.parametrize("before", [(by("ada"),), (by("ada"), by("ben", "no"))])
def test_nobody_reviews_themselves(before: Any) -> None:
    """A second resolution by the same person is refused where two are needed."""
    with pytest.raises(StateError, match="waits for another reviewer"):
        next_move(CLAIM, before, by("ada"), 2)


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (by("ben", occurred_from=date(2026, 5, 21)), True),
        (by("ben", occurred_from=date(2026, 6, 21)), False),
        (by("ben", "no"), False),
        (by("ben", "partly", value=0.5), False),
    ],
)
def test_agreement_is_about_outcomes(other: Resolution, expected: bool) -> None:
    """Days that differ within the window are no disagreement; days on either side of its end are."""
    assert expected == agree(CLAIM, by("ada"), other)

"""Outcomes: the guide's tables, every shape, and what cannot be decided."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.model import Happened, Hedge, ReadingName
from claims.outcome import Case, cases_of, derive_outcome, matured, matures_at, window_end
from tests.unit.scoring.build import LATEST, MADE, a_claim, a_resolution

READINGS: tuple[ReadingName, ...] = ("strict", "nominal", "lenient")
BY_MARCH = {
    "text": "the line will open by March",
    "latest": date(2026, 3, 31),
    "strict_latest": date(2026, 2, 28),
    "lenient_latest": date(2026, 4, 10),
}


def outcome(happened: Happened, reading: ReadingName = "nominal", **fields: Any) -> Any:
    """The outcome of a claim with these fields; those of the resolution are prefixed with "on_"."""
    resolution = {name[3:]: fields.pop(name) for name in list(fields) if name.startswith("on_")}
    claim = a_claim(**fields)
    return derive_outcome(claim, a_resolution(claim, happened, **resolution), reading)


@pytest.mark.parametrize(
    ("text", "negated", "hedge", "y_yes", "y_no"),
    [
        ("The town will fall within two days", False, "certain", 1, 0),
        ("The town will not fall by May", True, "certain", 0, 1),
        ("It is unlikely to fall by May", True, "unlikely", 0, 1),
        ("It will probably fall by May", False, "likely", 1, 0),
        ("It may fall by May", False, "possible", 1, 0),
        ("70 % chance that it falls by May", False, "likely", 1, 0),
    ],
)
def test_proposition(text: str, negated: bool, hedge: Hedge, y_yes: float, y_no: float) -> None:
    """The outcome is about the claim as worded, negation included: the six rows of the scoring guide."""
    fields = {"text": text, "negated": negated, "hedge": hedge}

    assert y_yes == outcome("yes", **fields).y
    assert y_no == outcome("no", **fields).y


@pytest.mark.parametrize(
    ("day", "expected", "late"),
    [
        (date(2026, 2, 28), (1, 1, 1), None),
        (date(2026, 3, 31), (0, 1, 1), None),
        (date(2026, 4, 10), (0, 0, 1), 10),
        (date(2026, 4, 11), (0, 0, 0), 11),
    ],
)
@pytest.mark.parametrize("negated", [False, True])
def test_by_under_three_readings(day: date, expected: tuple[int, ...], late: int | None, negated: bool) -> None:
    """A later end makes an affirmed claim easier and its negation harder; only an affirmed claim is late."""
    found = [outcome("yes", reading, negated=negated, on_occurred_from=day, **BY_MARCH) for reading in READINGS]

    assert [1 - y if negated else y for y in expected] == [each.y for each in found]
    assert (None if negated else late) == found[1].days_late


@pytest.mark.parametrize(
    ("shape", "day", "negated", "y", "why"),
    [
        ("by", date(2026, 1, 1), False, 1, "happened_before"),
        ("by", date(2026, 1, 1), True, 1, "happened_before"),
        ("during", date(2026, 4, 30), False, 0, "happened_before"),
        ("during", date(2026, 5, 1), False, 1, "happened_inside"),
        ("during", date(2026, 5, 31), False, 1, "happened_inside"),
        ("during", date(2026, 6, 1), False, 0, "happened_after"),
        ("during", date(2026, 4, 30), True, 1, "happened_before"),
        ("during", date(2026, 5, 1), True, 0, "happened_inside"),
        ("during", date(2026, 6, 1), True, 1, "happened_after"),
    ],
)
def test_before_the_window(shape: str, day: date, negated: bool, y: float, why: str) -> None:
    """What came early makes an affirmed claim true unless it was of a period; a negated one looks inside only."""
    earliest = date(2026, 5, 1) if shape == "during" else None
    found = outcome("yes", shape=shape, earliest=earliest, negated=negated, on_occurred_from=day)

    assert (y, why) == (found.y, found.why)


@pytest.mark.parametrize(
    ("happened", "broke", "expected", "why"),
    [
        ("yes", None, (1, 1, 1), "held"),
        ("no", date(2026, 2, 28), (0, 0, 0), "broke"),
        ("no", date(2026, 3, 31), (1, 0, 0), "broke"),
        ("no", date(2026, 4, 10), (1, 1, 0), "held"),
        ("no", date(2026, 4, 11), (1, 1, 1), "held"),
        ("no", None, (None, None, None), "day_unknown"),
    ],
)
@pytest.mark.parametrize("negated", [False, True])
def test_throughout(
    happened: Happened, broke: date | None, expected: tuple[float | None, ...], why: str, negated: bool
) -> None:
    """What was to last is true if it did not break until the reading's end has passed."""
    fields = {"shape": "throughout", "negated": negated, "on_occurred_from": broke, **BY_MARCH}
    found = [outcome(happened, reading, **fields) for reading in READINGS]

    assert [1 - y if negated and y is not None else y for y in expected] == [each.y for each in found]
    assert why == found[1].why


@pytest.mark.parametrize(
    ("happened", "day", "y"),
    [
        ("yes", None, 1),
        ("no", date(2027, 12, 31), 0),
        ("no", date(2028, 1, 1), 1),
        ("no", None, 0),
    ],
)
def test_at_least(happened: Happened, day: date | None, y: float) -> None:
    """ "Until at least 2028" is true if it did not break before 2028."""
    fields = {"shape": "at_least", "latest": None, "begins": date(2028, 1, 1), "on_occurred_from": day}

    assert y == outcome(happened, **fields).y


@pytest.mark.parametrize(
    ("happened", "day", "negated", "y"),
    [
        ("yes", date(2027, 12, 31), False, 0),
        ("yes", date(2028, 1, 1), False, 1),
        ("no", None, False, 1),
        ("yes", date(2027, 12, 31), True, 1),
        ("yes", date(2028, 1, 1), True, 0),
        ("no", None, True, 1),
    ],
)
def test_not_before(happened: Happened, day: date | None, negated: bool, y: float) -> None:
    """ "No earlier than 2028" bounds from below only; "not after 2027" is true if it does not happen from 2028 on."""
    fields = {"shape": "not_before", "latest": None, "begins": date(2028, 1, 1), "negated": negated}

    assert y == outcome(happened, on_occurred_from=day, **fields).y


@pytest.mark.parametrize(("happened", "negated", "y"), [("yes", False, 1), ("no", False, 0), ("no", True, 1)])
def test_undated(happened: Happened, negated: bool, y: float) -> None:
    """A claim without a window is as true as what happened, though it is never scored."""
    assert y == outcome(happened, shape="undated", latest=None, negated=negated, on_occurred_from=None).y


@pytest.mark.parametrize(("negated", "y"), [(False, 0.25), (True, 0.75)])
def test_partly(negated: bool, y: float) -> None:
    """Partly is the value, its complement if negated."""
    assert y == outcome("partly", negated=negated, on_value=0.25).y


def test_partly_but_late() -> None:
    """What was done in part after the end was not done in time."""
    found = outcome("partly", on_value=0.25, on_occurred_from=date(2026, 6, 4), on_occurred_to=date(2026, 6, 9))

    assert (0, 4, 9) == (found.y, found.days_late, found.days_late_max)


def test_void() -> None:
    """A void decides nothing."""
    assert (None, "void") == (outcome("void").y, outcome("void").why)


@pytest.mark.parametrize("negated", [False, True])
def test_range_across_the_end(negated: bool) -> None:
    """An event known only to lie on either side of a reading's end is undecided under it, and under it alone."""
    days = {"on_occurred_from": date(2026, 3, 28), "on_occurred_to": date(2026, 4, 2)}
    found = [outcome("yes", reading, negated=negated, **days, **BY_MARCH) for reading in READINGS]

    assert [float(negated), None, float(not negated)] == [each.y for each in found]
    assert "straddles_end" == found[1].why


def test_range_across_the_start() -> None:
    """An event that may have come before a period is undecided, but not where coming early is as good."""
    days = {"earliest": date(2026, 5, 1), "on_occurred_from": date(2026, 4, 29), "on_occurred_to": date(2026, 5, 2)}

    assert "straddles_start" == outcome("yes", shape="during", **days).why
    assert 1 == outcome("yes", shape="by", **days).y


def test_yes_without_a_day() -> None:
    """Yes without a day cannot be placed in a window."""
    assert (None, "day_unknown") == (
        outcome("yes", on_occurred_from=None).y,
        outcome("yes", on_occurred_from=None).why,
    )


def test_default_end_of_a_vague_claim() -> None:
    """A vague claim is judged by its default bounds."""
    fields = {
        "latest": None,
        "default_latest": date(2026, 2, 9),
        "strict_latest": date(2026, 1, 25),
        "lenient_latest": date(2026, 3, 11),
        "openness": "vague",
    }
    claim = a_claim(**fields)

    assert [date(2026, 1, 25), date(2026, 2, 9), date(2026, 3, 11)] == [window_end(claim, r) for r in READINGS]
    assert [0, 1, 1] == [outcome("yes", r, on_occurred_from=date(2026, 2, 1), **fields).y for r in READINGS]


def test_maturity() -> None:
    """A claim matures at the end of its lenient window in its own zone, and never where it has no last day."""
    claim = a_claim(time_zone="Asia/Tokyo", **BY_MARCH)
    closing = datetime(2026, 4, 10, 15, tzinfo=UTC)

    assert closing == matures_at(claim)
    assert (True, False) == (matured(claim, closing), matured(claim, datetime(2026, 4, 10, 14, 59, tzinfo=UTC)))
    assert matures_at(a_claim(latest=None, shape="undated")) is None


def test_standing_resolution() -> None:
    """The last recorded resolution stands, and none does while the claim is open again."""
    resolved, reopened = a_claim(1), a_claim(2, status="due")
    first = a_resolution(resolved, "no", id="a")
    second = a_resolution(resolved, "yes", id="b", recorded_at=datetime(2026, 6, 5, tzinfo=UTC))

    found = cases_of([reopened, resolved], [second, first, a_resolution(reopened)])

    assert (Case(resolved, second), Case(reopened, None)) == found


DAYS = st.dates(date(2025, 12, 1), date(2026, 8, 1))


@given(
    shape=st.sampled_from(["by", "during", "throughout", "not_before", "at_least", "undated"]),
    happened=st.sampled_from(["yes", "no", "partly", "void"]),
    days=st.one_of(st.none(), st.tuples(DAYS, DAYS).map(sorted)),
    value=st.floats(0, 1),
    reading=st.sampled_from(READINGS),
)
def test_outcome_is_a_share(
    shape: str, happened: Any, days: list[date] | None, value: float, reading: ReadingName
) -> None:
    """y lies in [0, 1] or is null, a negation gives the complement of what lies inside, and days late are positive."""
    ends = shape in {"by", "during", "throughout"}
    bounds = {"latest": LATEST if ends else None, "begins": None if ends else date(2026, 3, 1)}
    resolution = {
        "on_value": value if happened == "partly" else None,
        "on_occurred_from": days[0] if days else None,
        "on_occurred_to": days[1] if days else None,
    }
    found = outcome(happened, reading, shape=shape, **bounds, **resolution)
    negation = outcome(happened, reading, shape=shape, negated=True, **bounds, **resolution)

    assert found.y is None or 0 <= found.y <= 1
    assert negation.y is None or 0 <= negation.y <= 1
    assert found.days_late is None or 0 < found.days_late <= found.days_late_max
    if days and days[0] >= MADE and shape in {"by", "throughout"} and found.y is not None:
        assert found.y + negation.y == pytest.approx(1)

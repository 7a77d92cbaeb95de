"""The moves of a claim, the time to look at it, and what a resolution needs."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from claims.lifecycle import MOVES, Move, MoveError, check_resolution, check_time, closes_at, initial_status, move
from claims.model import Claim, Evidence, Resolution, Status, Window
from claims.moment import Moment

MADE = Moment(date(2025, 11, 22), None, "Europe/Kyiv")
SEEN = (Evidence(url="https://news.example/a"),)


def window(latest: date, **fields: Any) -> Window:
    return Window(shape="by", openness="closed", latest=latest, strict_latest=latest, lenient_latest=latest, **fields)


def claim(**fields: Any) -> Claim:
    given = {
        "id": "c", "article_id": None, "speaker_id": None, "ruleset": "1", "status": "due", "start": 0, "end": 1,
        "text": "x", "made_at": "2025-11-22", "shape": "by", "openness": "closed", "latest": date(2025, 11, 24),
        "strict_latest": date(2025, 11, 23), "lenient_latest": date(2025, 11, 25), "check_reason": "deadline",
        "check_at": datetime(2025, 11, 25, tzinfo=UTC), "recorded_at": datetime(2025, 11, 22, tzinfo=UTC),
    }  # fmt: skip
    return Claim(**(given | fields))


def resolution(**fields: Any) -> Resolution:
    given = {
        "id": "r", "claim_id": "c", "happened": "yes", "occurred_from": date(2025, 11, 23), "evidence": SEEN,
        "recorded_at": datetime(2025, 11, 26, tzinfo=UTC), "actor": "local",
    }  # fmt: skip
    return Resolution(**(given | fields))


@pytest.mark.parametrize("by", ["flag", "resolve", "postpone", "reopen"])
@pytest.mark.parametrize("status", ["pending", "due", "resolved"])
def test_moves(status: Status, by: Move) -> None:
    """A move in the table leads where the table says; every other is refused and named."""
    expected = MOVES.get((status, by))
    if expected:
        assert expected == move(status, by)
        return
    with pytest.raises(MoveError, match=f"a {status} claim cannot be moved by '{by}'"):
        move(status, by)


@pytest.mark.parametrize(
    ("given", "begins", "expected"),
    [
        (window(date(2025, 11, 24)), None, (datetime(2025, 11, 24, 22, tzinfo=UTC), "deadline")),
        (
            window(date(2025, 11, 24), deadline_at=datetime(2025, 11, 24, 9, 30, tzinfo=UTC)),
            None,
            (datetime(2025, 11, 24, 9, 30, tzinfo=UTC), "deadline"),
        ),
        (
            Window(
                shape="by", openness="vague", default_latest=date(2025, 12, 22),
                strict_latest=date(2025, 12, 7), lenient_latest=date(2026, 1, 21),
            ),
            None,
            (datetime(2025, 12, 22, 22, tzinfo=UTC), "default"),
        ),
        (Window(shape="not_before"), date(2028, 1, 1), (datetime(2027, 12, 31, 22, tzinfo=UTC), "begins")),
        (Window(), None, (datetime(2026, 5, 20, 21, tzinfo=UTC), "review")),
    ],
)  # fmt: skip
def test_time_to_look(given: Window, begins: date | None, expected: tuple[datetime, str]) -> None:
    """A claim is looked at when its window has closed in its own zone, when it begins, or after 180 days."""
    assert expected == check_time(given, begins, MADE)


def test_old_claims_are_due_at_once() -> None:
    """A claim whose time to look has come when it is stored is due; at the very instant too."""
    at = datetime(2025, 11, 24, tzinfo=UTC)

    assert ["due", "due", "pending"] == [
        initial_status(at, datetime(2025, 11, day, tzinfo=UTC)) for day in (25, 24, 23)
    ]


@pytest.mark.parametrize(
    "given",
    [
        resolution(),
        resolution(happened="no", occurred_from=None),
        resolution(happened="partly", value=0.5, occurred_from=None),
        resolution(happened="void", void_reason="ambiguous", occurred_from=None, evidence=()),
        resolution(evidence=(Evidence(note="the gazette of 23 November, page 4"),)),
        resolution(known_at=date(2025, 11, 26)),
        resolution(occurred_from=date(2025, 11, 21), reason="it had happened unnoticed"),
    ],
)
def test_complete_resolutions(given: Resolution) -> None:
    """An answer with its day, its evidence and what goes with it is accepted."""
    assert check_resolution(claim(), given) is None


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (resolution(evidence=()), "evidence is required"),
        (resolution(evidence=(Evidence(note="  "),)), "evidence is required"),
        (resolution(occurred_from=None), "needs occurred_from"),
        (resolution(happened="partly"), '"partly" needs a value'),
        (resolution(value=0.5), 'only "partly" has one'),
        (resolution(happened="void"), '"void" needs a void_reason'),
        (resolution(void_reason="ambiguous"), 'only "void" has one'),
        (resolution(occurred_from=date(2025, 11, 28)), "lies in the future"),
        (resolution(occurred_to=date(2025, 11, 22)), "occurred_from lies after occurred_to"),
        (resolution(occurred_from=None, occurred_to=date(2025, 11, 22)), "needs occurred_from"),
        (resolution(known_at=date(2025, 11, 28)), "known_at 2025-11-28 lies in the future"),
        (resolution(known_at=date(2025, 11, 22)), "known_at lies before the event"),
        (resolution(happened="no"), "nothing happened"),
        (resolution(happened="void", void_reason="ambiguous"), '"void" has no day'),
        (resolution(occurred_from=date(2025, 11, 21)), "lies before the claim was made"),
    ],
)
def test_incomplete_resolutions(given: Resolution, message: str) -> None:
    """A resolution that lacks what its answer needs is refused, and the message names it."""
    with pytest.raises(MoveError, match=message):
        check_resolution(claim(), given)


def test_second_resolution_is_refused() -> None:
    """A resolved claim is not resolved again."""
    with pytest.raises(MoveError, match="already resolved"):
        check_resolution(claim(status="resolved"), resolution())


@pytest.mark.parametrize(("shape", "happened"), [("by", "no"), ("throughout", "yes"), ("at_least", "yes")])
def test_answers_that_need_the_close(shape: Any, happened: Any) -> None:
    """What only the close of the lenient window can show needs a reason before it, and none after."""
    early = datetime(2025, 11, 25, 12, tzinfo=UTC)
    given = {"happened": happened, "occurred_from": None, "recorded_at": early}

    with pytest.raises(MoveError, match="before the window has closed needs a reason"):
        check_resolution(claim(shape=shape), resolution(**given))
    assert check_resolution(claim(shape=shape), resolution(**given, reason="the bridge is gone")) is None
    assert check_resolution(claim(shape=shape), resolution(**(given | {"recorded_at": closes_at(claim())}))) is None


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, datetime(2025, 11, 26, tzinfo=UTC)),
        ({"time_zone": "Europe/Kyiv"}, datetime(2025, 11, 25, 22, tzinfo=UTC)),
        ({"deadline_at": datetime(2025, 11, 25, 12, tzinfo=UTC)}, datetime(2025, 11, 25, 12, tzinfo=UTC)),
        ({"deadline_at": datetime(2025, 11, 24, 12, tzinfo=UTC)}, datetime(2025, 11, 26, tzinfo=UTC)),
        (
            {"latest": None, "strict_latest": None, "lenient_latest": None, "openness": "open"},
            datetime(2025, 11, 25, tzinfo=UTC),
        ),
    ],
)
def test_close_of_the_lenient_window(fields: dict[str, Any], expected: datetime) -> None:
    """The lenient window closes with its last day, or at the deadline's instant where that lies on this day."""
    assert expected == closes_at(claim(**fields))

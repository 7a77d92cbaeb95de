"""The moves of a claim, the time to look at it, and what a resolution needs."""

from datetime import UTC, date, datetime, timedelta
from typing import Any, get_args

import pytest
from msgspec.structs import replace

from claims.lifecycle import (
    MOVES,
    Move,
    MoveError,
    StateError,
    check_resolution,
    check_time,
    closes_at,
    evidence_until,
    initial_status,
    is_disputed,
    is_provisional,
    move,
)
from claims.model import Claim, Condition, Evidence, Resolution, Review, Status, Window
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


@pytest.mark.parametrize("by", get_args(Move))
@pytest.mark.parametrize("status", get_args(Status))
@pytest.mark.parametrize("review", get_args(Review))
@pytest.mark.parametrize("merged_into", [None, "other"])
def test_moves(status: Status, review: Review, merged_into: str | None, by: Move) -> None:
    """A move in the table leads where the table says, one version on; every other is refused."""
    before, rule = claim(status=status, review=review, merged_into=merged_into), MOVES[by]
    fits = rule.merged is None or rule.merged == (merged_into is not None)
    if fits and status in rule.status and review in rule.review:
        after = move(before, by, "because")
        assert (rule.status[status], rule.review[review], 2) == (after.status, after.review, after.version)
        assert after == replace(before, status=after.status, review=after.review, version=2)
        return
    with pytest.raises(StateError):
        move(before, by, "because")


@pytest.mark.parametrize("by", get_args(Move))
def test_reasons(by: Move) -> None:
    """A move that needs a reason is refused without one, or with a blank one."""
    rule = MOVES[by]
    merged_into = "other" if rule.merged else None
    before = claim(status=next(iter(rule.status)), review=next(iter(rule.review)), merged_into=merged_into)
    if not rule.reason:
        assert 2 == move(before, by).version
        return
    for reason in (None, " "):
        with pytest.raises(MoveError, match="needs a reason"):
            move(before, by, reason)


def test_every_move_has_an_event_of_its_own() -> None:
    """The log tells moves apart by their events."""
    events = [rule.event for rule in MOVES.values()]

    assert sorted(set(events)) == sorted(events)
    assert set(get_args(Move)) == set(MOVES)


def test_disputed_is_derived() -> None:
    """A claim is disputed while it is due and two answers stand."""
    due, resolved = (claim(status=status, answers=2) for status in ("due", "resolved"))

    assert (True, False, False) == (is_disputed(due), is_disputed(resolved), is_disputed(claim(answers=1)))


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
        resolution(evidence=(Evidence(document="the gazette of 23 November, page 4"),)),
        resolution(happened="no", occurred_from=None, evidence=(Evidence(note="the port's notices were searched"),)),
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
        (resolution(evidence=(Evidence(note="I heard of it"),)), "a reference to a document"),
        (resolution(evidence=(Evidence(quote="It opened."),)), "a reference to a document"),
        (resolution(happened="no", occurred_from=None, evidence=(Evidence(note="  "),)), "a note of what was searched"),
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


def test_a_claim_waits_for_its_condition() -> None:
    """While the condition is open, only void is an answer; once it holds the claim goes on."""
    made = {"id": "k", "text": "if it rains", "made_at": "2025-11-22", "check_at": datetime(2025, 11, 24, tzinfo=UTC)}
    waiting = Condition(**made, recorded_at=datetime(2025, 11, 22, tzinfo=UTC))
    void = resolution(happened="void", void_reason="ambiguous", occurred_from=None)

    with pytest.raises(StateError, match="still open"):
        check_resolution(claim(), resolution(), waiting)
    assert check_resolution(claim(), void, waiting) is None
    assert check_resolution(claim(), resolution(), replace(waiting, status="held")) is None


def test_late_evidence_is_waited_for() -> None:
    """What rests on nothing having been heard is provisional for the grace after the close; what happened is not."""
    grace, quiet = timedelta(hours=18), resolution(happened="no", occurred_from=None)
    until = closes_at(claim()) + grace

    assert until == evidence_until(claim(), grace)
    assert is_provisional(claim(), quiet, grace, until - timedelta(seconds=1))
    assert not is_provisional(claim(), quiet, grace, until)
    assert not is_provisional(claim(), resolution(), grace, closes_at(claim()))

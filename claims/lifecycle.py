"""States of a claim, the moves between them, and when to look at it again.

    pending --flag--> due --resolve--> resolved --reopen--> due
    pending --resolve--> resolved        (early: the thing has already been settled)
    due --postpone--> pending            (too early to tell)

The table is the whole truth: a move that is not in it is refused with a `MoveError`.
"""

from datetime import date, datetime, timedelta
from typing import Final, Literal

from claims.model import CheckReason, Claim, Evidence, Resolution, Status, Window
from claims.moment import Moment, day_start, read_moment, zone_info

Move = Literal["flag", "resolve", "postpone", "reopen"]

MOVES: Final[dict[tuple[Status, Move], Status]] = {
    ("pending", "flag"): "due",
    ("pending", "resolve"): "resolved",
    ("due", "resolve"): "resolved",
    ("due", "postpone"): "pending",
    ("resolved", "reopen"): "due",
}

HOLDING: Final = frozenset({"throughout", "at_least"})
"""Shapes of claims that something holds: "happened" means that it held, and the deciding day is the one it broke on."""

REVIEW_DAYS: Final = 180
"""An undated claim comes up for review so many days after it was made."""


class MoveError(ValueError):
    """A move that the claim's state does not allow, or a resolution that lacks what it needs."""


def move(status: Status, by: Move) -> Status:
    """The status after the move. Raises MoveError where the table has no such move."""
    try:
        return MOVES[status, by]
    except KeyError:
        raise MoveError(f"a {status} claim cannot be moved by {by!r}") from None


def check_time(
    window: Window, begins: date | None, made: Moment, review_days: int = REVIEW_DAYS
) -> tuple[datetime, CheckReason]:
    """When to look at a claim (UTC), and why then.

    The first that is known of: the deadline (its instant, else the end of `latest` in the claim's zone), the end of a
    vague phrase's default bound, the day `begins` on which an at_least or not_before claim can first be judged, and
    `review_days` after the day on which the claim was made.
    """
    if window.deadline_at:
        return window.deadline_at, "deadline"
    if window.latest:
        return _end_of(window.latest, made.zone), "deadline"
    if window.default_latest:
        return _end_of(window.default_latest, made.zone), "default"
    if begins:
        return day_start(begins, made.zone), "begins"
    return day_start(made.day + timedelta(days=review_days), made.zone), "review"


def initial_status(check_at: datetime, now: datetime) -> Status:
    """Due at once where the time to look has already come, else pending."""
    return "due" if check_at <= now else "pending"


def check_resolution(claim: Claim, resolution: Resolution) -> None:
    """Nothing, where the claim may be resolved so. Raises MoveError naming what is missing or not allowed.

    An answer that only the close of the lenient window can give needs a reason when it is given earlier.
    """
    if claim.status == "resolved":
        raise MoveError("the claim is already resolved")
    move(claim.status, "resolve")
    _check_fields(resolution)
    _check_days(claim, resolution)
    if resolution.happened in {"yes", "no", "partly"} and not any(_is_evidence(e) for e in resolution.evidence):
        raise MoveError("evidence is required: a URL, or a note of the document or of what was searched")
    if _needs_day(claim, resolution) and resolution.occurred_from is None:
        raise MoveError(f'"{resolution.happened}" needs occurred_from, the day of the deciding event')
    if _needs_close(claim, resolution) and not resolution.reason and resolution.recorded_at < closes_at(claim):
        raise MoveError(f'"{resolution.happened}" before the window has closed needs a reason')


def closes_at(claim: Claim) -> datetime:
    """The instant (UTC, exclusive) at which the lenient window closes; where there is none, the time to look."""
    if claim.lenient_latest is None:
        return claim.check_at
    if claim.deadline_at and claim.lenient_latest <= _day_of(claim.deadline_at, claim.time_zone):
        return claim.deadline_at
    return _end_of(claim.lenient_latest, claim.time_zone)


def _check_fields(resolution: Resolution) -> None:
    if (resolution.happened == "partly") != (resolution.value is not None):
        raise MoveError('"partly" needs a value between 0 and 1, and only "partly" has one')
    if (resolution.happened == "void") != (resolution.void_reason is not None):
        raise MoveError('"void" needs a void_reason, and only "void" has one')
    if resolution.happened == "void" and resolution.occurred_from:
        raise MoveError('"void" has no day of a deciding event')


def _check_days(claim: Claim, resolution: Resolution) -> None:
    """The days must be possible, in order, and not before the claim was made unless a reason says why."""
    if resolution.occurred_to and not resolution.occurred_from:
        raise MoveError("occurred_to needs occurred_from")
    if resolution.occurred_from and resolution.occurred_to and resolution.occurred_from > resolution.occurred_to:
        raise MoveError("occurred_from lies after occurred_to")
    last = resolution.occurred_to or resolution.occurred_from
    # A day is anywhere on Earth at most 14 hours ahead of UTC.
    today = (resolution.recorded_at + timedelta(hours=14)).date()
    for name, day in (("occurred", last), ("known_at", resolution.known_at)):
        if day and day > today:
            raise MoveError(f"{name} {day.isoformat()} lies in the future")
    first = resolution.occurred_from
    if first and resolution.known_at and resolution.known_at < first:
        raise MoveError("known_at lies before the event itself")
    if first and resolution.happened == "no" and claim.shape not in HOLDING:
        raise MoveError('"no" has no day of a deciding event: nothing happened')
    made = read_moment(claim.made_at, claim.time_zone).day
    if first and first < made and not resolution.reason:
        raise MoveError(
            f"occurred {first.isoformat()} lies before the claim was made ({made.isoformat()}); give a reason"
        )


def _is_evidence(evidence: Evidence) -> bool:
    return bool(evidence.url or (evidence.note and evidence.note.strip()))


def _needs_day(claim: Claim, resolution: Resolution) -> bool:
    deciding = "no" if claim.shape in HOLDING else "yes"
    return resolution.happened == deciding


def _needs_close(claim: Claim, resolution: Resolution) -> bool:
    """Whether only the close of the window can give this answer: nothing happened so far, or it held so far."""
    quiet = "yes" if claim.shape in HOLDING else "no"
    return resolution.happened == quiet


def _end_of(day: date, zone: str) -> datetime:
    return day_start(day + timedelta(days=1), zone)


def _day_of(instant: datetime, zone: str) -> date:
    """The day that holds the last moment before `instant`."""
    return (instant - timedelta(microseconds=1)).astimezone(zone_info(zone)).date()

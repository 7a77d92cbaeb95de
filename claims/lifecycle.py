"""States of a claim, the moves between them, and when to look at it again.

    pending --flag--> due --resolve--> resolved --reopen--> due
    pending --resolve--> resolved        (early: the thing has already been settled)
    due --postpone--> pending            (too early to tell)

Beside its status a claim has a review mark, and may be merged into the claim that it repeats. `MOVES` is the whole
truth: a move that is not in it is refused with a `MoveError`.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final, Literal, get_args

import msgspec

from claims.model import CheckReason, Claim, Condition, Evidence, Resolution, Review, Status, Window
from claims.moment import Moment, day_start, read_moment, zone_info

Move = Literal[
    "flag",
    "answer",
    "resolve",
    "annul",
    "postpone",
    "reopen",
    "accept",
    "reject",
    "unreject",
    "correct",
    "assign",
    "unassign",
    "snooze",
    "merge",
    "unmerge",
    "take_in",
    "let_go",
    "attach",
    "join",
    "slip",
    "split",
    "reattribute",
    "tag",
]


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """A move: the event that it leaves, where it may start from, and where it leads.

    `status` maps each status that it may start from to the one after; `review` likewise. `merged` is whether the claim
    must be merged into another (true), must not be (false), or may be either (null). `reason` is whether the move must
    give one.
    """

    event: str
    status: dict[Status, Status]
    review: dict[Review, Review]
    merged: bool | None = False
    reason: bool = False


_ANY: Final[dict[Status, Status]] = {each: each for each in get_args(Status)}
_OPEN: Final[dict[Status, Status]] = {"pending": "pending", "due": "due"}
_REVIEWED: Final[dict[Review, Review]] = {each: each for each in get_args(Review)}
_NOT_REJECTED: Final[dict[Review, Review]] = {"unreviewed": "unreviewed", "accepted": "accepted"}
_TO_ACCEPTED: Final[dict[Review, Review]] = {"unreviewed": "accepted", "accepted": "accepted"}

MOVES: Final[dict[Move, Rule]] = {
    "flag": Rule(event="claim.flagged", status={"pending": "due"}, review=_NOT_REJECTED),
    # The first of two reviewers, or one who disagrees with the first: the claim waits for another.
    "answer": Rule(event="claim.answered", status={"pending": "due", "due": "due"}, review=_TO_ACCEPTED),
    "resolve": Rule(event="claim.resolved", status={"pending": "resolved", "due": "resolved"}, review=_TO_ACCEPTED),
    # By itself: the condition that it hangs on has failed.
    "annul": Rule(event="claim.annulled", status={"pending": "resolved", "due": "resolved"}, review=_REVIEWED),
    "postpone": Rule(event="claim.postponed", status={"due": "pending"}, review=_NOT_REJECTED, reason=True),
    "reopen": Rule(event="claim.reopened", status={"resolved": "due"}, review=_REVIEWED, reason=True),
    "accept": Rule(event="claim.accepted", status=_ANY, review={"unreviewed": "accepted", "rejected": "accepted"}),
    "reject": Rule(
        event="claim.rejected",
        status=_ANY,
        review={"unreviewed": "rejected", "accepted": "rejected"},
        reason=True,
    ),
    "unreject": Rule(event="claim.unrejected", status=_ANY, review={"rejected": "unreviewed"}),
    # Its window may have moved with it: then it is pending or due as that says.
    "correct": Rule(event="claim.corrected", status=_ANY, review=_TO_ACCEPTED, reason=True),
    "assign": Rule(event="claim.assigned", status=_OPEN, review=_NOT_REJECTED),
    "unassign": Rule(event="claim.unassigned", status=_OPEN, review=_NOT_REJECTED),
    "snooze": Rule(event="claim.snoozed", status={"due": "due"}, review=_NOT_REJECTED),
    "merge": Rule(event="claim.merged", status=_ANY, review=_NOT_REJECTED),
    "unmerge": Rule(event="claim.unmerged", status=_ANY, review=_REVIEWED, merged=True, reason=True),
    # What happens to the claim that another one repeats.
    "take_in": Rule(event="claim.took_in", status=_ANY, review=_NOT_REJECTED),
    "let_go": Rule(event="claim.let_go", status=_ANY, review=_REVIEWED, merged=None),
    "attach": Rule(event="claim.attached", status=_OPEN, review=_NOT_REJECTED),
    # Into a slip thread, of which it tells no later deadline, or a later one.
    "join": Rule(event="claim.joined", status=_ANY, review=_NOT_REJECTED),
    "slip": Rule(event="claim.slipped", status=_ANY, review=_NOT_REJECTED),
    "split": Rule(event="claim.split", status=_ANY, review=_REVIEWED, merged=None, reason=True),
    # Its speaker was merged into another, or parted from them.
    "reattribute": Rule(event="claim.reattributed", status=_ANY, review=_REVIEWED, merged=None),
    "tag": Rule(event="claim.tagged", status=_ANY, review=_NOT_REJECTED),
}

HOLDING: Final = frozenset({"throughout", "at_least"})
"""Shapes of claims that something holds: "happened" means that it held, and the deciding day is the one it broke on."""

REVIEW_DAYS: Final = 180
"""An undated claim comes up for review so many days after it was made."""


class MoveError(ValueError):
    """A move that the claim's state does not allow, or a resolution that lacks what it needs."""


class StateError(MoveError):
    """A move that the claim's state does not allow, however the request is put."""


def move(claim: Claim, by: Move, reason: str | None = None) -> Claim:
    """The claim after the move, one version on. What else the move sets (a time, a name) is the caller's to add.

    Raises StateError where the table has no such move from where the claim stands, and MoveError without a reason that
    the move needs.
    """
    rule = MOVES[by]
    if claim.merged_into and rule.merged is False:
        raise StateError(f"the claim is merged into {claim.merged_into}; act on that one, or unmerge it first")
    if rule.merged and not claim.merged_into:
        raise StateError("the claim is not merged into another")
    if claim.status not in rule.status:
        raise StateError(_refusal(claim, by))
    if claim.review not in rule.review:
        raise StateError(f"the claim is {claim.review} in review and cannot be moved by {by!r}")
    if rule.reason and not (reason and reason.strip()):
        raise MoveError(f"{by!r} needs a reason")
    return msgspec.structs.replace(
        claim, status=rule.status[claim.status], review=rule.review[claim.review], version=claim.version + 1
    )


def _refusal(claim: Claim, by: Move) -> str:
    if claim.status == "resolved" and by in {"resolve", "answer"}:
        return "the claim is already resolved; reopen it to resolve it otherwise"
    return f"a {claim.status} claim cannot be moved by {by!r}"


def is_disputed(claim: Claim) -> bool:
    """Whether two resolutions differ and no third has decided: derived, from due and two answers that stand."""
    return claim.status == "due" and claim.answers >= 2


def due_since(claim: Claim) -> datetime:
    """Since when (UTC) the claim has waited, or will: its time to look, or when it was stored if that came later."""
    return max(claim.check_at, claim.recorded_at)


def was_old(claim: Claim) -> bool:
    """Whether the claim's time to look had passed before it was stored: nobody is reminded of such."""
    return claim.check_at < claim.recorded_at


def standing(claim: Claim, resolutions: Iterable[Resolution]) -> tuple[Resolution, ...]:
    """The resolutions of the claim's present round, in the order in which they were recorded."""
    given = [each for each in resolutions if each.claim_id == claim.id and each.round == claim.round]
    return tuple(sorted(given, key=lambda each: (each.recorded_at, each.id)))


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


def check_resolution(claim: Claim, resolution: Resolution, condition: Condition | None = None) -> None:
    """Nothing, where the claim may be resolved so. Raises MoveError naming what is missing or not allowed.

    An answer that only the close of the lenient window can give needs a reason when it is given earlier. A claim that
    hangs on a condition can only be void as long as that is open.
    """
    move(claim, "resolve")
    _check_fields(resolution)
    _check_days(claim, resolution)
    _check_evidence(claim, resolution)
    if condition and condition.status == "open" and resolution.happened != "void":
        raise StateError(f"the claim hangs on condition {condition.id}, which is still open; decide on that first")
    if _needs_day(claim, resolution) and resolution.occurred_from is None:
        raise MoveError(f'"{resolution.happened}" needs occurred_from, the day of the deciding event')
    if _is_quiet(claim, resolution) and not resolution.reason and resolution.recorded_at < closes_at(claim):
        raise MoveError(f'"{resolution.happened}" before the window has closed needs a reason')


def closes_at(claim: Claim) -> datetime:
    """The instant (UTC, exclusive) at which the lenient window closes; where there is none, the time to look."""
    if claim.lenient_latest is None:
        return claim.check_at
    if claim.deadline_at and claim.lenient_latest <= last_day(claim.deadline_at, claim.time_zone):
        return claim.deadline_at
    return _end_of(claim.lenient_latest, claim.time_zone)


def evidence_until(claim: Claim, grace: timedelta) -> datetime:
    """The instant (UTC) until which late evidence is waited for: so long after the lenient window has closed."""
    return closes_at(claim) + grace


def is_provisional(claim: Claim, resolution: Resolution, grace: timedelta, as_of: datetime) -> bool:
    """Whether the answer rests on nothing having been heard, and late evidence is still waited for."""
    return _is_quiet(claim, resolution) and as_of < evidence_until(claim, grace)


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


def _check_evidence(claim: Claim, resolution: Resolution) -> None:
    """What happened is shown by a page or a document; that nothing did, by a note of what was searched too."""
    if resolution.happened == "void":
        return
    if any(_shows(each) for each in resolution.evidence):
        return
    if not _is_quiet(claim, resolution):
        raise MoveError("evidence is required: a URL, or a reference to a document")
    if not any(each.note and each.note.strip() for each in resolution.evidence):
        raise MoveError("evidence is required: a URL, a reference to a document, or a note of what was searched")


def _shows(evidence: Evidence) -> bool:
    return bool(evidence.url or (evidence.document and evidence.document.strip()))


def _needs_day(claim: Claim, resolution: Resolution) -> bool:
    deciding = "no" if claim.shape in HOLDING else "yes"
    return resolution.happened == deciding


def _is_quiet(claim: Claim, resolution: Resolution) -> bool:
    """Whether nothing happened, or it held: what only the close of the window can tell."""
    quiet = "yes" if claim.shape in HOLDING else "no"
    return resolution.happened == quiet


def _end_of(day: date, zone: str) -> datetime:
    return day_start(day + timedelta(days=1), zone)


def last_day(instant: datetime, zone: str) -> date:
    """The day, in the zone, that holds the last moment before `instant`."""
    return (instant - timedelta(microseconds=1)).astimezone(zone_info(zone)).date()

"""Moves of a claim other than its resolution: postponed, reopened, reviewed, assigned, snoozed."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, TypeVar

import msgspec

from claims.lifecycle import MOVES, Move, MoveError, move
from claims.model import Claim
from claims.moment import MomentError, day_start, read_moment
from jobs.errors import InputError, StateConflict
from jobs.ids import new_id
from jobs.once import Once, once_only
from jobs.people import LOCAL, people_named
from jobs.requests import NewAssignment, NewPostponement, NewReopening, NewReview, NewSnooze, NewTopics
from jobs.resolve import ATTEMPTS, read_claim, refusal
from jobs.steps import Steps
from storage.errors import VersionConflict
from storage.events import Added, Moved
from storage.ledger import Change, Ledger
from storage.records import Reason

Fields = Mapping[str, Any]
"""Fields of a claim that a move sets beside what the table of moves says."""

Done = TypeVar("Done")


class Act(msgspec.Struct, frozen=True, kw_only=True):
    """Who acts and when (UTC); the version at which the claim must stand, and what makes the request once only."""

    actor: str
    now: datetime
    version: int | None = None
    once: Once | None = None

    @property
    def steps(self) -> Steps:
        """The steps of this act."""
        return Steps(self.actor, self.now, self.once)


def postpone_claim(ledger: Ledger, claim_id: str, request: NewPostponement, act: Act) -> Claim:
    """The claim, pending again until the later time to look; how often that happened is counted.

    Raises InputError for a time that has passed, and what every move raises.
    """

    def fields(claim: Claim) -> Fields:
        check_at = later_instant(request.check_at, claim, act.now, "check_at")
        count = claim.postponed + 1
        return {"check_at": check_at, "check_reason": "postponed", "postponed": count, "snoozed_until": None}

    return _move(ledger, claim_id, "postpone", act, fields, request.reason)


def reopen_claim(ledger: Ledger, claim_id: str, request: NewReopening, act: Act) -> Claim:
    """The claim, due again from now on in a new round. Its resolutions are kept; the next one supersedes them."""

    def fields(claim: Claim) -> Fields:
        return {"check_at": act.now, "check_reason": "reopened", "round": claim.round + 1, "answers": 0}

    return _move(ledger, claim_id, "reopen", act, fields, request.reason)


def review_claim(ledger: Ledger, claim_id: str, request: NewReview, act: Act) -> Claim:
    """The claim with the review mark."""
    return _move(ledger, claim_id, request.verdict, act, lambda _: {}, request.reason)


def assign_claim(ledger: Ledger, claim_id: str, request: NewAssignment, act: Act) -> Claim:
    """The claim with who is to resolve it. Raises InputError for somebody who is not known."""
    name = request.assignee

    def fields(_: Claim) -> Fields:
        if name is not None and name != LOCAL and not people_named(ledger, name):
            raise InputError(f"nobody is named {name!r}; give the name of a person", "assignee")
        return {"assignee": name}

    return _move(ledger, claim_id, "unassign" if name is None else "assign", act, fields)


def snooze_claim(ledger: Ledger, claim_id: str, request: NewSnooze, act: Act) -> Claim:
    """The claim, about which nobody is asked until that time. Raises InputError for a time that has passed."""

    def fields(claim: Claim) -> Fields:
        return {"snoozed_until": later_instant(request.until, claim, act.now, "until")}

    return _move(ledger, claim_id, "snooze", act, fields)


def tag_claim(ledger: Ledger, claim_id: str, request: NewTopics, act: Act) -> Claim:
    """The claim with these topics, each once, in the order given. Raises what every move raises."""
    topics = tuple(dict.fromkeys(each.strip() for each in request.topics))
    if not all(topics):
        raise InputError("a topic is more than spaces", "topics")
    return _move(ledger, claim_id, "tag", act, lambda _: {"topics": topics})


def again(act: Act, subject_id: str, work: Callable[[], Done]) -> Done:
    """What `work` answers, tried again while others change what it is about. Raises StateConflict when that goes on.

    `subject_id` is what the act's version is of, and VersionConflict is raised where that one has moved on. What is
    changed along with it may move on: it is read again.
    """
    for _ in range(ATTEMPTS):
        try:
            return work()
        except VersionConflict as conflict:
            if act.version is not None and conflict.subject_id == subject_id:
                raise
    raise StateConflict(f"{subject_id}, or what goes with it, is being changed by others at this moment; try again")


def plan_move(
    claim: Claim, by: Move, steps: Steps, fields: Fields, reason: str | None = None, **more: Any
) -> tuple[Claim, tuple[Added | Moved, ...]]:
    """The claim after the move with the fields that it sets, and the steps to it; `more` goes into the event.

    Raises StateConflict or InputError where the move is not allowed.
    """
    try:
        after = msgspec.structs.replace(move(claim, by, reason), **fields)
    except MoveError as error:
        raise refusal(claim.id, error) from None
    if not reason:
        return after, (steps.moved(claim, after, MOVES[by].event, **more),)
    why = Reason(id=new_id(), claim_id=claim.id, text=reason, recorded_at=steps.now)
    moved = steps.moved(claim, after, MOVES[by].event, reason_id=why.id, **more)
    return after, (steps.added(why, "reason.added"), moved)


def _move(  # noqa: PLR0913, PLR0917 - a claim, what to do, by whom, and why
    ledger: Ledger,
    claim_id: str,
    by: Move,
    act: Act,
    fields: Callable[[Claim], Fields],
    reason: str | None = None,
) -> Claim:
    def work() -> Claim:
        claim = read_claim(ledger, claim_id, act.version)
        steps = act.steps
        after, planned = plan_move(claim, by, steps, fields(claim), reason)
        ledger.commit(Change(steps=planned, answer=steps.answer(after)))
        return after

    return once_only(ledger, act.once, Claim, lambda: again(act, claim_id, work))


def later_instant(text: str, claim: Claim, now: datetime, field: str) -> datetime:
    """The instant that the text names, or the start of its day in the claim's zone. It must lie ahead."""
    try:
        moment = read_moment(text, claim.time_zone)
    except MomentError as error:
        raise InputError(str(error), field) from None
    instant = moment.at or day_start(moment.day, moment.zone)
    if instant <= now:
        raise InputError(f"{text} does not lie ahead; give a later day or instant", field)
    return instant

"""Conditions that claims hang on: named, dated, decided on by a person. With one that fails its claims end."""

from collections.abc import Sequence

import msgspec

from claims.lifecycle import check_time
from claims.model import Claim, Condition, Resolution
from claims.moment import MomentError, read_moment
from jobs.errors import InputError, StateConflict
from jobs.ids import new_id
from jobs.ingest import window_of
from jobs.moves import Act, again, plan_move
from jobs.once import once_only
from jobs.requests import NewCondition, NewConditionDecision, NewReopening
from jobs.resolve import evidence_of
from jobs.steps import Steps
from storage.events import Added, Moved
from storage.ledger import PAGE_MAX, Change, ClaimFilter, Ledger
from storage.records import ConditionDecision, Reason


class ConditionState(msgspec.Struct, frozen=True, kw_only=True):
    """A condition, the claims that hang on it, and what was decided on it, in the order of recording."""

    condition: Condition
    claims: tuple[Claim, ...]
    decisions: tuple[ConditionDecision, ...]


def add_condition(ledger: Ledger, request: NewCondition, act: Act) -> ConditionState:
    """The stored condition with its claims. Its deadline is that of the words in `horizon`, or of `deadline_at`.

    Raises NotFound for a claim that there is not, StateConflict for one that hangs on a condition already or is not
    open, and InputError for a deadline that cannot be read.
    """
    work = lambda: again(act, request.claim_ids[0], lambda: _add(ledger, request, act.steps))  # noqa: E731
    return once_only(ledger, act.once, ConditionState, work)


def decide_condition(ledger: Ledger, condition_id: str, request: NewConditionDecision, act: Act) -> ConditionState:
    """The condition, held or failed. Where it failed its open claims are void: annulled, in the same commit.

    Raises StateConflict for one that is decided on already, and InputError without evidence.
    """
    work = lambda: again(act, condition_id, lambda: _decide(ledger, condition_id, request, act))  # noqa: E731
    return once_only(ledger, act.once, ConditionState, work)


def reopen_condition(ledger: Ledger, condition_id: str, request: NewReopening, act: Act) -> ConditionState:
    """The condition, open again, and the claims that it had annulled due again, in the same commit."""
    work = lambda: again(act, condition_id, lambda: _reopen(ledger, condition_id, request, act))  # noqa: E731
    return once_only(ledger, act.once, ConditionState, work)


def condition_state(ledger: Ledger, condition_id: str) -> ConditionState:
    """The condition as it stands, with its claims."""
    with ledger.snapshot():
        return ConditionState(
            condition=ledger.condition(condition_id),
            claims=_dependants(ledger, condition_id),
            decisions=ledger.condition_decisions(condition_id),
        )


def _dependants(ledger: Ledger, condition_id: str) -> tuple[Claim, ...]:
    wanted = ClaimFilter(condition_id=condition_id, merged=None)
    return tuple(reversed(ledger.claims(wanted, limit=PAGE_MAX)))


def _add(ledger: Ledger, request: NewCondition, steps: Steps) -> ConditionState:
    claims = [ledger.claim(claim_id) for claim_id in dict.fromkeys(request.claim_ids)]
    if taken := next((claim for claim in claims if claim.condition_id), None):
        raise StateConflict(f"claim {taken.id} hangs on condition {taken.condition_id} already")
    condition = _condition(request, claims, steps)
    moved = [plan_move(claim, "attach", steps, {"condition_id": condition.id}) for claim in claims]
    done = ConditionState(condition=condition, claims=tuple(after for after, _ in moved), decisions=())
    added = steps.added(condition, "condition.added")
    more = (step for _, planned in moved for step in planned)
    ledger.commit(Change(steps=(added, *more), answer=steps.answer(done)))
    return done


def _condition(request: NewCondition, claims: Sequence[Claim], steps: Steps) -> Condition:
    first = claims[0]
    text = request.text or first.condition
    if not text:
        raise InputError("the claim names no condition in its words; say what it hangs on", "text")
    try:
        made = read_moment(first.made_at, first.time_zone)
    except MomentError as error:
        raise InputError(str(error)) from None
    window, begins, _ = window_of(request.horizon, request.deadline_at, made)
    check_at, _ = check_time(window, begins, made)
    return Condition(
        id=new_id(),
        text=text,
        horizon=request.horizon,
        made_at=first.made_at,
        time_zone=first.time_zone,
        latest=window.latest or window.default_latest,
        check_at=check_at,
        dependants=len(claims),
        recorded_at=steps.now,
    )


def _decide(ledger: Ledger, condition_id: str, request: NewConditionDecision, act: Act) -> ConditionState:
    state, steps = _open_state(ledger, condition_id, act), act.steps
    condition = state.condition
    if condition.status != "open":
        raise StateConflict(f"condition {condition.id} has {condition.status} already; reopen it to decide otherwise")
    if not any(each.url or each.document or each.note for each in request.evidence):
        raise InputError("is required: a URL, a reference to a document, or a note of what was searched", "evidence")
    decision = ConditionDecision(
        id=new_id(),
        condition_id=condition.id,
        held=request.held,
        evidence=evidence_of(request.evidence),
        reason=request.reason,
        actor=steps.actor,
        recorded_at=steps.now,
    )
    after = msgspec.structs.replace(
        condition, status="held" if request.held else "failed", version=condition.version + 1
    )
    ended = [] if request.held else [_annulled(ledger, claim, condition, steps) for claim in _open(state.claims)]
    return _commit(
        ledger,
        state,
        after,
        [
            steps.added(decision, "condition_decision.added"),
            steps.moved(condition, after, f"condition.{after.status}", decision_id=decision.id),
        ],
        ended,
        steps,
        (*state.decisions, decision),
    )


def _reopen(ledger: Ledger, condition_id: str, request: NewReopening, act: Act) -> ConditionState:
    state, steps = _open_state(ledger, condition_id, act), act.steps
    condition = state.condition
    if condition.status == "open":
        raise StateConflict(f"condition {condition.id} is open")
    after = msgspec.structs.replace(condition, status="open", version=condition.version + 1)
    why = Reason(id=new_id(), claim_id=condition.id, text=request.reason, recorded_at=steps.now)
    ended = [_revived(ledger, claim, request.reason, steps) for claim in _annulled_ones(ledger, state)]
    own: list[Added | Moved] = [
        steps.added(why, "reason.added"),
        steps.moved(condition, after, "condition.reopened", reason_id=why.id),
    ]
    return _commit(ledger, state, after, own, ended, steps, state.decisions)


_Change = tuple[Claim, tuple[Added | Moved, ...]]


def _commit(  # noqa: PLR0913, PLR0917 - a state before, what changes in it, and by whom
    ledger: Ledger,
    state: ConditionState,
    after: Condition,
    own: list[Added | Moved],
    changed: list[_Change],
    steps: Steps,
    decisions: tuple[ConditionDecision, ...],
) -> ConditionState:
    claims = {claim.id: claim for claim in state.claims} | {claim.id: claim for claim, _ in changed}
    done = ConditionState(condition=after, claims=tuple(claims.values()), decisions=decisions)
    more = (step for _, planned in changed for step in planned)
    ledger.commit(Change(steps=(*own, *more), answer=steps.answer(done)))
    return done


def _open_state(ledger: Ledger, condition_id: str, act: Act) -> ConditionState:
    state = condition_state(ledger, condition_id)
    if act.version is not None and state.condition.version != act.version:
        raise StateConflict(f"condition {condition_id} is at version {state.condition.version}, not {act.version}")
    return state


def _open(claims: Sequence[Claim]) -> list[Claim]:
    return [claim for claim in claims if claim.status != "resolved" and claim.merged_into is None]


def _annulled(ledger: Ledger, claim: Claim, condition: Condition, steps: Steps) -> _Change:
    """The claim void, since what it hangs on has failed."""
    earlier = ledger.resolutions([claim.id])
    resolution = Resolution(
        id=new_id(),
        claim_id=claim.id,
        happened="void",
        void_reason="annulled",
        recorded_at=steps.now,
        reason=f"condition {condition.id} failed",
        actor=steps.actor,
        round=claim.round,
        supersedes=earlier[-1].id if earlier and claim.round > 1 else None,
    )
    fields = {"answers": claim.answers + 1, "snoozed_until": None}
    more = {"resolution_id": resolution.id, "condition_id": condition.id}
    after, planned = plan_move(claim, "annul", steps, fields, **more)
    return after, (steps.added(resolution, "resolution.added"), *planned)


def _annulled_ones(ledger: Ledger, state: ConditionState) -> list[Claim]:
    """The claims of which the last word is that the condition failed."""
    resolved = [claim for claim in state.claims if claim.status == "resolved" and claim.merged_into is None]
    last = {each.claim_id: each for each in ledger.resolutions([claim.id for claim in resolved])}
    return [claim for claim in resolved if last[claim.id].void_reason == "annulled"]


def _revived(ledger: Ledger, claim: Claim, reason: str, steps: Steps) -> _Change:
    fields = {"check_at": steps.now, "check_reason": "reopened", "round": claim.round + 1, "answers": 0}
    return plan_move(claim, "reopen", steps, fields, reason)

"""Corrections of how a claim was read: its speaker, window, sort or span. What was read is kept beside them."""

from typing import Any

import msgspec

from claims.doubt import doubt_score
from claims.lifecycle import MoveError, check_time, initial_status, move
from claims.model import Claim, ClaimReading, Window
from claims.moment import read_moment
from jobs.errors import InputError
from jobs.ids import new_id
from jobs.ingest import window_of
from jobs.moves import Act, again
from jobs.once import once_only
from jobs.requests import NewCorrection
from jobs.resolve import read_claim, refusal
from jobs.speakers import Speakers
from storage.errors import KeyTaken
from storage.events import CORRECTED
from storage.ledger import Change, Ledger
from storage.records import Correction


class Corrected(msgspec.Struct, frozen=True, kw_only=True):
    """The claim after its correction, and the correction, which holds the claim as it was read before."""

    claim: Claim
    correction: Correction


def correct_claim(ledger: Ledger, claim_id: str, request: NewCorrection, act: Act) -> Corrected:
    """The claim with what is corrected in it, accepted; pending or due as its window says now, if it is open.

    Raises InputError where nothing differs or the correction cannot be read, NotFound, and StateConflict.
    """

    def work() -> Corrected:
        try:
            return _correct(ledger, claim_id, request, act)
        except KeyTaken:
            # Somebody else was first with a speaker who was new to both.
            return _correct(ledger, claim_id, request, act)

    return once_only(ledger, act.once, Corrected, lambda: again(act, claim_id, work))


def reading_of(claim: Claim) -> ClaimReading:
    """The claim as the rules, or a correction, read it: without its place in the ledger."""
    return ClaimReading(**{name: getattr(claim, name) for name in ClaimReading.__struct_fields__})


def _correct(ledger: Ledger, claim_id: str, request: NewCorrection, act: Act) -> Corrected:
    claim, steps = read_claim(ledger, claim_id, act.version), act.steps
    speakers = Speakers(ledger, steps)
    fields = _fields(ledger, claim, request)
    reading = msgspec.structs.replace(reading_of(claim), **fields)
    changed = tuple(name for name in fields if getattr(claim, name) != fields[name])
    if not changed:
        raise InputError("the correction changes nothing: the claim reads so already")
    correction = Correction(
        id=new_id(),
        claim_id=claim.id,
        fields=changed,
        reading=msgspec.json.encode(reading_of(claim)).decode(),
        reason=request.reason,
        actor=steps.actor,
        recorded_at=steps.now,
    )
    after = _after(claim, reading, speakers.id_of(reading) if "speaker" in changed else claim.speaker_id, act)
    done = Corrected(claim=after, correction=correction)
    moved = steps.moved(claim, after, CORRECTED, correction_id=correction.id)
    ledger.commit(
        Change(
            steps=(*speakers.steps, steps.added(correction, "correction.added"), moved),
            preconditions=speakers.preconditions,
            answer=steps.answer(done),
        )
    )
    return done


def _after(claim: Claim, reading: ClaimReading, speaker_id: str | None, act: Act) -> Claim:
    try:
        moved = move(claim, "correct", "given with the correction")
    except MoveError as error:
        raise refusal(claim.id, error) from None
    after = msgspec.structs.replace(
        moved, **msgspec.structs.asdict(reading), speaker_id=speaker_id, doubt=doubt_score(reading)
    )
    if claim.status == "resolved" or _window(claim) == _window(after):
        return after
    check_at, reason = check_time(after, after.begins, read_moment(after.made_at, after.time_zone))
    return msgspec.structs.replace(
        after, check_at=check_at, check_reason=reason, status=initial_status(check_at, act.now)
    )


def _window(claim: Claim) -> tuple[Any, ...]:
    return tuple(getattr(claim, name) for name in (*Window.__struct_fields__, "begins"))


def _fields(ledger: Ledger, claim: Claim, request: NewCorrection) -> dict[str, Any]:
    """The fields that the correction gives, as they are to be."""
    fields: dict[str, Any] = {}
    if request.no_speaker and request.speaker:
        raise InputError("give a speaker or no_speaker, not both", "no_speaker")
    if request.speaker or request.no_speaker:
        name = request.speaker.strip() if request.speaker else None
        attribution = "none" if name is None else "indirect" if claim.attribution == "none" else claim.attribution
        fields |= {"speaker": name, "role": None, "organisation": None, "attribution": attribution}
    if request.kind:
        fields["kind"] = request.kind
    if request.start is not None or request.end is not None:
        fields |= _span(ledger, claim, request)
    if request.undated and (request.horizon or request.deadline_at):
        raise InputError("give a window or undated, not both", "undated")
    if request.undated or request.horizon or request.deadline_at:
        fields |= _dated(claim, request)
    return fields


def _span(ledger: Ledger, claim: Claim, request: NewCorrection) -> dict[str, Any]:
    if claim.article_id is None:
        raise InputError("the claim was made by hand and stands in no article", "start")
    text = ledger.article(claim.article_id).text
    start = claim.start if request.start is None else request.start
    end = claim.end if request.end is None else request.end
    if not 0 <= start < end <= len(text) or not text[start:end].strip():
        raise InputError(f"{start} to {end} is no stretch of the article's {len(text)} characters", "start")
    return {"start": start, "end": end, "text": text[start:end]}


def _dated(claim: Claim, request: NewCorrection) -> dict[str, Any]:
    made = read_moment(claim.made_at, claim.time_zone)
    window, begins, _ = window_of(request.horizon, request.deadline_at, made, negated=claim.negated)
    days = {name: getattr(window, name) for name in Window.__struct_fields__}
    return days | {"begins": begins, "horizon": request.horizon or claim.horizon}

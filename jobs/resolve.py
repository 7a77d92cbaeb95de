"""Records what happened."""

from datetime import datetime
from typing import Final

import msgspec

from claims.lifecycle import MoveError, check_resolution, move
from claims.model import Claim, Evidence, Resolution
from jobs.errors import InputError, StateConflict
from jobs.ids import new_id
from jobs.once import Once, once_only
from jobs.requests import NewResolution
from jobs.steps import Steps
from storage.errors import VersionConflict
from storage.ledger import Change, Ledger

ATTEMPTS: Final = 5
"""How often a resolution is planned again because the claim was changed (flagged, say) meanwhile."""


class Resolved(msgspec.Struct, frozen=True, kw_only=True):
    """The claim after its resolution, and the resolution."""

    claim: Claim
    resolution: Resolution


def resolve_claim(  # noqa: PLR0913 - a request is about a claim, by an actor, at a time, in a state
    ledger: Ledger,
    claim_id: str,
    request: NewResolution,
    *,
    actor: str,
    now: datetime,
    version: int | None = None,
    once: Once | None = None,
) -> Resolved:
    """The resolved claim, its review mark accepted, and the resolution.

    Where `version` is given the claim must still stand at it. Raises NotFound, VersionConflict, StateConflict for a
    claim that is resolved already, InputError for a resolution that lacks what it needs, and AnswerConflict for a key
    of `once` that came with another request.
    """
    steps = Steps(actor, now, once)
    return once_only(ledger, once, Resolved, lambda: _try(ledger, claim_id, request, steps, version))


def _try(ledger: Ledger, claim_id: str, request: NewResolution, steps: Steps, version: int | None) -> Resolved:
    for _ in range(ATTEMPTS):
        try:
            return _resolve(ledger, _read(ledger, claim_id, version), request, steps)
        except VersionConflict:
            if version is not None:
                raise
    raise StateConflict(f"claim {claim_id} is being changed by others at this moment; try again")


def _read(ledger: Ledger, claim_id: str, version: int | None) -> Claim:
    claim = ledger.claim(claim_id)
    if version is not None and claim.version != version:
        raise VersionConflict("claim", claim_id, version, claim.version)
    return claim


def _resolve(ledger: Ledger, claim: Claim, request: NewResolution, steps: Steps) -> Resolved:
    resolution = _resolution(claim, request, steps)
    try:
        check_resolution(claim, resolution)
        status = move(claim.status, "resolve")
    except MoveError as error:
        if claim.status == "resolved":
            raise StateConflict(f"claim {claim.id}: {error}") from None
        raise InputError(str(error)) from None
    after = msgspec.structs.replace(claim, status=status, review="accepted", version=claim.version + 1)
    moved = steps.moved(claim, after, "claim.resolved", resolution_id=resolution.id)
    done = Resolved(claim=after, resolution=resolution)
    ledger.commit(Change(steps=(steps.added(resolution, "resolution.added"), moved), answer=steps.answer(done)))
    return done


def _resolution(claim: Claim, request: NewResolution, steps: Steps) -> Resolution:
    return Resolution(
        id=new_id(),
        claim_id=claim.id,
        happened=request.happened,
        value=request.value,
        void_reason=request.void_reason,
        occurred_from=request.occurred_from,
        occurred_to=request.occurred_to or request.occurred_from,
        known_at=request.known_at,
        recorded_at=steps.now,
        evidence=tuple(Evidence(url=e.url, quote=e.quote, note=e.note) for e in request.evidence),
        reason=request.reason,
        actor=steps.actor,
    )

"""Claims that repeat another: merged into it without losing either history, and taken apart again."""

from typing import Any

import msgspec

from claims.lifecycle import Move
from claims.model import Claim
from claims.outcome import window_end
from jobs.errors import InputError
from jobs.moves import Act, again, plan_move
from jobs.once import once_only
from jobs.requests import NewMerge, NewUnmerge
from jobs.resolve import read_claim
from storage.ledger import Change, Ledger

CHAIN_MAX = 100
"""The most merges that lead from a claim to the one that counts."""


class Merged(msgspec.Struct, frozen=True, kw_only=True):
    """The claim that repeats another, and that other one; after an unmerge, both by themselves."""

    claim: Claim
    canonical: Claim


def merge_claim(ledger: Ledger, claim_id: str, request: NewMerge, act: Act) -> Merged:
    """The claim, merged into the one that it repeats: it leaves the lists and the due queue, and is not counted.

    Both histories stay whole. Raises InputError where the two differ in what makes a claim and no reason is given, and
    StateConflict where either is merged into another already or was rejected.
    """

    def work() -> Merged:
        claim, canonical = read_claim(ledger, claim_id, act.version), ledger.claim(request.into)
        if claim.id == canonical.id:
            raise InputError("a claim cannot be merged into itself", "into")
        if (differs := _difference(claim, canonical)) and not request.reason:
            raise InputError(f"the two differ in {differs}; give a reason why they are one claim", "reason")
        return _commit(ledger, claim, canonical, act, request)

    return once_only(ledger, act.once, Merged, lambda: again(act, claim_id, work))


def unmerge_claim(ledger: Ledger, claim_id: str, request: NewUnmerge, act: Act) -> Merged:
    """The claim by itself again, as it stood, and the one that it was merged into."""

    def work() -> Merged:
        claim = read_claim(ledger, claim_id, act.version)
        canonical = ledger.claim(claim.merged_into) if claim.merged_into else claim
        return _commit(ledger, claim, canonical, act, request)

    return once_only(ledger, act.once, Merged, lambda: again(act, claim_id, work))


def canonical_id(ledger: Ledger, claim: Claim) -> str:
    """The id of the claim that counts for this one: itself, or where its merges lead."""
    for _ in range(CHAIN_MAX):
        if claim.merged_into is None:
            break
        claim = ledger.claim(claim.merged_into)
    return claim.id


def _commit(ledger: Ledger, claim: Claim, canonical: Claim, act: Act, request: NewMerge | NewUnmerge) -> Merged:
    steps, merging = act.steps, isinstance(request, NewMerge)
    into: dict[str, Any] = {"merged_into": canonical.id if merging else None}
    by: Move = "merge" if merging else "unmerge"
    after, planned = plan_move(claim, by, steps, into, request.reason, canonical_id=canonical.id)
    by = "take_in" if merging else "let_go"
    other, planned_too = plan_move(canonical, by, steps, {}, duplicate_id=claim.id)
    done = Merged(claim=after, canonical=other)
    ledger.commit(Change(steps=(*planned, *planned_too), answer=steps.answer(done)))
    return done


def _difference(claim: Claim, other: Claim) -> str:
    """In what the claims differ that makes them two, in words; empty where in nothing."""
    pairs = {
        "speaker": (claim.speaker_id, other.speaker_id),
        "last day": (window_end(claim, "nominal"), window_end(other, "nominal")),
        "shape": (claim.shape, other.shape),
        "negation": (claim.negated, other.negated),
    }
    return ", ".join(name for name, (one, two) in pairs.items() if one != two)

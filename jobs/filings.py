"""Requests to correct a claim, and its speaker's replies: filed by anybody, shown once somebody accepts them."""

import msgspec

from claims.model import Filing
from jobs.errors import InputError, StateConflict
from jobs.ids import new_id
from jobs.moves import Act
from jobs.once import once_only
from jobs.requests import NewFiling, NewFilingDecision
from storage.errors import VersionConflict
from storage.ledger import Change, Ledger


def file_on_claim(ledger: Ledger, claim_id: str, request: NewFiling, act: Act) -> Filing:
    """The stored filing, which waits for a decision. Raises NotFound."""
    return once_only(ledger, act.once, Filing, lambda: _file(ledger, claim_id, request, act))


def decide_filing(ledger: Ledger, filing_id: str, request: NewFilingDecision, act: Act) -> Filing:
    """The filing, accepted (and so shown with its claim) or declined with a reason.

    Raises NotFound, StateConflict for one that is decided on already, and InputError for a refusal without a reason.
    """
    return once_only(ledger, act.once, Filing, lambda: _decide(ledger, filing_id, request, act))


def _file(ledger: Ledger, claim_id: str, request: NewFiling, act: Act) -> Filing:
    claim, steps = ledger.claim(claim_id), act.steps
    filing = Filing(
        id=new_id(),
        claim_id=claim.id,
        kind=request.kind,
        text=request.text,
        author=request.author,
        actor=steps.actor,
        recorded_at=steps.now,
    )
    ledger.commit(Change(steps=(steps.added(filing, "filing.added"),), answer=steps.answer(filing)))
    return filing


def _decide(ledger: Ledger, filing_id: str, request: NewFilingDecision, act: Act) -> Filing:
    filing, steps = ledger.filing(filing_id), act.steps
    if filing.status != "waiting":
        raise StateConflict(f"filing {filing.id} was {filing.status} already")
    if not request.accept and not request.reason:
        raise InputError("is required to decline", "reason")
    after = msgspec.structs.replace(
        filing,
        status="accepted" if request.accept else "declined",
        reason=request.reason,
        decided_by=steps.actor,
        decided_at=steps.now,
        version=filing.version + 1,
    )
    moved = steps.moved(filing, after, f"filing.{after.status}")
    try:
        ledger.commit(Change(steps=(moved,), answer=steps.answer(after)))
    except VersionConflict:
        raise StateConflict(f"filing {filing.id} was decided on by somebody else just now") from None
    return after

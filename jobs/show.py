"""One claim with all that goes with it: its resolutions and outcome, corrections, condition, duplicates, filings."""

from datetime import datetime

import msgspec

from claims.lifecycle import evidence_until, is_disputed, is_provisional, last_day, standing
from claims.model import Claim, ClaimReading, Condition, Filing, Resolution
from claims.outcome import Why, derive_outcome
from jobs.due import hours
from jobs.duplicates import canonical_id
from jobs.policy import Policy
from storage.ledger import PAGE_MAX, ClaimFilter, Ledger
from storage.records import Correction


class ClaimOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """How a claim ended under each reading (y, null where undecided), by the resolution that stands.

    Late evidence is waited for until `evidence_until` (UTC), `grace_h` hours after the lenient window has closed: until
    then an answer that rests on nothing having been heard is `provisional`. `known_late`: it became known only after
    that, and counts all the same.
    """

    resolution_id: str
    strict: float | None
    nominal: float | None
    lenient: float | None
    why: Why
    days_late: int | None
    evidence_until: datetime
    grace_h: float
    provisional: bool
    known_late: bool


class ClaimView(msgspec.Struct, frozen=True, kw_only=True):
    """A claim with its resolutions in the order in which they were recorded, and what else belongs to it.

    `outcome` is null while the claim is not resolved. `standing` names the resolutions of the present round, and
    `superseded_by` for each older one the one that took its place. `extracted` is the claim as the rules read it, null
    where nobody corrected it. `canonical_id` is the claim that counts, another one where this was merged; `duplicates`
    are those merged into it. `filings` are the accepted ones.
    """

    claim: Claim
    resolutions: tuple[Resolution, ...]
    outcome: ClaimOutcome | None
    disputed: bool
    standing: tuple[str, ...]
    superseded_by: dict[str, str]
    corrections: tuple[Correction, ...]
    extracted: ClaimReading | None
    condition: Condition | None
    canonical_id: str
    duplicates: tuple[str, ...]
    filings: tuple[Filing, ...]


def view_claim(ledger: Ledger, claim: Claim, *, now: datetime, policy: Policy) -> ClaimView:
    """The claim with all that goes with it, read within the caller's snapshot."""
    resolutions = ledger.resolutions([claim.id])
    present = standing(claim, resolutions)
    corrections = ledger.corrections(claim.id)
    decided = present[-1] if present and claim.status == "resolved" else None
    duplicates = ledger.claims(ClaimFilter(merged=True, merged_into=claim.id), limit=PAGE_MAX)
    return ClaimView(
        claim=claim,
        resolutions=resolutions,
        outcome=_outcome(claim, decided, now, policy) if decided else None,
        disputed=is_disputed(claim),
        standing=tuple(each.id for each in present),
        superseded_by=_superseded(resolutions),
        corrections=corrections,
        extracted=_extracted(corrections),
        condition=ledger.condition(claim.condition_id) if claim.condition_id else None,
        canonical_id=canonical_id(ledger, claim),
        duplicates=tuple(each.id for each in reversed(duplicates)),
        filings=ledger.filings(status="accepted", claim_id=claim.id, limit=PAGE_MAX),
    )


def _outcome(claim: Claim, resolution: Resolution, now: datetime, policy: Policy) -> ClaimOutcome:
    nominal = derive_outcome(claim, resolution, "nominal")
    until = evidence_until(claim, policy.grace)
    return ClaimOutcome(
        resolution_id=resolution.id,
        strict=derive_outcome(claim, resolution, "strict").y,
        nominal=nominal.y,
        lenient=derive_outcome(claim, resolution, "lenient").y,
        why=nominal.why,
        days_late=nominal.days_late,
        evidence_until=until,
        grace_h=hours(policy.grace),
        provisional=is_provisional(claim, resolution, policy.grace, now),
        known_late=resolution.known_at is not None and resolution.known_at > last_day(until, claim.time_zone),
    )


def _superseded(resolutions: tuple[Resolution, ...]) -> dict[str, str]:
    """For each resolution of an earlier round, the first of the round that came after it."""
    firsts: dict[int, str] = {}
    for each in resolutions:
        firsts.setdefault(each.round, each.id)
    after = {number: next((firsts[later] for later in sorted(firsts) if later > number), None) for number in firsts}
    found = ((each.id, after[each.round]) for each in resolutions)
    return {old: new for old, new in found if new is not None}


def _extracted(corrections: tuple[Correction, ...]) -> ClaimReading | None:
    if not corrections:
        return None
    try:
        return msgspec.json.decode(corrections[0].reading, type=ClaimReading)
    except msgspec.DecodeError:
        # It was redacted.
        return None

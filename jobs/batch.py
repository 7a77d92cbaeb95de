"""Many claims made by hand in one change: all of them are stored, or none."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from claims.model import Claim, ClaimReading
from jobs.errors import InputError
from jobs.ingest import ATTEMPTS, claim_by_hand, reading_by_hand
from jobs.once import Once, once_only
from jobs.requests import CLAIMS_MAX, NewClaim
from jobs.speakers import Speakers
from jobs.steps import Steps
from storage.errors import Gone, KeyTaken
from storage.ledger import Change, Ledger


class ClaimsAdded(msgspec.Struct, frozen=True, kw_only=True):
    """The stored claims, in the order of the request."""

    items: tuple[Claim, ...]


def add_claims(
    ledger: Ledger, requests: Sequence[NewClaim], *, actor: str, now: datetime, once: Once | None = None
) -> ClaimsAdded:
    """The stored claims. Raises InputError as `add_claim` does for the first that cannot be stored; none is then.

    The field that the error names begins with the place of its claim in the request, from 0: "[3].horizon".
    """
    if not 1 <= len(requests) <= CLAIMS_MAX:
        raise InputError(f"a batch holds 1 to {CLAIMS_MAX} claims, not {len(requests)}; send several batches")
    steps = Steps(actor, now, once)
    return once_only(ledger, once, ClaimsAdded, lambda: _add(ledger, requests, steps))


def _add(ledger: Ledger, requests: Sequence[NewClaim], steps: Steps) -> ClaimsAdded:
    readings = [_reading(place, request) for place, request in enumerate(requests)]
    for _ in range(ATTEMPTS - 1):
        try:
            return _store(ledger, readings, requests, steps)
        except (KeyTaken, Gone):
            # Somebody else was first with a speaker who was new to both, or a speaker was redacted meanwhile.
            continue
    return _store(ledger, readings, requests, steps)


def _reading(place: int, request: NewClaim) -> ClaimReading:
    try:
        return reading_by_hand(request)
    except InputError as error:
        raise InputError(error.reason, f"[{place}].{error.field}" if error.field else f"[{place}]") from None


def _store(ledger: Ledger, readings: Sequence[ClaimReading], requests: Sequence[NewClaim], steps: Steps) -> ClaimsAdded:
    speakers = Speakers(ledger, steps)
    claims = tuple(
        claim_by_hand(reading, request, speakers.id_of(reading), steps.now)
        for reading, request in zip(readings, requests, strict=True)
    )
    added = tuple(steps.added(claim, "claim.added") for claim in claims)
    done = ClaimsAdded(items=claims)
    change = Change(steps=(*speakers.steps, *added), preconditions=speakers.preconditions, answer=steps.answer(done))
    ledger.commit(change)
    return done

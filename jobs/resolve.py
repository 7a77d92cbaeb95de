"""Records what happened."""

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from functools import partial
from typing import Final

import msgspec

from claims.agreement import next_move
from claims.lifecycle import MOVES, MoveError, StateError, check_resolution, move, standing
from claims.model import Claim, Evidence, Resolution
from jobs.errors import InputError, JobError, StateConflict
from jobs.evidence import read_evidence
from jobs.fetch import Fetcher
from jobs.ids import new_id
from jobs.once import Once, once_only
from jobs.policy import DEFAULT, Policy
from jobs.requests import NewBatchRow, NewEvidence, NewResolution
from jobs.steps import Steps
from storage.errors import StorageError, VersionConflict
from storage.ledger import Change, Committed, Ledger

ATTEMPTS: Final = 5
"""How often a change is planned again because the claim was changed (flagged, say) meanwhile."""

READERS: Final = 8
"""Pages of a batch that are read at the same time."""


class Resolved(msgspec.Struct, frozen=True, kw_only=True):
    """The claim after its resolution, and the resolution. Where two reviewers are needed the claim may still be due."""

    claim: Claim
    resolution: Resolution


class BatchRow(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one row of a batch: it was done, or refused for the reason that the error gives."""

    claim_id: str
    done: Resolved | None = None
    error: Exception | None = None


def resolve_claim(  # noqa: PLR0913 - a request is about a claim, by an actor, at a time, in a state
    ledger: Ledger,
    claim_id: str,
    request: NewResolution,
    *,
    actor: str,
    now: datetime,
    version: int | None = None,
    once: Once | None = None,
    policy: Policy = DEFAULT,
    fetcher: Fetcher | None = None,
) -> Resolved:
    """The claim, its review mark accepted, and the resolution; resolved, unless another reviewer is needed.

    Where `version` is given the claim must still stand at it. Raises NotFound, VersionConflict, StateConflict for a
    claim that cannot be resolved as it stands, InputError for a resolution that lacks what it needs, and AnswerConflict
    for a key of `once` that came with another request. Pages are read by the `fetcher` where the request asks for it.
    """
    steps = Steps(actor, now, once)

    def work() -> Resolved:
        read = read_evidence(fetcher, request, now) if fetcher and request.read_pages else request
        return _try(ledger, claim_id, read, steps, version, policy)

    return once_only(ledger, once, Resolved, work)


def resolve_claims(  # noqa: PLR0913 - as above
    ledger: Ledger,
    rows: Sequence[NewBatchRow],
    *,
    actor: str,
    now: datetime,
    once: Once | None = None,
    policy: Policy = DEFAULT,
    fetcher: Fetcher | None = None,
) -> tuple[BatchRow, ...]:
    """What became of each row, in their order. Each is a change of its own; they share commits.

    Pages are read by the `fetcher`, READERS at a time, for the rows that ask for it.

    With `once` each row has a key of its own, so that a batch that is sent again changes nothing and is answered as
    before, row by row; rows that were refused are tried again.
    """
    steps = [Steps(actor, now, _once_of(once, place)) for place in range(len(rows))]
    with ThreadPoolExecutor(READERS, thread_name_prefix="evidence") as pool:
        read = list(pool.map(partial(_read_pages, ledger, fetcher), rows, steps))
    begun = [
        each if isinstance(each, JobError) else _begin(ledger, each, step, policy)
        for each, step in zip(read, steps, strict=True)
    ]
    return tuple(
        _finish(ledger, row if isinstance(each, JobError) else each, change, step, policy)
        for row, each, change, step in zip(rows, read, begun, steps, strict=True)
    )


def _read_pages(ledger: Ledger, fetcher: Fetcher | None, row: NewBatchRow, steps: Steps) -> NewBatchRow | JobError:
    """The row with what its pages held, where it asks for that and was not answered before; else why it cannot be."""
    if fetcher is None or not row.read_pages or (steps.once and ledger.answer(steps.once.key)):
        return row
    try:
        return read_evidence(fetcher, row, steps.now)
    except JobError as error:
        return error


def read_claim(ledger: Ledger, claim_id: str, version: int | None) -> Claim:
    """The claim as it stands. Raises NotFound, and VersionConflict where it is not at the version."""
    claim = ledger.claim(claim_id)
    if version is not None and claim.version != version:
        raise VersionConflict("claim", claim_id, version, claim.version)
    return claim


def refusal(claim_id: str, error: MoveError) -> JobError:
    """What a refused move is to a job: a conflict with the claim's state, or a request that lacks something."""
    return StateConflict(f"claim {claim_id}: {error}") if isinstance(error, StateError) else InputError(str(error))


def evidence_of(given: Sequence[NewEvidence]) -> tuple[Evidence, ...]:
    """The evidence as it is kept."""
    return tuple(Evidence(**msgspec.structs.asdict(each)) for each in given)


def _try(  # noqa: PLR0913, PLR0917 - a claim, what to do, by whom, on what terms
    ledger: Ledger, claim_id: str, request: NewResolution, steps: Steps, version: int | None, policy: Policy
) -> Resolved:
    for _ in range(ATTEMPTS):
        try:
            done, change = _plan(ledger, read_claim(ledger, claim_id, version), request, steps, policy)
            ledger.commit(change)
        except VersionConflict:
            if version is not None:
                raise
        else:
            return done
    raise StateConflict(f"claim {claim_id} is being changed by others at this moment; try again")


def _plan(
    ledger: Ledger, claim: Claim, request: NewResolution, steps: Steps, policy: Policy
) -> tuple[Resolved, Change]:
    # Most claims are decided once: those that were never answered need no second look.
    earlier = ledger.resolutions([claim.id]) if claim.answers or claim.round > 1 else ()
    resolution = _resolution(claim, request, steps, earlier)
    condition = ledger.condition(claim.condition_id) if claim.condition_id else None
    try:
        check_resolution(claim, resolution, condition)
        by = next_move(claim, standing(claim, earlier), resolution, policy.reviewers)
        after = msgspec.structs.replace(move(claim, by), answers=claim.answers + 1, snoozed_until=None)
    except MoveError as error:
        raise refusal(claim.id, error) from None
    done = Resolved(claim=after, resolution=resolution)
    moved = steps.moved(claim, after, MOVES[by].event, resolution_id=resolution.id)
    added = steps.added(resolution, "resolution.added")
    return done, Change(steps=(added, moved), answer=steps.answer(done))


def _resolution(claim: Claim, request: NewResolution, steps: Steps, earlier: Sequence[Resolution]) -> Resolution:
    superseded = [each for each in earlier if each.round < claim.round]
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
        evidence=evidence_of(request.evidence),
        reason=request.reason,
        actor=steps.actor,
        round=claim.round,
        supersedes=superseded[-1].id if superseded else None,
    )


def _once_of(once: Once | None, place: int) -> Once | None:
    """The key of one row of a batch: rows are told apart by their place, and the whole batch by its digest."""
    return msgspec.structs.replace(once, key=f"{once.key} row {place}") if once else None


_Begun = tuple[Resolved, "Future[Committed]"] | Exception | None


def _begin(ledger: Ledger, row: NewBatchRow, steps: Steps, policy: Policy) -> _Begun:
    """The row's change under way; null where it was answered before, the error where it was refused."""
    if steps.once and ledger.answer(steps.once.key):
        return None
    try:
        done, change = _plan(ledger, read_claim(ledger, row.claim_id, row.version), row, steps, policy)
        return done, ledger.submit(change)
    except (JobError, StorageError) as error:
        return error


def _finish(ledger: Ledger, row: NewBatchRow, begun: _Begun, steps: Steps, policy: Policy) -> BatchRow:
    if isinstance(begun, Exception):
        return BatchRow(claim_id=row.claim_id, error=begun)
    try:
        if begun:
            done, commit = begun
            commit.result()
            return BatchRow(claim_id=row.claim_id, done=done)
    except VersionConflict:
        # Something else was first, another row of the batch perhaps: planned anew, alone.
        pass
    except (JobError, StorageError) as error:
        return BatchRow(claim_id=row.claim_id, error=error)
    return _alone(ledger, row, steps, policy)


def _alone(ledger: Ledger, row: NewBatchRow, steps: Steps, policy: Policy) -> BatchRow:
    try:
        done = once_only(
            ledger, steps.once, Resolved, lambda: _try(ledger, row.claim_id, row, steps, row.version, policy)
        )
    except (JobError, StorageError) as error:
        return BatchRow(claim_id=row.claim_id, error=error)
    return BatchRow(claim_id=row.claim_id, done=done)

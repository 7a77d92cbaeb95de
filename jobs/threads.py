"""Slip threads: proposed from what claims say, joined and taken apart by a person."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

import msgspec

from claims.lifecycle import Move, standing
from claims.model import Claim, Resolution
from claims.outcome import Case
from claims.restatements import propose
from claims.threads import SlipThread, ThreadTotals, slip_thread, thread_totals
from jobs.errors import InputError, StateConflict
from jobs.ids import new_id
from jobs.moves import Act, again, plan_move
from jobs.once import once_only
from jobs.requests import NewJoin, NewSplit
from storage.errors import NotFound
from storage.events import Added, Moved
from storage.ledger import EVERYTHING, PAGE_MAX, About, Change, Ledger

COMPARED_MAX: Final = 1_000
"""The most claims of a speaker or an organisation that one claim is compared with: the newest."""

PROPOSED_MAX: Final = 20
"""The most claims that are proposed."""

CLAIMS_MAX: Final = 200
"""The most claims of a thread."""


class ProposedClaim(msgspec.Struct, frozen=True, kw_only=True):
    """A claim that may tell of the same outcome: how alike (0-1) the two are, by which words, and where it stands."""

    claim: Claim
    likeness: float
    words: tuple[str, ...]


class ThreadProposals(msgspec.Struct, frozen=True, kw_only=True):
    """What may belong into one thread with a claim, the likeliest first. `compared` claims were looked at."""

    claim: Claim
    thread: SlipThread | None
    compared: int
    items: tuple[ProposedClaim, ...]


def propose_members(ledger: Ledger, claim_id: str) -> ThreadProposals:
    """Claims of the same speaker or organisation that may tell of the same outcome and are not in its thread.

    Never joined by itself. Raises NotFound.
    """
    claim = ledger.claim(claim_id)
    found = ledger.claims_of_source(claim.speaker_id, claim.organisation, limit=COMPARED_MAX)
    others = {
        each.id: each
        for each in found
        if each.id != claim.id and (claim.thread_id is None or each.thread_id != claim.thread_id)
    }
    items = tuple(
        ProposedClaim(claim=others[each.claim_id], likeness=each.likeness, words=each.words)
        for each in propose(claim, others.items())[:PROPOSED_MAX]
    )
    thread = read_thread(ledger, claim.thread_id) if claim.thread_id else None
    return ThreadProposals(claim=claim, thread=thread, compared=len(others), items=items)


def join_claims(ledger: Ledger, request: NewJoin, act: Act) -> SlipThread:
    """The thread with the claims in it: the one that the first of them stands in, or a new one.

    No deadline changes. A claim whose last day is later than the one that stood before has slipped. Raises NotFound,
    StateConflict for a claim in another thread, or one that is merged or rejected, and InputError for too many.
    """
    work = lambda: again(act, request.claim_ids[0], lambda: _join(ledger, request, act))  # noqa: E731
    return once_only(ledger, act.once, SlipThread, work)


def split_claims(ledger: Ledger, thread_id: str, request: NewSplit, act: Act) -> SlipThread:
    """The thread without the claims, which stand by themselves again; one claim alone is no thread and leaves it too.

    Raises NotFound, and StateConflict for a claim that does not stand in it.
    """
    work = lambda: again(act, thread_id, lambda: _split(ledger, thread_id, request, act))  # noqa: E731
    return once_only(ledger, act.once, SlipThread, work)


def read_thread(ledger: Ledger, thread_id: str) -> SlipThread:
    """The thread as it stands. Raises NotFound."""
    return next(_threads(ledger, [thread_id]), None) or _missing(thread_id)


def list_threads(
    ledger: Ledger, about: About = EVERYTHING, *, limit: int = 50, before: str | None = None
) -> tuple[SlipThread, ...]:
    """A page of threads, newest first; those whose id is less than `before`."""
    with ledger.snapshot():
        return tuple(_threads(ledger, ledger.thread_ids(about, limit=limit, before=before)))


def total_threads(ledger: Ledger, about: About = EVERYTHING) -> ThreadTotals:
    """The totals of all threads that `about` means."""
    found: list[SlipThread] = []
    with ledger.snapshot():
        before: str | None = None
        while page := ledger.thread_ids(about, limit=PAGE_MAX, before=before):
            found.extend(_threads(ledger, page))
            before = page[-1]
    return thread_totals(found)


def _threads(ledger: Ledger, thread_ids: Sequence[str]) -> Iterator[SlipThread]:
    """The threads, in the order of the ids given; those without a claim that counts are left out."""
    claims = [claim for claim in ledger.thread_claims(thread_ids) if _counts(claim)]
    resolutions = ledger.resolutions([claim.id for claim in claims])
    cases = {
        thread_id: [Case(claim, _standing(claim, resolutions)) for claim in members]
        for thread_id, members in groupby(sorted(claims, key=_thread_of), key=_thread_of)
    }
    for thread_id in thread_ids:
        if thread_id in cases:
            yield slip_thread(thread_id, cases[thread_id])


def _thread_of(claim: Claim) -> str:
    return claim.thread_id or ""


def _counts(claim: Claim) -> bool:
    return claim.merged_into is None and claim.review != "rejected"


def _standing(claim: Claim, resolutions: Iterable[Resolution]) -> Resolution | None:
    if claim.status != "resolved":
        return None
    return next(reversed(standing(claim, resolutions)), None)


def _join(ledger: Ledger, request: NewJoin, act: Act) -> SlipThread:
    claims = [ledger.claim(claim_id) for claim_id in dict.fromkeys(request.claim_ids)]
    if len(claims) < 2:
        raise InputError("name two claims or more", "claim_ids")
    thread_id = next((claim.thread_id for claim in claims if claim.thread_id), None) or new_id()
    if other := next((claim for claim in claims if claim.thread_id not in {None, thread_id}), None):
        raise StateConflict(f"claim {other.id} stands in thread {other.thread_id}; split it from that first")
    before = ledger.thread_claims([thread_id])
    coming = [claim for claim in claims if claim.thread_id is None]
    if len(before) + len(coming) > CLAIMS_MAX:
        raise InputError(f"a thread has {CLAIMS_MAX} claims at most", "claim_ids")
    joined = _cases(ledger, [*(claim for claim in before if _counts(claim)), *coming])
    thread = slip_thread(thread_id, joined)
    slipped = {row.claim_id for row in thread.claims if row.slip_days and row.slip_days > 0}
    steps = act.steps
    planned: list[Added | Moved] = []
    for claim in coming:
        by: Move = "slip" if claim.id in slipped else "join"
        planned += plan_move(claim, by, steps, {"thread_id": thread_id}, request.reason)[1]
    ledger.commit(Change(steps=tuple(planned), answer=steps.answer(thread)))
    return thread


def _split(ledger: Ledger, thread_id: str, request: NewSplit, act: Act) -> SlipThread:
    members = {claim.id: claim for claim in ledger.thread_claims([thread_id])}
    if not members:
        _missing(thread_id)
    if stranger := next((each for each in request.claim_ids if each not in members), None):
        raise StateConflict(f"claim {stranger} does not stand in thread {thread_id}")
    left = [claim for claim in members.values() if claim.id not in request.claim_ids]
    alone = sum(_counts(claim) for claim in left) < 2
    going = [claim for claim in members.values() if alone or claim.id in request.claim_ids]
    steps = act.steps
    planned = [
        step for claim in going for step in plan_move(claim, "split", steps, {"thread_id": None}, request.reason)[1]
    ]
    kept = [claim for claim in left if claim not in going and _counts(claim)]
    thread = slip_thread(thread_id, _cases(ledger, kept))
    ledger.commit(Change(steps=tuple(planned), answer=steps.answer(thread)))
    return thread


def _cases(ledger: Ledger, claims: Sequence[Claim]) -> list[Case]:
    resolutions = ledger.resolutions([claim.id for claim in claims])
    return [Case(claim, _standing(claim, resolutions)) for claim in claims]


def _missing(thread_id: str) -> SlipThread:
    raise NotFound("slip_thread", thread_id)

"""Flagging in bulk: the same rows and events as if each claim had been moved by itself."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from storage.errors import Conflict
from storage.ledger import Change, Committed, Flagging, Ledger
from tests.pace import pace
from tests.storage.build import DEADLINE, a_claim, adding, flagged, moving, resolved


def flag(ledger: Ledger, *, limit: int = 100, actor: str = "scheduler") -> Committed:
    """Flag what is due at DEADLINE."""
    wanted = Flagging(until=DEADLINE, limit=limit, actor=actor, recorded_at=DEADLINE)
    return ledger.commit(Change(steps=(), flagging=wanted))


@pytest.mark.parametrize("actor", ["scheduler", 'Ada "the \\ lock" Brandt – 🙂', "new\nline\x00"])
def test_events_are_those_of_single_moves(ledger: Ledger, actor: str) -> None:
    """Kind, body and digest are what a move of one claim makes, whatever the actor is called."""
    claim = a_claim()
    ledger.commit(adding(claim))
    done = flag(ledger, actor=actor)

    ((_, event),) = ledger.events(subject_id=claim.id, after=1)
    wanted = moving(claim, flagged(claim)).steps[0].event
    assert [claim.id] == [each.id for each in done.flagged]
    assert (wanted.subject, wanted.body, "claim.flagged") == (event.subject, event.body, event.kind)
    assert (actor, DEADLINE) == (event.actor, event.recorded_at)
    assert ledger.claim(claim.id) == flagged(claim)
    assert ledger.verify().difference is None


def test_the_longest_waiting_come_first(ledger: Ledger) -> None:
    """Of more than the limit those with the earliest times are flagged, in their order."""
    claims = [a_claim(check_at=DEADLINE - timedelta(hours=hours)) for hours in (1, 3, 0, 2, -1)]
    ledger.commit(adding(*claims))

    first, second, third = flag(ledger, limit=3), flag(ledger, limit=3), flag(ledger, limit=3)

    assert [claims[1].id, claims[3].id, claims[0].id] == [each.id for each in first.flagged]
    assert [claims[2].id] == [each.id for each in second.flagged]
    assert () == third.flagged
    assert (second.link, second.root) == (third.link, third.root)
    assert "pending" == ledger.claim(claims[4].id).status


def test_flagging_among_other_changes_is_sound(ledger: Ledger) -> None:
    """Claims are resolved and flagged at once by many threads: each is flagged once at most, and all verifies."""
    claims = [a_claim() for _ in range(60)]
    ledger.commit(adding(*claims))

    def resolve(number: int) -> int:
        if number % 4 == 0:
            return len(flag(ledger, limit=7).flagged)
        try:
            ledger.commit(moving(claims[number], resolved(claims[number])))
        except Conflict:
            return 0
        return 0

    with ThreadPoolExecutor(8) as pool:
        counts = list(pool.map(resolve, range(60)))
    counts.append(len(flag(ledger).flagged))

    kinds = [(event.subject_id, event.kind) for _, event in ledger.events(limit=1000)]
    flags = [pair for pair in kinds if pair[1] == "claim.flagged"]
    assert sum(counts) == len(flags) == len(set(flags))
    assert () == ledger.pending_until(DEADLINE, limit=100)
    assert ledger.verify().difference is None


def test_ten_thousand_are_flagged_in_no_time(ledger: Ledger) -> None:
    """A sweep of 10,000 claims takes a fraction of a second."""
    for _ in range(10):
        ledger.commit(adding(*(a_claim() for _ in range(1_000))))
    began = time.process_time()
    done = flag(ledger, limit=10_000)

    # It cannot be done a second time to see whether the machine was slow.
    assert time.process_time() - began < 2 * pace()
    assert 10_000 == len(done.flagged)
    assert ledger.verify().difference is None

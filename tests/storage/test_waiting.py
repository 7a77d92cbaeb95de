"""What waits for somebody, as every engine of the ledger lists it."""

from datetime import timedelta

import msgspec
import pytest

from storage.errors import VersionConflict
from storage.ledger import Change, ClaimFilter, Ledger
from storage.waiting import DueFilter, DueTotals
from tests.storage.build import DEADLINE, NOW, STEPS, a_claim, a_condition, a_filing, a_resolution, adding


def test_what_waits_is_counted(ledger: Ledger) -> None:
    """Due claims are counted by whose they are, and the time allowed is measured for those stored in time."""
    day = timedelta(days=1)
    due = {"status": "due", "recorded_at": NOW}
    old = a_claim(**due, check_at=NOW - 30 * day, assignee="mira", topics=())
    overdue = a_claim(**due, check_at=NOW + day, topics=("ice",))
    fresh = a_claim(**due, check_at=NOW + 9 * day, answers=2, topics=("ice",), snoozed_until=NOW + 20 * day)
    in_time = a_claim(check_at=NOW + 2 * day, recorded_at=NOW, status="resolved", review="accepted")
    merged = a_claim(**due, check_at=NOW + day, merged_into=in_time.id)
    decided = a_resolution(in_time.id, recorded_at=NOW + 3 * day)
    ledger.commit(adding(old, overdue, fresh, in_time, merged, decided))
    now = NOW + 10 * day

    found = ledger.due_totals(now=now, allowed=3 * day, week_from=now - 7 * day)
    topics = ledger.due_groups("topic", now=now, allowed=3 * day, limit=9)
    assignees = ledger.due_groups("assignee", now=now, allowed=3 * day, limit=9)

    expected = DueTotals(
        due=3, overdue=2, old=1, disputed=1, snoozed=1, assigned=1, oldest_id=old.id, oldest_since=NOW, reached=2, met=1
    )
    assert expected == found
    assert [("ice", 2, 1), (None, 1, 1)] == [(each.key, each.due, each.overdue) for each in topics]
    assert [(None, 2), ("mira", 1)] == [(each.key, each.due) for each in assignees]
    assert (old, overdue) == ledger.due(DueFilter(awake_at=now))
    assert (fresh,) == ledger.due(DueFilter(disputed=True))
    assert (old,) == ledger.due(DueFilter(assignee="mira", awake_at=now))
    assert ledger.verify().difference is None


def test_the_most_doubtful_come_first(ledger: Ledger) -> None:
    """Unreviewed claims are listed by doubt, then newest first, page by page; merged and reviewed ones are not."""
    low, high, other = a_claim(doubt=5), a_claim(doubt=40), a_claim(doubt=40)
    ledger.commit(adding(low, high, other, a_claim(doubt=90, review="accepted"), a_claim(doubt=90, merged_into=low.id)))

    assert (other, high, low) == ledger.doubtful()
    assert (high,) == ledger.doubtful(limit=1, after=(40, other.id))


def test_merged_claims_are_left_out_unless_wanted(ledger: Ledger) -> None:
    """A list leaves out what was merged; it can be asked for, by the claim that it repeats too."""
    first = a_claim()
    second = a_claim(merged_into=first.id)
    ledger.commit(adding(first, second))

    assert (first,) == ledger.claims()
    assert (second,) == ledger.claims(ClaimFilter(merged=True)) == ledger.claims(ClaimFilter(merged=None), limit=1)
    assert (second,) == ledger.claims(ClaimFilter(merged=None, merged_into=first.id))
    assert (first,) == ledger.pending_until(DEADLINE, limit=9)


def test_conditions_and_filings_are_listed(ledger: Ledger) -> None:
    """Conditions come by their time to look, filings by how long they have waited; both move by versions."""
    early, late = a_condition(check_at=NOW), a_condition()
    claim = a_claim(condition_id=late.id)
    first, second = a_filing(claim.id), a_filing(claim.id, kind="correction")
    ledger.commit(adding(early, late, claim, first, second))
    failed = msgspec.structs.replace(late, status="failed", dependants=1, version=2)
    kept = msgspec.structs.replace(first, status="accepted", decided_by="mira", decided_at=NOW, version=2)
    steps = (STEPS.moved(late, failed, "condition.failed"), STEPS.moved(first, kept, "filing.accepted"))
    ledger.commit(Change(steps=steps))

    assert (early, failed) == ledger.conditions()
    assert (early,) == ledger.conditions(until=early.check_at)
    assert () == ledger.conditions(until=early.check_at - timedelta(microseconds=1))
    assert (failed,) == ledger.conditions(status="failed") == ledger.conditions(after=(NOW, early.id))
    assert (claim,) == ledger.claims(ClaimFilter(condition_id=late.id))
    assert (second,) == ledger.filings(status="waiting") == ledger.filings(after=first.id)
    assert (kept, second) == ledger.filings(claim_id=claim.id)
    with pytest.raises(VersionConflict):
        ledger.commit(Change(steps=(STEPS.moved(late, failed, "condition.failed"),)))
    assert ledger.verify().difference is None

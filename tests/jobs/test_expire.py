"""Flagging what is due."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from jobs import expire
from jobs.expire import sweep
from jobs.resolve import resolve_claim
from storage.ledger import Ledger
from tests.jobs.build import DEADLINE, it_happened, kinds, later, stored


def test_a_claim_is_flagged_at_its_deadline_and_not_before(ledger: Ledger) -> None:
    """The deadline is exclusive: the instant itself is already past it."""
    claim = stored(ledger)

    assert () == sweep(ledger, now=DEADLINE - timedelta(microseconds=1))
    assert [claim.id] == [flagged.id for flagged in sweep(ledger, now=DEADLINE)]
    assert "due" == ledger.claim(claim.id).status
    assert ["claim.added", "claim.flagged"] == kinds(ledger, claim.id)


def test_a_sweep_run_twice_changes_nothing(ledger: Ledger) -> None:
    """A claim is flagged once, however often the sweep runs."""
    claim = stored(ledger)
    sweep(ledger, now=later(days=1))
    head = ledger.head()

    assert () == sweep(ledger, now=later(days=2))
    assert head == ledger.head()
    assert ["claim.added", "claim.flagged"] == kinds(ledger, claim.id)


def test_sweeps_at_once_flag_once(ledger: Ledger) -> None:
    """Eight sweeps at the same time flag each of 40 claims once."""
    claims = [stored(ledger) for _ in range(40)]

    with ThreadPoolExecutor(8) as pool:
        swept = list(pool.map(lambda _: sweep(ledger, now=DEADLINE), range(8)))

    assert 40 == sum(len(flagged) for flagged in swept)
    assert all(["claim.added", "claim.flagged"] == kinds(ledger, claim.id) for claim in claims)


def test_a_sweep_goes_through_all_pages(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """More claims than one page holds are all flagged, by their times."""
    monkeypatch.setattr(expire, "SWEEP_PAGE", 3)
    claims = [stored(ledger, deadline_at=f"2025-11-2{day}T00:00:00Z") for day in (5, 4, 6, 3, 7, 4, 5)]

    flagged = sweep(ledger, now=later(days=30))

    assert sorted((claim.check_at, claim.id) for claim in claims) == [(claim.check_at, claim.id) for claim in flagged]


def test_a_resolved_claim_is_not_flagged(ledger: Ledger) -> None:
    """A claim that was settled early stays resolved when its deadline comes."""
    claim = stored(ledger)
    resolve_claim(ledger, claim.id, it_happened(), actor="local", now=DEADLINE - timedelta(hours=1))

    assert () == sweep(ledger, now=later(days=1))
    assert "resolved" == ledger.claim(claim.id).status

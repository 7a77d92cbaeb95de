"""The writer of the DuckDB engine: groups, and a database that gives up."""

from collections.abc import Iterator

import duckdb
import pytest

from storage.duckdb_ledger import DuckdbLedger
from storage.duckdb_plan import Planned
from storage.duckdb_writer import GROUP_MAX
from storage.errors import LedgerClosed, StorageFull
from storage.ledger import Committed
from tests.storage.build import a_claim, adding, flagged, moving, resolved


@pytest.fixture
def ledger() -> Iterator[DuckdbLedger]:
    """A ledger in memory, of which the parts can be reached."""
    with DuckdbLedger(None) as opened:
        yield opened


def test_changes_that_wait_together_share_a_commit(ledger: DuckdbLedger) -> None:
    """Hundreds of changes submitted at once make far fewer links than changes."""
    futures = [ledger.submit(adding(a_claim())) for _ in range(4 * GROUP_MAX)]
    links = {future.result(timeout=10).link for future in futures}

    assert len(links) < GROUP_MAX
    assert ledger.verify().links == len(links)


def test_changes_of_one_claim_go_into_different_groups(ledger: DuckdbLedger) -> None:
    """Two moves of one claim submitted together are both made, in their order, in two links."""
    claim = a_claim()
    ledger.commit(adding(claim))
    first = ledger.submit(moving(claim, flagged(claim)))
    second = ledger.submit(moving(flagged(claim), resolved(flagged(claim))))

    assert first.result(timeout=10).link < second.result(timeout=10).link
    assert "resolved" == ledger.claim(claim.id).status
    assert ledger.verify().difference is None


def test_a_database_that_gives_up_is_noticed(ledger: DuckdbLedger, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a fatal error the change fails, and so does every later one, saying to start again; nothing hangs."""

    def give_up(_: list[Planned]) -> Committed:
        raise duckdb.FatalException("database has been invalidated")

    monkeypatch.setattr(ledger._writer, "_apply", give_up)
    with pytest.raises(LedgerClosed, match="start the process again"):
        ledger.submit(adding(a_claim())).result(timeout=10)
    ledger._writer._thread.join(timeout=10)

    with pytest.raises(LedgerClosed, match="start the process again"):
        ledger.commit(adding(a_claim()))


def test_a_write_that_fails_leaves_the_ledger_usable(ledger: DuckdbLedger, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that is full for a while fails the change and not the ledger."""
    real = ledger._writer._apply

    def full(_: list[Planned]) -> Committed:
        raise duckdb.IOException("No space left on device")

    monkeypatch.setattr(ledger._writer, "_apply", full)
    with pytest.raises(StorageFull, match="no room left"):
        ledger.commit(adding(a_claim()))
    monkeypatch.setattr(ledger._writer, "_apply", real)
    ledger.commit(adding(a_claim()))

    assert 1 == len(ledger.claims())
    assert ledger.verify().difference is None

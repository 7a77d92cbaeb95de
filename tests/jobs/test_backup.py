"""Backups in a folder, the oldest thrown away; and a store made of one."""

from datetime import timedelta
from pathlib import Path

import pytest

from jobs.backup import list_backups, make_backup, restore
from storage.errors import LedgerFileError, StorageError
from storage.ledger import Ledger
from storage.open import open_ledger
from tests.jobs.build import NOW, stored


def test_the_newest_are_kept(ledger: Ledger, tmp_path: Path) -> None:
    """Of four backups the newest two remain, newest first, and a file that is no backup is left alone."""
    folder = tmp_path / "backups"
    folder.mkdir()
    (folder / "notes.duckdb").write_text("mine")
    made = [make_backup(ledger, folder, now=NOW + timedelta(hours=hours), keep=2) for hours in range(4)]

    assert [made[3].name, made[2].name] == [file.name for file in list_backups(folder)]
    assert all(each.verified for each in made)
    assert "mine" == (folder / "notes.duckdb").read_text()


def test_a_backup_becomes_a_store(ledger: Ledger, tmp_path: Path) -> None:
    """The store made of a backup holds what the ledger held, and verifies."""
    claim = stored(ledger)
    made = make_backup(ledger, tmp_path, now=NOW, keep=1)
    stored(ledger)
    store = tmp_path / "new" / "store.duckdb"

    found = restore(tmp_path / made.name, store)

    assert None is found.difference
    assert made.holds.events == found.events
    with open_ledger(store) as restored:
        assert (claim,) == restored.claims()


def test_a_store_is_never_overwritten(ledger: Ledger, tmp_path: Path) -> None:
    """What is there stays, be it a store or only its write-ahead log."""
    made = make_backup(ledger, tmp_path, now=NOW, keep=1)
    for taken in ("store.duckdb", "other.duckdb.wal"):
        (tmp_path / taken).write_text("mine")
        with pytest.raises(StorageError, match="not overwritten"):
            restore(tmp_path / made.name, tmp_path / taken.removesuffix(".wal"))

        assert "mine" == (tmp_path / taken).read_text()


def test_what_is_no_backup_is_refused(tmp_path: Path) -> None:
    """A missing file and a foreign one are named, and nothing is left where the store would have been."""
    foreign = tmp_path / "foreign"
    foreign.write_text("no ledger at all")
    for copy in (foreign, tmp_path / "missing"):
        with pytest.raises(LedgerFileError):
            restore(copy, tmp_path / "store.duckdb")

    assert [foreign] == list(tmp_path.iterdir())

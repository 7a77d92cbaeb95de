"""Starts the real service, `bythen serve`, with a part of it made busier than it is by itself.

Usage: launch.py MOMENT serve ... where MOMENT is "checkpoint" (one after every group commit), "backup" (one after the
other, without end) or "plain".
"""

import itertools
import sys
import threading
from pathlib import Path

import service.app
import storage.duckdb_writer
from service.__main__ import run
from storage.errors import StorageError
from storage.ledger import Ledger
from storage.open import open_ledger


def open_and_copy(path: Path) -> Ledger:
    """The ledger, which a thread copies over and over for as long as the process lives."""
    ledger = open_ledger(path)
    threading.Thread(target=copy_over_and_over, args=(ledger, path.parent), daemon=True).start()
    return ledger


def copy_over_and_over(ledger: Ledger, folder: Path) -> None:
    """Back the ledger up under one new name after the other; a copy that was finished replaces the one before it."""
    for number in itertools.count():
        copy = folder / f"copy-{number % 2}.duckdb"
        copy.unlink(missing_ok=True)
        try:
            ledger.backup(copy)
        except StorageError:
            return


if __name__ == "__main__":
    if sys.argv[1] == "checkpoint":
        storage.duckdb_writer.LOG_BYTES_MAX = 0  # type: ignore[misc]
        storage.duckdb_writer.RETRY_S = 0.0  # type: ignore[misc]
    if sys.argv[1] == "backup":
        service.app.open_ledger = open_and_copy  # type: ignore[attr-defined]
    sys.exit(run(sys.argv[2:]))

"""Opens a ledger: the one place that knows which engine keeps which store."""

from pathlib import Path

from storage.duckdb_ledger import DuckdbLedger
from storage.ledger import Ledger


def open_ledger(path: Path | None) -> Ledger:
    """The ledger in the file at `path`, made new where there is none; in memory when `path` is null.

    Raises LedgerFileError when the file cannot be opened, saying what to do.
    """
    return DuckdbLedger(path)

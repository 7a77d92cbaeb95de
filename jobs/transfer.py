"""A whole ledger out into files, and into a new store; the store made is checked before it is called one."""

from pathlib import Path

from storage.duckdb_transfer import Manifest, Report, TransferFormat, export_ledger, import_ledger
from storage.errors import StorageError
from storage.ledger import Verification
from storage.open import open_ledger


def export_to(store: Path, folder: Path, form: TransferFormat, report: Report) -> Manifest:
    """What was exported. Raises StorageError, LedgerFileError."""
    if not store.is_file():
        raise StorageError(f"there is no store at {store}")
    return export_ledger(store, folder, form, report)


def import_from(
    folder: Path, store: Path, report: Report, *, check: bool = True
) -> tuple[Manifest, Verification | None]:
    """What was imported, and what a check of every row found; null where that is not wanted.

    Nothing is at `store` before it was checked. Raises StorageError, LedgerFileError.
    """
    if not check:
        return import_ledger(folder, store, report), None
    if store.exists():
        raise StorageError(f"{store} is there already and is not overwritten; give a new path")
    unchecked = store.with_name(store.name + ".unchecked")
    unchecked.unlink(missing_ok=True)
    try:
        manifest = import_ledger(folder, unchecked, report)
        with open_ledger(unchecked) as ledger:
            found = ledger.verify()
        if found.difference or found.root != manifest.root:
            raise StorageError(
                f"{folder} does not verify: {found.difference or 'its head is another'}; nothing is kept"
            )
        unchecked.rename(store)
    finally:
        for path in (unchecked, unchecked.with_name(unchecked.name + ".wal")):
            path.unlink(missing_ok=True)
    return manifest, found

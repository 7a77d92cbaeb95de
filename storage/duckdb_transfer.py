"""Carries a whole ledger out into files, one a table, and into a new store.

Both are set-based: DuckDB streams each table, so that memory stays bounded whatever the size. What is unfinished has
another name, and gets its own once it is whole and on the disk.
"""

import hashlib
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, Literal

import duckdb
import msgspec

from storage.duckdb_file import STORAGE_VERSION, apply_migration, open_file, release, write_error
from storage.errors import LedgerFileError, StorageError
from storage.ledger import EMPTY_ROOT
from storage.statements import migrations, statements

TransferFormat = Literal["parquet", "ndjson"]

MANIFEST: Final = "manifest.json"
"""Written last: a folder without it is no export."""

MEMORY_LIMIT: Final = "1GB"
"""What DuckDB may take while it imports; it goes to the disk for more."""

LONG_ROWS: Final = frozenset({"reports"})
"""Tables whose rows may be longer than the 16 MB that DuckDB reads of a JSON object by itself."""

PROGRESS_EVERY_S: Final = 0.2

Report = Callable[[str, int, int], None]
"""Told how far a transfer has come: the table, and so many of so many rows of the whole."""


class TransferFile(msgspec.Struct, frozen=True, kw_only=True):
    """One table's file: its name, how many rows it has, and its SHA-256 (hexadecimal)."""

    name: str
    rows: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an export holds. `schema` is the number of the last migration of its store, `root` its chain's head."""

    product: Literal["bythen"]
    format: TransferFormat
    schema: int
    root: str
    tables: dict[str, TransferFile]

    @property
    def rows(self) -> int:
        """How many rows there are in all."""
        return sum(file.rows for file in self.tables.values())


def export_ledger(store: Path, folder: Path, form: TransferFormat, report: Report) -> Manifest:
    """What was written into `folder`, which must be new: every table of the store, which nobody else may hold open.

    Raises LedgerFileError for what is no ledger, and StorageError when the folder is taken or cannot be written.
    """
    if folder.exists():
        raise StorageError(f"{folder} is there already and is not overwritten; give a new folder")
    unfinished = folder.with_name(folder.name + ".unfinished")
    connection = open_file(store)
    try:
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(mode=0o700, parents=True)
        manifest = _write(connection, unfinished, form, report)
        (unfinished / MANIFEST).write_bytes(msgspec.json.format(msgspec.json.encode(manifest), indent=2) + b"\n")
        for path in unfinished.iterdir():
            _sync(path)
        os.rename(unfinished, folder)
        _sync(folder.parent)
    except (duckdb.Error, OSError) as error:
        raise write_error(error, f"nothing was exported to {folder}") from error
    finally:
        connection.close()
        release(store)
        shutil.rmtree(unfinished, ignore_errors=True)
    return manifest


def import_ledger(folder: Path, store: Path, report: Report) -> Manifest:
    """What was read into `store`, which must be new, with the proof that the exported ledger had.

    Whatever goes wrong, nothing is at `store`. An export of an earlier schema is brought up to date. Raises
    StorageError for a store that is there, and for an export that is not whole, was changed, or is of a later schema.
    """
    if taken := [path for path in (store, store.with_name(store.name + ".wal")) if path.exists()]:
        raise StorageError(f"{taken[0]} is there already and is not overwritten; give a new path")
    manifest = read_manifest(folder)
    unfinished = store.with_name(store.name + ".unfinished")
    _remove(unfinished)
    try:
        store.parent.mkdir(parents=True, exist_ok=True)
        _read(folder, manifest, unfinished, report)
        open_file(unfinished).close()
        release(unfinished)
        _sync(unfinished)
        os.link(unfinished, store)
        _sync(store.parent)
    except (duckdb.Error, OSError) as error:
        raise write_error(error, f"nothing was imported to {store}") from error
    finally:
        _remove(unfinished)
    return manifest


def read_manifest(folder: Path) -> Manifest:
    """What the export in the folder says of itself. Raises LedgerFileError where it is no export of ours."""
    try:
        manifest = msgspec.json.decode((folder / MANIFEST).read_bytes(), type=Manifest)
    except OSError:
        raise LedgerFileError(
            f"{folder} is no export of a ledger: it has no {MANIFEST}; `bythen export-ledger` makes one"
        ) from None
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        raise LedgerFileError(f"{folder / MANIFEST} cannot be read ({error}); export the ledger again") from None
    if manifest.schema > len(migrations()):
        raise LedgerFileError(
            f"{folder} was exported by a newer version of bythen (schema {manifest.schema}, this one knows up to "
            f"{len(migrations())}); upgrade bythen"
        )
    return manifest


def _write(connection: duckdb.DuckDBPyConnection, folder: Path, form: TransferFormat, report: Report) -> Manifest:
    sql = statements("transfer")
    connection.execute(sql["zone"])
    connection.execute(sql["limit"])
    names = [name for (name,) in connection.execute(sql["tables"]).fetchall()]
    counts = {name: int(_scalar(connection, _of(sql["count"], name))) for name in names}
    total, done = sum(counts.values()), 0
    tables: dict[str, TransferFile] = {}
    for name, rows in counts.items():
        path = folder / f"{name}.{form}"
        with _watched(connection, name, rows, done, total, report):
            connection.execute(_of(sql[f"export_{form}"], name), {"path": str(path)})
        tables[name] = TransferFile(name=path.name, rows=rows, sha256=_sha256(path))
        done += rows
    return Manifest(
        product="bythen",
        format=form,
        schema=int(_scalar(connection, sql["schema_number"])),
        root=str(_scalar(connection, sql["root"]) or EMPTY_ROOT),
        tables=tables,
    )


def _read(folder: Path, manifest: Manifest, store: Path, report: Report) -> None:
    """Make the store as the exported one was, at its own schema."""
    for file in manifest.tables.values():
        _check_file(folder / file.name, file)
    with duckdb.connect(
        str(store), config={"storage_compatibility_version": STORAGE_VERSION, "memory_limit": MEMORY_LIMIT}
    ) as connection:
        sql, done = statements("transfer"), 0
        connection.execute(sql["zone"])
        connection.execute(statements("open")["checkpoint_threshold"])
        for migration in migrations()[: manifest.schema]:
            apply_migration(connection, migration)
        names = {name for (name,) in connection.execute(sql["tables"]).fetchall()}
        if names != manifest.tables.keys():
            raise LedgerFileError(f"{folder} has not the tables of schema {manifest.schema}; export the ledger again")
        for name, file in manifest.tables.items():
            connection.execute(_of(sql["empty"], name))
            with _watched(connection, name, file.rows, done, manifest.rows, report):
                connection.execute(_of(sql[_reading(manifest.format, name)], name), {"path": str(folder / file.name)})
            if (found := _scalar(connection, _of(sql["count"], name))) != file.rows:
                raise StorageError(f"{file.name} has {found} rows, not {file.rows}; export the ledger again")
            done += file.rows
        connection.execute(statements("open")["checkpoint"])


def _check_file(path: Path, file: TransferFile) -> None:
    try:
        found = _sha256(path)
    except OSError as error:
        raise LedgerFileError(f"{path} cannot be read ({error.strerror}); export the ledger again") from None
    if found != file.sha256:
        raise LedgerFileError(f"{path} was changed since it was exported; export the ledger again")


def _reading(form: TransferFormat, table: str) -> str:
    return f"import_{form}_long" if form == "ndjson" and table in LONG_ROWS else f"import_{form}"


def _of(sql: str, table: str) -> str:
    # A name cannot be a parameter; this one is from our own schema, and quoted as SQL quotes names.
    return sql.replace("%table%", table.replace('"', '""'))


def _scalar(connection: duckdb.DuckDBPyConnection, sql: str) -> Any:
    row = connection.execute(sql).fetchone()
    return row[0] if row else None


@contextmanager
def _watched(  # noqa: PLR0913, PLR0917 - what runs, how much of what it is, and whom to tell
    connection: duckdb.DuckDBPyConnection, table: str, rows: int, done: int, total: int, report: Report
) -> Iterator[None]:
    """Report how far a statement over so many rows has come, for as long as this is entered, and its end."""
    ended = threading.Event()

    def watch() -> None:
        while not ended.wait(PROGRESS_EVERY_S):
            share = max(0.0, connection.query_progress()) / 100
            report(table, done + int(rows * share), total)

    thread = threading.Thread(target=watch, name="transfer-progress", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
    report(table, done + rows, total)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sync(path: Path) -> None:
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _remove(store: Path) -> None:
    for path in (store, store.with_name(store.name + ".wal")):
        path.unlink(missing_ok=True)

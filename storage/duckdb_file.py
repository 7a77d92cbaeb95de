"""Opens a DuckDB file as a ledger: recognises what is not one, and brings an older one up to date."""

import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import duckdb

from storage.duckdb_judge import judge_all
from storage.errors import LedgerFileError, StorageError, StorageFull, Unwritable
from storage.statements import Migration, migrations, statements

STORAGE_VERSION: Final = "v1.5.0"
"""The format of new files: DuckDB 2.0 writes it safely, and 1.5 can still read it."""

ROOM_MIN: Final = 16 * 1024 * 1024
"""The room in bytes that a checkpoint must find beyond what the write-ahead log holds: a few row groups."""

_HEADER_LENGTH: Final = 12
_MAGIC: Final = b"DUCK"
"""Stands at bytes 8 to 11 of every DuckDB file."""

_FULL: Final = ("No space left", "disk is full", "File too large", "Disk quota exceeded")
_UNWRITABLE: Final = ("Read-only file system", "Permission denied", "Input/output error")

_HELD_BY = re.compile(r"PID (\d+)")
_OPEN_PATHS: set[Path] = set()
_OPEN_PATHS_LOCK = threading.Lock()


def open_file(path: Path | None) -> duckdb.DuckDBPyConnection:
    """A connection to the ledger at `path` (in memory when null), checkpointed and migrated.

    Raises LedgerFileError when there is a file that cannot be used, saying what to do. The path is held until
    `release`: DuckDB would let one process open a file twice, and two writers would not know of each other.
    """
    if path is None:
        return _prepared(_connect(":memory:"), None)
    path = _resolved(path)
    _check_header(path)
    _hold(path)
    try:
        with _explained(path):
            return _prepared(_connect(str(path)), path)
    except BaseException:
        release(path)
        raise


def _resolved(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        # A loop of symbolic links is a RuntimeError up to Python 3.12.
        raise LedgerFileError(f"{path} leads to itself through symbolic links; give another path") from None


def log_size(path: Path | None) -> int:
    """The length of the file's write-ahead log in bytes; 0 without one, and in memory."""
    try:
        return path.with_name(path.name + ".wal").stat().st_size if path else 0
    except OSError:
        return 0


def has_room(path: Path | None) -> bool:
    """Whether a checkpoint can be dared: DuckDB gives up on a file, reads and all, when one fails.

    A checkpoint writes at most what the log holds, and again what it rewrites around that: twice the log is asked for.
    """
    if path is None:
        return True
    try:
        return shutil.disk_usage(path.parent).free >= ROOM_MIN + 2 * log_size(path)
    except OSError:
        return False


def write_error(error: Exception, what: str) -> StorageError:
    """What to raise when DuckDB or the system could not write: the message says why and what to do."""
    text = str(error)
    if any(words in text for words in _FULL):
        return StorageFull(f"{what}: there is no room left on the disk; make room and try again")
    for reason in _UNWRITABLE:
        if reason in text:
            return Unwritable(f"{what}: {reason.lower()}; mend that and try again")
    return StorageError(f"{what}: {error}")


def release(path: Path) -> None:
    """Let this process open the file again."""
    with _OPEN_PATHS_LOCK:
        _OPEN_PATHS.discard(path.resolve())


def _hold(path: Path) -> None:
    with _OPEN_PATHS_LOCK:
        if path in _OPEN_PATHS:
            raise LedgerFileError(f"{path} is open in this process already; use the ledger that has it open")
        _OPEN_PATHS.add(path)


def _connect(name: str) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(name, config={"storage_compatibility_version": STORAGE_VERSION})


def _check_header(path: Path) -> None:
    """Refuse what is plainly no DuckDB file before DuckDB tries to find an extension for it."""
    try:
        if not path.parent.is_dir():
            raise LedgerFileError(f"{path} cannot be made: there is no directory {path.parent}; make it first")
        if not path.exists():
            return
        if path.is_dir():
            raise LedgerFileError(f"{path} is a directory; give the path of a ledger file")
        with path.open("rb") as file:
            header = file.read(_HEADER_LENGTH)
    except OSError as error:
        raise LedgerFileError(f"{path} cannot be read: {error.strerror}; check its permissions") from error
    if header[8:] != _MAGIC:
        raise LedgerFileError(f"{path} is not a bythen ledger, nor any DuckDB file; give another path")


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Say in our words what DuckDB found wrong with a file."""
    try:
        yield
    except duckdb.Error as error:
        raise LedgerFileError(_explanation(path, str(error))) from error
    except RuntimeError as error:
        # DuckDB raises a plain RuntimeError for a few sorts of damage.
        raise LedgerFileError(_explanation(path, str(error))) from error


def _explanation(path: Path, text: str) -> str:
    if "Could not set lock" in text:
        holder = _HELD_BY.search(text)
        who = f"process {holder[1]}" if holder else "another process"
        return f"{path} is held by {who}; talk to the service that holds it with --server URL, or stop it"
    if "version number" in text and "newer" in text:
        return f"{path} was written by a newer version of DuckDB; use the newer bythen that wrote it"
    if "Permission denied" in text or "Read-only file system" in text:
        return f"{path} cannot be written; check the permissions of the file and of its directory"
    if any(words in text for words in _FULL):
        return f"there is no room on the disk to open {path}; make room and start again"
    if not path.exists():
        return f"{path} cannot be made there ({text.splitlines()[0]}); give another path"
    return f"{path} is damaged ({text.splitlines()[0]}); restore it from a backup"


def _prepared(connection: duckdb.DuckDBPyConnection, path: Path | None) -> duckdb.DuckDBPyConnection:
    try:
        sql, name = statements("open"), str(path or "in memory")
        if has_room(path):
            # The first statement: what an earlier process left in the write-ahead log goes into the file.
            connection.execute(sql["checkpoint"])
        connection.execute(sql["checkpoint_threshold"])
        _migrate(connection, name, _schema_number(connection, name))
        judge_all(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _schema_number(connection: duckdb.DuckDBPyConnection, name: str) -> int:
    """The number of the last migration that the file has; 0 for a new one."""
    sql = statements("open")
    if _scalar(connection, sql["table_count"]) == 0:
        return 0
    if not _scalar(connection, sql["is_ledger"]) or _scalar(connection, sql["product"]) != "bythen":
        raise LedgerFileError(f"{name} is a DuckDB file, but not a bythen ledger; give another path")
    return int(str(_scalar(connection, sql["schema_number"])))


def _migrate(connection: duckdb.DuckDBPyConnection, name: str, have: int) -> None:
    known = migrations()
    if have > len(known):
        raise LedgerFileError(
            f"{name} was written by a newer version of bythen (schema {have}, this one knows up to {len(known)}); "
            "upgrade bythen, or restore a backup that this version made"
        )
    for migration in known[have:]:
        apply_migration(connection, migration)


def apply_migration(connection: duckdb.DuckDBPyConnection, migration: Migration) -> None:
    """Apply the migration and note it, in one transaction."""
    sql = statements("open")
    connection.execute(sql["begin"])
    try:
        connection.execute(migration.sql)
        connection.execute(sql["record_migration"], {"number": migration.number, "name": migration.name})
        connection.execute(sql["commit"])
    except BaseException:
        connection.execute(sql["rollback"])
        raise


def _scalar(connection: duckdb.DuckDBPyConnection, sql: str) -> object:
    row = connection.execute(sql).fetchone()
    return row[0] if row else None

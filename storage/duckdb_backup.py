"""Copies a live DuckDB ledger to a new file: made beside it, opened and counted, and only then given its name."""

import contextlib
import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import duckdb
import msgspec

from storage.duckdb_file import write_error
from storage.errors import StorageError
from storage.ledger import EMPTY_ROOT, Backup
from storage.statements import statements

SYNC_EVERY_S: Final = 0.1
"""How often what was copied so far goes to the disk. Left to the end it all went at once, and a writer's sync waited
half a second behind 330 MB."""


def back_up(connection: duckdb.DuckDBPyConnection, path: Path) -> Backup:
    """What the new file at `path` holds. The connection must not be used by anybody else meanwhile; writers go on.

    Raises StorageError when the path is taken or cannot be written, and when the copy does not hold what it should.
    """
    if path.exists():
        raise StorageError(f"{path} is there already and is not overwritten; give a new path")
    unfinished = path.with_name(path.name + ".unfinished")
    unfinished.unlink(missing_ok=True)
    try:
        with _synced(unfinished):
            wanted = _copy(connection, unfinished)
        found = _count_file(unfinished)
        if found != wanted:
            raise StorageError(f"the copy of the ledger holds {found}, not {wanted}; it was thrown away")
        _publish(unfinished, path)
    except (duckdb.Error, OSError) as error:
        raise write_error(error, f"no backup was made at {path}") from error
    finally:
        unfinished.unlink(missing_ok=True)
    return wanted


def _copy(connection: duckdb.DuckDBPyConnection, path: Path) -> Backup:
    """Copy as of one transaction, and count what that transaction sees."""
    sql, frame = statements("backup"), statements("open")
    (source,) = connection.execute(sql["source"]).fetchone() or ("",)
    connection.execute(sql["attach"], {"path": str(path)})
    try:
        connection.execute(frame["begin"])
        try:
            counted = _count(connection)
            # A name cannot be a parameter; this one is quoted as SQL quotes names.
            connection.execute(sql["copy"].replace("%source%", source.replace('"', '""')))
            connection.execute(frame["commit"])
        except BaseException:
            connection.execute(frame["rollback"])
            raise
    finally:
        connection.execute(sql["detach"])
    return counted


@contextlib.contextmanager
def _synced(path: Path) -> Iterator[None]:
    """Bring what is in the file to the disk again and again, for as long as this is entered."""
    ended = threading.Event()

    def work() -> None:
        while not ended.wait(SYNC_EVERY_S):
            # There is no file yet at first; and what cannot be synced now fails the last sync, which decides.
            with contextlib.suppress(OSError):
                _sync(path)

    thread = threading.Thread(target=work, name="backup-sync", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _sync(path: Path) -> None:
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _count_file(path: Path) -> Backup:
    with duckdb.connect(str(path), read_only=True) as copy:
        return _count(copy)


def _count(connection: duckdb.DuckDBPyConnection) -> Backup:
    result = connection.execute(statements("backup")["counts"])
    names = [column[0] for column in result.description or ()]
    fields = dict(zip(names, result.fetchone() or (), strict=True))
    return msgspec.convert(fields | {"root": fields["root"] or EMPTY_ROOT}, Backup)


def _publish(unfinished: Path, path: Path) -> None:
    """Give the copy its name once it is on the disk, without ever replacing a file."""
    _sync(unfinished)
    os.link(unfinished, path)
    _sync(path.parent)

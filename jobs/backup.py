"""Backups of a live ledger into one folder, the oldest thrown away; and the way back."""

import os
import re
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import msgspec

from storage.errors import LedgerFileError, NotFound, StorageError
from storage.ledger import Backup, Ledger, Verification
from storage.open import open_ledger

_NAME: Final = re.compile(r"bythen-\d{8}T\d{12}Z\.duckdb")
"""What a backup is called: nobody outside chooses a path, and nothing else in the folder is ever thrown away."""


class BackupFile(msgspec.Struct, frozen=True, kw_only=True):
    """A backup in the folder: its file's name, its length in bytes, and when it was made."""

    name: str
    length: int
    made_at: datetime


class BackupMade(BackupFile, frozen=True, kw_only=True):
    """A backup that was made now: what it holds, and whether every row of it was checked against its log."""

    holds: Backup
    verified: bool


def make_backup(ledger: Ledger, folder: Path, *, now: datetime, keep: int, check: bool = True) -> BackupMade:
    """The backup made in `folder`, where the newest `keep` remain. Writers go on meanwhile.

    With `check` the copy is opened and verified before an older one is thrown away. Raises StorageError when there is
    no room, or when the copy does not verify.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(f"the folder of the backups, {folder}, cannot be made: {error.strerror}") from error
    path = folder / f"bythen-{now.astimezone(UTC):%Y%m%dT%H%M%S%f}Z.duckdb"
    holds = backup_to(ledger, path, check=check)
    for old in list_backups(folder)[keep:]:
        (folder / old.name).unlink(missing_ok=True)
    file = _file(path)
    return BackupMade(name=file.name, length=file.length, made_at=file.made_at, holds=holds, verified=check)


def backup_to(ledger: Ledger, path: Path, *, check: bool = True) -> Backup:
    """What the backup at `path` holds, which must be new. Writers go on meanwhile.

    Raises StorageError when it cannot be made; nothing is at `path` then. A copy that does not verify is left there, to
    be looked at.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(f"the folder {path.parent} cannot be made: {error.strerror}") from error
    holds = ledger.backup(path)
    if check and (difference := _verified(path).difference):
        raise StorageError(f"the backup {path} does not verify: {difference}; it was left to be looked at")
    return holds


def backup_path(folder: Path, name: str) -> Path:
    """Where the backup of this name is. Raises NotFound for what is no backup in the folder."""
    if not any(file.name == name for file in list_backups(folder)):
        raise NotFound("backup", name)
    return folder / name


def list_backups(folder: Path) -> tuple[BackupFile, ...]:
    """The backups in the folder, newest first; empty when there is none, or no folder."""
    if not folder.is_dir():
        return ()
    names = sorted((path.name for path in folder.iterdir() if _NAME.fullmatch(path.name)), reverse=True)
    return tuple(_file(folder / name) for name in names)


def restore(copy: Path, store: Path) -> Verification:
    """What a check of the store found that was made of the copy, which stays as it is.

    Raises StorageError when there is something at `store` already, and when the copy does not verify: nothing is left
    at `store` then. LedgerFileError when the copy is no ledger.
    """
    if taken := [path for path in (store, store.with_name(store.name + ".wal")) if path.exists()]:
        raise StorageError(f"{taken[0]} is there already and is not overwritten; move it away first")
    if not copy.is_file():
        raise LedgerFileError(f"there is no backup at {copy}")
    unfinished = store.with_name(store.name + ".unfinished")
    try:
        store.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(copy, unfinished)
        found = _verified(unfinished)
        if found.difference:
            raise StorageError(f"{copy} does not verify: {found.difference}; restore another backup")
        _publish(unfinished, store)
    except OSError as error:
        raise StorageError(f"{store} cannot be made: {error.strerror}") from error
    finally:
        unfinished.unlink(missing_ok=True)
    return found


def _publish(unfinished: Path, store: Path) -> None:
    """Give the file its name once it is on the disk, without ever replacing another."""
    with unfinished.open("rb") as file:
        os.fsync(file.fileno())
    os.link(unfinished, store)


def _verified(path: Path) -> Verification:
    with open_ledger(path) as ledger:
        return ledger.verify()


def _file(path: Path) -> BackupFile:
    made_at = datetime.strptime(path.name, "bythen-%Y%m%dT%H%M%S%fZ.duckdb").replace(tzinfo=UTC)
    return BackupFile(name=path.name, length=path.stat().st_size, made_at=made_at)

"""Backups of the live ledger, made into the one folder that the settings name."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

from litestar import get, post
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.enums import RequestEncodingType
from litestar.params import BodyKwarg, FromPath
from litestar.response import File

from jobs.backup import BackupFile, BackupMade, backup_path, list_backups, make_backup
from jobs.requests import NewBackup
from service.examples import BACKUP
from service.responses import READ, READ_ONE, WRITE_TO
from storage.ledger import Ledger

BackupBody = Annotated[NewBackup, BodyKwarg(media_type=RequestEncodingType.JSON, examples=[BACKUP])]


@post(
    "/backups",
    operation_id="makeBackup",
    summary="Back the ledger up while it goes on",
    description="The service names the file and keeps it in its own folder; no path is taken from a caller.",
    tags=["backups"],
    responses=WRITE_TO,
    response_description="The backup was made; it is on the disk of the service's machine.",
    sync_to_thread=True,
)
def make(data: BackupBody, ledger: NamedDependency[Ledger], now: NamedDependency[datetime], state: State) -> BackupMade:
    """Makes a backup, and throws away the oldest beyond those that the settings keep."""
    settings = state.settings
    folder = Path(settings.folder_of_backups)
    return make_backup(ledger, folder, now=now, keep=settings.backups_kept, check=data.verify)


@get(
    "/backups",
    operation_id="listBackups",
    summary="List the backups, newest first",
    tags=["backups"],
    responses=READ,
    sync_to_thread=True,
)
def list_all(state: State) -> tuple[BackupFile, ...]:
    """The backups that are kept."""
    return list_backups(Path(state.settings.folder_of_backups))


@get(
    "/backups/{name:str}",
    operation_id="getBackup",
    summary="Download a backup",
    tags=["backups"],
    responses=READ_ONE,
    response_description="The file, which `bythen restore` makes a store of.",
    media_type="application/octet-stream",
    sync_to_thread=True,
)
def download(name: FromPath[str], state: State) -> File:
    """The file of a backup that is kept."""
    path = backup_path(Path(state.settings.folder_of_backups), name)
    return File(path=path, filename=name, media_type="application/octet-stream")


ROUTES = (make, list_all, download)

"""`bythen backup` and `bythen restore`: a copy of a live store, and the way back."""

import os
from pathlib import Path

import rich_click as click

from jobs.backup import BackupMade, backup_to
from jobs.backup import restore as restore_copy
from service.cli.client import Client, run_with_client
from service.cli.options import store_options
from service.settings import read_settings
from service.whereabouts import explain
from storage.errors import LedgerFileError
from storage.ledger import Backup
from storage.open import open_ledger


@click.command()
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option("--verify/--no-verify", default=True, show_default=True, help="Check every row of the copy.")
@store_options
def backup(path: Path | None, verify: bool, server: str | None, db: str | None) -> None:
    """Back the store up to PATH, which must be new, also while a service writes to it.

    With --server the service makes the copy in its own folder (BYTHEN_BACKUP_FOLDER), and it is downloaded to PATH.
    Without PATH it stays in that folder, where the newest are kept; its name is printed.
    """
    if path and path.exists():
        raise click.UsageError(f"{path} is there already and is not overwritten; give a new path")

    async def work(client: Client) -> BackupMade:
        made = (await client.post("/v1/backups", {"verify": verify}, BackupMade))[1]
        if path:
            await _fetch(client, made, path)
        return made

    if path and not server:
        _copy(path, db, verify)
        return
    made = run_with_client(server, db, work)
    click.echo(_sentence(str(path) if path else made.name, made.holds, made.length, verify))
    if path:
        click.echo(f"The service keeps it too, as {made.name}")


def _copy(path: Path, db: str | None, verify: bool) -> None:
    """Copy the store that nobody else has open."""
    settings = read_settings(os.environ, store=db)
    if not Path(settings.store).exists():
        raise click.UsageError(f"there is no store at {settings.store}")
    try:
        with open_ledger(Path(settings.store)) as ledger:
            holds = backup_to(ledger, path, check=verify)
    except LedgerFileError as error:
        raise click.ClickException(explain(error, settings)) from None
    click.echo(_sentence(str(path), holds, path.stat().st_size, verify))


async def _fetch(client: Client, made: BackupMade, path: Path) -> None:
    """Download the backup, which gets its name once it is whole."""
    unfinished = path.with_name(path.name + ".unfinished")
    unfinished.unlink(missing_ok=True)
    try:
        await client.download(f"/v1/backups/{made.name}", unfinished)
        if unfinished.stat().st_size != made.length:
            raise click.ClickException(f"only {unfinished.stat().st_size} of {made.length} bytes came; try again")
        os.link(unfinished, path)
    except OSError as error:
        raise click.ClickException(f"{path} cannot be written: {error.strerror}") from None
    finally:
        unfinished.unlink(missing_ok=True)


def _sentence(where: str, holds: Backup, length: int, verified: bool) -> str:
    state = "verified" if verified else "not verified"
    return f"{where}: {holds.claims} claims, {holds.events} events, {length} bytes, {state}"


@click.command()
@click.argument("copy", type=click.Path(path_type=Path))
@click.option("--db", metavar="FILE", help="The store to make. Default: BYTHEN_STORE, or the user's own.")
def restore(copy: Path, db: str | None) -> None:
    """Make a store of the backup COPY, which is checked first. A store that is there is never overwritten."""
    store = Path(read_settings(os.environ, store=db).store)
    found = restore_copy(copy, store)
    click.echo(f"{store}: {found.events} events, {found.rows} rows; all of them agree")

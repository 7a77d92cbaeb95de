"""`bythen backup` and `bythen restore`: a copy of a live store, and the way back."""

import os
from pathlib import Path

import rich_click as click

from jobs.backup import BackupMade
from jobs.backup import restore as restore_copy
from service.cli.client import Client, run_with_client
from service.cli.options import store_options
from service.settings import read_settings


@click.command()
@click.option("--verify/--no-verify", default=True, show_default=True, help="Check every row of the copy.")
@store_options
def backup(verify: bool, server: str | None, db: str | None) -> None:
    """Back the store up, also while a service writes to it.

    The copy goes into the service's own folder (BYTHEN_BACKUP_FOLDER); its name is printed.
    """

    async def work(client: Client) -> BackupMade:
        return (await client.post("/v1/backups", {"verify": verify}, BackupMade))[1]

    made = run_with_client(server, db, work)
    state = "verified" if made.verified else "not verified"
    click.echo(f"{made.name}: {made.holds.claims} claims, {made.holds.events} events, {made.length} bytes, {state}")


@click.command()
@click.argument("copy", type=click.Path(path_type=Path))
@click.option("--db", metavar="FILE", help="The store to make. Default: BYTHEN_STORE, or the user's own.")
def restore(copy: Path, db: str | None) -> None:
    """Make a store of the backup COPY, which is checked first. A store that is there is never overwritten."""
    store = Path(read_settings(os.environ, store=db).store)
    found = restore_copy(copy, store)
    click.echo(f"{store}: {found.events} events, {found.rows} rows; all of them agree")

"""`bythen export-ledger` and `bythen import-ledger`: a whole store out into files, and a new store of them."""

import os
import time
from pathlib import Path
from typing import cast

import rich_click as click

from jobs.transfer import export_to, import_from
from service.cli.progress import show_progress
from service.settings import read_settings
from storage.duckdb_transfer import TransferFormat


@click.command("export-ledger")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["parquet", "ndjson"]),
    default="parquet",
    show_default=True,
    help="parquet is small and quick; ndjson is one JSON object a line, for any other program.",
)
@click.option("--db", metavar="FILE", help="The store. Default: BYTHEN_STORE, or the user's own.")
def export_command(folder: Path, form: str, db: str | None) -> None:
    """Write a whole store into FOLDER, which must be new: a file a table, and a manifest.

    No service may have the store open; to export a live one, back it up and export the copy.
    """
    store, started = Path(read_settings(os.environ, store=db).store), time.monotonic()
    with show_progress("export") as progress:
        manifest = export_to(store, folder, cast(TransferFormat, form), lambda _, done, total: progress.to(done, total))
    click.echo(_sentence(f"{folder}: ", manifest.tables["claims"].rows, manifest.rows, started))


@click.command("import-ledger")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--verify/--no-verify", default=True, show_default=True, help="Check every row against its log.")
@click.option("--db", metavar="FILE", help="The store to make. Default: BYTHEN_STORE, or the user's own.")
def import_command(folder: Path, verify: bool, db: str | None) -> None:
    """Make a store of an export. A store that is there is never overwritten; a kill leaves nothing half imported."""
    store, started = Path(read_settings(os.environ, store=db).store), time.monotonic()
    with show_progress("import") as progress:
        manifest, found = import_from(folder, store, lambda _, done, total: progress.to(done, total), check=verify)
    state = "all of them agree" if found else "not verified"
    click.echo(_sentence(f"{store}: ", manifest.tables["claims"].rows, manifest.rows, started) + f"; {state}")
    click.echo(f"The chain's head is {manifest.root}")


def _sentence(where: str, claims: int, rows: int, started: float) -> str:
    return f"{where}{claims} claims, {rows} rows in all, in {time.monotonic() - started:.1f} s"

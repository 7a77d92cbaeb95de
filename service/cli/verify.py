"""`bythen verify`: every row of a store against its log, and the log against its chain."""

import os
from pathlib import Path

import msgspec
import rich_click as click

from service.cli.options import Format, format_option
from service.settings import read_settings
from service.whereabouts import explain
from storage.errors import LedgerFileError
from storage.ledger import Verification
from storage.open import open_ledger


@click.command()
@click.option("--db", metavar="FILE", help="The store. Default: BYTHEN_STORE, or the user's own.")
@format_option
def verify(db: str | None, output_format: Format) -> int:
    """Check that every row follows from the log, and that nobody has changed the log.

    Exit status 0 when all is well, 1 when something differs. The store is opened directly and nothing in it changes.
    """
    settings = read_settings(os.environ, store=db)
    path = Path(settings.store)
    if not path.exists():
        raise click.UsageError(f"there is no store at {path}")
    try:
        with open_ledger(path) as ledger:
            found = ledger.verify()
    except LedgerFileError as error:
        raise click.ClickException(explain(error, settings)) from None
    _print(path, found, output_format)
    return 1 if found.difference else 0


def _print(path: Path, found: Verification, output_format: Format) -> None:
    if output_format != "table":
        click.echo(msgspec.json.encode(found))
        return
    counts = f"{found.events} events in {found.links} links, {found.rows} rows"
    if found.difference:
        click.echo(f"{path}: {counts}\nThe first difference: {found.difference}")
    else:
        click.echo(f"{path}: {counts}; all of them agree\nThe chain's head is {found.root}")

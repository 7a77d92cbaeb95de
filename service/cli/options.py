"""Options that several commands share."""

from collections.abc import Callable
from typing import Final, Literal, TypeVar

import rich_click as click

Format = Literal["table", "json", "ndjson"]
FORMATS: Final = ("table", "json", "ndjson")

F = TypeVar("F", bound=Callable[..., object])

format_option = click.option(
    "--format",
    "output_format",
    type=click.Choice(FORMATS),
    default="table",
    show_default=True,
    help="table is for reading; json is one value; ndjson is one JSON object a line.",
)

limit_option = click.option(
    "--limit", type=click.IntRange(1, 100_000), default=50, show_default=True, help="How many rows at most."
)

_SERVER = click.option("--server", metavar="URL", help="Speak to a running service, such as http://127.0.0.1:8321.")
_DB = click.option("--db", metavar="FILE", help="Use this store directly. Default: BYTHEN_STORE, or the user's own.")

_PUBLISHER = (
    click.option("--title", help="Its headline, when it is not part of the text."),
    click.option("--publisher", help="Who published it."),
    click.option("--country", help="The publisher's country (ISO 3166 code): decides date order and holidays."),
    click.option("--time-zone", help="The publisher's time zone, such as Europe/Kyiv."),
)


def store_options(command: F) -> F:
    """Adds --server and --db, which say where the ledger is."""
    return _SERVER(_DB(command))


def document_options(command: F) -> F:
    """Adds what is known of a document beside its text and date."""
    for option in reversed(_PUBLISHER):
        command = option(command)
    return command

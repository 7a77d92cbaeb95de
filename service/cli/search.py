"""`bythen search`: claims by their words and speakers."""

from typing import Any

import msgspec
import rich_click as click

from claims.model import Claim
from service.cli.client import Client, run_with_client
from service.cli.options import Format, format_option, store_options
from service.cli.output import print_json
from service.cli.show_ledger import print_claims


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1, 200), default=20, show_default=True, help="How many claims at most.")
@store_options
@format_option
def search(words: tuple[str, ...], limit: int, server: str | None, db: str | None, output_format: Format) -> None:
    """Find the claims in whose words and speakers all WORDS occur, the best first.

    Endings and accents do not matter; harb* stands for all words that begin so.
    """

    async def work(client: Client) -> dict[str, Any]:
        return await client.get("/v1/search", dict[str, Any], q=" ".join(words), limit=limit)

    found = run_with_client(server, db, work)
    if output_format == "table":
        print_claims([msgspec.convert(item["claim"], Claim) for item in found["items"]], "No claims.")
    elif output_format == "json":
        print_json(found, output_format)
    else:
        print_json(found["items"], output_format)

"""`bythen source`: the feeds that are polled while the service runs."""

from typing import Any

import rich_click as click

from jobs.requests import POLL_MAX, POLL_MIN
from service.cli.client import Client, pairs, quote_id, run_with_client
from service.cli.options import Format, format_option, limit_option, store_options
from service.cli.output import print_json
from service.cli.show_ledger import print_line, print_more, print_rows

COLUMNS = {
    "id": "source",
    "url": "feed",
    "every_min": "minutes",
    "polled_at": "polled (UTC)",
    "next_poll_at": "next (UTC)",
    "state": "state",
}
ITEM_COLUMNS = {"recorded_at": "found (UTC)", "url": "page", "article_id": "article", "error": "error"}


@click.group()
def source() -> None:
    """Add, list and end the feeds that are polled. They are polled while the service runs; see bythen serve."""


@source.command("add")
@click.argument("url")
@click.option("--publisher", help="Who publishes it.")
@click.option("--country", help="The publisher's country (ISO 3166 code): decides date order and holidays.")
@click.option("--time-zone", help="The publisher's time zone, such as Europe/Kyiv.")
@click.option("--every", "every_min", type=click.IntRange(POLL_MIN, POLL_MAX), help="Minutes between. Default: 60.")
@store_options
@format_option
def add_source(  # noqa: PLR0913, PLR0917 - one parameter an option
    url: str,
    publisher: str | None,
    country: str | None,
    time_zone: str | None,
    every_min: int | None,
    server: str | None,
    db: str | None,
    output_format: Format,
) -> None:
    """Poll the feed at URL (RSS, Atom or JSON), and read what is new in it. The store is made where there is none."""
    body = pairs(
        {"url": url, "publisher": publisher, "country": country, "time_zone": time_zone, "every_min": every_min}
    )

    async def work(client: Client) -> dict[str, Any]:
        return (await client.post("/v1/sources", body, dict[str, Any]))[1]

    added = run_with_client(server, db, work, create=True)
    if output_format == "table":
        print_line(f"Added as source {added['source']['id']}; it is polled while the service runs.")
    else:
        print_json(added, output_format)


@source.command("list")
@limit_option
@store_options
@format_option
def list_sources(limit: int, server: str | None, db: str | None, output_format: Format) -> None:
    """List the sources in the order in which they were added, and how their polling stands."""

    async def work(client: Client) -> dict[str, Any]:
        return await client.get_list("/v1/sources", limit)

    page = run_with_client(server, db, work)
    if output_format == "table":
        rows = [{**each["poll"], **each["source"], "state": _state(each)} for each in page["items"]]
        print_rows(rows, COLUMNS, "No feed is polled; see bythen source add --help.")
        print_more(page["next"])
    else:
        print_json(page, output_format)


@source.command("items")
@click.argument("source_id", metavar="SOURCE")
@limit_option
@store_options
@format_option
def list_items(source_id: str, limit: int, server: str | None, db: str | None, output_format: Format) -> None:
    """List what was found at the SOURCE, newest first, and what became of it."""

    async def work(client: Client) -> dict[str, Any]:
        return await client.get_list(f"/v1/sources/{quote_id(source_id)}/items", limit)

    page = run_with_client(server, db, work)
    if output_format == "table":
        print_rows(page["items"], ITEM_COLUMNS, "Nothing was found there yet.")
        print_more(page["next"])
    else:
        print_json(page, output_format)


@source.command("end")
@click.argument("source_id", metavar="SOURCE")
@store_options
@format_option
def end_source(source_id: str, server: str | None, db: str | None, output_format: Format) -> None:
    """Poll the SOURCE with this id no more. Its articles stay."""

    async def work(client: Client) -> dict[str, Any]:
        return await client.delete(f"/v1/sources/{quote_id(source_id)}", dict[str, Any])

    ended = run_with_client(server, db, work)
    if output_format == "table":
        print_line(f"Source {ended['source']['id']} is polled no more.")
    else:
        print_json(ended, output_format)


def _state(state: dict[str, Any]) -> str:
    if state["source"]["ended_at"]:
        return "ended"
    poll = state["poll"]
    return f"failed {poll['failures']} times: {poll['error']}" if poll["failures"] else "ok"

"""`bythen feed`: the keys that stand in addresses of feeds."""

from typing import Any

import rich_click as click

from service.cli.client import Client, quote_id, run_with_client
from service.cli.options import Format, format_option, limit_option, store_options
from service.cli.output import print_json
from service.cli.show_ledger import print_line, print_more, print_rows

COLUMNS = {"id": "key", "label": "label", "recorded_at": "made (UTC)", "revoked_at": "revoked (UTC)"}


@click.group()
def feed() -> None:
    """Make, list and revoke the keys that stand in addresses of feeds. A service serves the feeds under /feeds."""


@feed.command("add")
@click.argument("label")
@store_options
@format_option
def add_key(label: str, server: str | None, db: str | None, output_format: Format) -> None:
    """Make a key, labelled LABEL, and print it. It is shown this once, and goes into an address as ?key=..."""

    async def work(client: Client) -> dict[str, Any]:
        return (await client.post("/v1/feeds/keys", {"label": label}, dict[str, Any]))[1]

    made = run_with_client(server, db, work)
    if output_format == "table":
        print_line(f"Feed key {made['key']['id']} ({label}). It is shown this once:", error=True)
        click.echo(made["secret"])
    else:
        print_json(made, output_format)


@feed.command("list")
@limit_option
@store_options
@format_option
def list_keys(limit: int, server: str | None, db: str | None, output_format: Format) -> None:
    """List the feed keys, revoked ones too."""

    async def work(client: Client) -> dict[str, Any]:
        return await client.get_list("/v1/feeds/keys", limit)

    page = run_with_client(server, db, work)
    if output_format == "table":
        print_rows(page["items"], COLUMNS, "No feed key has been made.")
        print_more(page["next"])
    else:
        print_json(page, output_format)


@feed.command("revoke")
@click.argument("key_id", metavar="KEY")
@store_options
@format_option
def revoke_key(key_id: str, server: str | None, db: str | None, output_format: Format) -> None:
    """Revoke the KEY with this id, at once. Doing it twice changes nothing."""

    async def work(client: Client) -> dict[str, Any]:
        return await client.delete(f"/v1/feeds/keys/{quote_id(key_id)}", dict[str, Any])

    revoked = run_with_client(server, db, work)
    if output_format == "table":
        print_line(f"Feed key {revoked['id']} was revoked at {revoked['revoked_at'][:19]} UTC.")
    else:
        print_json(revoked, output_format)

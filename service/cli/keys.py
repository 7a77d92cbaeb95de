"""`bythen key`: the keys with which people act."""

from typing import Any

import rich_click as click

from jobs.requests import KEY_DAYS_DEFAULT, KEY_DAYS_MAX
from service.cli.client import Client, quote_id, run_with_client
from service.cli.options import Format, format_option, limit_option, store_options
from service.cli.output import print_json
from service.cli.people import find_person
from service.cli.show_ledger import print_line, print_more, print_rows

COLUMNS = {
    "id": "key",
    "person": "person",
    "role": "role",
    "label": "label",
    "expires_at": "expires (UTC)",
    "revoked_at": "revoked (UTC)",
}


@click.group()
def key() -> None:
    """Make, list and revoke the keys with which people act. Once there is one, a service asks for a key."""


@key.command("add")
@click.argument("name")
@click.option("--label", help="What it is for, such as the machine that holds it.")
@click.option("--days", type=click.IntRange(1, KEY_DAYS_MAX), help=f"How long it is good. Default: {KEY_DAYS_DEFAULT}.")
@click.option("--no-expiry", is_flag=True, help="It is good until it is revoked.")
@store_options
@format_option
def add_key(  # noqa: PLR0913, PLR0917 - one parameter an option
    name: str,
    label: str | None,
    days: int | None,
    no_expiry: bool,
    server: str | None,
    db: str | None,
    output_format: Format,
) -> None:
    """Make a key for the person NAME and print it. It is shown this once: only its digest is kept."""
    if days and no_expiry:
        raise click.UsageError("give --days or --no-expiry, not both")
    body = {"label": label, "expires_in_days": None if no_expiry else days or KEY_DAYS_DEFAULT}

    async def work(client: Client) -> dict[str, Any]:
        found = await find_person(client, name)
        return (await client.post("/v1/keys", {**body, "person_id": found.id}, dict[str, Any]))[1]

    made = run_with_client(server, db, work)
    if output_format == "table":
        until = f"until {made['key']['expires_at'][:10]}" if made["key"]["expires_at"] else "until it is revoked"
        # Alone on standard output, so that it can be taken from there into a variable or a file.
        print_line(f"Key {made['key']['id']} of {name}, good {until}. It is shown this once:", error=True)
        click.echo(made["secret"])
    else:
        print_json(made, output_format)


@key.command("list")
@click.option("--person", "name", metavar="NAME", help="Only this person's keys.")
@limit_option
@store_options
@format_option
def list_keys(name: str | None, limit: int, server: str | None, db: str | None, output_format: Format) -> None:
    """List the keys, revoked and expired ones too."""

    async def work(client: Client) -> dict[str, Any]:
        person_id = (await find_person(client, name)).id if name else None
        return await client.get_list("/v1/keys", limit, person_id=person_id)

    page = run_with_client(server, db, work)
    if output_format == "table":
        print_rows(page["items"], COLUMNS, "No key has been made; the service listens on this machine only.")
        print_more(page["next"])
    else:
        print_json(page, output_format)


@key.command("revoke")
@click.argument("key_id", metavar="KEY")
@store_options
@format_option
def revoke_key(key_id: str, server: str | None, db: str | None, output_format: Format) -> None:
    """Revoke the KEY with this id, at once. Doing it twice changes nothing."""

    async def work(client: Client) -> dict[str, Any]:
        return await client.delete(f"/v1/keys/{quote_id(key_id)}", dict[str, Any])

    revoked = run_with_client(server, db, work)
    if output_format == "table":
        print_line(f"Key {revoked['id']} of {revoked['person']} was revoked at {revoked['revoked_at'][:19]} UTC.")
    else:
        print_json(revoked, output_format)

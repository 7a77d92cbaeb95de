"""`bythen person`: who may act, and what each of them may do."""

from typing import Any

import msgspec
import rich_click as click

from service.cli.client import Client, pairs, quote_id, run_with_client
from service.cli.options import Format, format_option, limit_option, store_options
from service.cli.output import print_json
from service.cli.show_ledger import print_line, print_more, print_rows
from storage.records import Person

ROLES = ["reader", "contributor", "resolver", "admin"]
COLUMNS = {"id": "person", "name": "name", "role": "role", "recorded_at": "added (UTC)"}


class PersonPage(msgspec.Struct, frozen=True, kw_only=True):
    """A page of people, as the service answers it."""

    items: list[Person]
    next: str | None


@click.group()
def person() -> None:
    """Add, list and change the people who act. A key lets a person act; see bythen key."""


@person.command("add")
@click.argument("name")
@click.option("--role", type=click.Choice(ROLES), default="reader", show_default=True, help="What they may do.")
@store_options
@format_option
def add_person(name: str, role: str, server: str | None, db: str | None, output_format: Format) -> None:
    """Add a person under a short NAME, which is shown wherever they acted. The store is made where there is none."""

    async def work(client: Client) -> dict[str, Any]:
        return (await client.post("/v1/people", {"name": name, "role": role}, dict[str, Any]))[1]

    added = run_with_client(server, db, work, create=True)
    if output_format == "table":
        print_line(f"Added {added['name']} as {added['role']}; give them a key with: bythen key add {added['name']}")
    else:
        print_json(added, output_format)


@person.command("list")
@limit_option
@store_options
@format_option
def list_people(limit: int, server: str | None, db: str | None, output_format: Format) -> None:
    """List the people in the order in which they were added."""

    async def work(client: Client) -> dict[str, Any]:
        return await client.get_list("/v1/people", limit)

    page = run_with_client(server, db, work)
    if output_format == "table":
        print_rows(page["items"], COLUMNS, "Nobody has been added; whoever is on this machine acts as local.")
        print_more(page["next"])
    else:
        print_json(page, output_format)


@person.command("role")
@click.argument("name")
@click.argument("role", type=click.Choice(ROLES))
@store_options
@format_option
def set_role(name: str, role: str, server: str | None, db: str | None, output_format: Format) -> None:
    """Change what the person NAME may do to ROLE, from their next request on."""

    async def work(client: Client) -> dict[str, Any]:
        found = await find_person(client, name)
        return await client.put(f"/v1/people/{quote_id(found.id)}/role", {"role": role}, dict[str, Any])

    changed = run_with_client(server, db, work)
    if output_format == "table":
        print_line(f"{changed['name']} has the role {changed['role']}.")
    else:
        print_json(changed, output_format)


@person.command("remind")
@click.argument("name")
@click.option("--email", "address", metavar="ADDRESS", help="By e-mail.")
@click.option("--webhook", "webhook_id", metavar="ID", help="By a webhook.")
@click.option("--off", is_flag=True, help="Not at all.")
@click.option("--hour", type=click.IntRange(0, 23), default=8, show_default=True, help="At this hour of the day.")
@click.option("--time-zone", default="UTC", show_default=True, help="The zone of that hour, such as Europe/Kyiv.")
@store_options
@format_option
def set_reminders(  # noqa: PLR0913, PLR0917 - one parameter an option
    name: str,
    address: str | None,
    webhook_id: str | None,
    off: bool,
    hour: int,
    time_zone: str,
    server: str | None,
    db: str | None,
    output_format: Format,
) -> None:
    """Say how the person NAME is reminded of claims that wait for a decision."""
    if sum(map(bool, (address, webhook_id, off))) != 1:
        raise click.UsageError("give one of --email, --webhook and --off")
    remind_by = "email" if address else "webhook" if webhook_id else "none"
    body = {"remind_by": remind_by, "hour": hour, "time_zone": time_zone} | pairs(
        {"address": address, "webhook_id": webhook_id}
    )

    async def work(client: Client) -> dict[str, Any]:
        found = await find_person(client, name)
        return await client.put(f"/v1/people/{quote_id(found.id)}/reminders", body, dict[str, Any])

    setting = run_with_client(server, db, work)
    if output_format != "table":
        print_json(setting, output_format)
    elif off:
        print_line(f"{name} is not reminded.")
    else:
        print_line(f"{name} is reminded by {remind_by} at {hour:02}:00 {time_zone}.")


async def find_person(client: Client, name: str) -> Person:
    """The person of that name. Raises a usage error where there is none."""
    found = (await client.get("/v1/people", PersonPage, name=name)).items
    if not found:
        raise click.UsageError(f"there is nobody named {name!r}; bythen person list shows who there is")
    return found[0]

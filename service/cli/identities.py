"""`bythen speaker`: who speakers are, and whom they are found to be."""

from typing import Any

import msgspec
import rich_click as click

from claims.model import HeldRole, Speaker
from jobs.identities import SpeakerProposals
from service.cli.client import Client, quote_id, run_with_client
from service.cli.groups import ListingGroup
from service.cli.options import Format, format_option, limit_option, store_options
from service.cli.output import print_json
from service.cli.show_ledger import print_line, print_more, print_rows
from service.cli.speakers import find_speaker

COLUMNS = {
    "id": "speaker",
    "name": "name",
    "role": "role",
    "organisation": "organisation",
    "merged_into": "merged into",
}
UNKNOWN = "-"
"""Stands for a part of a role that is not known."""


@click.group(cls=ListingGroup)
def speaker() -> None:
    """Who is answerable for claims. Without a command they are listed."""


@speaker.command("list")
@limit_option
@store_options
@format_option
def list_speakers(limit: int, server: str | None, db: str | None, output_format: Format) -> None:
    """List speakers in the order of their first claims."""

    async def work(client: Client) -> dict[str, Any]:
        return await client.get_list("/v1/speakers", limit)

    page = run_with_client(server, db, work)
    if output_format == "table":
        print_rows(page["items"], COLUMNS, "Nobody has made a claim yet; see bythen ingest.")
        print_more(page["next"])
    else:
        print_json(page, output_format)


@speaker.command("show")
@click.argument("given", metavar="SPEAKER")
@store_options
@format_option
def show(given: str, server: str | None, db: str | None, output_format: Format) -> None:
    """Show a SPEAKER, by id or name: other names, roles, and whom they were merged into."""

    async def work(client: Client) -> dict[str, Any]:
        speaker_id = await find_speaker(client, given)
        return await client.get(f"/v1/speakers/{quote_id(speaker_id)}", dict[str, Any])

    _print(run_with_client(server, db, work), output_format)


@speaker.command("same")
@limit_option
@store_options
@format_option
def same(limit: int, server: str | None, db: str | None, output_format: Format) -> None:
    """Name pairs of speakers who may be one, by their names. Nobody is merged by this."""

    async def work(client: Client) -> dict[str, Any]:
        return await client.get("/v1/speakers/proposals", dict[str, Any], limit=limit)

    found = run_with_client(server, db, work)
    if output_format != "table":
        print_json(found, output_format)
        return
    proposals = msgspec.convert(found, SpeakerProposals)
    if not proposals.items:
        print_line(f"No two of {proposals.compared} speakers have names that are alike.")
    for each in proposals.items:
        print_line(f"{each.likeness:.0%}  {each.names[0]} / {each.names[1]}  ({each.why})")
        print_line(f"     {each.speaker.id}  {each.other.id}")
    if proposals.items:
        print_line("One person: bythen speaker merge ONE OTHER. Two: bythen speaker apart ONE OTHER.")
    if proposals.found > len(proposals.items):
        print_line(f"These are {len(proposals.items)} of {proposals.found}; see more with --limit.")


@speaker.command("merge")
@click.argument("given", metavar="SPEAKER")
@click.argument("into", metavar="OTHER")
@store_options
@format_option
def merge(given: str, into: str, server: str | None, db: str | None, output_format: Format) -> None:
    """Say that a SPEAKER is the OTHER one, who answers for the claims of both from now on."""

    async def work(client: Client) -> dict[str, Any]:
        one, other = await find_speaker(client, given), await find_speaker(client, into)
        path = f"/v1/speakers/{quote_id(one)}/merges"
        return (await client.post(path, {"into": other}, dict[str, Any]))[1]

    _print(run_with_client(server, db, work), output_format)


@speaker.command("unmerge")
@click.argument("speaker_id", metavar="SPEAKER")
@store_options
@format_option
def unmerge(speaker_id: str, server: str | None, db: str | None, output_format: Format) -> None:
    """Take a merged SPEAKER, by id, out of the other again, with all claims that are told under their names."""

    async def work(client: Client) -> dict[str, Any]:
        return await client.delete(f"/v1/speakers/{quote_id(speaker_id)}/merges", dict[str, Any])

    _print(run_with_client(server, db, work), output_format)


@speaker.command("apart")
@click.argument("given", metavar="SPEAKER")
@click.argument("other", metavar="OTHER")
@store_options
@format_option
def apart(given: str, other: str, server: str | None, db: str | None, output_format: Format) -> None:
    """Say that a SPEAKER and the OTHER one are two: they are not proposed as one any more."""

    async def work(client: Client) -> dict[str, Any]:
        one, two = await find_speaker(client, given), await find_speaker(client, other)
        path = f"/v1/speakers/{quote_id(one)}/distinctions"
        return (await client.post(path, {"other_id": two}, dict[str, Any]))[1]

    done = run_with_client(server, db, work)
    if output_format == "table":
        print_line("They are two, and are not proposed as one any more.")
    else:
        print_json(done, output_format)


@speaker.command("describe")
@click.argument("given", metavar="SPEAKER")
@click.option(
    "--role",
    "roles",
    nargs=4,
    multiple=True,
    metavar="ROLE ORGANISATION SINCE UNTIL",
    help=f"A role and its first and last day, {UNKNOWN} for what is not known; once for each role.",
)
@click.option("--wikidata", metavar="ITEM", help="The speaker's item in Wikidata, such as Q42.")
@store_options
@format_option
def describe(  # noqa: PLR0913, PLR0917 - one parameter an option
    given: str,
    roles: tuple[tuple[str, str, str, str], ...],
    wikidata: str | None,
    server: str | None,
    db: str | None,
    output_format: Format,
) -> None:
    """Say which roles a SPEAKER held, in place of what was entered before."""
    names = "role", "organisation", "since", "until"
    given_roles = [{name: part for name, part in zip(names, role, strict=True) if part != UNKNOWN} for role in roles]
    body = {"roles": given_roles, "wikidata": wikidata}

    async def work(client: Client) -> dict[str, Any]:
        path = f"/v1/speakers/{quote_id(await find_speaker(client, given))}/description"
        return await client.put(path, body, dict[str, Any])

    _print(run_with_client(server, db, work), output_format)


def _print(found: dict[str, Any], output_format: Format) -> None:
    if output_format != "table":
        print_json(found, output_format)
        return
    shown = msgspec.convert(found, Speaker)
    print_line(f"{shown.name}  ({shown.id})")
    if shown.aliases:
        print_line(f"  also told as {', '.join(shown.aliases)}")
    told = ", ".join(part for part in (shown.role, shown.organisation) if part)
    if told:
        print_line(f"  first told of as {told}")
    for role in shown.roles:
        print_line(f"  {_role_text(role)}")
    if shown.wikidata:
        print_line(f"  Wikidata {shown.wikidata}")
    if shown.merged_into:
        print_line(f"  merged into {shown.merged_into}, who answers for their claims")


def _role_text(role: HeldRole) -> str:
    held = ", ".join(part for part in (role.role, role.organisation) if part)
    if role.since and role.until:
        return f"{held}, {role.since} to {role.until}"
    return held + (f", since {role.since}" if role.since else f", until {role.until}" if role.until else "")

"""`bythen speaker`: who speakers are, and whom they are found to be; and how any command is told of one."""

from typing import Any
from uuid import UUID

import msgspec
import rich_click as click

from claims.model import HeldRole, Speaker
from service.cli.client import Client, Refused, quote_id, run_with_client
from service.cli.groups import ListingGroup
from service.cli.options import Format, format_option, limit_option, store_options
from service.cli.output import print_json
from service.cli.show_ledger import print_line, print_more, print_rows
from service.cli.terminal import keep_lines

COLUMNS = {
    "id": "speaker",
    "name": "name",
    "role": "role",
    "organisation": "organisation",
    "merged_into": "merged into",
}
UNKNOWN = "-"
"""Stands for a part of a role that is not known."""


class SpeakerPage(msgspec.Struct, frozen=True, kw_only=True):
    """A page of speakers, as the service answers it."""

    items: list[Speaker]
    next: str | None


async def find_speaker(client: Client, given: str) -> str:
    """The id of the speaker with that id, name or alias (in any case). Raises a usage error for none or several."""
    found = await _with_id(client, given) if _is_id(given) else []
    if not found:
        found = (await client.get("/v1/speakers", SpeakerPage, name=given)).items
    if not found:
        raise click.UsageError(f"no speaker has the id or name {given!r}; bythen claims shows who there is")
    if len(found) > 1:
        listed = ", ".join(f"{speaker.name} ({speaker.id})" for speaker in found)
        raise click.UsageError(f"several speakers go by {given!r}; give an id: {listed}")
    return found[0].id


async def _with_id(client: Client, given: str) -> list[Speaker]:
    try:
        return [await client.get(f"/v1/speakers/{quote_id(given)}", Speaker)]
    except Refused as refused:
        if refused.problem.status == 404:
            return []
        raise


def _is_id(given: str) -> bool:
    try:
        return bool(UUID(given))
    except ValueError:
        return False


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
        names = {each["id"]: each["name"] for each in page["items"]}
        rows = [each | {"merged_into": names.get(each["merged_into"], each["merged_into"])} for each in page["items"]]
        print_rows(rows, COLUMNS, "Nobody has made a claim yet; see bythen ingest.")
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
    for each in found["items"]:
        click.echo(keep_lines(f"{each['likeness']:4.0%} {each['names'][0]} / {each['names'][1]} ({each['why']})"))
        click.echo(f"     {each['speaker']['id']}  {each['other']['id']}")
    if not found["items"]:
        print_line(f"No two of {found['compared']} speakers have names that are alike.")
        return
    print_line("One person: bythen speaker merge ONE OTHER. Two: bythen speaker apart ONE OTHER.")
    if found["found"] > len(found["items"]):
        print_line(f"These are {len(found['items'])} of {found['found']}; see more with --limit.")


@speaker.command("merge")
@click.argument("given", metavar="SPEAKER")
@click.argument("into", metavar="OTHER")
@store_options
@format_option
def merge(given: str, into: str, server: str | None, db: str | None, output_format: Format) -> None:
    """Say that a SPEAKER is the OTHER one, who answers for the claims of both from now on."""
    one, found = _pair((given, into), "merges", "into", server, db)
    _print(found, output_format)
    if output_format == "table":
        print_line(
            f"What is told under the names of {one} is theirs now. To part the two again: bythen speaker unmerge {one}"
        )


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
    _, done = _pair((given, other), "distinctions", "other_id", server, db)
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


def _pair(
    pair: tuple[str, str], what: str, field: str, server: str | None, db: str | None
) -> tuple[str, dict[str, Any]]:
    """The id of the first of two speakers, and what the service answers to what is said of them."""

    async def work(client: Client) -> tuple[str, dict[str, Any]]:
        one, two = [await find_speaker(client, given) for given in pair]
        return one, (await client.post(f"/v1/speakers/{quote_id(one)}/{what}", {field: two}, dict[str, Any]))[1]

    return run_with_client(server, db, work)


def _print(found: dict[str, Any], output_format: Format) -> None:
    if output_format != "table":
        print_json(found, output_format)
        return
    shown = msgspec.convert(found, Speaker)
    told = ", ".join(part for part in (shown.role, shown.organisation) if part)
    lines = (
        f"{shown.name} ({shown.id})",
        bool(shown.aliases) and f"also told as {', '.join(shown.aliases)}",
        told and f"first told of as {told}",
        *map(_role_text, shown.roles),
        shown.wikidata and f"Wikidata {shown.wikidata}",
        shown.merged_into and f"merged into {shown.merged_into}, who answers for their claims",
    )
    click.echo(keep_lines("\n  ".join(line for line in lines if line)))


def _role_text(role: HeldRole) -> str:
    held = ", ".join(part for part in (role.role, role.organisation) if part)
    if role.since and role.until:
        return f"{held}, {role.since} to {role.until}"
    return held + (f", since {role.since}" if role.since else f", until {role.until}" if role.until else "")

"""`bythen due` and `bythen suggest`: what waits for a resolution, and what may tell how it ended."""

from typing import Any

import msgspec
import rich_click as click

from service.cli.client import Client, quote_id, run_with_client
from service.cli.options import Format, format_option, limit_option, store_options
from service.cli.output import print_json
from service.cli.show_deciding import DueItem, DueNumbers, Suggested, print_due, print_suggestions, print_summary
from service.cli.show_ledger import print_line, print_more
from service.cli.speakers import find_speaker


@click.command()
@click.option("--speaker", metavar="SPEAKER", help="Only this speaker's claims; an id or a name.")
@click.option("--article", "article_id", metavar="ID", help="Only this article's claims.")
@click.option("--topic", help="Only claims with this topic.")
@click.option("--assignee", metavar="NAME", help="Only what this person is to resolve.")
@click.option("--disputed", is_flag=True, help="Only those on which two resolutions differ.")
@click.option("--snoozed", is_flag=True, help="Those that are snoozed too.")
@click.option("--summary", is_flag=True, help="Count them: whose they are, how old, how many are decided in time.")
@limit_option
@store_options
@format_option
def due(  # noqa: PLR0913, PLR0917 - one parameter an option
    speaker: str | None,
    article_id: str | None,
    topic: str | None,
    assignee: str | None,
    disputed: bool,
    snoozed: bool,
    summary: bool,
    limit: int,
    server: str | None,
    db: str | None,
    output_format: Format,
) -> None:
    """List the claims whose time has come and that nobody has resolved, longest waiting first."""

    async def work(client: Client) -> tuple[dict[str, Any], bool]:
        if summary:
            return await client.get("/v1/due/summary", dict[str, Any]), False
        speaker_id = await find_speaker(client, speaker) if speaker else None
        wanted = {"speaker_id": speaker_id, "article_id": article_id, "topic": topic, "assignee": assignee}
        marks = {"disputed": "true" if disputed else None, "snoozed": "true" if snoozed else None}
        conditions = await client.get_list("/v1/conditions", 1, due="true")
        return await client.get_list("/v1/due", limit, **wanted, **marks), bool(conditions["items"])

    answer, conditions = run_with_client(server, db, work)
    if output_format != "table":
        print_json(answer, output_format)
    elif summary:
        print_summary(msgspec.convert(answer, DueNumbers))
    else:
        print_due(msgspec.convert(answer["items"], list[DueItem]))
        print_more(answer["next"])
        if conditions:
            print_line("A condition waits for a decision too: bythen condition list --due")


@click.command()
@click.argument("claim_id", metavar="CLAIM")
@store_options
@format_option
def suggest(claim_id: str, server: str | None, db: str | None, output_format: Format) -> None:
    """Name stored articles that may tell what became of a CLAIM. Nothing is resolved by it."""

    async def work(client: Client) -> dict[str, Any]:
        return await client.get(f"/v1/claims/{quote_id(claim_id)}/suggestions", dict[str, Any])

    found = run_with_client(server, db, work)
    if output_format == "table":
        print_suggestions(msgspec.convert(found, Suggested))
    else:
        print_json(found, output_format)

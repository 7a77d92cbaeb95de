"""`bythen thread`: slip threads, claims of one outcome whose deadline moved."""

from pathlib import Path
from typing import Any

import msgspec
import rich_click as click

from claims.threads import SlipThread, ThreadTotals
from jobs.render_threads import thread_text, totals_text
from service.cli.client import Client, pairs, quote_id, run_with_client
from service.cli.groups import ListingGroup
from service.cli.options import Format, format_option, limit_option, store_options
from service.cli.output import print_json
from service.cli.show_ledger import print_line, print_more
from service.cli.speakers import find_speaker
from service.cli.terminal import keep_lines


@click.group(cls=ListingGroup)
def thread() -> None:
    """Slip threads. Without a command they are listed."""


@thread.command("list")
@click.option("--speaker", metavar="SPEAKER", help="Only with a claim of this speaker; an id or a name.")
@click.option("--topic", help="Only with a claim of this topic.")
@limit_option
@store_options
@format_option
def list_threads(  # noqa: PLR0913, PLR0917 - one parameter an option
    speaker: str | None, topic: str | None, limit: int, server: str | None, db: str | None, output_format: Format
) -> None:
    """List threads, newest first, and what they come to."""

    async def work(client: Client) -> tuple[dict[str, Any], dict[str, Any]]:
        speaker_id = await find_speaker(client, speaker) if speaker else None
        page = await client.get_list("/v1/threads", limit, speaker_id=speaker_id, topic=topic)
        totals = await client.get("/v1/threads/totals", dict[str, Any], speaker_id=speaker_id, topic=topic)
        return page, totals

    page, totals = run_with_client(server, db, work)
    if output_format != "table":
        print_json(page, output_format)
        return
    for each in msgspec.convert(page["items"], list[SlipThread]):
        click.echo(keep_lines(thread_text(each)))
    click.echo(keep_lines(totals_text(msgspec.convert(totals, ThreadTotals))))
    print_more(page["next"])


@thread.command("show")
@click.argument("thread_id", metavar="THREAD")
@click.option(
    "--chart",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Also draw the slip chart, as an SVG file.",
)
@store_options
@format_option
def show(thread_id: str, chart: Path | None, server: str | None, db: str | None, output_format: Format) -> None:
    """Show a THREAD: each last day that was named, and when."""
    path = f"/v1/threads/{quote_id(thread_id)}"

    async def work(client: Client) -> tuple[dict[str, Any], str]:
        drawn = await client.get_text(f"{path}/chart") if chart else ""
        return await client.get(path, dict[str, Any]), drawn

    found, drawn = run_with_client(server, db, work)
    if chart:
        try:
            chart.write_text(drawn, encoding="utf-8")
        except OSError as error:
            raise click.ClickException(f"{chart} could not be written: {error.strerror}") from None
    _print(found, output_format)


@thread.command("propose")
@click.argument("claim_id", metavar="CLAIM")
@store_options
@format_option
def propose(claim_id: str, server: str | None, db: str | None, output_format: Format) -> None:
    """Name claims that may tell of the same outcome as a CLAIM. Nothing is joined by itself."""

    async def work(client: Client) -> dict[str, Any]:
        return await client.get("/v1/threads/proposals", dict[str, Any], claim_id=claim_id)

    found = run_with_client(server, db, work)
    if output_format != "table":
        print_json(found, output_format)
        return
    if not found["items"]:
        print_line(f"None of {found['compared']} claims of the same speaker or organisation seems to tell of it.")
    for each in found["items"]:
        claim = each["claim"]
        print_line(f"{claim['id']}  {each['likeness']:.0%}  {claim['made_at'][:10]}  “{claim['text']}”")


@thread.command("join")
@click.argument("claim_ids", metavar="CLAIM...", nargs=-1, required=True)
@click.option("--reason", help="Why they tell of one outcome; kept with the events.")
@store_options
@format_option
def join(
    claim_ids: tuple[str, ...], reason: str | None, server: str | None, db: str | None, output_format: Format
) -> None:
    """Join CLAIMs that tell of one outcome. No deadline is changed."""
    _post("/v1/threads", pairs({"claim_ids": list(claim_ids), "reason": reason}), (server, db, output_format))


@thread.command("split")
@click.argument("thread_id", metavar="THREAD")
@click.argument("claim_ids", metavar="CLAIM...", nargs=-1, required=True)
@click.option("--reason", required=True, help="Why they do not belong there; kept with the events.")
@store_options
@format_option
def split(  # noqa: PLR0913, PLR0917 - one parameter an option
    thread_id: str, claim_ids: tuple[str, ...], reason: str, server: str | None, db: str | None, output_format: Format
) -> None:
    """Take CLAIMs out of a THREAD."""
    path = f"/v1/threads/{quote_id(thread_id)}/splits"
    _post(path, {"claim_ids": list(claim_ids), "reason": reason}, (server, db, output_format))


def _post(path: str, body: dict[str, object], where: tuple[str | None, str | None, Format]) -> None:
    server, db, output_format = where

    async def work(client: Client) -> dict[str, Any]:
        return (await client.post(path, body, dict[str, Any]))[1]

    _print(run_with_client(server, db, work), output_format)


def _print(found: dict[str, Any], output_format: Format) -> None:
    if output_format != "table":
        print_json(found, output_format)
    elif not found["claims"]:
        print_line("Its claims stand by themselves again.")
    else:
        click.echo(keep_lines(thread_text(msgspec.convert(found, SlipThread))))

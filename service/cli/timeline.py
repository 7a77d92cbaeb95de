"""`bythen timeline`: everything that has a date, in order."""

from typing import Any

import msgspec
import rich_click as click

from claims.timeline import TimelineEntry
from jobs.render import timeline_text
from service.cli.client import Client, run_with_client
from service.cli.options import Format, format_option, limit_option, store_options
from service.cli.output import print_json
from service.cli.show_ledger import print_line, print_more
from service.cli.speakers import find_speaker
from service.cli.terminal import keep_lines


@click.command()
@click.option("--speaker", metavar="SPEAKER", help="Only this speaker's claims; an id or a name.")
@click.option("--article", "article_id", metavar="ID", help="Only this article and its claims.")
@click.option("--topic", help="Only claims with this topic.")
@limit_option
@store_options
@format_option
def timeline(  # noqa: PLR0913, PLR0917 - one parameter an option
    speaker: str | None,
    article_id: str | None,
    topic: str | None,
    limit: int,
    server: str | None,
    db: str | None,
    output_format: Format,
) -> None:
    """Show what happened and what was said would happen: events, claims, deadlines and resolutions, in order."""

    async def work(client: Client) -> dict[str, Any]:
        speaker_id = await find_speaker(client, speaker) if speaker else None
        return await client.get_list("/v1/timeline", limit, speaker_id=speaker_id, article_id=article_id, topic=topic)

    page = run_with_client(server, db, work)
    if output_format != "table":
        print_json(page, output_format)
    elif not page["items"]:
        print_line("Nothing has a date yet.")
    else:
        click.echo(keep_lines(timeline_text(msgspec.convert(page["items"], list[TimelineEntry]))))
        print_more(page["next"])

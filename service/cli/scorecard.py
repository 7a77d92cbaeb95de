"""`bythen scorecard`: how a speaker's claims turned out, or all speakers side by side."""

from typing import Any

import msgspec
import rich_click as click

from claims.leaderboard import Leaderboard
from claims.lexicon import LEXICONS
from claims.scorecard import Scorecard
from jobs.render import leaderboard_text, scorecard_text
from service.cli.client import Client, quote_id, run_with_client
from service.cli.options import Format, format_option, store_options
from service.cli.output import print_json
from service.cli.speakers import find_speaker
from service.cli.terminal import keep_lines


@click.command()
@click.argument("speaker", required=False, metavar="[SPEAKER]")
@click.option("--reading", type=click.Choice(["strict", "nominal", "lenient"]), help="Under which ends of the windows.")
@click.option("--lexicon", type=click.Choice(LEXICONS), help="Which numbers stand for the hedges' words.")
@store_options
@format_option
def scorecard(  # noqa: PLR0913, PLR0917 - one parameter an option
    speaker: str | None,
    reading: str | None,
    lexicon: str | None,
    server: str | None,
    db: str | None,
    output_format: Format,
) -> None:
    """Show the scorecard of a SPEAKER (an id or a name); without one, all speakers side by side."""

    async def work(client: Client) -> dict[str, Any]:
        path = "/v1/scorecards/leaderboard"
        if speaker is not None:
            path = f"/v1/speakers/{quote_id(await find_speaker(client, speaker))}/scorecard"
        return await client.get(path, dict[str, Any], reading=reading, lexicon=lexicon)

    found = run_with_client(server, db, work)
    if output_format != "table":
        print_json(found, output_format)
    elif speaker is None:
        click.echo(keep_lines(leaderboard_text(msgspec.convert(found, Leaderboard))))
    else:
        click.echo(keep_lines(scorecard_text(msgspec.convert(found, Scorecard))))

"""`bythen scorecard`: how a speaker's claims turned out, or all speakers side by side."""

from pathlib import Path
from typing import Any

import msgspec
import rich_click as click

from claims.leaderboard import Leaderboard
from claims.lexicon import LEXICONS
from claims.scorecard import Scorecard
from jobs.charts import CHARTS
from jobs.render_scores import leaderboard_text, scorecard_text
from service.cli.client import Client, quote_id, run_with_client
from service.cli.options import Format, format_option, store_options
from service.cli.output import print_json
from service.cli.speakers import find_speaker
from service.cli.terminal import keep_lines


@click.command()
@click.argument("speaker", required=False, metavar="[SPEAKER]")
@click.option("--reading", type=click.Choice(["strict", "nominal", "lenient"]), help="Under which ends of the windows.")
@click.option("--lexicon", type=click.Choice(LEXICONS), help="Which numbers stand for the hedges' words.")
@click.option(
    "--charts",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Also draw the SPEAKER's charts, as SVG files in this folder.",
)
@store_options
@format_option
def scorecard(  # noqa: PLR0913, PLR0917 - one parameter an option
    speaker: str | None,
    reading: str | None,
    lexicon: str | None,
    charts: Path | None,
    server: str | None,
    db: str | None,
    output_format: Format,
) -> None:
    """Show the scorecard of a SPEAKER (an id or a name); without one, all speakers side by side."""

    if charts and speaker is None:
        raise click.UsageError("--charts draws one speaker's; name the SPEAKER")

    async def work(client: Client) -> tuple[dict[str, Any], dict[str, str]]:
        terms = {"reading": reading, "lexicon": lexicon}
        if speaker is None:
            return await client.get("/v1/scorecards/leaderboard", dict[str, Any], **terms), {}
        path = f"/v1/speakers/{quote_id(await find_speaker(client, speaker))}"
        drawn: dict[str, str] = {
            name: await client.get_text(f"{path}/charts/{name}", **terms) for name in CHARTS if charts
        }
        return await client.get(f"{path}/scorecard", dict[str, Any], **terms), drawn

    found, drawn = run_with_client(server, db, work)
    if charts:
        _write(charts, drawn)
    if output_format != "table":
        print_json(found, output_format)
    elif speaker is None:
        click.echo(keep_lines(leaderboard_text(msgspec.convert(found, Leaderboard))))
    else:
        click.echo(keep_lines(scorecard_text(msgspec.convert(found, Scorecard))))


def _write(folder: Path, drawn: dict[str, str]) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, svg in drawn.items():
            (folder / f"{name}.svg").write_text(svg, encoding="utf-8")
    except OSError as error:
        raise click.ClickException(f"the charts could not be written to {folder}: {error.strerror}") from None
    click.echo(f"{len(drawn)} charts are in {folder}.", err=True)

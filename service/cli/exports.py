"""`bythen export`: rows for analysts, as CSV, NDJSON or Parquet."""

from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import rich_click as click

from claims.lexicon import LEXICONS
from service.cli.client import Client, pairs, run_with_client
from service.cli.options import store_options
from service.cli.speakers import find_speaker

TABLES = ("claims", "resolutions", "events", "scorecards")
FORMATS = ("csv", "ndjson", "parquet")
NAMES = (*(f"{table}.{form}" for table in TABLES for form in FORMATS), "claim-reviews.ndjson")


@click.command("export")
@click.argument("name", metavar="TABLE.FORMAT", type=click.Choice(NAMES))
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Default: ./TABLE.FORMAT.")
@click.option("--speaker", metavar="SPEAKER", help="Only of this speaker; an id or a name.")
@click.option("--article", "article_id", metavar="ID", help="Only of this article.")
@click.option("--topic", help="Only of claims with this topic.")
@click.option("--reading", type=click.Choice(["strict", "nominal", "lenient"]), help="Of scorecards: which last days.")
@click.option("--lexicon", type=click.Choice(LEXICONS), help="Of scorecards: which numbers stand for hedges.")
@store_options
def export_command(  # noqa: PLR0913, PLR0917 - one parameter an option
    name: str,
    out: Path | None,
    speaker: str | None,
    article_id: str | None,
    topic: str | None,
    reading: str | None,
    lexicon: str | None,
    server: str | None,
    db: str | None,
) -> None:
    """Write claims, resolutions, events, scorecards or claim reviews into a file. No file is overwritten."""
    path = out or Path(name)
    if path.exists():
        raise click.UsageError(f"{path} is there already and is not overwritten; give another with --out")

    async def work(client: Client) -> None:
        speaker_id = await find_speaker(client, speaker) if speaker else None
        about = {"speaker_id": speaker_id, "article_id": article_id, "topic": topic}
        wanted: dict[str, Any] = pairs({**about, "reading": reading, "lexicon": lexicon})
        await client.download(f"/v1/export/{name}?{urlencode(wanted)}", path)

    run_with_client(server, db, work)
    click.echo(f"{path}: {path.stat().st_size:,} bytes", err=True)

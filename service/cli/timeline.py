"""`bythen timeline`: everything that has a date, in order."""

import sys
from pathlib import Path
from typing import Any, Final

import msgspec
import rich_click as click

from claims.timeline import Lane, TimelineEntry
from jobs.render import timeline_text
from service.cli.client import Client, run_with_client
from service.cli.options import FORMATS, limit_option, store_options
from service.cli.output import print_json
from service.cli.show_ledger import print_line, print_more
from service.cli.speakers import find_speaker
from service.cli.terminal import keep_lines

FILES: Final = {
    "csv": "entries.csv",
    "ics": "entries.ics",
    "timelinejs": "timelinejs.json",
    "timesketch": "timesketch.jsonl",
}
"""The files for other programs, by what they are asked for."""

_DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.option("--speaker", metavar="SPEAKER", help="Only this speaker's claims; an id or a name.")
@click.option("--article", "article_id", metavar="ID", help="Only this article and its claims.")
@click.option("--topic", help="Only claims with this topic.")
@click.option("--from", "day_from", type=_DAY, metavar="DAY", help="Only what is of this day or later, or reaches it.")
@click.option("--to", "day_to", type=_DAY, metavar="DAY", help="Only what is of this day or earlier.")
@click.option("--by", type=click.Choice(["speaker"]), help="In lanes, one a speaker; all of them.")
@click.option(
    "--format",
    "output_format",
    type=click.Choice([*FORMATS, *FILES]),
    default="table",
    show_default=True,
    help="table is for reading; csv, ics (calendars), timelinejs and timesketch are all entries for other programs.",
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="With csv to timesketch.")
@limit_option
@store_options
def timeline(**given: Any) -> None:
    """Show what happened and what was said would happen: events, claims, deadlines and resolutions, in order."""
    _check(given["output_format"], given["by"], given["out"])

    async def work(client: Client) -> Any:
        wanted = {
            "speaker_id": await find_speaker(client, given["speaker"]) if given["speaker"] else None,
            "article_id": given["article_id"],
            "topic": given["topic"],
            "from": given["day_from"] and given["day_from"].date().isoformat(),
            "to": given["day_to"] and given["day_to"].date().isoformat(),
        }
        if given["output_format"] in FILES:
            return await client.get_text(f"/v1/timeline/{FILES[given['output_format']]}", **wanted)
        if given["by"]:
            return await client.get("/v1/timeline/lanes", dict[str, Any], by=given["by"], **wanted)
        return await client.get_list("/v1/timeline", given["limit"], **wanted)

    found = run_with_client(given["server"], given["db"], work)
    if given["output_format"] in FILES:
        _write(found, given["out"])
    elif given["output_format"] != "table":
        print_json(
            found["lanes"] if given["by"] and given["output_format"] == "ndjson" else found, given["output_format"]
        )
    elif given["by"]:
        _print_lanes(msgspec.convert(found["lanes"], list[Lane]))
    else:
        _print_entries(found)


def _check(output_format: str, by: str | None, out: Path | None) -> None:
    if by and output_format in FILES:
        raise click.UsageError("lanes are shown as table, json or ndjson; give --by or another --format")
    if out and output_format not in FILES:
        raise click.UsageError(f"--out goes with --format {', '.join(FILES)}")
    if out and out.exists():
        raise click.UsageError(f"{out} is there already and is not overwritten; give another with --out")


def _write(text: str, out: Path | None) -> None:
    """As it came: the lines of a calendar and of CSV end with CR and LF."""
    if out is None:
        sys.stdout.buffer.write(text.encode())
        return
    with out.open("xb") as file:
        file.write(text.encode())
    click.echo(f"{out}: {out.stat().st_size:,} bytes", err=True)


def _print_entries(page: dict[str, Any]) -> None:
    if not page["items"]:
        print_line("Nothing has a date yet.")
        return
    click.echo(keep_lines(timeline_text(msgspec.convert(page["items"], list[TimelineEntry]))))
    print_more(page["next"])


def _print_lanes(lanes: list[Lane]) -> None:
    if not lanes:
        print_line("Nothing has a date yet.")
    for lane in lanes:
        entries = "1 entry" if lane.count == 1 else f"{lane.count} entries"
        print_line(f"{lane.name or 'Nobody by name'} ({entries})")
        click.echo(keep_lines(timeline_text(lane.entries)))

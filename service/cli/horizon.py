"""`bythen horizon`: words about time in, dates out. It needs no store and keeps nothing."""

import sys
import traceback

import msgspec
import rich_click as click

from claims.blank import is_blank
from claims.horizon.find import find_horizons
from claims.model import HorizonReading
from claims.moment import read_moment
from service.cli.batch import Answered, write_lines
from service.cli.documents import LineError, SentenceLine, check_date, check_origin, read_line, read_lines
from service.cli.options import Format, format_option
from service.cli.rows import reading_row

SENTENCE_LENGTH_MAX = 100_000
"""The longest sentence that is read, in characters; longer ones are refused."""


@click.command()
@click.argument("phrase", required=False)
@click.option("--made-at", metavar="DATE", help="When the words were said: a date, or an instant with its offset.")
@click.option("--country", help="The publisher's country (ISO 3166 code): decides date order and holidays.")
@click.option("--time-zone", help="Where they were said, such as Europe/Kyiv.")
@format_option
def horizon(
    phrase: str | None, made_at: str | None, country: str | None, time_zone: str | None, output_format: Format
) -> int:
    """Turn a PHRASE such as "one or two days, no more" into dates, under three readings.

    PHRASE may be a whole sentence. With --format ndjson and no PHRASE, sentences come in on standard input, one JSON
    object a line: id, sentence, made_at and, if known, country and time_zone. Each is answered by one line.
    """
    check_origin(country, time_zone)
    if phrase is None:
        if output_format != "ndjson":
            raise click.UsageError('give a PHRASE such as "within two weeks"')
        failed = write_lines(_answer_line(line, made_at) for line in read_lines(sys.stdin.buffer))
        return 1 if failed else 0
    made = check_date(made_at, "--made-at", time_zone)
    line = SentenceLine(id="phrase", sentence=phrase, made_at=made, country=country, time_zone=time_zone)
    try:
        readings = _readings(line)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    _print(phrase, made, readings, output_format)
    return 0


def _print(phrase: str, made: str, readings: list[HorizonReading], output_format: Format) -> None:
    data = msgspec.json.encode({"id": None, "readings": [reading_row(reading) for reading in readings]})
    if output_format == "ndjson":
        click.echo(data)
    elif output_format == "json":
        click.echo(msgspec.json.format(data, indent=2))
    else:
        from service.cli.show_readings import print_horizons  # noqa: PLC0415 - rich is heavy, and only tables need it

        print_horizons(phrase, made, readings)


def _answer_line(line: bytes, made_at: str | None) -> Answered:
    line_id: str | int | None = None
    try:
        row = read_line(line, SentenceLine, "id")
        line_id = row.id
        given = msgspec.structs.replace(row, made_at=row.made_at or made_at)
        readings = [reading_row(reading) for reading in _readings(given)]
        return Answered(msgspec.json.encode({"id": line_id, "readings": readings}))
    except LineError as error:
        return Answered(msgspec.json.encode({"id": error.line_id, "error": str(error)}))
    except ValueError as error:
        return Answered(msgspec.json.encode({"id": line_id, "error": str(error)}))
    except Exception as error:
        traceback.print_exception(error, file=sys.stderr)
        message = f"internal error: {type(error).__name__}"
        return Answered(msgspec.json.encode({"id": line_id, "error": message}), failed=True)


def _readings(line: SentenceLine) -> list[HorizonReading]:
    """The readings of a sentence, sorted by start. Raises ValueError for one that cannot be read."""
    if is_blank(line.sentence):
        raise ValueError("the sentence is empty")
    if len(line.sentence) > SENTENCE_LENGTH_MAX:
        raise ValueError(f"the sentence has {len(line.sentence)} characters; {SENTENCE_LENGTH_MAX} are the most")
    if not line.made_at:
        raise ValueError("made_at is missing: give the date on which the words were said")
    return find_horizons(line.sentence, read_moment(line.made_at, line.time_zone), country=line.country)

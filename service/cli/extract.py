"""`bythen extract`: texts in, forward-looking claims out. It needs no store and keeps nothing."""

import sys
import traceback
from collections.abc import Iterable
from functools import partial

import msgspec
import rich_click as click

from claims.model import Document
from claims.reading.model import Reading
from claims.reading.read import read_document
from service.cli.batch import Answered, answer_lines, write_lines
from service.cli.documents import (
    DocumentLine,
    LineError,
    check_date,
    check_origin,
    read_line,
    read_lines,
    read_text,
    to_document,
)
from service.cli.options import Format, document_options, format_option
from service.cli.rows import claim_row


@click.command()
@click.argument("files", nargs=-1, metavar="[FILE]...")
@click.option("--published", metavar="DATE", help="When the texts were published: a date, or an instant with offset.")
@document_options
@format_option
@click.option("--jobs", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes that read ndjson.")
@click.option("--explain", is_flag=True, help="Also print the rules that fired, and on which words.")
def extract(  # noqa: PLR0913, PLR0917 - one parameter an option
    files: tuple[str, ...],
    published: str | None,
    title: str | None,
    publisher: str | None,
    country: str | None,
    time_zone: str | None,
    output_format: Format,
    jobs: int,
    explain: bool,
) -> int:
    """Find the forward-looking claims in text files, or in standard input.

    A FILE holds one plain text in UTF-8. With --format ndjson and no FILE, documents come in on standard input, one
    JSON object a line: doc_id, text, published_at and, if known, title, publisher, country and time_zone. Each is
    answered by one line; a document that cannot be read gives {"doc_id", "error"} and the rest goes on.
    """
    if explain and output_format != "table":
        raise click.UsageError("--explain prints for reading; leave --format at table")
    check_origin(country, time_zone)
    if published:
        check_date(published, "--published", time_zone)
    if output_format == "ndjson" and not files:
        failed = write_lines(
            answer_lines(read_lines(sys.stdin.buffer), partial(answer_line, published=published), jobs)
        )
        return 1 if failed else 0
    known = {"title": title, "publisher": publisher, "country": country, "time_zone": time_zone}
    return _read_files(files or _piped(), check_date(published, "--published"), known, output_format, explain)


def answer_line(line: bytes, published: str | None = None) -> Answered:
    """The output line for an input line: its claims, or why it is refused."""
    doc_id: str | int | None = None
    try:
        row = read_line(line, DocumentLine, "doc_id")
        doc_id = row.doc_id
        return Answered(_encode(doc_id, read_document(to_document(row, published))))
    except LineError as error:
        return Answered(msgspec.json.encode({"doc_id": error.line_id, "error": str(error)}))
    except ValueError as error:
        return Answered(msgspec.json.encode({"doc_id": doc_id, "error": str(error)}))
    except Exception as error:
        traceback.print_exception(error, file=sys.stderr)
        message = f"internal error: {type(error).__name__}"
        return Answered(msgspec.json.encode({"doc_id": doc_id, "error": message}), failed=True)


def _piped() -> tuple[str, ...]:
    if sys.stdin.isatty():
        raise click.UsageError("give a FILE to read, or pipe a text in")
    return ("-",)


def _read_files(
    files: Iterable[str], published: str, known: dict[str, str | None], output_format: Format, explain: bool
) -> int:
    documents = ((path, Document(text=read_text(path), published_at=published, **known)) for path in files)
    if output_format == "ndjson":
        return 1 if write_lines(_answer_document(path, document) for path, document in documents) else 0
    readings = [(path, document, _read(path, document)) for path, document in documents]
    if output_format == "json":
        rows = [{"doc_id": path, "claims": [claim_row(c) for c in reading.claims]} for path, _, reading in readings]
        click.echo(msgspec.json.format(msgspec.json.encode(rows), indent=2))
        return 0
    from service.cli.show_readings import print_readings  # noqa: PLC0415 - rich is heavy, and only tables need it

    print_readings(readings, explain=explain)
    return 0


def _answer_document(path: str, document: Document) -> Answered:
    try:
        return Answered(_encode(path, read_document(document)))
    except ValueError as error:
        return Answered(msgspec.json.encode({"doc_id": path, "error": str(error)}))


def _read(path: str, document: Document) -> Reading:
    try:
        return read_document(document)
    except ValueError as error:
        raise click.UsageError(f"{path}: {error}") from None


def _encode(doc_id: str | int, reading: Reading) -> bytes:
    return msgspec.json.encode({"doc_id": doc_id, "claims": [claim_row(claim) for claim in reading.claims]})

"""Documents and sentences as they come in: text files, and JSON objects one a line."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final, TypeVar

import msgspec
import rich_click as click

from claims.model import Document
from claims.moment import MomentError, read_moment

LINE_BYTES_MAX: Final = 16_000_000
"""The longest line of JSON that is read: it holds a text of the greatest length however it is escaped."""

T = TypeVar("T")


class LineError(ValueError):
    """A line that cannot be used; `line_id` is the id that it carried, null where none can be read."""

    def __init__(self, message: str, line_id: str | int | None) -> None:
        super().__init__(message)
        self.line_id = line_id


class DocumentLine(msgspec.Struct, frozen=True, kw_only=True):
    """A document as one line of JSON. Other keys are ignored, so that rows of a corpus can be given as they are."""

    doc_id: str | int
    text: str
    published_at: str | None = None
    title: str | None = None
    publisher: str | None = None
    country: str | None = None
    time_zone: str | None = None


class SentenceLine(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence with horizon words as one line of JSON. Other keys are ignored."""

    id: str | int
    sentence: str
    made_at: str | None = None
    title: str | None = None
    publisher: str | None = None
    country: str | None = None
    time_zone: str | None = None


def read_line(line: bytes, kind: type[T], id_key: str) -> T:
    """The value that a line of JSON holds. Raises LineError for anything else."""
    if len(line) > LINE_BYTES_MAX:
        raise LineError(f"the line is longer than {LINE_BYTES_MAX} bytes", None)
    try:
        return msgspec.json.decode(line, type=kind)
    except UnicodeDecodeError as error:
        raise LineError(f"the line is not UTF-8: {error.reason} at byte {error.start} of a text", None) from None
    except msgspec.ValidationError as error:
        raise LineError(_explain(error), _line_id(line, id_key)) from None
    except msgspec.DecodeError as error:
        raise LineError(f"the line is not JSON: {error}", None) from None


def read_lines(stream: BinaryIO) -> Iterator[bytes]:
    """The lines of a stream without their ends, blank ones left out; an over-long one is cut and so refused later."""
    while line := stream.readline(LINE_BYTES_MAX + 1):
        rest = line
        while len(rest) > LINE_BYTES_MAX and not rest.endswith(b"\n"):
            rest = stream.readline(LINE_BYTES_MAX + 1)
        if line.strip():
            yield line if len(line) > LINE_BYTES_MAX else line.rstrip(b"\r\n")


def read_text(path: str) -> str:
    """The text of a file ("-" is standard input), a byte order mark left out. Raises a usage error if it is no text."""
    try:
        data = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    except OSError as error:
        raise click.UsageError(f"{path}: {error.strerror or error}") from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise click.UsageError(f"{path}: not UTF-8 text (byte {error.start} is 0x{data[error.start]:02x})") from None


def check_date(text: str | None, option: str, zone: str | None = None) -> str:
    """The date or instant given with `option`. Raises a usage error when there is none or it cannot be used."""
    if not text:
        raise click.UsageError(f"{option} is missing: give a date such as 2025-11-22")
    try:
        read_moment(text, zone)
    except MomentError as error:
        raise click.UsageError(f"{option}: {error}") from None
    return text


def to_document(line: DocumentLine, published: str | None) -> Document:
    """The document of a line; `published` stands in where the line has no date. Raises LineError without any."""
    published_at = line.published_at or published
    if not published_at:
        raise LineError("published_at is missing: give the date on which the text was published", line.doc_id)
    return Document(
        text=line.text,
        published_at=published_at,
        title=line.title,
        publisher=line.publisher,
        country=line.country,
        time_zone=line.time_zone,
    )


def _explain(error: msgspec.ValidationError) -> str:
    """What msgspec says, in terms of the line: "Object missing required field `text`" is clear as it is."""
    return str(error).replace("`$.", "`").replace(" - at `$`", "")


def _line_id(line: bytes, id_key: str) -> str | int | None:
    row = msgspec.json.decode(line)
    found = row.get(id_key) if isinstance(row, dict) else None
    return found if isinstance(found, str | int) and not isinstance(found, bool) else None

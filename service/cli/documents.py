"""Documents and sentences as they come in: text files, and JSON objects one a line."""

import sys
from codecs import BOM_UTF8
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final, TypeVar

import msgspec
import rich_click as click

from claims.model import Document
from claims.moment import MomentError, read_moment, zone_info
from jobs.requests import Country, TimeZone
from service.wording import TOO_DEEP, reworded, split_place

LINE_BYTES_MAX: Final = 16_000_000
"""The longest line of JSON that is read: it holds a text of the greatest length however it is escaped."""

TOO_DEEP_LINE: Final = f"the line is {TOO_DEEP}"

T = TypeVar("T")


class LineError(ValueError):
    """A line that cannot be used; `line_id` is the id that it carried, null where none can be read."""

    def __init__(self, message: str, line_id: str | int | None) -> None:
        super().__init__(message)
        self.line_id = line_id


class FileError(ValueError):
    """A file that there is not, or that holds no text."""


class DocumentLine(msgspec.Struct, frozen=True, kw_only=True):
    """A document as one line of JSON. Other keys are ignored, so that rows of a corpus can be given as they are."""

    doc_id: str | int
    text: str
    published_at: str | None = None
    title: str | None = None
    publisher: str | None = None
    country: Country | None = None
    time_zone: TimeZone | None = None


class SentenceLine(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence with horizon words as one line of JSON. Other keys are ignored."""

    id: str | int
    sentence: str
    made_at: str | None = None
    title: str | None = None
    publisher: str | None = None
    country: Country | None = None
    time_zone: TimeZone | None = None


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """Where a text comes from, as far as its dates depend on it."""

    country: Country | None = None
    time_zone: TimeZone | None = None


def read_line(line: bytes, kind: type[T], id_key: str) -> T:
    """The value that a line of JSON holds. Raises LineError for anything else."""
    if len(line) > LINE_BYTES_MAX:
        raise LineError(f"the line is longer than {LINE_BYTES_MAX} bytes", None)
    try:
        return msgspec.json.decode(line, type=kind)
    except UnicodeDecodeError as error:
        raise LineError(f"the line is not UTF-8: {error.reason} at byte {error.start} of a text", None) from None
    except msgspec.ValidationError as error:
        raise LineError(TOO_DEEP_LINE if _is_too_deep(line) else _explain(error), _line_id(line, id_key)) from None
    except msgspec.DecodeError as error:
        raise LineError(f"the line is not JSON: {_explain(error)}", None) from None
    except RecursionError:
        raise LineError(TOO_DEEP_LINE, None) from None


def read_lines(stream: BinaryIO) -> Iterator[bytes]:
    """The lines of a stream without their ends, blank ones left out; an over-long one is cut and so refused later.

    A byte order mark in front of the first is left out too.
    """
    first = True
    while line := stream.readline(LINE_BYTES_MAX + 1):
        line, first = line.removeprefix(BOM_UTF8) if first else line, False
        rest = line
        while len(rest) > LINE_BYTES_MAX and not rest.endswith(b"\n"):
            rest = stream.readline(LINE_BYTES_MAX + 1)
        if line.strip():
            yield line if len(line) > LINE_BYTES_MAX else line.rstrip(b"\r\n")


def load_bytes(path: str) -> bytes:
    """What is in a file ("-" is standard input). Raises FileError where it cannot be read."""
    try:
        return sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    except OSError as error:
        raise FileError(error.strerror or str(error)) from None


def decode_text(data: bytes) -> str:
    """The bytes as UTF-8 text, a byte order mark left out. Raises FileError where they are none."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileError(f"not UTF-8 text (byte {error.start} is 0x{data[error.start]:02x})") from None


def read_text(path: str) -> str:
    """The text of a file without which the command cannot go on ("-" is standard input); else a usage error."""
    try:
        return decode_text(load_bytes(path))
    except FileError as error:
        raise click.UsageError(f"{path}: {error}") from None


def check_date(text: str | None, option: str, zone: str | None = None) -> str:
    """The date or instant given with `option`. Raises a usage error when there is none or it cannot be used."""
    if not text:
        raise click.UsageError(f"{option} is missing: give a date such as 2025-11-22")
    try:
        zone_info(zone or "UTC")
    except MomentError as error:
        raise click.UsageError(f"--time-zone: {error}") from None
    try:
        read_moment(text, zone)
    except MomentError as error:
        raise click.UsageError(f"{option}: {error}") from None
    return text


def check_origin(country: str | None, time_zone: str | None) -> None:
    """Raises a usage error where --country or --time-zone is of another form than the service takes."""
    try:
        msgspec.convert({"country": country, "time_zone": time_zone}, Origin)
    except msgspec.ValidationError as error:
        raise click.UsageError(f"--{_explain(error).replace('_', '-', 1)}") from None


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


def _explain(error: msgspec.DecodeError | msgspec.ValidationError) -> str:
    """What msgspec says, in plain words, with the key that it is about in front."""
    message, place = split_place(str(error))
    words, field = reworded(message, place or None)
    return f"{field}: {words}" if field else words


def _is_too_deep(line: bytes) -> bool:
    try:
        msgspec.json.decode(line)
    except RecursionError:
        return True
    except ValueError:
        return False
    return False


def _line_id(line: bytes, id_key: str) -> str | int | None:
    """The id of a line in which something else is wrong; null where that cannot be read either."""
    try:
        values = msgspec.json.decode(line, type=dict[str, msgspec.Raw])
        return msgspec.json.decode(values.get(id_key, b"null"), type=str | int | None)
    except (ValueError, RecursionError):
        return None

"""Checks a whole ledger: the log against the chain, and every row against the log."""

import mmap
import tempfile
from collections.abc import Iterator
from itertools import groupby
from typing import Any, Final, NamedTuple

import duckdb
import msgspec

from claims.model import Article
from storage.duckdb_judge import of_all
from storage.duckdb_rows import read_rows
from storage.events import (
    LATER,
    MOVABLE,
    SUBJECTS,
    StoredEvent,
    check_of,
    event_digest,
    is_redacted,
    link_root,
    state,
    whole_body,
)
from storage.ledger import EMPTY_ROOT, Link, Verification
from storage.records import Record
from storage.statements import statements

_TYPES: Final[dict[str, type[Record]]] = {subject: row_type for row_type, subject in SUBJECTS.items()}


_DIGEST_LENGTH: Final = 32
"""Bytes of a SHA-256."""


class _Body(msgspec.Struct, frozen=True, kw_only=True):
    """Of an event's body, only what its row's fields became."""

    set: dict[str, Any]


_BODY = msgspec.json.Decoder(_Body)


class _Told(NamedTuple):
    """What the events say of one row: its fields, and for each field the salt of the event that set it last.

    Where not `whole`, the rest of the fields is in the row alone, under the digest of the event that added it.
    `redacted` is whether anything was taken out of its texts.
    """

    fields: dict[str, Any]
    salts: dict[str, str | None]
    whole: bool
    redacted: bool


class _DifferenceError(Exception):
    """The first difference; its text is the sentence that names it."""


class _Digests:
    """Digests by position, 32 bytes each, in a file that goes when it is closed: hundreds of megabytes off the heap.

    Rows are read by their ids and events by their positions, so that digests made from rows wait here for the chain.
    """

    def __init__(self, count: int) -> None:
        self._file = tempfile.TemporaryFile(prefix="bythen-verify-")  # noqa: SIM115 - closed by `close`
        self._file.truncate(_DIGEST_LENGTH * (count + 1))
        self._map = mmap.mmap(self._file.fileno(), 0)

    def put(self, position: int, digest: str) -> None:
        place = _DIGEST_LENGTH * position
        self._map[place : place + _DIGEST_LENGTH] = bytes.fromhex(digest)

    def get(self, position: int) -> str | None:
        """The digest, null where none was put."""
        place = _DIGEST_LENGTH * position
        found = self._map[place : place + _DIGEST_LENGTH]
        return found.hex() if any(found) else None

    def close(self) -> None:
        self._map.close()
        self._file.close()


class _Checker:
    """One check, on a connection within one transaction, so that it sees one state."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._sql = statements("verify")
        self.events = 0
        self.links = 0
        self.rows = 0
        self.root = EMPTY_ROOT
        row = self._run("event_count").fetchone()
        self._last = int(row[0]) if row else 0
        self._from_rows = _Digests(self._last)

    def check(self) -> None:
        """Raises _DifferenceError for the first one found."""
        self._check_subjects()
        for subject, row_type in _TYPES.items():
            self._digest_rows(subject, row_type)
        self._check_chain()
        for subject, row_type in _TYPES.items():
            self._check_rows(subject, row_type)
        self._check_derived("queue_difference", "claim {} stands in the due queue other than its row says")
        self._check_derived("previous_difference", "event {} does not lead to the one before it about its claim")
        self._check_derived("last_difference", "claim {} does not lead to its last event")
        self._check_derived("salt_difference", "the salt of event {} is there twice, or its event is not there")
        self._check_derived("key_difference", "article {} is not found by its digest")
        self._check_judgements()

    def close(self) -> None:
        """Let go of what the check needed."""
        self._from_rows.close()

    def _digest_rows(self, subject: str, row_type: type[Record]) -> None:
        """Make the digests of the events whose bodies are in their rows."""
        rows = self._records(subject, row_type)
        row = next(rows, None)
        for event in read_rows(self._run("from_rows", {"subject": subject}), StoredEvent):
            while row is not None and row.id < event.subject_id:
                row = next(rows, None)
            if row is None or row.id != event.subject_id:
                raise _DifferenceError(f"{subject} {event.subject_id} is in the events but has no row")
            try:
                body = whole_body(subject, event.body, state(row, event.salt))
            except (msgspec.DecodeError, KeyError, TypeError) as error:
                raise _DifferenceError(f"event {event.position} ({event.kind}) cannot be read: {error}") from error
            if 0 < event.position <= self._last:
                self._from_rows.put(event.position, event_digest(msgspec.structs.replace(event, body=body)))

    def _check_chain(self) -> None:
        events = read_rows(self._run("events_in_order"), StoredEvent)
        for link in read_rows(self._run("links_in_order"), Link):
            self._check_link(link, events)
        if extra := next(events, None):
            raise _DifferenceError(f"event {extra.position} ({extra.kind}) is in no link of the chain")

    def _check_link(self, link: Link, events: Iterator[StoredEvent]) -> None:
        if link.number != self.links + 1:
            raise _DifferenceError(f"link {self.links + 1} of the chain is missing")
        if link.previous != self.root:
            raise _DifferenceError(f"link {link.number} does not follow the root of the link before it")
        if link.first != self.events + 1 or link.last < link.first:
            raise _DifferenceError(f"link {link.number} does not begin at event {self.events + 1}")
        digests = [self._digest(events) for _ in range(link.first, link.last + 1)]
        self.root = link_root(link.previous, digests)
        if self.root != link.root:
            raise _DifferenceError(f"link {link.number}: its root is not that of events {link.first} to {link.last}")
        self.links += 1

    def _digest(self, events: Iterator[StoredEvent]) -> str:
        event = next(events, None)
        expected = self.events + 1
        if event is None or event.position != expected:
            raise _DifferenceError(f"event {expected} is missing")
        digest = self._from_rows.get(expected) if event.from_row else event_digest(event)
        if not digest or check_of(digest) != event.check:
            what = f"its fields and of {event.subject} {event.subject_id}" if event.from_row else "its fields"
            raise _DifferenceError(f"event {expected} ({event.kind}): its digest is not that of {what}")
        self.events = expected
        return digest

    def _check_subjects(self) -> None:
        row = self._run("unknown_subjects", {"subjects": list(_TYPES)}).fetchone()
        if row:
            raise _DifferenceError(f"event {row[0]} is about a {row[1]!r}, which this version does not know")

    def _check_rows(self, subject: str, row_type: type[Record]) -> None:
        told = self._told(subject)
        expected = next(told, None)
        for record in self._records(subject, row_type):
            if expected is None or record.id < expected[0]:
                raise _DifferenceError(f"{subject} {record.id} has no event that added it")
            if record.id > expected[0]:
                break
            self._compare(subject, record, expected[1])
            self.rows += 1
            expected = next(told, None)
        if expected is not None:
            raise _DifferenceError(f"{subject} {expected[0]} is in the events but has no row")

    def _records(self, subject: str, row_type: type[Record]) -> Iterator[Record]:
        rows = read_rows(self._run(subject), row_type)
        last = "the first"
        while True:
            try:
                record = next(rows, None)
            except (ValueError, TypeError) as error:
                raise _DifferenceError(f"the {subject} after {last} cannot be read: {error}") from error
            if record is None:
                return
            last = record.id
            yield record

    def _told(self, subject: str) -> Iterator[tuple[str, _Told]]:
        """What the events say of each row of the sort: its id and its fields, sorted by id."""
        result = self._run("events_by_subject", {"subject": subject})
        rows = iter(result.fetchone, None)
        for subject_id, group in groupby(rows, key=lambda row: row[0]):
            fields: dict[str, Any] = {}
            salts: dict[str, str | None] = {}
            whole, redacted = True, False
            for _, kind, body, from_row, salt in group:
                given = _BODY.decode(body).set
                fields |= given
                salts |= dict.fromkeys(given, salt)
                whole = whole and not from_row
                redacted = redacted or kind.endswith(".redacted")
            yield subject_id, _Told(_untold(subject, whole) | fields, salts, whole, redacted)

    def _compare(self, subject: str, record: Record, by_events: _Told) -> None:
        found, told = state(record, by_events.salts), by_events.fields
        # What an event has from its row was compared by its digest; fields that move and are not told are null.
        compared = found.keys() if by_events.whole else MOVABLE.get(subject, frozenset())
        for name in sorted({*compared, *told}):
            if found.get(name) != told.get(name):
                raise _DifferenceError(
                    f"{subject} {record.id}: {name} is {_shown(found.get(name))} in its row "
                    f"but {_shown(told.get(name))} by its events"
                )
        if isinstance(record, Article) and not by_events.redacted and is_redacted(record):
            raise _DifferenceError(f"article {record.id}: sha256 is not that of its text")

    def _check_derived(self, name: str, sentence: str) -> None:
        row = self._run(name).fetchone()
        if row:
            raise _DifferenceError(sentence.format(row[0]))

    def _check_judgements(self) -> None:
        row = self._connection.cursor().execute(of_all(statements("judge")["judged_difference"])).fetchone()
        if row:
            raise _DifferenceError(f"claim {row[0]} is judged other than its row and its resolutions say")

    def _run(self, name: str, values: dict[str, Any] | None = None) -> duckdb.DuckDBPyConnection:
        # A cursor of its own for each result that is read while another is open.
        return self._connection.cursor().execute(self._sql[name], values or {})


def _untold(subject: str, whole: bool) -> dict[str, Any]:
    """What the fields hold that no event tells of: of those that a row's own event has from the row, none."""
    movable = MOVABLE.get(subject, frozenset())
    return {name: value for name, value in LATER.get(subject, {}).items() if whole or name in movable}


def _shown(value: object) -> str:
    text = msgspec.json.encode(value).decode()
    return text if len(text) <= 100 else text[:97] + "..."


def verify(connection: duckdb.DuckDBPyConnection) -> Verification:
    """What a check of the whole ledger found."""
    checker = _Checker(connection)
    difference = None
    try:
        checker.check()
    except _DifferenceError as found:
        difference = str(found)
    finally:
        checker.close()
    return Verification(
        events=checker.events, links=checker.links, rows=checker.rows, root=checker.root, difference=difference
    )

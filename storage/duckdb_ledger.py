"""The ledger in DuckDB."""

import threading
import uuid
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import duckdb
import msgspec

from claims.model import (
    Article,
    Claim,
    Condition,
    ConditionStatus,
    Filing,
    FilingStatus,
    ReadingName,
    Resolution,
)
from claims.report import Source
from claims.scorecard import Judged, Tally
from storage.duckdb_backup import back_up
from storage.duckdb_export import export_rows
from storage.duckdb_file import has_room, open_file, release
from storage.duckdb_incoming import DuckdbIncoming
from storage.duckdb_outbox import DuckdbOutbox
from storage.duckdb_plan import content_key
from storage.duckdb_redact import REDACT
from storage.duckdb_rows import Row, read_rows
from storage.duckdb_score import judged, tallies
from storage.duckdb_search import DuckdbSearch
from storage.duckdb_speakers import DuckdbSpeakers
from storage.duckdb_timeline import DuckdbTimeline
from storage.duckdb_writer import Writer
from storage.errors import LedgerClosed, NotFound, StorageError
from storage.events import SUBJECTS, Event, PlacedEvent
from storage.ledger import (
    EVERY_CLAIM,
    EVERYTHING,
    About,
    Answer,
    Backup,
    Change,
    ClaimFilter,
    Committed,
    DueBy,
    ExportFormat,
    ExportTable,
    Ledger,
    Link,
    Verification,
    page_limit,
)
from storage.names import Names
from storage.recent import Recent
from storage.records import (
    ApiKey,
    ApiKeyEntry,
    ArticleEntry,
    ArticleMention,
    ConditionDecision,
    Correction,
    JobFailure,
    Person,
    Reason,
    Record,
    Redaction,
    ReportDefinition,
    ReportEntry,
    StoredReport,
)
from storage.search import Hit
from storage.statements import statements
from storage.verify import verify
from storage.waiting import (
    ARTICLES_READ_MAX,
    CHARACTERS_READ_MAX,
    EVERYTHING_DUE,
    MARKS,
    ArticleMatch,
    ArticleMatches,
    DueFilter,
    DueGroup,
    DueTotals,
)
from storage.windows import ID_MAX, ID_MIN, Windows
from storage.words import words_pattern

READS: Final = ("read", "outbox", "incoming", "timeline", "speakers")
"""The files of statements that are read with."""

MANY: Final = 500
"""From so many claims of a speaker on, one pass over all columns is faster than to look for their ids first."""


class DuckdbLedger(DuckdbOutbox, DuckdbIncoming, DuckdbTimeline, DuckdbSpeakers, Ledger):
    """A ledger in a DuckDB file, or in memory: one writer thread, and a cursor for each thread that reads."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._connection = open_file(path)
        self._sql = {name: sql for part in READS for name, sql in statements(part).items()}
        self._frame = statements("open")
        self._cursors: dict[int, duckdb.DuckDBPyConnection] = {}
        self._local = threading.local()
        self._lock = threading.Lock()
        self._copying = threading.Lock()
        self._closed = False
        self._given_up: str | None = None
        self._names, self._recent = Names(), Recent()
        self._search = DuckdbSearch(path, self._connection.cursor)
        self._windows = Windows(self._claim_posts)
        self._writer = Writer(self._connection.cursor(), self.head(), path, self._names, self._recent)

    @property
    def failure(self) -> str | None:
        return self._given_up or self._writer.failure

    @property
    def position(self) -> int:
        return self._writer.position

    def submit(self, change: Change) -> "Future[Committed]":
        return self._writer.submit(change)

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        depth = getattr(self._local, "depth", 0)
        cursor = self._cursor()
        if depth == 0:
            cursor.execute(self._frame["begin"])
        self._local.depth = depth + 1
        try:
            yield
        finally:
            self._local.depth = depth
            if depth == 0:
                cursor.execute(self._frame["rollback"])

    def article(self, article_id: str) -> Article:
        return self._one("article", Article, article_id)

    def articles(self, *, limit: int = 50, before: str | None = None) -> tuple[Article, ...]:
        return self._all("articles", Article, before=before, limit=page_limit(limit))

    def article_entries(self, *, limit: int = 50, before: str | None = None) -> tuple[ArticleEntry, ...]:
        return self._all("article_entries", ArticleEntry, before=before, limit=page_limit(limit))

    def article_count(self) -> int:
        ((count,),) = self._rows("article_count")
        return int(count)

    def claim(self, claim_id: str) -> Claim:
        return self._one("claim", Claim, claim_id)

    def claims(
        self, wanted: ClaimFilter = EVERY_CLAIM, *, limit: int = 50, before: str | None = None
    ) -> tuple[Claim, ...]:
        given = msgspec.structs.asdict(wanted) | {
            "check_from": _instant(wanted.check_from),
            "check_until": _instant(wanted.check_until),
        }
        page_limit(limit)
        if wanted.merged_into and wanted == ClaimFilter(merged=True, merged_into=wanted.merged_into):
            found = self._rows(
                "duplicate_ids", merged_into=wanted.merged_into, until=_uuid(before) or ID_MAX, limit=limit
            )
            return self._claims([row[0] for row in found])
        if limit >= MANY and wanted == ClaimFilter(speaker_id=wanted.speaker_id) != EVERY_CLAIM:
            until = _uuid(before) or ID_MAX
            return self._all("speaker_claims", Claim, speaker_id=wanted.speaker_id, until=until, limit=limit)
        ids: list[str] = []
        for first, until in self._windows.before(_uuid(before)):
            found = self._rows("claim_ids", **given, **{"from": first}, until=until, limit=limit - len(ids))
            ids += [row[0] for row in found]
            if len(ids) == limit:
                break
        return self._claims(ids)

    def merged_claim_ids(self, claim_ids: Sequence[str]) -> tuple[str, ...]:
        return tuple(row[0] for row in self._rows("merged_claim_ids", ids=list(claim_ids))) if claim_ids else ()

    def claims_of(self, speaker_ids: Sequence[str]) -> tuple[Claim, ...]:
        return self._all("claims_of", Claim, ids=[each for each in map(_uuid, speaker_ids) if each])

    def _claims(self, ids: Sequence[str]) -> tuple[Claim, ...]:
        """The claims with these ids, in their order: out of memory, or read. A snapshot is not served from memory."""
        in_memory = getattr(self._local, "depth", 0) == 0
        changes = self._recent.changes
        known = self._recent.known(ids) if in_memory else {}
        if missing := [each for each in ids if each not in known]:
            first, last = min(missing), max(missing)
            read = self._all("claims_by_id", Claim, ids=missing, first=first, last=last)
            known |= {claim.id: claim for claim in read}
            if in_memory:
                self._recent.remember(read, changes)
        # One that was redacted or merged in between may be gone; nothing else takes a claim away.
        return tuple(known[each] for each in ids if each in known)

    def _claim_posts(self) -> list[str]:
        return [row[0] for row in self._rows("claim_posts")]

    def article_claims(self, article_id: str) -> tuple[Claim, ...]:
        return self._all("article_claims", Claim, article_id=article_id)

    def due(
        self, wanted: DueFilter = EVERYTHING_DUE, *, limit: int = 50, after: tuple[datetime, str] | None = None
    ) -> tuple[Claim, ...]:
        after_at, after_id = after or (None, None)
        if wanted == DueFilter(awake_at=wanted.awake_at):
            return self._queued("due", limit, None, after_at, after_id, wanted.awake_at)
        given = msgspec.structs.asdict(wanted) | {"awake_at": _instant(wanted.awake_at)}
        found = self._rows(
            "due_about", **given, after_at=_instant(after_at), after_id=after_id, limit=page_limit(limit)
        )
        return self._claims([row[0] for row in found])

    def due_totals(self, *, now: datetime, allowed: timedelta, week_from: datetime) -> DueTotals:
        (totals,) = self._all(
            "due_totals",
            DueTotals,
            now=_instant(now),
            overdue_from=_instant(now - allowed),
            week_from=_instant(week_from - allowed),
            allowed_s=allowed.total_seconds(),
        )
        return totals

    def due_groups(self, by: DueBy, *, now: datetime, allowed: timedelta, limit: int) -> tuple[DueGroup, ...]:
        return self._all(f"due_by_{by}", DueGroup, overdue_from=_instant(now - allowed), limit=page_limit(limit))

    def doubtful(self, *, limit: int = 50, after: tuple[int, str] | None = None) -> tuple[Claim, ...]:
        after_doubt, after_id = after or (None, None)
        return self._all("doubtful", Claim, after_doubt=after_doubt, after_id=after_id, limit=page_limit(limit))

    def articles_with(self, words: Sequence[str], *, since: date, near: date, but: str | None = None) -> ArticleMatches:
        read = {
            "near": near.isoformat(),
            "since": since.isoformat(),
            "but": but,
            "limit": ARTICLES_READ_MAX + 1,
            "characters": CHARACTERS_READ_MAX,
            "marks": MARKS,
        }
        rows = self._rows("articles_with", words=list(words), **read)
        found: dict[str, list[str]] = {}
        counts = dict.fromkeys(words, 0)
        for article_id, word in rows:
            if word is not None:
                found.setdefault(article_id, []).append(word)
                counts[word] += 1
        count = sum(word is None for _, word in rows)
        matches = (ArticleMatch(article_id=article_id, words=tuple(held)) for article_id, held in found.items())
        return ArticleMatches(
            matches=tuple(matches),
            counts=counts,
            read=min(count, ARTICLES_READ_MAX),
            complete=count <= ARTICLES_READ_MAX,
        )

    def corrections(self, claim_id: str) -> tuple[Correction, ...]:
        return self._all("corrections", Correction, claim_id=claim_id)

    def reasons(self, claim_id: str) -> tuple[Reason, ...]:
        return self._all("reasons", Reason, claim_id=claim_id)

    def export(self, table: ExportTable, form: ExportFormat, about: About, path: Path) -> int:
        if self._closed:
            raise LedgerClosed("the ledger is closed")
        with self._guarded(), closing(self._connection.cursor()) as cursor:
            try:
                return export_rows(cursor, table, form, about, path)
            except duckdb.IOException as error:
                raise StorageError(f"the rows could not be written to {path}: {error}") from None

    def thread_ids(self, about: About = EVERYTHING, *, limit: int = 50, before: str | None = None) -> tuple[str, ...]:
        found = self._rows("thread_ids", **msgspec.structs.asdict(about), before=_uuid(before), limit=page_limit(limit))
        return tuple(row[0] for row in found)

    def thread_claims(self, thread_ids: Sequence[str]) -> tuple[Claim, ...]:
        known = [each for each in map(_uuid, thread_ids) if each]
        return self._claims([row[0] for row in self._rows("thread_claim_ids", ids=known)]) if known else ()

    def claims_of_source(
        self, speaker_id: str | None, organisation: str | None, *, limit: int = 50
    ) -> tuple[Claim, ...]:
        given = {"speaker_id": speaker_id, "organisation": organisation}
        return self._claims([row[0] for row in self._rows("source_claim_ids", **given, limit=page_limit(limit))])

    def condition(self, condition_id: str) -> Condition:
        return self._one("condition", Condition, condition_id)

    def conditions(
        self,
        *,
        status: ConditionStatus | None = None,
        until: datetime | None = None,
        limit: int = 50,
        after: tuple[datetime, str] | None = None,
    ) -> tuple[Condition, ...]:
        after_at, after_id = after or (None, None)
        given = {"status": status, "until": _instant(until), "after_at": _instant(after_at), "after_id": after_id}
        return self._all("conditions", Condition, **given, limit=page_limit(limit))

    def condition_decisions(self, condition_id: str) -> tuple[ConditionDecision, ...]:
        return self._all("condition_decisions", ConditionDecision, condition_id=condition_id)

    def filing(self, filing_id: str) -> Filing:
        return self._one("filing", Filing, filing_id)

    def filings(
        self,
        *,
        status: FilingStatus | None = None,
        claim_id: str | None = None,
        limit: int = 50,
        after: str | None = None,
    ) -> tuple[Filing, ...]:
        return self._all("filings", Filing, status=status, claim_id=claim_id, after=after, limit=page_limit(limit))

    def pending_until(self, now: datetime, *, limit: int) -> tuple[Claim, ...]:
        return self._queued("pending", limit, now, None, None)

    def next_check_at(self, *, after: datetime | None = None) -> datetime | None:
        return self._earliest("next_check_at", after)

    def sources(self, article_ids: Sequence[str]) -> tuple[Source, ...]:
        return self._all("sources", Source, ids=list(article_ids)) if article_ids else ()

    def mentions(self, article_ids: Sequence[str]) -> tuple[ArticleMention, ...]:
        return self._all("mentions", ArticleMention, ids=list(article_ids)) if article_ids else ()

    def failures(self, *, limit: int = 50) -> tuple[JobFailure, ...]:
        return self._all("failures", JobFailure, limit=page_limit(limit))

    def owner_of(self, scope: str, keys: Sequence[str]) -> dict[str, str]:
        owners: dict[str, str] = {}
        for key in keys:
            # A key at a time: each is found by its index, and a list of them would read the whole table.
            for (owner,) in self._rows("owner", key=content_key(scope, key)):
                owners[key] = owner
        return owners

    def judged(self, as_of: datetime) -> tuple[Judged, ...]:
        with self._guarded():
            return judged(self._cursor(), as_of)

    def tallies(self, as_of: datetime, reading: ReadingName) -> tuple[Tally, ...]:
        with self._guarded():
            return tallies(self._cursor(), as_of, reading)

    def resolutions(self, claim_ids: Sequence[str]) -> tuple[Resolution, ...]:
        return self._all("resolutions", Resolution, claim_ids=list(claim_ids)) if claim_ids else ()

    def latest_resolutions(
        self, about: About = EVERYTHING, *, limit: int = 50, before: str | None = None
    ) -> tuple[Resolution, ...]:
        if about == EVERYTHING:
            return self._all("latest_resolutions", Resolution, before=before, limit=page_limit(limit))
        given = msgspec.structs.asdict(about)
        return self._all("latest_resolutions_about", Resolution, **given, before=before, limit=page_limit(limit))

    def definition(self, definition_id: str) -> ReportDefinition:
        return self._one("definition", ReportDefinition, definition_id, "report_definition")

    def definitions(self, *, limit: int = 50, after: str | None = None) -> tuple[ReportDefinition, ...]:
        return self._all("definitions", ReportDefinition, after=after, limit=page_limit(limit))

    def definitions_until(self, now: datetime, *, limit: int) -> tuple[ReportDefinition, ...]:
        return self._all("definitions_until", ReportDefinition, until=_instant(now), limit=page_limit(limit))

    def next_report_at(self, *, after: datetime | None = None) -> datetime | None:
        return self._earliest("next_report_at", after)

    def report(self, report_id: str) -> StoredReport:
        return self._one("report", StoredReport, report_id)

    def report_entries(
        self, *, definition_id: str | None = None, limit: int = 50, before: str | None = None
    ) -> tuple[ReportEntry, ...]:
        return self._all(
            "report_entries", ReportEntry, definition_id=definition_id, before=before, limit=page_limit(limit)
        )

    def person(self, person_id: str) -> Person:
        return self._one("person", Person, person_id)

    def people(self, *, limit: int = 50, after: str | None = None) -> tuple[Person, ...]:
        return self._all("people", Person, after=after, limit=page_limit(limit))

    def api_key(self, key_id: str) -> ApiKey:
        return self._one("api_key", ApiKey, key_id)

    def api_key_entries(
        self, *, person_id: str | None = None, limit: int = 50, after: str | None = None
    ) -> tuple[ApiKeyEntry, ...]:
        return self._all("api_key_entries", ApiKeyEntry, person_id=person_id, after=after, limit=page_limit(limit))

    def api_key_by_digest(self, sha256: str) -> ApiKeyEntry | None:
        found = self._all("api_key_by_digest", ApiKeyEntry, sha256=sha256)
        return found[0] if found else None

    def has_api_keys(self) -> bool:
        ((found,),) = self._rows("has_api_keys")
        return bool(found)

    def redactions(
        self, *, subject_id: str | None = None, limit: int = 50, before: str | None = None
    ) -> tuple[Redaction, ...]:
        return self._all("redactions", Redaction, subject_id=subject_id, before=before, limit=page_limit(limit))

    def records_naming(self, words: Sequence[str]) -> Iterator[Record]:
        pattern, sql = words_pattern(words), statements("redact")
        for row_type in REDACT:
            with self._guarded(), self._connection.cursor() as cursor:
                subject = SUBJECTS[row_type]
                yield from read_rows(cursor.execute(sql[subject], {"pattern": pattern}), row_type)

    def search(self, words: str, *, limit: int = 50) -> tuple[Hit, ...]:
        with self._guarded():
            return tuple(self._search.find(words, page_limit(limit)))

    def follow_search(self) -> None:
        self._search.follow()

    def purge_search(self) -> None:
        with self._guarded():
            self._search.purge()

    def answer(self, key: str) -> Answer | None:
        found = self._all("answer", Answer, key=key)
        return found[0] if found else None

    def events(
        self, *, subject_id: str | None = None, after: int = 0, limit: int = 50
    ) -> tuple[tuple[int, Event], ...]:
        if subject_id is not None and (last := self._rows("last_event", id=subject_id)):
            return self._history(last[0][0], after)[:limit]
        found = self._all("events", PlacedEvent, subject_id=subject_id, after=after, limit=page_limit(limit))
        return tuple((placed.position, _unplaced(placed)) for placed in found)

    def _history(self, position: int | None, after: int) -> tuple[tuple[int, Event], ...]:
        """The events about a claim, found from the last back to the first: each knows the one before it."""
        found: list[tuple[int, Event]] = []
        while position is not None and position > after:
            (placed,) = self._all("event", PlacedEvent, position=position)
            found.append((position, _unplaced(placed)))
            position = placed.previous
        return tuple(reversed(found))

    def head(self) -> Link | None:
        found = self._all("head", Link)
        return found[0] if found else None

    def verify(self) -> Verification:
        with self._guarded():
            return verify(self._cursor())

    def backup(self, path: Path) -> Backup:
        if self._closed:
            raise LedgerClosed("the ledger is closed")
        with self._copying, self._connection.cursor() as cursor:
            return back_up(cursor, path)

    def close(self) -> None:
        with self._lock:
            if self._closed:
                return
            self._closed = True
        self._writer.close()
        self._search.close()
        self._save()
        for cursor in self._cursors.values():
            cursor.close()
        self._cursors.clear()
        self._connection.close()
        if self._path:
            release(self._path)

    def _save(self) -> None:
        """Leave nothing in the write-ahead log, if there is room for that; the next start does it otherwise."""
        if not has_room(self._path):
            return
        try:
            self._connection.execute(self._frame["checkpoint"])
        except duckdb.Error:
            return

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        """The cursor of this thread. A thread that ended leaves its own to the next with its number."""
        if self._closed:
            raise LedgerClosed("the ledger is closed")
        number = threading.get_ident()
        with self._lock:
            if number not in self._cursors:
                self._cursors[number] = self._connection.cursor()
            return self._cursors[number]

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        try:
            yield
        except duckdb.FatalException as error:
            self._given_up = f"DuckDB has given up on the file ({str(error).splitlines()[0]}); start the process again"
            raise LedgerClosed(self._given_up) from error
        except duckdb.ConnectionException as error:
            raise LedgerClosed("the ledger is closed") from error
        except duckdb.Error as error:
            raise StorageError(f"the ledger could not be read: {error}") from error

    def _rows(self, name: str, **values: Any) -> list[Any]:
        with self._guarded():
            return self._cursor().execute(self._sql[name], values).fetchall()

    def _all(self, name: str, row_type: type[Row], **values: Any) -> tuple[Row, ...]:
        with self._guarded():
            return tuple(read_rows(self._cursor().execute(self._sql[name], values), row_type))

    def _one(self, name: str, row_type: type[Row], row_id: str, subject: str | None = None) -> Row:
        found = self._all(name, row_type, id=row_id)
        if not found:
            raise NotFound(subject or name, row_id)
        return found[0]

    def _queued(  # noqa: PLR0913, PLR0917 - the bounds of a page
        self,
        status: str,
        limit: int,
        until: datetime | None,
        after_at: datetime | None,
        after_id: str | None,
        awake_at: datetime | None = None,
    ) -> tuple[Claim, ...]:
        found = self._rows(
            "queued",
            status=status,
            until=_instant(until),
            after_at=_instant(after_at),
            after_id=after_id,
            awake_at=_instant(awake_at),
            limit=page_limit(limit),
        )
        return self._claims([row[0] for row in found])

    def _earliest(self, name: str, after: datetime | None) -> datetime | None:
        ((instant,),) = self._rows(name, after=_instant(after))
        return instant.replace(tzinfo=UTC) if instant else None


def _instant(instant: datetime | None) -> str | None:
    return instant.astimezone(UTC).isoformat() if instant else None


def _uuid(text: str | None) -> str | None:
    """The id as DuckDB writes it; the least one for a text that is none, before which there is nothing."""
    if text is None:
        return None
    try:
        return str(uuid.UUID(text))
    except ValueError:
        return ID_MIN


def _unplaced(placed: PlacedEvent) -> Event:
    return Event(**{name: getattr(placed, name) for name in Event.__struct_fields__})

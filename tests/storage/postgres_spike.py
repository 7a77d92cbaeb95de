"""A spike of a second engine: enough of the ledger's interface on PostgreSQL to be held to part of its contract.

Rows are kept as JSON texts with the columns beside them by which they are found; one transaction a change, under one
lock, so that positions and links have no gaps. It is no engine to use: see ARCHITECTURE.md for what it taught.
"""

import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, Final, TypeVar, cast
from uuid import UUID

import msgspec
import psycopg

from claims.model import Article, Claim, Condition, Filing, Resolution, Speaker
from storage.errors import AnswerConflict, Gone, KeyTaken, LedgerClosed, NotFound, VersionConflict
from storage.events import SUBJECTS, Added, Event, Moved, Redacted, event_digest, is_redacted, link_root, state
from storage.ledger import (
    EMPTY_ROOT,
    EVERY_CLAIM,
    EVERYTHING,
    PAGE_MAX,
    REDACTED,
    About,
    Answer,
    AnswersFor,
    Change,
    ClaimFilter,
    Committed,
    KeyIsNew,
    Ledger,
    Link,
    NotRedacted,
    Verification,
    VersionIs,
)
from storage.records import (
    ArticleEntry,
    ArticleMention,
    ConditionDecision,
    Correction,
    JobFailure,
    Movable,
    Reason,
    Record,
    Redaction,
    ReportDefinition,
    ReportEntry,
    StoredReport,
)
from storage.words import words_pattern

Row = TypeVar("Row", bound=msgspec.Struct)

SCHEMA: Final = """
CREATE TABLE records (
    subject text NOT NULL, id uuid NOT NULL, body text NOT NULL, version bigint, parent_id uuid, speaker_id uuid,
    status text, review text, kind text, topics text[], at timestamptz, queued boolean NOT NULL DEFAULT false,
    PRIMARY KEY (subject, id)
);
CREATE TABLE events (
    position bigint PRIMARY KEY, subject text NOT NULL, subject_id uuid NOT NULL, kind text NOT NULL,
    actor text NOT NULL, recorded_at timestamptz NOT NULL, body text NOT NULL, salt uuid
);
CREATE TABLE chain (
    number bigint PRIMARY KEY, first bigint NOT NULL, last bigint NOT NULL, previous text NOT NULL,
    root text NOT NULL, recorded_at timestamptz NOT NULL
);
CREATE TABLE keys (key text PRIMARY KEY, subject_id uuid NOT NULL);
CREATE TABLE answers (key text PRIMARY KEY, body text NOT NULL);
CREATE INDEX ON records (parent_id);
CREATE INDEX ON records (at) WHERE queued;
CREATE INDEX ON events (subject_id, position);
"""

_TYPES: Final[dict[str, type[Record]]] = {subject: row_type for row_type, subject in SUBJECTS.items()}


class SpikeLedger:
    """The part of `Ledger` that the contract's named part needs, by the interface's own names."""

    def __init__(self, uri: str, schema: str) -> None:
        self._uri = f"{uri}&options=-csearch_path%3D{schema}%20-ctimezone%3DUTC"
        with psycopg.connect(uri, autocommit=True) as connection:
            connection.execute(f"CREATE SCHEMA {schema}".encode())
        self._local = threading.local()
        self._connections: list[psycopg.Connection[Any]] = []
        self._lock = threading.Lock()
        self._closed = False
        self._writer = ThreadPoolExecutor(1)
        self._connection().execute(SCHEMA)

    failure: str | None = None

    # Writing.

    def submit(self, change: Change) -> "Future[Committed]":
        if self._closed:
            raise LedgerClosed("the ledger is closed")
        return self._writer.submit(self._apply, change)

    def _apply(self, change: Change) -> Committed:
        connection = self._connection(closing=True)
        with connection.transaction():
            connection.execute("SELECT pg_advisory_xact_lock(1)")
            for condition in change.preconditions:
                self._hold(connection, condition)
            if change.forgetting:
                self._forget(connection, change)
            head = self.head(connection)
            position = head.last if head else 0
            digests = [self._write(connection, position + place, step) for place, step in enumerate(change.steps, 1)]
            if change.answer:
                self._answer(connection, change.answer)
            if not digests:
                return Committed(link=head.number if head else 0, root=head.root if head else EMPTY_ROOT)
            previous = head.root if head else EMPTY_ROOT
            link = Link(
                number=head.number + 1 if head else 1,
                first=position + 1,
                last=position + len(digests),
                previous=previous,
                root=link_root(previous, digests),
                recorded_at=max(step.event.recorded_at for step in change.steps),
            )
            connection.execute("INSERT INTO chain VALUES (%s, %s, %s, %s, %s, %s)", msgspec.structs.astuple(link))
        return Committed(link=link.number, root=link.root)

    def _hold(
        self, connection: psycopg.Connection[Any], condition: KeyIsNew | VersionIs | NotRedacted | AnswersFor
    ) -> None:
        if isinstance(condition, KeyIsNew):
            key = f"{condition.scope}:{condition.key}"
            if row := connection.execute("SELECT subject_id FROM keys WHERE key = %s", [key]).fetchone():
                raise KeyTaken(condition.scope, str(row[0]))
            connection.execute("INSERT INTO keys VALUES (%s, %s)", [key, condition.subject_id])
        elif isinstance(condition, NotRedacted):
            if self._select(Redaction, "parent_id = %(id)s", id=condition.subject_id, connection=connection):
                raise Gone(f"{condition.subject_id} was redacted; nothing more is kept of it")
        elif isinstance(condition, AnswersFor):
            for subject_id in (condition.owner_id, condition.speaker_id):
                self._hold(connection, NotRedacted(subject_id=subject_id))
        else:
            self._hold_version(connection, condition)

    def _hold_version(self, connection: psycopg.Connection[Any], condition: VersionIs) -> None:
        row = connection.execute(
            "SELECT version FROM records WHERE subject = %s AND id = %s", [condition.subject, condition.subject_id]
        ).fetchone()
        if row is None:
            raise NotFound(condition.subject, condition.subject_id)
        if row[0] != condition.version:
            raise VersionConflict(condition.subject, condition.subject_id, condition.version, row[0])

    def _write(self, connection: psycopg.Connection[Any], position: int, step: Added | Moved | Redacted) -> str:
        event, record = step.event, step.after if isinstance(step, Moved) else step.record
        if isinstance(step, Added):
            connection.execute(
                "INSERT INTO records VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
                [event.subject, record.id, *_columns(record)],
            )
        else:
            if isinstance(record, Movable):
                self._hold_version(
                    connection, VersionIs(subject=event.subject, subject_id=record.id, version=record.version - 1)
                )
            connection.execute(
                "UPDATE records SET (body, version, parent_id, speaker_id, status, review, kind, topics, at, queued)"
                " = (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s) WHERE subject = %s AND id = %s",
                [*_columns(record), event.subject, record.id],
            )
        if isinstance(step, Redacted):
            connection.execute("UPDATE events SET salt = NULL WHERE subject_id = %s", [record.id])
        connection.execute(
            "INSERT INTO events VALUES (%s, %s, %s, %s, %s, %s, %s, %s)",
            [
                position, event.subject, event.subject_id, event.kind, event.actor, event.recorded_at, event.body,
                step.salt,
            ],
        )  # fmt: skip
        return event_digest(event)

    def _forget(self, connection: psycopg.Connection[Any], change: Change) -> None:
        forgetting = change.forgetting
        assert forgetting is not None
        names = [f"{scope}:{key}" for scope, key in forgetting.keys]
        connection.execute("DELETE FROM keys WHERE key = ANY(%s)", [names])
        for key, body in connection.execute("SELECT key, body FROM answers").fetchall():
            answer = msgspec.json.decode(body, type=Answer)
            if any(word in answer.body for word in forgetting.words):
                blank = msgspec.json.encode(msgspec.structs.replace(answer, body=REDACTED)).decode()
                connection.execute("UPDATE answers SET body = %s WHERE key = %s", [blank, key])

    def _answer(self, connection: psycopg.Connection[Any], answer: Answer) -> None:
        if self.answer(answer.key, connection):
            raise AnswerConflict(f"the idempotency key {answer.key!r} was used already")
        connection.execute("INSERT INTO answers VALUES (%s, %s)", [answer.key, msgspec.json.encode(answer).decode()])

    # Reading.

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        depth = getattr(self._local, "depth", 0)
        connection = self._connection()
        if depth == 0:
            connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        self._local.depth = depth + 1
        try:
            yield
        finally:
            self._local.depth = depth
            if depth == 0:
                connection.execute("ROLLBACK")

    def article(self, article_id: str) -> Article:
        return self._one(Article, article_id)

    def articles(self, *, limit: int = 50, before: str | None = None) -> tuple[Article, ...]:
        return self._newest(Article, "true", limit, before)

    def article_entries(self, *, limit: int = 50, before: str | None = None) -> tuple[ArticleEntry, ...]:
        articles = self.articles(limit=limit, before=before)
        names = [name for name in ArticleEntry.__struct_fields__ if name != "length"]
        return tuple(
            ArticleEntry(length=len(article.text), **{name: getattr(article, name) for name in names})
            for article in articles
        )

    def claim(self, claim_id: str) -> Claim:
        return self._one(Claim, claim_id)

    def claims(
        self, wanted: ClaimFilter = EVERY_CLAIM, *, limit: int = 50, before: str | None = None
    ) -> tuple[Claim, ...]:
        topic = None if wanted.topic is None else msgspec.json.encode(wanted.topic).decode()
        for given in (wanted.speaker_id, wanted.article_id):
            if given is not None and not _is_id(given):
                return ()
        condition = (
            "status = coalesce(%(status)s, status) AND review = coalesce(%(review)s, review)"
            " AND kind = coalesce(%(kind)s, kind) AND (%(speaker_id)s::uuid IS NULL OR speaker_id = %(speaker_id)s)"
            " AND (%(article_id)s::uuid IS NULL OR parent_id = %(article_id)s)"
            " AND (%(topic)s::text IS NULL OR %(topic)s = ANY(topics)) AND at >= coalesce(%(check_from)s, at)"
            " AND (%(check_until)s::timestamptz IS NULL OR at < %(check_until)s)"
        )
        given = {
            name: getattr(wanted, name)
            for name in ("status", "review", "kind", "speaker_id", "article_id", "check_from", "check_until")
        }
        return self._newest(Claim, condition, limit, before, **given, topic=topic)

    def article_claims(self, article_id: str) -> tuple[Claim, ...]:
        found = self._select(Claim, "parent_id = %(id)s", id=article_id)
        return tuple(sorted(found, key=lambda claim: (claim.start, claim.end, claim.id)))

    def due(
        self, about: About = EVERYTHING, *, limit: int = 50, after: tuple[datetime, str] | None = None
    ) -> tuple[Claim, ...]:
        if about != EVERYTHING:
            raise NotImplementedError
        return self._queued("due", limit, None, after)

    def pending_until(self, now: datetime, *, limit: int) -> tuple[Claim, ...]:
        return self._queued("pending", limit, now, None)

    def _queued(
        self, status: str, limit: int, until: datetime | None, after: tuple[datetime, str] | None
    ) -> tuple[Claim, ...]:
        at, after_id = after or (None, None)
        return self._select(
            Claim,
            "queued AND status = %(status)s AND at <= coalesce(%(until)s, at)"
            " AND (%(at)s::timestamptz IS NULL OR (at, id) > (%(at)s, %(after_id)s::uuid))"
            " ORDER BY at, id LIMIT %(limit)s",
            status=status, until=until, at=at, after_id=after_id, limit=_page(limit),
        )  # fmt: skip

    def next_check_at(self, *, after: datetime | None = None) -> datetime | None:
        return self._earliest("claim", "queued AND status = 'pending'", after)

    def next_report_at(self, *, after: datetime | None = None) -> datetime | None:
        return self._earliest("report_definition", "true", after)

    def _earliest(self, subject: str, condition: str, after: datetime | None) -> datetime | None:
        sql = f"SELECT min(at) FROM records WHERE subject = %s AND {condition} AND (%s::timestamptz IS NULL OR at > %s)"
        row = self._connection().execute(sql.encode(), [subject, after, after]).fetchone()
        return row[0].astimezone(UTC) if row and row[0] else None

    def speaker(self, speaker_id: str) -> Speaker:
        return self._with_aliases(self._one(Speaker, speaker_id))

    def speakers(self, *, limit: int = 50, after: str | None = None) -> tuple[Speaker, ...]:
        found = self._select(
            Speaker, "(%(after)s::uuid IS NULL OR id > %(after)s) ORDER BY id LIMIT %(limit)s", after=after,
            limit=_page(limit),
        )  # fmt: skip
        return tuple(map(self._with_aliases, found))

    def speakers_by_id(self, speaker_ids: Sequence[str]) -> tuple[Speaker, ...]:
        found = self._select(Speaker, "id = ANY(%(ids)s::uuid[]) ORDER BY id", ids=list(speaker_ids))
        return tuple(map(self._with_aliases, found))

    def merged_speakers(self) -> dict[str, str]:
        sql = "SELECT id::text, body::json->>'merged_into' FROM records WHERE subject = 'speaker'"
        return {one: into for one, into in self._connection().execute(sql) if into}

    def distinct_speakers(self) -> frozenset[tuple[str, str]]:
        sql = "SELECT body::json->>'speaker_id', body::json->>'other_id' FROM records WHERE subject = 'distinction'"
        return frozenset((one, other) for one, other in self._connection().execute(sql))

    def _with_aliases(self, speaker: Speaker) -> Speaker:
        sql = "SELECT body::json->>'alias' FROM records WHERE subject = 'speaker_alias' AND parent_id = %s"
        rows = self._connection().execute(sql, [speaker.id]).fetchall()
        return msgspec.structs.replace(speaker, aliases=tuple(sorted(alias for (alias,) in rows)))

    def mentions(self, article_ids: Sequence[str]) -> tuple[ArticleMention, ...]:
        return self._select(ArticleMention, "parent_id = ANY(%(ids)s::uuid[]) ORDER BY id", ids=list(article_ids))

    def failures(self, *, limit: int = 50) -> tuple[JobFailure, ...]:
        return self._newest(JobFailure, "true", limit, None)

    def owner_of(self, scope: str, keys: Sequence[str]) -> dict[str, str]:
        rows = self._connection().execute(
            "SELECT key, subject_id FROM keys WHERE key = ANY(%s)", [[f"{scope}:{key}" for key in keys]]
        )
        return {key.partition(":")[2]: str(owner) for key, owner in rows.fetchall()}

    def resolutions(self, claim_ids: Sequence[str]) -> tuple[Resolution, ...]:
        return self._select(Resolution, "parent_id = ANY(%(ids)s::uuid[]) ORDER BY at, id", ids=list(claim_ids))

    def definition(self, definition_id: str) -> ReportDefinition:
        return self._one(ReportDefinition, definition_id)

    def definitions(self, *, limit: int = 50, after: str | None = None) -> tuple[ReportDefinition, ...]:
        return self._select(
            ReportDefinition, "(%(after)s::uuid IS NULL OR id > %(after)s) ORDER BY id LIMIT %(limit)s", after=after,
            limit=_page(limit),
        )  # fmt: skip

    def definitions_until(self, now: datetime, *, limit: int) -> tuple[ReportDefinition, ...]:
        return self._select(
            ReportDefinition, "at <= %(now)s ORDER BY at, id LIMIT %(limit)s", now=now, limit=_page(limit)
        )

    def report(self, report_id: str) -> StoredReport:
        return self._one(StoredReport, report_id)

    def report_entries(
        self, *, definition_id: str | None = None, limit: int = 50, before: str | None = None
    ) -> tuple[ReportEntry, ...]:
        condition = "(%(parent)s::uuid IS NULL OR parent_id = %(parent)s)"
        found = self._newest(StoredReport, condition, limit, before, parent=definition_id)
        return tuple(
            ReportEntry(**{name: getattr(report, name) for name in ReportEntry.__struct_fields__}) for report in found
        )

    def redactions(
        self, *, subject_id: str | None = None, limit: int = 50, before: str | None = None
    ) -> tuple[Redaction, ...]:
        condition = "(%(parent)s::uuid IS NULL OR parent_id = %(parent)s)"
        return self._newest(Redaction, condition, limit, before, parent=subject_id)

    def records_naming(self, words: Sequence[str]) -> Iterator[Record]:
        pattern = words_pattern(words).removeprefix("(?i)")
        for subject, row_type in _TYPES.items():
            if subject not in {"person", "api_key"}:
                yield from cast(tuple[Record, ...], self._select(row_type, "body ~* %(pattern)s", pattern=pattern))

    def corrections(self, claim_id: str) -> tuple[Correction, ...]:
        return self._select(Correction, "parent_id = %(id)s ORDER BY id", id=claim_id)

    def reasons(self, claim_id: str) -> tuple[Reason, ...]:
        return self._select(Reason, "parent_id = %(id)s ORDER BY id", id=claim_id)

    def condition(self, condition_id: str) -> Condition:
        return self._one(Condition, condition_id)

    def condition_decisions(self, condition_id: str) -> tuple[ConditionDecision, ...]:
        return self._select(ConditionDecision, "parent_id = %(id)s ORDER BY id", id=condition_id)

    def filing(self, filing_id: str) -> Filing:
        return self._one(Filing, filing_id)

    def answer(self, key: str, connection: psycopg.Connection[Any] | None = None) -> Answer | None:
        sql = "SELECT body FROM answers WHERE key = %s"
        row = (connection or self._connection()).execute(sql, [key]).fetchone()
        return msgspec.json.decode(row[0], type=Answer) if row else None

    def events(
        self, *, subject_id: str | None = None, after: int = 0, limit: int = 50
    ) -> tuple[tuple[int, Event], ...]:
        sql = (
            "SELECT position, subject, subject_id::text, kind, actor, recorded_at, body FROM events"
            " WHERE position > %s AND (%s::uuid IS NULL OR subject_id = %s) ORDER BY position LIMIT %s"
        )
        rows = self._connection().execute(sql, [after, subject_id, subject_id, _page(limit)]).fetchall()
        names = ("subject", "subject_id", "kind", "actor", "recorded_at", "body")
        return tuple((row[0], Event(**dict(zip(names, row[1:], strict=True)))) for row in rows)

    def head(self, connection: psycopg.Connection[Any] | None = None) -> Link | None:
        found = self._links("ORDER BY number DESC LIMIT 1", connection)
        return found[0] if found else None

    def _links(self, order: str, connection: psycopg.Connection[Any] | None = None) -> list[Link]:
        names = Link.__struct_fields__
        sql = f"SELECT {', '.join(names)} FROM chain {order}"
        rows = (connection or self._connection()).execute(sql.encode()).fetchall()
        return [Link(**dict(zip(names, row, strict=True))) for row in rows]

    # Checking: the same sentences as the other engine's, over this one's rows.

    def verify(self) -> Verification:
        with self.snapshot():
            events = self._every_event()
            links = self._links("ORDER BY number")
            rows = {subject: self._select(row_type, "true ORDER BY id") for subject, row_type in _TYPES.items()}
            salts = dict(self._connection().execute("SELECT position, salt::text FROM events").fetchall())
        difference, root = _chain_difference(events, links)
        count = sum(map(len, rows.values()))
        difference = difference or _row_difference(events, rows, salts)
        return Verification(events=len(events), links=len(links), rows=count, root=root, difference=difference)

    def _every_event(self) -> list[Event]:
        found: list[Event] = []
        while page := self.events(after=len(found), limit=PAGE_MAX):
            found += [event for _, event in page]
        return found

    # Connections.

    def close(self) -> None:
        self._closed = True
        self._writer.shutdown(wait=True)
        for connection in self._connections:
            connection.close()
        self._connections.clear()

    def _connection(self, *, closing: bool = False) -> psycopg.Connection[Any]:
        """The connection of this thread; the writer may still use its own for what is in the queue."""
        if self._closed and not closing:
            raise LedgerClosed("the ledger is closed")
        if not hasattr(self._local, "connection"):
            self._local.connection = psycopg.connect(self._uri, autocommit=True)
            with self._lock:
                self._connections.append(self._local.connection)
        return cast("psycopg.Connection[Any]", self._local.connection)

    def _select(
        self, row_type: type[Row], condition: str, connection: psycopg.Connection[Any] | None = None, **values: Any
    ) -> tuple[Row, ...]:
        subject = SUBJECTS[cast(type[Record], row_type)]
        sql = f"SELECT body FROM records WHERE subject = %(subject)s AND {condition}"
        rows = (connection or self._connection()).execute(sql.encode(), {"subject": subject, **values}).fetchall()
        return tuple(msgspec.json.decode(body, type=row_type) for (body,) in rows)

    def _newest(
        self, row_type: type[Row], condition: str, limit: int, before: str | None, **values: Any
    ) -> tuple[Row, ...]:
        page = " AND (%(before)s::uuid IS NULL OR id < %(before)s) ORDER BY id DESC LIMIT %(limit)s"
        return self._select(row_type, condition + page, before=before, limit=_page(limit), **values)

    def _one(self, row_type: type[Row], row_id: str) -> Row:
        subject = SUBJECTS[cast(type[Record], row_type)]
        found = self._select(row_type, "id = %(id)s", id=row_id) if _is_id(row_id) else ()
        if not found:
            raise NotFound(subject, row_id)
        return found[0]


def _columns(record: Record) -> list[object]:
    """The row's JSON, and the columns by which it is found."""
    body = msgspec.to_builtins(record)
    if isinstance(record, Speaker):
        body.pop("aliases")
    parents = ("article_id", "claim_id", "definition_id", "subject_id", "condition_id")
    parent = next((body[name] for name in parents if body.get(name)), None)
    if not isinstance(record, Claim):
        parent = parent or body.get("speaker_id")
    times = ("check_at", "next_run_at", "recorded_at")
    queued = isinstance(record, Claim) and record.status != "resolved" and record.review != "rejected"
    return [
        msgspec.json.encode(body).decode(),
        body.get("version"),
        parent,
        body.get("speaker_id"),
        body.get("status"),
        body.get("review"),
        body.get("kind"),
        # Not the words themselves: PostgreSQL keeps no U+0000 in a text.
        [msgspec.json.encode(topic).decode() for topic in body.get("topics", ())],
        next(body[name] for name in times if name in body),
        queued,
    ]


def _chain_difference(events: list[Event], links: list[Link]) -> tuple[str | None, str]:
    root, last = EMPTY_ROOT, 0
    digests = [event_digest(event) for event in events]
    for link in links:
        if link.previous != root or link.first != last + 1:
            return f"link {link.number} does not follow the one before it", root
        root, last = link_root(link.previous, digests[link.first - 1 : link.last]), link.last
        if root != link.root:
            return f"link {link.number}: its root is not that of events {link.first} to {link.last}", root
    return (None if last == len(events) else f"event {last + 1} is in no link of the chain"), root


def _row_difference(events: list[Event], rows: dict[str, tuple[Any, ...]], salts: dict[int, str | None]) -> str | None:
    told: dict[tuple[str, str], tuple[dict[str, Any], dict[str, str | None], bool]] = {}
    for position, event in enumerate(events, 1):
        fields, by, redacted = told.get((event.subject, event.subject_id), ({}, {}, False))
        given = msgspec.json.decode(event.body)["set"]
        by |= dict.fromkeys(given, salts[position])
        told[event.subject, event.subject_id] = (fields | given, by, redacted or event.kind.endswith(".redacted"))
    for subject, records in rows.items():
        for record in records:
            fields, by, redacted = told.pop((subject, record.id), ({}, {}, False))
            found = state(record, by)
            wrong = [name for name in fields if found.get(name) != fields[name]]
            if not fields or wrong:
                return f"{subject} {record.id} differs in {wrong}"
            if isinstance(record, Article) and not redacted and is_redacted(record):
                return f"article {record.id}: sha256 is not that of its text"
    return f"{min(told)} is in the events but has no row" if told else None


def _is_id(given: str) -> bool:
    try:
        UUID(given)
    except ValueError:
        return False
    return True


def _page(limit: int) -> int:
    if not 1 <= limit <= PAGE_MAX:
        raise ValueError(f"a page holds 1 to {PAGE_MAX} rows, not {limit}")
    return limit


def _missing(name: str) -> Any:
    def method(*_: Any, **__: Any) -> Any:
        raise NotImplementedError(f"the spike has no {name}")

    return method


def _complete(part: type) -> type[Ledger]:
    """The part as a whole ledger, in which everything else says that it is not there."""
    missing = Ledger.__abstractmethods__ - set(vars(part))
    return cast(type[Ledger], type("PostgresSpike", (part, Ledger), {name: _missing(name) for name in missing}))


PostgresSpike = _complete(SpikeLedger)
"""What the spike has of the interface, and NotImplementedError for the rest."""

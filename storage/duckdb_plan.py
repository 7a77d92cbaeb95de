"""Makes a change ready for the writer, in its caller's thread: rows as JSON by statement, events with their digests."""

from concurrent.futures import Future
from datetime import datetime
from typing import Final

import msgspec

from claims.model import Article, Claim, Condition, Filing, Resolution, Speaker
from storage.duckdb_redact import REDACT, REDACTING
from storage.duckdb_rows import write_row
from storage.events import (
    REWRITES,
    Added,
    Moved,
    Redacted,
    check_of,
    event_digest,
)
from storage.incoming import ArticleUrl, FeedSource, Poll, SourceItem
from storage.ledger import Change, Committed, KeyIsNew, VersionIs
from storage.outbox import (
    Cursor,
    Delivery,
    FeedKey,
    Forgotten,
    Reminded,
    ReminderSetting,
    ReportTarget,
    Webhook,
    Working,
)
from storage.records import (
    ApiKey,
    ArticleMention,
    ConditionDecision,
    Correction,
    Distinction,
    JobFailure,
    Person,
    Reason,
    Record,
    Redaction,
    ReportDefinition,
    SpeakerAlias,
    StoredReport,
)

_ADD: Final[dict[type[Record], tuple[str, ...]]] = {
    Article: ("add_articles",),
    ArticleMention: ("add_mentions",),
    JobFailure: ("add_failures",),
    Claim: ("add_claims", "queue_claims"),
    Speaker: ("add_speakers",),
    SpeakerAlias: ("add_aliases",),
    Distinction: ("add_distinctions",),
    Resolution: ("add_resolutions",),
    Correction: ("add_corrections",),
    Reason: ("add_reasons",),
    Condition: ("add_conditions",),
    ConditionDecision: ("add_condition_decisions",),
    Filing: ("add_filings",),
    ReportDefinition: ("add_definitions",),
    StoredReport: ("add_reports",),
    Person: ("add_people",),
    ApiKey: ("add_keys",),
    Webhook: ("add_webhooks",),
    ReminderSetting: ("add_reminder_settings",),
    ReportTarget: ("add_report_targets",),
    FeedKey: ("add_feed_keys",),
    Redaction: ("add_redactions",),
    FeedSource: ("add_feed_sources",),
    SourceItem: ("add_source_items",),
    ArticleUrl: ("add_article_urls",),
}

PUT: Final[dict[type[Working | Poll], tuple[str, ...]]] = {
    Delivery: ("clear_deliveries", "put_deliveries"),
    Cursor: ("clear_cursors", "put_cursors"),
    Reminded: ("clear_reminded", "put_reminded"),
    Forgotten: ("forget_deliveries",),
    Poll: ("clear_polls", "put_polls"),
}

ORDER: Final = (
    "add_articles",
    "add_mentions",
    "add_claims",
    "move_claims",
    "reread_claims",
    "unqueue_claims",
    "queue_claims",
    "add_speakers",
    "move_speakers",
    "add_aliases",
    "add_distinctions",
    "add_resolutions",
    "add_corrections",
    "add_reasons",
    "add_conditions",
    "move_conditions",
    "add_condition_decisions",
    "add_filings",
    "move_filings",
    "add_definitions",
    "move_definitions",
    "add_reports",
    "add_failures",
    "add_people",
    "move_people",
    "add_keys",
    "move_keys",
    "add_webhooks",
    "move_webhooks",
    "add_reminder_settings",
    "move_reminder_settings",
    "add_report_targets",
    "add_feed_keys",
    "move_feed_keys",
    "add_feed_sources",
    "move_feed_sources",
    "add_source_items",
    "add_article_urls",
    *(name for names in PUT.values() for name in names),
    "add_redactions",
    *REDACTING,
    "take_keys",
    "keep_answers",
)
"""The statements of a group in the order in which they run."""

MOVE: Final[dict[str, str]] = {
    "speaker": "move_speakers",
    "report_definition": "move_definitions",
    "condition": "move_conditions",
    "filing": "move_filings",
    "person": "move_people",
    "api_key": "move_keys",
    "webhook": "move_webhooks",
    "reminder_setting": "move_reminder_settings",
    "feed_key": "move_feed_keys",
    "source": "move_feed_sources",
}
"""The statement that moves a row, by the subject; a claim's depends on the event."""


class _Key(msgspec.Struct, frozen=True):
    key: str
    subject_id: str


class PlannedEvent(msgspec.Struct, frozen=True):
    """An event made ready: its digest, its row as JSON but for its position, and the salt of its digests.

    It `follows` another where it is about a claim that was there before.
    """

    digest: str
    row: bytes
    salt: str | None
    recorded_at: datetime
    follows: bool


class _Kept(msgspec.Struct, frozen=True):
    """The columns of an event's row that a plan can know."""

    subject: str
    subject_id: str
    kind: str
    actor: str
    recorded_at: datetime
    body: str
    from_row: bool
    check: int


class Planned(msgspec.Struct, frozen=True):
    """A change made ready in its caller's thread: rows by statement, events, and the keys that it touches.

    Each row comes with the place, from 0, of its event among those of the change.
    """

    change: Change
    rows: dict[str, list[tuple[int, bytes]]]
    events: list[PlannedEvent]
    touches: frozenset[str]
    done: "Future[Committed]"


def plan(change: Change) -> Planned:
    """The change, ready for the writer. Raises ValueError or TypeError for values that cannot be stored."""
    rows: dict[str, list[tuple[int, bytes]]] = {}
    touches: set[str] = set()
    for place, step in enumerate(change.steps):
        record = step.after if isinstance(step, Moved) else step.record
        for name in _names(step):
            rows.setdefault(name, []).append((place, write_row(record)))
        if not isinstance(step, Added):
            touches.add(record.id)
    for working in change.working:
        for name in PUT[type(working)]:
            rows.setdefault(name, []).append((0, msgspec.json.encode(working)))
        touches.add(_working_id(working))
    for condition in change.preconditions:
        if isinstance(condition, KeyIsNew):
            key = content_key(condition.scope, condition.key)
            rows.setdefault("take_keys", []).append((0, msgspec.json.encode(_Key(key, condition.subject_id))))
            touches.add(key)
        elif isinstance(condition, VersionIs):
            touches.add(condition.subject_id)
    if change.answer:
        rows["keep_answers"] = [(0, msgspec.json.encode(change.answer))]
        touches.add(f"answer:{change.answer.key}")
    events = [_event(step) for step in change.steps]
    return Planned(change, rows, events, frozenset(touches), Future())


def _names(step: Added | Moved | Redacted) -> tuple[str, ...]:
    if isinstance(step, Added):
        return _ADD[type(step.record)]
    if isinstance(step, Redacted):
        return (REDACT[type(step.record)],)
    if isinstance(step.after, Claim):
        return ("reread_claims" if step.event.kind in REWRITES else "move_claims", "unqueue_claims", "queue_claims")
    return (MOVE[step.event.subject],)


def _event(step: Added | Moved | Redacted) -> PlannedEvent:
    event, digest = step.event, event_digest(step.event)
    kept = step.kept if isinstance(step, Added) else None
    row = _Kept(
        subject=event.subject,
        subject_id=event.subject_id,
        kind=event.kind,
        actor=event.actor,
        recorded_at=event.recorded_at,
        body=event.body if kept is None else kept,
        from_row=kept is not None,
        check=check_of(digest),
    )
    follows = not isinstance(step, Added) and isinstance(step.before, Claim)
    return PlannedEvent(digest, msgspec.json.encode(row), step.salt, event.recorded_at, follows)


def at_position(position: int, row: bytes, name: bytes) -> bytes:
    """The row (a JSON object) with the position of its event under the name."""
    return b'{"%b":%d,%b' % (name, position, row[1:])


def _working_id(working: Working | Poll) -> str:
    if isinstance(working, Forgotten):
        return "forgotten"
    return f"{working.person_id} {working.claim_id}" if isinstance(working, Reminded) else working.id


def content_key(scope: str, key: str) -> str:
    """The stored form of a key."""
    return f"{scope}:{key}"

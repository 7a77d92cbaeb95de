"""Events: what was changed, by whom and when. The state of the ledger is a function of them.

An event's body says which fields its row now has, and what. Of the texts it carries only digests, so that an article
or a name can be taken out of its row while the log still verifies.

Nothing is stored twice. What an event of adding says is in the row that it added, all but the fields that move later;
so the log keeps only those, and the rest is read from the row (`whole_body`). The digest is of the whole.
"""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any, Final

import msgspec

from claims.model import Article, Claim, ClaimReading, Condition, Evidence, Filing, Resolution, Speaker
from storage.incoming import ArticleUrl, FeedSource, SourceItem
from storage.outbox import FeedKey, ReminderSetting, ReportTarget, Webhook
from storage.records import (
    ApiKey,
    ArticleMention,
    ConditionDecision,
    Correction,
    Distinction,
    JobFailure,
    Movable,
    Person,
    Reason,
    Record,
    Redaction,
    ReportDefinition,
    SpeakerAlias,
    StoredReport,
)


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of the log. `kind` is "<subject>.<what was done>"; `body` is JSON.

    `id` is null, but for events of ledgers from before schema 3, in whose digests it is.
    """

    id: str | None = None
    subject: str
    subject_id: str
    kind: str
    actor: str
    recorded_at: datetime
    body: str


class StoredEvent(Event, frozen=True, kw_only=True):
    """An event as it is kept, at its `position` in the log, from 1.

    `previous` is the position of the event before it about the same claim, null for a first one and for other
    subjects. Where `from_row`, the body lacks what stands in the row. `check` is the start of the event's digest: the
    chain proves all, this names the one that differs. `salt` is that of the digests in it, where it was asked for.
    """

    position: int
    previous: int | None
    from_row: bool
    check: int
    salt: str | None = None


class PlacedEvent(Event, frozen=True, kw_only=True):
    """An event at its `position` in the log, from 1; its body is what is kept of it."""

    position: int
    previous: int | None = None


class Stamp(msgspec.Struct, frozen=True, kw_only=True):
    """What an event has from outside: who acts and when, and a random `salt` (a UUID) for its digests."""

    salt: str
    actor: str
    recorded_at: datetime


class Added(msgspec.Struct, frozen=True, kw_only=True):
    """A new row and its event. `salt` is that of the digests in the event, null where it has none.

    `kept` is what the log keeps of the event's body, null where that is all of it.
    """

    event: Event
    kept: str | None
    record: Record
    salt: str | None


class Moved(msgspec.Struct, frozen=True, kw_only=True):
    """A row before and after, and its event. `after.version` is one more than `before.version`.

    It `rewrites` where more is changed than what moves: what the event of adding says is not in the row any more.
    """

    event: Event
    before: Movable
    after: Movable
    salt: str | None = None
    rewrites: bool = False


class Redacted(msgspec.Struct, frozen=True, kw_only=True):
    """A row out of whose texts something was taken, and its event, which names the digests of all its texts anew.

    The salts of the row's earlier events go with it: what was taken out cannot be guessed from the log any more.
    """

    event: Event
    before: Record
    record: Record
    salt: str | None


SUBJECTS: Final[dict[type[Record], str]] = {
    Article: "article",
    ArticleMention: "article_mention",
    Claim: "claim",
    Speaker: "speaker",
    SpeakerAlias: "speaker_alias",
    Distinction: "distinction",
    Resolution: "resolution",
    Correction: "correction",
    Reason: "reason",
    Condition: "condition",
    ConditionDecision: "condition_decision",
    Filing: "filing",
    ReportDefinition: "report_definition",
    StoredReport: "report",
    JobFailure: "job_failure",
    Person: "person",
    ApiKey: "api_key",
    Webhook: "webhook",
    ReminderSetting: "reminder_setting",
    ReportTarget: "report_target",
    FeedKey: "feed_key",
    Redaction: "redaction",
    FeedSource: "source",
    SourceItem: "source_item",
    ArticleUrl: "article_url",
}
"""The name of each sort of row in events and messages."""

TEXTS: Final[dict[str, frozenset[str]]] = {
    "article": frozenset({"text", "title", "publisher", "author", "url"}),
    "article_mention": frozenset({"text", "speaker"}),
    "claim": frozenset({"text", "speaker", "role", "organisation", "via", "horizon", "condition"}),
    "speaker": frozenset({"name", "role", "organisation", "roles", "wikidata"}),
    "speaker_alias": frozenset({"alias"}),
    "distinction": frozenset(),
    "resolution": frozenset({"evidence", "reason"}),
    "correction": frozenset({"reading", "reason"}),
    "reason": frozenset({"text"}),
    "condition": frozenset({"text", "horizon"}),
    "condition_decision": frozenset({"evidence", "reason"}),
    "filing": frozenset({"text", "author", "reason"}),
    "report_definition": frozenset({"name"}),
    "report": frozenset({"name", "rows", "content"}),
    "job_failure": frozenset({"error"}),
    # A person's name is a short one that was chosen to act under: it stands in every event as its actor.
    "person": frozenset(),
    "api_key": frozenset({"label"}),
    "webhook": frozenset({"url", "label", "secret", "previous_secret"}),
    "reminder_setting": frozenset({"address"}),
    "report_target": frozenset({"address"}),
    "feed_key": frozenset({"label"}),
    "redaction": frozenset({"reason"}),
    "source": frozenset({"url", "publisher"}),
    "source_item": frozenset({"url", "error"}),
    "article_url": frozenset({"url"}),
}
"""The fields whose digests stand in events in place of themselves."""

DERIVED: Final[dict[str, frozenset[str]]] = {"speaker": frozenset({"aliases"})}
"""The fields of a value that are not of its own row: aliases are rows of their own."""

MOVABLE: Final[dict[str, frozenset[str]]] = {
    "claim": frozenset(
        {
            "status",
            "review",
            "check_at",
            "check_reason",
            "version",
            "round",
            "answers",
            "postponed",
            "merged_into",
            "condition_id",
            "assignee",
            "snoozed_until",
            "thread_id",
        }
    ),
    "speaker": frozenset({"roles", "wikidata", "merged_into", "version"}),
    "report_definition": frozenset({"next_run_at", "ended_at", "version"}),
    "person": frozenset({"role", "version"}),
    "api_key": frozenset({"revoked_at", "version"}),
    "condition": frozenset({"status", "dependants", "version"}),
    "filing": frozenset({"status", "reason", "decided_by", "decided_at", "version"}),
    "webhook": frozenset({"secret", "previous_secret", "previous_until", "ended_at", "ended_why", "version"}),
    "reminder_setting": frozenset({"remind_by", "address", "webhook_id", "hour", "time_zone", "version"}),
    "feed_key": frozenset({"revoked_at", "version"}),
    "source": frozenset({"every_min", "ended_at", "version"}),
}
"""The fields that a `Moved` may change; the rest of a row stays as it was added."""

WHOLE: Final = frozenset(
    {
        "report_definition",
        "person",
        "api_key",
        "webhook",
        "reminder_setting",
        "feed_key",
        "condition",
        "filing",
        "source",
    }
)
"""Subjects of which the log keeps every body whole: few rows, which move in other ways than claims."""

LATER: Final[dict[str, dict[str, object]]] = {
    "claim": {"round": 1, "answers": 0, "postponed": 0, "doubt": 0},
    "resolution": {"round": 1},
    "speaker": {"version": 1},
}
"""Fields that came with a later version, with what they hold in rows from before. Events of adding tell others only."""

REREAD: Final = "claim.reread"
"""A claim's text was read again, under other rules."""

CORRECTED: Final = "claim.corrected"
"""A person corrected how a claim was read."""

REATTRIBUTED: Final = "claim.reattributed"
"""Whose a claim is was changed: its speaker was found to be another, or was not after all."""

TAGGED: Final = "claim.tagged"
"""A claim was given other topics."""

READ: Final = frozenset(ClaimReading.__struct_fields__) | {"speaker_id", "ruleset", "doubt"}
"""The fields of a claim that come from a reading of its text."""

REWRITES: Final[dict[str, frozenset[str]]] = {
    REREAD: READ,
    CORRECTED: READ,
    REATTRIBUTED: frozenset({"speaker_id"}),
    TAGGED: frozenset({"topics"}),
}
"""The kinds of events that may also change fields of a claim that do not move otherwise, and which."""

_EMPTY_UNTOLD: Final = frozenset({"roles"})
"""Lists that are told as null where they are empty, as rows from before they came have them."""

_EVIDENCE_LATER: Final = frozenset({"document", "sha256", "excerpt"})
"""Fields of evidence that came later: left out of digests where they are null, so that those of older events hold."""


def canonical(value: object) -> bytes:
    """JSON in UTF-8 with sorted keys: equal values give equal bytes."""
    return msgspec.json.encode(value, order="sorted")


def sha256_hex(data: bytes) -> str:
    """The SHA-256 of the bytes, lower-case hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def state(record: Record, salts: Mapping[str, str | None] | str | None) -> dict[str, Any]:
    """The fields of the record's row as plain JSON values, instants in UTC, texts as "sha256:<salted digest>".

    `salts` are by the names of the fields: those of the events that set them; or it is one salt for all. A salt is
    kept beside the log, so that a name that is taken out cannot be guessed from what the log keeps of it once its salt
    is gone too.
    """
    subject = SUBJECTS[type(record)]
    texts, derived = TEXTS[subject], DERIVED.get(subject, frozenset())
    one = salts if isinstance(salts, Mapping) else dict.fromkeys(texts, salts)
    return {
        name: _digested(name, value, one.get(name)) if name in texts else _plain(value)
        for name, value in msgspec.structs.asdict(record).items()
        if name not in derived
    }


def _digested(name: str, value: object, salt: str | None) -> str | None:
    if value is None or (value == () and name in _EMPTY_UNTOLD):
        return None
    data = value.encode() if isinstance(value, str) else canonical(_pieces(value))
    return "sha256:" + sha256_hex((salt or "").encode() + b" " + data)


def _pieces(value: object) -> object:
    if not isinstance(value, tuple):
        return value
    return [
        {
            name: each
            for name, each in msgspec.structs.asdict(piece).items()
            if each is not None or name not in _EVIDENCE_LATER
        }
        if isinstance(piece, Evidence)
        else piece
        for piece in value
    ]


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def event_digest(event: Event) -> str:
    """The digest of the event and its whole body. Its position is no part of it, so a copied ledger keeps its proof."""
    recorded_at = event.recorded_at.astimezone(UTC).isoformat()
    parts = [event.subject, event.subject_id, event.kind, event.actor, recorded_at, event.body]
    return sha256_hex(canonical([event.id, *parts] if event.id else parts))


def check_of(digest: str) -> int:
    """The first 16 bits of a digest: what the log keeps of it."""
    return int(digest[:4], 16)


def link_root(previous: str, digests: Iterable[str]) -> str:
    """The root of a link of the chain: of the root before it, and of its events' digests in their order."""
    return sha256_hex(canonical([previous, *digests]))


def added(record: Record, kind: str, stamp: Stamp, more: Mapping[str, Any] | None = None) -> Added:
    """The step that adds the record; `more` goes into the event's body beside the row's fields.

    Fields that are null, or hold what LATER says, are not told, so that a later schema can add fields to a row without
    changing its past.
    """
    subject = SUBJECTS[type(record)]
    texts, movable = TEXTS[subject], MOVABLE.get(subject, frozenset())
    fields = {name: value for name, value in state(record, stamp.salt).items() if _is_told(subject, name, value)}
    event = _event(record, kind, stamp, {"set": fields, **(more or {})})
    return Added(
        event=event, kept=_kept(subject, fields, movable, more), record=record, salt=_salt(fields, texts, stamp)
    )


def _is_told(subject: str, name: str, value: object) -> bool:
    return value is not None and LATER.get(subject, {}).get(name) != value


def _kept(
    subject: str, fields: Mapping[str, Any], movable: frozenset[str], more: Mapping[str, Any] | None
) -> str | None:
    if subject in WHOLE:
        return None
    kept = {name: value for name, value in fields.items() if name in movable}
    return canonical({"set": kept, **(more or {})}).decode()


def whole_body(subject: str, kept: str, row: Mapping[str, Any]) -> str:
    """The whole body of an event of adding, from what the log keeps of it and from its row's `state`.

    A field that moves is kept, or was null. (One that stays today and is to move needs a migration that keeps it.)
    """
    movable = MOVABLE.get(subject, frozenset())
    body = msgspec.json.decode(kept)
    fixed = {name: value for name, value in row.items() if _is_told(subject, name, value) and name not in movable}
    body["set"] = fixed | body["set"]
    return canonical(body).decode()


def moved(
    before: Movable,
    after: Movable,
    kind: str,
    stamp: Stamp,
    more: Mapping[str, Any] | None = None,
) -> Moved:
    """The step that moves a row from `before` to `after`. Raises ValueError for a field that does not move."""
    texts = TEXTS[SUBJECTS[type(before)]]
    changed = _changed(before, after, stamp.salt)
    movable = MOVABLE[SUBJECTS[type(before)]]
    allowed = movable | REWRITES.get(kind, frozenset())
    if not changed.keys() <= allowed or after.version != before.version + 1:
        raise ValueError(f"{before.id} cannot be moved: {sorted(changed)}, version {after.version}")
    event = _event(after, kind, stamp, {"set": changed, **(more or {})})
    return Moved(
        event=event,
        before=before,
        after=after,
        salt=_salt(changed, texts, stamp),
        rewrites=not changed.keys() <= movable,
    )


def redacted(before: Record, after: Record, stamp: Stamp, redaction_id: str) -> Redacted:
    """The step that takes texts out of a row. Raises ValueError where `after` differs in what is no text.

    A row that has versions moves on to the next. `after` must not carry it yet.
    """
    subject = SUBJECTS[type(before)]
    texts = TEXTS[subject]
    if not _changed(before, after, stamp.salt).keys() <= texts:
        raise ValueError(f"{before.id}: only texts are taken out of a row")
    if isinstance(after, Movable):
        after = msgspec.structs.replace(after, version=after.version + 1)
    fields = {name: field for name, field in state(after, stamp.salt).items() if name in texts or name == "version"}
    event = _event(after, f"{subject}.redacted", stamp, {"set": fields, "redaction_id": redaction_id})
    return Redacted(event=event, before=before, record=after, salt=_salt(fields, texts, stamp))


def is_redacted(article: Article) -> bool:
    """Whether anything was taken out of the article's text: it is not the one any more that its digest is of."""
    return sha256_hex(article.text.encode()) != article.sha256


def _changed(before: Record, after: Record, salt: str) -> dict[str, Any]:
    """The fields that differ, as they are after, in the form of `state`."""
    fields = state(after, salt)
    return {name: fields[name] for name in fields if getattr(after, name) != getattr(before, name)}


def _salt(fields: Mapping[str, Any], texts: frozenset[str], stamp: Stamp) -> str | None:
    """The salt, where any digest of a text came of it."""
    return stamp.salt if any(fields.get(name) is not None for name in texts) else None


def _event(record: Record, kind: str, stamp: Stamp, body: dict[str, Any]) -> Event:
    return Event(
        subject=SUBJECTS[type(record)],
        subject_id=record.id,
        kind=kind,
        actor=stamp.actor,
        recorded_at=stamp.recorded_at,
        body=canonical(body).decode(),
    )

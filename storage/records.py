"""The rows of the ledger that are not values of the domain, and the union of all that are kept."""

from datetime import datetime
from typing import Literal

import msgspec

from claims.model import Article, Claim, Condition, Evidence, Filing, Resolution, Speaker
from claims.timeline import DatedMention
from storage.incoming import ArticleUrl, FeedSource, SourceItem
from storage.outbox import FeedKey, ReminderSetting, ReportTarget, Webhook

ReportKind = Literal["resolution", "scorecard", "timeline"]
ReportFormat = Literal["json", "markdown", "text", "html", "csv"]
Role = Literal["reader", "contributor", "resolver", "admin"]
"""What a person may do. Each may also do all that those before it may."""
RedactedSubject = Literal["article", "speaker"]


class SpeakerAlias(msgspec.Struct, frozen=True, kw_only=True):
    """Another name under which a speaker was seen, as it was written."""

    id: str
    speaker_id: str
    alias: str
    recorded_at: datetime


class Distinction(msgspec.Struct, frozen=True, kw_only=True):
    """That two speakers whose names are alike were found to be two. `speaker_id` is less than `other_id`."""

    id: str
    speaker_id: str
    other_id: str
    actor: str
    recorded_at: datetime


class ArticleEntry(msgspec.Struct, frozen=True, kw_only=True):
    """An article in a list: all of it but its text, of which the `length` in characters is given."""

    id: str
    sha256: str
    title: str | None
    publisher: str | None
    author: str | None
    url: str | None
    published_at: str
    length: int
    recorded_at: datetime


class ArticleMention(DatedMention, frozen=True, kw_only=True):
    """A dated event or statement that an article tells of, as it was read when the article came in."""

    id: str
    recorded_at: datetime


class ReportDefinition(msgspec.Struct, frozen=True, kw_only=True):
    """A report made on a schedule. `cron` (five fields) is read in `time_zone`; `next_run_at` is the next time,
    unless it was ended at `ended_at`."""

    id: str
    name: str
    kind: ReportKind
    cron: str
    time_zone: str
    period_days: int
    speaker_id: str | None = None
    topic: str | None = None
    format: ReportFormat
    next_run_at: datetime
    recorded_at: datetime
    version: int = 1
    ended_at: datetime | None = None


class StoredReport(msgspec.Struct, frozen=True, kw_only=True):
    """A report as it was made, frozen: what it was made from, and its text in its format.

    It covers what came due in `period_from` (inclusive) to `period_to` (exclusive). `rows` is the JSON of the rows it
    was made from, `rows_sha256` their digest, `chain_head` the root of the ledger's chain when they were read.
    """

    id: str
    definition_id: str
    name: str
    kind: ReportKind
    format: ReportFormat
    scheduled_at: datetime
    as_of: datetime
    period_from: datetime
    period_to: datetime
    lexicon: str
    ruleset: str
    rows: str
    rows_sha256: str
    chain_head: str
    note: str | None = None
    content: str
    recorded_at: datetime


class ReportEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A report in a list, without its content and the rows that it was made from."""

    id: str
    definition_id: str
    name: str
    kind: ReportKind
    format: ReportFormat
    scheduled_at: datetime
    period_from: datetime
    period_to: datetime
    recorded_at: datetime


class JobFailure(msgspec.Struct, frozen=True, kw_only=True):
    """A job that failed while it ran by itself; `subject_id` is what it was about, null where it was no one thing."""

    id: str
    job: str
    subject_id: str | None
    error: str
    recorded_at: datetime


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who acts. `name` is short, unique and stays: it is the actor of all that the person does."""

    id: str
    name: str
    role: Role
    recorded_at: datetime
    version: int = 1


class ApiKey(msgspec.Struct, frozen=True, kw_only=True):
    """A key with which a person acts. Of its text only the SHA-256 is kept (hexadecimal), from which nobody can act.

    It is good before `expires_at` (null: for ever) unless it was revoked at `revoked_at`.
    """

    id: str
    person_id: str
    label: str | None = None
    sha256: str
    expires_at: datetime | None = None
    revoked_at: datetime | None = None
    recorded_at: datetime
    version: int = 1


class ApiKeyEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A key as it is shown, without its digest. `person` is the name of whose it is."""

    id: str
    person_id: str
    person: str
    role: Role
    label: str | None
    expires_at: datetime | None
    revoked_at: datetime | None
    recorded_at: datetime


class Correction(msgspec.Struct, frozen=True, kw_only=True):
    """A person's correction of how a claim was read: which fields, and `reading`, the JSON of the claim before it."""

    id: str
    claim_id: str
    fields: tuple[str, ...]
    reading: str
    reason: str
    actor: str
    recorded_at: datetime


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """Why a claim was moved. The event of the move names it, so that the log itself holds no words."""

    id: str
    claim_id: str
    text: str
    recorded_at: datetime


class ConditionDecision(msgspec.Struct, frozen=True, kw_only=True):
    """What a person found of a condition: whether it held, and on what evidence. Added, never overwritten."""

    id: str
    condition_id: str
    held: bool
    evidence: tuple[Evidence, ...] = ()
    reason: str | None = None
    actor: str
    recorded_at: datetime


class Redaction(msgspec.Struct, frozen=True, kw_only=True):
    """That the texts of an article, or the names of a speaker, were taken out of the ledger: by whom, when and why."""

    id: str
    subject: RedactedSubject
    subject_id: str
    reason: str
    actor: str
    recorded_at: datetime


Record = (
    Article
    | ArticleMention
    | Claim
    | Speaker
    | SpeakerAlias
    | Distinction
    | Resolution
    | Correction
    | Reason
    | Condition
    | ConditionDecision
    | Filing
    | ReportDefinition
    | StoredReport
    | JobFailure
    | Person
    | ApiKey
    | Webhook
    | ReminderSetting
    | ReportTarget
    | FeedKey
    | Redaction
    | FeedSource
    | SourceItem
    | ArticleUrl
)
"""Everything that an event can add to the ledger."""

Movable = (
    Claim
    | Speaker
    | ReportDefinition
    | Condition
    | Filing
    | Person
    | ApiKey
    | Webhook
    | ReminderSetting
    | FeedKey
    | FeedSource
)
"""The records that have versions: what an event can move."""

"""What goes out: who is to hear of what, and how far the sending has got.

Subscriptions, feed keys, reminder settings and targets of reports are records like all others, each change an event.
The outbox itself (`Delivery`, `Cursor`, `Reminded`) is working state: it says how far the log and the due claims were
worked off, is put in place of what was there, and stands outside the log and its proof. Where a delivery comes from
something in the ledger it is put there in the same commit, so that nothing is lost and nothing is put in twice.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from datetime import datetime
from typing import Final, Literal, get_args

import msgspec

WebhookEvent = Literal[
    "claim.created",
    "claim.due",
    "claim.overdue",
    "claim.resolved",
    "claim.reopened",
    "claim.slipped",
    "report.ready",
]
"""What can be subscribed to."""

EVENTS: Final[tuple[WebhookEvent, ...]] = get_args(WebhookEvent)

Form = Literal["standard", "slack"]
"""How a webhook is written to: a Standard Webhooks message, or a text as chat services take it."""

Channel = Literal["webhook", "email", "folder"]
DeliveryStatus = Literal["pending", "delivered", "dead", "dropped"]
"""`dead` was given up; `dropped` had nothing left to tell, or nobody who wanted to hear it, when it was to be sent."""


class Webhook(msgspec.Struct, frozen=True, kw_only=True):
    """A subscription: `events` are sent to `url` from its making until `ended_at`.

    Every message is signed with `secret`, and before `previous_until` with `previous_secret` too. `speaker_id` and
    `topic` narrow down which claims are told of.
    """

    id: str
    url: str
    label: str | None = None
    events: tuple[WebhookEvent, ...]
    form: Form = "standard"
    speaker_id: str | None = None
    topic: str | None = None
    secret: str
    previous_secret: str | None = None
    previous_until: datetime | None = None
    ended_at: datetime | None = None
    ended_why: str | None = None
    recorded_at: datetime
    version: int = 1


class ReminderSetting(msgspec.Struct, frozen=True, kw_only=True):
    """How a person is reminded: at `hour` (0-23) of their zone by e-mail to `address`, by a webhook, or not at all."""

    id: str
    person_id: str
    remind_by: Literal["email", "webhook", "none"]
    address: str | None = None
    webhook_id: str | None = None
    hour: int
    time_zone: str
    recorded_at: datetime
    version: int = 1


class ReportTarget(msgspec.Struct, frozen=True, kw_only=True):
    """Where a definition's reports go: to the reports' folder, to an e-mail `address`, or to a webhook."""

    id: str
    definition_id: str
    channel: Channel
    address: str | None = None
    webhook_id: str | None = None
    recorded_at: datetime


class FeedKey(msgspec.Struct, frozen=True, kw_only=True):
    """A key that stands in the address of a feed, and opens feeds only. Of its text only the SHA-256 is kept."""

    id: str
    label: str
    sha256: str
    revoked_at: datetime | None = None
    recorded_at: datetime
    version: int = 1


class Delivery(msgspec.Struct, frozen=True, kw_only=True):
    """One message to one receiver, and how its sending stands.

    `event` is what it tells of: an event of webhooks, "reminder" or "report". `subject_id` is the claim, the report or
    the person; `position` that of the event in the log, null where there is none. What is written in it is made of the
    ledger when it is sent. `answer` is the last HTTP status, `error` why the last attempt failed.
    """

    id: str
    channel: Channel
    event: str
    webhook_id: str | None = None
    address: str | None = None
    subject_id: str
    position: int | None = None
    happened_at: datetime
    status: DeliveryStatus = "pending"
    attempts: int = 0
    next_attempt_at: datetime | None
    answer: int | None = None
    error: str | None = None
    ended_at: datetime | None = None
    recorded_at: datetime


class Cursor(msgspec.Struct, frozen=True, kw_only=True):
    """How far a webhook (its `id`) was told: of the log up to `position`, of what is overdue up to `overdue_until`."""

    id: str
    position: int
    overdue_until: datetime


class Reminded(msgspec.Struct, frozen=True, kw_only=True):
    """That a person was reminded of a claim that came due at `due_at`: last in its `period` from 0 on.

    `delivery_id` is the message in which that was.
    """

    claim_id: str
    person_id: str
    due_at: datetime
    period: int
    delivery_id: str


class Forgotten(msgspec.Struct, frozen=True, kw_only=True):
    """That deliveries which ended before an instant are not kept any longer, however they ended."""

    before: datetime


Working = Delivery | Cursor | Reminded | Forgotten
"""Rows that are put in place of those before them, outside the log; and which of them are let go."""


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """An event of the log, as far as it matters to who is told of it."""

    position: int
    kind: str
    subject_id: str
    actor: str
    recorded_at: datetime


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """A claim that nobody has resolved since `since` (UTC), when it came due or, if that was later, was stored."""

    claim_id: str
    since: datetime


class OutboxReads(ABC):
    """What the ledger tells of what goes out. Ids, pages and errors are as for `storage.ledger.Ledger`."""

    @property
    @abstractmethod
    def position(self) -> int:
        """That of the last event of the log, 0 in an empty one. It costs no query."""

    @abstractmethod
    def told(self, kinds: Sequence[str], *, after: int, limit: int) -> tuple[Told, ...]:
        """Events of these kinds in their order, those after the position `after`."""

    @abstractmethod
    def webhook(self, webhook_id: str) -> Webhook:
        """The webhook."""

    @abstractmethod
    def webhooks(self, *, limit: int = 50, after: str | None = None) -> tuple[Webhook, ...]:
        """Webhooks in the order of their ids, ended ones too; those after the id `after`."""

    @abstractmethod
    def cursor(self, webhook_id: str) -> Cursor | None:
        """How far the webhook was told; null before the first time."""

    @abstractmethod
    def waiting_since(self, *, after: datetime, until: datetime) -> tuple[Waiting, ...]:
        """All unresolved claims that wait since a time later than `after` and no later than `until`, sorted by it."""

    @abstractmethod
    def delivery(self, delivery_id: str) -> Delivery:
        """The delivery."""

    @abstractmethod
    def deliveries(
        self,
        *,
        webhook_id: str | None = None,
        status: DeliveryStatus | None = None,
        limit: int = 50,
        before: str | None = None,
    ) -> tuple[Delivery, ...]:
        """Deliveries, newest first; those older than the id `before`."""

    @abstractmethod
    def deliveries_until(self, now: datetime, *, limit: int) -> tuple[Delivery, ...]:
        """Pending deliveries whose next attempt is due no later than `now`, the oldest first."""

    @abstractmethod
    def next_delivery_at(self) -> datetime | None:
        """The earliest time of an attempt to come; null when nothing is pending."""

    @abstractmethod
    def reminder_setting(self, person_id: str) -> ReminderSetting | None:
        """How the person wants to be reminded; null where they never said."""

    @abstractmethod
    def reminder_settings(self) -> tuple[ReminderSetting, ...]:
        """How people want to be reminded, in the order of their ids."""

    @abstractmethod
    def reminded(self, person_id: str) -> tuple[Reminded, ...]:
        """What the person was last reminded of, claim by claim."""

    @abstractmethod
    def report_targets(self, definition_id: str) -> tuple[ReportTarget, ...]:
        """Where the definition's reports go, in the order of their ids."""

    @abstractmethod
    def feed_key(self, key_id: str) -> FeedKey:
        """The feed key."""

    @abstractmethod
    def feed_keys(self, *, limit: int = 50, after: str | None = None) -> tuple[FeedKey, ...]:
        """Feed keys in the order of their ids, revoked ones too; those after the id `after`."""

    @abstractmethod
    def feed_key_by_digest(self, sha256: str) -> FeedKey | None:
        """The feed key whose text has this SHA-256, revoked ones too; null when there is none."""

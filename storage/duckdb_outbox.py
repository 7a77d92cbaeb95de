"""What the DuckDB ledger tells of what goes out."""

from abc import abstractmethod
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar

import msgspec

from storage.outbox import (
    Cursor,
    Delivery,
    DeliveryStatus,
    FeedKey,
    OutboxReads,
    Reminded,
    ReminderSetting,
    ReportTarget,
    Told,
    Waiting,
    Webhook,
)

Row = TypeVar("Row", bound=msgspec.Struct)


class DuckdbOutbox(OutboxReads):
    """The reads of `sql/outbox.sql`, over what the ledger reads with."""

    @abstractmethod
    def _all(self, name: str, row_type: type[Row], **values: Any) -> tuple[Row, ...]:
        """The rows of a statement."""

    @abstractmethod
    def _one(self, name: str, row_type: type[Row], row_id: str, subject: str | None = None) -> Row:
        """The row with the id. Raises NotFound."""

    @abstractmethod
    def _earliest(self, name: str, after: datetime | None) -> datetime | None:
        """The earliest instant of a statement."""

    def told(self, kinds: Sequence[str], *, after: int, limit: int) -> tuple[Told, ...]:
        return self._all("told", Told, kinds=list(kinds), after=after, limit=limit)

    def webhook(self, webhook_id: str) -> Webhook:
        return self._one("webhook", Webhook, webhook_id)

    def webhooks(self, *, limit: int = 50, after: str | None = None) -> tuple[Webhook, ...]:
        return self._all("webhooks", Webhook, after=after, limit=limit)

    def cursor(self, webhook_id: str) -> Cursor | None:
        return next(iter(self._all("cursor", Cursor, id=webhook_id)), None)

    def waiting_since(self, *, after: datetime, until: datetime) -> tuple[Waiting, ...]:
        return self._all("waiting_since", Waiting, after=_utc(after), until=_utc(until))

    def delivery(self, delivery_id: str) -> Delivery:
        return self._one("delivery", Delivery, delivery_id)

    def deliveries(
        self,
        *,
        webhook_id: str | None = None,
        status: DeliveryStatus | None = None,
        limit: int = 50,
        before: str | None = None,
    ) -> tuple[Delivery, ...]:
        return self._all("deliveries", Delivery, webhook_id=webhook_id, status=status, before=before, limit=limit)

    def deliveries_until(self, now: datetime, *, limit: int) -> tuple[Delivery, ...]:
        return self._all("deliveries_until", Delivery, until=_utc(now), limit=limit)

    def next_delivery_at(self) -> datetime | None:
        return self._earliest("next_delivery_at", None)

    def reminder_setting(self, person_id: str) -> ReminderSetting | None:
        return next(iter(self._all("reminder_setting", ReminderSetting, person_id=person_id)), None)

    def reminder_settings(self) -> tuple[ReminderSetting, ...]:
        return self._all("reminder_settings", ReminderSetting)

    def reminded(self, person_id: str) -> tuple[Reminded, ...]:
        return self._all("reminded", Reminded, person_id=person_id)

    def report_targets(self, definition_id: str) -> tuple[ReportTarget, ...]:
        return self._all("report_targets", ReportTarget, definition_id=definition_id)

    def feed_key(self, key_id: str) -> FeedKey:
        return self._one("feed_key", FeedKey, key_id)

    def feed_keys(self, *, limit: int = 50, after: str | None = None) -> tuple[FeedKey, ...]:
        return self._all("feed_keys", FeedKey, after=after, limit=limit)

    def feed_key_by_digest(self, sha256: str) -> FeedKey | None:
        return next(iter(self._all("feed_key_by_digest", FeedKey, sha256=sha256)), None)


def _utc(instant: datetime) -> str:
    return instant.astimezone(UTC).isoformat()

"""From the log to the outbox: each webhook is told of what happened, by a cursor of its own over the log.

The log is append-only, ordered and durable, so nothing has to be written a second time when something happens. The
cursor moves in the commit that puts the deliveries into the outbox: killed before it, the same are found again; killed
after it, they are there. A claim becomes overdue by time alone, without an event; there the cursor is an instant.
"""

from datetime import datetime, timedelta
from typing import Final

from jobs.ids import new_id
from jobs.speakers import answerable
from jobs.webhooks import active_webhooks
from storage.ledger import Change, Ledger
from storage.outbox import Cursor, Delivery, Told, Webhook, WebhookEvent

KINDS: Final[dict[str, WebhookEvent]] = {
    "claim.added": "claim.created",
    "claim.flagged": "claim.due",
    "claim.resolved": "claim.resolved",
    "claim.annulled": "claim.resolved",
    "claim.reopened": "claim.reopened",
    "claim.slipped": "claim.slipped",
    "report.made": "report.ready",
}
"""What webhooks are told, by the events of the log that it comes from."""

PAGE: Final = 500
"""Events told in one change."""

LAG_MAX: Final = 5_000
"""A cursor that has nothing to tell is moved only when it lies so far behind: a commit costs a sync of the disk."""


def announce(ledger: Ledger, *, now: datetime, overdue_after: timedelta) -> int:
    """Put into the outbox what webhooks have not been told of yet; how many messages that makes.

    `overdue_after` is how long a claim may wait for a decision. Must not run twice at once.
    """
    return sum(_tell(ledger, webhook, now, overdue_after) for webhook in active_webhooks(ledger))


def _tell(ledger: Ledger, webhook: Webhook, now: datetime, overdue_after: timedelta) -> int:
    count, more = 0, True
    while more:
        cursor = ledger.cursor(webhook.id) or Cursor(id=webhook.id, position=0, overdue_until=webhook.recorded_at)
        # Read first: what is written while the log is read is told now or found the next time, never both.
        end = ledger.position
        told = _told(ledger, webhook, cursor)
        more = len(told) == PAGE
        found = [
            *(_of_event(webhook, each, now) for each in told),
            *_overdue(ledger, webhook, cursor, now, overdue_after),
        ]
        wanted = [delivery for delivery in found if _is_wanted(ledger, webhook, delivery)]
        last = told[-1].position if told else cursor.position
        position = last if more else max(end, last)
        if wanted or position - cursor.position > LAG_MAX:
            moved = Cursor(id=webhook.id, position=position, overdue_until=max(now, cursor.overdue_until))
            ledger.commit(Change(steps=(), working=(*wanted, moved)))
        count += len(wanted)
    return count


def _told(ledger: Ledger, webhook: Webhook, cursor: Cursor) -> tuple[Told, ...]:
    kinds = [kind for kind, event in KINDS.items() if event in webhook.events]
    return ledger.told(kinds, after=cursor.position, limit=PAGE) if kinds else ()


def _of_event(webhook: Webhook, told: Told, now: datetime) -> Delivery:
    return _delivery(webhook, KINDS[told.kind], told.subject_id, told.recorded_at, now, told.position)


def _overdue(
    ledger: Ledger, webhook: Webhook, cursor: Cursor, now: datetime, overdue_after: timedelta
) -> list[Delivery]:
    """All that became overdue since the last time, in one change: many may do so at one instant."""
    if "claim.overdue" not in webhook.events:
        return []
    found = ledger.waiting_since(after=cursor.overdue_until - overdue_after, until=now - overdue_after)
    return [_delivery(webhook, "claim.overdue", each.claim_id, each.since + overdue_after, now, None) for each in found]


def _delivery(  # noqa: PLR0913, PLR0917 - what a message tells of, of whom, and when
    webhook: Webhook,
    event: WebhookEvent,
    subject_id: str,
    happened_at: datetime,
    now: datetime,
    position: int | None,
) -> Delivery:
    return Delivery(
        id=new_id(),
        channel="webhook",
        event=event,
        webhook_id=webhook.id,
        subject_id=subject_id,
        position=position,
        happened_at=happened_at,
        next_attempt_at=now,
        recorded_at=now,
    )


def _is_wanted(ledger: Ledger, webhook: Webhook, delivery: Delivery) -> bool:
    """Whether what it tells of passes the webhook's filters; reports are not narrowed down."""
    if delivery.event == "report.ready" or not (webhook.speaker_id or webhook.topic):
        return True
    claim = ledger.claim(delivery.subject_id)
    wanted = answerable(ledger, webhook.speaker_id).id if webhook.speaker_id else None
    return wanted in {None, claim.speaker_id} and (webhook.topic is None or webhook.topic in claim.topics)

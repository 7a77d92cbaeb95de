"""Sends what is in the outbox: bounded, again and again over a day, and put aside when it cannot be delivered.

Delivered at least once: what was sent and not yet noted when the process is killed is sent again, under the same id
(`webhook-id`, `Message-ID`), by which its receiver can tell. What each outcome is is committed as soon as it is known.
"""

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from itertools import groupby
from threading import Event
from time import monotonic
from typing import Final

import msgspec
import structlog

from jobs.errors import StateConflict
from storage.errors import StorageError
from storage.ledger import PAGE_MAX, Change, Ledger
from storage.outbox import Channel, Delivery, Forgotten

BACKOFF: Final = (
    timedelta(seconds=5),
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=8),
    timedelta(hours=8),
)
"""How long to wait after each failed attempt: nine attempts in 23.6 hours. After the last a delivery is dead."""

LANES: Final = 8
"""Receivers that are sent to at the same time. Each receiver is sent one message after the other."""

LANE_MESSAGES_MAX: Final = 20
LANE_S: Final = 15.0
"""Messages and seconds after which a receiver waits for the next round, so that a slow one holds up no other."""

ERROR_LENGTH_MAX: Final = 200

KEPT: Final = timedelta(days=30)
"""How long a delivery that has ended can be looked at, and sent again."""

log = structlog.get_logger()


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What came of an attempt. `answer` is the HTTP status where there was one; `error` is null where it was taken.

    `final` means that no attempt will change it; `withdrawn` that there was nothing to send any more.
    """

    answer: int | None = None
    error: str | None = None
    final: bool = False
    withdrawn: bool = False
    retry_after: timedelta | None = None


Send = Callable[[Delivery, datetime], Outcome]
"""Sends one message, at the time given. It raises nothing that it can foresee."""


class Sender:
    """Works the outbox off, with one way of sending for each channel. `clock` gives the time of each attempt."""

    def __init__(self, ledger: Ledger, clock: Callable[[], datetime], channels: Mapping[Channel, Send]) -> None:
        self._ledger = ledger
        self._clock = clock
        self._channels = channels
        self._pool = ThreadPoolExecutor(LANES, thread_name_prefix="deliver")
        self._stopping = Event()

    def round(self) -> int:
        """One attempt of what is due, a bounded number for each receiver; how many attempts that were."""
        due = self._ledger.deliveries_until(self._clock(), limit=PAGE_MAX)
        lanes = [list(group)[:LANE_MESSAGES_MAX] for _, group in groupby(sorted(due, key=_order), key=_receiver)]
        return sum(self._pool.map(self._lane, lanes))

    def stop(self) -> None:
        """Begin no further attempt."""
        self._stopping.set()

    def close(self) -> None:
        """Wait for the attempts under way. No round may run any more."""
        self._pool.shutdown(wait=True)

    def _lane(self, deliveries: Iterable[Delivery]) -> int:
        count, end = 0, monotonic() + LANE_S
        for delivery in deliveries:
            if self._stopping.is_set() or monotonic() > end:
                break
            self._attempt(delivery)
            count += 1
        return count

    def _attempt(self, delivery: Delivery) -> None:
        outcome = self._send(delivery)
        after = after_attempt(delivery, outcome, self._clock())
        self._ledger.commit(Change(steps=(), working=(after,)))
        log.info(
            "delivery_attempted",
            delivery_id=delivery.id,
            channel=delivery.channel,
            event_name=delivery.event,
            status=after.status,
            attempts=after.attempts,
            answer=after.answer,
        )

    def _send(self, delivery: Delivery) -> Outcome:
        """The outcome of one attempt. What nobody foresaw counts as a failed one, and does not stop the others."""
        try:
            return self._channels[delivery.channel](delivery, self._clock())
        except StorageError:
            raise
        except Exception as error:
            log.error("delivery_failed", delivery_id=delivery.id, error=type(error).__name__)
            return Outcome(error=f"{type(error).__name__}: {error}")


def after_attempt(delivery: Delivery, outcome: Outcome, now: datetime) -> Delivery:
    """The delivery after an attempt: delivered, to be tried again at a later time, or dead."""
    attempts = delivery.attempts + 1
    failed = outcome.error is not None
    again = failed and not outcome.final and not outcome.withdrawn and attempts <= len(BACKOFF)
    next_attempt_at = None
    if again:
        next_attempt_at = now + max(BACKOFF[attempts - 1], outcome.retry_after or timedelta())
    return msgspec.structs.replace(
        delivery,
        status="pending" if again else "dropped" if outcome.withdrawn else "dead" if failed else "delivered",
        attempts=attempts,
        next_attempt_at=next_attempt_at,
        answer=outcome.answer,
        error=outcome.error[:ERROR_LENGTH_MAX] if outcome.error else None,
        ended_at=None if again else now,
    )


def redeliver(ledger: Ledger, delivery_id: str, *, now: datetime) -> Delivery:
    """The delivery, to be sent again at once under its old id.

    Raises NotFound, and StateConflict while it is pending.
    """
    before = ledger.delivery(delivery_id)
    if before.status == "pending":
        raise StateConflict(f"delivery {delivery_id} is still being tried; its next attempt comes by itself")
    after = msgspec.structs.replace(
        before, status="pending", attempts=0, next_attempt_at=now, answer=None, error=None, ended_at=None
    )
    ledger.commit(Change(steps=(), working=(after,)))
    return after


def forget_old(ledger: Ledger, *, now: datetime) -> None:
    """Let go of what ended longer ago than it is kept."""
    ledger.commit(Change(steps=(), working=(Forgotten(before=now - KEPT),)))


def _receiver(delivery: Delivery) -> str:
    """Who gets it: messages to one receiver are sent one after the other."""
    return delivery.webhook_id or f"{delivery.channel} {(delivery.address or '').rpartition('@')[2]}"


def _order(delivery: Delivery) -> tuple[str, str]:
    return _receiver(delivery), delivery.id

"""Puts into the outbox what there is to say and works it off: what the scheduler runs every second.

While nothing happens a run asks the ledger nothing: it compares the position of the log with the one it has seen, and
the time with the next one that it knows of.
"""

import threading
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Final

from jobs.announce import announce
from jobs.deliver import Send, Sender
from jobs.remind import next_reminders_at, remind
from storage.ledger import Ledger
from storage.outbox import Channel

OVERDUE_EVERY: Final = timedelta(seconds=30)
"""How often it is asked what became overdue, which happens without a change."""


class Dispatcher:
    """One of them to a ledger. `overdue_after` is how long a claim may wait for a decision."""

    def __init__(
        self,
        ledger: Ledger,
        clock: Callable[[], datetime],
        channels: Mapping[Channel, Send],
        overdue_after: timedelta,
    ) -> None:
        self._ledger = ledger
        self._clock = clock
        self._sender = Sender(ledger, clock, channels)
        self._overdue_after = overdue_after
        self._running = threading.Lock()
        self._woken = threading.Event()
        self._seen = -1
        self._overdue_at: datetime | None = None
        self._send_at: datetime | None = None
        self._remind_at: datetime | None = None
        self._woken.set()

    def wake(self) -> None:
        """Look at everything at the next run: the outbox or when to remind was changed."""
        self._woken.set()

    def run(self) -> None:
        """Tell what there is to tell, and attempt what is due. Two runs at once do it one after the other."""
        with self._running:
            told = self._announce() + self._remind()
            if self._woken.is_set() or told or self._is_due():
                self._woken.clear()
                while self._sender.round():
                    self._announce()
                self._send_at = self._ledger.next_delivery_at()

    def stop(self) -> None:
        """Begin nothing more."""
        self._sender.stop()

    def close(self) -> None:
        """Wait for the attempts under way. Nothing may call `run` any more."""
        self._sender.close()

    def _is_due(self) -> bool:
        return self._send_at is not None and self._send_at <= self._clock()

    def _remind(self) -> int:
        now = self._clock()
        if not self._woken.is_set() and (self._remind_at is None or now < self._remind_at):
            return 0
        count = remind(self._ledger, now=now)
        self._remind_at = next_reminders_at(self._ledger, now=now)
        return count

    def _announce(self) -> int:
        now, position = self._clock(), self._ledger.position
        if position == self._seen and self._overdue_at is not None and now < self._overdue_at:
            return 0
        count = announce(self._ledger, now=now, overdue_after=self._overdue_after)
        self._seen, self._overdue_at = position, now + OVERDUE_EVERY
        return count

"""Steps of a change, each with an event that says who acts and when."""

from datetime import datetime
from typing import Any

import msgspec

from jobs.ids import new_salt
from jobs.once import Once
from storage.events import Added, Moved, Redacted, Stamp, added, moved, redacted
from storage.ledger import Answer
from storage.records import Movable, Record


class Steps:
    """Makes the steps of one actor at one instant (aware, UTC)."""

    def __init__(self, actor: str, now: datetime, once: Once | None = None) -> None:
        self.actor = actor
        self.now = now
        self.once = once

    def added(self, record: Record, kind: str, **more: Any) -> Added:
        """The step that adds the record; `more` stands in the event's body and must hold no texts."""
        return added(record, kind, self._stamp(), more)

    def moved(self, before: Movable, after: Movable, kind: str, **more: Any) -> Moved:
        """The step that moves the row from `before` to `after`; `more` as for `added`."""
        return moved(before, after, kind, self._stamp(), more)

    def redacted(self, before: Record, after: Record, redaction_id: str) -> Redacted:
        """The step that takes texts out of a row, for the redaction named."""
        return redacted(before, after, self._stamp(), redaction_id)

    def answer(self, result: msgspec.Struct) -> Answer | None:
        """What to keep under the request's idempotency key; null where it has none."""
        if self.once is None:
            return None
        body = msgspec.json.encode(result).decode()
        return Answer(key=self.once.key, request_sha256=self.once.request_sha256, body=body, recorded_at=self.now)

    def _stamp(self) -> Stamp:
        return Stamp(salt=new_salt(), actor=self.actor, recorded_at=self.now)

"""Identifiers: UUID version 7 (RFC 9562, section 5.7), which sort by the time at which they were made."""

import secrets
import threading
import time
import uuid
from typing import Final

_COUNTER_BITS: Final = 74
_COUNTER_MAX: Final = (1 << _COUNTER_BITS) - 1


class _Source:
    """Makes UUIDs that only grow within a process, also within one millisecond and when the clock is set back."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last_ms = -1
        self._counter = 0

    def next(self, now_ms: int) -> uuid.UUID:
        with self._lock:
            if now_ms > self._last_ms:
                self._last_ms = now_ms
                # The top bit stays free so that counting up within the millisecond cannot run over.
                self._counter = secrets.randbits(_COUNTER_BITS - 1)
            elif self._counter < _COUNTER_MAX:
                self._counter += 1 + secrets.randbits(32)
                self._counter = min(self._counter, _COUNTER_MAX)
            else:
                self._last_ms += 1
                self._counter = secrets.randbits(_COUNTER_BITS - 1)
            return _uuid7(self._last_ms, self._counter)


def _uuid7(unix_ms: int, counter: int) -> uuid.UUID:
    random_a, random_b = counter >> 62, counter & ((1 << 62) - 1)
    return uuid.UUID(int=(unix_ms << 80) | (0x7 << 76) | (random_a << 64) | (0b10 << 62) | random_b)


_SOURCE = _Source()


def new_id() -> str:
    """A new UUIDv7 as text, greater than every one made before in this process."""
    return str(_SOURCE.next(time.time_ns() // 1_000_000))

"""Identifiers: UUID version 7 (RFC 9562, section 5.7), which sort by the time at which they were made."""

import secrets
import threading
import time
import uuid
from typing import Final

_COUNTER_BITS: Final = 74
_COUNTER_MAX: Final = (1 << _COUNTER_BITS) - 1


class _Random:
    """Random bits of the system, fetched 4 KB at a time: each call gives up the interpreter and waits for it again."""

    def __init__(self) -> None:
        self._bytes = b""
        self._place = 0

    def bits(self, count: int) -> int:
        """So many random bits as a number. Not safe to use from several threads at once."""
        length = (count + 7) // 8
        if self._place + length > len(self._bytes):
            self._bytes, self._place = secrets.token_bytes(4096), 0
        taken = self._bytes[self._place : self._place + length]
        self._place += length
        return int.from_bytes(taken) >> (8 * length - count)


class _Source:
    """Makes UUIDs that only grow within a process, also within one millisecond and when the clock is set back."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._random = _Random()
        self._last_ms = -1
        self._counter = 0

    def salt(self) -> uuid.UUID:
        with self._lock:
            return uuid.UUID(int=self._random.bits(128), version=4)

    def next(self, now_ms: int) -> uuid.UUID:
        with self._lock:
            if now_ms > self._last_ms:
                self._last_ms = now_ms
                # The top bit stays free so that counting up within the millisecond cannot run over.
                self._counter = self._random.bits(_COUNTER_BITS - 1)
            elif self._counter < _COUNTER_MAX:
                self._counter += 1 + self._random.bits(32)
                self._counter = min(self._counter, _COUNTER_MAX)
            else:
                self._last_ms += 1
                self._counter = self._random.bits(_COUNTER_BITS - 1)
            return _uuid7(self._last_ms, self._counter)


def _uuid7(unix_ms: int, counter: int) -> uuid.UUID:
    random_a, random_b = counter >> 62, counter & ((1 << 62) - 1)
    return uuid.UUID(int=(unix_ms << 80) | (0x7 << 76) | (random_a << 64) | (0b10 << 62) | random_b)


_SOURCE = _Source()


def new_id() -> str:
    """A new UUIDv7 as text, greater than every one made before in this process."""
    return str(_SOURCE.next(time.time_ns() // 1_000_000))


def new_salt() -> str:
    """A random UUID (version 4) as text."""
    return str(_SOURCE.salt())

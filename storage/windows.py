"""Ranges of ids to look through one after the other, newest first.

Ids grow with time (UUIDv7), so the newest rows of a table lie together, and DuckDB's zone maps leave out all row groups
beyond a range. A page of the newest rows is found in the first ranges; to sort all rows for it takes a hundred times as
long at 10 million.
"""

import bisect
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Final

ID_MIN: Final = "00000000-0000-0000-0000-000000000000"
ID_MAX: Final = "ffffffff-ffff-ffff-ffff-ffffffffffff"

GROWTH: Final = 4
"""By how much each range is larger than the one before it."""

STALE_S: Final = 300.0
"""How long fence posts are used, in seconds. Old ones are never wrong: the newest range only grows."""


class Windows:
    """Ranges between fence posts: ids of every so many rows, which `read` gets in falling order."""

    def __init__(self, read: Callable[[], Sequence[str]]) -> None:
        self._read = read
        self._posts: Sequence[str] = ()
        self._read_at = -STALE_S
        self._lock = threading.Lock()

    def before(self, end: str | None) -> Iterator[tuple[str, str]]:
        """Ranges from (inclusive) and to (exclusive), newest first, that together hold all ids before `end`."""
        posts, upper, size = self._current(), end or ID_MAX, 1
        # Posts fall; the first one below the end closes the first range.
        place = bisect.bisect_right(posts, _falling(upper), key=_falling)
        while place < len(posts):
            place = min(place + size - 1, len(posts) - 1)
            yield posts[place], upper
            upper, place, size = posts[place], place + 1, size * GROWTH
        yield ID_MIN, upper

    def _current(self) -> Sequence[str]:
        with self._lock:
            if time.monotonic() - self._read_at > STALE_S:
                self._posts, self._read_at = self._read(), time.monotonic()
            return self._posts


def _falling(text: str) -> tuple[int, ...]:
    """A key that sorts texts of one length the other way round."""
    return tuple(-ord(character) for character in text)

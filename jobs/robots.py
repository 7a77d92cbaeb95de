"""What sites ask of robots: which pages they may fetch, and how often they may come (RFC 9309)."""

import threading
import time
from collections.abc import Callable
from typing import Any, Final, NamedTuple

import httpx

from jobs.fetch import Fetcher, FetchError, Wanted

AGENT: Final = "bythen"
"""The name by which a robots.txt speaks of bythen."""

ROBOTS_BYTES_MAX: Final = 500_000
"""How much of a robots.txt is read, in bytes: RFC 9309, section 2.5, asks for at least 500 KiB."""

KEPT_S: Final = 24 * 3600.0
"""How long a robots.txt is taken for what it was, in seconds: RFC 9309, section 2.4."""

RETRY_S: Final = 600.0
"""How soon one that could not be had is asked for again, in seconds."""

DELAY_S: Final = 2.0
"""How long two fetches from one host lie apart at least, in seconds."""

DELAY_MAX_S: Final = 30.0
"""The longest delay that a site can ask for, in seconds; beyond it fewer pages are fetched, not slower ones."""


class _Rules(NamedTuple):
    """A robots.txt as it was read: null allows everything, false nothing."""

    rules: Any
    until: float


class Manners:
    """Keeps to what hosts ask for. Safe to use from threads; what is known is forgotten with the process.

    `wait` sleeps so many seconds, and returns true when bythen is to stop instead.
    """

    def __init__(
        self,
        fetcher: Fetcher,
        wait: Callable[[float], bool],
        *,
        delay_s: float = DELAY_S,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._fetcher = fetcher
        self._wait = wait
        self._delay_s = delay_s
        self._clock = clock
        self._rules: dict[str, _Rules] = {}
        self._free_at: dict[str, float] = {}
        self._lock = threading.Lock()

    def may(self, url: str) -> bool:
        """Whether the site lets bythen fetch the page."""
        rules = self._rules_of(url)
        if rules is None or rules is False:
            return rules is None
        return bool(rules.can_fetch(url, AGENT))

    def wait_for(self, url: str) -> bool:
        """Waits until the host may be asked again; true when bythen is to stop instead."""
        host = _root(url)
        rules = self._rules_of(url)
        asked = rules.crawl_delay(AGENT) if rules else None
        delay = max(self._delay_s, min(float(asked or 0), DELAY_MAX_S))
        with self._lock:
            now = self._clock()
            begin = max(now, self._free_at.get(host, 0.0))
            self._free_at[host] = begin + delay
        return self._wait(begin - now)

    def leave_alone(self, url: str, seconds: float) -> None:
        """The host asked to be left alone for so long: nothing of it is fetched before, as far as that is bearable."""
        host = _root(url)
        with self._lock:
            self._free_at[host] = max(self._free_at.get(host, 0.0), self._clock() + min(seconds, DELAY_MAX_S))

    def _rules_of(self, url: str) -> Any:
        root = _root(url)
        known = self._rules.get(root)
        if known is None or known.until <= self._clock():
            known = self._rules[root] = self._fetched(root)
        return known.rules

    def _fetched(self, root: str) -> _Rules:
        from protego import Protego  # noqa: PLC0415 - only polling pays for it

        try:
            found = self._fetcher.fetch(Wanted(url=f"{root}/robots.txt", bytes_max=ROBOTS_BYTES_MAX))
        except FetchError:
            # Unreachable: RFC 9309, section 2.3.1.4, says to stay away.
            return _Rules(False, self._clock() + RETRY_S)
        if found.status >= 500 or found.status == 429:
            return _Rules(False, self._clock() + RETRY_S)
        if found.status >= 400:
            # There is none: everything is allowed (section 2.3.1.3).
            return _Rules(None, self._clock() + KEPT_S)
        return _Rules(Protego.parse(found.body.decode("utf-8", "replace")), self._clock() + KEPT_S)


def _root(url: str) -> str:
    parsed = httpx.URL(url)
    return f"{parsed.scheme}://{parsed.netloc.decode('ascii')}"

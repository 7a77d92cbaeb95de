"""Polls sources when their time has come: new entries of a feed become articles, politely and each once."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import partial
from hashlib import sha256
from typing import Final

import msgspec

from jobs.complete import PAGE_BYTES_MAX, page_of
from jobs.errors import InputError, StateConflict
from jobs.expire import SCHEDULER
from jobs.feeds import Entry, read_feed
from jobs.fetch import Fetched, Fetcher, FetchError, FetchRefused, Wanted
from jobs.ids import new_id
from jobs.ingest import ingest_article
from jobs.llm import LlmReader
from jobs.requests import NewArticle
from jobs.robots import DELAY_S, Manners
from jobs.steps import Steps
from storage.errors import KeyTaken
from storage.incoming import FeedSource, Poll, SourceItem
from storage.ledger import Change, KeyIsNew, Ledger

FEED_BYTES_MAX: Final = 5_000_000
"""The longest feed that is read, in bytes."""

ITEMS_MAX: Final = 20
"""The most pages of one source that are fetched in a poll; the rest comes a minute later."""

SOURCES_MAX: Final = 4
"""How many sources are polled at once."""

TRIES_MAX: Final = 3
"""How often a page that did not come is tried, in as many polls."""

BACKOFF_MAX: Final = timedelta(days=1)
"""The longest time between two polls of a source that fails, and the longest that a server can ask for."""

GO_ON: Final = timedelta(minutes=1)
"""When a poll goes on that has not taken everything."""

ERROR_LENGTH_MAX: Final = 300
"""How much of what went wrong is kept, in characters."""

_BUSY: Final = frozenset({429, 503})


class NotNow(FetchError):  # noqa: N818 - said as it is
    """A page that may come another time; `after` is how long the server asks to be left alone, if it said so."""

    def __init__(self, reason: str, after: timedelta | None = None) -> None:
        super().__init__(reason)
        self.after = after


class Poller:
    """Polls sources. Times are the given clock's; how far each source has got is in the ledger.

    `guard` runs a piece of work and records what it raises; `wake` is told when a new claim is to be looked at.
    """

    def __init__(  # noqa: PLR0913 - what it works with
        self,
        ledger: Ledger,
        fetcher: Fetcher,
        clock: Callable[[], datetime],
        *,
        guard: Callable[[str, str | None, Callable[[], None]], None],
        wake: Callable[[datetime], None],
        reader: LlmReader | None = None,
        delay_s: float = DELAY_S,
    ) -> None:
        self._reader = reader
        self._ledger = ledger
        self._fetcher = fetcher
        self._clock = clock
        self._guard = guard
        self._wake = wake
        self._stopping = threading.Event()
        self._manners = Manners(fetcher, self._stopping.wait, delay_s=delay_s)
        self._tries: dict[str, int] = {}

    def run(self) -> None:
        """Poll every source whose time has come. What fails is recorded, and the others go on."""
        due = self._ledger.polls_until(self._clock(), limit=100)
        if not due or self._stopping.is_set():
            return
        with ThreadPoolExecutor(SOURCES_MAX, thread_name_prefix="poll") as pool:
            list(pool.map(lambda poll: self._guard("poll", poll.id, partial(self._poll, poll)), due))

    def stop(self) -> None:
        """Begin nothing more: what waits for a host gives up, and the next process goes on from there."""
        self._stopping.set()

    def _poll(self, poll: Poll) -> None:
        source = self._ledger.feed_source(poll.id)
        try:
            after = self._look(source, poll)
        except (FetchError, InputError) as error:
            after = _failed(source, poll, error, self._clock())
        if not self._stopping.is_set():
            self._ledger.commit(Change(steps=(), working=(after,)))

    def _look(self, source: FeedSource, poll: Poll) -> Poll:
        """How the poll stands after one look at the feed. Raises FetchError and InputError where there was none."""
        headers = {"accept": "application/atom+xml, application/rss+xml, application/feed+json, */*;q=0.5"}
        if poll.etag:
            headers["if-none-match"] = poll.etag
        if poll.last_modified:
            headers["if-modified-since"] = poll.last_modified
        fetched = self._fetched(source.url, headers, FEED_BYTES_MAX)
        now = self._clock()
        after = Poll(id=source.id, next_poll_at=now + timedelta(minutes=source.every_min), polled_at=now)
        if fetched.status == 304:
            return msgspec.structs.replace(after, etag=poll.etag, last_modified=poll.last_modified)
        if not self._take(source, read_feed(fetched.body, fetched.url)):
            return msgspec.structs.replace(after, next_poll_at=self._clock() + min(GO_ON, after.next_poll_at - now))
        etag, last_modified = fetched.headers.get("etag"), fetched.headers.get("last-modified")
        return msgspec.structs.replace(after, etag=_short(etag), last_modified=_short(last_modified))

    def _fetched(self, url: str, headers: dict[str, str], bytes_max: int) -> Fetched:
        """What is at the URL, with a status below 400. Raises FetchError, NotNow among them."""
        if not self._manners.may(url):
            raise FetchError("the site's robots.txt does not let bythen fetch it, or could not be had")
        if self._manners.wait_for(url):
            raise NotNow("bythen is stopping")
        try:
            fetched = self._fetcher.fetch(Wanted(url=url, headers=headers, bytes_max=bytes_max))
        except FetchRefused:
            raise
        except FetchError as error:
            raise NotNow(str(error)) from None
        if fetched.status in _BUSY:
            after = _retry_after(fetched.headers.get("retry-after"), self._clock())
            self._manners.leave_alone(url, after.total_seconds() if after else 0.0)
            raise NotNow(f"{fetched.url} answered {fetched.status}", after)
        if fetched.status >= 500:
            raise NotNow(f"{fetched.url} answered {fetched.status}")
        if fetched.status >= 400:
            raise FetchError(f"{fetched.url} answered {fetched.status}")
        return fetched

    def _take(self, source: FeedSource, entries: Sequence[Entry]) -> bool:
        """Whether all the new entries of a feed were dealt with; oldest first, so that what is left is the newest."""
        keys = {_item_key(source, entry): entry for entry in reversed(entries)}
        known = self._ledger.owner_of("source_item", list(keys))
        fresh = [(key, entry) for key, entry in keys.items() if key not in known]
        done = [self._take_one(source, key, entry) for key, entry in fresh[:ITEMS_MAX]]
        return all(done) and len(fresh) <= ITEMS_MAX

    def _take_one(self, source: FeedSource, key: str, entry: Entry) -> bool:
        """Whether an entry was dealt with: it came to an article, or never will."""
        if self._stopping.is_set():
            return False
        article_id, error = None, None
        try:
            article_id = self._ingest(source, entry)
        except NotNow as reason:
            self._tries[key] = self._tries.get(key, 0) + 1
            if self._tries[key] < TRIES_MAX:
                return False
            error = str(reason)
        except (FetchError, InputError, StateConflict) as reason:
            error = str(reason)
        self._tries.pop(key, None)
        self._note(source, key, entry, article_id, error)
        return True

    def _note(self, source: FeedSource, key: str, entry: Entry, article_id: str | None, error: str | None) -> None:
        item = SourceItem(
            id=new_id(),
            source_id=source.id,
            url=entry.url,
            article_id=article_id,
            error=error[:ERROR_LENGTH_MAX] if error else None,
            recorded_at=self._clock(),
        )
        added = Steps(SCHEDULER, item.recorded_at).added(item, "source_item.added")
        taken = KeyIsNew(scope="source_item", key=key, subject_id=item.id)
        try:
            self._ledger.commit(Change(steps=(added,), preconditions=(taken,)))
        except KeyTaken:
            return

    def _ingest(self, source: FeedSource, entry: Entry) -> str:
        """The id of the article that an entry comes to. What the page says wins over what the feed says of it."""
        fetched = self._fetched(entry.url, {"accept": "text/html, */*;q=0.5"}, PAGE_BYTES_MAX)
        now = self._clock()
        page = page_of(fetched, now)
        published_at = page.published_at or entry.published_at
        if published_at is None:
            raise InputError("neither the page nor the feed says when it was published")
        request = NewArticle(
            text=page.text,
            published_at=published_at,
            title=page.title or entry.title,
            url=fetched.url,
            publisher=source.publisher or page.publisher,
            author=page.author,
            country=source.country,
            time_zone=source.time_zone,
        )
        done = ingest_article(self._ledger, request, actor=SCHEDULER, now=now, reader=self._reader)
        for claim in done.claims:
            if claim.status == "pending":
                self._wake(claim.check_at)
        return done.article.id


def _failed(source: FeedSource, poll: Poll, error: Exception, now: datetime) -> Poll:
    """The poll after one that failed: each in a row doubles the time to the next, and a server can ask for more."""
    failures = poll.failures + 1
    delay = min(timedelta(minutes=source.every_min) * 2 ** min(failures, 12), BACKOFF_MAX)
    asked = error.after if isinstance(error, NotNow) else None
    return msgspec.structs.replace(
        poll,
        next_poll_at=now + (max(delay, asked) if asked else delay),
        polled_at=now,
        failures=failures,
        error=str(error)[:ERROR_LENGTH_MAX],
    )


def _item_key(source: FeedSource, entry: Entry) -> str:
    return sha256(f"{source.id} {entry.mark}".encode(errors="replace")).hexdigest()


def _short(value: str | None) -> str | None:
    """A validator to be sent back; one of absurd length is done without."""
    return value if value and len(value) <= 500 else None


def _retry_after(text: str | None, now: datetime) -> timedelta | None:
    """How long a server asks to be left alone (RFC 9110, section 10.2.3), a day at most; null where it does not say."""
    if not text:
        return None
    if text.strip().isdigit():
        return min(timedelta(seconds=int(text.strip()[:9])), BACKOFF_MAX)
    try:
        until = parsedate_to_datetime(text)
    except ValueError:
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return min(max(until - now, timedelta(0)), BACKOFF_MAX)

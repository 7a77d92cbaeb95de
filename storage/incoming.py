"""What comes in by itself: the sources that are polled, what was found at them, and where articles stand.

A source and each item of it are records, and so events. How far the polling has got (`Poll`) is working state, put in
place of what was there: a look that found nothing changes nothing that anybody has to prove.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from datetime import datetime

import msgspec


class FeedSource(msgspec.Struct, frozen=True, kw_only=True):
    """A feed that is polled every `every_min` minutes until `ended_at`.

    Its articles are taken to be of `publisher`, `country` and `time_zone` where they do not say otherwise.
    """

    id: str
    url: str
    publisher: str | None = None
    country: str | None = None
    time_zone: str | None = None
    every_min: int
    ended_at: datetime | None = None
    recorded_at: datetime
    version: int = 1


class SourceItem(msgspec.Struct, frozen=True, kw_only=True):
    """An entry of a feed that was dealt with: it came to an article, or it could not be taken, and `error` says why."""

    id: str
    source_id: str
    url: str
    article_id: str | None = None
    error: str | None = None
    recorded_at: datetime


class ArticleUrl(msgspec.Struct, frozen=True, kw_only=True):
    """That an article stood at a URL too beside its own, or as the version with this `number` of what stood there.

    An article is version 1 at its own URL unless a row says otherwise. `first_id` is the article that stood there
    first.
    """

    id: str
    article_id: str
    first_id: str
    url: str
    number: int
    recorded_at: datetime


class Poll(msgspec.Struct, frozen=True, kw_only=True):
    """How the polling of a source (its `id`) stands.

    `etag` and `last_modified` are what the server said of the feed that was worked off; `failures` counts the polls in
    a row that failed, the last of them with `error`.
    """

    id: str
    next_poll_at: datetime
    polled_at: datetime | None = None
    etag: str | None = None
    last_modified: str | None = None
    failures: int = 0
    error: str | None = None


class IncomingReads(ABC):
    """What the ledger tells of what comes in. Ids, pages and errors are as for `storage.ledger.Ledger`."""

    @abstractmethod
    def feed_source(self, source_id: str) -> FeedSource:
        """The source."""

    @abstractmethod
    def feed_sources(self, *, limit: int = 50, after: str | None = None) -> tuple[FeedSource, ...]:
        """Sources in the order of their ids, ended ones too; those after the id `after`."""

    @abstractmethod
    def source_items(self, source_id: str, *, limit: int = 50, before: str | None = None) -> tuple[SourceItem, ...]:
        """What was found at a source, newest first; those older than the id `before`."""

    @abstractmethod
    def polls(self, source_ids: Sequence[str]) -> tuple[Poll, ...]:
        """How the polling of these sources stands, in the order of their ids."""

    @abstractmethod
    def polls_until(self, now: datetime, *, limit: int) -> tuple[Poll, ...]:
        """Polls of sources that have not ended, due no later than `now`, sorted by their times."""

    @abstractmethod
    def next_poll_at(self, *, after: datetime | None = None) -> datetime | None:
        """The earliest time of a poll to come, later than `after` where given; null when there is none."""

    @abstractmethod
    def article_urls(self, article_id: str) -> tuple[ArticleUrl, ...]:
        """Where the article stood, and as which version, beside its own URL; in the order of their ids."""

    @abstractmethod
    def article_versions(self, first_id: str) -> tuple[ArticleUrl, ...]:
        """The later versions of what this article was the first of, sorted by number."""

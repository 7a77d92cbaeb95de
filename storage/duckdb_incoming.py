"""What the DuckDB ledger tells of what comes in."""

from abc import abstractmethod
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar

import msgspec

from storage.incoming import ArticleUrl, FeedSource, IncomingReads, Poll, SourceItem

Row = TypeVar("Row", bound=msgspec.Struct)


class DuckdbIncoming(IncomingReads):
    """The reads of `sql/incoming.sql`, over what the ledger reads with."""

    @abstractmethod
    def _all(self, name: str, row_type: type[Row], **values: Any) -> tuple[Row, ...]:
        """The rows of a statement."""

    @abstractmethod
    def _one(self, name: str, row_type: type[Row], row_id: str, subject: str | None = None) -> Row:
        """The row with the id. Raises NotFound."""

    @abstractmethod
    def _earliest(self, name: str, after: datetime | None) -> datetime | None:
        """The earliest instant of a statement."""

    def feed_source(self, source_id: str) -> FeedSource:
        return self._one("feed_source", FeedSource, source_id, "source")

    def feed_sources(self, *, limit: int = 50, after: str | None = None) -> tuple[FeedSource, ...]:
        return self._all("feed_sources", FeedSource, after=after, limit=limit)

    def source_items(self, source_id: str, *, limit: int = 50, before: str | None = None) -> tuple[SourceItem, ...]:
        return self._all("source_items", SourceItem, source_id=source_id, before=before, limit=limit)

    def polls(self, source_ids: Sequence[str]) -> tuple[Poll, ...]:
        return self._all("polls", Poll, ids=list(source_ids)) if source_ids else ()

    def polls_until(self, now: datetime, *, limit: int) -> tuple[Poll, ...]:
        return self._all("polls_until", Poll, until=now.astimezone(UTC).isoformat(), limit=limit)

    def next_poll_at(self, *, after: datetime | None = None) -> datetime | None:
        return self._earliest("next_poll_at", after)

    def article_urls(self, article_id: str) -> tuple[ArticleUrl, ...]:
        return self._all("article_urls", ArticleUrl, article_id=article_id)

    def article_versions(self, first_id: str) -> tuple[ArticleUrl, ...]:
        return self._all("article_versions", ArticleUrl, first_id=first_id)

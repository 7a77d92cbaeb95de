"""The timeline as the ledger tells it: where its entries stand, in order, without the rows that they are made of."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

import msgspec

from claims.model import Claim
from storage.records import ArticleMention

NO_ID: Final = "00000000-0000-0000-0000-000000000000"
"""The id that stands for none in a place."""


class TimelineFilter(msgspec.Struct, frozen=True, kw_only=True):
    """Which entries are meant: those of claims, and of articles with claims, that fit; all of them by default.

    `day_from` and `day_to` are inclusive: an entry is in where its days overlap theirs, and one that nothing ends
    reaches every later day. With a speaker, statements are in under one of the `names`, as written.
    """

    speaker_id: str | None = None
    article_id: str | None = None
    topic: str | None = None
    day_from: date | None = None
    day_to: date | None = None
    names: tuple[str, ...] | None = None


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where an entry stands: no two have the same, and the fields sort as they are written here.

    `place` is that of its kind in `claims.timeline.EntryKind`. `row_id` is its resolution's, or that of its mention;
    ids that it has not are NO_ID. `at` is its instant (UTC), the beginning of `earliest` in UTC where none is known.
    """

    earliest: date
    at: datetime
    place: int
    article_id: str
    start: int
    claim_id: str
    row_id: str


class TimelineReads(ABC):
    """What the ledger tells of the timeline. Errors are as for `storage.ledger.Ledger`."""

    @abstractmethod
    def timeline_places(
        self, wanted: TimelineFilter, *, as_of: datetime, limit: int, after: Place | None = None
    ) -> tuple[Place, ...]:
        """Where the first `limit` entries known at `as_of` stand, in order; those after `after` where it is given,
        be there still an entry or not. Claims that were rejected or merged have none.
        """

    @abstractmethod
    def claims_by_id(self, claim_ids: Sequence[str]) -> tuple[Claim, ...]:
        """Those of the claims that there are, in the order of the ids."""

    @abstractmethod
    def mentions_by_id(self, mention_ids: Sequence[str]) -> tuple[ArticleMention, ...]:
        """Those of the mentions that there are, in the order of their ids."""

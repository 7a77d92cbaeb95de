"""What the DuckDB ledger tells of the timeline."""

from abc import abstractmethod
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar

import msgspec

from claims.model import Claim
from storage.records import ArticleMention
from storage.timeline import Place, TimelineFilter, TimelineReads

Row = TypeVar("Row", bound=msgspec.Struct)


class DuckdbTimeline(TimelineReads):
    """The reads of `sql/timeline.sql`, over what the ledger reads with. All rows are passed over, few are kept."""

    @abstractmethod
    def _all(self, name: str, row_type: type[Row], **values: Any) -> tuple[Row, ...]:
        """The rows of a statement."""

    @abstractmethod
    def _claims(self, ids: Sequence[str]) -> tuple[Claim, ...]:
        """The claims with these ids, in their order."""

    def timeline_places(
        self, wanted: TimelineFilter, *, as_of: datetime, limit: int, after: Place | None = None
    ) -> tuple[Place, ...]:
        given: dict[str, Any] = {
            "speaker_id": wanted.speaker_id,
            "article_id": wanted.article_id,
            "topic": wanted.topic,
            "names": None if wanted.names is None else list(wanted.names),
            "from": wanted.day_from,
            "to": wanted.day_to,
            "after_day": after and after.earliest,
            "after_at": after and after.at.astimezone(UTC).replace(tzinfo=None),
            "after_place": after and after.place,
            "after_article": after and after.article_id,
            "after_start": after and after.start,
            "after_claim": after and after.claim_id,
            "after_row": after and after.row_id,
        }
        return self._all("timeline_places", Place, **given, as_of=as_of.astimezone(UTC).isoformat(), limit=limit)

    def claims_by_id(self, claim_ids: Sequence[str]) -> tuple[Claim, ...]:
        return self._claims(claim_ids)

    def mentions_by_id(self, mention_ids: Sequence[str]) -> tuple[ArticleMention, ...]:
        return self._all("mentions_by_id", ArticleMention, ids=list(mention_ids)) if mention_ids else ()

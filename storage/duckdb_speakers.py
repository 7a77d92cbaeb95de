"""What the DuckDB ledger tells of speakers."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import Any, TypeVar

import msgspec

from claims.model import Speaker
from storage.errors import NotFound
from storage.ledger import page_limit
from storage.names import Named, Names, leads_to
from storage.speakers import SpeakerReads

Row = TypeVar("Row", bound=msgspec.Struct)


class DuckdbSpeakers(SpeakerReads):
    """The reads of `sql/speakers.sql`, over what the ledger reads with; what names lead to is remembered."""

    _names: Names

    @abstractmethod
    def _all(self, name: str, row_type: type[Row], **values: Any) -> tuple[Row, ...]:
        """The rows of a statement."""

    @abstractmethod
    def _rows(self, name: str, **values: Any) -> list[Any]:
        """The rows of a statement, as they are."""

    @abstractmethod
    def owner_of(self, scope: str, keys: Sequence[str]) -> dict[str, str]:
        """Those of the keys that are taken in `scope`, and what each belongs to."""

    def speaker(self, speaker_id: str) -> Speaker:
        for speaker in self.speakers_by_id([speaker_id]):
            return speaker
        raise NotFound("speaker", speaker_id)

    def speakers(self, *, limit: int = 50, after: str | None = None) -> tuple[Speaker, ...]:
        return self.speakers_by_id([row[0] for row in self._rows("speaker_ids", after=after, limit=page_limit(limit))])

    def speakers_by_id(self, speaker_ids: Sequence[str]) -> tuple[Speaker, ...]:
        return self._all("speakers_by_id", Speaker, ids=list(speaker_ids)) if speaker_ids else ()

    def merged_speakers(self) -> dict[str, str]:
        return dict(self._rows("merged_speakers"))

    def distinct_speakers(self) -> frozenset[tuple[str, str]]:
        return frozenset((one, other) for one, other in self._rows("distinctions"))

    def speaker_named(self, key: str) -> Named | None:
        changes = self._names.changes
        try:
            return self._names.get(key)
        except KeyError:
            found = self._look_up(key)
            self._names.remember(key, found, changes)
            return found

    def _look_up(self, key: str) -> Named | None:
        owner = self.owner_of("speaker", [key]).get(key)
        if owner is None:
            return None
        speaker, merged = self.speaker(owner), self.merged_speakers()
        return Named(owner, leads_to(owner, merged), frozenset({speaker.name, *speaker.aliases}))

    def remembers(self, key: str) -> bool:
        return self._names.has(key)

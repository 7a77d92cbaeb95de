"""Speakers as the ledger tells of them: who they are, whose a name is, and who was found to be whom."""

from abc import ABC, abstractmethod
from collections.abc import Sequence

from claims.model import Speaker
from storage.names import Named


class SpeakerReads(ABC):
    """What the ledger tells of speakers. Errors are as for `storage.ledger.Ledger`."""

    @abstractmethod
    def speaker(self, speaker_id: str) -> Speaker:
        """The speaker, with all aliases."""

    @abstractmethod
    def speakers(self, *, limit: int = 50, after: str | None = None) -> tuple[Speaker, ...]:
        """Speakers in the order of their ids, which is that of their first claims; those after the id `after`."""

    @abstractmethod
    def speakers_by_id(self, speaker_ids: Sequence[str]) -> tuple[Speaker, ...]:
        """Those of the speakers that there are, in the order of their ids."""

    @abstractmethod
    def merged_speakers(self) -> dict[str, str]:
        """Into whom the speakers were merged who were merged into another, by their ids."""

    @abstractmethod
    def distinct_speakers(self) -> frozenset[tuple[str, str]]:
        """The ids of pairs of speakers who were found to be two, the lesser id first."""

    @abstractmethod
    def speaker_named(self, key: str) -> Named | None:
        """The speaker who has taken the key in the scope "speaker", with all names; null when nobody has."""

    @abstractmethod
    def remembers(self, key: str) -> bool:
        """Whether `speaker_named` will answer at once, without a look at the store."""

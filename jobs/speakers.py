"""Finds the speakers of claims in the ledger by their names, and plans the ones that are new."""

import hashlib
import unicodedata

from claims.model import ClaimReading, Speaker
from jobs.ids import new_id
from jobs.steps import Steps
from storage.events import Added
from storage.ledger import AnswersFor, KeyIsNew, Ledger
from storage.names import Named, leads_to
from storage.records import SpeakerAlias


def name_key(name: str) -> str:
    """The key of a name: equal for names that differ only in case, spacing or compatible characters (NFKC).

    A digest, so that taking a name out of the ledger leaves no copy of it in the keys.
    """
    folded = " ".join(unicodedata.normalize("NFKC", name).casefold().split())
    return hashlib.sha256(folded.encode()).hexdigest()


def speakers_named(ledger: Ledger, name: str) -> tuple[Speaker, ...]:
    """Who answers for what is said under the name, whatever its case and spacing: one speaker, or none."""
    named = ledger.speaker_named(name_key(name))
    return ledger.speakers_by_id([named.speaker_id]) if named else ()


def answerable(ledger: Ledger, speaker_id: str) -> Speaker:
    """The speaker, or the one whom they were found to be. Raises NotFound."""
    speaker = ledger.speaker(speaker_id)
    return ledger.speaker(leads_to(speaker_id, ledger.merged_speakers())) if speaker.merged_into else speaker


class Speakers:
    """The speakers of one change. `steps` and `preconditions` are what the change needs for those that are new."""

    def __init__(self, ledger: Ledger, steps: Steps) -> None:
        self._ledger = ledger
        self._plan = steps
        self._named: dict[str, Named] = {}
        self._names: set[tuple[str, str]] = set()
        self.steps: tuple[Added, ...] = ()
        self.preconditions: tuple[KeyIsNew | AnswersFor, ...] = ()

    def id_of(self, reading: ClaimReading) -> str | None:
        """The id of the reading's speaker; null where the article speaks in its own voice."""
        if reading.speaker is None:
            return None
        key = name_key(reading.speaker)
        if key not in self._named:
            self._named[key] = self._known(key) or self._add(reading, reading.speaker, key)
        named = self._named[key]
        # A name stays with whose it is, so that it goes with them should they be parted again.
        self._note_name(named.owner_id, reading.speaker)
        return named.speaker_id

    def _known(self, key: str) -> Named | None:
        known = self._ledger.speaker_named(key)
        if known:
            self._names |= {(known.owner_id, name) for name in known.names}
            self.preconditions += (AnswersFor(speaker_id=known.speaker_id, owner_id=known.owner_id),)
        return known

    def _add(self, reading: ClaimReading, name: str, key: str) -> Named:
        speaker = Speaker(
            id=new_id(),
            name=name,
            role=reading.role,
            organisation=reading.organisation,
            recorded_at=self._plan.now,
        )
        self._names.add((speaker.id, name))
        self.steps += (self._plan.added(speaker, "speaker.added"),)
        self.preconditions += (KeyIsNew(scope="speaker", key=key, subject_id=speaker.id),)
        return Named(speaker.id, speaker.id, frozenset({name}))

    def _note_name(self, speaker_id: str, name: str) -> None:
        """Plan an alias where the name is written as it never was."""
        if (speaker_id, name) in self._names:
            return
        self._names.add((speaker_id, name))
        alias = SpeakerAlias(id=new_id(), speaker_id=speaker_id, alias=name, recorded_at=self._plan.now)
        key = hashlib.sha256(f"{speaker_id} {name}".encode()).hexdigest()
        self.steps += (self._plan.added(alias, "speaker_alias.added"),)
        self.preconditions += (KeyIsNew(scope="speaker_alias", key=key, subject_id=alias.id),)

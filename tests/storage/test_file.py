"""Opening files: new ones, older and newer ones, and what is no ledger at all."""

import random
import re
import subprocess
import sys
import textwrap
from pathlib import Path

import duckdb
import pytest

import storage
from claims.model import Claim
from storage.duckdb_file import STORAGE_VERSION
from storage.errors import LedgerFileError, StorageError
from storage.open import open_ledger
from storage.statements import migrations, read_blocks, statements
from tests.storage.build import a_claim, adding

ROOT = Path(__file__).parents[2]
TOLD = "damaged|not a bythen ledger|could not be read|given up|newer version|is a DuckDB file, but"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a ledger may be made."""
    return tmp_path / "ledger.duckdb"


def test_what_was_committed_is_there_after_reopening(path: Path) -> None:
    """A ledger that is closed and opened again holds the same and goes on with the chain."""
    claim, later = a_claim(), a_claim()
    with open_ledger(path) as ledger:
        ledger.commit(adding(claim))
        head = ledger.head()

    with open_ledger(path) as ledger:
        assert ledger.claim(claim.id) == claim
        assert ledger.head() == head
        ledger.commit(adding(later))
        assert (2, None) == (ledger.verify().links, ledger.verify().difference)


def test_a_new_file_has_the_stated_format(path: Path) -> None:
    """New files are written in the format that can be read by the DuckDB before."""
    open_ledger(path).close()

    with duckdb.connect(str(path)) as connection:
        (tags,) = connection.execute("SELECT tags FROM duckdb_databases() WHERE NOT internal").fetchone() or ({},)

    assert tags["storage_version"].startswith(STORAGE_VERSION)


def test_there_are_no_secondary_indexes_or_foreign_keys(path: Path) -> None:
    """The schema has primary keys and no other index or reference."""
    open_ledger(path).close()

    with duckdb.connect(str(path)) as connection:
        indexes = connection.execute("SELECT count(*) FROM duckdb_indexes()").fetchone()
        kinds = connection.execute("SELECT DISTINCT constraint_type FROM duckdb_constraints()").fetchall()

    assert (0,) == indexes
    assert {("PRIMARY KEY",), ("NOT NULL",)} == set(kinds)


def _schema(connection: duckdb.DuckDBPyConnection) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    columns = (
        "SELECT table_name, column_name, data_type, is_nullable FROM duckdb_columns() WHERE NOT internal ORDER BY ALL"
    )
    keys = "SELECT table_name, constraint_text FROM duckdb_constraints() ORDER BY ALL"
    return connection.execute(columns).fetchall(), connection.execute(keys).fetchall()


def test_migrations_of_an_empty_file_equal_the_schema(path: Path) -> None:
    """The schema file, which is for reading, says what the migrations make."""
    open_ledger(path).close()
    schema = duckdb.connect(":memory:")
    schema.execute((Path(storage.__file__).parent / "sql" / "schema.sql").read_text(encoding="utf-8"))

    with duckdb.connect(str(path)) as migrated:
        assert _schema(schema) == _schema(migrated)
    schema.close()


def test_migrations_are_numbered_without_a_gap() -> None:
    """The first migration is 1, and each has a name."""
    assert list(range(1, len(migrations()) + 1)) == [migration.number for migration in migrations()]
    assert all(migration.name for migration in migrations())


def test_every_statement_has_a_purpose() -> None:
    """Each block has a name and a sentence, and a name is given once."""
    for name in ("open", "read", "write", "verify"):
        assert statements(name)
    with pytest.raises(ValueError, match="twice"):
        read_blocks("-- one: A.\nSELECT 1;\n-- one: B.\nSELECT 2;")
    with pytest.raises(ValueError, match="begins with"):
        read_blocks("SELECT 1;")


def test_a_file_without_tables_becomes_a_ledger(path: Path) -> None:
    """A process that was killed while it made the file leaves one without tables; the next one goes on."""
    duckdb.connect(str(path)).close()

    with open_ledger(path) as ledger:
        assert ledger.verify().difference is None


def test_a_newer_ledger_is_refused(path: Path) -> None:
    """A ledger with a migration that this version does not know is left alone."""
    open_ledger(path).close()
    with duckdb.connect(str(path)) as connection:
        connection.execute("INSERT INTO schema_version VALUES (999, 'from the future')")

    with pytest.raises(LedgerFileError, match=r"newer version of bythen .schema 999.*upgrade"):
        open_ledger(path)


def test_another_duckdb_file_is_refused(path: Path) -> None:
    """A DuckDB file with other tables is not written to."""
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE orders (id INTEGER)")

    with pytest.raises(LedgerFileError, match="not a bythen ledger"):
        open_ledger(path)

    with duckdb.connect(str(path)) as connection:
        assert [("orders",)] == connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()


@pytest.mark.parametrize("content", [b"", b"abc", b"SQLite format 3\0" + bytes(4096), b"just some words\n" * 500])
def test_a_foreign_file_is_refused(path: Path, content: bytes) -> None:
    """A file that is not DuckDB's is named as such and left as it is."""
    path.write_bytes(content)

    with pytest.raises(LedgerFileError, match="not a bythen ledger, nor any DuckDB file"):
        open_ledger(path)

    assert content == path.read_bytes()


def test_a_damaged_file_is_never_taken_for_sound(path: Path) -> None:
    """With any one byte flipped the ledger is refused, or cannot be read, or reads as it was: never wrongly."""
    claims = [a_claim() for _ in range(50)]
    with open_ledger(path) as ledger:
        ledger.commit(adding(*claims))
    sound = path.read_bytes()
    outcomes = {"refused": 0, "sound": 0}

    for place in range(50, len(sound), len(sound) // 100):
        path.write_bytes(sound[:place] + bytes([sound[place] ^ 0xFF]) + sound[place + 1 :])
        outcomes[_read_damaged(path, claims)] += 1

    assert outcomes["refused"] > 10


def _read_damaged(path: Path, claims: list[Claim]) -> str:
    try:
        with open_ledger(path) as ledger:
            if ledger.verify().difference:
                return "refused"
            found = ledger.claims(limit=100)
    except StorageError as error:
        assert re.search("damaged|not a bythen ledger|could not be read|given up", str(error))  # noqa: PT017 - one way
        return "refused"
    assert tuple(reversed(claims)) == found
    return "sound"


def _crashed(folder: Path, claims: list[Claim]) -> tuple[bytes, bytes]:
    """The bytes of a ledger and of its write-ahead log, as a kill would leave them."""
    path = folder / "crashed.duckdb"
    with open_ledger(path) as ledger:
        for claim in claims:
            ledger.commit(adding(claim))
        return path.read_bytes(), path.with_name(path.name + ".wal").read_bytes()


@pytest.mark.parametrize("seed", range(3))
def test_random_damage_is_told_or_harmless(path: Path, tmp_path: Path, seed: int) -> None:
    """Bytes changed anywhere in the file or its log, and either cut off anywhere: refused with a message, or sound.

    A log that ends early, as after a power cut, holds fewer of the last commits; what is there is never wrong.
    """
    chance, claims = random.Random(seed), [a_claim() for _ in range(20)]
    file, log = _crashed(tmp_path, claims)
    wal = path.with_name(path.name + ".wal")

    for number in range(40):
        damaged = [bytearray(file), bytearray(log)]
        target = damaged[number % 2]
        if number % 8 < 2:
            del target[chance.randrange(12, len(target)) :]
        else:
            for _ in range(chance.choice((1, 1, 10, 100))):
                target[chance.randrange(12, len(target))] ^= 1 << chance.randrange(8)
        path.write_bytes(damaged[0])
        wal.write_bytes(damaged[1])

        assert _opened(path, claims) in {"told", "sound", "fewer"}, number


def _opened(path: Path, claims: list[Claim]) -> str:
    """What comes of opening the file: a refusal that says what to do, a difference that is named, or sound rows."""
    try:
        with open_ledger(path) as ledger:
            if ledger.verify().difference:
                return "told"
            found = ledger.claims(limit=100)
    except StorageError as error:
        return "told" if re.search(TOLD, str(error)) else f"unclear: {error}"
    except Exception as error:
        return f"a traceback: {type(error).__name__}: {error}"
    if found == tuple(reversed(claims)):
        return "sound"
    return "fewer" if found == tuple(reversed(claims[: len(found)])) else f"wrong: {len(found)} claims"


def test_a_truncated_file_is_refused(path: Path) -> None:
    """A file of which the end is missing is named as damaged."""
    with open_ledger(path) as ledger:
        ledger.commit(adding(*(a_claim() for _ in range(50))))
    path.write_bytes(path.read_bytes()[:20_000])

    with pytest.raises(LedgerFileError, match="damaged"):
        open_ledger(path)


def test_a_directory_and_a_missing_directory_are_refused(tmp_path: Path) -> None:
    """A path that cannot be a file says why."""
    with pytest.raises(LedgerFileError, match="is a directory"):
        open_ledger(tmp_path)
    with pytest.raises(LedgerFileError, match="no directory"):
        open_ledger(tmp_path / "missing" / "ledger.duckdb")


def test_where_no_file_can_be(tmp_path: Path) -> None:
    """A loop of symbolic links, and a place where the system lets nobody make files, are told apart from damage."""
    loop = tmp_path / "loop"
    loop.symlink_to(loop)

    with pytest.raises(LedgerFileError, match="leads to itself through symbolic links"):
        open_ledger(loop)
    with pytest.raises(LedgerFileError, match=r"/proc/x\.db cannot be made there"):
        open_ledger(Path("/proc/x.db"))


def test_one_process_opens_a_file_once(path: Path) -> None:
    """A second ledger on an open file is refused; after closing the file is free."""
    with open_ledger(path), pytest.raises(LedgerFileError, match="in this process already"):
        open_ledger(path)

    open_ledger(path).close()


def test_a_held_file_says_who_holds_it(path: Path) -> None:
    """A file held by another process names that process and the way to talk to it."""
    script = textwrap.dedent(
        """
        import sys
        from pathlib import Path
        from storage.open import open_ledger
        with open_ledger(Path(sys.argv[1])):
            print("open", flush=True)
            sys.stdin.read()
        """
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", script, str(path)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert holder.stdout is not None
        assert "open\n" == holder.stdout.readline()
        with pytest.raises(LedgerFileError, match=rf"process {holder.pid}.*--server URL"):
            open_ledger(path)
    finally:
        holder.communicate()

    open_ledger(path).close()

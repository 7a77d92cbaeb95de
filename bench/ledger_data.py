"""Makes ledgers of any size for measuring, in SQL: rows, events, salts and a chain that `verify` finds sound.

Claims are spread over ten years, about five events each: one in ten is pending, one due, three resolved with evidence,
five were looked at and put off twice. 5,000 speakers, some with a hundred times the claims of others. The texts are
forward-looking sentences of bench/prose.py, 200,000 different ones, so that within a row group few come twice.
"""

import hashlib
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import duckdb

from bench.prose import _AHEAD, Prose
from claims.model import Speaker
from jobs.ids import new_id
from jobs.speakers import name_key
from jobs.steps import Steps
from storage.duckdb_file import STORAGE_VERSION
from storage.ledger import Change, KeyIsNew
from storage.open import open_ledger
from storage.statements import read_blocks

SPEAKERS: Final = 5_000
SENTENCES: Final = 200_000
CHUNK: Final = 1_000_000
"""Events made in one go."""

LINK: Final = 1_000
"""Events in one link of the chain."""

YEARS_US: Final = 10 * 365 * 86_400_000_000
SQL: Final = read_blocks((Path(__file__).parent / "ledger_data.sql").read_text(encoding="utf-8"))

Say = Callable[[str], None]


def make_ledger(path: Path, count: int, say: Say = print) -> float:
    """Seconds that it took to make a ledger of `count` claims at `path`, which must be new."""
    began = time.perf_counter()
    speakers = _add_speakers(path)
    say(f"{count:,} claims: {len(speakers):,} speakers")
    with duckdb.connect(str(path), config={"storage_compatibility_version": STORAGE_VERSION}) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute("SET checkpoint_threshold = '1GB'")
        _prepare(connection, count, speakers)
        number, position, root = _head(connection)
        connection.execute(SQL["places"], {"count": count, "position": position})
        connection.execute(SQL["last_places"])
        say(f"  events placed after {time.perf_counter() - began:.0f} s")
        for first in range(0, count, CHUNK):
            span = {"first": first, "last": min(count, first + CHUNK)}
            connection.execute(SQL["claims"], span)
            connection.execute(SQL["queue"], span)
        connection.execute(SQL["resolutions"])
        connection.execute(SQL["unjudged"])
        connection.execute("CHECKPOINT")
        say(f"  rows written after {time.perf_counter() - began:.0f} s")
        (total,) = connection.execute("SELECT max(position) FROM placed").fetchone() or (0,)
        while position < total:
            number, root = _write_events(connection, position, number, root)
            position = min(total, position + CHUNK)
        connection.execute(SQL["tidy"])
        connection.execute("CHECKPOINT")
        say(f"  {total:,} events after {time.perf_counter() - began:.0f} s")
    _compact(path)
    return time.perf_counter() - began


def _add_speakers(path: Path) -> list[tuple[str, str]]:
    """Adds the speakers through the ledger itself; their ids and names."""
    prose = Prose(7)
    names = list(dict.fromkeys(prose._name() for _ in range(3 * SPEAKERS)))[:SPEAKERS]
    steps = Steps("local", datetime(2016, 1, 1, tzinfo=UTC))
    speakers = [Speaker(id=new_id(), name=name, recorded_at=steps.now) for name in names]
    with open_ledger(path) as ledger:
        for first in range(0, len(speakers), 500):
            some = speakers[first : first + 500]
            keys = tuple(KeyIsNew(scope="speaker", key=name_key(each.name), subject_id=each.id) for each in some)
            added = tuple(steps.added(each, "speaker.added") for each in some)
            ledger.commit(Change(steps=added, preconditions=keys))
    return [(each.id, each.name) for each in speakers]


def _prepare(connection: duckdb.DuckDBPyConnection, count: int, speakers: list[tuple[str, str]]) -> None:
    prose = Prose(11)
    texts: dict[str, None] = {}
    while len(texts) < SENTENCES:
        texts[prose._fill(prose._random.choice(_AHEAD))] = None
    connection.execute("SET VARIABLE step_us = $step", {"step": max(1, YEARS_US // count)})
    connection.execute("SET VARIABLE sentences = $count", {"count": SENTENCES})
    for macro in SQL["macros"].split(";\n"):
        connection.execute(macro)
    connection.execute(
        "CREATE TABLE prose AS SELECT generate_subscripts($texts, 1) - 1 AS number, unnest($texts) AS text",
        {"texts": list(texts)},
    )
    connection.execute(
        "CREATE TABLE speakers_by_number AS "
        "SELECT generate_subscripts($ids, 1) - 1 AS number, CAST(unnest($ids) AS UUID) AS id, unnest($names) AS name",
        {"ids": [each[0] for each in speakers], "names": [each[1] for each in speakers]},
    )


def _head(connection: duckdb.DuckDBPyConnection) -> tuple[int, int, str]:
    row = connection.execute('SELECT number, "last", root FROM chain ORDER BY number DESC LIMIT 1').fetchone()
    assert row
    return row[0], row[1], row[2]


def _write_events(connection: duckdb.DuckDBPyConnection, after: int, number: int, root: str) -> tuple[int, str]:
    connection.execute(SQL["chunk"], {"after": after, "until": after + CHUNK})
    connection.execute(SQL["events"])
    connection.execute(SQL["salts"])
    links: list[dict[str, Any]] = []
    result = connection.execute(SQL["digests"], {"after": after, "link": LINK})
    for first, last, digests, recorded_at in result.fetchall():
        previous, number = root, number + 1
        root = hashlib.sha256(f'["{previous}","{digests}"]'.encode()).hexdigest()
        links.append(
            {"number": number, "first": first, "last": last, "previous": previous, "root": root}
            | {"recorded_at": recorded_at}
        )
    connection.execute("BEGIN")
    for link in links:
        connection.execute(SQL["link"], link)
    connection.execute("COMMIT")
    return number, root


def _compact(path: Path) -> None:
    """Copy the file to itself: what the making took and gave back stays in it as free blocks otherwise."""
    copy = path.with_name(path.name + ".copy")
    copy.unlink(missing_ok=True)
    with open_ledger(path) as ledger:
        ledger.backup(copy)
    copy.replace(path)


def main() -> None:
    """Make a ledger: `python -m bench.ledger_data FILE COUNT`."""
    path, count = Path(sys.argv[1]), int(sys.argv[2])
    print(f"made in {make_ledger(path, count):.0f} s")


if __name__ == "__main__":
    main()

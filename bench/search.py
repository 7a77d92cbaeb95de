"""Measures searches of claims by words: ILIKE, postings in DuckDB with BM25 in SQL, and the index of the ledger.

Usage: python -m bench.search STORE, a store of bench/ledger_data.py; its index is made anew. Queries are one to three
words that stand together in some claim, so that common and rare words come as often as people write them.
"""

import argparse
import json
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import duckdb

from bench.machine import describe_machine
from storage.open import open_ledger
from storage.search import SUFFIX
from storage.statements import read_blocks
from tests.storage.build import a_claim, adding

QUERIES: Final = 200
FRESH: Final = 1_000
RESULT: Final = Path(__file__).parent / "results" / "search.json"
SQL: Final = read_blocks((Path(__file__).parent / "search.sql").read_text(encoding="utf-8"))

Ask = Callable[[list[str]], int]


def queries(connection: duckdb.DuckDBPyConnection) -> list[list[str]]:
    """Some words of one claim each, as many one-word queries as others."""
    chance = random.Random(1)
    samples = [words for (words,) in connection.execute(SQL["sample"]).fetchall() if len(set(words)) > 3]
    return [chance.sample(sorted(set(chance.choice(samples))), chance.choice((1, 1, 2, 3))) for _ in range(QUERIES)]


def timed(ask: Ask, asked: list[list[str]]) -> dict[str, Any]:
    """Milliseconds a query by the clock and of processor time, and how many found something."""
    took, spent, found = [], [], 0
    for words in asked:
        began, begun = time.perf_counter(), time.process_time()
        found += bool(ask(words))
        took.append((time.perf_counter() - began) * 1000)
        spent.append((time.process_time() - begun) * 1000)
    cuts = statistics.quantiles(took, n=100)
    return {
        "p50_ms": round(cuts[49], 2),
        "p95_ms": round(cuts[94], 2),
        "p50_cpu_ms": round(statistics.median(spent), 2),
        "p95_cpu_ms": round(statistics.quantiles(spent, n=100)[94], 2),
        "max_ms": round(max(took), 1),
        "queries": len(asked),
        "found": found,
    }


def by_index(store: Path, asked: list[list[str]]) -> dict[str, Any]:
    """The ledger's own search: made from nothing, asked, and brought up to date with new claims."""
    index = store.with_name(store.name + SUFFIX)
    index.unlink(missing_ok=True)
    with open_ledger(store) as ledger:
        began = time.perf_counter()
        ledger.search("harbour", limit=1)
        made_s = time.perf_counter() - began
        result = timed(lambda words: len(ledger.search(" ".join(words), limit=50)), asked)
        fresh = [a_claim(speaker_id=None) for _ in range(FRESH)]
        ledger.commit(adding(*fresh))
        began = time.perf_counter()
        ledger.search("harbour", limit=1)
        behind_ms = (time.perf_counter() - began) * 1000
    return {
        "made_s": round(made_s, 1),
        "bytes": index.stat().st_size,
        f"search_after_{FRESH}_new_claims_ms": round(behind_ms, 1),
    } | result


def by_postings(connection: duckdb.DuckDBPyConnection, path: Path, asked: list[list[str]]) -> dict[str, Any]:
    """A table of postings in DuckDB."""
    began = time.perf_counter()
    connection.execute(SQL["make_postings"])
    connection.execute(SQL["make_words"])
    connection.execute("CHECKPOINT")
    made_s = time.perf_counter() - began
    count, mean = connection.execute(SQL["totals"]).fetchone() or (0, 0)

    def ask(words: list[str]) -> int:
        given = {"words": words, "asked": len(words), "count": count, "mean": mean}
        return len(connection.execute(SQL["by_postings"], given).fetchall())

    return {"made_s": round(made_s, 1), "bytes": path.stat().st_size} | timed(ask, asked)


def by_ilike(connection: duckdb.DuckDBPyConnection, asked: list[list[str]]) -> dict[str, Any]:
    """A scan of the texts, without an order of fit."""

    def ask(words: list[str]) -> int:
        first, second, third = (*words, "", "")[:3]
        given = {"first": first, "second": second, "third": third}
        return len(connection.execute(SQL["by_ilike"], given).fetchall())

    return timed(ask, asked[:30])


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure ways to search claims.")
    parser.add_argument("store", type=Path)
    store = parser.parse_args().store
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "postings.duckdb"
        with duckdb.connect(str(path)) as connection:
            connection.execute(f"ATTACH '{store}' AS store (READ_ONLY)")
            (count,) = connection.execute("SELECT count(*) FROM store.claims").fetchone() or (0,)
            asked = queries(connection)
            ways = {
                "ILIKE, unordered": by_ilike(connection, asked),
                "postings in DuckDB, BM25 in SQL": by_postings(connection, path, asked),
            }
    ways["FTS5 beside the ledger, BM25 (what bythen does)"] = by_index(store, asked)
    result = {"claims": count, "ways": ways, "machine": describe_machine(["duckdb"])}
    RESULT.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()

"""Measures what keeps a ledger: export and import, the check of it all, and what a backup costs those who write.

Usage: python -m bench.keeping STORE, a store of bench/ledger_data.py. Each step runs in a process of its own, so that
its peak memory is its own; the store is copied first and stays as it is.
"""

import argparse
import json
import multiprocessing
import os
import resource
import shutil
import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, get_args

from bench.machine import describe_machine
from jobs.transfer import export_to, import_from
from storage.duckdb_transfer import read_manifest
from storage.ledger import EVERYTHING, ExportFormat, ExportTable
from storage.open import open_ledger
from tests.storage.build import a_claim, adding

RESULT: Final = Path(__file__).parent / "results" / "keeping.json"
WRITERS: Final = 4


def timed(work: Callable[..., dict[str, Any]], *given: Any) -> dict[str, Any]:
    """What the work tells, its seconds, and the peak memory of its process in MB."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_run, args=(theirs, work, given))
    process.start()
    told: dict[str, Any] = ours.recv()
    process.join()
    return told


def _run(pipe: Any, work: Callable[..., dict[str, Any]], given: tuple[Any, ...]) -> None:
    began = time.perf_counter()
    told = work(*given)
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    if "claims" in told:
        told["claims_per_s"] = round(told["claims"] / seconds)
    pipe.send(told | {"seconds": round(seconds, 1), "peak_mb": peak})


def export(store: Path, folder: Path, form: Any) -> dict[str, Any]:
    """A whole ledger out."""
    manifest = export_to(store, folder, form, lambda *_: None)
    size = sum(path.stat().st_size for path in folder.iterdir())
    return {"claims": manifest.tables["claims"].rows, "rows": manifest.rows, "bytes": size}


def write_rows(store: Path, path: Path, form: Any) -> dict[str, Any]:
    """Claims, resolutions and events as an analyst gets them."""
    with open_ledger(store) as ledger:
        count = {table: ledger.export(table, form, EVERYTHING, path) for table in get_args(ExportTable)}
    return {"claims": count["claims"], "rows": sum(count.values()), "last_bytes": path.stat().st_size}


def bring_in(folder: Path, store: Path) -> dict[str, Any]:
    """A whole ledger in, unchecked."""
    import_from(folder, store, lambda *_: None, check=False)
    manifest = read_manifest(folder)
    return {"claims": manifest.tables["claims"].rows, "rows": manifest.rows, "bytes": store.stat().st_size}


def check(store: Path) -> dict[str, Any]:
    """Every row against its log."""
    with open_ledger(store) as ledger:
        found = ledger.verify()
    return {"events": found.events, "rows": found.rows, "difference": found.difference}


def back_up(store: Path, copy: Path) -> dict[str, Any]:
    """A backup while four threads write one claim after the other; what they waited, without it and during it."""
    with open_ledger(store) as ledger:
        waits: list[tuple[float, float]] = []
        done = threading.Event()

        def write() -> None:
            while not done.is_set():
                began = time.perf_counter()
                ledger.commit(adding(a_claim(speaker_id=None)))
                waits.append((began, (time.perf_counter() - began) * 1000))

        threads = [threading.Thread(target=write) for _ in range(WRITERS)]
        for thread in threads:
            thread.start()
        time.sleep(10)
        began = time.perf_counter()
        holds = ledger.backup(copy)
        ended = time.perf_counter()
        done.set()
        for thread in threads:
            thread.join()
    before = [wait for at, wait in waits if 1 < at - waits[0][0] and at < began]
    during = [wait for at, wait in waits if began <= at < ended]
    return {
        "backup_s": round(ended - began, 1),
        "holds_claims": holds.claims,
        "writes_before": _waits(before),
        "writes_during": _waits(during),
    }


def _waits(waits: list[float]) -> dict[str, Any]:
    cuts = statistics.quantiles(waits, n=100)
    return {
        "commits": len(waits),
        "p50_ms": round(cuts[49], 1),
        "p99_ms": round(cuts[98], 1),
        "longest_ms": round(max(waits), 1),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure export, import, verify and backup.")
    parser.add_argument("store", type=Path)
    given = parser.parse_args()
    result: dict[str, Any] = {"machine": describe_machine(["duckdb"]), "load_average": os.getloadavg()[0]}
    with tempfile.TemporaryDirectory(dir=given.store.parent) as name:
        folder = Path(name)
        store = folder / "store.duckdb"
        shutil.copyfile(given.store, store)
        for form in ("parquet", "ndjson"):
            out, made = folder / form, folder / f"{form}.duckdb"
            result[f"export_{form}"] = timed(export, store, out, form)
            result[f"import_{form}"] = timed(bring_in, out, made)
            _write(result)
        for form in get_args(ExportFormat):
            result[f"rows_{form}"] = timed(write_rows, store, folder / "rows", form)
            _write(result)
        result["backup"] = timed(back_up, folder / "parquet.duckdb", folder / "copy.duckdb")
        _write(result)
        result["verify"] = timed(check, store)
    _write(result)
    print(json.dumps(result, indent=2))


def _write(result: dict[str, Any]) -> None:
    """Keep what is known so far: the whole takes long on a large store."""
    RESULT.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

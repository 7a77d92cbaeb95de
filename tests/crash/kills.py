"""Kills a real service at random moments while it is written to, and checks what is left.

Run as a program it is the long run (`make soak`): kills.py --kills 200 --out FILE.
"""

import argparse
import json
import os
import platform
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import duckdb
import httpx

from jobs.transfer import export_to, import_from
from storage.duckdb_transfer import TransferFormat
from storage.events import Event
from storage.ledger import EMPTY_ROOT, EVERY_CLAIM, Ledger, every_claim
from storage.open import open_ledger
from tests.crash.process import Service
from tests.storage.build import a_claim, a_resolution, flagged
from tests.storage.old_schema import write_first_schema

MOMENTS: Final = ("group commit", "checkpoint", "bulk ingest", "backup", "migration", "sweep", "import")
"""What the service is busy with when it is killed."""

WRITERS: Final = 6
FLAGGED_WITHIN_S: Final = 0.4


class Load:
    """Writers that know what was acknowledged, and of what they never learnt whether it was done."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.acknowledged: dict[str, str] = {}
        self.unanswered: dict[str, tuple[str, dict[str, Any]]] = {}
        self._lock = threading.Lock()
        self._number = 0
        self._all_due_at: datetime | None = None
        self._stop = threading.Event()

    def write(self, url: str, moment: str, service: Service) -> None:
        """Write from many threads, kill the service at a random moment, and wait for the threads.

        For the moment "sweep" all claims come due at one instant, and the kill comes just then.
        """
        self._stop.clear()
        seconds = self.random.uniform(0.1, 1.3)
        self._all_due_at = None
        if moment == "sweep":
            self._all_due_at = datetime.now(UTC) + timedelta(seconds=seconds)
            seconds += self.random.uniform(-0.01, 0.15)
        with ThreadPoolExecutor(WRITERS) as pool:
            for _ in range(WRITERS):
                pool.submit(self._write_on, url, moment)
            time.sleep(seconds)
            service.kill()
            self._stop.set()

    def repeat(self, url: str) -> int:
        """Send again, under its key, whatever had no answer; how many those were."""
        again, self.unanswered = self.unanswered, {}
        with httpx.Client(base_url=url, trust_env=False, timeout=30) as client:
            for key, (path, body) in again.items():
                self._send(client, key, path, body)
        return len(again)

    def _write_on(self, url: str, moment: str) -> None:
        with httpx.Client(base_url=url, trust_env=False, timeout=30) as client:
            while not self._stop.is_set():
                key, path, body = self._next(moment)
                try:
                    self._send(client, key, path, body)
                except httpx.HTTPError:
                    return

    def _next(self, moment: str) -> tuple[str, str, dict[str, Any]]:
        with self._lock:
            self._number += 1
            number = f"{self.random.getrandbits(64):x}-{self._number}"
        if moment == "bulk ingest":
            return number, "/v1/articles", an_article(number)
        soon = datetime.now(UTC) + timedelta(seconds=self.random.uniform(0.01, FLAGGED_WITHIN_S))
        deadline = self._all_due_at or soon
        body = {"text": f"Lock {number} will open.", "made_at": "2025-11-22", "speaker": f"Ada {number[0]}. Brandt"}
        return number, "/v1/claims", body | {"deadline_at": deadline.isoformat()}

    def _send(self, client: httpx.Client, key: str, path: str, body: dict[str, Any]) -> None:
        with self._lock:
            self.unanswered[key] = (path, body)
        answer = client.post(path, json=body, headers={"Idempotency-Key": key})
        answer.raise_for_status()
        found = answer.json()
        rows = found["claims"] if path == "/v1/articles" else [found]
        with self._lock:
            del self.unanswered[key]
            self.acknowledged.update({row["id"]: key for row in rows})


def an_article(number: str) -> dict[str, Any]:
    """An article of many claims, unlike every other."""
    sentences = [f'"Gate {number}-{place} will open within {place + 2} days," said Ada Brandt.' for place in range(40)]
    return {"text": f"Report {number}.\n\n" + "\n\n".join(sentences), "published_at": "2025-11-20"}


def kill_once(store: Path, moment: str, load: Load) -> dict[str, Any]:
    """One kill at a random moment, and what was found after it; raises AssertionError for anything amiss."""
    before = len(load.acknowledged)
    if moment in {"migration", "import"}:
        (_kill_a_migration if moment == "migration" else _kill_an_import)(store, load.random)
        return {"moment": moment, "acknowledged": 0, "sent_again": 0}
    service = Service(store, {"checkpoint": "checkpoint", "backup": "backup"}.get(moment, "plain"))
    try:
        url = service.url()
        again = load.repeat(url)
        load.write(url, moment, service)
    finally:
        service.kill()
    with open_ledger(store) as ledger:
        _check(ledger, load)
    for copy in store.parent.glob("copy-?.duckdb"):
        with open_ledger(copy) as ledger:
            assert ledger.verify().difference is None, copy
        copy.unlink()
    return {"moment": moment, "acknowledged": len(load.acknowledged) - before, "sent_again": again}


def finish(store: Path, load: Load) -> None:
    """Send again what is left unanswered, let everything come due, and check for the last time."""
    service = Service(store)
    try:
        load.repeat(service.url())
        time.sleep(FLAGGED_WITHIN_S + 1)
    finally:
        service.kill()
    with open_ledger(store) as ledger:
        _check(ledger, load)
        texts = Counter(claim.text for claim in every_claim(ledger, EVERY_CLAIM))
        assert not load.unanswered
        assert [text for text, times in texts.items() if times > 1] == []
        assert {claim.status for claim in every_claim(ledger, EVERY_CLAIM) if not claim.article_id} <= {"due"}


def _kill_a_migration(store: Path, chance: random.Random) -> None:
    """Kill a service at its start, over a new file or over a ledger of the first schema; the next start goes on."""
    store = store.with_name(f"new-{chance.getrandbits(48):x}.duckdb")
    claim = flagged(a_claim())
    root = write_first_schema(store, claim, a_resolution(claim.id)) if chance.random() < 0.7 else EMPTY_ROOT
    service = Service(store)
    time.sleep(chance.uniform(0.05, 2.0))
    service.kill()
    with open_ledger(store) as ledger:
        _check(ledger, Load(0))
        assert root == ledger.verify().root


def _kill_an_import(store: Path, chance: random.Random) -> None:
    """Kill an import of what is in the store; what it was to make is not there, or is whole."""
    folder, made = store.with_name(f"export-{chance.getrandbits(48):x}"), store.with_name("imported.duckdb")
    form: TransferFormat = "parquet" if chance.random() < 0.5 else "ndjson"
    if not store.exists():
        open_ledger(store).close()
    manifest = export_to(store, folder, form, lambda *_: None)
    process = subprocess.Popen(
        [sys.executable, "-m", "service", "import-ledger", str(folder), "--db", str(made)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=Path(__file__).parents[2],
    )
    time.sleep(chance.uniform(0.3, 4.0))
    process.kill()
    process.wait()
    if made.exists():
        with open_ledger(made) as ledger:
            found = ledger.verify()
            assert (None, manifest.root) == (found.difference, found.root)
        made.unlink()
    import_from(folder, made, lambda *_: None)
    made.unlink()
    shutil.rmtree(folder)


def _check(ledger: Ledger, load: Load) -> None:
    """Nothing acknowledged is missing, nothing is there twice, nothing was flagged twice, and all of it verifies."""
    claims = Counter(claim.id for claim in every_claim(ledger, EVERY_CLAIM))
    flags = Counter(event.subject_id for event in _events(ledger) if event.kind == "claim.flagged")
    missing = load.acknowledged.keys() - claims.keys()
    assert not missing, f"{len(missing)} acknowledged claims are missing, such as {min(missing)}"
    assert max(claims.values(), default=1) == 1, "a claim is there twice"
    assert max(flags.values(), default=1) == 1, "a claim was flagged twice"
    assert ledger.verify().difference is None, ledger.verify().difference


def _events(ledger: Ledger) -> Iterator[Event]:
    after = 0
    while page := ledger.events(after=after, limit=1_000):
        yield from (event for _, event in page)
        after = page[-1][0]


def soak(kills: int, seed: int, tell: Callable[[dict[str, Any]], None]) -> dict[str, Any]:
    """The long run: kills in turn through all the moments, on stores that are made new every 30 kills.

    What was found so far is told every 30 kills, and at the end.
    """
    done: list[dict[str, Any]] = []
    failures: list[str] = []
    began, load, fresh = time.monotonic(), Load(seed), 0
    with tempfile.TemporaryDirectory() as folder:
        for number in range(kills):
            moment, store = MOMENTS[number % len(MOMENTS)], Path(folder) / f"{fresh}.duckdb"
            try:
                done.append(kill_once(store, moment, load))
                if number % 30 == 29 or number == kills - 1:
                    finish(store, load)
            except AssertionError as failure:
                failures.append(f"kill {number + 1} ({moment}): {failure}")
            if number % 30 == 29 or (failures and failures[-1].startswith(f"kill {number + 1} ")):
                load, fresh = Load(seed + number), fresh + 1
                _say(f"{number + 1} of {kills} kills, {len(failures)} failures")
                tell(_found(seed, began, done, failures))
    return _found(seed, began, done, failures)


def _found(seed: int, began: float, done: list[dict[str, Any]], failures: list[str]) -> dict[str, Any]:
    took = {"seed": seed, "seconds": round(time.monotonic() - began)}
    return took | _summary(done) | {"failures": failures} | _surroundings()


def _summary(done: list[dict[str, Any]]) -> dict[str, Any]:
    kills = Counter(each["moment"] for each in done)
    return {
        "kills": len(done),
        "kills_by_moment": dict(kills),
        "claims_acknowledged": sum(each["acknowledged"] for each in done),
        "requests_sent_again": sum(each["sent_again"] for each in done),
        "checked_after_each_kill": [
            "nothing acknowledged is missing",
            "nothing is there twice",
            "no claim was flagged twice",
            "verify finds no difference, in the store and in its finished copies",
        ],
    }


def _surroundings() -> dict[str, Any]:

    return {
        "machine": {"system": platform.system(), "architecture": platform.machine(), "cores": os.cpu_count()},
        "versions": {"python": platform.python_version(), "duckdb": duckdb.__version__},
        "finished_on": datetime.now(UTC).date().isoformat(),
    }


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Kill a real service again and again, and check what is left.")
    parser.add_argument("--kills", type=int, default=210)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path)
    given = parser.parse_args()

    def write(found: dict[str, Any]) -> None:
        if given.out:
            given.out.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")

    result = soak(given.kills, given.seed, write)
    write(result)
    print(json.dumps(result, indent=2))

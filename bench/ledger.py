"""The ledger at one size, beside its peers: start-up, reads, scores, writes, the sweep, memory and the file.

    python -m bench.ledger --claims 1000000 [--folder DIR] [--seconds 10] [--without-peers]

Writes bench/results/ledger-<claims>.json. The service and the load generator are processes of their own; reads of the
ledger and of the peers are in this process, one at a time. Everything shares the machine's cores.
"""

import argparse
import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import duckdb
import httpx

from bench.ledger_data import make_ledger
from bench.ledger_peers import COUNTS, QUERIES, Peer, Postgres, Sqlite, filled
from bench.load import HORIZONS
from bench.machine import RESULTS, ROOT, describe_machine, say
from claims.model import Claim
from claims.scoring import base_rates_of
from jobs.ingest import new_claim, reading_by_hand
from jobs.requests import NewClaim
from jobs.scorecard import speaker_leaderboard, speaker_scorecard
from jobs.steps import Steps
from storage.ledger import Change, ClaimFilter, Flagging, Ledger
from storage.open import open_ledger

NOW: Final = datetime(2026, 11, 25, tzinfo=UTC)
TIMES: Final = 60
"""How often each read is asked, each time with other values."""

BLOCK_MB: Final = 0.262144
"""The length of a block of a DuckDB file."""

Ask = Callable[[], object]


def quantiles(work: Callable[[], Ask], times: int = TIMES) -> dict[str, float]:
    """Milliseconds of what `work` makes ready, anew each time: median, 99th of 100, longest; and of processor time.

    The processor time is the mean of this process: beside it one sees what a busy machine adds to the others.
    """
    taken: list[float] = []
    spent = 0.0
    for _ in range(times):
        ask = work()
        began, cpu = time.perf_counter(), time.process_time()
        ask()
        taken.append(1000 * (time.perf_counter() - began))
        spent += time.process_time() - cpu
    taken.sort()
    return {
        "cpu_ms": round(1000 * spent / times, 2),
        "p50_ms": round(taken[len(taken) // 2], 2),
        "p99_ms": round(taken[int(len(taken) * 0.99)], 2),
        "max_ms": round(taken[-1], 2),
    }


class Samples:
    """Ids and values to ask for, drawn from the file."""

    def __init__(self, path: Path) -> None:
        with duckdb.connect(str(path), read_only=True) as connection:
            rows = connection.execute(
                "SELECT id::VARCHAR, speaker_id::VARCHAR FROM claims USING SAMPLE reservoir(2000 ROWS) REPEATABLE (1)"
            ).fetchall()
            counts = "claims", "claim_events", "resolutions", "due_queue", "speakers"
            self.rows = {name: connection.execute(f"SELECT count(*) FROM {name}").fetchall()[0][0] for name in counts}
        self.ids, self.speakers = [row[0] for row in rows], [row[1] for row in rows]
        self.topics = ["transport", "economy", "energy", "health", "war", "housing"]
        self._random = random.Random(3)

    def draw(self) -> dict[str, Any]:
        """Values for one question."""
        pick = self._random.choice
        return {"id": pick(self.ids), "speaker": pick(self.speakers), "topic": pick(self.topics)}


def read_ledger(ledger: Ledger, samples: Samples) -> dict[str, Any]:
    """Reads, each a method that a route calls."""

    def asks() -> dict[str, Callable[[dict[str, Any]], object]]:
        return {
            "claim by id": lambda given: ledger.claim(given["id"]),
            "history of a claim": lambda given: ledger.events(subject_id=given["id"], limit=50),
            "newest 50": lambda given: ledger.claims(limit=50),
            "newest 50 of a speaker": lambda given: ledger.claims(ClaimFilter(speaker_id=given["speaker"]), limit=50),
            "status and topic, with cursor": lambda given: ledger.claims(
                ClaimFilter(status="due", topic=given["topic"]), limit=50, before=given["id"]
            ),
            "due page": lambda given: ledger.due(limit=50),
            "next time to look": lambda given: ledger.next_check_at(),
        }

    def prepared(ask: Callable[[dict[str, Any]], object]) -> Callable[[], Ask]:
        def ready() -> Ask:
            given = samples.draw()
            return lambda: ask(given)

        return ready

    return {name: quantiles(prepared(ask)) for name, ask in asks().items()}


def score_ledger(ledger: Ledger, samples: Samples) -> dict[str, Any]:
    """Scorecards, calibration and all speakers side by side, computed from the claims each time."""
    return {
        "scorecard of a speaker": quantiles(
            lambda: lambda: speaker_scorecard(ledger, samples.draw()["speaker"], now=NOW), 3
        ),
        "calibration": quantiles(lambda: lambda: _calibration(ledger), 3),
        "all speakers": quantiles(lambda: lambda: speaker_leaderboard(ledger, now=NOW), 3),
    }


def _calibration(ledger: Ledger) -> object:
    """Forecasts and outcomes counted by level, and everybody's base rates."""
    return base_rates_of(ledger.judged(NOW))


def sweep_ledger(ledger: Ledger) -> dict[str, float]:
    """Milliseconds to flag 10,000 claims: made one after the other, and strewn over the whole ledger."""
    _add(ledger, [_due_claim(number) for number in range(10_000)])
    together = _flag(ledger, NOW)
    return {"10,000 made together_ms": together}


def _flag(ledger: Ledger, until: datetime) -> float:
    began = time.perf_counter()
    wanted = Flagging(until=until, limit=10_000, actor="scheduler", recorded_at=until)
    flagged = ledger.commit(Change(steps=(), flagging=wanted)).flagged
    assert len(flagged) == 10_000, len(flagged)
    return round(1000 * (time.perf_counter() - began), 1)


def _due_claim(number: int) -> Claim:
    request = NewClaim(text=f"Gate {number} will open.", made_at="2026-11-20", deadline_at="2026-11-24T12:00:00+00:00")
    return new_claim(reading_by_hand(request), None, None, "bench", NOW - timedelta(days=3))


def _add(ledger: Ledger, claims: Sequence[Claim]) -> float:
    """Seconds to add claims in changes of 1,000, planned before."""
    steps = Steps("local", NOW - timedelta(days=3))
    changes = [
        Change(steps=tuple(steps.added(claim, "claim.added") for claim in claims[first : first + 1000]))
        for first in range(0, len(claims), 1000)
    ]
    began = time.perf_counter()
    for future in [ledger.submit(change) for change in changes]:
        future.result()
    return time.perf_counter() - began


def table_sizes(path: Path) -> dict[str, float]:
    """MB of the blocks that hold rows, by table."""
    sql = "SELECT count(DISTINCT block_id) FROM pragma_storage_info($name) WHERE block_id >= 0"
    with duckdb.connect(str(path), read_only=True) as connection:
        return {
            name: round(connection.execute(sql, {"name": name}).fetchall()[0][0] * BLOCK_MB, 1)
            for name in ("claims", "claim_events", "salts", "resolutions", "due_queue", "chain")
        }


class Service:
    """A service in a process of its own."""

    def __init__(self, command: Sequence[str], port: int, log: Path) -> None:
        self.port = port
        began = time.perf_counter()
        self._log = log.open("w")
        self.process = subprocess.Popen(command, stdout=self._log, stderr=self._log, cwd=ROOT)
        while not _answers(port):
            if self.process.poll() is not None:
                raise RuntimeError(log.read_text()[-2000:])
            time.sleep(0.005)
        self.started_s = round(time.perf_counter() - began, 2)

    def memory_mb(self) -> float:
        """Resident memory."""
        pages = int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1])
        return round(pages * os.sysconf("SC_PAGE_SIZE") / 1e6, 1)

    def cpu_s(self) -> float:
        """Processor time spent so far."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def load(self, *more: str) -> dict[str, Any]:
        """What the load generator says of a run, with the service's processor time a request."""
        before = self.cpu_s()
        found = load(self.port, *more)
        return found | {"cpu_ms": round(1000 * (self.cpu_s() - before) / found["requests"], 2)}

    def end(self, number: signal.Signals) -> None:
        """Send the signal and wait."""
        self.process.send_signal(number)
        self.process.wait()
        self._log.close()


def _answers(port: int) -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{port}/v1/claims?limit=1", trust_env=False, timeout=60).status_code == 200
    except httpx.TransportError:
        return False


def _port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


@contextmanager
def serving(path: Path, folder: Path) -> Iterator[Service]:
    """bythen over the file, stopped at the end if it still runs."""
    port = _port()
    command = [sys.executable, "-m", "service", "serve", "--db", str(path), "--port", str(port)]
    service = Service(command, port, folder / "service.log")
    try:
        yield service
    finally:
        if service.process.poll() is None:
            service.end(signal.SIGTERM)


def load(port: int, *more: str) -> dict[str, Any]:
    """What the load generator says of a run."""
    return dict(json.loads(_start_load(port, *more).communicate()[0]))


def _start_load(port: int, *more: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "bench.load", str(port), *more]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)


def serve_ledger(path: Path, folder: Path, samples: Samples, seconds: float) -> dict[str, Any]:
    """Start-up, posts, reads while posts go on, memory, and the start after a kill with all of that in the log."""
    found: dict[str, Any] = {}
    paths = folder / "paths"
    paths.write_text("\n".join(f"/v1/claims/{each}" for each in samples.ids))
    with serving(path, folder) as service:
        found["start_s"], found["memory_at_start_mb"] = service.started_s, service.memory_mb()
        found["search_ready_s"] = _wait_for_search(service.port)
        _meet_speakers(service.port)
        for connections in (32, 128):
            found[f"post_{connections}"] = service.load(
                "--connections", str(connections), "--seconds", str(seconds), "--seed", str(connections)
            )
        found["post_batch_of_1000"] = service.load(
            "--connections",
            "2",
            "--seconds",
            str(seconds),
            "--seed",
            "5",
            "--batch",
            "1000",
            "--path",
            "/v1/claims/batch",
        )
        found["get_by_id"] = service.load("--connections", "1", "--seconds", "3", "--get", str(paths))
        writing = _start_load(
            service.port, "--connections", "32", "--seconds", str(seconds), "--per-second", "1000", "--seed", "77"
        )
        found["get_by_id_while_writing"] = load(
            service.port,
            "--connections",
            "4",
            "--seconds",
            str(seconds - 1),
            "--get",
            str(paths),
            "--per-second",
            "100",
        )
        found["writing_meanwhile"] = json.loads(writing.communicate()[0])
        found["memory_after_serving_mb"] = service.memory_mb()
        log = path.with_name(path.name + ".wal")
        found["log_at_kill_mb"] = round(log.stat().st_size / 1e6, 1) if log.exists() else 0
        service.end(signal.SIGKILL)
    with serving(path, folder) as service:
        found["start_after_kill_s"] = service.started_s
    return found


def _wait_for_search(port: int) -> float:
    """Seconds until the search index is made, once for a store that has none: it would take a core from the rest."""
    began = time.perf_counter()
    while httpx.get(f"http://127.0.0.1:{port}/v1/search?q=lock", trust_env=False, timeout=60).status_code == 503:
        time.sleep(0.2)
    return round(time.perf_counter() - began, 1)


def _meet_speakers(port: int) -> None:
    """Post one claim of each of the load's speakers: a name that is new takes several times as long as one known."""
    each = [
        {
            "text": f"Lock {number} will open.",
            "made_at": "2025-11-22",
            "speaker": f"Speaker {number} of the Harbour Board",
        }
        for number in range(500)
    ]
    answer = httpx.post(f"http://127.0.0.1:{port}/v1/claims/batch", json=each, trust_env=False, timeout=120)
    answer.raise_for_status()


def serve_peer(folder: Path, seconds: float) -> dict[str, Any]:
    """The same posts into FastAPI on SQLite, single and in groups."""
    found: dict[str, Any] = {}
    for name, more in (("single", []), ("group", ["--group"])):
        port = _port()
        file = folder / f"fastapi-{name}.sqlite"
        command = [sys.executable, "-m", "bench.fastapi_sqlite", str(file), str(port), *more]
        service = _PeerService(command, port, folder / "peer.log")
        try:
            service.load("--connections", "8", "--seconds", "1", "--seed", "9")
            for connections in (32, 128):
                found[f"{name}_{connections}"] = service.load(
                    "--connections", str(connections), "--seconds", str(seconds), "--seed", str(connections)
                )
        finally:
            service.end(signal.SIGTERM)
    return found


class _PeerService(Service):
    """A peer, which answers posts only."""

    def __init__(self, command: Sequence[str], port: int, log: Path) -> None:
        self.port, self._log = port, log.open("w")
        self.process = subprocess.Popen(command, stdout=self._log, stderr=self._log, cwd=ROOT)
        for _ in range(1000):
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                return
            except OSError:
                time.sleep(0.02)
        raise RuntimeError(log.read_text()[-2000:])


def ask_peer(peer: Peer, filled_s: float, samples: Samples) -> dict[str, Any]:
    """The same questions to a peer."""

    def prepared(sql: str) -> Callable[[], Ask]:
        def ready() -> Ask:
            given = samples.draw()
            return lambda: peer.ask(sql, {name: value for name, value in given.items() if f":{name}" in sql})

        return ready

    reads = {name: quantiles(prepared(sql)) for name, sql in QUERIES.items()}
    counts = {name: quantiles(prepared(sql), 2) for name, sql in COUNTS.items()}
    return {"filled_s": round(filled_s, 1), "file_mb": round(peer.size() / 1e6), "reads": reads, "scores": counts}


def measure(given: argparse.Namespace, folder: Path) -> dict[str, Any]:
    """All that is measured at one size."""
    path = folder / f"ledger-{given.claims}.duckdb"
    found: dict[str, Any] = {"claims": given.claims, "made": datetime.now(UTC).isoformat(timespec="seconds")}
    found["machine"] = describe_machine(["duckdb", "litestar", "msgspec", "uvicorn", "fastapi", "psycopg"])
    found["load_before"] = os.getloadavg()
    if given.data:
        shutil.copyfile(given.data, path)
    elif not path.exists():
        found["made_s"] = round(make_ledger(path, given.claims, say), 1)
    found["file_mb"] = round(path.stat().st_size / 1e6, 1)
    found["table_mb"] = table_sizes(path)
    samples = Samples(path)
    found["rows"] = samples.rows
    peers: tuple[tuple[str, Callable[[], Peer]], ...] = (
        ("sqlite", lambda: Sqlite(path, folder)),
        ("postgres", lambda: Postgres(path, folder)),
    )
    steps: list[tuple[str, Callable[[], Any]]] = [
        ("service", lambda: serve_ledger(path, folder, samples, given.seconds)),
        ("fastapi", lambda: serve_peer(folder, given.seconds)),
        ("ledger", lambda: _in_process(path, samples)),
    ]
    if not given.without_peers:
        steps += [(name, lambda make=make: ask_peer(*filled(make), samples)) for name, make in peers]
    for name, step in steps:
        found[name] = step()
        say(f"{name}: {json.dumps(found[name])}")
        _write(found)
    found["load_after"] = os.getloadavg()
    return found


def _in_process(path: Path, samples: Samples) -> dict[str, Any]:
    began = time.perf_counter()
    with open_ledger(path) as ledger:
        opened = round(time.perf_counter() - began, 2)
        claims = [_due_claim(number) for number in range(20_000)]
        return {
            "open_s": opened,
            "reads": read_ledger(ledger, samples),
            "sweep": sweep_ledger(ledger),
            "scores": score_ledger(ledger, samples),
            "add_in_changes_of_1000_per_second": round(len(claims) / _add(ledger, claims)),
            "horizons": HORIZONS,
        }


def _write(found: dict[str, Any]) -> None:
    RESULTS.mkdir(exist_ok=True)
    file = RESULTS / f"ledger-{found['claims']}.json"
    file.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")


def main() -> None:
    """Measure as the arguments say."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=10_000_000)
    parser.add_argument("--folder", type=Path, help="where files are made, or lie already; a new one if not given")
    parser.add_argument("--data", type=Path, help="a ledger of that many claims, made before; it is copied")
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--without-peers", action="store_true")
    given = parser.parse_args()
    if given.folder:
        given.folder.mkdir(parents=True, exist_ok=True)
        _write(measure(given, given.folder))
        return
    with tempfile.TemporaryDirectory(prefix="bythen-bench-") as folder:
        _write(measure(given, Path(folder)))


if __name__ == "__main__":
    main()

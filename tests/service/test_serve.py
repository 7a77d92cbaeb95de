"""`bythen serve` as a real process: it listens on loopback, flags on time, stops cleanly and survives a kill."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

WAIT_S = 30.0
"""How long anything may take here, in seconds; all of it takes a second or two on an idle machine."""

Bythen = Callable[..., Any]


@contextmanager
def service(store: Path) -> Iterator[tuple["subprocess.Popen[bytes]", str]]:
    """A service over the store, and its address; stopped by its own id whatever happens."""
    log = store.with_suffix(".log").open("wb")
    command = [sys.executable, "-m", "service", "serve", "--port", "0", "--db", str(store)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=log)
    try:
        yield process, wait_for(lambda: find_url(process, Path(log.name)))
    finally:
        if process.poll() is None:
            process.kill()
        process.wait(WAIT_S)
        log.close()


def find_url(process: "subprocess.Popen[bytes]", log: Path) -> str | None:
    text = log.read_text(encoding="utf-8")
    assert process.poll() is None, text
    found = re.search(r"at (http://127\.0\.0\.1:\d+)", text)
    return found[1] if found else None


def wait_for(ask: Callable[[], Any]) -> Any:
    """The first answer that is not empty. Fails when there is none in time."""
    end = time.monotonic() + WAIT_S
    while time.monotonic() < end:
        if answer := ask():
            return answer
        time.sleep(0.05)
    raise AssertionError("nothing came in time")


def add_claim(url: str, in_s: float) -> str:
    """The id of a claim whose deadline lies so many seconds ahead."""
    deadline = datetime.now(UTC) + timedelta(seconds=in_s)
    body = {"text": "The lock will open.", "made_at": "2025-11-22", "deadline_at": deadline.isoformat()}
    answer = httpx.post(f"{url}/v1/claims", json=body, trust_env=False).raise_for_status()
    claim_id: str = answer.json()["id"]
    return claim_id


def flags(url: str, claim_id: str) -> list[dict[str, Any]]:
    """The claim's events that flagged it."""
    history = httpx.get(f"{url}/v1/claims/{claim_id}", trust_env=False).raise_for_status().json()["history"]
    return [event for event in history if event["kind"] == "claim.flagged"]


def test_a_claim_is_flagged_on_time(tmp_path: Path) -> None:
    """While the service runs, a claim is flagged within a second of its deadline."""
    with service(tmp_path / "b.duckdb") as (_, url):
        claim_id = add_claim(url, in_s=1.5)
        assert httpx.get(f"{url}/v1/due", trust_env=False).json()["items"] == []

        flagged = wait_for(lambda: flags(url, claim_id))
        claim = httpx.get(f"{url}/v1/due", trust_env=False).json()["items"][0]

    waited = datetime.fromisoformat(flagged[0]["recorded_at"]) - datetime.fromisoformat(claim["check_at"])
    assert claim["id"] == claim_id
    assert timedelta(0) <= waited < timedelta(seconds=1)


def test_a_kill_before_the_deadline_loses_nothing(tmp_path: Path) -> None:
    """A service killed before a deadline and started after it flags the claim, exactly once."""
    store = tmp_path / "b.duckdb"
    with service(store) as (process, url):
        claim_id = add_claim(url, in_s=2)
        os.kill(process.pid, signal.SIGKILL)
        process.wait(WAIT_S)
    time.sleep(2.1)
    with service(store) as (process, url):
        assert len(flags(url, claim_id)) == 1
        os.kill(process.pid, signal.SIGKILL)
        process.wait(WAIT_S)
    with service(store) as (_, url):
        assert len(flags(url, claim_id)) == 1
        assert [item["id"] for item in httpx.get(f"{url}/v1/due", trust_env=False).json()["items"]] == [claim_id]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_cleanly(tmp_path: Path, number: signal.Signals) -> None:
    """SIGTERM and SIGINT end the service with status 0, its ledger and its search index closed, its note taken away."""
    store = tmp_path / "b.duckdb"
    with service(store) as (process, url):
        add_claim(url, in_s=3600)
        process.send_signal(number)

        assert process.wait(WAIT_S) == 0
    assert sorted(path.name for path in tmp_path.glob("b.duckdb*")) == ["b.duckdb", "b.duckdb.search"]


def test_a_held_store_names_the_server(tmp_path: Path, bythen: Bythen) -> None:
    """A command that wants a store which a service holds is told which --server to use, and that works."""
    store = tmp_path / "b.duckdb"
    with service(store) as (_, url):
        for command in (["due"], ["verify"], ["serve", "--port", "0"]):
            refused = bythen(*command, "--db", store)

            assert refused.status == 2
            assert refused.err.endswith(f"so use --server {url}\n")
            assert refused.err.count("--server") == 1
            assert refused.err.count("\n") == 1
        assert bythen("due", "--server", url).out == "Nothing waits for a resolution.\n"


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1", "example.com", "::", "localhost.example"])
def test_only_loopback(bythen: Bythen, host: str) -> None:
    """As long as there is no key, no other address is listened on, and the message says how to make the first one."""
    refused = bythen("serve", "--host", host)

    assert refused.status == 2
    assert f"loopback only and not on {host}" in refused.err
    assert "bythen key add" in refused.err
    assert refused.err.count("\n") == 1


def test_a_taken_port_is_named(tmp_path: Path, bythen: Bythen) -> None:
    """A port that somebody listens on already is an error in one line."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        refused = bythen("serve", "--port", port, "--db", tmp_path / "b.duckdb")

    assert refused.status == 2
    assert refused.err == f"bythen: cannot listen on 127.0.0.1 port {port}: Address already in use\n"


def test_one_log_line_a_request(tmp_path: Path) -> None:
    """Each request is one JSON object on a line of standard output, and an article's words are not in it."""
    store = tmp_path / "b.duckdb"
    command = [sys.executable, "-m", "service", "serve", "--port", "0", "--db", str(store)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    try:
        assert process.stdout
        url = json.loads(process.stdout.readline())["url"]
        add_claim(url, in_s=3600)
        httpx.get(f"{url}/v1/lock-secret", trust_env=False)
        process.terminate()
        out, _ = process.communicate(timeout=WAIT_S)
    finally:
        process.kill()
        process.wait(WAIT_S)
    lines = [json.loads(line) for line in out.splitlines()]

    requests = [(line["method"], line["path"], line["status"]) for line in lines if line["event"] == "request"]
    assert requests == [("POST", "/v1/claims", 201), ("GET", "(no route)", 404)]
    assert lines[-1]["event"] == "stopped"
    assert b"lock" not in out

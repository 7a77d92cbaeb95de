"""What the tests of the service share: an app with a clock of their own, and the command line in this process."""

import io
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import structlog
from litestar.testing import TestClient

from service.__main__ import run
from service.app import create_app
from service.settings import Settings

NOON = datetime(2025, 11, 25, 12, 0, tzinfo=UTC)


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **amount: float) -> None:
        self.now += timedelta(**amount)


class Output(NamedTuple):
    """What a command left behind."""

    status: int
    out: str
    err: str


@pytest.fixture(autouse=True)
def _own_surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A home of its own for each test, no settings from outside, and the log as it was."""
    for name in [name for name in os.environ if name.startswith("BYTHEN_") and not name.startswith("BYTHEN_TEST_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    yield
    structlog.reset_defaults()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(store=str(tmp_path / "bythen.duckdb"))


@pytest.fixture
def client(settings: Settings, clock: Clock) -> Iterator[TestClient[Any]]:
    """The app over a new ledger, its clock standing at noon of 25 November 2025."""
    with TestClient(create_app(settings, clock=clock), base_url="http://127.0.0.1") as client:
        yield client


@pytest.fixture
def bythen(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Output]:
    """Runs `bythen <arguments>` in this process, with `stdin` as its input."""

    def call(*arguments: str | Path, stdin: str | bytes = b"") -> Output:
        data = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
        capfdbinary.readouterr()
        status = run([str(argument) for argument in arguments])
        out, err = capfdbinary.readouterr()
        return Output(status, out.decode(), err.decode())

    return call


@pytest.fixture
def bythen_process() -> Callable[..., "subprocess.CompletedProcess[bytes]"]:
    """Runs `bythen <arguments>` as a process of its own, for at most a minute."""

    def call(*arguments: str | Path, stdin: bytes = b"") -> "subprocess.CompletedProcess[bytes]":
        command = [sys.executable, "-m", "service", *map(str, arguments)]
        return subprocess.run(command, input=stdin, capture_output=True, timeout=60, check=False)

    return call

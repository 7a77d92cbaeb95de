"""A real service in a process of its own, to be killed."""

import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

WAIT_S = 30.0
"""How long anything may take, in seconds; all of it takes a second or two on an idle machine."""

LAUNCH = Path(__file__).with_name("launch.py")


class Service:
    """A service over a store. `moment` is what it is to be busy with; see launch.py."""

    def __init__(self, store: Path, moment: str = "plain") -> None:
        self.log = store.with_suffix(".log")
        command = [sys.executable, str(LAUNCH), moment, "serve", "--port", "0", "--db", str(store)]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=log)

    def url(self) -> str:
        """Where it listens, once it does."""
        found: str = wait_for(self._find_url)
        return found

    def said(self) -> str:
        """What it wrote to standard error."""
        return self.log.read_text(encoding="utf-8")

    def kill(self) -> None:
        """End it with SIGKILL, and wait until it is gone. Doing it twice changes nothing."""
        self.process.kill()
        self.process.wait(WAIT_S)

    def _find_url(self) -> str | None:
        assert self.process.poll() is None, self.said()
        found = re.search(r"at (http://127\.0\.0\.1:\d+)", self.said())
        return found[1] if found else None


def wait_for(ask: Callable[[], Any]) -> Any:
    """The first answer that is not empty. Fails when there is none in time."""
    end = time.monotonic() + WAIT_S
    while time.monotonic() < end:
        if answer := ask():
            return answer
        time.sleep(0.02)
    raise AssertionError("nothing came in time")

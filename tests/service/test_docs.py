"""The commands in the docs work as they stand there."""

import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
WAIT_S = 600
"""How long the commands of a page may take, in seconds; the longest page takes about fifty on an idle machine."""


def commands(page: str) -> list[str]:
    """The lines after `$ ` in the page's console blocks, in order."""
    blocks = re.findall(r"^```console\n(.*?)^```", (DOCS / page).read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    return [line.removeprefix("$ ") for block in blocks for line in block.splitlines() if line.startswith("$ ")]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


@pytest.mark.parametrize(
    "page",
    [
        "access.md",
        "exports.md",
        "feeds.md",
        "reports.md",
        "resolving.md",
        "sources.md",
        "speakers.md",
        "threads.md",
        "timeline.md",
        "webhooks.md",
    ],
)
def test_the_commands_work(page: str, tmp_path: Path) -> None:
    """Run one after another in a shell, in a home of their own, none of them fails."""
    command = tmp_path / "bin" / "bythen"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m service "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    script = "\n".join(["set -euo pipefail", "trap 'kill $(jobs -p) 2>/dev/null || true; wait' EXIT", *commands(page)])
    environment = {
        "PATH": f"{command.parent}:{os.environ['PATH']}",
        "HOME": str(tmp_path),
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    done = subprocess.run(
        ["bash", "-c", script.replace("8321", str(free_port()))],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=WAIT_S,
        check=False,
    )

    assert len(commands(page)) > 3
    assert 0 == done.returncode, done.stderr

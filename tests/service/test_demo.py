"""The main job as the README's first command walks it, and the README's promises about the command line."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from service.cli.main import COMMANDS

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def transcript() -> str:
    """What the demo prints."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "examples" / "demo.py")], capture_output=True, text=True, timeout=120, check=False
    )
    assert (0, "") == (done.returncode, done.stderr)
    return done.stdout


@pytest.mark.parametrize(
    "fact",
    [
        r"known already, nothing changed",
        r'"within two weeks" -> by 2025-03-18 \(strict 03-18, lenient 03-18\)',
        r'"three or four days, no more" -> by 2025-10-15 \(strict 10-14, lenient 10-15\)',
        r"due, seen 0\.\d s after the deadline",
        r"A report makes itself on its schedule",
        r"Decided in the period: 17",
        r"Scorecard: Edda Marlow",
        r"came true +\d+%  \d+ of 1\d +95% interval",
        r"proposed by the words that they share: 2 later claims",
        r"\+151 days in 2 slips; it came about on",
        r"2025-09-20 +occurred +Jon Aker",
        r"all of them agree",
    ],
)
def test_the_demo_shows(transcript: str, fact: str) -> None:
    """Each step of the main job leaves its line in the demo's transcript."""
    assert re.search(fact, transcript)


def test_the_readme_shows_the_demo(transcript: str) -> None:
    """The headings of the README's transcript are the demo's."""
    headings = re.findall(r"^\d  .{20}", transcript, re.MULTILINE)

    assert headings
    assert [] == [heading for heading in headings if heading not in README]


def test_the_readme_names_commands_that_exist() -> None:
    """Every `bythen <command>` in the README is a command, and every file it links to is there."""
    commands = set(re.findall(r"bythen ([a-z]+)", "\n".join(re.findall(r"^\$ .*$", README, re.MULTILINE))))
    files = re.findall(r"\]\(([^):]+)\)", README)

    assert commands <= set(COMMANDS)
    assert files
    assert [] == [name for name in files if not (ROOT / name).exists()]

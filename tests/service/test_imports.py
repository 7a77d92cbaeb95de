"""A command pays only for what it needs: which heavy libraries each one imports, and who may import them late."""

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

import jobs
import service

HEAVY = {"litestar", "duckdb", "httpx", "uvicorn", "rich", "apscheduler", "structlog", "asyncio"} | {
    "charset_normalizer",
    "fastfeedparser",
    "feedparser",
    "httpcore",
    "lxml",
    "matplotlib",
    "trafilatura",
}
"""Libraries that a command without a store must not pay for; it is to start in 0.3 s."""

SERVICE, JOBS = Path(service.__file__).parent, Path(jobs.__file__).parent

LATE_IMPORTS = {
    ("cli/batch.py", "rich.console"),
    ("cli/batch.py", "rich.progress"),
    ("cli/extract.py", "service.cli.show_readings"),
    ("cli/horizon.py", "service.cli.show_readings"),
    ("cli/serve.py", "uvloop"),
    ("charts.py", "matplotlib"),
    ("charts.py", "matplotlib.dates"),
    ("charts.py", "matplotlib.figure"),
    ("charts.py", "matplotlib.ticker"),
    ("feeds.py", "fastfeedparser"),
    ("feeds.py", "feedparser"),
    ("pages.py", "charset_normalizer"),
    ("robots.py", "protego"),
    ("pages.py", "trafilatura"),
}
"""The imports that stand inside functions: rich, which programs' formats do without, and what few commands need."""

DOCUMENT = json.dumps({"doc_id": "a", "text": "The bridge will open in May.", "published_at": "2025-03-12"})
SENTENCE = json.dumps({"id": "a", "sentence": "It will open in May.", "made_at": "2025-03-12"})


@pytest.mark.parametrize(
    ("arguments", "stdin", "allowed"),
    [
        (["extract", "--format", "ndjson"], DOCUMENT, set()),
        (["extract", "--published", "2025-03-12", "--format", "json"], "The bridge will open in May.", set()),
        (["horizon", "--format", "ndjson"], SENTENCE, set()),
        (["horizon", "in May", "--made-at", "2025-03-12", "--format", "json"], "", set()),
        (["--version"], "", set()),
        (["horizon", "in May", "--made-at", "2025-03-12"], "", {"rich"}),
        (["--help"], "", {"rich"}),
        (["extract", "--help"], "", {"rich"}),
    ],
)
def test_what_is_imported(arguments: list[str], stdin: str, allowed: set[str]) -> None:
    """The commands without a store import none of the heavy libraries, but for rich where they print for reading."""
    program = (
        "import sys; from service.__main__ import run; status = run(sys.argv[1:]); "
        "print(status, *sorted({name.partition('.')[0] for name in sys.modules}), file=sys.stderr)"
    )
    command = [sys.executable, "-W", "error", "-c", program, *arguments]
    done = subprocess.run(command, input=stdin, capture_output=True, text=True, timeout=60, check=True)
    status, *modules = done.stderr.split()

    assert status == "0", done.stderr
    assert HEAVY & set(modules) <= allowed


def test_late_imports() -> None:
    """Imports stand at the top of the file, a short list excepted."""
    found = set()
    for path in [*SERVICE.rglob("*.py"), *JOBS.rglob("*.py")]:
        folder = SERVICE if path.is_relative_to(SERVICE) else JOBS
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            for node in ast.walk(function):
                if isinstance(node, ast.ImportFrom):
                    found.add((path.relative_to(folder).as_posix(), node.module or ""))
                elif isinstance(node, ast.Import):
                    found |= {(path.relative_to(folder).as_posix(), alias.name) for alias in node.names}

    assert found == LATE_IMPORTS

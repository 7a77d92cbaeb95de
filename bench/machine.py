"""What a figure was measured on, and the small means that every measurement here shares."""

import json
import os
import platform
import statistics
import sys
from collections.abc import Callable, Iterable, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from time import process_time
from typing import Final

from claims.model import Document

ROOT: Final = Path(__file__).resolve().parent.parent
RESULTS: Final = ROOT / "bench" / "results"
CORPUS: Final = ROOT / "tests" / "corpus" / "claims"


def pin_to_one_core() -> None:
    """Run on one core only: the last one this process may use. Elsewhere than on Linux, nothing."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def cpu_seconds(work: Callable[[], object]) -> float:
    """CPU seconds that `work` takes in this process: what others do on the machine counts as little as it can."""
    begun = process_time()
    work()
    return process_time() - begun


def middle(values: Sequence[float]) -> float:
    """The median."""
    return statistics.median(values)


def describe_machine(packages: Iterable[str]) -> dict[str, object]:
    """The processor, the system, Python, and the versions of `packages` (null where not installed)."""
    return {
        "processor": _processor(),
        "cores": os.cpu_count(),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "versions": {name: _version(name) for name in packages},
    }


def _processor() -> str:
    listing = Path("/proc/cpuinfo")
    if listing.exists():
        for line in listing.read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or "unknown"


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def read_articles(folder: Path) -> list[Document]:
    """The articles (JSON with `text`, `published_at` and maybe `title`) under a folder, in the order of their paths."""
    found = []
    for path in sorted(folder.rglob("*.json")):
        article = json.loads(path.read_text(encoding="utf-8"))
        found.append(Document(text=article["text"], published_at=article["published_at"], title=article.get("title")))
    return found


def count_words(documents: Iterable[Document]) -> int:
    """Words as white space parts them."""
    return sum(len(document.text.split()) for document in documents)


def count_characters(documents: Iterable[Document]) -> int:
    """Characters of the bodies."""
    return sum(len(document.text) for document in documents)


def write_result(name: str, result: dict[str, object]) -> Path:
    """Write `bench/results/reading-<name>.json` and return where it is."""
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"reading-{name}.json"
    path.write_text(json.dumps(result, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def say(line: str = "") -> None:
    """Print a line at once, also into a pipe."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()

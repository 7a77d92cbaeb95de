"""What it costs to bring the reading into a process: seconds to import it, and memory after one article.

Run `python -m bench.import_cost`. Every figure is of a fresh process, which measures itself; the median of twenty.
"""

import json
import subprocess
import sys
from datetime import date
from typing import Final

from bench.machine import ROOT, describe_machine, middle, pin_to_one_core, say, write_result

SECONDS_MAX: Final = 0.3
MEGABYTES_MAX: Final = 60.0
RUNS: Final = 20
_PEAK: Final = """
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from sys import platform
def peak_bytes():
    status = Path("/proc/self/status")
    if status.exists():  # On Linux ru_maxrss starts at what the parent held; VmHWM is this process's own.
        return next(int(line.split()[1]) for line in status.read_text().splitlines() if line[:6] == "VmHWM:") * 1024
    return getrusage(RUSAGE_SELF).ru_maxrss * (1 if platform == "darwin" else 1024)
"""
_CHILD: Final = """
from time import perf_counter
begun = perf_counter()
from claims.reading.read import read_document
imported = perf_counter() - begun
from json import dumps, loads
from sys import argv, modules
PEAK
from claims.model import Document
bare = peak_bytes()
article = loads(Path(argv[1]).read_text(encoding="utf-8"))
begun = perf_counter()
claims = read_document(Document(text=article["text"], published_at=article["published_at"])).claims
first = perf_counter() - begun
peak = peak_bytes()
print(dumps([imported, first, bare, peak, len(claims), len(modules)]))
""".replace("PEAK", _PEAK)
_EMPTY: Final = _PEAK + "print(peak_bytes())"


def run_once(code: str) -> str:
    """What a fresh interpreter prints that runs `code`. Byte code is kept, as it is in an installed package."""
    article = ROOT / "tests" / "corpus" / "claims" / "invented" / "01.json"
    command = [sys.executable, "-c", code, str(article)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout


def main() -> int:
    """Measure, print and write bench/results/reading-import.json; 1 where a target is missed."""
    pin_to_one_core()
    run_once(_CHILD)  # Writes the byte code and fills the disk cache; not counted.
    runs = [json.loads(run_once(_CHILD)) for _ in range(RUNS)]
    imported, first, bare, peak = (middle([run[field] for run in runs]) for field in range(4))
    python = middle([float(run_once(_EMPTY)) for _ in range(3)]) / 1e6
    result: dict[str, object] = {
        "measured_on": date.today().isoformat(),  # noqa: DTZ011 - the day of the measurement, for the reader
        "machine": describe_machine(("msgspec", "python-dateutil")),
        "runs": RUNS,
        "import_seconds": round(imported, 4),
        "import_seconds_worst": round(max(run[0] for run in runs), 4),
        "first_article_seconds": round(first, 4),
        "peak_megabytes_bare_python": round(python, 1),
        "peak_megabytes_after_import": round(bare / 1e6, 1),
        "peak_megabytes_after_one_article": round(peak / 1e6, 1),
        "modules": runs[0][5],
    }
    peak_mb = peak / 1e6
    say(f"import           {imported:.3f} s (at most {SECONDS_MAX}; worst of {RUNS}: {result['import_seconds_worst']})")
    say(f"first article    {first:.3f} s")
    say(f"peak memory      {peak_mb:.1f} MB (below {MEGABYTES_MAX}; bare Python {python:.1f} MB)")
    write_result("import", result)
    met = imported < SECONDS_MAX and peak_mb < MEGABYTES_MAX
    say("both targets met" if met else "a target is MISSED")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())

"""Quality of the reading, by set, with bootstrap 95 % intervals over documents.

    python bench/quality.py

Sets: the invented and our own articles in tests/corpus; those in `blind`, which were written and marked by reading
alone (at first sight of the rules en-6: F1 0.871, speaker 0.828, kind 0.777, latest 0.750; en-7 mends sorts of errors
that they showed, so that their figures are no longer blind); and, where the shared folder of the data is there (named
by BYTHEN_TEST_SHARED, else ../shared beside the checkout), the real articles and the phrases in two parts: the part we
develop on, and the part set aside (every third file or line), which nobody reads and which only this script scores.
The matching is that of the shared score_claims.py: two spans match when they share half of the shorter one, one to one,
the best overlap first; optional claims are neither hit nor miss.
"""

import json
import os
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Final

import msgspec

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.thread_quality import count_case, thread_rows  # noqa: E402
from claims.horizon.find import find_horizons  # noqa: E402
from claims.model import Document  # noqa: E402
from claims.moment import read_moment  # noqa: E402
from claims.reading.read import read_document  # noqa: E402

RESAMPLES: Final = 1000
SEED: Final = 20251122
TITLES: Final = {"mr", "mrs", "ms", "dr", "sir", "the", "a", "an", "president", "minister", "prime", "sen", "rep"}
RATES: Final[tuple[tuple[str, str, str], ...]] = (
    ("precision", "matched", "predicted"),
    ("recall", "matched", "gold"),
    ("speaker, if any", "named right", "named"),
    ("kind", "kind", "matched"),
    ("latest, if any", "latest", "dated"),
    ("earliest, if any", "earliest", "dated from"),
    ("false deadlines", "false deadline", "undated"),
    ("hedge", "hedge", "matched"),
    ("negated", "negated", "matched"),
    ("false alarms", "alarmed", "empty"),
)
Row = dict[str, Any]


def shared_folder() -> Path | None:
    """The folder of the shared data, or None where it is absent."""
    folder = Path(os.environ.get("BYTHEN_TEST_SHARED", ROOT.parent / "shared"))
    return folder if (folder / "corpus").is_dir() else None


def read_claims(row: Row) -> list[Row]:
    """The claims of a gold document as the rules read it."""
    document = Document(
        text=row["text"],
        published_at=row["published_at"],
        title=row.get("title"),
        publisher=row.get("publisher"),
        country=row.get("country"),
        time_zone=row.get("time_zone"),
    )
    found: list[Row] = json.loads(msgspec.json.encode(read_document(document).claims))
    return found


def overlap(one: Row, two: Row) -> tuple[int, float]:
    """Shared length and its part of the union; nothing below half of the shorter."""
    shared = min(one["end"], two["end"]) - max(one["start"], two["start"])
    shorter = min(one["end"] - one["start"], two["end"] - two["start"])
    if shorter <= 0 or shared < shorter / 2:
        return 0, 0.0
    part = shared / (max(one["end"], two["end"]) - min(one["start"], two["start"]))
    return shared, part


def pair(gold: Sequence[Row], predicted: Sequence[Row]) -> list[tuple[int, int]]:
    """One-to-one pairs of indices, best overlap first."""
    options = sorted(
        ((overlap(g, p), -i, -j) for i, g in enumerate(gold) for j, p in enumerate(predicted)), reverse=True
    )
    pairs: list[tuple[int, int]] = []
    for (shared, _), i, j in options:
        if shared and all(-i != a and -j != b for a, b in pairs):
            pairs.append((-i, -j))
    return pairs


def _words(name: str) -> list[str]:
    return [word for word in re.findall(r"[\w&'-]+", name.lower().replace("’", "'")) if word not in TITLES]


def same_speaker(gold: Row, name: str | None) -> bool:
    """Whether a name is the gold speaker's, one of its other forms, or ends in the same surname."""
    if gold["speaker"] is None or name is None:
        return gold["speaker"] is None and name is None
    wanted = [_words(form) for form in [gold["speaker"], *gold.get("speaker_alt", [])]]
    have = _words(name)
    return have in wanted or bool(have and wanted[0] and have[-1] == wanted[0][-1])


def count_document(row: Row, predicted: list[Row]) -> Counter[str]:
    """What one document adds to the figures."""
    n: Counter[str] = Counter()
    required = [claim for claim in row["claims"] if not claim.get("optional")]
    optional = [claim for claim in row["claims"] if claim.get("optional")]
    pairs = pair(required, predicted)
    rest = [p for j, p in enumerate(predicted) if j not in {b for _, b in pairs}]
    n["gold"], n["matched"] = len(required), len(pairs)
    n["predicted"] = len(predicted) - len(pair(optional, rest))
    if not row["claims"]:
        n["empty"] = 1
        n["alarmed"] = bool(predicted)
    for i, j in pairs:
        _count_pair(required[i], predicted[j], n)
    return n


def _count_pair(gold: Row, got: Row, n: Counter[str]) -> None:
    for field in ("kind", "hedge"):
        n[field] += gold[field] == got[field]
    n["negated"] += gold["negated"] == bool(got["negated"])
    if gold["speaker"] is not None:
        n["named"] += 1
        n["named right"] += same_speaker(gold, got["speaker"])
    if gold["latest"]:
        n["dated"] += 1
        n["latest"] += got["latest"] in [gold["latest"], *gold.get("latest_alt", [])]
    else:
        n["undated"] += 1
        n["false deadline"] += got["latest"] is not None
    if gold["earliest"]:
        n["dated from"] += 1
        n["earliest"] += gold["earliest"] == got["earliest"]


def f1(n: Counter[str]) -> float | None:
    """The harmonic mean of precision and recall; None where there is nothing."""
    return 2 * n["matched"] / (n["gold"] + n["predicted"]) if n["gold"] + n["predicted"] else None


def ratio(part: str, whole: str) -> Callable[[Counter[str]], float | None]:
    """The function that divides two counts; None where the whole is nothing."""
    return lambda n: n[part] / n[whole] if n[whole] else None


def interval(counts: Sequence[Counter[str]], figure: Callable[[Counter[str]], float | None]) -> str:
    """A figure with its 95 % interval from resampled documents."""
    total = figure(sum(counts, Counter()))
    if total is None:
        return "-"
    draw = random.Random(SEED)
    values: list[float] = []
    for _ in range(RESAMPLES):
        value = figure(sum(draw.choices(counts, k=len(counts)), Counter()))
        if value is not None:
            values.append(value)
    values.sort()
    low, high = values[int(0.025 * len(values))], values[min(len(values) - 1, int(0.975 * len(values)))]
    return f"{total:.3f}  ({low:.3f}-{high:.3f})"


def report(name: str, rows: Iterable[Row]) -> None:
    """Print the figures of a set of documents."""
    counts = [count_document(row, read_claims(row)) for row in rows]
    if not counts:
        print(f"{name}: no documents")
        return
    print(f"{name}: {len(counts)} documents, {sum(c['gold'] for c in counts)} claims")
    print(f"  {'F1':18}{interval(counts, f1)}")
    for label, part, whole in RATES:
        print(f"  {label:18}{interval(counts, ratio(part, whole))}")


def folder_rows(folder: Path, keep: Callable[[int], bool] = lambda number: True) -> list[Row]:
    """The documents of a folder whose number, from the file's name, is kept; sorted by name."""
    rows: list[Row] = []
    for path in sorted(folder.glob("*.json")):
        digits = re.sub(r"\D", "", path.stem)
        if keep(int(digits) if digits else 0):
            rows.append(json.loads(path.read_text(encoding="utf-8")))
    return rows


def count_phrase(row: Row) -> Counter[str]:
    """Whether a horizon phrase is read exactly: its latest day (a vague one's default) and its earliest."""
    start = row["sentence"].index(row["phrase"])
    end = start + len(row["phrase"])
    readings = find_horizons(row["sentence"], read_moment(row["made_at"]), country=row.get("country"))
    best = max(readings, key=lambda r: min(r.end, end) - max(r.start, start), default=None)
    n: Counter[str] = Counter(phrases=1)
    if best is None or min(best.end, end) <= max(best.start, start):
        return n
    latest = best.default_latest if best.openness == "vague" else best.latest
    n["exact latest"] = (latest.isoformat() if latest else None) == row["latest"]
    n["exact earliest"] = (best.earliest.isoformat() if best.earliest else None) == row["earliest"]
    return n


def report_phrases(name: str, rows: Sequence[Row]) -> None:
    """Print how many horizon phrases are read exactly."""
    counts = [count_phrase(row) for row in rows]
    print(f"{name}: {len(counts)} phrases")
    for part in ("exact latest", "exact earliest"):
        print(f"  {part:18}{interval(counts, ratio(part, 'phrases'))}")


def report_threads(name: str, rows: Sequence[Row]) -> None:
    """Print how well restatements of one outcome are proposed."""
    counts = [count_case(row) for row in rows]
    threads = sum(row["thread"] for row in rows)
    print(f"{name}: {threads} threads, {len(rows) - threads} look-alikes")
    for label, part, whole in (("precision", "right", "proposed"), ("recall", "right", "restated")):
        print(f"  {label:18}{interval(counts, ratio(part, whole))}")


def main() -> None:
    """Print the figures of every set that is there."""
    corpus = ROOT / "tests" / "corpus" / "claims"
    for name in ("invented", "own", "blind"):
        report(name, folder_rows(corpus / name))
    for part in ("developed_on", "set_aside"):
        report_threads(f"threads, {part.replace('_', ' ')}", thread_rows(part))
    shared = shared_folder()
    if shared is None:
        print("real articles and phrases: skipped, the shared folder is absent")
        return
    real = shared / "corpus" / "claims" / "wikinews"
    report("real, developed on", folder_rows(real, lambda number: number % 3 != 0))
    report("real, set aside", folder_rows(real, lambda number: number % 3 == 0))
    lines = (shared / "corpus" / "horizons" / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    phrases = [json.loads(line) for line in lines if line.strip()]
    report_phrases("phrases, developed on", [row for number, row in enumerate(phrases, 1) if number % 3])
    report_phrases("phrases, set aside", [row for number, row in enumerate(phrases, 1) if number % 3 == 0])


if __name__ == "__main__":
    main()

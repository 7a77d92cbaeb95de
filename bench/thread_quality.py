"""How well restatements of one outcome are proposed: the threads and look-alikes of tests/corpus/threads.

In a thread every claim after the first is one to be found beside the earlier ones; in a look-alike none is.
"""

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any, Final

from claims.horizon.find import find_horizons
from claims.model import ClaimReading
from claims.moment import Moment
from claims.restatements import propose

THREADS: Final = Path(__file__).resolve().parent.parent / "tests" / "corpus" / "threads"


def thread_rows(name: str) -> list[dict[str, Any]]:
    """The cases of one part of the corpus."""
    return [json.loads(line) for line in (THREADS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def count_case(row: dict[str, Any]) -> Counter[str]:
    """Restatements in the case, proposals made, and proposals that are right."""
    claims = [_claim(each) for each in row["claims"]]
    n: Counter[str] = Counter()
    for place in range(1, len(claims)):
        proposed = bool(propose(claims[place], ((str(number), each) for number, each in enumerate(claims[:place]))))
        n["restated"] += row["thread"]
        n["proposed"] += proposed
        n["right"] += proposed and row["thread"]
    return n


def _claim(given: dict[str, Any]) -> ClaimReading:
    text = given["text"]
    found = find_horizons(text, Moment(date.fromisoformat(given["made_at"])))
    longest = max(found, key=lambda each: each.end - each.start, default=None)
    return ClaimReading(
        start=0,
        end=len(text),
        text=text,
        speaker=given["speaker"],
        organisation=given["organisation"],
        made_at=given["made_at"],
        horizon=text[longest.start : longest.end] if longest else None,
        shape="undated",
        negated=given["negated"],
    )

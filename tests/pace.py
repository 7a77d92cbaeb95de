"""Processor seconds as they would be on a machine that nothing disturbs, so that a bound on them is a bound on work.

A core whose caches are shared with busy neighbours takes longer for the same work, processor time included. What takes
longer than its bound is tried again, beside ordinary articles that show how slow the machine is at that moment.
"""

import json
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from time import process_time
from typing import Final

from claims.model import Document
from claims.reading.read import read_document

UNDISTURBED: Final = 68_800
"""Words a second that the reading did on these articles on 2026-11-22 (AMD EPYC, CPython 3.11)."""

TRIES: Final = 3

HOPELESS: Final = 4.0
"""What takes so many times its bound is not tried again: no neighbour slows a machine down as much."""

_ARTICLES: Final = Path(__file__).parent / "corpus" / "claims" / "invented"


def undisturbed_seconds(work: Callable[[], object], bound: float = 1.0) -> float:
    """What `work` takes: as measured where that is below `bound`, else the least of three, at the machine's pace."""
    least = float("inf")
    for _ in range(TRIES):
        seconds = _seconds(work)
        if seconds < bound:
            return seconds
        least = min(least, seconds / pace())
        if not bound <= least < HOPELESS * bound:
            break
    return least


def pace() -> float:
    """How many times longer this machine takes for ordinary articles now than it did undisturbed; at least 1."""
    documents, words = _articles()

    def read_all() -> None:
        for document in documents:
            read_document(document)

    return max(1.0, min(_seconds(read_all) for _ in range(2)) * UNDISTURBED / words)


@lru_cache(maxsize=1)
def _articles() -> tuple[list[Document], int]:
    rows = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(_ARTICLES.glob("*.json"))]
    documents = [Document(text=row["text"], published_at=row["published_at"]) for row in rows]
    return documents, sum(len(document.text.split()) for document in documents)


def _seconds(work: Callable[[], object]) -> float:
    began = process_time()
    work()
    return process_time() - began

"""How slow this machine is at this moment, so that a bound on processor time is a bound on work.

A core whose caches are shared with busy neighbours takes longer for the same work, processor time included. A text that
may take a second may take so many seconds more on such a core, and no more than a second on one that is free.
"""

import re
from statistics import median
from time import process_time
from typing import Final

UNDISTURBED_S: Final = 0.0031
"""Processor time of the work below when the reading did 68,800 words a second on tests/corpus/claims (2026-11-22, AMD
EPYC, CPython 3.11). It is the sort of work that reading is: matches, small values, look-ups by word."""

_WORD: Final = re.compile(r"[A-Za-z]+|\d+|[^\w\s]")
_TEXT: Final = " ".join(
    f"The {n}th ferry to Mavik{n % 97} will run again within {n} weeks, said Ada{n % 41}." for n in range(400)
)


def pace() -> float:
    """How many times longer this machine takes than it did then; at least 1."""
    return max(1.0, median(_work() for _ in range(5)) / UNDISTURBED_S)


def _work() -> float:
    began = process_time()
    found: dict[str, list[tuple[int, int, str]]] = {}
    for match in _WORD.finditer(_TEXT):
        word = match[0]
        found.setdefault(word.lower(), []).append((match.start(), match.end(), word))
    sorted(found, key=lambda word: (-len(found[word]), word))
    return process_time() - began

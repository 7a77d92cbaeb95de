"""Restatements of one outcome are proposed, and look-alikes are not: floors on both parts of the corpus."""

from collections import Counter

import pytest

from bench.thread_quality import count_case, thread_rows


@pytest.mark.parametrize(
    ("part", "cases", "precision", "recall"),
    [("developed_on", 40, 0.98, 0.9), ("set_aside", 20, 0.95, 0.65)],
)
def test_restatements_are_proposed(part: str, cases: int, precision: float, recall: float) -> None:
    """At least as well as when the rules were last measured; `make quality` prints the figures with intervals."""
    rows = thread_rows(part)
    n = sum((count_case(row) for row in rows), Counter())

    assert min(sum(1 for row in rows if row["thread"] is kind) for kind in (True, False)) >= cases
    assert n["right"] >= precision * n["proposed"]
    assert n["right"] >= recall * n["restated"]

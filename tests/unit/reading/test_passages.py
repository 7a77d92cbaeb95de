"""Paragraphs in styles that the corpus lacks, marked by the guide before they were read, and how much of them is found.

`passages.txt`: a heading "# date style", then one paragraph with claims as [[words|speaker|kind|hedge|flags...]]; flags
are neg, cond and opt (optional).
"""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from claims.model import Document
from claims.reading.read import read_document

LINES = Path(__file__).with_name("passages.txt").read_text(encoding="utf-8").splitlines()
PASSAGES = [(head[2:], text) for head, text in pairwise(LINES) if head.startswith("# ")]
MARK = re.compile(r"\[\[(.*?)\|(.*?)\]\]")


def unmarked(text: str) -> tuple[str, list[tuple[int, int, bool]]]:
    """The words of a passage, and start, end and optionality of its claims."""
    plain, spans, last = "", [], 0
    for match in MARK.finditer(text):
        plain += text[last : match.start()]
        spans.append((len(plain), len(plain) + len(match[1]), "opt" in match[2].split("|")))
        plain += match[1]
        last = match.end()
    return plain + text[last:], spans


def counts(day: str, marked: str) -> tuple[int, int, int]:
    """Claims marked, claims of them found, and claims found that are none."""
    text, spans = unmarked(marked)
    got = [(claim.start, claim.end) for claim in read_document(Document(text=text, published_at=day)).claims]
    required = [(start, end) for start, end, optional in spans if not optional]
    hits = sum(any(_meets(one, two) for two in got) for one in required)
    alarms = sum(not any(_meets((start, end), two) for start, end, _ in spans) for two in got)
    return len(required), hits, alarms


def _meets(one: tuple[int, int], two: tuple[int, int]) -> bool:
    shared = min(one[1], two[1]) - max(one[0], two[0])
    return 2 * shared >= min(one[1] - one[0], two[1] - two[0])


@pytest.mark.parametrize(("head", "text"), PASSAGES, ids=[head for head, _ in PASSAGES])
def test_most_of_a_passage_is_read(head: str, text: str) -> None:
    """In each passage at most one claim in three is missed, and at most two are made up."""
    marked, hits, alarms = counts(head.split(" ", maxsplit=1)[0], text)

    assert 3 * (marked - hits) <= max(marked, 3)
    assert alarms <= 2


def test_passages_together() -> None:
    """Over all passages at least 19 claims in 20 are found, and of those made at least 19 in 20 are claims."""
    rows = [counts(head.split(" ")[0], text) for head, text in PASSAGES]
    marked, hits, alarms = (sum(column) for column in zip(*rows, strict=True))

    assert hits >= 0.95 * marked
    assert alarms <= 0.05 * hits

"""Short passages in many styles, each with the speakers that the guide gives them, marked before they were read.

`speakers.txt`: a heading "# ...", then a passage with claims as [[words|speaker]]; " ¶ " parts paragraphs, "/" parts
names that will do, and "null" is nobody.
"""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from claims.model import Document
from claims.reading.read import read_document

LINES = Path(__file__).with_name("speakers.txt").read_text(encoding="utf-8").splitlines()
PASSAGES = [(head[2:], text) for head, text in pairwise(LINES) if head.startswith("# ")]
MARK = re.compile(r"\[\[(.*?)\|(.*?)\]\]")


def unmarked(text: str) -> tuple[str, list[tuple[int, int, list[str]]]]:
    """The words of a passage, and start, end and speakers of its claims."""
    plain, marks, last = "", [], 0
    for match in MARK.finditer(text):
        plain += text[last : match.start()]
        marks.append((len(plain), len(plain) + len(match[1]), match[2].lower().split("/")))
        plain += match[1]
        last = match.end()
    return plain + text[last:], marks


@pytest.mark.parametrize(("head", "text"), PASSAGES, ids=[head for head, _ in PASSAGES])
def test_claims_have_their_speakers(head: str, text: str) -> None:
    """Every claim that is marked is found and has one of the speakers given."""
    plain, marks = unmarked(text.replace(" ¶ ", "\n\n"))
    claims = read_document(Document(text=plain, published_at="2025-05-01")).claims
    for start, end, names in marks:
        found = [c for c in claims if min(end, c.end) > max(start, c.start)]

        assert any((claim.speaker or "null").lower() in names for claim in found), head


NOT_TAKEN = [
    ("a news agency in a source line", "The mill will close in June.\n\nSource: Reuters", None),
    (
        "a source line far behind",
        "The mill will close in June.\n\nIt is old.\n\nIt is red.\n\nSource: Mill Board",
        None,
    ),
    ("two per cent", "Output will rise two per cent, per worker, in June.", None),
    ("he without a man", "Ida Roe and Nora Vale met. He said it would rain on Monday.", None),
    ("a byline and no first person", "By Clara Venn\n\nThe mill will close in June.", None),
    ("two people in the paragraph", "Ida Roe met Jon Vale. Jon Vale left. The plan “will fail in June”.", None),
]


@pytest.mark.parametrize(("text", "speaker"), [row[1:] for row in NOT_TAKEN], ids=[row[0] for row in NOT_TAKEN])
def test_nobody_is_made_to_speak(text: str, speaker: str | None) -> None:
    """Rules for silent speakers keep to their cases: where the text does not tell, nobody is named."""
    (claim,) = read_document(Document(text=text, published_at="2025-05-01")).claims

    assert speaker == claim.speaker

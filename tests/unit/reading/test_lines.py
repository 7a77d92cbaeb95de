"""Single sentences, claims and their look-alikes, marked by the guide before they were read.

`lines.txt`: "+ " before a sentence with one claim to find, marked as [[words]]; "- " before one that makes none. A "!"
in front says that the sentence is read wrongly so far; one that comes right must lose it.
"""

from itertools import pairwise
from pathlib import Path

import pytest

from claims.model import Document
from claims.reading.read import read_document

LINES = Path(__file__).with_name("lines.txt").read_text(encoding="utf-8").splitlines()
DAY = "2025-06-05"  # A Thursday.


def is_right(line: str) -> bool:
    """Whether the marked claim is found, or no claim in a sentence without one."""
    _, marked = line.split(" ", maxsplit=1)
    first, last = marked.find("[["), marked.find("]]") - 2
    text = marked.replace("[[", "").replace("]]", "")
    got = [(claim.start, claim.end) for claim in read_document(Document(text=text, published_at=DAY)).claims]
    if first < 0:
        return not got
    shared = [(min(end, last) - max(start, first), min(end - start, last - first)) for start, end in got]
    return any(2 * common >= shorter for common, shorter in shared)


@pytest.mark.parametrize("line", LINES)
def test_line_is_read_as_listed(line: str) -> None:
    """A sentence is read right unless the list says that it is not yet."""
    assert is_right(line) is not line.startswith("!")


def test_lines_hold_both_sorts() -> None:
    """The list holds claims and look-alikes in like number, so that neither can be got for nothing."""
    claims = sum(line.lstrip("!").startswith("+") for line in LINES)

    assert len(LINES) // 3 <= claims <= 2 * len(LINES) // 3
    assert not [one for one, two in pairwise(sorted(LINES)) if one == two]

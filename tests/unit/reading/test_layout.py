"""Titles, bylines and datelines are told from the body."""

import pytest

from claims.reading.en.lexicon import ENGLISH
from claims.reading.layout import find_blocks


def parts(text: str, title: str | None = None) -> list[tuple[str, str]]:
    """The kind and the words of each block."""
    return [(block.kind, text[block.start : block.end]) for block in find_blocks(text, title, ENGLISH)]


CASES = [
    ("Bridge to open\n\nThe bridge is long.", [("title", "Bridge to open"), ("body", "The bridge is long.")]),
    ("The bridge is long.\n\nIt is new.", [("body", "The bridge is long."), ("body", "It is new.")]),
    (
        "Bridge to open March 1, 2008 The bridge is long.",
        [("title", "Bridge to open"), ("byline", "March 1, 2008"), ("body", "The bridge is long.")],
    ),
    (
        "Bridge to open\nBy Ada Roe\nMARLE, May 3 (Agency) - The bridge is long.",
        [
            ("title", "Bridge to open"),
            ("byline", "By Ada Roe"),
            ("dateline", "MARLE, May 3 (Agency) - "),
            ("body", "The bridge is long."),
        ],
    ),
    ("(HealthWire) - The trial ended.", [("dateline", "(HealthWire) - "), ("body", "The trial ended.")]),
    ("MARLE — The trial ended.", [("dateline", "MARLE — "), ("body", "The trial ended.")]),
    ("A long road - and a dull one - was closed.", [("body", "A long road - and a dull one - was closed.")]),
    ("One line without a stop", [("body", "One line without a stop")]),
    ("\r\n\r\nOne.\r\nTwo.\x00", [("body", "One."), ("body", "Two.")]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_blocks(text: str, expected: list[tuple[str, str]]) -> None:
    """A text is cut into title, byline, dateline and paragraphs of the body."""
    assert expected == parts(text)


def test_given_title_in_front_of_the_body_is_no_sentence() -> None:
    """A title that is known is cut off, wherever its line ends."""
    text = "Bridge opens The bridge is long."

    assert [("title", "Bridge opens"), ("body", "The bridge is long.")] == parts(text, "Bridge opens")

"""Text wrapped at a column reads as it did before; verse, lists and short paragraphs keep their lines."""

import textwrap

import pytest

from claims.model import ClaimReading, Document
from claims.reading.en.lexicon import ENGLISH
from claims.reading.layout import find_blocks
from claims.reading.read import read_document

ARTICLE = """\
Harbour bridge to open in the autumn after years of delay and a long dispute over who was to pay for it

The harbour bridge in Lenz will be finished by the end of September, the head of the city's works office, Marta \
Feld, told reporters on Monday. “We have waited ten years for this,” she said. “Nobody believed us. But cars will \
cross it before the first snow, and the old ferry will be sold next spring.”

Her deputy, Jon Tarrant, was more careful. He said the tolls might have to rise by 10 per cent in 2027 if traffic \
stayed below the forecast. The city expects 9,000 cars a day.

Tarrant added that a second bridge was unlikely before 2035."""


def claims(text: str) -> tuple[ClaimReading, ...]:
    """The claims of a text."""
    return read_document(Document(text=text, published_at="2025-06-05")).claims


def key(claim: ClaimReading) -> tuple[object, ...]:
    """What a claim says, wherever its lines end."""
    return " ".join(claim.text.split()), claim.speaker, claim.kind, claim.hedge, claim.horizon, claim.latest


def wrap(text: str, width: int) -> str:
    """The text with each paragraph wrapped."""
    return "\n\n".join(textwrap.fill(part, width) for part in text.split("\n\n"))


@pytest.mark.parametrize("width", [60, 66, 72, 76, 80, 100])
@pytest.mark.parametrize("end", ["\n", "\r\n", " \n"])
def test_wrapped_text_reads_the_same(width: int, end: str) -> None:
    """The same claims, speakers and dates come out of wrapped text, at offsets of the text as given."""
    text = wrap(ARTICLE, width).replace("\n", end)
    found = claims(text)

    assert [key(claim) for claim in claims(ARTICLE)] == [key(claim) for claim in found]
    assert [claim.text for claim in found] == [text[claim.start : claim.end] for claim in found]


def test_paragraphs_without_blank_lines_stay_apart() -> None:
    """A short last line ends its paragraph."""
    text = wrap(ARTICLE, 72).replace("\n\n", "\n")

    assert [key(claim) for claim in claims(ARTICLE)][1:] == [key(claim) for claim in claims(text)][1:]


def test_name_across_a_line_is_one_name() -> None:
    """A name that a line end cuts is written with a space."""
    text = (
        "The river rose again on Sunday in the whole of the valley, and Ada\nRoe, the mayor of the old town, said "
        "that the water would fall\nby Thursday."
    )

    assert ["Ada Roe"] == [claim.speaker for claim in claims(text)]


OWN_LINES = [
    "The bridge is long.\nIt is new.",
    "the sea will come\nand take the land\nand leave the sand",
    "Bread and milk and a very long list of things to buy there\nand a shorter item\nand one\nand a further one here",
    "One sentence that fills the line quite well up to its end here.\nAnother sentence that fills the line up to here.",
    "A paragraph. " * 20 + "\nand one that starts in lower case. " + "It goes on. " * 20,
]


@pytest.mark.parametrize("text", OWN_LINES)
def test_lines_that_are_no_wrapping_stay_apart(text: str) -> None:
    """Verse, lists and paragraphs of one line are not put together."""
    assert text.count("\n") + 1 == len(find_blocks(text, None, ENGLISH))

"""Lines that a mailer or `fold` has cut at a column, told from lines that are paragraphs of their own.

In wrapped text the next line's first word would not have fitted on the line before: that, and lines that go on in lower
case, is the evidence. Lines are (start, end) without the space around them; nothing is changed in the text.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

_WIDTH_MIN: Final = 40  # Columns; verse and lists are narrower.
_WIDTH_MAX: Final = 120  # Columns; a longer line is a paragraph.
_LONG_SHARE: Final = 10  # One line in so many may be longer (an address, say) in text that is wrapped.
_SLACK: Final = 0.8  # What part of the width a line fills that breaks off in mid sentence; tools even lines out.
_FULL_SHARE: Final = 0.75  # How many of the lines that go on in lower case must be full.
_PARAGRAPH_LINES: Final = 12  # Lines to a blank one, at most, where blank lines part the paragraphs.
_STOPS: Final = frozenset(".!?\"”’'…):;")

Line = tuple[int, int]


def join_lines(text: str, lines: Sequence[Line]) -> list[Line]:
    """The lines, those of a paragraph that was wrapped put together to one from its start to its end."""
    near = [_adjoin(text, one, two) for one, two in pairwise(lines)]
    width = _width(text, lines, near)
    if not width:
        return list(lines)
    spaced = near.count(False) * _PARAGRAPH_LINES >= len(near)
    joined = [lines[0]]
    for number, line in enumerate(lines[1:]):
        if near[number] and _is_full(text, lines[number], line, width, spaced):
            joined[-1] = (joined[-1][0], line[1])
        else:
            joined.append(line)
    return joined


def _adjoin(text: str, one: Line, two: Line) -> bool:
    """Whether nothing but one line end lies between two lines."""
    gap = text[one[1] : two[0]]
    return len(gap) < _WIDTH_MIN and gap.count("\n") + gap.count("\r") - gap.count("\r\n") == 1


def _width(text: str, lines: Sequence[Line], near: Sequence[bool]) -> int:
    """The column at which the text is wrapped, or 0 where it is not."""
    if True not in near:
        return 0
    sizes = [end - start for start, end in lines]
    short = [size for size in sizes if size <= _WIDTH_MAX]
    if not short or (len(sizes) - len(short)) * _LONG_SHARE > len(sizes) or max(short) < _WIDTH_MIN:
        return 0
    width = max(short)
    going_on = [
        number
        for number, adjoin in enumerate(near)
        if adjoin and text[lines[number + 1][0]].islower() and text[lines[number][1] - 1] not in _STOPS
    ]
    full = sum(_is_full(text, lines[number], lines[number + 1], width, False) for number in going_on)
    return width if going_on and full >= _FULL_SHARE * len(going_on) else 0


def _is_full(text: str, one: Line, two: Line, width: int, spaced: bool) -> bool:
    """Whether the first word of the second line had no room left on the first.

    Where a sentence breaks off, or blank lines part the paragraphs (`spaced`), nearly full will do.
    """
    size = _size(text, *one)
    if spaced or text[one[1] - 1] not in _STOPS:
        return size >= _SLACK * width
    word = text[two[0] : min(two[1], two[0] + width)].split(maxsplit=1)[0]
    return size + 1 + _size(word, 0, len(word)) > width


def _size(text: str, start: int, end: int) -> int:
    """The columns of a line as the tools count that wrap it: characters, or octets where there are more."""
    piece = text[start:end]
    return end - start if piece.isascii() else len(piece.encode("utf-8", "surrogatepass"))

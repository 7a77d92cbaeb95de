# ruff: noqa: PLR0913, PLR0917 - a rule reads best as a run of cases, each with its own answer.
"""The parts of a text: title, byline, dateline and the paragraphs of the body."""

import re
from collections.abc import Iterator

from claims.reading.characters import BULLETS, PICTURES, UNSEEN
from claims.reading.en.speeches import SALUTATION
from claims.reading.lexicon import Lexicon
from claims.reading.model import Block
from claims.reading.wrapping import join_lines

_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]{1,1000000}")
_WORDLESS = re.compile(rf"[\s{UNSEEN}{PICTURES}]{{1,1000000}}")
_BULLET = re.compile(rf"(?:[{re.escape(BULLETS)}]{{1,8}}|-)[\s{UNSEEN}{PICTURES}]{{1,100}}(?=\S)")
_TITLE_MAX = 200  # Characters; a headline is shorter than this.
_DATELINE_MAX = 90  # Characters; "NEW YORK/SAN FRANCISCO, Sept. 14 (Agency) - " and some room.
_DATELINE = re.compile(
    r"(?:(?P<place>[A-Z][A-Za-z.,'’/ \-]{1,60}?)"
    r"(?:,? (?P<day>[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?|\d{1,2} [A-Z][a-z]{2,8}))?"
    r"(?: ?\((?P<agency>[^()]{1,40})\))?|\((?P<alone>[^()]{1,40})\))\s{0,3}(?:--|[-–—:])\s{1,3}"
)
_DATE_LINE = re.compile(
    r"(?:[A-Z][a-z]{2,8},? )?(?:[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4}|\d{1,2} [A-Z][a-z]{2,8},? \d{4})[.,]?(?=\s|$)"
)
_INLINE_DATE = re.compile(
    r"(?<! on)(?<! of)(?<! by)(?<! in)(?<! to)(?<!from)(?<!ntil)(?<! for)(?<!ince)(?<!fore)(?<!fter)(?<!,)"
    r"\s(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}, \d{4} "
    r"(?=[^a-z,;:\s])"
)
_BYLINE = re.compile(r"(?:By|BY|by) [A-Z][^.!?\"“]{1,80}$|(?:Updated|Published|Posted|Last updated)\b[^!?\"“]{0,80}$")
_ENDS = tuple(".!?:\"”’'…)")


def find_blocks(text: str, title: str | None, lexicon: Lexicon) -> list[Block]:
    """The blocks of a text in order; what lies between them is space."""
    blocks: list[Block] = []
    lines = [(m.start(), m.end()) for m in _LINE.finditer(text)]
    lines = join_lines(text, [(s, e) for s, e in (_trim(text, s, e) for s, e in lines) if s < e])
    head = True
    for number, (start, end) in enumerate(lines):
        found = list(_split_line(text, start, end, title if number == 0 else None, head, len(lines) - number))
        head = head and all(block.kind != "body" for block in found)
        blocks.extend(found)
    return blocks


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without what carries no words at either end: space, unseen marks, pictures and a bullet."""
    opening = _WORDLESS.match(text, start, end)
    if opening:
        start = opening.end()
    bullet = _BULLET.match(text, start, end)
    if bullet:
        start = bullet.end()
    while end > start and _WORDLESS.match(text, end - 1, end):
        end -= 1
    return start, end


def _split_line(text: str, start: int, end: int, title: str | None, head: bool, left: int) -> Iterator[Block]:
    if head and end - start < _TITLE_MAX and _BYLINE.match(text[start:end]):
        yield Block(start, end, "byline")
        return
    if head:
        cut = _title_end(text, start, end, title, left)
        if cut:
            yield Block(start, cut, "title")
            start, end = _trim(text, cut, end)
        if start < end and (found := _DATE_LINE.match(text, start, end)) and (cut or found.end() == end):
            yield Block(start, found.end(), "byline")
            start, end = _trim(text, found.end(), end)
    if start < end:
        body = _dateline_end(text, start, end)
        if body > start:
            yield Block(start, body, "dateline")
        if body < end:
            yield Block(body, end, "body")


def _title_end(text: str, start: int, end: int, title: str | None, left: int) -> int:
    """Where a headline in front of a line ends, or 0: the given title, a short line with no stop, text up to a date."""
    given = re.compile(r"\s{1,9}".join(map(re.escape, title.split()))).match(text, start, end) if title else None
    if given and given.end() > start:
        return given.end()
    if left > 1 and end - start <= _TITLE_MAX and not text[start:end].endswith(_ENDS):
        return end
    found = _INLINE_DATE.search(text, start, min(end, start + _TITLE_MAX))
    if found and not re.search(r"[a-z)][.!?] ", text[start : found.start()]):
        return found.start()
    return 0


def _dateline_end(text: str, start: int, end: int) -> int:
    """Where the words of the body begin behind a dateline such as "LYSSA, May 3 (Agency) - "."""
    found = _DATELINE.match(text, start, min(end, start + _DATELINE_MAX))
    if not found or SALUTATION.match(text, start, end):
        return start
    place = found["place"]
    upper = bool(place) and place.split(",")[0].strip().upper() == place.split(",")[0].strip()
    dash = not text[found.start() : found.end()].rstrip().endswith(":")
    opens = upper or found["agency"] or found["alone"] or found["day"]
    return found.end() if opens and (dash or (place and found["day"])) else start

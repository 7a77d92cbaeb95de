"""Stretches of a text that are somebody's words as a whole, without quotation marks.

An interview's answers, a letter above its signature, a statement under its headline, the paragraph that "she said:"
introduces: each is read as a quotation whose speaker the layout names.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, Literal

import msgspec

from claims.reading.en.speeches import (
    ANSWER,
    FIRST_PERSON,
    INTRODUCES,
    LABEL,
    QUESTION,
    SALUTATION,
    SIGNATURE,
    STATEMENT,
)
from claims.reading.lexicon import Lexicon
from claims.reading.model import Block

Voice = Literal["labelled", "continued", "question", "answer", "named", "introduced"]
"""Who speaks: the one whom a label names; the one who spoke in the paragraph before; whoever asks; whoever is
interviewed; the named one; the one who is said to speak in the paragraph before."""

_SIGNATURE_MAX: Final = 80  # Characters; a longer line is a sentence.
_QUESTION_MAX: Final = 400  # Characters of a paragraph that asks.
_QUESTIONS_MIN: Final = 3  # Paragraphs that ask, before a text without labels is taken for an interview.
_OPENERS: Final = frozenset("\"“‘'«„`-•*")


class Speech(msgspec.Struct, frozen=True):
    """The words of one paragraph, from offset `begins` on; `name` goes with the voice "named"."""

    begins: int
    voice: Voice
    name: str = ""


def find_speeches(text: str, blocks: Sequence[Block], title: str | None, lexicon: Lexicon) -> dict[int, Speech]:
    """The speeches of a text by the offset of their block. Of two ways to take a block the first named here holds."""
    body = [block for block in blocks if block.kind == "body"]
    found: dict[int, Speech] = {}
    for finder in (_interview, _labels, _letters, _unlabelled, _introduced):
        for block, speech in finder(text, body):
            found.setdefault(block.start, speech)
    if not found:
        found = {block.start: speech for block, speech in _statement(text, blocks, body, title, lexicon)}
    return found


def _interview(text: str, body: Sequence[Block]) -> Iterator[tuple[Block, Speech]]:
    """The paragraphs behind "Q:" and "A:", and those that go on with either."""
    marks = [
        (QUESTION.match(text, block.start, block.end), ANSWER.match(text, block.start, block.end)) for block in body
    ]
    if sum(bool(asks) for asks, _ in marks) < 2 or sum(bool(answers) for _, answers in marks) < 2:
        return
    voice: Voice | None = None
    for block, (asks, answers) in zip(body, marks, strict=True):
        mark = asks or answers
        if mark:
            voice = "question" if asks else "answer"
        if voice:
            yield block, Speech(mark.end() if mark else block.start, voice)


def _labels(text: str, body: Sequence[Block]) -> Iterator[tuple[Block, Speech]]:
    """The paragraphs that "Name:" opens; a label counts when it opens at least two: "Weather: sunny" is none.

    Where two such labels or more take turns, the paragraphs without one go on with the words before them.
    """
    marks = [LABEL.match(text, block.start, block.end) for block in body]
    often = Counter(mark["name"] for mark in marks if mark)
    turns = sum(count > 1 for count in often.values()) > 1
    speaking = False
    for block, mark in zip(body, marks, strict=True):
        if mark and often[mark["name"]] > 1:
            asks = QUESTION.match(text, block.start, block.end)
            speaking = turns
            yield block, Speech(mark.end("label"), "question" if asks else "labelled")
        elif speaking:
            yield block, Speech(block.start, "continued")


def _letters(text: str, body: Sequence[Block]) -> Iterator[tuple[Block, Speech]]:
    """On a page of several letters, the paragraphs from each salutation down to the signature below them.

    A text that is one letter speaks in its own voice, as an article does.
    """
    letters: list[tuple[str, list[tuple[Block, int]]]] = []
    letter: list[tuple[Block, int]] = []
    for block in body:
        opened = SALUTATION.match(text, block.start, block.end)
        if opened:
            letter = [(block, opened.end())]
        elif letter and (name := _signature(text[block.start : block.end])):
            letters.append((name, letter))
            letter = []
        elif letter:
            letter.append((block, block.start))
    for name, held in letters if len(letters) > 1 else ():
        yield from ((block, Speech(begins, "named", name)) for block, begins in held)


def _signature(line: str) -> str:
    """The name that a signature gives, or nothing: a writer's name, or the whole of "Farmer, Hob's End"."""
    signed = SIGNATURE.fullmatch(line) if len(line) <= _SIGNATURE_MAX else None
    if signed is None:
        return ""
    return signed["name"] if " " in signed["name"] else line


def _unlabelled(text: str, body: Sequence[Block]) -> Iterator[tuple[Block, Speech]]:
    """The paragraphs between questions that stand alone, where most of what is answered is in the first person."""
    asks = [
        block.end - block.start <= _QUESTION_MAX and text[block.end - 1] == "?" and text[block.start] not in _OPENERS
        for block in body
    ]
    if sum(asks) < _QUESTIONS_MIN:
        return
    first = asks.index(True)
    answers = [block for block, asking in zip(body[first:], asks[first:], strict=True) if not asking]
    own = sum(bool(FIRST_PERSON.search(text, block.start, block.end)) for block in answers)
    quoted = sum(text[block.start] in _OPENERS for block in answers)
    if 2 * own <= len(answers) or 2 * quoted > len(answers) or 4 * sum(asks) < len(answers):
        return
    for block, asking in zip(body[first:], asks[first:], strict=True):
        yield block, Speech(block.start, "question" if asking else "answer")


def _introduced(text: str, body: Sequence[Block]) -> Iterator[tuple[Block, Speech]]:
    """The paragraph behind one that ends in "she said:", and those behind it that are in the first person too."""
    speaking = False
    for before, block in pairwise(body):
        opens = bool(INTRODUCES.search(text, max(before.start, before.end - 160), before.end))
        goes_on = speaking and bool(FIRST_PERSON.search(text, block.start, block.end))
        speaking = (opens or goes_on) and text[block.start] not in _OPENERS
        if speaking:
            yield block, Speech(block.start, "introduced")


def _statement(
    text: str, blocks: Sequence[Block], body: Sequence[Block], title: str | None, lexicon: Lexicon
) -> Iterator[tuple[Block, Speech]]:
    """All of a text whose headline says whose statement it is, where it is in the first person."""
    head = title or next((text[block.start : block.end] for block in blocks if block.kind == "title"), "")
    named = STATEMENT.search(head)
    name = _without_role(named["name"], lexicon) if named else ""
    if name and any(FIRST_PERSON.search(text, block.start, block.end) for block in body):
        yield from ((block, Speech(block.start, "named", name)) for block in body)


def _without_role(words: str, lexicon: Lexicon) -> str:
    """The name behind a role, "Press Secretary Ada Brandt"; nothing where less than two words are left."""
    parts = words.split()
    roles = [place for place, word in enumerate(parts) if word.lower() in lexicon.role_words]
    name = parts[roles[-1] + 1 :] if roles else parts
    lows = [part.lower() for part in name]
    cut = next((place for place, low in enumerate(lows) if low in lexicon.prepositions), len(name))
    return " ".join(name[:cut]) if 2 <= cut <= 4 else ""

# ruff: noqa: PLR0913, PLR0917 - a rule reads best as a run of cases, each with its own answer.
"""Tokens, quotations and sentences of a text, in one pass over its paragraphs."""

from collections.abc import Mapping, Sequence
from functools import reduce
from operator import or_

from claims.reading.lexicon import STOP, Lexicon
from claims.reading.model import Block, Sentence
from claims.reading.speeches import Speech
from claims.reading.tokens import Tokens, tokenizer

_OPENERS = {"“": "”", "‘": "’", "«": "»", "„": "“", "``": "''"}
_MARKS = frozenset("\"“”‘'«„`")  # One of them opens every quotation.
_SENTENCE_MAX = 400  # Tokens; a longer run without a stop is cut, so that no rule meets an endless sentence.
_STOPS = frozenset(".!?…")
_CLOSERS = frozenset("\"”’'»)]")


def split_sentences(
    text: str, blocks: Sequence[Block], speeches: Mapping[int, Speech], lexicon: Lexicon
) -> tuple[list[Sentence], dict[int, Speech]]:
    """The sentences of the body and of the title, in order, and which quotations are speeches, by their numbers.

    `speeches` are by the offset of their block (see `find_speeches`).
    """
    sentences: list[Sentence] = []
    spoken: dict[int, Speech] = {}
    quote_number = 0
    running = 0
    paragraph = 0
    read = tokenizer(lexicon).read
    for block in blocks:
        if block.kind not in {"body", "title"}:
            continue
        tokens = read(text, block.start, block.end)
        if block.kind == "body":
            paragraph += 1
            speech = speeches.get(block.start)
            if speech:
                quote_number, running = quote_number + 1, 0
                spoken[quote_number] = speech
                _mark_speech(tokens, speech.begins, quote_number)
            else:
                quote_number, running = mark_quotes(text, tokens, quote_number, running)
        _cut(tokens, paragraph, block.kind == "title", lexicon, sentences)
    return sentences, spoken


def _mark_speech(tokens: Tokens, begins: int, number: int) -> None:
    for index, start in enumerate(tokens.starts):
        if start >= begins:
            tokens.quotes[index] = number


def mark_quotes(text: str, tokens: Tokens, number: int, running: int) -> tuple[int, int]:
    """Number the quotations of a paragraph. Returns the last number used and that of a quotation left open, or 0.

    A paragraph that opens with a quotation mark while one is `running` from the paragraph before goes on with it.
    """
    words, quotes = tokens.words, tokens.quotes
    if _MARKS.isdisjoint(words):
        return number, 0
    closer, since = "", -1
    for index, word in enumerate(words):
        if closer:
            if word == closer and _closes(text, tokens, index, closer):
                quotes[since + 1 : index] = [number] * (index - since - 1)
                closer = ""
            continue
        opening = _opens(text, tokens, index, word)
        if opening:
            closer, since = opening, index
            if running and index == 0:
                number = running
            else:
                number += 1
            running = 0
    if not closer:
        return number, 0
    if closer in {"'", "’"} and not _double_inside(words, since):
        return number - 1, 0
    quotes[since + 1 :] = [number] * (len(words) - since - 1)
    return number, number


def _double_inside(words: list[str], since: int) -> bool:
    """Whether an unclosed single mark may be a quotation that runs on: only when it opened the paragraph."""
    return words[since] == "‘" and (since == 0 or words[since - 1] in _STOPS | {",", ":", "’"})


def _opens(text: str, tokens: Tokens, index: int, word: str) -> str:
    """The closing mark that belongs to an opening one at `index`, or nothing."""
    if word in _OPENERS:
        return _OPENERS[word]
    if word == '"':
        return '"'
    if word not in {"'", "`"}:
        return ""
    start = tokens.starts[index]
    before = text[start - 1] if start else " "
    after = text[start + 1 : start + 2]
    if (before.isspace() or before in "([—–-") and after.isalpha():
        return "'" if _later_close(text, tokens, index + 1, "'") else ""
    return ""


def _later_close(text: str, tokens: Tokens, index: int, mark: str) -> bool:
    """Whether a closing mark follows within reach; what was searched once is not searched again."""
    words = tokens.words
    if tokens.closing >= index:
        return tokens.closing < index + _SENTENCE_MAX
    for later in range(max(index, tokens.searched), min(len(words), index + _SENTENCE_MAX)):
        if words[later] == mark and _closes(text, tokens, later, mark):
            tokens.closing = later
            return True
    tokens.searched = max(tokens.searched, min(len(words), index + _SENTENCE_MAX))
    return False


def _closes(text: str, tokens: Tokens, index: int, mark: str) -> bool:
    """Whether the mark closes a quotation instead of being an apostrophe."""
    start = tokens.starts[index]
    after = text[start + 1 : start + 2]
    if mark in {"”", "»", "“"}:
        return True
    before = text[start - 1] if start else " "
    if mark == '"':
        return True
    if after.isalnum() or before.isspace():
        return False
    if before in ".,!?…;:—–)%":
        return True
    return not (before == "s" and _better_close(text, tokens, index, mark))


def _better_close(text: str, tokens: Tokens, index: int, mark: str) -> bool:
    """Whether, behind an s that may bear an apostrophe, a mark after punctuation comes before the next opening."""
    words = tokens.words
    for later in range(index + 1, min(len(words), index + _SENTENCE_MAX)):
        if words[later] in {"‘", "“", '"'}:
            return False
        start = tokens.starts[later]
        if words[later] == mark and text[start - 1] in ".,!?…;" and not text[start + 1 : start + 2].isalnum():
            return True
    return False


def _cut(tokens: Tokens, paragraph: int, title: bool, lexicon: Lexicon, into: list[Sentence]) -> None:
    """Add the sentences of a paragraph. Only at a stop, at the end and where one grows over-long can it be cut."""
    words = tokens.words
    count = len(words)
    first = 0
    for index in [*(at for at, kind in enumerate(tokens.kinds) if kind & STOP), count - 1]:
        while index - first >= _SENTENCE_MAX:
            first = _cut_at(tokens, first, first + _SENTENCE_MAX, paragraph, title, into)
        if index < first:
            continue
        if words[index] in _STOPS and _ends(tokens, index):
            first = _cut_at(tokens, first, index, paragraph, title, into)
        elif index == count - 1 or _dotted_end(tokens, index, lexicon):
            _add(tokens, first, index + 1, paragraph, title, into)
            first = index + 1


def _cut_at(tokens: Tokens, first: int, index: int, paragraph: int, title: bool, into: list[Sentence]) -> int:
    """Add the sentence that ends with the token `index` and the marks that close it; returns where the next begins."""
    last = index + 1
    while last < len(tokens.words) and tokens.words[last] in _CLOSERS and _closing(tokens, last):
        last += 1
    _add(tokens, first, last, paragraph, title, into)
    return last


def _dotted_end(tokens: Tokens, index: int, lexicon: Lexicon) -> bool:
    """Whether "U.S." or "p.m." at `index` ends a sentence: a common opening word follows with a capital."""
    word = tokens.words[index]
    if not (word.endswith(".") and len(word) > 1) or index + 1 >= len(tokens.words):
        return False
    following = tokens.words[index + 1]
    opens = following[:1].isupper() and tokens.lows[index + 1] in lexicon.not_names
    return opens and tokens.lows[index] not in lexicon.titles and len(word) > 2


def _closing(tokens: Tokens, index: int) -> bool:
    """Whether a mark after a stop closes what came before instead of opening the next sentence."""
    word = tokens.words[index]
    if word in {'"', "'"}:
        touching = tokens.starts[index] == tokens.starts[index - 1] + len(tokens.words[index - 1])
        return touching or tokens.quotes[index - 1] > 0
    return True


def _ends(tokens: Tokens, index: int) -> bool:
    words, starts = tokens.words, tokens.starts
    following = index + 1
    while following < len(words) and words[following] in _CLOSERS and _closing(tokens, following):
        following += 1
    if following >= len(words):
        return True
    touching = starts[following] == starts[index] + 1
    if touching:
        return False
    after = words[following]
    if words[index] in "!?" and after[:1].islower():
        return False
    return after[:1].isupper() or not after[:1].isalpha() or after[:1].isdigit() or not after[:1].islower()


def _add(tokens: Tokens, first: int, last: int, paragraph: int, title: bool, into: list[Sentence]) -> None:
    if first >= last:
        return
    words = tokens.words[first:last]
    starts = tokens.starts[first:last]
    kinds = tokens.kinds[first:last]
    into.append(
        Sentence(
            index=len(into),
            paragraph=paragraph,
            start=starts[0],
            end=starts[-1] + len(words[-1]),
            words=words,
            lows=tokens.lows[first:last],
            kinds=kinds,
            holds=reduce(or_, kinds),
            starts=starts,
            quotes=tokens.quotes[first:last],
            title=title,
        )
    )

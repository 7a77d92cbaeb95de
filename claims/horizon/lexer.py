"""Sentences to lines of nodes: words by the vocabulary, figures by their shape."""

import re
from collections.abc import Callable
from functools import lru_cache
from itertools import accumulate
from operator import itemgetter
from typing import Final, NamedTuple

from claims.horizon.patterns import CATEGORIES, NAME, WORD, Line, Node, known, weigh_figures
from claims.horizon.values import Number

TOKEN = re.compile(
    r"""
    (?=[^\s'’‘])(?:
    (?P<word>[^\W\d_]{2,}(?:['’][^\W\d_]+)?)
    | (?P<iso>\d{4}-\d\d-\d\d(?!\d))
    | (?P<date>\d{1,2}(?P<mark>[/.-])\d{1,2}(?P=mark)\d{2}(?:\d\d)?(?![\d/]))
    | (?P<decade>(?:19|20|21)\d0['’]?s\b)
    | (?P<ordinal>\d{1,2}(?:st|nd|rd|th)\b)
    | (?P<time>\d{1,2}:\d\d(?::\d\d)?(?!\d)|\d{1,2}h\d\d\b)
    | (?P<number>\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,9})?|\d{1,12}(?:\.\d{1,9})?)
    | (?P<digits>\d)
    | (?P<half>[½¼¾])
    | (?P<meridiem>[apAP]\.\s?[mM]\b\.?)
    | (?P<letters>(?:[A-Z]\.){2,5}|w/in\b)
    | (?P<letter>[^\W\d_](?:['’][^\W\d_]+)?)
    | (?P<sign>[^\w\s'’‘])
    )
    """,
    re.VERBOSE,
)

SMALL, DAY, BIG, YEAR, DECIMAL, HHMM, ORDINAL, ISO, NUMERIC, TIME, DECADE, FRACTION, HALF_HOUR = "abcydhoi/tsfe"
for _name, _chars in {
    "small": SMALL,
    "dayfig": SMALL + DAY,
    "day": SMALL + DAY + ORDINAL,
    "digits": SMALL + DAY + BIG,
    "whole": SMALL + DAY + BIG + YEAR,
    "figure": SMALL + DAY + BIG + YEAR + DECIMAL,
    "yearfig": YEAR,
    "yy": SMALL + DAY + BIG + HHMM,
    "decimal": DECIMAL,
    "hhmm": HHMM + YEAR + BIG,
    "zeroed": HHMM,
    "ordinalfig": ORDINAL,
    "iso": ISO,
    "numeric": NUMERIC,
    "time": TIME,
    "decadefig": DECADE,
    "fraction": FRACTION,
    "nothing": "\x00",
}.items():
    CATEGORIES[_name] = _chars

weigh_figures(SMALL + DAY + BIG, 12)
weigh_figures(YEAR, 32)

_SIGNS: Final = {
    "–": "-",
    "‑": "-",
    "‒": "-",
    "—": "--",
    "−": "-",
    "“": '"',
    "”": '"',
    "„": '"',
    "…": ".",
    "(": "lparen",
    ")": "rparen",
    "[": "lparen",
    "]": "rparen",
}


_WORDLIKE: Final = frozenset({"word", "letter"})


def _always(*_: object) -> bool:
    return True


class Vocabulary:
    """The words of a language: what each is spelt as in the rules, and which of them a misspelling stands for."""

    def __init__(
        self,
        lemmas: dict[str, str],
        capitalised: dict[str, str],
        calendar: tuple[str, ...],
        lookalikes: frozenset[str],
        triggers: frozenset[str],
    ) -> None:
        """`lemmas` maps lower-case forms, `capitalised` such as count only with a capital letter; `calendar` holds the
        words whose misspellings are read, `lookalikes` other words that must not be taken for them; `triggers` are the
        lower-case forms without which a sentence has no time phrase.
        """
        self.doubtful: frozenset[str] = frozenset()
        """Forms, as they stand in a text, that mean the calendar only where `is_calendar` says so of their place."""
        self.is_calendar: Callable[[str, int, int, bool], bool] = _always
        self.lemmas = lemmas
        self.capitalised = capitalised
        self._lookalikes = lookalikes
        self.triggers = triggers
        self._by_ends: dict[str, list[str]] = {}
        for word in calendar:
            self._by_ends.setdefault(word[0] + word[-1], []).append(word)
        self._correct = lru_cache(maxsize=4096)(self._nearest)
        self.pieces = Pieces(self)

    def spell(self, text: str) -> tuple[str, str]:
        """The character and the lemma of a word as it stands in a text."""
        lower = text.lower()
        if "’" in lower:
            lower = lower.replace("’", "'")
        lemma = self.lemmas.get(lower)
        if lemma is None and text[0].isupper():
            lemma = self.capitalised.get(lower) if not (text.isupper() and lower in {"may", "march"}) else None
        if lemma is None and lower.endswith("'s"):
            stem = lower[:-2]
            lemma = self.lemmas.get(stem) or (self.capitalised.get(stem) if text[0].isupper() else None)
            lemma = lemma and self.lemmas.get(lemma + "'s", lemma)
        if lemma is None:
            lemma = self.misspelt(lower)
        if lemma is not None:
            return known(lemma) or WORD, lemma
        return (NAME if text[0].isupper() else WORD), lower

    def misspelt(self, word: str) -> str | None:
        """The calendar word that a lower-case word is one or two letters off; None for most words."""
        if len(word) < 5 or word[0] + word[-1] not in self._by_ends or word in self.lemmas:
            return None
        return self._correct(word)

    def _nearest(self, word: str) -> str | None:
        if word in self._lookalikes:
            return None
        for target in self._by_ends[word[0] + word[-1]]:
            slack = 2 if len(target) >= 8 else 1
            if abs(len(target) - len(word)) <= slack and _distance(word, target, slack) <= slack:
                return target
        return None


def _distance(left: str, right: str, bound: int) -> int:
    """Edits (insert, delete, replace, swap neighbours) from one word to the other; more than `bound` is not exact."""
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        after = [i]
        for j, b in enumerate(right, 1):
            cost = min(row[j] + 1, after[j - 1] + 1, row[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            after.append(cost)
        before, row = row, after
        if min(row) > bound:
            return bound + 1
    return row[-1]


_WORDS = re.compile(r"[^\W\d_]+|\d+")
_FIGURES = re.compile(
    r"\d\d?[/.-]\d\d?[/.-]\d\d|\d:\d\d|\b\d\d?/\d\d?\b|\d{4}|\d\s?[ap]\.?m\b|\dh\d\d|\d(?:st|nd|rd|th)\b|\bq[1-4]\b|\b[1-4][qh]\d|\b[1-4]q\b|\bh[12]\b|\bfy"
)


class Piece(NamedTuple):
    """What stands between two spaces: its tokens (character, value, start and end in it) and how far the next begins.

    `timed` tells whether it has a word or figure that a time phrase needs, and `doubtful` whether it has a form that
    means the calendar only in some places.
    """

    tokens: tuple[tuple[str, object, int, int], ...]
    step: int
    timed: bool
    doubtful: bool


_step, _timed, _doubtful = map(itemgetter, (1, 2, 3))


def read_line(sentence: str, vocabulary: Vocabulary) -> Line:
    """The sentence as a line of nodes; apostrophes and spaces between words leave none.

    The line is empty where the sentence has no word or figure that a time phrase needs.
    """
    split = ". m" in sentence or ". M" in sentence  # "10 p. m." has the one token with a space inside.
    pieces = list(map(vocabulary.pieces.__getitem__, [sentence] if split else sentence.split(" ")))
    if not any(map(_timed, pieces)) and not _FIGURES.search(sentence.lower()):
        return Line([])
    begins = accumulate(map(_step, pieces), initial=0)
    nodes = [
        Node(char, value, begin + start, begin + end)
        for begin, piece in zip(begins, pieces, strict=False)
        for char, value, start, end in piece[0]
    ]
    if any(map(_doubtful, pieces)):
        for index, node in enumerate(nodes):
            if sentence[node.start : node.end] in vocabulary.doubtful:
                nodes[index] = _sure(node, nodes[index - 1] if index else None, sentence, vocabulary)
    return Line(nodes)


def _sure(node: Node, before: Node | None, sentence: str, vocabulary: Vocabulary) -> Node:
    """The node, as a plain word or name unless its place shows that it means the calendar."""
    named = before is not None and before.char == NAME and before.end == node.start - 1
    if vocabulary.is_calendar(sentence, node.start, node.end, named):
        return node
    text = sentence[node.start : node.end]
    return Node(NAME if text[0].isupper() else WORD, text.lower(), node.start, node.end)


_PIECES_MAX: Final = 32_768
"""Different pieces that are remembered; when there are more, remembering starts anew."""
_PIECE_LENGTH_MAX: Final = 40
"""Characters of a piece that is remembered: a longer one hardly comes again."""


class Pieces(dict[str, Piece]):
    """What the lexer has met: text between two spaces to its tokens, which depend on nothing but the text."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Nothing is met yet."""
        super().__init__()
        self._vocabulary = vocabulary

    def __missing__(self, chunk: str) -> Piece:
        """Take a piece apart that is met for the first time."""
        vocabulary = self._vocabulary
        tokens = []
        for match in TOKEN.finditer(chunk):
            char, value = _token(match[0], match.lastgroup or "", vocabulary)
            tokens.append((char, value, match.start(), match.end()))
        words = _WORDS.findall(chunk.lower())
        timed = not vocabulary.triggers.isdisjoint(words) or any(
            len(word) > 4 and vocabulary.misspelt(word) for word in words
        )
        doubtful = any(chunk[start:end] in vocabulary.doubtful for _, _, start, end in tokens)
        piece = Piece(tuple(tokens), len(chunk) + 1, timed, doubtful)
        if len(chunk) <= _PIECE_LENGTH_MAX:
            if len(self) >= _PIECES_MAX:
                self.clear()
            self[chunk] = piece
        return piece


def _token(text: str, kind: str, vocabulary: Vocabulary) -> tuple[str, object]:
    """The character and value of a token."""
    if kind in _WORDLIKE:
        return vocabulary.spell(text)
    if kind == "sign":
        sign = _SIGNS.get(text, text)
        # Characters of private use name categories inside a line: one in the text itself is a word like another.
        return known(sign) or (WORD if "\ue000" <= sign[0] <= "\uf8ff" else sign), sign
    return _figure(kind, text)


def _figure(kind: str, text: str) -> tuple[str, object]:
    return _number(text) if kind == "number" else _FIGURE_KINDS[kind](text)


def _meridiem(text: str) -> tuple[str, object]:
    lemma = text[0].lower() + "m"
    return known(lemma) or WORD, lemma


def _letters(text: str) -> tuple[str, object]:
    lemma = text.lower().replace(".", "")
    lemma = {"w/in": "within"}.get(lemma, lemma)
    return known(lemma) or NAME, lemma


def _time(text: str) -> tuple[str, object]:
    hours, minutes = re.split("[:h]", text)[:2]
    return TIME, (int(hours), int(minutes))


_FIGURE_KINDS: Final[dict[str, Callable[[str], tuple[str, object]]]] = {
    "ordinal": lambda text: (ORDINAL, int(text[:-2])),
    "half": lambda text: (FRACTION, Number({"½": 0.5, "¼": 0.25, "¾": 0.75}[text])),
    "meridiem": _meridiem,
    "letters": _letters,
    "decade": lambda text: (DECADE, int(text[:4])),
    "time": _time,
    "iso": lambda text: (ISO, text),
    "date": lambda text: (NUMERIC, text),
    "digits": lambda text: (BIG, int(text)),
}


def _number(text: str) -> tuple[str, object]:
    """A number by its shape. 0600 is a clock, 06 a day or month, 1900 to 2200 may be years."""
    if "." in text:
        return DECIMAL, text
    if text[0] == "0" and len(text) == 4:
        return HHMM, text
    value = int(text.replace(",", ""))
    if 1 <= value <= 31:
        return (SMALL if value <= 12 else DAY), value
    return (YEAR if 1900 <= value <= 2200 and "," not in text else BIG), value

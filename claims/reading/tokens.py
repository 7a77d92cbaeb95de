"""Tokens: what stands between two spaces is taken apart once, and remembered with what its words can be.

A word tells by itself which stages need to look at it (`Lexicon.kinds_of`). So a stage asks a sentence what it holds,
or where, and goes through no word in vain.
"""

import re
from functools import lru_cache
from typing import Final

from claims.reading.characters import PICTURES, UNSEEN
from claims.reading.lexicon import Lexicon

_PATTERN: Final = (
    r"(?:ABBREVIATIONS)\.(?!\w)|[A-Z]\.(?=\s{1,3}[A-Z])"
    r"|[A-Za-z]{1,12}n['’]t\b"
    r"|['’](?:s|ll|d|re|ve|m|S|LL|D|RE|VE|M)\b"
    r"|(?:[A-Za-z]\.){2,6}"
    r"|[OD]['’][A-Z][^\W\d_]{1,30}"
    r"|\d{1,12}(?:[-‑][^\W_]{1,30}){1,4}(?![.,]\d)"
    r"|\d{1,30}(?:[.,:]\d{1,12}){0,8}(?:st|nd|rd|th|m|bn|pm|am)?%?"
    r"|[^\W_]{1,60}(?:[-‑&][^\W_]{1,60}){0,8}"
    r"|--"
    rf"|[^\s{UNSEEN}{PICTURES}]"
)
_CAPITAL: Final = re.compile(r"\s{1,3}[A-Z]")
_INITIAL: Final = re.compile(r"[A-Z]\.\s{0,3}\Z")
_PIECES_MAX: Final = 32_768  # Different pieces that are remembered; when there are more, remembering starts anew.
_LENGTH_MAX: Final = 40  # Characters of a piece that is remembered: a longer one hardly comes again.

Piece = tuple[tuple[str, ...], tuple[str, ...], tuple[int, ...], tuple[int, ...]]
"""The tokens of a piece as written, in lower case, their kinds, and where in the piece each begins."""


class Tokens:
    """The tokens of one paragraph: as written, in lower case, of what kinds, where each begins and in which quotation.

    `closing` is the next single closing mark that is known, and `searched` how far was searched.
    """

    __slots__ = ("closing", "kinds", "lows", "quotes", "searched", "starts", "words")

    def __init__(self) -> None:
        """No tokens yet."""
        self.closing = -1
        self.searched = -1
        self.words: list[str] = []
        self.lows: list[str] = []
        self.kinds: list[int] = []
        self.starts: list[int] = []
        self.quotes: list[int] = []


class Tokenizer:
    """Cuts text into tokens by the abbreviations of a language, and remembers the pieces that it has met."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Nothing is met yet. A known abbreviation keeps its stop as part of the token."""
        short = lexicon.abbreviations
        words = {form for word in short if word.isalpha() for form in (word, word.capitalize())}
        longest_first = sorted(words, key=lambda word: (-len(word), word))
        self.pattern = re.compile(_PATTERN.replace("ABBREVIATIONS", "|".join(longest_first)))
        self._lexicon = lexicon
        self.remembered: dict[str, tuple[Piece, Piece | None]] = {}

    def read(self, text: str, start: int, end: int) -> Tokens:
        """The tokens of `text[start:end]`."""
        tokens = Tokens()
        words, lows, kinds, starts = tokens.words, tokens.lows, tokens.kinds, tokens.starts
        met = self.remembered
        for chunk in text[start:end].split(" "):
            piece, initial = met.get(chunk) or self._learn(chunk)
            if initial is not None and _CAPITAL.match(text, start + len(chunk.rstrip()), end):
                piece = initial
            words += piece[0]
            lows += piece[1]
            kinds += piece[2]
            if len(piece[3]) == 1:
                starts.append(start + piece[3][0])
            else:
                starts += [start + at for at in piece[3]]
            start += len(chunk) + 1
        tokens.quotes = [0] * len(words)
        return tokens

    def _learn(self, chunk: str) -> tuple[Piece, Piece | None]:
        """The piece, and how it reads before a capital where that is otherwise: "J. Roe" has an initial."""
        piece, initial = self._cut(chunk), None
        if _INITIAL.search(chunk):
            before = self._cut(chunk.rstrip() + " A")
            initial = (before[0][:-1], before[1][:-1], before[2][:-1], before[3][:-1])
        if len(chunk) <= _LENGTH_MAX:
            if len(self.remembered) >= _PIECES_MAX:
                self.remembered.clear()
            self.remembered[chunk] = piece, initial
        return piece, initial

    def _cut(self, chunk: str) -> Piece:
        found = [(match[0], match.start()) for match in self.pattern.finditer(chunk)]
        words = tuple([word for word, _ in found])
        lows = tuple([self._lower(word) for word in words])
        kinds = tuple([self._lexicon.kinds_of(word, low) for word, low in zip(words, lows, strict=True)])
        return words, lows, kinds, tuple([start for _, start in found])

    def _lower(self, word: str) -> str:
        low = word.lower().replace("’", "'")
        return low[:-1] if low[-1] == "." and low[:-1] in self._lexicon.abbreviations else low


@lru_cache(maxsize=8)
def tokenizer(lexicon: Lexicon) -> Tokenizer:
    """The tokenizer of a language, one for all texts."""
    return Tokenizer(lexicon)

"""Tokens: what stands between two spaces is taken apart once, and remembered with what its words can be.

A word tells by itself which stages need to look at it (`Lexicon.kinds_of`). So a stage asks a sentence what it holds,
or where, and goes through no word in vain.
"""

import re
from functools import lru_cache
from itertools import accumulate, chain
from operator import itemgetter
from typing import Final, NamedTuple

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


class Piece(NamedTuple):
    """What stands between two spaces: its tokens as written, in lower case, of what kinds and where in it each begins.

    `step` is how far the next piece begins behind this one. `initial` is how the piece reads before a capital, where
    that is otherwise: "J. Roe" has an initial, "the J." has none.
    """

    words: tuple[str, ...]
    lows: tuple[str, ...]
    kinds: tuple[int, ...]
    starts: tuple[int, ...]
    step: int
    initial: "Piece | None"


_words, _lows, _kinds, _step, _initial = map(itemgetter, (0, 1, 2, 4, 5))


class Tokens:
    """The tokens of one paragraph: as written, in lower case, of what kinds, where each begins and in which quotation.

    `closing` is the next single closing mark that is known, and `searched` how far was searched.
    """

    __slots__ = ("closing", "kinds", "lows", "quotes", "searched", "starts", "words")

    def __init__(self, pieces: list[Piece], start: int) -> None:
        """The tokens of pieces of which the first begins at `start`; none is quoted yet."""
        self.closing = -1
        self.searched = -1
        self.words = list(chain.from_iterable(map(_words, pieces)))
        self.lows = list(chain.from_iterable(map(_lows, pieces)))
        self.kinds = list(chain.from_iterable(map(_kinds, pieces)))
        begins = accumulate(map(_step, pieces), initial=start)
        self.starts = [begin + at for begin, piece in zip(begins, pieces, strict=False) for at in piece[3]]
        self.quotes = [0] * len(self.words)


class Tokenizer(dict[str, Piece]):
    """Cuts text into tokens by the abbreviations of a language, and remembers the pieces that it has met."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Nothing is met yet. A known abbreviation keeps its stop as part of the token."""
        super().__init__()
        short = lexicon.abbreviations
        words = {form for word in short if word.isalpha() for form in (word, word.capitalize())}
        longest_first = sorted(words, key=lambda word: (-len(word), word))
        self.pattern = re.compile(_PATTERN.replace("ABBREVIATIONS", "|".join(longest_first)))
        self._lexicon = lexicon

    def read(self, text: str, start: int, end: int) -> Tokens:
        """The tokens of `text[start:end]`."""
        chunks = text[start:end].split(" ")
        pieces = list(map(self.__getitem__, chunks))
        if any(map(_initial, pieces)):
            begins = accumulate(map(_step, pieces), initial=start)
            pieces = [
                piece.initial
                if piece.initial is not None and _CAPITAL.match(text, begin + len(chunk.rstrip()), end)
                else piece
                for begin, chunk, piece in zip(begins, chunks, pieces, strict=False)
            ]
        return Tokens(pieces, start)

    def __missing__(self, chunk: str) -> Piece:
        """Take a piece apart that is met for the first time."""
        initial = None
        if _INITIAL.search(chunk):
            before = self._cut(chunk.rstrip() + " A", len(chunk), None)
            initial = Piece(
                before.words[:-1], before.lows[:-1], before.kinds[:-1], before.starts[:-1], before.step, None
            )
        piece = self._cut(chunk, len(chunk), initial)
        if len(chunk) <= _LENGTH_MAX:
            if len(self) >= _PIECES_MAX:
                self.clear()
            self[chunk] = piece
        return piece

    def _cut(self, chunk: str, length: int, initial: Piece | None) -> Piece:
        found = [(match[0], match.start()) for match in self.pattern.finditer(chunk)]
        words = tuple([word for word, _ in found])
        lows = tuple([self._lower(word) for word in words])
        kinds = tuple([self._lexicon.kinds_of(word, low) for word, low in zip(words, lows, strict=True)])
        return Piece(words, lows, kinds, tuple([start for _, start in found]), length + 1, initial)

    def _lower(self, word: str) -> str:
        low = word.lower().replace("’", "'")
        return low[:-1] if low[-1] == "." and low[:-1] in self._lexicon.abbreviations else low


@lru_cache(maxsize=8)
def tokenizer(lexicon: Lexicon) -> Tokenizer:
    """The tokenizer of a language, one for all texts."""
    return Tokenizer(lexicon)

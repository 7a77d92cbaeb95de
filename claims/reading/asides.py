"""What stands in commas or brackets between a subject and its verb: "Roe, mayor of Dayton, Ohio, said"."""

from typing import Final

from claims.reading.lexicon import Lexicon
from claims.reading.model import Sentence

_MARKS: Final = frozenset("\"“”‘’'`;:()[]—–") | {"--", "-", "!", "?", "…", "."}
_QUOTES: Final = frozenset("\"“”‘’'")
_DESCRIBES: Final = frozenset(["based", "of", "from", "a", "an", "the", "who", "which", "headquartered"])
_BRACKET_MAX: Final = 30  # Tokens of a bracket.
_APPOSITIVE_MAX: Final = 25  # Tokens of what stands between two commas.


def bracket_start(lows: list[str], index: int) -> int:
    """The token of the bracket that the one at `index` closes; `index` where there is none in reach."""
    for back in range(index - 1, max(-1, index - _BRACKET_MAX), -1):
        if lows[back] == "(":
            return back
    return index


def before_appositive(sentence: Sentence, comma: int, lexicon: Lexicon) -> int:
    """The last token before the appositive that closes with the comma at `comma`, or -1."""
    lows = sentence.lows
    for back in range(comma - 1, max(-1, comma - _APPOSITIVE_MAX), -1):
        if lows[back] in _QUOTES:
            return -1
        if lows[back] == ",":
            inner = lows[back + 1 : comma]
            age = len(inner) == 1 and inner[0].isdigit()
            if not age and comma - back > 1 and inner[0] in {"and", "or"}:
                continue
            if _tells_where(sentence, back, comma, lexicon):
                return before_appositive(sentence, back, lexicon)
            if back >= 2 and lows[back - 1].isdigit() and lows[back - 2] == ",":
                return back - 3
            return back - 1
        if lows[back] in _MARKS:
            return -1
    return comma - 1


def _tells_where(sentence: Sentence, first: int, last: int, lexicon: Lexicon) -> bool:
    """Whether ", Ohio" between two commas only ends an appositive: "Roe, mayor of Dayton, Ohio, said"."""
    words, lows = sentence.words, sentence.lows
    if any(len(word) > 1 and word.isupper() and word[-1] != "." for word in words[first + 1 : last]):
        return False  # An acronym is another name, no place.
    if last - first > 4 or not all(word[0].isupper() for word in [words[first - 1], *words[first + 1 : last]]):
        return False
    for back in range(first - 1, max(-1, first - _APPOSITIVE_MAX), -1):
        if lows[back] in _MARKS:
            return False
        if lows[back] == ",":
            opener = lows[back + 1]
            placed = first - back <= 3 and all(word[0].isupper() for word in words[back + 1 : first])
            return placed or opener in _DESCRIBES or opener in lexicon.role_words
    return False

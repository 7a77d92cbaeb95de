"""Which language a text is in, by its script and its commonest words."""

import re
import unicodedata
from collections import Counter
from typing import Final

from claims.reading.languages import SCRIPTS, STOP_WORDS

_SAMPLE: Final = 1_500  # Characters looked at; enough to tell a language and cheap.
_LETTERS_MIN: Final = 4  # One character in so many must be a letter; tables and rows of marks have fewer.
_WORD: Final = re.compile(r"[^\W\d_]{1,40}")
_MARK: Final = re.compile(r"[^\w\s\x00-\x7f]")
_FOREIGN: Final = re.compile(r"[^\W\d_\x00-\x7f]")
_KINDS_MIN: Final = 4  # Different words of a language; fewer may stand in any text.
_WORDS_MIN: Final = 12  # Words; below this a text is too short to be sure and is read as it is.


def find_language(text: str) -> str:
    """The language of a text by name; "English" also where too little is there to tell."""
    sample = text[:_SAMPLE]
    script = "LATIN" if sample.isascii() else find_script(sample)
    by_words = _by_words(sample) if script in {"LATIN", "CYRILLIC"} else "English"
    if script == "LATIN" or by_words != "English":
        return by_words
    return SCRIPTS.get(script, f"{script.capitalize()} script")


def _by_words(sample: str) -> str:
    """The language whose commonest words a sample holds; "English" where no other is sure."""
    words = Counter(word.lower() for word in _WORD.findall(sample))
    total = sum(words.values())
    if total < _WORDS_MIN:
        return "English"
    shares = {language: sum(words[word] for word in stops) for language, stops in STOP_WORDS.items()}
    best = max(shares, key=lambda language: (shares[language], language == "English"))
    kinds = sum(1 for word in STOP_WORDS[best] if words[word])
    if (
        best != "English"
        and kinds >= _KINDS_MIN
        and shares[best] > shares["English"] * 1.3
        and shares[best] * 12 > total
    ):
        return best
    return "English"


def find_script(text: str) -> str:
    """The script of more than half of the letters, as Unicode names it; "LATIN" where no other has so many."""
    letters = _FOREIGN.findall(text)
    total = _letters(text)
    if len(letters) * 2 <= total:
        return "LATIN"
    counts = Counter(_script(character) for character in letters)
    foreign = len(letters) - counts.pop("LATIN", 0)
    if foreign * 2 <= total:
        return "LATIN"
    # Japanese mixes its own letters with Chinese ones; their share of a text that is Chinese is nothing.
    kana = counts["HIRAGANA"] + counts["KATAKANA"]
    return "HIRAGANA" if kana * 10 > foreign else counts.most_common(1)[0][0]


def _letters(text: str) -> int:
    return sum(map(len, _WORD.findall(text)))


def _script(character: str) -> str:
    name = unicodedata.name(character, "UNKNOWN").split(" ")
    return "LATIN" if "LATIN" in name or name[0] in {"FEMININE", "MASCULINE", "MODIFIER"} else name[0]


def has_words(text: str) -> bool:
    """Whether a text has letters enough to be read as words."""
    sample = text[:_SAMPLE]
    return _letters(sample) * _LETTERS_MIN >= sum(map(len, sample.split())) - _combining(sample)


def _combining(sample: str) -> int:
    """The vowel signs and accents that are written as characters of their own."""
    return 0 if sample.isascii() else sum(unicodedata.category(mark)[0] == "M" for mark in _MARK.findall(sample))

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
_LEAD: Final = 1.3  # How many times the words of English a text in another language must hold of its own.
_OTHERS: Final = frozenset().union(*(words for language, words in STOP_WORDS.items() if language != "English"))
_WORDS_MIN: Final = 12  # Words; below this a text is too short to be sure and is read as it is.


def find_language(text: str) -> str | None:
    """The language of a text by name; "English" also where too little is there to tell, None where hardly any letters.

    The first 1,500 characters are looked at.
    """
    sample = text[:_SAMPLE]
    words = _WORD.findall(sample)
    letters = sum(map(len, words))
    visible = sum(map(len, sample.split()))
    if letters * _LETTERS_MIN < visible and letters * _LETTERS_MIN < visible - _combining(sample):
        return None
    script = "LATIN" if sample.isascii() else find_script(sample, letters)
    by_words = _by_words([word.lower() for word in words]) if script in {"LATIN", "CYRILLIC"} else "English"
    if script == "LATIN" or by_words != "English":
        return by_words
    return SCRIPTS.get(script, f"{script.capitalize()} script")


def _by_words(words: list[str]) -> str:
    """The language whose commonest words a sample holds; "English" where no other is sure."""
    english = sum(map(STOP_WORDS["English"].__contains__, words))
    if len(words) < _WORDS_MIN or sum(map(_OTHERS.__contains__, words)) <= english * _LEAD:
        return "English"  # All the others together would not do.
    counts = Counter(words)
    shares = {language: sum(counts[word] for word in stops) for language, stops in STOP_WORDS.items()}
    best = max(shares, key=lambda language: (shares[language], language == "English"))
    kinds = sum(1 for word in STOP_WORDS[best] if counts[word])
    sure = kinds >= _KINDS_MIN and shares[best] > english * _LEAD and shares[best] * 12 > len(words)
    return best if sure else "English"


def find_script(text: str, total: int) -> str:
    """The script of more than half of the `total` letters, as Unicode names it; "LATIN" where no other has so many."""
    letters = _FOREIGN.findall(text)
    if len(letters) * 2 <= total:
        return "LATIN"
    counts = Counter(_script(character) for character in letters)
    foreign = len(letters) - counts.pop("LATIN", 0)
    if foreign * 2 <= total:
        return "LATIN"
    # Japanese mixes its own letters with Chinese ones; their share of a text that is Chinese is nothing.
    kana = counts["HIRAGANA"] + counts["KATAKANA"]
    return "HIRAGANA" if kana * 10 > foreign else counts.most_common(1)[0][0]


def _script(character: str) -> str:
    name = unicodedata.name(character, "UNKNOWN").split(" ")
    return "LATIN" if "LATIN" in name or name[0] in {"FEMININE", "MASCULINE", "MODIFIER"} else name[0]


def _combining(sample: str) -> int:
    """The vowel signs and accents that are written as characters of their own."""
    return 0 if sample.isascii() else sum(unicodedata.category(mark)[0] == "M" for mark in _MARK.findall(sample))

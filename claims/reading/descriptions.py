"""A speaker without a name, in the words of the text."""

from typing import Final

from claims.reading.lexicon import Lexicon
from claims.reading.model import Sentence

_ARTICLES: Final = frozenset(["the", "a", "an", "its", "his", "her", "their", "our", "this", "that"])
_CUTS: Final = frozenset({",", "who", "which", "that", "whose", "(", "—", "–", "speaking", "briefed", "involved"})
_MADE: Final = frozenset({"issued", "released", "published", "signed", "seen", "obtained", "dated"})


def describe(sentence: Sentence, first: int, last: int, lexicon: Lexicon) -> str:
    """The description as words, its article and what follows a comma or relative left out."""
    words = sentence.words[first:last]
    lows = sentence.lows[first:last]
    while lows and not lows[0][0].isalnum():
        words, lows = words[1:], lows[1:]
    while lows and (lows[0] in _ARTICLES or lows[0] in {"one", "another", "same", "these", "those"}):
        if lows[0] in {"one", "another"} and len(lows) == 1:
            break
        words, lows = words[1:], lows[1:]
    cut = next((i for i, low in enumerate(lows) if low in _CUTS and low not in {"briefed", "involved"}), len(lows))
    made = next((i for i, low in enumerate(lows) if i and low in _MADE), cut)
    words = words[: min(cut, made)]
    if not words:
        return ""
    if (
        sentence.lows[first] not in _ARTICLES
        and words[0] == sentence.words[0]
        and words[0][1:].islower()
        and len(words) > 1
        and not words[1][:1].isupper()
    ):
        words = [words[0].lower(), *words[1:]]
    return sentence_text(words)


def sentence_text(words: list[str]) -> str:
    """Words joined by spaces, punctuation and endings closed up."""
    text = " ".join(words)
    for loose, tight in ((" 's", "'s"), (" ’s", "’s"), (" .", "."), (" ,", ",")):
        text = text.replace(loose, tight)
    return text

"""Which words of a claim tell it from others, and where a text uses them."""

import math
import re
from collections.abc import Mapping
from typing import Final

from claims.model import Claim

WORDS_MAX: Final = 24
"""The most words of a claim that are looked for."""

_WORD: Final = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SENTENCE: Final = re.compile(r"[^.!?\n]{1,600}[.!?\n]?")
_STOP_WORDS: Final = """
a about above after again against all almost also although always am among an and another any are as at away be
because been before being below between both but by came can cannot certain come comes could day days did do does
done down during each early either end ended ending enough even ever every expect expected few first five for four
from further get give given go goes going had has have having he her here hers him himself his hour hours how
however i if in into is it its itself just last late later least less let like likely little long made make makes
many may me might mine minutes month months more most much must my near need never new next no nor not nothing now
of off often on once one only onto or other our ours ourselves out over own per perhaps possible probably put quite
rather said same say says second see seems several shall she should since six so some soon still such take takes ten
than that the their them themselves then there these they third this those though three through time to today
tomorrow too toward towards two under unless unlikely until up upon us very was way we week weeks well were what
when where whether which while who whom whose why will with within without would year years yes yesterday yet you
your monday tuesday wednesday thursday friday saturday sunday january february march april june july august
september october november december
"""
"""English words that tell nothing of what a claim is about: closed classes, hedges, and words of time."""

STOP_WORDS: Final = frozenset(_STOP_WORDS.split())


def own_words(claim: Claim) -> tuple[str, ...]:
    """The claim's telling words, in lower case, in the order of the text: what it is about, then its speaker's name."""
    given = " ".join(part for part in (claim.text, claim.condition, claim.speaker, claim.organisation) if part)
    dropped = set(_words(claim.horizon or ""))
    kept = [word for word in _words(given) if len(word) > 2 and word not in STOP_WORDS and word not in dropped]
    return tuple(dict.fromkeys(kept))[:WORDS_MAX]


def weights(counts: Mapping[str, int], texts: int) -> dict[str, float]:
    """The weight of each word by the number of texts that hold it (its inverse document frequency), of so many texts.

    After Robertson and Sparck Jones 1976, smoothed so that none is zero.
    """
    return {word: math.log(1 + (texts - count + 0.5) / (count + 0.5)) for word, count in counts.items()}


def best_sentence(text: str, weight: Mapping[str, float]) -> tuple[str, int, int] | None:
    """The sentence whose words weigh the most, and where it stands (end exclusive); null where none has any of them."""
    best, most = None, 0.0
    for found in _SENTENCE.finditer(text):
        sentence = found[0].strip()
        share = sum(weight.get(word, 0.0) for word in set(_words(sentence)))
        if share > most:
            start = found.start() + found[0].index(sentence[:1])
            best, most = (sentence, start, start + len(sentence)), share
    return best


def _words(text: str) -> list[str]:
    return [word.removesuffix("'s").removesuffix("’s") for word in map(str.casefold, _WORD.findall(text))]

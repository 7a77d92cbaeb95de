"""Claims of the headline, kept only where the body does not make them."""

from collections.abc import Iterable, Sequence
from typing import Final

from claims.model import ClaimReading
from claims.reading.cues import find_cues
from claims.reading.lexicon import Lexicon
from claims.reading.model import Candidate, Cue, Sentence

_STEM: Final = 5  # Letters that two words must share to be taken for the same.
_SHARED_MIN: Final = 2  # Content words that make a headline a repeat of a claim in the body.
_RESULTS: Final = frozenset(
    ["win", "clinch", "seal", "claim", "reach", "secure", "become", "qualify", "retain", "regain"]
)
"""What a headline tells behind what brought it about: "Red Stars beat Corton to win cup"."""
_KEPT: Final = frozenset({"headline to", "will", "plans", "set to", "due", "scheduled", "promises", "is to"})


def headline_candidates(sentence: Sentence, lexicon: Lexicon) -> list[Candidate]:
    """At most one candidate, for the first firm cue of a headline ("Court to rule in April")."""
    if sentence.lows[-1:] == ["?"]:
        return []
    cues = [cue for cue in find_cues(sentence, lexicon) if cue.rule in _KEPT]
    bare = _bare_infinitive(sentence, lexicon)
    cue = bare or (cues[0] if cues else None)
    if cue is None:
        return []
    return [
        Candidate(
            sentence=sentence.index,
            first=0,
            last=len(sentence.lows),
            cues=(cue,),
            speaker=None,
            via=None,
            attribution="none",
            governor=None,
        )
    ]


def _bare_infinitive(sentence: Sentence, lexicon: Lexicon) -> Cue | None:
    """ "Ministers to meet in May": a noun, "to" and a verb."""
    lows = sentence.lows
    for index in range(1, len(lows) - 1):
        if lows[index] != "to" or lows[index + 1] not in lexicon.base_verbs:
            continue
        before = lows[index - 1]
        if index > 2 and lows[index + 1] in _RESULTS:
            return None
        if (
            before in lexicon.verbs
            or before in lexicon.adverbs
            or before.endswith(("ed", "s'"))
            or before in lexicon.be_cues
        ):
            return None
        if any(low in lexicon.verbs and low not in lexicon.body_nouns for low in lows[1:index]):
            return None
        return Cue("headline to", index, index + 2, "certain", "schedule", False, verb=lows[index + 1])
    return None


def is_repeated(sentence: Sentence, claims: Iterable[ClaimReading], lexicon: Lexicon) -> bool:
    """Whether a claim of the body shares enough content words with the headline to say the same."""
    mine = _content(sentence.lows, lexicon)
    return any(
        len(mine & _content(claim.text.lower().split(), lexicon)) >= min(_SHARED_MIN, len(mine)) for claim in claims
    )


def _content(lows: Sequence[str], lexicon: Lexicon) -> set[str]:
    return {
        low.strip(".,;:\"'“”‘’()")[:_STEM]
        for low in lows
        if len(low) > 3
        and low not in lexicon.not_names
        and low not in lexicon.prepositions
        and low not in lexicon.auxiliaries
    }

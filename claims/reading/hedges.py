"""How firmly a candidate is put, whether it is denied, and on what condition."""

from bisect import bisect_right
from typing import Final

from claims.model import Hedge, HorizonReading
from claims.reading.lexicon import Lexicon
from claims.reading.model import Candidate, Cue, Sentence

_AWAITED: Final = frozenset({"is expected", "due", "scheduled", "set to", "likely"})
_BECOMES: Final = frozenset(["get", "make", "take", "hit", "fall", "rise", "drop", "lose", "win", "go", "become"])
_FIRST: Final = frozenset({"i", "we"})


def find_hedge(sentence: Sentence, candidate: Candidate, cue: Cue, lexicon: Lexicon) -> tuple[Hedge, bool]:
    """How firmly the claim is put, and whether it says that something will not happen."""
    hedge, negated = cue.hedge, cue.negated
    outer = candidate.cues[0]
    if outer is not cue:
        if outer.negated:
            hedge, negated = "unlikely", True
        elif outer.rule == "expects" and hedge == "certain":
            hedge = "likely"
    governor = candidate.governor
    if governor is not None and governor.quoted == sentence.quotes[cue.start]:
        if governor.stance == "belief" and hedge == "certain":
            hedge = "likely"
        if governor.stance == "fear":
            hedge = "possible"
        if governor.stance == "doubt":
            hedge, negated = "unlikely", True
    if cue.rule == "would" and any(
        low in {"amazed", "surprised", "astonished", "shocked", "surprise"}
        for low in sentence.lows[cue.end : cue.end + 4]
    ):
        hedge, negated = ("possible", False) if cue.negated else ("unlikely", True)
    del lexicon
    return hedge, negated  # type: ignore[return-value]


def find_condition(
    sentence: Sentence, candidate: Candidate, cue: Cue, limit: int, lexicon: Lexicon
) -> tuple[bool, str | None]:
    """Whether the claim hangs on a condition, and the words of it."""
    lows = sentence.lows
    quote = sentence.quotes[cue.start]
    for index in range(candidate.first, min(candidate.last + 12, limit, len(lows))):
        low = lows[index]
        if low in {";", "—"} or (
            index >= candidate.last and (low in {"but", "while", "."} or sentence.quotes[index] != quote)
        ):
            break
        before = lows[index - 1] if index else ""
        if low == "long" and before == "as":
            return True, _words(sentence, index - 1, candidate.last)
        if low == "provided" and before in lexicon.be_forms:
            continue
        if low == "if" and before in {"as", "even"}:
            continue
        if low in {"if", "unless", "provided", "without"} or (low == "should" and index == 0):
            return True, _words(sentence, index, candidate.last)
    for back in range(candidate.first - 1, max(-1, candidate.first - 25), -1):
        if lows[back] in {",", ";", "that", "—", "and", "but"} or sentence.quotes[back] != quote:
            break
        if lows[back] in {"if", "unless"}:
            return True, _words(sentence, back, candidate.first)
    subject = lows[candidate.first : cue.start]
    if (
        cue.rule == "would"
        and subject[:1]
        and subject[0] in {"a", "an", "any"}
        and not (candidate.speaker is not None and candidate.attribution == "direct")
    ):
        return True, None
    return False, None


def _words(sentence: Sentence, first: int, last: int) -> str:
    end = first
    while (
        end < len(sentence.lows)
        and end - first < 20
        and sentence.lows[end] not in {",", ".", ";"}
        and (end < last or end - first < 12)
    ):
        end += 1
    return " ".join(sentence.words[first:end])


def tells_when(sentence: Sentence, cue: Cue, reading: HorizonReading | None, lexicon: Lexicon) -> bool:
    """Whether "will not open until June" tells when it opens: the conventions take it as a claim about June."""
    if reading is None or reading.shape not in {"not_before", "undated"}:
        return False
    at = bisect_right(sentence.starts, sentence.start + reading.start) - 1
    awaited = reading.rule.startswith(("until", "not until")) or sentence.lows[at - 1] == "until"
    if not awaited or cue.rule in _AWAITED:
        return awaited
    told = sentence.lows[max(0, cue.start - 1)] not in _FIRST
    opens = cue.verb in lexicon.deliberate_events | lexicon.present_events - _BECOMES or cue.verb == "be"
    return told and opens

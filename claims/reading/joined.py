"""Time phrases that stand together: "on Sunday and Monday", "next week, on June 11", and those of another clause."""

from bisect import bisect_right
from collections.abc import Iterable
from typing import Final

from msgspec import structs

from claims.model import HorizonReading
from claims.reading.lexicon import Lexicon
from claims.reading.model import Candidate, Sentence

_AND: Final = frozenset({"and", "or", "nor", ",", "on", "in", "again", "also", "then"})
_WHICH_FALLS: Final = ([",", "which", "falls"], [",", "which", "is"], [",", "which", "will", "be"])
_REASONS: Final = frozenset({"because", "although", "though", "whereas"})
_NOW: Final = frozenset({"today", "tomorrow", "tonight"})
_CLAUSE: Final = 14  # Tokens back from a date in which the verb of its clause stands.
_FRONT: Final = 9  # Tokens of an adverbial that opens a sentence.


def joined(chosen: HorizonReading, behind: Iterable[HorizonReading], sentence: Sentence) -> HorizonReading:
    """The chosen phrase with the window that the phrases `behind` it, in their order, give it.

    "Army Day, which falls on 18 April" and "next week, on June 11" are the day that is named; "on Sunday and Monday"
    runs through both.
    """
    if chosen.openness != "closed" or chosen.earliest is None or chosen.latest is None:
        return chosen
    for reading in behind:
        between = _between(sentence, chosen, reading)
        if reading.openness != "closed" or reading.earliest is None or reading.latest is None or between is None:
            break
        if between in _WHICH_FALLS or (between in ([], [","]) and _within(reading, chosen)):
            return structs.replace(reading, phrase=chosen.phrase, start=chosen.start, end=chosen.end)
        if not _are_listed(chosen, reading, between):
            break
        chosen = structs.replace(
            chosen, latest=reading.latest, strict_latest=reading.strict_latest, lenient_latest=reading.lenient_latest
        )
    return chosen


def _between(sentence: Sentence, one: HorizonReading, two: HorizonReading) -> list[str] | None:
    """The tokens between two phrases, or None where they are more than a few."""
    first = bisect_right(sentence.starts, sentence.start + one.end - 1)
    last = bisect_right(sentence.starts, sentence.start + two.start) - 1
    return sentence.lows[first:last] if 0 <= last - first <= len(_WHICH_FALLS[-1]) else None


def _within(one: HorizonReading, two: HorizonReading) -> bool:
    """Whether a window lies within another, longer one, both of days that the words name."""
    if one.earliest is None or one.latest is None or two.earliest is None or two.latest is None:
        return False
    shapes = {one.shape, two.shape} == {"during"}
    return (
        shapes
        and two.earliest <= one.earliest <= one.latest <= two.latest
        and one.latest - one.earliest < (two.latest - two.earliest)
    )


def _are_listed(one: HorizonReading, two: HorizonReading, between: list[str]) -> bool:
    """Whether two days or periods are one list: "on Sunday and Monday", "neither in July nor in August"."""
    if {one.shape, two.shape} != {"during"} or not ({"and", "or", "nor"} & set(between)) or not set(between) <= _AND:
        return False
    if not _NOW.isdisjoint([*one.phrase.lower().split(), *two.phrase.lower().split()]):
        return False
    return two.latest is not None and one.latest is not None and two.latest > one.latest


def in_other_clause(sentence: Sentence, at: int, candidate: Candidate, lexicon: Lexicon) -> bool:
    """Whether the words at token `at` stand in a clause of reasons, or in one that tells what was done.

    "He won't play because we have a game on Wednesday", "it was taken away in March and would be back".
    """
    lows = sentence.lows
    first, cue = candidate.cues[0].start, candidate.cues[-1].end
    if at >= cue:
        return not _REASONS.isdisjoint(lows[cue:at])
    links = [index for index in range(at, first) if lows[index] in {"and", "but"}]
    if not links:
        return False
    clause = lows[max(0, at - _CLAUSE) : at]
    opened = max((index for index, low in enumerate(clause) if low in {",", ";", "that"}), default=-1)
    return any(low in lexicon.past_be or low in lexicon.common_past for low in clause[opened + 1 :])


def at_front(sentence: Sentence, reading: HorizonReading) -> bool:
    """Whether a phrase opens the sentence, so that it holds for all that is coordinated in it: "On Friday, the two"."""
    at = bisect_right(sentence.starts, sentence.start + reading.start) - 1
    last = bisect_right(sentence.starts, sentence.start + reading.end - 1)
    return at <= 1 and sentence.lows[last : last + 1] == [","] and last <= _FRONT

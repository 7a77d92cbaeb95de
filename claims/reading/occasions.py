# ruff: noqa: PLR0913, PLR0917 - a rule reads best as a run of cases, each with its own answer.
"""Which event of the article dates a claim that has no date of its own, and by which words."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Final

import msgspec
from msgspec import structs

from claims.horizon.find import find_horizons
from claims.model import HorizonReading
from claims.moment import Moment
from claims.reading.events import Event
from claims.reading.lexicon import Lexicon
from claims.reading.model import Candidate, Sentence

_PREFIX: Final = 6  # Tokens of "within ninety days of" before an event.
_LINKS: Final = frozenset({"of", "after", "before", "until", "by", "to", "than", "following"})
_FRONTS: Final = frozenset({"at", "during", "for", "when", "before", "after", "on", "until", "by", "ahead"})
_OPENING: Final = frozenset({"toss", "bat", "bowl", "opening"})
_CONDITIONS: Final = frozenset({"if", "unless", "without"})


class Occasion(msgspec.Struct, frozen=True):
    """What dates a claim: the days `first`..`last`, or, behind a preposition, `reading` with the event's date in it."""

    first: date
    last: date
    reading: HorizonReading | None = None


def find_occasion(
    candidate: Candidate, sentence: Sentence, events: Sequence[Event], made: Moment, lexicon: Lexicon
) -> Occasion | None:
    """The occasion of a claim that has no date of its own.

    Of several events of that name, the last dated before the claim holds, else the first.
    """
    before = [event for event in reversed(events) if event.sentence <= sentence.index]
    for event in [*before, *events[len(before) :]]:
        for first, last in _mentions(candidate, sentence, event, lexicon):
            occasion = _occasion(candidate, sentence, first, last, event, made, lexicon)
            if occasion is not None:
                return occasion
    topic = next(
        (event for event in events if event.topic and _tells_outcome(candidate, sentence, event, lexicon)), None
    )
    if topic is None:
        return None
    return Occasion(topic.day, topic.day if _opens(candidate, sentence) else topic.last)


def _tells_outcome(candidate: Candidate, sentence: Sentence, event: Event, lexicon: Lexicon) -> bool:
    """Whether a claim tells of the event's outcome, and of nothing longer, no other event, nor in a condition."""
    words = sentence.lows[candidate.first : candidate.last]
    if not _CONDITIONS.isdisjoint(words):
        words = sentence.lows[candidate.cues[0].start : candidate.last]
    outcomes = lexicon.events.outcomes.get(event.sort)
    if outcomes is None or outcomes.isdisjoint(words) or not lexicon.events.longer.isdisjoint(words):
        return False
    others = lexicon.events.others | lexicon.months
    another = any(low in lexicon.events.nouns and before in others for before, low in pairwise(words))
    return not another and "without" not in sentence.lows[: candidate.first + 1]


def _opens(candidate: Candidate, sentence: Sentence) -> bool:
    """Whether a claim is about an event's first day: who wins the toss, who bats first."""
    return not _OPENING.isdisjoint(sentence.lows[candidate.first : candidate.last])


def _mentions(candidate: Candidate, sentence: Sentence, event: Event, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """The tokens of each mention of the event in a claim, or in the words that open its sentence."""
    lows, words = sentence.lows, lexicon.events
    fronted = lows[0] in _FRONTS and candidate.first > 0 and lows[candidate.first - 1] == ","
    for at in range(0 if fronted else candidate.first, candidate.last):
        if lows[at] not in words.same[event.noun] or at == 0:
            continue
        if lows[at + 1 : at + 2] and lows[at + 1] in words.days:
            first = at - 1 if lows[at - 1] in words.definite else at
            yield first, at + 2
        elif lows[at - 1] in words.definite:
            yield at - 1, at + 1
        elif lows[at - 1] == event.qualifier not in lexicon.date_words and at > 1 and lows[at - 2] in words.definite:
            yield at - 2, at + 1


def _occasion(
    candidate: Candidate, sentence: Sentence, first: int, last: int, event: Event, made: Moment, lexicon: Lexicon
) -> Occasion | None:
    """What the mention at the tokens `first`..`last` (exclusive) makes of the event's day."""
    lows, words = sentence.lows, lexicon.events
    clause = lows[candidate.first : candidate.last]
    before = lows[first - 1] if first else ""
    after = lows[last] if last < len(lows) else ""
    if after in {"of", "on", "between", "'s"} or not words.put_off.isdisjoint(clause):
        return None
    on_day = Occasion(event.day, event.day if event.sort == "case" else event.last)
    if before == "when":
        return Occasion(event.day, event.day) if after in words.begins else None
    if before in _LINKS:
        reading = _read_with_date(sentence, first, last, event, made, lexicon)
        return None if reading is None else Occasion(event.day, event.last, reading)
    if before in words.during:
        ready = before == "for" and not words.preparing.isdisjoint(lows[max(0, first - 4) : first])
        return None if ready or event.sort == "case" else on_day
    if event.sort in words.lasting:
        return None
    cue = candidate.cues[0]
    is_subject = first == candidate.first and last == cue.start and event.sort not in words.deciding
    is_object = cue.start < first and before in words.partaking
    return on_day if (is_subject or is_object) and not _CONDITIONS & set(lows[: candidate.first + 1]) else None


def _read_with_date(
    sentence: Sentence, first: int, last: int, event: Event, made: Moment, lexicon: Lexicon
) -> HorizonReading | None:
    """The phrase before the event, read with the event's date in its place: "within two days of 7 July 2025"."""
    lows = sentence.lows
    start = first - 1
    while start > max(0, first - _PREFIX) and (lows[start - 1] in lexicon.timed_words or _counts(lows[start - 1])):
        start -= 1
    words = " ".join(lows[start:first])
    for written, read in lexicon.events.before.items():
        words = words.replace(written, read)
    if words in {"of", "to", "than"}:
        return None
    day = event.last if "after" in words or words == "by" else event.day
    phrase = f"{words} {day:%d %B %Y}"
    found = [one for one in find_horizons(phrase, made) if one.end == len(phrase)]
    if not found:
        return None
    written = " ".join(sentence.words[start:last])
    begins = sentence.starts[start] - sentence.start
    return structs.replace(found[0], phrase=written, start=begins, end=sentence.token_end(last - 1) - sentence.start)


def _counts(low: str) -> bool:
    return low[0].isdigit() or low in {"a", "an", "one", "two", "three", "within", "ahead", "prior", "later"}

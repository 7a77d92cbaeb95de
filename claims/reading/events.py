"""The day of the event that an article is about (a match, a vote), for claims on its outcome that name no day."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

import msgspec

from claims.horizon.find import find_dates
from claims.moment import Moment
from claims.reading.lexicon import Lexicon
from claims.reading.model import Candidate, Sentence

_LEAD: Final = 8  # Sentences from the start among which the event and its day must stand.
_AHEAD_DAYS: Final = 45  # An event further off than this is not what the article turns on.
_NEAR: Final = 12  # Tokens between the event's noun and its day.
_TEST_DAYS: Final = 4  # A test match goes on for five days.
_OPENING: Final = frozenset({"toss", "bat", "bowl", "opening"})
_SECOND: Final = frozenset({"last", "past", "since", "until", "ago"})


class Event(msgspec.Struct, frozen=True):
    """An event to come: its sort in the lexicon's `events`, its noun, its day and, where it goes on, its last day."""

    sort: str
    noun: str
    day: date
    last: date


def find_events(text: str, sentences: Sequence[Sentence], made: Moment, lexicon: Lexicon) -> tuple[Event, ...]:
    """The events to come that the head of the article dates, the first of each sort, in text order."""
    found: list[Event] = []
    for sentence in sentences[:_LEAD]:
        lows = sentence.lows
        nouns = [(at, low) for at, low in enumerate(lows) if low in lexicon.events]
        if not nouns:
            continue
        for mention in find_dates(text[sentence.start : sentence.end], made, past=False):
            if mention.earliest != mention.latest or not made.day < mention.latest <= made.day + timedelta(_AHEAD_DAYS):
                continue
            at = bisect_right(sentence.starts, sentence.start + mention.start) - 1
            last = bisect_right(sentence.starts, sentence.start + mention.end - 1)
            if at and sentence.lows[at - 1] in _SECOND:
                continue
            noun = next((low for place, low in nouns if _belongs(sentence, place, at, last, lexicon)), "")
            if not noun:
                continue
            day = mention.latest
            sorts = [lexicon.events[noun]]
            if "to vote" in " ".join(lows[max(0, at - 3) : at]):
                sorts.append("meeting")
            lasts = timedelta(_TEST_DAYS if noun == "test" else 0)
            found.extend(Event(sort, noun if sort == sorts[0] else sort, day, day + lasts) for sort in sorts)
    first = {event.sort: event for event in reversed(found)}
    return tuple(event for event in found if first[event.sort] is event)


def _belongs(sentence: Sentence, place: int, at: int, last: int, lexicon: Lexicon) -> bool:
    """Whether the noun at `place` is dated by the words `at`..`last`: "Sunday's derby", "the vote on Thursday"."""
    lows = sentence.lows
    if lows[last - 1] in {"'s", "'"} or (last < len(lows) and lows[last] == "'s"):
        return last <= place <= last + 3
    if not at - _NEAR <= place < at:
        return False
    between = lows[place + 1 : at]
    return not any(
        low in {",", ";", "after", "before", "said", "told"} or low in lexicon.common_past - {"set", "put"}
        for low in between
    )


def is_about(candidate: Candidate, sentence: Sentence, event: Event, lexicon: Lexicon) -> bool:
    """Whether a claim that names no day is plainly about the event: it names it, or tells of its outcome."""
    words = sentence.lows[candidate.first : candidate.last]
    if any(low in lexicon.longer_contests for low in words):
        return False
    if any(words[at] == event.noun and words[at - 1] in {"the", "this"} for at in range(1, len(words))):
        return True
    return not lexicon.outcomes[event.sort].isdisjoint(words)


def opens_it(candidate: Candidate, sentence: Sentence) -> bool:
    """Whether a claim is about an event's first day: who wins the toss, who bats first."""
    return not _OPENING.isdisjoint(sentence.lows[candidate.first : candidate.last])

"""The days of the events that an article turns on (a match, a vote, a visit), for claims on them that name no day."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

import msgspec

from claims.horizon.find import find_dates
from claims.horizon.values import DateMention
from claims.moment import Moment
from claims.reading.lexicon import DATE, Lexicon
from claims.reading.model import Candidate, Sentence

_LEAD: Final = 30  # Sentences from the start among which the event and its day must stand.
_NEAR_DAYS: Final = 45  # An outcome is told of an event no further off than this.
_HALF_YEAR_DAYS: Final = 183
_LASTS_DAYS: Final = 62  # An event whose words name more days than this names no day.
_NEAR: Final = 12  # Tokens between the event's noun and its day.
_TEST_DAYS: Final = 4  # A test match goes on for five days.
_OPENING: Final = frozenset({"toss", "bat", "bowl", "opening"})
_SECOND: Final = frozenset({"last", "past", "since", "until", "ago"})
_OTHERS: Final = frozenset({"new", "next", "last", "first", "second", "other"})
_POINTERS: Final = frozenset({"the", "this", "that", "its", "their", "these", "those"})


class Event(msgspec.Struct, frozen=True):
    """An event to come: its sort in the lexicon's `events`, its noun, and its first and last day.

    `near` is true for the first of its sort that is at hand, so that words of an outcome can be about it.
    """

    sort: str
    noun: str
    day: date
    last: date
    near: bool


def find_events(text: str, sentences: Sequence[Sentence], made: Moment, lexicon: Lexicon) -> tuple[Event, ...]:
    """The events to come that the article dates, the first of each noun, in text order."""
    found: dict[str, Event] = {}
    for sentence in sentences[:_LEAD]:
        lows = sentence.lows
        if not any(kind & DATE for kind in sentence.kinds) or lexicon.events.keys().isdisjoint(lows):
            continue
        for mention in find_dates(text[sentence.start : sentence.end], made, past=False):
            if mention.latest <= made.day or (mention.latest - mention.earliest).days > _LASTS_DAYS:
                continue
            at = bisect_right(sentence.starts, sentence.start + mention.start) - 1
            last = bisect_right(sentence.starts, sentence.start + mention.end - 1)
            unsaid = mention.earliest > made.day + timedelta(_HALF_YEAR_DAYS) and not any(
                map(str.isdigit, lows[last - 1])
            )
            if unsaid or (at and lows[at - 1] in _SECOND):
                continue  # "The auction in February" is the last one where that is nearer.
            places = (i for i, low in enumerate(lows) if low in lexicon.events and _belongs(lows, i, at, last, lexicon))
            place = next(places, None)
            if place is None:
                continue
            sort = lexicon.events[lows[place]]
            _keep(found, sort, lows[place], mention, made)
            if lows[place - 1] == "to" and sort == "election":
                _keep(found, "meeting", "meeting", mention, made)  # A panel "is to vote on Thursday".
    return tuple(found.values())


def _keep(found: dict[str, Event], sort: str, noun: str, mention: DateMention, made: Moment) -> None:
    """Add an event unless its noun is dated already; a single day is better than a month."""
    held = found.get(noun)
    if held is not None and (held.day == held.last or mention.earliest < mention.latest):
        return
    last = mention.latest + timedelta(_TEST_DAYS if noun == "test" else 0)
    at_hand = mention.latest <= made.day + timedelta(_NEAR_DAYS)
    near = at_hand and all(event.sort != sort or not event.near for event in found.values())
    found[noun] = Event(sort, noun, mention.earliest, last, near)


def _belongs(lows: list[str], place: int, at: int, last: int, lexicon: Lexicon) -> bool:
    """Whether the word at `place` is dated by the words `at`..`last`: "Sunday's derby", "the vote on Thursday"."""
    if lows[last - 1] in {"'s", "'"} or (last < len(lows) and lows[last] == "'s"):
        return last <= place <= last + 3
    if last <= place <= last + 2 and lows[place - 1] not in {"the", "a"}:
        return lows[at - 1] in _POINTERS | {"coming", "next"}  # "The coming June 12 presidential election".
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
    if not lexicon.longer_contests.isdisjoint(words):
        return False
    nouns = {event.noun}
    if event.sort in _ONE:
        nouns = {noun for noun, sort in lexicon.events.items() if sort == event.sort}
    limit = next((at for at, low in enumerate(words) if at and low in {"if", "unless", "after", "once"}), len(words))
    if any(words[at] in nouns and _pointed(words, at) for at in range(1, limit)):
        return words[0] not in {"after", "once", "following", "if", "unless"}
    return event.near and candidate.cues[0].rule != "stands to" and not lexicon.outcomes[event.sort].isdisjoint(words)


def _pointed(words: list[str], at: int) -> bool:
    """Whether a noun is one known from before: "the vote", "this wage vote", not "the next vote"."""
    return words[at - 1] in _POINTERS or (at > 1 and words[at - 2] in _POINTERS and words[at - 1] not in _OTHERS)


_ONE: Final = frozenset({"election", "stoppage", "visit"})
"""Sorts whose nouns mean one and the same event: the poll is the election."""


def opens_it(candidate: Candidate, sentence: Sentence) -> bool:
    """Whether a claim is about an event's first day: who wins the toss, who bats first."""
    return not _OPENING.isdisjoint(sentence.lows[candidate.first : candidate.last])

"""The events to come that an article names and dates once: a match, a vote, a summit, a strike, a fete."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

import msgspec
from msgspec import structs

from claims.horizon.find import find_dates
from claims.horizon.values import DateMention
from claims.moment import Moment
from claims.reading.lexicon import DATE, EventWords, Lexicon
from claims.reading.model import Sentence

_LEAD: Final = 8  # Sentences from the start among which an event must be dated for its outcome to need no mention.
_TOPIC_DAYS: Final = 45  # An event further off than this is not what the article turns on.
_AHEAD_DAYS: Final = 400  # An event further off than this dates nothing.
_YEARLESS_DAYS: Final = 100  # A day without its year that seems further off than this may well have passed.
_NEAR: Final = 14  # Tokens between the event's noun or verb and its day.
_SHIFT: Final = 3  # Tokens between "will" and the verb of an event, or between a day and the noun that it opens.
_FOLLOWING: Final = 4  # Tokens behind a dated noun that may tell that it is over: "The match on Saturday was".
_TEST_DAYS: Final = 4  # A test match goes on for five days.
_SECOND: Final = frozenset({"last", "past", "since", "until", "ago"})
_AHEAD: Final = frozenset({"will", "'ll", "to", "would", "shall"})
_PASSIVE: Final = frozenset({"be", "is", "are", "being"})  # "The vote will be held on Sunday" has not been.
_BREAKS: Final = frozenset({",", ";", "after", "before", "said", "told"})


class Event(msgspec.Struct, frozen=True):
    """An event to come: its sort and noun in the lexicon's `events`, its first day and its last.

    `qualifier` is the word before its noun ("mayoral" in "the mayoral vote"), and `sentence` the number of the sentence
    that dates it. `topic` is true where the article turns on it, so that its outcome needs no mention of it.
    """

    sort: str
    noun: str
    qualifier: str
    day: date
    last: date
    sentence: int
    topic: bool


class _Spot(msgspec.Struct, frozen=True):
    """Where a sentence names an event: the token, the event's noun and sort, and the word before the noun."""

    at: int
    noun: str
    sort: str
    qualifier: str


def find_events(text: str, sentences: Sequence[Sentence], made: Moment, lexicon: Lexicon) -> tuple[Event, ...]:
    """The events that the sentences of the body date, in text order."""
    found: list[Event] = []
    for place, sentence in enumerate(sentences):
        spots = list(_spots(sentence, lexicon.events)) if sentence.holds & DATE else []
        if not spots:
            continue
        days = [
            mention
            for mention in find_dates(text[sentence.start : sentence.end], made, past=False)
            if mention.earliest == mention.latest and _is_ahead(sentence, mention, made.day)
        ]
        for mention in days:
            spot = next((one for one in spots if _is_on(sentence, one, mention, lexicon)), None)
            if spot is None:
                continue
            topic = place < _LEAD and mention.latest <= made.day + timedelta(_TOPIC_DAYS)
            last = max(day.latest for day in days) if spot.sort in lexicon.events.repeated else mention.latest
            last += timedelta(_TEST_DAYS if spot.noun == "test" else 0)
            event = Event(spot.sort, spot.noun, spot.qualifier, mention.latest, last, sentence.index, topic)
            found.append(event)
            if "to vote" in " ".join(sentence.lows[max(0, spot.at - 3) : spot.at + 1]):
                found.append(structs.replace(event, sort="meeting", noun="meeting", qualifier=""))
    return tuple(found)


def _is_ahead(sentence: Sentence, mention: DateMention, today: date) -> bool:
    at = bisect_right(sentence.starts, sentence.start + mention.start) - 1
    last = bisect_right(sentence.starts, sentence.start + mention.end - 1)
    reach = _AHEAD_DAYS if str(mention.latest.year) in sentence.lows[at:last] else _YEARLESS_DAYS
    return today < mention.latest <= today + timedelta(reach)


def _spots(sentence: Sentence, events: EventWords) -> Iterator[_Spot]:
    """Each noun or verb of an event, in order."""
    lows = sentence.lows
    for at, low in enumerate(lows):
        if (sort := events.nouns.get(low)) is not None:
            yield _Spot(at, low, sort, lows[at - 1] if at else "")
            continue
        verb = low if low in events.verbs else low.removesuffix("s")
        sort = events.verbs.get(verb) or events.verbs.get(" ".join([verb, *lows[at + 1 : at + 2]]))
        if sort is None or not at:
            continue
        told = low != verb or low.endswith("ing") or not _AHEAD.isdisjoint(lows[max(0, at - _SHIFT) : at])
        if sentence.words[at - 1][0].isupper() if sort == "contest" else told:
            yield _Spot(at, next(noun for noun, held in events.nouns.items() if held == sort), sort, "")


def _is_on(sentence: Sentence, spot: _Spot, mention: DateMention, lexicon: Lexicon) -> bool:
    """Whether an event's noun or verb is dated by the mention: "Sunday's derby", "the vote on Thursday"."""
    lows, place = sentence.lows, spot.at
    at = bisect_right(sentence.starts, sentence.start + mention.start) - 1
    last = bisect_right(sentence.starts, sentence.start + mention.end - 1)
    following = lows[max(last, place + 1) :][:_FOLLOWING]
    if "," in following:
        following = following[: following.index(",")]
    if (at and lows[at - 1] in _SECOND) or not lexicon.events.happened.isdisjoint(following):
        return False
    if lows[last - 1] in {"'s", "'"} or (last < len(lows) and lows[last] == "'s"):
        return last <= place <= last + _SHIFT
    if place >= last:
        opened = at > 0 and lows[at - 1] in lexicon.events.definite | {"coming"}
        fronted = at <= 1 and "," not in lows[last + 1 : place] and place - last <= _NEAR
        if "for" in lows[last : last + 2] and place - last <= _NEAR // 2:
            return True  # "Thursday, Feb. 15, for a second launch"
        return (opened and place - last <= 1) or (fronted and lows[place] not in lexicon.events.nouns)
    breaks = _BREAKS - {","} if spot.sort in lexicon.events.repeated else _BREAKS
    return place >= at - _NEAR and not any(
        lows[index] in breaks
        or (lows[index] in lexicon.common_past - {"set", "put"} and lows[index - 1] not in _PASSIVE)
        for index in range(place + 1, at)
    )

"""Whether the words of a time phrase can date a claim at all: no bare length, no rate, no punishment, nothing past."""

from bisect import bisect_right
from collections.abc import Callable
from datetime import date
from typing import Final

import msgspec

from claims.model import HorizonReading
from claims.reading.lexicon import Lexicon, words
from claims.reading.model import Sentence

_DAYS: Final = words("monday tuesday wednesday thursday friday saturday sunday")
_RECORDS: Final = words("best worst first most only")
_ANCHORED: Final = words("later now hence time today ahead on after")
_LENGTHS: Final = words("days weeks months years hours minutes decades nights")
_LENGTH_OPENERS: Final = words(
    """in within inside under over during after by until before through throughout next coming following less no at
    up"""
)
_PUNISHED: Final = words("prison jail custody bars imprisonment detention probation")
_BOASTS: Final = words("hundred thousand 100 1,000 million")
_SERVES: Final = words("pay pays settle settles answer answers process handle refund")
_LOOKS_BACK: Final = frozenset({"last year", "last month", "last week", "earlier this"})
_SET: Final = words("allowed given permitted specified required stipulated prescribed")
_ITS_OWN: Final = words("the its his her this all him them")
_LONG_AHEAD_DAYS: Final = 183  # "The March election" is the nearer one of two.


class Spot(msgspec.Struct, frozen=True):
    """A time phrase in its sentence: tokens `first`..`last` (exclusive), and the day from which it was read."""

    reading: HorizonReading
    lows: list[str]
    first: int
    last: int
    today: date

    @property
    def words(self) -> list[str]:
        """The phrase's own words."""
        return self.lows[self.first : self.last]

    @property
    def before(self) -> str:
        """The word in front of the phrase; empty where it opens the sentence."""
        return self.lows[self.first - 1] if self.first else ""

    @property
    def behind(self) -> list[str]:
        """The two words behind the phrase, or fewer at the sentence's end."""
        return self.lows[self.last : self.last + 2]


def can_date(reading: HorizonReading, sentence: Sentence, today: date, lexicon: Lexicon) -> bool:
    """Whether a time phrase, read from the day `today`, can date a claim."""
    first = bisect_right(sentence.starts, sentence.start + reading.start) - 1
    last = bisect_right(sentence.starts, sentence.start + reading.end - 1)
    spot = Spot(reading, sentence.lows, first, last, today)
    if any(barred(spot, lexicon) for barred in _BARRED):
        return False
    if spot.before in {"first", "last", "final"}:
        return True
    if any(barred(spot, lexicon) for barred in _BARRED_UNCOUNTED):
        return False
    return _fixes_an_end(spot)


def _past(spot: Spot, lexicon: Lexicon) -> bool:
    """Whether the words go on to look back: "two days ago", "a year earlier this"."""
    del lexicon
    behind = spot.behind
    return behind[:1] == ["ago"] or behind in (
        ["last", "year"],
        ["last", "month"],
        ["last", "week"],
        ["earlier", "this"],
    )


def _possessive(spot: Spot, lexicon: Lexicon) -> bool:
    """Whether the day owns something: "Friday's figures", "until it sees Friday's figures"."""
    if spot.behind[:1] in (["'s"], ["'"]):
        return spot.lows[spot.first] in lexicon.weekdays | {"yesterday"}
    return spot.words[-1] == "'s" and len(spot.words) > 2 and spot.words[0] == "until"


def _adjectival(spot: Spot, lexicon: Lexicon) -> bool:
    """Whether a name of time only tells which one: "the March election" (last March's), "the 2014 season", "the
    Christmas show".
    """
    noun, last = (spot.behind[0] if spot.behind else ""), spot.words[-1]
    named = "the" in spot.lows[max(0, spot.first - 1) : spot.last]
    if not named or not noun[:1].isalpha() or noun in lexicon.prepositions | lexicon.conjunctions | lexicon.auxiliaries:
        return False
    earliest = spot.reading.earliest
    if last in lexicon.months:
        return earliest is not None and (earliest - spot.today).days > _LONG_AHEAD_DAYS
    if last.isdigit() and len(last) == 4:
        return earliest is not None and earliest <= spot.today
    return last in lexicon.holidays and spot.words[0] not in lexicon.prepositions


def _measures_a_noun(spot: Spot, lexicon: Lexicon) -> bool:
    """Whether a hyphenated length tells of the noun behind it: "in the five-day festival"."""
    noun = spot.behind[0] if spot.behind else ""
    hyphened = "-" in spot.words[-1] and not spot.words[-1][0].isdigit()
    return hyphened and noun[:1].isalpha() and noun not in lexicon.prepositions | lexicon.conjunctions


def _allowed(spot: Spot, lexicon: Lexicon) -> bool:
    """Whether a length is one that rules set from a day not named: "within the 28 days allowed"."""
    del lexicon
    return "the" in spot.words and not _SET.isdisjoint(spot.behind[:1])


def _reduced_to(spot: Spot, lexicon: Lexicon) -> bool:
    """Whether a length is what something comes to: "brought down to within three hours"."""
    del lexicon
    return spot.before == "to" and spot.words[0] in {"within", "under"}


def _punishes(spot: Spot, lexicon: Lexicon) -> bool:
    """Whether a length is that of a punishment: "up to ten years in prison", "five years behind bars"."""
    del lexicon
    behind = spot.behind
    if behind[:1] in (["imprisonment"], ["probation"]):
        return True
    return behind[:1] in (["in"], ["behind"], ["of"]) and len(behind) > 1 and behind[1] in _PUNISHED


def _no_day(spot: Spot, lexicon: Lexicon) -> bool:
    """Whether a short form is no weekday (a paper's name), or the words break off."""
    del lexicon
    phrase = spot.reading.phrase
    return phrase in {"Sun", "Sat", "Mon", "Wed"} or phrase.endswith("the Sun") or spot.words[-1:] == ["after"]


def _general_terms(spot: Spot, lexicon: Lexicon) -> bool:
    """Whether a length is a body's terms of service ("pays claims within five working days") or a boast."""
    del lexicon
    own, lows = spot.words, spot.lows
    if not _BOASTS.isdisjoint(own) and own[-1:] == ["years"]:
        return own[0] == "for"
    if "within" not in own or not {"working", "business"} & set(own):
        return False
    back = max(0, spot.first - 5)
    return any(low in _SERVES and lows[at + 1] not in _ITS_OWN for at, low in enumerate(lows[back : spot.first], back))


def _mere_clock(spot: Spot, lexicon: Lexicon) -> bool:
    """Whether the words are an hour of no named day ("between 5 p.m. and 8 p.m."), which is no deadline."""
    del lexicon
    own = spot.words
    if spot.reading.earliest != spot.reading.latest:
        return False
    if {"by", "before", "until", "tonight", "tomorrow", "today"} & set(own):
        return False
    hours = any(word.endswith(("pm", "am", "p.m.", "a.m.", "o'clock", "clock")) for word in own)
    return hours and _DAYS.isdisjoint(own)


def _ranked(spot: Spot, lexicon: Lexicon) -> bool:
    """Whether the words only say which one of a row it is: "the 15th this year"."""
    del lexicon
    return spot.before[:1].isdigit() and spot.before.endswith(("st", "nd", "rd", "th")) and spot.words[0] == "this"


def _denied(spot: Spot, lexicon: Lexicon) -> bool:
    """Whether the words only say when it will not be: "never, not today, not tomorrow"."""
    del lexicon
    again = spot.behind == [",", "not"] or spot.lows[spot.first - 2 : spot.first - 1] == [","]
    return spot.before == "not" and again


def _today_as_adjective(spot: Spot, lexicon: Lexicon) -> bool:
    """Whether "today" goes with a past verb ("today announced"), and does not date what is to come ("will today")."""
    if spot.words != ["today"] or spot.first == 0 or spot.before in lexicon.auxiliaries or not spot.behind:
        return False
    going_on = (lexicon.prepositions - lexicon.subordinators - {"because"}) | {"and", "as", "but", "or"}
    return spot.behind[0][0].isalnum() and spot.behind[0] not in going_on


def _record(spot: Spot, lexicon: Lexicon) -> bool:
    """Whether a length tells of a record: "the worst drought in 40 years"."""
    del lexicon
    if "in" not in spot.words or "duration" not in spot.reading.rule:
        return False
    near = spot.lows[max(0, spot.first - 9) : spot.first]
    return any(low in _RECORDS or (low.endswith("est") and len(low) > 4) for low in near)


def _fixes_an_end(spot: Spot) -> bool:
    """Whether the words are a date, or a length with a word that makes an end of it: "in", "within", "no more"."""
    own, before, rule = spot.words, spot.before, spot.reading.rule
    if not rule.startswith(("in ", "<duration>", "<period>")) or _ANCHORED & set(own):
        return True
    if "duration" not in rule and not _LENGTHS & set(own):
        return True
    if own[0] in _LENGTH_OPENERS or before in _LENGTH_OPENERS or "no more" in spot.reading.phrase:
        return True
    if own[0] == "for" or before == "for":
        return True
    return before == "of" and spot.lows[spot.first - 2 : spot.first - 1] in (["question"], ["matter"], ["space"])


_BARRED: Final[tuple[Callable[[Spot, Lexicon], bool], ...]] = (
    _past,
    _possessive,
    _adjectival,
    _measures_a_noun,
    _allowed,
    _reduced_to,
    _punishes,
    _no_day,
)
_BARRED_UNCOUNTED: Final[tuple[Callable[[Spot, Lexicon], bool], ...]] = (
    _mere_clock,
    _general_terms,
    _denied,
    _ranked,
    _today_as_adjective,
    _record,
)
"""These hold only where no "first", "last" or "final" stands in front."""

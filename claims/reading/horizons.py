"""Which time words belong to a claim, which date the statement, and the windows they give."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

import msgspec
from msgspec import structs

from claims.horizon.find import find_horizons
from claims.horizon.values import DateMention
from claims.model import HorizonReading
from claims.moment import Moment
from claims.reading.lexicon import Lexicon
from claims.reading.model import Candidate, Governor, Sentence

_QUOTES: Final = frozenset("\"“”‘’'«»„`")
_DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_RECORDS: Final = frozenset({"best", "worst", "first", "most", "only"})
_ANCHORED: Final = frozenset({"later", "now", "hence", "time", "today", "ahead", "on", "after"})
_LENGTHS: Final = frozenset("days weeks months years hours minutes decades nights".split())
_FRAGMENT_MAX: Final = 9  # Tokens of a fragment such as "and 2.4% in 2026" before its date.
_LENGTH_OPENERS: Final = frozenset(
    "in within inside under over during after by until before through throughout next coming following less no at up "
    "another just some about around roughly almost nearly take takes last lasts".split()
) - {"some", "about", "around", "roughly", "almost", "nearly", "take", "takes", "just", "another", "last", "lasts", "over"} | {"over"}
_REACH: Final = 9  # Tokens between a verb of saying and the day it was said.


class Times(msgspec.Struct, frozen=True):
    """The time words of a sentence: `readings` for claims, and `said`, the day of its statement if another is given.

    `barred` are character ranges in the sentence whose words date the saying, not what is said.
    """

    readings: tuple[HorizonReading, ...]
    barred: tuple[tuple[int, int], ...]
    said: date | None


def has_time(sentence: Sentence, lexicon: Lexicon) -> bool:
    """Whether a sentence holds any word that a time phrase is made of."""
    if not lexicon.time_words.isdisjoint(sentence.lows):
        return True
    return any(low[0].isdigit() or "-" in low for low in sentence.lows)


def read_times(
    words: str,
    sentence: Sentence,
    governors: Sequence[Governor],
    dates: Sequence[DateMention],
    made: Moment,
    country: str | None,
    anchor: date | None,
    lexicon: Lexicon,
) -> Times:
    """The time words of a sentence, read from the day of the statement."""
    barred, said = _statement_day(sentence, governors, made, lexicon)
    if said is None and governors:
        said = _statement_date(sentence, governors, dates, made, barred)
    when = Moment(said, None, made.zone) if said is not None and said != made.day else made
    readings = find_horizons(words, when, country=country, anchor=anchor)
    readings = [reading for reading in readings if _dates(reading, sentence, lexicon)]
    return Times(readings=tuple(readings), barred=tuple(barred), said=when.day if when is not made else None)


def _statement_day(
    sentence: Sentence, governors: Sequence[Governor], made: Moment, lexicon: Lexicon
) -> tuple[list[tuple[int, int]], date | None]:
    """The ranges of words such as "on Tuesday" behind a verb of saying, and the day they name."""
    barred: list[tuple[int, int]] = []
    said: date | None = None
    lows = sentence.lows
    for governor in governors:
        if governor.quoted:
            continue
        for index in range(governor.end, min(len(lows), governor.end + _REACH)):
            low = lows[index]
            if low in {",", "that", ";", ":"} or low in lexicon.auxiliaries or low in _QUOTES:
                break
            before = lows[index - 1]
            if low in lexicon.weekdays and before not in {"next", "by", "until", "before", "this", "from", "till", "after"}:
                first = index - 1 if before in {"on", "last"} else index
                last = index + 1
                if last < len(lows) and lows[last] in {"morning", "afternoon", "evening", "night"}:
                    last += 1
                barred.append((sentence.starts[first] - sentence.start, sentence.token_end(last - 1) - sentence.start))
                said = said or _past_weekday(low, made.day)
                break
            if low == "yesterday":
                barred.append((sentence.starts[index] - sentence.start, sentence.token_end(index) - sentence.start))
                said = said or made.day - timedelta(days=1)
                break
            if low in {"today", "tonight"}:
                barred.append((sentence.starts[index] - sentence.start, sentence.token_end(index) - sentence.start))
                break
    return barred, said


def _statement_date(
    sentence: Sentence,
    governors: Sequence[Governor],
    dates: Sequence[DateMention],
    made: Moment,
    barred: list[tuple[int, int]],
) -> date | None:
    """The past day of "on 3 November he said" or "said on 3 November that"; its words are added to `barred`."""
    lows = sentence.lows
    for mention in dates:
        if mention.earliest != mention.latest or mention.latest > made.day:
            continue
        first = bisect_right(sentence.starts, sentence.start + mention.start) - 1
        last = bisect_right(sentence.starts, sentence.start + mention.end - 1)
        opener = first - 1 if first and lows[first - 1] == "on" else first
        for governor in governors:
            leads = opener <= 3 and 0 <= governor.start - last <= 1 and not governor.quoted
            trails = 0 <= opener - governor.end <= 4 and lows[last : last + 1] in (["that"], ["."], [","], [":"]) and lows[opener] == "on"
            if leads or trails:
                barred.append((sentence.starts[opener] - sentence.start, sentence.token_end(last - 1) - sentence.start))
                return mention.latest
    return None


def _dates(reading: HorizonReading, sentence: Sentence, lexicon: Lexicon) -> bool:
    """Whether a time phrase can date a claim: no bare length ("a 24-hour strike"), no rate, nothing past."""
    first = bisect_right(sentence.starts, sentence.start + reading.start) - 1
    last = bisect_right(sentence.starts, sentence.start + reading.end - 1)
    lows = sentence.lows
    following = lows[last : last + 2]
    if following[:1] == ["ago"] or following in (["last", "year"], ["last", "month"], ["last", "week"], ["earlier", "this"]):
        return False
    before = lows[first - 1] if first else ""
    if reading.phrase in {"Sun", "Sat", "Mon", "Wed"} or lows[first:last][-1:] == ["after"]:
        return False
    if before in {"first", "last", "final"}:
        return True
    if _mere_clock(reading, lows[first:last]):
        return False
    if lows[first:last] == ["today"]:
        return not following or not following[0][0].isalnum() or first == 0
    if "in" in lows[first:last] and any(low in _RECORDS or (low.endswith("est") and len(low) > 4) for low in lows[max(0, first - 9) : first]) and "duration" in reading.rule:
        return False
    if not reading.rule.startswith(("in ", "<duration>", "<period>")) or _ANCHORED & set(lows[first:last]):
        return True
    if "duration" not in reading.rule and not _LENGTHS & set(lows[first:last]):
        return True
    if lows[first] in _LENGTH_OPENERS or before in _LENGTH_OPENERS or before == "next" or "no more" in reading.phrase:
        return True
    if lows[first : first + 1] == ["for"] or before == "for":
        return True
    return before == "of" and lows[first - 2 : first - 1] in (["question"], ["matter"], ["space"])


def _mere_clock(reading: HorizonReading, words: list[str]) -> bool:
    """Whether the words are an hour of no named day ("between 5 p.m. and 8 p.m."), which is no deadline."""
    if reading.earliest != reading.latest or {"by", "before", "until", "tonight", "tomorrow", "today"} & set(words):
        return False
    hours = any(word.endswith(("pm", "am", "p.m.", "a.m.", "o'clock", "clock")) for word in words)
    return hours and not any(word in _DAYS for word in words)


def split_dates(candidate: Candidate, sentence: Sentence, times: Times, lexicon: Lexicon) -> list[Candidate]:
    """The candidate, and one more for each "and 2.4% in 2026" in it: a figure and a date with no verb of their own."""
    lows = sentence.lows
    spots = [
        (bisect_right(sentence.starts, sentence.start + r.start) - 1, bisect_right(sentence.starts, sentence.start + r.end - 1))
        for r in times.readings
        if r.openness == "closed" and r.shape in {"by", "during"}
    ]
    inside = [spot for spot in spots if candidate.cues[0].end <= spot[0] < candidate.last]
    parts: list[Candidate] = []
    rest = candidate
    for before, after in pairwise(inside):
        link = next((i for i in range(after[0] - 1, before[1] - 1, -1) if lows[i] in {"and", ","}), None)
        if link is None or after[0] - link > _FRAGMENT_MAX or after[0] - link < 2:
            continue
        fragment = lows[link + 1 : after[0]]
        counted = any(low[0].isdigit() or low in {"another", "remaining", "rest", "others"} for low in fragment)
        if not counted or any(low in lexicon.auxiliaries or low in lexicon.common_past or low in lexicon.base_verbs for low in fragment):
            continue
        first = link - 1 if lows[link] == "and" and lows[link - 1] == "," else link
        parts.append(structs.replace(rest, last=max(first, rest.cues[-1].end)))
        rest = structs.replace(rest, first=link + 1, last=candidate.last)
    return [*parts, rest]


def _past_weekday(low: str, day: date) -> date | None:
    """The last such weekday on or before `day`."""
    number = next((number for number, name in enumerate(_DAYS) if name.startswith(low[:3])), None)
    return None if number is None else day - timedelta(days=(day.weekday() - number) % 7)


def pick(times: Times, sentence: Sentence, candidate: Candidate, others: Sequence[Candidate], lexicon: Lexicon
) -> HorizonReading | None:
    """The time phrase of a claim: inside its span, else at its edges where no other claim stands."""
    base = sentence.start
    start = sentence.starts[candidate.first] - base
    end = sentence.token_end(candidate.last - 1) - base
    cue = sentence.starts[candidate.cues[0].start] - base
    free = [r for r in times.readings if not any(a <= r.start < b or a < r.end <= b for a, b in times.barred)]
    inside = [r for r in free if start <= r.start < end and not _aside(sentence, r, candidate, lexicon)]
    if inside:
        return min(inside, key=lambda r: (r.openness != "closed", r.shape == "throughout", r.start < cue, abs(r.start - cue)))
    spans = [
        (sentence.starts[o.first] - base, sentence.token_end(o.last - 1) - base) for o in others if o is not candidate
    ]
    if spans:
        return None
    quote = candidate.cues[0].start
    loose = [r for r in free if not _aside(sentence, r, candidate, lexicon) and "clock" not in r.rule and _same_voice(sentence, r, quote) and not _behind_break(sentence, r, candidate)]
    return min(loose, key=lambda r: (r.openness != "closed", abs(r.start - cue))) if loose else None


def _aside(sentence: Sentence, reading: HorizonReading, candidate: Candidate, lexicon: Lexicon) -> bool:
    """Whether a time phrase belongs to a relative clause or a condition's length instead of the claim."""
    lows = sentence.lows
    at = bisect_right(sentence.starts, sentence.start + reading.start) - 1
    cue = candidate.cues[-1].end
    if at <= cue:
        return False
    between = lows[max(cue, candidate.first) : at]
    for index, low in enumerate(between):
        following = between[index + 1] if index + 1 < len(between) else ""
        if low in {"that", "which", "who"} and following.endswith("s") and following not in {"is", "this", "ends", "begins", "starts"}:
            return True
        if low == "originally":
            return True
        if low in {"unless", "if"} and (reading.shape == "throughout" or between[-1:] == ["for"]):
            return True
    del lexicon
    return False


def _same_voice(sentence: Sentence, reading: HorizonReading, token: int) -> bool:
    """Whether a time phrase stands in the same quotation as the claim, or both outside."""
    at = bisect_right(sentence.starts, sentence.start + reading.start) - 1
    return sentence.quotes[at] == sentence.quotes[token]


def _behind_break(sentence: Sentence, reading: HorizonReading, candidate: Candidate) -> bool:
    """Whether a clause of its own (a new verb, a semicolon, a relative) lies between the claim and the time phrase."""
    at = bisect_right(sentence.starts, sentence.start + reading.start) - 1
    between = sentence.lows[candidate.last : at] if at >= candidate.last else sentence.lows[at : candidate.first]
    return len(between) > 12 or any(
        low in {";", "which", "who", "while", "after", "since", "as", "was", "were", "had", "did", "because", "where", "compared", "than"} for low in between
    )

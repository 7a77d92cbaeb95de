# ruff: noqa: PLR0911, PLR0913, PLR0917 - a rule reads best as a run of cases, each with its own answer.
"""Which time words belong to a claim, which date the statement, and the windows they give."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Final

import msgspec
from msgspec import structs

from claims.horizon.find import PhraseReading, TimedSentence
from claims.horizon.values import DateMention
from claims.model import HorizonReading
from claims.moment import Moment
from claims.reading.datable import can_date
from claims.reading.joined import at_front, in_other_clause, joined
from claims.reading.lexicon import Lexicon
from claims.reading.model import Candidate, Governor, Sentence
from claims.reading.settled import told_before
from claims.reading.statements import fronted_past, statement_date, statement_day

_SHARED_VERBS: Final = frozenset(
    {"will", "would", "plans", "promises", "set to", "due", "scheduled", "is to", "is expected"}
)
_AGAINST: Final = frozenset({"down", "up", "against", "compared", "from", "after", "versus", "before"})
_BREAKS: Final = frozenset(
    [";", "which", "who", "while", "after", "since", "as", "was", "were", "had", "did", "because", "where", "compared"]
) | {"than"}
_DAY: Final = re.compile(r"[0-3]?\d(?:st|nd|rd|th)?,?")
_BETWEEN_MAX: Final = 12  # Tokens between a claim and a time phrase at its edge.
_TODAY: Final = frozenset({"today", "tonight", "tomorrow"})
_NAMED_MAX: Final = 5  # Tokens of a fragment such as "and the road in 2027" before its date.
_ASIDE_MAX: Final = 14  # Tokens of a relative clause between commas over which a claim goes on to its date.
_PREDICATE_MAX: Final = 16  # Tokens of a second plan such as "and open a port" before its date.
_FRAGMENT_MAX: Final = 9  # Tokens of a fragment such as "and 2.4% in 2026" before its date.


class Recent(msgspec.Struct, frozen=True):
    """What the sentences before have named: the last single day, and the last day of the latest deadline."""

    day: date | None = None
    due: date | None = None


class Times(msgspec.Struct, frozen=True):
    """The time words of a sentence: `readings` for claims, and `said`, the day of its statement if another is given.

    `told` is the last day on which it can have been said where the text gives no single day ("said in March"); it is
    `said` otherwise. `barred` are character ranges in the sentence whose words date the saying, not what is said.
    """

    readings: tuple[HorizonReading, ...]
    barred: tuple[tuple[int, int], ...]
    said: date | None
    told: date | None = None


def read_times(
    timing: TimedSentence,
    sentence: Sentence,
    governors: Sequence[Governor],
    dates: Sequence[DateMention],
    made: Moment,
    recent: Recent,
    lexicon: Lexicon,
    carried: date | None = None,
) -> Times:
    """The time words of a sentence, read from the day of the statement; `carried` is that of the sentence before."""
    barred, said = statement_day(sentence, governors, made, lexicon)
    if said is None and governors:
        said = statement_date(sentence, governors, dates, made, barred, lexicon)
    told = said
    if said is None and (before := told_before(sentence, governors, dates, made, lexicon)) is not None:
        told, words = before
        barred.append(words)
    elif said is None:
        said = told = carried
    fronted = fronted_past(sentence, dates, made, lexicon)
    if fronted is not None:
        barred.append((0, fronted[0]))
        told = told or fronted[1]
    when = Moment(told, None, made.zone) if told is not None and told != made.day else made
    readings = timing.horizons(when, anchor=recent.day, due=recent.due)
    if when is not made:
        readings = _seen_from_today(readings, timing.horizons(made, anchor=recent.day, due=recent.due), sentence)
    readings = [reading for reading in readings if can_date(reading, sentence, when.day, lexicon)]
    said = said if said != made.day else None
    return Times(readings=tuple(readings), barred=tuple(barred), said=said, told=told)


def _seen_from_today(
    readings: Sequence[HorizonReading], today: Sequence[HorizonReading], sentence: Sentence
) -> list[HorizonReading]:
    """The readings from the day of a statement, but for "today", "tonight" and "tomorrow" outside quotations.

    A reporter puts those words from the day of the article: "He said on Monday that it would start tonight".
    """
    at_hand = {reading.start: reading for reading in today}
    found: list[HorizonReading] = []
    for reading in readings:
        at = bisect_right(sentence.starts, sentence.start + reading.start) - 1
        pointing = not _TODAY.isdisjoint(reading.phrase.lower().split()) and not sentence.quotes[at]
        found.append(at_hand.get(reading.start, reading) if pointing else reading)
    return found


def split_dates(candidate: Candidate, sentence: Sentence, times: Times, lexicon: Lexicon) -> list[Candidate]:
    """The candidate, and one more for each "and 2.4% in 2026" in it: a figure and a date with no verb of their own."""
    lows = sentence.lows
    spots = [
        (
            bisect_right(sentence.starts, sentence.start + r.start) - 1,
            bisect_right(sentence.starts, sentence.start + r.end - 1),
        )
        for r in times.readings
        if r.openness == "closed" and r.shape in {"by", "during"}
    ]
    inside = [spot for spot in spots if candidate.cues[0].end < spot[1] and spot[0] < candidate.last]
    parts: list[Candidate] = []
    rest = candidate
    for before, after in pairwise(inside):
        link = next((i for i in range(after[0] - 1, before[1] - 1, -1) if lows[i] in {"and", ","}), None)
        if link is None or after[0] - link < 2:
            continue
        fragment = lows[link + 1 : after[0]]
        if fragment[0] in _AGAINST:
            continue
        counted = any(
            low[0].isdigit()
            or low in {"another", "other", "second", "third", "remaining", "rest", "others", "whole", "much", "again"}
            for low in fragment
        )
        acts = lows[link] == "and" and fragment[0] in lexicon.base_verbs and candidate.cues[0].rule in _SHARED_VERBS
        verbs = any(
            low in lexicon.auxiliaries or low in lexicon.common_past or low in lexicon.base_verbs for low in fragment
        )
        placed = fragment[0] in lexicon.prepositions and any(
            word[0].isupper() for word in sentence.words[link + 1 : after[0]]
        )
        named = lows[link] == "and" and fragment[0] in {"the", "all", "both", "its"} and len(fragment) <= _NAMED_MAX
        if after[0] - link > (_PREDICATE_MAX if acts else _FRAGMENT_MAX):
            continue
        if not acts and (verbs or not (counted or placed or named)):
            continue
        first = link - 1 if lows[link] == "and" and lows[link - 1] == "," else link
        parts.append(structs.replace(rest, last=max(first, rest.cues[-1].end)))
        rest = structs.replace(rest, first=link + 1, last=candidate.last)
    return [*parts, rest]


def pick(
    times: Times, sentence: Sentence, candidate: Candidate, others: Sequence[Candidate], lexicon: Lexicon
) -> HorizonReading | None:
    """The time phrase of a claim: inside its span, else at its edges where no other claim stands."""
    base = sentence.start
    start = sentence.starts[candidate.first] - base
    end = sentence.token_end(candidate.last - 1) - base
    cue = sentence.starts[candidate.cues[0].start] - base
    free = [r for r in times.readings if not any(a <= r.start < b or a < r.end <= b for a, b in times.barred)]
    spans = [
        (sentence.starts[o.first] - base, sentence.token_end(o.last - 1) - base) for o in others if o is not candidate
    ]
    inside = [r for r in free if start <= r.start < end and not _aside(sentence, r, candidate, lexicon)]
    if all(r.openness != "closed" for r in inside) and (day := _when(sentence, candidate, free, lexicon)):
        return day
    if inside:
        chosen = min(
            inside, key=lambda r: (r.openness != "closed", r.shape == "throughout", r.start < cue, abs(r.start - cue))
        )
        return joined(chosen, _behind(chosen, free, spans), sentence)
    quote = candidate.cues[0].start
    loose = [
        r
        for r in free
        if not _nearer_to_another(r, start, end, spans)
        and not _aside(sentence, r, candidate, lexicon)
        and "clock" not in r.rule
        and _same_voice(sentence, r, quote)
        and not _behind_break(sentence, r, candidate)
    ]
    if loose:
        chosen = min(loose, key=lambda r: (r.openness != "closed", abs(r.start - cue)))
        return joined(chosen, _behind(chosen, free, spans), sentence)
    return _shared(sentence, candidate, free)


def _when(
    sentence: Sentence, candidate: Candidate, free: Sequence[HorizonReading], lexicon: Lexicon
) -> HorizonReading | None:
    """The day that a clause tells more of: "adjourned until 17 December, when the court will hear two witnesses"."""
    lows = sentence.lows
    if lows[candidate.first] != "when" or candidate.first < 2 or lows[candidate.first - 1] != ",":
        return None
    comma = sentence.starts[candidate.first - 1] - sentence.start
    day = next((reading for reading in free if reading.end == comma and reading.openness == "closed"), None)
    if day is None or day.latest is None or day.shape == "during":
        return day
    first = day.phrase.find(" ") + 1
    words = set(day.phrase[first:].lower().split())
    alone = not words.isdisjoint(lexicon.weekdays) or (
        not words.isdisjoint(lexicon.months) and any(_DAY.fullmatch(word) for word in words)
    )
    found = structs.replace(day, phrase=day.phrase[first:], start=day.start + first, shape="during" if alone else "by")
    return structs.replace(found, kept=day.latest) if alone and isinstance(found, PhraseReading) else found


def _shared(sentence: Sentence, candidate: Candidate, free: Sequence[HorizonReading]) -> HorizonReading | None:
    """The day that opens a sentence, for the second of two claims: "On Friday, A will open and B will go"."""
    front = free[0] if free and at_front(sentence, free[0]) and free[0].shape == "during" else None
    if (
        front is None
        or sentence.lows[candidate.first - 1] != "and"
        or not _same_voice(sentence, front, candidate.first)
    ):
        return None
    return joined(front, free[1:], sentence)


def _behind(
    chosen: HorizonReading, free: Sequence[HorizonReading], spans: Sequence[tuple[int, int]]
) -> Iterator[HorizonReading]:
    """The time phrases behind the chosen one that stand in no other claim; none where it stands in one itself."""
    if any(a <= chosen.start < b for a, b in spans):
        return
    for reading in free:
        if reading.start > chosen.start and not any(a <= reading.start < b for a, b in spans):
            yield reading


def _nearer_to_another(reading: HorizonReading, start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a time phrase outside the claim `start`..`end` lies in another claim, or has one between."""
    if reading.start >= end:
        return any(end <= a <= reading.start or a <= reading.start < b for a, b in spans)
    return any(reading.end <= b <= start or a <= reading.start < b for a, b in spans)


def _aside(sentence: Sentence, reading: HorizonReading, candidate: Candidate, lexicon: Lexicon) -> bool:
    """Whether a time phrase belongs to a relative clause or a condition's length instead of the claim."""
    lows = sentence.lows
    at = bisect_right(sentence.starts, sentence.start + reading.start) - 1
    cue = candidate.cues[-1].end
    if in_other_clause(sentence, at, candidate, lexicon):
        return True
    if at < candidate.cues[0].start:
        return _in_subject(sentence, at, candidate, lexicon)
    if at <= cue:
        return False
    between = lows[max(cue, candidate.first) : at]
    if between[-1:] == [","] and between.count(",") > 1:
        return False
    for index, low in enumerate(between):
        following = between[index + 1] if index + 1 < len(between) else ""
        if (
            low in {"that", "which", "who"}
            and following.endswith("s")
            and following not in {"is", "this", "ends", "begins", "starts", "falls"}
        ):
            return True
        if low in {"which", "who"} and (following in lexicon.common_past or following.endswith("ed")):
            return True
        if low == "originally" or (low in {"up", "down"} and following == "from" and between[index - 1] == ","):
            return True
        if low in {"compared", "against"} and index and between[index - 1] == ",":
            return True
        if low in {"unless", "if"} and (reading.shape == "throughout" or between[-1:] == ["for"]):
            return True
    del lexicon
    return False


def _in_subject(sentence: Sentence, at: int, candidate: Candidate, lexicon: Lexicon) -> bool:
    """Whether a time phrase before the cue dates a clause within the subject.

    "The law passed in March will", "the delivery, originally due this year, will", "Roe, who met them on Tuesday, has".
    """
    lows = sentence.lows
    start = candidate.cues[0].start
    comma = next((i for i in range(at - 1, max(-1, at - 12), -1) if lows[i] == ","), None)
    closed = comma is not None and "," in lows[at:start]
    for index in range(at - 1, max(candidate.first, at - 12) - 1, -1):
        low = lows[index]
        if low in {",", ";"}:
            return False
        opens = index > 0 and lows[index - 1] == "," and closed
        if low in {"who", "which"} or (low in {"if", "unless"} and "," in lows[at:start]):
            return True
        if low == "that" and lows[index - 1].isalpha() and index + 1 < len(lows):
            return lows[index + 1] in lexicon.common_past | lexicon.have_forms or lows[index + 1].endswith("ed")
        participle = (low.endswith("ed") and len(low) > 4) or low in lexicon.irregular_participles
        if participle and index > candidate.first and lows[index - 1] not in lexicon.be_forms | lexicon.determiners:
            return True
        if opens and low in {"originally", "due", "first", "once", "now"}:
            return True
    return False


def _same_voice(sentence: Sentence, reading: HorizonReading, token: int) -> bool:
    """Whether a time phrase stands in the same quotation as the claim, or both outside."""
    at = bisect_right(sentence.starts, sentence.start + reading.start) - 1
    return sentence.quotes[at] == sentence.quotes[token]


def _behind_break(sentence: Sentence, reading: HorizonReading, candidate: Candidate) -> bool:
    """Whether a clause of its own (a new verb, a semicolon, a relative) lies between the claim and the time phrase."""
    at = bisect_right(sentence.starts, sentence.start + reading.start) - 1
    if at < candidate.first and at > 1 and sentence.lows[at - 1] not in {",", "and", "but", ";", "that", "so"}:
        return not {"if", "unless"} & set(sentence.lows[max(0, at - 10) : at])
    if at - candidate.last > 1 and sentence.lows[candidate.last] == sentence.lows[at - 1] == ",":
        return at - candidate.last > _ASIDE_MAX
    between = sentence.lows[candidate.last : at] if at >= candidate.last else sentence.lows[at : candidate.first]
    if between[-2:-1] == ["which"] and between[-1] in {"falls", "is"}:
        return False  # "on Founders Day, which falls on 18 April"
    return len(between) > _BETWEEN_MAX or not _BREAKS.isdisjoint(between)

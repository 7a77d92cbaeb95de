# ruff: noqa: PLR0913, PLR0917 - a rule reads best as a run of cases, each with its own answer.
"""On which day it was said: "on Tuesday" behind a verb of saying, "on 3 November he said"."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from claims.horizon.find import find_dates
from claims.horizon.values import DateMention
from claims.model import Document
from claims.moment import Moment
from claims.reading.lexicon import Lexicon
from claims.reading.model import Block, Governor, Sentence

_QUOTES: Final = frozenset("\"“”‘’'«»„`")
_DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ADDRESSING: Final = frozenset({"tell", "inform", "assure", "warn", "notify", "brief", "remind"})
_ASIDES: Final = frozenset(
    ["on", "in", "at", "to", "during", "through", "via", "late", "early", "here", "there", "before", "after", "last"]
)
_FRONTS: Final = frozenset(["on", "in", "late", "early", "last", "during", "at", "earlier", "over", "back"])
_VERB_REACH: Final = 14  # Tokens between an opening date and the verb that it dates.
_DATELINE_DAYS: Final = 7  # A dateline older than this is taken for a slip of the pen.
_REACH: Final = 9  # Tokens between a verb of saying and the day it was said.


def dateline_day(document: Document, blocks: Sequence[Block], made: Moment) -> Moment:
    """The day of the dateline ("KARSK, Nov. 12 (Agency) -") where it is a few days before publication; else `made`."""
    for block in blocks:
        if block.kind != "dateline":
            continue
        for mention in find_dates(document.text[block.start : block.end], made, country=document.country):
            if mention.earliest == mention.latest and 0 < (made.day - mention.latest).days <= _DATELINE_DAYS:
                return Moment(mention.latest, None, made.zone)
    return made


def statement_day(
    sentence: Sentence, governors: Sequence[Governor], made: Moment, lexicon: Lexicon
) -> tuple[list[tuple[int, int]], date | None]:
    """The ranges of words such as "on Tuesday" behind a verb of saying, and the day they name."""
    barred: list[tuple[int, int]] = []
    said: date | None = None
    lows = sentence.lows
    for governor in governors:
        if governor.quoted or lexicon.is_present(lows[governor.verb]):
            continue
        if lows[governor.verb - 1] == "yesterday":
            said = said or made.day - timedelta(days=1)
            at = governor.verb - 1
            barred.append((sentence.starts[at] - sentence.start, sentence.token_end(at) - sentence.start))
        held = lexicon.verbs.get(lows[governor.verb])
        addressed = held is not None and held.base in _ADDRESSING
        for index in range(governor.end, min(len(lows), governor.end + _REACH)):
            low = lows[index]
            if index == governor.end and not addressed and low not in _ASIDES and low not in lexicon.time_words:
                break
            if low in {",", "that", ";", ":"} or low in lexicon.auxiliaries or low in _QUOTES:
                break
            before = lows[index - 1]
            if low in lexicon.weekdays and before not in {
                "next",
                "by",
                "until",
                "before",
                "this",
                "from",
                "till",
                "after",
            }:
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


def statement_date(
    sentence: Sentence,
    governors: Sequence[Governor],
    dates: Sequence[DateMention],
    made: Moment,
    barred: list[tuple[int, int]],
    lexicon: Lexicon,
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
            if lexicon.is_present(lows[governor.verb]):
                continue
            leads = opener <= 3 and 0 <= governor.start - last <= 1 and not governor.quoted
            trails = (
                0 <= opener - governor.end <= 4
                and lows[last : last + 1] in (["that"], ["."], [","], [":"])
                and lows[opener] == "on"
            )
            between = set(lows[governor.end : opener])
            if trails and not between.isdisjoint(lexicon.auxiliaries | {";", ":"}):
                continue
            if leads or trails:
                barred.append((sentence.starts[opener] - sentence.start, sentence.token_end(last - 1) - sentence.start))
                return mention.latest
    return None


def _past_weekday(low: str, day: date) -> date | None:
    """The last such weekday on or before `day`."""
    number = next((number for number, name in enumerate(_DAYS) if name.startswith(low[:3])), None)
    return None if number is None else day - timedelta(days=(day.weekday() - number) % 7)


def goes_on(sentence: Sentence, governors: Sequence[Governor]) -> bool:
    """Whether the one who spoke before, and on the same day, goes on speaking: "...," he told a rally."""
    return any(governor.subject in {"he", "she"} and not governor.quoted for governor in governors)


def fronted_past(
    sentence: Sentence, dates: Sequence[DateMention], made: Moment, lexicon: Lexicon
) -> tuple[int, date] | None:
    """Where an opening past date ends, and its last day, in a sentence whose first verb tells what happened.

    "On Monday the board agreed to sell", "Today the president made clear that"; the end counts from the sentence.
    """
    lows = sentence.lows
    mention = dates[0] if dates else None
    if lows[0] in {"today", "yesterday"}:
        end, day = sentence.token_end(0) - sentence.start, made.day - timedelta(days=lows[0] == "yesterday")
    elif mention is not None and mention.latest <= made.day:
        first = bisect_right(sentence.starts, sentence.start + mention.start) - 1
        if first > 1 or (first == 1 and lows[0] not in _FRONTS):
            return None
        end, day = mention.end, mention.latest
    else:
        return None
    last = bisect_right(sentence.starts, sentence.start + end - 1)
    return (end, day) if _tells_past(lows, last + 1, lexicon) else None


def _tells_past(lows: list[str], start: int, lexicon: Lexicon) -> bool:
    """Whether the first verb from token `start` on is in the past."""
    for index in range(start, min(len(lows), start + _VERB_REACH)):
        low = lows[index]
        if low in lexicon.common_past:
            return True
        if low in lexicon.auxiliaries or low in _QUOTES or low in lexicon.present_events:
            return False
        if low.endswith("ed") and len(low) > 4 and lows[index - 1] not in lexicon.determiners:
            return True
    return False

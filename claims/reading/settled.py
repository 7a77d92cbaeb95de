# ruff: noqa: PLR0913, PLR0917 - a rule reads best as a run of cases, each with its own answer.
"""Whether what was said to come is settled by now: when it was said, what became of it, and what its words waited for.

The target time decides: a forecast counts however old it is, as long as its time is still to come on the day of the
article.
"""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from claims.horizon.find import find_dates
from claims.horizon.values import DateMention
from claims.model import HorizonReading
from claims.moment import Moment
from claims.reading.lexicon import Lexicon
from claims.reading.model import Candidate, Governor, Sentence

SETTLED_DAYS: Final = 60
"""What was said longer ago than this, in shifted words ("would") and with no coming date, is taken as settled."""
_QUOTES: Final = frozenset("\"“”‘’'«»„`")
_OPENERS: Final = frozenset({"in", "on", "at", "during", "late", "early", "back", "as", "over"})
_SHIFTED: Final = frozenset({"would", "could"})
_PRONOUNS: Final = frozenset({"it", "they", "he", "she", "we", "that", "this", "nobody", "none"})
_OUTCOMES: Final = frozenset(["was", "were", "did", "didn't", "wasn't", "weren't", "has", "never", "had", "is"])
_REACH: Final = 4  # Tokens between a verb of saying and the words of when.
_AFTERMATH: Final = 5  # Tokens of "; they were not." that tell what became of a forecast.


def told_before(
    sentence: Sentence, governors: Sequence[Governor], dates: Sequence[DateMention], made: Moment, lexicon: Lexicon
) -> tuple[date, tuple[int, int]] | None:
    """The last day on which it can have been said, where the text dates the saying by more than a day, and its words.

    That is "said in March that ...", "in October we said ...", "eleven weeks after he said ...".
    """
    for governor in governors:
        if governor.quoted or lexicon.is_present(sentence.lows[governor.verb]):
            continue
        for mention in dates:
            if mention.latest < made.day and _dates_saying(sentence, governor, mention, lexicon):
                return mention.latest, (mention.start, mention.end)
        since = _weeks_after(sentence, governor, made)
        if since is not None:
            return since, (0, 0)
    return None


def _dates_saying(sentence: Sentence, governor: Governor, mention: DateMention, lexicon: Lexicon) -> bool:
    lows = sentence.lows
    first = bisect_right(sentence.starts, sentence.start + mention.start) - 1
    last = bisect_right(sentence.starts, sentence.start + mention.end - 1)
    if first and lows[first - 1] == "dated" and last <= governor.verb:
        return True
    opener = first - 1 if first and lows[first - 1] in _OPENERS else first
    if opener >= governor.end:
        between = lows[governor.end : opener]
        if opener - governor.end > _REACH or not lexicon.auxiliaries.isdisjoint(between):
            return False
        named = opener == governor.end or (
            governor.end == governor.verb + 1 and lows[governor.verb] in {"told", "wrote"}
        )
        return named and not {"that", ",", ";", ":"} & set(between) and lows[last : last + 1] != ["'s"]
    leads = opener <= 1 and 0 <= governor.start - last <= 1
    return leads or (last < governor.start and "when" in lows[last : last + 2] and governor.start - last <= _REACH)


def _weeks_after(sentence: Sentence, governor: Governor, made: Moment) -> date | None:
    """The day that "eleven weeks after its commander said" counts back to."""
    lows = sentence.lows
    link = governor.start - 1
    if link < 2 or lows[link] not in {"after", "since"} or not lows[link - 1].rstrip("s").endswith(_UNITS):
        return None
    first = link - 1
    while first > 0 and link - first < _REACH and lows[first - 1] not in {",", ";", "on", "in"}:
        first -= 1
    for start in range(first, link - 1):
        found = find_dates(" ".join([*lows[start:link], "ago"]), made)
        if found and found[0].start == 0:
            return found[0].latest
    return None


_UNITS: Final = ("day", "week", "month", "year", "fortnight", "decade")


def is_past(reading: HorizonReading | None, told: date | None, today: date) -> bool:
    """Whether the time of what was said on another day has passed on the day of the article."""
    if reading is None or told is None or told >= today:
        return False
    latest = reading.latest or reading.default_latest
    return latest is not None and latest < today and reading.shape not in {"at_least", "not_before"}


def is_spent(reading: HorizonReading, sentence: Sentence, candidate: Candidate) -> bool:
    """Whether the time is a few minutes of a scene that the article tells, over long before anybody reads it."""
    words = reading.phrase.lower().split()
    told = not sentence.quotes[candidate.cues[0].start] or candidate.cues[0].rule == "would"
    return told and words[-1] in {"minutes", "seconds"}


def is_settled(
    candidate: Candidate,
    sentence: Sentence,
    readings: Sequence[HorizonReading],
    dates: Sequence[DateMention],
    said: date | None,
    told: date | None,
    today: date,
) -> bool:
    """Whether shifted words ("would") were said long ago and name no coming day, or their outcome is told."""
    cue = candidate.cues[0]
    rule = cue.rule
    old = today - timedelta(days=SETTLED_DAYS)
    if rule == "predicts":
        verb = sentence.starts[cue.end - 1] - sentence.start
        return not sentence.lows[cue.start].endswith("s") and any(m.start < verb and m.latest < old for m in dates)
    if candidate.governor is None or rule not in _SHIFTED:
        return False
    if rule != "would" or outcome_follows(sentence, candidate):
        return outcome_follows(sentence, candidate)
    at = sentence.starts[candidate.first] - sentence.start
    verb = sentence.starts[candidate.governor.verb] - sentence.start
    coming = any(r.openness == "closed" and r.latest is not None and r.latest > today for r in readings)
    if told is not None and told < old:
        return not coming
    if candidate.governor.past and not coming and any(m.start > at and m.latest < today for m in dates):
        return True
    past = [m for m in dates if m.start < min(at, verb) and m.latest < old]
    return bool(past) and (not coming or (past[0].start == 0 and said is None and told is None))


def outcome_follows(sentence: Sentence, candidate: Candidate) -> bool:
    """Whether the sentence ends by telling what became of it: "...; they were", "..., and it did not"."""
    lows = sentence.lows
    for index in range(candidate.cues[-1].end, len(lows) - 1):
        if lows[index] not in {";", "—", "–"} and not (lows[index] in {"and", "but"} and lows[index - 1] == ","):
            continue
        tail = [low for low in lows[index + 1 :] if low not in _QUOTES and low not in {".", "and", "but"}]
        if 2 <= len(tail) <= _AFTERMATH and tail[0] in _PRONOUNS and tail[1] in _OUTCOMES:
            return True
    return False


def is_answered(sentence: Sentence, candidate: Candidate, following: Sentence | None) -> bool:
    """Whether the next sentence tells that it came about or did not: "It reopened after 25 days.", "They did not."."""
    cue = candidate.cues[0]
    if following is None or cue.rule not in _SHIFTED or sentence.quotes[cue.start] or len(following.lows) < 3:
        return False
    lows = following.lows
    if following.quotes[0] or lows[0] not in _PRONOUNS:
        return False
    again = len(cue.verb) > 3 and lows[1].endswith("ed") and lows[1].startswith(cue.verb[:-1])
    brief = len(lows) <= _AFTERMATH and lows[1] in _OUTCOMES - {"is", "has"}
    return again or brief or lows[:3] == ["that", "was", "in"]

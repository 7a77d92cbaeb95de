# ruff: noqa: PLR0913, PLR0917 - a rule reads best as a run of cases, each with its own answer.
"""Dated events and statements that have already happened, for the timeline."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date

from claims.horizon.values import DateMention
from claims.reading.lexicon import FINITE, Lexicon
from claims.reading.model import Governor, Sentence, TimelineMention


def past_mention(
    text: str,
    sentence: Sentence,
    dates: Sequence[DateMention],
    taken: Sequence[tuple[int, int]],
    governors: Sequence[Governor],
    today: date,
    lexicon: Lexicon,
) -> TimelineMention | None:
    """The entry of a sentence: its first date that has come, where the sentence tells what happened; else None.

    `taken` are the character ranges in the sentence of the claims' own time words, which date what is to come.
    """
    if not _tells(sentence, lexicon):
        return None
    for mention in dates:
        if mention.latest > today or any(a <= mention.start < b for a, b in taken):
            continue
        at = bisect_right(sentence.starts, sentence.start + mention.start) - 1
        if sentence.quotes[at]:
            continue
        speaker = next((g.speaker for g in governors if g.speaker is not None and g.stance == "report"), None)
        return TimelineMention(
            start=sentence.start,
            end=sentence.end,
            text=text[sentence.start : sentence.end],
            earliest=mention.earliest,
            latest=mention.latest,
            speaker=speaker.name if speaker else None,
        )
    return None


def _tells(sentence: Sentence, lexicon: Lexicon) -> bool:
    """Whether the sentence, outside quotations, has a verb in the past."""
    for index in sentence.places(FINITE):
        low = sentence.lows[index]
        if not sentence.quotes[index] and (
            low in lexicon.common_past or (low.endswith("ed") and len(low) > 4) or low in {"has", "have", "had"}
        ):
            return True
    return False

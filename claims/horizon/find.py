"""Finds the time phrases of a sentence and reads them: horizons (what is still to come) and plain dates."""

import re
from datetime import date
from typing import Final

from claims.horizon.choices import on_or_before
from claims.horizon.context import Context
from claims.horizon.en.grammar import DATE_STAGES, PHRASES, VOCABULARY
from claims.horizon.lexer import may_hold_time, read_line
from claims.horizon.patterns import Line, Product, apply
from claims.horizon.values import DateMention, Found, Period
from claims.model import HorizonReading
from claims.moment import Moment


class PhraseReading(HorizonReading, frozen=True, kw_only=True):
    """A horizon with what a claim needs to know of it besides (see claims/horizon/keep.py).

    `kept` is the first day that a claim keeps of the window, `named_last` the last day of the period that the words
    name where the window does not end with it, and `dated` is False where the words leave a claim undated.
    """

    kept: date | None = None
    named_last: date | None = None
    dated: bool = True


SENTENCE_LENGTH_MAX: Final = 20_000
"""Characters of a sentence that are read; what lies beyond is no sentence."""


def find_horizons(
    sentence: str, made: Moment, *, country: str | None = None, anchor: date | None = None
) -> list[HorizonReading]:
    """The horizons of the sentence, sorted by start and not overlapping; empty where there is none.

    `made` is when it was said, `country` (ISO 3166 alpha-2) the publisher's, which decides date order, holidays and
    seasons where the sentence does not name another, `anchor` the last date in the text before the sentence, from
    which "the following day" counts. Offsets are into the sentence; phrases about the past are left out.
    """
    return list(explain_horizons(sentence, made, country=country, anchor=anchor)[0])


def explain_horizons(
    sentence: str,
    made: Moment,
    *,
    country: str | None = None,
    anchor: date | None = None,
    trace: list[Product] | None = None,
) -> tuple[list[PhraseReading], list[Product]]:
    """The horizons and, where a `trace` is given, what every rule made of which words, in the order of work."""
    steps = trace if trace is not None else []
    text = sentence[:SENTENCE_LENGTH_MAX]
    if not may_hold_time(text, VOCABULARY):
        return [], steps
    context = Context(text, made, country, anchor)
    line = _read_dates(text, context, trace)
    line = apply(PHRASES, line, context, trace)
    readings = [
        _reading(text, node.start, node.end, node.value, node.rule)
        for node in line.nodes
        if isinstance(node.value, Found)
    ]
    return readings, steps


def _read_dates(text: str, context: Context, trace: list[Product] | None = None) -> Line:
    line = read_line(text, VOCABULARY)
    for stage in DATE_STAGES:
        line = apply(stage, line, context, trace)
    return line


_LEAD: Final = re.compile(
    r"(?:takes?|taking|needs?|lasts?|lasting|is|are|was|were|am|be|just|been|put off|postponed|delayed|deferred|"
    r"adjourned|rescheduled|moved|suspended|pushed|shelved|remanded|back|off|forward)\s+",
    re.IGNORECASE,
)
"""Words that a rule needs to see and that are not part of the phrase."""


def _reading(text: str, start: int, end: int, found: Found, rule: str) -> PhraseReading:
    while lead := _LEAD.match(text, start, end):
        start = lead.end()
    return PhraseReading(
        phrase=text[start:end],
        start=start,
        end=end,
        rule=rule,
        shape=found.shape,
        openness=found.openness,
        earliest=found.earliest,
        latest=found.latest,
        default_latest=found.default_latest,
        strict_latest=found.strict_latest,
        lenient_latest=found.lenient_latest,
        earliest_at=found.earliest_at,
        deadline_at=found.deadline_at,
        kept=found.kept,
        named_last=found.named_last,
        dated=found.dated,
    )


def find_dates(
    sentence: str,
    made: Moment,
    *,
    country: str | None = None,
    anchor: date | None = None,
    past: bool = True,
) -> list[DateMention]:
    """The plain dates of the sentence, past or to come, sorted by start and not overlapping.

    A weekday, or a day or month without its year, is taken for the last one up to the day of the statement, or with
    `past` false for the next one. "Three days ago", "last week" and "yesterday" are read as well.
    """
    text = sentence[:SENTENCE_LENGTH_MAX]
    if not may_hold_time(text, VOCABULARY):
        return []
    context = Context(text, made, country, anchor)
    line = _read_dates(text, context)
    mentions = []
    for node in line.nodes:
        if isinstance(node.value, Period) and not node.value.unit:
            first, last = _past_days(node.value, context) if past else (node.value.first, node.value.last)
            mentions.append(DateMention(node.start, node.end, first, last))
    return mentions


def _past_days(period: Period, context: Context) -> tuple[date, date]:
    if period.weekday is not None and period.first > context.today:
        day = date.fromordinal(period.first.toordinal() - 7)
        return day, day
    if period.yearly:
        return on_or_before(period.yearly, context.today) or (period.first, period.last)
    return period.first, period.last

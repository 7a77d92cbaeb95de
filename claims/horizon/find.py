"""Finds the time phrases of a sentence and reads them: horizons (what is still to come) and plain dates."""

import re
from datetime import date
from typing import Final

from claims.horizon.choices import moved, on_or_before
from claims.horizon.context import Context
from claims.horizon.en.grammar import ANCHORED, DATE_STAGES, PHRASES, VOCABULARY
from claims.horizon.lexer import read_line
from claims.horizon.patterns import PERIODS, Line, Node, Product, apply, char_for
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


class TimedSentence:
    """The time words of one sentence: lexed once, and read for its plain dates as well as for its horizons.

    `made` is when it was said, `country` (ISO 3166 alpha-2) the publisher's, which decides date order, holidays and
    seasons where the sentence does not name another. The `anchor` of its methods is the last date in the text before
    the sentence, from which "the following day" counts. Offsets are into the sentence.
    """

    __slots__ = ("_country", "_dated", "_made", "_text", "_words")

    def __init__(self, sentence: str, made: Moment, *, country: str | None = None) -> None:
        """Nothing is read yet."""
        self._text = sentence[:SENTENCE_LENGTH_MAX]
        self._made = made
        self._country = country
        self._words: Line | None = None
        self._dated: Line | None = None

    def horizons(
        self, made: Moment | None = None, *, anchor: date | None = None, due: date | None = None
    ) -> list[HorizonReading]:
        """The horizons, sorted by start and not overlapping; counted from `made` where that is another day.

        `due` is the last day of the latest deadline in the text before the sentence, for "by then".
        """
        return [
            _reading(self._text, node.start, node.end, node.value, node.rule)
            for node in self._phrases(made or self._made, anchor, None, due).nodes
            if isinstance(node.value, Found)
        ]

    def dates(self, *, anchor: date | None = None, past: bool = True) -> list[DateMention]:
        """The plain dates, past or to come, sorted by start and not overlapping; see `find_dates`."""
        context = Context(self._text, self._made, self._country, anchor)
        line = self._dates(context, None)
        if past:
            line = line.revised(PERIODS, lambda node: _past_node(node, context))
        line = apply(ANCHORED, line, context)
        return [
            DateMention(node.start, node.end, node.value.first, node.value.last)
            for node in line.nodes
            if node.char in PERIODS and isinstance(node.value, Period) and not node.value.unit
        ]

    def explain(self, *, anchor: date | None = None) -> list[Product]:
        """What every rule made of which words, in the order of work."""
        steps: list[Product] = []
        self._phrases(self._made, anchor, steps)
        return steps

    def _phrases(self, made: Moment, anchor: date | None, trace: list[Product] | None, due: date | None = None) -> Line:
        context = Context(self._text, made, self._country, anchor, due)
        return apply(PHRASES, self._dates(context, trace), context, trace)

    def _dates(self, context: Context, trace: list[Product] | None) -> Line:
        """The line with its dates read, which is kept for the sentence's own moment."""
        own = context.made is self._made and trace is None
        if own and self._dated is not None:
            return self._dated
        if self._words is None:
            self._words = read_line(self._text, VOCABULARY)
        line = self._words
        for stage in DATE_STAGES if line.nodes else ():
            line = apply(stage, line, context, trace)
        if own:
            self._dated = line
        return line


def find_horizons(
    sentence: str, made: Moment, *, country: str | None = None, anchor: date | None = None
) -> list[HorizonReading]:
    """The horizons of the sentence, sorted by start and not overlapping; empty where there is none.

    `made` is when it was said, `country` (ISO 3166 alpha-2) the publisher's, which decides date order, holidays and
    seasons where the sentence does not name another, `anchor` the last date in the text before the sentence, from
    which "the following day" counts. Offsets are into the sentence; phrases about the past are left out.
    """
    return TimedSentence(sentence, made, country=country).horizons(anchor=anchor)


_LEAD: Final = re.compile(
    r"(?:again|also|takes?|taking|needs?|lasts?|lasting|is|are|was|were|am|be|just|been|put off|postponed|delayed|"
    r"deferred|adjourned|rescheduled|moved|suspended|pushed|shelved|remanded|back|off|forward)\s+",
    re.IGNORECASE,
)
"""Words that a rule needs to see and that are not part of the phrase."""

_TRAIL: Final = ".,;:!?-\u2013\u2014\"'\u201d\u2019"
_MERIDIEM: Final = re.compile(r"[ap]\.\s?m\.\Z", re.IGNORECASE)


def _reading(text: str, start: int, end: int, found: Found, rule: str) -> PhraseReading:
    while lead := _LEAD.match(text, start, end):
        start = lead.end()
    if text[end - 1] in _TRAIL and not _MERIDIEM.search(text, start, end):
        end = start + len(text[start:end].rstrip(_TRAIL + " "))
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
    `past` false for the next one. "Three days ago", "last week" and "yesterday" are read as well, and
    "two days later" where the sentence or `anchor` has a date to count from.
    """
    return TimedSentence(sentence, made, country=country).dates(anchor=anchor, past=past)


def _past_node(node: Node, context: Context) -> Node:
    """The node with its period moved to the past, where it is one that can be."""
    if not isinstance(node.value, Period):
        return node
    period = _past_period(node.value, context)
    return node if period is node.value else Node(char_for(period), period, node.start, node.end, node.rule)


def _past_period(period: Period, context: Context) -> Period:
    """The period with its days up to today, where the words leave the week or the year open."""
    if period.weekday is not None and period.first > context.today:
        day = date.fromordinal(period.first.toordinal() - 7)
        return moved(period, (day, day))
    days = on_or_before(period.yearly, context.today) if period.yearly else None
    return moved(period, days) if days else period

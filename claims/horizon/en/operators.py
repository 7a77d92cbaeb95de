"""The words that make a horizon of a date: by, before, until, in, not before, at the latest, all through."""

import re
from collections.abc import Callable
from typing import Final

from claims.horizon import windows
from claims.horizon.context import Context
from claims.horizon.en.clocks import clock_today
from claims.horizon.en.past import is_past
from claims.horizon.patterns import CATEGORIES, char_of
from claims.horizon.values import Clock, Found, Period, Suppressed

Result = Found | Suppressed | None
PAST: Final = Suppressed()
_FIGURE: Final = re.compile(r"\d")


def mention(context: Context, period: Period) -> Result:
    """A period without a preposition; the day of the statement in figures is a dateline."""
    node = context.line.nodes[context.at]
    if period.first == period.last == context.today and _FIGURE.search(context.sentence, node.start, node.end):
        return PAST
    return during(context, period)


def during(context: Context, period: Period) -> Result:
    """In or on the period."""
    if is_past(context, period):
        return PAST
    return windows.during(context, period)


def throughout(context: Context, period: Period) -> Result:
    return windows.during(context, period, "throughout")


def rest_of(context: Context, period: Period) -> Result:
    found = windows.during(context, period, "throughout")
    if not found:
        return None
    return _keep_nothing(found)


def _keep_nothing(found: Found) -> Found:
    return Found(
        shape=found.shape,
        openness=found.openness,
        earliest=found.earliest,
        latest=found.latest,
        strict_latest=found.strict_latest,
        lenient_latest=found.lenient_latest,
        default_latest=found.default_latest,
        earliest_at=found.earliest_at,
        deadline_at=found.deadline_at,
        dated=found.dated,
    )


def by_period(context: Context, period: Period) -> Result:
    return windows.by(context, period) if not period.past else PAST


def by_hard(context: Context, period: Period) -> Result:
    return windows.by(context, period, hard=True)


def before(context: Context, period: Period) -> Result:
    return windows.before(context, period)


def before_end(context: Context, period: Period) -> Result:
    return windows.closed("by", context.today, period.last)


def until(context: Context, period: Period) -> Result:
    start = context.line.nodes[context.to - 1].start
    if context.sentence[start : start + 7].lower() in {"between", "from th"}:
        return None
    if _negated(context):
        return windows.from_on(context, period)
    return windows.until(context, period)


def _negated(context: Context) -> bool:
    """Whether a negation stands shortly before, in the same clause: "will not open until June"."""
    text = context.line.text
    for index in range(context.at - 1, max(context.at - 8, -1), -1):
        if text[index] in _CLAUSE_END:
            return False
        if text[index] in _NEGATIONS:
            return True
    return False


_NEGATIONS: Final = frozenset(CATEGORIES["negation"])
_CLAUSE_END: Final = frozenset(',;:."') | frozenset(char_of(word) for word in (",", ";", ":", ".", '"'))


def not_before(context: Context, period: Period) -> Result:
    if period.part == "end":
        return windows.from_on(context, period, inclusive=False)
    return windows.from_on(context, period)


def after(context: Context, period: Period) -> Result:
    return windows.from_on(context, period, inclusive=False)


def at_least_until(context: Context, period: Period) -> Result:
    if period.last < context.today:
        return None
    first = period.last if period.part == "end" else max(period.first, context.today)
    return windows.unbounded("at_least", first)


def from_period(context: Context, period: Period) -> Result:
    """From X, starting in X: the start falls in X."""
    return windows.during(context, period)


def as_of(context: Context, period: Period) -> Result:
    return PAST if period.first <= context.today else windows.during(context, period)


def said(context: Context, period: Period) -> Result:
    """Said on Friday: the weekday, or the day or month without a year, is a past one."""
    return PAST if period.weekday is not None or period.yearly else None


def put_off(context: Context, period: Period) -> Result:
    """Put off until X: it happens in X."""
    return windows.during(context, period)


def suppress(_: Context, *__: object) -> Result:
    return PAST


class ClockReader:
    """Reads a clock without a day as today's."""

    def __init__(self, reader: "Callable[[Context, Period], Result]") -> None:
        """`reader` reads the day with its clock."""
        self.reader = reader

    def __call__(self, context: Context, clock: Clock) -> Result:
        """The window, by the reader."""
        period = clock_today(context, clock)
        return self.reader(context, period) if period else None


def unit_within(context: Context, period: Period) -> Result:
    """Within the month: to the end of the current unit."""
    return windows.closed("by", context.today, period.last)


def recent(_: Context, *__: object) -> Result:
    return PAST

"""From periods and lengths to windows under three readings: strict, nominal and lenient (docs/horizons.md)."""

from datetime import date, datetime, timedelta
from math import ceil
from typing import Final

from claims.horizon.almanac import DAY, add_business_days, add_months
from claims.horizon.context import Context
from claims.horizon.values import Duration, Found, Grain, Length, Period
from claims.model import Shape
from claims.moment import zone_info

_TOLERANCE: Final[dict[Grain, Length]] = {
    "clock": Length(),
    "hour": Length(days=1),
    "day": Length(days=1),
    "week": Length(days=3),
    "month": Length(days=10),
    "quarter": Length(months=1),
    "season": Length(months=1),
    "year": Length(months=3),
    "decade": Length(months=12),
    "century": Length(months=12),
}
"""How much later the lenient reading ends, by the grain of the phrase."""


def after(context: Context, length: Length, start: date | None = None) -> date:
    """The day so long after `start` (the day of the statement by default).

    Months come first and are clamped to the month's end; minutes and up to one hour stay on the day, more hours are
    rounded up to days, or counted exactly where the statement's clock is known.
    """
    day = start or context.today
    if length.months:
        day = add_months(day, length.months)
    if length.days:
        day += timedelta(days=length.days)
    if length.business:
        day = add_business_days(day, length.business)
    if length.hours or length.minutes:
        instant = None if start else instant_after(context, length)
        if instant:
            return instant.astimezone(zone_info(context.made.zone)).date()
        if length.hours > 1:
            day += timedelta(days=ceil(length.hours / 24))
    return day


def instant_after(context: Context, length: Length) -> datetime | None:
    """The instant (UTC) after so many hours; None where the statement's clock is unknown or no hours are given."""
    if context.made.at is None or not (length.hours or length.minutes):
        return None
    if length.months or length.days or length.business:
        return None
    return context.made.at + timedelta(hours=length.hours, minutes=length.minutes)


def tolerate(day: date, grain: Grain, about: bool) -> date:
    """The day with the tolerance of the grain added, twice over where the words said "about"."""
    tolerance = _TOLERANCE[grain]
    times = 2 if about else 1
    return add_months(day, tolerance.months * times) + timedelta(days=tolerance.days * times)


def closed(  # noqa: PLR0913 - the ends of a window are named, not counted
    shape: Shape,
    earliest: date,
    latest: date,
    *,
    strict: date | None = None,
    lenient: date | None = None,
    kept: date | None = None,
    opens_at: datetime | None = None,
    closes_at: datetime | None = None,
) -> Found | None:
    """A closed window; None where it would end before it starts. Strict and lenient are the nominal end by default."""
    if latest < earliest:
        return None
    return Found(
        shape=shape,
        openness="closed",
        earliest=earliest,
        latest=latest,
        strict_latest=min(strict or latest, latest),
        lenient_latest=max(lenient or latest, latest),
        kept=kept,
        earliest_at=opens_at,
        deadline_at=closes_at,
    )


def vague(  # noqa: PLR0913 - as above
    context: Context,
    latest: date,
    *,
    shape: Shape = "by",
    earliest: date | None = None,
    dated: bool = False,
    kept: date | None = None,
) -> Found | None:
    """A vague window: half the default distance is the strict end, double the lenient one."""
    distance = (latest - context.today).days
    if distance < 0:
        return None
    return Found(
        shape=shape,
        openness="vague",
        earliest=earliest or context.today,
        default_latest=latest,
        strict_latest=context.today + timedelta(days=ceil(distance / 2)),
        lenient_latest=context.today + timedelta(days=2 * distance),
        dated=dated,
        kept=kept,
    )


def unbounded(shape: Shape, earliest: date | None, *, named_last: date | None = None) -> Found:
    """An open window: no last day."""
    kept = earliest if shape == "not_before" else None
    return Found(shape=shape, openness="open", earliest=earliest, kept=kept, named_last=named_last)


def during(context: Context, period: Period, shape: Shape = "during") -> Found | None:
    """Inside the period; one that has begun starts at the day of the statement. None for a period that is over."""
    if period.last < context.today:
        return None
    earliest = max(period.first, context.today)
    if period.vague:
        return vague(context, period.last, shape=shape, earliest=earliest, dated=True, kept=earliest)
    hard = period.closes_at or period.opens_at
    return closed(
        "throughout" if period.rest else shape,
        earliest,
        period.last,
        lenient=None if hard else tolerate(period.last, period.grain, period.about),
        kept=None if period.rest else earliest,
        opens_at=period.opens_at,
        closes_at=period.closes_at,
    )


def by(context: Context, period: Period, *, hard: bool = False, shape: Shape = "by") -> Found | None:
    """Any day up to the last of the period; a period longer than a day is meant strictly as the day before it."""
    if period.vague:
        return vague(context, period.last, dated=True)
    hard = hard or period.part == "end" or period.closes_at is not None
    long = period.first < period.last
    strict = period.first - DAY if long and not hard else None
    return closed(
        shape,
        context.today,
        period.last,
        strict=strict if strict and strict > context.today else None,
        lenient=tolerate(period.last, period.grain, period.about) if long and not hard else None,
        closes_at=period.opens_at or period.closes_at,
    )


def before(context: Context, period: Period) -> Found | None:
    """Any day before the period starts; before its end means up to its last day."""
    if period.opens_at:
        return closed("by", context.today, period.last, closes_at=period.opens_at)
    if period.part == "end":
        return closed("by", context.today, period.last)
    if period.vague:
        return vague(context, period.first - DAY, dated=True)
    return closed("by", context.today, period.first - DAY)


def until(context: Context, period: Period) -> Found | None:
    """All the time up to the last day of the period."""
    if period.opens_at:
        return closed("throughout", context.today, period.last, closes_at=period.opens_at)
    if period.vague:
        return vague(context, period.last, shape="throughout", dated=True)
    lenient = tolerate(period.last, period.grain, period.about)
    return closed("throughout", context.today, period.last, lenient=lenient)


def from_on(context: Context, period: Period, *, inclusive: bool = True) -> Found | None:
    """Not before the period begins (or, exclusive, not before it is over); None where that has come to pass."""
    if period.opens_at and period.first >= context.today:
        found = unbounded("not_before", period.first, named_last=period.last)
        return _opening(found, period.opens_at)
    start = period.first if inclusive else period.last + DAY
    if period.last < context.today:
        return None
    return unbounded("not_before", start, named_last=period.last)


def _opening(found: Found, instant: datetime) -> Found:
    return Found(
        shape=found.shape,
        openness="open",
        earliest=found.earliest,
        earliest_at=instant,
        kept=found.kept,
        named_last=found.named_last,
    )


def within(context: Context, duration: Duration, *, hard: bool = True, shape: Shape = "by") -> Found | None:
    """Within the length of time from the statement; hard for "within", "at most" and the like."""
    start = context.today
    high = after(context, duration.high)
    if duration.vague:
        return vague(context, high, shape=shape)
    if duration.at_least:
        return unbounded("at_least", high)
    hard = hard or duration.hard
    low = after(context, duration.low) if duration.joint else None
    return closed(
        shape,
        low if duration.joint == "to" and low else start,
        high,
        strict=low,
        lenient=None if hard else tolerate(high, duration.grain, duration.about),
        kept=low if duration.joint == "to" and shape != "throughout" else None,
        closes_at=instant_after(context, duration.high),
        opens_at=instant_after(context, duration.low) if duration.joint == "to" else None,
    )


_DAYWISE: Final[frozenset[Grain]] = frozenset({"hour", "day", "week", "clock"})


def from_now(context: Context, duration: Duration) -> Found | None:
    """The day so long from now; approximate, so vague, from months up."""
    first, last = after(context, duration.low), after(context, duration.high)
    if duration.grain not in _DAYWISE or duration.vague:
        return vague(context, last, shape="during", earliest=first, dated=not duration.vague, kept=first)
    return closed(
        "during",
        first,
        last,
        strict=first if duration.joint else None,
        lenient=tolerate(last, duration.grain, duration.about),
        kept=first,
        opens_at=instant_after(context, duration.low),
        closes_at=instant_after(context, duration.high),
    )


def at_least(context: Context, duration: Duration) -> Found:
    """Holds so long at the least: it cannot be judged before."""
    return unbounded("at_least", after(context, duration.low))

"""The words that make a horizon of a length of time: in, within, for, at least; and the vague words."""

from datetime import timedelta
from typing import Final

from claims.horizon import windows
from claims.horizon.almanac import add_months
from claims.horizon.context import Context
from claims.horizon.en.operators import Result
from claims.horizon.values import Duration, Length, Period


def in_length(context: Context, duration: Duration) -> Result:
    return windows.within(context, duration, hard=False)


def within(context: Context, duration: Duration) -> Result:
    return windows.within(context, duration)


def next_few(context: Context, duration: Duration) -> Result:
    if duration.unit == "decade" and duration.high == duration.low == Length(months=120):
        return windows.vague(context, add_months(context.today, 120), dated=True)
    return windows.within(context, duration, hard=False)


def rolling(context: Context, unit: str) -> Result:
    """In the next week, over the coming year: rolling, and for a decade vague."""
    months = {"month": 1, "year": 12, "decade": 120, "century": 1200, "generation": 360}.get(unit, 0)
    days = {"day": 1, "week": 7, "fortnight": 14}.get(unit, 0)
    hours = {"hour": 1, "minute": 1}.get(unit, 0)
    if not (months or days or hours):
        return None
    length = Length(months=months, days=days, hours=hours)
    if unit in {"decade", "century", "generation"}:
        return windows.vague(context, windows.after(context, length), dated=True)
    return windows.within(
        context,
        Duration(low=length, high=length, grain={"fortnight": "week"}.get(unit, unit), unit=unit),  # type: ignore[arg-type]
        hard=False,
    )


def for_length(context: Context, duration: Duration) -> Result:
    return windows.within(context, duration, hard=False, shape="throughout")


def for_from(context: Context, duration: Duration, start: Period) -> Result:
    """For 30 days from Friday: it holds from that day on."""
    length = duration.high
    if duration.vague or length.hours or length.minutes or length.business or start.last < context.today:
        return None
    last = add_months(start.first, length.months) + timedelta(days=length.days)
    return windows.closed(
        "throughout", start.first, last, lenient=windows.tolerate(last, duration.grain, duration.about)
    )


def for_at_least(context: Context, duration: Duration) -> Result:
    return windows.at_least(context, duration)


def not_before_length(context: Context, duration: Duration) -> Result:
    """No sooner than, or in as little as, two weeks: not before they are over."""
    return windows.unbounded("not_before", windows.after(context, duration.low))


def from_now(context: Context, duration: Duration) -> Result:
    return windows.from_now(context, duration)


def or_lasting(context: Context, duration: Duration) -> Result:
    """One or two days, ten to fifteen minutes: two lengths need no preposition."""
    if not duration.joint and not duration.hard:
        return None
    return windows.within(context, duration, hard=duration.hard)


# --- vague words -------------------------------------------------------------------------------------------------

_PLURALS: Final[dict[str, Length]] = {
    "minutes": Length(),
    "hours": Length(days=1),
    "days": Length(days=7),
    "nights": Length(days=7),
    "weeks": Length(days=42),
    "months": Length(months=6),
    "quarters": Length(months=12),
    "years": Length(months=60),
    "decades": Length(months=360),
    "generations": Length(months=600),
}
"""The default bound of a bare plural: the speaker who meant more had the next unit to hand."""


def plural(context: Context, *units: str | None) -> Result:
    named = [unit for unit in units if unit]
    length = _PLURALS.get(named[-1]) if named else None
    return windows.vague(context, windows.after(context, length)) if length else None


def plural_first(context: Context, unit: str, *_: str) -> Result:
    return plural(context, unit)


def plural_throughout(context: Context, unit: str) -> Result:
    length = _PLURALS.get(unit)
    return windows.vague(context, windows.after(context, length), shape="throughout") if length else None


def default(days: int = 0, months: int = 0, shape: str = "by") -> "Default":
    """A production that supplies the default bound."""
    return Default(Length(months=months, days=days), shape)


class Default:
    """A vague phrase with its default bound."""

    def __init__(self, length: Length, shape: str) -> None:
        """`length` is the default's distance from the statement."""
        self.length = length
        self.shape = shape

    def __call__(self, context: Context, *_: object) -> Result:
        """The vague window."""
        return windows.vague(context, windows.after(context, self.length), shape=self.shape)  # type: ignore[arg-type]


def unbounded(context: Context, *_: object) -> Result:
    return windows.unbounded("undated", context.today)

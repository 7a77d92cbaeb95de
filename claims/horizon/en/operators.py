"""The words that make a horizon of a date or a length: by, before, until, within, for, not before, at the latest."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from claims.horizon import windows
from claims.horizon.almanac import DAY, add_business_days, add_months
from claims.horizon.context import Context
from claims.horizon.en.clocks import clock_today
from claims.horizon.en.periods import unit_days
from claims.horizon.patterns import CATEGORIES, category, char_of
from claims.horizon.values import Clock, Duration, Found, Length, Period, Suppressed

Result = Found | Suppressed | None
PAST: Final = Suppressed()

category("stop", [".", ",", ";", ":", "--", "?", "!", '"', "lparen", "rparen"])
category(
    "modal",
    [
        "will",
        "would",
        "shall",
        "should",
        "can",
        "could",
        "may",
        "might",
        "must",
        "'ll",
        "ll",
        "won't",
        "wouldn't",
        "said",
        "says",
        "say",
        "told",
    ],
)


def _gap_chars() -> str:
    """What may stand between an event's words: anything but punctuation, modals, time phrases and other operators."""
    blocked = set(CATEGORIES["stop"] + CATEGORIES["modal"] + "PQUpCFD")
    blocked |= {
        char_of(word)
        for word in [
            "until",
            "before",
            "by",
            "after",
            "when",
            "once",
            "since",
            "if",
            "unless",
            "because",
            "although",
            "while",
        ]
    }
    return "".join(blocked)


# --- periods -----------------------------------------------------------------------------------------------------


def _past_context(context: Context, period: Period) -> bool:
    """Whether the words before say that a bare weekday or a date without a year is a past one: "said on Friday"."""
    if period.weekday is None and not (period.yearly and period.grain in {"day", "month"}):
        return False
    text, at = context.line.text, context.at
    spoken = at > 0 and text[at - 1] in _SPOKE and not (at > 1 and text[at - 2] in _PASSIVE)
    return spoken or _spoken_to(context)


def _spoken_to(context: Context) -> bool:
    """Told somebody on Friday: a verb of speech up to three words before."""
    return any(char in _TOLD for char in context.line.text[max(context.at - 3, 0) : context.at])


category(
    "spoke",
    [
        "said",
        "told",
        "announced",
        "reported",
        "added",
        "wrote",
        "tweeted",
        "posted",
        "declared",
        "says",
        "confirmed",
        "killed",
        "died",
        "signed",
    ],
)
category("told", ["told"])
category("passive", ["be", "to", "being", "get", "been", "is", "are"])
_PASSIVE: Final = frozenset(CATEGORIES["passive"])
_SPOKE: Final = frozenset(CATEGORIES["spoke"])
_TOLD: Final = frozenset(CATEGORIES["told"])


def during(context: Context, period: Period) -> Result:
    """In or on the period."""
    if _past_context(context, period):
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


# --- lengths -----------------------------------------------------------------------------------------------------


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


def for_at_least(context: Context, duration: Duration) -> Result:
    return windows.at_least(context, duration)


def not_for(context: Context, duration: Duration) -> Result:
    """Not for another two months: not before they are over."""
    return windows.unbounded("not_before", windows.after(context, duration.high))


def from_now(context: Context, duration: Duration) -> Result:
    return windows.from_now(context, duration)


def or_lasting(context: Context, duration: Duration) -> Result:
    """One or two days, ten to fifteen minutes: two lengths need no preposition."""
    if not duration.joint and not duration.hard:
        return None
    return windows.within(context, duration, hard=duration.hard)


# --- events ------------------------------------------------------------------------------------------------------


def within_of(context: Context, duration: Duration, event: Period) -> Result:
    """Within 90 days of the verdict on 4 May: [E, E + N]."""
    last = _shifted(context, duration.high, event, 1)
    if last is None:
        return None
    return windows.closed("by", max(event.first, context.today), last, kept=event.first)


def _shifted(context: Context, length: Length, event: Period, sign: int) -> date | None:
    base = event.last if sign > 0 else event.first
    if length.business:
        return add_business_days(base, length.business) if sign > 0 else None
    hours = timedelta(days=-(-length.hours // 24)) if length.hours > 1 else timedelta()
    return add_months(base, sign * length.months) + sign * (timedelta(days=length.days) + hours)


def after_event(context: Context, duration: Duration, event: Period) -> Result:
    return _single_day(context, duration, event, 1)


def day_beside(context: Context, unit: str, side: str, event: Period) -> Result:
    """The day after the vote on 12 December."""
    if unit == "week":
        days = unit_days("week", event.last, -1 if side == "before" else 1)
        return windows.during(context, Period(first=days[0], last=days[1], grain="week")) if days else None
    day = event.first - DAY if side == "before" else event.last + DAY
    return windows.during(context, Period(first=day, last=day, grain="day"))


def all_unit(context: Context, unit: str) -> Result:
    days = unit_days(unit, context.today, 0)
    if days is None:
        return None
    grain = "day" if unit == "weekend" else unit
    return windows.during(context, Period(first=days[0], last=days[1], grain=grain), "throughout")  # type: ignore[arg-type]


def before_event(context: Context, duration: Duration, event: Period) -> Result:
    return _single_day(context, duration, event, -1)


def _single_day(context: Context, duration: Duration, event: Period, sign: int) -> Result:
    """N units after, before or later than E: that single day."""
    if duration.vague:
        return None
    first = _shifted(context, duration.low, event, sign)
    last = _shifted(context, duration.high, event, sign)
    if first is None or last is None:
        return None
    if last < first:
        first, last = last, first
    if first < context.today:
        return PAST
    return windows.closed(
        "during", first, last, lenient=windows.tolerate(last, duration.grain, duration.about), kept=first
    )


def _anchor(context: Context) -> Period | None:
    found = context.last_date()
    if found:
        return found
    if context.anchor:
        return Period(first=context.anchor, last=context.anchor, grain="day")
    return None


def later(context: Context, duration: Duration) -> Result:
    """Two days later, counted from the last date of the text; without one the phrase is open."""
    anchor = _anchor(context)
    if anchor is None:
        return windows.unbounded("undated", context.today)
    return _single_day(context, duration, anchor, 1)


def within_later(context: Context, duration: Duration) -> Result:
    anchor = _anchor(context)
    return within_of(context, duration, anchor) if anchor else windows.unbounded("undated", context.today)


def following(context: Context, unit: str) -> Result:
    """The following day, week or month: after the last date of the text."""
    anchor = _anchor(context)
    if anchor is None:
        return windows.unbounded("undated", context.today)
    base = anchor.last
    days = unit_days({"morning": "day", "evening": "day", "afternoon": "day", "night": "day"}.get(unit, unit), base, 1)
    if days is None:
        return None
    if days[1] < context.today:
        return PAST
    return windows.during(context, Period(first=days[0], last=days[1], grain="day" if unit == "day" else "week"))


def undated(context: Context, *_: object) -> Result:
    return windows.unbounded("undated", context.today)


def season(context: Context, period: Period) -> Result:
    """The 2026-27 season of a sport has no known days; the season of one year is that year."""
    if period.grain != "year" or period.last < context.today:
        return PAST
    if period.first.year == period.last.year:
        return windows.during(context, period)
    return windows.unbounded("undated", context.today)


def after_undated(_: Context, *__: object) -> Result:
    return windows.unbounded("undated", None)


def event_on(context: Context, period: Period) -> Result:
    return windows.during(context, period)


def event_by(context: Context, period: Period) -> Result:
    return windows.by(context, period)


def later_this(context: Context, *_: object) -> Result:
    return windows.during(context, Period(first=context.today, last=context.today, grain="day"))


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


def recent(_: Context, *__: object) -> Result:
    return PAST


CATEGORIES["event"] = "^" + _gap_chars()


def gap(count: int) -> str:
    """An atom for at most so many words of an event."""
    return f"{{event}}*{count}"

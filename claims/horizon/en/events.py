"""Horizons that hang on an event or on another date: after the vote on 4 May, two days later, once it has closed."""

from datetime import date, timedelta

from claims.horizon import windows
from claims.horizon.almanac import DAY, add_business_days, add_months
from claims.horizon.context import Context
from claims.horizon.en.operators import PAST, Result
from claims.horizon.en.periods import unit_days
from claims.horizon.patterns import CATEGORIES, category, char_of
from claims.horizon.values import Duration, Length, Period

_FORUMS = frozenset(
    [
        "house",
        "court",
        "judge",
        "judges",
        "magistrate",
        "magistrates",
        "committee",
        "panel",
        "parliament",
        "congress",
        "senate",
        "council",
        "assembly",
        "tribunal",
        "commission",
        "jury",
        "inquiry",
        "cameras",
        "audience",
        "crowd",
        "lawmakers",
        "mps",
        "cabinet",
        "commons",
        "lords",
        "bench",
        "board",
    ]
)
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


def by_then(context: Context) -> Result:
    """By then: by the last day of the last date, or else of the last deadline, of the text."""
    found = context.last_date()
    last = found.last if found else context.due
    if last is None or last < context.today:
        return windows.unbounded("undated", context.today)
    return windows.closed("by", context.today, last)


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


def same_day(context: Context, *_: object) -> Result:
    """The same day: the last date of the text, where that is a day to come."""
    anchor = _anchor(context)
    if anchor is None or anchor.first != anchor.last or anchor.first < context.today:
        return PAST
    return windows.during(context, anchor)


def before_on(context: Context, period: Period) -> Result:
    """Before the vote on Sunday; not "before the judge on Sunday", which tells where."""
    return None if _in_front_of(context) else windows.before(context, period)


def before_undated(context: Context, *_: object) -> Result:
    return PAST if _in_front_of(context) else undated(context)


def _in_front_of(context: Context) -> bool:
    """Whether "before" means in front of somebody: a court, a committee, the cameras."""
    behind = context.line.nodes[context.at + 1 : context.at + 5]
    words = [context.sentence[node.start : node.end].lower() for node in behind]
    for word, after in zip(words, [*words[1:], ""], strict=True):
        if word in _FORUMS:
            return not after.endswith("s") or after in _FORUMS
    return False


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


def next_dawn(context: Context) -> Result:
    return windows.closed("by", context.today, context.today + DAY)


CATEGORIES["event"] = "^" + _gap_chars()


def gap(count: int) -> str:
    """An atom for at most so many words of an event."""
    return f"{{event}}*{count}"

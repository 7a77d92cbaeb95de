"""Parts of periods: early June, the end of next year, the first week of May, the rest of the month, May to July."""

from datetime import date, timedelta
from math import ceil
from typing import Final

from claims.horizon.almanac import (
    DAY,
    Days,
    add_months,
    half_of,
    months_from,
    quarter_of,
    week_of,
    weekday_on_or_after,
    weekday_on_or_before,
)
from claims.horizon.choices import in_year, moved, on_or_before, upcoming
from claims.horizon.context import Context
from claims.horizon.en.amounts import length_of
from claims.horizon.en.dates import number_of, single
from claims.horizon.en.periods import unit_days
from claims.horizon.en.words import ONES, ORDINALS, WEEKDAYS
from claims.horizon.patterns import Rule, category, rule
from claims.horizon.values import Duration, Grain, Length, Number, Part, Period

_THIRDS: Final = {"early": 0, "mid": 1, "late": 2, "later": 2}


def _months_in(days: Days) -> int:
    return (days[1].year - days[0].year) * 12 + days[1].month - days[0].month + 1


def third_of(period: Period, days: Days, third: int) -> Days:
    """The early (0), mid (1) or late (2) part: 10-day thirds of a month, three or four months of a longer unit."""
    first, last = days
    if period.grain == "day" or (last - first).days < 6:
        return days
    if period.grain == "week":
        parts = ((0, 1), (2, 3), (4, 6))
        return first + parts[third][0] * DAY, first + parts[third][1] * DAY
    months = _months_in(days)
    if period.grain == "month" and months == 1:
        return (
            (first, first + 9 * DAY)
            if third == 0
            else (first + 10 * DAY, first + 19 * DAY)
            if third == 1
            else (
                first + 20 * DAY,
                last,
            )
        )
    if period.grain in {"decade", "century"}:
        years = last.year - first.year + 1
        cuts = (0, 4, 7, 10) if years == 10 else (0, years // 3, 2 * years // 3, years)
        return date(first.year + cuts[third], 1, 1), date(first.year + cuts[third + 1] - 1, 12, 31)
    size = max(months // 3, 1)
    start = add_months(first, size * third)
    return start, last if third == 2 else add_months(start, size) - DAY


def _map(context: Context, period: Period, part: Part, change: "Change") -> Period | None:
    """The part of the period, in each of its years where it names none."""
    yearly = period.yearly
    days = change(period, (period.first, period.last))
    if days is None:
        return None
    if yearly:

        def part_yearly(year: int) -> Days | None:
            whole = yearly(year)
            return change(period, whole) if whole else None

        days = upcoming(part_yearly, context.today) or days
    else:
        part_yearly = None  # type: ignore[assignment]
    return Period(
        first=days[0],
        last=days[1],
        grain=period.grain,
        yearly=part_yearly if yearly else None,
        part=part,
        past=days[1] < context.today,
        about=period.about,
    )


class Change:
    """A way to take a part of some days; called with the period and its days in a year."""

    def __init__(self, kind: str, amount: int = 0) -> None:
        """`kind` names the part, `amount` its number where it has one."""
        self.kind = kind
        self.amount = amount

    def __call__(self, period: Period, days: Days) -> Days | None:
        """The part of the days."""
        if self.kind == "third":
            return third_of(period, days, self.amount)
        if self.kind == "end":
            return _end_days(period, days)
        if self.kind == "start":
            return _start_days(period, days)
        middle = days[0] + (days[1] - days[0] + DAY) // 2
        return middle, middle


def _end_days(period: Period, days: Days) -> Days:
    first, last = days
    if period.grain == "week":
        return first + 4 * DAY, last
    return (last, last) if (last - first).days < 7 else (last - 6 * DAY, last)


def _start_days(period: Period, days: Days) -> Days:
    first, last = days
    if period.grain == "week":
        return first, first + DAY
    if (last - first).days < 7:
        return first, first
    months = _months_in(days)
    return (first, first + 6 * DAY) if months == 1 else (first, add_months(first, 1) - DAY)


def _third(context: Context, which: str, period: Period) -> Period | None:
    if period.part or period.weekday is not None:
        return None
    if period.grain == "day" and period.first == period.last:
        return Period(first=period.first, last=period.last, grain="day") if not period.yearly else None
    return _map(context, period, "part", Change("third", _THIRDS[which]))


def _early_to_mid(context: Context, low: str, high: str, period: Period) -> Period | None:
    a, b = _third(context, low, period), _third(context, high, period)
    if not a or not b or a.first > b.last:
        return None
    return Period(first=a.first, last=b.last, grain=period.grain, part="part")


def _end(context: Context, period: Period) -> Period | None:
    if period.part == "end":
        return None
    return _map(context, period, "end", Change("end"))


def _end_unit(context: Context, unit: str) -> Period | None:
    days = unit_days(unit, context.today, 0)
    return _end(context, Period(first=days[0], last=days[1], grain=unit)) if days else None  # type: ignore[arg-type]


def _start(context: Context, period: Period) -> Period | None:
    return _map(context, period, "part", Change("start"))


def _middle(context: Context, period: Period) -> Period | None:
    if period.grain == "century":
        return Period(first=context.today, last=date(period.first.year + 49, 12, 31), grain="decade", part="end")
    return _third(context, "mid", period)


def _halfway(context: Context, period: Period) -> Period | None:
    return _map(context, period, "part", Change("halfway"))


def _mid_unit(context: Context, unit: str) -> Period | None:
    """Midyear, midweek and the like: of this unit, or of the next one when that is over."""
    if unit == "year":

        def yearly(year: int) -> Days:
            return months_from(year, 5, 4)

        days = upcoming(yearly, context.today)
        return Period(first=days[0], last=days[1], grain="year", part="part") if days else None
    if unit == "week":
        monday = week_of(context.today)[0]
        if monday + 3 * DAY < context.today:
            monday += 7 * DAY
        return Period(first=monday + 2 * DAY, last=monday + 3 * DAY, grain="week", part="part")
    if unit == "month":
        month = context.today.replace(day=1)
        if context.today.day > 20:
            month = add_months(month, 1)
        return Period(first=month.replace(day=11), last=month.replace(day=20), grain="month", part="part")
    return None


def _turn(context: Context, period: Period | None) -> Period | None:
    """The turn of the year: mid-December to mid-January; of a longer unit, the years on either side."""
    if period and period.grain in {"decade", "century"}:
        return Period(
            first=date(period.last.year, 1, 1), last=date(period.last.year + 1, 12, 31), grain="year", vague=True
        )
    if period and period.grain == "month":
        return Period(first=period.last - 6 * DAY, last=period.last + 7 * DAY, grain="month", vague=True)
    year = period.last.year if period else context.today.year
    if period and period.grain == "day":
        year -= 1
    if context.today <= date(context.today.year, 1, 15):
        year -= 1
    return Period(first=date(year, 12, 15), last=date(year + 1, 1, 15), grain="year", vague=True)


# --- units of a period -------------------------------------------------------------------------------------------

_UNIT_DAYS: Final = {"day": 1, "night": 1, "week": 7, "fortnight": 14}


def _count(token: object) -> int:
    if isinstance(token, Number):
        return int(token.value)
    return token if isinstance(token, int) else ONES.get(str(token), 0)


def _edge(_: Context, which: str, duration: Duration, period: Period) -> Period | None:
    """The first two weeks, the last three months of a period."""
    length = duration.high
    if duration.joint or length.hours or length.business:
        return None
    return _edge_days(which, length, period)


def _edge_days(which: str, length: Length, period: Period) -> Period | None:
    if which in {"last", "final", "closing", "dying"}:
        day = period.last + DAY
        first = (add_months(day, -length.months) if length.months else day) - timedelta(days=length.days)
        found = Period(first=first, last=period.last, grain=period.grain, part="part")
    else:
        day = period.first
        end = add_months(day, length.months) + timedelta(days=length.days) - DAY
        found = Period(first=day, last=end, grain=period.grain, part="part")
    return found if period.first <= found.first <= found.last <= period.last else None


def _edge_units(_: Context, which: str, unit: str, period: Period) -> Period | None:
    """The last week, the first days of a period: a bare plural is taken as a week of it."""
    length = {"days": Length(days=7), "weeks": Length(days=14), "months": Length(months=2)}.get(unit)
    return _edge_days(which, length, period) if length else None


def _nth_unit(_: Context, ordinal: int | str, unit: str, period: Period) -> Period | None:
    """The third week, the second month, the first day of a period."""
    backwards = ordinal in {"last", "final", "closing"}
    number = 1 if backwards or ordinal in {"opening", "very"} else number_of(ordinal)
    if unit == "quarter" and period.grain == "year":
        days = quarter_of(period.first.year, 4 if backwards else number, period.first.month) if number <= 4 else None
        return _within(days, period)
    if unit == "half":
        return _half_of(_, ordinal, period)
    if unit == "weekend":
        return _nth_weekend(number, backwards, period)
    length = length_of(number, unit)
    previous = length_of(number - 1, unit)
    if not length or not previous or length.hours:
        return None
    if backwards:
        return _edge_days("last", length, period)
    start = add_months(period.first, previous.months) + timedelta(days=previous.days)
    end = add_months(period.first, length.months) + timedelta(days=length.days) - DAY
    return _within((start, min(end, period.last)), period)


def _within(days: Days | None, period: Period) -> Period | None:
    if not days or not period.first <= days[0] <= days[1] <= period.last:
        return None
    grain: Grain = "day" if days[0] == days[1] else "week" if (days[1] - days[0]).days < 8 else "month"
    if (days[1] - days[0]).days > 31:
        grain = "quarter" if (days[1] - days[0]).days < 200 else "year"
    return Period(first=days[0], last=days[1], grain=grain, part="part")


def _nth_weekend(number: int, backwards: bool, period: Period) -> Period | None:
    if backwards:
        saturday = period.last - timedelta(days=(period.last.weekday() - 5) % 7)
        saturday -= timedelta(days=7) if saturday + DAY > period.last else timedelta()
    else:
        saturday = period.first + timedelta(days=(5 - period.first.weekday()) % 7 + 7 * (number - 1))
    return _within((saturday, saturday + DAY), period)


def _nth_weekday(_: Context, ordinal: int | str, weekday: Period, period: Period) -> Period | None:
    """The second Tuesday of May."""
    if weekday.weekday is None or period.grain in {"day", "week"}:
        return None
    if ordinal in {"last", "final"}:
        return single(period.last - timedelta(days=(period.last.weekday() - weekday.weekday) % 7))
    day = period.first + timedelta(days=(weekday.weekday - period.first.weekday()) % 7 + 7 * (number_of(ordinal) - 1))
    return single(day) if day <= period.last else None


def _nth_weekday_word(context: Context, ordinal: int | str, weekday: str, period: Period) -> Period | None:
    plain = Period(first=context.today, last=context.today, grain="day", weekday=WEEKDAYS[weekday])
    return _nth_weekday(context, ordinal, plain, period)


def _half_of(_: Context, ordinal: int | str, period: Period) -> Period | None:
    second = ordinal in {"second", "latter", "back", "last", "final", 2}
    days = (period.first, period.last)
    months = _months_in(days)
    if period.grain in {"decade", "century"}:
        size = (period.last.year - period.first.year + 1) // 2
        opening = period.first.year + (size if second else 0)
        return Period(first=date(opening, 1, 1), last=date(opening + size - 1, 12, 31), grain="year", part="part")
    if months >= 2 and months % 2 == 0:
        start = add_months(period.first, months // 2 if second else 0)
        return Period(first=start, last=add_months(start, months // 2) - DAY, grain="quarter", part="part")
    middle = period.first + (period.last - period.first) // 2
    if period.grain == "month" and months == 1:
        middle = period.first + 14 * DAY
    first, last = (middle + DAY, period.last) if second else (period.first, middle)
    return Period(first=first, last=last, grain=period.grain, part="part") if first < last else None


def _quarter_of(_: Context, ordinal: int | str, period: Period) -> Period | None:
    if period.grain != "year" or period.part:
        return None
    number = {"last": 4, "final": 4, "closing": 4, "opening": 1}.get(str(ordinal)) or number_of(ordinal)
    return _within(quarter_of(period.first.year, number, period.first.month), period) if number <= 4 else None


def _half_year_of(context: Context, ordinal: int | str, period: Period) -> Period | None:
    if period.grain == "year" and not period.part and period.first.day == 1:
        second = ordinal in {"second", "latter", "back", "last", "final", 2}
        return _within(half_of(period.first.year, 2 if second else 1, period.first.month), period)
    return _half_of(context, ordinal, period)


def _half_before(context: Context, half: Period, year: Period) -> Period | None:
    """The second quarter, or half, of this year: the parts having been read apart."""
    if half.grain != "quarter" or half.part or not half.yearly:
        return None
    if year.grain != "year":
        if (half.last - half.first).days < 150:
            return None
        return _half_of(context, "second" if half.first.month == 7 else "first", year)
    base = in_year(half, year.first.year)
    if not base or (year.first.month, year.first.day) == (1, 1):
        return base
    shifted = add_months(base.first, year.first.month - 1)
    months = _months_in((base.first, base.last))
    return Period(first=shifted, last=add_months(shifted, months) - DAY, grain="quarter")


def _named_of_year(_: Context, named: Period, year: Period) -> Period | None:
    """May of next year, Christmas next year, the summer of this decade's last year: the name in that year."""
    if not named.yearly or year.grain != "year" or year.part:
        return None
    return in_year(named, year.first.year)


def _named_of_past(context: Context, named: Period, year: Period) -> Period | None:
    """March last year; on Tuesday last week."""
    if named.weekday is not None and year.grain == "week":
        day = single(year.first + timedelta(days=named.weekday))
    else:
        day = _named_of_year(context, named, year) or single(context.today)
    if day.last >= context.today:
        return None
    return Period(first=day.first, last=day.last, grain=day.grain, past=True)


def _year_of_named(_: Context, year: Period, named: Period) -> Period | None:
    return _named_of_year(_, named, year)


def _pair_of_year(context: Context, first: Period, last: Period, year: Period) -> Period | None:
    """August or September of this year."""
    a, b = _named_of_year(context, first, year), _named_of_year(context, last, year)
    return _joined(a, b) if a and b and a.first < b.first else None


def _which_ends(_: Context, period: Period, end: Period) -> Period | None:
    """The current quarter, which ends on 26 June."""
    if end.last <= period.first or (period.yearly is None and period.grain == "day"):
        return None
    first = end.last - 6 * DAY if period.part == "end" else min(period.first, end.first)
    return Period(first=first, last=end.last, grain=period.grain, part=period.part)


def _weekday_date(context: Context, weekday: Period, day: Period) -> Period | None:
    """Friday, June 5: the weekday settles the year where the date alone points elsewhere."""
    if weekday.weekday is None or day.first != day.last or day.weekday is not None or day.grain != "day":
        return None
    if day.yearly and day.first.weekday() != weekday.weekday:
        near = on_or_before(day.yearly, context.today)
        if near and near[0].weekday() == weekday.weekday and (context.today - near[0]).days < 60:
            return Period(first=near[0], last=near[0], grain="day", past=True)
    return day


def _date_weekday(context: Context, day: Period, weekday: Period) -> Period | None:
    return _weekday_date(context, weekday, day)


def _day_beside(_: Context, unit: str, side: str, period: Period) -> Period:
    """The day after Christmas, the morning before the vote."""
    return single(period.first - DAY if side == "before" else period.last + DAY)


def _unit_beside(_: Context, unit: str, side: str, period: Period) -> Period | None:
    base, shift = (period.first, -1) if side == "before" else (period.last, 1)
    days = unit_days(unit, base, shift)
    grain = "day" if unit == "weekend" else unit
    return Period(first=days[0], last=days[1], grain=grain) if days else None  # type: ignore[arg-type]


def _same_day(_: Context, day: Period) -> Period | None:
    return Period(first=day.first, last=day.last, grain="day", past=day.past) if day.grain == "day" else None


def _and_next(_: Context, period: Period, joint: str) -> Period | None:
    """This month or next."""
    if period.grain not in {"week", "month", "quarter", "year", "decade"} or period.part or period.yearly:
        return None
    days = unit_days(period.grain, period.last, 1)
    return Period(first=period.first, last=days[1], grain=period.grain) if days else None


def _or_early_next(context: Context, period: Period, joint: str) -> Period | None:
    """Later this week or early next."""
    both = _and_next(context, period, joint)
    if both is None:
        return None
    after = Period(first=period.last + DAY, last=both.last, grain=period.grain)
    days = third_of(after, (after.first, after.last), 0)
    return Period(first=period.first, last=days[1], grain=period.grain)


def _business_edge(_: Context, which: str, period: Period) -> Period:
    """The first or last Monday-to-Friday of a period."""
    day, step = (period.first, DAY) if which == "first" else (period.last, -DAY)
    while day.weekday() > 4:
        day += step
    return single(day)


def _weekday_beside(_: Context, weekday: Period, side: str, period: Period) -> Period | None:
    """The Monday after Thanksgiving."""
    if weekday.weekday is None or period.weekday is not None:
        return None
    if side == "before":
        return single(weekday_on_or_before(period.first - DAY, weekday.weekday))
    return single(weekday_on_or_after(period.last + DAY, weekday.weekday))


def _three(context: Context, first: Period, second: Period, last: Period) -> Period | None:
    """April, May or June."""
    start = _same_span(context, first, second) if first.yearly and last.yearly else None
    return _same_span(context, first, last) if start and second.grain == last.grain else None


# --- ranges ------------------------------------------------------------------------------------------------------


def span(context: Context, first: Period, last: Period) -> Period | None:
    """From the first day of one to the last of the other; without a year, the second is the first after the first."""
    if first.yearly and not last.yearly:
        first = _before(first, last) or first
    elif last.yearly:
        start = first.first
        if first.yearly and on_or_before(first.yearly, context.today):
            earlier = on_or_before(first.yearly, context.today)
            end = _first_after(last, earlier[0]) if earlier else None
            if earlier and end and end[1] >= context.today and (end[1] - earlier[0]).days < 366:
                return _joined(moved(first, earlier), moved(last, end))
        end = _first_after(last, start)
        last = moved(last, end) if end else last
    elif last.weekday is not None and last.first < first.first:
        last = single(last.first + timedelta(days=7))
    if last.last <= first.first or last.past:
        return None
    return _joined(first, last)


def _before(first: Period, last: Period) -> Period | None:
    found = on_or_before(first.yearly, last.last) if first.yearly else None
    return moved(first, found) if found else None


def _first_after(last: Period, start: date) -> Days | None:
    if not last.yearly:
        return None
    for year in range(start.year, start.year + 9):
        days = last.yearly(year)
        if days and days[1] > start and days[0] >= start:
            return days
    return None


def _joined(first: Period, last: Period) -> Period:
    return Period(
        first=first.first,
        last=last.last,
        grain=last.grain,
        part=last.part,
        opens_at=first.opens_at,
        closes_at=last.closes_at,
    )


def _same_span(context: Context, first: Period, last: Period) -> Period | None:
    """A and B, A or B: read together only where they are of one kind."""
    if first.grain != last.grain:
        return None
    gap = (last.first - first.last).days
    if first.weekday is not None and last.weekday is not None and gap < 0:
        return span(context, first, last)
    return span(context, first, last)


def _now_to(context: Context, last: Period) -> Period | None:
    return (
        Period(first=context.today, last=last.last, grain=last.grain, part="end")
        if last.last >= context.today
        else None
    )


def _rest(context: Context, period: Period) -> Period | None:
    if period.last < context.today:
        return None
    return Period(first=max(context.today, period.first), last=period.last, grain=period.grain, rest=True)


def _later_in(context: Context, which: str, period: Period) -> Period | None:
    """Later in the week: from today to its end; of a period to come, the period."""
    if period.part == "end":
        return None
    if which == "later":
        return Period(first=period.first, last=period.last, grain=period.grain)
    return _third(context, which, period)


def _earlier(_: Context, period: Period) -> Period:
    return Period(first=period.first, last=period.last, grain=period.grain, past=True)


def _about(_: Context, period: Period) -> Period:
    return Period(
        first=period.first,
        last=period.last,
        grain=period.grain,
        yearly=period.yearly,
        bare=False,
        part=period.part,
        vague=period.vague,
        about=True,
        opens_at=period.opens_at,
        closes_at=period.closes_at,
    )


def _as_is(_: Context, period: Period) -> Period:
    return Period(
        first=period.first,
        last=period.last,
        grain=period.grain,
        yearly=period.yearly,
        weekday=period.weekday,
        part=period.part,
        vague=period.vague,
        about=period.about,
        opens_at=period.opens_at,
        closes_at=period.closes_at,
    )


_END: Final = "end|close|conclusion|finish"
category("edge", ["first", "last", "final", "opening", "closing", "dying", "initial"])
category("nth", [*ORDINALS, "last", "final"])
category("nth", ["first"])
_NTH: Final = "nth|ordinalfig"

PART_RULES: Final[tuple[Rule, ...]] = (
    rule("early <period>", "the? very? <=early|mid|late> -? in? the? <x>", _third),
    rule("early to mid <period>", "the? <=early|mid> -? to|or - <=mid|late> -? <x>", _early_to_mid),
    rule("early to mid <period>", "the? <=early|mid> -? to|or <=mid|late> -? <x>", _early_to_mid),
    rule("the early part of <period>", "the <=early|late> part|stages|days|months|weeks|years of <x>", _third),
    rule(
        "the latter part of <period>",
        "the latter|later|last|final part|stages|third of <x>",
        lambda c, p: _third(c, "late", p),
    ),
    rule("the first third of <period>", "the first|early part|third of <x>", lambda c, p: _third(c, "early", p)),
    rule("the middle of <period>", "the? very? middle of <x>", _middle),
    rule("mid-way through <period>", "halfway|midway|half -? way? through|into <x>", _halfway),
    rule("the halfway point of <period>", "the? halfway|mid -? point|mark of|in <x>", _halfway),
    rule("midyear", "mid -? <=year|week|month>", _mid_unit),
    rule("midyear", "midyear", lambda c: _mid_unit(c, "year")),
    rule("midweek", "midweek", lambda c: _mid_unit(c, "week")),
    rule("the end of <period>", f"the? very? tail? {_END} -? of <x>", _end),
    rule("the end of <period>", "the very? end -? of|to <x>", _end),
    rule("end-<period>", "the? end - <x>", _end),
    rule("by end <period>", "+by|at|before|until|till|to|from|of|towards|than|in|around end <x>", _end),
    rule("the end of <period>", "the? tail|back|fag end of <x>", _end),
    rule("end of <unit>", "the? end|close -? of? the? -? <=week|month|quarter|year|decade|century> !{any}", _end_unit),
    rule("<unit>-end", "the? <=week|month|quarter|year|decade|century> -? end", _end_unit),
    rule(
        "EOY",
        "<=eoy|eom|eoq|eow>",
        lambda c, w: _end_unit(c, {"y": "year", "m": "month", "q": "quarter", "w": "week"}[w[2]]),
    ),
    rule("<period>'s end", "<x> -? end !{length|number}|of", _end),
    rule("the start of <period>", "the? very? start|beginning|outset|onset|opening|commencement of|to <x>", _start),
    rule("the turn of the year", "the turn of the|this <unit|period>", _turn),
    rule("the turn of the year", "the? turn of <unit|period>", _turn),
    rule(
        "the first <n> <unit> of <period>",
        "the? <=first|last|final|opening|closing|initial> <duration> of|in <x>",
        _edge,
    ),
    rule(
        "the last <units> of <period>",
        "the? <=first|last|final|opening|closing|dying|initial> <=days|weeks|months> of|in <x>",
        _edge_units,
    ),
    rule("the <nth> <unit> of <period>", f"the? very? <{_NTH}> full? <unitword> of|in <x>", _nth_unit),
    rule("the <nth> <weekday> of <period>", f"the? <{_NTH}> <period> of|in <x>", _nth_weekday),
    rule(
        "the last business day of <period>",
        "the? <=first|last|final> business|working|trading day of|in <x>",
        _business_edge,
    ),
    rule("the <weekday> after <period>", "the <period> <=after|following|before> <p>", _weekday_beside),
    rule(
        "the <nth> of <month>",
        "the <ordinalfig|nth> of <period>",
        lambda c, n, p: _nth_unit(c, n, "day", p) if p.grain == "month" and n not in {"last", "final"} else None,
    ),
    rule("<quarter> of <year>", "the? <period> of|in|,? the? <x>", _half_before),
    rule("<month> of next <year>", "<p> of|in|,? the? same? <x>", _named_of_year),
    rule("<month> of last <year>", "<p> of|in|,? the? same? <past>", _named_of_past),
    rule("<month> or <month> of <year>", "from|between? <p> or|and|to|- <p> of|in|,? the? same? <x>", _pair_of_year),
    rule(
        "<period>, which ends on <period>",
        "<x> ,? which|that|and? ends|ending|ended|runs|closes|expires|finishes on|through|in|until? <p>",
        _which_ends,
    ),
    rule("next <year> <month>", "<x> ,|in? <p>", _year_of_named),
    rule("<weekday>, <date>", "<period> ,|the? the? <period>", _weekday_date),
    rule("<date> (<weekday>)", "<period> ,|lparen? a? <period> rparen?", _date_weekday),
    rule(
        "the day after <period>",
        "the <=day|night|morning|evening|afternoon> <=after|before|following> <p>",
        _day_beside,
    ),
    rule(
        "the week after <period>",
        "the <=week|weekend|month|quarter|year|decade> <=after|before|following> <p>",
        _unit_beside,
    ),
    rule("the early hours of <day>", "the? early|small|late hours|morning of|on <period>", _same_day),
    rule(
        "this <unit> or early next", "<period> ,? <=or> possibly|perhaps? early next !{unitword|month}", _or_early_next
    ),
    rule("this <unit> or the <unit> after", "<period> <=or|and> the {unitword} after !{p}", _and_next),
    rule("this <unit> or next", "<period> <=or|and> next|after !{unitword|weekday|month|season}", _and_next),
    rule("the rest of <period>", "the rest|remainder|balance|remaining of|in? <x>", _rest),
    rule("what is left of <period>", "what 's|is? left|remains of <x>", _rest),
    rule("this time <period>", "this|the same? time|hour <period>", _as_is),
    rule("the course of <period>", "the course|duration|length|span of <x>", _as_is),
    rule("later in <period>", "<=later|early|late> in <x>", _later_in),
    rule("earlier <period>", "earlier in? <x>", _earlier),
    rule("sometime <period>", "some|any -? time|point|stage|day in|during|over|within <x>", _as_is),
    rule("sometime <period>", "some|any -? time|point|day <period>", _as_is),
    rule("sometime <period>", "sometime|anytime in|during|around|over|within? <x>", _as_is),
    rule("around <period>", "about <p>", _about),
)


def _ago(context: Context, duration: Duration) -> Period | None:
    """Three days ago: a day in the past; hours are today or the day before."""
    return _beside(context.today, duration, -1)


def _beside(base: date, duration: Duration, sign: int) -> Period | None:
    length = duration.high
    if duration.joint or duration.vague or length.business:
        return None
    days = length.days + (ceil(length.hours / 24) if length.hours > 1 else 0)
    day = add_months(base, sign * length.months) + sign * timedelta(days=days)
    return Period(first=day, last=day, grain="day", past=sign < 0)


def _later(context: Context, duration: Duration) -> Period | None:
    """Two days later: counted from the last date of the sentence, else of the text."""
    anchor = context.last_date()
    base = anchor.last if anchor else context.anchor
    return _beside(base, duration, 1) if base else None


def _following(context: Context, unit: str) -> Period | None:
    anchor = context.last_date()
    base = anchor.last if anchor else context.anchor
    days = unit_days(unit if unit in {"week", "month", "year"} else "day", base, 1) if base else None
    return Period(first=days[0], last=days[1], grain="day") if days else None


ANCHORED_RULES: Final[tuple[Rule, ...]] = (
    rule("<duration> later", "<duration> later|afterwards|afterward|thereafter", _later),
    rule("<duration> after that", "<duration> after that|this", _later),
    rule(
        "the following <unit>", "the following|next <=day|week|month|year|morning|evening|afternoon|night>", _following
    ),
)
"""Dates that hang on the last one of the text; only plain dates are read by them."""

RANGE_RULES: Final[tuple[Rule, ...]] = (
    rule("<duration> ago", "some|about|just|only? <duration> ago", _ago),
    rule("from <period> to <period>", "from|between <p|unit> to|until|through|till|and|-|thru <x>", span),
    rule("from <period> up to <period>", "from <p> up|right|on? to|until|through <x>", span),
    rule("<period> to <period>", "<p> to|through|-|thru <p>", span),
    rule("<period> and <period>", "<p> .? and|or|& in|on|at|by? <p>", _same_span),
    rule("<period>, <period> or <period>", "<p> , <p> ,? or|and <p>", _three),
    rule("<period> or possibly <period>", "<p> ,? or early|late|possibly|perhaps|maybe|even <p>", _same_span),
    rule("between now and <period>", "between|from now|today and|to|until|through|till <x>", _now_to),
    rule("now through <period>", "now through|to|until|till <x>", _now_to),
)

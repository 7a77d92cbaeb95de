"""Calendar units relative to the statement: this week, next quarter, Q3 FY2027, the winter of 2026-27, the 2030s."""

from datetime import date, timedelta
from typing import Final

from claims.horizon.almanac import (
    DAY,
    Days,
    add_months,
    century_of,
    decade_of,
    half_of,
    months_from,
    quarter_of,
    week_of,
    year_of,
)
from claims.horizon.choices import latest_past, moved, starting_after, yearly_period
from claims.horizon.context import Context
from claims.horizon.en.dates import single, weekday_period, year_of_figures
from claims.horizon.en.fiscal import CALENDAR_YEAR, FISCAL_YEARS, FiscalYear
from claims.horizon.en.holidays import NAMES, holiday
from claims.horizon.en.words import MONTHS, ORDINALS, SEASONS
from claims.horizon.patterns import Rule, category, char_of, rule
from claims.horizon.values import Duration, Found, Grain, Period

_GRAINS: Final[dict[str, Grain]] = {
    "day": "day",
    "week": "week",
    "weekend": "day",
    "fortnight": "week",
    "month": "month",
    "quarter": "quarter",
    "half": "quarter",
    "year": "year",
    "decade": "decade",
    "century": "century",
}


def unit_days(unit: str, today: date, shift: int) -> Days | None:
    """The calendar unit that holds today, or the one so many further on; None for units that have no calendar."""
    if unit == "day":
        day = today + timedelta(days=shift)
        return day, day
    if unit == "week":
        return week_of(today + timedelta(days=7 * shift))
    if unit == "weekend":
        monday = week_of(today)[0] + timedelta(days=7 * shift)
        return monday + timedelta(days=5), monday + timedelta(days=6)
    if unit == "month":
        first = add_months(today.replace(day=1), shift)
        return months_from(first.year, first.month, 1)
    return _long_unit(unit, today, shift)


def _long_unit(unit: str, today: date, shift: int) -> Days | None:
    if unit in {"quarter", "half"}:
        size = 3 if unit == "quarter" else 6
        first = add_months(date(today.year, (today.month - 1) // size * size + 1, 1), size * shift)
        return first, add_months(first, size) - DAY
    if unit == "year":
        return year_of(today.year + shift)
    if unit == "decade":
        return decade_of(today.year + 10 * shift)
    return century_of(today.year + 100 * shift) if unit == "century" else None


_SHIFTS: Final = {"this": 0, "current": 0, "present": 0, "next": 1, "following": 1, "coming": 1}


def _one_day(context: Context) -> Found:
    return Found(shape="undated", openness="open", earliest=context.today)


def _relative(context: Context, which: str, unit: str) -> Period | None:
    days = unit_days(unit, context.today, _SHIFTS[which])
    if days is None or (unit == "day" and which != "this"):
        return None
    if unit == "weekend" and which == "this" and days[1] < context.today:
        days = days[0] + timedelta(days=7), days[1] + timedelta(days=7)
    if unit == "weekend" and which == "coming":
        days = unit_days(unit, context.today, 0)
        if days and days[0] <= context.today:
            days = unit_days(unit, context.today, 1)
    return Period(first=days[0], last=days[1], grain=_GRAINS[unit]) if days else None


def _the_unit(context: Context, unit: str) -> Period | None:
    days = unit_days(unit, context.today, 0)
    if unit == "weekend" and days and days[1] < context.today:
        days = days[0] + timedelta(days=7), days[1] + timedelta(days=7)
    if days is None or unit == "day":
        return None
    return Period(first=days[0], last=days[1], grain=_GRAINS[unit], unit="" if unit == "weekend" else unit)


def _that_unit(context: Context, unit: str) -> Period | None:
    """That month, that year: the one that the last date of the text lies in."""
    named = context.last_date()
    day = named.last if named else context.anchor
    days = unit_days(unit, day, 0) if day else None
    return Period(first=days[0], last=days[1], grain=_GRAINS[unit]) if days else None


def _whole_unit(context: Context, unit: str) -> Period | None:
    days = unit_days(unit, context.today, 0)
    return Period(first=days[0], last=days[1], grain=_GRAINS[unit]) if days else None


def _of_new_year(context: Context, _: str) -> Period | None:
    turn = context.at > 1 and context.line.text[context.at - 2] == char_of("turn")
    return None if turn else _relative(context, "next", "year")


def _past_unit(context: Context, unit: str) -> Period | None:
    days = unit_days(unit, context.today, -1)
    return Period(first=days[0], last=days[1], grain=_GRAINS[unit], past=True) if days else None


def _two_on(context: Context, unit: str) -> Period | None:
    days = unit_days(unit, context.today, 2)
    return Period(first=days[0], last=days[1], grain=_GRAINS[unit]) if days else None


def _this_time(context: Context, unit: str) -> Period | None:
    if unit == "week":
        return single(context.today + timedelta(days=7))
    months = {"month": 1, "year": 12, "decade": 120}.get(unit)
    return single(add_months(context.today, months)) if months else None


# --- weekdays ----------------------------------------------------------------------------------------------------


def _which_weekday(context: Context, which: str, weekday: str) -> Period:
    bare = weekday_period(context, weekday)
    assert bare.weekday is not None
    monday = week_of(context.today)[0]
    if which == "next":
        return single(monday + timedelta(days=7 + bare.weekday))
    if which == "this":
        return single(max(monday + timedelta(days=bare.weekday), bare.first))
    return single(bare.first if bare.first > context.today else bare.first + timedelta(days=7))


def _weekday_next(context: Context, weekday: str, which: str) -> Period:
    return _which_weekday(context, which, weekday)


def _last_weekday(context: Context, weekday: str) -> Period:
    day = weekday_period(context, weekday).first
    return _past(single(day - timedelta(days=7)))


def _past(period: Period) -> Period:
    return Period(first=period.first, last=period.last, grain=period.grain, past=True)


def _weekday_week(context: Context, weekday: str, unit: str) -> Period:
    days = 7 if unit == "week" else 14
    return single(weekday_period(context, weekday).first + timedelta(days=days))


def _two_weekdays(context: Context, weekday: str) -> Period:
    return single(_which_weekday(context, "next", weekday).first + timedelta(days=7))


# --- seasons -----------------------------------------------------------------------------------------------------


def season_days(context: Context, season: str) -> tuple[int, int]:
    """The first month of the season for the speaker, and how many months it lasts."""
    month = SEASONS[season]
    return ((month + 5) % 12 + 1 if context.southern() else month), 3


def _season(context: Context, season: str) -> Period | None:
    month, count = season_days(context, season)

    def yearly(year: int) -> Days:
        return months_from(year, month, count)

    return yearly_period(yearly, context.today, "season", bare=True)


def _season_year(context: Context, season: str, year: int) -> Period:
    month, count = season_days(context, season)
    days = months_from(year, month, count)
    return Period(first=days[0], last=days[1], grain="season")


def _season_years(context: Context, season: str, year: int, _: int | str) -> Period:
    return _season_year(context, season, year)


def _which_named(context: Context, which: str, period: Period) -> Period | None:
    """This, next or the coming month, season or holiday."""
    if not period.yearly or period.weekday is not None:
        return None
    if which == "this":
        return Period(first=period.first, last=period.last, grain=period.grain, yearly=period.yearly)
    days = starting_after(period.yearly, context.today)
    return moved(period, days) if days else None


def _last_named(context: Context, period: Period) -> Period | None:
    days = latest_past(period.yearly, context.today) if period.yearly and period.weekday is None else None
    return _past(moved(period, days)) if days else None


# --- quarters, halves, fiscal years -------------------------------------------------------------------------------


def _recurring(context: Context, part: int, size: str) -> Period | None:
    of = quarter_of if size == "quarter" else half_of

    def yearly(year: int) -> Days:
        return of(year, part)

    return yearly_period(yearly, context.today, "quarter")


def _part_number(token: int | str) -> int:
    if isinstance(token, int):
        return token
    return {"latter": 2, "back": 2, "final": 4, "last": 4, "opening": 1, "closing": 4}.get(token) or ORDINALS[token]


def _quarter(context: Context, number: int | str) -> Period | None:
    part = _part_number(number)
    return _recurring(context, part, "quarter") if part <= 4 else None


def _quarter_bare(context: Context, number: int | str) -> Period | None:
    """Third-quarter, which mostly says of what the results are: read only behind a preposition."""
    part = _part_number(number)
    return (
        yearly_period(lambda year: quarter_of(year, part), context.today, "quarter", bare=True) if part <= 4 else None
    )


def _two_quarters(context: Context, first: str, last: str, year: int | None) -> Period | None:
    """The first or second quarter of 2027."""
    a = _quarter_year(context, first, year) if year else _quarter(context, first)
    b = _quarter_year(context, last, year) if year else _quarter(context, last)
    return Period(first=a.first, last=b.last, grain="quarter") if a and b and a.first < b.first else None


def _quarter_of_month(context: Context, month: str, year: int | None = None) -> Period | None:
    """The March quarter, which ends with that month."""
    first = (MONTHS[month] - 3) % 12 + 1

    def yearly(any_year: int) -> Days:
        return months_from(any_year - (MONTHS[month] < 3), first, 3)

    if not year:
        return yearly_period(yearly, context.today, "quarter")
    days = yearly(year)
    return Period(first=days[0], last=days[1], grain="quarter")


def _quarter_between(context: Context, first: str, last: str, year: int | None) -> Period | None:
    return _quarter_of_month(context, last, year) if (MONTHS[last] - MONTHS[first]) % 12 == 2 else None


def _half(context: Context, number: int | str) -> Period | None:
    part = {"final": 2, "last": 2, "closing": 2}.get(str(number)) or _part_number(number)
    return _recurring(context, part, "half") if part <= 2 else None


def _quarter_year(context: Context, number: int | str, year: int) -> Period | None:
    part = _part_number(number)
    if part > 4:
        return None
    days = quarter_of(year_of_figures(year), part)
    return Period(first=days[0], last=days[1], grain="quarter")


def _half_year(context: Context, number: int | str, year: int) -> Period | None:
    part = {"final": 2, "last": 2}.get(str(number)) or _part_number(number)
    if part > 2:
        return None
    days = half_of(year_of_figures(year), part)
    return Period(first=days[0], last=days[1], grain="quarter")


def fiscal_scheme(context: Context) -> FiscalYear:
    """The fiscal year of whoever the sentence is about."""
    if context.of_company():
        return CALENDAR_YEAR
    return FISCAL_YEARS.get(context.speaker_country(), CALENDAR_YEAR)


def fiscal_days(context: Context, year: int) -> Days:
    """The fiscal year that is named by the year."""
    month, named_by = fiscal_scheme(context)
    return months_from(year - (named_by == "end" and month > 1), month, 12)


def _fiscal_year(context: Context, year: int | str) -> Period:
    days = fiscal_days(context, year_of_figures(year))
    return Period(first=days[0], last=days[1], grain="year")


def _fiscal_years(context: Context, year: int, second: int | str) -> Period | None:
    if year_of_figures(second, year) != year + 1:
        return None
    month, _ = fiscal_scheme(context)
    days = months_from(year, month if month > 1 else 4, 12)
    return Period(first=days[0], last=days[1], grain="year")


def _fiscal_unit(context: Context, which: str | None, kind: str) -> Period | None:
    shift = _SHIFTS.get(which or "this", 0)
    if kind == "tax" and context.speaker_country() == "GB":
        start = context.today.year - (context.today < date(context.today.year, 4, 6)) + shift
        return Period(first=date(start, 4, 6), last=date(start + 1, 4, 5), grain="year", unit="" if which else "year")
    month, _ = (1, "") if kind in {"calendar", "tax"} else fiscal_scheme(context)
    start = context.today.year - (context.today.month < month) + shift
    days = months_from(start, month, 12)
    return Period(first=days[0], last=days[1], grain="year", unit="" if which else "year")


def _fiscal_quarter(context: Context, number: int | str) -> Period | None:
    """The quarter of a fiscal year: the first whose end is not before today."""
    part = _part_number(number)
    if part > 4:
        return None
    month, _ = fiscal_scheme(context)
    return yearly_period(lambda year: quarter_of(year, part, month), context.today, "quarter")


# --- decades, centuries and the rest -----------------------------------------------------------------------------


def _decade(_: Context, year: int) -> Period:
    days = decade_of(year)
    return Period(first=days[0], last=days[1], grain="decade")


_DECADES: Final = {
    "twenties": 2020,
    "thirties": 2030,
    "forties": 2040,
    "fifties": 2050,
    "sixties": 2060,
    "seventies": 2070,
}


def _decade_word(_: Context, word: str) -> Period:
    return _decade(_, _DECADES[word])


def _century(_: Context, number: int | str) -> Period | None:
    count = number if isinstance(number, int) else ORDINALS[number]
    if not 20 <= count <= 23:
        return None
    days = century_of(count * 100)
    return Period(first=days[0], last=days[1], grain="century")


def _century_word(context: Context, ordinal: str) -> Period | None:
    return _century(context, 20 + ORDINALS[ordinal])


def _mid_century(context: Context) -> Period | None:
    return Period(first=context.today, last=date(2050, 12, 31), grain="decade", part="end")


def _today(context: Context) -> Period:
    return single(context.today)


def _tonight(context: Context) -> Period:
    return Period(first=context.today, last=context.today, grain="day")


def _tomorrow(context: Context) -> Period:
    return single(context.today + DAY)


def _tomorrow_week(context: Context, day: str, unit: str) -> Period:
    return single(context.today + timedelta(days=(7 if unit == "week" else 14) + (day == "tomorrow")))


def _weekend_of(_: Context, day: Period) -> Period | None:
    """The weekend of 5 July: the Saturday and Sunday of that week."""
    if day.grain != "day" or day.past:
        return None
    saturday = week_of(day.first)[0] + timedelta(days=5)
    return Period(first=saturday, last=saturday + DAY, grain="day")


def _date_weekend(_: Context, day: Period) -> Period | None:
    """The 4 July weekend, with the days between."""
    if day.grain != "day" or day.first != day.last or day.weekday is not None:
        return None
    days = long_weekend("", day.first)
    return Period(first=days[0], last=days[1], grain="day")


def _day_after_tomorrow(context: Context) -> Period:
    return single(context.today + 2 * DAY)


def _overnight(context: Context) -> Period:
    return Period(first=context.today, last=context.today + DAY, grain="day")


def _yesterday(context: Context) -> Period:
    return _past(single(context.today - DAY))


def _before_yesterday(context: Context) -> Period:
    return _past(single(context.today - 2 * DAY))


def _holiday(name: str) -> Rule:
    def production(context: Context, year: int | None = None) -> Period | None:
        yearly = holiday(name, context.speaker_country())
        if yearly is None:
            return None
        if year:
            days = yearly(year)
            return Period(first=days[0], last=days[1], grain="day") if days else None
        return yearly_period(yearly, context.today, "day")

    words = " ".join(_holiday_word(word) for word in name.replace("-", " - ").split())
    return rule(f"the holiday {name}", f"the? {words} ( ,|of? <yearfig> )?", production)


def _holiday_word(word: str) -> str:
    return {"st": "st|saint", "year's": "year", "jr": "jr .?"}.get(word, word)


def _holiday_weekend(name: str) -> Rule:
    def production(context: Context, year: int | None = None) -> Period | None:
        yearly = holiday(name, context.speaker_country())
        if yearly is None:
            return None

        def weekend(any_year: int) -> Days | None:
            days = yearly(any_year)
            return long_weekend(name, days[0]) if days else None

        if year:
            days = weekend(year)
            return Period(first=days[0], last=days[1], grain="day") if days else None
        return yearly_period(weekend, context.today, "day")

    words = " ".join(_holiday_word(word) for word in name.replace("-", " - ").split())
    return rule(f"the {name} weekend", f"the? {words} holiday|bank? long? weekend ( ,|of? <yearfig> )?", production)


def long_weekend(name: str, day: date) -> Days:
    """The weekend of the holiday with those that adjoin it: Good Friday to Easter Monday, Saturday to Labor Day."""
    if name == "easter":
        return day - 2 * DAY, day + DAY
    if day.weekday() == 0:
        return day - 2 * DAY, day
    if day.weekday() == 3:
        return day, day + 3 * DAY
    if day.weekday() == 4:
        return day, day + 2 * DAY
    saturday = (
        day - timedelta(days=day.weekday() - 5) if day.weekday() >= 5 else day + timedelta(days=5 - day.weekday())
    )
    if day.weekday() < 2:
        saturday = day - timedelta(days=day.weekday() + 2)
    return min(saturday, day), max(saturday + DAY, day)


def _holiday_week(name: str) -> Rule:
    def production(context: Context) -> Period | None:
        yearly = holiday(name, context.speaker_country())

        def week(year: int) -> Days | None:
            days = yearly(year) if yearly else None
            return week_of(days[0]) if days else None

        return yearly_period(week, context.today, "week")

    return rule(f"{name} week", f"the? {' '.join(_holiday_word(w) for w in name.split())} week", production)


def _new_year_third(context: Context, which: str) -> Period:
    first = {"early": 1, "late": 9, "later": 9}[which]
    days = months_from(context.today.year + 1, first, 4)
    return Period(first=days[0], last=days[1], grain="year", part="part")


def _first_month(context: Context) -> Period:
    days = months_from(context.today.year + 1, 1, 1)
    return Period(first=days[0], last=days[1], grain="month")


def _day_end(context: Context) -> Period:
    return Period(first=context.today, last=context.today, grain="day", part="end")


def _new_year(context: Context) -> Period:
    first = date(context.today.year + 1, 1, 1)
    return Period(first=first, last=first, grain="day")


def _date_in_week(_: Context, weekday: Period, week: Period) -> Period | None:
    """Tuesday of next week: the weekday inside a week (or a weekend) that is named beside it."""
    if (
        weekday.weekday is None
        or week.first == week.last
        or (week.last - week.first).days > 7
        or week.grain not in {"week", "day"}
    ):
        return None
    day = week_of(week.first)[0] + timedelta(days=weekday.weekday)
    return single(day) if week.first <= day <= week.last else None


def _week_date(_: Context, week: Period, weekday: Period) -> Period | None:
    return _date_in_week(_, weekday, week)


def _week_starting(_: Context, start: Period) -> Period | None:
    if start.first != start.last:
        return None
    return Period(first=start.first, last=start.first + 6 * DAY, grain="week")


def _week_ending(_: Context, end: Period) -> Period | None:
    if end.first != end.last:
        return None
    return Period(first=end.first - 6 * DAY, last=end.first, grain="week")


def _week_of(_: Context, day: Period) -> Period | None:
    if day.grain != "day" or day.past:
        return None
    days = week_of(day.first)
    return Period(first=days[0], last=days[1], grain="week")


def _unit_ending(context: Context, unit: str, end: Period) -> Period | None:
    months = {"month": 1, "quarter": 3, "half": 6, "year": 12}.get(unit)
    if months is None or end.part:
        return None
    first = add_months(end.last + DAY, -months)
    return Period(first=first, last=end.last, grain=_GRAINS[unit], past=end.last < context.today)


def _duration_to(context: Context, duration: Duration, end: Period) -> Period | None:
    """The three months to December."""
    length = duration.high
    if duration.joint or length.hours or length.business or end.last < context.today:
        return None
    first = add_months(end.last + DAY, -length.months) - timedelta(days=length.days)
    return Period(first=first, last=end.last, grain=duration.grain)


def _weekday_from(context: Context, duration: Duration, weekday: Period) -> Period | None:
    """A week from Monday, two weeks on Friday, ten days from tomorrow."""
    high = duration.high
    if duration.joint or high.hours or high.business or duration.vague or weekday.past:
        return None
    if weekday.first != weekday.last or weekday.grain != "day":
        return None
    day = add_months(weekday.first, high.months) + timedelta(days=high.days)
    approximate = high.months > 0 and weekday.first == context.today and weekday.weekday is None
    return Period(first=day, last=day, grain="day", vague=approximate)


def _units_from(context: Context, count: str, weekday: Period) -> Period:
    return single(weekday.first + timedelta(days=14 if count == "fortnight" else 7))


_BEFORE_FALL: Final = (
    "the|this|next|last|in|by|early|late|mid|-|until|through|coming|before|after|since|during|for|from|later"
)
_FISCAL: Final = "fiscal|financial"

category("quarterword", [*list(ORDINALS)[:4], "final", "last"])
category("halfword", ["first", "second", "latter", "back", "final", "last"])

BASE_RULES: Final[tuple[Rule, ...]] = (
    rule(
        "one day",
        "~in|within|for|than|just|only|least|most|every|after|by|about|until|last|lasts|lasting|a|- one|some day "
        "!or|of|to|a|before|after|ago|later|earlier|at|per|only|in|-|long|international|match|away|from|and|off|"
        "out",
        _one_day,
    ),
    rule("this <unit>", "later|sometime? this <unitword>", lambda c, unit: _relative(c, "this", unit)),
    rule("this <unit>", "the? <=current|present> <unitword>", _relative),
    rule("next <unit>", "~the <=next> <unitword> !century", _relative),
    rule("the next <calendar unit>", "the <=next> <=weekend|quarter|half|century> !after|-|{unitword}", _relative),
    rule("the coming weekend", "the|this? <=coming> <=weekend>", _relative),
    rule("last <unit>", "last|past|previous <unitword> !of|{number|num|digits}", _past_unit),
    rule(
        "the previous <unit>",
        "the previous|past|last <=week|month|year|quarter|decade|century|weekend> !of|in",
        _past_unit,
    ),
    rule("the <unit> after next", "the <unitword> after next", _two_on),
    rule("this time next <unit>", "this|the same? time next <unitword>", _this_time),
    rule("a <unit> from now", "this day next|in a? <unitword>", _this_time),
    rule(
        "the <unit>",
        "the|our <=week|weekend|month|quarter|half|year|decade|century> !of|ending|ended|starting|beginning|"
        "commencing|from|after|before|to|ahead|{yearfig}",
        _the_unit,
    ),
    rule("the full <unit>", "the|this full|whole|entire <=week|month|quarter|half|year|decade|century>", _whole_unit),
    rule("next <weekday>", "~the <=next|coming|this> <weekday>", _which_weekday),
    rule("the next <weekday>", "the <=next|coming|this> <weekday> !after", _which_weekday),
    rule("this coming <weekday>", "this <=coming|next> <weekday>", _which_weekday),
    rule("the <weekday> coming", "<weekday> <=coming|next> !{unitword|month|season|weekday}", _weekday_next),
    rule("last <weekday>", "last|past|previous <weekday> !of|in|before", _last_weekday),
    rule("this past <weekday>", "this past|last <weekday>", _last_weekday),
    rule("<weekday> last", "<weekday> last !{unitword|month}", _last_weekday),
    rule("<weekday> week", "<weekday> <=week|fortnight> !of|from|after|ending", _weekday_week),
    rule("<weekday> after next", "the? <weekday> after next", _two_weekdays),
    rule("<season>", "the? <season>", _season),
    rule("the fall", f"+{_BEFORE_FALL} <=fall> !of|in|from|to|into|by", _season),
    rule("the fall of <year>", f"+{_BEFORE_FALL} <=fall> of? <yearfig>", _season_year),
    rule("<season> of <year>", "the? <season> ,? of? the? <yearfig>", _season_year),
    rule("<season> of <year>-<yy>", "the? <season> of? <yearfig> -|/ <yy|yearfig>", _season_years),
    rule(
        "the <year>-<yy> <season>", "the? <yearfig> -|/ <yy|yearfig> <season>", lambda c, y, z, s: _season_year(c, s, y)
    ),
    rule("the <year> <season>", "the <yearfig> <season>", lambda c, y, s: _season_year(c, s, y)),
    rule("<nth> quarter", "the|its|their? <quarterword|ordinalfig> quarter", _quarter),
    rule(
        "<nth> or <nth> quarter",
        "the|its|their? <quarterword> or|and <quarterword> -? quarter ( ,|of? <yearfig> )?",
        _two_quarters,
    ),
    rule("<nth>-quarter", "the|its|their? <quarterword|ordinalfig> - quarter", _quarter_bare),
    rule(
        "<nth> quarter of <year>", "the|its|their? <quarterword|ordinalfig> -? quarter ,|of? <yearfig>", _quarter_year
    ),
    rule(
        "the <year> <nth> quarter",
        "the? <yearfig> <quarterword|ordinalfig> -? quarter",
        lambda c, y, n: _quarter_year(c, n, y),
    ),
    rule("Q<n>", "q <small>", _quarter),
    rule("Q<n> <year>", "q <small> ,|of|-|/? <yearfig|yy>", _quarter_year),
    rule("<n>Q<yy>", "<small> q <yearfig|yy>", _quarter_year),
    rule("<n>Q", "<small> q", _quarter),
    rule("<year> Q<n>", "<yearfig> -? q <small>", lambda c, y, n: _quarter_year(c, n, y)),
    rule(
        "quarter <n>",
        "~first|second|third|fourth|a quarter <small|ones>",
        lambda c, n: _quarter(c, n) if isinstance(n, int) else None,
    ),
    rule("<nth> half", "the|its|their? <halfword|ordinalfig> -? half !{unitword}|{number}|a|an|hour", _half),
    rule("<nth> half of <year>", "the|its? <halfword|ordinalfig> -? half ,|of? <yearfig>", _half_year),
    rule("H<n>", "h <small>", _half),
    rule("H<n> <year>", "h <small> ,|of|-|/? <yearfig|yy>", _half_year),
    rule("<n>H<yy>", "<small> h <yearfig|yy>", _half_year),
    rule("fiscal <year>", f"the? {_FISCAL} year? <yearfig>", _fiscal_year),
    rule("FY<year>", "fy <yearfig|yy>", _fiscal_year),
    rule("the <year> fiscal year", f"the? <yearfig> {_FISCAL} year", _fiscal_year),
    rule("fiscal <year>-<yy>", f"the|its|their? {_FISCAL}|tax|budget year? <yearfig> -|/ <yy|yearfig>", _fiscal_years),
    rule(
        "FY<year>-<yy>", "fy <yearfig|digits> -|/ <yy|yearfig>", lambda c, y, z: _fiscal_years(c, year_of_figures(y), z)
    ),
    rule("the <year>-<yy> fiscal year", f"the? <yearfig> -|/ <yy|yearfig> {_FISCAL}|tax|budget year", _fiscal_years),
    rule(
        "this fiscal year",
        "the|its|their? <=this|next|current|coming|following|present>? <=fiscal|financial|tax|budget|calendar> year",
        _fiscal_unit,
    ),
    rule("the new fiscal year", "the <=new> <=fiscal|financial|tax> year", lambda c, w, k: _fiscal_unit(c, "next", k)),
    rule("last fiscal year", "last|previous|past fiscal|financial|tax year", lambda c: _past_unit(c, "year")),
    rule("fiscal <nth> quarter", f"the|its|their? {_FISCAL} <quarterword> -? quarter", _fiscal_quarter),
    rule("this fiscal quarter", f"the|its|their? <=this|current|next|coming> {_FISCAL} <=quarter|half>", _relative),
    rule("fiscal Q<n>", f"the|its|their? {_FISCAL} q <small>", _fiscal_quarter),
    rule("the <year>s", "the? <decadefig>", _decade),
    rule("the thirties", f"the <={'|'.join(_DECADES)}>", _decade_word),
    rule("the <nth> century", "the? <ordinalfig> -? century", _century),
    rule("the twenty-<nth> century", "the? twenty -? <ord> -? century", _century_word),
    rule("mid-century", "mid -? century", _mid_century),
    rule("the middle of the century", "the middle of the|this century", _mid_century),
    rule(
        "the end of the day",
        "the? end|close of the? <=day|play|business> !of|on|{weekday}|today|tomorrow",
        lambda c, _: _day_end(c),
    ),
    rule("early in the new year", "the? <=early|late|later> -? in|part? of? the new year", _new_year_third),
    rule("of the new year", "+of the <=new> year", _of_new_year),
    rule("the <month> quarter", "the|its|their? <month> -? quarter !of|{yearfig}|to", _quarter_of_month),
    rule("the <month> quarter of <year>", "the|its|their? <month> -? quarter ,|of? <yearfig>", _quarter_of_month),
    rule(
        "the <month>-<month> quarter",
        "the|its|their? <month> -|to <month> -? quarter ( ,|of? <yearfig> )?",
        _quarter_between,
    ),
    rule("in the new year", "in|during the new year", _first_month),
    rule("today", "today", _today),
    rule("later today", "later|sometime|early|late? <=today>", lambda c, _: _today(c)),
    rule("tonight", "later? <=tonight>", lambda c, _: _tonight(c)),
    rule(
        "this <part of day>", "later|early|late? this <=morning|afternoon|evening|lunchtime>", lambda c, _: _tonight(c)
    ),
    rule("tomorrow", "tomorrow", _tomorrow),
    rule("tomorrow week", "<=tomorrow|today> <=week|fortnight>", _tomorrow_week),
    rule("the day after tomorrow", "the? day after tomorrow", _day_after_tomorrow),
    rule("overnight", "overnight", _overnight),
    rule("yesterday", "yesterday", _yesterday),
    rule("the day before yesterday", "the day before yesterday", _before_yesterday),
    rule("last night", "last night|evening", _yesterday),
    rule("the new year", "the <=new> year", lambda c, _: _new_year(c)),
    rule("new year", "~lunar|chinese|islamic|jewish|persian <=new> year", lambda c, _: _new_year(c)),
    *(_holiday(name) for name in NAMES),
    *(_holiday_weekend(name) for name in NAMES if not name.endswith("weekend")),
    *(_holiday_week(name) for name in ("christmas", "thanksgiving", "easter")),
)

NAMED_RULES: Final[tuple[Rule, ...]] = (
    rule("that <unit>", "that same? <=week|month|quarter|year|decade>", _that_unit),
    rule("this <month>", "this|the? coming? <=this|next|coming> <period|quiet>", _which_named),
    rule("last <month>", "last|past|previous <period|quiet>", _last_named),
    rule("<weekday> of next <week>", "the? <period> ,|of|in? <period|unit>", _date_in_week),
    rule("next week <weekday>", "<period> ,|on? <period>", _week_date),
    rule("the week of <date>", "the? week of the? <period>", _week_of),
    rule("the weekend of <date>", "the? weekend of the? <period>", _weekend_of),
    rule("the <date> weekend", "the? <period> holiday? weekend", _date_weekend),
    rule("the week starting <date>", "the? week starting|beginning|commencing|from on? <period>", _week_starting),
    rule("the week ending <date>", "the? week ending|ended|to on? <period>", _week_ending),
    rule("the <unit> ending <date>", "the? <=month|quarter|half|year> ending|to|ended in|on? <p>", _unit_ending),
    rule("the <duration> to <date>", "the <duration> ending|ended|to|through in|on? <p>", _duration_to),
    rule("a week from <day>", "~for|lasting <duration> from|on|after? <period>", _weekday_from),
)

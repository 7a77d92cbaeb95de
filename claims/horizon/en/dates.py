"""Dates of every form: "3 May 2027", "May 3rd", "the 3rd of May", "3/5/2027", "Friday, June 5", "2027-28"."""

import re
from datetime import date, timedelta
from typing import Final

from claims.horizon.almanac import Days, month_end
from claims.horizon.choices import upcoming, yearly_period
from claims.horizon.context import Context
from claims.horizon.en.words import MONTHS, ORDINALS, WEEKDAYS
from claims.horizon.patterns import Rule, category, rule
from claims.horizon.values import Period

category("dayword", [*ORDINALS])


def number_of(token: int | str) -> int:
    """The number of a day in figures or words."""
    return token if isinstance(token, int) else ORDINALS[token]


def year_of_figures(token: int | str, before: int = 0) -> int:
    """The year that two or four figures name; two figures follow the year `before`, else lie in 1970-2069."""
    year = int(token)
    if year >= 100:
        return year
    if before:
        return before - before % 100 + year + (100 if year < before % 100 else 0)
    return year + (2000 if year < 70 else 1900)


def single(day: date) -> Period:
    """One day, its year fixed."""
    return Period(first=day, last=day, grain="day")


def _day_month(context: Context, day: int | str, month: str, year: int | None) -> Period | None:
    number, month_number = number_of(day), MONTHS[month]
    if year:
        return single(date(year, month_number, number))

    def yearly(any_year: int) -> Days:
        found = date(any_year, month_number, number)
        return found, found

    return yearly_period(yearly, context.today, "day")


def _month_day(context: Context, month: str, day: int | str, year: int | None) -> Period | None:
    return _day_month(context, day, month, year)


def _ordinals(context: Context, tens: str, ones: str, month: str, year: int | None) -> Period | None:
    return _day_month(context, {"twenty": 20, "thirty": 30}[tens] + ORDINALS[ones], month, year)


def _days_of(context: Context, first: int | str, last: int | str, month: str, year: int | None) -> Period | None:
    a, b, month_number = number_of(first), number_of(last), MONTHS[month]
    if a >= b:
        return None

    def yearly(any_year: int) -> Days:
        return date(any_year, month_number, a), date(any_year, month_number, b)

    if year:
        days = yearly(year)
        return Period(first=days[0], last=days[1], grain="day")
    return yearly_period(yearly, context.today, "day")


def _month_days(context: Context, month: str, first: int | str, last: int | str, year: int | None) -> Period | None:
    return _days_of(context, first, last, month, year)


def _three_days(  # noqa: PLR0913, PLR0917 - one argument for each word of the pattern
    context: Context, a: int, b: int, c: int, month: str, year: int | None
) -> Period | None:
    return _days_of(context, a, c, month, year) if a < b < c else None


def _month_year(_: Context, month: str, year: int) -> Period:
    number = MONTHS[month]
    return Period(first=date(year, number, 1), last=month_end(year, number), grain="month")


def _month_short_year(context: Context, month: str, year: int) -> Period | None:
    return _month_year(context, month, year_of_figures(year)) if 32 <= year <= 99 else None


def month_period(context: Context, month: str) -> Period | None:
    """The month by its name alone."""
    number = MONTHS[month]

    def yearly(year: int) -> Days:
        return date(year, number, 1), month_end(year, number)

    return yearly_period(yearly, context.today, "month", bare=True)


def _iso(_: Context, text: str) -> Period:
    return single(date.fromisoformat(text))


def _numeric(context: Context, text: str) -> Period | None:
    a, b, year = (int(part) for part in re.split(r"[/.-]", text))
    day_first = "." in text or a > 12 or (b <= 12 and context.day_first())
    day, month = (a, b) if day_first else (b, a)
    return single(date(year_of_figures(year), month, day))


def _short_numeric(context: Context, a: int, b: int) -> Period | None:
    day, month = (a, b) if a > 12 or (b <= 12 and context.day_first()) else (b, a)

    def yearly(any_year: int) -> Days:
        found = date(any_year, month, day)
        return found, found

    return yearly_period(yearly, context.today, "day")


def weekday_period(context: Context, weekday: str) -> Period:
    """The next such weekday, today included."""
    number = WEEKDAYS[weekday]
    day = context.today + timedelta(days=(number - context.today.weekday()) % 7)
    return Period(first=day, last=day, grain="day", weekday=number)


def _year(_: Context, year: int) -> Period:
    return Period(first=date(year, 1, 1), last=date(year, 12, 31), grain="year", bare=True)


def _years(_: Context, first: int, last: int) -> Period | None:
    end = year_of_figures(last, first)
    if not first < end <= first + 60:
        return None
    return Period(first=date(first, 1, 1), last=date(end, 12, 31), grain="year", bare=True, unit="")


def _ordinal_day(context: Context, day: int) -> Period | None:
    def monthly(count: int) -> Days:
        year, month = divmod(count, 12)
        found = date(year, month + 1, day)
        return found, found

    start = context.today.year * 12 + context.today.month - 1
    for count in range(start, start + 3):
        try:
            days = monthly(count)
        except ValueError:
            continue
        if days[0] >= context.today:
            return single(days[0])
    return None


def _of_month(_: Context, day: int | str, months: Period) -> Period | None:
    if months.grain != "month" or months.part:
        return None
    return single(date(months.first.year, months.first.month, number_of(day)))


def _date_of_weekday(context: Context, weekday: str, day: Period) -> Period | None:
    """A weekday beside a date adds nothing, unless it settles the year."""
    if day.grain != "day" or day.first != day.last or day.weekday is not None:
        return None
    number = WEEKDAYS[weekday]
    if day.yearly and day.first.weekday() != number:
        near = upcoming(day.yearly, context.today - timedelta(days=200))
        if near and near[0].weekday() == number:
            return single(near[0])
    return day


_Y: Final = ",|of? <yearfig>"
_TO: Final = "to|-|and|or|until|through|&"

DATE_RULES: Final[tuple[Rule, ...]] = (
    rule("<yyyy-mm-dd>", "<iso>", _iso),
    rule("<dd/mm/yyyy>", "<numeric>", _numeric),
    rule("<dd/mm>", "+on|by|before|from|until|of|due|to|than <dayfig> / <dayfig> !/", _short_numeric),
    rule("<day> <month> <year>", "the? <day> of? <month> ,? of? <yearfig>?", _day_month),
    rule("the <nth> of <month> <year>", "the? <dayword> of <month> ,? of? <yearfig>?", _day_month),
    rule("the <nth> day of <month>", "the <dayword|ordinalfig> day of <month> ,? <yearfig>?", _day_month),
    rule("the twenty-<nth> of <month>", "the? <=twenty|thirty> -? <dayword> of? <month> ,? <yearfig>?", _ordinals),
    rule("<month> <day>, <year>", "<month> .? the? <day> ,? <yearfig>? !{lengthy}", _month_day),
    rule("<month> <day>, <year>", "<month> .? <day> , <yearfig>", _month_day),
    rule("<month>-<day>", "<month> - <dayfig> !{word}|-|{month}", lambda c, m, d: _month_day(c, m, d, None)),
    rule("<month> the <nth>", "<month> the? <dayword> ,? <yearfig>?", _month_day),
    rule("<day>-<day> <month>", f"from|between? the? <day> {_TO} the? <day> of? <month> ,? <yearfig>?", _days_of),
    rule(
        "<month> <day>-<day>",
        f"from|between? <month> .? <day> {_TO} <day> ,? <yearfig>? !{{month}}|{{lengthy}}",
        _month_days,
    ),
    rule("<day>, <day> and <day> <month>", "<day> , <day> ,? and|or|to|- <day> of? <month> ,? <yearfig>?", _three_days),
    rule("<month> <year>", "<month> ,|.? of? <yearfig>", _month_year),
    rule("<month> '<yy>", "<month> - <digits>", _month_short_year),
    rule("<month>", "<month>", month_period),
    rule("<weekday>", "<weekday>", weekday_period),
    rule("<year>-<yy>", "<yearfig> -|/ <yy|yearfig>", _years),
    rule(
        "the <nth>, without a month",
        "+on|by|until|before|from|till|than the <ordinalfig> !{word}|{name}|{month}|{unitword}|of|century|-|"
        "{season}|{weekday}",
        _ordinal_day,
    ),
    rule("the year <year>", "the? calendar? year|years|yr <yearfig>", _year),
    rule("calendar <year>", "calendar|full-year <yearfig>", _year),
    rule("<year>", "<yearfig>", _year),
)

WEEKDAY_DATE_RULES: Final[tuple[Rule, ...]] = ()

"""Calendar arithmetic: month ends, ISO weeks, quarters, seasons, fiscal years and the feasts that are computed."""

from calendar import monthrange
from datetime import date, timedelta
from typing import Final

Days = tuple[date, date]
"""The first and the last day of a period, both inclusive."""

DAY: Final = timedelta(days=1)

TABLE_FIRST: Final = 1900
TABLE_LAST: Final = 2300
"""Years (both inclusive) that phrases may name; anything beyond is taken for a misreading."""


def month_end(year: int, month: int) -> date:
    """The last day of the month."""
    return date(year, month, monthrange(year, month)[1])


def add_months(day: date, months: int) -> date:
    """The day so many months on, clamped to the end of a shorter month (31 August + 6 = 28 February)."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months_from(year: int, month: int, count: int) -> Days:
    """The `count` whole months that begin with `month` of `year`."""
    first = date(year, month, 1)
    return first, add_months(first, count) - DAY


def week_of(day: date) -> Days:
    """The ISO week (Monday to Sunday) that holds the day."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def year_of(year: int) -> Days:
    """The calendar year."""
    return date(year, 1, 1), date(year, 12, 31)


def decade_of(year: int) -> Days:
    """The decade that holds the year; 2030 to 2039."""
    start = year - year % 10
    return date(start, 1, 1), date(start + 9, 12, 31)


def century_of(year: int) -> Days:
    """The century that holds the year; 2001 to 2100."""
    start = year - (year - 1) % 100
    return date(start, 1, 1), date(start + 99, 12, 31)


def quarter_of(year: int, quarter: int, start_month: int = 1) -> Days:
    """The quarter (1-4) of the twelve months that begin with `start_month` of `year`."""
    return months_from(year, 1, 0) if quarter < 1 else _span(year, start_month, 3 * (quarter - 1), 3)


def half_of(year: int, half: int, start_month: int = 1) -> Days:
    """The half (1-2) of the twelve months that begin with `start_month` of `year`."""
    return _span(year, start_month, 6 * (half - 1), 6)


def _span(year: int, start_month: int, skipped: int, count: int) -> Days:
    first = add_months(date(year, start_month, 1), skipped)
    return first, add_months(first, count) - DAY


def weekday_on_or_after(day: date, weekday: int) -> date:
    """The first such weekday (Monday is 0) not before the day."""
    return day + timedelta(days=(weekday - day.weekday()) % 7)


def weekday_on_or_before(day: date, weekday: int) -> date:
    """The last such weekday (Monday is 0) not after the day."""
    return day - timedelta(days=(day.weekday() - weekday) % 7)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The nth such weekday of the month; nth = -1 is the last one."""
    if nth < 0:
        return weekday_on_or_before(month_end(year, month), weekday)
    return weekday_on_or_after(date(year, month, 1), weekday) + timedelta(days=7 * (nth - 1))


def add_business_days(day: date, count: int) -> date:
    """The day so many Mondays-to-Fridays on, counted from the day after; holidays are not taken off."""
    weekday = min(day.weekday(), 4)
    start = day - timedelta(days=day.weekday() - weekday)
    weeks, rest = divmod(weekday + count, 5)
    return start - timedelta(days=weekday) + timedelta(days=7 * weeks + rest)


def easter(year: int) -> date:
    """Western Easter Sunday: the anonymous Gregorian computus (Nature, 1876; Meeus, Astronomical Algorithms, ch. 8)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    lunar = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * lunar) // 451
    month, day = divmod(h + lunar - 7 * m + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Orthodox Easter Sunday in the Gregorian calendar, from the Julian computus (Meeus, ch. 8)."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    shift = year // 100 - year // 400 - 2
    return date(year, month, day + 1) + timedelta(days=shift)


_NEW_YEAR_1: Final = -1373427
"""The Gregorian ordinal that day counts of the Hebrew calendar start from (Reingold and Dershowitz, ch. 8)."""


def _elapsed(year: int) -> int:
    months = (235 * year - 234) // 19
    parts = 12084 + 13753 * months
    day = 29 * months + parts // 25920
    return day + 1 if (3 * (day + 1)) % 7 < 3 else day


def rosh_hashanah(year: int) -> date:
    """1 Tishri that falls in the Gregorian year (Reingold and Dershowitz, Calendrical Calculations, ch. 8)."""
    hebrew = year + 3761
    before, this, after = _elapsed(hebrew - 1), _elapsed(hebrew), _elapsed(hebrew + 1)
    delay = 2 if after - this == 356 else 1 if this - before == 382 else 0
    return date.fromordinal(_NEW_YEAR_1 + this + delay)


def passover(year: int) -> date:
    """15 Nisan, the first day of Passover: 163 days before the New Year that follows it."""
    return rosh_hashanah(year) - timedelta(days=163)


def hanukkah(year: int) -> date:
    """25 Kislev: 83 days after the New Year, 84 in a "complete" year of 355 or 385 days."""
    start = rosh_hashanah(year)
    complete = (rosh_hashanah(year + 1) - start).days in {355, 385}
    return start + timedelta(days=83 + complete)

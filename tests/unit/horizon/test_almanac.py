"""Calendar arithmetic and feasts against dates that are known from almanacs."""

from datetime import date
from itertools import pairwise

import pytest

from claims.horizon.almanac import (
    add_business_days,
    add_months,
    century_of,
    decade_of,
    easter,
    hanukkah,
    nth_weekday,
    orthodox_easter,
    passover,
    quarter_of,
    rosh_hashanah,
    week_of,
)
from claims.horizon.en.holidays import BY_COUNTRY, NAMES, holiday
from claims.horizon.lunar import FEASTS, feast_days


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        ("2026-08-31", 6, "2027-02-28"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2025-12-31", 2, "2026-02-28"),
        ("2025-03-15", -3, "2024-12-15"),
    ],
)
def test_months_are_clamped(start: str, months: int, expected: str) -> None:
    """A month later is the same day, or the last one of a shorter month."""
    assert add_months(date.fromisoformat(start), months) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("start", "count", "expected"),
    [
        ("2026-03-06", 5, "2026-03-13"),
        ("2026-03-06", 7, "2026-03-17"),
        ("2026-03-07", 1, "2026-03-09"),
        ("2026-03-08", 5, "2026-03-13"),
        ("2026-03-09", 1, "2026-03-10"),
    ],
)
def test_business_days_skip_weekends(start: str, count: int, expected: str) -> None:
    """Business days are Mondays to Fridays, counted from the day after."""
    assert add_business_days(date.fromisoformat(start), count) == date.fromisoformat(expected)


def test_weeks_are_iso_weeks_across_the_year_end() -> None:
    """The week of 30 December 2024 ends in the new year."""
    assert week_of(date(2024, 12, 30)) == (date(2024, 12, 30), date(2025, 1, 5))


def test_long_units() -> None:
    """Quarters, decades and centuries have their usual ends; a century ends with its hundredth year."""
    assert quarter_of(2027, 3) == (date(2027, 7, 1), date(2027, 9, 30))
    assert quarter_of(2026, 1, 10) == (date(2026, 10, 1), date(2026, 12, 31))
    assert decade_of(2026) == (date(2020, 1, 1), date(2029, 12, 31))
    assert century_of(2026) == (date(2001, 1, 1), date(2100, 12, 31))
    assert century_of(2000) == (date(1901, 1, 1), date(2000, 12, 31))


@pytest.mark.parametrize(
    ("feast", "year", "expected"),
    [
        (easter, 1989, "1989-03-26"),
        (easter, 2024, "2024-03-31"),
        (easter, 2026, "2026-04-05"),
        (easter, 2038, "2038-04-25"),
        (orthodox_easter, 2024, "2024-05-05"),
        (orthodox_easter, 2025, "2025-04-20"),
        (orthodox_easter, 2026, "2026-04-12"),
        (rosh_hashanah, 1990, "1990-09-20"),
        (rosh_hashanah, 2024, "2024-10-03"),
        (rosh_hashanah, 2025, "2025-09-23"),
        (rosh_hashanah, 2026, "2026-09-12"),
        (passover, 2024, "2024-04-23"),
        (passover, 2025, "2025-04-13"),
        (passover, 2026, "2026-04-02"),
        (hanukkah, 2024, "2024-12-26"),
        (hanukkah, 2025, "2025-12-15"),
        (hanukkah, 2026, "2026-12-05"),
    ],
)
def test_computed_feasts(feast: object, year: int, expected: str) -> None:
    """Feasts that are computed fall on the days that almanacs give."""
    assert callable(feast)
    assert feast(year) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("feast", "expected"),
    [
        ("lunar new year", "2026-02-17"),
        ("lunar new year", "1995-01-31"),
        ("ramadan", "2026-02-18"),
        ("eid al-fitr", "2026-03-20"),
        ("eid al-adha", "2026-05-27"),
        ("eid al-adha", "2025-06-06"),
        ("diwali", "2025-10-20"),
        ("diwali", "2008-10-28"),
        ("holi", "2026-03-04"),
    ],
)
def test_feasts_of_the_tables(feast: str, expected: str) -> None:
    """The tables of lunar feasts hold the days that were kept."""
    assert date.fromisoformat(expected) in feast_days(feast)


@pytest.mark.parametrize("name", sorted(FEASTS))
def test_tables_are_in_order(name: str) -> None:
    """A feast returns after a lunar year, twelve or thirteen months."""
    days = feast_days(name)

    assert all(353 <= (after - before).days <= 385 for before, after in pairwise(days))


@pytest.mark.parametrize(
    ("name", "country", "year", "expected"),
    [
        ("thanksgiving", "US", 2026, "2026-11-26"),
        ("thanksgiving", "CA", 2026, "2026-10-12"),
        ("labor day", "US", 2026, "2026-09-07"),
        ("labor day", "DE", 2026, "2026-05-01"),
        ("mother's day", "GB", 2026, "2026-03-15"),
        ("mother's day", "US", 2026, "2026-05-10"),
        ("independence day", "IN", 2026, "2026-08-15"),
        ("election day", "US", 2028, "2028-11-07"),
        ("memorial day", "US", 2026, "2026-05-25"),
        ("victoria day", "CA", 2026, "2026-05-18"),
        ("remembrance sunday", "GB", 2026, "2026-11-08"),
    ],
)
def test_holidays_by_country(name: str, country: str, year: int, expected: str) -> None:
    """A holiday's day depends on the country where its name does."""
    yearly = holiday(name, country)

    assert yearly is not None
    days = yearly(year)
    assert days is not None
    assert days[0] == date.fromisoformat(expected)


@pytest.mark.parametrize("name", NAMES)
def test_every_holiday_has_days(name: str) -> None:
    """Every holiday gives its first day no later than its last one, in the years of its table or rule."""
    found = [holiday(name, country) for country in ("US", *BY_COUNTRY.get(name, ()))]
    days = [yearly(year) for yearly in found if yearly for year in range(1989, 2050)]

    assert any(found)
    assert all(each is None or each[0] <= each[1] for each in days)


def test_nth_weekday_from_the_end() -> None:
    """The last Monday of May 2026 is the 25th."""
    assert nth_weekday(2026, 5, 0, -1) == date(2026, 5, 25)

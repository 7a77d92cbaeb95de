"""Which of the many possible days is meant: the next, the one after today, the last one."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Final

from claims.horizon.almanac import Days
from claims.horizon.values import Grain, Period

Yearly = Callable[[int], Days | None]
_YEARS_AHEAD: Final = 9
"""A yearly day recurs within so many years, 29 February across a common century year included."""


def _in_year(yearly: Yearly, year: int) -> Days | None:
    try:
        return yearly(year)
    except ValueError:
        return None


class Recurrence:
    """A feast that can fall twice in a year; called with a year for its first days in it."""

    def __init__(self, days: Iterable[Days]) -> None:
        """`days` are all its days, in order."""
        self._by_year: dict[int, list[Days]] = {}
        for each in days:
            self._by_year.setdefault(each[0].year, []).append(each)

    def __call__(self, year: int) -> Days | None:
        """The first days in the year; None outside the table."""
        return next(iter(self._by_year.get(year, ())), None)

    def all_in(self, year: int) -> list[Days]:
        """All its days in the year, in order."""
        return self._by_year.get(year, [])


def _all_in(yearly: Yearly, year: int) -> Sequence[Days]:
    if isinstance(yearly, Recurrence):
        return yearly.all_in(year)
    days = _in_year(yearly, year)
    return (days,) if days else ()


def upcoming(yearly: Yearly, today: date) -> Days | None:
    """The first occurrence whose end is not before today; None where there is none within nine years."""
    for year in range(today.year - 1, today.year + _YEARS_AHEAD):
        for days in _all_in(yearly, year):
            if days[1] >= today:
                return days
    return None


def starting_after(yearly: Yearly, today: date) -> Days | None:
    """The first occurrence that starts after today."""
    for year in range(today.year - 1, today.year + _YEARS_AHEAD):
        for days in _all_in(yearly, year):
            if days[0] > today:
                return days
    return None


def latest_past(yearly: Yearly, today: date) -> Days | None:
    """The last occurrence that ended before today."""
    for year in range(today.year, today.year - _YEARS_AHEAD, -1):
        for days in reversed(_all_in(yearly, year)):
            if days[1] < today:
                return days
    return None


def on_or_before(yearly: Yearly, today: date) -> Days | None:
    """The last occurrence that has started by today."""
    for year in range(today.year, today.year - _YEARS_AHEAD, -1):
        for days in reversed(_all_in(yearly, year)):
            if days[0] <= today:
                return days
    return None


def yearly_period(yearly: Yearly, today: date, grain: Grain, *, bare: bool = False) -> Period | None:
    """The upcoming occurrence as a period that still knows its other years."""
    days = upcoming(yearly, today)
    return Period(first=days[0], last=days[1], grain=grain, yearly=yearly, bare=bare) if days else None


def in_year(period: Period, year: int) -> Period | None:
    """The period in the year; None where it has no other years or none in that one."""
    days = _in_year(period.yearly, year) if period.yearly else None
    return moved(period, days) if days else None


def moved(period: Period, days: Days) -> Period:
    """The period on other days, with its year now fixed."""
    return Period(
        first=days[0],
        last=days[1],
        grain=period.grain,
        weekday=period.weekday,
        part=period.part,
        vague=period.vague,
        about=period.about,
    )

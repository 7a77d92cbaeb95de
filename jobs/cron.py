"""When a schedule runs: the five fields of cron (POSIX.1-2017, crontab), in a zone with its clock changes.

A sixth field in front, where it is given, names one second; without it a run is at second 0.

A run at a fixed hour happens once a day that has one, also on the days on which clocks change: a time that is skipped
is taken as if the clock had not been changed, and of a time that comes twice the first counts. With `*` hours the run
follows the hours as they pass, so a repeated one counts twice and a skipped one not at all.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Final

import msgspec

from claims.moment import zone_info

DAYS_AHEAD_MAX: Final = 366 * 9
"""How far a run is looked for: 29 February can be eight years off."""

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS: Final = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")


class CronError(ValueError):
    """A schedule that cannot be read, or that never comes."""


class Cron(msgspec.Struct, frozen=True, kw_only=True):
    """A schedule in a zone. `weekdays` count from Sunday = 0; `any_day` and so on say that the field was `*`."""

    second: int
    minutes: frozenset[int]
    hours: frozenset[int]
    days: frozenset[int]
    months: frozenset[int]
    weekdays: frozenset[int]
    any_hour: bool
    any_day: bool
    any_weekday: bool
    zone: str


def read_cron(text: str, zone: str) -> Cron:
    """The schedule that five or six fields name. Raises CronError, and MomentError for a zone that does not exist."""
    fields = text.lower().split()
    if len(fields) not in {5, 6}:
        raise CronError(
            f"{text!r} has {len(fields)} fields; give five: minute hour day month weekday, as in '0 8 * * mon', "
            "or six with the second in front"
        )
    zone_info(zone)
    second, minute, hour, day, month, weekday = fields if len(fields) == 6 else ["0", *fields]
    return Cron(
        # One second, so that no schedule can flood the ledger with reports.
        second=_number(second, 0, 59, ()),
        minutes=_field(minute, 0, 59),
        hours=_field(hour, 0, 23),
        days=_field(day, 1, 31),
        months=_field(month, 1, 12, _MONTHS, 1),
        # Sunday is both 0 and 7.
        weekdays=frozenset(number % 7 for number in _field(weekday, 0, 7, _WEEKDAYS)),
        any_hour=hour.startswith("*"),
        any_day=day.startswith("*"),
        any_weekday=weekday.startswith("*"),
        zone=zone,
    )


def next_run(cron: Cron, after: datetime) -> datetime:
    """The first run (UTC) later than `after`. Raises CronError when there is none within nine years."""
    first = after.astimezone(zone_info(cron.zone)).date() - timedelta(days=1)
    return _first(cron, lambda count: first + timedelta(days=count), lambda run: run > after, min)


def last_run(cron: Cron, until: datetime) -> datetime:
    """The last run (UTC) no later than `until`. Raises CronError when there is none within nine years."""
    last = until.astimezone(zone_info(cron.zone)).date() + timedelta(days=1)
    return _first(cron, lambda count: last - timedelta(days=count), lambda run: run <= until, max)


def _first(
    cron: Cron,
    day_at: Callable[[int], date],
    is_wanted: Callable[[datetime], bool],
    choose: Callable[[list[datetime]], datetime],
) -> datetime:
    days = (day_at(count) for count in range(DAYS_AHEAD_MAX))
    found = (
        wanted for day in days if _runs_on(cron, day) and (wanted := [r for r in _runs(cron, day) if is_wanted(r)])
    )
    # Two days with runs, since around a change of the clocks those of a day may reach into the next.
    candidates = [run for wanted in islice(found, 2) for run in wanted]
    if not candidates:
        raise CronError("this schedule names a day that never comes")
    return choose(candidates)


def _runs_on(cron: Cron, day: date) -> bool:
    if day.month not in cron.months:
        return False
    on_day, on_weekday = day.day in cron.days, day.isoweekday() % 7 in cron.weekdays
    if cron.any_day or cron.any_weekday:
        return on_day and on_weekday
    # Where both fields are given, either is enough (POSIX).
    return on_day or on_weekday


def _runs(cron: Cron, day: date) -> Iterator[datetime]:
    zone = zone_info(cron.zone)
    for hour in cron.hours:
        for minute in cron.minutes:
            wall = datetime(day.year, day.month, day.day, hour, minute, cron.second, tzinfo=zone)
            once, again = wall.astimezone(UTC), wall.replace(fold=1).astimezone(UTC)
            if not cron.any_hour or once == again:
                yield once
            elif once < again:
                yield from (once, again)


def _field(text: str, low: int, high: int, names: tuple[str, ...] = (), first: int = 0) -> frozenset[int]:
    """The numbers that a field names: `*`, a number or name, ranges, steps, and lists of them."""
    numbers: set[int] = set()
    for part in text.split(","):
        span, slash, step_text = part.partition("/")
        step = _number(step_text, 1, high, ()) if slash else 1
        begin, dash, end = span.partition("-")
        if span == "*":
            start, stop = low, high
        else:
            start = _number(begin, low, high, names, first)
            stop = _number(end, low, high, names, first) if dash else (high if slash else start)
        if start > stop:
            raise CronError(f"{part!r} runs backwards; give the lower end first")
        numbers.update(range(start, stop + 1, step))
    return frozenset(numbers)


def _number(text: str, low: int, high: int, names: tuple[str, ...], first: int = 0) -> int:
    if text in names:
        return names.index(text) + first
    if not (text.isascii() and text.isdigit()) or not low <= int(text) <= high:
        raise CronError(f"{text!r} is not a number from {low} to {high}, as this field of a schedule wants")
    return int(text)

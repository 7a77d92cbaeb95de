"""The hit rate over time: how the claims of each period turned out, by the day on which they were made."""

from collections.abc import Iterable
from datetime import date
from typing import Final, Literal, get_args

import msgspec

from claims.intervals import Rate, rate_of
from claims.model import ReadingName
from claims.scorecard import ScoredClaim

PeriodLength = Literal["month", "quarter", "year"]

PERIODS_MAX: Final = 12
"""The shortest length is taken that needs no more periods than this from the first claim to the last; else years."""

_MONTHS: Final[dict[PeriodLength, int]] = {"month": 1, "quarter": 3, "year": 12}


class PeriodRate(msgspec.Struct, frozen=True, kw_only=True):
    """The claims made in one calendar period, from its first day on: how many came true (y >= 0.5), with interval."""

    label: str
    first_day: date
    rate: Rate


class Trend(msgspec.Struct, frozen=True, kw_only=True):
    """Rates by period, in order, those without a scored claim among them; empty when nothing is scored."""

    length: PeriodLength
    periods: tuple[PeriodRate, ...] = ()


def hit_rate_over_time(rows: Iterable[ScoredClaim], reading: ReadingName) -> Trend:
    """The trend of the rows under the reading; the order of the rows does not matter. Undecided rows do not count."""
    outcomes = [(_month(row.made_at), y >= 0.5) for row in rows if (y := row.y(reading)) is not None]
    if not outcomes:
        return Trend(length="month")
    first, last = min(month for month, _ in outcomes), max(month for month, _ in outcomes)
    length = _length(first, last)
    months = _MONTHS[length]
    places = range(first // months, last // months + 1)
    held: dict[int, list[bool]] = {place: [] for place in places}
    for month, hit in outcomes:
        held[month // months].append(hit)
    return Trend(length=length, periods=tuple(_period(place, length, hits) for place, hits in held.items()))


def _length(first: int, last: int) -> PeriodLength:
    lengths: tuple[PeriodLength, ...] = get_args(PeriodLength)
    for length in lengths:
        if last // _MONTHS[length] - first // _MONTHS[length] < PERIODS_MAX:
            return length
    return "year"


def _month(made_at: str) -> int:
    """Months since the year 0, of the day as it was written."""
    day = date.fromisoformat(made_at[:10])
    return day.year * 12 + day.month - 1


def _period(place: int, length: PeriodLength, hits: list[bool]) -> PeriodRate:
    year, month = divmod(place * _MONTHS[length], 12)
    labels = {"month": f"{year}-{month + 1:02}", "quarter": f"{year} Q{month // 3 + 1}", "year": str(year)}
    return PeriodRate(label=labels[length], first_day=date(year, month + 1, 1), rate=rate_of(sum(hits), len(hits)))

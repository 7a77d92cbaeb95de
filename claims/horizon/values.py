"""What the rules pass to one another: numbers, lengths of time, periods, clock times and the windows found."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Literal

import msgspec

from claims.horizon.almanac import Days
from claims.model import Openness, Shape

Grain = Literal["clock", "hour", "day", "week", "month", "quarter", "season", "year", "decade", "century"]
Part = Literal["", "end", "part"]


class Number(msgspec.Struct, frozen=True, gc=False):
    """A number in words or figures; `vague` for "few" and "several" (their upper bound is given)."""

    value: float
    vague: bool = False


class Length(msgspec.Struct, frozen=True, gc=False):
    """An amount of time in calendar parts. `business` counts Mondays to Fridays."""

    months: int = 0
    days: int = 0
    hours: float = 0
    minutes: float = 0
    business: int = 0


class Duration(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A length, or two of them: "two weeks", "one or two days" (`joint` "or"), "two to three weeks" (`joint` "to")."""

    low: Length
    high: Length
    grain: Grain
    joint: Literal["", "or", "to"] = ""
    about: bool = False
    vague: bool = False
    hard: bool = False
    at_least: bool = False
    unit: str = ""


class Clock(msgspec.Struct, frozen=True, gc=False):
    """A time of day in minutes after midnight (1440 ends the day) and its zone, None for the statement's."""

    minutes: int
    zone: str | None = None


class Period(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A stretch of days, both inclusive.

    `yearly` gives its days in another year where the words name none, `weekday` (Monday is 0) is set for a bare
    weekday. `bare` periods ("March", "2026") are read only behind a preposition. `unit` is set for "the week" and the
    like, which mean a period only in some places. `opens_at`..`closes_at` are instants (UTC) where a clock was given;
    `rest` marks the rest of a period that has begun.
    """

    first: date
    last: date
    grain: Grain
    yearly: Callable[[int], Days | None] | None = None
    weekday: int | None = None
    bare: bool = False
    part: Part = ""
    vague: bool = False
    about: bool = False
    unit: str = ""
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    past: bool = False
    rest: bool = False


class Found(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A window before it is tied to its words; `kept` is the first day that a claim keeps of it.

    `named_last` is the last day of the period that the words name where `latest` does not say it, and `dated` is False
    for the vague phrases that leave a claim undated.
    """

    shape: Shape
    openness: Openness
    earliest: date | None = None
    latest: date | None = None
    default_latest: date | None = None
    strict_latest: date | None = None
    lenient_latest: date | None = None
    earliest_at: datetime | None = None
    deadline_at: datetime | None = None
    kept: date | None = None
    named_last: date | None = None
    dated: bool = True


class Suppressed(msgspec.Struct, frozen=True, gc=False):
    """Words about the past, or otherwise no horizon; they are taken up so that no other rule reads them."""


class DateMention(msgspec.Struct, frozen=True, gc=False):
    """A plain date, past or to come, at `start`..`end` (exclusive): the days it may mean, both inclusive."""

    start: int
    end: int
    earliest: date
    latest: date

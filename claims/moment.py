"""When something was said: a day in a zone, and the instant where one is known.

RFC 3339 texts come in as they were given ("2025-11-22" or "2025-11-22T18:30:00+03:00") and are kept so; a `Moment` is
what the rules calculate with.
"""

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

import msgspec

YEAR_MIN: Final = 1900
YEAR_MAX: Final = 2200
"""Statements outside these years (both inclusive) are refused: a window must stay within what a date can hold."""

_OFFSET = re.compile(r"([+-])(\d\d):(\d\d)\Z")
_DAY = re.compile(r"\d{4}-\d\d-\d\d\Z")
_INSTANT = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)\Z")


class MomentError(ValueError):
    """A date, instant or time zone that cannot be used; the message says what was given and what is wanted."""


class Moment(msgspec.Struct, frozen=True):
    """A day in a zone, and where the clock is known too the instant (aware, UTC).

    `zone` is an IANA name ("Europe/Kyiv"), an offset ("+03:00") or "UTC".
    """

    day: date
    at: datetime | None = None
    zone: str = "UTC"


@lru_cache(maxsize=1024)
def zone_info(zone: str) -> tzinfo:
    """The zone named by an IANA name, an offset such as "+03:00", or "UTC". Raises MomentError for any other text."""
    if zone in {"UTC", "Z"}:
        return UTC
    if match := _OFFSET.match(zone):
        sign, hours, minutes = match.groups()
        amount = timedelta(hours=int(hours), minutes=int(minutes))
        if int(minutes) > 59 or amount >= timedelta(hours=24):
            raise MomentError(f"{zone!r} is not a UTC offset; give one such as '+03:00'")
        return timezone(amount if sign == "+" else -amount)
    try:
        return ZoneInfo(zone)
    except (ValueError, OSError, KeyError):
        raise MomentError(f"{zone!r} is not a time zone; give an IANA name such as 'Europe/Kyiv'") from None


def read_moment(text: str, zone: str | None = None) -> Moment:
    """The moment that an RFC 3339 date or instant names.

    The day is the one in `zone`, else in the offset that an instant carries, else in UTC. Raises MomentError when the
    text is neither a date nor an instant with an offset, or lies outside YEAR_MIN..YEAR_MAX.
    """
    try:
        moment = _read_day(text, zone) if _DAY.match(text) else _read_instant(text, zone)
    except (ValueError, OverflowError) as error:
        if isinstance(error, MomentError):
            raise
        raise _unreadable(text) from None
    if not YEAR_MIN <= moment.day.year <= YEAR_MAX:
        raise MomentError(f"{text!r} is out of range; years {YEAR_MIN} to {YEAR_MAX} are accepted")
    return moment


def _read_day(text: str, zone: str | None) -> Moment:
    zone_info(zone or "UTC")
    return Moment(date.fromisoformat(text), None, zone or "UTC")


def _read_instant(text: str, zone: str | None) -> Moment:
    if not _INSTANT.match(text):
        raise _unreadable(text)
    given = datetime.fromisoformat(text.upper().replace(" ", "T"))
    if zone is None:
        offset = text[-6:]
        zone = offset if _OFFSET.match(offset) and given.utcoffset() else "UTC"
    return Moment(given.astimezone(zone_info(zone)).date(), given.astimezone(UTC), zone)


def _unreadable(text: str) -> MomentError:
    return MomentError(
        f"{text!r} is not a date; give one such as '2025-11-22', or an instant with its offset such as "
        "'2025-11-22T18:30:00+03:00'"
    )


def day_start(day: date, zone: str) -> datetime:
    """The instant (UTC) at which `day` begins in `zone`; the end of a day is the start of the next."""
    return datetime(day.year, day.month, day.day, tzinfo=zone_info(zone)).astimezone(UTC)

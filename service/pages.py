"""Lists in pages: how many rows, where the next page begins, and what a page looks like."""

import base64
import binascii
import re
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Final, Generic, TypeVar
from uuid import UUID

import msgspec
from litestar.params import QueryParameter

from service.problems import RequestError
from storage.timeline import Place

LIMIT_DEFAULT: Final = 50
LIMIT_MAX: Final = 500
"""The most rows that one page of the service holds."""

Limit = Annotated[
    int, QueryParameter(ge=1, le=LIMIT_MAX, description=f"How many rows at most, 1 to {LIMIT_MAX}.", required=False)
]
Cursor = Annotated[
    str | None,
    QueryParameter(
        min_length=1, max_length=200, description="Where to go on: `next` of the page before.", required=False
    ),
]

IdQuery = Annotated[str | None, QueryParameter(min_length=1, max_length=64, required=False)]
AssigneeQuery = Annotated[
    str | None,
    QueryParameter(min_length=1, max_length=200, description="The name of who is to resolve them.", required=False),
]
TopicQuery = Annotated[str | None, QueryParameter(min_length=1, max_length=80, required=False)]

T = TypeVar("T")

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_PLACE: Final = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2}) (-?[0-9]{1,17}) ([0-9]) ([0-9a-f]{32}) ([0-9]{1,9}) ([0-9a-f]{32}) ([0-9a-f]{32})"
)


class Page(msgspec.Struct, Generic[T], frozen=True, kw_only=True):
    """Some rows of a list. `next` is the cursor of the page after this one, null on the last page."""

    items: tuple[T, ...]
    next: str | None


def cut_page(rows: Sequence[T], limit: int, key: Callable[[T], str]) -> Page[T]:
    """The page of the first `limit` of the rows, which were asked for with one more; `key` makes its cursor."""
    kept = tuple(rows[:limit])
    return Page(items=kept, next=_encode(key(kept[-1])) if len(rows) > limit else None)


def cut_after(rows: Sequence[T], cursor: str | None, limit: int, key: Callable[[T], str]) -> Page[T]:
    """The page after the row that the cursor names, of a whole list; `key` tells each row from all others.

    Raises RequestError when no row has that key (any more).
    """
    start = 0
    if cursor:
        last = _decode(cursor)
        start = next((place for place, row in enumerate(rows, 1) if key(row) == last), 0)
        if not start:
            raise _not_a_cursor()
    return cut_page(rows[start : start + limit + 1], limit, key)


def cursor_of(row_id: str | None) -> str | None:
    """The cursor that `after_id` reads; null for null."""
    return _encode(row_id) if row_id else None


def after_id(cursor: str | None) -> str | None:
    """The id that a cursor stands for; null without a cursor. Raises RequestError for what was never a cursor."""
    return _check_id(_decode(cursor)) if cursor else None


def after_time(cursor: str | None) -> tuple[datetime, str] | None:
    """The instant and the id that a cursor made by `time_key` stands for; null without a cursor.

    Raises RequestError for what was never such a cursor.
    """
    if not cursor:
        return None
    try:
        text, _, row_id = _decode(cursor).partition(" ")
        instant = datetime.fromisoformat(text)
    except ValueError:
        raise _not_a_cursor() from None
    if instant.tzinfo is None:
        raise _not_a_cursor()
    return instant, _check_id(row_id)


def time_key(instant: datetime, row_id: str) -> str:
    """What a cursor into a list sorted by an instant and an id holds."""
    return f"{instant.isoformat()} {row_id}"


def after_count(cursor: str | None) -> tuple[int, str] | None:
    """The number and the id that a cursor made by `count_key` stands for; null without a cursor.

    Raises RequestError for what was never such a cursor.
    """
    if not cursor:
        return None
    number, _, row_id = _decode(cursor).partition(" ")
    if not number.isdecimal() or len(number) > 9:
        raise _not_a_cursor()
    return int(number), _check_id(row_id)


def count_key(count: int, row_id: str) -> str:
    """What a cursor into a list sorted by a number and an id holds."""
    return f"{count} {row_id}"


def after_place(cursor: str | None) -> Place | None:
    """The place on the timeline that a cursor stands for; null without a cursor.

    Raises RequestError for what was never such a cursor.
    """
    if not cursor:
        return None
    match = _PLACE.fullmatch(_decode(cursor))
    if not match:
        raise _not_a_cursor()
    day, micros, place, article, start, claim, row = match.groups()
    try:
        earliest, at = date.fromisoformat(day), _EPOCH + timedelta(microseconds=int(micros))
    except (ValueError, OverflowError):
        raise _not_a_cursor() from None
    article_id, claim_id, row_id = (str(UUID(text)) for text in (article, claim, row))
    return Place(
        earliest=earliest,
        at=at,
        place=int(place),
        article_id=article_id,
        start=int(start),
        claim_id=claim_id,
        row_id=row_id,
    )


def place_cursor(place: Place | None) -> str | None:
    """The cursor that `after_place` reads; null for null."""
    if place is None:
        return None
    micros = (place.at - _EPOCH) // timedelta(microseconds=1)
    article, claim, row = (UUID(text).hex for text in (place.article_id, place.claim_id, place.row_id))
    return _encode(f"{place.earliest} {micros} {place.place} {article} {place.start} {claim} {row}")


def _encode(key: str) -> str:
    return base64.urlsafe_b64encode(key.encode()).decode().rstrip("=")


def _decode(cursor: str) -> str:
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        return base64.b64decode(padded, altchars=b"-_", validate=True).decode()
    except (binascii.Error, ValueError):
        raise _not_a_cursor() from None


def _check_id(row_id: str) -> str:
    """The id itself. Raises RequestError for what is no UUID, or written as no id is."""
    try:
        if str(UUID(row_id)) == row_id:
            return row_id
    except ValueError:
        pass
    raise _not_a_cursor()


def _not_a_cursor() -> RequestError:
    return RequestError("invalid-request", "is not a cursor; give `next` of the page before", "cursor")

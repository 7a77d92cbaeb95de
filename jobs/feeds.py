"""Feeds as they come from the web: RSS, Atom and JSON, well made or broken, as plain entries."""

from typing import Any, Final
from urllib.parse import urljoin

import msgspec

from claims.moment import MomentError, read_moment
from jobs.errors import InputError

ENTRIES_MAX: Final = 200
"""The most entries of a feed that are looked at, the first ones: feeds list the newest first."""

URL_LENGTH_MAX: Final = 2_000
"""The longest URL of an entry, in characters; a longer one is left out."""


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """An entry of a feed. `mark` is another once it was changed; `published_at` is null where it does not say."""

    url: str
    mark: str
    title: str | None = None
    published_at: str | None = None


def read_feed(data: bytes, url: str) -> tuple[Entry, ...]:
    """The entries of a feed at the URL, in its order, those without an http or https link left out.

    Raises InputError for what is no feed.
    """
    found = _fast(data)
    if found is None:
        found = _lenient(data)
    if found is None:
        raise InputError("there is no feed: neither RSS nor Atom nor a JSON feed")
    entries = (_entry(each, url) for each in found[:ENTRIES_MAX])
    return tuple(entry for entry in entries if entry)


def _fast(data: bytes) -> list[Any] | None:
    from fastfeedparser import (  # type: ignore[import-untyped] # noqa: PLC0415 - heavy: only polling pays for it
        parse,
    )

    # Whatever it makes of hostile bytes, the other reader is asked next.
    try:
        return list(parse(data, include_content=False, include_media=False, include_enclosures=False).entries)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, LookupError):
        return None


def _lenient(data: bytes) -> list[Any] | None:
    from feedparser import parse  # type: ignore[import-untyped] # noqa: PLC0415 - likewise

    found = parse(data, sanitize_html=False, resolve_relative_uris=False)
    return list(found.entries) if found.get("version") else None


def _entry(found: Any, base: str) -> Entry | None:
    link = _text(found.get("link")) or ""
    try:
        url = urljoin(base, link) if link else ""
    except ValueError:
        return None
    if not url.startswith(("http://", "https://")) or len(url) > URL_LENGTH_MAX:
        return None
    marks = [_text(found.get(name)) or "" for name in ("id", "updated", "published", "title")]
    return Entry(
        url=url,
        mark="\n".join([url, *marks]),
        title=_text(found.get("title")),
        published_at=_moment(_text(found.get("published"))),
    )


def _text(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _moment(text: str | None) -> str | None:
    """The date or instant, if it is one that an article may have."""
    if text is None:
        return None
    try:
        read_moment(text, None)
    except MomentError:
        return None
    return text

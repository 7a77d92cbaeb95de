"""Pages as they come from the web, turned into articles: the main text, and what the page says of itself."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, Final

import msgspec

from claims.blank import is_blank
from jobs.errors import InputError
from jobs.requests import HTML_LENGTH_MAX, TEXT_LENGTH_MAX

LINE_LENGTH_MAX: Final = 200
"""How much of a title, an author or a publisher is kept, in characters."""

TAGS_MAX: Final = 30_000
"""The most tags in a page: the time that the extraction takes grows with their square, to three seconds for so many.

Two megabytes of nothing but tags took five minutes. A long live blog has some ten thousand.
"""

_TAG: Final = re.compile(r"<[a-z/]", re.IGNORECASE)
_META_BYTES: Final = 4_096
"""Where a page may name its charset: HTML asks for the first 1,024 bytes, and some come a little later."""

_META_CHARSET: Final = re.compile(
    rb"<meta[^>]{0,200}charset\s{0,5}=\s{0,5}[\"']?([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE
)
_MARKS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_OFFSET: Final = re.compile(r"([+-]\d\d)(\d\d)$")


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """What a page holds. `text` has a blank line between paragraphs. What the page does not say is null.

    `published_at` is an instant with its offset where the page gives one, and else the day.
    """

    text: str
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published_at: str | None = None


def decode(data: bytes, charset: str | None = None) -> str:
    """The bytes as text: by their mark, by the `charset` that came with them, as UTF-8, by what the page says, or else
    by what they look like.

    Raises InputError for bytes that are no text.
    """
    for name in _charsets(data, charset):
        try:
            return data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    from charset_normalizer import from_bytes  # noqa: PLC0415 - heavy, and few pages come to this

    best = from_bytes(data).best()
    if best is None:
        raise InputError("no charset fits the bytes: they are no text")
    return str(best)


def _charsets(data: bytes, charset: str | None) -> Iterator[str]:
    yield from (name for mark, name in _MARKS if data.startswith(mark))
    if charset:
        yield charset
    yield "utf-8"
    if found := _META_CHARSET.search(data[:_META_BYTES]):
        yield found[1].decode("ascii")


def looks_like_html(text: str) -> bool:
    """Whether a text begins as a page does."""
    start = text[:1000].lstrip("\ufeff \t\r\n").lower()
    return start.startswith(("<!doctype html", "<html", "<?xml", "<head", "<body", "<!--"))


def read_page(html: str, *, url: str | None, now: datetime) -> Page:
    """The page's main text and what it says of itself; `now` only bounds the date, which is never made up.

    Raises InputError for a page in which there is no text, or more of it or of tags than an article has.
    """
    from trafilatura import bare_extraction  # noqa: PLC0415 - heavy: only pages pay for it

    if len(html) > HTML_LENGTH_MAX:
        raise InputError(f"the page has more than {HTML_LENGTH_MAX} characters", "html")
    if sum(1 for _ in _TAG.finditer(html)) > TAGS_MAX:
        raise InputError(f"the page has more than {TAGS_MAX} tags; give the article's text", "html")
    found: Any = bare_extraction(
        html,
        url=url,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        # The date of first publication, from what the page says of itself and from its URL; never guessed from a text
        # that merely mentions a day.
        date_extraction_params={
            "original_date": True,
            "extensive_search": False,
            "outputformat": "%Y-%m-%dT%H:%M:%S%z",
            # Somewhere it is tomorrow already.
            "max_date": (now + timedelta(days=1)).strftime("%Y-%m-%d"),
        },
    )
    title = _line(found.title) if found else None
    text = _text(found.text or "", title) if found else ""
    if is_blank(text):
        raise InputError("no article was found in the page; give its text", "html" if url is None else "url")
    if len(text) > TEXT_LENGTH_MAX:
        raise InputError(f"the page's text has more than {TEXT_LENGTH_MAX} characters")
    return Page(
        text=text,
        title=title,
        author=_line(found.author),
        publisher=_line(found.sitename),
        published_at=_published(found.date),
    )


def _text(found: str, title: str | None) -> str:
    """The paragraphs with a blank line between them, without a headline that stands in the title already."""
    paragraphs = [line.strip() for line in found.splitlines() if line.strip()]
    if paragraphs and _line(paragraphs[0]) == title:
        del paragraphs[0]
    return "\n\n".join(paragraphs)


def _line(found: str | None) -> str | None:
    """A value as one line; null where there is nothing in it."""
    line = " ".join("".join(char if char.isprintable() else " " for char in found or "").split())
    return line[:LINE_LENGTH_MAX].strip() or None


def _published(found: str | None) -> str | None:
    """The instant where its offset is known, else the day: a time without an offset is no instant."""
    if not found:
        return None
    offset = _OFFSET.search(found)
    return _OFFSET.sub(r"\1:\2", found) if offset else found[:10]

"""What an article lacks, taken from its page: the text, the title, the author, the date."""

from datetime import datetime
from typing import Final

import msgspec

from jobs.errors import InputError
from jobs.fetch import Fetched, Fetcher, FetchError, Wanted
from jobs.pages import Page, decode, read_page
from jobs.requests import HTML_LENGTH_MAX, TEXT_LENGTH_MAX, NewArticle

PAGE_BYTES_MAX: Final = 4 * HTML_LENGTH_MAX
"""The longest page that is fetched, in bytes: a character has four at most."""

_HTML_TYPES: Final = frozenset({"text/html", "application/xhtml+xml"})
_ACCEPT: Final = "text/html, application/xhtml+xml, text/plain;q=0.5"


class CompleteArticle(msgspec.Struct, frozen=True, kw_only=True):
    """An article with all that it must have."""

    text: str
    published_at: str
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    author: str | None = None
    country: str | None = None
    time_zone: str | None = None


def complete(request: NewArticle, fetcher: Fetcher | None, now: datetime) -> CompleteArticle:
    """The article that is meant. What the request gives wins over what the page says of itself.

    Raises InputError for a page without an article, or without a date where the request gives none: the day on which
    it comes in is never taken for it. Raises FetchError where the page cannot be had.
    """
    given = {name: getattr(request, name) for name in CompleteArticle.__struct_fields__}
    if request.text is None:
        page, url = _page(request, fetcher, now)
        found = {**msgspec.structs.asdict(page), "url": url}
        given = {name: found.get(name) if value is None else value for name, value in given.items()}
        given["url"] = url
    if given["published_at"] is None:
        raise InputError("the page does not say when it was published; give the date or the instant", "published_at")
    return CompleteArticle(**given)


def _page(request: NewArticle, fetcher: Fetcher | None, now: datetime) -> tuple[Page, str | None]:
    """The page, and where it stands in the end."""
    if request.html is not None:
        return read_page(request.html, url=request.url, now=now), request.url
    if fetcher is None or request.url is None:
        raise InputError("nothing is fetched here; give the page's html or its text", "url")
    fetched = fetch_page(fetcher, request.url)
    return page_of(fetched, now), fetched.url


def fetch_page(fetcher: Fetcher, url: str) -> Fetched:
    """The page at the URL. Raises FetchError where there is none."""
    fetched = fetcher.fetch(Wanted(url=url, headers={"accept": _ACCEPT}, bytes_max=PAGE_BYTES_MAX))
    if not 200 <= fetched.status < 300:
        raise FetchError(f"{fetched.url} answered {fetched.status}")
    return fetched


def page_of(fetched: Fetched, now: datetime) -> Page:
    """What was fetched, read as a page or as plain text. Raises InputError for anything else."""
    kind = fetched.content_type
    if kind not in _HTML_TYPES | {"text/plain", ""}:
        raise InputError(f"{fetched.url} is {kind[:100]}; bythen reads HTML and plain text", "url")
    text = decode(fetched.body, fetched.charset)
    if kind == "text/plain":
        if len(text) > TEXT_LENGTH_MAX:
            raise InputError(f"the text has more than {TEXT_LENGTH_MAX} characters", "url")
        return Page(text=text)
    return read_page(text, url=fetched.url, now=now)

"""Reads the pages that a resolution rests on: the digest of what came, and a part of it, since pages change."""

import hashlib
from datetime import datetime
from typing import Final, TypeVar

import msgspec

from jobs.errors import InputError
from jobs.fetch import Fetched, Fetcher, FetchError, Wanted
from jobs.pages import decode, looks_like_html, read_page
from jobs.requests import NewEvidence, NewResolution

EXCERPT_LENGTH: Final = 600
"""How much of a page is kept, in characters."""

Request = TypeVar("Request", bound=NewResolution)


def read_evidence(fetcher: Fetcher, request: Request, now: datetime) -> Request:
    """The request with the digest and an excerpt of each page in it that has none yet.

    Raises InputError for a page that cannot be read: it can be cited unread instead.
    """
    read = tuple(_read(fetcher, each, number, now) for number, each in enumerate(request.evidence))
    return msgspec.structs.replace(request, evidence=read)


def _read(fetcher: Fetcher, evidence: NewEvidence, number: int, now: datetime) -> NewEvidence:
    if evidence.url is None or evidence.sha256:
        return evidence
    field = f"evidence[{number}].url"
    try:
        fetched = fetcher.fetch(Wanted(url=evidence.url))
    except FetchError as error:
        raise InputError(f"could not be read ({error}); leave out read_pages to cite it unread", field) from None
    if fetched.status >= 400:
        raise InputError(f"answered {fetched.status}; leave out read_pages to cite it unread", field)
    sha256 = hashlib.sha256(fetched.body).hexdigest()
    return msgspec.structs.replace(evidence, sha256=sha256, excerpt=_excerpt(_text(fetched, now), evidence.quote))


def _text(fetched: Fetched, now: datetime) -> str:
    """The page's words, as far as it has any that can be read."""
    text = decode(fetched.body, fetched.charset)
    if not looks_like_html(text):
        return text
    try:
        return read_page(text, url=fetched.url, now=now).text
    except InputError:
        return ""


def _excerpt(text: str, quote: str | None) -> str | None:
    """The words around the quote where they are there, else the first ones; null without any."""
    words = " ".join(text.split())
    found = words.find(" ".join(quote.split())) if quote else -1
    start = max(0, found - EXCERPT_LENGTH // 3)
    return words[start : start + EXCERPT_LENGTH].strip() or None

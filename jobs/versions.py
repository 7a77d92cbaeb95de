"""Where an article stands: the same one at several URLs, and other texts at one URL, which are its versions."""

import hashlib
from collections.abc import Sequence
from typing import Final

import httpx
import msgspec

from claims.model import Article
from claims.reading.model import Reading
from jobs.errors import InputError, StateConflict
from jobs.ids import new_id
from jobs.steps import Steps
from storage.events import Added
from storage.incoming import ArticleUrl
from storage.ledger import KeyIsNew, Ledger

VERSIONS_MAX: Final = 100
"""The most versions of one article that are kept."""

SCOPE: Final = "article_url"
"""The keys that say which article stood at a URL as its first, second, ... version."""


class ArticleVersion(msgspec.Struct, frozen=True, kw_only=True):
    """An article as version `number` of what stands at a URL."""

    number: int
    article_id: str


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """What storing an article at its URL takes: a row where it is not the first there, and the URL's key."""

    before: tuple[str, ...] = ()
    steps: tuple[Added, ...] = ()
    preconditions: tuple[KeyIsNew, ...] = ()


def url_key(url: str) -> str:
    """The key of a URL: equal for those that differ in case of the host, in a default port or in a fragment only."""
    try:
        plain = str(httpx.URL(url).copy_with(fragment=None))
    except httpx.InvalidURL:
        # Nothing can be fetched from there, but somebody says that the article does stand there.
        plain = url
    return hashlib.sha256(plain.encode()).hexdigest()


def place_new(ledger: Ledger, article: Article, steps: Steps) -> Place:
    """How an article with a new text comes to stand at its URL; `before` are those that stood there, oldest first.

    Raises InputError where there are VERSIONS_MAX already, and StateConflict where what stood there was redacted: a
    page that was edited a little would bring its words back.
    """
    if article.url is None:
        return Place()
    key = url_key(article.url)
    before = _articles_at(ledger, key)
    if len(before) >= VERSIONS_MAX:
        raise InputError(f"{VERSIONS_MAX} versions of what stands there are kept already; no more are", "url")
    for article_id in before:
        if found := ledger.redactions(subject_id=article_id, limit=1):
            raise StateConflict(
                f"what stood at this URL was redacted as article {article_id} on "
                f"{found[0].recorded_at.date().isoformat()} by {found[0].actor}; no later version of it is taken"
            )
    number = len(before) + 1
    taken = KeyIsNew(scope=SCOPE, key=f"{key} {number}", subject_id=article.id)
    if not before:
        return Place(preconditions=(taken,))
    row = _row(article, before[0], article.url, number, steps)
    return Place(before=before, steps=(steps.added(row, "article_url.added"),), preconditions=(taken,))


def place_known(ledger: Ledger, article: Article, url: str | None, steps: Steps) -> Place:
    """How an article that is stored already comes to stand at another URL too; nothing where it is known to.

    A URL at which something else stands keeps that: it went back to an older text.
    """
    if url is None or (article.url is not None and url_key(url) == url_key(article.url)):
        return Place()
    key = url_key(url)
    if _articles_at(ledger, key):
        return Place()
    row = _row(article, article.id, url, 1, steps)
    taken = KeyIsNew(scope=SCOPE, key=f"{key} 1", subject_id=article.id)
    return Place(steps=(steps.added(row, "article_url.added"),), preconditions=(taken,))


def versions_of(ledger: Ledger, article: Article) -> tuple[ArticleVersion, ...]:
    """The versions among which the article is, sorted by number; only itself where there is no other."""
    rows = ledger.article_urls(article.id)
    first = next((row.first_id for row in rows if row.number > 1), article.id)
    later = ledger.article_versions(first)
    return (
        ArticleVersion(number=1, article_id=first),
        *(ArticleVersion(number=row.number, article_id=row.article_id) for row in later),
    )


def urls_of(ledger: Ledger, article: Article) -> tuple[str, ...]:
    """Where the article stands: its own URL first."""
    found = [article.url] if article.url else []
    return tuple(dict.fromkeys([*found, *(row.url for row in ledger.article_urls(article.id))]))


def fresh(ledger: Ledger, article_id: str, reading: Reading) -> Reading:
    """The reading without what the versions before this article say in the same words."""
    mine = next((row for row in ledger.article_urls(article_id) if row.number > 1), None)
    if mine is None:
        return reading
    later = (row.article_id for row in ledger.article_versions(mine.first_id) if row.number < mine.number)
    return without_repeats(ledger, (mine.first_id, *later), reading)


def without_repeats(ledger: Ledger, before: Sequence[str], reading: Reading) -> Reading:
    """The reading without claims and dated events that these articles have in the same words."""
    if not before:
        return reading
    claims = {_words(claim.text) for article_id in before for claim in ledger.article_claims(article_id)}
    entries = {_words(mention.text) for mention in ledger.mentions(before)}
    return msgspec.structs.replace(
        reading,
        claims=tuple(claim for claim in reading.claims if _words(claim.text) not in claims),
        entries=tuple(entry for entry in reading.entries if _words(entry.text) not in entries),
        # It names claims by their places, which are others now.
        trace=(),
    )


def _words(text: str) -> str:
    return " ".join(text.split())


def _articles_at(ledger: Ledger, key: str) -> tuple[str, ...]:
    """The articles that stood at a URL, oldest first. Each is looked up by its key, which reads no table."""
    found: list[str] = []
    while len(found) < VERSIONS_MAX:
        name = f"{key} {len(found) + 1}"
        owner = ledger.owner_of(SCOPE, [name]).get(name)
        if owner is None:
            break
        found.append(owner)
    return tuple(found)


def _row(article: Article, first_id: str, url: str, number: int, steps: Steps) -> ArticleUrl:
    return ArticleUrl(
        id=new_id(), article_id=article.id, first_id=first_id, url=url, number=number, recorded_at=steps.now
    )

"""Reads stored articles again under the rules of today, shows what differs, and changes it when asked to."""

from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from datetime import datetime
from typing import Final, NamedTuple

import msgspec

from claims.model import Article
from claims.reading.model import Reading
from claims.reading.read import RULESET
from jobs.differences import Difference, Plan
from jobs.errors import InputError, StateConflict
from jobs.ingest import ATTEMPTS, read_article
from jobs.llm import LLM
from jobs.steps import Steps
from jobs.versions import fresh
from storage.errors import Conflict
from storage.events import is_redacted
from storage.ledger import Committed, Ledger

CHARACTERS_MAX: Final = 2_000_000
"""A page of articles ends once so many characters were read: about four seconds at 100,000 words a second."""


class ArticleReread(msgspec.Struct, frozen=True, kw_only=True):
    """An article read again: what differs, sorted by where it stands, and how many claims are as they were.

    `error` says why the rules of today cannot read it; then its claims stay as they are.
    """

    article_id: str
    title: str | None
    unchanged: int
    differences: tuple[Difference, ...] = ()
    error: str | None = None


class Rereading(msgspec.Struct, frozen=True, kw_only=True):
    """Articles read again under `ruleset`, newest first. `applied`: what differs was changed, and not only shown.

    `articles` is how many there are in all; `next` is where to go on, null at the end.
    """

    ruleset: str
    applied: bool
    articles: int
    items: tuple[ArticleReread, ...]
    next: str | None


def reread_article(ledger: Ledger, article_id: str, *, apply: bool, actor: str, now: datetime) -> Rereading:
    """What differs in one article; with `apply` it is changed, whole or not at all. Raises NotFound, StateConflict."""
    items = _reread(ledger, [ledger.article(article_id)], Steps(actor, now), apply)
    return Rereading(ruleset=RULESET, applied=apply, articles=1, items=items, next=None)


def reread_articles(  # noqa: PLR0913 - what to do, by whom, when, and which page
    ledger: Ledger, *, apply: bool, actor: str, now: datetime, limit: int, before: str | None = None
) -> Rereading:
    """What differs in a page of articles, those older than the id `before`; `next` is the last one's id.

    With `apply` each article is changed by itself, whole or not at all. Raises StateConflict when one is changed by
    others all the time; asking for the page again goes on from there.
    """
    articles = ledger.articles(limit=limit + 1, before=before)
    items = _reread(ledger, tuple(_cut(articles[:limit])), Steps(actor, now), apply)
    following = items[-1].article_id if len(items) < len(articles) else None
    return Rereading(ruleset=RULESET, applied=apply, articles=ledger.article_count(), items=items, next=following)


def _cut(articles: Sequence[Article]) -> Iterator[Article]:
    """The articles up to the one that makes the page full."""
    characters = 0
    for article in articles:
        yield article
        characters += len(article.text)
        if characters >= CHARACTERS_MAX:
            return


class _Read(NamedTuple):
    """An article read again: what was found, or why it could not be read."""

    article: Article
    reading: Reading | InputError


def _read(ledger: Ledger, article: Article) -> _Read:
    if is_redacted(article):
        return _Read(article, InputError("something was redacted in its text, so that its claims stay as they are"))
    if any(claim.ruleset.startswith(LLM) for claim in ledger.article_claims(article.id)):
        return _Read(article, InputError("a language model has read it; the rules of today do not read it again"))
    try:
        return _Read(article, fresh(ledger, article.id, read_article(article)))
    except InputError as error:
        return _Read(article, error)


def _reread(ledger: Ledger, articles: Sequence[Article], steps: Steps, apply: bool) -> tuple[ArticleReread, ...]:
    """The articles read again, and changed if that is wanted. All changes are submitted at once, to share commits."""
    read = [_read(ledger, article) for article in articles]
    plans = [_plan(ledger, each, steps) for each in read]
    commits = [ledger.submit(plan.change()) if apply and plan and plan.moves else None for plan in plans]
    begun = zip(read, plans, commits, strict=True)
    return tuple(
        _answer(ledger, each, _settle(ledger, each, plan, commit, steps), apply) for each, plan, commit in begun
    )


def _plan(ledger: Ledger, read: _Read, steps: Steps) -> Plan | None:
    if isinstance(read.reading, InputError):
        return None
    return Plan(ledger, read.article, read.reading, steps, RULESET)


def _settle(
    ledger: Ledger, read: _Read, plan: Plan | None, commit: "Future[Committed] | None", steps: Steps
) -> Plan | None:
    """The plan that was carried out in the end; null where the article could not be read."""
    for attempt in range(ATTEMPTS):
        if attempt:
            # A claim was flagged or decided on meanwhile, or somebody else read the article again or took a speaker's
            # name: what differs is found out anew.
            plan = _plan(ledger, read, steps)
            commit = ledger.submit(plan.change()) if plan and plan.moves else None
        try:
            if commit:
                commit.result()
        except Conflict:
            continue
        return plan
    raise StateConflict(f"the claims of article {read.article.id} are being changed by others just now; try again")


def _answer(ledger: Ledger, read: _Read, plan: Plan | None, apply: bool) -> ArticleReread:
    article = read.article
    if plan is None:
        count = len(ledger.article_claims(article.id))
        return ArticleReread(article_id=article.id, title=article.title, unchanged=count, error=str(read.reading))
    found = sorted(plan.differences, key=lambda each: (each.start, each.end))
    if not apply:
        found = [msgspec.structs.replace(each, claim_id=None) if each.action == "added" else each for each in found]
    return ArticleReread(article_id=article.id, title=article.title, unchanged=plan.unchanged, differences=tuple(found))

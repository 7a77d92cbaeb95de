"""Articles: sent in to be read, and handed out as they were stored."""

from datetime import datetime
from typing import Annotated

import msgspec
from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.enums import RequestEncodingType
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import BodyKwarg, FromPath

from claims.model import Article, Claim
from jobs.fetch import Fetcher
from jobs.ingest import Ingested, ingest_article
from jobs.llm import LlmReader
from jobs.once import Once
from jobs.requests import NewArticle
from jobs.schedule import Scheduler
from jobs.versions import ArticleVersion, urls_of, versions_of
from service.examples import ARTICLE, PAGE
from service.pages import LIMIT_DEFAULT, Cursor, Limit, Page, after_id, cut_page
from service.responses import READ, READ_ONE, WRITE, problems
from storage.ledger import Ledger
from storage.records import ArticleEntry, Redaction

ArticleBody = Annotated[NewArticle, BodyKwarg(media_type=RequestEncodingType.JSON, examples=[ARTICLE, PAGE])]


class ArticleAndClaims(msgspec.Struct, frozen=True, kw_only=True):
    """An article, and its claims sorted by where they stand in it; `redaction` says why its words are gone.

    `urls` are all at which it stood; `versions` are the texts that stood there one after another, itself among them. A
    later version has no claims of its own for what an earlier one says in the same words. `degraded` says, when it
    comes in, why the rules have read it although a language model was to.
    """

    article: Article
    claims: tuple[Claim, ...]
    urls: tuple[str, ...]
    versions: tuple[ArticleVersion, ...]
    redaction: Redaction | None = None
    degraded: str | None = None


@post(
    "/articles",
    operation_id="ingestArticle",
    summary="Read an article and store its claims",
    description="Give its text, a page's HTML, or only the URL of a page, which is then fetched. The same text again "
    "changes nothing and is answered with 200 and what is stored.",
    tags=["articles"],
    responses={
        **WRITE,
        **problems(502),
        200: ResponseSpec(ArticleAndClaims, description="The article was known already."),
    },
    response_description="The article was stored, with the claims found in it.",
    sync_to_thread=True,
)
def ingest(  # noqa: PLR0913, PLR0917 - what it needs is injected
    data: ArticleBody,
    ledger: NamedDependency[Ledger],
    fetcher: NamedDependency[Fetcher],
    reader: NamedDependency[LlmReader | None],
    scheduler: NamedDependency[Scheduler],
    now: NamedDependency[datetime],
    actor: NamedDependency[str],
    once: NamedDependency[Once | None],
) -> Response[ArticleAndClaims]:
    """Reads and stores an article."""
    done: Ingested = ingest_article(ledger, data, actor=actor, now=now, once=once, fetcher=fetcher, reader=reader)
    for claim in done.claims:
        if claim.status == "pending":
            scheduler.wake_at(claim.check_at)
    found = ArticleAndClaims(
        article=done.article,
        claims=done.claims,
        urls=urls_of(ledger, done.article),
        versions=versions_of(ledger, done.article),
        degraded=done.degraded,
    )
    return Response(found, status_code=200 if done.known else 201)


@get(
    "/articles",
    operation_id="listArticles",
    summary="List articles, newest first",
    tags=["articles"],
    responses=READ,
    sync_to_thread=True,
)
def list_articles(
    ledger: NamedDependency[Ledger], limit: Limit = LIMIT_DEFAULT, cursor: Cursor = None
) -> Page[ArticleEntry]:
    """A page of articles without their texts."""
    rows = ledger.article_entries(limit=limit + 1, before=after_id(cursor))
    return cut_page(rows, limit, lambda row: row.id)


@get(
    "/articles/{article_id:str}",
    operation_id="getArticle",
    summary="Get an article with its text and claims",
    tags=["articles"],
    responses=READ_ONE,
    sync_to_thread=True,
)
def get_article(article_id: FromPath[str], ledger: NamedDependency[Ledger]) -> ArticleAndClaims:
    """An article and its claims as they stand now."""
    with ledger.snapshot():
        article, claims = ledger.article(article_id), ledger.article_claims(article_id)
        found = ledger.redactions(subject_id=article.id, limit=1)
        urls, versions = urls_of(ledger, article), versions_of(ledger, article)
    redaction = found[0] if found else None
    return ArticleAndClaims(article=article, claims=claims, urls=urls, versions=versions, redaction=redaction)


ROUTES = (ingest, list_articles, get_article)

"""Stored articles, read again under the rules of today."""

from datetime import datetime
from typing import Annotated

import msgspec
from litestar import post
from litestar.di import NamedDependency
from litestar.enums import RequestEncodingType
from litestar.params import BodyKwarg

from jobs.requests import NewRereading
from jobs.reread import Rereading, reread_article, reread_articles
from jobs.schedule import Scheduler
from service.examples import REREADING
from service.pages import after_id, cursor_of
from service.problems import RequestError
from service.responses import WRITE_TO
from storage.ledger import Ledger

RereadingBody = Annotated[NewRereading, BodyKwarg(media_type=RequestEncodingType.JSON, examples=[REREADING])]


@post(
    "/rereads",
    operation_id="rereadArticles",
    summary="Read stored articles again and show, or make, what differs",
    description=(
        "What a person has decided on stays as it is. Other claims keep their ids where they are found again, and are "
        "rejected where they are not. Doing it again changes nothing. A page ends early after long articles."
    ),
    tags=["articles"],
    status_code=200,
    responses=WRITE_TO,
    response_description="What differs, article by article, and whether it was changed.",
    sync_to_thread=True,
)
def reread(
    data: RereadingBody,
    ledger: NamedDependency[Ledger],
    scheduler: NamedDependency[Scheduler],
    now: NamedDependency[datetime],
    actor: NamedDependency[str],
) -> Rereading:
    """Reads one article or a page of them again."""
    before = after_id(data.cursor)
    if data.article_id and before:
        raise RequestError("invalid-request", "goes with all articles, not with an article_id", "cursor")
    if data.article_id:
        done = reread_article(ledger, data.article_id, apply=data.apply, actor=actor, now=now)
    else:
        done = reread_articles(ledger, apply=data.apply, actor=actor, now=now, limit=data.limit, before=before)
    if data.apply and (check_at := ledger.next_check_at()):
        scheduler.wake_at(check_at)
    return msgspec.structs.replace(done, next=cursor_of(done.next))


ROUTES = (reread,)

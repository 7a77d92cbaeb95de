"""Redactions: an article's words, or a speaker's names, taken out of the ledger on request."""

from datetime import datetime
from typing import Annotated

from litestar import get, post
from litestar.di import NamedDependency
from litestar.enums import RequestEncodingType
from litestar.params import BodyKwarg, FromPath

from jobs.redact import RedactionDone, redact_article, redact_speaker
from jobs.requests import NewRedaction
from service.examples import REDACTION
from service.pages import LIMIT_DEFAULT, Cursor, IdQuery, Limit, Page, after_id, cut_page
from service.responses import READ, WRITE_TO
from storage.ledger import Ledger
from storage.records import Redaction

RedactionBody = Annotated[NewRedaction, BodyKwarg(media_type=RequestEncodingType.JSON, examples=[REDACTION])]


@post(
    "/articles/{article_id:str}/redactions",
    operation_id="redactArticle",
    summary="Take an article's words out of the ledger",
    description="They go from the article, its claims, quotes of it and reports; dates, windows and speakers stay. The "
    "same text sent again is refused. Backups made before still have the words.",
    tags=["redactions"],
    responses=WRITE_TO,
    response_description="The words are gone; sent again, nothing more changes.",
    sync_to_thread=True,
)
def redact_one_article(
    article_id: FromPath[str],
    data: RedactionBody,
    ledger: NamedDependency[Ledger],
    now: NamedDependency[datetime],
    actor: NamedDependency[str],
) -> RedactionDone:
    """Redacts an article."""
    return redact_article(ledger, article_id, data, actor=actor, now=now)


@post(
    "/speakers/{speaker_id:str}/redactions",
    operation_id="redactSpeaker",
    summary="Take a speaker's names out of the ledger",
    description="They are covered in every text, with the last word of each where one of them occurs. Give other names "
    "and spellings as `also`. Backups made before still have the names.",
    tags=["redactions"],
    responses=WRITE_TO,
    response_description="The names are gone; sent again, nothing more changes.",
    sync_to_thread=True,
)
def redact_one_speaker(
    speaker_id: FromPath[str],
    data: RedactionBody,
    ledger: NamedDependency[Ledger],
    now: NamedDependency[datetime],
    actor: NamedDependency[str],
) -> RedactionDone:
    """Redacts a speaker."""
    return redact_speaker(ledger, speaker_id, data, actor=actor, now=now)


@get(
    "/redactions",
    operation_id="listRedactions",
    summary="List what was redacted, by whom, when and why, newest first",
    tags=["redactions"],
    responses=READ,
    sync_to_thread=True,
)
def list_redactions(
    ledger: NamedDependency[Ledger], subject_id: IdQuery = None, limit: Limit = LIMIT_DEFAULT, cursor: Cursor = None
) -> Page[Redaction]:
    """A page of redactions; with `subject_id` those of one article or speaker."""
    rows = ledger.redactions(subject_id=subject_id, limit=limit + 1, before=after_id(cursor))
    return cut_page(rows, limit, lambda row: row.id)


ROUTES = (redact_one_article, redact_one_speaker, list_redactions)

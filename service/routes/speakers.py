"""Speakers and how their claims turned out."""

from typing import Annotated

from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromPath, QueryParameter

from claims.model import Speaker
from jobs.speakers import speakers_named
from service.pages import LIMIT_DEFAULT, Cursor, Limit, Page, after_id, cut_after, cut_page
from service.responses import READ, READ_ONE
from storage.ledger import Ledger

NameQuery = Annotated[
    str | None,
    QueryParameter(
        min_length=1, max_length=200, description="A name or an alias, whole; case does not matter.", required=False
    ),
]


@get(
    "/speakers",
    operation_id="listSpeakers",
    summary="List speakers in the order of their first claims, or find those with a name",
    tags=["speakers"],
    responses=READ,
    sync_to_thread=True,
)
def list_speakers(
    ledger: NamedDependency[Ledger], name: NameQuery = None, limit: Limit = LIMIT_DEFAULT, cursor: Cursor = None
) -> Page[Speaker]:
    """A page of speakers; with a name those who go by it, found by its key and not by reading all of them."""
    if name is not None:
        return cut_after(speakers_named(ledger, name), cursor, limit, lambda speaker: speaker.id)
    return cut_page(ledger.speakers(limit=limit + 1, after=after_id(cursor)), limit, lambda speaker: speaker.id)


@get(
    "/speakers/{speaker_id:str}",
    operation_id="getSpeaker",
    summary="Get a speaker",
    tags=["speakers"],
    responses=READ_ONE,
    sync_to_thread=True,
)
def get_speaker(speaker_id: FromPath[str], ledger: NamedDependency[Ledger]) -> Speaker:
    """A speaker with all aliases."""
    return ledger.speaker(speaker_id)


ROUTES = (list_speakers, get_speaker)

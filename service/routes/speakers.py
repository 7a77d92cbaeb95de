"""Speakers and how their claims turned out."""

from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromPath

from claims.model import Speaker
from service.pages import LIMIT_DEFAULT, Cursor, Limit, Page, after_id, cut_page
from service.responses import READ, READ_ONE
from storage.ledger import Ledger


@get(
    "/speakers",
    operation_id="listSpeakers",
    summary="List speakers in the order of their first claims",
    tags=["speakers"],
    responses=READ,
    sync_to_thread=True,
)
def list_speakers(
    ledger: NamedDependency[Ledger], limit: Limit = LIMIT_DEFAULT, cursor: Cursor = None
) -> Page[Speaker]:
    """A page of speakers."""
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

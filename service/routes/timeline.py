"""The timeline: everything that has a date, in one ordered stream."""

from datetime import datetime

from litestar import get
from litestar.di import NamedDependency

from claims.timeline import TimelineEntry
from jobs.timeline import timeline
from service.pages import LIMIT_DEFAULT, Cursor, IdQuery, Limit, Page, TopicQuery, cut_after
from service.responses import READ_ONE
from storage.ledger import Ledger


@get(
    "/timeline",
    operation_id="getTimeline",
    summary="Get what happened and what was said would happen, in order",
    tags=["timeline"],
    responses=READ_ONE,
    sync_to_thread=True,
)
def get_timeline(  # noqa: PLR0913, PLR0917 - these are the filters
    ledger: NamedDependency[Ledger],
    now: NamedDependency[datetime],
    speaker_id: IdQuery = None,
    article_id: IdQuery = None,
    topic: TopicQuery = None,
    limit: Limit = LIMIT_DEFAULT,
    cursor: Cursor = None,
) -> Page[TimelineEntry]:
    """A page of the entries known now that fit all the filters."""
    entries = timeline(ledger, now=now, speaker_id=speaker_id, article_id=article_id, topic=topic)
    return cut_after(entries, cursor, limit, _key)


def _key(entry: TimelineEntry) -> str:
    """What tells an entry from all others, so that a cursor stays good when entries are added before it."""
    return f"{entry.kind} {entry.resolution_id or entry.claim_id or entry.article_id} {entry.start}"


ROUTES = (get_timeline,)

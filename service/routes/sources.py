"""Sources: feeds that are polled, how that stands, and what was found at them."""

from datetime import datetime
from typing import Annotated

from litestar import delete, get, post
from litestar.di import NamedDependency
from litestar.enums import RequestEncodingType
from litestar.params import BodyKwarg, FromPath

from jobs.fetch import Fetcher
from jobs.once import Once
from jobs.requests import NewSource
from jobs.sources import SourceState, add_source, end_source, source_state
from service.examples import SOURCE
from service.pages import LIMIT_DEFAULT, Cursor, Limit, Page, after_id, cut_page
from service.responses import READ, READ_ONE, WRITE, WRITE_TO
from storage.incoming import SourceItem
from storage.ledger import Ledger

SourceBody = Annotated[NewSource, BodyKwarg(media_type=RequestEncodingType.JSON, examples=[SOURCE])]


@post(
    "/sources",
    operation_id="addSource",
    summary="Add a feed to be polled",
    description="RSS, Atom or JSON. It is polled for the first time at once, while the service runs.",
    tags=["sources"],
    responses=WRITE,
    response_description="The source was stored.",
    sync_to_thread=True,
)
def add(  # noqa: PLR0913, PLR0917 - what it needs is injected
    data: SourceBody,
    ledger: NamedDependency[Ledger],
    fetcher: NamedDependency[Fetcher],
    now: NamedDependency[datetime],
    actor: NamedDependency[str],
    once: NamedDependency[Once | None],
) -> SourceState:
    """Stores a source."""
    return add_source(ledger, data, fetcher, actor=actor, now=now, once=once)


@get(
    "/sources",
    operation_id="listSources",
    summary="List sources in the order in which they were added",
    tags=["sources"],
    responses=READ,
    sync_to_thread=True,
)
def list_sources(
    ledger: NamedDependency[Ledger], limit: Limit = LIMIT_DEFAULT, cursor: Cursor = None
) -> Page[SourceState]:
    """A page of sources, each with how its polling stands."""
    rows = ledger.feed_sources(limit=limit + 1, after=after_id(cursor))
    polls = {poll.id: poll for poll in ledger.polls([row.id for row in rows])}
    states = [SourceState(source=row, poll=polls[row.id]) for row in rows]
    return cut_page(states, limit, lambda state: state.source.id)


@get(
    "/sources/{source_id:str}",
    operation_id="getSource",
    summary="Get a source and how its polling stands",
    tags=["sources"],
    responses=READ_ONE,
    sync_to_thread=True,
)
def get_source(source_id: FromPath[str], ledger: NamedDependency[Ledger]) -> SourceState:
    """A source."""
    return source_state(ledger, ledger.feed_source(source_id))


@get(
    "/sources/{source_id:str}/items",
    operation_id="listSourceItems",
    summary="List what was found at a source, newest first",
    description="Each came to an article, or `error` says why it could not be taken.",
    tags=["sources"],
    responses=READ_ONE,
    sync_to_thread=True,
)
def list_items(
    source_id: FromPath[str], ledger: NamedDependency[Ledger], limit: Limit = LIMIT_DEFAULT, cursor: Cursor = None
) -> Page[SourceItem]:
    """A page of the entries that were dealt with."""
    source = ledger.feed_source(source_id)
    rows = ledger.source_items(source.id, limit=limit + 1, before=after_id(cursor))
    return cut_page(rows, limit, lambda row: row.id)


@delete(
    "/sources/{source_id:str}",
    operation_id="endSource",
    summary="Poll a source no more",
    description="Its articles and the list of what was found stay.",
    tags=["sources"],
    status_code=200,
    responses=WRITE_TO,
    response_description="The source has ended.",
    sync_to_thread=True,
)
def end(
    source_id: FromPath[str],
    ledger: NamedDependency[Ledger],
    now: NamedDependency[datetime],
    actor: NamedDependency[str],
) -> SourceState:
    """Ends a source."""
    return end_source(ledger, source_id, actor=actor, now=now)


ROUTES = (add, list_sources, get_source, list_items, end)

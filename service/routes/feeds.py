"""Feeds for readers and calendars, by any filter, and the keys that stand in their addresses."""

import hashlib
from datetime import datetime
from typing import Annotated, Any
from urllib.parse import quote

from litestar import Request, Response, delete, get, post
from litestar.di import NamedDependency
from litestar.enums import RequestEncodingType
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import BodyKwarg, FromPath, QueryParameter

from claims.model import Kind, Status
from jobs.feed_keys import FeedKeyEntry, FeedKeyMade, add_feed_key, revoke_feed_key, shown
from jobs.requests import NewFeedKey
from jobs.syndication import deadlines_ics, due_atom, resolutions_atom
from service.examples import FEED_KEY
from service.filters import find_about
from service.pages import LIMIT_DEFAULT, Cursor, IdQuery, Limit, Page, TopicQuery, after_id, cut_page
from service.responses import READ, READ_ONE, WRITE_TO
from storage.ledger import ClaimFilter, Ledger
from storage.waiting import DueFilter

ATOM = "application/atom+xml"
CALENDAR = "text/calendar"

FeedKeyBody = Annotated[NewFeedKey, BodyKwarg(media_type=RequestEncodingType.JSON, examples=[FEED_KEY])]
KeyQuery = Annotated[
    str | None,
    QueryParameter(
        min_length=1,
        max_length=100,
        description="A feed key, where keys are asked for and the reader sends no headers.",
        required=False,
    ),
]
AssigneeQuery = Annotated[
    str | None, QueryParameter(min_length=1, max_length=40, description="Whose they are.", required=False)
]
KindQuery = Annotated[Kind | None, QueryParameter(description="Only claims of this kind.", required=False)]
StatusQuery = Annotated[Status | None, QueryParameter(description="Only claims that stand so.", required=False)]


def _media(kind: str, what: str) -> dict[int, ResponseSpec]:
    return {
        200: ResponseSpec(data_container=str, description=what, media_type=kind, generate_examples=False),
        **READ_ONE,
    }


@get(
    "/due.atom",
    operation_id="getDueFeed",
    summary="Get what came due and waits, as Atom",
    description="The newest hundred. A claim that was put off and comes due again is a new entry.",
    tags=["feeds"],
    responses=_media(ATOM, "The feed."),
    media_type=ATOM,
    sync_to_thread=True,
)
def due_feed(  # noqa: PLR0913, PLR0917 - these are the filters
    request: Request[Any, Any, Any],
    ledger: NamedDependency[Ledger],
    now: NamedDependency[datetime],
    speaker_id: IdQuery = None,
    article_id: IdQuery = None,
    topic: TopicQuery = None,
    assignee: AssigneeQuery = None,
    key: KeyQuery = None,
) -> Response[bytes]:
    """What waits for a decision."""
    about = find_about(ledger, speaker_id, article_id, topic)
    wanted = DueFilter(speaker_id=about.speaker_id, article_id=article_id, topic=topic, assignee=assignee, awake_at=now)
    return _answer(request, due_atom(ledger, wanted, address=_address(request), base=_base(request)), ATOM)


@get(
    "/resolutions.atom",
    operation_id="getResolutionsFeed",
    summary="Get what was decided, as Atom",
    description="The newest hundred decisions, with links to their evidence.",
    tags=["feeds"],
    responses=_media(ATOM, "The feed."),
    media_type=ATOM,
    sync_to_thread=True,
)
def resolutions_feed(  # noqa: PLR0913, PLR0917 - these are the filters
    request: Request[Any, Any, Any],
    ledger: NamedDependency[Ledger],
    speaker_id: IdQuery = None,
    article_id: IdQuery = None,
    topic: TopicQuery = None,
    key: KeyQuery = None,
) -> Response[bytes]:
    """What was decided."""
    about = find_about(ledger, speaker_id, article_id, topic)
    return _answer(request, resolutions_atom(ledger, about, address=_address(request), base=_base(request)), ATOM)


@get(
    "/deadlines.ics",
    operation_id="getDeadlinesCalendar",
    summary="Get the deadlines as a calendar",
    description="Each claim keeps its event: calendars update it and do not add a second one.",
    tags=["feeds"],
    responses=_media(CALENDAR, "The calendar."),
    media_type=CALENDAR,
    sync_to_thread=True,
)
def deadlines_calendar(  # noqa: PLR0913, PLR0917 - these are the filters
    request: Request[Any, Any, Any],
    ledger: NamedDependency[Ledger],
    now: NamedDependency[datetime],
    speaker_id: IdQuery = None,
    article_id: IdQuery = None,
    topic: TopicQuery = None,
    kind: KindQuery = None,
    status: StatusQuery = None,
    key: KeyQuery = None,
) -> Response[bytes]:
    """The deadlines."""
    about = find_about(ledger, speaker_id, article_id, topic)
    wanted = ClaimFilter(speaker_id=about.speaker_id, article_id=article_id, topic=topic, kind=kind, status=status)
    return _answer(request, deadlines_ics(ledger, wanted, now=now), CALENDAR)


@post(
    "/feeds/keys",
    operation_id="addFeedKey",
    summary="Make a key for addresses of feeds",
    description="It opens feeds and nothing else. The secret is shown in this answer and never again.",
    tags=["feeds"],
    responses=WRITE_TO,
    response_description="The key was made.",
    sync_to_thread=True,
)
def add_key(
    data: FeedKeyBody,
    ledger: NamedDependency[Ledger],
    now: NamedDependency[datetime],
    actor: NamedDependency[str],
) -> Response[FeedKeyMade]:
    """Makes a feed key."""
    made = add_feed_key(ledger, data, actor=actor, now=now)
    return Response(made, headers={"cache-control": "no-store"})


@get(
    "/feeds/keys",
    operation_id="listFeedKeys",
    summary="List feed keys in the order in which they were made",
    description="Revoked ones are among them; none is shown with its secret, which is not kept.",
    tags=["feeds"],
    responses=READ,
    sync_to_thread=True,
)
def list_keys(
    ledger: NamedDependency[Ledger], limit: Limit = LIMIT_DEFAULT, cursor: Cursor = None
) -> Page[FeedKeyEntry]:
    """A page of feed keys."""
    rows = tuple(shown(key) for key in ledger.feed_keys(limit=limit + 1, after=after_id(cursor)))
    return cut_page(rows, limit, lambda row: row.id)


@delete(
    "/feeds/keys/{key_id:str}",
    operation_id="revokeFeedKey",
    summary="Revoke a feed key",
    description="The next request with it is refused.",
    tags=["feeds"],
    status_code=200,
    responses=WRITE_TO,
    response_description="The key is revoked.",
    sync_to_thread=True,
)
def revoke_key(
    key_id: FromPath[str],
    ledger: NamedDependency[Ledger],
    now: NamedDependency[datetime],
    actor: NamedDependency[str],
) -> FeedKeyEntry:
    """Revokes a feed key."""
    return revoke_feed_key(ledger, key_id, actor=actor, now=now)


def _base(request: Request[Any, Any, Any]) -> str:
    return str(request.base_url).rstrip("/")


def _address(request: Request[Any, Any, Any]) -> str:
    """The feed's own address, without the key: what is made of it is handed on by readers."""
    given = [(name, value) for name, value in request.query_params.multi_items() if name != "key"]
    url = f"{_base(request)}{request.url.path}"
    return url + ("?" + "&".join(f"{quote(name)}={quote(value)}" for name, value in sorted(given)) if given else "")


def _answer(request: Request[Any, Any, Any], body: bytes, kind: str) -> Response[bytes]:
    """The feed, or 304 where the reader has it already."""
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {"etag": tag, "cache-control": "private, max-age=300"}
    if tag in request.headers.get("if-none-match", ""):
        return Response(b"", status_code=304, headers=headers, media_type=kind)
    return Response(body, headers=headers, media_type=f"{kind}; charset=utf-8")


FEEDS = (due_feed, resolutions_feed, deadlines_calendar)
"""What lies under /feeds."""

ROUTES = (add_key, list_keys, revoke_key)

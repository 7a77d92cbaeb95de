"""Claims: made by hand, listed, shown with their history, waiting for a resolution, and resolved."""

from datetime import datetime
from typing import Annotated, Any

import msgspec
from litestar import Request, Response, get, post
from litestar.datastructures import ResponseHeader, State
from litestar.di import NamedDependency
from litestar.enums import RequestEncodingType
from litestar.params import BodyKwarg, FromPath, FromQuery

from claims.model import Claim, Kind, Resolution, Review, Status
from jobs.ingest import add_claim_soon
from jobs.once import Once
from jobs.requests import NewClaim, NewResolution
from jobs.resolve import Resolved, resolve_claim
from service.access import Caller
from service.examples import CLAIM_BY_INSTANT, CLAIM_BY_WORDS, HAPPENED, VOID
from service.filters import find_about
from service.pages import (
    LIMIT_DEFAULT,
    Cursor,
    IdQuery,
    Limit,
    Page,
    TopicQuery,
    after_id,
    after_time,
    cut_page,
    time_key,
)
from service.repeats import ETAG_NOTE, etag_of
from service.responses import CHANGE, READ_ONE, WRITE
from storage.events import Event
from storage.ledger import PAGE_MAX, ClaimFilter, Ledger
from storage.waiting import DueFilter

ClaimBody = Annotated[
    NewClaim, BodyKwarg(media_type=RequestEncodingType.JSON, examples=[CLAIM_BY_WORDS, CLAIM_BY_INSTANT])
]
ResolutionBody = Annotated[NewResolution, BodyKwarg(media_type=RequestEncodingType.JSON, examples=[HAPPENED, VOID])]


ETAG = ResponseHeader(name="ETag", documentation_only=True, description=ETAG_NOTE)


class HistoryEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One event in the life of a claim. `body` is what it set; of texts it holds digests only."""

    position: int
    kind: str
    actor: str
    recorded_at: datetime
    body: msgspec.Raw


class ClaimAndHistory(msgspec.Struct, frozen=True, kw_only=True):
    """A claim, its resolutions in the order in which they were recorded, and its events likewise."""

    claim: Claim
    resolutions: tuple[Resolution, ...]
    history: tuple[HistoryEntry, ...]


@post(
    "/claims",
    operation_id="addClaim",
    summary="Add a claim made by hand",
    description="It is dated by the words in `horizon`, by the instant `deadline_at`, or comes up for review undated.",
    tags=["claims"],
    responses=WRITE,
    response_description="The claim was stored.",
    response_headers=[ETAG],
)
async def add(
    data: ClaimBody, request: Request[Caller, Any, State], once: NamedDependency[Once | None]
) -> Response[Claim]:
    """Stores a claim made by hand.

    What it needs comes from the request: the framework starts a task for each of several dependencies, which takes
    longer than all the rest of a small request.
    """
    state = request.app.state
    claim = await add_claim_soon(state.ledger, data, actor=request.user.name, now=state.clock(), once=once)
    if claim.status == "pending":
        state.scheduler.wake_at(claim.check_at)
    return Response(claim, headers=etag_of(claim.version))


@get(
    "/claims",
    operation_id="listClaims",
    summary="List claims, newest first",
    tags=["claims"],
    responses=READ_ONE,
    sync_to_thread=True,
)
def list_claims(  # noqa: PLR0913, PLR0917 - these are the filters
    ledger: NamedDependency[Ledger],
    status: FromQuery[Status | None] = None,
    review: FromQuery[Review | None] = None,
    kind: FromQuery[Kind | None] = None,
    speaker_id: IdQuery = None,
    article_id: IdQuery = None,
    topic: TopicQuery = None,
    limit: Limit = LIMIT_DEFAULT,
    cursor: Cursor = None,
) -> Page[Claim]:
    """A page of the claims that fit all the filters."""
    find_about(ledger, speaker_id, article_id, topic)
    wanted = ClaimFilter(
        status=status, review=review, kind=kind, speaker_id=speaker_id, article_id=article_id, topic=topic
    )
    rows = ledger.claims(wanted, limit=limit + 1, before=after_id(cursor))
    return cut_page(rows, limit, lambda claim: claim.id)


@get(
    "/claims/{claim_id:str}",
    operation_id="getClaim",
    summary="Get a claim with its history and resolutions",
    tags=["claims"],
    responses=READ_ONE,
    response_headers=[ETAG],
    sync_to_thread=True,
)
def get_claim(claim_id: FromPath[str], ledger: NamedDependency[Ledger]) -> Response[ClaimAndHistory]:
    """A claim as it stands, and how it came to stand so."""
    with ledger.snapshot():
        claim = ledger.claim(claim_id)
        events = ledger.events(subject_id=claim.id, limit=PAGE_MAX)
        found = ClaimAndHistory(
            claim=claim,
            resolutions=ledger.resolutions([claim.id]),
            history=tuple(_entry(position, event) for position, event in events),
        )
    return Response(found, headers=etag_of(claim.version))


@get(
    "/due",
    operation_id="listDue",
    summary="List claims flagged and waiting, longest waiting first",
    tags=["claims"],
    responses=READ_ONE,
    sync_to_thread=True,
)
def list_due(  # noqa: PLR0913, PLR0917 - these are the filters
    ledger: NamedDependency[Ledger],
    speaker_id: IdQuery = None,
    article_id: IdQuery = None,
    topic: TopicQuery = None,
    limit: Limit = LIMIT_DEFAULT,
    cursor: Cursor = None,
) -> Page[Claim]:
    """A page of the claims whose time has come and that nobody has resolved, if they fit all the filters."""
    find_about(ledger, speaker_id, article_id, topic)
    wanted = DueFilter(speaker_id=speaker_id, article_id=article_id, topic=topic)
    rows = ledger.due(wanted, limit=limit + 1, after=after_time(cursor))
    return cut_page(rows, limit, lambda claim: time_key(claim.check_at, claim.id))


@post(
    "/claims/{claim_id:str}/resolutions",
    operation_id="resolveClaim",
    summary="Record what happened about a claim",
    tags=["resolutions"],
    responses=CHANGE,
    response_description="The resolution was stored; the claim is resolved.",
    response_headers=[ETAG],
    sync_to_thread=True,
)
def resolve(  # noqa: PLR0913, PLR0917 - what it needs is injected
    claim_id: FromPath[str],
    data: ResolutionBody,
    ledger: NamedDependency[Ledger],
    now: NamedDependency[datetime],
    actor: NamedDependency[str],
    once: NamedDependency[Once | None],
    version: NamedDependency[int | None],
) -> Response[Resolved]:
    """Resolves a claim."""
    done = resolve_claim(ledger, claim_id, data, actor=actor, now=now, version=version, once=once)
    return Response(done, headers=etag_of(done.claim.version))


@get(
    "/resolutions",
    operation_id="listResolutions",
    summary="List resolutions, newest first",
    description="Those that were superseded, because their claims were opened again, are among them.",
    tags=["resolutions"],
    responses=READ_ONE,
    sync_to_thread=True,
)
def list_resolutions(  # noqa: PLR0913, PLR0917 - these are the filters
    ledger: NamedDependency[Ledger],
    speaker_id: IdQuery = None,
    article_id: IdQuery = None,
    topic: TopicQuery = None,
    limit: Limit = LIMIT_DEFAULT,
    cursor: Cursor = None,
) -> Page[Resolution]:
    """A page of the resolutions of claims that fit all the filters."""
    about = find_about(ledger, speaker_id, article_id, topic)
    rows = ledger.latest_resolutions(about, limit=limit + 1, before=after_id(cursor))
    return cut_page(rows, limit, lambda resolution: resolution.id)


def _entry(position: int, event: Event) -> HistoryEntry:
    return HistoryEntry(
        position=position,
        kind=event.kind,
        actor=event.actor,
        recorded_at=event.recorded_at,
        body=msgspec.Raw(event.body.encode()),
    )


ROUTES = (add, list_claims, get_claim, list_due, resolve, list_resolutions)

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
from jobs.batch import ClaimsAdded, add_claims
from jobs.fetch import Fetcher
from jobs.ingest import add_claim_soon
from jobs.moves import Act
from jobs.once import Once
from jobs.policy import Policy
from jobs.requests import CLAIMS_MAX, NewBatch, NewClaim, NewResolution
from jobs.resolve import BatchRow, Resolved, resolve_claim, resolve_claims
from jobs.show import ClaimView, view_claim
from service.access import Caller
from service.examples import BATCH, CLAIM_BY_INSTANT, CLAIM_BY_WORDS, CLAIMS, HAPPENED, VOID
from service.filters import find_about
from service.pages import (
    LIMIT_DEFAULT,
    Cursor,
    IdQuery,
    Limit,
    Page,
    TopicQuery,
    after_id,
    cut_page,
)
from service.problems import Problem, problem_of
from service.repeats import ETAG_NOTE, etag_of
from service.responses import CHANGE, READ_ONE, WRITE
from storage.events import Event
from storage.ledger import PAGE_MAX, ClaimFilter, Ledger

ClaimBody = Annotated[
    NewClaim, BodyKwarg(media_type=RequestEncodingType.JSON, examples=[CLAIM_BY_WORDS, CLAIM_BY_INSTANT])
]
ClaimsBody = Annotated[
    list[NewClaim],
    BodyKwarg(media_type=RequestEncodingType.JSON, examples=[CLAIMS], min_items=1, max_items=CLAIMS_MAX),
]
ResolutionBody = Annotated[NewResolution, BodyKwarg(media_type=RequestEncodingType.JSON, examples=[HAPPENED, VOID])]


BatchBody = Annotated[NewBatch, BodyKwarg(media_type=RequestEncodingType.JSON, examples=[BATCH])]


ETAG = ResponseHeader(name="ETag", documentation_only=True, description=ETAG_NOTE)


class BatchRowDone(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one row of a batch: the claim and its resolution, or the problem for which it was refused."""

    claim_id: str
    done: Resolved | None = None
    problem: Problem | None = None


class BatchDone(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a batch, row by row in their order."""

    done: int
    refused: int
    items: tuple[BatchRowDone, ...]


class HistoryEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One event in the life of a claim. `body` is what it set; of texts it holds digests only.

    `reason` is why, in the words of who acted, where they gave any.
    """

    position: int
    kind: str
    actor: str
    recorded_at: datetime
    reason: str | None
    body: msgspec.Raw


class ClaimAndHistory(ClaimView, frozen=True, kw_only=True):
    """A claim with what goes with it, and its events in their order."""

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


@post(
    "/claims/batch",
    operation_id="addClaims",
    summary="Add many claims made by hand, all of them or none",
    description=f"1 to {CLAIMS_MAX} claims, each as `POST /v1/claims` takes one. They are stored in one change: where "
    "one cannot be, none is, and `errors` names its place from 0 and its field, such as `[3].horizon`.",
    tags=["claims"],
    responses=WRITE,
    response_description="All claims were stored; they come in the order in which they were sent.",
    sync_to_thread=True,
)
def add_batch(
    data: ClaimsBody, request: Request[Caller, Any, State], once: NamedDependency[Once | None]
) -> ClaimsAdded:
    """Stores many claims made by hand."""
    state = request.app.state
    done = add_claims(state.ledger, data, actor=request.user.name, now=state.clock(), once=once)
    waits = [claim.check_at for claim in done.items if claim.status == "pending"]
    if waits:
        state.scheduler.wake_at(min(waits))
    return done


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
    merged: FromQuery[bool] = False,
    limit: Limit = LIMIT_DEFAULT,
    cursor: Cursor = None,
) -> Page[Claim]:
    """A page of the claims that fit all the filters; with `merged`, of those that were merged into others."""
    about = find_about(ledger, speaker_id, article_id, topic)
    wanted = ClaimFilter(
        status=status,
        review=review,
        kind=kind,
        speaker_id=about.speaker_id,
        article_id=article_id,
        topic=topic,
        merged=merged,
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
def get_claim(
    claim_id: FromPath[str],
    ledger: NamedDependency[Ledger],
    now: NamedDependency[datetime],
    policy: NamedDependency[Policy],
) -> Response[ClaimAndHistory]:
    """A claim as it stands, and how it came to stand so."""
    with ledger.snapshot():
        claim = ledger.claim(claim_id)
        view = view_claim(ledger, claim, now=now, policy=policy)
        events = ledger.events(subject_id=claim.id, limit=PAGE_MAX)
        reasons = {reason.id: reason.text for reason in ledger.reasons(claim.id)}
    history = tuple(_entry(position, event, reasons) for position, event in events)
    found = ClaimAndHistory(**{name: getattr(view, name) for name in ClaimView.__struct_fields__}, history=history)
    return Response(found, headers=etag_of(claim.version))


@post(
    "/claims/{claim_id:str}/resolutions",
    operation_id="resolveClaim",
    summary="Record what happened about a claim",
    tags=["resolutions"],
    responses=CHANGE,
    response_description="The resolution was stored; the claim is resolved, or waits for another reviewer.",
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
    policy: NamedDependency[Policy],
    fetcher: NamedDependency[Fetcher],
) -> Response[Resolved]:
    """Resolves a claim."""
    done = resolve_claim(
        ledger, claim_id, data, actor=actor, now=now, version=version, once=once, policy=policy, fetcher=fetcher
    )
    return Response(done, headers=etag_of(done.claim.version))


@post(
    "/resolutions",
    operation_id="resolveClaims",
    summary="Record what happened about many claims",
    description="Each row stands or falls by itself. With an `Idempotency-Key` the batch may be sent again: rows that "
    "were done are answered as before, those that were refused are tried again.",
    tags=["resolutions"],
    status_code=200,
    responses=CHANGE,
    response_description="What became of each row, in their order.",
    sync_to_thread=True,
)
def resolve_many(
    data: BatchBody,
    ledger: NamedDependency[Ledger],
    act: NamedDependency[Act],
    policy: NamedDependency[Policy],
    fetcher: NamedDependency[Fetcher],
) -> BatchDone:
    """Resolves many claims."""
    rows = resolve_claims(
        ledger, data.items, actor=act.actor, now=act.now, once=act.once, policy=policy, fetcher=fetcher
    )
    done = sum(row.done is not None for row in rows)
    return BatchDone(done=done, refused=len(rows) - done, items=tuple(_row_done(row) for row in rows))


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


class _Told(msgspec.Struct, frozen=True):
    """Of an event's body, the reason that it names."""

    reason_id: str | None = None


def _entry(position: int, event: Event, reasons: dict[str, str]) -> HistoryEntry:
    named = msgspec.json.decode(event.body, type=_Told).reason_id
    return HistoryEntry(
        position=position,
        kind=event.kind,
        actor=event.actor,
        recorded_at=event.recorded_at,
        reason=reasons.get(named) if named else None,
        body=msgspec.Raw(event.body.encode()),
    )


def _row_done(row: BatchRow) -> BatchRowDone:
    problem = problem_of(row.error) if row.error else None
    return BatchRowDone(claim_id=row.claim_id, done=row.done, problem=problem)


ROUTES = (add, add_batch, list_claims, get_claim, resolve, resolve_many, list_resolutions)

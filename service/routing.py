"""All the routes of the service, in one place."""

from datetime import datetime, timedelta
from typing import Any, Final

from litestar import Request, Router
from litestar.datastructures import State
from litestar.di import Provide

from jobs.dispatch import Dispatcher
from jobs.fetch import Fetcher
from jobs.linked import Publisher
from jobs.llm import LlmReader
from jobs.moves import Act
from jobs.policy import Policy
from jobs.schedule import Scheduler
from service.access import Access, Caller
from service.repeats import KeyHeader, MatchHeader, provide_once, provide_version
from service.routes import (
    articles,
    backups,
    claim_reviews,
    claims,
    conditions,
    due,
    exports,
    feeds,
    health,
    moves,
    people,
    redactions,
    reports,
    rereads,
    scorecards,
    search,
    sources,
    speakers,
    threads,
    timeline,
    webhooks,
)
from service.settings import Settings
from storage.ledger import Ledger


def provide_ledger(state: State) -> Ledger:
    """The ledger that the app has open."""
    ledger: Ledger = state.ledger
    return ledger


def provide_fetcher(state: State) -> Fetcher:
    """The one door out."""
    fetcher: Fetcher = state.fetcher
    return fetcher


def provide_reader(state: State) -> LlmReader | None:
    """The language model that reads articles; null where none is set."""
    reader: LlmReader | None = state.reader
    return reader


def provide_scheduler(state: State) -> Scheduler:
    """The scheduler that runs beside the routes."""
    scheduler: Scheduler = state.scheduler
    return scheduler


def provide_now(state: State) -> datetime:
    """The time of the request (UTC), read once and passed down."""
    now: datetime = state.clock()
    return now


def provide_access(state: State) -> Access:
    """Whether requests need a key."""
    access: Access = state.access
    return access


def provide_dispatcher(state: State) -> Dispatcher:
    """What works the outbox off."""
    dispatcher: Dispatcher = state.dispatcher
    return dispatcher


def provide_policy(state: State) -> Policy:
    """How this deployment decides on claims."""
    settings: Settings = state.settings
    return Policy(
        reviewers=settings.reviewers,
        grace=timedelta(hours=settings.grace_h),
        allowed=timedelta(hours=settings.overdue_after_h),
    )


def provide_publisher(state: State) -> Publisher:
    """Who publishes what this deployment says of claims."""
    settings: Settings = state.settings
    return Publisher(name=settings.publisher, url=settings.publisher_url, review_url=settings.review_url)


async def provide_act(
    request: Request[Caller, Any, State], idempotency_key: KeyHeader = None, if_match: MatchHeader = None
) -> Act:
    """Who makes the request and when, which version must stand, and what the request is known by if it comes again."""
    once = await provide_once(request, idempotency_key)
    now: datetime = request.app.state.clock()
    return Act(actor=request.user.name, now=now, version=provide_version(if_match), once=once)


def provide_actor(request: Request[Caller, Any, State]) -> str:
    """The name of who makes the request."""
    return request.user.name


PROVIDERS: Final = {
    "ledger": Provide(provide_ledger, sync_to_thread=False),
    "fetcher": Provide(provide_fetcher, sync_to_thread=False),
    "reader": Provide(provide_reader, sync_to_thread=False),
    "scheduler": Provide(provide_scheduler, sync_to_thread=False),
    "now": Provide(provide_now, sync_to_thread=False),
    "access": Provide(provide_access, sync_to_thread=False),
    "dispatcher": Provide(provide_dispatcher, sync_to_thread=False),
    "policy": Provide(provide_policy, sync_to_thread=False),
    "publisher": Provide(provide_publisher, sync_to_thread=False),
    "act": Provide(provide_act),
    "actor": Provide(provide_actor, sync_to_thread=False),
    "once": Provide(provide_once),
    "version": Provide(provide_version, sync_to_thread=False),
}

ROUTERS: Final = (
    Router(
        "/v1",
        route_handlers=[
            *articles.ROUTES,
            *rereads.ROUTES,
            *claims.ROUTES,
            *claim_reviews.ROUTES,
            *due.ROUTES,
            *moves.ROUTES,
            *conditions.ROUTES,
            *threads.ROUTES,
            *speakers.ROUTES,
            *scorecards.ROUTES,
            *reports.ROUTES,
            *timeline.ROUTES,
            *redactions.ROUTES,
            *search.ROUTES,
            *exports.ROUTES,
            *backups.ROUTES,
            *people.ROUTES,
            *sources.ROUTES,
            *webhooks.ROUTES,
            *feeds.ROUTES,
        ],
        dependencies=PROVIDERS,
    ),
    Router("/feeds", route_handlers=[*feeds.FEEDS], dependencies=PROVIDERS),
    Router("/", route_handlers=[*health.ROUTES], dependencies=PROVIDERS),
)

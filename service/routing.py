"""All the routes of the service, in one place."""

from datetime import datetime
from typing import Any, Final

from litestar import Request, Router
from litestar.datastructures import State
from litestar.di import Provide

from jobs.dispatch import Dispatcher
from jobs.fetch import Fetcher
from jobs.schedule import Scheduler
from service.access import Access, Caller
from service.repeats import provide_once, provide_version
from service.routes import (
    articles,
    backups,
    claims,
    health,
    people,
    redactions,
    reports,
    rereads,
    scorecards,
    search,
    speakers,
    timeline,
    webhooks,
)
from storage.ledger import Ledger


def provide_ledger(state: State) -> Ledger:
    """The ledger that the app has open."""
    ledger: Ledger = state.ledger
    return ledger


def provide_fetcher(state: State) -> Fetcher:
    """The one door out."""
    fetcher: Fetcher = state.fetcher
    return fetcher


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


def provide_actor(request: Request[Caller, Any, State]) -> str:
    """The name of who makes the request."""
    return request.user.name


PROVIDERS: Final = {
    "ledger": Provide(provide_ledger, sync_to_thread=False),
    "fetcher": Provide(provide_fetcher, sync_to_thread=False),
    "scheduler": Provide(provide_scheduler, sync_to_thread=False),
    "now": Provide(provide_now, sync_to_thread=False),
    "access": Provide(provide_access, sync_to_thread=False),
    "dispatcher": Provide(provide_dispatcher, sync_to_thread=False),
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
            *speakers.ROUTES,
            *scorecards.ROUTES,
            *reports.ROUTES,
            *timeline.ROUTES,
            *redactions.ROUTES,
            *search.ROUTES,
            *backups.ROUTES,
            *people.ROUTES,
            *webhooks.ROUTES,
        ],
        dependencies=PROVIDERS,
    ),
    Router("/", route_handlers=[*health.ROUTES], dependencies=PROVIDERS),
)

"""The composition root: the one place where the ledger, the scheduler, the routes and the log are put together."""

import time
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import structlog
from litestar import Litestar
from litestar.concurrency import sync_to_thread
from litestar.datastructures import State
from litestar.enums import ScopeType
from litestar.types import HTTPScope, LifeSpanScope, Message, Receive, Scope, Send
from litestar.types.asgi_types import LifeSpanReceive, LifeSpanSend

from jobs.schedule import Scheduler
from service.checks import check_body_type, check_host, check_parameters
from service.description import get_description
from service.problems import HANDLERS
from service.routing import ROUTERS
from service.settings import Settings
from storage.open import open_ledger

log = structlog.get_logger()

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The time (UTC). The only place in the service where the clock of the machine is read for what is stored."""
    return datetime.now(UTC)


class Service(Litestar):
    """The app, with one line in the log for each request that it answers."""

    async def __call__(
        self,
        scope: Scope | LifeSpanScope,
        receive: Receive | LifeSpanReceive,
        send: Send | LifeSpanSend,
    ) -> None:
        """Answers a request, and logs its method, path, status and duration."""
        if scope["type"] != ScopeType.HTTP:
            await super().__call__(scope, receive, send)
            return
        request = cast(HTTPScope, scope)
        started, status = time.perf_counter(), 0

        async def note_status(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)  # type: ignore[arg-type]

        await super().__call__(scope, receive, note_status)
        # A path without a route is the caller's own words, and words stay out of the log.
        path = request["path"] if request.get("route_handler") else "(no route)"
        duration_ms = round((time.perf_counter() - started) * 1000, 1)
        log.info("request", method=request["method"], path=path, status=status, duration_ms=duration_ms)


def create_app(settings: Settings, *, clock: Clock = utc_now) -> Service:
    """The app over the ledger that the settings name. Nothing is opened before it runs: see `running`."""
    return Service(
        route_handlers=[*ROUTERS, get_description],
        state=State({"settings": settings, "clock": clock}),
        lifespan=[running],
        guards=[check_host, check_parameters, check_body_type],
        exception_handlers=HANDLERS,
        request_max_body_size=settings.body_bytes_max,
        openapi_config=None,
        debug=False,
        logging_config=None,
    )


@asynccontextmanager
async def running(app: Litestar) -> AsyncGenerator[None, None]:
    """The app's ledger is open and its scheduler runs for as long as this is entered.

    What came due while nothing ran is flagged on the way in. The storage's errors come from here as they are, which
    they do not from `app.lifespan()`: that wraps every error in a group.
    """
    path = Path(app.state.settings.store)
    path.parent.mkdir(parents=True, exist_ok=True)
    with await sync_to_thread(open_ledger, path) as ledger:
        scheduler = Scheduler(ledger, app.state.clock)
        app.state.ledger, app.state.scheduler = ledger, scheduler
        await sync_to_thread(scheduler.start)
        try:
            yield
        finally:
            await sync_to_thread(scheduler.stop)

"""The composition root: the one place where the ledger, the scheduler, the routes and the log are put together."""

import time
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast

import structlog
from litestar import Litestar
from litestar.concurrency import sync_to_thread
from litestar.datastructures import State
from litestar.enums import ScopeType
from litestar.handlers import BaseRouteHandler
from litestar.status_codes import HTTP_204_NO_CONTENT
from litestar.types import HTTPScope, LifeSpanScope, Message, Receive, Scope, Send
from litestar.types.asgi_types import HTTPResponseStartEvent, LifeSpanReceive, LifeSpanSend

from jobs.backup import make_backup
from jobs.deliver import forget_old
from jobs.dispatch import Dispatcher
from jobs.fetch import Fetcher
from jobs.folder import folder_sender
from jobs.llm import LlmReader
from jobs.mail import MailServer, mail_sender
from jobs.poll import Poller
from jobs.post import webhook_sender
from jobs.retention import expire_answers
from jobs.schedule import Scheduler
from service.access import Access, Caller, Connection, check_access
from service.bodies import StrictRequest
from service.checks import check_body_type, check_parameters
from service.description import get_description
from service.methods import allow_of, as_get, without_body
from service.problems import HANDLERS
from service.routing import ROUTERS
from service.settings import Settings
from service.site.routes import SITE
from storage.ledger import Ledger
from storage.open import open_ledger

log = structlog.get_logger()

FORGET_EVERY_H = 6
"""How often old deliveries are let go, in hours from the start on."""

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
        asked = cast(HTTPScope, scope)
        request = as_get(asked)
        started, status = time.perf_counter(), 0

        async def note_status(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                self._name_methods(request, message)
            await send(message)  # type: ignore[arg-type]

        head = asked["method"] == "HEAD"
        await super().__call__(request, receive, without_body(note_status) if head else note_status)
        # A path without a route is the caller's own words, and words stay out of the log.
        path = request["path"] if request.get("route_handler") else "(no route)"
        duration_ms = round((time.perf_counter() - started) * 1000, 1)
        # Who was let in; a request that was refused has nobody.
        caller: Caller | None = request.get("user")
        log.info(
            "request",
            method=asked["method"],
            path=path,
            status=status,
            duration_ms=duration_ms,
            actor=caller.name if caller else None,
        )

    def _name_methods(self, request: HTTPScope, start: HTTPResponseStartEvent) -> None:
        """Makes the answer to OPTIONS name every method of the path, some of which the framework's own leaves out."""
        if request["method"] == "OPTIONS" and start["status"] == HTTP_204_NO_CONTENT:
            methods = {
                name for route in self.routes if route.path_format == request["path_template"] for name in route.methods
            }
            others = [(name, value) for name, value in start["headers"] if name.lower() != b"allow"]
            start["headers"] = [*others, (b"allow", allow_of(methods).encode())]


async def check_request(connection: Connection, handler: BaseRouteHandler) -> None:
    """Whether a request may be made and is well formed: one guard, since the framework copies the route for each."""
    await check_access(connection, handler)
    await check_parameters(connection, handler)
    await check_body_type(connection, handler)


def create_app(settings: Settings, *, clock: Clock = utc_now, embedded: bool = False) -> Service:
    """The app over the ledger that the settings name. Nothing is opened before it runs: see `running`.

    `embedded` is for a command that is its own only client, and needs no key.
    """
    return Service(
        route_handlers=[*ROUTERS, SITE, get_description],
        state=State({"settings": settings, "clock": clock, "embedded": embedded}),
        lifespan=[running],
        guards=[check_request],
        exception_handlers=HANDLERS,
        request_class=StrictRequest,
        request_max_body_size=settings.body_bytes_max,
        openapi_config=None,
        debug=False,
        logging_config=None,
    )


def _reader(settings: Settings, fetcher: Fetcher) -> LlmReader | None:
    """The language model that reads articles, where one is set."""
    if not settings.llm_url or not settings.llm_model:
        return None
    seconds = float(settings.llm_seconds)
    return LlmReader(fetcher, url=settings.llm_url, model=settings.llm_model, key=settings.llm_key, seconds_max=seconds)


@asynccontextmanager
async def running(app: Litestar) -> AsyncGenerator[None, None]:
    """The app's ledger is open and its scheduler runs for as long as this is entered.

    What came due while nothing ran is flagged on the way in. The storage's errors come from here as they are, which
    they do not from `app.lifespan()`: that wraps every error in a group.
    """
    settings: Settings = app.state.settings
    path = Path(settings.store)
    path.parent.mkdir(parents=True, exist_ok=True)
    with await sync_to_thread(open_ledger, path) as ledger:
        app.state.fetcher = Fetcher(settings.hosts_allowed)
        app.state.reader = _reader(settings, app.state.fetcher)
        app.state.access = Access(ledger, embedded=app.state.embedded)
        scheduler = Scheduler(ledger, app.state.clock, timedelta(hours=settings.grace_h))
        app.state.ledger, app.state.scheduler = ledger, scheduler
        days = settings.idempotency_days
        scheduler.every(1, "expire_answers", lambda now: expire_answers(ledger, now=now, days=days))
        if settings.backup_every_h:
            folder, keep = Path(settings.folder_of_backups), settings.backups_kept
            scheduler.every(
                settings.backup_every_h, "backup", lambda now: make_backup(ledger, folder, now=now, keep=keep)
            )
        app.state.dispatcher = dispatcher = _dispatcher(settings, ledger, app.state.clock, app.state.fetcher)
        poller = Poller(
            ledger,
            app.state.fetcher,
            app.state.clock,
            guard=scheduler.guard,
            wake=scheduler.wake_at,
            reader=app.state.reader,
        )
        if not app.state.embedded:
            # A command that has opened the store for a moment sends nothing out, and fetches nothing by itself.
            scheduler.every_second("dispatch", dispatcher.run)
            scheduler.every(FORGET_EVERY_H, "outbox", lambda now: forget_old(ledger, now=now))
            scheduler.every_second("poll", poller.run)
            ledger.follow_search()
        await sync_to_thread(scheduler.start)
        try:
            yield
        finally:
            dispatcher.stop()
            poller.stop()
            await sync_to_thread(scheduler.stop)
            await sync_to_thread(dispatcher.close)


def _dispatcher(settings: Settings, ledger: Ledger, clock: Clock, fetcher: Fetcher) -> Dispatcher:
    return Dispatcher(
        ledger,
        clock,
        {
            "webhook": webhook_sender(ledger, fetcher),
            "email": mail_sender(ledger, _mail_server(settings)),
            "folder": folder_sender(ledger, Path(settings.folder_of_reports)),
        },
        timedelta(hours=settings.overdue_after_h),
    )


def _mail_server(settings: Settings) -> MailServer | None:
    if not settings.smtp_host or not settings.mail_from:
        return None
    return MailServer(
        host=settings.smtp_host,
        port=settings.smtp_port,
        security=settings.smtp_security,
        user=settings.smtp_user,
        password=settings.smtp_password,
        sender=settings.mail_from,
    )

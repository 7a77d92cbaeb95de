"""`bythen serve`: the service in this process, with one worker; on loopback, unless there are keys."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Final

import rich_click as click
import structlog
import uvicorn

from service.app import Service, create_app, running
from service.checks import is_loopback
from service.logs import configure_logs
from service.settings import Settings, read_settings
from service.whereabouts import announced, explain
from storage.errors import LedgerFileError
from storage.open import open_ledger

LEDGER_LOST: Final = 3
"""The exit status when DuckDB has given up on the file: whatever started this process is to start it again."""

WATCH_S: Final = 0.25
"""How often the ledger is asked whether it has given up, in seconds."""

SWITCH_S: Final = 0.0005
"""How long one thread may hold on to the interpreter while another waits for it, in seconds. A group of changes takes
it back after each of its ten statements: at Python's own 5 ms a busy event loop would make a commit wait ten times."""

GRACE_S = 10
"""How long requests under way may take to finish once the service is told to stop, in seconds."""


@click.command()
@click.option("--host", help="The address to listen on; loopback only, until there is a key.")
@click.option("--port", type=click.IntRange(0, 65535), help="The port to listen on; 0 takes a free one.")
@click.option("--db", metavar="FILE", help="The store. Default: BYTHEN_STORE, or the user's own.")
def serve(host: str | None, port: int | None, db: str | None) -> int:
    """Run the service until it is told to stop.

    What came due while nothing ran is flagged at the start, and each claim within a second of its time after that.
    """
    settings = read_settings(os.environ, host=host, port=port, store=db)
    if not is_loopback(settings.host):
        _check_keys(settings)
    configure_logs(settings)
    sys.setswitchinterval(SWITCH_S)
    with _listen(settings) as listener:
        try:
            given_up = _run_loop(_serve(settings, listener))
        except LedgerFileError as error:
            raise click.ClickException(explain(error, settings)) from None
    return LEDGER_LOST if given_up else 0


def _check_keys(settings: Settings) -> None:
    """Raises a usage error where the store has no key: then anybody who reaches the address could do anything."""
    path = Path(settings.store)
    try:
        if path.exists():
            with open_ledger(path) as ledger:
                if ledger.has_api_keys():
                    return
    except LedgerFileError as error:
        raise click.ClickException(explain(error, settings)) from None
    raise click.UsageError(
        f"there is no API key yet, so bythen listens on loopback only and not on {settings.host}; make the first key "
        "with `bythen person add NAME --role admin` and `bythen key add NAME`, or use 127.0.0.1, ::1 or localhost"
    )


def _run_loop(work: Coroutine[None, None, bool]) -> bool:
    """What the coroutine answers, run on the fastest event loop that there is for this system."""
    if sys.platform == "win32":
        return asyncio.run(work)
    import uvloop  # noqa: PLC0415 - there is none for Windows

    return uvloop.run(work)


def _listen(settings: Settings) -> socket.socket:
    """The socket to serve on, taken before the ledger is opened so that a taken port costs nothing."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        return socket.create_server((settings.host, settings.port), family=family, backlog=2048)
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else str(error)
        raise click.ClickException(f"cannot listen on {settings.host} port {settings.port}: {reason}") from None


async def _serve(settings: Settings, listener: socket.socket) -> bool:
    """Serves until SIGTERM or SIGINT, then lets requests finish, stops the scheduler and closes the ledger.

    True when it ended because the ledger was given up by its engine.
    """
    app = create_app(settings)
    # The app is started here and not by uvicorn, which would turn an error at the start into a traceback in the log.
    config = uvicorn.Config(
        app, lifespan="off", log_config=None, access_log=False, server_header=False, timeout_graceful_shutdown=GRACE_S
    )
    server = uvicorn.Server(config)

    with _stopping(server):
        return await _run(settings, listener, app, server)


@contextmanager
def _stopping(server: uvicorn.Server) -> Iterator[None]:
    """SIGTERM and SIGINT tell the server to stop, for as long as this is entered.

    uvicorn puts its own handlers over these while it serves, and hands each signal it caught on to these afterwards:
    with the handlers that Python starts with, the process would end there, its ledger still open.
    """

    def stop(_signal: int, _frame: FrameType | None) -> None:
        server.should_exit = True

    before = {number: signal.signal(number, stop) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


async def _run(settings: Settings, listener: socket.socket, app: Service, server: uvicorn.Server) -> bool:
    async with running(app):
        url = _url(settings.host, listener)
        watching = asyncio.create_task(_watch(app, server))
        with announced(settings, url):
            _say(url, settings)
            if not server.should_exit:
                await server.serve(sockets=[listener])
        watching.cancel()
        given_up = app.state.ledger.failure is not None
    structlog.get_logger().info("stopped")
    return given_up


async def _watch(app: Service, server: uvicorn.Server) -> None:
    """Stops the server once the ledger's engine has given up: nothing but a new process brings it back."""
    while (failure := app.state.ledger.failure) is None:
        await asyncio.sleep(WATCH_S)
    structlog.get_logger().critical("ledger_given_up", reason=failure)
    print(f"bythen: {failure}", file=sys.stderr, flush=True)
    server.should_exit = True


def _url(host: str, listener: socket.socket) -> str:
    port = listener.getsockname()[1]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _say(url: str, settings: Settings) -> None:
    """Tells people on standard error, and programs in the log, where the service listens."""
    store = Path(settings.store).resolve()
    print(f"bythen serves {store} at {url} (description: {url}/schema/openapi.json); Ctrl-C stops it", file=sys.stderr)
    structlog.get_logger().info("listening", url=url, store=str(store))

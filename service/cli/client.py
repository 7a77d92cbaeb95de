"""The command line as a client: every command that needs the store speaks HTTP, to a server or to the app in here."""

import asyncio
import os
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Final, TypeVar, cast
from urllib.parse import quote

import httpx
import msgspec
import rich_click as click

from service.app import create_app, running
from service.logs import configure_quiet
from service.problems import Problem
from service.settings import Settings, read_settings
from service.whereabouts import explain
from storage.errors import LedgerFileError

TIMEOUT_S: Final = 60.0
"""How long a request may take, in seconds: an article of the greatest length is read in less."""

DOWNLOAD_S: Final = 1800.0
"""How long a file that is made on demand may take to begin: scorecards of a million claims take minutes."""

PAGE_LIMIT: Final = 500
"""How many rows are asked for at once when a whole list is wanted."""

T = TypeVar("T")


class Refused(click.ClickException):
    """What the service refused; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.detail)
        self.problem = problem


class Client:
    """Requests to the service, as values in and values out."""

    def __init__(self, http: httpx.AsyncClient) -> None:
        self._http = http

    async def get(self, path: str, kind: type[T], /, **query: str | int | None) -> T:
        """What is at the path. Parameters that are None are left out. Raises Refused for a problem document."""
        given = {name: value for name, value in query.items() if value is not None}
        return _answer(await self._send("GET", path, params=given), kind)

    async def get_text(self, path: str, /, **query: str | int | None) -> str:
        """The text at the path, such as a picture. Parameters that are None are left out. Raises Refused."""
        given = {name: value for name, value in query.items() if value is not None}
        response = await self._send("GET", path, params=given)
        return response.text if response.is_success else _answer(response, str)

    async def post(self, path: str, body: object, kind: type[T], *, key: str | None = None) -> tuple[int, T]:
        """The status and the answer to a new thing, once only under an idempotency key. Raises Refused."""
        headers = {"content-type": "application/json"} | ({"idempotency-key": key} if key else {})
        response = await self._send("POST", path, content=msgspec.json.encode(body), headers=headers)
        return response.status_code, _answer(response, kind)

    async def put(self, path: str, body: object, kind: type[T]) -> T:
        """The answer to a thing put in the place of another. Raises Refused for a problem document."""
        response = await self._send(
            "PUT", path, content=msgspec.json.encode(body), headers={"content-type": "application/json"}
        )
        return _answer(response, kind)

    async def delete(self, path: str, kind: type[T]) -> T:
        """The answer to the end of a thing. Raises Refused for a problem document."""
        return _answer(await self._send("DELETE", path), kind)

    async def download(self, path: str, into: Path) -> None:
        """Write what is at the path into a file, which must be new. Raises Refused, and what writing raises."""
        try:
            async with self._http.stream("GET", path, timeout=DOWNLOAD_S) as response:
                if not response.is_success:
                    await response.aread()
                    _answer(response, object)
                with into.open("xb") as file:
                    async for part in response.aiter_bytes():
                        file.write(part)
        except httpx.HTTPError as error:
            raise click.ClickException(f"the download from {self._http.base_url} broke off: {error}") from None

    async def get_list(self, path: str, limit: int, /, **query: str | int | None) -> dict[str, Any]:
        """The first `limit` rows of a list, as {"items", "next"}, read page by page."""
        items: list[Any] = []
        cursor: str | None = None
        while True:
            wanted = min(PAGE_LIMIT, limit - len(items))
            page = await self.get(path, dict[str, Any], limit=wanted, cursor=cursor, **query)
            items += page["items"]
            cursor = page["next"]
            if cursor is None or len(items) >= limit:
                return {"items": items, "next": cursor}

    async def _send(self, method: str, path: str, **given: Any) -> httpx.Response:
        try:
            return await self._http.request(method, path, **given)
        except httpx.ConnectError:
            raise click.ClickException(
                f"nothing answers at {self._http.base_url}; is `bythen serve` running?"
            ) from None
        except httpx.HTTPError as error:
            reason = str(error) or type(error).__name__
            raise click.ClickException(f"no answer from {self._http.base_url}: {reason}") from None


def run_with_client(
    server: str | None, db: str | None, work: Callable[[Client], Awaitable[T]], *, create: bool = False
) -> T:
    """What `work` returns, given a client of the server, or of the app over the store that is named or set.

    A store that --db names must be there, unless it is to be made: a mistyped name must not pass for an empty store.
    """
    if server and db:
        raise click.UsageError("give --server or --db, not both")
    if db and not create and not Path(db).exists():
        raise click.UsageError(f"there is no store at {db}")
    return asyncio.run(_work(server, db, work))


async def _work(server: str | None, db: str | None, work: Callable[[Client], Awaitable[T]]) -> T:
    settings = read_settings(os.environ, store=db)
    async with _remote(server, settings.key) if server else _embedded(settings) as client:
        return await work(client)


@asynccontextmanager
async def _remote(server: str, key: str) -> AsyncGenerator[Client, None]:
    if not server.startswith(("http://", "https://")):
        raise click.UsageError(f"--server {server!r} is not a URL such as http://127.0.0.1:8321")
    headers = {"authorization": f"Bearer {key}"} if key else {}
    # A proxy from the environment must not see what is said to a ledger on this machine.
    async with httpx.AsyncClient(base_url=server, timeout=TIMEOUT_S, headers=headers, trust_env=False) as http:
        yield Client(http)


@asynccontextmanager
async def _embedded(settings: Settings) -> AsyncGenerator[Client, None]:
    """A client of the app in this process, the start-up sweep included."""
    configure_quiet()
    app = create_app(settings, embedded=True)
    try:
        async with running(app):
            transport = httpx.ASGITransport(app=cast(Any, app))
            async with httpx.AsyncClient(transport=transport, base_url="http://localhost", timeout=TIMEOUT_S) as http:
                yield Client(http)
    except LedgerFileError as error:
        raise click.ClickException(explain(error, settings)) from None


def _answer(response: httpx.Response, kind: type[T]) -> T:
    if response.is_success:
        return msgspec.json.decode(response.content, type=kind)
    try:
        problem = msgspec.json.decode(response.content, type=Problem)
    except msgspec.DecodeError:
        raise click.ClickException(
            f"{response.url} answered {response.status_code}, and is no bythen service"
        ) from None
    raise Refused(problem)


def pairs(values: Mapping[str, object]) -> dict[str, object]:
    """The values that were given, for the body of a request."""
    return {name: value for name, value in values.items() if value is not None}


def quote_id(given: str) -> str:
    """An id as it goes into a path: whatever was typed, it stays one part of it."""
    if not given or "/" in given:
        raise click.UsageError(f"{given!r} is not an id")
    return quote(given, safe="")

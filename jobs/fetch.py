"""The one door through which bythen goes out: articles, feeds, webhooks, language models.

What is fetched comes from strangers, so everything about it is bounded, and nothing inside the own network can be
reached through it. Every address that a name resolves to must be public, and the connection is made to the address that
was checked and not to the name, which may resolve to another one a moment later. Redirects pass the same checks.
"""

import asyncio
import socket
import ssl
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Final, cast

import httpcore
import httpx
import msgspec

from jobs.addresses import is_public
from jobs.errors import JobError

BYTES_MAX: Final = 10_000_000
"""How long an answer may be unless something else is asked for, in bytes, as it is sent and when it is unpacked."""

SECONDS_MAX: Final = 20.0
"""How long a fetch may take, all of it, redirects too, unless something else is asked for."""

REDIRECTS_MAX: Final = 5
"""How many redirects are followed."""

ADDRESSES_MAX: Final = 4
"""How many of a name's addresses are tried."""

_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_KEEP_METHOD: Final = frozenset({307, 308})
_SECRET_HEADERS: Final = frozenset({"authorization", "cookie"})
_PORTS: Final = {"http": 80, "https": 443}
_RESOLVERS: Final = ThreadPoolExecutor(8, thread_name_prefix="resolve")
"""The system's resolver cannot be told to stop: it is left to these threads, and nobody waits longer than they may."""

Resolver = Callable[[str, int], Iterable[str]]


class FetchError(JobError):
    """A fetch that did not come to an answer; the message says why, and names the host."""


class FetchRefused(FetchError):  # noqa: N818 - said as it is
    """An address that bythen does not fetch from: its form, its scheme, or where it leads."""


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What to fetch. `headers` go along with bythen's own; no secret among them follows a redirect to another host."""

    url: str
    method: str = "GET"
    headers: Mapping[str, str] = {}
    body: bytes = b""
    bytes_max: int = BYTES_MAX
    seconds_max: float = SECONDS_MAX
    redirects_max: int = REDIRECTS_MAX


class Fetched(msgspec.Struct, frozen=True, kw_only=True):
    """What came, from `url` in the end. `headers` are by their names in lower case; `body` is unpacked."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def content_type(self) -> str:
        """The media type alone, in lower case; empty where none was sent."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str | None:
        """The charset that was named; null where none was."""
        message = httpx.Headers({"content-type": self.headers.get("content-type", "")})
        return httpx.Response(200, headers=message).charset_encoding


def user_agent() -> str:
    """As whom bythen goes out."""
    try:
        return f"bythen/{version('bythen')}"
    except PackageNotFoundError:
        return "bythen/0"


def system_resolver(host: str, port: int) -> list[str]:
    """The addresses of a host as the system tells them, in its order. Raises OSError where there are none."""
    return [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


class Fetcher:
    """Fetches; safe to use from threads.

    `allowed` names hosts ("localhost", "192.0.2.7:8080") that need not be public. The rest is for tests.
    """

    def __init__(
        self,
        allowed: Iterable[str] = (),
        *,
        resolver: Resolver = system_resolver,
        network: httpcore.AsyncNetworkBackend | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._allowed = frozenset(name.strip().lower() for name in allowed if name.strip())
        self._resolver = resolver
        # A cast: the class fits the interface but for defaults that its own type leaves out.
        self._network = network or cast(httpcore.AsyncNetworkBackend, httpcore.AnyIOBackend())
        self._tls = tls

    def fetch(self, wanted: Wanted) -> Fetched:
        """What is there. A status of 400 or more is an answer like any other.

        Raises FetchRefused for an address that is not fetched from, and FetchError where no whole answer came within
        the bounds.
        """
        return asyncio.run(self._within(wanted))

    def check(self, url: str) -> None:
        """Raises FetchRefused for a URL that is not of a form that is fetched, whatever its host resolves to."""
        _parsed(url)

    async def _within(self, wanted: Wanted) -> Fetched:
        try:
            async with asyncio.timeout(wanted.seconds_max):
                return await self._follow(wanted)
        except TimeoutError:
            host = _parsed(wanted.url).host
            raise FetchError(f"{host} took longer than {wanted.seconds_max:g} seconds") from None

    async def _follow(self, wanted: Wanted) -> Fetched:
        host = _parsed(wanted.url).host
        for _ in range(wanted.redirects_max + 1):
            url = _parsed(wanted.url)
            try:
                fetched = await self._ask(url, wanted)
            except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.TimeoutException, ssl.SSLError) as error:
                raise FetchError(f"{url.host} did not answer: {str(error) or type(error).__name__}") from None
            target = fetched.headers.get("location")
            if fetched.status not in _REDIRECTS or not target:
                return fetched
            wanted = _redirected(wanted, url, target, fetched.status)
        raise FetchError(f"{host} redirects more than {wanted.redirects_max} times")

    async def _ask(self, url: httpx.URL, wanted: Wanted) -> Fetched:
        headers = {
            "host": url.netloc.decode("ascii"),
            "user-agent": user_agent(),
            "accept-encoding": "gzip, deflate",
            "connection": "close",
            **{name.lower(): value for name, value in wanted.headers.items()},
        }
        if wanted.body:
            headers["content-length"] = str(len(wanted.body))
        async with self._pool(wanted) as pool:
            request = httpcore.Request(
                wanted.method,
                httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                headers=[(name.encode(), value.encode()) for name, value in headers.items()],
                content=wanted.body,
                extensions={"timeout": dict.fromkeys(("connect", "read", "write", "pool"), wanted.seconds_max)},
            )
            response = await pool.handle_async_request(request)
            try:
                return await _read(url, response, wanted.bytes_max)
            finally:
                await response.aclose()

    @asynccontextmanager
    async def _pool(self, wanted: Wanted) -> AsyncIterator[httpcore.AsyncConnectionPool]:
        backend = _CheckedBackend(self._addresses, self._network)
        # Made when it is first needed, since reading the certificates takes a while.
        self._tls = self._tls or httpx.create_ssl_context(trust_env=False)
        async with httpcore.AsyncConnectionPool(
            ssl_context=self._tls, max_connections=1, max_keepalive_connections=0, network_backend=backend
        ) as pool:
            yield pool

    async def _addresses(self, host: str, port: int) -> list[str]:
        """The addresses to connect to. Raises FetchRefused unless all of the host's are public, or it is allowed."""
        try:
            found = await asyncio.get_running_loop().run_in_executor(_RESOLVERS, self._resolver, host, port)
        except (OSError, UnicodeError):
            raise FetchError(f"there is no host {host!r}") from None
        addresses = list(dict.fromkeys(found))
        allowed = host.lower() in self._allowed or f"{host.lower()}:{port}" in self._allowed
        if not allowed and not all(is_public(address) for address in addresses):
            raise FetchRefused(
                f"{host} does not lie on the public internet; an administrator can allow it in BYTHEN_FETCH_ALLOW"
            )
        return addresses[:ADDRESSES_MAX]


class _CheckedBackend(httpcore.AsyncNetworkBackend):
    """Connects to the addresses that were checked. What the server must prove and the Host header go by the name."""

    def __init__(
        self, addresses: Callable[[str, int], Awaitable[list[str]]], network: httpcore.AsyncNetworkBackend
    ) -> None:
        self._addresses = addresses
        self._network = network

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        failure: Exception = httpcore.ConnectError("it has no address")
        for address in await self._addresses(host.strip("[]"), port):
            try:
                return await self._network.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


def _parsed(text: str) -> httpx.URL:
    """The URL. Raises FetchRefused for what is not an http or https URL, and for one with a name and password in it."""
    try:
        url = httpx.URL(text)
    except (httpx.InvalidURL, UnicodeError, ValueError):
        raise FetchRefused(f"{text[:200]!r} is not a URL") from None
    if url.scheme not in _PORTS or not url.host:
        raise FetchRefused(f"{text[:200]!r} is not an http or https URL with a host")
    if url.port is not None and not 0 < url.port < 65_536:
        raise FetchRefused(f"{url.port} is not a port")
    if url.userinfo:
        raise FetchRefused(f"the URL of {url.host} has a name or a password in it; leave them out")
    return url.copy_with(fragment=None)


def _redirected(wanted: Wanted, url: httpx.URL, target: str, status: int) -> Wanted:
    """What to fetch instead. Raises FetchRefused for a place that is no URL."""
    try:
        there = url.join(target)
    except (httpx.InvalidURL, UnicodeError, ValueError):
        raise FetchRefused(f"{url.host} redirects to {target[:200]!r}, which is not a URL") from None
    headers = wanted.headers
    if (there.scheme, there.host, there.port) != (url.scheme, url.host, url.port):
        headers = {name: value for name, value in headers.items() if name.lower() not in _SECRET_HEADERS}
    method, body = (wanted.method, wanted.body) if status in _KEEP_METHOD else ("GET", b"")
    return msgspec.structs.replace(wanted, url=str(there), headers=headers, method=method, body=body)


async def _read(url: httpx.URL, response: httpcore.Response, bytes_max: int) -> Fetched:
    headers: dict[str, str] = {}
    for name, value in response.headers:
        headers.setdefault(name.decode("latin-1").lower(), value.decode("latin-1"))
    body = b""
    if response.status not in _REDIRECTS:
        unpacker = _Unpacker(url.host, headers.get("content-encoding", ""), bytes_max)
        async for chunk in cast(AsyncIterator[bytes], response.stream):
            unpacker.take(chunk)
        body = unpacker.end()
    return Fetched(url=str(url), status=response.status, headers=headers, body=body)


class _Unpacker:
    """Turns the bytes that are sent into those that are meant. Raises FetchError where either are more than allowed."""

    def __init__(self, host: str, coding: str, bytes_max: int) -> None:
        self._host = host
        self._bytes_max = bytes_max
        self._sent = 0
        self._parts: list[bytes] = []
        self._length = 0
        coding = coding.strip().lower()
        if coding not in {"", "identity", "gzip", "x-gzip", "deflate"}:
            raise FetchError(f"{host} sent the coding {coding[:50]!r}, which was not asked for")
        # 32 beside the window's size: either of the two headers that these codings have.
        self._zip = None if coding in {"", "identity"} else zlib.decompressobj(wbits=32 + zlib.MAX_WBITS)

    def take(self, chunk: bytes) -> None:
        """The next bytes as they came."""
        self._sent += len(chunk)
        part = self._unzip(chunk) if self._zip else chunk
        self._parts.append(part)
        self._length += len(part)
        if max(self._sent, self._length) > self._bytes_max:
            raise FetchError(f"{self._host} sent more than {self._bytes_max} bytes")

    def end(self) -> bytes:
        """All that is meant."""
        if self._zip and self._sent and not self._zip.eof:
            raise FetchError(f"{self._host} sent an answer that breaks off")
        return b"".join(self._parts)

    def _unzip(self, chunk: bytes) -> bytes:
        assert self._zip
        try:
            # One byte more than allowed is enough to see that there are too many; the rest is never unpacked.
            return self._zip.decompress(chunk, self._bytes_max + 1 - self._length)
        except zlib.error:
            raise FetchError(f"{self._host} sent an answer that cannot be unpacked") from None

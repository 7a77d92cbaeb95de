"""The one door out, attacked: names that resolve inwards, redirects, endless, packed and slow answers."""

import gzip
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Iterator
from itertools import chain, repeat
from pathlib import Path
from typing import Any

import httpcore
import pytest

from jobs.addresses import is_public
from jobs.fetch import Fetcher, FetchError, FetchRefused, Resolver, Wanted, user_agent
from tests.jobs.web import Handler, Page, Site, page, redirect, serving

CERTIFICATE = Path(__file__).parent / "news_example.pem"
PUBLIC = "8.8.8.8"
"""An address that is public; nothing is ever sent to it, since a refusal comes before any connection."""


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


def fetcher_for(site: Site) -> Fetcher:
    """A fetcher that may reach the site and nothing else on loopback."""
    return Fetcher([site.host])


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.9.1", "0.0.0.0", "10.0.0.1", "172.16.3.4", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "192.0.2.1", "198.18.0.1", "192.88.99.1", "224.0.0.1", "240.0.0.1", "255.255.255.255",
        "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "fec0::1", "ff02::1", "2001:db8::1",
        "::ffff:127.0.0.1", "::ffff:a9fe:a9fe", "::ffff:10.0.0.1", "::7f00:1", "64:ff9b::127.0.0.1",
        "64:ff9b::a9fe:a9fe", "64:ff9b:1::808:808", "2002:7f00:1::", "2002:a9fe:a9fe::1",
        "2001:0:7f00:1::1", "2001:4860::5efe:127.0.0.1", "2606:4700::200:5efe:10.0.0.1",
        "localhost", "", "1.2.3", "2130706433", "8.8.8.8%eth0",
    ],
)  # fmt: skip
def test_what_is_not_public(address: str) -> None:
    """Private, local, reserved and multicast addresses are not public, however they are wrapped."""
    assert not is_public(address)


@pytest.mark.parametrize("address", [PUBLIC, "1.1.1.1", "2001:4860:4860::8888", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_what_is_public(address: str) -> None:
    """Global addresses are public, and so are those wrapped in a translator's."""
    assert is_public(address)


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "127.1", "0", "2130706433", "0x7f.1", "0177.0.0.1", "[::1]", "[::ffff:127.0.0.1]"],
)
def test_loopback_is_not_reached_by_any_name(site: Site, host: str) -> None:
    """Whatever form a host is written in, what it comes to is checked before anything is sent."""
    site.pages["/"] = page("inside")

    with pytest.raises(FetchError, match=r"public internet|no host|is not a"):
        Fetcher().fetch(Wanted(url=f"http://{host}:{site.port}/"))

    assert [] == site.asked


def test_one_inward_address_is_enough_to_refuse(site: Site) -> None:
    """A name with a public and a local address is not connected to at all."""
    fetcher = Fetcher(resolver=lambda _host, _port: [PUBLIC, "127.0.0.1"])

    with pytest.raises(FetchRefused):
        fetcher.fetch(Wanted(url=f"http://mixed.example:{site.port}/"))

    assert [] == site.asked


class Recorded(httpcore.AsyncNetworkBackend):
    """A network that notes where a connection was to go to, and leads each to the site."""

    def __init__(self, site: Site) -> None:
        self.network = httpcore.AnyIOBackend()
        self.site = site
        self.addresses: list[str] = []

    async def connect_tcp(self, host: str, port: int, *rest: Any, **more: Any) -> httpcore.AsyncNetworkStream:
        self.addresses.append(host)
        return await self.network.connect_tcp("127.0.0.1", self.site.port, *rest, **more)


def test_a_rebinding_name_gains_nothing(site: Site) -> None:
    """The address that was checked is the one connected to: a name is resolved once for each connection.

    A resolver that answers with a public address once, and with loopback from then on, leads nowhere else: the first
    fetch goes to the public address, a redirect to the same name is resolved anew and refused.
    """
    answers = chain([PUBLIC], repeat("127.0.0.1"))
    asked: list[str] = []

    def rebinding(host: str, _port: int) -> list[str]:
        asked.append(host)
        return [next(answers)]

    network = Recorded(site)
    site.pages["/"] = redirect("/secret")
    with pytest.raises(FetchRefused):
        Fetcher(resolver=rebinding, network=network).fetch(Wanted(url="http://rebind.example/"))

    assert [PUBLIC] == network.addresses
    assert ["rebind.example", "rebind.example"] == asked
    assert [("/", "rebind.example")] == [(each.path, each.headers["host"]) for each in site.asked]


def test_every_address_of_a_name_is_tried(site: Site) -> None:
    """Where the first address does not answer, the next one that was checked is connected to."""

    class FirstIsDown(Recorded):
        async def connect_tcp(self, host: str, port: int, *rest: Any, **more: Any) -> httpcore.AsyncNetworkStream:
            if not self.addresses:
                self.addresses.append(host)
                raise httpcore.ConnectError("down")
            return await super().connect_tcp(host, port, *rest, **more)

    network = FirstIsDown(site)
    site.pages["/"] = page("there")
    fetched = Fetcher(resolver=lambda _host, _port: [PUBLIC, "1.1.1.1"], network=network).fetch(
        Wanted(url="http://two.example/")
    )

    assert (b"there", [PUBLIC, "1.1.1.1"]) == (fetched.body, network.addresses)


def test_each_redirect_is_resolved_and_checked_again(site: Site) -> None:
    """A page that may be fetched cannot lead to one that may not, be it by address or by name."""
    for target in (f"http://localhost:{site.port}/secret", f"http://[::1]:{site.port}/secret", "//127.0.0.2/secret"):
        site.pages["/"] = redirect(target)
        with pytest.raises(FetchRefused, match="public internet"):
            fetcher_for(site).fetch(Wanted(url=site.root + "/"))

    assert ["/", "/", "/"] == site.paths()


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://h.example/", "gopher://h.example/", "http://a:b@h.example/"]
)
def test_a_redirect_to_something_else_than_the_web(site: Site, target: str) -> None:
    """Redirects pass the same checks of form as addresses that are given."""
    site.pages["/"] = redirect(target)

    with pytest.raises(FetchRefused):
        fetcher_for(site).fetch(Wanted(url=site.root + "/"))


@pytest.mark.parametrize(
    "url",
    ["", "news", "//h.example/", "file:///etc/passwd", "javascript:alert(1)", "http://", "http:///x", "http://ada@h.example/",
     "http://ada:secret@h.example/", "http://h.example:99999/", "http://[::1/"],
)  # fmt: skip
def test_addresses_that_are_not_fetched(url: str) -> None:
    """Only http and https URLs with a host and without a password are; a refusal never repeats a password."""
    with pytest.raises(FetchRefused) as refused:
        Fetcher(resolver=lambda _host, _port: [PUBLIC]).fetch(Wanted(url=url))

    assert "secret" not in str(refused.value)


def test_redirects_are_followed_and_counted(site: Site) -> None:
    """Five redirects lead to the page; a sixth is one too many, and a loop ends there."""
    for number in range(6):
        site.pages[f"/{number}"] = redirect(f"/{number + 1}")
    site.pages["/6"] = page("there")
    site.pages["/loop"] = redirect("/loop")
    fetcher = fetcher_for(site)
    fetched = fetcher.fetch(Wanted(url=f"{site.root}/1"))
    assert (f"{site.root}/6", b"there") == (fetched.url, fetched.body)
    for path in ("/0", "/loop"):
        with pytest.raises(FetchError, match="redirects more than 5 times"):
            fetcher.fetch(Wanted(url=site.root + path))


def test_secrets_do_not_follow_to_another_host(site: Site) -> None:
    """A header with a key goes along within a host, and not to another one."""
    with serving() as other:
        site.pages["/near"] = redirect("/there")
        site.pages["/there"] = other.pages["/there"] = page("there")
        site.pages["/far"] = redirect(f"{other.root}/there")
        fetcher = Fetcher([site.host, other.host])
        for path in ("/near", "/far"):
            fetcher.fetch(Wanted(url=site.root + path, headers={"Authorization": "Bearer k", "If-None-Match": "x"}))

    assert ["Bearer k"] * 3 == [asked.headers.get("authorization") for asked in site.asked]
    assert [(None, "x")] == [
        (asked.headers.get("authorization"), asked.headers["if-none-match"]) for asked in other.asked
    ]


def endless(handler: Handler) -> None:
    """A body without an end, sent as fast as it is taken."""
    handler.send_response(200)
    handler.end_headers()
    while True:
        handler.wfile.write(b"x" * 65_536)


def test_an_endless_body_is_cut_off(site: Site) -> None:
    """An answer of more bytes than allowed is an error, soon after the bound."""
    site.pages["/"] = endless
    started = time.monotonic()

    with pytest.raises(FetchError, match="sent more than 100000 bytes"):
        fetcher_for(site).fetch(Wanted(url=site.root + "/", bytes_max=100_000))

    assert time.monotonic() - started < 5


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_a_packed_bomb_is_not_unpacked(site: Site, coding: str) -> None:
    """A few kilobytes that unpack to a hundred megabytes are cut off at the bound, and the memory stays small."""
    bomb = (gzip.compress if coding == "gzip" else zlib.compress)(bytes(100_000_000), 9)
    site.pages["/"] = page(bomb, content_encoding=coding)

    with pytest.raises(FetchError, match="sent more than 1000000 bytes"):
        fetcher_for(site).fetch(Wanted(url=site.root + "/", bytes_max=1_000_000))

    assert len(bomb) < 1_000_000


@pytest.mark.parametrize("coding", ["gzip", "x-gzip", "deflate", "identity", ""])
def test_packed_answers_are_unpacked(site: Site, coding: str) -> None:
    """What is sent packed comes out as it was meant."""
    pack = {"gzip": gzip.compress, "x-gzip": gzip.compress, "deflate": zlib.compress}.get(coding, bytes)
    site.pages["/"] = page(pack(b"the page" * 1000), content_encoding=coding)

    assert b"the page" * 1000 == fetcher_for(site).fetch(Wanted(url=site.root + "/")).body


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (page(gzip.compress(b"the page")[:-9], content_encoding="gzip"), "breaks off"),
        (page(b"no gzip at all", content_encoding="gzip"), "cannot be unpacked"),
        (page(b"x", content_encoding="br"), "not asked for"),
        (page(b"x", content_encoding="gzip, gzip"), "not asked for"),
    ],
)
def test_answers_that_cannot_be_unpacked(site: Site, answer: Page, message: str) -> None:
    """Codings that were not asked for, broken ones and those cut short are errors."""
    site.pages["/"] = answer

    with pytest.raises(FetchError, match=message):
        fetcher_for(site).fetch(Wanted(url=site.root + "/"))


def test_a_slow_server_is_left(site: Site) -> None:
    """The time is that of the whole fetch: a byte now and then does not stretch it, in the head or in the body."""

    def dripping_body(handler: Handler) -> None:
        handler.send_response(200)
        handler.end_headers()
        while not site.closing.wait(0.05):
            handler.wfile.write(b"x")

    def dripping_head(handler: Handler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
        while not site.closing.wait(0.05):
            handler.wfile.write(b"x")

    def silent(_: Handler) -> None:
        site.closing.wait(10)

    for answer in (dripping_body, dripping_head, silent):
        site.pages["/"] = answer
        started = time.monotonic()
        with pytest.raises(FetchError, match=r"took longer than 0\.5 seconds"):
            fetcher_for(site).fetch(Wanted(url=site.root + "/", seconds_max=0.5))
        assert time.monotonic() - started < 5


def test_a_redirect_does_not_start_the_clock_again(site: Site) -> None:
    """Slow redirects share one bound of time."""

    def slow(handler: Handler) -> None:
        site.closing.wait(0.2)
        redirect("/")(handler)

    site.pages["/"] = slow

    with pytest.raises(FetchError, match="took longer"):
        fetcher_for(site).fetch(Wanted(url=site.root + "/", seconds_max=0.5))


def test_a_slow_resolver_is_left(site: Site) -> None:
    """A name service that does not answer holds nobody up beyond the time."""

    def slow(_host: str, _port: int) -> list[str]:
        time.sleep(1)
        return [PUBLIC]

    started = time.monotonic()
    with pytest.raises(FetchError, match="took longer"):
        Fetcher(resolver=slow).fetch(Wanted(url="http://slow.example/", seconds_max=0.2))

    assert time.monotonic() - started < 0.9


@pytest.mark.parametrize("raw", [b"", b"nonsense\r\n\r\n", b"HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nshort"])
def test_what_is_no_answer(raw: bytes) -> None:
    """A connection closed at once, something that is not HTTP, and an answer cut short are errors."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(5)
        port = server.getsockname()[1]

        def answer() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(65_536)
                connection.sendall(raw)

        thread = threading.Thread(target=answer)
        thread.start()
        with pytest.raises(FetchError, match="did not answer"):
            Fetcher([f"127.0.0.1:{port}"]).fetch(Wanted(url=f"http://127.0.0.1:{port}/"))
        thread.join()


def test_the_certificate_must_be_the_names_own() -> None:
    """Over TLS the address is the checked one, and the name is the URL's: in the handshake, the check and the Host."""
    ours = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    ours.load_cert_chain(CERTIFICATE)
    names: list[str | None] = []
    ours.sni_callback = lambda _socket, name, _context: names.append(name)
    trusting = ssl.create_default_context(cafile=str(CERTIFICATE))
    to_loopback: Resolver = lambda _host, _port: ["127.0.0.1"]  # noqa: E731 - with its type
    with serving(ours) as site:
        site.pages["/"] = page("there")
        allowed = ["news.example", "other.example"]
        fetcher = Fetcher(allowed, resolver=to_loopback, tls=trusting)
        fetched = fetcher.fetch(Wanted(url=f"https://news.example:{site.port}/"))
        with pytest.raises(FetchError, match="certificate"):
            fetcher.fetch(Wanted(url=f"https://other.example:{site.port}/"))
        with pytest.raises(FetchError, match="certificate"):
            Fetcher(allowed, resolver=to_loopback).fetch(Wanted(url=f"https://news.example:{site.port}/"))

    assert b"there" == fetched.body
    assert "news.example" == names[0]
    assert [f"news.example:{site.port}"] == [asked.headers["host"] for asked in site.asked]


def test_no_proxy_of_the_environment_is_used(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy named in the environment sees nothing of what is fetched."""
    with serving() as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, proxy.root)
        site.pages["/"] = page("there")
        fetched = fetcher_for(site).fetch(Wanted(url=site.root + "/"))

    assert (b"there", []) == (fetched.body, proxy.asked)


def test_what_is_sent(site: Site) -> None:
    """A request names bythen, its host and what it sends; the answer's status, headers and charset are handed on."""
    site.pages["/post"] = page("taken", "text/plain; charset=iso-8859-2", status=422, etag='"1"')
    fetched = fetcher_for(site).fetch(Wanted(url=site.root + "/post#part", method="POST", body=b"{}"))
    (asked,) = site.asked

    assert (422, '"1"', "text/plain", "iso-8859-2") == (
        fetched.status, fetched.headers["etag"], fetched.content_type, fetched.charset,
    )  # fmt: skip
    assert ("POST", "/post", b"{}", site.host) == (asked.method, asked.path, asked.body, asked.headers["host"])
    assert user_agent() == asked.headers["user-agent"]
    assert user_agent().startswith("bythen/")


def test_a_host_that_there_is_not() -> None:
    """A name without an address is named."""

    def nothing(_host: str, _port: int) -> list[str]:
        raise OSError("no such name")

    with pytest.raises(FetchError, match=r"no host 'gone\.example'"):
        Fetcher(resolver=nothing).fetch(Wanted(url="http://gone.example/"))

"""A web server on loopback for the tests, which answers as it is told, well or badly."""

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple

Handler = BaseHTTPRequestHandler
Page = Callable[[Handler], None]


class Asked(NamedTuple):
    """A request that came: its path, its headers by names in lower case, and its body."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


class Site:
    """The server: `pages` says what is at each path, `asked` what was asked for, in order."""

    def __init__(self, port: int, scheme: str) -> None:
        self.pages: dict[str, Page] = {}
        self.asked: list[Asked] = []
        self.port = port
        self.host = f"127.0.0.1:{port}"
        self.root = f"{scheme}://{self.host}"
        self.closing = threading.Event()

    def paths(self) -> list[str]:
        """The paths that were asked for, in order."""
        return [asked.path for asked in self.asked]


def page(body: bytes | str, content_type: str = "text/html; charset=utf-8", status: int = 200, **headers: str) -> Page:
    """A page with this body; headers with underscores for dashes."""
    data = body.encode() if isinstance(body, str) else body

    def answer(handler: Handler) -> None:
        handler.send_response(status)
        handler.send_header("content-type", content_type)
        handler.send_header("content-length", str(len(data)))
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(data)

    return answer


def redirect(target: str, status: int = 302) -> Page:
    """A redirect."""
    return page(b"", status=status, location=target)


@contextmanager
def serving(tls: ssl.SSLContext | None = None) -> Iterator[Site]:
    """A site for as long as this is entered. What is at no path is a 404."""

    class Answer(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: Any) -> None:
            return

        def _answer(self) -> None:
            length = int(self.headers.get("content-length") or 0)
            headers = {name.lower(): value for name, value in self.headers.items()}
            site.asked.append(Asked(self.command, self.path, headers, self.rfile.read(length)))
            self.close_connection = True
            # The other side is told to go away in some of the tests, in the middle of an answer.
            try:
                site.pages.get(self.path, page("nothing here", status=404))(self)
            except OSError:
                return

        do_GET = do_POST = do_HEAD = _answer  # noqa: N815 - the names that the server looks for

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    server.daemon_threads = True
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    site = Site(server.server_address[1], "https" if tls else "http")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.closing.set()
        server.shutdown()
        server.server_close()
        thread.join()

"""HEAD, which is GET without the body, and the methods that an address takes."""

from collections.abc import Iterable
from typing import cast

from litestar.types import HTTPScope, Message, Send


def as_get(scope: HTTPScope) -> HTTPScope:
    """The request as a GET, where it is a HEAD (RFC 9110, section 9.3.2); else the request itself."""
    return cast(HTTPScope, {**scope, "method": "GET"}) if scope["method"] == "HEAD" else scope


def without_body(send: Send) -> Send:
    """Sends what it is given but for the bytes of the body; the headers tell of them as they would for GET."""

    async def send_bare(message: Message) -> None:
        if message["type"] == "http.response.body":
            message["body"] = b""
        await send(message)

    return send_bare


def allow_of(methods: Iterable[str]) -> str:
    """The methods as the Allow header names them, sorted; HEAD comes with GET."""
    named = {str(method) for method in methods}
    return ", ".join(sorted(named | ({"HEAD"} if "GET" in named else set())))

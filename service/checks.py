"""What is checked of every request before its route runs: the host it names, its parameters, its body's type.

The guards are coroutines though they wait for nothing: the framework would run plain functions in another thread each.
"""

from collections.abc import Callable
from ipaddress import ip_address
from typing import Any, Final
from urllib.parse import parse_qsl, urlsplit

from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler
from litestar.params import QueryParameter

from service.problems import RequestError

Connection = ASGIConnection[Any, Any, Any, Any]


def check_host(connection: Connection, _: BaseRouteHandler) -> None:
    """Refuses a request made to a name that is not this machine's own.

    A page elsewhere can make a browser call a service on loopback under a name of its own (DNS rebinding); where
    there are no keys, that name is what gives it away.
    """
    host = connection.headers.get("host", "localhost")
    try:
        name = urlsplit(f"//{host}").hostname or ""
    except ValueError:
        name = ""
    if not is_loopback(name):
        raise RequestError(
            "foreign-host", f"bythen answers to 127.0.0.1, ::1 and localhost only, not to {host[:100]!r}"
        )


def is_loopback(name: str) -> bool:
    """Whether a host name or address can only mean this machine."""
    try:
        return name == "localhost" or ip_address(name).is_loopback
    except ValueError:
        return False


async def check_parameters(connection: Connection, handler: BaseRouteHandler) -> None:
    """Refuses a query parameter that the route does not have, and one that is given twice."""
    known = _known.get(handler.fn)
    if known is None:
        known = _known[handler.fn] = _parameters(handler)
    seen: set[str] = set()
    query = connection.scope.get("query_string", b"").decode("latin-1")
    for name, _ in parse_qsl(query, keep_blank_values=True):
        if name not in known:
            raise RequestError("unknown-parameter", _unknown(known), name[:100])
        if name in seen:
            raise RequestError("unknown-parameter", "is given more than once", name)
        seen.add(name)


async def check_body_type(connection: Connection, handler: BaseRouteHandler) -> None:
    """Refuses a body that is not declared as JSON, which also keeps out the forms that any web page may send."""
    if "data" not in handler.parsed_fn_signature.parameters:
        return
    sent = connection.headers.get("content-type", "").partition(";")[0].strip().lower()
    if sent != "application/json":
        raise RequestError("not-json", f"send the header 'content-type: application/json', not {sent[:100]!r}")


def _unknown(known: frozenset[str]) -> str:
    return f"is not a parameter of this address; it takes {', '.join(sorted(known)) or 'none'}"


_known: Final[dict[Callable[..., Any], frozenset[str]]] = {}
"""The names of the query parameters by the routes' functions: of the route itself each request has a copy."""


def _parameters(handler: BaseRouteHandler) -> frozenset[str]:
    """The names of the query parameters that a route and its dependencies take."""
    fields = dict(handler.parsed_fn_signature.parameters)
    for name, provider in handler.resolve_dependencies().items():
        if name in fields:
            fields.update(provider.parsed_fn_signature.parameters)
    held = ((name, field.kwarg_definition) for name, field in fields.items())
    return frozenset(given.name or name for name, given in held if isinstance(given, QueryParameter))

"""Errors as RFC 9457 problem documents: one table from exceptions to problems, one shape for every error body."""

import traceback
from collections.abc import Mapping
from typing import Any, Final

import msgspec
import structlog
from litestar import Request, Response
from litestar.exceptions import HTTPException, MethodNotAllowedException, ValidationException
from litestar.exceptions.http_exceptions import RequestEntityTooLarge
from litestar.status_codes import HTTP_502_BAD_GATEWAY
from litestar.types import ExceptionHandlersMap

from claims.lifecycle import MoveError
from claims.moment import MomentError
from jobs.errors import InputError, StateConflict
from jobs.fetch import FetchError, FetchRefused
from service.methods import allow_of
from service.wording import reworded, split_place
from storage.errors import (
    AnswerConflict,
    Conflict,
    LedgerClosed,
    NotFound,
    NotReady,
    StorageFull,
    Unwritable,
    VersionConflict,
)

MEDIA_TYPE: Final = "application/problem+json"
TYPE_PREFIX: Final = "urn:bythen:problem:"

log = structlog.get_logger()


class FieldError(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing wrong with a request. `field` is the path to it in the body, or the parameter's name."""

    message: str
    field: str | None = None


class Problem(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What went wrong, after RFC 9457. `type` is a stable name for programs; `detail` says what to do, for people."""

    type: str
    title: str
    status: int
    detail: str
    errors: tuple[FieldError, ...] = ()


class RequestError(Exception):
    """A request that a route's own checks refuse, before any job is asked."""

    def __init__(
        self, kind: str, detail: str, field: str | None = None, *, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(detail)
        self.kind = kind
        self.field = field
        self.headers = dict(headers or {})


KINDS: Final[Mapping[str, tuple[int, str]]] = {
    "malformed-json": (400, "The body is not JSON in UTF-8"),
    "invalid-request": (400, "The request does not fit what is asked for"),
    "unknown-parameter": (400, "A query parameter is unknown or given twice"),
    "refused": (400, "The request cannot be carried out as it is"),
    "no-key": (401, "An API key is needed"),
    "bad-key": (401, "The API key is not good"),
    "role-too-low": (403, "The role does not allow this"),
    "foreign-host": (403, "The request was made to another host's name"),
    "not-found": (404, "There is no such thing"),
    "no-route": (404, "There is nothing at this address"),
    "method-not-allowed": (405, "This address does not take this method"),
    "conflict": (409, "The state of the ledger does not allow this"),
    "stale": (412, "It was changed by somebody else since it was read"),
    "body-too-large": (413, "The body is too large"),
    "not-json": (415, "The body must be sent as application/json"),
    "key-reused": (422, "The idempotency key stands for another request"),
    "not-fetched": (502, "A page could not be fetched"),
    "internal-error": (500, "Something went wrong inside bythen"),
    "closing": (503, "The ledger is closed"),
    "not-ready": (503, "It is being made and is not there yet"),
    "unwritable": (503, "The ledger cannot be written at this moment"),
    "no-room": (507, "There is no room to write"),
}
"""Every kind of problem: its status and its title. A kind's name is the end of its `type`."""

EXCEPTION_KINDS: Final[Mapping[type[Exception], str]] = {
    UnicodeDecodeError: "malformed-json",
    ValidationException: "invalid-request",
    RequestEntityTooLarge: "body-too-large",
    InputError: "refused",
    FetchError: "not-fetched",
    FetchRefused: "refused",
    MomentError: "refused",
    MoveError: "conflict",
    StateConflict: "conflict",
    Conflict: "conflict",
    VersionConflict: "stale",
    AnswerConflict: "key-reused",
    NotFound: "not-found",
    LedgerClosed: "closing",
    NotReady: "not-ready",
    StorageFull: "no-room",
    Unwritable: "unwritable",
}
"""Which kind of problem each exception is; subclasses go with the nearest class above them."""

HTTP_KINDS: Final[Mapping[int, str]] = {404: "no-route", 405: "method-not-allowed", 413: "body-too-large"}
"""What the framework itself raises, by status; anything else below 500 is a request that it could not read."""


_DETAILS: Final[Mapping[str, str]] = {
    "internal-error": "The error was logged; nothing of the request was stored.",
    "no-route": "The addresses that there are stand in /schema/openapi.json.",
    "closing": "Try again once the service has started.",
}
"""What is said of the kinds whose exceptions have nothing to tell."""

_NAMES: Final[Mapping[str, str]] = {
    "idempotency_key": "Idempotency-Key",
    "if_match": "If-Match",
    "day_from": "from",
    "day_to": "to",
}
"""Headers and parameters, by what the routes call them among themselves."""


def problem_of(error: Exception) -> Problem:
    """The problem document for an exception. An unexpected one gives nothing away but that it happened."""
    kind = _kind(error)
    status, title = KINDS[kind]
    errors = _field_errors(error)
    detail = "; ".join(f"{e.field}: {e.message}" if e.field else e.message for e in errors) or _detail(error, kind)
    return Problem(type=TYPE_PREFIX + kind, title=title, status=status, detail=detail, errors=errors)


def _kind(error: Exception) -> str:
    if isinstance(error, RequestError):
        return error.kind
    for base in type(error).__mro__:
        if base in EXCEPTION_KINDS:
            return EXCEPTION_KINDS[base]
    if not isinstance(error, HTTPException) or error.status_code >= 500:
        return "internal-error"
    # The only thing left that the framework cannot read is a body that is not JSON.
    return HTTP_KINDS.get(error.status_code, "malformed-json")


def _detail(error: Exception, kind: str) -> str:
    if kind in _DETAILS:
        return _DETAILS[kind]
    if isinstance(error, UnicodeDecodeError):
        return f"byte {error.start} of a text in the body is not UTF-8"
    if not isinstance(error, HTTPException):
        return str(error)
    if isinstance(error, MethodNotAllowedException):
        return f"it takes {_allow(error)}"
    return reworded(split_place(error.detail)[0], None)[0]


def _allow(error: HTTPException) -> str:
    return allow_of(name.strip() for name in (error.headers or {}).get("allow", "").split(",") if name.strip())


def _field_errors(error: Exception) -> tuple[FieldError, ...]:
    """What is wrong with which field, where that is known: the framework's list, brought into one form."""
    if isinstance(error, RequestError) and error.field:
        return (FieldError(message=str(error), field=error.field),)
    if isinstance(error, InputError) and error.field:
        return (FieldError(message=error.reason, field=error.field),)
    if not isinstance(error, ValidationException) or not isinstance(error.extra, list):
        return ()
    found = [item for item in error.extra if isinstance(item, Mapping)]
    return tuple(_field_error(str(item.get("message", "is not valid")), _field(item)) for item in found)


def _field_error(message: str, field: str | None) -> FieldError:
    words, field = reworded(message, field)
    return FieldError(message=words, field=field)


def _field(item: Mapping[str, Any]) -> str | None:
    key = item.get("key")
    # "data" is the route's own name for the body, of no use to a caller.
    return None if key in {None, "data"} else _NAMES.get(str(key), str(key))


def answer_problem(request: Request[Any, Any, Any], error: Exception) -> Response[Problem]:
    """The response for an exception: every error of the service is answered by this."""
    problem = problem_of(error)
    if problem.status >= 500 and problem.status != HTTP_502_BAD_GATEWAY:
        # The message of an unforeseen error may hold words of an article, so that only its place is logged.
        frames = "".join(traceback.format_tb(error.__traceback__))
        log.error("request_failed", method=request.method, error=type(error).__name__, frames=frames)
    return Response(problem, status_code=problem.status, media_type=MEDIA_TYPE, headers=_headers(error))


def _headers(error: Exception) -> dict[str, str]:
    if isinstance(error, MethodNotAllowedException):
        return {"allow": _allow(error)}
    return error.headers if isinstance(error, RequestError) else {}


HANDLERS: Final[ExceptionHandlersMap] = {Exception: answer_problem}

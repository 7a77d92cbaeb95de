"""How the routes document what they answer besides their success."""

from collections.abc import Mapping
from typing import Final

from litestar.openapi.datastructures import ResponseSpec

from service.problems import MEDIA_TYPE, Problem

_WHEN: Final[Mapping[int, str]] = {
    400: "The request is not valid; `errors` names the fields.",
    401: "There are keys, and the request carries no good one; `WWW-Authenticate` says what is wanted.",
    403: "The role does not allow it; or there are no keys, and the host's name is not this machine's.",
    404: "Nothing has this id.",
    409: "The state of the ledger does not allow it; nothing was changed.",
    412: "The claim is no longer the version that `If-Match` names; nothing was changed.",
    413: "The body is too large.",
    415: "The body was not sent as application/json.",
    422: "The `Idempotency-Key` came before, with another request; nothing was changed.",
    500: "Something went wrong inside bythen; nothing of the request was stored.",
    502: "A page that is asked for could not be fetched; nothing was stored.",
    503: "The ledger is closed, or cannot be written at this moment; nothing was changed.",
    507: "There is no room on the disk; nothing was changed, and reading goes on.",
}


def problems(*statuses: int) -> dict[int, ResponseSpec]:
    """The documented errors of a route: those given, and those that every route may answer."""
    return {
        status: ResponseSpec(data_container=Problem, description=_WHEN[status], media_type=MEDIA_TYPE)
        for status in sorted({400, 401, 403, 500, 503, *statuses})
    }


READ: Final = problems()
"""A list."""

READ_ONE: Final = problems(404)
"""One thing by its id."""

WRITE: Final = problems(409, 413, 415, 422, 507)
"""A new thing."""

WRITE_TO: Final = problems(404, 409, 413, 415, 507)
"""A new thing that belongs to another, named in the address."""

CHANGE: Final = problems(404, 409, 412, 413, 415, 422, 507)
"""A change to one thing that has versions."""

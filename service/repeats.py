"""Requests that are sent again, and changes to what somebody has read: Idempotency-Key, ETag and If-Match."""

import hashlib
import re
from typing import Annotated, Any, Final

from litestar import Request
from litestar.params import HeaderParameter

from jobs.once import Once
from jobs.people import LOCAL
from service.problems import RequestError

_ETAG = re.compile(r'"(\d{1,18})"')
"""The tag of a version, as RFC 9110 (section 8.8.3) writes strong ones."""

ETAG_NOTE: Final = "Names the version of the claim; give it as `If-Match` to change no other."

KeyHeader = Annotated[
    str | None,
    HeaderParameter(
        name="Idempotency-Key",
        min_length=1,
        max_length=255,
        pattern=r"^[\x20-\x7e]+$",
        description="Makes the request safe to send again: the same key with the same request is answered as it was "
        "the first time and changes nothing; with another request it is refused (422). Kept for seven days, or "
        "as the service is set.",
        required=False,
    ),
]

MatchHeader = Annotated[
    str | None,
    HeaderParameter(
        name="If-Match",
        min_length=1,
        max_length=100,
        description="The `ETag` of the version that was read: if that is no longer the newest, nothing is changed "
        "(412). `*` means any version.",
        required=False,
    ),
]


async def provide_once(request: Request[Any, Any, Any], idempotency_key: KeyHeader = None) -> Once | None:
    """What the request is known by if it comes again; null where its sender gave it no key.

    The digest is of the method, the path and the body, so that one key cannot stand for two different requests. Each
    person has keys of their own, so that nobody is answered with what another has asked.
    """
    if idempotency_key is None:
        return None
    asked = f"{request.method} {request.url.path}\n".encode()
    digest = hashlib.sha256(asked + await request.body()).hexdigest()
    name = request.user.name
    own_key = idempotency_key if name == LOCAL else f"{name} {idempotency_key}"
    return Once(key=own_key, request_sha256=digest)


def provide_version(if_match: MatchHeader = None) -> int | None:
    """The version that must still stand; null where any will do.

    Raises RequestError for what is not the tag of one version. A weak tag matches nothing (RFC 9110, section 13.1.1).
    """
    if if_match is None or if_match.strip() == "*":
        return None
    tag = _ETAG.fullmatch(if_match.strip())
    if not tag:
        raise RequestError("invalid-request", 'give one ETag as it was answered, such as "3", or *', "If-Match")
    return int(tag[1])


def etag_of(version: int) -> dict[str, str]:
    """The header that names a version."""
    return {"ETag": f'"{version}"'}

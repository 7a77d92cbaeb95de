"""Who makes a request, and whether they may: the key that it carries against the table of roles."""

from datetime import datetime
from typing import Any, Final

import msgspec
from litestar.concurrency import sync_to_thread
from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler

from jobs.keys import recognise
from jobs.people import LOCAL
from service.checks import check_host
from service.problems import RequestError
from service.roles import PUBLIC, ROLES, may
from storage.ledger import Ledger
from storage.records import ApiKeyEntry, Role

Connection = ASGIConnection[Any, Any, Any, Any]

CHALLENGE: Final = 'Bearer realm="bythen"'
"""What a refused request is to bring, after RFC 6750, section 3."""


class Caller(msgspec.Struct, frozen=True, kw_only=True):
    """Who makes a request: `name` is the actor of what it changes."""

    name: str
    role: Role


HERE: Final = Caller(name=LOCAL, role="admin")
"""Whoever is on this machine: the caller while there are no keys, and of commands that open the store themselves."""


class Access:
    """Whether requests to this app need a key.

    They do once a key was ever made: the service must not fall open again when the last key is revoked. A command that
    holds the store's file itself (`embedded`) needs none, since the file is all that a key could protect.
    """

    def __init__(self, ledger: Ledger, *, embedded: bool) -> None:
        self._embedded = embedded
        self._guarded = ledger.has_api_keys()

    @property
    def guarded(self) -> bool:
        """Whether a key is needed."""
        return self._guarded and not self._embedded

    def note_key(self) -> None:
        """A key was made: from now on one is needed. No other process can make one, since this one has the file."""
        self._guarded = True


async def check_access(connection: Connection, handler: BaseRouteHandler) -> None:
    """Sets the request's user, or refuses it: 401 without a good key, 403 where the role does not reach.

    Without access control a request must at least be made to this machine by name; see `check_host`.
    """
    access: Access = connection.app.state.access
    if not access.guarded:
        check_host(connection, handler)
        connection.scope["user"] = HERE
        return
    operation_id = str(getattr(handler, "operation_id", None) or "")
    if operation_id in PUBLIC or connection.scope.get("method") == "OPTIONS":
        return
    found = await sync_to_thread(
        _recognised, connection.app.state.ledger, _secret(connection), connection.app.state.clock()
    )
    connection.scope["user"] = Caller(name=found.person, role=found.role)
    if not may(found.role, operation_id):
        needed = ROLES.get(operation_id, "admin")
        raise RequestError(
            "role-too-low",
            f"this takes the role {needed}; {found.person} has the role {found.role}",
            headers={"www-authenticate": f'{CHALLENGE}, error="insufficient_scope", scope="{needed}"'},
        )


def _secret(connection: Connection) -> str:
    """The key that the request carries. Raises RequestError where it carries none."""
    scheme, _, secret = connection.headers.get("authorization", "").strip().partition(" ")
    if scheme.lower() != "bearer" or not secret.strip():
        raise RequestError(
            "no-key",
            "send a key in the header 'Authorization: Bearer <key>'; an admin makes one with `bythen key add`",
            headers={"www-authenticate": CHALLENGE},
        )
    return secret.strip()


def _recognised(ledger: Ledger, secret: str, now: datetime) -> ApiKeyEntry:
    found = recognise(ledger, secret, now=now)
    if found is None:
        raise RequestError(
            "bad-key",
            "this key is unknown, revoked or expired; an admin makes a new one with `bythen key add`",
            headers={"www-authenticate": f'{CHALLENGE}, error="invalid_token"'},
        )
    return found

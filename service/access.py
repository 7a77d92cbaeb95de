"""Who makes a request, and whether they may: the key that it carries against the table of roles."""

import threading
from typing import Any, Final

import msgspec
from litestar.concurrency import sync_to_thread
from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler

from jobs.feed_keys import is_feed_key
from jobs.keys import is_good, key_digest
from jobs.people import LOCAL
from service.checks import check_host
from service.problems import RequestError
from service.roles import FEEDS, PUBLIC, ROLES, may
from storage.ledger import Ledger
from storage.records import ApiKeyEntry, Role

Connection = ASGIConnection[Any, Any, Any, Any]

CHALLENGE: Final = 'Bearer realm="bythen"'
"""What a refused request is to bring, after RFC 6750, section 3."""


class Caller(msgspec.Struct, frozen=True, kw_only=True):
    """Who makes a request: `name` is the actor of what it changes."""

    name: str
    role: Role


FEED_READER: Final = "feed-reader"
"""Who reads a feed with a feed key: nobody by name, and able to change nothing."""

HERE: Final = Caller(name=LOCAL, role="admin")
"""Whoever is on this machine: the caller while there are no keys, and of commands that open the store themselves."""


class Access:
    """Whether requests to this app need a key, and whose a key is.

    They do once a key was ever made: the service must not fall open again when the last key is revoked. A command that
    holds the store's file itself (`embedded`) needs none, since the file is all that a key could protect.

    Keys that were looked up are remembered until people or keys change, which only this process can do while it has the
    file. A digest that no key has is not remembered, so that guesses fill no memory.
    """

    def __init__(self, ledger: Ledger, *, embedded: bool) -> None:
        self._ledger = ledger
        self._embedded = embedded
        self._guarded = ledger.has_api_keys()
        self._known: dict[str, ApiKeyEntry] = {}
        self._changes = 0
        self._lock = threading.Lock()

    @property
    def guarded(self) -> bool:
        """Whether a key is needed."""
        return self._guarded and not self._embedded

    def note_change(self, *, key_made: bool = False) -> None:
        """People or keys were changed, and the change is committed: the next request sees it."""
        with self._lock:
            self._guarded = self._guarded or key_made
            self._changes += 1
            self._known.clear()

    def known(self, digest: str) -> ApiKeyEntry | None:
        """The key of this digest, if it was looked up since the last change."""
        return self._known.get(digest)

    def look_up(self, digest: str) -> ApiKeyEntry | None:
        """The key of this digest, out of the ledger; null where there is none."""
        changes = self._changes
        found = self._ledger.api_key_by_digest(digest)
        with self._lock:
            # What was read before a change must not outlive it.
            if found and changes == self._changes:
                self._known[digest] = found
        return found


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
    if operation_id in FEEDS and (secret := connection.query_params.get("key")):
        connection.scope["user"] = await _feed_reader(connection, secret)
        return
    key = await _find_key(connection, access)
    connection.scope["user"] = Caller(name=key.person, role=key.role)
    if not may(key.role, operation_id):
        needed = ROLES.get(operation_id, "admin")
        raise RequestError(
            "role-too-low",
            f"this takes the role {needed}; {key.person} has the role {key.role}",
            headers={"www-authenticate": f'{CHALLENGE}, error="insufficient_scope", scope="{needed}"'},
        )


async def _feed_reader(connection: Connection, secret: str) -> Caller:
    """Whoever has a feed key. Raises RequestError where it is not a good one."""
    if not await sync_to_thread(is_feed_key, connection.app.state.ledger, secret):
        raise RequestError(
            "bad-key", "this feed key is unknown or revoked; an admin makes a new one with `bythen feed add`"
        )
    return Caller(name=FEED_READER, role="reader")


async def _find_key(connection: Connection, access: Access) -> ApiKeyEntry:
    """The key that the request carries. Raises RequestError where it is not a good one."""
    digest = key_digest(_secret(connection))
    key = (access.known(digest) or await sync_to_thread(access.look_up, digest)) if digest else None
    if key is None or not is_good(key, connection.app.state.clock()):
        raise RequestError(
            "bad-key",
            "this key is unknown, revoked or expired; an admin makes a new one with `bythen key add`",
            headers={"www-authenticate": f'{CHALLENGE}, error="invalid_token"'},
        )
    return key


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

"""API keys: made, shown once, recognised by their digests, revoked."""

import secrets
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Final

import msgspec

from jobs.ids import new_id
from jobs.requests import NewApiKey
from jobs.steps import Steps
from storage.errors import VersionConflict
from storage.events import sha256_hex
from storage.ledger import Change, Ledger
from storage.records import ApiKey, ApiKeyEntry

PREFIX: Final = "bythen_"
"""In front of every key, so that a scanner for lost secrets can tell what it has found."""

SECRET_BYTES: Final = 32
"""256 random bits: nobody guesses them, so that one plain SHA-256 is enough to keep (no salt, no slow hash)."""

SECRET_LENGTH_MAX: Final = 200
"""The longest text that is taken for a key at all, in characters; ours have 50."""


class ApiKeyMade(msgspec.Struct, frozen=True, kw_only=True):
    """A new key and its text, the `secret`, which is shown this once and kept nowhere."""

    key: ApiKeyEntry
    secret: str


def add_key(ledger: Ledger, request: NewApiKey, *, actor: str, now: datetime) -> ApiKeyMade:
    """A new key for a person. Raises NotFound for an unknown person.

    There is no idempotency key: an answer kept to be repeated would keep the secret.
    """
    person = ledger.person(request.person_id)
    secret = PREFIX + secrets.token_urlsafe(SECRET_BYTES)
    days = request.expires_in_days
    key = ApiKey(
        id=new_id(),
        person_id=person.id,
        label=request.label,
        sha256=sha256_hex(secret.encode()),
        expires_at=now + timedelta(days=days) if days else None,
        recorded_at=now,
    )
    ledger.commit(Change(steps=(Steps(actor, now).added(key, "api_key.added"),)))
    return ApiKeyMade(key=_entry(ledger, key), secret=secret)


def revoke_key(ledger: Ledger, key_id: str, *, actor: str, now: datetime) -> ApiKeyEntry:
    """The key, revoked: the next request with it is refused. One that was revoked before is left as it is.

    Raises NotFound.
    """
    before = ledger.api_key(key_id)
    if before.revoked_at is None:
        after = msgspec.structs.replace(before, revoked_at=now, version=before.version + 1)
        # The only move of a key is this one: where it is at another version, somebody else has just made it.
        with suppress(VersionConflict):
            ledger.commit(Change(steps=(Steps(actor, now).moved(before, after, "api_key.revoked"),)))
    return _entry(ledger, ledger.api_key(key_id))


def key_digest(secret: str) -> str | None:
    """The digest by which a key with this text is found; null for what cannot be a key."""
    return sha256_hex(secret.encode()) if secret.startswith(PREFIX) and len(secret) <= SECRET_LENGTH_MAX else None


def is_good(key: ApiKeyEntry, now: datetime) -> bool:
    """Whether its person can act with the key: it was not revoked, and its time is not over."""
    return key.revoked_at is None and (key.expires_at is None or now < key.expires_at)


def _entry(ledger: Ledger, key: ApiKey) -> ApiKeyEntry:
    person = ledger.person(key.person_id)
    return ApiKeyEntry(
        id=key.id,
        person_id=person.id,
        person=person.name,
        role=person.role,
        label=key.label,
        expires_at=key.expires_at,
        revoked_at=key.revoked_at,
        recorded_at=key.recorded_at,
    )

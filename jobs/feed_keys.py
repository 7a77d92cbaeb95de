"""Keys of feeds: they stand in addresses, since calendars and feed readers send no headers, and open feeds only."""

import secrets
from contextlib import suppress
from datetime import datetime
from typing import Final

import msgspec

from jobs.ids import new_id
from jobs.requests import NewFeedKey
from jobs.steps import Steps
from storage.errors import VersionConflict
from storage.events import sha256_hex
from storage.ledger import Change, Ledger
from storage.outbox import FeedKey

PREFIX: Final = "feed_"
SECRET_BYTES: Final = 32
SECRET_LENGTH_MAX: Final = 100


class FeedKeyEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A feed key as it is shown, without its digest."""

    id: str
    label: str
    revoked_at: datetime | None
    recorded_at: datetime


class FeedKeyMade(msgspec.Struct, frozen=True, kw_only=True):
    """A new feed key and its text, which is shown this once; it goes into addresses as `?key=...`."""

    key: FeedKeyEntry
    secret: str


def add_feed_key(ledger: Ledger, request: NewFeedKey, *, actor: str, now: datetime) -> FeedKeyMade:
    """A new key, good until it is revoked."""
    secret = PREFIX + secrets.token_urlsafe(SECRET_BYTES)
    key = FeedKey(id=new_id(), label=request.label, sha256=sha256_hex(secret.encode()), recorded_at=now)
    ledger.commit(Change(steps=(Steps(actor, now).added(key, "feed_key.added"),)))
    return FeedKeyMade(key=shown(key), secret=secret)


def revoke_feed_key(ledger: Ledger, key_id: str, *, actor: str, now: datetime) -> FeedKeyEntry:
    """The key, revoked at once. One that was revoked before is left as it is. Raises NotFound."""
    before = ledger.feed_key(key_id)
    if before.revoked_at is None:
        after = msgspec.structs.replace(before, revoked_at=now, version=before.version + 1)
        with suppress(VersionConflict):
            ledger.commit(Change(steps=(Steps(actor, now).moved(before, after, "feed_key.revoked"),)))
    return shown(ledger.feed_key(key_id))


def is_feed_key(ledger: Ledger, secret: str) -> bool:
    """Whether the text is that of a feed key that was not revoked."""
    if not secret.startswith(PREFIX) or len(secret) > SECRET_LENGTH_MAX:
        return False
    key = ledger.feed_key_by_digest(sha256_hex(secret.encode()))
    return key is not None and key.revoked_at is None


def shown(key: FeedKey) -> FeedKeyEntry:
    """The key without its digest."""
    return FeedKeyEntry(**{name: getattr(key, name) for name in FeedKeyEntry.__struct_fields__})

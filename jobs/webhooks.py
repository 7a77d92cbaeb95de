"""Webhooks: who is told of what, under secrets that can be turned over, after the Standard Webhooks specification."""

import base64
import secrets
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Final

import msgspec

from jobs.errors import InputError, StateConflict
from jobs.ids import new_id
from jobs.requests import NewWebhook
from jobs.steps import Steps
from storage.errors import VersionConflict
from storage.ledger import PAGE_MAX, Change, Ledger
from storage.outbox import Cursor, Form, Webhook, WebhookEvent

SECRET_PREFIX: Final = "whsec_"
SECRET_BYTES: Final = 32
"""The specification asks for 24 to 64 random bytes."""

WEBHOOKS_MAX: Final = 100
"""The most webhooks that are not ended: each is asked after every change."""


class WebhookEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A webhook as it is shown, without its secrets."""

    id: str
    url: str
    label: str | None
    events: tuple[WebhookEvent, ...]
    form: Form
    speaker_id: str | None
    topic: str | None
    previous_until: datetime | None
    ended_at: datetime | None
    ended_why: str | None
    recorded_at: datetime


class WebhookMade(msgspec.Struct, frozen=True, kw_only=True):
    """A webhook and its new `secret`, which is shown this once."""

    webhook: WebhookEntry
    secret: str


def add_webhook(
    ledger: Ledger, request: NewWebhook, *, check: Callable[[str], None], actor: str, now: datetime
) -> WebhookMade:
    """The stored webhook, which is told of what happens from now on, with its secret.

    `check` raises for a URL that is not gone to. Raises StateConflict where there are too many, NotFound for an unknown
    speaker. There is no idempotency key: an answer kept to be repeated would keep the secret.
    """
    check(request.url)
    if request.filters.speaker_id:
        ledger.speaker(request.filters.speaker_id)
    if sum(1 for _ in active_webhooks(ledger)) >= WEBHOOKS_MAX:
        raise StateConflict(f"there are {WEBHOOKS_MAX} webhooks already; end one first")
    webhook = Webhook(
        id=new_id(),
        url=request.url,
        label=request.label,
        events=request.events,
        form=request.form,
        speaker_id=request.filters.speaker_id,
        topic=request.filters.topic,
        secret=_new_secret(),
        recorded_at=now,
    )
    cursor = Cursor(id=webhook.id, position=ledger.position, overdue_until=now)
    ledger.commit(Change(steps=(Steps(actor, now).added(webhook, "webhook.added"),), working=(cursor,)))
    return WebhookMade(webhook=shown(webhook), secret=webhook.secret)


def rotate_secret(ledger: Ledger, webhook_id: str, overlap_h: int, *, actor: str, now: datetime) -> WebhookMade:
    """The webhook with a new secret; for so many hours messages are signed with the one before it too.

    Raises NotFound, StateConflict for a webhook that was ended, and VersionConflict.
    """
    before = ledger.webhook(webhook_id)
    if before.ended_at:
        raise StateConflict(f"webhook {webhook_id} was ended; add a new one")
    after = msgspec.structs.replace(
        before,
        secret=_new_secret(),
        previous_secret=before.secret if overlap_h else None,
        previous_until=now + timedelta(hours=overlap_h) if overlap_h else None,
        version=before.version + 1,
    )
    ledger.commit(Change(steps=(Steps(actor, now).moved(before, after, "webhook.secret_rotated"),)))
    return WebhookMade(webhook=shown(after), secret=after.secret)


def end_webhook(ledger: Ledger, webhook_id: str, *, actor: str, now: datetime, why: str | None = None) -> WebhookEntry:
    """The webhook, ended: nothing is sent to it any more. One that was ended before is left as it is.

    Raises NotFound.
    """
    before = ledger.webhook(webhook_id)
    if before.ended_at is None:
        after = msgspec.structs.replace(before, ended_at=now, ended_why=why, version=before.version + 1)
        with suppress(VersionConflict):
            ledger.commit(Change(steps=(Steps(actor, now).moved(before, after, "webhook.ended"),)))
    return shown(ledger.webhook(webhook_id))


def active_webhooks(ledger: Ledger) -> Iterator[Webhook]:
    """The webhooks that were not ended, in the order of their ids."""
    after: str | None = None
    while page := ledger.webhooks(limit=PAGE_MAX, after=after):
        yield from (webhook for webhook in page if webhook.ended_at is None)
        after = page[-1].id


def find_active(ledger: Ledger, webhook_id: str, field: str) -> Webhook:
    """The webhook that a request names in `field`. Raises NotFound, and InputError for one that was ended."""
    webhook = ledger.webhook(webhook_id)
    if webhook.ended_at:
        raise InputError(f"webhook {webhook_id} was ended", field)
    return webhook


def shown(webhook: Webhook) -> WebhookEntry:
    """The webhook without its secrets."""
    return WebhookEntry(**{name: getattr(webhook, name) for name in WebhookEntry.__struct_fields__})


def signing_secrets(webhook: Webhook, now: datetime) -> tuple[str, ...]:
    """The secrets with which a message is signed now, the newest first."""
    old = webhook.previous_secret
    holds = old is not None and webhook.previous_until is not None and now < webhook.previous_until
    return (webhook.secret, old) if holds and old else (webhook.secret,)


def _new_secret() -> str:
    return SECRET_PREFIX + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()

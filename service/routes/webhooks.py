"""Webhooks: who is told of what happens, and what came of each message."""

from datetime import datetime
from typing import Annotated

from litestar import Response, delete, get, post, put
from litestar.di import NamedDependency
from litestar.enums import RequestEncodingType
from litestar.params import BodyKwarg, FromPath, QueryParameter

from jobs.deliver import redeliver
from jobs.dispatch import Dispatcher
from jobs.fetch import Fetcher
from jobs.requests import NewRedelivery, NewSecret, NewWebhook
from jobs.webhooks import WebhookEntry, WebhookMade, add_webhook, end_webhook, rotate_secret, shown
from service.examples import REDELIVERY, SECRET, WEBHOOK
from service.pages import LIMIT_DEFAULT, Cursor, IdQuery, Limit, Page, after_id, cut_page
from service.responses import READ, READ_ONE, WRITE_TO
from storage.ledger import Ledger
from storage.outbox import Delivery, DeliveryStatus

WebhookBody = Annotated[NewWebhook, BodyKwarg(media_type=RequestEncodingType.JSON, examples=[WEBHOOK])]
SecretBody = Annotated[NewSecret, BodyKwarg(media_type=RequestEncodingType.JSON, examples=[SECRET])]
RedeliveryBody = Annotated[NewRedelivery, BodyKwarg(media_type=RequestEncodingType.JSON, examples=[REDELIVERY])]
StatusQuery = Annotated[DeliveryStatus | None, QueryParameter(description="Only those that stand so.", required=False)]


@post(
    "/webhooks",
    operation_id="addWebhook",
    summary="Subscribe a receiver to what happens",
    description="Messages follow the Standard Webhooks specification. The secret is shown in this answer and never "
    "again. What happened before is not told.",
    tags=["webhooks"],
    responses=WRITE_TO,
    response_description="The webhook was stored.",
    sync_to_thread=True,
)
def add(
    data: WebhookBody,
    ledger: NamedDependency[Ledger],
    fetcher: NamedDependency[Fetcher],
    now: NamedDependency[datetime],
    actor: NamedDependency[str],
) -> Response[WebhookMade]:
    """Stores a webhook."""
    made = add_webhook(ledger, data, check=fetcher.check, actor=actor, now=now)
    return Response(made, headers={"cache-control": "no-store"})


@get(
    "/webhooks",
    operation_id="listWebhooks",
    summary="List webhooks in the order in which they were added",
    description="Ended ones are among them; none is shown with its secret.",
    tags=["webhooks"],
    responses=READ,
    sync_to_thread=True,
)
def list_webhooks(
    ledger: NamedDependency[Ledger], limit: Limit = LIMIT_DEFAULT, cursor: Cursor = None
) -> Page[WebhookEntry]:
    """A page of webhooks."""
    rows = tuple(shown(webhook) for webhook in ledger.webhooks(limit=limit + 1, after=after_id(cursor)))
    return cut_page(rows, limit, lambda row: row.id)


@get(
    "/webhooks/{webhook_id:str}",
    operation_id="getWebhook",
    summary="Get a webhook",
    tags=["webhooks"],
    responses=READ_ONE,
    sync_to_thread=True,
)
def get_webhook(webhook_id: FromPath[str], ledger: NamedDependency[Ledger]) -> WebhookEntry:
    """A webhook without its secret."""
    return shown(ledger.webhook(webhook_id))


@put(
    "/webhooks/{webhook_id:str}/secret",
    operation_id="rotateWebhookSecret",
    summary="Give a webhook a new secret",
    description="The secret is shown in this answer and never again. For `overlap_h` hours each message carries the "
    "signatures of both, so that its receiver can change over in peace.",
    tags=["webhooks"],
    responses=WRITE_TO,
    response_description="The webhook has the new secret.",
    sync_to_thread=True,
)
def rotate(
    webhook_id: FromPath[str],
    data: SecretBody,
    ledger: NamedDependency[Ledger],
    now: NamedDependency[datetime],
    actor: NamedDependency[str],
) -> Response[WebhookMade]:
    """Turns the secret over."""
    made = rotate_secret(ledger, webhook_id, data.overlap_h, actor=actor, now=now)
    return Response(made, headers={"cache-control": "no-store"})


@delete(
    "/webhooks/{webhook_id:str}",
    operation_id="endWebhook",
    summary="End a webhook",
    description="Nothing is sent to it any more, also not what was waiting. It stays in the list, with the time.",
    tags=["webhooks"],
    status_code=200,
    responses=WRITE_TO,
    response_description="The webhook is ended.",
    sync_to_thread=True,
)
def end(
    webhook_id: FromPath[str],
    ledger: NamedDependency[Ledger],
    now: NamedDependency[datetime],
    actor: NamedDependency[str],
) -> WebhookEntry:
    """Ends a webhook."""
    return end_webhook(ledger, webhook_id, actor=actor, now=now)


@get(
    "/deliveries",
    operation_id="listDeliveries",
    summary="List messages to receivers, newest first",
    description="`pending` ones are still tried, `dead` ones were given up after a day, `dropped` ones had nothing "
    "left to tell. The addresses of receivers are among them.",
    tags=["webhooks"],
    responses=READ_ONE,
    sync_to_thread=True,
)
def list_deliveries(
    ledger: NamedDependency[Ledger],
    webhook_id: IdQuery = None,
    status: StatusQuery = None,
    limit: Limit = LIMIT_DEFAULT,
    cursor: Cursor = None,
) -> Page[Delivery]:
    """A page of deliveries, of one webhook where its id is given."""
    if webhook_id is not None:
        ledger.webhook(webhook_id)
    rows = ledger.deliveries(webhook_id=webhook_id, status=status, limit=limit + 1, before=after_id(cursor))
    return cut_page(rows, limit, lambda row: row.id)


@get(
    "/deliveries/{delivery_id:str}",
    operation_id="getDelivery",
    summary="Get a message to a receiver, and how it stands",
    tags=["webhooks"],
    responses=READ_ONE,
    sync_to_thread=True,
)
def get_delivery(delivery_id: FromPath[str], ledger: NamedDependency[Ledger]) -> Delivery:
    """A delivery."""
    return ledger.delivery(delivery_id)


@post(
    "/redeliveries",
    operation_id="redeliver",
    summary="Send a message again",
    description="It goes out at once, under its old id, and is tried for a day as it was the first time.",
    tags=["webhooks"],
    status_code=200,
    responses=WRITE_TO,
    response_description="The message waits to be sent.",
    sync_to_thread=True,
)
def send_again(
    data: RedeliveryBody,
    ledger: NamedDependency[Ledger],
    dispatcher: NamedDependency[Dispatcher],
    now: NamedDependency[datetime],
) -> Delivery:
    """Puts a delivery back into the outbox."""
    delivery = redeliver(ledger, data.delivery_id, now=now)
    dispatcher.wake()
    return delivery


ROUTES = (add, list_webhooks, get_webhook, rotate, end, list_deliveries, get_delivery, send_again)

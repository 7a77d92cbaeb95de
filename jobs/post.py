"""Sends to webhooks: signed after the Standard Webhooks specification, through the one door that goes out."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from standardwebhooks import Webhook as Signer

from jobs.deliver import Outcome
from jobs.expire import SCHEDULER
from jobs.fetch import Fetcher, FetchError, Wanted
from jobs.messages import read_content, slack_body, webhook_body
from jobs.webhooks import end_webhook, signing_secrets
from storage.ledger import Ledger
from storage.outbox import Delivery, Webhook

SECONDS_MAX: Final = 10.0
"""How long a receiver may take to answer."""

ANSWER_BYTES_MAX: Final = 64_000
"""How much of its answer is read; nothing is made of it."""

RETRY_AFTER_MAX: Final = timedelta(hours=12)
GONE: Final = 410
"""By this a receiver says that it wants no more messages, after the specification."""


def webhook_sender(ledger: Ledger, fetcher: Fetcher) -> Callable[[Delivery, datetime], Outcome]:
    """The way of sending of the channel "webhook"."""

    def send(delivery: Delivery, now: datetime) -> Outcome:
        webhook = ledger.webhook(delivery.webhook_id or "")
        if webhook.ended_at:
            return Outcome(error="the webhook was ended", withdrawn=True)
        content = read_content(ledger, delivery)
        if content is None:
            return Outcome(error="what it was about waits no more", withdrawn=True)
        body = (slack_body if webhook.form == "slack" else webhook_body)(delivery, content)
        outcome = _post(fetcher, webhook, delivery, body, now)
        if outcome.answer == GONE:
            end_webhook(ledger, webhook.id, actor=SCHEDULER, now=now, why="its receiver answered 410 Gone")
        return outcome

    return send


def signed_headers(webhook: Webhook, message_id: str, body: bytes, now: datetime) -> dict[str, str]:
    """The headers of the specification: the id, the time of the attempt, and a signature for each secret that holds."""
    signatures = [Signer(secret).sign(message_id, now, body.decode()) for secret in signing_secrets(webhook, now)]
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": " ".join(signatures),
    }


def message_id_of(delivery: Delivery) -> str:
    """The id of the message, the same at every attempt, by which its receiver can tell a repeat."""
    return f"msg_{delivery.id}"


def _post(fetcher: Fetcher, webhook: Webhook, delivery: Delivery, body: bytes, now: datetime) -> Outcome:
    headers = {"content-type": "application/json", **signed_headers(webhook, message_id_of(delivery), body, now)}
    wanted = Wanted(
        url=webhook.url,
        method="POST",
        headers=headers,
        body=body,
        bytes_max=ANSWER_BYTES_MAX,
        seconds_max=SECONDS_MAX,
        redirects_max=0,
    )
    try:
        answer = fetcher.fetch(wanted)
    except FetchError as error:
        return Outcome(error=str(error))
    if 200 <= answer.status < 300:
        return Outcome(answer=answer.status)
    return Outcome(
        answer=answer.status,
        error=f"the receiver answered {answer.status}",
        final=answer.status == GONE,
        retry_after=_retry_after(answer.headers.get("retry-after", "")),
    )


def _retry_after(text: str) -> timedelta | None:
    """What a receiver asks for in seconds; a date there is not read, since its clock is not ours."""
    return min(timedelta(seconds=int(text)), RETRY_AFTER_MAX) if re.fullmatch(r"[0-9]{1,8}", text) else None

"""`bythen webhook`: who is told of what happens, and what came of each message."""

from typing import Any, get_args

import rich_click as click

from jobs.requests import OVERLAP_H_MAX
from service.cli.client import Client, pairs, quote_id, run_with_client
from service.cli.options import Format, format_option, limit_option, store_options
from service.cli.output import print_json
from service.cli.show_ledger import print_line, print_more, print_rows
from storage.outbox import EVENTS, DeliveryStatus, Form

COLUMNS = {"id": "webhook", "label": "label", "url": "url", "form": "form", "ended_at": "ended (UTC)"}
DELIVERY_COLUMNS = {
    "id": "delivery",
    "event": "event",
    "status": "status",
    "attempts": "attempts",
    "next_attempt_at": "next (UTC)",
    "error": "last error",
}


@click.group()
def webhook() -> None:
    """Subscribe receivers to what happens; messages go out while a service runs."""


@webhook.command("add")
@click.argument("url")
@click.option("--label", help="What it is for.")
@click.option("--event", "events", multiple=True, type=click.Choice(EVENTS), help="Only this; may be repeated.")
@click.option("--no-events", is_flag=True, help="For reminders and reports only.")
@click.option("--form", type=click.Choice(get_args(Form)), help="slack: a text, as chat services take it.")
@click.option("--speaker", "speaker_id", metavar="ID", help="Only this speaker's claims.")
@click.option("--topic", help="Only claims with this topic.")
@store_options
@format_option
def add_webhook(  # noqa: PLR0913, PLR0917 - one parameter an option
    url: str,
    label: str | None,
    events: tuple[str, ...],
    no_events: bool,
    form: str | None,
    speaker_id: str | None,
    topic: str | None,
    server: str | None,
    db: str | None,
    output_format: Format,
) -> None:
    """Send messages to URL from now on, and print the secret that they are signed with. It is shown this once."""
    if events and no_events:
        raise click.UsageError("give --event or --no-events, not both")
    filters = pairs({"speaker_id": speaker_id, "topic": topic})
    body = pairs({"url": url, "label": label, "form": form, "filters": filters or None})
    if events or no_events:
        body["events"] = events

    async def work(client: Client) -> dict[str, Any]:
        return (await client.post("/v1/webhooks", body, dict[str, Any]))[1]

    _print_secret(run_with_client(server, db, work), output_format)


@webhook.command("list")
@limit_option
@store_options
@format_option
def list_webhooks(limit: int, server: str | None, db: str | None, output_format: Format) -> None:
    """List the webhooks, ended ones too."""

    async def work(client: Client) -> dict[str, Any]:
        return await client.get_list("/v1/webhooks", limit)

    _print_page(run_with_client(server, db, work), output_format, COLUMNS, "There is no webhook.")


@webhook.command("rotate")
@click.argument("webhook_id", metavar="WEBHOOK")
@click.option(
    "--overlap",
    "overlap_h",
    type=click.IntRange(0, OVERLAP_H_MAX),
    default=24,
    show_default=True,
    help="Hours for which the old secret signs too.",
)
@store_options
@format_option
def rotate_secret(webhook_id: str, overlap_h: int, server: str | None, db: str | None, output_format: Format) -> None:
    """Give the WEBHOOK a new secret and print it. It is shown this once."""

    async def work(client: Client) -> dict[str, Any]:
        path = f"/v1/webhooks/{quote_id(webhook_id)}/secret"
        return await client.put(path, {"overlap_h": overlap_h}, dict[str, Any])

    _print_secret(run_with_client(server, db, work), output_format)


@webhook.command("end")
@click.argument("webhook_id", metavar="WEBHOOK")
@store_options
@format_option
def end_webhook(webhook_id: str, server: str | None, db: str | None, output_format: Format) -> None:
    """Send nothing to the WEBHOOK any more. Doing it twice changes nothing."""

    async def work(client: Client) -> dict[str, Any]:
        return await client.delete(f"/v1/webhooks/{quote_id(webhook_id)}", dict[str, Any])

    ended = run_with_client(server, db, work)
    if output_format == "table":
        print_line(f"Webhook {ended['id']} was ended at {ended['ended_at'][:19]} UTC.")
    else:
        print_json(ended, output_format)


@webhook.command("deliveries")
@click.option("--webhook", "webhook_id", metavar="ID", help="Only those to this webhook.")
@click.option("--status", type=click.Choice(get_args(DeliveryStatus)), help="dead: those that were given up.")
@limit_option
@store_options
@format_option
def list_deliveries(  # noqa: PLR0913, PLR0917 - one parameter an option
    webhook_id: str | None,
    status: str | None,
    limit: int,
    server: str | None,
    db: str | None,
    output_format: Format,
) -> None:
    """List the messages that were and are to be sent, newest first; reminders and reports by e-mail too."""

    async def work(client: Client) -> dict[str, Any]:
        return await client.get_list("/v1/deliveries", limit, webhook_id=webhook_id, status=status)

    _print_page(run_with_client(server, db, work), output_format, DELIVERY_COLUMNS, "Nothing was to be sent yet.")


@webhook.command("redeliver")
@click.argument("delivery_id", metavar="DELIVERY")
@store_options
@format_option
def redeliver(delivery_id: str, server: str | None, db: str | None, output_format: Format) -> None:
    """Send the DELIVERY again, under its old id."""

    async def work(client: Client) -> dict[str, Any]:
        return (await client.post("/v1/redeliveries", {"delivery_id": delivery_id}, dict[str, Any]))[1]

    waiting = run_with_client(server, db, work)
    if output_format == "table":
        print_line(f"Delivery {waiting['id']} waits to be sent.")
    else:
        print_json(waiting, output_format)


def _print_secret(made: dict[str, Any], output_format: Format) -> None:
    if output_format == "table":
        # Alone on standard output, so that it can be taken from there into a variable or a file.
        print_line(f"Webhook {made['webhook']['id']}. Its secret is shown this once:", error=True)
        click.echo(made["secret"])
    else:
        print_json(made, output_format)


def _print_page(page: dict[str, Any], output_format: Format, columns: dict[str, str], nothing: str) -> None:
    if output_format == "table":
        print_rows(page["items"], columns, nothing)
        print_more(page["next"])
    else:
        print_json(page, output_format)

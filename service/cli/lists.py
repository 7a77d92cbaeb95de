"""`bythen claims`: what is in the store."""

from typing import Any, Literal

import msgspec
import rich_click as click

from claims.model import Claim
from service.cli.client import Client, quote_id, run_with_client
from service.cli.options import FORMATS, Format, limit_option, store_options
from service.cli.output import print_json
from service.cli.show_ledger import ClaimAndHistory, print_claim, print_claims, print_more
from service.cli.speakers import find_speaker


@click.command()
@click.argument("claim_id", required=False, metavar="[CLAIM]")
@click.option("--status", type=click.Choice(["pending", "due", "resolved"]), help="Only claims that stand so.")
@click.option("--kind", type=click.Choice(["prediction", "commitment", "schedule"]), help="Only claims of this sort.")
@click.option("--speaker", metavar="SPEAKER", help="Only this speaker's claims; an id or a name.")
@click.option("--article", "article_id", metavar="ID", help="Only this article's claims.")
@click.option("--topic", help="Only claims with this topic.")
@click.option("--merged", is_flag=True, help="Those that were merged into others, which are left out otherwise.")
@limit_option
@store_options
@click.option(
    "--format",
    "output_format",
    type=click.Choice([*FORMATS, "claim-review"]),
    default="table",
    show_default=True,
    help="claim-review, with a CLAIM: JSON-LD of schema.org; the others as everywhere.",
)
def claims(  # noqa: PLR0913, PLR0917 - one parameter an option
    claim_id: str | None,
    status: str | None,
    kind: str | None,
    speaker: str | None,
    article_id: str | None,
    topic: str | None,
    merged: bool,
    limit: int,
    server: str | None,
    db: str | None,
    output_format: Format | Literal["claim-review"],
) -> None:
    """List the claims in the store, newest first; with a CLAIM's id, show that one with its history."""
    if output_format == "claim-review":
        if claim_id is None:
            raise click.UsageError("a claim review is of one CLAIM; of all: bythen export claim-reviews.ndjson")
        _show_review(claim_id, server, db)
        return
    if claim_id is not None:
        _show_one(claim_id, server, db, output_format)
        return

    async def work(client: Client) -> dict[str, Any]:
        speaker_id = await find_speaker(client, speaker) if speaker else None
        wanted = {"status": status, "kind": kind, "speaker_id": speaker_id, "article_id": article_id, "topic": topic}
        return await client.get_list("/v1/claims", limit, **wanted, merged="true" if merged else None)

    _print_list(run_with_client(server, db, work), output_format, "No claims.")


def _print_list(page: dict[str, Any], output_format: Format, nothing: str) -> None:
    if output_format != "table":
        print_json(page, output_format)
        return
    print_claims(msgspec.convert(page["items"], list[Claim]), nothing)
    print_more(page["next"])


def _show_review(claim_id: str, server: str | None, db: str | None) -> None:
    async def work(client: Client) -> dict[str, Any]:
        return await client.get(f"/v1/claims/{quote_id(claim_id)}/claim-review", dict[str, Any])

    print_json(run_with_client(server, db, work), "json")


def _show_one(claim_id: str, server: str | None, db: str | None, output_format: Format) -> None:
    async def work(client: Client) -> dict[str, Any]:
        return await client.get(f"/v1/claims/{quote_id(claim_id)}", dict[str, Any])

    found = run_with_client(server, db, work)
    if output_format == "table":
        print_claim(msgspec.convert(found, ClaimAndHistory))
    else:
        print_json(found, output_format)

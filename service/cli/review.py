"""`bythen review`: claims that nobody has reviewed, and what is made of them."""

from typing import Any

import msgspec
import rich_click as click

from service.cli.client import Client, pairs, run_with_client
from service.cli.groups import ListingGroup
from service.cli.moves import act_on
from service.cli.options import Format, format_option, limit_option, store_options
from service.cli.output import print_json
from service.cli.show_deciding import ReviewItem, print_review
from service.cli.show_ledger import print_more

Where = tuple[str | None, str | None, Format]


@click.group(cls=ListingGroup)
def review() -> None:
    """Review how claims were read. Without a command those that nobody has reviewed are listed."""


@review.command("list")
@limit_option
@store_options
@format_option
def list_review(limit: int, server: str | None, db: str | None, output_format: Format) -> None:
    """List the claims that nobody has reviewed, most doubtful first, with the reasons and the rules that fired."""

    async def work(client: Client) -> dict[str, Any]:
        return await client.get_list("/v1/review", limit)

    page = run_with_client(server, db, work)
    if output_format != "table":
        print_json(page, output_format)
        return
    print_review(msgspec.convert(page["items"], list[ReviewItem]))
    print_more(page["next"])


@review.command("accept")
@click.argument("claim_id", metavar="CLAIM")
@store_options
@format_option
def accept(claim_id: str, server: str | None, db: str | None, output_format: Format) -> None:
    """A CLAIM is one, and was rightly read."""
    _review(claim_id, "accept", None, "Accepted.", (server, db, output_format))


@review.command("reject")
@click.argument("claim_id", metavar="CLAIM")
@click.option("--reason", required=True, help="Why it is none; kept with the event.")
@store_options
@format_option
def reject(claim_id: str, reason: str, server: str | None, db: str | None, output_format: Format) -> None:
    """A CLAIM is none, or was misread beyond repair."""
    _review(claim_id, "reject", reason, "Rejected.", (server, db, output_format))


@review.command("unreject")
@click.argument("claim_id", metavar="CLAIM")
@click.option("--reason", help="Why; kept with the event.")
@store_options
@format_option
def unreject(claim_id: str, reason: str | None, server: str | None, db: str | None, output_format: Format) -> None:
    """Take the rejection of a CLAIM back: it waits for a review again."""
    _review(claim_id, "unreject", reason, "No longer rejected.", (server, db, output_format))


def _review(claim_id: str, verdict: str, reason: str | None, said: str, where: Where) -> None:
    server, db, output_format = where
    body = pairs({"verdict": verdict, "reason": reason})
    act_on(claim_id, "reviews", body, said, server=server, db=db, output_format=output_format)

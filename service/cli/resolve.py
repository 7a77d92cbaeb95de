"""`bythen resolve`: what happened about a claim."""

from typing import Any

import msgspec
import rich_click as click

from claims.model import Claim
from service.cli.client import Client, pairs, quote_id, run_with_client
from service.cli.options import Format, format_option, store_options
from service.cli.output import print_json
from service.cli.show_ledger import print_claims, print_line

VOID_REASONS = ["ambiguous", "annulled", "unverifiable", "duplicate", "not_a_claim"]


@click.command()
@click.argument("claim_id", metavar="CLAIM")
@click.option(
    "--happened",
    type=click.Choice(["yes", "no", "partly", "void"]),
    required=True,
    help="Whether the thing itself happened, any “not” in the claim taken off.",
)
@click.option("--occurred", metavar="DAY[..DAY]", help="The day of the deciding event, or the days it lies between.")
@click.option("--evidence", "urls", metavar="URL", multiple=True, help="A page that shows it; may be given again.")
@click.option("--quote", help="The words of the first page that show it.")
@click.option("--note", help="What was searched or read, where there is no page.")
@click.option("--reason", help="Why it was decided so; needed for a “no” before the window has closed.")
@click.option("--value", type=click.FloatRange(0, 1), help="With partly: how much of it happened, 0 to 1.")
@click.option("--void-reason", type=click.Choice(VOID_REASONS), help="With void: why it cannot be judged.")
@click.option("--known", metavar="DAY", help="The day on which the outcome could be known.")
@store_options
@format_option
def resolve(  # noqa: PLR0913, PLR0917 - one parameter an option
    claim_id: str,
    happened: str,
    occurred: str | None,
    urls: tuple[str, ...],
    quote: str | None,
    note: str | None,
    reason: str | None,
    value: float | None,
    void_reason: str | None,
    known: str | None,
    server: str | None,
    db: str | None,
    output_format: Format,
) -> None:
    """Record what happened about a CLAIM, with the evidence for it."""
    body = pairs(
        {"happened": happened, "value": value, "void_reason": void_reason, "known_at": known, "reason": reason}
    )
    body |= _days(occurred) | {"evidence": _evidence(urls, quote, note)}

    async def work(client: Client) -> dict[str, Any]:
        _, answer = await client.post(f"/v1/claims/{quote_id(claim_id)}/resolutions", body, dict[str, Any])
        return answer

    answer = run_with_client(server, db, work)
    if output_format == "table":
        print_line(f"Resolved as “{happened}”: resolution {answer['resolution']['id']}", bold=True)
        print_claims([msgspec.convert(answer["claim"], Claim)], "")
    else:
        print_json(answer, output_format)


def _days(occurred: str | None) -> dict[str, object]:
    if not occurred:
        return {}
    first, dots, last = occurred.partition("..")
    return {"occurred_from": first, "occurred_to": last if dots else first}


def _evidence(urls: tuple[str, ...], quote: str | None, note: str | None) -> list[dict[str, object]]:
    """One piece for each page; the quote goes with the first, and a note stands by itself where there is no page."""
    pieces = [pairs({"url": url, "quote": quote if number == 0 else None}) for number, url in enumerate(urls)]
    if note and pieces:
        pieces[0]["note"] = note
    elif not pieces and (note or quote):
        pieces.append(pairs({"note": note, "quote": quote}))
    return pieces

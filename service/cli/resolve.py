"""`bythen resolve`: what happened about a claim."""

from typing import Any

import msgspec
import rich_click as click

from claims.model import Claim
from service.cli.client import Client, pairs, quote_id, run_with_client
from service.cli.documents import load_bytes
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
@click.option("--document", help="A document that shows it, such as a gazette and its page.")
@click.option("--note", help="What was searched, where nothing happened.")
@click.option("--reason", help="Why it was decided so; needed for a “no” before the window has closed.")
@click.option("--value", type=click.FloatRange(0, 1), help="With partly: how much of it happened, 0 to 1.")
@click.option("--void-reason", type=click.Choice(VOID_REASONS), help="With void: why it cannot be judged.")
@click.option("--read", "read_pages", is_flag=True, help="Read the pages now; keep their digest and an excerpt.")
@click.option("--known", metavar="DAY", help="The day on which the outcome could be known.")
@store_options
@format_option
def resolve(  # noqa: PLR0913, PLR0917 - one parameter an option
    claim_id: str,
    happened: str,
    occurred: str | None,
    urls: tuple[str, ...],
    quote: str | None,
    document: str | None,
    note: str | None,
    reason: str | None,
    value: float | None,
    void_reason: str | None,
    read_pages: bool,
    known: str | None,
    server: str | None,
    db: str | None,
    output_format: Format,
) -> None:
    """Record what happened about a CLAIM, with the evidence for it."""
    body = pairs(
        {"happened": happened, "value": value, "void_reason": void_reason, "known_at": known, "reason": reason}
    )
    body |= {"read_pages": True} if read_pages else {}
    body |= _days(occurred) | {"evidence": _evidence(urls, document, quote, note)}

    async def work(client: Client) -> dict[str, Any]:
        _, answer = await client.post(f"/v1/claims/{quote_id(claim_id)}/resolutions", body, dict[str, Any])
        return answer

    answer = run_with_client(server, db, work)
    if output_format == "table":
        print_line(f"{_said(answer)} “{happened}”: resolution {answer['resolution']['id']}", bold=True)
        print_claims([msgspec.convert(answer["claim"], Claim)], "")
    else:
        print_json(answer, output_format)


@click.command("resolve-many")
@click.argument("path", metavar="FILE", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@click.option("--key", help="Makes the batch safe to send again: rows that were done stay as they are.")
@store_options
@format_option
def resolve_many(path: str, key: str | None, server: str | None, db: str | None, output_format: Format) -> int:
    """Record what happened about many claims: a FILE (or -) with one JSON object a line, each with a claim_id.

    Each stands or falls by itself; where any was refused the status is 2.
    """
    rows = [msgspec.json.decode(line) for line in load_bytes(path).splitlines() if line.strip()]

    async def work(client: Client) -> dict[str, Any]:
        return (await client.post("/v1/resolutions", {"items": rows}, dict[str, Any], key=key))[1]

    answer = run_with_client(server, db, work)
    if output_format == "table":
        print_line(f"Done: {answer['done']}, refused: {answer['refused']}", bold=True)
        for item in answer["items"]:
            told = item["problem"]["detail"] if item.get("problem") else item["done"]["claim"]["status"]
            print_line(f"  {item['claim_id']}: {told}")
    else:
        print_json(answer, output_format)
    return 2 if answer["refused"] else 0


def _said(answer: dict[str, Any]) -> str:
    """What a resolution came to: with two reviewers it may not settle the claim yet."""
    if answer["claim"]["status"] == "resolved":
        return "Resolved as"
    return (
        "Disputed; a third must decide. Noted"
        if answer["claim"]["answers"] > 1
        else "Waits for another reviewer. Noted"
    )


def _days(occurred: str | None) -> dict[str, object]:
    if not occurred:
        return {}
    first, dots, last = occurred.partition("..")
    return {"occurred_from": first, "occurred_to": last if dots else first}


def _evidence(
    urls: tuple[str, ...], document: str | None, quote: str | None, note: str | None
) -> list[dict[str, object]]:
    """One piece for each page and for the document; quote and note go with the first, or stand by themselves."""
    pieces: list[dict[str, object]] = [{"url": url} for url in urls]
    pieces.extend([{"document": document}] if document else [])
    rest = pairs({"quote": quote, "note": note})
    if pieces:
        pieces[0] |= rest
    elif rest:
        pieces.append(rest)
    return pieces

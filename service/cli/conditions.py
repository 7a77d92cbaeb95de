"""`bythen condition`, `bythen file` and `bythen filings`: what claims hang on, and what people say about claims."""

from typing import Any

import rich_click as click

from service.cli.client import Client, pairs, quote_id, run_with_client
from service.cli.groups import ListingGroup
from service.cli.options import Format, format_option, limit_option, store_options
from service.cli.output import print_json
from service.cli.show_ledger import print_line, print_more, print_rows

CONDITIONS = {"id": "condition", "text": "words", "latest": "by", "status": "status", "dependants": "claims"}
FILINGS = {"id": "filing", "kind": "sort", "author": "from", "text": "text", "status": "status"}
Where = tuple[str | None, str | None, Format]

_URL = click.option("--evidence", "urls", metavar="URL", multiple=True, help="A page that shows it.")
_DOCUMENT = click.option("--document", help="A document that shows it, such as a gazette and its page.")
_NOTE = click.option("--note", help="What was searched, where nothing happened.")


@click.group(cls=ListingGroup)
def condition() -> None:
    """Conditions that claims hang on. Without a command they are listed."""


@condition.command("list")
@click.option("--status", type=click.Choice(["open", "held", "failed"]), help="Only those that stand so.")
@click.option("--due", is_flag=True, help="Only open ones whose time to look has come.")
@limit_option
@store_options
@format_option
def list_conditions(  # noqa: PLR0913, PLR0917 - one parameter an option
    status: str | None, due: bool, limit: int, server: str | None, db: str | None, output_format: Format
) -> None:
    """List conditions by their time to look."""
    where = server, db, output_format
    nothing = "No condition waits for a decision." if due else "No condition has been named."
    _list(
        "/v1/conditions",
        {"status": status, "due": "true" if due else None},
        limit,
        where,
        CONDITIONS,
        nothing,
    )


@condition.command("add")
@click.argument("claim_ids", metavar="CLAIM...", nargs=-1, required=True)
@click.option("--text", help="What they hang on, in words. Default: the first claim's own.")
@click.option("--by", "horizon", metavar="WORDS", help="By when it has to come about, such as “by 1 May 2026”.")
@click.option("--deadline", metavar="INSTANT", help="The instant before which it has to.")
@store_options
@format_option
def add_condition(  # noqa: PLR0913, PLR0917 - one parameter an option
    claim_ids: tuple[str, ...],
    text: str | None,
    horizon: str | None,
    deadline: str | None,
    server: str | None,
    db: str | None,
    output_format: Format,
) -> None:
    """Name what CLAIMs hang on."""
    body = pairs({"claim_ids": list(claim_ids), "text": text, "horizon": horizon, "deadline_at": deadline})
    _post("/v1/conditions", body, "Named.", (server, db, output_format))


@condition.command("hold")
@click.argument("condition_id", metavar="CONDITION")
@_URL
@_DOCUMENT
@_NOTE
@store_options
@format_option
def hold(  # noqa: PLR0913, PLR0917 - one parameter an option
    condition_id: str,
    urls: tuple[str, ...],
    document: str | None,
    note: str | None,
    server: str | None,
    db: str | None,
    output_format: Format,
) -> None:
    """A CONDITION held: its claims go on."""
    _decide(condition_id, True, (urls, document, note), "It held; its claims go on.", (server, db, output_format))


@condition.command("fail")
@click.argument("condition_id", metavar="CONDITION")
@_URL
@_DOCUMENT
@_NOTE
@store_options
@format_option
def fail(  # noqa: PLR0913, PLR0917 - one parameter an option
    condition_id: str,
    urls: tuple[str, ...],
    document: str | None,
    note: str | None,
    server: str | None,
    db: str | None,
    output_format: Format,
) -> None:
    """A CONDITION failed: its open claims become void, annulled."""
    said = "It failed; its open claims are void (annulled)."
    _decide(condition_id, False, (urls, document, note), said, (server, db, output_format))


@condition.command("reopen")
@click.argument("condition_id", metavar="CONDITION")
@click.option("--reason", required=True, help="Why; kept with the event.")
@store_options
@format_option
def reopen(condition_id: str, reason: str, server: str | None, db: str | None, output_format: Format) -> None:
    """Open a CONDITION again, and the claims that it had annulled."""
    path = f"/v1/conditions/{quote_id(condition_id)}/reopenings"
    _post(path, {"reason": reason}, "Open again.", (server, db, output_format))


@click.command("file")
@click.argument("claim_id", metavar="CLAIM")
@click.option("--kind", type=click.Choice(["correction", "reply"]), required=True, help="What it is.")
@click.option("--author", required=True, help="Who says it.")
@click.option("--text", required=True, help="What they say.")
@store_options
@format_option
def file_command(  # noqa: PLR0913, PLR0917 - one parameter an option
    claim_id: str, kind: str, author: str, text: str, server: str | None, db: str | None, output_format: Format
) -> None:
    """File a request to correct a CLAIM, or its speaker's reply. It is shown once it is accepted."""
    body: dict[str, object] = {"kind": kind, "author": author, "text": text}
    path = f"/v1/claims/{quote_id(claim_id)}/filings"
    _post(path, body, "Filed; it waits for a decision.", (server, db, output_format), FILINGS)


@click.group(cls=ListingGroup)
def filings() -> None:
    """What people filed on claims. Without a command what waits is listed."""


@filings.command("list")
@click.option("--status", type=click.Choice(["waiting", "accepted", "declined"]), default="waiting", show_default=True)
@click.option("--claim", "claim_id", metavar="ID", help="Only on this claim.")
@limit_option
@store_options
@format_option
def list_filings(  # noqa: PLR0913, PLR0917 - one parameter an option
    status: str, claim_id: str | None, limit: int, server: str | None, db: str | None, output_format: Format
) -> None:
    """List filings, longest waiting first."""
    wanted = {"status": status, "claim_id": claim_id}
    _list("/v1/filings", wanted, limit, (server, db, output_format), FILINGS, "Nothing is filed so.")


@filings.command("accept")
@click.argument("filing_id", metavar="FILING")
@store_options
@format_option
def accept(filing_id: str, server: str | None, db: str | None, output_format: Format) -> None:
    """Show a FILING with its claim."""
    path = f"/v1/filings/{quote_id(filing_id)}/decisions"
    _post(path, {"accept": True}, "Accepted; it is shown with its claim.", (server, db, output_format), FILINGS)


@filings.command("decline")
@click.argument("filing_id", metavar="FILING")
@click.option("--reason", required=True, help="Why; kept with it.")
@store_options
@format_option
def decline(filing_id: str, reason: str, server: str | None, db: str | None, output_format: Format) -> None:
    """Decline a FILING."""
    path = f"/v1/filings/{quote_id(filing_id)}/decisions"
    _post(path, {"accept": False, "reason": reason}, "Declined.", (server, db, output_format), FILINGS)


def _decide(
    condition_id: str, held: bool, shown: tuple[tuple[str, ...], str | None, str | None], said: str, where: Where
) -> None:
    urls, document, note = shown
    evidence: list[dict[str, object]] = [{"url": url} for url in urls]
    evidence += [pairs({"document": document, "note": note})] if document or note else []
    path = f"/v1/conditions/{quote_id(condition_id)}/decisions"
    _post(path, {"held": held, "evidence": evidence}, said, where)


def _post(path: str, body: dict[str, object], said: str, where: Where, columns: dict[str, str] = CONDITIONS) -> None:
    server, db, output_format = where

    async def work(client: Client) -> dict[str, Any]:
        return (await client.post(path, body, dict[str, Any]))[1]

    answer = run_with_client(server, db, work)
    if output_format != "table":
        print_json(answer, output_format)
        return
    print_line(said, bold=True)
    print_rows([answer.get("condition", answer)], columns, "")


def _list(  # noqa: PLR0913, PLR0917 - what to list, how much, from where, and how
    path: str, wanted: dict[str, str | None], limit: int, where: Where, columns: dict[str, str], nothing: str
) -> None:
    server, db, output_format = where

    async def work(client: Client) -> dict[str, Any]:
        return await client.get_list(path, limit, **wanted)

    page = run_with_client(server, db, work)
    if output_format != "table":
        print_json(page, output_format)
        return
    print_rows(page["items"], columns, nothing)
    print_more(page["next"])

"""`bythen ingest`: articles into the store."""

from collections.abc import Sequence
from typing import Any, Final

import msgspec
import rich_click as click

from claims.model import Article, Claim
from service.cli.client import Client, Refused, pairs, run_with_client
from service.cli.documents import FileError, check_date
from service.cli.gather import Given, gather, read
from service.cli.options import Format, document_options, format_option, store_options
from service.cli.output import print_json
from service.cli.progress import Progress, show_progress
from service.cli.show_ledger import print_claims, print_line

UNDATED: Final = "--published is missing: give a date such as 2025-11-22 (only pages in HTML say it themselves)"


@click.command()
@click.argument("names", nargs=-1, required=True, metavar="FILE|FOLDER|URL...")
@click.option("--published", metavar="DATE", help="When they were published: a date, or an instant with its offset.")
@document_options
@click.option("--url", help="Where the article stands.")
@click.option("--author", help="Who wrote it.")
@store_options
@format_option
def ingest(  # noqa: PLR0913, PLR0917 - one parameter an option
    names: tuple[str, ...],
    published: str | None,
    title: str | None,
    publisher: str | None,
    country: str | None,
    time_zone: str | None,
    url: str | None,
    author: str | None,
    server: str | None,
    db: str | None,
    output_format: Format,
) -> int:
    """Read articles and store their claims: text files, pages in HTML, folders of both, URLs of pages.

    "-" is standard input. Of a page the main text is read, with the title, author and date that it gives; an option
    wins over what the page says. A page without a date is refused unless --published gives it: the day of today is
    never taken for it. The same text again changes nothing and says so. What is refused does not keep the others out;
    each is one line on standard error, and the exit status is 2 at the end. The store is made where there is none.
    """
    given = list(gather(names))
    if url and any(each.kind == "url" for each in given):
        raise click.UsageError("--url says where a file's article stands; a URL that is to be read says it itself")
    known = pairs({"title": title, "publisher": publisher, "country": country, "time_zone": time_zone})
    known |= pairs({"url": url, "author": author})
    if published is not None:
        known["published_at"] = check_date(published, "--published", time_zone)

    async def work(client: Client) -> list[dict[str, Any]]:
        if len(given) == 1:
            return await _ingest_all(client, given, known, Progress())
        with show_progress("read") as progress:
            return await _ingest_all(client, given, known, progress)

    rows = run_with_client(server, db, work, create=True)
    if output_format == "table":
        _print(rows, dated=published is not None)
    else:
        print_json([row for row in rows if "error" not in row], output_format)
    for row in rows:
        if "error" in row:
            print_line(f"bythen: {row['file']}: {row['error']}", error=True)
    return 2 if any("error" in row for row in rows) else 0


async def _ingest_all(
    client: Client, given: Sequence[Given], known: dict[str, object], progress: Progress
) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for each in given:
        rows.append(await _ingest(client, each, known))
        progress.to(len(rows), len(given))
    return rows


async def _ingest(client: Client, given: Given, known: dict[str, object]) -> dict[str, Any]:
    try:
        body = {**known, **read(given)}
        if "text" in body and "published_at" not in body:
            raise FileError(UNDATED)
        status, answer = await client.post("/v1/articles", body, dict[str, Any])
    except (FileError, Refused) as error:
        return {"file": given.name, "error": str(error)}
    return {"file": given.name, "known": status == 200, **answer}


def _print(rows: list[dict[str, Any]], *, dated: bool) -> None:
    """Prints each article with its claims, and the date that was found where none was given."""
    for row in rows:
        if "error" in row:
            continue
        article = msgspec.convert(row["article"], Article)
        claims = msgspec.convert(row["claims"], list[Claim])
        what = "known already, nothing changed" if row["known"] else "stored"
        when = "" if dated else f", published {article.published_at}"
        print_line(f"{row['file']}: {what} as article {article.id}{when}", bold=True)
        if row.get("degraded"):
            print_line(f"read by the rules alone: {row['degraded']}")
        print_claims(claims, "No forward-looking claims in it.")

"""`bythen ingest`: articles into the store."""

from typing import Any

import msgspec
import rich_click as click

from claims.model import Article, Claim
from service.cli.client import Client, Refused, pairs, run_with_client
from service.cli.documents import FileError, check_date, load_text
from service.cli.options import Format, document_options, format_option, store_options
from service.cli.output import print_json
from service.cli.show_ledger import print_claims, print_line


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--published", metavar="DATE", help="When they were published: a date, or an instant with its offset.")
@document_options
@click.option("--url", help="Where the article stands.")
@click.option("--author", help="Who wrote it.")
@store_options
@format_option
def ingest(  # noqa: PLR0913, PLR0917 - one parameter an option
    files: tuple[str, ...],
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
    """Read articles from text files ("-" is standard input) and store their claims.

    The same text again changes nothing and says so. A file that is refused does not keep the others out; each is one
    line on standard error, and the exit status is 2 at the end. The store is made where there is none.
    """
    known = pairs({"title": title, "publisher": publisher, "country": country, "time_zone": time_zone})
    known |= pairs({"url": url, "author": author, "published_at": check_date(published, "--published", time_zone)})

    async def work(client: Client) -> list[dict[str, Any]]:
        return [await _ingest(client, path, known) for path in files]

    rows = run_with_client(server, db, work, create=True)
    if output_format == "table":
        _print(rows)
    else:
        print_json([row for row in rows if "error" not in row], output_format)
    for row in rows:
        if "error" in row:
            print_line(f"bythen: {row['file']}: {row['error']}", error=True)
    return 2 if any("error" in row for row in rows) else 0


async def _ingest(client: Client, path: str, known: dict[str, object]) -> dict[str, Any]:
    try:
        body = {**known, "text": load_text(path)}
        status, answer = await client.post("/v1/articles", body, dict[str, Any])
    except (FileError, Refused) as error:
        return {"file": path, "error": str(error)}
    return {"file": path, "known": status == 200, **answer}


def _print(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        if "error" in row:
            continue
        article = msgspec.convert(row["article"], Article)
        claims = msgspec.convert(row["claims"], list[Claim])
        what = "known already, nothing changed" if row["known"] else "stored"
        print_line(f"{row['file']}: {what} as article {article.id}", bold=True)
        print_claims(claims, "No forward-looking claims in it.")

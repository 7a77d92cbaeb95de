"""`bythen reread`: stored articles, read again under the rules of today."""

from typing import Any

import msgspec
import rich_click as click

from jobs.reread import ArticleReread, Rereading
from service.cli.client import Client, pairs, run_with_client
from service.cli.options import Format, format_option, store_options
from service.cli.output import print_json
from service.cli.progress import Progress, show_progress
from service.cli.show_ledger import print_line
from service.cli.show_reread import print_rereading

PAGE_ARTICLES = 20
"""Articles asked for at once: the progress moves on after each page."""


@click.command()
@click.option("--article", "article_ids", metavar="ID", multiple=True, help="Only this article; may be given again.")
@click.option("--apply", is_flag=True, help="Change what differs. Without it, it is only shown.")
@store_options
@format_option
def reread(article_ids: tuple[str, ...], apply: bool, server: str | None, db: str | None, output_format: Format) -> int:
    """Read stored articles again under the rules of today, and show which claims come out otherwise.

    Nothing is changed without --apply. Claims that were accepted, resolved or rejected by a person stay as they are.
    The others keep their ids; those that are not found any more are marked as rejected, and nothing is deleted. Doing
    it twice changes nothing.
    """
    asked: list[dict[str, object]] = [{"article_id": article_id} for article_id in article_ids] or [{}]

    async def work(client: Client) -> Rereading:
        with show_progress("read again") as progress:
            return await _reread(client, asked, apply, progress)

    done = run_with_client(server, db, work)
    shown = tuple(item for item in done.items if item.differences or item.error)
    if output_format == "table":
        print_rereading(done, shown)
    elif output_format == "json":
        print_json(msgspec.to_builtins(msgspec.structs.replace(done, items=shown)), output_format)
    else:
        print_json([msgspec.to_builtins(item) for item in shown], output_format)
    for item in shown:
        if item.error:
            print_line(f"bythen: article {item.article_id}: {item.error}", error=True)
    return 2 if any(item.error for item in shown) else 0


async def _reread(client: Client, asked: list[dict[str, object]], apply: bool, progress: Progress) -> Rereading:
    """All of what was asked for, page by page; `articles` of the answer is how many were read."""
    items: list[ArticleReread] = []
    while True:
        page = await _page(client, {**asked[0], "apply": apply, "limit": PAGE_ARTICLES})
        items += page.items
        progress.to(len(items), max(page.articles, len(items) + len(asked) - 1))
        if page.next:
            asked[0]["cursor"] = page.next
        else:
            asked = asked[1:]
        if not asked:
            return msgspec.structs.replace(page, items=tuple(items), articles=len(items), next=None)


async def _page(client: Client, body: dict[str, Any]) -> Rereading:
    _, page = await client.post("/v1/rereads", pairs(body), Rereading)
    return page

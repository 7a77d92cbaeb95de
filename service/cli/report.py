"""`bythen report`: reports defined once, made on their schedule, shown as they were made."""

from typing import Any, get_args

import rich_click as click

from service.cli.client import Client, pairs, quote_id, run_with_client
from service.cli.options import Format, format_option, limit_option, store_options
from service.cli.output import print_json
from service.cli.show_ledger import print_line, print_more, print_rows
from service.cli.terminal import keep_lines
from storage.records import ReportFormat, ReportKind

REPORT_COLUMNS = {"id": "report", "name": "name", "period_from": "from (UTC)", "period_to": "to (UTC)"}
DEFINITION_COLUMNS = {
    "id": "definition",
    "name": "name",
    "cron": "cron",
    "time_zone": "zone",
    "period_days": "days",
    "next_run_at": "next (UTC)",
    "ended_at": "ended (UTC)",
}


class ReportGroup(click.RichGroup):
    """A group that lists where no command is given, and shows where a report's id stands in its place."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The arguments with the command that is meant in front of them."""
        first = args[0] if args else ""
        if first in self.commands or first in {"-h", "--help"}:
            return super().parse_args(ctx, args)
        if first and not first.startswith("-"):
            return super().parse_args(ctx, ["show", *args])
        named = next((arg for arg in args if arg in self.commands), "list")
        return super().parse_args(ctx, [named, *(arg for arg in args if arg != named)])


@click.group(cls=ReportGroup)
def report() -> None:
    """Define, list and show reports. Without a command the latest are listed; with a report's id it is shown."""


@report.command("list")
@limit_option
@store_options
@format_option
def list_reports(limit: int, server: str | None, db: str | None, output_format: Format) -> None:
    """List the reports that were made, newest first."""
    _list("/v1/reports", limit, (server, db), output_format, REPORT_COLUMNS, "No report has been made yet.")


@report.command("definitions")
@limit_option
@store_options
@format_option
def list_definitions(limit: int, server: str | None, db: str | None, output_format: Format) -> None:
    """List what is to be reported, and when the next time is."""
    nothing = "No report is defined; see bythen report define --help."
    _list("/v1/reports/definitions", limit, (server, db), output_format, DEFINITION_COLUMNS, nothing)


@report.command("show")
@click.argument("report_id", metavar="REPORT")
@store_options
@format_option
def show_report(report_id: str, server: str | None, db: str | None, output_format: Format) -> None:
    """Print a REPORT as it was made."""

    async def work(client: Client) -> dict[str, Any]:
        return await client.get(f"/v1/reports/{quote_id(report_id)}", dict[str, Any])

    found = run_with_client(server, db, work)
    if output_format == "table":
        click.echo(keep_lines(found["content"]))
    else:
        print_json(found, output_format)


@report.command("define")
@click.option("--name", required=True, help="What it is called.")
@click.option("--cron", required=True, help="When: minute, hour, day of month, month, day of week: '0 8 * * mon'.")
@click.option("--time-zone", help="The zone of those hours, such as Europe/Kyiv. Default: UTC.")
@click.option("--days", "period_days", type=click.IntRange(1), help="How many days it looks back. Default: 7.")
@click.option("--speaker", "speaker_id", metavar="ID", help="Only this speaker's claims.")
@click.option("--topic", help="Only claims with this topic.")
@click.option("--kind", type=click.Choice(get_args(ReportKind)), help="Default: resolution. A timeline needs a topic.")
@click.option("--as", "report_format", type=click.Choice(get_args(ReportFormat)), help="Default: markdown.")
@click.option("--to-folder", is_flag=True, help="Put each into the folder of reports.")
@click.option("--to-email", "addresses", multiple=True, metavar="ADDRESS", help="Mail each; may be repeated.")
@click.option("--to-webhook", "webhook_ids", multiple=True, metavar="ID", help="Send each; may be repeated.")
@store_options
@format_option
def define_report(  # noqa: PLR0913, PLR0917 - one parameter an option
    name: str,
    cron: str,
    time_zone: str | None,
    period_days: int | None,
    speaker_id: str | None,
    topic: str | None,
    kind: str | None,
    report_format: str | None,
    to_folder: bool,
    addresses: tuple[str, ...],
    webhook_ids: tuple[str, ...],
    server: str | None,
    db: str | None,
    output_format: Format,
) -> None:
    """Define a report to be made on a schedule, for as long as the service runs."""
    filters = pairs({"speaker_id": speaker_id, "topic": topic})
    body = pairs({"name": name, "cron": cron, "time_zone": time_zone, "period_days": period_days})
    body |= pairs({"kind": kind, "format": report_format, "filters": filters or None})
    targets = [{"channel": "folder"}] * to_folder
    targets += [{"channel": "email", "address": address} for address in addresses]
    targets += [{"channel": "webhook", "webhook_id": webhook_id} for webhook_id in webhook_ids]
    if targets:
        body["targets"] = targets

    async def work(client: Client) -> dict[str, Any]:
        return (await client.post("/v1/reports/definitions", body, dict[str, Any]))[1]

    made = run_with_client(server, db, work)
    if output_format == "table":
        print_line(f"Defined as {made['id']}; the first is made at {made['next_run_at']}.")
    else:
        print_json(made, output_format)


@report.command("end")
@click.argument("definition_id", metavar="DEFINITION")
@store_options
@format_option
def end_definition(definition_id: str, server: str | None, db: str | None, output_format: Format) -> None:
    """Make no further reports of the DEFINITION. Doing it twice changes nothing."""

    async def work(client: Client) -> dict[str, Any]:
        return await client.delete(f"/v1/reports/definitions/{quote_id(definition_id)}", dict[str, Any])

    ended = run_with_client(server, db, work)
    if output_format == "table":
        print_line(f"{ended['name']} was ended at {ended['ended_at'][:19]} UTC.")
    else:
        print_json(ended, output_format)


def _list(  # noqa: PLR0913, PLR0917 - what is asked for, of whom, and how it is shown
    path: str,
    limit: int,
    where: tuple[str | None, str | None],
    output_format: Format,
    columns: dict[str, str],
    nothing: str,
) -> None:
    async def work(client: Client) -> dict[str, Any]:
        return await client.get_list(path, limit)

    page = run_with_client(*where, work)
    if output_format == "table":
        print_rows(page["items"], columns, nothing)
        print_more(page["next"])
    else:
        print_json(page, output_format)

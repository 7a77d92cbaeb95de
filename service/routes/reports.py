"""Reports: defined once, made on their schedule, handed out as they were made."""

from datetime import datetime
from typing import Annotated

from litestar import delete, get, post
from litestar.di import NamedDependency
from litestar.enums import RequestEncodingType
from litestar.params import BodyKwarg, FromPath

from jobs.once import Once
from jobs.report import define_report, end_definition
from jobs.requests import NewReportDefinition
from jobs.schedule import Scheduler
from service.examples import SCORECARD_PAGE, WEEKLY_REPORT
from service.pages import LIMIT_DEFAULT, Cursor, IdQuery, Limit, Page, after_id, cut_page
from service.responses import READ, READ_ONE, WRITE, WRITE_TO
from storage.ledger import Ledger
from storage.outbox import ReportTarget
from storage.records import ReportDefinition, ReportEntry, StoredReport

DefinitionBody = Annotated[
    NewReportDefinition, BodyKwarg(media_type=RequestEncodingType.JSON, examples=[WEEKLY_REPORT, SCORECARD_PAGE])
]


@post(
    "/reports/definitions",
    operation_id="defineReport",
    summary="Define a report to be made on a schedule",
    tags=["reports"],
    responses={**READ_ONE, **WRITE},
    response_description="The definition was stored; `next_run_at` says when its first report is made.",
    sync_to_thread=True,
)
def define(  # noqa: PLR0913, PLR0917 - what it needs is injected
    data: DefinitionBody,
    ledger: NamedDependency[Ledger],
    scheduler: NamedDependency[Scheduler],
    now: NamedDependency[datetime],
    actor: NamedDependency[str],
    once: NamedDependency[Once | None],
) -> ReportDefinition:
    """Stores a definition."""
    definition = define_report(ledger, data, actor=actor, now=now, once=once)
    scheduler.wake_at(definition.next_run_at)
    return definition


@get(
    "/reports/definitions",
    operation_id="listReportDefinitions",
    summary="List report definitions, oldest first",
    tags=["reports"],
    responses=READ,
    sync_to_thread=True,
)
def list_definitions(
    ledger: NamedDependency[Ledger], limit: Limit = LIMIT_DEFAULT, cursor: Cursor = None
) -> Page[ReportDefinition]:
    """A page of definitions."""
    return cut_page(ledger.definitions(limit=limit + 1, after=after_id(cursor)), limit, lambda row: row.id)


@get(
    "/reports/definitions/{definition_id:str}/targets",
    operation_id="listReportTargets",
    summary="List where a definition's reports go",
    tags=["reports"],
    responses=READ_ONE,
    sync_to_thread=True,
)
def list_targets(definition_id: FromPath[str], ledger: NamedDependency[Ledger]) -> Page[ReportTarget]:
    """All targets, on one page."""
    return Page(items=ledger.report_targets(ledger.definition(definition_id).id), next=None)


@delete(
    "/reports/definitions/{definition_id:str}",
    operation_id="endReportDefinition",
    summary="Make no further reports of a definition",
    description="It stays in the list, with the time, and so do its reports.",
    tags=["reports"],
    status_code=200,
    responses=WRITE_TO,
    response_description="The definition is ended.",
    sync_to_thread=True,
)
def end(
    definition_id: FromPath[str],
    ledger: NamedDependency[Ledger],
    now: NamedDependency[datetime],
    actor: NamedDependency[str],
) -> ReportDefinition:
    """Ends a definition."""
    return end_definition(ledger, definition_id, actor=actor, now=now)


@get(
    "/reports",
    operation_id="listReports",
    summary="List reports, newest first",
    tags=["reports"],
    responses=READ_ONE,
    sync_to_thread=True,
)
def list_reports(
    ledger: NamedDependency[Ledger],
    definition_id: IdQuery = None,
    limit: Limit = LIMIT_DEFAULT,
    cursor: Cursor = None,
) -> Page[ReportEntry]:
    """A page of reports without their contents, of one definition where its id is given."""
    if definition_id is not None:
        ledger.definition(definition_id)
    rows = ledger.report_entries(definition_id=definition_id, limit=limit + 1, before=after_id(cursor))
    return cut_page(rows, limit, lambda row: row.id)


@get(
    "/reports/{report_id:str}",
    operation_id="getReport",
    summary="Get a report as it was made",
    tags=["reports"],
    responses=READ_ONE,
    sync_to_thread=True,
)
def get_report(report_id: FromPath[str], ledger: NamedDependency[Ledger]) -> StoredReport:
    """A report, frozen when it was made."""
    return ledger.report(report_id)


ROUTES = (define, list_definitions, list_targets, end, list_reports, get_report)

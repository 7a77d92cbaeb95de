"""Exports: rows for analysts, as CSV, NDJSON or Parquet."""

from typing import Annotated, Final, get_args

from litestar import get
from litestar.di import NamedDependency
from litestar.params import PathParameter
from litestar.response import Stream

from jobs.export import export
from service.filters import find_about
from service.pages import IdQuery, TopicQuery
from service.responses import READ_ONE
from storage.errors import NotFound
from storage.ledger import ExportFormat, ExportTable, Ledger

MEDIA_TYPES: Final[dict[ExportFormat, str]] = {
    "csv": "text/csv; charset=utf-8",
    "ndjson": "application/x-ndjson",
    "parquet": "application/vnd.apache.parquet",
}

EXPORTS: Final[dict[str, tuple[ExportTable, ExportFormat]]] = {
    f"{table}.{form}": (table, form) for table in get_args(ExportTable) for form in get_args(ExportFormat)
}
"""What there is to export, by its name: a table in a format."""


@get(
    "/export/{name:str}",
    operation_id="exportRows",
    summary="Export claims, resolutions or events",
    description="All rows as of one state of the ledger, in no order; instants in UTC. In CSV no text is taken for a "
    "formula by a spreadsheet.",
    tags=["exports"],
    responses=READ_ONE,
    response_description="The rows as a file, by its name: CSV, NDJSON or Parquet.",
    media_type="application/octet-stream",
    sync_to_thread=True,
)
def export_rows(
    name: Annotated[str, PathParameter(schema_extra={"enum": sorted(EXPORTS)})],
    ledger: NamedDependency[Ledger],
    speaker_id: IdQuery = None,
    article_id: IdQuery = None,
    topic: TopicQuery = None,
) -> Stream:
    """The file."""
    if name not in EXPORTS:
        raise NotFound("export", name)
    table, form = EXPORTS[name]
    pieces = export(ledger, table, form, find_about(ledger, speaker_id, article_id, topic))
    disposition = f'attachment; filename="{name}"'
    return Stream(pieces, media_type=MEDIA_TYPES[form], headers={"content-disposition": disposition})


ROUTES = (export_rows,)

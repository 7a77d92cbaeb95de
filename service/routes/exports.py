"""Exports: rows for analysts, as CSV, NDJSON or Parquet."""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, Final, Literal, get_args

from litestar import get
from litestar.di import NamedDependency
from litestar.params import PathParameter, QueryParameter
from litestar.response import Stream

from claims.lexicon import LexiconName
from claims.model import ReadingName
from jobs.export import export, export_claim_reviews, export_scorecards
from jobs.linked import Publisher
from jobs.policy import Policy
from service.filters import find_about
from service.pages import IdQuery, TopicQuery
from service.problems import RequestError
from service.responses import READ_ONE
from storage.errors import NotFound
from storage.ledger import ExportFormat, ExportTable, Ledger

MEDIA_TYPES: Final[dict[ExportFormat, str]] = {
    "csv": "text/csv; charset=utf-8",
    "ndjson": "application/x-ndjson",
    "parquet": "application/vnd.apache.parquet",
}

Exported = ExportTable | Literal["scorecards", "claim-reviews"]

_TABLES: Final[tuple[Exported, ...]] = (*get_args(ExportTable), "scorecards")
_FORMS: Final[tuple[ExportFormat, ...]] = get_args(ExportFormat)
_REVIEWS: Final[tuple[Exported, ExportFormat]] = "claim-reviews", "ndjson"

EXPORTS: Final[dict[str, tuple[Exported, ExportFormat]]] = {
    **{f"{table}.{form}": (table, form) for table in _TABLES for form in _FORMS},
    "claim-reviews.ndjson": _REVIEWS,
}
"""What there is to export, by its name: a table in a format."""

Reading = Annotated[
    ReadingName | None,
    QueryParameter(description="Under which reading of the windows' ends; of scorecards. Default: nominal."),
]
Lexicon = Annotated[
    LexiconName | None,
    QueryParameter(description="Which numbers stand for the hedges' words; of scorecards. Default: default."),
]


@get(
    "/export/{name:str}",
    operation_id="exportRows",
    summary="Export claims, resolutions, events, scorecards or claim reviews",
    description="All rows as of one state of the ledger; instants in UTC. Scorecards have a row a speaker, by name, "
    "and take `speaker_id`, `reading` and `lexicon`; the others are in no order and take `speaker_id`, "
    "`article_id` and `topic`. In CSV no text is taken for a formula by a spreadsheet.",
    tags=["exports"],
    responses=READ_ONE,
    response_description="The rows as a file, by its name: CSV, NDJSON or Parquet.",
    media_type="application/octet-stream",
    sync_to_thread=True,
)
def export_rows(  # noqa: PLR0913, PLR0917 - the filters of all that can be exported
    name: Annotated[str, PathParameter(schema_extra={"enum": sorted(EXPORTS)})],
    ledger: NamedDependency[Ledger],
    now: NamedDependency[datetime],
    policy: NamedDependency[Policy],
    publisher: NamedDependency[Publisher],
    speaker_id: IdQuery = None,
    article_id: IdQuery = None,
    topic: TopicQuery = None,
    reading: Reading = None,
    lexicon: Lexicon = None,
) -> Stream:
    """The file."""
    if name not in EXPORTS:
        raise NotFound("export", name)
    table, form = EXPORTS[name]
    about = find_about(ledger, speaker_id, article_id, topic)
    if table == "scorecards":
        _refuse({"article_id": article_id, "topic": topic}, "scorecards are of all claims of a speaker; leave it out")
        pieces = export_scorecards(
            ledger,
            form,
            now=now,
            reading=reading or "nominal",
            lexicon=lexicon or "default",
            speaker_id=about.speaker_id,
        )
        return _answer(name, form, pieces)
    _refuse({"reading": reading, "lexicon": lexicon}, f"{table} have no reading and no lexicon; leave it out")
    if table == "claim-reviews":
        pieces = export_claim_reviews(ledger, about, now=now, policy=policy, publisher=publisher)
    else:
        pieces = export(ledger, table, form, about)
    return _answer(name, form, pieces)


def _answer(name: str, form: ExportFormat, pieces: Iterator[bytes]) -> Stream:
    disposition = f'attachment; filename="{name}"'
    return Stream(pieces, media_type=MEDIA_TYPES[form], headers={"content-disposition": disposition})


def _refuse(given: dict[str, str | None], why: str) -> None:
    for name, value in given.items():
        if value is not None:
            raise RequestError("invalid-request", why, name)


ROUTES = (export_rows,)

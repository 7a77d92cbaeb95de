"""The timeline: everything that has a date, in one ordered stream, by speaker, and as files for other programs."""

from datetime import date, datetime
from typing import Annotated, Final, Literal, get_args

import msgspec
from litestar import Response, get
from litestar.di import NamedDependency, Provide
from litestar.params import PathParameter, QueryParameter

from claims.timeline import Lane, TimelineEntry
from jobs.render_timeline import FILES, timeline_file
from jobs.timeline import ENTRIES_MAX, timeline_filter, timeline_lanes, timeline_page, whole_timeline
from service.pages import LIMIT_DEFAULT, Cursor, IdQuery, Limit, Page, TopicQuery, after_place, place_cursor
from service.responses import READ_ONE
from storage.errors import NotFound
from storage.ledger import Ledger
from storage.timeline import TimelineFilter

LaneBy = Literal["speaker"]

FromQuery = Annotated[
    date | None,
    QueryParameter(name="from", description="Only what is of this day or later, or reaches it.", required=False),
]
ToQuery = Annotated[
    date | None,
    QueryParameter(name="to", description="Only what is of this day or earlier, or begins by then.", required=False),
]
ByQuery = Annotated[LaneBy, QueryParameter(enum=get_args(LaneBy), description="What a lane is of.", required=False)]

MANY: Final = f"Refused where more than {ENTRIES_MAX:,} entries fit: name a shorter period, or another filter."


def provide_wanted(  # noqa: PLR0913, PLR0917 - these are the filters
    ledger: NamedDependency[Ledger],
    speaker_id: IdQuery = None,
    article_id: IdQuery = None,
    topic: TopicQuery = None,
    day_from: FromQuery = None,
    day_to: ToQuery = None,
) -> TimelineFilter:
    """The filters that every timeline takes."""
    given = {"speaker_id": speaker_id, "article_id": article_id, "topic": topic}
    return timeline_filter(ledger, **given, day_from=day_from, day_to=day_to)


FILTERED: Final = {"wanted": Provide(provide_wanted, sync_to_thread=True)}


class Lanes(msgspec.Struct, frozen=True, kw_only=True):
    """The timeline in lanes, sorted by name; what articles tell in their own voice is the last of them."""

    by: LaneBy
    lanes: tuple[Lane, ...]


@get(
    "/timeline",
    operation_id="getTimeline",
    summary="Get what happened and what was said would happen, in order",
    description="Where a day is not known, `earliest` and `latest` are the range (both inclusive); `latest` is null "
    "where nothing ends it. An entry is in a period where its range overlaps the period. A page goes on behind the "
    "last entry of the one before, whatever was added or taken away since.",
    tags=["timeline"],
    dependencies=FILTERED,
    responses=READ_ONE,
    sync_to_thread=True,
)
def get_timeline(
    ledger: NamedDependency[Ledger],
    now: NamedDependency[datetime],
    wanted: NamedDependency[TimelineFilter],
    limit: Limit = LIMIT_DEFAULT,
    cursor: Cursor = None,
) -> Page[TimelineEntry]:
    """A page of the entries known now that fit all the filters."""
    entries, last = timeline_page(ledger, wanted, now=now, limit=limit, after=after_place(cursor))
    return Page(items=entries, next=place_cursor(last))


@get(
    "/timeline/lanes",
    operation_id="getTimelineLanes",
    summary="Get the timeline in lanes, one a speaker",
    description=MANY,
    tags=["timeline"],
    dependencies=FILTERED,
    responses=READ_ONE,
    sync_to_thread=True,
)
def get_lanes(
    ledger: NamedDependency[Ledger],
    now: NamedDependency[datetime],
    wanted: NamedDependency[TimelineFilter],
    by: ByQuery = "speaker",
) -> Lanes:
    """The lanes of the entries known now that fit all the filters."""
    return Lanes(by=by, lanes=timeline_lanes(ledger, wanted, now=now))


@get(
    "/timeline/{name:str}",
    operation_id="exportTimeline",
    summary="Export the timeline for another program",
    description=f"CSV for spreadsheets, iCalendar, JSON for TimelineJS, JSON lines for Timesketch. {MANY}",
    tags=["timeline"],
    dependencies=FILTERED,
    responses=READ_ONE,
    response_description="The entries as a file, by its name.",
    media_type="application/octet-stream",
    sync_to_thread=True,
)
def export_timeline(
    name: Annotated[str, PathParameter(schema_extra={"enum": sorted(FILES)})],
    ledger: NamedDependency[Ledger],
    now: NamedDependency[datetime],
    wanted: NamedDependency[TimelineFilter],
) -> Response[bytes]:
    """The file."""
    if name not in FILES:
        raise NotFound("export", name)
    body = timeline_file(whole_timeline(ledger, wanted, now=now), name, now=now)
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(body, media_type=FILES[name], headers=headers)


ROUTES = (get_timeline, get_lanes, export_timeline)

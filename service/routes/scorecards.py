"""Scorecards: how the claims of speakers turned out, one by one and side by side."""

from datetime import datetime
from typing import Annotated

from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromPath, QueryParameter

from claims.leaderboard import Leaderboard
from claims.lexicon import LexiconName
from claims.model import ReadingName
from claims.scorecard import Scorecard
from jobs.charts import SVG_TYPE, ChartName, scorecard_chart
from jobs.scorecard import scorecards, speaker_leaderboard, speaker_scorecard
from service.pages import LIMIT_DEFAULT, Cursor, Limit, Page, cut_after
from service.responses import READ, READ_ONE
from storage.ledger import Ledger

Reading = Annotated[
    ReadingName, QueryParameter(description="Under which reading of the windows' ends.", required=False)
]
Lexicon = Annotated[
    LexiconName, QueryParameter(description="Which numbers stand for the hedges' words.", required=False)
]


@get(
    "/speakers/{speaker_id:str}/scorecard",
    operation_id="getSpeakerScorecard",
    summary="Get a speaker's scorecard",
    tags=["scorecards"],
    responses=READ_ONE,
    sync_to_thread=True,
)
def get_scorecard(
    speaker_id: FromPath[str],
    ledger: NamedDependency[Ledger],
    now: NamedDependency[datetime],
    reading: Reading = "nominal",
    lexicon: Lexicon = "default",
) -> Scorecard:
    """A speaker's scorecard as of now."""
    return speaker_scorecard(ledger, speaker_id, now=now, reading=reading, lexicon=lexicon)


@get(
    "/speakers/{speaker_id:str}/charts/{chart:str}",
    operation_id="getSpeakerChart",
    summary="Get a chart of a speaker's scorecard",
    description="Its title tells in words what the picture shows.",
    tags=["scorecards"],
    responses=READ_ONE,
    media_type=SVG_TYPE,
    sync_to_thread=True,
)
def get_chart(  # noqa: PLR0913, PLR0917 - these are the terms
    speaker_id: FromPath[str],
    chart: FromPath[ChartName],
    ledger: NamedDependency[Ledger],
    now: NamedDependency[datetime],
    reading: Reading = "nominal",
    lexicon: Lexicon = "default",
) -> str:
    """A chart as of now."""
    return scorecard_chart(speaker_scorecard(ledger, speaker_id, now=now, reading=reading, lexicon=lexicon), chart)


@get(
    "/scorecards",
    operation_id="listScorecards",
    summary="List the scorecards of all speakers by name",
    tags=["scorecards"],
    responses=READ,
    sync_to_thread=True,
)
def list_scorecards(  # noqa: PLR0913, PLR0917 - these are the terms and the page
    ledger: NamedDependency[Ledger],
    now: NamedDependency[datetime],
    reading: Reading = "nominal",
    lexicon: Lexicon = "default",
    limit: Limit = LIMIT_DEFAULT,
    cursor: Cursor = None,
) -> Page[Scorecard]:
    """A page of scorecards."""
    cards = scorecards(ledger, now=now, reading=reading, lexicon=lexicon)
    return cut_after(cards, cursor, limit, lambda card: card.speaker_id or "")


@get(
    "/scorecards/leaderboard",
    operation_id="getLeaderboard",
    summary="Get the speakers side by side, on the same terms",
    tags=["scorecards"],
    responses=READ,
    sync_to_thread=True,
)
def get_leaderboard(
    ledger: NamedDependency[Ledger],
    now: NamedDependency[datetime],
    reading: Reading = "nominal",
    lexicon: Lexicon = "default",
) -> Leaderboard:
    """The speakers side by side as of now."""
    return speaker_leaderboard(ledger, now=now, reading=reading, lexicon=lexicon)


ROUTES = (get_scorecard, get_chart, list_scorecards, get_leaderboard)

"""Slip threads: claims of one outcome whose deadline moved."""

from typing import Annotated, Any

from litestar import get, post
from litestar.di import NamedDependency
from litestar.enums import RequestEncodingType
from litestar.params import BodyKwarg, FromPath, QueryParameter

from claims.threads import SlipThread, ThreadTotals
from jobs.charts import SVG_TYPE
from jobs.moves import Act
from jobs.requests import NewJoin, NewSplit
from jobs.slip_chart import slip_chart
from jobs.threads import (
    ThreadProposals,
    join_claims,
    list_threads,
    propose_members,
    read_thread,
    split_claims,
    total_threads,
)
from service.examples import JOIN, SPLIT
from service.filters import find_about
from service.pages import LIMIT_DEFAULT, Cursor, IdQuery, Limit, Page, TopicQuery, after_id, cut_page
from service.responses import CHANGE, READ_ONE
from storage.ledger import Ledger

JSON = RequestEncodingType.JSON
JoinBody = Annotated[NewJoin, BodyKwarg(media_type=JSON, examples=[JOIN])]
SplitBody = Annotated[NewSplit, BodyKwarg(media_type=JSON, examples=[SPLIT])]
ClaimQuery = Annotated[
    str, QueryParameter(min_length=1, max_length=64, description="The claim that others are compared with.")
]


@get(
    "/threads",
    operation_id="listThreads",
    summary="List slip threads, newest first",
    tags=["threads"],
    responses=READ_ONE,
    sync_to_thread=True,
)
def list_all(
    ledger: NamedDependency[Ledger],
    speaker_id: IdQuery = None,
    topic: TopicQuery = None,
    limit: Limit = LIMIT_DEFAULT,
    cursor: Cursor = None,
) -> Page[SlipThread]:
    """A page of threads."""
    about = find_about(ledger, speaker_id, None, topic)
    rows = list_threads(ledger, about, limit=limit + 1, before=after_id(cursor))
    return cut_page(rows, limit, lambda thread: thread.id)


@get(
    "/threads/totals",
    operation_id="getThreadTotals",
    summary="Count slips, and threads that came about by their first last day",
    tags=["threads"],
    responses=READ_ONE,
    sync_to_thread=True,
)
def totals(ledger: NamedDependency[Ledger], speaker_id: IdQuery = None, topic: TopicQuery = None) -> ThreadTotals:
    """The totals of threads."""
    return total_threads(ledger, find_about(ledger, speaker_id, None, topic))


@get(
    "/threads/proposals",
    operation_id="proposeThread",
    summary="Propose claims that may tell of the same outcome",
    description="Of the same speaker or organisation, by the words that they share. Nothing is joined by itself.",
    tags=["threads"],
    responses=READ_ONE,
    sync_to_thread=True,
)
def proposals(ledger: NamedDependency[Ledger], claim_id: ClaimQuery) -> ThreadProposals:
    """What may belong into one thread with the claim."""
    return propose_members(ledger, claim_id)


@post(
    "/threads",
    operation_id="joinClaims",
    summary="Join claims that tell of one outcome",
    description="Into the thread that one of them stands in, or a new one. No deadline is changed.",
    tags=["threads"],
    responses=CHANGE,
    response_description="The thread with the claims in it.",
    sync_to_thread=True,
)
def join(data: JoinBody, ledger: NamedDependency[Ledger], act: NamedDependency[Act]) -> SlipThread:
    """Joins claims."""
    return join_claims(ledger, data, act)


@get(
    "/threads/{thread_id:str}",
    operation_id="getThread",
    summary="Get a slip thread",
    tags=["threads"],
    responses=READ_ONE,
    sync_to_thread=True,
)
def get_one(thread_id: FromPath[str], ledger: NamedDependency[Ledger]) -> SlipThread:
    """A thread as it stands."""
    return read_thread(ledger, thread_id)


@post(
    "/threads/{thread_id:str}/splits",
    operation_id="splitThread",
    summary="Take claims out of a slip thread",
    description="One claim alone is no thread and leaves it too.",
    tags=["threads"],
    responses=CHANGE,
    response_description="The thread without the claims.",
    sync_to_thread=True,
)
def split(
    thread_id: FromPath[str], data: SplitBody, ledger: NamedDependency[Ledger], act: NamedDependency[Act]
) -> SlipThread:
    """Takes claims out."""
    return split_claims(ledger, thread_id, data, act)


@get(
    "/threads/{thread_id:str}/chart",
    operation_id="getSlipChart",
    summary="Get the slip chart of a thread",
    description="Each last day against the day on which it was named. Its title tells in words what it shows.",
    tags=["threads"],
    responses=READ_ONE,
    media_type=SVG_TYPE,
    sync_to_thread=True,
)
def chart(thread_id: FromPath[str], ledger: NamedDependency[Ledger]) -> str:
    """The slip chart."""
    return slip_chart(read_thread(ledger, thread_id))


ROUTES: tuple[Any, ...] = (list_all, totals, proposals, join, get_one, split, chart)

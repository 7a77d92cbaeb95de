"""Speakers and how their claims turned out."""

from typing import Annotated

from litestar import Response, delete, get, post, put
from litestar.di import NamedDependency
from litestar.enums import RequestEncodingType
from litestar.params import BodyKwarg, FromPath, QueryParameter

from claims.model import Speaker
from jobs.identities import (
    SpeakerProposals,
    describe_speaker,
    distinguish_speakers,
    merge_speaker,
    propose_same,
    unmerge_speaker,
)
from jobs.moves import Act
from jobs.speaker_requests import NewDescription, NewDistinction, NewSpeakerMerge
from jobs.speakers import speakers_named
from service.examples import DESCRIPTION, DISTINCTION, SPEAKER_MERGE
from service.pages import LIMIT_DEFAULT, Cursor, Limit, Page, after_id, cut_after, cut_page
from service.repeats import etag_of
from service.responses import CHANGE, READ, READ_ONE
from service.routes.claims import ETAG
from storage.ledger import Ledger
from storage.records import Distinction

JSON = RequestEncodingType.JSON
DescriptionBody = Annotated[NewDescription, BodyKwarg(media_type=JSON, examples=[DESCRIPTION])]
MergeBody = Annotated[NewSpeakerMerge, BodyKwarg(media_type=JSON, examples=[SPEAKER_MERGE])]
DistinctionBody = Annotated[NewDistinction, BodyKwarg(media_type=JSON, examples=[DISTINCTION])]

NameQuery = Annotated[
    str | None,
    QueryParameter(
        min_length=1, max_length=200, description="A name or an alias, whole; case does not matter.", required=False
    ),
]


@get(
    "/speakers",
    operation_id="listSpeakers",
    summary="List speakers in the order of their first claims, or find those with a name",
    tags=["speakers"],
    responses=READ,
    sync_to_thread=True,
)
def list_speakers(
    ledger: NamedDependency[Ledger], name: NameQuery = None, limit: Limit = LIMIT_DEFAULT, cursor: Cursor = None
) -> Page[Speaker]:
    """A page of speakers; with a name those who go by it, found by its key and not by reading all of them."""
    if name is not None:
        return cut_after(speakers_named(ledger, name), cursor, limit, lambda speaker: speaker.id)
    return cut_page(ledger.speakers(limit=limit + 1, after=after_id(cursor)), limit, lambda speaker: speaker.id)


@get(
    "/speakers/proposals",
    operation_id="proposeSameSpeakers",
    summary="Propose speakers who may be one",
    description="By their names: spelled alike in Latin letters, with initials, shortened, turned around. Nobody is "
    "merged by this.",
    tags=["speakers"],
    responses=READ,
    sync_to_thread=True,
)
def proposals(ledger: NamedDependency[Ledger], limit: Limit = LIMIT_DEFAULT) -> SpeakerProposals:
    """Pairs of speakers with names that are alike."""
    return propose_same(ledger, limit=limit)


@get(
    "/speakers/{speaker_id:str}",
    operation_id="getSpeaker",
    summary="Get a speaker",
    tags=["speakers"],
    responses=READ_ONE,
    response_headers=[ETAG],
    sync_to_thread=True,
)
def get_speaker(speaker_id: FromPath[str], ledger: NamedDependency[Ledger]) -> Response[Speaker]:
    """A speaker with all aliases."""
    return _answer(ledger.speaker(speaker_id))


@put(
    "/speakers/{speaker_id:str}/description",
    operation_id="describeSpeaker",
    summary="Say which roles a speaker held, and which item in Wikidata is theirs",
    description="It takes the place of what was entered before.",
    tags=["speakers"],
    responses=CHANGE,
    response_description="The speaker with these roles and this item.",
    response_headers=[ETAG],
    sync_to_thread=True,
)
def describe(
    speaker_id: FromPath[str], data: DescriptionBody, ledger: NamedDependency[Ledger], act: NamedDependency[Act]
) -> Response[Speaker]:
    """Describes a speaker."""
    return _answer(describe_speaker(ledger, speaker_id, data, act))


@post(
    "/speakers/{speaker_id:str}/merges",
    operation_id="mergeSpeaker",
    summary="Merge a speaker into the one that they were found to be",
    description="Claims of both are that one's from now on, and so are those that come under the names of either.",
    tags=["speakers"],
    responses=CHANGE,
    response_description="The speaker who answers for the claims of both.",
    response_headers=[ETAG],
    sync_to_thread=True,
)
def merge(
    speaker_id: FromPath[str], data: MergeBody, ledger: NamedDependency[Ledger], act: NamedDependency[Act]
) -> Response[Speaker]:
    """Merges a speaker into another."""
    return _answer(merge_speaker(ledger, speaker_id, data, act))


@delete(
    "/speakers/{speaker_id:str}/merges",
    operation_id="unmergeSpeaker",
    status_code=200,
    summary="Take a merged speaker out of the other again",
    description="With all claims that are told under their names, also those that came since.",
    tags=["speakers"],
    responses=CHANGE,
    response_description="The speaker by themselves.",
    response_headers=[ETAG],
    sync_to_thread=True,
)
def unmerge(speaker_id: FromPath[str], ledger: NamedDependency[Ledger], act: NamedDependency[Act]) -> Response[Speaker]:
    """Unmerges a speaker."""
    return _answer(unmerge_speaker(ledger, speaker_id, act))


@post(
    "/speakers/{speaker_id:str}/distinctions",
    operation_id="distinguishSpeakers",
    summary="Say that two speakers with names alike are two",
    tags=["speakers"],
    responses=CHANGE,
    response_description="They are not proposed as one any more.",
    sync_to_thread=True,
)
def distinguish(
    speaker_id: FromPath[str], data: DistinctionBody, ledger: NamedDependency[Ledger], act: NamedDependency[Act]
) -> Distinction:
    """Tells two speakers apart."""
    return distinguish_speakers(ledger, speaker_id, data, act)


def _answer(speaker: Speaker) -> Response[Speaker]:
    return Response(speaker, headers=etag_of(speaker.version))


ROUTES = (list_speakers, proposals, get_speaker, describe, merge, unmerge, distinguish)

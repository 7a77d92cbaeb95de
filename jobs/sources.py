"""Sources: feeds that are polled for as long as they are wanted."""

from datetime import datetime

import msgspec

from claims.moment import MomentError, zone_info
from jobs.errors import InputError, StateConflict
from jobs.fetch import Fetcher
from jobs.ids import new_id
from jobs.once import Once, once_only
from jobs.requests import NewSource
from jobs.steps import Steps
from jobs.versions import url_key
from storage.errors import KeyTaken
from storage.incoming import FeedSource, Poll
from storage.ledger import Change, KeyIsNew, Ledger


class SourceState(msgspec.Struct, frozen=True, kw_only=True):
    """A source and how its polling stands."""

    source: FeedSource
    poll: Poll


def add_source(  # noqa: PLR0913 - what is known of the request
    ledger: Ledger, request: NewSource, fetcher: Fetcher, *, actor: str, now: datetime, once: Once | None = None
) -> SourceState:
    """The stored source, polled for the first time at once.

    Raises FetchRefused for a URL of a form that is not fetched, InputError for an unknown zone, StateConflict for a
    feed that is polled already, and AnswerConflict.
    """
    steps = Steps(actor, now, once)
    return once_only(ledger, once, SourceState, lambda: _add(ledger, request, fetcher, steps))


def _add(ledger: Ledger, request: NewSource, fetcher: Fetcher, steps: Steps) -> SourceState:
    fetcher.check(request.url)
    try:
        zone_info(request.time_zone or "UTC")
    except MomentError as error:
        raise InputError(str(error), "time_zone") from None
    source = FeedSource(id=new_id(), recorded_at=steps.now, **msgspec.structs.asdict(request))
    state = SourceState(source=source, poll=Poll(id=source.id, next_poll_at=steps.now))
    key = _free_key(ledger, source)
    added = steps.added(source, "source.added")
    try:
        ledger.commit(Change(steps=(added,), preconditions=(key,), answer=steps.answer(state), working=(state.poll,)))
    except KeyTaken as taken:
        raise _polled_already(taken.subject_id) from None
    return state


def _free_key(ledger: Ledger, source: FeedSource) -> KeyIsNew:
    """The key under which the source is the one of its URL. Raises StateConflict while another goes on there."""
    name, number = url_key(source.url), 1
    while owner := ledger.owner_of("source", [f"{name} {number}"]).get(f"{name} {number}"):
        if ledger.feed_source(owner).ended_at is None:
            raise _polled_already(owner)
        number += 1
    return KeyIsNew(scope="source", key=f"{name} {number}", subject_id=source.id)


def _polled_already(source_id: str) -> StateConflict:
    return StateConflict(f"this feed is polled already, as source {source_id}")


def end_source(ledger: Ledger, source_id: str, *, actor: str, now: datetime) -> SourceState:
    """The source, which is polled no more; its articles stay. One that has ended is left as it is. Raises NotFound."""
    before = ledger.feed_source(source_id)
    if before.ended_at is None:
        after = msgspec.structs.replace(before, ended_at=now, version=before.version + 1)
        ledger.commit(Change(steps=(Steps(actor, now).moved(before, after, "source.ended"),)))
    return source_state(ledger, ledger.feed_source(source_id))


def source_state(ledger: Ledger, source: FeedSource) -> SourceState:
    """The source and how its polling stands."""
    return SourceState(source=source, poll=ledger.polls([source.id])[0])

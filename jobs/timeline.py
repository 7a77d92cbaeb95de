"""The timeline: what happened and what was said would happen, in order.

The ledger says which entries come next, and only the rows of these are read, so that a page takes the same memory
however many claims there are. What was added in between moves no entry that was handed out.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Final, get_args

import msgspec

from claims.timeline import EntryKind, Lane, TimelineEntry, lanes_of
from claims.timeline import timeline as ordered
from jobs.errors import InputError
from jobs.speakers import answerable, name_key
from storage.ledger import PAGE_MAX, Ledger
from storage.timeline import NO_ID, Place, TimelineFilter

ENTRIES_MAX: Final = 10_000
"""The most entries that one file and the lanes of one answer hold."""

_KINDS: Final[tuple[EntryKind, ...]] = get_args(EntryKind)

_Key = tuple[EntryKind, str | None, str | None]


def timeline_filter(  # noqa: PLR0913 - the filters
    ledger: Ledger,
    *,
    speaker_id: str | None = None,
    article_id: str | None = None,
    topic: str | None = None,
    day_from: date | None = None,
    day_to: date | None = None,
) -> TimelineFilter:
    """The filter of these; `day_from` and `day_to` are inclusive.

    Raises NotFound for a speaker or an article that there is not, InputError for a period that ends before it begins.
    """
    if day_from and day_to and day_to < day_from:
        raise InputError(f"{day_to} lies before {day_from}, where the period begins", "to")
    speaker = answerable(ledger, speaker_id) if speaker_id is not None else None
    if article_id is not None:
        ledger.article(article_id)
    return TimelineFilter(
        speaker_id=speaker.id if speaker else None,
        article_id=article_id,
        topic=topic,
        day_from=day_from,
        day_to=day_to,
        names=(speaker.name, *speaker.aliases) if speaker else None,
    )


def timeline_page(
    ledger: Ledger, wanted: TimelineFilter, *, now: datetime, limit: int, after: Place | None = None
) -> tuple[tuple[TimelineEntry, ...], Place | None]:
    """The first `limit` entries known at `now` after `after`, and where the last stands, null where none follow."""
    with ledger.snapshot():
        places = ledger.timeline_places(wanted, as_of=now, limit=limit + 1, after=after)
        entries = tuple(_entries(ledger, places[:limit], now))
    return entries, places[limit - 1] if len(places) > limit else None


def whole_timeline(ledger: Ledger, wanted: TimelineFilter, *, now: datetime) -> tuple[TimelineEntry, ...]:
    """All entries known at `now`, in order. Raises InputError where that are more than ENTRIES_MAX."""
    with ledger.snapshot():
        places = ledger.timeline_places(wanted, as_of=now, limit=ENTRIES_MAX + 1)
        if len(places) > ENTRIES_MAX:
            raise InputError(
                f"more than {ENTRIES_MAX:,} entries fit, too many for one answer; name a shorter period (from, to), a "
                "topic, a speaker or an article"
            )
        return tuple(_entries(ledger, places, now))


def timeline_lanes(ledger: Ledger, wanted: TimelineFilter, *, now: datetime) -> tuple[Lane, ...]:
    """A lane a speaker, by name. Raises InputError where all of them have more than ENTRIES_MAX entries."""
    entries = whole_timeline(ledger, wanted, now=now)
    ids = sorted({entry.speaker_id for entry in entries if entry.speaker_id})
    return lanes_of(entries, {speaker.id: speaker.name for speaker in ledger.speakers_by_id(ids)})


def _entries(ledger: Ledger, places: Sequence[Place], now: datetime) -> Iterator[TimelineEntry]:
    for first in range(0, len(places), PAGE_MAX):
        yield from _made(ledger, places[first : first + PAGE_MAX], now)


def _made(ledger: Ledger, places: Sequence[Place], now: datetime) -> list[TimelineEntry]:
    """The entries at these places, in their order."""
    told = {place.row_id for place in places if place.claim_id == NO_ID}
    found: dict[_Key, TimelineEntry] = {}
    for mention in ledger.mentions_by_id(sorted(told)):
        (entry,) = ordered((), (), (mention,), as_of=now)
        found[entry.kind, None, mention.id] = _with_id(ledger, entry)
    for entry in _of_claims(ledger, sorted({place.claim_id for place in places} - {NO_ID}), now):
        found[entry.kind, entry.claim_id, entry.resolution_id] = entry
    return [found[key] for key in map(_key, places)]


def _of_claims(ledger: Ledger, claim_ids: Sequence[str], now: datetime) -> Iterable[TimelineEntry]:
    """All entries of these claims. Whether one slipped is told by all claims of its thread."""
    claims = {claim.id: claim for claim in ledger.claims_by_id(claim_ids)}
    threads = sorted({claim.thread_id for claim in claims.values() if claim.thread_id})
    claims |= {claim.id: claim for claim in ledger.thread_claims(threads)}
    return ordered(claims.values(), ledger.resolutions(claim_ids), as_of=now)


def _with_id(ledger: Ledger, entry: TimelineEntry) -> TimelineEntry:
    """The entry of a statement with its speaker's id, where somebody is known by the name."""
    known = ledger.speaker_named(name_key(entry.speaker)) if entry.speaker else None
    return msgspec.structs.replace(entry, speaker_id=known.speaker_id) if known else entry


def _key(place: Place) -> _Key:
    row_id = None if place.row_id == NO_ID else place.row_id
    return _KINDS[place.place], None if place.claim_id == NO_ID else place.claim_id, row_id

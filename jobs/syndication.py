"""Feeds: what came due and what was decided as Atom (RFC 4287), the deadlines as a calendar (RFC 5545).

Entries and events keep their ids, so that readers and calendars update what they have and do not double it.
"""

from collections import deque
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import Any, Final

import msgspec
from icalendar import Calendar, Event

from claims.model import Claim, Resolution
from claims.moment import zone_info
from jobs.html import page_of
from jobs.wording import plain
from storage.ledger import PAGE_MAX, About, ClaimFilter, Ledger, every_claim
from storage.waiting import DueFilter

ENTRIES_MAX: Final = 100
"""The newest entries that a feed holds."""

EVENTS_MAX: Final = 2_000
"""The most deadlines that a calendar holds: those of the claims stored last."""

PAST_DAYS: Final = 60
"""Deadlines that passed longer ago are not in the calendar any more."""

SUMMARY_LENGTH_MAX: Final = 120

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_ENDED: Final = {"yes": "it happened", "no": "it did not happen", "partly": "in part", "void": "not to be judged"}


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """An entry of a feed: `lines` are what is told, `links` pages that it rests on."""

    id: str
    title: str
    updated: datetime
    claim_id: str
    lines: tuple[str, ...]
    links: tuple[str, ...] = ()


def due_atom(ledger: Ledger, wanted: DueFilter, *, address: str, base: str) -> bytes:
    """The claims that came due last and wait, newest first. `address` is the feed's own, `base` the service's."""
    newest: deque[Claim] = deque(maxlen=ENTRIES_MAX)
    after: tuple[datetime, str] | None = None
    while page := ledger.due(wanted, limit=PAGE_MAX, after=after):
        newest.extend(page)
        after = page[-1].check_at, page[-1].id
    entries = [
        Entry(
            # With its time in it, so that a claim that was put off and comes due again is told again.
            id=f"urn:bythen:due:{claim.id}:{claim.check_at:%Y%m%dT%H%M%SZ}",
            title=_title(claim),
            updated=max(claim.check_at, claim.recorded_at),
            claim_id=claim.id,
            lines=_told(claim),
        )
        for claim in reversed(newest)
    ]
    return _atom("bythen: claims that wait for a decision", entries, address, base)


def resolutions_atom(ledger: Ledger, about: About, *, address: str, base: str) -> bytes:
    """The latest decisions, newest first; one that was superseded stays what it was."""
    with ledger.snapshot():
        found = ledger.latest_resolutions(about, limit=ENTRIES_MAX)
        entries = [_decided(ledger.claim(each.claim_id), each) for each in found]
    return _atom("bythen: decisions", entries, address, base)


def deadlines_ics(ledger: Ledger, wanted: ClaimFilter, *, now: datetime) -> bytes:
    """The deadlines of the claims wanted, as events of whole days, or at their instant where the words name one.

    A claim keeps its UID, and SEQUENCE grows with each of its changes; one that was rejected or merged is cancelled.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//bythen//deadlines//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "bythen: deadlines")
    calendar.add("refresh-interval", timedelta(hours=1), parameters={"value": "DURATION"})
    since = msgspec.structs.replace(wanted, check_from=now - timedelta(days=PAST_DAYS), merged=None)
    for claim in islice(every_claim(ledger, since), EVENTS_MAX):
        calendar.add_component(_event(claim))
    data: bytes = calendar.to_ical()
    return data


def _event(claim: Claim) -> Event:
    event = Event()
    event.add("uid", f"{claim.id}@bythen")
    event.add("sequence", claim.version - 1)
    event.add("dtstamp", claim.recorded_at)
    for name, value in _when(claim).items():
        event.add(name, value)
    event.add("summary", f"{'Decided: ' if claim.status == 'resolved' else ''}{_title(claim)}")
    event.add("description", "\n".join(_told(claim)))
    gone = claim.review == "rejected" or claim.merged_into is not None
    event.add("status", "CANCELLED" if gone else "CONFIRMED")
    # It takes nobody's time, and calendars are not to warn of it by themselves.
    event.add("transp", "TRANSPARENT")
    event.add("categories", list(claim.topics) or ["claim"])
    return event


def _when(claim: Claim) -> dict[str, date | datetime]:
    """An instant where the words name one within a day, else the last day; without one the day to look at it."""
    zone = zone_info(claim.time_zone)
    if claim.deadline_at and claim.deadline_at.astimezone(zone).time() != time():
        return {"dtstart": claim.deadline_at, "dtend": claim.deadline_at}
    day = claim.latest or claim.default_latest or claim.check_at.date()
    return {"dtstart": day, "dtend": day + timedelta(days=1)}


def _decided(claim: Claim, resolution: Resolution) -> Entry:
    ended = _ENDED[resolution.happened]
    links = tuple(each.url for each in resolution.evidence if each.url)
    reason = (f"reason: {plain(resolution.reason)}",) if resolution.reason else ()
    return Entry(
        id=f"urn:uuid:{resolution.id}",
        title=f"{ended}: {_title(claim)}",
        updated=resolution.recorded_at,
        claim_id=claim.id,
        lines=(*_told(claim), f"recorded: {ended}", *reason),
        links=links,
    )


def _title(claim: Claim) -> str:
    text = plain(claim.text)
    return text if len(text) <= SUMMARY_LENGTH_MAX else text[: SUMMARY_LENGTH_MAX - 1].rstrip() + "…"


def _told(claim: Claim) -> tuple[str, ...]:
    last = claim.latest or claim.default_latest
    who = f"attributed to {plain(claim.speaker)}" if claim.speaker else "attributed to nobody by name"
    when = f"last day {last}" if last else f"to be looked at {claim.check_at.date()}"
    return f"“{plain(claim.text)}”", f"{who}, made {claim.made_at}", when, f"claim {claim.id}"


def _atom(title: str, entries: Sequence[Entry], address: str, base: str) -> bytes:
    updated = max((entry.updated for entry in entries), default=_EPOCH)
    values: dict[str, Any] = {"title": title, "entries": entries, "address": address, "base": base, "updated": updated}
    return page_of("feed.xml", **values).encode()

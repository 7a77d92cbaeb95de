"""The timeline as files for other programs: a spreadsheet, a calendar (RFC 5545), TimelineJS and Timesketch.

Each entry says who said what, and by whose word it stands where it does. Files of the same entries are the same, but
for the calendar's stamp of when it was made.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from html import escape
from typing import Any, Final

import msgspec
from icalendar import Calendar, Event

from claims.timeline import EntryKind, TimelineEntry
from jobs.render_csv import timeline_csv
from jobs.wording import plain

FILES: Final = {
    "entries.csv": "text/csv; charset=utf-8",
    "entries.ics": "text/calendar; charset=utf-8",
    "timelinejs.json": "application/json",
    "timesketch.jsonl": "application/x-ndjson",
}
"""What there is, by its name, and its media type."""

TITLE_LENGTH_MAX: Final = 120

LABELS: Final[dict[EntryKind, str]] = {
    "event": "told by an article",
    "statement": "said, as an article tells it",
    "made": "claim made",
    "slipped": "later last day named",
    "window": "time of the claim begins",
    "deadline": "last day of the claim",
    "flagged": "time to look at the claim",
    "resolved": "decision recorded on the claim",
    "occurred": "day of the event, by the decision on the claim",
}
"""What an entry is, in words that hold whoever was right."""

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)
_OWN_VOICE: Final = "Articles"


def timeline_file(entries: Sequence[TimelineEntry], name: str, *, now: datetime) -> bytes:
    """The file of that name, which is one of FILES, with the entries in their order."""
    if name == "entries.csv":
        return timeline_csv(entries).encode()
    if name == "entries.ics":
        return _calendar(entries, now)
    if name == "timelinejs.json":
        return _timelinejs(entries, now)
    return b"".join(msgspec.json.encode(_sketched(entry)) + b"\n" for entry in entries)


def _calendar(entries: Sequence[TimelineEntry], now: datetime) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//bythen//timeline//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "bythen: timeline")
    for entry in entries:
        calendar.add_component(_event(entry, now))
    data: bytes = calendar.to_ical()
    return data


def _event(entry: TimelineEntry, now: datetime) -> Event:
    """Whole days. What nothing ends stands at its first day, and says so."""
    event = Event()
    event.add("uid", f"{_name(entry)}@bythen")
    event.add("dtstamp", now)
    event.add("dtstart", entry.earliest)
    # The end of an event is the day after its last.
    event.add("dtend", (entry.latest or entry.earliest) + timedelta(days=1))
    event.add("summary", _title(entry))
    event.add("description", "\n".join(_told(entry)))
    event.add("transp", "TRANSPARENT")
    event.add("categories", [entry.kind])
    return event


def _timelinejs(entries: Sequence[TimelineEntry], now: datetime) -> bytes:
    """It shows headlines, texts and groups as HTML, so that they are escaped."""
    about = "Each entry says who said it; that it stands here does not say that it is so."
    title = {"headline": "What was said would happen, and what came of it", "text": f"As of {now:%Y-%m-%d}. {about}"}
    return msgspec.json.encode(
        {"scale": "human", "title": {"text": title}, "events": [_slide(entry) for entry in entries]}
    )


def _slide(entry: TimelineEntry) -> dict[str, Any]:
    slide: dict[str, Any] = {"unique_id": _name(entry), "start_date": _day(entry.earliest)}
    if entry.latest and entry.latest != entry.earliest:
        slide["end_date"] = _day(entry.latest)
    if entry.latest is None:
        slide["display_date"] = f"from {entry.earliest} on"
    text = "".join(f"<p>{escape(line)}</p>" for line in _told(entry))
    slide["text"] = {"headline": escape(_title(entry)), "text": text}
    slide["group"] = escape(plain(entry.speaker)) if entry.speaker else _OWN_VOICE
    slide["autolink"] = False
    return slide


def _day(day: date) -> dict[str, int]:
    return {"year": day.year, "month": day.month, "day": day.day}


def _sketched(entry: TimelineEntry) -> dict[str, Any]:
    """An event of Timesketch: `datetime` is the beginning of the first day, in UTC, where no instant is known."""
    at = entry.at or datetime.combine(entry.earliest, datetime.min.time(), UTC)
    given = {
        "message": f"{_title(entry)} - {plain(entry.detail)}",
        "datetime": at.astimezone(UTC).isoformat(),
        "timestamp": (at - _EPOCH) // _MICROSECOND,
        "timestamp_desc": LABELS[entry.kind],
        "data_type": f"bythen:timeline:{entry.kind}",
        "precision": _precision(entry),
        "earliest": entry.earliest.isoformat(),
        "latest": entry.latest.isoformat() if entry.latest else None,
        "text": plain(entry.text),
        "speaker": plain(entry.speaker) if entry.speaker else None,
        "speaker_id": entry.speaker_id,
        "claim_id": entry.claim_id,
        "article_id": entry.article_id,
        "resolution_id": entry.resolution_id,
    }
    return {name: value for name, value in given.items() if value is not None}


def _precision(entry: TimelineEntry) -> str:
    if entry.latest is None:
        return "from that day on"
    if entry.latest != entry.earliest:
        return "within a range of days"
    return "instant" if entry.at else "day"


def _title(entry: TimelineEntry) -> str:
    words = plain(entry.text)
    short = words if len(words) <= TITLE_LENGTH_MAX else words[: TITLE_LENGTH_MAX - 1].rstrip() + "…"
    return f"{LABELS[entry.kind]}: {_who(entry)}: “{short}”"


def _who(entry: TimelineEntry) -> str:
    return plain(entry.speaker) if entry.speaker else "an article" if entry.article_id else "nobody by name"


def _told(entry: TimelineEntry) -> tuple[str, ...]:
    days = f"{entry.earliest}" if entry.latest == entry.earliest else f"{entry.earliest} to {entry.latest or 'no end'}"
    of = f"claim {entry.claim_id}" if entry.claim_id else f"article {entry.article_id}"
    return f"“{plain(entry.text)}”", f"attributed to {_who(entry)}", plain(entry.detail), f"{days}; {of}"


def _name(entry: TimelineEntry) -> str:
    """What tells an entry from all others, in every file again."""
    if entry.claim_id:
        return f"{entry.kind}-{entry.resolution_id or entry.claim_id}"
    return f"{entry.kind}-{entry.article_id}-{entry.start}-{entry.earliest}"

"""One ordered stream of what happened and what was said would happen.

Uncertain dates are ranges. The order is the same whatever order the rows come in: by first day, then instant, then what
sort of entry it is, then where it is from.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Literal, get_args

import msgspec

from claims.model import Claim, Resolution
from claims.moment import read_moment, zone_info
from claims.outcome import Case, window_end
from claims.reading.model import TimelineMention
from claims.threads import slip_thread

EntryKind = Literal["event", "statement", "made", "slipped", "window", "deadline", "flagged", "resolved", "occurred"]
"""In the order in which entries of one day stand. `slipped` is a claim of a slip thread that names a later last day;
`occurred` is the deciding event of a resolution, `resolved` the
recording of it."""

_ORDER = {kind: place for place, kind in enumerate(get_args(EntryKind))}


class DatedMention(TimelineMention, frozen=True, kw_only=True):
    """A dated event that an article tells of, or a dated statement where it has a speaker."""

    article_id: str


class TimelineEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One entry: `earliest`..`latest` (inclusive, equal where the day is known; latest null where nothing ends it).

    `at` is the instant (UTC) where one is known. Days are in the claim's zone. `text` is the claim's or the article's
    words; `detail` says what this entry tells of it. `speaker` is who said it, as it was read there; null where an
    article speaks in its own voice. `resolution_id` goes with resolved and occurred.
    """

    kind: EntryKind
    earliest: date
    latest: date | None
    at: datetime | None = None
    text: str
    detail: str
    speaker: str | None = None
    speaker_id: str | None = None
    claim_id: str | None = None
    article_id: str | None = None
    resolution_id: str | None = None
    start: int = 0


class Lane(msgspec.Struct, frozen=True, kw_only=True):
    """The entries of what one speaker said, in order, `count` of them; what articles tell themselves has no name."""

    speaker_id: str | None
    name: str | None
    count: int
    entries: tuple[TimelineEntry, ...]


def lanes_of(entries: Iterable[TimelineEntry], names: Mapping[str, str]) -> tuple[Lane, ...]:
    """A lane a speaker, sorted by name, and the lane without one last; `names` are of speakers by their ids.

    Who has no id is told from others by the name, whatever its case.
    """
    held: dict[tuple[str, str], list[TimelineEntry]] = {}
    for entry in entries:
        key = (entry.speaker_id, "") if entry.speaker_id else ("", (entry.speaker or "").casefold())
        held.setdefault(key, []).append(entry)
    found = (
        Lane(
            speaker_id=speaker_id or None,
            name=names.get(speaker_id, rows[0].speaker),
            count=len(rows),
            entries=tuple(rows),
        )
        for (speaker_id, _), rows in held.items()
    )
    return tuple(
        sorted(found, key=lambda lane: (lane.name is None, (lane.name or "").casefold(), lane.speaker_id or ""))
    )


def timeline(
    claims: Iterable[Claim],
    resolutions: Iterable[Resolution] = (),
    mentions: Iterable[DatedMention] = (),
    *,
    as_of: datetime,
) -> tuple[TimelineEntry, ...]:
    """The entries known at `as_of`, in order. Superseded resolutions stay in it: they were recorded too.

    A claim that was rejected was none, and is left out.
    """
    known = {claim.id: claim for claim in claims if claim.recorded_at <= as_of and claim.review != "rejected"}
    given = [each for each in resolutions if each.claim_id in known and each.recorded_at <= as_of]
    resolved_first: dict[str, datetime] = {}
    for each in given:
        resolved_first[each.claim_id] = min(each.recorded_at, resolved_first.get(each.claim_id, each.recorded_at))
    entries = [_mention(mention) for mention in mentions]
    for claim in known.values():
        entries.extend(_of_claim(claim, resolved_first.get(claim.id), as_of))
    for each in given:
        entries.extend(_of_resolution(known[each.claim_id], each))
    entries.extend(_slips(known))
    return tuple(sorted(entries, key=_order))


def _order(entry: TimelineEntry) -> tuple[date, datetime, int, str, int, str, str]:
    at = entry.at or datetime.combine(entry.earliest, datetime.min.time(), UTC)
    source = entry.article_id or ""
    return entry.earliest, at, _ORDER[entry.kind], source, entry.start, entry.claim_id or "", entry.resolution_id or ""


def _mention(mention: DatedMention) -> TimelineEntry:
    return TimelineEntry(
        kind="statement" if mention.speaker else "event",
        earliest=mention.earliest,
        latest=mention.latest,
        text=mention.text,
        detail=f"said by {mention.speaker}, as the article tells it" if mention.speaker else "told by the article",
        speaker=mention.speaker,
        article_id=mention.article_id,
        start=mention.start,
    )


def _of_claim(claim: Claim, resolved_at: datetime | None, as_of: datetime) -> Iterator[TimelineEntry]:
    moment = read_moment(claim.made_at, claim.time_zone)
    words = f'time given: "{claim.horizon}"' if claim.horizon else "no time given"
    yield _entry(claim, "made", (moment.day, moment.day), words, moment.at)
    end = window_end(claim, "nominal")
    start = claim.earliest or claim.begins
    if start and start > moment.day and start != end:
        yield _entry(claim, "window", (start, end), _window_words(claim), claim.earliest_at)
    if end:
        yield _entry(claim, "deadline", (end, end), _deadline_words(claim), claim.deadline_at)
    # A claim that was settled before its time to look is never flagged; one stored late is flagged when it is stored.
    flagged_at = max(claim.check_at, claim.recorded_at)
    if flagged_at <= as_of and (resolved_at is None or flagged_at <= resolved_at):
        day = _day(flagged_at, claim.time_zone)
        yield _entry(claim, "flagged", (day, day), "time to look whether it came about", flagged_at)


def _slips(known: Mapping[str, Claim]) -> Iterator[TimelineEntry]:
    threads: dict[str, list[Claim]] = {}
    for claim in known.values():
        if claim.thread_id and claim.merged_into is None:
            threads.setdefault(claim.thread_id, []).append(claim)
    for thread_id, members in threads.items():
        for row in slip_thread(thread_id, map(Case, members)).claims:
            if row.latest and row.slip_days and row.slip_days > 0:
                moved = f"the last day moves from {row.latest - timedelta(days=row.slip_days)} to {row.latest}"
                moment = read_moment(known[row.claim_id].made_at, known[row.claim_id].time_zone)
                words = f"{moved}, {row.slip_days} days later"
                yield _entry(known[row.claim_id], "slipped", (row.made_on, row.made_on), words, moment.at)


def _window_words(claim: Claim) -> str:
    opens = {"not_before": "not before this day", "at_least": "to last until this day at least"}
    return opens.get(claim.shape, "the time named starts")


def _deadline_words(claim: Claim) -> str:
    named = "last day" if claim.latest else "last day by our default, the words name none"
    if claim.strict_latest == claim.lenient_latest:
        return named
    return f"{named} (strict {claim.strict_latest}, lenient {claim.lenient_latest})"


def _of_resolution(claim: Claim, resolution: Resolution) -> Iterator[TimelineEntry]:
    lasting = claim.shape in {"throughout", "at_least"}
    ended = {
        "yes": "it held" if lasting else "it happened",
        "no": "it did not hold" if lasting else "it did not happen",
        "partly": f"in part ({resolution.value})",
        "void": f"void: {(resolution.void_reason or 'no reason').replace('_', ' ')}",
    }[resolution.happened]
    day = _day(resolution.recorded_at, claim.time_zone)
    entries = [_entry(claim, "resolved", (day, day), f"recorded: {ended}", resolution.recorded_at)]
    if resolution.occurred_from:
        days = resolution.occurred_from, resolution.occurred_to or resolution.occurred_from
        entries.append(_entry(claim, "occurred", days, ended))
    yield from (msgspec.structs.replace(entry, resolution_id=resolution.id) for entry in entries)


def _entry(
    claim: Claim, kind: EntryKind, days: tuple[date, date | None], detail: str, at: datetime | None = None
) -> TimelineEntry:
    return TimelineEntry(
        kind=kind,
        earliest=days[0],
        latest=days[1],
        at=at,
        text=claim.text,
        detail=detail,
        speaker=claim.speaker,
        speaker_id=claim.speaker_id,
        claim_id=claim.id,
        article_id=claim.article_id,
        start=claim.start,
    )


def _day(instant: datetime, zone: str) -> date:
    return instant.astimezone(zone_info(zone)).date()

"""Whether a claim as worded came true under a reading: derived from shape, polarity, window and resolution.

A resolution records what happened, any negation taken off. The outcome is about the claim as worded, negation
included: y is 1 where it is true, 0 where it is not, a value between where the thing happened in part. A later
lenient end therefore makes an affirmed claim easier, and a negated or lasting one harder.

Days decide, since a resolution knows no clock: what happened on the deadline's own day happened in time.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Literal

import msgspec

from claims.lifecycle import closes_at
from claims.model import Claim, ReadingName, Resolution, Window
from claims.moment import read_moment

Why = Literal[
    "happened_inside",
    "happened_before",
    "happened_after",
    "did_not_happen",
    "held",
    "broke",
    "in_part",
    "straddles_start",
    "straddles_end",
    "day_unknown",
    "void",
]
"""What decided, or why nothing could be decided (the last four)."""


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """How a claim ended under one reading.

    `y` (0-1) is how far the claim as worded is true, null where that is undecided: void, or the days given for the
    event straddle an end of the window, or no day is given. `days_late`..`days_late_max` count from the window's end
    to the event's first and last possible day, where an affirmed claim came true late; else null.
    """

    y: float | None
    why: Why
    days_late: int | None = None
    days_late_max: int | None = None


class Case(msgspec.Struct, frozen=True):
    """A claim with the resolution that stands, null while there is none."""

    claim: Claim
    resolution: Resolution | None = None


class _Found(msgspec.Struct, frozen=True):
    """How far the thing itself came about inside the window (0-1, null where undecided), any negation left off."""

    extent: float | None
    why: Why
    late: tuple[int, int] | None = None


def cases_of(claims: Iterable[Claim], resolutions: Iterable[Resolution]) -> tuple[Case, ...]:
    """Each claim with the resolution that stands: the last recorded, where the claim is resolved now. Sorted by id."""
    standing: dict[str, Resolution] = {}
    for resolution in sorted(resolutions, key=lambda given: (given.recorded_at, given.id)):
        standing[resolution.claim_id] = resolution
    return tuple(
        Case(claim, standing.get(claim.id) if claim.status == "resolved" else None)
        for claim in sorted(claims, key=lambda claim: claim.id)
    )


def window_end(window: Window, reading: ReadingName) -> date | None:
    """The window's last day (inclusive) under the reading, null where the words fix none and no default is supplied."""
    if reading == "strict":
        return window.strict_latest
    if reading == "lenient":
        return window.lenient_latest
    return window.latest or window.default_latest


def is_dated(window: Window) -> bool:
    """Whether the window has a last day, by the words or by default."""
    return window_end(window, "nominal") is not None


def matures_at(claim: Claim) -> datetime | None:
    """The instant (UTC) at which the claim's lenient window has closed; null for a claim without a last day."""
    return closes_at(claim) if is_dated(claim) else None


def matured(claim: Claim, as_of: datetime) -> bool:
    """Whether the claim's lenient window has closed by `as_of`. A claim without a last day never matures."""
    closing = matures_at(claim)
    return closing is not None and closing <= as_of


def made_day(claim: Claim) -> date:
    """The day on which the claim was made, in its own zone."""
    return read_moment(claim.made_at, claim.time_zone).day


def derive_outcome(claim: Claim, resolution: Resolution, reading: ReadingName) -> Outcome:
    """How the claim as worded ended under the reading.

    Affirmed by: true if it happened no later than the reading's end, so also before the window. Affirmed during: true
    if it happened inside. Negated: true if it did not happen inside. Throughout: true if it did not break until the
    end has passed. At least: true if it did not break before its first day. Not before: true if it did not happen
    before its first day; negated ("not after"), true if it did not happen from that day on.
    """
    if resolution.happened == "void":
        return Outcome(y=None, why="void")
    end = window_end(claim, reading)
    lasting = claim.shape in {"throughout", "at_least"}
    found = _lasted(claim, resolution, end) if lasting else _happened(claim, resolution, end)
    if found.extent is None:
        return Outcome(y=None, why=found.why)
    if claim.negated:
        return Outcome(y=1 - found.extent, why=found.why)
    days_late, days_late_max = found.late or (None, None)
    return Outcome(y=found.extent, why=found.why, days_late=days_late, days_late_max=days_late_max)


def _happened(claim: Claim, resolution: Resolution, end: date | None) -> _Found:
    if resolution.happened == "no":
        # "No earlier than June" said nothing more than that it would not happen sooner, and it did not.
        kept = claim.shape == "not_before" and not claim.negated
        return _Found(1.0 if kept else 0.0, "did_not_happen")
    part = 1.0 if resolution.value is None else float(resolution.value)
    first = resolution.occurred_from
    if first is None:
        in_part = resolution.happened == "partly"
        return _Found(part, "in_part") if in_part else _undated(claim, end)
    last = resolution.occurred_to or first
    return _placed(claim, first, last, end, part)


def _undated(claim: Claim, end: date | None) -> _Found:
    """What "yes" without a day can tell: only that a thing happened that had no window to happen in."""
    if end is None and claim.shape != "not_before":
        return _Found(1.0, "happened_inside")
    return _Found(None, "day_unknown")


def _placed(claim: Claim, first: date, last: date, end: date | None, part: float) -> _Found:
    """Where the event's days lie against the window. What came early counts, unless the claim was of a period."""
    if end and first > end:
        return _Found(0.0, "happened_after", ((first - end).days, (last - end).days))
    if end and last > end:
        return _Found(None, "straddles_end")
    start = claim.earliest or claim.begins or made_day(claim)
    early_counts = claim.shape in {"by", "undated"} and not claim.negated
    if last < start:
        return _Found(part if early_counts else 0.0, "happened_before")
    if first < start and not early_counts:
        return _Found(None, "straddles_start")
    return _Found(part, "happened_inside")


def _lasted(claim: Claim, resolution: Resolution, end: date | None) -> _Found:
    if resolution.happened == "yes":
        return _Found(1.0, "held")
    if resolution.happened == "partly":
        return _Found(resolution.value, "in_part")
    return _broke(
        claim, resolution, end if claim.shape == "throughout" else _day_before(claim.begins or claim.earliest)
    )


def _broke(claim: Claim, resolution: Resolution, needed: date | None) -> _Found:
    """Whether the break came by `needed`, the last day that it had to hold; null where the words fix none."""
    first = resolution.occurred_from
    if needed is None or (first is None and claim.shape == "at_least"):
        return _Found(0.0, "broke")
    if first is None:
        # Which of the readings' ends the break came before cannot be told.
        return _Found(None, "day_unknown")
    if first > needed:
        return _Found(1.0, "held")
    straddles = (resolution.occurred_to or first) > needed
    return _Found(None, "straddles_end") if straddles else _Found(0.0, "broke")


def _day_before(day: date | None) -> date | None:
    return day - timedelta(days=1) if day else None

"""Slip threads: what was said of one outcome, time after time, and how its deadline moved.

A later deadline is a claim of its own, and the first one stays what it was. A thread puts such claims in the order in
which they were made. It slips where one of them names a later last day than the one before it.
"""

from collections.abc import Iterable
from datetime import date

import msgspec

from claims.intervals import Rate, rate_of
from claims.model import Claim, Resolution
from claims.outcome import Case, derive_outcome, made_day, window_end


class ThreadClaim(msgspec.Struct, frozen=True, kw_only=True):
    """A claim of a thread: when it was made (a day in its zone) and the last day that it names, null without one.

    `slip_days` is by how much that is later than the last day that stood before; negative where it is earlier, null
    where there is nothing to compare.
    """

    claim_id: str
    text: str
    speaker_id: str | None
    speaker: str | None
    organisation: str | None
    made_on: date
    latest: date | None
    slip_days: int | None


class SlipThread(msgspec.Struct, frozen=True, kw_only=True):
    """A thread as its claims tell it, in the order in which they were made; the first that names a last day is first.

    `original_latest` and `latest` are the first and the newest last day, `slips` how often a later one was named, and
    `slip_days` the days from the first to the newest. `happened_on` is the first day on which, by a resolution, the
    outcome came about; `by_original` whether that was by the first last day: null while it is not known.
    """

    id: str
    claims: tuple[ThreadClaim, ...]
    original_latest: date | None
    latest: date | None
    slips: int
    slip_days: int
    happened_on: date | None
    by_original: bool | None


class ThreadTotals(msgspec.Struct, frozen=True, kw_only=True):
    """What many threads come to. `slips_mean` and `slip_days_median` are null without a thread.

    `by_original` is the share of the threads whose end is known that came about by their first last day.
    """

    threads: int
    claims: int
    slips: int
    slips_mean: float | None
    slip_days_median: float | None
    by_original: Rate


def slip_thread(thread_id: str, cases: Iterable[Case]) -> SlipThread:
    """The thread that the claims make; their order does not matter. They are not rejected, and not merged."""
    told = sorted(cases, key=lambda case: (made_day(case.claim), case.claim.id))
    rows: list[ThreadClaim] = []
    stands: date | None = None
    for claim in (case.claim for case in told):
        latest = window_end(claim, "nominal")
        rows.append(_row(claim, latest, (latest - stands).days if latest and stands else None))
        stands = latest or stands
    original = next((row.latest for row in rows if row.latest), None)
    happened_on = min((day for case in told if (day := _happened_on(case.resolution))), default=None)
    return SlipThread(
        id=thread_id,
        claims=tuple(rows),
        original_latest=original,
        latest=stands,
        slips=sum(1 for row in rows if row.slip_days and row.slip_days > 0),
        slip_days=(stands - original).days if stands and original else 0,
        happened_on=happened_on,
        by_original=_by_original(told, original, happened_on),
    )


def thread_totals(threads: Iterable[SlipThread]) -> ThreadTotals:
    """The totals of the threads; their order does not matter."""
    found = list(threads)
    ended = [thread.by_original for thread in found if thread.by_original is not None]
    days = sorted(thread.slip_days for thread in found)
    slips = sum(thread.slips for thread in found)
    return ThreadTotals(
        threads=len(found),
        claims=sum(len(thread.claims) for thread in found),
        slips=slips,
        slips_mean=slips / len(found) if found else None,
        slip_days_median=(days[(len(days) - 1) // 2] + days[len(days) // 2]) / 2 if days else None,
        by_original=rate_of(sum(ended), len(ended)),
    )


def _row(claim: Claim, latest: date | None, slip_days: int | None) -> ThreadClaim:
    return ThreadClaim(
        claim_id=claim.id,
        text=claim.text,
        speaker_id=claim.speaker_id,
        speaker=claim.speaker,
        organisation=claim.organisation,
        made_on=made_day(claim),
        latest=latest,
        slip_days=slip_days,
    )


def _happened_on(resolution: Resolution | None) -> date | None:
    """The last day on which it may have come about, where it did: the earlier ones are not certain."""
    if resolution is None or resolution.happened != "yes":
        return None
    return resolution.occurred_to or resolution.occurred_from


def _by_original(told: list[Case], original: date | None, happened_on: date | None) -> bool | None:
    """By the day on which it came about, or else by how the first claim that names a last day ended."""
    if original is None:
        return None
    if happened_on is not None:
        return happened_on <= original
    first = next(case for case in told if window_end(case.claim, "nominal"))
    if first.resolution is None:
        return None
    y = derive_outcome(first.claim, first.resolution, "nominal").y
    return None if y is None else y >= 0.5

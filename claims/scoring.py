"""From claims and resolutions to a scorecard.

The numbers never stand alone: every rate has its n and its interval, every scorecard its coverage and its limits.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from statistics import median
from typing import Final, get_args

import msgspec

from claims.bootstrap import SEED
from claims.calibration import brier, brier_interval, calibrate, decompose, log_score, mean
from claims.intervals import Rate, rate_of
from claims.lexicon import LexiconName, claim_probability, is_too_wide
from claims.lifecycle import is_disputed
from claims.limits import limits_of
from claims.model import Claim, ReadingName
from claims.moment import day_start, read_moment
from claims.outcome import Case, derive_outcome, is_dated, made_day, matured, window_end
from claims.scorecard import (
    GROUPS,
    Band,
    Coverage,
    Group,
    Judged,
    Lateness,
    ReadingScore,
    Score,
    Scorecard,
    ScoredClaim,
    Terms,
    Unscored,
)
from claims.threads import ThreadTotals, slip_thread, thread_totals

METHOD: Final = "bythen scoring 1"
"""Changes whenever a number could come out differently from the same rows."""

COMPARABLE_MIN: Final = 10
"""The fewest comparable claims whose base rate is worth beating; that of fewer is little but their own luck."""

READINGS: Final[tuple[ReadingName, ...]] = get_args(ReadingName)

_BAND_DAYS: Final[tuple[tuple[Band, int], ...]] = (("week", 7), ("month", 31), ("quarter", 92), ("year", 366))
_WORD: Final = re.compile(r"\w+")

_Cell = tuple[Group, str, Band]


class BaseRates(msgspec.Struct, frozen=True):
    """How often comparable claims came true, and how many there were, by reading and by (group, kind, band)."""

    cells: dict[ReadingName, dict[_Cell, tuple[float, int]]]


def score(
    cases: Iterable[Case],
    *,
    name: str,
    terms: Terms,
    speaker_id: str | None = None,
    base: BaseRates | None = None,
) -> Scorecard:
    """The scorecard of the given cases on the given terms. The order of the cases does not matter.

    `base` holds the base rates of everybody's claims (`base_rates` on the same terms); where it is None they are taken
    from the given cases alone.
    """
    chosen = _chosen(cases, terms)
    rates = base or _rates(chosen, terms.as_of)
    rows, left_out = _rows(chosen, terms)
    groups = {group: score_rows(_in(rows, group), terms.reading, rates) for group in GROUPS}
    card = Scorecard(
        name=name,
        speaker_id=speaker_id,
        terms=terms,
        method=METHOD,
        seed=SEED,
        coverage=_coverage(chosen, terms.as_of, left_out),
        cannot_be_judged=_cannot_be_judged(chosen, terms.reading),
        headline=groups["headline"],
        schedules=groups["schedules"],
        vague=groups["vague"],
        hedge_too_wide=groups["hedge_too_wide"],
        readings=tuple(_under(_in(rows, "headline"), each, rates) for each in READINGS),
        readings_agree=all(row.strict == row.nominal == row.lenient for row in rows) if rows else None,
        claims=rows,
        limits=(),
        threads=_threads(chosen),
    )
    return msgspec.structs.replace(card, limits=limits_of(card, base_is_own=base is None))


def base_rates(cases: Iterable[Case], terms: Terms) -> BaseRates:
    """How often claims of each group, kind and band came true under every reading, counted as `score` counts them."""
    return _rates(_chosen(cases, terms), terms.as_of)


def base_rates_of(cells: Iterable[Judged]) -> BaseRates:
    """The base rates of claims that were judged and counted elsewhere: those that `base_rates` has of the claims."""
    held = list(cells)
    return BaseRates({each: _counted_rates(held, each) for each in READINGS})


def _counted_rates(cells: Iterable[Judged], reading: ReadingName) -> dict[_Cell, tuple[float, int]]:
    outcomes: dict[_Cell, list[tuple[float, int]]] = {}
    for cell in cells:
        if (y := cell.y(reading)) is not None:
            outcomes.setdefault((cell.group, cell.kind, cell.band), []).append((y, cell.n))
    rates: dict[_Cell, tuple[float, int]] = {}
    for key, counted in outcomes.items():
        n = sum(count for _, count in counted)
        whole = sum(count for y, count in counted if y == 1)
        # What came true in part is added one by one, so that the sum is that of the claims to the last bit.
        parts = (y for y, count in counted if 0 < y < 1 for _ in range(count))
        rates[key] = (math.fsum((whole, *parts)) / n, n)
    return rates


def group_of(claim: Claim) -> Group:
    """Where the claim is counted: the headline or one of the groups apart."""
    if claim.kind == "schedule":
        return "schedules"
    if claim.openness == "vague" or claim.latest is None:
        return "vague"
    return "hedge_too_wide" if is_too_wide(claim) else "headline"


def band_of(claim: Claim) -> Band:
    """How far ahead the claim looks. A claim without a last day looks further than any other."""
    end = window_end(claim, "nominal")
    if end is None:
        return "longer"
    days = (end - made_day(claim)).days
    for band, days_max in _BAND_DAYS:
        if days <= days_max:
            return band
    return "longer"


def eligible(cases: Iterable[Case], as_of: datetime) -> tuple[tuple[Case, ...], dict[Unscored, int]]:
    """The cases that count: matured, accepted, resolved and not void, one for each speaker, proposition and deadline.

    Of repeats the first made counts. Sorted by when they were made, then by id; with how many matured and resolved
    claims do not count, by reason.
    """
    left_out: Counter[Unscored] = Counter()
    counted: dict[tuple[object, ...], Case] = {}
    ready = [case for case in cases if _is_ready(case, as_of)]
    for case in sorted(ready, key=lambda case: _made_order(case.claim)):
        key = _proposition(case.claim)
        if case.resolution and case.resolution.happened == "void":
            left_out["void"] += 1
        elif case.claim.review != "accepted":
            left_out["unreviewed"] += 1
        elif key in counted:
            left_out["reiteration"] += 1
        else:
            counted[key] = case
    return tuple(counted.values()), dict(left_out)


def _chosen(cases: Iterable[Case], terms: Terms) -> tuple[Case, ...]:
    """The cases of the period as they were known then, sorted by when they were made."""
    known = [
        case if case.resolution is None or case.resolution.recorded_at <= terms.as_of else Case(case.claim)
        for case in cases
        if case.claim.recorded_at <= terms.as_of
        and (terms.made_from is None or made_day(case.claim) >= terms.made_from)
        and (terms.made_to is None or made_day(case.claim) <= terms.made_to)
    ]
    return tuple(sorted(known, key=lambda case: _made_order(case.claim)))


def _is_ready(case: Case, as_of: datetime) -> bool:
    return case.claim.review != "rejected" and case.resolution is not None and matured(case.claim, as_of)


def _made_order(claim: Claim) -> tuple[datetime, str]:
    moment = read_moment(claim.made_at, claim.time_zone)
    return moment.at or day_start(moment.day, moment.zone), claim.id


def _proposition(claim: Claim) -> tuple[object, ...]:
    """Speaker, wording and deadline: what makes a repeat. Claims of no speaker repeat only within an article."""
    speaker = claim.speaker_id or (claim.speaker or "").casefold() or f"article {claim.article_id}"
    words = " ".join(_WORD.findall(claim.text.casefold()))
    return speaker, words, claim.negated, claim.shape, claim.deadline_at, window_end(claim, "nominal")


def _rows(cases: Sequence[Case], terms: Terms) -> tuple[tuple[ScoredClaim, ...], dict[Unscored, int]]:
    counted, left_out = eligible(cases, terms.as_of)
    rows = tuple(_row(case, terms.reading, terms.lexicon) for case in counted)
    undecided = sum(row.y(terms.reading) is None for row in rows)
    return rows, {**left_out, **({"undecided": undecided} if undecided else {})}


def _row(case: Case, reading: ReadingName, lexicon: LexiconName) -> ScoredClaim:
    claim, resolution = case.claim, case.resolution
    assert resolution is not None  # `eligible` leaves out what is not resolved.
    outcomes = {each: derive_outcome(claim, resolution, each) for each in READINGS}
    chance = claim_probability(claim, lexicon)
    return ScoredClaim(
        claim_id=claim.id,
        resolution_id=resolution.id,
        group=group_of(claim),
        kind=claim.kind,
        hedge=claim.hedge,
        band=band_of(claim),
        made_at=claim.made_at,
        probability=chance.value,
        probability_source=chance.source,
        strict=outcomes["strict"].y,
        nominal=outcomes["nominal"].y,
        lenient=outcomes["lenient"].y,
        why=outcomes[reading].why,
        days_late=outcomes[reading].days_late,
    )


def _in(rows: Iterable[ScoredClaim], group: Group) -> list[ScoredClaim]:
    return [row for row in rows if row.group == group]


def _cell(row: ScoredClaim) -> _Cell:
    return row.group, row.kind, row.band


def _rates(cases: Iterable[Case], as_of: datetime) -> BaseRates:
    return rates_of([_row(case, "nominal", "default") for case in eligible(cases, as_of)[0]])


def rates_of(rows: Sequence[ScoredClaim]) -> BaseRates:
    """The base rates of rows that are at hand already."""
    return BaseRates({each: _rates_under(rows, each) for each in READINGS})


def _rates_under(rows: Iterable[ScoredClaim], reading: ReadingName) -> dict[_Cell, tuple[float, int]]:
    outcomes: dict[_Cell, list[float]] = {}
    for row in rows:
        if (y := row.y(reading)) is not None:
            outcomes.setdefault(_cell(row), []).append(y)
    return {cell: (mean(ys) or 0.0, len(ys)) for cell, ys in outcomes.items()}


def score_rows(rows: Sequence[ScoredClaim], reading: ReadingName, base: BaseRates) -> Score:
    """The numbers of the rows that are decided under the reading."""
    judged = [(row, y) for row in rows if (y := row.y(reading)) is not None]
    if not judged:
        return Score(n=0, hit_rate=Rate(n=0, hits=0))
    forecasts = [(row.probability, y) for row, y in judged]
    rates = base.cells[reading]
    found = [rate if (rate := rates.get(_cell(row))) and rate[1] >= COMPARABLE_MIN else None for row, _ in judged]
    reference = (
        None if None in found else brier((rate[0], y) for rate, (_, y) in zip(found, judged, strict=True) if rate)
    )
    achieved = brier(forecasts)
    return Score(
        n=len(judged),
        hit_rate=rate_of(sum(y >= 0.5 for _, y in judged), len(judged)),
        brier=achieved,
        brier_interval=brier_interval(forecasts),
        log_score=log_score(forecasts),
        comparable=sum(rates[cell][1] for cell in {_cell(row) for row, _ in judged} if cell in rates),
        brier_reference=reference,
        skill=1 - achieved / reference if reference and achieved is not None else None,
        calibration=calibrate(forecasts),
        decomposition=decompose(forecasts),
        lateness=_lateness(row for row, _ in judged),
    )


def _lateness(rows: Iterable[ScoredClaim]) -> Lateness:
    days = [row.days_late for row in rows if row.days_late is not None]
    return Lateness(n=len(days), median_days=float(median(days)), days_max=max(days)) if days else Lateness(n=0)


def _under(headline: Sequence[ScoredClaim], reading: ReadingName, base: BaseRates) -> ReadingScore:
    undecided = sum(row.y(reading) is None for row in headline)
    return ReadingScore(reading=reading, headline=score_rows(headline, reading, base), undecided=undecided)


def _coverage(cases: Sequence[Case], as_of: datetime, left_out: dict[Unscored, int]) -> Coverage:
    kept = [case for case in cases if case.claim.review != "rejected"]
    dated = [case for case in kept if is_dated(case.claim)]
    ripe = [case for case in dated if matured(case.claim, as_of)]
    resolved = sum(case.resolution is not None for case in ripe)
    voids = Counter(
        case.resolution.void_reason or "unstated"
        for case in kept
        if case.resolution and case.resolution.happened == "void"
    )
    return Coverage(
        extracted=len(cases),
        not_rejected=len(kept),
        dated=len(dated),
        matured=len(ripe),
        resolved=resolved,
        scored=resolved - sum(left_out.values()),
        not_scored=dict(sorted(left_out.items())),
        void=dict(sorted(voids.items())),
        reiterations=len(dated) - len({_proposition(case.claim) for case in dated}),
        unresolved=len(ripe) - resolved,
        disputed=sum(is_disputed(case.claim) for case in ripe),
    )


def _threads(cases: Iterable[Case]) -> ThreadTotals:
    threads: dict[str, list[Case]] = {}
    for case in cases:
        if case.claim.thread_id and case.claim.review != "rejected":
            threads.setdefault(case.claim.thread_id, []).append(case)
    return thread_totals(slip_thread(thread_id, members) for thread_id, members in threads.items())


def _cannot_be_judged(cases: Iterable[Case], reading: ReadingName) -> Rate:
    kept = [case for case in cases if case.claim.review != "rejected"]
    unjudgeable = sum(
        not is_dated(case.claim)
        or (case.resolution is not None and derive_outcome(case.claim, case.resolution, reading).y is None)
        for case in kept
    )
    return rate_of(unjudgeable, len(kept))

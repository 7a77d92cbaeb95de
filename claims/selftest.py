"""Speakers that the scorer makes up to test itself, scored on everybody's claims on every run.

They go through the same scoring as everybody; what they must come to is worked out from counts alone, and an alarm
stands on the report where the two differ. Outcomes are taken as hit or miss (y >= 0.5), so that what is expected is
exact.
"""

import hashlib
from collections.abc import Callable, Sequence
from typing import Final

import msgspec

from claims.bootstrap import SEED
from claims.intervals import Interval, Rate, rate_of, wilson
from claims.scorecard import Score, Scorecard, ScoredClaim
from claims.scoring import COMPARABLE_MIN, rates_of, score_rows

COIN_LEVEL: Final = 0.9999
"""The coin's alarm is meant to go off by chance once in 10,000 data sets."""

ROUNDING: Final = 1e-9
"""Differences up to this are of rounding, not of method."""


class SelfTest(msgspec.Struct, frozen=True, kw_only=True):
    """What a made-up speaker came to on `n` claims. `alarm` says what is wrong, null where nothing is.

    half says 0.5 of every claim: its Brier score is 0.25. coin says 0.97 or 0.03 by the toss of a seeded coin: half of
    its tosses are right, so 0.5 lies within `interval` (99.99 %) of `right`. base-rate says how often comparable claims
    came true: its skill is 0, null where they all ended alike. `expected_*` are the numbers worked out the second way.
    """

    name: str
    n: int
    brier: float | None
    expected_brier: float | None = None
    skill: float | None = None
    expected_skill: float | None = None
    right: Rate | None = None
    interval: Interval | None = None
    alarm: str | None = None


def self_tests(card: Scorecard) -> tuple[SelfTest, ...]:
    """The three made-up speakers on the scorecard's claims under its reading, best given everybody's scorecard."""
    rows = tuple(row for row in (_as_hit(row, card) for row in card.claims) if row is not None)
    error = _base_rate_error(rows)
    return _half(rows, error), _coin(rows), _base_rate(rows, error)


def _as_hit(row: ScoredClaim, card: Scorecard) -> ScoredClaim | None:
    y = row.y(card.terms.reading)
    if y is None:
        return None
    hit = float(y >= 0.5)
    return msgspec.structs.replace(row, strict=hit, nominal=hit, lenient=hit)


def _scored(rows: Sequence[ScoredClaim], says: Callable[[ScoredClaim], float]) -> Score:
    said = [msgspec.structs.replace(row, probability=says(row)) for row in rows]
    return score_rows(said, "nominal", rates_of(rows))


def _half(rows: Sequence[ScoredClaim], error: float | None) -> SelfTest:
    score = _scored(rows, lambda _: 0.5)
    return _checked("half", score, 0.25 if rows else None, 1 - 0.25 / error if error and _comparable(rows) else None)


def _base_rate(rows: Sequence[ScoredClaim], error: float | None) -> SelfTest:
    hits = _cells(rows)
    score = _scored(rows, lambda row: sum(hits[_cell(row)]) / len(hits[_cell(row)]))
    return _checked("base-rate", score, error, 0.0 if error and _comparable(rows) else None)


def _checked(name: str, score: Score, expected_brier: float | None, expected_skill: float | None) -> SelfTest:
    right = _same(score.brier, expected_brier) and _same(score.skill, expected_skill)
    alarm = (
        f'The speaker "{name}" came to Brier {score.brier} and skill {score.skill}; '
        f"expected were {expected_brier} and {expected_skill}."
    )
    return SelfTest(
        name=name,
        n=score.n,
        brier=score.brier,
        expected_brier=expected_brier,
        skill=score.skill,
        expected_skill=expected_skill,
        alarm=None if right else alarm,
    )


def _coin(rows: Sequence[ScoredClaim]) -> SelfTest:
    score = _scored(rows, lambda row: 0.97 if _heads(row.claim_id) else 0.03)
    right = sum(_heads(row.claim_id) == bool(row.nominal) for row in rows)
    interval = wilson(right, len(rows), COIN_LEVEL)
    wrong = interval is not None and not interval.low <= 0.5 <= interval.high
    alarm = f'The speaker "coin" was right {right} times in {len(rows)}; half are expected.' if wrong else None
    return SelfTest(
        name="coin",
        n=score.n,
        brier=score.brier,
        skill=score.skill,
        right=rate_of(right, len(rows)),
        interval=interval,
        alarm=alarm,
    )


def _heads(claim_id: str) -> bool:
    """The toss for a claim: the same on every run, whatever other claims there are."""
    return hashlib.sha256(f"{SEED}:{claim_id}".encode()).digest()[0] < 128


def _cell(row: ScoredClaim) -> tuple[str, str, str]:
    return row.group, row.kind, row.band


def _cells(rows: Sequence[ScoredClaim]) -> dict[tuple[str, str, str], list[int]]:
    cells: dict[tuple[str, str, str], list[int]] = {}
    for row in rows:
        cells.setdefault(_cell(row), []).append(int(row.nominal or 0))
    return cells


def _comparable(rows: Sequence[ScoredClaim]) -> bool:
    """Whether every cell has claims enough for a skill."""
    return all(len(hits) >= COMPARABLE_MIN for hits in _cells(rows).values())


def _base_rate_error(rows: Sequence[ScoredClaim]) -> float | None:
    """The Brier score of saying the base rate, from whole numbers alone: hits times misses over n, in each cell."""
    errors = [sum(hits) * (len(hits) - sum(hits)) / len(hits) for hits in _cells(rows).values()]
    return sum(errors) / len(rows) if rows else None


def _same(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) <= ROUNDING

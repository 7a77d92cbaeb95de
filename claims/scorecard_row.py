"""A scorecard as one flat row, for tables: every rate beside its n and its interval, and the floors beside the rank."""

from datetime import datetime
from typing import Any, get_args

import msgspec

from claims.intervals import Interval, Rate
from claims.leaderboard import Leaderboard, Standing
from claims.scorecard import ReadingScore, Score, Scorecard, Unscored


class ScorecardRow(msgspec.Struct, frozen=True, kw_only=True):
    """What a speaker's claims came to, in one row. What has no n has no rate: it is null.

    `*_low` and `*_high` are the ends of the 95 % interval of what stands before them. `n`, `came_true`, `hit_rate` and
    what follows up to `late_days_max` are of the headline under `reading`. `shrunken` and its interval are null below
    `list_min` scored claims and `rank` below `rank_min`; `prior_*` say towards what the shrunken rate is drawn.
    `void_reasons` and `calibration_bins` are JSON. `limits` says in sentences what the numbers cannot say.
    """

    speaker_id: str
    speaker: str
    as_of: datetime
    reading: str
    lexicon: str
    method: str
    seed: int
    extracted: int
    not_rejected: int
    dated: int
    matured: int
    resolved: int
    scored: int
    not_scored_void: int
    not_scored_unreviewed: int
    not_scored_reiteration: int
    not_scored_undecided: int
    unresolved: int
    disputed: int
    reiterations: int
    void: int
    void_reasons: str
    cannot_be_judged_n: int
    cannot_be_judged: int
    cannot_be_judged_rate: float | None
    cannot_be_judged_low: float | None
    cannot_be_judged_high: float | None
    n: int
    came_true: int
    hit_rate: float | None
    hit_rate_low: float | None
    hit_rate_high: float | None
    rank: int | None
    shrunken: float | None
    shrunken_low: float | None
    shrunken_high: float | None
    list_min: int
    rank_min: int
    prior_alpha: float
    prior_beta: float
    prior_speakers: int
    brier: float | None
    brier_low: float | None
    brier_high: float | None
    log_score: float | None
    comparable: int
    brier_reference: float | None
    skill: float | None
    calibration_error: float | None
    calibration_bins: str
    reliability: float | None
    resolution: float | None
    uncertainty: float | None
    late: int
    late_median_days: float | None
    late_days_max: int | None
    readings_agree: bool | None
    strict_n: int
    strict_came_true: int
    strict_hit_rate: float | None
    strict_hit_rate_low: float | None
    strict_hit_rate_high: float | None
    strict_brier: float | None
    strict_undecided: int
    nominal_n: int
    nominal_came_true: int
    nominal_hit_rate: float | None
    nominal_hit_rate_low: float | None
    nominal_hit_rate_high: float | None
    nominal_brier: float | None
    nominal_undecided: int
    lenient_n: int
    lenient_came_true: int
    lenient_hit_rate: float | None
    lenient_hit_rate_low: float | None
    lenient_hit_rate_high: float | None
    lenient_brier: float | None
    lenient_undecided: int
    schedules_n: int
    schedules_came_true: int
    schedules_hit_rate: float | None
    schedules_hit_rate_low: float | None
    schedules_hit_rate_high: float | None
    schedules_brier: float | None
    vague_n: int
    vague_came_true: int
    vague_hit_rate: float | None
    vague_hit_rate_low: float | None
    vague_hit_rate_high: float | None
    vague_brier: float | None
    hedge_too_wide_n: int
    hedge_too_wide_came_true: int
    hedge_too_wide_hit_rate: float | None
    hedge_too_wide_hit_rate_low: float | None
    hedge_too_wide_hit_rate_high: float | None
    hedge_too_wide_brier: float | None
    threads: int
    thread_claims: int
    slips: int
    slip_days_median: float | None
    threads_ended: int
    by_original: int
    by_original_rate: float | None
    by_original_low: float | None
    by_original_high: float | None
    limits: str


def scorecard_row(card: Scorecard, board: Leaderboard, standing: Standing | None) -> ScorecardRow:
    """The row of one speaker's scorecard; `standing` is their line on the board, null where they are not listed."""
    groups = {"schedules": card.schedules, "vague": card.vague, "hedge_too_wide": card.hedge_too_wide}
    parts = [
        _terms(card),
        _coverage(card),
        _counts(card.headline, ""),
        _standing(board, standing),
        _headline(card.headline),
        {"readings_agree": card.readings_agree},
        *(_under(each) for each in card.readings),
        *(_counts(score, f"{group}_") | {f"{group}_brier": score.brier} for group, score in groups.items()),
        _threads(card),
        {"limits": " ".join(card.limits)},
    ]
    return ScorecardRow(**{name: value for part in parts for name, value in part.items()})


def _terms(card: Scorecard) -> dict[str, Any]:
    return {
        "speaker_id": card.speaker_id or "",
        "speaker": card.name,
        "as_of": card.terms.as_of,
        "reading": card.terms.reading,
        "lexicon": card.terms.lexicon,
        "method": card.method,
        "seed": card.seed,
    }


def _coverage(card: Scorecard) -> dict[str, Any]:
    coverage, share = card.coverage, card.cannot_be_judged
    steps = ("extracted", "not_rejected", "dated", "matured", "resolved", "scored")
    aside = ("unresolved", "disputed", "reiterations")
    reasons: tuple[Unscored, ...] = get_args(Unscored)
    return {
        **{name: getattr(coverage, name) for name in (*steps, *aside)},
        **{f"not_scored_{reason}": coverage.not_scored.get(reason, 0) for reason in reasons},
        "void": sum(coverage.void.values()),
        "void_reasons": msgspec.json.encode(coverage.void).decode(),
        "cannot_be_judged_n": share.n,
        "cannot_be_judged": share.hits,
        "cannot_be_judged_rate": share.rate,
        **_ends(share.interval, "cannot_be_judged"),
    }


def _counts(score: Score, prefix: str) -> dict[str, Any]:
    return {f"{prefix}n": score.n, f"{prefix}came_true": score.hit_rate.hits, **_rate(score.hit_rate, prefix)}


def _rate(rate: Rate, prefix: str) -> dict[str, Any]:
    return {f"{prefix}hit_rate": rate.rate, **_ends(rate.interval, f"{prefix}hit_rate")}


def _ends(interval: Interval | None, name: str) -> dict[str, Any]:
    return {f"{name}_low": interval.low if interval else None, f"{name}_high": interval.high if interval else None}


def _standing(board: Leaderboard, standing: Standing | None) -> dict[str, Any]:
    return {
        "rank": standing.rank if standing else None,
        "shrunken": standing.shrunken if standing else None,
        **_ends(standing.interval if standing else None, "shrunken"),
        "list_min": board.list_min,
        "rank_min": board.rank_min,
        "prior_alpha": board.prior.alpha,
        "prior_beta": board.prior.beta,
        "prior_speakers": board.prior.speakers,
    }


def _headline(score: Score) -> dict[str, Any]:
    parts = score.decomposition
    return {
        "brier": score.brier,
        **_ends(score.brier_interval, "brier"),
        "log_score": score.log_score,
        "comparable": score.comparable,
        "brier_reference": score.brier_reference,
        "skill": score.skill,
        "calibration_error": score.calibration.error,
        "calibration_bins": msgspec.json.encode(score.calibration.bins).decode(),
        "reliability": parts.reliability if parts else None,
        "resolution": parts.resolution if parts else None,
        "uncertainty": parts.uncertainty if parts else None,
        "late": score.lateness.n,
        "late_median_days": score.lateness.median_days,
        "late_days_max": score.lateness.days_max,
    }


def _under(each: ReadingScore) -> dict[str, Any]:
    more = {f"{each.reading}_brier": each.headline.brier, f"{each.reading}_undecided": each.undecided}
    return _counts(each.headline, f"{each.reading}_") | more


def _threads(card: Scorecard) -> dict[str, Any]:
    totals = card.threads
    return {
        "threads": totals.threads,
        "thread_claims": totals.claims,
        "slips": totals.slips,
        "slip_days_median": totals.slip_days_median,
        "threads_ended": totals.by_original.n,
        "by_original": totals.by_original.hits,
        "by_original_rate": totals.by_original.rate,
        **_ends(totals.by_original.interval, "by_original"),
    }

"""Scorecards and leaderboards as text. Every rate stands with its n and every estimate with its interval.

Lines are at most 96 characters long, save for words that are longer. The same value gives the same text, to the last
byte.
"""

import textwrap
from collections.abc import Iterator
from typing import Final

from claims.calibration import Bin
from claims.intervals import Interval
from claims.leaderboard import Leaderboard
from claims.scorecard import Coverage, Score, Scorecard
from jobs.wording import (
    WIDTH,
    count_words,
    hits_words,
    instant_words,
    interval_words,
    number_words,
    plain,
    rate_words,
    spread,
    wrapped,
)

_NUMBERS: Final = {1: "one", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine"}


def scorecard_text(card: Scorecard) -> str:
    """The scorecard as a block of text."""
    lines = [spread(f"Scorecard: {plain(card.name)}", f"as of {instant_words(card.terms.as_of)}"), "=" * WIDTH]
    lines += [*_coverage(card), "", *_headline(card), "", *_apart(card), "", "What these numbers cannot say"]
    for limit in card.limits:
        lines += wrapped(limit, "  - ", "    ")
    return "\n".join([*lines, "", *wrapped(_method(card))]) + "\n"


def leaderboard_text(board: Leaderboard) -> str:
    """The leaderboard as a table; the listed speakers below the floor for ranking have no rank."""
    if not board.standings:
        return f"No speaker has {_NUMBERS.get(board.list_min, str(board.list_min))} scored claims yet.\n"
    lines = [
        f"{'rank':>4}  {'speaker':<32} {'came true':>12}  {'95% interval':>12}  {'shrunken':>8}  {'95% interval':>12}"
    ]
    lines.append("-" * WIDTH)
    for each in board.standings:
        rate = f"{each.hit_rate.hits} of {each.hit_rate.n}"
        wilson = interval_words(each.hit_rate.interval)
        name = textwrap.shorten(plain(each.name), 32, placeholder="...")
        place = f"{each.rank or '-':>4}  {name:<32} {rate:>12}  {wilson:>12}"
        lines.append(f"{place}  {each.shrunken:>8.0%}  {interval_words(each.interval):>12}")
    prior = board.prior
    source = (
        f"estimated from {prior.speakers} speakers" if prior.speakers else "uniform: too few speakers to estimate one"
    )
    notes = (
        f"Shrunken rates are drawn towards a prior of {prior.mean:.0%} that weighs {prior.alpha + prior.beta:.1f} "
        f"claims (beta {prior.alpha:.2f}, {prior.beta:.2f}; {source}). Listed from {board.list_min} "
        f"scored claims, ranked from {board.rank_min}, ties by name; {board.unlisted} with fewer are not listed."
    )
    return "\n".join([*lines, *wrapped(notes)]) + "\n"


def _coverage(card: Scorecard) -> Iterator[str]:
    coverage = card.coverage
    yield from wrapped(
        f"{count_words(coverage.extracted, 'claim')} read -> {coverage.not_rejected} not rejected -> {coverage.dated} "
        f"with a last day -> {coverage.matured} matured -> {coverage.resolved} resolved -> {coverage.scored} scored"
    )
    reasons = [f"{n} {reason}" for reason, n in coverage.not_scored.items()]
    if reasons:
        yield from wrapped(f"resolved but not scored: {', '.join(reasons)}", "  ")
    yield from wrapped(_voids(coverage), "  ")
    if coverage.reiterations:
        repeats = "1 repeats" if coverage.reiterations == 1 else f"{coverage.reiterations} repeat"
        yield from wrapped(f"{repeats} an earlier claim with the same last day and counted once with it", "  ")
    if card.cannot_be_judged.n:
        share = rate_words(card.cannot_be_judged)
        yield from wrapped(f"cannot be judged (without a last day, void or undecided): {share}", "  ", "    ")


def _voids(coverage: Coverage) -> str:
    listed = [f"{n} {reason.replace('_', ' ')}" for reason, n in coverage.void.items()]
    waiting = f"matured but not resolved: {coverage.unresolved}"
    disputed = f", of them disputed: {coverage.disputed}" if coverage.disputed else ""
    return f"void: {', '.join(listed) or 'none'}; {waiting}{disputed}"


def _headline(card: Scorecard) -> Iterator[str]:
    score = card.headline
    yield f"Predictions and commitments, n = {score.n}, last days read as {card.terms.reading}"
    if not score.n:
        yield "  no numbers yet"
        return
    yield _row("came true", f"{score.hit_rate.rate:.0%}", hits_words(score.hit_rate), score.hit_rate.interval)
    yield _row(
        "Brier score", number_words(score.brier), "0 best, 0.25 always saying 50%", score.brier_interval, numbers=True
    )
    yield _row("log score", number_words(score.log_score), "0 best, 0.69 always saying 50%")
    yield _row("skill", number_words(score.skill, signed=True), _skill_words(score))
    late = score.lateness
    if late.n:
        yield _row(
            "late",
            str(late.n),
            f"came about after the last day: median {late.median_days:g} days, most {late.days_max}",
        )
    yield from _slips(card)
    yield from _fit(score)
    yield from _readings(card)


def _row(name: str, value: str, remark: str, interval: Interval | None = None, *, numbers: bool = False) -> str:
    within = f"95% interval {interval_words(interval, numbers=numbers)}" if interval else ""
    if numbers and interval is None:
        within = "no interval"
    return f"  {name:<13} {value:>7}  {remark:<36} {within}".rstrip()


def _slips(card: Scorecard) -> Iterator[str]:
    totals = card.threads
    if not totals.threads:
        return
    known = f"; came about by the first last day: {rate_words(totals.by_original)}" if totals.by_original.n else ""
    told = (
        f"{totals.slips} in {count_words(totals.threads, 'slip thread')} of {totals.claims} claims, from the "
        f"first last day to the newest median {totals.slip_days_median:g} days{known}"
    )
    yield from wrapped(f"slips: {told}", "  ", "    ")


def _skill_words(score: Score) -> str:
    if score.skill is None:
        return "not defined"
    return f"against the base rate of {count_words(score.comparable, 'comparable claim')} (above 0: better)"


def _fit(score: Score) -> Iterator[str]:
    """Calibration and the parts of the Brier score."""
    yield "  how sure the words were, and how often it came true:"
    for each in score.calibration.bins:
        yield f"    {_bin(each)}"
    parts = score.decomposition
    if parts:
        yield (
            f"    mean gap {number_words(score.calibration.error)}; Brier {number_words(score.brier)} = "
            f"reliability {number_words(parts.reliability)} - resolution {number_words(parts.resolution)} "
            f"+ uncertainty {number_words(parts.uncertainty)}"
        )


def _bin(each: Bin) -> str:
    return (
        f"said {each.probability:>4.0%}  came true {each.rate:>4.0%}  n = {each.n:<4} "
        f"95% interval {interval_words(each.interval):<8}"
    ).rstrip()


def _readings(card: Scorecard) -> Iterator[str]:
    verdict = {True: "all agree", False: "they differ", None: "nothing scored"}[card.readings_agree]
    yield f"  under each reading of the last day ({verdict}):"
    for each in card.readings:
        score = each.headline
        undecided = f", {each.undecided} undecided" if each.undecided else ""
        hits = f"{rate_words(score.hit_rate)}, Brier {number_words(score.brier)}" if score.n else "n = 0"
        yield f"    {each.reading:<8} {hits}{undecided}"


def _apart(card: Scorecard) -> Iterator[str]:
    yield "Shown apart, not in the numbers above"
    groups = (
        ("announced schedules", card.schedules),
        ("vague times, by our default last day", card.vague),
        ("may, might, could (hedge too wide)", card.hedge_too_wide),
    )
    for name, score in groups:
        told = f"{rate_words(score.hit_rate)}, Brier {number_words(score.brier)}" if score.n else "n = 0"
        yield f"  {name:<37} {told}"


def _method(card: Scorecard) -> str:
    terms = card.terms
    period = ""
    if terms.made_from or terms.made_to:
        period = f"claims made {terms.made_from or 'from the first'} to {terms.made_to or 'the last'}; "
    return (
        f"Method: {card.method}; {period}words to probabilities by lexicon {terms.lexicon}; only claims whose lenient "
        'last day has passed; a "partly" counts as come true from one half on; '
        f"intervals of rates by Wilson, of the Brier score by bootstrap (seed {card.seed})."
    )

"""Speakers side by side, by a hit rate that is drawn towards everybody's the less is known of them.

Each speaker's rate is taken as a draw from one beta distribution, estimated from all of them (empirical Bayes); a
speaker's shrunken rate is the mean of that distribution once their own claims are added to it.
"""

import math
from collections import Counter
from collections.abc import Iterable
from typing import Final

import msgspec

from claims.intervals import Interval, Rate, beta_interval, rate_of
from claims.scorecard import LIST_MIN, RANK_MIN, Scorecard, Tally

_STRENGTHS: Final = tuple(1.1**step for step in range(73))
"""The weights that a prior may have, in claims: 1 to 955, in steps of a tenth."""


class Prior(msgspec.Struct, frozen=True, kw_only=True):
    """The beta distribution that speakers' rates are taken to come from.

    It weighs as much as `alpha` + `beta` claims, `alpha` of them hits. `speakers` is how many it was estimated from;
    0 where they were too few or all alike, and the prior is uniform.
    """

    alpha: float
    beta: float
    speakers: int

    @property
    def mean(self) -> float:
        """The rate that a speaker without claims is given."""
        return self.alpha / (self.alpha + self.beta)


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """One speaker's line. `rank` counts from 1, null below the floor for ranking.

    `interval` is the middle 95 % of the beta distribution that `shrunken` is the mean of; `hit_rate` has Wilson's.
    """

    rank: int | None
    name: str
    speaker_id: str | None
    hit_rate: Rate
    shrunken: float
    interval: Interval
    brier: float | None


class Leaderboard(msgspec.Struct, frozen=True, kw_only=True):
    """The ranked speakers by shrunken rate, ties by name; then those only listed, by name.

    `unlisted` counts the speakers below the floor for listing, whose claims still inform the prior.
    """

    prior: Prior
    standings: tuple[Standing, ...]
    unlisted: int
    list_min: int = LIST_MIN
    rank_min: int = RANK_MIN


def leaderboard(cards: Iterable[Scorecard]) -> Leaderboard:
    """The leaderboard of the scorecards' headlines, made on the same terms. Their order does not matter."""
    return leaderboard_of(
        Tally(
            name=card.name,
            speaker_id=card.speaker_id,
            n=card.headline.n,
            hits=card.headline.hit_rate.hits,
            brier=card.headline.brier,
        )
        for card in cards
    )


def leaderboard_of(tallies: Iterable[Tally]) -> Leaderboard:
    """The leaderboard of headlines that were counted elsewhere. Their order does not matter."""
    held = list(tallies)
    prior = estimate_prior([(tally.hits, tally.n) for tally in held])
    listed = [tally for tally in held if tally.n >= LIST_MIN]
    # Many have as many hits of as many claims as others; the interval is what takes time.
    intervals = {counts: _interval(prior, *counts) for counts in {(tally.hits, tally.n) for tally in listed}}
    standings = [_standing(tally, prior, intervals[tally.hits, tally.n]) for tally in listed]
    ranked = sorted((each for each in standings if each.hit_rate.n >= RANK_MIN), key=_order)
    others = sorted((each for each in standings if each.hit_rate.n < RANK_MIN), key=_by_name)
    placed = [msgspec.structs.replace(each, rank=place) for place, each in enumerate(ranked, 1)]
    return Leaderboard(prior=prior, standings=(*placed, *others), unlisted=len(held) - len(standings))


def estimate_prior(counts: Iterable[tuple[float, int]]) -> Prior:
    """The prior from each speaker's (hits, n): the overall rate, with the weight that makes the counts likeliest.

    The weight's own prior is that of Gelman et al., Bayesian Data Analysis (3rd ed. 2013), section 5.3: without it a
    handful of speakers who happen to be alike would make a prior that overrules everybody. Uniform where fewer than
    three speakers have claims or all claims ended alike: one cannot tell then.
    """
    held = Counter((hits, n) for hits, n in counts if n > 0)
    total = sum(n * speakers for (_, n), speakers in held.items())
    rate = math.fsum(hits * speakers for (hits, _), speakers in held.items()) / total if total else 0.0
    if held.total() < 3 or not 0 < rate < 1:
        return Prior(alpha=1.0, beta=1.0, speakers=0)
    strength = max(_STRENGTHS, key=lambda weight: _likelihood(held, rate, weight))
    return Prior(alpha=rate * strength, beta=(1 - rate) * strength, speakers=held.total())


def _likelihood(held: Counter[tuple[float, int]], rate: float, strength: float) -> float:
    """The logarithm of the counts' beta-binomial likelihood and of the weight's prior, up to a constant."""
    alpha, beta = rate * strength, (1 - rate) * strength
    of_hits = {hits: math.lgamma(alpha + hits) for hits, _ in held}
    of_misses = {misses: math.lgamma(beta + misses) for misses in {n - hits for hits, n in held}}
    of_claims = {n: math.lgamma(strength + n) for _, n in held}
    none = math.lgamma(alpha) + math.lgamma(beta) - math.lgamma(strength)
    chances = [
        speakers * (of_hits[hits] + of_misses[n - hits] - of_claims[n] - none) for (hits, n), speakers in held.items()
    ]
    # (alpha + beta) ** -5/2 over (alpha, beta) is strength ** -1/2 over the logarithm of the strength.
    return math.fsum(chances) - math.log(strength) / 2


def _interval(prior: Prior, hits: int, n: int) -> Interval:
    return beta_interval(prior.alpha + hits, prior.beta + n - hits)


def _standing(tally: Tally, prior: Prior, interval: Interval) -> Standing:
    alpha, beta = prior.alpha + tally.hits, prior.beta + tally.n - tally.hits
    return Standing(
        rank=None,
        name=tally.name,
        speaker_id=tally.speaker_id,
        hit_rate=rate_of(tally.hits, tally.n),
        shrunken=alpha / (alpha + beta),
        interval=interval,
        brier=tally.brier,
    )


def _order(standing: Standing) -> tuple[float, str, str]:
    return (-standing.shrunken, *_by_name(standing))


def _by_name(standing: Standing) -> tuple[str, str]:
    return standing.name, standing.speaker_id or ""

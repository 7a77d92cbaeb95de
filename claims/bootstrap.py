"""A seeded bootstrap of a mean, drawn multinomially on the distinct values.

n draws with replacement from n values fall on k distinct values in multinomial numbers, so drawing those numbers is
exact, and takes k steps instead of n. The generator is our own: the same seed gives the same interval on every
machine and in every version of the language.
"""

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from claims.intervals import LEVEL, Interval

SEED: Final = 20251122
DRAWS: Final = 1000
"""Replicates: the ends of a 95 % interval then stand on the 25th value from either side."""

_MASK: Final = (1 << 64) - 1


class SplitMix:
    """Uniform numbers in [0, 1) by SplitMix64 (Steele, Lea and Flood 2014, OOPSLA, figure 16)."""

    def __init__(self, seed: int) -> None:
        self._state = seed & _MASK

    def uniform(self) -> float:
        """The next number, a multiple of 2**-53."""
        self._state = (self._state + 0x9E3779B97F4A7C15) & _MASK
        z = self._state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & _MASK
        return ((z ^ (z >> 31)) >> 11) * 2.0**-53


def binomial(draw: SplitMix, n: int, p: float) -> int:
    """How many of n trials succeed, each with probability p."""
    if n <= 0 or p <= 0:
        return 0
    if p >= 1:
        return n
    if p > 0.5:
        return n - binomial(draw, n, 1 - p)
    return _by_inversion(draw, n, p) if n * p < 10 else _by_rejection(draw, n, p)


def _by_inversion(draw: SplitMix, n: int, p: float) -> int:
    """Sequential search through the cumulative distribution; about n * p steps."""
    chance = (1 - p) ** n
    left = draw.uniform()
    k = 0
    while left > chance and k < n:
        left -= chance
        k += 1
        chance *= (n - k + 1) / k * p / (1 - p)
    return k


def _by_rejection(draw: SplitMix, n: int, p: float) -> int:
    """Transformed rejection, algorithm BTRD without its squeeze (Hörmann 1993, J. Stat. Comput. Simul. 46:101)."""
    deviation = math.sqrt(n * p * (1 - p))
    b = 1.15 + 2.53 * deviation
    a = -0.0873 + 0.0248 * b + 0.01 * p
    c = n * p + 0.5
    alpha = (2.83 + 5.1 / b) * deviation
    log_odds = math.log(p / (1 - p))
    mode = int((n + 1) * p)
    height = math.lgamma(mode + 1) + math.lgamma(n - mode + 1)
    while True:
        u = draw.uniform() - 0.5
        v = draw.uniform()
        us = 0.5 - abs(u)
        k = math.floor((2 * a / us + b) * u + c) if us > 0 else -1
        if not 0 <= k <= n or v <= 0:
            continue
        bound = math.log(v * alpha / (a / (us * us) + b))
        if bound <= height - math.lgamma(k + 1) - math.lgamma(n - k + 1) + (k - mode) * log_odds:
            return k


def bootstrap_mean(cells: Sequence[tuple[float, int]], seed: int = SEED, draws: int = DRAWS) -> Interval | None:
    """The percentile interval (95 %) of the mean of values given as (value, how often).

    Null for fewer than two cells: resampling what is all alike gives no width, which would look like certainty.
    The order of the cells does not matter.
    """
    if len(cells) < 2:
        return None
    return _bootstrap(tuple(sorted(cells)), seed, draws)


@lru_cache(maxsize=256)
def _bootstrap(cells: tuple[tuple[float, int], ...], seed: int, draws: int) -> Interval:
    draw = SplitMix(seed)
    n = sum(count for _, count in cells)
    means = sorted(_resampled_mean(draw, cells, n) for _ in range(draws))
    point = math.fsum(value * count for value, count in cells) / n
    tail = int(draws * (1 - LEVEL) / 2)
    return Interval(min(means[tail], point), max(means[draws - 1 - tail], point))


def _resampled_mean(draw: SplitMix, cells: tuple[tuple[float, int], ...], n: int) -> float:
    """One replicate: the cells' numbers drawn one after the other, each from what the ones before have left."""
    total, draws_left, weight_left = 0.0, n, n
    for value, count in cells:
        drawn = binomial(draw, draws_left, count / weight_left)
        total += value * drawn
        draws_left -= drawn
        weight_left -= count
    return total / n

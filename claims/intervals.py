"""Intervals for rates: Wilson's for a proportion, and the beta distribution's for a shrunken rate.

95 % unless told otherwise; ends lie in [0, 1] and hold the point between them.
"""

import math
from statistics import NormalDist
from typing import Final

import msgspec

LEVEL: Final = 0.95


class Interval(msgspec.Struct, frozen=True):
    """An interval with both ends."""

    low: float
    high: float


class Rate(msgspec.Struct, frozen=True, kw_only=True):
    """`hits` of `n`, their share and its Wilson 95 % interval; both null where n is 0."""

    n: int
    hits: int
    rate: float | None = None
    interval: Interval | None = None


def normal_quantile(level: float) -> float:
    """How many standard deviations hold the middle `level` of a normal distribution, e.g. 1.96 for 0.95."""
    return NormalDist().inv_cdf((1 + level) / 2)


def wilson(hits: float, n: int, level: float = LEVEL) -> Interval | None:
    """The score interval of a proportion (Wilson 1927, JASA 22:209), null where n is 0."""
    if n == 0:
        return None
    z2 = normal_quantile(level) ** 2
    share = hits / n
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    spread = math.sqrt(z2 * (share * (1 - share) / n + z2 / (4 * n * n))) / (1 + z2 / n)
    # Rounding may leave an end a hair inside the point at 0 and n hits.
    return Interval(max(0.0, min(middle - spread, share)), min(1.0, max(middle + spread, share)))


def rate_of(hits: int, n: int) -> Rate:
    """The share with its interval."""
    return Rate(n=n, hits=hits, rate=hits / n if n else None, interval=wilson(hits, n))


def beta_interval(alpha: float, beta: float, level: float = LEVEL) -> Interval:
    """The middle `level` of the beta distribution."""
    tail = (1 - level) / 2
    return Interval(beta_quantile(alpha, beta, tail), beta_quantile(alpha, beta, 1 - tail))


def beta_quantile(alpha: float, beta: float, share: float) -> float:
    """The x below which `share` of the beta distribution lies, to 1e-12.

    Newton's method on its density, kept between ends that hold the answer: six steps where halving took forty.
    """
    log_scale = math.lgamma(alpha + beta) - math.lgamma(alpha) - math.lgamma(beta)
    low, high, x = 0.0, 1.0, alpha / (alpha + beta)
    while high - low > 1e-12:
        excess = beta_share(alpha, beta, x) - share
        low, high = (low, x) if excess > 0 else (x, high)
        density = math.exp(log_scale + (alpha - 1) * math.log(x) + (beta - 1) * math.log1p(-x))
        following = x - excess / density if density > 0 else low
        if not low < following < high:
            following = (low + high) / 2
        if abs(following - x) <= 1e-13:
            return following
        x = following
    return (low + high) / 2


def beta_share(alpha: float, beta: float, x: float) -> float:
    """The share of the beta distribution below x: the regularised incomplete beta function (DLMF 8.17.22)."""
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    log_front = math.lgamma(alpha + beta) - math.lgamma(alpha) - math.lgamma(beta)
    front = math.exp(log_front + alpha * math.log(x) + beta * math.log1p(-x))
    # The fraction converges fast only on one side of the mean; the other is its mirror image.
    if x < (alpha + 1) / (alpha + beta + 2):
        return front * _fraction(alpha, beta, x) / alpha
    return 1 - front * _fraction(beta, alpha, 1 - x) / beta


def _fraction(a: float, b: float, x: float) -> float:
    """The continued fraction of DLMF 8.17.22 by Lentz's method; at most 1,000 terms, enough for a + b of 100,000."""
    tiny = 1e-300
    c, d = 1.0, 1 / _away(1 - (a + b) * x / (a + 1), tiny)
    total = d
    for m in range(1, 1000):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        before = total
        for term in (even, odd):
            d = 1 / _away(1 + term * d, tiny)
            c = _away(1 + term / c, tiny)
            total *= d * c
        if abs(total - before) <= 1e-15 * abs(total):
            break
    return total


def _away(value: float, tiny: float) -> float:
    return value if abs(value) > tiny else tiny

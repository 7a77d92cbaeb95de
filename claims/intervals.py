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

    Halley's method on its density, kept between ends that hold the answer; an approximation (Abramowitz and Stegun
    1964, 26.5.22) is so near that two steps are enough for most.
    """
    log_scale = math.lgamma(alpha + beta) - math.lgamma(alpha) - math.lgamma(beta)
    variance = alpha * beta / ((alpha + beta) ** 2 * (alpha + beta + 1))
    low, high, x = 0.0, 1.0, _near_quantile(alpha, beta, share)
    while high - low > 1e-12:
        excess = beta_share(alpha, beta, x) - share
        low, high = (low, x) if excess > 0 else (x, high)
        density = math.exp(log_scale + (alpha - 1) * math.log(x) + (beta - 1) * math.log1p(-x))
        newton = excess / density if density > 0 else 1.0
        bend = newton * ((alpha - 1) / x - (beta - 1) / (1 - x)) / 2
        following = x - newton / (1 - bend) if abs(bend) < 1 / 2 else x - newton
        if not low < following < high:
            following = (low + high) / 2
        elif abs(following - x) ** 3 <= max(1e-39, 1e-15 * min(variance, x * x, (1 - x) ** 2)):
            # What such a step leaves is far below 1e-12: it is as the third power over the scale on which it is bent.
            return following
        x = following
    return (low + high) / 2


def _near_quantile(alpha: float, beta: float, share: float) -> float:
    """About where the quantile lies; the mean where there is no approximation."""
    mean = alpha / (alpha + beta)
    if min(alpha, beta) <= 1:
        return mean
    z = -NormalDist().inv_cdf(share)
    one, other = 1 / (2 * alpha - 1), 1 / (2 * beta - 1)
    weight = (z * z - 3) / 6
    harmonic = 2 / (one + other)
    if harmonic + weight <= 0:
        return mean
    w = z * math.sqrt(harmonic + weight) / harmonic - (other - one) * (weight + 5 / 6 - 2 / (3 * harmonic))
    near = alpha / (alpha + beta * math.exp(2 * w)) if w < 300 else 0.0
    return near if 0 < near < 1 else mean


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
    c, d = 1.0, 1 / ((1 - (a + b) * x / (a + 1)) or tiny)
    total = d
    for m in range(1, 1000):
        twice = a + 2 * m
        even = m * (b - m) * x / ((twice - 1) * twice)
        odd = -(a + m) * (a + b + m) * x / (twice * (twice + 1))
        # Nothing is called in here: scorecards of five thousand speakers come by a million times.
        d = 1 / ((1 + even * d) or tiny)
        c = (1 + even / c) or tiny
        before = total
        total *= d * c
        d = 1 / ((1 + odd * d) or tiny)
        c = (1 + odd / c) or tiny
        total *= d * c
        if -1e-15 <= total / before - 1 <= 1e-15:
            break
    return total

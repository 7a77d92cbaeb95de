"""How well probabilities fit outcomes: Brier and log score, calibration bins, and the Murphy decomposition.

Forecasts are pairs (p, y): the probability that a claim as worded is true, and how far it was (0-1). The order of the
pairs never matters, to the last bit: sums are exact (`math.fsum`).
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

import msgspec

from claims.bootstrap import bootstrap_mean
from claims.intervals import Interval, wilson

Forecast = tuple[float, float]

BINS: Final = 10
"""Bins of equal width; a probability on an inner edge falls in the lower bin, as in scikit-learn's."""

LOG_CLIP: Final = 0.01
"""Probabilities are drawn in to [0.01, 0.99] before their logarithm is taken: one sure miss must not be infinite."""


class Bin(msgspec.Struct, frozen=True, kw_only=True):
    """The forecasts with `low` < p <= `high` (the first bin holds 0 too): how many, their mean p, and the share true.

    `interval` is Wilson's 95 % for that share.
    """

    low: float
    high: float
    n: int
    probability: float
    rate: float
    interval: Interval


class Calibration(msgspec.Struct, frozen=True, kw_only=True):
    """The bins that hold a forecast, sorted by `low`, and the expected calibration error: their gaps weighed by n."""

    bins: tuple[Bin, ...] = ()
    error: float | None = None


class Decomposition(msgspec.Struct, frozen=True, kw_only=True):
    """Brier = reliability - resolution + uncertainty (Murphy 1973, J. Appl. Meteor. 12:595), over distinct p.

    Uncertainty is the variance of y, so that the identity holds for outcomes in part as well.
    """

    reliability: float
    resolution: float
    uncertainty: float


def mean(values: Iterable[float]) -> float | None:
    """The mean, summed exactly; null of nothing."""
    listed = list(values)
    return math.fsum(listed) / len(listed) if listed else None


def brier(forecasts: Iterable[Forecast]) -> float | None:
    """The mean squared gap between p and y (Brier 1950): 0 is perfect, 0.25 is what p = 0.5 on everything gets."""
    return mean((p - y) ** 2 for p, y in forecasts)


def brier_interval(forecasts: Sequence[Forecast]) -> Interval | None:
    """The seeded bootstrap 95 % interval of the mean Brier score; null where all the claims score alike."""
    cells = Counter(forecasts)
    losses = [((p - y) ** 2, count) for (p, y), count in sorted(cells.items())]
    if len({round(loss, 12) for loss, _ in losses}) < 2:
        return None
    return bootstrap_mean(losses)


def log_score(forecasts: Iterable[Forecast]) -> float | None:
    """The mean of -log of the probability given to what came about (natural, clipped): p = 0.5 on all gets 0.69."""
    return mean(_log_loss(min(max(p, LOG_CLIP), 1 - LOG_CLIP), y) for p, y in forecasts)


def _log_loss(p: float, y: float) -> float:
    return -(y * math.log(p) + (1 - y) * math.log(1 - p))


def calibrate(forecasts: Iterable[Forecast]) -> Calibration:
    """The forecasts in bins, and their expected calibration error; empty and null of nothing."""
    filled: dict[int, list[Forecast]] = {}
    for p, y in forecasts:
        filled.setdefault(sum(edge / BINS < p for edge in range(1, BINS)), []).append((p, y))
    bins = tuple(_bin(place, filled[place]) for place in sorted(filled))
    n = sum(each.n for each in bins)
    error = math.fsum(each.n * abs(each.probability - each.rate) for each in bins) / n if n else None
    return Calibration(bins=bins, error=error)


def _bin(place: int, held: list[Forecast]) -> Bin:
    n = len(held)
    came_true = math.fsum(y for _, y in held)
    interval = wilson(came_true, n) or Interval(0.0, 1.0)
    return Bin(
        low=place / BINS,
        high=(place + 1) / BINS,
        n=n,
        probability=math.fsum(p for p, _ in held) / n,
        rate=came_true / n,
        interval=interval,
    )


def decompose(forecasts: Iterable[Forecast]) -> Decomposition | None:
    """The three parts of the mean Brier score; null of nothing."""
    levels: dict[float, list[float]] = {}
    for p, y in forecasts:
        levels.setdefault(p, []).append(y)
    everything = [y for ys in levels.values() for y in ys]
    n = len(everything)
    if not n:
        return None
    overall = math.fsum(everything) / n
    means = {p: (len(ys), math.fsum(ys) / len(ys)) for p, ys in levels.items()}
    return Decomposition(
        reliability=math.fsum(count * (p - level) ** 2 for p, (count, level) in means.items()) / n,
        resolution=math.fsum(count * (level - overall) ** 2 for count, level in means.values()) / n,
        uncertainty=math.fsum((y - overall) ** 2 for y in everything) / n,
    )

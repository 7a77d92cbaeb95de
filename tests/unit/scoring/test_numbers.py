"""Every statistic against a reference library, against hand-worked values, and as properties."""

import math
import random
import warnings
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from sklearn.calibration import calibration_curve
from sklearn.metrics import brier_score_loss, log_loss
from statsmodels.stats.proportion import proportion_confint

from claims.bootstrap import SplitMix, binomial, bootstrap_mean
from claims.calibration import brier, brier_interval, calibrate, decompose, log_score
from claims.intervals import beta_interval, beta_quantile, beta_share, rate_of, wilson

PROBABILITIES = st.floats(0, 1)
FORECASTS = st.lists(st.tuples(PROBABILITIES, st.one_of(st.sampled_from([0.0, 1.0]), PROBABILITIES)), min_size=1)
LEXICON = [0.97, 0.75, 0.40, 0.80, 0.93, 0.675, 0.05, 0.3]


def forecasts_of(seed: int, n: int = 400) -> list[tuple[float, float]]:
    """Seeded forecasts, half with the lexicons' few levels, with outcomes that follow them roughly."""
    draw = random.Random(seed)
    chances = [draw.choice(LEXICON) if draw.random() < 0.5 else draw.random() for _ in range(n)]
    return [(p, float(draw.random() < 0.8 * p + 0.1)) for p in chances]


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_is_statsmodels(counts: tuple[int, int]) -> None:
    """Wilson's interval is statsmodels', and holds the point."""
    hits, n = counts
    low, high = proportion_confint(hits, n, 0.05, "wilson")
    found = wilson(hits, n)

    assert found is not None
    assert (pytest.approx(low, abs=1e-12), pytest.approx(high, abs=1e-12)) == (found.low, found.high)
    assert 0 <= found.low <= hits / n <= found.high <= 1


def test_wilson_by_hand() -> None:
    """Worked by hand: 4 of 6 at 95 % is 30.0 % to 90.3 %, and nothing of nothing has no interval."""
    found = rate_of(4, 6)

    assert found.interval is not None
    assert (0.300, 0.903) == (round(found.interval.low, 3), round(found.interval.high, 3))
    assert (None, None) == (rate_of(0, 0).rate, rate_of(0, 0).interval)


@given(st.floats(0.5, 2000), st.floats(0.5, 2000), st.floats(0.0001, 0.9999))
def test_beta_is_scipys(alpha: float, beta: float, x: float) -> None:
    """The beta distribution is scipy's."""
    assert pytest.approx(stats.beta.cdf(x, alpha, beta), abs=1e-9) == beta_share(alpha, beta, x)
    assert pytest.approx(stats.beta.ppf(0.025, alpha, beta), abs=1e-8) == beta_quantile(alpha, beta, 0.025)


def test_beta_by_hand() -> None:
    """Uniform: the middle 95 % is 2.5 % to 97.5 %."""
    found = beta_interval(1, 1)

    assert (pytest.approx(0.025), pytest.approx(0.975)) == (found.low, found.high)


@pytest.mark.parametrize("seed", range(5))
def test_scores_are_scikit_learns(seed: int) -> None:
    """Brier and log score are scikit-learn's, the latter on probabilities drawn in to [0.01, 0.99]."""
    forecasts = forecasts_of(seed)
    p, y = zip(*forecasts, strict=True)

    assert pytest.approx(brier_score_loss(y, p), abs=1e-12) == brier(forecasts)
    assert pytest.approx(log_loss(y, np.clip(p, 0.01, 0.99)), abs=1e-12) == log_score(forecasts)


@pytest.mark.parametrize("seed", range(5))
def test_calibration_is_scikit_learns(seed: int) -> None:
    """The bins are scikit-learn's ten of equal width."""
    forecasts = forecasts_of(seed)
    p, y = zip(*forecasts, strict=True)
    true, said = calibration_curve(y, p, n_bins=10, strategy="uniform")
    found = calibrate(forecasts)

    assert pytest.approx(list(true)) == [each.rate for each in found.bins]
    assert pytest.approx(list(said)) == [each.probability for each in found.bins]
    for each in found.bins:
        low, high = proportion_confint(each.rate * each.n, each.n, 0.05, "wilson")
        assert (pytest.approx(low), pytest.approx(high)) == (each.interval.low, each.interval.high)


def test_numbers_by_hand() -> None:
    """Four claims at 0.75 of which three came true, two at 0.97 of which one did."""
    forecasts = [(0.75, 1.0)] * 3 + [(0.75, 0.0), (0.97, 1.0), (0.97, 0.0)]
    parts = decompose(forecasts)
    found = calibrate(forecasts)

    assert parts is not None
    # (3 * 0.0625 + 0.5625 + 0.0009 + 0.9409) / 6; the bins miss by 0 and 0.47, of weight 4 and 2.
    assert pytest.approx(1.6918 / 6) == brier(forecasts)
    assert pytest.approx(2 * 0.47**2 / 6) == parts.reliability
    assert pytest.approx((4 * (3 / 4 - 4 / 6) ** 2 + 2 * (1 / 2 - 4 / 6) ** 2) / 6) == parts.resolution
    assert pytest.approx(4 / 6 * 2 / 6) == parts.uncertainty
    assert pytest.approx(0.47 * 2 / 6) == found.error
    assert [(0.7, 4), (0.9, 2)] == [(each.low, each.n) for each in found.bins]


def test_log_score_is_clipped() -> None:
    """A sure miss costs no more than one at 99 %."""
    assert pytest.approx(-math.log(0.01)) == log_score([(1.0, 0.0)])


def test_nothing() -> None:
    """Of nothing nothing is known."""
    assert [None] * 4 == [brier([]), log_score([]), decompose([]), brier_interval([])]
    assert ((), None) == (calibrate([]).bins, calibrate([]).error)


@given(FORECASTS)
def test_decomposition_is_exact(forecasts: list[tuple[float, float]]) -> None:
    """Brier = reliability - resolution + uncertainty, outcomes in part included; all lie where they must."""
    score, parts = brier(forecasts), decompose(forecasts)

    assert score is not None
    assert parts is not None
    assert 0 <= score <= 1
    assert min(parts.reliability, parts.resolution, parts.uncertainty) >= 0
    assert parts.uncertainty <= 0.25 + 1e-12
    assert pytest.approx(parts.reliability - parts.resolution + parts.uncertainty, abs=1e-12) == score


@given(FORECASTS, st.randoms())
def test_order_does_not_matter(forecasts: list[tuple[float, float]], shuffle: random.Random) -> None:
    """Shuffled forecasts score the same, to the last bit."""
    mixed = list(forecasts)
    shuffle.shuffle(mixed)

    assert (brier(forecasts), log_score(forecasts)) == (brier(mixed), log_score(mixed))
    assert (calibrate(forecasts), decompose(forecasts)) == (calibrate(mixed), decompose(mixed))
    assert brier_interval(forecasts) == brier_interval(mixed)


@given(FORECASTS)
def test_intervals_hold_the_point(forecasts: list[tuple[float, float]]) -> None:
    """Every interval holds its estimate."""
    interval, score = brier_interval(forecasts), brier(forecasts)

    assert score is not None
    assert interval is None or 0 <= interval.low <= score <= interval.high <= 1
    for each in calibrate(forecasts).bins:
        assert each.interval.low <= each.rate <= each.interval.high
        assert each.low - 1e-9 <= each.probability <= each.high + 1e-9


@pytest.mark.parametrize(("n", "p"), [(1, 0.3), (20, 0.1), (40, 0.7), (500, 0.05), (2000, 0.5), (10_000, 0.9)])
def test_binomial_is_binomial(n: int, p: float) -> None:
    """Drawn numbers follow the binomial distribution: chi-squared over deciles, seeded."""
    draw = SplitMix(n)
    drawn = [binomial(draw, n, p) for _ in range(20_000)]
    edges = sorted({int(stats.binom.ppf(share / 10, n, p)) for share in range(1, 10)})
    counts = Counter(sum(value > edge for edge in edges) for value in drawn)
    expected = np.diff([0.0, *(stats.binom.cdf(edge, n, p) for edge in edges), 1.0]) * len(drawn)
    observed = [counts[place] for place in range(len(expected))]
    kept = [place for place, each in enumerate(expected) if each > 5]
    chi = sum((observed[place] - expected[place]) ** 2 / expected[place] for place in kept)

    assert set(drawn) <= set(range(n + 1))
    assert stats.chi2.sf(chi, max(1, len(kept) - 1)) > 1e-4


def test_uniform_numbers() -> None:
    """SplitMix64 from seed 0 starts as its authors' does: 0xE220A8397B1DCDAF."""
    assert (0xE220A8397B1DCDAF >> 11) * 2.0**-53 == SplitMix(0).uniform()


def test_bootstrap_is_scipys() -> None:
    """The multinomial bootstrap gives the interval that resampling the values one by one gives."""
    values = [0.0009] * 30 + [0.0625] * 45 + [0.5625] * 20 + [0.9409] * 5
    found = bootstrap_mean(sorted(Counter(values).items()))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = stats.bootstrap((values,), np.mean, method="percentile", n_resamples=20_000, rng=7)
    low, high = theirs.confidence_interval

    assert found is not None
    assert (pytest.approx(low, rel=0.06), pytest.approx(high, rel=0.06)) == (found.low, found.high)


def test_bootstrap_repeats_itself() -> None:
    """The same seed gives the same interval whatever the order, and cells that are all alike give none."""
    cells = [(0.0, 3), (0.5, 4), (1.0, 2)]

    assert bootstrap_mean(cells, 1) == bootstrap_mean(cells[::-1], 1)
    assert bootstrap_mean(cells, 1) is not None
    assert bootstrap_mean([(0.3, 12)]) is None


def test_bootstrap_is_pinned() -> None:
    """The interval of fixed cells is the same on every machine and in every version."""
    found = bootstrap_mean([(0.0009, 12), (0.0625, 7), (0.5625, 3), (0.9409, 2)])

    assert found is not None
    assert (0.065666666667, 0.289533333333) == (round(found.low, 12), round(found.high, 12))


@given(FORECASTS)
def test_negation_scores_alike(forecasts: list[tuple[float, float]]) -> None:
    """A forecast and that of the contrary with the outcome swapped have the same Brier score."""
    assert pytest.approx(brier(forecasts)) == brier([(1 - p, 1 - y) for p, y in forecasts])

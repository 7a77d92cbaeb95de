"""The speakers that test the scorer, and the leaderboard."""

from typing import Any

import msgspec
import pytest
from scipy import optimize, stats

from claims import selftest
from claims.intervals import beta_interval
from claims.leaderboard import Prior, estimate_prior, leaderboard
from claims.scorecard import Scorecard
from claims.scoring import score
from claims.selftest import self_tests
from tests.unit.scoring.build import TERMS, a_case


def card_of(name: str, hits: int, n: int, start: int = 0) -> Scorecard:
    """The scorecard of so many hits in n claims."""
    cases = [a_case(start + number, "yes" if number < hits else "no", speaker_id=name) for number in range(n)]
    return score(cases, name=name, terms=TERMS, speaker_id=name)


def test_self_tests_on_planted_data() -> None:
    """Of 40 claims with 30 hits: half has 0.25, base-rate 3/4 * 1/4 and no skill, half a skill of -1/3; no alarm."""
    half, coin, base = self_tests(card_of("a", 30, 40))

    assert (0.25, pytest.approx(-1 / 3), None) == (half.brier, half.skill, half.alarm)
    assert (pytest.approx(0.1875), pytest.approx(0), None) == (base.brier, base.skill, base.alarm)
    assert coin.alarm is None
    assert ["half", "coin", "base-rate"] == [half.name, coin.name, base.name]


def test_self_tests_take_outcomes_in_part_as_hits_or_misses() -> None:
    """Half is exactly 0.25 whatever is true in part."""
    cards = card_of("a", 3, 6)
    rows = tuple(msgspec.structs.replace(row, nominal=0.6) for row in cards.claims)

    assert 0.25 == self_tests(msgspec.structs.replace(cards, claims=rows))[0].brier


def test_self_tests_of_nothing() -> None:
    """Without claims nothing is tested and nothing alarms."""
    assert [(0, None)] * 3 == [(test.n, test.alarm) for test in self_tests(card_of("a", 0, 0))]


def test_where_all_ended_alike() -> None:
    """Base-rate has no skill to speak of where every claim came true."""
    half, _, base = self_tests(card_of("a", 6, 6))

    assert (None, None, 0.0, None) == (half.skill, half.alarm, base.brier, base.skill)


def test_alarm_of_a_broken_score(monkeypatch: pytest.MonkeyPatch) -> None:
    """A scorer that is off by a thousandth sets off the alarms."""
    sound = selftest.score_rows

    def broken(*args: Any) -> Any:
        found = sound(*args)
        return msgspec.structs.replace(found, brier=(found.brier or 0) + 0.001)

    monkeypatch.setattr(selftest, "score_rows", broken)
    half, _, base = self_tests(card_of("a", 30, 40))

    assert half.alarm
    assert base.alarm


def test_alarm_of_a_rigged_coin(monkeypatch: pytest.MonkeyPatch) -> None:
    """A coin that knows the outcome sets off its alarm, and from 16 claims on only."""
    monkeypatch.setattr(selftest, "_heads", lambda _: True)

    assert [None, True] == [self_tests(card_of("a", n, n))[1].alarm and True for n in (15, 16)]


def test_coin_seldom_alarms() -> None:
    """Over 300 sets of claims, the coin is silent."""
    assert not [start for start in range(300) if self_tests(card_of("a", 20, 40, start * 100))[1].alarm]


def test_floors() -> None:
    """Listed from 5, ranked from 20; ties stand by name, those only listed too."""
    counts = {"Zoe": (15, 20), "Abe": (15, 20), "Bea": (20, 25), "Cy": (5, 5), "Bo": (0, 19), "Di": (4, 4)}
    board = leaderboard([card_of(name, *count) for name, count in counts.items()])

    assert [("Bea", 1), ("Abe", 2), ("Zoe", 3), ("Bo", None), ("Cy", None)] == [
        (each.name, each.rank) for each in board.standings
    ]
    assert 1 == board.unlisted
    assert board == leaderboard([card_of(name, *counts[name]) for name in reversed(counts)])


def test_shrinking() -> None:
    """A rate is drawn towards the prior, the more the fewer claims there are; the interval is the beta's."""
    board = leaderboard([card_of(f"s{n}", n * 3 // 4, n) for n in (20, 40)] + [card_of("t", 20, 60)])
    prior = board.prior

    for each in board.standings:
        assert min(prior.mean, each.hit_rate.rate or 0) <= each.shrunken <= max(prior.mean, each.hit_rate.rate or 0)
        assert each.interval.low < each.shrunken < each.interval.high
    first = next(each for each in board.standings if each.name == "s20")
    expected = beta_interval(prior.alpha + 15, prior.beta + 5)

    assert pytest.approx((expected.low, expected.high), abs=1e-12) == (first.interval.low, first.interval.high)
    assert pytest.approx((prior.alpha + 15) / (prior.alpha + prior.beta + 20)) == first.shrunken


@pytest.mark.parametrize("counts", [[], [(3, 10)], [(3, 10), (5, 10)], [(5, 5)] * 4, [(0, 5)] * 4])
def test_prior_of_too_few(counts: list[tuple[float, int]]) -> None:
    """Of fewer than three speakers, or where all ended alike, the prior is uniform and says so."""
    assert Prior(alpha=1.0, beta=1.0, speakers=0) == estimate_prior(counts)


@pytest.mark.parametrize(
    "counts", [[(2, 10), (9, 10), (5, 10), (30, 40)], [(12, 25), (14, 25), (34, 60), (17, 25), (1, 3)]]
)
def test_prior_is_the_likeliest(counts: list[tuple[float, int]]) -> None:
    """The prior's weight is the likeliest by scipy's beta-binomial and its optimiser, to a step of the grid."""
    rate = sum(hits for hits, _ in counts) / sum(n for _, n in counts)

    def unlikely(log_weight: float) -> float:
        weight = 2.718281828459045**log_weight
        chances = [stats.betabinom.logpmf(hits, n, rate * weight, (1 - rate) * weight) for hits, n in counts]
        return -sum(chances) + log_weight / 2

    best = optimize.minimize_scalar(unlikely, bounds=(0, 6.8), method="bounded")
    prior = estimate_prior(counts)

    assert pytest.approx(2.718281828459045**best.x, rel=0.1) == prior.alpha + prior.beta
    assert (pytest.approx(rate), len(counts)) == (prior.mean, prior.speakers)

"""The hit rate over time."""

from datetime import date

from claims.scoring import score
from claims.trend import PeriodRate, Trend, hit_rate_over_time
from tests.unit.scoring.build import TERMS, a_case


def trend_of(*made: tuple[str, str]) -> Trend:
    """The trend of claims made on these days that ended so."""
    cases = [a_case(number, happened, made_at=day) for number, (day, happened) in enumerate(made)]  # type: ignore[arg-type]
    return hit_rate_over_time(score(cases, name="Mira Halvorsen", terms=TERMS).claims, "nominal")


def counts(trend: Trend) -> list[tuple[str, int, int]]:
    """Label, hits and n of each period."""
    return [(each.label, each.rate.hits, each.rate.n) for each in trend.periods]


def test_nothing_scored() -> None:
    """Without a scored claim there is no period."""
    assert Trend(length="month") == trend_of()


def test_months() -> None:
    """Up to twelve months are shown month by month, those without a claim among them."""
    trend = trend_of(("2025-11-30", "yes"), ("2026-01-01", "no"), ("2026-01-31", "yes"))

    assert [("2025-11", 1, 1), ("2025-12", 0, 0), ("2026-01", 1, 2)] == counts(trend)


def test_quarters() -> None:
    """Thirteen months are shown by quarter, from the quarter of the first claim on."""
    trend = trend_of(("2025-02-10", "yes"), ("2026-02-10", "no"))

    assert ("quarter", date(2025, 1, 1)) == (trend.length, trend.periods[0].first_day)
    assert [("2025 Q1", 1, 1), ("2025 Q2", 0, 0), ("2025 Q3", 0, 0), ("2025 Q4", 0, 0), ("2026 Q1", 0, 1)] == counts(
        trend
    )


def test_years() -> None:
    """More than twelve quarters are shown by year."""
    trend = trend_of(("2022-12-31", "yes"), ("2026-01-01", "no"))

    assert [("2022", 1, 1), ("2023", 0, 0), ("2024", 0, 0), ("2025", 0, 0), ("2026", 0, 1)] == counts(trend)


def test_intervals_contain_the_rate() -> None:
    """Every period with a claim has Wilson's interval around its rate."""
    trend = trend_of(("2026-01-01", "yes"), ("2026-01-02", "no"), ("2026-01-03", "no"))
    (period,) = trend.periods

    assert isinstance(period, PeriodRate)
    assert period.rate.interval
    assert period.rate.rate
    assert period.rate.interval.low < period.rate.rate < period.rate.interval.high

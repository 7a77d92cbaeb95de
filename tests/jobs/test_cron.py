"""Schedules: fields, zones, and the days on which clocks change."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.moment import MomentError
from jobs.cron import CronError, last_run, next_run, read_cron


def at(text: str) -> datetime:
    """The instant (UTC)."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("cron", "zone", "after", "expected"),
    [
        ("0 8 * * mon", "UTC", "2025-11-22T10:00", "2025-11-24T08:00"),
        ("0 8 * * 1", "UTC", "2025-11-24T08:00", "2025-12-01T08:00"),
        ("0 8 * * 0", "UTC", "2025-11-22T10:00", "2025-11-23T08:00"),
        ("0 8 * * 7", "UTC", "2025-11-22T10:00", "2025-11-23T08:00"),
        ("*/15 * * * *", "UTC", "2025-11-22T10:00", "2025-11-22T10:15"),
        ("* * * * *", "UTC", "2025-11-22T10:00:30", "2025-11-22T10:01"),
        ("30 6 1 jan,jul *", "UTC", "2025-11-22T10:00", "2026-01-01T06:30"),
        ("0 9-17/4 * * mon-fri", "UTC", "2025-11-21T14:00", "2025-11-21T17:00"),
        ("0 0 29 2 *", "UTC", "2025-11-22T10:00", "2028-02-29T00:00"),
        ("0 0 29 2 *", "UTC", "2096-03-01T00:00", "2104-02-29T00:00"),
        ("0 12 13 * fri", "UTC", "2025-11-22T10:00", "2025-11-28T12:00"),
        ("0 12 13 * fri", "UTC", "2025-12-12T12:00", "2025-12-13T12:00"),
        ("0 8 * * *", "Europe/Kyiv", "2025-11-22T06:00", "2025-11-23T06:00"),
        ("0 8 * * *", "+03:00", "2025-11-22T04:59", "2025-11-22T05:00"),
        ("20 30 6 * * *", "UTC", "2025-11-22T06:30:19", "2025-11-22T06:30:20"),
        ("15 * * * * *", "UTC", "2025-11-22T10:00:15", "2025-11-22T10:01:15"),
        ("5/20 3 * * *", "UTC", "2025-11-22T03:05", "2025-11-22T03:25"),
    ],
)
def test_the_next_run(cron: str, zone: str, after: str, expected: str) -> None:
    """Hand-worked: the first time later than the given one that fits the fields in the zone."""
    assert at(expected) == next_run(read_cron(cron, zone), at(after))


def _runs(cron: str, zone: str, first: str, last: str) -> list[datetime]:
    schedule, now, runs = read_cron(cron, zone), at(first), []
    while (now := next_run(schedule, now)) < at(last):
        runs.append(now)
    return runs


def test_a_skipped_hour_skips_no_daily_run() -> None:
    """On the night when 02:30 does not exist in Berlin the daily run of 02:30 happens once."""
    runs = _runs("30 2 * * *", "Europe/Berlin", "2026-03-28T12:00", "2026-03-30T12:00")

    assert [at("2026-03-29T01:30"), at("2026-03-30T00:30")] == runs


def test_a_repeated_hour_doubles_no_daily_run() -> None:
    """On the night when 02:30 comes twice in Berlin the daily run of 02:30 happens once."""
    runs = _runs("30 2 * * *", "Europe/Berlin", "2026-10-24T12:00", "2026-10-26T12:00")

    assert [at("2026-10-25T00:30"), at("2026-10-26T01:30")] == runs


def test_an_hourly_run_goes_by_the_hours_that_pass() -> None:
    """Across both changes of the clocks an hourly run comes every 60 minutes."""
    for first, last in (("2026-03-28T22:30", "2026-03-29T04:30"), ("2026-10-24T22:30", "2026-10-25T04:30")):
        assert 6 == len(_runs("0 * * * *", "Europe/Berlin", first, last))


@pytest.mark.parametrize(
    "cron",
    [
        "",
        "* * * *",
        "* * * * * *",
        "60 0 * * * *",
        "* * * * * * *",
        "60 * * * *",
        "* 24 * * *",
        "0 0 0 * *",
        "0 0 * 13 *",
        "a * * * *",
    ],
)
def test_a_bad_schedule_is_refused(cron: str) -> None:
    """Too few or too many fields, numbers out of range and unknown words are named."""
    with pytest.raises(CronError):
        read_cron(cron, "UTC")


@pytest.mark.parametrize(
    "cron", ["5-1 * * * *", "*/0 * * * *", "1,,2 * * * *", "-1 * * * *", "0 0 * * ٣", "0/ * * * *"]
)
def test_a_malformed_field_is_refused(cron: str) -> None:
    """Backward ranges, steps of nothing, empty items and other scripts' digits are named."""
    with pytest.raises(CronError):
        read_cron(cron, "UTC")


def test_a_day_that_never_comes_is_refused() -> None:
    """30 February is not waited for."""
    with pytest.raises(CronError, match="never comes"):
        next_run(read_cron("0 0 30 2 *", "UTC"), at("2025-11-22T10:00"))


def test_an_unknown_zone_is_refused() -> None:
    """A schedule needs a zone that exists."""
    with pytest.raises(MomentError, match="not a time zone"):
        read_cron("* * * * *", "Mars/Base")


@given(
    cron=st.sampled_from(["0 8 * * mon", "30 2 * * *", "*/7 1-3 * * *", "0 0 1 * *", "15 * * * 5"]),
    zone=st.sampled_from(["UTC", "Europe/Berlin", "America/St_Johns", "Pacific/Apia", "Australia/Lord_Howe"]),
    now=st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - given zones
)
def test_the_last_run_and_the_next_lie_around_now(cron: str, zone: str, now: datetime) -> None:
    """No run lies between the last and the next, and each leads to the other."""
    schedule = read_cron(cron, zone)
    before, after = last_run(schedule, now), next_run(schedule, now)

    assert before <= now < after
    assert after == next_run(schedule, before)
    assert before == last_run(schedule, before)

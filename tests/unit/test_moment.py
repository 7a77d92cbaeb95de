"""Dates and instants as they come in."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.moment import Moment, MomentError, day_start, read_moment, zone_info


@pytest.mark.parametrize(
    ("text", "zone", "expected"),
    [
        ("2025-11-22", None, Moment(date(2025, 11, 22), None, "UTC")),
        ("2025-11-22", "Europe/Kyiv", Moment(date(2025, 11, 22), None, "Europe/Kyiv")),
        ("2025-11-22T10:00:00Z", None, Moment(date(2025, 11, 22), datetime(2025, 11, 22, 10, tzinfo=UTC), "UTC")),
        (
            "2025-11-22T23:30:00+03:00",
            None,
            Moment(date(2025, 11, 22), datetime(2025, 11, 22, 20, 30, tzinfo=UTC), "+03:00"),
        ),
        (
            "2025-11-22T23:30:00Z",
            "Europe/Kyiv",
            Moment(date(2025, 11, 23), datetime(2025, 11, 22, 23, 30, tzinfo=UTC), "Europe/Kyiv"),
        ),
        ("1989-02-28T00:00:00-00:00", None, Moment(date(1989, 2, 28), datetime(1989, 2, 28, tzinfo=UTC), "UTC")),
    ],
)
def test_reads(text: str, zone: str | None, expected: Moment) -> None:
    """A date lies in the zone given; an instant's day is the one in the zone given, else in its own offset."""
    assert expected == read_moment(text, zone)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "2025-02-30",
        "22.11.2025",
        "2025-11-22T10:00:00",
        "2025-11",
        "2025-11-22 ",
        "2025-1-2",
        "٢٠٢٥-١١-٢٢",
    ],
)
def test_refuses_what_is_no_date(text: str) -> None:
    """What is not an RFC 3339 date or instant is refused with the text and an example."""
    with pytest.raises(MomentError, match="is not a date; give one such as"):
        read_moment(text)


@pytest.mark.parametrize("text", ["1899-12-31", "2201-01-01", "0001-01-01", "9999-12-31T23:59:59-23:00"])
def test_refuses_years_out_of_range(text: str) -> None:
    """Years outside 1900 to 2200 are refused, also where the instant itself cannot be converted."""
    with pytest.raises(MomentError):
        read_moment(text)


@pytest.mark.parametrize("zone", ["Mars/Base", "", "../etc/passwd", "+25:00", "+03:75", "Europe", "\0", "a" * 5000])
def test_refuses_unknown_zones(zone: str) -> None:
    """A zone that does not exist is refused, whatever the text."""
    with pytest.raises(MomentError, match="is not a"):
        zone_info(zone)


def test_day_starts_at_local_midnight() -> None:
    """A day begins at midnight of its zone: two or three hours before UTC in Kyiv."""
    expected = [datetime(2025, 7, 1, 21, tzinfo=UTC), datetime(2025, 11, 21, 22, tzinfo=UTC)]

    assert expected == [day_start(date(2025, 7, 2), "Europe/Kyiv"), day_start(date(2025, 11, 22), "Europe/Kyiv")]


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    """No text makes anything but a moment or a MomentError."""
    try:
        moment = read_moment(text)
    except MomentError:
        return
    assert 1900 <= moment.day.year <= 2200

"""The three readings, instants, and what a claim keeps, on hand-worked tables."""

from datetime import UTC, date, datetime

import pytest

from claims.horizon.find import TimedSentence, find_dates, find_horizons
from claims.horizon.keep import KeptWindow, keep_for_claim
from claims.model import HorizonReading
from claims.moment import Moment, read_moment


def _read(phrase: str, made: str = "2025-11-22", country: str | None = None) -> HorizonReading:
    readings = find_horizons(f"The bridge will reopen {phrase}, the mayor said.", read_moment(made), country=country)
    assert len(readings) == 1, [each.phrase for each in readings]
    return readings[0]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


@pytest.mark.parametrize(
    ("phrase", "strict", "nominal", "lenient"),
    [
        ("one or two days, no more", "2025-11-23", "2025-11-24", "2025-11-24"),
        ("in two to three weeks", "2025-12-06", "2025-12-13", "2025-12-16"),
        ("within ten days", "2025-12-02", "2025-12-02", "2025-12-02"),
        ("in two weeks", "2025-12-06", "2025-12-06", "2025-12-09"),
        ("by Friday", "2025-11-28", "2025-11-28", "2025-11-28"),
        ("by March", "2026-02-28", "2026-03-31", "2026-04-10"),
        ("by the end of the year", "2025-12-31", "2025-12-31", "2025-12-31"),
        ("by 2030", "2029-12-31", "2030-12-31", "2031-03-31"),
        ("before Christmas", "2025-12-24", "2025-12-24", "2025-12-24"),
        ("next month", "2025-12-31", "2025-12-31", "2026-01-10"),
        ("next spring", "2026-05-31", "2026-05-31", "2026-06-30"),
        ("in the first quarter", "2026-03-31", "2026-03-31", "2026-04-30"),
        ("in early June", "2026-06-10", "2026-06-10", "2026-06-20"),
        ("this decade", "2029-12-31", "2029-12-31", "2030-12-31"),
        ("in about six months", "2026-05-22", "2026-05-22", "2026-06-11"),
        ("no later than 15 January", "2026-01-15", "2026-01-15", "2026-01-15"),
        ("soon", "2025-12-07", "2025-12-22", "2026-01-21"),
        ("in the coming weeks", "2025-12-13", "2026-01-03", "2026-02-14"),
        ("not before 2028", None, None, None),
        ("by November", "2025-11-30", "2025-11-30", "2025-12-10"),
        ("at most two weeks", "2025-12-06", "2025-12-06", "2025-12-06"),
        ("on Friday", "2025-11-28", "2025-11-28", "2025-11-29"),
        ("in roughly two weeks", "2025-12-06", "2025-12-06", "2025-12-12"),
        ("until Friday", "2025-11-28", "2025-11-28", "2025-11-29"),
        ("three years from now", "2027-05-24", "2028-11-22", "2031-11-23"),
        ("in 2027", "2027-12-31", "2027-12-31", "2028-03-31"),
        ("by noon on Friday", "2025-11-28", "2025-11-28", "2025-11-28"),
        ("in 36 hours", "2025-11-24", "2025-11-24", "2025-11-25"),
    ],
)
def test_three_readings(phrase: str, strict: str | None, nominal: str | None, lenient: str | None) -> None:
    """Strict, nominal and lenient ends are those of the conventions."""
    reading = _read(phrase)

    ends = (reading.strict_latest, reading.latest or reading.default_latest, reading.lenient_latest)
    assert (strict, nominal, lenient) == tuple(_iso(day) for day in ends)


@pytest.mark.parametrize(
    ("phrase", "shape"),
    [
        ("by Friday", "by"),
        ("within a week", "by"),
        ("soon", "by"),
        ("on Friday", "during"),
        ("next month", "during"),
        ("until Friday", "throughout"),
        ("for two weeks", "throughout"),
        ("for the rest of the year", "throughout"),
        ("not before Friday", "not_before"),
        ("after Friday", "not_before"),
        ("for at least two weeks", "at_least"),
        ("until at least June", "at_least"),
        ("eventually", "undated"),
        ("when the ice melts", "undated"),
    ],
)
def test_shapes(phrase: str, shape: str) -> None:
    """The shape says how the window is to be judged."""
    assert shape == _read(phrase).shape


@pytest.mark.parametrize(
    ("phrase", "made", "opens", "closes"),
    [
        ("in six hours", "2025-11-22T20:30:00Z", None, "2025-11-23T02:30:00"),
        ("within 48 hours", "2025-11-22T18:30:00+03:00", None, "2025-11-24T15:30:00"),
        ("in 90 minutes", "2025-11-22T10:00:00Z", None, "2025-11-22T11:30:00"),
        ("by midnight", "2025-11-22", None, "2025-11-23T00:00:00"),
        ("by midnight on Sunday", "2025-11-22T09:00:00+02:00", None, "2025-11-23T22:00:00"),
        ("by 11:59 p.m. EST on Tuesday", "2025-11-22", None, "2025-11-26T04:59:00"),
        ("at 0600 UTC tomorrow", "2025-11-22", "2025-11-23T06:00:00", "2025-11-23T06:01:00"),
        ("at 10 a.m. Moscow time on Monday", "2025-11-22", "2025-11-24T07:00:00", "2025-11-24T07:01:00"),
        ("between 9 a.m. and 5 p.m. on Monday", "2025-11-22", "2025-11-24T09:00:00", "2025-11-24T17:00:00"),
        ("before noon on Monday", "2025-11-22", None, "2025-11-24T12:00:00"),
    ],
)
def test_instants(phrase: str, made: str, opens: str | None, closes: str | None) -> None:
    """Hours with a known clock, and clocks that are stated, give instants in UTC; the end is exclusive."""
    reading = _read(phrase, made)

    expected = tuple(datetime.fromisoformat(at).replace(tzinfo=UTC) if at else None for at in (opens, closes))
    assert expected == (reading.earliest_at, reading.deadline_at)


@pytest.mark.parametrize(
    ("phrase", "negated", "earliest", "latest"),
    [
        ("within 30 days", False, None, "2025-12-22"),
        ("by the end of June", False, None, "2026-06-30"),
        ("on Friday", False, "2025-11-28", "2025-11-28"),
        ("this year", False, "2025-11-22", "2025-12-31"),
        ("in two to three weeks", False, "2025-12-06", "2025-12-13"),
        ("in two weeks", False, None, "2025-12-06"),
        ("for six weeks", True, None, "2026-01-03"),
        ("until Friday", False, None, "2025-11-28"),
        ("for the rest of the year", False, None, "2025-12-31"),
        ("soon", False, None, None),
        ("within a few weeks", False, None, None),
        ("three years from now", False, "2028-11-22", "2028-11-22"),
        ("before December", True, None, "2025-11-30"),
        ("as early as Monday", False, "2025-11-24", None),
        ("for at least two weeks", False, None, None),
        ("until at least May", False, None, None),
        ("after Monday", False, "2025-11-25", None),
        ("from 1 January", False, "2026-01-01", "2026-01-01"),
        ("when the ice melts", False, None, None),
    ],
)
def test_claim_keeps(phrase: str, negated: bool, earliest: str | None, latest: str | None) -> None:
    """A claim keeps the days of a phrase as "Phrase and claim" says."""
    kept = keep_for_claim(_read(phrase), negated=negated)

    assert (earliest, latest) == (_iso(kept.earliest), _iso(kept.latest))


def _until_june(negated: bool) -> KeptWindow:
    (reading,) = find_horizons("The pool will not open until June.", read_moment("2026-03-11"))
    return keep_for_claim(reading, negated=negated)


def test_not_until_affirmed_is_about_the_period() -> None:
    """Said of what will happen, "not until June" means in June."""
    kept = _until_june(negated=False)

    assert (kept.earliest, kept.latest, kept.shape) == (date(2026, 6, 1), date(2026, 6, 30), "during")


def test_not_until_negated_ends_when_the_period_begins() -> None:
    """Said of what will not happen, "not until June" can be judged when June begins."""
    kept = _until_june(negated=True)

    assert (kept.earliest, kept.latest, kept.shape) == (None, date(2026, 5, 31), "by")


def test_vague_claim_keeps_its_default_apart() -> None:
    """The default bound stays a default, with its own strict and lenient ends."""
    kept = keep_for_claim(_read("soon"), negated=False)

    assert (kept.default_latest, kept.strict_latest, kept.lenient_latest) == (
        date(2025, 12, 22),
        date(2025, 12, 7),
        date(2026, 1, 21),
    )


@pytest.mark.parametrize(
    ("phrase", "begins"),
    [("for at least two weeks", "2025-12-06"), ("not before June", "2026-06-01"), ("by Friday", None)],
)
def test_begins(phrase: str, begins: str | None) -> None:
    """Only at_least and not_before claims say when they can first be judged."""
    assert begins == _iso(keep_for_claim(_read(phrase), negated=False).begins)


@pytest.mark.parametrize(
    ("sentence", "country", "latest"),
    [
        ("It will be done by 03/04/2027.", "GB", "2027-04-03"),
        ("It will be done by 03/04/2027.", "US", "2027-03-04"),
        ("It will be done by 03/04/2027.", None, "2027-03-04"),
        ("It will be done by 03/04/2027, the London office said.", None, "2027-04-03"),
        ("It will be done by 25/12/2026.", "US", "2026-12-25"),
        ("It will be done by 12/25/2026.", "GB", "2026-12-25"),
    ],
)
def test_date_order_follows_the_country(sentence: str, country: str | None, latest: str) -> None:
    """Figures are day first but for the publishers that write the month first; a field over 12 settles it."""
    (reading,) = find_horizons(sentence, read_moment("2026-03-11"), country=country)

    assert latest == _iso(reading.latest)


def test_anchor_of_the_text() -> None:
    """The following day counts from the last date of the text; without any it is open."""
    made = read_moment("2026-03-11")
    (anchored,) = find_horizons("They will meet two days later.", made, anchor=date(2026, 4, 1))
    (open_,) = find_horizons("They will meet two days later.", made)

    assert (anchored.earliest, anchored.latest) == (date(2026, 4, 3), date(2026, 4, 3))
    assert (open_.latest, open_.openness) == (None, "open")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("On November 21 he resigned.", ("2025-11-21", "2025-11-21")),
        ("In 2014 he resigned.", ("2014-01-01", "2014-12-31")),
        ("He resigned yesterday.", ("2025-11-21", "2025-11-21")),
        ("He resigned last week.", ("2025-11-10", "2025-11-16")),
        ("He resigned on Thursday.", ("2025-11-20", "2025-11-20")),
        ("He resigned three days ago.", ("2025-11-19", "2025-11-19")),
        ("He resigned in March.", ("2025-03-01", "2025-03-31")),
        ("He resigned on 3 March 1995.", ("1995-03-03", "1995-03-03")),
        ("He resigned two years ago.", ("2023-11-22", "2023-11-22")),
    ],
)
def test_plain_dates(sentence: str, expected: tuple[str, str]) -> None:
    """Plain dates are read backwards from the day of the statement."""
    (mention,) = find_dates(sentence, read_moment("2025-11-22"))

    assert expected == (mention.earliest.isoformat(), mention.latest.isoformat())


def test_plain_dates_ahead() -> None:
    """With `past` false a bare weekday is the next one."""
    (mention,) = find_dates("It opens on Thursday.", read_moment("2025-11-22"), past=False)

    assert date(2025, 11, 27) == mention.earliest


def test_plain_dates_hang_on_others() -> None:
    """Two days later counts from the date before it, the following day from the text's last date."""
    made = read_moment("2025-11-22")
    first, second = find_dates("He spoke on November 3 and left two days later.", made)
    (following,) = find_dates("The following day he left.", made, anchor=date(2025, 11, 3))

    assert (first.earliest, second.earliest) == (date(2025, 11, 3), date(2025, 11, 5))
    assert date(2025, 11, 4) == following.earliest


@pytest.mark.parametrize(
    ("sentence", "phrase"),
    [
        ("Work will begin in 2027.", "in 2027"),
        ("Trials will start in May 2026, officials said.", "in May 2026"),
        ("The strike will end this week.", "this week"),
        ("They will stay on until Saturday night.", "until Saturday night"),
        ("He will sing again on Sunday.", "on Sunday"),
        ("It is put off until June.", "until June"),
        ("It opens at 9 a.m. on Friday.", "at 9 a.m. on Friday"),
        ("It opens on Friday at 9 a.m.", "on Friday at 9 a.m."),
        ("It ends by Dec.", "by Dec"),
    ],
)
def test_phrase_holds_no_verb_and_no_stop(sentence: str, phrase: str) -> None:
    """The words of a phrase begin with its preposition and end before the punctuation."""
    assert [phrase] == [reading.phrase for reading in find_horizons(sentence, Moment(date(2026, 3, 11)))]


def test_sentence_is_read_once_for_both() -> None:
    """One TimedSentence gives the same horizons and dates as the two calls, whichever is asked first."""
    sentence = "She won on Monday and will be sworn in on Thursday, two days after the vote on 9 March."
    made = Moment(date(2026, 3, 11))
    timing = TimedSentence(sentence, made)

    assert find_dates(sentence, made) == timing.dates()
    assert find_horizons(sentence, made) == timing.horizons()
    assert find_dates(sentence, made, past=False) == timing.dates(past=False)
    assert find_horizons(sentence, Moment(date(2026, 3, 4))) == timing.horizons(Moment(date(2026, 3, 4)))
    assert find_dates(sentence, made) == timing.dates()


@pytest.mark.parametrize(
    ("day", "first"),
    [
        (date(2033, 1, 2), date(2033, 1, 2)),
        (date(2033, 1, 3), date(2033, 12, 23)),
        (date(2039, 1, 6), date(2039, 12, 26)),
    ],
)
def test_feast_falls_twice_in_a_year(day: date, first: date) -> None:
    """The second feast of a calendar year is found when the first is over."""
    name = "Eid al-Fitr" if day.year == 2033 else "Eid al-Adha"

    assert first == find_horizons(f"It will be shut on {name}.", Moment(day))[0].earliest

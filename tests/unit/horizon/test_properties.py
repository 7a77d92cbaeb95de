"""What holds for any text and any day: offsets, order of the three readings, no exception, time linear in length."""

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.horizon.en.grammar import DATE_STAGES, PHRASES
from claims.horizon.find import find_dates, find_horizons
from claims.horizon.keep import keep_for_claim
from claims.horizon.patterns import CATEGORIES, Rule
from claims.moment import Moment
from tests.pace import undisturbed_seconds

RULES = [each for stage in (*DATE_STAGES, PHRASES) for each in stage.rules]
WORDS = [
    "by",
    "before",
    "until",
    "within",
    "in",
    "on",
    "at",
    "for",
    "not",
    "no",
    "later",
    "than",
    "the",
    "end",
    "of",
    "next",
    "this",
    "last",
    "two",
    "three",
    "12",
    "30",
    "days",
    "weeks",
    "months",
    "years",
    "day",
    "week",
    "month",
    "year",
    "May",
    "June",
    "December",
    "Friday",
    "Monday",
    "2027",
    "2030",
    "early",
    "mid",
    "late",
    "-",
    "and",
    "or",
    "to",
    "between",
    "from",
    "now",
    "after",
    "since",
    "ago",
    "about",
    "a",
    "an",
    "half",
    "quarter",
    "first",
    "second",
    "spring",
    "winter",
    "Easter",
    "Christmas",
    "noon",
    "midnight",
    "10:30",
    "p.m.",
    "GMT",
    "soon",
    "few",
    "several",
    "coming",
    "rest",
    "least",
    "most",
    "earliest",
    "latest",
    "Q3",
    "fiscal",
    "FY2027",
    "decade",
    "century",
    "29",
    "February",
    "31",
    ",",
    ".",
    "tomorrow",
]
LENGTH = 100_000

days = st.dates(min_value=date(1900, 1, 1), max_value=date(2200, 12, 31))
phrases = st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(" ".join)
countries = st.sampled_from([None, "US", "GB", "AU", "IN", "JP", "CA", "ZZ"])


@settings(max_examples=600, deadline=None)
@given(sentence=st.one_of(phrases, st.text(max_size=80)), day=days, country=countries)
def test_any_text_is_read_in_order(sentence: str, day: date, country: str | None) -> None:
    """Readings slice the sentence, do not overlap, end in the order strict, nominal, lenient, and can be kept."""
    readings = find_horizons(sentence, Moment(day), country=country)

    done = 0
    for reading in readings:
        assert sentence[reading.start : reading.end] == reading.phrase
        assert reading.start >= done
        done = reading.end
        nominal = reading.latest or reading.default_latest
        ends = [reading.strict_latest, nominal, reading.lenient_latest]
        dated = [end for end in ends if end]
        assert len(dated) in {0, 3}
        assert dated == sorted(dated)
        if nominal and reading.earliest:
            assert reading.earliest <= nominal
        for negated in (False, True):
            keep_for_claim(reading, negated=negated)


@settings(max_examples=200, deadline=None)
@given(sentence=st.one_of(phrases, st.text(max_size=80)), day=days)
def test_any_text_has_its_dates(sentence: str, day: date) -> None:
    """Plain dates are found in any text, with their ends in order."""
    for mention in find_dates(sentence, Moment(day)):
        assert 0 <= mention.start < mention.end <= len(sentence)
        assert mention.earliest <= mention.latest


@pytest.mark.usefixtures("no_collector")
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_rule_is_quick_on_anything(rule: Rule) -> None:
    """A hundred thousand of any of a rule's own characters take it well under a second."""
    letters = sorted(set().union(rule.keys, *rule.also, CATEGORIES["p"], {"w", "D", "U"}))[:12]
    unit = "".join(letters)
    for text in (unit[0] * LENGTH, (unit * (LENGTH // len(unit) + 1))[:LENGTH], "w" * LENGTH):
        assert undisturbed_seconds(lambda text=text: list(re.finditer(rule.expression, text))) < 1


@pytest.mark.usefixtures("no_collector")
@pytest.mark.parametrize(
    "unit",
    [
        "by the end of ",
        "2 1/2 ",
        "- ",
        "(",
        "1,000,000",
        "within 90 days of the ",
        "when the ",
        "May ",
        "1:1:1:1",
        "'",
        "\u00a0",
    ],
)
def test_long_texts_are_quick(unit: str) -> None:
    """A hundred thousand characters of anything are read in under a second."""
    text = (unit * (LENGTH // len(unit) + 1))[:LENGTH]

    assert undisturbed_seconds(lambda: find_horizons(text, Moment(date(2026, 3, 11)))) < 1

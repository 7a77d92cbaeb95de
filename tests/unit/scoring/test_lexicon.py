"""Words of probability: the guide's table, and how words are found."""

import pytest

from claims.lexicon import LEXICONS, LexiconName, claim_probability, find_hedge_words, is_too_wide, probability
from claims.model import Hedge
from tests.unit.scoring.build import a_claim

# What the table prints for the thing, in percent: Kent 1964, ICD-203, PHIA, survey; None where it has a dash.
TABLE: list[tuple[str, Hedge, tuple[float | None, ...]]] = [
    ("will", "certain", (100, None, None, 100)),
    ("almost certain", "certain", (93, 97, 97.5, 95)),
    ("almost certainly", "certain", (93, 97, 97.5, 95)),
    ("very likely", "likely", (None, 87.5, 85, 90)),
    ("highly likely", "likely", (None, 87.5, 85, 90)),
    ("likely", "likely", (75, 67.5, 65, 75)),
    ("probable", "likely", (75, 67.5, 65, 75)),
    ("probably", "likely", (75, 67.5, 65, 75)),
    ("better than even", "likely", (None, None, None, 60)),
    ("about even", "possible", (50, 50, None, 50)),
    ("chances about even", "possible", (50, 50, None, 50)),
    ("realistic possibility", "possible", (None, None, 45, 60)),
    ("may", "possible", (None, None, None, 40)),
    ("might", "possible", (None, None, None, 40)),
    ("could", "possible", (None, None, None, 40)),
    ("unlikely", "unlikely", (30, 32.5, 30, 20)),
    ("probably not", "unlikely", (30, 32.5, 30, 20)),
    ("very unlikely", "unlikely", (None, 12.5, 15, 5)),
    ("highly unlikely", "unlikely", (None, 12.5, 15, 5)),
    ("almost no chance", "unlikely", (7, 3, 2.5, 3.5)),
    ("remote", "unlikely", (7, 3, 2.5, 3.5)),
]
DEFAULTS: dict[Hedge, float] = {"certain": 0.97, "likely": 0.75, "possible": 0.40, "unlikely": 0.80}


@pytest.mark.parametrize(("words", "hedge", "cells"), TABLE, ids=[row[0] for row in TABLE])
def test_table(words: str, hedge: Hedge, cells: tuple[float | None, ...]) -> None:
    """A cell is its band's middle, for the class "unlikely" of the negation; a dash is the class default."""
    for lexicon, cell in zip(LEXICONS[1:], cells, strict=True):
        found = probability(words, lexicon)
        if cell is None:
            assert (DEFAULTS[hedge], "default") == (found.value, found.source)
        else:
            worded = 100 - cell if hedge == "unlikely" else cell
            assert (pytest.approx(worded / 100), f"lexicon:{lexicon}") == (found.value, found.source)


@pytest.mark.parametrize("hedge", DEFAULTS)
def test_class_defaults(hedge: Hedge) -> None:
    """The default lexicon knows classes of hedge only."""
    assert (DEFAULTS[hedge], "default") == (probability(hedge).value, probability(hedge).source)


def test_unknown_words() -> None:
    """Words that no line has are refused by name."""
    with pytest.raises(ValueError, match="'perhaps'"):
        probability("perhaps", "survey")


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("It is almost certainly over", ["almost certain"]),
        ("It is very unlikely to rain", ["very unlikely"]),
        ("It will probably rain", ["will", "likely"]),
        ("It will probably not rain", ["will", "unlikely"]),
        ("It may rain, and could snow", ["may", "may"]),
        ("They meet in May", []),
        ("They could meet by May 3", ["may"]),
        ("There is almost no chance of rain", ["almost no chance"]),
        ("The willing and the likeliest", []),
        ("", []),
    ],
)
def test_find(text: str, entries: list[str]) -> None:
    """Words are found as whole words, the more specific line first, and the month is not the verb."""
    assert entries == [words.entry for words in find_hedge_words(text)]


def test_find_gives_offsets() -> None:
    """What is found stands where it says."""
    text = "Perhaps; it is HIGHLY likely, or might be."
    found = find_hedge_words(text)

    assert ["HIGHLY likely", "might"] == [text[words.start : words.end] for words in found]
    assert [False, True] == [words.too_wide for words in found]


@pytest.mark.parametrize(
    ("hedge", "text", "lexicon", "expected"),
    [
        ("likely", "it is highly likely to open", "survey", (0.90, "lexicon:survey")),
        ("likely", "it should open", "survey", (0.75, "default")),
        ("likely", "it will probably open", "kent-1964", (0.75, "lexicon:kent-1964")),
        ("certain", "it will open", "survey", (1.0, "lexicon:survey")),
        ("certain", "it will almost certainly open", "survey", (0.95, "lexicon:survey")),
        ("certain", "it will open", "phia", (0.97, "default")),
        ("unlikely", "it is unlikely to open", "kent-1964", (0.70, "lexicon:kent-1964")),
        ("likely", "it is highly likely to open", "default", (0.75, "default")),
    ],
)
def test_claim_probability(hedge: Hedge, text: str, lexicon: LexiconName, expected: tuple[float, str]) -> None:
    """A claim's probability is looked up by its words, in its class of hedge."""
    found = claim_probability(a_claim(hedge=hedge, text=text), lexicon)

    assert expected == (found.value, found.source)


@pytest.mark.parametrize("lexicon", LEXICONS)
def test_stated(lexicon: LexiconName) -> None:
    """A number that the speaker stated stands under every lexicon, and is not too wide for the headline."""
    claim = a_claim(hedge="possible", probability=0.3, probability_source="stated", text="it may open, 30 % I say")

    assert (0.3, "stated") == (claim_probability(claim, lexicon).value, claim_probability(claim, lexicon).source)
    assert not is_too_wide(claim)
    assert is_too_wide(a_claim(hedge="possible"))


def test_long_text_returns() -> None:
    """A hundred thousand characters of anything return at once."""
    assert () == find_hedge_words("almost " * 15_000)

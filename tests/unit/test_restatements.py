"""How claims are compared: likeness as a number, and what tells two outcomes apart."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.model import ClaimReading
from claims.restatements import is_like, is_one_source, likeness, propose, said

words = st.sampled_from(
    [
        "The",
        "bridge",
        "tunnel",
        "Nordvik",
        "Sundal",
        "will",
        "open",
        "close",
        "fuel",
        "for",
        "of",
        "5",
        "6",
        "seven",
        "trains",
        "first",
        "Ruiz",
        "by",
        "Monday",
    ]
)
texts = st.lists(words, min_size=1, max_size=12).map(" ".join)


def claim(text: str, **fields: Any) -> ClaimReading:
    given = {"speaker": "Ada Brandt", "made_at": "2025-11-22", "shape": "undated", "start": 0, "end": len(text)}
    return ClaimReading(text=text, **(given | fields))


@given(texts, texts)
def test_likeness_is_a_share_and_the_same_both_ways(one: str, other: str) -> None:
    """It lies between 0 and 1, does not depend on which claim is first, and is 1 for a claim and itself."""
    mine, theirs = said(claim(one)), said(claim(other))
    there, back = likeness(mine, theirs)[0], likeness(theirs, mine)[0]

    assert 0 <= there <= 1
    assert there == pytest.approx(back)
    assert likeness(mine, mine)[0] == pytest.approx(1.0 if mine.words else 0.0)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("opened", "opening", True),
        ("restored", "restoration", True),
        ("kostiantynivka", "konstantinovka", True),
        ("internet", "international", False),
        ("port", "portrait", False),
        ("nordvik", "sundal", False),
    ],
)
def test_words_of_one_stem(one: str, other: str, alike: bool) -> None:
    """Endings and spellings of names do not matter; another word does."""
    assert alike == is_like(one, other) == is_like(other, one)


@pytest.mark.parametrize(
    "other",
    [
        "The Sundal tunnel will open to trains by May",
        "The Nordvik tunnel will be painted by May",
        "The old Nordvik station will open to trains by May",
        "Fuel for the Nordvik tunnel will come by May",
    ],
)
def test_what_tells_outcomes_apart(other: str) -> None:
    """Another name, another deed, another thing, a part of it: none is proposed."""
    assert () == propose(claim("The Nordvik tunnel will open to trains by June"), [("1", claim(other))])


def test_numbers_and_negations_that_contradict() -> None:
    """Unit 3 is not unit 4, and what will not open is not what will; three is 3."""
    third = claim("Unit three of the Letna plant will start by June")
    same = claim("The third unit of the Letna plant will start by July")

    assert ["1"] == [each.claim_id for each in propose(third, [("1", same)])]
    assert () == propose(third, [("1", claim("Unit 4 of the Letna plant will start by July"))])
    assert () == propose(third, [("1", claim(same.text, negated=True))])


def test_whose_claims_are_compared() -> None:
    """One speaker's, in any case, or one organisation's; claims of nobody belong together with none."""
    one = claim("x", speaker="Ada Brandt", organisation="Port Office")

    assert is_one_source(one, claim("x", speaker="ADA BRANDT"))
    assert is_one_source(one, claim("x", speaker="Tom Ek", organisation="port office"))
    assert not is_one_source(one, claim("x", speaker="Tom Ek"))
    assert not is_one_source(claim("x", speaker=None), claim("x", speaker=None))


def test_the_likeliest_stands_first() -> None:
    """Sorted by likeness, then by id."""
    others = [
        ("3", claim("The Nordvik tunnel will open to trains")),
        ("2", claim("Trains will run in the Nordvik tunnel")),
        ("1", claim("The Nordvik tunnel will open to trains")),
    ]
    found = propose(claim("The Nordvik tunnel will open to trains by June"), others)

    assert ["1", "3", "2"] == [each.claim_id for each in found]

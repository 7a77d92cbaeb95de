"""What is settled by the day of the article, and what only looks ahead in its form: no claim; and what still counts."""

from datetime import date

import pytest

from claims.model import ClaimReading, Document
from claims.reading.read import read_document

DAY = "2025-06-05"  # A Thursday.


def claims(text: str) -> tuple[ClaimReading, ...]:
    """The claims of a text."""
    return read_document(Document(text=text, published_at=DAY)).claims


SETTLED = [
    "Roe said in March that the pool would reopen within three weeks. The pool is green.",
    "The minister promised in January that the road would be done by Easter.",
    "Three weeks after its captain said it would be in port by mid-May, the ship is still at sea.",
    "Analysts said a year ago that the firm would run out of money by the spring.",
    "Last autumn we wrote that the winter would be mild; it was not.",
    "He said the pool would reopen. It reopened after a month.",
    "He said the pool would reopen. It did not.",
    "The army said the offensive would be over in days. That was in April.",
    "For the next nine minutes the bells will ring.",
    "The work, originally due in July, has begun.",
]


@pytest.mark.parametrize("text", SETTLED)
def test_settled_is_no_claim(text: str) -> None:
    """The target time decides: what was to happen by a day that has passed is background."""
    assert () == claims(text)


STILL_TO_COME = [
    ("She said last year that the museum would open in autumn 2026.", date(2026, 11, 30)),
    ("Roe said in March that the pool would reopen in December.", date(2025, 12, 31)),
    ("Three weeks after its owner said it would close in July, the mill is full of orders.", date(2025, 7, 31)),
    ("He said on Monday that the pool would reopen within a week.", date(2025, 6, 9)),
    ("In a letter dated 2 June, the council said it would answer within a week.", date(2025, 6, 9)),
    ("Ida Roe, the mayor, yesterday said the pool would reopen within a week.", date(2025, 6, 11)),
    ("Ida Roe spoke up. She said on Monday that it would rain. “We will act within a week,” she added.", None),
]


@pytest.mark.parametrize(("text", "latest"), STILL_TO_COME)
def test_old_words_on_a_coming_day_count(text: str, latest: date | None) -> None:
    """However old a forecast is, it counts while its time is to come, from the day on which it was said."""
    assert latest == claims(text)[0].latest


def test_day_of_the_statement_goes_on() -> None:
    """What somebody adds in the same paragraph was said on the same day."""
    found = claims("Ida Roe said on Monday that it would rain. “We will act within a week,” she added.")

    assert ["2025-06-02", "2025-06-02"] == [claim.made_at for claim in found][-1:] * 2
    assert date(2025, 6, 9) == found[-1].latest


NOBODY_STANDS_BY = [
    "He dismissed reports that the plant could close this year.",
    "A fortune-teller told her that she would marry a sailor.",
    "Legend has it that the bell will ring by itself when the king returns.",
    "In the novel, the hero will lose his ship and his wife.",
    "The prize goes to people who will go where others will not.",
    "Anyone who will sell you a cow will sell you a sick one.",
    "Every evening the clock will strike nine.",
    "Had they been forgotten too they would be none the worse for it.",
    "If every guest were to bring a chair, they might all sit.",
    "She warned that talk of a recovery might be premature.",
]


@pytest.mark.parametrize("text", NOBODY_STANDS_BY)
def test_form_alone_is_no_claim(text: str) -> None:
    """Rumours that are denied, prophecies, fiction, what is true of anyone and what is unreal are no claims."""
    assert () == claims(text)


STOOD_BY = [
    "He confirmed reports that the plant could close this year.",
    "The report says that the novel will be published in May.",
    "The people who live there will move in July.",
    "Every platoon will have a drone by July.",
    "The council said it might be late for the summit on 9 June.",
]


@pytest.mark.parametrize("text", STOOD_BY)
def test_neighbours_of_those_count(text: str) -> None:
    """The same words in a claim that somebody makes."""
    assert 1 == len(claims(text))

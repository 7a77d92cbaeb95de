"""Claims with no date of their own that an event dated elsewhere in the article dates."""

from datetime import date

import pytest

from claims.model import ClaimReading, Document
from claims.reading.read import read_document

DAY = "2025-06-05"  # A Thursday.
FETE = "The village fete is on 21 June. "
IMPACT = "Impact will take place at about 0550 GMT on 7 July. "
STRIKE = "Guards will walk out for 24 hours on Monday, and again on Friday 20 June. "
SUMMIT = "The summit of the six states opens in Tarn on 17 June. "
VOTE = "Members will vote on the offer on Sunday. "
INQUIRY = "The inquiry opens on 24 June. "


def last_claim(text: str) -> ClaimReading:
    """The last claim of a text."""
    return read_document(Document(text=text, published_at=DAY)).claims[-1]


DATED = [
    (f"{IMPACT}The collision is expected to gouge a crater.", date(2025, 7, 7)),
    (f"{IMPACT}The probe will be let go a day before the encounter.", date(2025, 7, 6)),
    (f"{IMPACT}The dish will be turned away within two days of the impact.", date(2025, 7, 9)),
    (f"The clerk said the bench would be back for the fete. {FETE}", date(2025, 6, 21)),
    (f"{FETE}The band will play at the fete.", date(2025, 6, 21)),
    (f"{FETE}“We will mend the bridge before the fete,” said Ida Roe.", date(2025, 6, 20)),
    (f"{STRIKE}The firm said it would run a third of trains on strike days.", date(2025, 6, 20)),
    (f"{STRIKE}There will be no trains to Karsk during the walkout.", date(2025, 6, 20)),
    (f"{SUMMIT}At the summit, Ida Roe will sign a pact on fishing.", date(2025, 6, 17)),
    (f"{SUMMIT}“We will raise it at the meeting,” said Ida Roe.", date(2025, 6, 17)),
    (f"{INQUIRY}When the inquiry opens, I shall be in the front row.", date(2025, 6, 24)),
    (f"{VOTE}“I think it will pass by a hair,” said Len Stubb, a fitter.", date(2025, 6, 8)),
    (f"{VOTE}“I'll vote for it,” said Len Stubb, a fitter.", date(2025, 6, 8)),
    ("Voters choose a mayor in the June 15 election. Ida Roe will not contest the ballot.", date(2025, 6, 15)),
    ("Rovers travel to Bruneck on Saturday. Ada Strand said Kofi Amber would start in Bruneck.", date(2025, 6, 7)),
    ("The firm aims for 1 a.m. on Monday, June 16, for its next launch. On launch day, the road will be shut.",
     date(2025, 6, 16)),
    ("The funeral will be held on Friday. Thousands are expected to attend the funeral.", date(2025, 6, 6)),
    ("The vote is to be held on 15 June. Ida Roe said the Greens would boycott the vote.", date(2025, 6, 15)),
    ("Ida Roe looks forward to welcoming the king on June 12. During the visit, the two will sign a treaty.",
     date(2025, 6, 12)),
]  # fmt: skip
UNDATED = [
    f"{IMPACT}The impact of the new tax will be small.",
    f"{IMPACT}The team intends to bid again after the collision.",
    f"{FETE}The committee will pay for the fete by selling the old hall.",
    f"{FETE}The school will hold a fete of its own.",
    f"{FETE}The next fete will be bigger.",
    f"{STRIKE}The firm will not give in.",
    f"{STRIKE}A second strike will follow if talks fail.",
    f"{SUMMIT}The winner of the contest will be named by the mayor.",
    f"{SUMMIT}Ida Roe said the outcome of the summit would shape the talks for a generation.",
    f"{INQUIRY}The inquiry will look at three years of accounts.",
    f"{VOTE}Without the mill, the town stands to lose 40 per cent of its taxes.",
    f"{VOTE}If the vote fails, the firm will sell the mill.",
    "The vote held on 15 June last year was void. Ida Roe said the Greens would boycott the vote.",
    "The match on Saturday was abandoned. The match will be played again, the league said.",
    "The summit on 17 June has been called off. Ida Roe will raise the matter with the king.",
]


@pytest.mark.parametrize(("text", "latest"), DATED)
def test_day_of_the_event(text: str, latest: date) -> None:
    """A claim that is plainly about an event, by its noun, a word for the same or its outcome, has the event's day."""
    assert latest == last_claim(text).latest


@pytest.mark.parametrize("text", UNDATED)
def test_not_of_the_event(text: str) -> None:
    """Another event of the kind, an event's effects or preparations, and what comes after it have no last day."""
    assert last_claim(text).latest is None


def test_after_the_event() -> None:
    """What is to come after the event has a first day and no last."""
    claim = last_claim(f"{VOTE}Ida Roe will resign after the vote.")

    assert (date(2025, 6, 9), None) == (claim.earliest, claim.latest)

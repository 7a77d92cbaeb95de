"""Kind, hedge, negation and condition of claims."""

import pytest

from claims.model import ClaimReading, Document
from claims.reading.read import read_document

DAY = "2025-06-05"


def only(text: str) -> ClaimReading:
    """The one claim of a text."""
    (claim,) = read_document(Document(text=text, published_at=DAY)).claims
    return claim


KINDS = [
    ("“We will appeal,” said Ida Roe.", "commitment"),
    ("“We will lose,” said Ida Roe.", "prediction"),
    ("Ida Roe said she would appeal.", "commitment"),
    ("The economist Ida Roe said prices would fall.", "prediction"),
    ("Chief executive Ida Roe said 40 posts would be cut.", "commitment"),
    ("The analyst Ida Roe said 40 posts would be cut.", "prediction"),
    ("The ministry expects to rule within 30 days.", "commitment"),
    ("The ministry expects a late harvest.", "prediction"),
    ("The ministry does not expect to make a profit.", "prediction"),
    ("The hearing is on 10 June.", "schedule"),
    ("The new owner will appoint six directors.", "schedule"),
    ("Sales will double.", "prediction"),
    ("It will be the hottest year on record.", "prediction"),
    ("Sales are expected to double.", "prediction"),
    ("If the vote fails, the owner will appoint six directors.", "prediction"),
    ("“Nobody will be left behind,” said Interior Minister Jo Bask.", "commitment"),
    ("Defence Minister Jo Bask said the war would be over by Christmas.", "prediction"),
    ("General Petar Kos said: “I think Dalno will be taken in two weeks.”", "prediction"),
    ("Chief executive Al Roth said sales would recover in 2026.", "prediction"),
    ("Farmers will receive 40 crowns a tonne, the ministry said.", "commitment"),
    ("The airline said it would receive six aircraft in 2027.", "schedule"),
    ("The union said its members would strike on Friday.", "commitment"),
    ("Ed Shaw said the party would unveil its plan on Thursday.", "commitment"),
    ("The analyst Ed Shaw said the party would unveil its plan on Thursday.", "prediction"),
    ("Her counsel, Ed Shaw, said there would be an appeal.", "commitment"),
    ("The new road will cut the journey to an hour.", "prediction"),
    ("The new road will open on 4 July.", "schedule"),
    ("“They will not negotiate,” said the rebel leader.", "prediction"),
    ("Coach Mia Orr said: “Lund will play on Saturday.”", "commitment"),
    ("“We'll be champions in May,” said captain Mia Orr.", "prediction"),
    ("“I will be 40 next week,” said Mia Orr.", "prediction"),
    ("“We will be in Oslo on Friday,” said the singer Mia Orr.", "commitment"),
    ("The festival will be held from 4 to 9 July, organisers said.", "schedule"),
    ("The government says the tunnel will create 900 jobs.", "prediction"),
    ("Unemployment peaks in April.", "prediction"),
    ("Officials have not ruled out a visit.", "commitment"),
    ("Two branch lines are to be built, Deputy Minister Guo Lin said.", "commitment"),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_kind(text: str, kind: str) -> None:
    """What the speaker or the speaker's body will do is a commitment, a fixed event a schedule, the rest prediction."""
    assert kind == only(text).kind


HEDGES = [
    ("The mill will close.", "certain", False),
    ("The mill will probably close.", "likely", False),
    ("The mill is expected to close.", "likely", False),
    ("Ida Roe thinks the mill will close.", "likely", False),
    ("Ida Roe fears that the mill will close.", "possible", False),
    ("The mill may close.", "possible", False),
    ("The mill could close.", "possible", False),
    ("The mill is unlikely to close.", "unlikely", True),
    ("The mill is not expected to close.", "unlikely", True),
    ("Ida Roe doubts that the mill will close.", "unlikely", True),
    ("Ida Roe does not think the mill will close.", "unlikely", True),
    ("“I'd be amazed if the mill closed,” said Ida Roe.", "unlikely", True),
    ("There is little chance of rain on Sunday.", "unlikely", True),
    ("The mill will not close.", "certain", True),
    ("No mill will close.", "certain", True),
    ("Nobody will notice.", "certain", True),
    ("“There will be no reprieve,” said Ida Roe.", "certain", True),
    ("“It will change nothing,” said Ida Roe.", "certain", True),
    ("The mill will close no later than May.", "certain", False),
    ("The mill will not only close but burn.", "certain", False),
    ("Ida Roe predicts that the mill will close.", "certain", False),
]


@pytest.mark.parametrize(("text", "hedge", "negated"), HEDGES)
def test_hedge_and_negation(text: str, hedge: str, negated: bool) -> None:
    """How firmly a claim is put, and whether it says that something will not happen."""
    claim = only(text)

    assert (hedge, negated) == (claim.hedge, claim.negated)


CONDITIONS = [
    ("If the vote fails, we will sell.", True, "If the vote fails"),
    ("The mill will close unless it is sold.", True, "unless it is sold"),
    ("Without rain, the crop will fail.", True, "Without rain"),
    ("As long as the ban stays, there will be a charge.", True, "As long as the ban stays"),
    ("Should the vote fail, the mill will close.", True, "Should the vote fail"),
    ("A defeat would end her career.", True, None),
    ("When the rains come, the river will rise.", False, None),
    ("The mill will close.", False, None),
]


@pytest.mark.parametrize(("text", "conditional", "condition"), CONDITIONS)
def test_condition(text: str, conditional: bool, condition: str | None) -> None:
    """A condition in the text makes the claim conditional, and its words are kept; "when" is none."""
    claim = only(text)

    assert (conditional, condition) == (claim.conditional, claim.condition)

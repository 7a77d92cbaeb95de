"""Every rule that makes a claim fires where it should and keeps silent where its words mean something else."""

import pytest

from claims.model import ClaimReading, Document
from claims.reading.en.lexicon import ENGLISH
from claims.reading.read import read_document
from claims.reading.rules import rule_names

DAY = "2025-06-05"  # A Thursday.

FIRES = [
    ("will", "The Ottery ferry will sail again in July."),
    ("would", "The harbour office said the ferry would sail again in July."),
    ("may", "The ferry may sail again in July."),
    ("could", "Rents could climb by a tenth."),
    ("should", "The repairs should be finished by 30 June."),
    ("going to", "The firm is going to close its Marle plant."),
    ("is to", "A new bridge is to be built at Marle."),
    ("set to", "Output is set to double."),
    ("due", "The verdict is due on 19 June."),
    ("scheduled", "The launch is scheduled for Monday."),
    ("is expected", "The river is expected to fall."),
    ("is thought likely", "The strike is thought likely to spread."),
    ("likely", "More rain is likely on Saturday."),
    ("unlikely", "The town is unlikely to recover."),
    ("certain to", "The bill is certain to pass."),
    ("about to", "The firm is about to sell its Marle plant."),
    ("poised to", "The club is poised to sign a goalkeeper."),
    ("imminent", "A landing is imminent."),
    ("headed for", "The country is headed for a recession."),
    ("committed to", "Ottery Water is committed to repair the main."),
    ("considering", "Ottery Water is considering a new reservoir."),
    ("plans", "Ottery Water plans to build a reservoir."),
    ("promises", "Ottery Water has promised to repair the main."),
    ("threatens", "The drivers have threatened to walk out."),
    ("expects", "Ottery Water expects to finish by Easter."),
    ("predicts", "The bureau forecast a harvest of 3 million tonnes."),
    ("plan to", "Ottery Water has no plans to sell."),
    ("possibility of", "There is a possibility of flooding."),
    ("target of", "Ottery Water confirmed its target of 6% by March."),
    ("on the verge", "The army is on the verge of taking Marle."),
    ("on course", "The bridge is on course for completion in May."),
    ("not ruled out", "The palace has not ruled out a visit."),
    ("ruled out", "The minister has ruled out a new tax."),
    ("looks to", "The slump looks to continue."),
    ("stands to", "The town stands to lose its harbour."),
    ("voted to", "The drivers voted to stay out until Easter."),
    ("is possible", "A second landing is possible before Easter."),
    ("is out for", "The captain is out for six weeks."),
    ("present", "The season opens on 3 July."),
    ("is doing", "She is leaving for Marle on Monday."),
    ("is on", "The hearing is on 10 June."),
    ("put off until", "The hearing was put off until 10 June."),
    ("a matter of time", "It is a matter of time before the dam breaks."),
    ("called for", "The mayor has called a vote for Friday."),
    ("forecast is for", "The bureau's forecast is for a late harvest."),
    ("revised forecast", "The bureau cut its harvest forecast to 3 million tonnes."),
    ("plans call for", "Plans call for the bridge to open in July."),
    ("puts at, with a date", "The bureau puts growth at 2.3% in 2026."),
    ("looks forward to, with a date", "The mayor looks forward to opening the bridge on 3 July."),
    ("wants to, with a date", "The firm wants to close 40 branches by August."),
    ("to be", "Her next novel, to be published in August, is her tenth."),
    ("if, then present", "“If he can't run, he doesn't play,” said the coach, Neve Corran."),
    ("headline to", "Marle mayor to open bridge in July\n\nThe weather was fine."),
]
"""A rule, and a text in which it makes a claim."""

SILENT = [
    ("a wish", "“We hope it will rain,” said the farmer, Ida Roe."),
    ("an order", "He urged the council to open the gates."),
    ("a question", "Will the ferry sail again in July?"),
    ("an unreal condition", "If wheat were free, bakers would still strike."),
    ("a habit", "Trains from here will often be late."),
    ("a settled forecast", "Analysts had forecast 4 million; it sold 3."),
    ("ability", "A child could do it in ten minutes a day."),
    ("would like", "“I would like to thank my mother,” she said."),
    ("silence", "The ministry would not comment."),
    ("an application", "The firm has applied for a licence."),
    ("the will", "The will of the people is plain."),
    ("Will Asquith", "The opener Will Asquith made 40 runs."),
    ("in May", "The fair was held in May."),
    ("due to rain", "The match was stopped due to rain."),
    ("the plan", "The plan was praised by both sides."),
    ("an aim that only describes", "The easiest way is to lift the ban."),
    ("a past date", "The hearing was on 10 May."),
    ("may have", "The thief may have climbed in through a window."),
    ("could have", "They could have won."),
    ("would have", "It would have been kinder to say nothing."),
    ("a duty", "People should wear a hat."),
    ("an indirect question", "She declined to say whether she would stand again."),
    ("a denial", "The firm denied that it would sell the plant."),
    ("than expected", "Sales were weaker than expected."),
    ("a moving hand", "She was going to the market when it began to rain."),
    ("a relative that weighs", "It was a move that would please nobody."),
    ("a plan of the past", "The company had planned to move to Marle."),
    ("a clock without a day", "Gates open at nine o'clock."),
    ("a bare condition", "Nobody knows what will become of it."),
    ("every week", "The market opens on Fridays, every week of the year."),
    ("a rule of no people", "The umpire ruled out the goal for now."),
    ("on the verge of the road", "The car stood on the verge of the road."),
    ("on the right track", "The club was on the right track."),
    ("an expected date", "The expected flood did not come."),
    ("a possibility of the past", "She discussed the possibility of a loan."),
    ("considering a fact", "Considering the rain, the crowd was large."),
    ("wants without a date", "He wants a bicycle."),
    ("was to have", "The dam, which was to have been finished in 2004, leaks."),
]
"""What the words mean, and a text in which no rule may make a claim."""


def claims_of(text: str) -> tuple[ClaimReading, ...]:
    """The claims of a text published on DAY."""
    return read_document(Document(text=text, published_at=DAY)).claims


@pytest.mark.parametrize(("rule", "text"), FIRES, ids=[rule for rule, _ in FIRES])
def test_rule_makes_a_claim(rule: str, text: str) -> None:
    """A rule fires on words that look ahead, and is named in the claim."""
    fired = {name for claim in claims_of(text) for name in claim.rules}

    assert rule in fired


@pytest.mark.parametrize("text", [text for _, text in SILENT], ids=[why for why, _ in SILENT])
def test_words_that_claim_nothing(text: str) -> None:
    """No rule fires on wishes, orders, questions, habits, duties, nouns and names."""
    assert () == claims_of(text)


def test_every_rule_has_a_line() -> None:
    """Each rule that exists fires on some line above."""
    assert sorted({rule for rule, _ in FIRES}) == list(rule_names(ENGLISH))

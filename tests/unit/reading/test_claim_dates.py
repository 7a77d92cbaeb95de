"""Which of several time phrases dates a claim."""

from datetime import date

import pytest

from claims.model import ClaimReading, Document
from claims.reading.read import read_document

DAY = "2025-06-05"  # A Thursday.


def claims(text: str) -> tuple[ClaimReading, ...]:
    """The claims of a text."""
    return read_document(Document(text=text, published_at=DAY)).claims


DATED = [
    ("The tariff law, passed in March, will cost farmers dearly.", None),
    ("The law passed in March will cost farmers dearly.", None),
    ("The bridge that collapsed in 2019 will be replaced by the end of 2026.", date(2026, 12, 31)),
    ("The delivery, originally due this year, will be delayed until October 2026.", date(2026, 10, 31)),
    ("Ida Roe, who met both sides on Tuesday, will rule on the sale.", None),
    ("The elections on 15 June will decide who governs.", date(2025, 6, 15)),
    ("By 2028, the firm plans to have 40 shops, up from 12 in 2025.", date(2028, 12, 31)),
    ("Reserves are on their way, so within two weeks we will be back.", date(2025, 6, 19)),
    ("He said that a deal “might just” be done before 9 June.", date(2025, 6, 8)),
    ("The union says it will never sign, not today, not tomorrow.", None),
    ("The insurer said it would pay small claims within five working days.", None),
    ("The insurer said it would pay the claim within five working days.", date(2025, 6, 12)),
    ("He said his men would hold the port for a hundred years.", None),
    ("The season will start on March 29, 2026 in Tarn.", date(2026, 3, 29)),
    ("The rail link will not open until 2028.", date(2028, 12, 31)),
    ("“We will not sell until 2028,” said Ida Roe.", date(2027, 12, 31)),
    ("The bill is not expected to pass until 2027.", date(2027, 12, 31)),
    ("New rules are not due until after the election.", None),
    ("Rates will rise by 5% next month after councillors backed the budget.", date(2025, 7, 31)),
    ("Repairs that took a week will be brought down to within three hours.", None),
    ("If convicted, Roe will spend up to ten years in prison.", None),
    ("The bank will hold rates until it sees Friday's figures.", None),
    ("On Monday the board agreed to sell the mill.", None),
    ("They plan to charge him over his words in the February election.", None),
    ("They plan to charge him before the July election.", date(2025, 6, 30)),
    ("KARSK, June 3 (Agency): The two parties said today they would decide within ten days.", date(2025, 6, 13)),
    ("The bill will be placed before the House on Tuesday or Wednesday.", date(2025, 6, 11)),
    ("He will appear before a judge in Karsk on Friday.", date(2025, 6, 6)),
    ("If the rains fail in August, the state may have to act.", None),
    ("Those who have no pass by 1 July will be sent home.", None),
    ("The bureau's storm, the 15th this year, will be named Odile.", None),
    ("He will be lodging an appeal within the 28 days allowed.", None),
    ("The plant will join the grid in the Five-Day Fair.", None),
    ("The ward will be shut on Founders Day, which falls on April 18.", date(2026, 4, 18)),
    ("The Christmas show will be smaller.", None),
    ("Today the mayor made clear that he will keep working on it.", None),
    ("Today, the mayor will sign the order.", date(2025, 6, 5)),
    ("The mayor will today open the bridge.", date(2025, 6, 5)),
    ("He said on Wednesday that the work would start tonight.", date(2025, 6, 5)),
    ("The probe will fly at the end of the month on June 29.", date(2025, 6, 29)),
    ("He won't be risked because we have a match on Wednesday.", None),
    ("“It's not going to get warm till Sunday at the earliest,” she said.", date(2025, 6, 7)),
    ("The sailors plan to stay 11 days in port.", date(2025, 6, 16)),
    ("Tickets for the match on 14 June go on sale on Monday.", date(2025, 6, 9)),
    ("There will be no cuts, neither in July nor in August.", date(2025, 8, 31)),
    ("The court will sit on Friday and Monday.", date(2025, 6, 9)),
    ("The court will sit on Friday, and that is final.", date(2025, 6, 6)),
    ("The probe will be launched next week, on June 11.", date(2025, 6, 11)),
    ("The new drones would be unveiled on Army Day, which falls on April 18, the general said.", date(2026, 4, 18)),
    ("“He won't be risked because we have a big game on Wednesday,” said Ida Roe.", None),
    ("The clerk said the bench was taken away in March and would be back for the picnic.", None),
    ("In 2024 the firm cut 400 jobs, and by July it will close two mills.", date(2025, 7, 31)),
    ("A LOW WILL PUSH NORTHEAST TODAY AND BRUSH THE COAST.", date(2025, 6, 5)),
    ("Drivers may not earn what they earn today because overtime is gone.", None),
]


@pytest.mark.parametrize(("text", "latest"), DATED)
def test_date_of_the_claim(text: str, latest: date | None) -> None:
    """A date of a participle, a relative clause, a comparison or a body's terms does not date the claim."""
    (claim,) = claims(text)

    assert latest == claim.latest


SPLIT = [
    ("The council expects to finish the dyke by October and the road in 2027.", ["2025-10-31", "2027-12-31"]),
    ("Half of the fleet will be electric by 2030 and all of it by 2035.", ["2030-12-31", "2035-12-31"]),
    ("The fund sees growth of 2% for 2026, down from 3% in its January forecast.", ["2026-12-31"]),
]


@pytest.mark.parametrize(("text", "days"), SPLIT)
def test_parts_with_dates_of_their_own(text: str, days: list[str]) -> None:
    """Parts that come true separately make claims of their own; a comparison makes none."""
    assert days == [str(claim.latest) for claim in claims(text)]


def test_event_dates_a_claim_on_its_outcome() -> None:
    """A claim that plainly tells of a dated event takes its day, also where "is set for" gives it."""
    _, outcome = claims("The vote on the treaty is set for Tuesday. The government will lose, said Ida Roe of Norpoll.")

    assert date(2025, 6, 10) == outcome.latest


def test_by_then_counts_from_the_deadline_before() -> None:
    """ "By then" is by the last deadline that the text has named."""
    first, second = claims("The firm will sell 40 ships by 2030. Its oldest yard will be shut by then.")

    assert (date(2030, 12, 31), date(2030, 12, 31)) == (first.latest, second.latest)


COORDINATED = [
    ("On Friday, Ida Roe will meet the king and the two will sign a treaty.", ["2025-06-06", "2025-06-06"]),
    ("Starting on 1 July, drivers will pay a toll and lorries will be banned.", ["2025-07-01", "2025-07-01"]),
    ("The path will open on 14 June. From the same day, buses will skip the stop.", ["2025-06-14", "2025-06-14"]),
    ("Leaders will gather on Friday, and a day later a team will fly to Karsk.", ["2025-06-06", "2025-06-07"]),
    ("By 2030, Ida Roe will retire and the mill will be sold.", ["2030-12-31", "None"]),
    ("Schools will reopen on Monday and exams will begin on Thursday 12 June.", ["2025-06-09", "2025-06-12"]),
    ("He would cut taxes within a year and bring home the 1,600 troops from the border before Christmas, he said.",
     ["2026-06-05", "2025-12-24"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "latest"), COORDINATED)
def test_dates_of_coordinated_claims(text: str, latest: list[str]) -> None:
    """A day that opens a sentence holds for both of its claims; a date of its own goes before it."""
    assert latest == [str(claim.latest) for claim in claims(text)]


def test_a_day_that_a_clause_tells_more_of() -> None:
    """ "On D, when X will ...": D is X's day too, also where the first claim only holds until D."""
    first, second = claims("Ida Roe will stay in custody until 17 June, when the court will hear her again.")

    assert ("throughout", date(2025, 6, 17)) == (first.shape, first.latest)
    assert ("during", date(2025, 6, 17), date(2025, 6, 17)) == (second.shape, second.earliest, second.latest)
    assert "17 June" == second.horizon

"""Claims that go on with what somebody said or decided before, and those that are the article's own voice."""

import pytest

from claims.model import Document
from claims.reading.read import read_document

DAY = "2025-06-05"
LEAD = "The west pier will close for repairs in July, the Harbour Board said on Tuesday.\n\n"


def last_speaker(text: str) -> str | None:
    """The speaker of the last claim of a text."""
    return read_document(Document(text=text, published_at=DAY)).claims[-1].speaker


CONTINUED = [
    ("Ida Roe said the bridge was unsafe. The county would pull it down.", "Ida Roe"),
    ("Ida Roe said the bridge was unsafe. She was in no doubt. In the end, the county would pull it down.", "Ida Roe"),
    ("Ida Roe told the court the plan was void. The owners would appeal. They would also seek costs.", "Ida Roe"),
    ("“You heard right,” Ida Roe said. It would be done in her first week.", "Ida Roe"),
    ("The ministry has decided that the old limits are too high. The ministry will publish new ones in May.",
     "ministry"),
    ("The Pricing Committee decided to hold its rate. The Committee will continue to sell bonds.", "Pricing Committee"),
    ("The Pricing Committee decided to hold its rate. The Committee would be prepared to act if prices rise.",
     "Pricing Committee"),
    ("Members of the Drivers Union will walk out on Monday.", "Drivers Union"),
    (f"{LEAD}Boats will be moved to the east pier.", "Harbour Board"),
    (f"{LEAD}The board will put up signs next week.", "Harbour Board"),
    (f"{LEAD}The pier was built in 1911.\n\nAnglers will get their fees back.", "Harbour Board"),
    (f"{LEAD}The delay was put down to “bad ground”. Anglers will get their fees back.", "Harbour Board"),
]  # fmt: skip
OWN_VOICE = [
    "Ida Roe said the bridge was unsafe. It would be the tallest in the county.",
    "Ida Roe said the bridge was unsafe. A new one would cost four million.",
    "Ida Roe said the bridge was unsafe. The river rose. Two farms were flooded. The county would pull it down.",
    "Ida Roe said the bridge was unsafe.\n\nDefeat on Saturday would send Rovers down.",
    "The council will vote on the plan on Thursday.",
    "The Space Agency will retire two of its craft in 2026.",
    "Ida Roe retires on Friday. The Harbour Board will name her successor.",
    f"{LEAD}“It is a mess,” said Len Stubb, an angler.\n\nTalks will begin on Monday.",
    "Temperatures will fall to minus 30 by Friday, the Weather Service said.\n\nSchools will stay shut.",
    "The pier is old, the Harbour Board said. The tide will turn at noon.",
    f"{LEAD}The regatta is to be held in August.",
    "The Harbour Board said the pier was old. Rovers will receive a cup.",
    "Workers of the world will meet in Tarn on Friday.",
]


@pytest.mark.parametrize(("text", "speaker"), CONTINUED)
def test_continued(text: str, speaker: str) -> None:
    """ "Would" behind a report, a body's act once it has spoken, and details of an announcement are the speaker's."""
    assert speaker == last_speaker(text)


@pytest.mark.parametrize("text", OWN_VOICE)
def test_own_voice(text: str) -> None:
    """What no report reaches is the article's: other subjects, past narrative between, forecasts, other sources."""
    assert last_speaker(text) is None

"""Who is answerable for a claim, by what name, and where the rules abstain."""

import pytest

from claims.model import ClaimReading, Document
from claims.reading.read import read_document

DAY = "2025-06-05"


def only(text: str) -> ClaimReading:
    """The one claim of a text."""
    (claim,) = read_document(Document(text=text, published_at=DAY)).claims
    return claim


SPEAKERS = [
    ("direct, inverted", "“It will rain,” said Ida Roe.", "Ida Roe"),
    ("direct, split", "“It,” Ida Roe said, “will rain.”", "Ida Roe"),
    ("attribution behind several sentences", "“It is dry. It will rain,” said Ida Roe.", "Ida Roe"),
    ("a quotation that goes on", "“It is dry,” said Ida Roe. “It will rain.”", "Ida Roe"),
    ("fullest name", "Ida Roe runs the farm. “It will rain,” Roe said.", "Ida Roe"),
    ("pronoun", "Ida Roe looked up. “It will rain,” she said.", "Ida Roe"),
    ("role kept off the name", "Governor Ida Roe said it would rain.", "Ida Roe"),
    ("body in front of a role", "Acme Steel CEO Ida Roe said prices would fall.", "Ida Roe"),
    ("appositive", "Ida Roe, a farmer from Marle, said it would rain.", "Ida Roe"),
    ("name in the appositive", "Its counsel, Ida Roe, said the firm would appeal.", "Ida Roe"),
    ("office with a field", "Minister for Railways Ida Roe said fares would rise.", "Ida Roe"),
    ("according to", "The river will rise, according to Ida Roe.", "Ida Roe"),
    ("in his words", "Otto Lund runs the mill. The mill, in his words, will close.", "Otto Lund"),
    ("speaking to", "Speaking to reporters, Ida Roe said it would rain.", "Ida Roe"),
    ("body's own plan", "Kestrel Air plans nine flights.", "Kestrel Air"),
    ("the company", "Kestrel Air is small. The company plans nine flights.", "Kestrel Air"),
    ("it", "Kestrel Air Ltd is small. It plans nine flights.", "Kestrel Air"),
    ("acronym", "General Rail (GR) is small. GR plans nine trains.", "General Rail"),
    ("the general", "General Otto Lund spoke. The general said the town would fall.", "Otto Lund"),
    ("description", "A senior officer said the town would fall.", "senior officer"),
    ("several", "Three trade sources said prices would fall.", "three trade sources"),
    ("inner speaker", "According to Ida Roe, Otto Lund said it would snow.", "Otto Lund"),
    ("belief", "Ida Roe thinks prices will fall.", "Ida Roe"),
    ("article's voice", "Kestrel Air will fly to Mavik.", None),
    ("passive", "Prices are expected to fall.", None),
    (
        "a title that looks like a verb",
        "State Minister Ida Roe told the Chamber of Trade the tax will rise.",
        "Ida Roe",
    ),
    ("somebody's lawyer", "The firm will appeal, said Lund's lawyer, Ida Roe.", "Ida Roe"),
    ("a body of many", "The Confederation of Marle Mills expects prices to fall.", "Confederation of Marle Mills"),
    ("a body for a topic", "The Commission on Land said it would publish a map.", "Commission on Land"),
    ("a body and a day", "The Commission on Monday said it would publish a map.", "Commission"),
    ("no one near", "“It will rain.”", None),
]


@pytest.mark.parametrize(("text", "speaker"), [row[1:] for row in SPEAKERS], ids=[row[0] for row in SPEAKERS])
def test_speaker(text: str, speaker: str | None) -> None:
    """The speaker is the one the text makes answerable, by the fullest name, or nobody."""
    assert speaker == only(text).speaker


def test_role_and_organisation_are_kept_apart() -> None:
    """What follows a name between commas is its role and its body."""
    claim = only("Ida Roe, chief executive of Marle Harbour Authority, said it would close a berth.")

    assert ("Ida Roe", "chief executive", "Marle Harbour Authority") == (claim.speaker, claim.role, claim.organisation)


def test_who_reports_stands_in_via() -> None:
    """A report inside a report is the inner speaker's, through the outer."""
    claim = only("Ida Roe said Otto Lund had told her that the mill would close.")

    assert ("Otto Lund", "Ida Roe") == (claim.speaker, claim.via)


def test_abstention_is_explained() -> None:
    """A quotation that nobody speaks leaves a line in the trace."""
    trace = read_document(Document(text="“It will rain.”", published_at=DAY)).trace

    assert ["quotation without a speaker"] == [line.rule for line in trace if line.claim is None]


ATTRIBUTIONS = [
    ("“It will rain,” said Ida Roe.", "direct"),
    ("Ida Roe said it would rain.", "indirect"),
    ("Ida Roe said it would “rain hard” at Marle on Monday.", "indirect"),
    ("The mill will close.", "none"),
]


@pytest.mark.parametrize(("text", "attribution"), ATTRIBUTIONS)
def test_attribution(text: str, attribution: str) -> None:
    """A claim in quotation marks is direct, a reported one indirect, and the article's own has none."""
    assert attribution == only(text).attribution


def test_interview_set_out_with_names() -> None:
    """In an interview with names or initials before the words, each answer is the one's who is named."""
    text = (
        "Ida Roe has run the mill since 2019.\n\nHerald: Will it close?\n\nRoe: It will stay open.\n\n"
        "Herald: And the dam?\n\nRoe: We will mend it in July.\n\nHerald: Thank you.\n\nIR: I won't retire.\n\n"
        "IR: Good day."
    )

    assert [("Ida Roe", "direct")] * 3 == [
        (claim.speaker, claim.attribution) for claim in read_document(Document(text=text, published_at=DAY)).claims
    ]

"""Words that are somebody's as a whole: interviews, letters, statements, and what "she said:" introduces."""

import pytest

from claims.model import ClaimReading, Document
from claims.reading.read import read_document

INTRO = "Rosa Timm has run the Halden ferry since 2009. She spoke to us on the quay.\n\n"


def claims_of(text: str, title: str | None = None) -> tuple[ClaimReading, ...]:
    """The claims of a text of Monday, 10 March 2025."""
    return read_document(Document(text=text, published_at="2025-03-10", title=title)).claims


def voices(text: str, title: str | None = None) -> list[tuple[str | None, str]]:
    """The speaker and the attribution of each claim."""
    return [(claim.speaker, claim.attribution) for claim in claims_of(text, title)]


def test_answers() -> None:
    """What follows "A:" is the words of whoever is interviewed, also in a second paragraph; questions are nobody's."""
    text = (
        f"{INTRO}Q: Is the new boat late?\n\nA: It will be here in May.\n\nThe old one will be sold in June.\n\n"
        "Q: Your critics say the fares will double by August.\n\nA: They can say so. We will keep them as they are."
    )

    assert [("Rosa Timm", "direct")] * 2 == voices(text)[:2]
    assert ("Rosa Timm", "direct") == voices(text)[-1]
    assert all(speaker != "Rosa Timm" for speaker, _ in voices(text)[2:-1])


def test_promises_in_answers() -> None:
    """What the one interviewed will do is a commitment."""
    text = f"{INTRO}Q: And the crew?\n\nA: I will hire two men in May.\n\nQ: And you?\n\nA: I'm staying."

    assert [("commitment", "2025-05-31")] == [(claim.kind, str(claim.latest)) for claim in claims_of(text)]


def test_transcript() -> None:
    """Where labels take turns, a paragraph without one goes on with the words before it; a bare Q asks."""
    text = (
        "Gaggle by Harbour Secretary Rosa Timm\n\nMS. TIMM: Good morning, all of you.\n\n"
        "We will open the lock on 20 March.\n\nQ Will the fares go up by May, as we hear?\n\n"
        "MS. TIMM: The fares will stay as they are.\n\nQ And the old boat?\n\nMS. TIMM: It will be sold in June."
    )

    assert [("TIMM", "direct")] * 3 == voices(text)


def test_questions_without_labels() -> None:
    """Paragraphs that ask, with answers in the first person between them, are an interview too."""
    text = (
        f"{INTRO}Is the new boat late?\n\nI am told it will be here in May.\n\nWhat of the old one?\n\n"
        "We will sell it in June.\n\nAnd the fares?\n\nThey will stay as they are this year, I promise."
    )

    assert [("Rosa Timm", "direct")] * 3 == voices(text)


def test_rhetorical_questions() -> None:
    """An article that asks questions and answers them in its own voice is no interview."""
    text = (
        "Rosa Timm runs the ferry.\n\nWill it come?\n\nThe boat will be here in May.\n\nWill it be sold?\n\n"
        "The old one will be sold in June.\n\nAnd the fares?\n\nThey will stay as they are this year."
    )

    assert [(None, "none")] * 3 == voices(text)


LETTERS = (
    "SIR - The council says little. When the inquiry opens on June 14 I shall be in the front row.\n\n"
    "The sheds will be gone in ten years.\n\nHarriet Lyle, Upper Marden\n\n"
    "SIR - Thirty degrees in March! There will be frost in June.\n\nFarmer, Hob's End"
)


def test_letters() -> None:
    """On a page of letters each one's words are its signer's, down to the signature and no further."""
    assert [("Harriet Lyle", "direct")] * 2 + [("Farmer, Hob's End", "direct")] == voices(LETTERS, "Letters")


def test_reports_in_letters() -> None:
    """A letter reports others as an article does: a body's own plan is the body's."""
    text = LETTERS.replace("The sheds will be gone in ten years.", "Marden Council plans to close the baths in May.")

    assert ("Marden Council", "indirect") in voices(text, "Letters")


def test_one_letter() -> None:
    """A text that is one letter speaks in its own voice."""
    text = "Sir, - The lamps will be smashed within five years.\n\nIt is a pity.\n\nYours,\nHubert Loame\nKelham"

    assert [(None, "none")] == voices(text)


def test_statement() -> None:
    """A statement's words are those of whoever its headline names, where it is in the first person."""
    title = "Statement by Harbour Secretary Ada Brandt on the Lock"
    text = f"{title}\n\nThe lock has been shut since May. We will open it on 20 March."

    assert [("Ada Brandt", "direct")] == voices(text, title)
    assert [(None, "none")] == voices(text.replace("We will open it", "It will open"), title)


@pytest.mark.parametrize("verb", ["said:", "said in a statement:", "told the harbour board on Friday:"])
def test_introduced(verb: str) -> None:
    """The paragraph behind "she said:" is her words, and so is the next while it is in the first person; then not."""
    text = (
        f"The lock is shut. Harbour master Ada Brandt {verb}\n\nThe new gates will be here in May. They are good.\n\n"
        "We will open the lock in June.\n\nThe ferry will run again in July."
    )

    assert [("Ada Brandt", "direct")] * 2 + [(None, "none")] == voices(text)


def test_introduced_quotation() -> None:
    """A quotation behind "she said:" stays a quotation, and ends where its marks do."""
    text = "Harbour master Ada Brandt said:\n\n“The gates will be here in May.” The ferry will run in July."

    assert [("Ada Brandt", "direct"), (None, "none")] == voices(text)

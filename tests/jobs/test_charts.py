"""Charts: drawn alike from alike values, with n in the picture and the same in words."""

from datetime import date
from xml.etree import ElementTree

import pytest

from claims.scorecard import Scorecard
from claims.scoring import score
from jobs.charts import CHARTS, ChartName, scorecard_chart
from tests.unit.scoring.build import TERMS, a_case

SVG = "{http://www.w3.org/2000/svg}"


def a_card() -> Scorecard:
    """Seven claims in the headline, of which one came true too late and two did not."""
    cases = [a_case(number, "no" if number < 3 else "yes") for number in range(7)]
    late = a_case(7)
    assert late.resolution
    from_june = type(late)(
        late.claim, type(late.resolution)(**{**fields(late.resolution), "occurred_from": date(2026, 6, 9)})
    )
    return score([*cases, from_june], name="Mira <Halvorsen> & $sons$", terms=TERMS)


def fields(value: object) -> dict[str, object]:
    """The value's fields by name."""
    return {name: getattr(value, name) for name in value.__struct_fields__}  # type: ignore[attr-defined]


def words_of(svg: str) -> tuple[str, str]:
    """The title of the picture, and all text in it."""
    root = ElementTree.fromstring(svg)
    title = root.findtext(f"{SVG}title") or ""
    return title, " ".join("".join(each.itertext()) for each in root.iter(f"{SVG}text"))


@pytest.mark.parametrize("name", CHARTS)
def test_chart(name: ChartName) -> None:
    """It is one SVG that says n in the picture, whose title tells it in words, and that is drawn alike twice."""
    card = a_card()
    svg = scorecard_chart(card, name)
    title, text = words_of(svg)

    assert svg == scorecard_chart(card, name)
    assert 'role="img"' in svg
    assert "n = 8" in text or (name == "lateness" and "n = 1 of 8" in text)
    assert "Mira <Halvorsen> & $sons$" in title
    assert "8" in title


@pytest.mark.parametrize("name", CHARTS)
def test_chart_of_nothing(name: ChartName) -> None:
    """A scorecard without a scored claim draws a sentence."""
    title, text = words_of(scorecard_chart(score([], name="Nobody", terms=TERMS), name))

    assert "No claim" in text
    assert "o claim" in title


def test_numbers_in_words() -> None:
    """The words of the calibration chart hold its numbers."""
    title, _ = words_of(scorecard_chart(a_card(), "calibration"))

    assert (
        "Calibration of Mira <Halvorsen> & $sons$, n = 8: said 97%, came true 50% of 8 (95 % interval 22% to 78%)."
        == title
    )

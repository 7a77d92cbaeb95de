"""Each phrase of the corpus is read as its line says, and nothing where there is no horizon: a case a line."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from claims.horizon.en.grammar import DATE_STAGES, PHRASES
from claims.horizon.find import TimedSentence, find_horizons
from claims.horizon.patterns import Product
from claims.model import HorizonReading
from claims.moment import Moment, read_moment

HERE = Path(__file__).parent / "horizons"


class Line(NamedTuple):
    """A sentence, the place of its phrase, and the window that is expected: earliest, latest or default, openness."""

    made: Moment
    country: str | None
    sentence: str
    start: int
    end: int
    expected: tuple[str | None, str | None, str]


def _lines(name: str) -> Iterator[tuple[Moment, str | None, str]]:
    made, country = read_moment("2026-03-11"), None
    for text in (HERE / name).read_text(encoding="utf-8").splitlines():
        if text.startswith("@"):
            _, day, *rest = text.split()
            made, country = read_moment(day), rest[0] if rest else None
        elif text.strip() and not text.startswith("#"):
            yield made, country, text


def _phrase_lines() -> Iterator[Line]:
    for made, country, text in _lines("phrases.txt"):
        marked, _, window = text.partition(" => ")
        earliest, latest, openness = [*window.split(), "closed"][:3]
        start, end = marked.index("["), marked.index("]") - 1
        sentence = marked.replace("[", "").replace("]", "")
        yield Line(made, country, sentence, start, end, (_none(earliest), _none(latest), openness))


def _own_lines() -> Iterator[Line]:
    path = HERE / "own.jsonl"
    for text in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        row = json.loads(text)
        start = row["sentence"].index(row["phrase"])
        expected = (row["earliest"], row["latest"], row["openness"])
        end = start + len(row["phrase"])
        yield Line(read_moment(row["made_at"]), row.get("country"), row["sentence"], start, end, expected)


def _none(text: str) -> str | None:
    return None if text == "-" else text


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _best(readings: list[HorizonReading], line: Line) -> HorizonReading | None:
    shared = [(min(each.end, line.end) - max(each.start, line.start), -i) for i, each in enumerate(readings)]
    top = max(shared, default=(0, 0))
    return readings[-top[1]] if top[0] > 0 else None


PHRASES_READ = [*_phrase_lines(), *_own_lines()]
NOTHING = list(_lines("nothing.txt"))
RULES = [each for stage in (*DATE_STAGES, PHRASES) for each in stage.rules]


@pytest.mark.parametrize("line", PHRASES_READ, ids=lambda line: line.sentence[line.start : line.end])
def test_phrase_is_read(line: Line) -> None:
    """The window of the phrase is the one worked out by hand."""
    reading = _best(find_horizons(line.sentence, line.made, country=line.country), line)

    assert reading is not None
    latest = reading.default_latest if reading.openness == "vague" else reading.latest
    assert line.expected == (_iso(reading.earliest), _iso(latest), reading.openness)


@pytest.mark.parametrize(("made", "country", "sentence"), NOTHING, ids=[text for _, _, text in NOTHING])
def test_nothing_is_read(made: Moment, country: str | None, sentence: str) -> None:
    """Words about the past, and words that are no time, are no horizon."""
    assert [] == find_horizons(sentence, made, country=country)


def test_corpus_has_enough_lines() -> None:
    """There are at least 300 lines with a phrase and 80 without."""
    assert len(PHRASES_READ) >= 300
    assert len(NOTHING) >= 80


def test_most_rules_fire() -> None:
    """Every rule, the holidays' aside, fires on some line of the corpus."""
    trace: list[Product] = []
    for line in PHRASES_READ:
        trace += TimedSentence(line.sentence, line.made, country=line.country).explain()
    for made, country, sentence in NOTHING:
        trace += TimedSentence(sentence, made, country=country).explain()
    fired = {step.rule for step in trace}
    silent = {each.name for each in RULES} - fired

    assert set() == {name for name in silent if not name.startswith("the holiday ") and not name.endswith("weekend")}

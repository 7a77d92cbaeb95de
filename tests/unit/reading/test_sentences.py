"""Sentences end where they end, and quotations are told from apostrophes."""

import pytest

from claims.reading.en.lexicon import ENGLISH
from claims.reading.layout import find_blocks
from claims.reading.model import Sentence
from claims.reading.sentences import split_sentences
from claims.reading.speeches import find_speeches


def sentences_of(text: str) -> list[Sentence]:
    """The sentences of a text."""
    blocks = find_blocks(text, None, ENGLISH)
    sentences, _ = split_sentences(text, blocks, find_speeches(text, blocks, None, ENGLISH), ENGLISH)
    return sentences


def quoted(text: str) -> list[str]:
    """The quoted words of a text, one entry for each quotation, joined by spaces."""
    found: dict[int, list[str]] = {}
    for sentence in sentences_of(text):
        for word, number in zip(sentence.words, sentence.quotes, strict=True):
            if number:
                found.setdefault(number, []).append(word)
    return [" ".join(words) for words in found.values()]


SPLITS = [
    ("It rained. It stopped.", 2),
    ("Dr. Roe of Acme Inc. spoke to Mr. Lund on Jan. 3. He left.", 2),
    ("The U.S. economy grew. It grew fast.", 2),
    ("It closed at 5 p.m. The crowd went home.", 2),
    ("“Will it rain?” he asked. “No.”", 2),
    ("John F. Roe ran for 3.5 miles. He won.", 2),
    ("He said: “It will rain. It always does.” Then he left.", 3),
    ("Wait... what? Yes!", 2),
]


@pytest.mark.parametrize(("text", "count"), SPLITS)
def test_number_of_sentences(text: str, count: int) -> None:
    """Abbreviations, initials, figures and quotations do not cut a sentence in two."""
    assert count == len(sentences_of(text))


QUOTES = [
    ('"It will rain," she said.', ["It will rain ,"]),
    ("“It will rain,” she said. “It won't stop.”", ["It will rain ,", "It won't stop ."]),
    ("‘The farmers’ union won't yield,’ she said.", ["The farmers ’ union won't yield ,"]),
    ("The farmers' union and the '82 strike.", []),
    ("He called it 'a black day' at Lund's.", ["a black day"]),
    ("It's the bakers' day, isn't it?", []),
    ("“One goes on.\n\n“Two ends it,” she said.", ["One goes on . Two ends it ,"]),
    ("‘One goes on.\n\n‘Two ends it,’ she said.", ["One goes on . Two ends it ,"]),
]


@pytest.mark.parametrize(("text", "expected"), QUOTES)
def test_quotations(text: str, expected: list[str]) -> None:
    """Straight, curly and single British marks open and close; apostrophes do neither; a quotation may run on."""
    assert expected == quoted(text)

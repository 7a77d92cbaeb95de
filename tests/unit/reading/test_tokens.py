"""Tokens remembered piece by piece are those of the text read in one go, and what a word can be hides nothing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.fuzz_reading import SMALL, make_case
from bench.machine import CORPUS, read_articles
from bench.prose import Prose
from claims.horizon.en.grammar import VOCABULARY
from claims.horizon.lexer import TOKEN, read_line
from claims.model import Document
from claims.reading import lexicon
from claims.reading.en.lexicon import ENGLISH
from claims.reading.lexicon import Lexicon
from claims.reading.model import Reading, ReadingError
from claims.reading.read import read_document
from claims.reading.tokens import Tokenizer, tokenizer

pieces = st.sampled_from(
    ["J.", "J.\n", "Roe", "U.S.", "St.", "a", "p.m.", "don't", "’", "5,000.", "\t", "", "e.g.", "—", "K"]
)
texts = st.one_of(st.lists(pieces, max_size=12).map(" ".join), st.text(max_size=60))


@settings(max_examples=400, deadline=None)
@given(text=texts, lead=st.integers(0, 3))
def test_pieces_make_the_tokens_of_the_whole_text(text: str, lead: int) -> None:
    """Cutting at spaces first changes neither a token nor its place, an initial before a capital included."""
    read = Tokenizer(ENGLISH)
    start = min(lead, len(text))
    whole = [(match.start(), match[0]) for match in read.pattern.finditer(text, start)]

    for _ in range(2):  # The second time from what was remembered.
        tokens = read.read(text, start, len(text))

        assert whole == list(zip(tokens.starts, tokens.words, strict=True))


def test_what_is_remembered_is_bounded() -> None:
    """Endless new words and one endless word leave no more behind than the limit allows."""
    read = Tokenizer(ENGLISH)
    for number in range(3):
        read.read(" ".join(f"w{number}x{at}" for at in range(20_000)), 0, 10**7)
    read.read("y" * 100_000, 0, 100_000)

    assert 0 < len(read) <= 32_768
    assert max(map(len, read)) < 100


def _read(document: Document) -> Reading | None:
    try:
        return read_document(document)
    except ReadingError:
        return None


@pytest.mark.parametrize("kind", [lexicon.CUE, lexicon.SPEECH])
def test_a_word_that_is_passed_over_begins_nothing(kind: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Were every word looked at as a possible cue or verb of saying, no text would be read otherwise."""
    documents = read_articles(CORPUS)
    documents += [Document(text=Prose(seed).article(SMALL), published_at="2025-06-02") for seed in range(10)]
    documents += [make_case(seed).document for seed in range(1_000_000, 1_000_200) if seed % 3]
    quick = [_read(document) for document in documents]
    kinds_of = Lexicon.kinds_of
    monkeypatch.setattr(Lexicon, "kinds_of", lambda self, word, low: kinds_of(self, word, low) | kind)
    tokenizer.cache_clear()

    thorough = [_read(document) for document in documents]
    tokenizer.cache_clear()

    assert thorough == quick


@settings(max_examples=300, deadline=None)
@given(
    text=st.one_of(
        st.lists(st.sampled_from(["10", "p.", "m.", "p.m.", "May", "3", "’s", "2026-", "w/in", "\n"])).map(" ".join),
        st.text(max_size=60),
    )
)
def test_pieces_make_the_time_words_of_the_whole_sentence(text: str) -> None:
    """The line of a sentence has the tokens of the sentence lexed in one go, "10 p. m." included."""
    sentence = "On Monday " + text
    nodes = read_line(sentence, VOCABULARY).nodes

    assert [match.span() for match in TOKEN.finditer(sentence)] == [(node.start, node.end) for node in nodes]

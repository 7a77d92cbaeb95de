"""One article at several URLs, and several texts at one URL."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from jobs.errors import InputError, StateConflict
from jobs.ingest import Ingested, ingest_article
from jobs.redact import redact_article
from jobs.requests import NewArticle, NewRedaction
from jobs.reread import reread_article
from jobs.versions import ArticleVersion, url_key, urls_of, versions_of
from storage.ledger import Ledger
from tests.jobs.build import NOW

URL = "https://news.example/harbour"
FIRST = "The harbour will open within two weeks, the harbour master Mira Halvorsen said on Saturday."
ADDED = "A second crane will be built by the end of next year, she said."
OTHER = "https://mirror.example/42"


def ingest(ledger: Ledger, text: str, url: str | None = URL, days: int = 0) -> Ingested:
    request = NewArticle(text=text, url=url, published_at="2025-11-22")
    return ingest_article(ledger, request, actor="local", now=NOW + timedelta(days=days))


def test_the_same_article_under_two_urls_is_one(ledger: Ledger) -> None:
    """The second URL is kept with the first; nothing else changes, and the third time nothing at all."""
    first = ingest(ledger, FIRST)
    second = ingest(ledger, FIRST, OTHER, days=1)
    head = ledger.head()
    third = ingest(ledger, FIRST, OTHER, days=2)

    assert (False, True, True) == (first.known, second.known, third.known)
    assert first.article == second.article
    assert (URL, OTHER) == urls_of(ledger, first.article)
    assert head == ledger.head()
    assert 1 == ledger.article_count()


def test_an_edited_article_is_a_new_version(ledger: Ledger) -> None:
    """Another text at the URL is stored as the next version; the claim in the same words stays where it was first."""
    first = ingest(ledger, FIRST)
    edited = ingest(ledger, f"Update. {FIRST} {ADDED}", days=1)
    again = ingest(ledger, f"Update, again. {FIRST} {ADDED}", days=2)

    assert not edited.known
    assert 1 == len(first.claims)
    assert first.claims == ledger.article_claims(first.article.id)
    assert [True] == ["second crane" in claim.text for claim in edited.claims]
    assert () == again.claims
    assert all(edited.article.text[claim.start : claim.end] == claim.text for claim in edited.claims)
    versions = tuple(
        ArticleVersion(number=number, article_id=each.article.id)
        for number, each in enumerate((first, edited, again), 1)
    )
    assert versions == versions_of(ledger, first.article) == versions_of(ledger, again.article)


def test_rereading_does_not_double_a_claim(ledger: Ledger) -> None:
    """A later version that is read again still has no claims for what an earlier one says in the same words."""
    ingest(ledger, FIRST)
    edited = ingest(ledger, f"Update. {FIRST} {ADDED}", days=1)

    found = reread_article(ledger, edited.article.id, apply=True, actor="local", now=NOW + timedelta(days=2))

    assert () == found.items[0].differences
    assert edited.claims == ledger.article_claims(edited.article.id)


def test_a_text_that_comes_back_is_the_old_article(ledger: Ledger) -> None:
    """A page that goes back to an earlier text adds nothing."""
    first = ingest(ledger, FIRST)
    ingest(ledger, f"Update. {FIRST}", days=1)
    head = ledger.head()

    assert first.article == ingest(ledger, FIRST, days=2).article
    assert head == ledger.head()


def test_without_a_url_there_are_no_versions(ledger: Ledger) -> None:
    """Texts without a URL have nothing to do with each other."""
    one, other = ingest(ledger, FIRST, None), ingest(ledger, f"Update. {FIRST}", None)

    assert 1 == len(one.claims) == len(other.claims)
    assert (ArticleVersion(number=1, article_id=other.article.id),) == versions_of(ledger, other.article)


def test_versions_from_many_threads_are_numbered_once(ledger: Ledger) -> None:
    """Four texts at one URL at once become four versions, and one of them has the claim."""
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(lambda number: ingest(ledger, f"{number}. {FIRST}"), range(4)))

    assert [1, 2, 3, 4] == [version.number for version in versions_of(ledger, done[0].article)]
    assert 1 == sum(len(each.claims) for each in done)


def test_versions_have_a_bound(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that never stands still is refused at some point."""
    monkeypatch.setattr("jobs.versions.VERSIONS_MAX", 2)
    ingest(ledger, FIRST)
    ingest(ledger, f"1. {FIRST}")

    with pytest.raises(InputError, match="2 versions"):
        ingest(ledger, f"2. {FIRST}")


def test_what_was_redacted_does_not_come_back_edited(ledger: Ledger) -> None:
    """A URL of which a version was redacted takes no later one; other URLs do."""
    first = ingest(ledger, FIRST)
    reason = NewRedaction(reason="The person concerned has asked for it.")
    redact_article(ledger, first.article.id, reason, actor="ada", now=NOW)

    with pytest.raises(StateConflict, match=first.article.id):
        ingest(ledger, f"Update. {FIRST}", days=1)
    assert ingest(ledger, f"Elsewhere. {FIRST}", OTHER).claims


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://News.example/a", "https://news.example/a#part", True),
        ("https://news.example:443/a", "https://news.example/a", True),
        ("https://news.example/a", "https://news.example/A", False),
        ("https://news.example/a", "http://news.example/a", False),
        ("https://news.example/a?b=1", "https://news.example/a", False),
        ("http://[", "http://[", True),
    ],
)
def test_what_is_one_url(one: str, other: str, same: bool) -> None:
    """Case of the host, default ports and fragments do not make another URL; paths and queries do."""
    assert same == (url_key(one) == url_key(other))

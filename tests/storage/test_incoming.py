"""Sources, their items, where articles stood, and how far the polling has got."""

from datetime import timedelta

import msgspec

from storage.incoming import Poll
from storage.ledger import Change, Ledger
from tests.storage.build import (
    DEADLINE,
    NOW,
    STEPS,
    a_feed_source,
    a_source_item,
    adding,
    an_article,
    an_article_url,
)


def test_what_comes_in_comes_back_as_it_was(ledger: Ledger) -> None:
    """A source, an item and a URL are read back equal to what was committed."""
    source, article = a_feed_source(), an_article()
    item, url = a_source_item(source.id, article.id), an_article_url(article.id)
    later = an_article_url(an_article().id, first_id=article.id, number=2)

    ledger.commit(adding(article, source, item, url, later))

    assert source == ledger.feed_source(source.id)
    assert (source,) == ledger.feed_sources()
    assert (item,) == ledger.source_items(source.id)
    assert (url,) == ledger.article_urls(article.id)
    assert (later,) == ledger.article_versions(article.id)
    assert ledger.verify().difference is None


def test_polls_are_put_in_place_of_those_before(ledger: Ledger) -> None:
    """How a poll stands is no event; the earliest to come is that of a source that has not ended."""
    source, ended = a_feed_source(), a_feed_source()
    stopped = msgspec.structs.replace(ended, ended_at=NOW, version=2)
    first = Poll(id=source.id, next_poll_at=NOW)
    ledger.commit(Change(steps=adding(source, ended).steps, working=(first, Poll(id=ended.id, next_poll_at=NOW))))
    ledger.commit(Change(steps=(STEPS.moved(ended, stopped, "test.moved"),)))
    before = ledger.head()
    second = Poll(id=source.id, next_poll_at=DEADLINE, polled_at=NOW, etag='"1"', failures=2, error="timed out")
    due = ledger.polls_until(NOW, limit=9)
    ledger.commit(Change(steps=(), working=(second,)))

    assert (first,) == due
    assert (second,) == ledger.polls([source.id])
    assert DEADLINE == ledger.next_poll_at() == ledger.next_poll_at(after=DEADLINE - timedelta(seconds=1))
    assert ledger.next_poll_at(after=DEADLINE) is None
    assert before == ledger.head()
    assert ledger.verify().difference is None

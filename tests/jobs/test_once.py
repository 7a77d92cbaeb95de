"""Requests that are sent again."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from jobs.expire import sweep
from jobs.ingest import add_claim, ingest_article
from jobs.once import Once
from jobs.report import define_report
from jobs.requests import NewArticle, NewReportDefinition
from jobs.resolve import resolve_claim
from storage.errors import AnswerConflict
from storage.ledger import Ledger
from tests.jobs.build import DEADLINE, NOW, a_request, it_happened, later, stored

ONCE = Once(key="k1", request_sha256="a" * 64)
OTHER_BODY = Once(key="k1", request_sha256="b" * 64)


def test_a_claim_sent_again_is_answered_as_before(ledger: Ledger) -> None:
    """The same request gives the same answer, also after the claim has moved on, and stores nothing."""
    first = add_claim(ledger, a_request(), actor="local", now=NOW, once=ONCE)
    sweep(ledger, now=DEADLINE)

    again = add_claim(ledger, a_request(), actor="local", now=later(days=1), once=ONCE)

    assert first == again
    assert 1 == len(ledger.claims())


def test_a_key_with_another_body_is_a_conflict(ledger: Ledger) -> None:
    """A key stands for one request."""
    add_claim(ledger, a_request(), actor="local", now=NOW, once=ONCE)

    with pytest.raises(AnswerConflict, match="another request"):
        add_claim(ledger, a_request(text="Something else"), actor="local", now=NOW, once=OTHER_BODY)


def test_the_same_request_many_times_at_once_is_done_once(ledger: Ledger) -> None:
    """Eight threads with one key store one claim and all get its id."""
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: add_claim(ledger, a_request(), actor="local", now=NOW, once=ONCE), range(8)))

    assert 1 == len({claim.id for claim in made}) == len(ledger.claims())


def test_a_resolution_sent_again_is_no_conflict(ledger: Ledger) -> None:
    """Whoever did not hear the answer may ask again and is told what was done."""
    claim = stored(ledger)
    first = resolve_claim(ledger, claim.id, it_happened(), actor="local", now=later(hours=1), once=ONCE)

    assert first == resolve_claim(ledger, claim.id, it_happened(), actor="local", now=later(hours=2), once=ONCE)
    assert 1 == len(ledger.resolutions([claim.id]))


def test_an_article_sent_again_is_answered_as_before(ledger: Ledger) -> None:
    """The answer of the first time comes back with the text, of which no second copy is kept."""
    request = NewArticle(text="The harbour will open on 24 November, the port said.", published_at="2025-11-22")
    first = ingest_article(ledger, request, actor="local", now=NOW, once=ONCE)

    again = ingest_article(ledger, request, actor="local", now=NOW + timedelta(days=1), once=ONCE)

    assert first == again
    answer = ledger.answer("k1")
    assert answer is not None
    assert "the port said" not in answer.body


def test_a_known_article_holds_its_key_too(ledger: Ledger) -> None:
    """A key that was used for an article that was known already stands for that request."""
    request = NewArticle(text="The harbour will open on 24 November, the port said.", published_at="2025-11-22")
    ingest_article(ledger, request, actor="local", now=NOW)

    assert ingest_article(ledger, request, actor="local", now=NOW, once=ONCE).known
    assert ingest_article(ledger, request, actor="local", now=NOW, once=ONCE).known
    with pytest.raises(AnswerConflict):
        ingest_article(ledger, request, actor="local", now=NOW, once=OTHER_BODY)


def test_a_definition_sent_again_is_defined_once(ledger: Ledger) -> None:
    """A report is not made twice because its definition was sent twice."""
    request = NewReportDefinition(name="Weekly", cron="0 8 * * mon")
    first = define_report(ledger, request, actor="local", now=NOW, once=ONCE)

    assert first == define_report(ledger, request, actor="local", now=NOW, once=ONCE)
    assert (first,) == ledger.definitions()

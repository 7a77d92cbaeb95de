"""Articles in, claims out; and claims by hand."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from typing import Any

import msgspec
import pytest

from jobs.errors import InputError
from jobs.expire import sweep
from jobs.ingest import add_claim, ingest_article
from jobs.requests import TEXT_LENGTH_MAX, NewArticle, NewClaim
from storage.ledger import Ledger
from tests.jobs.build import DEADLINE, NOW, a_request, kinds, stored

TEXT = (
    'The harbour has been closed since spring. "The harbour will open on 24 November," the harbour master, Mira '
    "Halvorsen, said on Saturday. Nobody was hurt."
)


def an_article(**fields: Any) -> NewArticle:
    """A short article with one claim."""
    return NewArticle(**({"text": TEXT, "published_at": "2025-11-22", "title": "Harbour to open"} | fields))


def test_an_article_is_stored_with_its_claims(ledger: Ledger) -> None:
    """Text, digest, offsets and speaker are kept; each claim stands in the text where it says."""
    done = ingest_article(ledger, an_article(publisher="Coast News"), actor="local", now=NOW)

    assert not done.known
    assert hashlib.sha256(TEXT.encode()).hexdigest() == done.article.sha256
    assert done.article == ledger.article(done.article.id)
    assert done.claims == ledger.article_claims(done.article.id)
    assert done.claims
    assert all(TEXT[claim.start : claim.end] == claim.text for claim in done.claims)
    (claim,) = done.claims
    assert claim.speaker_id is not None
    assert claim.speaker == ledger.speaker(claim.speaker_id).name
    assert ["article.added"] == kinds(ledger, done.article.id)


def test_the_same_text_again_is_known(ledger: Ledger) -> None:
    """The text's digest is its identity: a second time changes nothing, whatever else the request says."""
    first = ingest_article(ledger, an_article(), actor="local", now=NOW)
    head = ledger.head()

    again = ingest_article(ledger, an_article(title="Another"), actor="local", now=NOW + timedelta(days=1))

    assert again.known
    assert (first.article, first.claims) == (again.article, again.claims)
    assert head == ledger.head()


def test_one_article_from_many_threads_is_stored_once(ledger: Ledger) -> None:
    """Eight threads with the same article store it once; all get the same answer."""
    with ThreadPoolExecutor(8) as pool:
        done = list(pool.map(lambda _: ingest_article(ledger, an_article(), actor="local", now=NOW), range(8)))

    assert 1 == sum(not each.known for each in done)
    assert 1 == len({each.article.id for each in done}) == len(ledger.articles())


def test_a_speaker_is_one_across_articles(ledger: Ledger) -> None:
    """Two articles stored at once that name the same new speaker share it."""
    texts = [TEXT + f" This is report number {number}." for number in range(8)]

    with ThreadPoolExecutor(8) as pool:
        done = list(pool.map(lambda text: ingest_article(ledger, an_article(text=text), actor="local", now=NOW), texts))

    assert 1 == len({claim.speaker_id for each in done for claim in each.claims}) == len(ledger.speakers())


def test_an_old_article_is_due_at_once(ledger: Ledger) -> None:
    """A claim whose time has passed when it is stored is due, and no sweep flags it again."""
    done = ingest_article(ledger, an_article(), actor="local", now=NOW + timedelta(days=400))

    assert {"due"} == {claim.status for claim in done.claims}
    assert done.claims == ledger.due()
    assert () == sweep(ledger, now=NOW + timedelta(days=401))


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"text": "   \n\t "}, "empty"),
        ({"published_at": "yesterday"}, "published_at"),
        ({"published_at": "1492-10-12"}, "out of range"),
        ({"published_at": "2025-02-30"}, "published_at"),
        ({"time_zone": "Mars/Base"}, "not a time zone"),
        ({"text": "half \ud800 pair"}, "surrogate"),
    ],
)
def test_a_bad_article_is_refused_and_nothing_kept(ledger: Ledger, fields: dict[str, Any], message: str) -> None:
    """What is wrong is named, and the ledger stays as it was."""
    with pytest.raises(InputError, match=message):
        ingest_article(ledger, an_article(**fields), actor="local", now=NOW)

    assert ledger.head() is None


def test_an_over_long_article_is_refused() -> None:
    """The bound is in the request itself."""
    body = msgspec.json.encode({"text": "a" * (TEXT_LENGTH_MAX + 1), "published_at": "2025-11-22"})

    with pytest.raises(msgspec.ValidationError, match="<= 1000000"):
        msgspec.json.decode(body, type=NewArticle)


def test_a_claim_with_a_deadline_instant(ledger: Ledger) -> None:
    """The last day is the one that holds the last moment before the instant, in the claim's zone."""
    claim = stored(ledger, made_at="2025-11-22T12:00:00+02:00", deadline_at="2025-11-25T00:00:00+02:00")

    assert (date(2025, 11, 24),) * 3 == (claim.latest, claim.strict_latest, claim.lenient_latest)
    assert datetime(2025, 11, 24, 22, tzinfo=UTC) == claim.deadline_at == claim.check_at
    assert ("by", "closed", "deadline", "pending") == (claim.shape, claim.openness, claim.check_reason, claim.status)
    assert claim == ledger.claim(claim.id)


def test_a_deadline_a_moment_into_a_day_ends_on_that_day(ledger: Ledger) -> None:
    """A deadline one microsecond after midnight has that day as its last."""
    claim = stored(ledger, deadline_at="2025-11-25T00:00:00.000001Z")

    assert date(2025, 11, 25) == claim.latest


def test_a_claim_with_horizon_words(ledger: Ledger) -> None:
    """The words are dated by the same rules as in articles."""
    claim = stored(ledger, deadline_at=None, horizon="within two days", text="The harbour will open")

    assert ("within two days", "by") == (claim.horizon, claim.shape)
    assert date(2025, 11, 24) == claim.latest
    assert DEADLINE == claim.check_at


def test_words_that_begin_something_are_judged_from_then_on(ledger: Ledger) -> None:
    """A claim that something will last "for at least two weeks" is looked at when the two weeks are over."""
    claim = stored(ledger, deadline_at=None, horizon="for at least two weeks", text="The lift will run")

    assert ("at_least", date(2025, 12, 6), "begins") == (claim.shape, claim.begins, claim.check_reason)
    assert datetime(2025, 12, 6, tzinfo=UTC) == claim.check_at


def test_a_claim_without_a_time_comes_up_for_review(ledger: Ledger) -> None:
    """An undated claim is looked at again after 180 days."""
    claim = stored(ledger, deadline_at=None)

    assert ("undated", "review", None) == (claim.shape, claim.check_reason, claim.latest)
    assert datetime(2026, 5, 21, tzinfo=UTC) == claim.check_at


def test_a_claim_by_hand_is_accepted_and_has_its_topics(ledger: Ledger) -> None:
    """Whoever enters a claim by hand has looked at it."""
    claim = stored(ledger, topics=("harbour", "north"), hedge="likely", negated=True, kind="commitment")

    assert ("accepted", ("harbour", "north"), 0.75, True) == (
        claim.review,
        claim.topics,
        claim.probability,
        claim.negated,
    )
    assert (None, 0, len(claim.text)) == (claim.article_id, claim.start, claim.end)


def test_other_spellings_of_a_name_are_aliases(ledger: Ledger) -> None:
    """A name that differs in case or spacing is the same speaker, and is kept as an alias, once."""
    names = ("Mira Halvorsen", "MIRA HALVORSEN", "Mira  Halvorsen", "MIRA HALVORSEN", "Tom Brandt")
    claims = [stored(ledger, speaker=name) for name in names]

    mira, tom = ledger.speakers()

    assert ("Mira Halvorsen", ("MIRA HALVORSEN", "Mira  Halvorsen")) == (mira.name, mira.aliases)
    assert ("Tom Brandt", ()) == (tom.name, tom.aliases)
    assert [mira.id] * 4 + [tom.id] == [claim.speaker_id for claim in claims]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"deadline_at": "2025-11-25"}, "is a day"),
        ({"deadline_at": "soon"}, "deadline_at"),
        ({"deadline_at": "2025-11-20T00:00:00Z"}, "does not lie after"),
        ({"made_at": "2025-11-22T12:00:00Z", "deadline_at": "2025-11-22T12:00:00Z"}, "does not lie after"),
        ({"horizon": "within two days"}, "not both"),
        ({"deadline_at": None, "horizon": "purple monkeys"}, "no date was found"),
        ({"made_at": "2025-13-01"}, "made_at"),
        ({"text": "  "}, "text"),
        ({"time_zone": "Nowhere"}, "not a time zone"),
    ],
)
def test_a_bad_claim_is_refused_and_nothing_kept(ledger: Ledger, fields: dict[str, Any], message: str) -> None:
    """What is wrong is named, and the ledger stays as it was."""
    with pytest.raises(InputError, match=message):
        add_claim(ledger, a_request(**fields), actor="local", now=NOW)

    assert ledger.head() is None


@pytest.mark.parametrize(
    "fields",
    [
        {"text": "a" * 2001},
        {"speaker": "a" * 201},
        {"topics": ["a"] * 21},
        {"country": "germany"},
        {"hedge": "sure"},
        {"extra": 1},
        {"made_at": ""},
    ],
)
def test_requests_are_bounded(fields: dict[str, Any]) -> None:
    """Over-long, unknown and malformed fields do not pass the request's own check."""
    body = {"text": "It will open", "made_at": "2025-11-22"} | fields

    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(msgspec.json.encode(body), type=NewClaim)

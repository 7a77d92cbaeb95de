"""What a rereading asks of the ledger: claims that are read otherwise, and claims that wait for nothing."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from claims.model import Claim, ClaimReading
from storage.errors import VersionConflict
from storage.events import READ, REREAD
from storage.ledger import About, Change, Ledger
from storage.open import open_ledger
from storage.waiting import DueFilter
from tests.storage.build import (
    DEADLINE,
    STEPS,
    a_claim,
    a_resolution,
    a_speaker,
    adding,
    an_article,
    flagged,
    moving,
)

DAY = date(2026, 5, 31)


def read_otherwise(claim: Claim, speaker_id: str | None) -> Claim:
    """The claim with another value in every field that comes from a reading."""
    return msgspec.structs.replace(
        claim,
        start=3,
        end=31,
        text="the bridge “will” close",
        ruleset="newer",
        rules=("close", "by"),
        speaker_id=speaker_id,
        speaker='The mayor\'s "office"',
        role="mayor",
        organisation="town",
        via="Tom Brandt",
        attribution="indirect",
        kind="commitment",
        negated=True,
        conditional=True,
        condition="if the ice holds",
        hedge="likely",
        probability=0.8,
        probability_source="stated",
        made_at="2025-11-21T10:00:00+03:00",
        time_zone="Europe/Kyiv",
        horizon="by May",
        shape="during",
        openness="vague",
        begins=DAY,
        earliest=DAY,
        latest=None,
        default_latest=DAY,
        strict_latest=DAY,
        lenient_latest=DAY + timedelta(days=9),
        earliest_at=datetime(2026, 5, 1, 8, tzinfo=UTC),
        deadline_at=datetime(2026, 5, 31, 8, tzinfo=UTC),
        check_at=datetime(2026, 5, 31, 8, tzinfo=UTC),
        check_reason="default",
        review="unreviewed",
        doubt=40,
        version=claim.version + 1,
    )


def rereading(before: Claim, after: Claim) -> Change:
    """The change that a rereading makes."""
    return Change(steps=(STEPS.moved(before, after, REREAD),))


def test_every_field_of_a_reading_changes(tmp_path: Path) -> None:
    """All of them are kept, twice in a row and across a restart, and the event holds digests in place of texts."""
    path = tmp_path / "ledger.duckdb"
    speaker, claim, other = a_speaker(), a_claim(), a_claim()
    after = read_otherwise(claim, speaker.id)
    back = msgspec.structs.replace(claim, version=3)
    with open_ledger(path) as ledger:
        ledger.commit(adding(speaker, claim, other))
        ledger.commit(rereading(claim, after))
        found, queued = ledger.claim(claim.id), ledger.pending_until(after.check_at, limit=9)
        told = [event.body for _, event in ledger.events(subject_id=claim.id)]
        ledger.commit(rereading(after, back))
        ledger.commit(rereading(back, msgspec.structs.replace(after, version=4)))

    changed = {name for name in READ if getattr(claim, name) != getattr(after, name)}
    assert READ == changed >= set(ClaimReading.__struct_fields__)
    assert after == found
    assert (other, after) == queued
    assert all(words not in told[1] for words in ("bridge", "mayor", "Brandt", "ice", "May"))
    with open_ledger(path) as ledger:
        assert msgspec.structs.replace(after, version=4) == ledger.claim(claim.id)
        assert claim.id == ledger.claims()[1].id
        assert ledger.verify().difference is None


def test_only_a_rereading_changes_what_a_claim_says(ledger: Ledger) -> None:
    """Any other sort of event that would change a reading is refused where it is made."""
    claim = a_claim()
    after = msgspec.structs.replace(claim, text="The harbour will not open", version=2)

    with pytest.raises(ValueError, match="cannot be moved"):
        STEPS.moved(claim, after, "claim.flagged")
    with pytest.raises(ValueError, match="cannot be moved"):
        STEPS.moved(claim, msgspec.structs.replace(claim, topics=(), version=2), REREAD)


def test_a_rereading_needs_the_claim_as_it_was(ledger: Ledger) -> None:
    """A claim that was flagged meanwhile is not read over."""
    claim = a_claim()
    ledger.commit(adding(claim))
    ledger.commit(moving(claim, flagged(claim)))

    with pytest.raises(VersionConflict):
        ledger.commit(rereading(claim, read_otherwise(claim, None)))

    assert flagged(claim) == ledger.claim(claim.id)
    assert ledger.verify().difference is None


def test_a_rejected_claim_waits_for_nothing(ledger: Ledger) -> None:
    """It leaves the due queue, pending or due, and comes back when it is no longer rejected."""
    pending, due = a_claim(), a_claim(status="due")
    ledger.commit(adding(pending, due))
    rejected = [msgspec.structs.replace(each, review="rejected", version=2) for each in (pending, due)]

    ledger.commit(
        Change(steps=tuple(STEPS.moved(*pair, "test.moved") for pair in zip((pending, due), rejected, strict=True)))
    )

    assert () == ledger.due() == ledger.pending_until(DEADLINE, limit=9)
    assert ledger.next_check_at() is None
    assert ledger.verify().difference is None

    ledger.commit(moving(rejected[0], msgspec.structs.replace(rejected[0], review="unreviewed", version=3)))

    assert [pending.id] == [claim.id for claim in ledger.pending_until(DEADLINE, limit=9)]
    assert ledger.verify().difference is None


def test_lists_about_somebody_or_something(ledger: Ledger) -> None:
    """Due claims and resolutions are found by speaker, article and topic, in pages, in the order of the whole list."""
    article, speaker = an_article(), a_speaker()
    claims = [
        a_claim(status="due", topics=(), check_at=DEADLINE + timedelta(hours=3)),
        a_claim(status="due", topics=(), speaker_id=speaker.id, check_at=DEADLINE + timedelta(hours=2)),
        a_claim(status="due", topics=("ice",), speaker_id=speaker.id, check_at=DEADLINE + timedelta(hours=1)),
        a_claim(status="due", topics=("ice",), article_id=article.id),
    ]
    resolutions = [a_resolution(claim.id) for claim in claims]
    ledger.commit(adding(article, speaker, *claims, *resolutions, a_claim(speaker_id=speaker.id)))

    def due(limit: int = 9, **about: str) -> list[int]:
        found, after = [], None
        while page := ledger.due(DueFilter(**about), limit=limit, after=after):
            after = (page[-1].check_at, page[-1].id)
            found += [claims.index(claim) for claim in page]
        return found

    def resolved(limit: int = 9, **about: str) -> list[int]:
        found, before = [], None
        while page := ledger.latest_resolutions(About(**about), limit=limit, before=before):
            before = page[-1].id
            found += [resolutions.index(resolution) for resolution in page]
        return found

    for limit in (1, 9):
        assert [3, 2, 1, 0] == due(limit)
        assert [3, 2, 1, 0] == resolved(limit)
        assert [2, 1] == due(limit, speaker_id=speaker.id) == resolved(limit, speaker_id=speaker.id)
        assert [3, 2] == due(limit, topic="ice") == resolved(limit, topic="ice")
        assert [3] == due(limit, article_id=article.id) == resolved(limit, article_id=article.id)
        assert [2] == due(limit, speaker_id=speaker.id, topic="ice")
        assert [] == due(limit, speaker_id="not an id") == resolved(limit, speaker_id="not an id")
    assert 1 == ledger.article_count()

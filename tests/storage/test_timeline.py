"""The places that the ledger gives to entries are those that claims/timeline.py gives them, on ledgers of all sorts."""

import random
from datetime import UTC, date, datetime, timedelta
from typing import Any, get_args

import msgspec
import pytest

from claims.model import Claim
from claims.timeline import EntryKind, TimelineEntry
from claims.timeline import timeline as ordered
from jobs.ids import new_id
from jobs.timeline import timeline_page, whole_timeline
from storage.ledger import Ledger
from storage.records import ArticleMention
from storage.timeline import NO_ID, Place, TimelineFilter
from tests.storage.build import a_claim, a_resolution, a_speaker, adding, an_article, moving

NOW = datetime(2025, 12, 1, 9, 30, tzinfo=UTC)
ZONES = ("UTC", "Z", "+03:00", "-09:30", "Europe/Kyiv", "America/New_York", "Pacific/Kiritimati")
TOPICS = ("harbour", "rail", "weather")


class Filled:
    """A ledger with claims of every sort, and what was put into it."""

    def __init__(self, ledger: Ledger, seed: int) -> None:
        self.dice = random.Random(seed)
        self.ledger = ledger
        speakers = [a_speaker(name=name) for name in ("Ada Brandt", "Tom Ek")]
        articles = [an_article() for _ in range(4)]
        threads = [new_id() for _ in range(2)]
        self.mentions = [self.mention(self.dice.choice(articles).id) for _ in range(12)]
        self.claims = [self.claim(speakers, articles, threads) for _ in range(80)]
        self.resolutions = [
            a_resolution(claim.id, **self.outcome())
            for claim in self.claims
            for _ in range(self.dice.choice((0, 0, 1, 2)))
        ]
        ledger.commit(adding(*speakers, *articles, *self.mentions, *self.claims, *self.resolutions))

    def day(self) -> date:
        return date(2025, 11, 20) + timedelta(days=self.dice.randrange(16))

    def instant(self) -> datetime:
        return datetime(2025, 11, 20, tzinfo=UTC) + timedelta(minutes=self.dice.randrange(16 * 24 * 60))

    def maybe(self, value: Any) -> Any:
        return self.dice.choice((None, value))

    def mention(self, article_id: str) -> ArticleMention:
        first = self.day()
        last = first + timedelta(days=self.dice.choice((0, 0, 5)))
        start = self.dice.randrange(1000)
        speaker = self.dice.choice((None, "Tom Ek", "a clerk"))
        return ArticleMention(
            id=new_id(),
            article_id=article_id,
            start=start,
            end=start + 5,
            text="A storm",
            earliest=first,
            latest=last,
            speaker=speaker,
            recorded_at=NOW,
        )

    def claim(self, speakers: list[Any], articles: list[Any], threads: list[str]) -> Claim:
        made, end = self.instant(), self.dice.choice((None, self.day(), self.day()))
        vague = self.dice.random() < 0.2
        speaker, article = self.maybe(self.dice.choice(speakers)), self.maybe(self.dice.choice(articles))
        at = made.astimezone(UTC).isoformat().replace("+00:00", self.dice.choice(("Z", "z", "-03:30", ".123456789Z")))
        return a_claim(
            speaker_id=speaker and speaker.id,
            speaker=speaker and speaker.name,
            article_id=article and article.id,
            start=self.dice.choice((0, 7)),
            end=50,
            made_at=self.dice.choice((at, made.date().isoformat())),
            time_zone=self.dice.choice(ZONES),
            shape=self.dice.choice(("by", "during", "not_before")),
            earliest=self.maybe(self.day()),
            begins=self.maybe(self.day()),
            latest=None if vague else end,
            default_latest=end if vague else None,
            strict_latest=end,
            lenient_latest=end,
            earliest_at=self.maybe(self.instant()),
            deadline_at=self.maybe(self.instant()),
            check_at=self.instant(),
            recorded_at=self.dice.choice((self.instant(), NOW, NOW + timedelta(seconds=1))),
            review=self.dice.choice(("unreviewed", *["accepted"] * 5, "rejected")),
            merged_into=self.dice.choice((*[None] * 7, new_id())),
            thread_id=self.maybe(self.dice.choice(threads)),
            topics=tuple(self.dice.sample(TOPICS, self.dice.randrange(3))),
        )

    def outcome(self) -> dict[str, Any]:
        first = self.maybe(self.day())
        last = first and self.maybe(first + timedelta(days=3))
        recorded_at = self.dice.choice((self.instant(), NOW + timedelta(seconds=1)))
        return {"occurred_from": first, "occurred_to": last, "recorded_at": recorded_at}

    def expected(self) -> tuple[TimelineEntry, ...]:
        """The whole timeline, out of all rows."""
        standing = [claim for claim in self.claims if claim.merged_into is None]
        return ordered(standing, self.resolutions, self.mentions, as_of=NOW)


@pytest.fixture(params=range(8))
def filled(ledger: Ledger, request: pytest.FixtureRequest) -> Filled:
    return Filled(ledger, request.param)


def test_places_are_those_of_the_entries(filled: Filled) -> None:
    """All entries, in the same order, whole and in pages of any size."""
    expected = filled.expected()
    paged: list[TimelineEntry] = []
    after: Place | None = None
    while True:
        limit = filled.dice.randrange(1, 40)
        page, after = timeline_page(filled.ledger, TimelineFilter(), now=NOW, limit=limit, after=after)
        assert len(page) == limit or after is None
        paged += page
        if after is None:
            break

    assert set(get_args(EntryKind)) == {entry.kind for entry in expected}
    assert list(expected) == paged
    assert expected == whole_timeline(filled.ledger, TimelineFilter(), now=NOW)


def test_a_period(filled: Filled) -> None:
    """An entry is in where its days overlap the period, both ends of it included; what nothing ends reaches on."""
    first = filled.day()
    last = first + timedelta(days=filled.dice.randrange(3))
    for day_from, day_to in ((first, last), (first, None), (None, last)):
        expected = [
            entry
            for entry in filled.expected()
            if (day_to is None or entry.earliest <= day_to)
            and (day_from is None or entry.latest is None or entry.latest >= day_from)
        ]
        wanted = TimelineFilter(day_from=day_from, day_to=day_to)

        assert expected == list(whole_timeline(filled.ledger, wanted, now=NOW))


def test_about(filled: Filled) -> None:
    """The entries of the claims that fit, and what the articles tell that have such claims."""
    claims = {claim.id: claim for claim in filled.claims}
    speaker_id = next(claim.speaker_id for claim in filled.claims if claim.speaker_id)
    article_id = next(claim.article_id for claim in filled.claims if claim.article_id)
    fits: list[tuple[TimelineFilter, Any, bool]] = [
        (TimelineFilter(topic="rail"), lambda claim: "rail" in claim.topics, True),
        (TimelineFilter(article_id=article_id), lambda claim: claim.article_id == article_id, False),
        (TimelineFilter(speaker_id=speaker_id), lambda claim: claim.speaker_id == speaker_id, True),
    ]
    for wanted, fit, through_claims in fits:
        known = [claim for claim in claims.values() if claim.recorded_at <= NOW and claim.review != "rejected"]
        articles = {claim.article_id for claim in known if claim.merged_into is None and fit(claim)}
        if not through_claims:
            articles = {article_id}
        expected = [
            entry
            for entry in filled.expected()
            if (fit(claims[entry.claim_id]) if entry.claim_id else entry.article_id in articles)
        ]

        assert expected == list(whole_timeline(filled.ledger, wanted, now=NOW))
        assert expected


def test_statements_of_a_speaker(ledger: Ledger) -> None:
    """Of what an article tells, a speaker's timeline has what nobody said and what the speaker said."""
    speaker, article = a_speaker(name="Tom Ek"), an_article()
    claim = a_claim(speaker_id=speaker.id, speaker="Tom Ek", article_id=article.id)
    told = [
        ArticleMention(
            id=new_id(), article_id=article.id, start=place, end=9, text="It rained", earliest=date(2025, 11, 1),
            latest=date(2025, 11, 1), speaker=name, recorded_at=NOW,
        )
        for place, name in enumerate((None, "Tom Ek", "Ada Brandt"))
    ]  # fmt: skip
    ledger.commit(adding(speaker, article, claim, *told))
    wanted = TimelineFilter(speaker_id=speaker.id, names=("Tom Ek",))

    found = whole_timeline(ledger, wanted, now=NOW)

    assert [None, "Tom Ek"] == [entry.speaker for entry in found if entry.claim_id is None]


def test_what_is_added_between_pages_moves_nothing(ledger: Ledger) -> None:
    """A page goes on behind the last entry, whatever came before it since, and though it is gone itself."""
    claims = [a_claim(made_at=f"2025-11-{day:02}", check_at=NOW + timedelta(days=9)) for day in (3, 5, 7)]
    ledger.commit(adding(*claims))
    before = whole_timeline(ledger, TimelineFilter(), now=NOW)
    page, after = timeline_page(ledger, TimelineFilter(), now=NOW, limit=2)
    early, late = a_claim(made_at="2025-11-01"), a_claim(made_at="2025-11-06")
    ledger.commit(adding(early, late))
    last = next(claim for claim in claims if claim.id == page[-1].claim_id)
    ledger.commit(moving(last, msgspec.structs.replace(last, review="rejected", version=2)))
    rest, end = timeline_page(ledger, TimelineFilter(), now=NOW, limit=100, after=after)

    assert end is None
    assert early.id not in {entry.claim_id for entry in rest if entry.kind == "made"}
    assert late.id in {entry.claim_id for entry in rest if entry.kind == "made"}
    assert set(before[2:]) - set(rest) == {entry for entry in before[2:] if entry.claim_id == last.id}
    assert not set(page) & set(rest)


def test_only_rows_of_the_page_are_read(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of many claims a page reads no more than it shows."""
    ledger.commit(adding(*(a_claim(made_at="2025-11-03") for _ in range(300))))
    read: list[int] = []
    claims_by_id = ledger.claims_by_id
    monkeypatch.setattr(ledger, "claims_by_id", lambda ids: read.append(len(ids)) or claims_by_id(ids))
    page, after = timeline_page(ledger, TimelineFilter(), now=NOW, limit=5)

    assert ([5], 5) == (read, len(page))
    assert after is not None
    assert NO_ID == after.row_id

"""Reading stored articles again under other rules."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from typing import Any

import msgspec
import pytest

from claims.model import Article, Claim, ClaimReading, Review
from claims.reading.model import Reading
from jobs import ingest, reread
from jobs.errors import InputError
from jobs.expire import sweep
from jobs.ingest import ingest_article
from jobs.requests import NewArticle
from jobs.reread import ArticleReread, reread_article, reread_articles
from jobs.resolve import resolve_claim
from jobs.steps import Steps
from storage.errors import NotFound
from storage.ledger import Change, Ledger
from tests.jobs.build import NOW, it_happened, kinds

OPENS = "The harbour will open on 24 November"
CLOSES = "the bridge will close by May and stay closed until the ice is gone"
RETURNS = "Ships may return soon"
TEXT = f"{OPENS}. The mayor, Mira Halvorsen, said {CLOSES}. {RETURNS}."
LATER = NOW + timedelta(hours=1)


def a_reading(words: str, **fields: Any) -> ClaimReading:
    """A reading of those words, due at the end of 24 November."""
    day = date(2025, 11, 24)
    window: dict[str, Any] = {"shape": "by", "openness": "closed", **until(day)}
    start = TEXT.index(words)
    given: dict[str, Any] = {"start": start, "end": start + len(words), "text": words, "rules": ("will",)}
    return ClaimReading(**({"made_at": "2025-11-22"} | given | window | fields))


def until(day: date) -> dict[str, date]:
    """The ends of a window that closes with that day."""
    return {"latest": day, "strict_latest": day, "lenient_latest": day}


class Rules:
    """Rules that find what they are told to find, or refuse to read with a message."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch = monkeypatch
        self.found: tuple[ClaimReading, ...] = ()
        self.refusal: str | None = None
        for module in (ingest, reread):
            monkeypatch.setattr(module, "read_article", self.read)
        self.become("old", a_reading(OPENS), a_reading(CLOSES, speaker="Mira Halvorsen", attribution="indirect"))

    def become(self, ruleset: str, *found: ClaimReading) -> None:
        """From now on these claims are found, by rules of that name."""
        self.found = found
        for module in (ingest, reread):
            self._monkeypatch.setattr(module, "RULESET", ruleset)

    def read(self, article: Article) -> Reading:
        if self.refusal:
            raise InputError(self.refusal)
        return Reading(claims=self.found if article.text == TEXT else ())


@pytest.fixture
def rules(monkeypatch: pytest.MonkeyPatch) -> Rules:
    """Rules in place of the real ones."""
    return Rules(monkeypatch)


@pytest.fixture
def claims(ledger: Ledger, rules: Rules) -> tuple[Claim, ...]:
    """The two claims of a stored article, read by the old rules."""
    return ingest_article(
        ledger, NewArticle(text=TEXT, published_at="2025-11-22", title="Harbour"), actor="local", now=NOW
    ).claims


def again(ledger: Ledger, *, apply: bool = True, now: datetime = LATER) -> ArticleReread:
    """What the newest article's rereading answers."""
    (article,) = ledger.articles(limit=1)
    (item,) = reread_article(ledger, article.id, apply=apply, actor="mira", now=now).items
    return item


def reviewed(ledger: Ledger, claim: Claim, review: Review) -> Claim:
    """The claim after a person has reviewed it."""
    after = msgspec.structs.replace(claim, review=review, version=claim.version + 1)
    ledger.commit(Change(steps=(Steps("mira", NOW).moved(claim, after, f"claim.{review}"),)))
    return after


def test_nothing_is_changed_unless_asked(ledger: Ledger, rules: Rules, claims: tuple[Claim, ...]) -> None:
    """A rereading shows what would be added, changed and gone, in the order of the text, and changes nothing."""
    head = ledger.head()
    rules.become("new", a_reading(CLOSES, hedge="likely", probability=0.8), a_reading(RETURNS))

    item = again(ledger, apply=False)

    assert [("gone", claims[0].id), ("changed", claims[1].id), ("added", None)] == [
        (each.action, each.claim_id) for each in item.differences
    ]
    assert [OPENS, CLOSES, RETURNS] == [each.text for each in item.differences]
    assert {
        "speaker": ("Mira Halvorsen", None),
        "hedge": ("certain", "likely"),
        "probability": (0.97, 0.8),
    }.items() <= {change.field: (change.before, change.after) for change in item.differences[1].changes}.items()
    assert claims == ledger.article_claims(claims[0].article_id or "")
    assert head == ledger.head()


def test_a_changed_claim_keeps_its_id(ledger: Ledger, rules: Rules, claims: tuple[Claim, ...]) -> None:
    """It is read otherwise under the same id, with an event that says who did it and under which rules."""
    shorter = CLOSES[: CLOSES.index(" and")]
    rules.become("new", a_reading(OPENS), a_reading(shorter, speaker="The mayor", **until(date(2026, 5, 31))))

    item = again(ledger)

    after = ledger.claim(claims[1].id)
    assert (shorter, "The mayor", "new", 2) == (after.text, after.speaker, after.ruleset, after.version)
    assert TEXT[after.start : after.end] == after.text
    assert "The mayor" == ledger.speaker(after.speaker_id or "").name
    assert datetime(2026, 6, 1, tzinfo=UTC) == after.check_at
    assert (claims[1].recorded_at, claims[1].article_id) == (after.recorded_at, after.article_id)
    assert ledger.claim(claims[0].id) == claims[0]
    assert 1 == item.unchanged
    ((_, _), (_, event)) = ledger.events(subject_id=after.id)
    body = msgspec.json.decode(event.body)
    assert ("claim.reread", "mira", LATER) == (event.kind, event.actor, event.recorded_at)
    assert ("new", "old") == (body["set"]["ruleset"], body["ruleset_before"])
    assert "mayor" not in event.body


@pytest.mark.parametrize("apply", [True, False])
def test_a_second_time_changes_nothing(ledger: Ledger, rules: Rules, claims: tuple[Claim, ...], apply: bool) -> None:
    """What was applied is not found again, and no event is added."""
    rules.become("new", a_reading(CLOSES, hedge="likely"), a_reading(RETURNS))
    again(ledger)
    head, stored = ledger.head(), ledger.article_claims(claims[0].article_id or "")

    item = again(ledger, apply=apply)

    assert ((), 3) == (item.differences, item.unchanged)
    assert head == ledger.head()
    assert stored == ledger.article_claims(claims[0].article_id or "")


def test_rule_names_alone_are_no_difference(ledger: Ledger, rules: Rules, claims: tuple[Claim, ...]) -> None:
    """A claim that says the same for other reasons stays under the rules that read it first."""
    rules.become("new", *(msgspec.structs.replace(each, rules=("renamed",)) for each in rules.found))

    assert () == again(ledger).differences
    assert claims == ledger.article_claims(claims[0].article_id or "")


def test_a_claim_not_found_is_rejected_and_waits_no_more(
    ledger: Ledger, rules: Rules, claims: tuple[Claim, ...]
) -> None:
    """It stays in the store, marked as rejected with the reason, and is neither flagged nor listed as due."""
    rules.become("new", a_reading(OPENS))

    item = again(ledger)

    after = ledger.claim(claims[1].id)
    assert ("rejected", "pending", "old") == (after.review, after.status, after.ruleset)
    assert ["claim.added", "claim.not_found"] == kinds(ledger, after.id)
    body = msgspec.json.decode(ledger.events(subject_id=after.id)[1][1].body)
    assert "not found by ruleset new" == body["reason"] == item.differences[0].note
    assert [claims[0].id] == [claim.id for claim in sweep(ledger, now=NOW + timedelta(days=9))]
    assert [claims[0].id] == [claim.id for claim in ledger.due()]


def test_a_claim_that_is_due_and_not_found_leaves_the_list(
    ledger: Ledger, rules: Rules, claims: tuple[Claim, ...]
) -> None:
    """A false claim that was flagged already does not wait for a resolution any longer."""
    sweep(ledger, now=NOW + timedelta(days=9))
    rules.become("new", a_reading(OPENS))

    again(ledger, now=NOW + timedelta(days=9))

    assert [claims[0].id] == [claim.id for claim in ledger.due()]


def test_a_claim_found_again_is_restored(ledger: Ledger, rules: Rules, claims: tuple[Claim, ...]) -> None:
    """What one set of rules lost and the next one finds has its old id, and comes due."""
    rules.become("worse", a_reading(OPENS))
    again(ledger)
    rules.become("better", a_reading(OPENS), a_reading(CLOSES, speaker="Mira Halvorsen", attribution="indirect"))

    (difference,) = again(ledger).differences

    after = ledger.claim(claims[1].id)
    assert ("restored", after.id) == (difference.action, difference.claim_id)
    assert [("review", "rejected", "unreviewed")] == [
        (change.field, change.before, change.after) for change in difference.changes
    ]
    assert ("unreviewed", "better", claims[1].speaker_id) == (after.review, after.ruleset, after.speaker_id)
    assert 2 == len(sweep(ledger, now=NOW + timedelta(days=9)))
    assert () == again(ledger).differences


def test_an_accepted_reading_stays(ledger: Ledger, rules: Rules, claims: tuple[Claim, ...]) -> None:
    """An accepted claim is not altered, whether it is read otherwise or not found at all; the answer says so."""
    kept = [reviewed(ledger, claim, "accepted") for claim in claims]
    head = ledger.head()
    rules.become("new", a_reading(CLOSES, hedge="possible"))

    item = again(ledger)

    assert [
        ("kept", "was accepted and stays as it is; it is not found by ruleset new"),
        ("kept", "was accepted and stays as it is; it is read otherwise now"),
    ] == [(each.action, each.note) for each in item.differences]
    assert ("hedge", "certain", "possible") in [
        (change.field, change.before, change.after) for change in item.differences[1].changes
    ]
    assert kept == [ledger.claim(claim.id) for claim in claims]
    assert head == ledger.head()


def test_a_resolved_claim_stays(ledger: Ledger, rules: Rules, claims: tuple[Claim, ...]) -> None:
    """A claim that was resolved keeps its reading, and so its outcome."""
    resolved = resolve_claim(ledger, claims[0].id, it_happened(), actor="mira", now=NOW + timedelta(days=9)).claim
    rules.become("new", a_reading(OPENS, **until(date(2025, 11, 30))), a_reading(CLOSES))

    item = again(ledger, now=NOW + timedelta(days=9))

    assert ["kept", "changed"] == [each.action for each in item.differences]
    assert resolved == ledger.claim(resolved.id)


def test_what_a_person_rejected_stays_rejected(ledger: Ledger, rules: Rules, claims: tuple[Claim, ...]) -> None:
    """Rules that find it do not bring it back; where neither finds it there is nothing to say."""
    rejected = reviewed(ledger, claims[0], "rejected")
    rules.become("new", a_reading(OPENS, hedge="likely"))
    found = again(ledger, apply=False)
    rules.become("newer", a_reading(CLOSES, speaker="Mira Halvorsen", attribution="indirect"))
    lost = again(ledger)

    assert ["kept", "gone"] == [each.action for each in found.differences]
    assert ((), 2) == (lost.differences, lost.unchanged)
    assert rejected == ledger.claim(rejected.id)


def test_an_accepted_claim_is_not_cut_anew(ledger: Ledger, rules: Rules, claims: tuple[Claim, ...]) -> None:
    """A reading of some words of an accepted claim is not added beside it."""
    accepted = reviewed(ledger, claims[1], "accepted")
    first, second = CLOSES[: CLOSES.index(" and")], CLOSES[CLOSES.index("stay") :]
    rules.become("new", a_reading(OPENS), a_reading(first), a_reading(second))

    item = again(ledger)

    assert [("kept", accepted.id)] * 2 == [(each.action, each.claim_id) for each in item.differences]
    assert "lies in a claim that was accepted, and is not added to it" in [each.note for each in item.differences]
    assert 2 == len(ledger.article_claims(claims[0].article_id or ""))


def test_an_unreviewed_claim_is_cut_anew(ledger: Ledger, rules: Rules, claims: tuple[Claim, ...]) -> None:
    """Of two readings of its words the one that shares more with it keeps its id; the other is added."""
    first, second = CLOSES[: CLOSES.index(" and")], CLOSES[CLOSES.index("stay") :]
    rules.become("new", a_reading(OPENS), a_reading(first), a_reading(second))

    item = again(ledger)

    assert len(second) > len(first)
    assert ["added", "changed"] == [each.action for each in item.differences]
    assert second == ledger.claim(claims[1].id).text


@pytest.mark.parametrize(
    ("flagged", "latest", "status"),
    [
        (False, date(2025, 11, 22), "due"),
        (False, date(2025, 12, 31), "pending"),
        (True, date(2025, 12, 31), "pending"),
        (True, date(2025, 11, 22), "due"),
    ],
)
def test_a_new_deadline_decides_the_status(  # noqa: PLR0913, PLR0917 - a case's parts
    ledger: Ledger, rules: Rules, claims: tuple[Claim, ...], flagged: bool, latest: date, status: str
) -> None:
    """A deadline that has passed makes the claim due at once; one that has not takes the flag off."""
    now = NOW + timedelta(days=4 if flagged else 2)
    sweep(ledger, now=now)
    rules.become("new", a_reading(OPENS, **until(latest)), a_reading(CLOSES))

    again(ledger, now=now)

    after = ledger.claim(claims[0].id)
    assert (status, latest) == (after.status, after.latest)
    assert (after.id in [claim.id for claim in ledger.due()]) == (status == "due")
    sweep(ledger, now=now + timedelta(days=99))
    assert after.id in [claim.id for claim in ledger.due()]


def test_a_new_claim_is_due_at_once_if_its_time_has_passed(
    ledger: Ledger, rules: Rules, claims: tuple[Claim, ...]
) -> None:
    """A claim found later is stored as one that came with the article, with the time at which it was found."""
    rules.become("new", a_reading(OPENS), a_reading(RETURNS, **until(date(2025, 11, 22))))
    now = NOW + timedelta(days=3)

    (_, difference) = again(ledger, now=now).differences

    after = ledger.claim(difference.claim_id or "")
    assert ("due", "new", now, "unreviewed") == (after.status, after.ruleset, after.recorded_at, after.review)
    assert ["claim.added"] == kinds(ledger, after.id)


def test_an_article_that_cannot_be_read_any_more(ledger: Ledger, rules: Rules, claims: tuple[Claim, ...]) -> None:
    """Its claims stay as they are, and the reason is given."""
    rules.refusal = "the text is in Dutch"

    item = again(ledger)

    assert ("the text is in Dutch", (), 2) == (item.error, item.differences, item.unchanged)
    assert claims == ledger.article_claims(claims[0].article_id or "")


def test_rereadings_at_once_add_a_claim_once(ledger: Ledger, rules: Rules, claims: tuple[Claim, ...]) -> None:
    """Eight rereadings of one article at the same time store a new claim once."""
    rules.become("new", *rules.found, a_reading(RETURNS, speaker="Ira Holm"))

    with ThreadPoolExecutor(8) as pool:
        items = list(pool.map(lambda _: again(ledger), range(8)))

    assert 1 == sum(len(item.differences) for item in items)
    assert 3 == len(ledger.article_claims(claims[0].article_id or ""))


def test_pages(ledger: Ledger, rules: Rules, monkeypatch: pytest.MonkeyPatch) -> None:
    """All articles come, newest first, in pages that hold no more than asked for, and fewer where they are long."""
    for number in range(5):
        request = NewArticle(text=f"Article {number}.", published_at="2025-11-22")
        ingest_article(ledger, request, actor="local", now=NOW)
    ids = [article.id for article in ledger.articles()]

    def pages(limit: int) -> list[list[str]]:
        found, before = [], None
        while True:
            page = reread_articles(ledger, apply=True, actor="local", now=LATER, limit=limit, before=before)
            assert 5 == page.articles
            found.append([item.article_id for item in page.items])
            if page.next is None:
                return found
            before = page.next

    assert [ids[:2], ids[2:4], ids[4:]] == pages(2)
    assert [ids] == pages(5)
    monkeypatch.setattr(reread, "CHARACTERS_MAX", 1)
    assert [[each] for each in ids] == pages(5)


def test_an_unknown_article(ledger: Ledger) -> None:
    """An id that no article has is refused."""
    with pytest.raises(NotFound):
        reread_article(ledger, "nowhere", apply=False, actor="local", now=NOW)


def test_the_same_rules_read_the_same(ledger: Ledger) -> None:
    """With the real rules a rereading right after the first reading finds nothing to change."""
    text = (
        'The harbour has been closed since spring. "The harbour will open on 24 November," the harbour master, Mira '
        "Halvorsen, said on Saturday. The town expects a decision within weeks. Nobody was hurt."
    )
    stored = ingest_article(ledger, NewArticle(text=text, published_at="2025-11-22"), actor="local", now=NOW)
    head = ledger.head()

    item = again(ledger)

    assert stored.claims
    assert ((), len(stored.claims)) == (item.differences, item.unchanged)
    assert head == ledger.head()

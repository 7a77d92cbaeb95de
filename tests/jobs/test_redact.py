"""Redaction: an article's words, or a person's names, are gone from every row, and the ledger says so and verifies."""

import re
from datetime import timedelta
from pathlib import Path

import duckdb
import msgspec
import pytest

from claims.model import Claim
from jobs.errors import StateConflict
from jobs.ingest import ingest_article
from jobs.masking import BLOCK
from jobs.once import Once
from jobs.redact import redact_article, redact_speaker
from jobs.report import define_report, make_due_report
from jobs.requests import NewArticle, NewEvidence, NewRedaction, NewReportDefinition
from jobs.reread import reread_articles
from jobs.resolve import resolve_claim
from storage.errors import NotFound
from storage.ledger import REDACTED, Change, Ledger, NotRedacted
from storage.open import open_ledger
from tests.jobs.build import NOW, it_happened, kinds, later, stored

TEXT = (
    'Mira Halvorsen runs the harbour of Mavik.\n\n"The ice road will open within two days," Halvorsen said on '
    "Saturday. Tom Brandt, who owns a ferry, said the ferry will sail on Monday."
)
ARTICLE = NewArticle(
    text=TEXT,
    published_at="2025-11-22",
    title="Ice road to open, Halvorsen says",
    url="https://news.example/mira-halvorsen-ice-road",
    publisher="Coast Ledger",
    author="Ann Field",
)
WHY = NewRedaction(reason="The person concerned has asked for it.")
ONCE = Once(key="k1", request_sha256="0" * 64)


class Story:
    """An article with two claims, one resolved with a quote from it, and a report of all that."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        done = ingest_article(ledger, ARTICLE, actor="local", now=NOW, once=ONCE)
        self.article, (self.mira, self.tom) = done.article, done.claims
        evidence = (
            NewEvidence(url="https://news.example/mira-halvorsen-ice-road", quote="The ice road will open"),
            NewEvidence(note="Mira  Halvorsen was asked"),
        )
        resolve_claim(ledger, self.mira.id, it_happened(evidence=evidence), actor="local", now=later(hours=1))
        daily = NewReportDefinition(name="Daily, for Mira Halvorsen", cron="0 8 * * *", period_days=30)
        self.definition = define_report(ledger, daily, actor="local", now=later(hours=2))
        report = make_due_report(ledger, self.definition.id, now=later(days=1))
        assert report is not None
        self.report = report

    def everything(self) -> str:
        """All that can be read of the ledger, kept answers and the log included, in one text."""
        ledger = self.ledger
        rows: list[object] = [
            *ledger.articles(),
            *ledger.mentions([self.article.id]),
            *ledger.claims(),
            *ledger.speakers(),
            *ledger.resolutions([self.mira.id, self.tom.id]),
            *ledger.definitions(),
            ledger.report(self.report.id),
            *ledger.failures(),
            ledger.answer("k1"),
            *ledger.events(limit=1000),
        ]
        return msgspec.json.encode(rows).decode()


@pytest.fixture
def story(ledger: Ledger) -> Story:
    return Story(ledger)


def claim_of(story: Story, claim: Claim) -> Claim:
    return story.ledger.claim(claim.id)


def test_the_story_has_the_words(story: Story) -> None:
    """Before the redaction all that is looked for afterwards is there."""
    everything = story.everything()

    assert "Mira Halvorsen" == story.mira.speaker
    assert all(words in everything for words in ("ice road will open", "Tom Brandt", "Ann Field", "Halvorsen says"))
    assert "ice road will open" in story.report.content


def test_an_article_is_redacted(story: Story) -> None:
    """Its words are gone from every row, and what was read from them stays: whose the claims are and their windows."""
    done = redact_article(story.ledger, story.article.id, WHY, actor="editor", now=later(days=2))
    everything = story.everything()
    article, claim = story.ledger.article(story.article.id), claim_of(story, story.mira)

    assert {"article": 1, "claim": 2, "report": 1, "resolution": 1} == {
        name: count for name, count in done.rows.items() if name != "article_mention"
    }
    for words in ("ice road", "ferry", "Ann Field", "Ice road", "within two days", "news.example"):
        assert words not in everything
    assert (REDACTED, REDACTED, "Coast Ledger") == (article.text, article.title, article.publisher)
    assert (REDACTED, "Mira Halvorsen", story.mira.latest) == (claim.text, claim.speaker, claim.latest)
    assert r"\[redacted\]" in story.ledger.report(story.report.id).content
    assert story.ledger.verify().difference is None


def test_it_is_said_by_whom_when_and_why(story: Story) -> None:
    """The redaction is kept, and each row's history names it."""
    done = redact_article(story.ledger, story.article.id, WHY, actor="editor", now=later(days=2))
    (_, last) = story.ledger.events(subject_id=story.mira.id)[-1]

    assert (done.redaction,) == story.ledger.redactions(subject_id=story.article.id)
    assert ("editor", later(days=2), WHY.reason) == (
        done.redaction.actor,
        done.redaction.recorded_at,
        done.redaction.reason,
    )
    assert ("claim.redacted", "editor") == (last.kind, last.actor)
    assert done.redaction.id in last.body
    assert ["article.added", "article.redacted"] == kinds(story.ledger, story.article.id)


def test_a_redacted_article_is_not_taken_again(story: Story) -> None:
    """The same text, with the old idempotency key or without, is refused with the reason."""
    redact_article(story.ledger, story.article.id, WHY, actor="editor", now=later(days=2))

    with pytest.raises(StateConflict, match=r"redacted .* by editor .The person concerned has asked for it"):
        ingest_article(story.ledger, ARTICLE, actor="local", now=later(days=3))
    with pytest.raises(StateConflict, match="redacted since"):
        ingest_article(story.ledger, ARTICLE, actor="local", now=later(days=3), once=ONCE)
    assert 1 == len(story.ledger.articles())


def test_redacting_twice_changes_nothing_more(story: Story) -> None:
    """The second time the same redaction is answered, and no event is written."""
    first = redact_article(story.ledger, story.article.id, WHY, actor="editor", now=later(days=2))
    head = story.ledger.head()
    again = redact_article(story.ledger, story.article.id, WHY, actor="other", now=later(days=3))

    assert (first.redaction, {}) == (again.redaction, again.rows)
    assert head == story.ledger.head()


def test_a_redacted_article_is_not_reread(story: Story) -> None:
    """Its claims are not taken for wrongly read because their words are gone."""
    redact_article(story.ledger, story.article.id, WHY, actor="editor", now=later(days=2))
    before = story.ledger.claims()

    (item,) = reread_articles(story.ledger, apply=True, actor="local", now=later(days=3), limit=5).items

    assert "redacted" in str(item.error)
    assert before == story.ledger.claims()


def test_a_person_is_redacted(story: Story) -> None:
    """No name of hers is left, not even the last one alone, and the others and the places of the claims stay."""
    assert story.mira.speaker_id
    done = redact_speaker(story.ledger, story.mira.speaker_id, WHY, actor="editor", now=later(days=2))
    everything = story.everything()
    article, claim = story.ledger.article(story.article.id), claim_of(story, story.mira)

    assert [] == re.findall("(?i).{30}halvorsen.{9}", everything)
    assert "Tom Brandt" in everything
    assert "Ann Field" == article.author
    assert (len(TEXT), f'," {BLOCK * 9} said') == (len(article.text), article.text[TEXT.index('," H') :][:17])
    assert article.text[claim.start : claim.end] == claim.text == story.mira.text
    assert (REDACTED, None) == (claim.speaker, claim.role)
    assert REDACTED == story.ledger.speaker(story.mira.speaker_id).name
    assert {"article", "claim", "speaker", "report", "resolution", "report_definition"} <= done.rows.keys()
    assert story.ledger.verify().difference is None


def test_a_later_article_does_not_lead_to_the_redacted(story: Story) -> None:
    """The name in an article that comes later is another speaker's: nothing joins it to the claims redacted."""
    assert story.mira.speaker_id
    redact_speaker(story.ledger, story.mira.speaker_id, WHY, actor="editor", now=later(days=2))

    claim = stored(story.ledger, now=later(days=3))

    assert "Mira Halvorsen" == claim.speaker
    assert claim.speaker_id not in {None, story.mira.speaker_id}


def test_other_names_are_given(story: Story) -> None:
    """Names that nobody noted are taken out when they are given, also by a second request."""
    assert story.mira.speaker_id
    redact_speaker(story.ledger, story.mira.speaker_id, WHY, actor="editor", now=later(days=2))
    also = msgspec.structs.replace(WHY, also=("Ann Field",))
    done = redact_speaker(story.ledger, story.mira.speaker_id, also, actor="editor", now=later(days=3))

    assert {"article": 1} == done.rows
    assert "Ann Field" not in story.everything()
    assert 2 == len(story.ledger.redactions(subject_id=story.mira.speaker_id))


def test_nothing_is_added_to_the_redacted(story: Story) -> None:
    """A change that was planned before the redaction is refused after it."""
    redact_article(story.ledger, story.article.id, WHY, actor="editor", now=later(days=2))

    with pytest.raises(Exception, match="was redacted; nothing more"):
        story.ledger.commit(Change(steps=(), preconditions=(NotRedacted(subject_id=story.article.id),)))


def test_what_is_not_there_cannot_be_redacted(ledger: Ledger) -> None:
    """An unknown article or speaker is not found."""
    for redact in (redact_article, redact_speaker):
        with pytest.raises(NotFound):
            redact(ledger, "no such", WHY, actor="editor", now=NOW)


def test_salts_are_gone_and_a_changed_byte_is_still_found(tmp_path: Path) -> None:
    """No salt of the redacted rows' earlier events is left; a row changed afterwards is found."""
    path = tmp_path / "ledger.duckdb"
    with open_ledger(path) as ledger:
        story = Story(ledger)
        redact_article(ledger, story.article.id, WHY, actor="editor", now=later(days=2))
    with duckdb.connect(str(path)) as connection:
        left = connection.execute(
            "SELECT kind FROM claim_events JOIN salts ON salts.position = claim_events.position WHERE subject_id = ?",
            [story.mira.id],
        ).fetchall()
        connection.execute("UPDATE claims SET text = '[redactee]' WHERE id = ?", [story.mira.id])

    assert [("claim.redacted",)] == left
    with open_ledger(path) as ledger:
        assert f"claim {story.mira.id}: text is" in str(ledger.verify().difference)


def test_a_copy_made_afterwards_has_no_trace(tmp_path: Path) -> None:
    """A backup of a redacted store has none of the words in any byte, unlike the store itself may have."""
    with open_ledger(tmp_path / "ledger.duckdb") as ledger:
        claim = stored(ledger, text="Zanzibarian quokkas will win on Monday", speaker="Quentin Zebulon")
        assert claim.speaker_id
        also = msgspec.structs.replace(WHY, also=("Zanzibarian",))
        redact_speaker(ledger, claim.speaker_id, also, actor="editor", now=NOW + timedelta(hours=1))
        ledger.backup(tmp_path / "copy.duckdb")

    copy = (tmp_path / "copy.duckdb").read_bytes()
    assert b"quokkas" in copy
    assert b"Zanzibarian" not in copy
    assert b"Zebulon" not in copy

"""Tiny builders of rows and changes for the tests of the ledger."""

import hashlib
from datetime import UTC, date, datetime
from typing import Any

import msgspec

from claims.model import Article, Claim, Condition, Evidence, Filing, Resolution, Speaker
from jobs.ids import new_id
from jobs.steps import Steps
from storage.incoming import ArticleUrl, FeedSource, SourceItem
from storage.ledger import Change, KeyIsNew
from storage.outbox import FeedKey, ReminderSetting, ReportTarget, Webhook
from storage.records import (
    ApiKey,
    ArticleMention,
    ConditionDecision,
    Correction,
    Distinction,
    JobFailure,
    Person,
    Reason,
    Record,
    Redaction,
    ReportDefinition,
    SpeakerAlias,
    StoredReport,
)

NOW = datetime(2025, 11, 22, 10, tzinfo=UTC)
DEADLINE = datetime(2025, 11, 25, tzinfo=UTC)
STEPS = Steps("local", NOW)


def an_article(**fields: Any) -> Article:
    """An article of its own text."""
    article_id = new_id()
    text = fields.pop("text", f"The harbour will open on Monday, said {article_id}.")
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    given = {"title": "Harbour", "published_at": "2025-11-22", "recorded_at": NOW} | fields
    return Article(id=article_id, sha256=sha256, text=text, **given)


def a_claim(**fields: Any) -> Claim:
    """A pending claim whose last day is 24 November 2025."""
    last = date(2025, 11, 24)
    given: dict[str, Any] = {
        "id": new_id(),
        "article_id": None,
        "speaker_id": None,
        "speaker": "Mira Halvorsen",
        "start": 0,
        "end": 28,
        "text": "The harbour will open on Monday",
        "made_at": "2025-11-22",
        "horizon": "on Monday",
        "shape": "by",
        "openness": "closed",
        "latest": last,
        "strict_latest": last,
        "lenient_latest": last,
        "ruleset": "test",
        "rules": ("within <n> <unit>", "will"),
        "topics": ("harbour", "transport"),
        "status": "pending",
        "check_at": DEADLINE,
        "check_reason": "deadline",
        "recorded_at": NOW,
    }
    return Claim(**(given | fields))


def flagged(claim: Claim) -> Claim:
    """The claim after it was flagged."""
    return msgspec.structs.replace(claim, status="due", version=claim.version + 1)


def resolved(claim: Claim) -> Claim:
    """The claim after it was resolved."""
    return msgspec.structs.replace(claim, status="resolved", review="accepted", version=claim.version + 1)


def a_speaker(**fields: Any) -> Speaker:
    """A speaker without aliases."""
    return Speaker(
        **({"id": new_id(), "name": "Mira Halvorsen", "role": "harbour master", "recorded_at": NOW} | fields)
    )


def a_distinction(speaker_id: str) -> Distinction:
    """The speaker is not somebody else."""
    first, second = sorted((speaker_id, new_id()))
    return Distinction(id=new_id(), speaker_id=first, other_id=second, actor="local", recorded_at=NOW)


def an_alias(speaker_id: str, alias: str) -> SpeakerAlias:
    """Another name of a speaker."""
    return SpeakerAlias(id=new_id(), speaker_id=speaker_id, alias=alias, recorded_at=NOW)


def a_resolution(claim_id: str, **fields: Any) -> Resolution:
    """It happened on the last day."""
    given: dict[str, Any] = {
        "id": new_id(),
        "claim_id": claim_id,
        "happened": "yes",
        "occurred_from": date(2025, 11, 24),
        "occurred_to": date(2025, 11, 24),
        "recorded_at": DEADLINE,
        "evidence": (Evidence(url="https://example.org/harbour", quote="The harbour is open."), Evidence(note="seen")),
        "reason": "the first ship came in",
        "actor": "local",
    }
    return Resolution(**(given | fields))


def a_correction(claim_id: str) -> Correction:
    """The speaker was another."""
    return Correction(
        id=new_id(),
        claim_id=claim_id,
        fields=("speaker",),
        reading='{"speaker":"Mira Halvorsen"}',
        reason="the harbour master said it",
        actor="local",
        recorded_at=NOW,
    )


def a_condition(**fields: Any) -> Condition:
    """Something that has to come about by the day of the deadline."""
    given = {"text": "if the dredging ends in time", "made_at": "2025-11-22", "check_at": DEADLINE, "recorded_at": NOW}
    return Condition(**({"id": new_id(), "latest": date(2025, 11, 24)} | given | fields))


def a_decision(condition_id: str) -> ConditionDecision:
    """The condition held."""
    seen = (Evidence(document="Port notice 12"),)
    return ConditionDecision(
        id=new_id(), condition_id=condition_id, held=True, evidence=seen, actor="local", recorded_at=DEADLINE
    )


def a_filing(claim_id: str, **fields: Any) -> Filing:
    """A reply of the speaker that waits."""
    given = {"kind": "reply", "text": "I spoke of the old harbour.", "author": "Mira Halvorsen", "actor": "local"}
    return Filing(**({"id": new_id(), "claim_id": claim_id, "recorded_at": NOW} | given | fields))


def a_definition(**fields: Any) -> ReportDefinition:
    """A weekly report."""
    given: dict[str, Any] = {
        "id": new_id(),
        "name": "Weekly",
        "kind": "resolution",
        "cron": "0 8 * * mon",
        "time_zone": "UTC",
        "period_days": 7,
        "format": "text",
        "next_run_at": datetime(2025, 11, 24, 8, tzinfo=UTC),
        "recorded_at": NOW,
    }
    return ReportDefinition(**(given | fields))


def a_report(definition_id: str, **fields: Any) -> StoredReport:
    """A report of the first week."""
    given: dict[str, Any] = {
        "id": new_id(),
        "definition_id": definition_id,
        "name": "Weekly",
        "kind": "resolution",
        "format": "text",
        "scheduled_at": DEADLINE,
        "as_of": DEADLINE,
        "period_from": NOW,
        "period_to": DEADLINE,
        "lexicon": "default",
        "ruleset": "test",
        "rows": '{"cases":[]}',
        "rows_sha256": hashlib.sha256(b'{"cases":[]}').hexdigest(),
        "chain_head": "0" * 64,
        "note": None,
        "content": "Nothing came due.\n",
        "recorded_at": DEADLINE,
    }
    return StoredReport(**(given | fields))


def a_mention(article_id: str) -> ArticleMention:
    """A dated event that an article tells of."""
    day = date(2025, 11, 20)
    text = "The dredging ended on Thursday."
    return ArticleMention(
        id=new_id(), article_id=article_id, start=0, end=len(text), text=text, earliest=day, latest=day, recorded_at=NOW
    )


def a_failure() -> JobFailure:
    """A sweep that failed."""
    return JobFailure(id=new_id(), job="sweep", subject_id=None, error="OSError: disk", recorded_at=NOW)


def a_person(**fields: Any) -> Person:
    """Somebody who resolves claims."""
    return Person(**({"id": new_id(), "name": "mira", "role": "resolver", "recorded_at": NOW} | fields))


def a_redaction(subject_id: str) -> Redaction:
    """That an article was redacted on request."""
    return Redaction(
        id=new_id(), subject="article", subject_id=subject_id, reason="asked for", actor="local", recorded_at=NOW
    )


def an_api_key(person_id: str, **fields: Any) -> ApiKey:
    """A key that is good for some days."""
    given = {"label": "laptop", "sha256": hashlib.sha256(person_id.encode()).hexdigest(), "expires_at": DEADLINE}
    return ApiKey(**({"id": new_id(), "person_id": person_id, "recorded_at": NOW} | given | fields))


def a_webhook(**fields: Any) -> Webhook:
    """A subscription to what comes due, with two secrets."""
    given: dict[str, Any] = {
        "id": new_id(),
        "url": "https://hooks.example/bythen",
        "label": "desk",
        "events": ("claim.due", "claim.resolved"),
        "topic": "harbour",
        "secret": "whsec_bmV3",
        "previous_secret": "whsec_b2xk",
        "previous_until": DEADLINE,
        "recorded_at": NOW,
    }
    return Webhook(**(given | fields))


def a_reminder_setting(person_id: str, **fields: Any) -> ReminderSetting:
    """Reminders by e-mail at eight."""
    given: dict[str, Any] = {
        "id": new_id(),
        "person_id": person_id,
        "remind_by": "email",
        "address": "mira@news.example",
        "hour": 8,
        "time_zone": "Europe/London",
        "recorded_at": NOW,
    }
    return ReminderSetting(**(given | fields))


def a_target(definition_id: str, **fields: Any) -> ReportTarget:
    """Reports by e-mail."""
    given = {"id": new_id(), "definition_id": definition_id, "channel": "email", "address": "desk@news.example"}
    return ReportTarget(**(given | {"recorded_at": NOW} | fields))


def a_feed_key(**fields: Any) -> FeedKey:
    """A key for a calendar."""
    feed_key_id = new_id()
    sha256 = hashlib.sha256(feed_key_id.encode()).hexdigest()
    return FeedKey(**({"id": feed_key_id, "label": "calendar", "sha256": sha256, "recorded_at": NOW} | fields))


def a_feed_source(**fields: Any) -> FeedSource:
    """A newspaper's feed, polled every hour."""
    given = {"url": "https://news.example/feed", "publisher": "Coast News", "every_min": 60, "recorded_at": NOW}
    return FeedSource(**({"id": new_id()} | given | fields))


def a_source_item(source_id: str, article_id: str | None) -> SourceItem:
    """An entry of a feed that came to an article."""
    url = "https://news.example/harbour"
    return SourceItem(id=new_id(), source_id=source_id, article_id=article_id, url=url, recorded_at=NOW)


def an_article_url(article_id: str, **fields: Any) -> ArticleUrl:
    """That an article stood at another URL too."""
    given = {"first_id": article_id, "url": "https://news.example/h", "number": 1, "recorded_at": NOW}
    return ArticleUrl(**({"id": new_id(), "article_id": article_id} | given | fields))


def key_of(article: Article) -> KeyIsNew:
    """The precondition that nobody has the article's text."""
    return KeyIsNew(scope="article", key=article.sha256, subject_id=article.id)


def adding(*records: Record, keys: tuple[KeyIsNew, ...] | None = None) -> Change:
    """The change that adds the records; articles take their keys unless other keys are given."""
    if keys is None:
        keys = tuple(key_of(record) for record in records if isinstance(record, Article))
    return Change(steps=tuple(STEPS.added(record, "test.added") for record in records), preconditions=keys)


def moving(before: Claim, after: Claim) -> Change:
    """The change that moves a claim."""
    return Change(steps=(STEPS.moved(before, after, "test.moved"),))


def one_of_each() -> tuple[Record, ...]:
    """A row of every sort, belonging together."""
    article, speaker = an_article(), a_speaker()
    claim = a_claim(article_id=article.id, speaker_id=speaker.id)
    definition, condition, person = a_definition(), a_condition(), a_person()
    source = a_feed_source()
    return (
        article,
        a_mention(article.id),
        speaker,
        an_alias(speaker.id, "M. Halvorsen"),
        a_distinction(speaker.id),
        claim,
        a_resolution(claim.id),
        a_correction(claim.id),
        Reason(id=new_id(), claim_id=claim.id, text="too early to tell", recorded_at=NOW),
        condition,
        a_decision(condition.id),
        a_filing(claim.id),
        definition,
        a_report(definition.id),
        a_failure(),
        person,
        an_api_key(person.id),
        a_webhook(),
        a_reminder_setting(person.id),
        a_target(definition.id),
        a_feed_key(),
        a_redaction(article.id),
        source,
        a_source_item(source.id, article.id),
        an_article_url(article.id),
    )

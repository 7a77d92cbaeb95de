"""Takes texts out of rows in DuckDB, and what else could tell of them."""

from typing import Final

import duckdb

from claims.model import Article, Claim, Condition, Filing, Resolution, Speaker
from storage.incoming import ArticleUrl, SourceItem
from storage.ledger import REDACTED, Forgetting
from storage.records import (
    ArticleMention,
    ConditionDecision,
    Correction,
    JobFailure,
    Reason,
    Record,
    Redaction,
    ReportDefinition,
    SpeakerAlias,
    StoredReport,
)
from storage.statements import statements
from storage.words import words_pattern

REDACT: Final[dict[type[Record], str]] = {
    Article: "redact_articles",
    ArticleMention: "redact_mentions",
    Claim: "redact_claims",
    Speaker: "redact_speakers",
    SpeakerAlias: "redact_aliases",
    Resolution: "redact_resolutions",
    ReportDefinition: "redact_definitions",
    StoredReport: "redact_reports",
    JobFailure: "redact_failures",
    Redaction: "redact_redactions",
    Correction: "redact_corrections",
    Reason: "redact_reasons",
    Condition: "redact_conditions",
    ConditionDecision: "redact_condition_decisions",
    Filing: "redact_filings",
    SourceItem: "redact_source_items",
    ArticleUrl: "redact_article_urls",
}
"""The statement that takes texts out of a row of each sort."""

REDACTING: Final = tuple(REDACT.values())


def forget(cursor: duckdb.DuckDBPyConnection, forgetting: Forgetting) -> None:
    """Delete keys and take the bodies out of answers, within the caller's transaction."""
    sql = statements("redact")
    if forgetting.keys:
        cursor.execute(sql["forget_keys"], {"keys": [f"{scope}:{key}" for scope, key in forgetting.keys]})
    if forgetting.words:
        values = {"pattern": words_pattern(forgetting.words), "redacted": REDACTED}
        cursor.execute(sql["blank_answers"], values)


def redacted_subjects(cursor: duckdb.DuckDBPyConnection) -> set[str]:
    """The ids of the articles and speakers that redactions are about."""
    return {subject_id for (subject_id,) in cursor.execute(statements("redact")["redacted_subjects"]).fetchall()}

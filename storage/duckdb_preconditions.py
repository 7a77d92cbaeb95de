"""What a change needs of the ledger as it stands: versions, free keys, and names that still lead where they led."""

from typing import Final

import duckdb

from claims.model import Speaker
from storage.duckdb_plan import content_key
from storage.duckdb_redact import redacted_subjects
from storage.errors import AnswerConflict, Gone, KeyTaken, NotFound, VersionConflict
from storage.events import Added, Moved, Redacted
from storage.ledger import Answer, AnswersFor, Change, KeyIsNew, NotRedacted, VersionIs
from storage.names import leads_to
from storage.records import Movable, Redaction
from storage.statements import statements

_VERSIONS: Final = {
    "claim": "claim_version",
    "speaker": "speaker_version",
    "report_definition": "definition_version",
    "person": "person_version",
    "api_key": "key_version",
    "webhook": "webhook_version",
    "reminder_setting": "reminder_setting_version",
    "feed_key": "feed_key_version",
    "source": "feed_source_version",
    "condition": "condition_version",
    "filing": "filing_version",
}


def _version_before(step: Added | Moved | Redacted) -> VersionIs | None:
    """The version at which the step's row must stand; null where it has none."""
    record = step.after if isinstance(step, Moved) else step.record
    if isinstance(step, Added) or not isinstance(record, Movable):
        return None
    return VersionIs(subject=step.event.subject, subject_id=record.id, version=record.version - 1)


class Preconditions:
    """The writer's checks, on its cursor. Who was redacted, and who was merged, is kept in memory: no query a claim."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection) -> None:
        self._cursor = cursor
        self._sql = statements("write") | statements("read") | statements("write_outbox") | statements("write_incoming")
        self._redacted = redacted_subjects(cursor)
        self._merged: dict[str, str] = dict(cursor.execute(statements("speakers")["merged_speakers"]).fetchall())

    def check(self, change: Change) -> None:
        """Raise what is wrong with anything that the change needs, as it stands now."""
        for condition in change.preconditions:
            if isinstance(condition, KeyIsNew):
                self._check_key(condition)
        self.check_rows(change)
        for step in change.steps:
            if needed := _version_before(step):
                self._check_version(needed)
        if change.answer:
            self._check_answer(change.answer)

    def check_rows(self, change: Change) -> None:
        """Raise what is wrong with what it needs beside its keys and its own rows: the write itself fails on those."""
        for condition in change.preconditions:
            if isinstance(condition, VersionIs):
                self._check_version(condition)
            elif isinstance(condition, NotRedacted):
                self._check_redacted(condition.subject_id)
            elif isinstance(condition, AnswersFor):
                self._check_answers_for(condition)

    def note(self, change: Change) -> None:
        """Keep in memory what a change that was committed redacted or merged."""
        for step in change.steps:
            if isinstance(step, Added) and isinstance(step.record, Redaction):
                self._redacted.add(step.record.subject_id)
            elif isinstance(step, Moved) and isinstance(step.after, Speaker):
                if step.after.merged_into:
                    self._merged[step.after.id] = step.after.merged_into
                else:
                    self._merged.pop(step.after.id, None)

    def _check_redacted(self, subject_id: str) -> None:
        if subject_id in self._redacted:
            raise Gone(f"{subject_id} was redacted; nothing more is kept of it")

    def _check_answers_for(self, condition: AnswersFor) -> None:
        self._check_redacted(condition.owner_id)
        self._check_redacted(condition.speaker_id)
        if leads_to(condition.owner_id, self._merged) != condition.speaker_id:
            raise Gone(f"{condition.speaker_id} does not answer any more for the names of {condition.owner_id}")

    def _check_key(self, condition: KeyIsNew) -> None:
        key = content_key(condition.scope, condition.key)
        row = self._cursor.execute(self._sql["owner"], {"key": key}).fetchone()
        if row:
            raise KeyTaken(condition.scope, row[0])

    def _check_version(self, condition: VersionIs) -> None:
        sql = self._sql[_VERSIONS[condition.subject]]
        row = self._cursor.execute(sql, {"id": condition.subject_id}).fetchone()
        if row is None:
            raise NotFound(condition.subject, condition.subject_id)
        if row[0] != condition.version:
            raise VersionConflict(condition.subject, condition.subject_id, condition.version, row[0])

    def _check_answer(self, answer: Answer) -> None:
        row = self._cursor.execute(self._sql["answer"], {"key": answer.key}).fetchone()
        if row:
            raise AnswerConflict(f"the idempotency key {answer.key!r} was used already")

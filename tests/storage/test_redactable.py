"""Every sort of row that holds words can be redacted, or is named here as one that holds none of an article's."""

from storage.duckdb_redact import REDACT
from storage.events import SUBJECTS, TEXTS
from storage.statements import statements

NOT_OF_ARTICLES = {"api_key", "webhook", "reminder_setting", "report_target", "feed_key", "source"}
"""Words that the operator chose: labels, addresses and secrets."""


def test_every_sort_of_row_with_words_can_be_redacted() -> None:
    """A new sort of row with texts is either redacted, or said here to need none."""
    redactable = {SUBJECTS[row_type] for row_type in REDACT}

    assert {subject for subject, texts in TEXTS.items() if texts} == redactable | NOT_OF_ARTICLES
    assert all(subject in statements("redact") for subject in redactable)


def test_every_text_of_a_row_is_looked_through_and_set() -> None:
    """The statement that finds a sort of row, and the one that redacts it, name each of its texts."""
    sql = statements("redact")
    missing = [
        (SUBJECTS[row_type], text)
        for row_type, name in REDACT.items()
        for text in TEXTS[SUBJECTS[row_type]]
        if f'"{text}"' not in sql[name] or text not in sql[SUBJECTS[row_type]]
    ]

    assert [] == missing

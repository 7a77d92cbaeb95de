"""Answers under idempotency keys are kept for some days, and then let go."""

from datetime import timedelta

from jobs.retention import expire_answers
from storage.ledger import Answer, Change, Ledger
from tests.jobs.build import NOW, stored


def test_old_answers_are_let_go(ledger: Ledger) -> None:
    """An answer of seven days ago is kept, an older one is gone, its claim stays, and no event is written."""
    claim = stored(ledger)
    for key, days in (("old", 8), ("kept", 7)):
        answer = Answer(key=key, request_sha256="0" * 64, body="{}", recorded_at=NOW - timedelta(days=days))
        ledger.commit(Change(steps=(), answer=answer))
    head = ledger.head()

    for _ in range(2):
        expire_answers(ledger, now=NOW, days=7)

    assert ledger.answer("old") is None
    assert ledger.answer("kept") is not None
    assert (claim,) == ledger.claims()
    assert head == ledger.head()

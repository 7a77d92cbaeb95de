"""Lets go of what is kept for some days only: the answers under idempotency keys."""

from datetime import datetime, timedelta

from storage.ledger import Change, Expiry, Ledger


def expire_answers(ledger: Ledger, *, now: datetime, days: int) -> None:
    """Answers kept for more than `days` days are gone; their keys are free again. Doing it twice changes nothing."""
    ledger.commit(Change(steps=(), expiry=Expiry(before=now - timedelta(days=days))))

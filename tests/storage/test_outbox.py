"""What goes out, in the ledger: records with events, and working rows without."""

from datetime import datetime, timedelta
from typing import Any

import msgspec
import pytest

from jobs.ids import new_id
from storage.errors import NotFound
from storage.ledger import Change, Ledger
from storage.outbox import Cursor, Delivery, Forgotten, Reminded
from tests.storage.build import (
    DEADLINE,
    NOW,
    STEPS,
    a_claim,
    a_definition,
    a_feed_key,
    a_person,
    a_reminder_setting,
    a_target,
    a_webhook,
    adding,
    resolved,
)


def a_delivery(**fields: Any) -> Delivery:
    """A message about a claim, to be sent now."""
    given: dict[str, Any] = {
        "id": new_id(),
        "channel": "webhook",
        "event": "claim.due",
        "webhook_id": new_id(),
        "subject_id": new_id(),
        "position": 7,
        "happened_at": NOW,
        "next_attempt_at": NOW,
        "recorded_at": NOW,
    }
    return Delivery(**(given | fields))


def test_records_come_back_as_they_were(ledger: Ledger) -> None:
    """Subscriptions, settings, targets and feed keys are read back equal, one by one and in lists."""
    person, definition = a_person(), a_definition()
    webhook, setting, target, key = a_webhook(), a_reminder_setting(person.id), a_target(definition.id), a_feed_key()

    ledger.commit(adding(person, definition, webhook, setting, target, key))

    assert (webhook, (webhook,)) == (ledger.webhook(webhook.id), ledger.webhooks())
    assert (setting, (setting,)) == (ledger.reminder_setting(person.id), ledger.reminder_settings())
    assert (target,) == ledger.report_targets(definition.id)
    assert (key, key, (key,)) == (ledger.feed_key(key.id), ledger.feed_key_by_digest(key.sha256), ledger.feed_keys())


def test_a_secret_that_is_turned_over_verifies(ledger: Ledger) -> None:
    """A webhook's secrets move with an event; the log has only their digests."""
    webhook = a_webhook(previous_secret=None)
    ledger.commit(adding(webhook))
    after = msgspec.structs.replace(webhook, secret="whsec_eHg", previous_secret=webhook.secret, version=2)

    ledger.commit(Change(steps=(STEPS.moved(webhook, after, "webhook.secret_rotated"),)))

    assert after == ledger.webhook(webhook.id)
    assert not any("whsec" in event.body for _, event in ledger.events(subject_id=webhook.id))
    assert ledger.verify().difference is None


def test_working_rows_are_put_in_place_of_those_before(ledger: Ledger) -> None:
    """A delivery, a cursor and what somebody was reminded of are there once, as they were put last."""
    first, webhook_id, person_id, claim_id = a_delivery(), new_id(), new_id(), new_id()
    told = Reminded(claim_id=claim_id, person_id=person_id, due_at=DEADLINE, period=0, delivery_id=first.id)
    again = msgspec.structs.replace(told, period=1)
    done = msgspec.structs.replace(first, status="delivered", attempts=1, next_attempt_at=None, answer=200)
    ledger.commit(Change(steps=(), working=(first, Cursor(id=webhook_id, position=3, overdue_until=NOW), told)))
    assert NOW == ledger.next_delivery_at()
    assert (first,) == ledger.deliveries_until(NOW, limit=10)

    ledger.commit(Change(steps=(), working=(done, Cursor(id=webhook_id, position=9, overdue_until=NOW), again)))

    assert (done, (done,)) == (ledger.delivery(first.id), ledger.deliveries(status="delivered"))
    assert ((), None) == (ledger.deliveries_until(NOW, limit=10), ledger.next_delivery_at())
    assert Cursor(id=webhook_id, position=9, overdue_until=NOW) == ledger.cursor(webhook_id)
    assert (again,) == ledger.reminded(person_id)
    assert 0 == ledger.position


def test_old_deliveries_are_let_go(ledger: Ledger) -> None:
    """What ended before the instant goes, however it ended; what ended later, or is still pending, stays."""
    ended = [
        a_delivery(status=status, next_attempt_at=None, ended_at=NOW + timedelta(days=days))
        for status in ("delivered", "dead", "dropped")
        for days in (0, 2)
    ]
    waiting = a_delivery(recorded_at=NOW - timedelta(days=9))
    ledger.commit(Change(steps=(), working=(*ended, waiting)))

    ledger.commit(Change(steps=(), working=(Forgotten(before=NOW + timedelta(days=1)),)))

    kept = {each.id for each in ledger.deliveries()}
    assert {waiting.id, *(each.id for each in ended if each.ended_at != NOW)} == kept


def test_the_log_is_told_by_kinds(ledger: Ledger) -> None:
    """Events of the kinds asked for come in order, and the position of the last one needs no query."""
    webhook, key = a_webhook(), a_feed_key()
    ledger.commit(adding(webhook))
    ledger.commit(adding(key))

    (told,) = ledger.told(["test.added"], after=1, limit=10)

    assert (2, key.id, "test.added", NOW) == (told.position, told.subject_id, told.kind, told.recorded_at)
    assert () == ledger.told(["claim.added"], after=0, limit=10)
    assert 2 == ledger.position


@pytest.mark.parametrize(
    ("check_at", "recorded_at", "since"),
    [(DEADLINE, NOW, DEADLINE), (NOW - timedelta(days=9), NOW, NOW)],
    ids=["came due", "was old when it came in"],
)
def test_what_waits_and_since_when(ledger: Ledger, check_at: datetime, recorded_at: datetime, since: datetime) -> None:
    """An unresolved claim waits since it came due, or since it was stored if that was later; the first bound is out."""
    waiting = a_claim(check_at=check_at, recorded_at=recorded_at)
    ledger.commit(adding(waiting, resolved(a_claim())))
    second = timedelta(seconds=1)

    (found,) = ledger.waiting_since(after=since - second, until=since)

    assert (waiting.id, since) == (found.claim_id, found.since)
    assert () == ledger.waiting_since(after=since, until=since + second)


def test_what_is_not_there(ledger: Ledger) -> None:
    """What nobody has said is null, and an id that nothing has is named."""
    assert (None, None, None) == (ledger.cursor("x"), ledger.reminder_setting("x"), ledger.feed_key_by_digest("0"))
    for read in (ledger.webhook, ledger.delivery, ledger.feed_key):
        with pytest.raises(NotFound, match="nonsense"):
            read("nonsense")

"""Reminders: whom, of what, when, and never twice."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import msgspec
import pytest

from claims.model import Claim
from jobs.deliver import BACKOFF, Sender
from jobs.errors import InputError
from jobs.expire import sweep
from jobs.mail import MailServer, mail_sender
from jobs.people import add_person
from jobs.remind import expected_count, hour_of, next_reminders_at, remind, set_reminders
from jobs.requests import NewPerson, NewReminders
from jobs.resolve import resolve_claim
from jobs.steps import Steps
from storage.ledger import Change, Ledger
from storage.outbox import Delivery, ReminderSetting
from storage.records import Person
from tests.jobs.build import DEADLINE, NOW, it_happened, later, stored
from tests.jobs.post_office import PostOffice, post_office

EIGHT = DEADLINE.replace(hour=8)
"""At eight on the day on which the claims of these tests come due, which they do at its beginning."""


@pytest.fixture(scope="module")
def office() -> Iterator[tuple[PostOffice, MailServer]]:
    with post_office() as opened:
        yield opened


@pytest.fixture
def mira(ledger: Ledger) -> Person:
    """Somebody who is reminded by e-mail at eight, UTC."""
    return somebody(ledger, "mira")


def somebody(ledger: Ledger, name: str, **fields: Any) -> Person:
    person = add_person(ledger, NewPerson(name=name, role="resolver"), actor="local", now=NOW)
    given = {"remind_by": "email", "address": f"{name}@news.example", "hour": 8} | fields
    set_reminders(ledger, person.id, NewReminders(**given), actor="local", now=NOW)
    return person


def messages(ledger: Ledger, now: datetime) -> list[list[str]]:
    """Of each message that is put into the outbox at `now`, the claims that it names."""
    before = {each.id for each in ledger.deliveries(limit=1000)}
    remind(ledger, now=now)
    new = [each for each in ledger.deliveries(limit=1000) if each.id not in before]
    return [
        sorted(told.claim_id for told in ledger.reminded(each.subject_id) if told.delivery_id == each.id)
        for each in new
    ]


def change(ledger: Ledger, claim: Claim, **fields: Any) -> Claim:
    """The claim, moved as the jobs of others do."""
    before = ledger.claim(claim.id)
    after = msgspec.structs.replace(before, version=before.version + 1, **fields)
    ledger.commit(Change(steps=(Steps("local", NOW).moved(before, after, "claim.moved"),)))
    return after


def test_at_the_hour_on_the_first_day_then_every_three(ledger: Ledger, mira: Person) -> None:
    """A due claim is named at eight of the day it came due, and of every third day after, whoever asks how often."""
    claim = stored(ledger)
    sweep(ledger, now=DEADLINE)
    hours = [DEADLINE + timedelta(hours=hour) for hour in range(24 * 8)]

    named = [now for now in hours if messages(ledger, now)]

    assert [EIGHT, EIGHT + timedelta(days=3), EIGHT + timedelta(days=6)] == named
    assert {claim.id: 2} == {told.claim_id: told.period for told in ledger.reminded(mira.id)}


def test_one_message_names_all_that_waits(ledger: Ledger, mira: Person) -> None:
    """Many due claims make one message; a claim that comes due after the hour waits for the next day's."""
    claims = [stored(ledger, text=f"Lock {number} will open") for number in range(3)]
    late = stored(ledger, text="A bridge will open", deadline_at="2025-11-25T15:00:00Z")
    sweep(ledger, now=later(hours=16))

    assert [sorted(claim.id for claim in claims)] == messages(ledger, later(hours=16))
    assert [[late.id]] == messages(ledger, EIGHT + timedelta(days=1))


def test_a_stop_is_made_up_for_by_one_message(ledger: Ledger, mira: Person) -> None:
    """After ten days without a run one message goes out, at once where the hour has passed, and the count goes on."""
    stored(ledger)
    sweep(ledger, now=DEADLINE)

    assert [1] == [len(each) for each in messages(ledger, EIGHT + timedelta(days=10, hours=5))]
    assert [] == messages(ledger, EIGHT + timedelta(days=11))
    assert [1] == [len(each) for each in messages(ledger, EIGHT + timedelta(days=12))]


def test_what_was_old_when_it_came_in_reminds_nobody(ledger: Ledger, mira: Person) -> None:
    """A claim whose deadline had passed when it was stored is due, and nobody is reminded of it; later, if put off."""
    claim = stored(ledger, now=later(days=30))

    assert "due" == claim.status
    assert [] == messages(ledger, later(days=31, hours=9))
    change(ledger, claim, status="pending", check_at=later(days=40), check_reason="postponed")
    sweep(ledger, now=later(days=40))
    assert [[claim.id]] == messages(ledger, later(days=40, hours=9))


def test_a_moved_deadline_begins_anew(ledger: Ledger, mira: Person) -> None:
    """A claim that was put off is counted from its new time on, however often somebody was reminded before."""
    claim = stored(ledger)
    sweep(ledger, now=DEADLINE)
    messages(ledger, EIGHT)
    change(ledger, claim, status="pending", check_at=later(days=10), check_reason="postponed")
    quiet = [messages(ledger, EIGHT + timedelta(days=day)) for day in range(1, 10)]
    sweep(ledger, now=later(days=10))

    assert not any(quiet)
    assert [[claim.id]] == messages(ledger, EIGHT + timedelta(days=10))


def test_who_is_reminded_of_what(ledger: Ledger, mira: Person) -> None:
    """A claim that is somebody's reminds nobody else, one that was put off nobody until then; others remind all."""
    ben, idle = somebody(ledger, "ben"), somebody(ledger, "ida", remind_by="none", address=None)
    theirs, shared, asleep = (stored(ledger, text=text) for text in ("one", "two", "three"))
    sweep(ledger, now=DEADLINE)
    change(ledger, theirs, assignee="ben")
    change(ledger, asleep, snoozed_until=later(days=2))
    remind(ledger, now=EIGHT)
    named = {person.name: {told.claim_id for told in ledger.reminded(person.id)} for person in (mira, ben, idle)}

    assert {"mira": {shared.id}, "ben": {theirs.id, shared.id}, "ida": set()} == named


@pytest.mark.parametrize(
    ("zone", "day", "instant"),
    [
        ("Europe/Kyiv", date(2025, 7, 1), datetime(2025, 7, 1, 5, tzinfo=UTC)),
        ("Europe/Kyiv", date(2025, 12, 1), datetime(2025, 12, 1, 6, tzinfo=UTC)),
        ("America/New_York", date(2025, 12, 1), datetime(2025, 12, 1, 13, tzinfo=UTC)),
    ],
)
def test_the_hour_is_that_of_the_zone(zone: str, day: date, instant: datetime) -> None:
    """Eight o'clock is eight o'clock where the person is, in summer and winter."""
    assert instant == hour_of(a_setting(zone, 8), datetime(day.year, day.month, day.day, 15, tzinfo=UTC))


def a_setting(zone: str, hour: int) -> ReminderSetting:
    return ReminderSetting(
        id="1", person_id="2", remind_by="email", address="a@b.example", hour=hour, time_zone=zone, recorded_at=NOW
    )


@pytest.mark.parametrize(
    ("first", "hour"),
    [(datetime(2025, 3, 28, tzinfo=UTC), 2), (datetime(2025, 10, 24, tzinfo=UTC), 2)],
    ids=["the hour is left out", "the hour comes twice"],
)
def test_clocks_that_change(ledger: Ledger, first: datetime, hour: int) -> None:
    """On the night when clocks go forward or back a person is reminded once, as on any other."""
    somebody(ledger, "mira", hour=hour, time_zone="Europe/Berlin")
    for day in range(5):
        at = first + timedelta(days=day)
        stored(
            ledger, now=first - timedelta(days=9), text=f"Lock {day}", made_at="2025-01-01", deadline_at=at.isoformat()
        )
    sent = []
    for minutes in range(0, 5 * 24 * 60, 20):
        now = first + timedelta(minutes=minutes)
        sweep(ledger, now=now)
        if messages(ledger, now):
            sent.append(now.date())

    assert [first.date() + timedelta(days=day) for day in range(5)] == sent


def test_two_at_once_change_nothing(ledger: Ledger, mira: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where two come to the same message in one moment the second finds that the day's is there."""
    stored(ledger)
    sweep(ledger, now=DEADLINE)
    monkeypatch.setattr("jobs.remind._was_reminded", lambda *_: False)

    assert (1, 0) == (remind(ledger, now=EIGHT), remind(ledger, now=EIGHT))
    assert 1 == len(ledger.deliveries())


def test_when_to_look_next(ledger: Ledger) -> None:
    """The next look is at the earliest hour of anybody; with nobody to remind there is none."""
    assert next_reminders_at(ledger, now=NOW) is None
    somebody(ledger, "mira", hour=8)
    somebody(ledger, "ben", hour=11)

    assert NOW.replace(hour=11) == next_reminders_at(ledger, now=NOW)
    assert NOW.replace(hour=8) + timedelta(days=1) == next_reminders_at(ledger, now=NOW.replace(hour=11))


@pytest.mark.parametrize(("days", "count"), [(0, 1), (2, 1), (3, 2), (6, 3), (-1, 0)])
def test_how_often_somebody_is_to_have_been_reminded(days: int, count: int) -> None:
    """Once on the first day, then once every three days."""
    assert count == expected_count(date(2025, 11, 25), date(2025, 11, 25) + timedelta(days=days))


@pytest.mark.parametrize(
    "fields",
    [
        {"remind_by": "email"},
        {"remind_by": "none", "address": "mira@news.example"},
        {"remind_by": "webhook"},
        {"remind_by": "none", "time_zone": "Mars/Olympus"},
    ],
)
def test_what_is_refused(ledger: Ledger, mira: Person, fields: dict[str, Any]) -> None:
    """A way of reminding needs its address and no other, and a zone that there is."""
    with pytest.raises(InputError):
        set_reminders(ledger, mira.id, NewReminders(**fields), actor="local", now=NOW)


class Clock:
    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


def attempt(ledger: Ledger, server: MailServer | None, clock: Clock) -> Delivery:
    """The only delivery after a round."""
    sender = Sender(ledger, clock, {"email": mail_sender(ledger, server)})
    sender.round()
    sender.close()
    return ledger.deliveries()[0]


def test_the_message(ledger: Ledger, mira: Person, office: tuple[PostOffice, MailServer]) -> None:
    """A real mail server is handed one message in two parts, text and page, in which nothing is taken for markup."""
    box, server = office
    box.mail.clear()
    stored(ledger, text="Exports <b>will</b> rise & fall")
    sweep(ledger, now=DEADLINE)
    remind(ledger, now=EIGHT)
    delivery = attempt(ledger, server, Clock(EIGHT))
    (mail,) = box.mail
    text, page = mail.get_body(("plain",)), mail.get_body(("html",))

    assert text is not None
    assert page is not None
    assert ("mira@news.example", "1 claim waits for a decision") == (mail["To"], mail["Subject"])
    assert "multipart/alternative" == mail.get_content_type()
    assert '"Exports <b>will</b> rise & fall", Mira Halvorsen (last day 2025-11-24)' in text.get_content()
    assert "Exports &lt;b&gt;will&lt;/b&gt; rise &amp; fall" in page.get_content()
    assert ("delivered", 250) == (delivery.status, delivery.answer)


def test_a_repeat_can_be_told(ledger: Ledger, mira: Person, office: tuple[PostOffice, MailServer]) -> None:
    """Killed between the server's 250 and the commit, the message goes out again under the same Message-ID."""
    box, server = office
    box.mail.clear()
    stored(ledger)
    sweep(ledger, now=DEADLINE)
    remind(ledger, now=EIGHT)
    (waiting,) = ledger.deliveries()
    attempt(ledger, server, Clock(EIGHT))
    # The ledger as it is on the disk where the commit that notes the 250 never came about.
    ledger.commit(Change(steps=(), working=(waiting,)))
    attempt(ledger, server, Clock(EIGHT))

    first, second = box.mail
    assert first["Message-ID"] == second["Message-ID"] == f"<{waiting.id}@desk.example>"


def test_what_was_decided_meanwhile_is_not_named(
    ledger: Ledger, mira: Person, office: tuple[PostOffice, MailServer]
) -> None:
    """A message that has nothing left to tell when it is to be sent is dropped."""
    box, server = office
    box.mail.clear()
    claim = stored(ledger)
    sweep(ledger, now=DEADLINE)
    remind(ledger, now=EIGHT)
    resolve_claim(ledger, claim.id, it_happened(), actor="mira", now=EIGHT)

    assert "dropped" == attempt(ledger, server, Clock(EIGHT)).status
    assert [] == box.mail


@pytest.mark.parametrize(("answer", "status"), [("451 later", "pending"), ("554 never", "dead")])
def test_refusals(
    ledger: Ledger, mira: Person, office: tuple[PostOffice, MailServer], answer: str, status: str
) -> None:
    """What the mail server refuses for now is tried again, what it refuses for ever is not."""
    box, server = office
    stored(ledger)
    sweep(ledger, now=DEADLINE)
    remind(ledger, now=EIGHT)
    box.answer = answer
    try:
        delivery = attempt(ledger, server, Clock(EIGHT))
    finally:
        box.answer = ""

    assert (status, int(answer[:3])) == (delivery.status, delivery.answer)


def test_no_mail_server(ledger: Ledger, mira: Person) -> None:
    """Without a mail server, or with one that is away, the message waits and says why."""
    stored(ledger)
    sweep(ledger, now=DEADLINE)
    remind(ledger, now=EIGHT)
    clock = Clock(EIGHT)
    unset = attempt(ledger, None, clock)
    clock.now += BACKOFF[0]
    away = attempt(ledger, MailServer(host="127.0.0.1", port=9, security="none", sender="a@b.example"), clock)

    assert "BYTHEN_SMTP_HOST" in (unset.error or "")
    assert ("pending", 2) == (away.status, away.attempts)
    assert "could not be reached" in (away.error or "")

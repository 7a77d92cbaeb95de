"""Mail over TLS, and to a server that asks who sends it: a real one on loopback."""

from typing import Any

import msgspec
import pytest

from jobs.deliver import Outcome
from jobs.expire import sweep
from jobs.mail import MailServer, Security, mail_sender
from jobs.people import add_person
from jobs.remind import remind, set_reminders
from jobs.requests import NewPerson, NewReminders
from storage.ledger import Ledger
from storage.outbox import Delivery
from tests.jobs.build import DEADLINE, NOW, stored
from tests.jobs.post_office import CERTIFICATE, PASSWORD, USER, post_office

EIGHT = DEADLINE.replace(hour=8)


@pytest.fixture
def reminder(ledger: Ledger) -> Delivery:
    """A reminder that waits in the outbox."""
    person = add_person(ledger, NewPerson(name="mira", role="resolver"), actor="local", now=NOW)
    wanted = NewReminders(remind_by="email", address="mira@news.example", hour=8)
    set_reminders(ledger, person.id, wanted, actor="local", now=NOW)
    stored(ledger)
    sweep(ledger, now=DEADLINE)
    remind(ledger, now=EIGHT)
    (delivery,) = ledger.deliveries()
    return delivery


@pytest.fixture
def trusting(monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine trusts the server's certificate."""
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))


def sent(ledger: Ledger, reminder: Delivery, server: MailServer, **fields: Any) -> Outcome:
    return mail_sender(ledger, msgspec.structs.replace(server, **fields))(reminder, EIGHT)


@pytest.mark.usefixtures("trusting")
@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_over_tls_with_a_login(ledger: Ledger, reminder: Delivery, security: Security) -> None:
    """Over TLS, from the first byte or from the second word, the login and the message go through."""
    with post_office(security, login=True) as (office, server):
        outcome = sent(ledger, reminder, server, user=USER, password=PASSWORD)

    assert Outcome(answer=250) == outcome
    assert (1, 1, 1) == (len(office.mail), office.encrypted, office.known)


@pytest.mark.usefixtures("trusting")
def test_a_login_that_is_refused(ledger: Ledger, reminder: Delivery) -> None:
    """The message waits, and the error says which settings to look at, without the password."""
    with post_office("starttls", login=True) as (office, server):
        outcome = sent(ledger, reminder, server, user=USER, password="wrong-one")

    assert (535, False) == (outcome.answer, outcome.final)
    assert "the mail server refused the login; check BYTHEN_SMTP_USER and BYTHEN_SMTP_PASSWORD" == outcome.error
    assert [] == office.mail


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_certificate_that_is_not_trusted(ledger: Ledger, reminder: Delivery, security: Security) -> None:
    """Nothing is told to a server that cannot show who it is."""
    with post_office(security) as (office, server):
        outcome = sent(ledger, reminder, server, user=USER, password=PASSWORD)

    assert outcome.error is not None
    assert f"BYTHEN_SMTP_SECURITY={security}" in outcome.error
    assert "certificate verify failed" in outcome.error
    assert (False, []) == (outcome.final, office.mail)


@pytest.mark.usefixtures("trusting")
def test_a_server_without_tls_is_told_nothing(ledger: Ledger, reminder: Delivery) -> None:
    """Where TLS is asked for and not offered, neither login nor message goes out in the clear."""
    with post_office("none") as (office, server):
        outcome = sent(ledger, reminder, server, security="starttls", user=USER, password=PASSWORD)

    assert outcome.error is not None
    assert "STARTTLS extension not supported" in outcome.error
    assert (False, []) == (outcome.final, office.mail)

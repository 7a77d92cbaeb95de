"""Webhooks: what is told, how it is signed, and what becomes of it when its receiver fails."""

import json
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import msgspec
import pytest
from standardwebhooks import Webhook as Verifier
from standardwebhooks import WebhookVerificationError

from claims.model import Claim
from jobs.announce import announce
from jobs.deliver import BACKOFF, Outcome, Sender, after_attempt, redeliver
from jobs.errors import StateConflict
from jobs.expire import sweep
from jobs.fetch import Fetcher, FetchRefused
from jobs.post import webhook_sender
from jobs.requests import NewWebhook, ReportFilters
from jobs.resolve import resolve_claim
from jobs.webhooks import WebhookMade, add_webhook, end_webhook, rotate_secret
from storage.ledger import Ledger
from storage.outbox import Delivery
from tests.jobs.build import DEADLINE, NOW, it_happened, later, stored
from tests.jobs.web import Asked, Site, page, serving

SLA = timedelta(hours=72)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        site.pages["/hook"] = page("ok")
        yield site


class Clock:
    """The real time, which a verifier goes by, until it is moved."""

    def __init__(self) -> None:
        self.now = datetime.now().astimezone()

    def __call__(self) -> datetime:
        return self.now


def subscribed(ledger: Ledger, url: str, **fields: Any) -> WebhookMade:
    request = NewWebhook(url=url, **fields)
    return add_webhook(ledger, request, check=Fetcher().check, actor="local", now=NOW)


def told(ledger: Ledger, now: datetime) -> list[tuple[str, str]]:
    """The event and the subject of each message that the ledger came to since the last time, in order."""
    before = {each.id for each in ledger.deliveries(limit=1000)}
    announce(ledger, now=now, overdue_after=SLA)
    return [(each.event, each.subject_id) for each in ledger.deliveries(limit=1000) if each.id not in before][::-1]


def sent(ledger: Ledger, site: Site, clock: Clock) -> list[Asked]:
    """What came to the site in one round."""
    before = len(site.asked)
    sender = Sender(ledger, clock, {"webhook": webhook_sender(ledger, Fetcher(["127.0.0.1"]))})
    sender.round()
    sender.close()
    return site.asked[before:]


def test_each_event_is_told_once(ledger: Ledger) -> None:
    """A claim is told of when it is stored, comes due, is overdue and resolved; asked again, nothing is told twice."""
    subscribed(ledger, "https://hooks.example/")
    claim = stored(ledger)
    created = told(ledger, NOW)
    sweep(ledger, now=DEADLINE)
    due = told(ledger, DEADLINE)
    early = told(ledger, later(hours=71))
    overdue = told(ledger, later(hours=72))
    resolve_claim(ledger, claim.id, it_happened(), actor="mira", now=later(days=5))

    assert [("claim.created", claim.id)] == created
    assert [("claim.due", claim.id)] == due
    assert [] == early
    assert [("claim.overdue", claim.id)] == overdue
    assert [("claim.resolved", claim.id)] == told(ledger, later(days=5))
    assert [] == told(ledger, later(days=6))


def test_what_happened_before_is_not_told(ledger: Ledger) -> None:
    """A webhook is told of what happens from its making on."""
    stored(ledger, text="an older claim")
    subscribed(ledger, "https://hooks.example/")

    assert [] == told(ledger, NOW)


def test_more_than_a_page_is_told_in_order(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """Events beyond one page, and many claims overdue at one instant, are told, each once."""
    monkeypatch.setattr("jobs.announce.PAGE", 2)
    subscribed(ledger, "https://hooks.example/", events=("claim.created", "claim.overdue"))
    claims = [stored(ledger, text=f"Lock {number} will open") for number in range(5)]
    sweep(ledger, now=DEADLINE)

    assert [("claim.created", claim.id) for claim in claims] == told(ledger, NOW)
    assert [("claim.overdue", claim.id) for claim in claims] == told(ledger, later(days=4))
    assert [] == told(ledger, later(days=5))


def test_what_comes_while_the_log_is_read_is_told_once(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """A claim that arrives after the log's end was noted and before the log is read is told of once."""
    subscribed(ledger, "https://hooks.example/")
    read, late = ledger.told, []

    def told_late(*args: Any, **kwargs: Any) -> Any:
        if not late:
            late.append(stored(ledger, text="Late").id)
        return read(*args, **kwargs)

    early = stored(ledger).id
    monkeypatch.setattr(ledger, "told", told_late)

    first = told(ledger, NOW)

    assert [("claim.created", early), ("claim.created", late[0])] == first
    assert [] == told(ledger, NOW)


def test_a_kill_before_the_commit_loses_nothing(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the commit that puts messages into the outbox does not come about, the next run finds the same events."""
    subscribed(ledger, "https://hooks.example/", events=("claim.created",))
    claim = stored(ledger)
    with monkeypatch.context() as killed:
        killed.setattr(type(ledger), "commit", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            announce(ledger, now=NOW, overdue_after=SLA)

    assert [("claim.created", claim.id)] == told(ledger, NOW)


@pytest.mark.parametrize("filters", [{"topic": "harbour"}, {"topic": "rail"}])
def test_filters(ledger: Ledger, filters: dict[str, str]) -> None:
    """A webhook for a topic is told only of claims with that topic, and only of the events that it wants."""
    subscribed(ledger, "https://hooks.example/", events=("claim.due",), filters=ReportFilters(**filters))
    claims = [stored(ledger, text=topic, topics=(topic,)) for topic in ("harbour", "rail")]
    sweep(ledger, now=DEADLINE)
    wanted = [claim.id for claim in claims if filters["topic"] in claim.topics]

    assert [("claim.due", wanted[0])] == told(ledger, DEADLINE)


def test_a_message_is_signed_and_says_what_happened(ledger: Ledger, site: Site) -> None:
    """What arrives is JSON of type, timestamp and claim, and the specification's own library takes the signature."""
    made = subscribed(ledger, f"{site.root}/hook", events=("claim.due",))
    claim = stored(ledger)
    sweep(ledger, now=DEADLINE)
    announce(ledger, now=DEADLINE, overdue_after=SLA)
    (message,) = sent(ledger, site, Clock())
    body = Verifier(made.secret).verify(message.body, message.headers)
    (delivery,) = ledger.deliveries()

    assert ("claim.due", "2025-11-25T00:00:00Z") == (body["type"], body["timestamp"])
    assert ledger.claim(claim.id) == msgspec.convert(body["data"]["claim"], Claim)
    assert f"msg_{delivery.id}" == message.headers["webhook-id"]
    assert ("delivered", 1, 200) == (delivery.status, delivery.attempts, delivery.answer)
    with pytest.raises(WebhookVerificationError):
        Verifier(made.secret).verify(message.body.replace(b"due", b"dew"), message.headers)
    old = {**message.headers, "webhook-timestamp": str(int(message.headers["webhook-timestamp"]) - 301)}
    with pytest.raises(WebhookVerificationError, match="too old"):
        Verifier(made.secret).verify(message.body, old)


def test_the_decision_goes_with_the_claim(ledger: Ledger, site: Site) -> None:
    """What is told of a resolved claim carries its resolution."""
    subscribed(ledger, f"{site.root}/hook", events=("claim.resolved",))
    claim = stored(ledger)
    resolve_claim(ledger, claim.id, it_happened(), actor="mira", now=later(hours=1))
    announce(ledger, now=later(hours=1), overdue_after=SLA)
    (message,) = sent(ledger, site, Clock())

    assert ("yes", "mira") == tuple(
        json.loads(message.body)["data"]["resolution"][name] for name in ("happened", "actor")
    )


def test_for_a_while_both_secrets_sign(ledger: Ledger, site: Site) -> None:
    """After a change of secrets messages bear both signatures until the overlap is over, then the new one alone."""
    clock = Clock()
    made = subscribed(ledger, f"{site.root}/hook", events=("claim.created",))
    turned = rotate_secret(ledger, made.webhook.id, 1, actor="local", now=clock.now)
    stored(ledger, text="first")
    announce(ledger, now=NOW, overdue_after=SLA)
    (first,) = sent(ledger, site, clock)
    clock.now += timedelta(hours=1)
    stored(ledger, text="second")
    announce(ledger, now=NOW, overdue_after=SLA)
    (second,) = sent(ledger, site, clock)

    assert made.secret != turned.secret
    for secret in (made.secret, turned.secret):
        Verifier(secret).verify(first.body, first.headers)
    assert (2, 1) == tuple(len(each.headers["webhook-signature"].split()) for each in (first, second))


def test_a_failed_message_is_tried_again_under_its_id(ledger: Ledger, site: Site) -> None:
    """A receiver that fails is asked again after the backoff, not before, with the same id and a new time."""
    clock = Clock()
    subscribed(ledger, f"{site.root}/hook", events=("claim.created",))
    stored(ledger)
    announce(ledger, now=clock.now, overdue_after=SLA)
    site.pages["/hook"] = page("no", status=503)
    (first,) = sent(ledger, site, clock)
    (waiting,) = ledger.deliveries()
    assert [] == sent(ledger, site, clock)
    assert ("pending", 503, clock.now + BACKOFF[0]) == (waiting.status, waiting.answer, waiting.next_attempt_at)
    site.pages["/hook"] = page("ok")
    clock.now += BACKOFF[0]
    (second,) = sent(ledger, site, clock)

    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    assert first.headers["webhook-timestamp"] < second.headers["webhook-timestamp"]
    assert ("delivered", 2) == (ledger.deliveries()[0].status, ledger.deliveries()[0].attempts)


def test_what_is_given_up_after_a_day_can_be_sent_again(ledger: Ledger, site: Site) -> None:
    """After nine attempts within a day a message is dead; sent again by hand it arrives under its old id."""
    clock = Clock()
    began = clock.now
    subscribed(ledger, f"{site.root}/hook", events=("claim.created",))
    stored(ledger)
    announce(ledger, now=clock.now, overdue_after=SLA)
    site.pages["/hook"] = page("no", status=500)
    messages = sent(ledger, site, clock)
    while (at := ledger.next_delivery_at()) is not None:
        clock.now = at
        messages += sent(ledger, site, clock)
    (dead,) = ledger.deliveries(status="dead")
    site.pages["/hook"] = page("ok")
    with pytest.raises(StateConflict, match="still being tried"):
        redeliver(ledger, redeliver(ledger, dead.id, now=clock.now).id, now=clock.now)
    (again,) = sent(ledger, site, clock)

    assert 9 == len(messages)
    assert timedelta(hours=23) < clock.now - began <= timedelta(days=1)
    assert messages[0].headers["webhook-id"] == again.headers["webhook-id"]
    assert "delivered" == ledger.delivery(dead.id).status


@pytest.mark.parametrize(
    ("outcome", "status", "wait"),
    [
        (Outcome(error="no", retry_after=timedelta(hours=1)), "pending", timedelta(hours=1)),
        (Outcome(error="no", retry_after=timedelta(seconds=1)), "pending", BACKOFF[0]),
        (Outcome(error="never", final=True), "dead", None),
        (Outcome(error="nothing to tell", withdrawn=True), "dropped", None),
        (Outcome(answer=204), "delivered", None),
    ],
)
def test_outcomes(outcome: Outcome, status: str, wait: timedelta | None) -> None:
    """What becomes of a delivery: Retry-After lengthens the wait and never shortens it."""
    before = Delivery(
        id="1",
        channel="webhook",
        event="claim.due",
        subject_id="2",
        happened_at=NOW,
        next_attempt_at=NOW,
        recorded_at=NOW,
    )

    after = after_attempt(before, outcome, NOW)

    assert (status, NOW + wait if wait else None) == (after.status, after.next_attempt_at)


def test_a_receiver_that_is_gone_ends_its_webhook(ledger: Ledger, site: Site) -> None:
    """410 Gone ends the webhook, as the specification asks; what still waits for it is dropped."""
    made = subscribed(ledger, f"{site.root}/hook", events=("claim.created",))
    stored(ledger, text="one")
    stored(ledger, text="two")
    announce(ledger, now=NOW, overdue_after=SLA)
    site.pages["/hook"] = page("gone", status=410)

    assert 1 == len(sent(ledger, site, Clock()))
    assert ledger.webhook(made.webhook.id).ended_why
    assert ["dead", "dropped"] == sorted(each.status for each in ledger.deliveries())
    assert [] == told(ledger, later(days=9))


def test_a_redirect_is_not_followed(ledger: Ledger, site: Site) -> None:
    """A receiver that redirects has failed: a signed message goes where it was told to and nowhere else."""
    subscribed(ledger, f"{site.root}/hook", events=("claim.created",))
    stored(ledger)
    announce(ledger, now=NOW, overdue_after=SLA)
    site.pages["/hook"] = page("", status=307, location="/elsewhere")
    sent(ledger, site, Clock())

    assert ["/hook"] == site.paths()
    assert "redirects" in (ledger.deliveries()[0].error or "")


def test_a_private_address_is_not_sent_to(ledger: Ledger, site: Site) -> None:
    """Unless an administrator allows the host, a webhook cannot reach into the own network."""
    subscribed(ledger, f"{site.root}/hook", events=("claim.created",))
    stored(ledger)
    announce(ledger, now=NOW, overdue_after=SLA)
    sender = Sender(ledger, Clock(), {"webhook": webhook_sender(ledger, Fetcher())})
    sender.round()
    sender.close()

    assert [] == site.asked
    assert "BYTHEN_FETCH_ALLOW" in (ledger.deliveries()[0].error or "")
    with pytest.raises(FetchRefused):
        subscribed(ledger, "http://mira:secret@hooks.example/")


def test_a_slow_receiver_holds_up_no_other(ledger: Ledger, site: Site) -> None:
    """While one receiver does not answer, another gets its message."""
    answered = []

    def slow(_: Any) -> None:
        site.closing.wait(1.0)
        answered.append("slow")

    def quick(handler: Any) -> None:
        answered.append("quick")
        page("ok")(handler)

    site.pages |= {"/slow": slow, "/quick": quick}
    for name in ("slow", "quick"):
        subscribed(ledger, f"{site.root}/{name}", events=("claim.created",))
    stored(ledger)
    announce(ledger, now=NOW, overdue_after=SLA)
    sent(ledger, site, Clock())

    assert ["quick", "slow"] == answered


def test_slack_text(ledger: Ledger, site: Site) -> None:
    """A webhook of the form slack gets one text, in which nothing is taken for markup."""
    subscribed(ledger, f"{site.root}/hook", events=("claim.created",), form="slack")
    claim = stored(ledger, text="Exports <will> rise & fall")
    announce(ledger, now=NOW, overdue_after=SLA)
    (message,) = sent(ledger, site, Clock())

    wanted = f'New claim: "Exports &lt;will&gt; rise &amp; fall", Mira Halvorsen (last day 2025-11-24) [{claim.id}]'
    assert {"text": wanted} == json.loads(message.body)


def test_secrets_are_shown_once(ledger: Ledger) -> None:
    """A secret has 256 random bits; what is shown later does not hold it, and an ended webhook gets no new one."""
    made = subscribed(ledger, "https://hooks.example/")
    ended = end_webhook(ledger, made.webhook.id, actor="local", now=NOW)

    assert re.fullmatch(r"whsec_[A-Za-z0-9+/]{43}=", made.secret)
    assert made.secret not in msgspec.json.encode(ended).decode()
    with pytest.raises(StateConflict, match="was ended"):
        rotate_secret(ledger, made.webhook.id, 1, actor="local", now=NOW)

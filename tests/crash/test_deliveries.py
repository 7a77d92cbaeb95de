"""Kills of a real service amid reminders, reports and webhooks: nothing is lost, and what is doubled has one id."""

import json
import random
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from jobs.expire import sweep
from jobs.ingest import add_claim
from jobs.people import add_person
from jobs.remind import set_reminders
from jobs.requests import NewClaim, NewPerson, NewReminders
from storage.open import open_ledger
from tests.crash.process import WAIT_S, Service, wait_for
from tests.jobs.post_office import PostOffice, post_office
from tests.jobs.web import Handler, Site, page, serving

KILLS = 6
PEOPLE = 12
EVENTS = {"claim.added": "claim.created", "claim.flagged": "claim.due", "report.made": "report.ready"}
DRAIN_S = 90.0
"""How long the last life may take to work the outbox off: one backoff of five seconds, on a loaded machine."""


class Receiver:
    """Takes every message but one in five at its first coming, and keeps what it took."""

    site: Site

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._refused: set[str] = set()
        self._lock = threading.Lock()
        self.taken: list[tuple[str, dict[str, Any]]] = []

    def __call__(self, handler: Handler) -> None:
        with self._lock:
            message_id = handler.headers["webhook-id"]
            message = next(each for each in reversed(self.site.asked) if each.headers["webhook-id"] == message_id)
            if message_id not in self._refused and self._random.random() < 0.2:
                self._refused.add(message_id)
                page("not now", status=503)(handler)
                return
            self.taken.append((message_id, json.loads(message.body)))
        page("ok")(handler)

    def told(self) -> Counter[tuple[str, str, bool]]:
        """How often each event was told of each subject, repeats of an id dropped; reports with and without content."""
        messages = dict(self.taken)
        return Counter(_subject(message) for message in messages.values())


def _subject(message: dict[str, Any]) -> tuple[str, str, bool]:
    data = message["data"]
    about = data.get("claim") or data["report"]
    return message["type"], about["id"], "content" in about


def prepare(store: Path, now: datetime) -> list[str]:
    """A store with claims that came due yesterday and people to be reminded of them today; the claims' ids."""
    noon = (now - timedelta(days=1)).replace(hour=12, minute=0, second=0, microsecond=0)
    with open_ledger(store) as ledger:
        claims = [
            add_claim(
                ledger,
                NewClaim(text=f"Lock {number} will open", made_at="2025-11-22", deadline_at=noon.isoformat()),
                actor="local",
                now=noon - timedelta(days=1),
            )
            for number in range(3)
        ]
        sweep(ledger, now=noon)
        for number in range(PEOPLE):
            person = add_person(ledger, NewPerson(name=f"p{number}", role="resolver"), actor="local", now=noon)
            wanted = NewReminders(remind_by="email", address=f"p{number}@news.example", hour=0)
            set_reminders(ledger, person.id, wanted, actor="local", now=noon)
    return [claim.id for claim in claims]


def subscribe(url: str, site: Site) -> None:
    """One webhook told of everything, and a report every five seconds to it, to a mail address and to the folder."""
    with httpx.Client(base_url=url, trust_env=False, timeout=WAIT_S) as client:
        made = client.post("/v1/webhooks", json={"url": f"{site.root}/hook"}).raise_for_status().json()
        targets = [
            {"channel": "webhook", "webhook_id": made["webhook"]["id"]},
            {"channel": "email", "address": "desk@news.example"},
            {"channel": "folder"},
        ]
        for second in range(0, 60, 5):
            body = {"name": f"At {second}", "cron": f"{second} * * * * *", "period_days": 1, "format": "csv"}
            client.post("/v1/reports/definitions", json=body | {"targets": targets}).raise_for_status()


def write(url: str, end: float) -> Iterator[str]:
    """Store claims that come due within the second until the time has come; their ids as they are acknowledged."""
    with httpx.Client(base_url=url, trust_env=False, timeout=WAIT_S) as client:
        number = 0
        while time.monotonic() < end:
            number += 1
            deadline = datetime.now(UTC) + timedelta(seconds=0.3)
            body = {"text": f"Gate {number} will open.", "made_at": "2025-11-22", "deadline_at": deadline.isoformat()}
            yield client.post("/v1/claims", json=body).raise_for_status().json()["id"]
            time.sleep(0.05)


@contextmanager
def running(store: Path) -> Iterator[Service]:
    service = Service(store)
    try:
        yield service
    finally:
        service.kill()


def drained(url: str) -> bool:
    """Whether nothing waits in the outbox."""
    answer = httpx.get(f"{url}/v1/deliveries?status=pending&limit=1", trust_env=False, timeout=WAIT_S)
    return not answer.raise_for_status().json()["items"]


@pytest.fixture
def outside(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Receiver, PostOffice]]:
    """A receiver of webhooks and a slow mail server that outlive the service, and the settings that lead there."""
    receiver = Receiver(5)
    with serving() as site, post_office() as (office, server):
        receiver.site = site
        site.pages["/hook"] = receiver
        office.delay_s = 0.2
        monkeypatch.setenv("BYTHEN_FETCH_ALLOW", "127.0.0.1")
        monkeypatch.setenv("BYTHEN_SMTP_HOST", server.host)
        monkeypatch.setenv("BYTHEN_SMTP_PORT", str(server.port))
        monkeypatch.setenv("BYTHEN_SMTP_SECURITY", "none")
        monkeypatch.setenv("BYTHEN_MAIL_FROM", server.sender)
        yield receiver, office


def test_nothing_is_lost_or_doubled(tmp_path: Path, outside: tuple[Receiver, PostOffice]) -> None:
    """Six kills at random moments: every event, report and reminder arrives, each under one id, and all verifies."""
    receiver, office = outside
    store, chance = tmp_path / "b.duckdb", random.Random(7)
    reminded_of = prepare(store, datetime.now(UTC))
    acknowledged: list[str] = []
    with running(store) as service:
        subscribe(service.url(), receiver.site)
    for _ in range(KILLS):
        with running(store) as service:
            acknowledged += write(service.url(), time.monotonic() + chance.uniform(0.2, 2.5))
            time.sleep(chance.uniform(0.0, 0.6))
    with running(store) as service:
        url, end = service.url(), time.monotonic() + DRAIN_S
        wait_for(lambda: httpx.get(f"{url}/v1/due", trust_env=False).is_success)
        # Reports go on being made, so that the outbox is empty for moments only.
        while not drained(url) and time.monotonic() < end:
            time.sleep(0.1)

    with open_ledger(store) as ledger:
        pending = {each.subject_id for each in ledger.deliveries(status="pending", limit=1000)}
        dead = ledger.deliveries(status="dead", limit=1000)
        log = ledger.told(list(EVENTS), after=0, limit=100_000)
        reports = [each.id for each in ledger.report_entries(limit=1000)]
        made = [ledger.report(each) for each in reports]
        times = Counter((each.definition_id, each.scheduled_at) for each in made)
        difference = ledger.verify().difference
    told = receiver.told()
    happened = {(EVENTS[each.kind], each.subject_id) for each in log if each.subject_id not in {*reminded_of, *pending}}
    mails = {mail["Message-ID"]: mail for mail in office.mail}
    reminders = Counter(mail["To"] for mail in mails.values() if "desk" not in mail["To"])
    mailed = Counter(
        mail.get_body(("plain",)).get_content().split("Report ")[1][:36]  # type: ignore[union-attr]
        for mail in mails.values()
        if "desk" in mail["To"]
    )
    written = [path.stem[-36:] for path in Path(f"{store}.reports").iterdir() if not path.name.startswith(".")]
    arrived = [each for each in reports if each not in pending]

    assert difference is None
    assert () == dead
    assert set(acknowledged) <= {subject_id for kind, subject_id in happened if kind == "claim.created"} | pending
    assert happened <= {(kind, subject_id) for kind, subject_id, _ in told}
    assert {} == {each: count for each, count in told.items() if count > 1}
    assert {} == {each: count for each, count in times.items() if count > 1}
    assert len(arrived) > 2
    assert {(each, 1) for each in arrived} <= set(mailed.items())
    assert {} == {each: count for each, count in mailed.items() if count > 1}
    assert set(arrived) <= set(written)
    assert len(written) == len(set(written))
    assert {(each, True) for each in arrived} <= {(subject_id, whole) for _, subject_id, whole in told}
    assert {f"p{number}@news.example": 1 for number in range(PEOPLE)} == dict(reminders)
    for mail in mails.values():
        body = mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]
        assert "desk" in mail["To"] or all(claim_id in body for claim_id in reminded_of)

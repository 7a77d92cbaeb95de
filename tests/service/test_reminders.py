"""Reminders over HTTP and from the command line."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from litestar.testing import TestClient

from service.app import create_app
from service.settings import Settings
from tests.jobs.post_office import post_office
from tests.service.conftest import NOON, Clock
from tests.service.test_webhooks import wait_for

BY_MAIL = {"remind_by": "email", "address": "mira@news.example", "hour": 8, "time_zone": "UTC"}
CLAIM = {"text": "The lock will open.", "made_at": "2025-11-22", "deadline_at": "2025-11-25T12:30:00Z"}


def test_a_reminder_is_mailed_at_the_hour(tmp_path: Path, clock: Clock) -> None:
    """With a mail server set, a running service mails what came due at the person's next hour, once."""
    with post_office() as (box, server):
        settings = Settings(
            store=str(tmp_path / "b.duckdb"),
            smtp_host=server.host,
            smtp_port=server.port,
            smtp_security="none",
            mail_from=server.sender,
        )
        with TestClient(create_app(settings, clock=clock), base_url="http://127.0.0.1") as client:
            person = client.post("/v1/people", json={"name": "mira", "role": "resolver"}).json()
            set_to = client.put(f"/v1/people/{person['id']}/reminders", json=BY_MAIL)
            claim = client.post("/v1/claims", json=CLAIM).json()
            clock.now = NOON + timedelta(hours=1)
            client.app.state.scheduler.run()
            early = list(box.mail)
            clock.now = NOON + timedelta(hours=20)
            mail = wait_for(lambda: list(box.mail))
            told = wait_for(lambda: client.get("/v1/deliveries?status=delivered").json()["items"])

    assert 200 == set_to.status_code
    assert [] == early
    assert [claim["id"] in each.get_body(("plain",)).get_content() for each in mail] == [True]
    assert [("reminder", person["id"])] == [(each["event"], each["subject_id"]) for each in told]


def test_each_for_themselves(client: TestClient[Any]) -> None:
    """Somebody may say how they are reminded themselves, whatever their role, but not how others are; an admin may."""
    ids = {}
    keys = {}
    for name, role in (("ada", "admin"), ("ben", "reader"), ("mira", "resolver")):
        headers = {"authorization": f"Bearer {keys['ada']}"} if keys else {}
        ids[name] = client.post("/v1/people", json={"name": name, "role": role}, headers=headers).json()["id"]
        made = client.post("/v1/keys", json={"person_id": ids[name]}, headers=headers).json()
        keys[name] = made["secret"]

    def ask(who: str, whom: str, method: str) -> int:
        path, headers = f"/v1/people/{ids[whom]}/reminders", {"authorization": f"Bearer {keys[who]}"}
        json = BY_MAIL if method == "PUT" else None
        return client.request(method, path, headers=headers, json=json).status_code

    for method in ("PUT", "GET"):
        assert [200, 200, 403, 403] == [
            ask(*pair, method) for pair in (("ben", "ben"), ("ada", "ben"), ("ben", "mira"), ("mira", "ben"))
        ]


def test_from_the_command_line(bythen: Any) -> None:
    """Set and switched off by name; two ways at once are a usage error."""
    bythen("person", "add", "mira", "--role", "resolver")
    by_mail = bythen(
        "person", "remind", "mira", "--email", "mira@news.example", "--hour", "7", "--time-zone", "Europe/Kyiv"
    )
    off = bythen("person", "remind", "mira", "--off")
    both = bythen("person", "remind", "mira", "--off", "--email", "mira@news.example")

    assert "mira is reminded by email at 07:00 Europe/Kyiv." in by_mail.out
    assert "mira is not reminded." in off.out
    assert 2 == both.status

"""Webhooks over HTTP and from the command line."""

import time
from collections.abc import Callable
from typing import Any

import httpx
from litestar.testing import TestClient
from standardwebhooks import Webhook as Verifier

from service.app import create_app
from service.settings import Settings
from tests.jobs.web import page, serving

WAIT_S = 30.0
CLAIM = {"text": "The lock will open.", "made_at": "2025-11-22", "deadline_at": "2030-01-01T00:00:00Z"}


def wait_for(ask: Callable[[], Any]) -> Any:
    """The first answer that is not empty; fails when none comes in time."""
    end = time.monotonic() + WAIT_S
    while time.monotonic() < end:
        if answer := ask():
            return answer
        time.sleep(0.05)
    raise AssertionError("nothing came in time")


def test_a_claim_reaches_its_receiver(tmp_path: Any) -> None:
    """A claim that is stored over HTTP is with the receiver a moment later, signed, and the delivery says so."""
    settings = Settings(store=str(tmp_path / "b.duckdb"), fetch_allow="127.0.0.1")
    with serving() as site, TestClient(create_app(settings), base_url="http://127.0.0.1") as client:
        site.pages["/hook"] = page("ok")
        made = client.post("/v1/webhooks", json={"url": f"{site.root}/hook"})
        claim = client.post("/v1/claims", json=CLAIM).json()
        message = wait_for(lambda: site.asked and site.asked[0])
        delivery = wait_for(lambda: client.get("/v1/deliveries?status=delivered").json()["items"])[0]
        again = client.post("/v1/redeliveries", json={"delivery_id": delivery["id"]})
        wait_for(lambda: len(site.asked) == 2)

    body = Verifier(made.json()["secret"]).verify(message.body, message.headers)
    assert (201, "no-store") == (made.status_code, made.headers["cache-control"])
    assert ("claim.created", claim["id"]) == (body["type"], body["data"]["claim"]["id"])
    assert (claim["id"], made.json()["webhook"]["id"]) == (delivery["subject_id"], delivery["webhook_id"])
    assert 200 == again.status_code
    assert site.asked[0].headers["webhook-id"] == site.asked[1].headers["webhook-id"]


def test_no_secret_is_shown_twice(client: TestClient[Any]) -> None:
    """Lists, a webhook by its id and an ended one are shown without secrets."""
    made = client.post("/v1/webhooks", json={"url": "https://hooks.example/a"}).json()
    path = f"/v1/webhooks/{made['webhook']['id']}"
    turned = client.put(f"{path}/secret", json={"overlap_h": 0}).json()
    answers: list[httpx.Response] = [client.get("/v1/webhooks"), client.get(path), client.delete(path)]

    assert made["secret"] != turned["secret"]
    assert [200, 200, 200] == [answer.status_code for answer in answers]
    assert not any("whsec_" in answer.text for answer in answers)
    assert answers[2].json()["ended_at"]
    assert 409 == client.put(f"{path}/secret", json={"overlap_h": 0}).status_code


def test_what_is_refused(client: TestClient[Any]) -> None:
    """An address with a password in it, an event that there is not, and an unknown speaker are named."""
    wrong = [
        {"url": "https://mira:secret@hooks.example/"},
        {"url": "https://hooks.example/", "events": ["claim.eaten"]},
        {"url": "https://hooks.example/", "filters": {"speaker_id": "nobody"}},
    ]

    assert [400, 400, 404] == [client.post("/v1/webhooks", json=body).status_code for body in wrong]


def test_from_the_command_line(bythen: Any) -> None:
    """Added, listed, given a new secret and ended; only the secret is on standard output when it is made."""
    made = bythen("webhook", "add", "https://hooks.example/a", "--event", "claim.due", "--topic", "harbour")
    (row,) = bythen("webhook", "list", "--format", "ndjson").out.splitlines()
    webhook_id = row.split('"id":"')[1][:36]
    turned = bythen("webhook", "rotate", webhook_id)
    ended = bythen("webhook", "end", webhook_id)
    none = bythen("webhook", "deliveries", "--status", "dead")

    assert (0, 0, 0, 0) == (made.status, turned.status, ended.status, none.status)
    assert made.out.startswith("whsec_")
    assert made.out != turned.out
    assert "was ended" in ended.out
    assert "Nothing was to be sent yet." in none.out

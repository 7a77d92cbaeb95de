"""Feeds: well-formed for other people's readers, by any filter, updated in place, and opened by keys of their own."""

from datetime import UTC, date, datetime
from typing import Any

import feedparser
import pytest
import vobject
from icalendar import Calendar
from litestar.testing import TestClient

from tests.service.conftest import Clock

WORDS = "Exports <b>will</b> rise & fall\x07 \u2603"
CLAIM = {"text": WORDS, "made_at": "2025-11-22", "deadline_at": "2025-11-25T00:00:00Z", "topics": ["harbour"]}
LATER = {"text": "The lock will open at noon.", "made_at": "2025-11-22", "deadline_at": "2025-12-24T12:00:00Z"}
HAPPENED = {
    "happened": "yes",
    "occurred_from": "2025-11-24",
    "evidence": [{"url": "https://news.example/a?b=1&c=2", "quote": "They did."}],
}


def add(client: TestClient[Any], body: dict[str, Any]) -> str:
    answer = client.post("/v1/claims", json=body)
    assert 201 == answer.status_code, answer.text
    return str(answer.json()["id"])


def parsed(client: TestClient[Any], address: str) -> Any:
    """The feed as a feed reader sees it; it must be well-formed."""
    answer = client.get(address)
    feed = feedparser.parse(answer.content)
    assert 200 == answer.status_code
    assert answer.headers["content-type"].startswith("application/atom+xml")
    assert not feed.bozo, feed.get("bozo_exception")
    assert "atom10" == feed.version
    return feed


def events(client: TestClient[Any], address: str = "/feeds/deadlines.ics") -> dict[str, Any]:
    """The calendar's events by their UIDs, as one reader sees them; another must see the same."""
    answer = client.get(address)
    assert answer.headers["content-type"].startswith("text/calendar")
    found = {str(event["uid"]): event for event in Calendar.from_ical(answer.content).walk("VEVENT")}
    second = vobject.readOne(answer.text)
    assert {event.uid.value: event.summary.value for event in second.contents.get("vevent", [])} == {
        uid: str(event["summary"]) for uid, event in found.items()
    }
    return found


def test_what_waits(client: TestClient[Any]) -> None:
    """A due claim is an entry with its words as text, its time and its id; one that is still pending is not."""
    claim_id = add(client, CLAIM)
    add(client, LATER)

    feed = parsed(client, "/feeds/due.atom")

    (entry,) = feed.entries
    assert ("text/plain", "Exports <b>will</b> rise & fall \u2603") == (entry.title_detail.type, entry.title)
    assert f"urn:bythen:due:{claim_id}:20251125T000000Z" == entry.id
    assert f"http://127.0.0.1/v1/claims/{claim_id}" == entry.link
    assert "http://127.0.0.1/feeds/due.atom" == feed.feed.id == feed.feed.links[0].href
    assert entry.updated == feed.feed.updated


def test_what_was_decided(client: TestClient[Any]) -> None:
    """A decision is an entry with links to its evidence, and the claim is gone from what waits."""
    claim_id = add(client, CLAIM)
    resolved = client.post(f"/v1/claims/{claim_id}/resolutions", json=HAPPENED)
    assert resolved.is_success, resolved.text

    (entry,) = parsed(client, "/feeds/resolutions.atom").entries

    assert "it happened: Exports <b>will</b> rise & fall \u2603" == entry.title
    assert ["https://news.example/a?b=1&c=2"] == [link.href for link in entry.links if link.rel == "related"]
    assert [] == parsed(client, "/feeds/due.atom").entries


@pytest.mark.parametrize(("query", "count"), [("topic=harbour", 1), ("topic=rail", 0), ("", 1), ("topic=a%26b%22", 0)])
def test_filters(client: TestClient[Any], query: str, count: int) -> None:
    """Every feed takes the filters, and names them in its own address."""
    add(client, CLAIM)

    feed = parsed(client, f"/feeds/due.atom?{query}")

    assert count == len(feed.entries)
    assert count == len(events(client, f"/feeds/deadlines.ics?{query}"))
    assert feed.feed.id == f"http://127.0.0.1/feeds/due.atom{'?' * bool(query)}{query}"
    assert 404 == client.get("/feeds/resolutions.atom?speaker_id=nobody").status_code


def test_a_calendar_updates_what_it_has(client: TestClient[Any]) -> None:
    """A claim keeps its UID, SEQUENCE grows with its changes; resolved it says so, rejected it is cancelled."""
    claim_id, noon_id = add(client, CLAIM), add(client, LATER)
    before = events(client)
    client.post(f"/v1/claims/{claim_id}/resolutions", json=HAPPENED)
    after = events(client)
    uid = f"{claim_id}@bythen"

    assert {uid, f"{noon_id}@bythen"} == set(before) == set(after)
    assert date(2025, 11, 24) == before[uid]["dtstart"].dt
    assert datetime(2025, 12, 24, 12, tzinfo=UTC) == before[f"{noon_id}@bythen"]["dtstart"].dt
    assert int(before[uid]["sequence"]) < int(after[uid]["sequence"])
    assert "CONFIRMED" == before[uid]["status"] == after[uid]["status"]
    assert str(after[uid]["summary"]).startswith("Decided: Exports")


def test_a_rejected_claim_is_cancelled(client: TestClient[Any]) -> None:
    """What turned out to be no claim disappears from calendars that have it."""
    claim_id = add(client, CLAIM)
    rejected = client.post(f"/v1/claims/{claim_id}/reviews", json={"verdict": "reject", "reason": "A joke."})
    assert rejected.is_success, rejected.text

    assert "CANCELLED" == events(client)[f"{claim_id}@bythen"]["status"]


def test_an_empty_feed_is_one_too(client: TestClient[Any]) -> None:
    """Without entries feeds and calendar are well-formed, and the same at each request."""
    assert [] == parsed(client, "/feeds/due.atom").entries == parsed(client, "/feeds/resolutions.atom").entries
    assert {} == events(client)
    assert client.get("/feeds/due.atom").content == client.get("/feeds/due.atom").content


def test_what_a_reader_has_is_not_sent_again(client: TestClient[Any]) -> None:
    """With the tag of what it has a reader is told 304, and the new feed once there is something new."""
    tag = client.get("/feeds/due.atom").headers["etag"]
    same = client.get("/feeds/due.atom", headers={"if-none-match": tag})
    add(client, CLAIM)

    assert (304, b"") == (same.status_code, same.content)
    assert 200 == client.get("/feeds/due.atom", headers={"if-none-match": tag}).status_code


def test_feed_keys(client: TestClient[Any], clock: Clock) -> None:
    """Once keys are asked for, a feed key in the address opens feeds, nothing else, and no more once it is revoked."""
    person = client.post("/v1/people", json={"name": "ada", "role": "admin"}).json()
    secret = client.post("/v1/keys", json={"person_id": person["id"]}).json()["secret"]
    admin = {"authorization": f"Bearer {secret}"}
    made = client.post("/v1/feeds/keys", json={"label": "calendar"}, headers=admin)
    feed_key = made.json()["secret"]

    def status(address: str, **headers: str) -> int:
        return client.get(address, headers=headers).status_code

    assert (201, "no-store") == (made.status_code, made.headers["cache-control"])
    assert [401, 401, 200, 200] == [
        status("/feeds/due.atom"),
        status("/feeds/due.atom?key=feed_wrong"),
        status(f"/feeds/due.atom?key={feed_key}"),
        status("/feeds/due.atom", **admin),
    ]
    assert [400, 401] == [
        status(f"/v1/claims?key={feed_key}", **admin),
        status("/v1/claims", authorization=f"Bearer {feed_key}"),
    ]
    assert feed_key not in client.get(f"/feeds/due.atom?key={feed_key}").text
    assert feed_key not in client.get("/v1/feeds/keys", headers=admin).text
    revoked = client.delete(f"/v1/feeds/keys/{made.json()['key']['id']}", headers=admin)
    assert 200 == revoked.status_code
    assert 401 == status(f"/feeds/due.atom?key={feed_key}")


def test_from_the_command_line(bythen: Any) -> None:
    """Made, listed and revoked; only the secret is on standard output when it is made."""
    made = bythen("feed", "add", "newsroom calendar")
    (row,) = bythen("feed", "list", "--format", "ndjson").out.splitlines()
    revoked = bythen("feed", "revoke", row.split('"id":"')[1][:36])

    assert made.out.startswith("feed_")
    assert "newsroom calendar" in row
    assert made.out.strip() not in row
    assert "was revoked at" in revoked.out

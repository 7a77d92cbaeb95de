"""The routes over an app in this process: the main job, and each list in pages."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from litestar.testing import TestClient

from jobs.charts import CHARTS

NO_ID = "01999999-9999-7999-8999-999999999999"
TEXT = (
    "PELLMOUTH - The ferry to Mavik will run again within two weeks, harbour master Ada Brandt said on Saturday.\n\n"
    "“The lock will open on Monday,” she added.\n"
)
ARTICLE = {
    "text": TEXT,
    "published_at": "2025-11-22",
    "title": "Ferry to return",
    "url": "https://news.example/ferry",
    "publisher": "Coast Ledger",
    "author": "Ira Holm",
    "country": "GB",
    "time_zone": "Europe/London",
}


def pages(client: TestClient[Any], path: str, **query: Any) -> Iterator[list[Any]]:
    """The items of each page of a list, to its end."""
    cursor: str | None = None
    while True:
        given = {"cursor": cursor, **query} if cursor else query
        page = client.get(path, params=given).raise_for_status().json()
        assert list(page) == ["items", "next"]
        yield page["items"]
        cursor = page["next"]
        if cursor is None:
            return


def add_claim(client: TestClient[Any], **given: Any) -> dict[str, Any]:
    body = {"text": "The lock will open.", "speaker": "Ada Brandt", "made_at": "2025-11-25", **given}
    claim: dict[str, Any] = client.post("/v1/claims", json=body).raise_for_status().json()
    return claim


def test_article_is_stored_and_given_back(client: TestClient[Any]) -> None:
    """An article is answered with 201, its digest and its claims, and given back as it was sent."""
    response = client.post("/v1/articles", json=ARTICLE)
    made = response.json()

    assert response.status_code == 201
    assert {name: made["article"][name] for name in ARTICLE} == ARTICLE
    assert len(made["article"]["sha256"]) == 64
    assert [claim["speaker"] for claim in made["claims"]] == ["Ada Brandt", "Ada Brandt"]
    assert all(TEXT[claim["start"] : claim["end"]] == claim["text"] for claim in made["claims"])
    assert all({"id", "status", "check_at"} <= claim.keys() for claim in made["claims"])
    assert client.get(f"/v1/articles/{made['article']['id']}").json() == made


def test_the_same_article_again_changes_nothing(client: TestClient[Any]) -> None:
    """The same article again is answered with 200 and what is stored; no event is added."""
    first = client.post("/v1/articles", json=ARTICLE).json()
    claim = f"/v1/claims/{first['claims'][0]['id']}"
    history = client.get(claim).json()["history"]
    again = client.post("/v1/articles", json=ARTICLE)

    assert again.status_code == 200
    assert again.json() == first
    assert client.get(claim).json()["history"] == history
    assert len(client.get("/v1/articles").json()["items"]) == 1


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"text": ""}, "text"),
        ({"text": " \n"}, "empty"),
        ({"published_at": ...}, "published_at"),
        ({"published_at": "22 November"}, "is not a date"),
        ({"published_at": "1850-01-01"}, "out of range"),
        ({"published_at": "2025-02-30"}, "is not a date"),
        ({"time_zone": "Mars/Olympus"}, "is not a time zone"),
        ({"text": "x" * 1_000_001}, "1000000"),
        ({"country": "Britain"}, "country"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"text": 5}, "text: must be a text or null, not a whole number"),
    ],
)
def test_bad_articles_are_refused(client: TestClient[Any], changes: dict[str, Any], words: str) -> None:
    """An article that cannot be read or dated is refused with the reason, and nothing of it is stored."""
    body = {name: value for name, value in {**ARTICLE, **changes}.items() if value is not ...}
    response = client.post("/v1/articles", json=body)

    assert response.status_code == 400
    assert words in response.json()["detail"]
    assert client.get("/v1/articles").json()["items"] == []


def test_the_way_of_a_claim(client: TestClient[Any], clock: Any) -> None:
    """A claim waits, is flagged when its time has come, is resolved once, and shows all of it in its history."""
    claim = add_claim(client, deadline_at="2025-11-25T12:00:30+00:00")
    pending = client.get("/v1/due").json()["items"]
    clock.forward(minutes=1)
    client.app.state.scheduler.run()
    due = client.get("/v1/due").json()["items"]
    body = {"happened": "yes", "occurred_from": "2025-11-25", "evidence": [{"url": "https://news.example/lock"}]}
    resolved = client.post(f"/v1/claims/{claim['id']}/resolutions", json=body)
    again = client.post(f"/v1/claims/{claim['id']}/resolutions", json=body)
    shown = client.get(f"/v1/claims/{claim['id']}").json()

    assert claim["status"] == "pending"
    assert pending == []
    assert [each["id"] for each in due] == [claim["id"]]
    assert (resolved.status_code, again.status_code) == (201, 409)
    assert shown["claim"] == resolved.json()["claim"]
    assert shown["claim"]["status"] == "resolved"
    assert shown["resolutions"] == [resolved.json()["resolution"]]
    assert [event["kind"] for event in shown["history"]] == ["claim.added", "claim.flagged", "claim.resolved"]
    assert client.get("/v1/due").json()["items"] == []
    assert client.get("/v1/resolutions").json()["items"] == shown["resolutions"]


def test_old_claims_are_due_at_once(client: TestClient[Any]) -> None:
    """A claim whose deadline has passed when it is stored is due at once."""
    claim = add_claim(client, deadline_at="2025-11-25T11:59:59+00:00")

    assert claim["status"] == "due"
    (due,) = client.get("/v1/due").json()["items"]
    assert claim.items() <= due.items()
    assert {"due_since": claim["recorded_at"], "age_h": 0.0, "overdue": False, "disputed": False}.items() <= due.items()


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"horizon": "in May", "deadline_at": "2025-11-26T00:00:00Z"}, "deadline_at"),
        ({"deadline_at": "tomorrow"}, "tomorrow"),
        ({"text": ""}, "text"),
        ({"text": "x" * 2001}, "text"),
        ({"kind": "wish"}, "kind"),
    ],
)
def test_bad_claims_are_refused(client: TestClient[Any], body: dict[str, Any], words: str) -> None:
    """A claim that contradicts itself or does not fit is refused with the reason."""
    response = client.post("/v1/claims", json={"text": "It will rain.", "made_at": "2025-11-25", **body})

    assert response.status_code == 400
    assert words in response.json()["detail"]
    assert client.get("/v1/claims").json()["items"] == []


def test_claims_in_pages(client: TestClient[Any]) -> None:
    """A list comes newest first, in pages that hold each row once, also when rows are added between them."""
    ids = [add_claim(client)["id"] for _ in range(5)]
    listed = []
    for number, page in enumerate(pages(client, "/v1/claims", limit=2)):
        listed.append([claim["id"] for claim in page])
        if number == 0:
            add_claim(client)

    assert listed == [[ids[4], ids[3]], [ids[2], ids[1]], [ids[0]]]


def test_due_in_pages(client: TestClient[Any]) -> None:
    """What waits comes longest waiting first, in pages, also where several waited equally long."""
    hours = [11, 9, 9, 9, 10]
    ids = [add_claim(client, deadline_at=f"2025-11-25T{hour:02}:00:00Z")["id"] for hour in hours]
    listed = [claim["id"] for page in pages(client, "/v1/due", limit=2) for claim in page]

    assert listed == [ids[1], ids[2], ids[3], ids[4], ids[0]]


def test_filters(client: TestClient[Any]) -> None:
    """Each filter of a list keeps the rows that fit it, and filters hold together."""
    article = client.post("/v1/articles", json=ARTICLE).json()
    other = add_claim(client, speaker="Ira Holm", kind="commitment", topics=["lock"])
    own = {claim["id"] for claim in article["claims"]}

    def listed(**query: str) -> set[str]:
        return {claim["id"] for page in pages(client, "/v1/claims", **query) for claim in page}

    assert listed() == own | {other["id"]}
    assert listed(article_id=article["article"]["id"]) == own
    assert listed(speaker_id=other["speaker_id"]) == {other["id"]}
    assert listed(topic="lock") == listed(kind="commitment", topic="lock") == {other["id"]}
    assert listed(topic="lock", kind="schedule") == set()
    assert listed(status="resolved") == set()
    assert listed(review="accepted") == {other["id"]}


def test_articles_in_a_list_have_no_text(client: TestClient[Any]) -> None:
    """A list of articles tells their lengths in place of their texts."""
    client.post("/v1/articles", json=ARTICLE)
    (entry,) = client.get("/v1/articles").json()["items"]

    assert "text" not in entry
    assert entry["length"] == len(TEXT)
    assert entry["title"] == "Ferry to return"


def test_speakers_and_scorecards(client: TestClient[Any]) -> None:
    """Each speaker is listed and shown, with a scorecard, alone and beside the others."""
    for name in ("Ada Brandt", "Ira Holm", "Ada Brandt"):
        claim = add_claim(client, speaker=name, deadline_at="2025-11-25T11:00:00Z")
        body = {"happened": "yes", "occurred_from": "2025-11-25", "evidence": [{"document": "Seen by the reporter."}]}
        client.post(f"/v1/claims/{claim['id']}/resolutions", json=body).raise_for_status()
    speakers = [speaker for page in pages(client, "/v1/speakers", limit=1) for speaker in page]
    cards = [card for page in pages(client, "/v1/scorecards", limit=1) for card in page]
    own = client.get(f"/v1/speakers/{speakers[0]['id']}/scorecard", params={"reading": "strict"}).json()

    assert [speaker["name"] for speaker in speakers] == ["Ada Brandt", "Ira Holm"]
    assert client.get(f"/v1/speakers/{speakers[1]['id']}").json() == speakers[1]
    assert [card["name"] for card in cards] == ["Ada Brandt", "Ira Holm"]
    assert (own["name"], own["terms"]["reading"]) == ("Ada Brandt", "strict")
    assert own["coverage"]["resolved"] == 2
    assert client.get("/v1/scorecards/leaderboard").json()["unlisted"] == 2


def test_speaker_charts(client: TestClient[Any]) -> None:
    """Each chart of a speaker is a picture in SVG; a chart that there is not is refused."""
    speaker_id = add_claim(client, speaker="Ada Brandt")["speaker_id"]
    drawn = [client.get(f"/v1/speakers/{speaker_id}/charts/{name}") for name in CHARTS]

    assert {"image/svg+xml"} == {answer.headers["content-type"].partition(";")[0] for answer in drawn}
    assert all(answer.text.startswith("<svg ") for answer in drawn)
    assert 400 == client.get(f"/v1/speakers/{speaker_id}/charts/pie").status_code


def test_reports(client: TestClient[Any], clock: Any) -> None:
    """A report is defined, made by itself when its time comes, listed and given back."""
    add_claim(client, deadline_at="2025-11-25T11:00:00Z")
    definition = {"name": "Every minute", "cron": "* * * * *", "period_days": 1}
    defined = client.post("/v1/reports/definitions", json=definition).json()
    clock.now += timedelta(minutes=1)
    client.app.state.scheduler.run()
    (entry,) = client.get("/v1/reports", params={"definition_id": defined["id"]}).json()["items"]
    report = client.get(f"/v1/reports/{entry['id']}").json()

    assert defined["next_run_at"] == "2025-11-25T12:01:00Z"
    assert [each["id"] for each in client.get("/v1/reports/definitions").json()["items"]] == [defined["id"]]
    assert "content" not in entry
    assert entry["scheduled_at"] == "2025-11-25T12:01:00Z"
    assert "The lock will open." in report["content"]


def test_timeline(client: TestClient[Any]) -> None:
    """The timeline is ordered, and in pages the same as whole."""
    article = client.post("/v1/articles", json=ARTICLE).json()["article"]
    add_claim(client, deadline_at="2025-11-25T11:00:00Z")
    whole = client.get("/v1/timeline").json()["items"]
    paged = [entry for page in pages(client, "/v1/timeline", limit=2) for entry in page]
    of_article = client.get("/v1/timeline", params={"article_id": article["id"]}).json()["items"]

    assert paged == whole
    assert [entry["earliest"] for entry in whole] == sorted(entry["earliest"] for entry in whole)
    assert {entry["article_id"] for entry in of_article} == {article["id"]}


def test_health(client: TestClient[Any]) -> None:
    """The service says that it lives, and that its ledger answers; a closed ledger is a 503."""
    live, ready = client.get("/health/live"), client.get("/health/ready")
    client.app.state.ledger.close()
    closed = client.get("/health/ready")

    assert (live.json(), ready.json()) == ({"status": "live"}, {"status": "ready"})
    assert closed.status_code == 503
    assert client.get("/health/live").status_code == 200

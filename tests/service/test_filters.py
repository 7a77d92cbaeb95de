"""What waits, what was decided and who said it, found by who, where from and what about."""

from typing import Any

import pytest
from litestar.testing import TestClient

DECIDED = {"happened": "yes", "occurred_from": "2025-11-25", "evidence": [{"document": "Seen by the reporter."}]}


def add(client: TestClient[Any], **given: Any) -> dict[str, Any]:
    body = {"text": "The lock will open.", "made_at": "2025-11-25", "deadline_at": "2025-11-25T11:00:00Z", **given}
    claim: dict[str, Any] = client.post("/v1/claims", json=body).raise_for_status().json()
    return claim


@pytest.fixture
def claims(client: TestClient[Any]) -> list[dict[str, Any]]:
    """Three due claims of two speakers."""
    return [
        add(client, speaker="Ada Brandt", topics=["ice"]),
        add(client, speaker="Ira Holm"),
        add(client, speaker="Ada Brandt"),
    ]


def ids(client: TestClient[Any], path: str, field: str, **query: str) -> list[str]:
    return [row[field] for row in client.get(path, params=query).raise_for_status().json()["items"]]


def test_due_by_speaker_and_topic(client: TestClient[Any], claims: list[dict[str, Any]]) -> None:
    """Each filter narrows the list, and its pages hold the same."""
    ada, topic = claims[0]["speaker_id"], {"topic": "ice"}
    first = client.get("/v1/due", params={"speaker_id": ada, "limit": 1}).json()
    second = client.get("/v1/due", params={"speaker_id": ada, "limit": 1, "cursor": first["next"]}).json()

    assert ids(client, "/v1/due", "id", speaker_id=ada) == [claims[0]["id"], claims[2]["id"]]
    assert ids(client, "/v1/due", "id", **topic) == [claims[0]["id"]]
    assert ids(client, "/v1/due", "id", speaker_id=claims[1]["speaker_id"], **topic) == []
    assert [row["id"] for row in (*first["items"], *second["items"])] == [claims[0]["id"], claims[2]["id"]]
    assert second["next"] is None


def test_due_by_article(client: TestClient[Any], claims: list[dict[str, Any]]) -> None:
    """Only the article's own claims are listed."""
    body = {"text": "The ferry will run again on Sunday, Ada Brandt said.", "published_at": "2025-11-22"}
    made = client.post("/v1/articles", json=body).json()

    assert ids(client, "/v1/due", "id", article_id=made["article"]["id"]) == [made["claims"][0]["id"]]


def test_resolutions_newest_first(client: TestClient[Any], claims: list[dict[str, Any]]) -> None:
    """Resolutions come in the order in which they were made, whichever claim is older; pages hold `limit` of them."""
    made = [
        client.post(f"/v1/claims/{claim['id']}/resolutions", json=DECIDED).json()["resolution"]["id"]
        for claim in (claims[2], claims[0], claims[1])
    ]
    first = client.get("/v1/resolutions", params={"limit": 2}).json()
    second = client.get("/v1/resolutions", params={"limit": 2, "cursor": first["next"]}).json()

    assert [[row["id"] for row in page["items"]] for page in (first, second)] == [[made[2], made[1]], [made[0]]]
    assert second["next"] is None
    assert ids(client, "/v1/resolutions", "id", speaker_id=claims[0]["speaker_id"]) == [made[1], made[0]]
    assert ids(client, "/v1/resolutions", "id", topic="ice") == [made[1]]


@pytest.mark.parametrize("name", ["Ada Brandt", "ada  BRANDT", "\uff21da Brandt"])
def test_speakers_by_name(client: TestClient[Any], claims: list[dict[str, Any]], name: str) -> None:
    """A speaker is found by the whole name, whatever its case, spacing or width."""
    assert ids(client, "/v1/speakers", "id", name=name) == [claims[0]["speaker_id"]]


@pytest.mark.parametrize("name", ["Ada", "Brandt", "nobody"])
def test_no_speaker_of_that_name(client: TestClient[Any], claims: list[dict[str, Any]], name: str) -> None:
    """A part of a name is not the name."""
    assert ids(client, "/v1/speakers", "id", name=name) == []


def test_whoever_was_merged_is_found_as_the_other(client: TestClient[Any], claims: list[dict[str, Any]]) -> None:
    """Every list by speaker, asked for by the id of one who was merged, is that of the speaker who answers for both."""
    ada, ira = claims[0]["speaker_id"], claims[1]["speaker_id"]
    client.post(f"/v1/claims/{claims[1]['id']}/resolutions", json=DECIDED).raise_for_status()
    client.post(f"/v1/speakers/{ira}/merges", json={"into": ada}).raise_for_status()

    for path, field in (
        ("/v1/claims", "id"),
        ("/v1/due", "id"),
        ("/v1/resolutions", "id"),
        ("/v1/timeline", "claim_id"),
    ):
        found = ids(client, path, field, speaker_id=ira)
        assert found
        assert found == ids(client, path, field, speaker_id=ada)
    assert 3 == len(ids(client, "/v1/claims", "id", speaker_id=ira))
    assert ada == client.get(f"/v1/speakers/{ira}/scorecard").json()["speaker_id"]
    assert [ada] == ids(client, "/v1/speakers", "id", name="Ira Holm")
    assert client.get(f"/v1/export/claims.csv?speaker_id={ira}").text.count("\n") == 4
    assert client.get(f"/feeds/deadlines.ics?speaker_id={ira}").text.count("BEGIN:VEVENT") == 3

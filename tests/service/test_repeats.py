"""Requests that are sent again, and changes to a version that is no longer the newest."""

from typing import Any

import pytest
from litestar.testing import TestClient

from service.description import openapi_json
from tests.service.conftest import Clock

ARTICLE = {"text": "The lock will open within two days, Ada Brandt said.", "published_at": "2025-11-24"}
CLAIM = {"text": "The lock will open.", "made_at": "2025-11-22", "deadline_at": "2025-11-24T00:00:00Z"}
REPORT = {"name": "Weekly", "cron": "0 8 * * mon"}
VOID = {"happened": "void", "void_reason": "ambiguous", "reason": "There are two locks."}
POSTS = [("/v1/articles", ARTICLE), ("/v1/claims", CLAIM), ("/v1/reports/definitions", REPORT)]


def key(name: str = "key one") -> dict[str, str]:
    """The header of a request that may come again."""
    return {"Idempotency-Key": name}


@pytest.mark.parametrize(("path", "body"), POSTS)
def test_a_request_sent_again_is_answered_as_before(client: TestClient[Any], path: str, body: Any) -> None:
    """Status and body are those of the first time, and nothing is stored twice."""
    first = client.post(path, json=body, headers=key())
    again = client.post(path, json=body, headers=key())

    assert (201, 201) == (first.status_code, again.status_code)
    assert first.json() == again.json()
    assert 1 == len(client.get(path).json()["items"])


@pytest.mark.parametrize(("path", "body"), POSTS)
def test_a_key_stands_for_one_request(client: TestClient[Any], path: str, body: dict[str, str]) -> None:
    """The key with another body, or with another path, is refused and changes nothing."""
    client.post(path, json=body, headers=key())
    other_path, other_body = next(post for post in POSTS if post[0] != path)
    before = client.get(other_path).json()
    changed = client.post(path, json={**body, next(iter(body)): "Something else"}, headers=key())
    elsewhere = client.post(other_path, json=other_body, headers=key())

    assert (422, "urn:bythen:problem:key-reused") == (changed.status_code, changed.json()["type"])
    assert 422 == elsewhere.status_code
    assert before == client.get(other_path).json()


def test_a_refused_request_leaves_its_key_free(client: TestClient[Any]) -> None:
    """A key is taken by what was done; a request that was refused may be mended and sent under it."""
    refused = client.post("/v1/claims", json={**CLAIM, "deadline_at": "never"}, headers=key())

    assert 400 == refused.status_code
    assert 201 == client.post("/v1/claims", json=CLAIM, headers=key()).status_code


@pytest.mark.parametrize("name", ["", "x" * 256, "tab\there"])
def test_a_key_is_bounded(client: TestClient[Any], name: str) -> None:
    """An empty key, a very long one and one with control characters are refused."""
    assert 400 == client.post("/v1/claims", json=CLAIM, headers=key(name)).status_code


def test_an_etag_follows_the_versions(client: TestClient[Any], clock: Clock) -> None:
    """A claim's ETag is that of its version, where it is made, read and changed."""
    made = client.post("/v1/claims", json=CLAIM)
    path = f"/v1/claims/{made.json()['id']}"
    read = client.get(path)
    done = client.post(f"{path}/resolutions", json=VOID, headers={"If-Match": read.headers["ETag"]})

    assert ('"1"', '"1"') == (made.headers["ETag"], read.headers["ETag"])
    assert (201, '"2"') == (done.status_code, done.headers["ETag"])
    assert '"2"' == client.get(path).headers["ETag"]


def test_a_lost_race_is_no_lost_update(client: TestClient[Any]) -> None:
    """Of two who read one version the second is told so, and may repeat what it did under its key."""
    made = client.post("/v1/claims", json=CLAIM)
    path = f"/v1/claims/{made.json()['id']}/resolutions"
    match = {"If-Match": made.headers["ETag"]}
    first = client.post(path, json=VOID, headers=match | key())
    lost = client.post(path, json={"happened": "void", "void_reason": "annulled"}, headers=match)
    again = client.post(path, json=VOID, headers=match | key())

    assert (412, "urn:bythen:problem:stale") == (lost.status_code, lost.json()["type"])
    assert (201, first.json()) == (again.status_code, again.json())
    assert 1 == len(client.get(f"/v1/claims/{made.json()['id']}").json()["resolutions"])


@pytest.mark.parametrize(("tag", "status"), [("*", 201), ('"1"', 201), ('"7"', 412), ("1", 400), ('W/"1"', 400)])
def test_what_if_match_takes(client: TestClient[Any], tag: str, status: int) -> None:
    """One strong tag, or anything at all."""
    claim_id = client.post("/v1/claims", json=CLAIM).json()["id"]

    answer = client.post(f"/v1/claims/{claim_id}/resolutions", json=VOID, headers={"If-Match": tag})

    assert status == answer.status_code


def test_the_description_tells_of_both() -> None:
    """The headers, and the statuses that come of them, stand in the OpenAPI description."""
    text = openapi_json().decode()

    for words in ("Idempotency-Key", "If-Match", '"ETag"', '"412"', '"422"'):
        assert words in text

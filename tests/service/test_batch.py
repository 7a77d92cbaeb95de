"""Many claims in one request: all or none."""

from typing import Any

from litestar.testing import TestClient

CLAIM = {"text": "The gates will open.", "made_at": "2025-11-20", "speaker": "Ada Brandt", "horizon": "within a week"}


def test_a_batch_is_stored_in_its_order(client: TestClient[Any]) -> None:
    """The answer has every claim in its place, as if it had been posted by itself; one new speaker is one."""
    batch = [CLAIM | {"text": f"Gate {number} will open."} for number in range(40)]
    answer = client.post("/v1/claims/batch", json=batch)
    items = answer.json()["items"]

    assert 201 == answer.status_code
    assert [each["text"] for each in batch] == [item["text"] for item in items]
    assert 1 == len({item["speaker_id"] for item in items})
    assert items[7] == client.get(f"/v1/claims/{items[7]['id']}").json()["claim"]


def test_one_bad_claim_leaves_nothing(client: TestClient[Any]) -> None:
    """Where one claim has no date in its words, its place and field are named and none of the others is stored."""
    batch = [CLAIM, CLAIM | {"horizon": "purple elephants"}, CLAIM]
    answer = client.post("/v1/claims/batch", json=batch)

    assert 400 == answer.status_code
    assert ["[1].horizon"] == [error["field"] for error in answer.json()["errors"]]
    assert [] == client.get("/v1/claims").json()["items"]


def test_an_empty_batch_and_a_wrong_field_are_refused(client: TestClient[Any]) -> None:
    """A batch has 1 to 1,000 claims in it, and a field of a wrong type is named with its place."""
    empty = client.post("/v1/claims/batch", json=[])
    long = client.post("/v1/claims/batch", json=[CLAIM] * 1001)
    wrong = client.post("/v1/claims/batch", json=[CLAIM, CLAIM | {"negated": 5}])

    assert [400, 400, 400] == [empty.status_code, long.status_code, wrong.status_code]
    assert ["[1].negated"] == [error["field"] for error in wrong.json()["errors"]]


def test_a_batch_sent_again_is_answered_as_before(client: TestClient[Any]) -> None:
    """Under an idempotency key the second request changes nothing."""
    batch = [CLAIM, CLAIM | {"text": "The lock will open."}]
    first, second = (
        client.post("/v1/claims/batch", json=batch, headers={"Idempotency-Key": "batch"}) for _ in range(2)
    )

    assert first.json() == second.json()
    assert 2 == len(client.get("/v1/claims").json()["items"])

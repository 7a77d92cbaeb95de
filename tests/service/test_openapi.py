"""The OpenAPI description is current, served, and its examples work."""

from pathlib import Path
from typing import Any

import msgspec
import pytest
from litestar.testing import TestClient

from jobs.ids import new_id
from service.description import REQUESTS, openapi_json
from storage.ledger import Change
from storage.outbox import Delivery
from tests.service.conftest import NOON

FILE = Path(__file__).parents[2] / "openapi" / "openapi.json"
DESCRIPTION: dict[str, Any] = msgspec.json.decode(openapi_json())


def posts() -> list[Any]:
    """Each example request, with the address that it is sent to."""
    cases = []
    for path, item in DESCRIPTION["paths"].items():
        schema = item.get("post", {}).get("requestBody", {}).get("content", {}).get("application/json", {})
        for number, example in enumerate(schema.get("schema", {}).get("examples", [])):
            cases.append(pytest.param(path, example, id=f"{item['post']['operationId']}-{number}"))
    return cases


def a_dead_delivery(client: TestClient[Any]) -> str:
    """The id of a message that was given up."""
    dead = Delivery(
        id=new_id(),
        channel="email",
        event="report",
        subject_id=new_id(),
        happened_at=NOON,
        status="dead",
        next_attempt_at=None,
        recorded_at=NOON,
    )
    client.app.state.ledger.commit(Change(steps=(), working=(dead,)))
    return dead.id


def prepared(client: TestClient[Any], path: str, example: dict[str, Any], claim_id: str) -> tuple[str, dict[str, Any]]:
    """The address and the example once there is what it is about."""
    other = client.post("/v1/claims", json={"text": "The bridge will open.", "made_at": "2025-03-12"}).json()["id"]
    void = {"happened": "void", "void_reason": "ambiguous"}
    if path == "/v1/claims/{claim_id}/reopenings":
        client.post(f"/v1/claims/{claim_id}/resolutions", json=void)
    if "/speakers/{speaker_id}" in path:
        one, two = (
            client.post("/v1/claims", json={"text": "It will.", "made_at": "2025-03-12", "speaker": new_id()}).json()
            for _ in range(2)
        )
        path = path.replace("{speaker_id}", one["speaker_id"])
        other = two["speaker_id"]
        example = {name: other if name == "other_id" else given for name, given in example.items()}
    if "into" in example:
        example = {**example, "into": other}
    if path.endswith("/unmerges"):
        client.post(f"/v1/claims/{claim_id}/merges", json={"into": other})
    if "claim_ids" in example:
        example = {**example, "claim_ids": [claim_id, other][: len(example["claim_ids"])]}
    if "{condition_id}" in path:
        body = {"claim_ids": [claim_id], "text": "if it rains"}
        condition = client.post("/v1/conditions", json=body).json()["condition"]["id"]
        path = path.replace("{condition_id}", condition)
        if path.endswith("/reopenings"):
            decided = {"held": False, "evidence": [{"note": "The council's minutes were searched."}]}
            client.post(f"/v1/conditions/{condition}/decisions", json=decided)
    if "{thread_id}" in path:
        thread = client.post("/v1/threads", json={"claim_ids": [claim_id, other]}).json()["id"]
        path = path.replace("{thread_id}", thread)
    if "{filing_id}" in path:
        body = {"kind": "reply", "text": "I spoke of the footbridge.", "author": "Ada Brandt"}
        path = path.replace("{filing_id}", client.post(f"/v1/claims/{claim_id}/filings", json=body).json()["id"])
    return path, example


def test_the_file_is_current() -> None:
    """openapi/openapi.json is what `bythen openapi` prints; run `make openapi` if this fails."""
    assert FILE.read_bytes() == openapi_json()


def test_it_is_served(client: TestClient[Any]) -> None:
    """/schema/openapi.json serves the same bytes."""
    response = client.get("/schema/openapi.json")

    assert response.content == openapi_json()
    assert response.headers["content-type"] == "application/vnd.oai.openapi+json"


def test_it_is_printed(bythen: Any) -> None:
    """`bythen openapi` prints the description."""
    assert bythen("openapi").out.encode() == openapi_json()


def test_version_and_names() -> None:
    """It is OpenAPI 3.1, names its pages after what is in them, and closes its requests to unknown fields."""
    schemas = DESCRIPTION["components"]["schemas"]

    assert DESCRIPTION["openapi"].startswith("3.1")
    assert "ClaimPage" in schemas
    assert all(name.isalnum() for name in schemas)
    assert {name for name, schema in schemas.items() if schema.get("additionalProperties") is False} == REQUESTS
    assert {name for name in schemas if name.startswith("New")} <= REQUESTS


def test_every_post_has_an_example() -> None:
    """Every request with a body has an example."""
    wanted = {path for path, item in DESCRIPTION["paths"].items() if "post" in item}

    assert {case.values[0] for case in posts()} == wanted


@pytest.mark.parametrize(("path", "example"), posts())
def test_examples_are_accepted(client: TestClient[Any], path: str, example: dict[str, Any]) -> None:
    """Each example is a request that the service takes."""
    claim = client.post("/v1/claims", json={"text": "The bridge will open.", "made_at": "2025-03-12"}).json()
    person = client.post("/v1/people", json={"name": "someone", "role": "reader"}).json()
    if "person_id" in example:
        example = {**example, "person_id": person["id"]}
    if "delivery_id" in example:
        example = {**example, "delivery_id": a_dead_delivery(client)}
    article = client.post("/v1/articles", json={"text": "It will rain, Ada Brandt said.", "published_at": "2025-03-12"})
    speaker = client.post("/v1/claims", json={"text": "It will.", "made_at": "2025-03-12", "speaker": "Tom Brandt"})
    path, example = prepared(client, path, example, claim["id"])
    path = path.replace("{claim_id}", claim["id"]).replace("{article_id}", article.json()["article"]["id"])
    response = client.post(path.replace("{speaker_id}", speaker.json()["speaker_id"]), json=example)

    assert response.is_success, response.text

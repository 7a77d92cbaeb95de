"""Bodies of requests are taken at their word: a value of another type is refused, however it is written."""

from typing import Any

import pytest
from litestar.testing import TestClient

CLAIM = {"text": "The lock will open.", "made_at": "2025-11-25", "speaker": "Ada Brandt"}
ARTICLE = {"text": "The lock will open on Monday.", "published_at": "2025-11-25"}
RESOLUTION = {"happened": "yes", "occurred_from": "2025-11-25", "evidence": [{"document": "Seen."}]}
DEFINITION = {"name": "Weekly", "cron": "0 8 * * mon"}
CLAIMS, ARTICLES, DEFINITIONS, REREADS = "/v1/claims", "/v1/articles", "/v1/reports/definitions", "/v1/rereads"
RESOLUTIONS = "/v1/claims/01999999-9999-7999-8999-999999999999/resolutions"


@pytest.mark.parametrize(
    ("path", "body", "field", "message"),
    [
        (CLAIMS, {**CLAIM, "negated": "true"}, "negated", "must be true or false, not a text"),
        (CLAIMS, {**CLAIM, "negated": "no"}, "negated", "must be true or false, not a text"),
        (CLAIMS, {**CLAIM, "negated": 1}, "negated", "must be true or false, not a whole number"),
        (CLAIMS, {**CLAIM, "negated": None}, "negated", "must be true or false, not null"),
        (CLAIMS, {**CLAIM, "text": 5}, "text", "must be a text, not a whole number"),
        (CLAIMS, {**CLAIM, "made_at": 2025}, "made_at", "must be a text, not a whole number"),
        (CLAIMS, {**CLAIM, "speaker": True}, "speaker", "must be a text or null, not true or false"),
        (CLAIMS, {**CLAIM, "speaker": ["Ada"]}, "speaker", "must be a text or null, not a list"),
        (CLAIMS, {**CLAIM, "topics": "ice"}, "topics", "must be a list, not a text"),
        (CLAIMS, {**CLAIM, "topics": ["ice", 7]}, "topics[1]", "must be a text, not a whole number"),
        (CLAIMS, {**CLAIM, "kind": "guess"}, "kind", "'guess' is none of the values that it takes"),
        (CLAIMS, {**CLAIM, "start": "5"}, "start", "is not known here; leave it out"),
        (CLAIMS, {"text": "It will rain."}, "made_at", "is missing"),
        (ARTICLES, {**ARTICLE, "text": ["The lock", "will open."]}, "text", "must be a text or null, not a list"),
        (ARTICLES, {**ARTICLE, "title": 5}, "title", "must be a text or null, not a whole number"),
        (RESOLUTIONS, {**RESOLUTION, "value": "0.5"}, "value", "must be a number or null, not a text"),
        (
            RESOLUTIONS,
            {**RESOLUTION, "occurred_from": 20251125},
            "occurred_from",
            "must be a date or null, not a whole number",
        ),
        (
            RESOLUTIONS,
            {**RESOLUTION, "evidence": [{"url": 1}]},
            "evidence[0].url",
            "must be a text or null, not a whole number",
        ),
        (RESOLUTIONS, {**RESOLUTION, "evidence": {"note": "x"}}, "evidence", "must be a list, not an object"),
        (RESOLUTIONS, {**RESOLUTION, "happened": True}, "happened", "must be a text, not true or false"),
        (DEFINITIONS, {**DEFINITION, "period_days": "7"}, "period_days", "must be a whole number, not a text"),
        (
            DEFINITIONS,
            {**DEFINITION, "period_days": 7.5},
            "period_days",
            "must be a whole number, not a number with a fraction",
        ),
        (
            DEFINITIONS,
            {**DEFINITION, "filters": {"topic": 1}},
            "filters.topic",
            "must be a text or null, not a whole number",
        ),
        (REREADS, {"apply": "false"}, "apply", "must be true or false, not a text"),
        (REREADS, {"apply": 0}, "apply", "must be true or false, not a whole number"),
        (REREADS, {"apply": False, "limit": "5"}, "limit", "must be a whole number, not a text"),
        (REREADS, {"apply": False, "limit": 51}, "limit", "must be at most 50"),
    ],
)
def test_another_type_is_refused(
    client: TestClient[Any], path: str, body: dict[str, Any], field: str, message: str
) -> None:
    """The problem names the field and both types, and nothing is stored."""
    response = client.post(path, json=body)

    problem = response.json()
    assert (response.status_code, problem["type"]) == (400, "urn:bythen:problem:invalid-request")
    (error,) = problem["errors"]
    assert (error.get("field"), error["message"]) == (field, message)
    assert client.get(CLAIMS).json()["items"] == []


@pytest.mark.parametrize(
    ("path", "body"),
    [
        (CLAIMS, {**CLAIM, "negated": True, "topics": ["ice"], "speaker": None}),
        (ARTICLES, {**ARTICLE, "title": None}),
        (DEFINITIONS, {**DEFINITION, "period_days": 7, "filters": {"topic": "ice"}}),
        (REREADS, {"apply": True, "limit": 5, "cursor": None}),
    ],
)
def test_the_right_types_are_taken(client: TestClient[Any], path: str, body: dict[str, Any]) -> None:
    """What is written as JSON writes it is taken."""
    assert client.post(path, json=body).is_success


def test_a_whole_number_is_a_share(client: TestClient[Any]) -> None:
    """JSON does not tell 1 from 1.0, and so neither do we."""
    claim = client.post(CLAIMS, json={**CLAIM, "deadline_at": "2025-11-25T11:00:00Z"}).json()
    body = {**RESOLUTION, "happened": "partly", "value": 1}

    assert client.post(f"/v1/claims/{claim['id']}/resolutions", json=body).json()["resolution"]["value"] == 1.0


def test_query_parameters_are_text(client: TestClient[Any]) -> None:
    """A number in an address is read as one: an address has no types."""
    assert client.get(CLAIMS, params={"limit": "5"}).status_code == 200

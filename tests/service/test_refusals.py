"""What is refused over HTTP, and in which words: for the people who sent it, with the field that it is about."""

import base64
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient

from service.app import create_app
from service.settings import Settings

JSON = {"content-type": "application/json"}
NO_ID = "01999999-9999-7999-8999-999999999999"
ARTICLES, CLAIMS, DEFINITIONS = "/v1/articles", "/v1/claims", "/v1/reports/definitions"
RESOLUTIONS = f"/v1/claims/{NO_ID}/resolutions"
ARTICLE = {"text": "The lock will open on Monday.", "published_at": "2025-11-25"}
CLAIM = {"text": "The lock will open.", "made_at": "2025-11-25"}
DEFINITION = {"name": "Weekly", "cron": "0 8 * * mon"}
LISTS = ["articles", "claims", "due", "resolutions", "speakers", "scorecards", "reports", "reports/definitions"]


@pytest.mark.parametrize(
    "content",
    [b"[" * 100_000, b'{"foo":' + b"[" * 5000 + b"]" * 5000 + b"}", b'{"a":' * 5000 + b"1" + b"}" * 5000],
    ids=["never closed", "in a field", "objects"],
)
@pytest.mark.parametrize("path", [ARTICLES, CLAIMS, RESOLUTIONS, DEFINITIONS, "/v1/rereads"])
def test_deep_nesting(client: TestClient[Any], path: str, content: bytes) -> None:
    """A body of thousands of brackets is the sender's error, and is called so."""
    problem = client.post(path, content=content, headers=JSON).json()

    assert (problem["status"], problem["type"]) == (400, "urn:bythen:problem:malformed-json")
    assert problem["detail"] == "the body is nested too deeply; send a plain JSON object"


def cursor(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


@pytest.mark.parametrize("name", [*LISTS, "timeline"])
@pytest.mark.parametrize(
    "given",
    [
        *("", "a", "\0\0\0", "2025-01-01 x", "2025-01-01T00:00:00 " + NO_ID, "2025-01-01T00:00:00+00:00 x", "\ud7ff"),
        *("{" + NO_ID + "}", NO_ID.replace("-", ""), " " + NO_ID),
    ],
)
def test_what_was_never_a_cursor(client: TestClient[Any], name: str, given: str) -> None:
    """A cursor that no page has handed out is refused, and not taken for the end of the list."""
    response = client.get(f"/v1/{name}", params={"cursor": cursor(given)})

    assert response.status_code == 400, response.text
    assert [error["field"] for error in response.json()["errors"]] == ["cursor"]


@pytest.mark.parametrize("name", ["claims", "due", "resolutions", "timeline"])
@pytest.mark.parametrize("field", ["speaker_id", "article_id"])
@pytest.mark.parametrize("given", [NO_ID, "nonsense"])
def test_filters_by_what_there_is_not(client: TestClient[Any], name: str, field: str, given: str) -> None:
    """A list of an unknown speaker or article is a 404 everywhere, so that a mistyped id is not an empty list."""
    response = client.get(f"/v1/{name}", params={field: given})

    assert response.status_code == 404, response.text
    assert given in response.json()["detail"]


def test_reports_of_an_unknown_definition(client: TestClient[Any]) -> None:
    """Likewise the reports of a definition."""
    assert client.get("/v1/reports", params={"definition_id": NO_ID}).status_code == 404


@pytest.mark.parametrize(
    ("path", "body", "field", "message"),
    [
        (ARTICLES, {**ARTICLE, "text": ""}, "text", "must not be empty"),
        (ARTICLES, {**ARTICLE, "title": "x" * 501}, "title", "must have at most 500 characters"),
        (ARTICLES, {"text": "It will rain."}, "published_at", "is missing"),
        (ARTICLES, {**ARTICLE, "lang": "en"}, "lang", "is not known here; leave it out"),
        (ARTICLES, {**ARTICLE, "country": "zz"}, "country", "must be two capital letters, such as GB (ISO 3166-1)"),
        (ARTICLES, {**ARTICLE, "url": "news"}, "url", "must be a web address, such as https://news.example/ferry"),
        (RESOLUTIONS, {"happened": "no", "known_at": "soon"}, "known_at", "must be a date, such as 2025-11-22"),
        (RESOLUTIONS, {"happened": "partly", "value": 2}, "value", "must be at most 1"),
        (RESOLUTIONS, {"happened": "partly", "value": -1}, "value", "must be at least 0"),
        (RESOLUTIONS, {"happened": "no", "evidence": [{}, {"by": 1}]}, "evidence[1].by", "is not known here"),
        (RESOLUTIONS, {"happened": "yes", "evidence": [{}] * 21}, "evidence", "must have at most 20 items"),
        (DEFINITIONS, {**DEFINITION, "cron": "8"}, "cron", "must have at least 9 characters"),
        (CLAIMS, {**CLAIM, "kind": "guess"}, "kind", "'guess' is none of the values that it takes"),
        (CLAIMS, {**CLAIM, "negated": "no"}, "negated", "must be true or false, not a text"),
        (CLAIMS, {**CLAIM, "speaker": 5}, "speaker", "must be a text or null, not a whole number"),
        (ARTICLES, {**ARTICLE, "time_zone": "Mars"}, "time_zone", "'Mars' is not a time zone; give an IANA name"),
        (CLAIMS, {**CLAIM, "time_zone": "Mars"}, "time_zone", "'Mars' is not a time zone; give an IANA name"),
        (DEFINITIONS, {**DEFINITION, "time_zone": "Mars"}, "time_zone", "'Mars' is not a time zone; give an IANA name"),
        (ARTICLES, {**ARTICLE, "published_at": "soon"}, "published_at", "'soon' is not a date; give one such as"),
        (CLAIMS, {**CLAIM, "made_at": "soon"}, "made_at", "'soon' is not a date; give one such as"),
        (CLAIMS, {**CLAIM, "deadline_at": "soon"}, "deadline_at", "'soon' is not a date; give one such as"),
        (CLAIMS, {**CLAIM, "horizon": "a blue car"}, "horizon", "no date was found in 'a blue car'"),
    ],
)  # fmt: skip
def test_the_words(client: TestClient[Any], path: str, body: dict[str, Any], field: str, message: str) -> None:
    """Each error names its field, and says in plain words what is wanted."""
    response = client.post(path, json=body)

    problem = response.json()
    assert response.status_code == 400, problem
    (error,) = problem["errors"]
    assert error["field"] == field
    assert error["message"].startswith(message)
    assert problem["detail"] == f"{field}: {error['message']}"


@pytest.mark.parametrize(
    ("content", "kind", "detail"),
    [
        (b"", "invalid-request", "the body is empty; send a JSON object"),
        (b"null", "invalid-request", "must be an object, not null"),
        (b"[]", "invalid-request", "must be an object, not a list"),
        (b'{"text": ', "malformed-json", "the JSON breaks off, or holds half of a surrogate pair"),
        (b'{"text": "x", "published_at": 1e999}', "malformed-json", "a number is too large"),
    ],
)
def test_bodies_that_are_no_object(client: TestClient[Any], content: bytes, kind: str, detail: str) -> None:
    """What is no request at all is told in plain words too."""
    problem = client.post(ARTICLES, content=content, headers=JSON).json()

    assert (problem["type"], problem["detail"]) == (f"urn:bythen:problem:{kind}", detail)


@pytest.mark.parametrize(
    ("query", "detail"),
    [
        ("limit=501", "limit: must be at most 500"),
        ("limit=ten", "limit: must be a whole number, not a text"),
        ("status=open", "status: 'open' is none of the values that it takes"),
        ("topic=", "topic: must not be empty"),
    ],
)
def test_parameters(client: TestClient[Any], query: str, detail: str) -> None:
    """Query parameters are told of in the same words."""
    assert client.get(f"/v1/claims?{query}").json()["detail"] == detail


def test_a_header(client: TestClient[Any]) -> None:
    """A header is called by its own name."""
    problem = client.post(CLAIMS, json=CLAIM, headers={"Idempotency-Key": "caf\u00e9".encode()}).json()

    assert problem["detail"] == "Idempotency-Key: must be printable ASCII characters"


def test_the_bound_of_a_body(tmp_path: Path) -> None:
    """A body above the bound is told the bound."""
    settings = Settings(store=str(tmp_path / "small.duckdb"), body_bytes_max=1024)
    with TestClient(create_app(settings), base_url="http://127.0.0.1") as client:
        problem = client.post(ARTICLES, content=b'"' + b"x" * 2000 + b'"', headers=JSON).json()

    assert problem["detail"] == "the body is larger than 1024 bytes, the most that is taken"


@pytest.mark.parametrize(
    "path", ["/v1/claims", "/v1/due", f"/v1/claims/{NO_ID}", "/health/live", "/schema/openapi.json", "/v1/nothing"]
)
def test_head(client: TestClient[Any], path: str) -> None:
    """HEAD is answered as GET is, without the body (RFC 9110, section 9.3.2)."""
    head, get = client.head(path), client.get(path)

    assert (head.status_code, head.content) == (get.status_code, b"")
    assert head.headers["content-type"] == get.headers["content-type"]
    assert head.headers["content-length"] == get.headers["content-length"]


@pytest.mark.parametrize(
    ("path", "methods"),
    [
        ("/v1/claims", "GET, HEAD, OPTIONS, POST"),
        (f"/v1/claims/{NO_ID}", "GET, HEAD, OPTIONS"),
        (RESOLUTIONS, "OPTIONS, POST"),
        ("/health/live", "GET, HEAD, OPTIONS"),
    ],
)
def test_allow(client: TestClient[Any], path: str, methods: str) -> None:
    """OPTIONS and a refused method name every method that the address takes."""
    options, refused = client.options(path), client.request("PATCH", path)

    assert (options.status_code, options.headers["allow"]) == (204, methods)
    assert (refused.status_code, refused.headers["allow"]) == (405, methods)
    assert refused.json()["detail"] == f"it takes {methods}"


def test_a_definition_for_an_unknown_speaker_is_documented(client: TestClient[Any]) -> None:
    """A definition may answer 404, and its description says so."""
    response = client.post(DEFINITIONS, json={**DEFINITION, "filters": {"speaker_id": NO_ID}})
    described = client.get("/schema/openapi.json").json()["paths"][DEFINITIONS]["post"]["responses"]

    assert response.status_code == 404
    assert "404" in described


@pytest.mark.parametrize("text", ["\u200b", "\ufeff", "\u2060\u200d \n\u00ad"])
def test_invisible_text_is_empty(client: TestClient[Any], text: str) -> None:
    """A text of nothing but invisible characters has no words."""
    article = client.post(ARTICLES, json={**ARTICLE, "text": text})
    claim = client.post(CLAIMS, json={**CLAIM, "text": text})

    assert (article.status_code, claim.status_code) == (400, 400)
    assert "empty" in article.json()["detail"]

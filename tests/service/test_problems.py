"""Every error of every route is a problem document of one shape."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest
from litestar.testing import TestClient

from service.app import create_app
from service.description import openapi_json
from service.problems import EXCEPTION_KINDS, HTTP_KINDS, KINDS, MEDIA_TYPE, TYPE_PREFIX, problem_of
from service.settings import Settings

JSON = {"content-type": "application/json"}
MADE = {
    "getSpeakerChart": "image/svg+xml",
    "getSlipChart": "image/svg+xml",
    "getBackup": "application/octet-stream",
    "exportRows": "application/octet-stream",
    "getClaimReview": "application/ld+json",
    "exportTimeline": "application/octet-stream",
    "getDueFeed": "application/atom+xml",
    "getResolutionsFeed": "application/atom+xml",
    "getDeadlinesCalendar": "text/calendar",
}
"""What operations answer that do not answer JSON."""

NO_ID = "01999999-9999-7999-8999-999999999999"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient[Any]]:
    """One app for all tests here: none of their requests is granted."""
    settings = Settings(store=str(tmp_path_factory.mktemp("problems") / "bythen.duckdb"))
    with TestClient(create_app(settings), base_url="http://127.0.0.1") as client:
        yield client


def operations() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, item in msgspec.json.decode(openapi_json())["paths"].items():
        for method, operation in item.items():
            yield method.upper(), path, operation


OPERATIONS = [pytest.param(*each, id=each[2]["operationId"]) for each in operations()]
WRITES = [pytest.param(*each, id=each[2]["operationId"]) for each in operations() if "requestBody" in each[2]]
BY_ID = [pytest.param(*each, id=each[2]["operationId"]) for each in operations() if "{" in each[1]]


GIVEN = {"{chart}": "calibration"}
"""Parts of addresses that are no ids."""


def fill(path: str) -> str:
    parts = [GIVEN.get(part, NO_ID) if part.startswith("{") else part for part in path.split("/")]
    return "/".join(parts)


def assert_problem(response: httpx.Response, status: int, kind: str) -> dict[str, Any]:
    body: dict[str, Any] = response.json()
    assert response.status_code == status, body
    assert response.headers["content-type"] == MEDIA_TYPE
    assert {"type", "title", "status", "detail"} <= body.keys() <= {"type", "title", "status", "detail", "errors"}
    assert body["type"] == TYPE_PREFIX + kind
    assert body["status"] == status == KINDS[kind][0]
    assert body["title"] == KINDS[kind][1]
    assert body["detail"]
    for error in body.get("errors", []):
        assert {"message"} <= error.keys() <= {"message", "field"}
    return body


@pytest.mark.parametrize(("method", "path", "operation"), OPERATIONS)
def test_unknown_parameter(client: TestClient[Any], method: str, path: str, operation: dict[str, Any]) -> None:
    """A query parameter that the route does not have is refused by name, and so is one given twice."""
    response = client.request(method, fill(path), params={"colour": "red"})
    known = [each["name"] for each in operation.get("parameters", []) if each["in"] == "query"]

    body = assert_problem(response, 400, "unknown-parameter")
    assert body["errors"][0]["field"] == "colour"
    for name in known:
        assert_problem(client.request(method, fill(path) + f"?{name}=1&{name}=2"), 400, "unknown-parameter")


@pytest.mark.parametrize(("method", "path", "operation"), OPERATIONS)
def test_wrong_method(client: TestClient[Any], method: str, path: str, operation: dict[str, Any]) -> None:
    """A method that the address does not take is a 405."""
    assert_problem(client.patch(fill(path)), 405, "method-not-allowed")


@pytest.mark.parametrize(("method", "path", "operation"), OPERATIONS)
def test_foreign_host(client: TestClient[Any], method: str, path: str, operation: dict[str, Any]) -> None:
    """A request made to another host's name is refused: a page elsewhere may have sent it."""
    response = client.request(method, fill(path), headers={"host": "evil.example"})

    assert_problem(response, 403, "foreign-host")


@pytest.mark.parametrize(("method", "path", "operation"), OPERATIONS)
def test_errors_are_documented(method: str, path: str, operation: dict[str, Any]) -> None:
    """Every route has an operation id, a summary, a tag, and its errors as problem documents."""
    assert operation["operationId"]
    assert operation["summary"]
    assert operation["tags"]
    for status, response in operation["responses"].items():
        made = MADE.get(operation["operationId"], "application/json")
        kinds = [MEDIA_TYPE] if status >= "400" else [made]
        assert list(response["content"]) == kinds, status


def body_of(operation: dict[str, Any]) -> Any:
    """The operation's first example of a body; null where it takes none."""
    if "requestBody" not in operation:
        return None
    return operation["requestBody"]["content"]["application/json"]["schema"]["examples"][0]


@pytest.mark.parametrize(("method", "path", "operation"), WRITES)
@pytest.mark.parametrize(
    ("content", "headers", "status", "kind"),
    [
        pytest.param(b'{"text": ', JSON, 400, "malformed-json", id="cut off"),
        pytest.param(b"[1, 2", JSON, 400, "malformed-json", id="no JSON"),
        pytest.param(b'{"text": "caf\xe9"}', JSON, 400, "malformed-json", id="not UTF-8"),
        pytest.param(b'{"text": "\\ud800"}', JSON, 400, "malformed-json", id="half a surrogate pair"),
        pytest.param(b"", JSON, 400, "invalid-request", id="empty body"),
        pytest.param(b"null", JSON, 400, "invalid-request", id="null"),
        pytest.param(b"[]", JSON, 400, "invalid-request", id="a list"),
        pytest.param(b"{}", JSON, 400, "invalid-request", id="nothing given"),
        pytest.param(b"{}", {"content-type": "text/plain"}, 415, "not-json", id="sent as text"),
    ],
)
def test_unreadable_body(  # noqa: PLR0913, PLR0917 - a case's parts
    client: TestClient[Any],
    method: str,
    path: str,
    operation: dict[str, Any],
    content: bytes,
    headers: dict[str, str],
    status: int,
    kind: str,
) -> None:
    """A body that is not the JSON asked for is refused, whatever is wrong with it."""
    assert_problem(client.request(method, fill(path), content=content, headers=headers), status, kind)


@pytest.mark.parametrize(("method", "path", "operation"), WRITES)
def test_body_too_large(tmp_path: Path, method: str, path: str, operation: dict[str, Any]) -> None:
    """A body above the bound is refused before it is read."""
    settings = Settings(store=str(tmp_path / "small.duckdb"), body_bytes_max=1024)
    with TestClient(create_app(settings), base_url="http://127.0.0.1") as client:
        response = client.request(method, fill(path), content=b'"' + b"x" * 2000 + b'"', headers=JSON)

        assert_problem(response, 413, "body-too-large")


@pytest.mark.parametrize(("method", "path", "operation"), BY_ID)
def test_unknown_id(client: TestClient[Any], method: str, path: str, operation: dict[str, Any]) -> None:
    """An id that nothing has is a 404 that names it, also when it is no id at all."""
    for given in (NO_ID, "nonsense", "%2e%2e%2f", "x" * 500):
        first, rest = path.split("}", 1)
        address = first[: first.index("{")] + given + fill(rest)
        response = client.request(method, address, json=body_of(operation))
        body = assert_problem(response, 404, "not-found")

    assert "x" * 100 in body["detail"]


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/static/nothing.css",
        "/v1",
        "/v1/nothing",
        "/schema",
        "/schema/",
        "/schema/openapi.yaml",
        "/v2/claims",
    ],
)
def test_no_route(client: TestClient[Any], path: str) -> None:
    """An address without a route is a 404."""
    assert_problem(client.get(path), 404, "no-route")


def test_unknown_field(client: TestClient[Any]) -> None:
    """A field that is not asked for is refused by name, and nothing is stored."""
    response = client.post("/v1/articles", json={"text": "It will rain.", "published_at": "2025-11-22", "lang": "en"})

    body = assert_problem(response, 400, "invalid-request")
    assert "lang" in body["detail"]
    assert client.get("/v1/articles").json()["items"] == []


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("limit=0", "limit"),
        ("limit=501", "limit"),
        ("limit=ten", "limit"),
        ("status=open", "status"),
        ("cursor=%00", "cursor"),
        ("cursor=abc", "cursor"),
    ],
)
def test_parameter_that_does_not_fit(client: TestClient[Any], query: str, field: str) -> None:
    """A parameter whose value does not fit is named."""
    body = assert_problem(client.get(f"/v1/claims?{query}"), 400, "invalid-request")

    assert [error["field"] for error in body["errors"]] == [field]


def test_unforeseen_error(client: TestClient[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """An error that nobody foresaw gives nothing away."""
    monkeypatch.setattr("service.routes.claims.add_claim_soon", _fail)

    response = client.post("/v1/claims", json={"text": "It will rain.", "made_at": "2025-11-22"})

    body = assert_problem(response, 500, "internal-error")
    assert "secret" not in response.text
    assert body["detail"] == "The error was logged; nothing of the request was stored."


def test_the_table_is_whole() -> None:
    """Every exception of the table has a kind, and every kind has its own status and title."""
    assert set(EXCEPTION_KINDS.values()) | set(HTTP_KINDS.values()) <= KINDS.keys()
    assert problem_of(ZeroDivisionError("x")).type == TYPE_PREFIX + "internal-error"


def _fail(*_: object, **__: object) -> None:
    raise RuntimeError("secret words of an article")

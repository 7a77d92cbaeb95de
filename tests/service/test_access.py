"""Keys and roles: every route of the description, asked for with every role, with no key and with a bad one."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest
from litestar.testing import TestClient

from jobs.keys import PREFIX, SECRET_BYTES
from service.app import create_app, running
from service.description import openapi_json
from service.problems import MEDIA_TYPE, TYPE_PREFIX
from service.roles import PUBLIC, ROLES
from service.settings import Settings
from storage.open import open_ledger
from tests.service.conftest import Clock

RANKS = ["reader", "contributor", "resolver", "admin"]
NO_ID = "01999999-9999-7999-8999-999999999999"
CLAIM = {"text": "The lock will open.", "made_at": "2025-11-22", "deadline_at": "2025-11-24T00:00:00Z"}

OPERATIONS = [
    (method.upper(), path, operation)
    for path, item in msgspec.json.decode(openapi_json())["paths"].items()
    for method, operation in item.items()
]
CASES = [pytest.param(*each, id=each[2]["operationId"]) for each in OPERATIONS]


def key_for(client: TestClient[Any], name: str, role: str, **more: Any) -> str:
    """The secret of a new key of a new person with the role."""
    person = client.post("/v1/people", json={"name": name, "role": role}, headers=client.headers)
    made = client.post("/v1/keys", json={"person_id": person.json()["id"], **more})
    assert made.status_code == 201, made.text
    return str(made.json()["secret"])


def bearer(secret: str) -> dict[str, str]:
    return {"authorization": f"Bearer {secret}"}


def ask(client: TestClient[Any], method: str, path: str, headers: dict[str, str]) -> httpx.Response:
    """The answer to a request that is complete but for its body, which is an empty object."""
    parts = [NO_ID if part.startswith("{") else part for part in path.split("/")]
    body = {} if method in {"POST", "PUT", "PATCH"} else None
    return client.request(method, "/".join(parts), json=body, headers=headers)


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[TestClient[Any], dict[str, str]]]:
    """A service with a key of each role; none of the requests made of it here changes anything."""
    settings = Settings(store=str(tmp_path_factory.mktemp("access") / "bythen.duckdb"))
    with TestClient(create_app(settings), base_url="http://127.0.0.1") as client:
        admin = key_for(client, "an-admin", "admin")
        client.headers.update(bearer(admin))
        keys = {role: key_for(client, f"a-{role}", role) for role in RANKS}
        del client.headers["authorization"]
        yield client, keys


def test_the_table_names_every_operation() -> None:
    """Each operation of the description is in the table of roles or is open to anybody, and none is there in vain."""
    names = {operation["operationId"] for _, _, operation in OPERATIONS}

    assert names == ROLES.keys() | (PUBLIC - {"getDescription"})
    assert set(ROLES.values()) == set(RANKS)


@pytest.mark.parametrize(("method", "path", "operation"), CASES)
@pytest.mark.parametrize("role", RANKS)
def test_each_role_may_what_the_table_says(
    guarded: tuple[TestClient[Any], dict[str, str]], method: str, path: str, operation: dict[str, Any], role: str
) -> None:
    """A role below the one in the table is refused with 403; that one and those above it are let in."""
    client, keys = guarded
    name = operation["operationId"]
    let_in = name in PUBLIC or RANKS.index(role) >= RANKS.index(ROLES[name])

    response = ask(client, method, path, bearer(keys[role]))

    assert (response.status_code not in {401, 403}) == let_in
    if not let_in:
        assert (403, MEDIA_TYPE) == (response.status_code, response.headers["content-type"])
        assert response.json()["type"] == TYPE_PREFIX + "role-too-low"
        assert f'scope="{ROLES[name]}"' in response.headers["www-authenticate"]


@pytest.mark.parametrize(("method", "path", "operation"), CASES)
@pytest.mark.parametrize(
    ("headers", "kind"),
    [
        ({}, "no-key"),
        ({"authorization": "Bearer "}, "no-key"),
        ({"authorization": "Basic YTpi"}, "no-key"),
        ({"authorization": "Bearer bythen_guessed"}, "bad-key"),
        ({"authorization": "Bearer " + "x" * 5000}, "bad-key"),
    ],
)
def test_without_a_good_key_nothing_is_answered(  # noqa: PLR0913, PLR0917 - a case's parts
    guarded: tuple[TestClient[Any], dict[str, str]],
    method: str,
    path: str,
    operation: dict[str, Any],
    headers: dict[str, str],
    kind: str,
) -> None:
    """Every operation but the public ones is a 401 with a challenge, whatever else is wrong with the request."""
    response = ask(guarded[0], method, path, headers)

    if operation["operationId"] in PUBLIC:
        assert response.status_code == 200
        return
    assert (401, MEDIA_TYPE) == (response.status_code, response.headers["content-type"])
    assert response.json()["type"] == TYPE_PREFIX + kind
    assert response.headers["www-authenticate"].startswith('Bearer realm="bythen"')


def test_the_description_says_who() -> None:
    """Each operation of the description carries its role, or none where anybody may ask for it."""
    for _, _, operation in OPERATIONS:
        name = operation["operationId"]
        assert operation.get("x-role") == ROLES.get(name)
        assert (operation.get("security") == []) == (name in PUBLIC)
        assert ("401" in operation["responses"]) == (name not in PUBLIC)


def test_the_first_key_turns_access_control_on(client: TestClient[Any]) -> None:
    """Without a key whoever is here acts as local; from the first key on each request needs one, revoked or not."""
    before = client.post("/v1/claims", json=CLAIM)
    secret = key_for(client, "ada", "admin")
    without = client.get("/v1/claims")
    (key,) = client.get("/v1/keys", headers=bearer(secret)).json()["items"]
    client.delete(f"/v1/keys/{key['id']}", headers=bearer(secret))
    revoked = client.get("/v1/claims", headers=bearer(secret))

    assert (201, 401, 401) == (before.status_code, without.status_code, revoked.status_code)
    assert 401 == client.get("/v1/claims").status_code


def test_every_event_has_its_actor(client: TestClient[Any]) -> None:
    """What was done without a key was done by local, and what was done with one by the person it belongs to."""
    first = client.post("/v1/claims", json=CLAIM).json()
    secret = key_for(client, "ada", "resolver")
    void = {"happened": "void", "void_reason": "ambiguous", "reason": "There are two locks."}
    client.post(f"/v1/claims/{first['id']}/resolutions", json=void, headers=bearer(secret))
    found = client.get(f"/v1/claims/{first['id']}", headers=bearer(secret)).json()

    assert ["local", "ada"] == [entry["actor"] for entry in found["history"]]
    assert "ada" == found["resolutions"][0]["actor"]


def test_a_key_expires(client: TestClient[Any], clock: Clock) -> None:
    """A key is good up to the instant at which it expires, and not at it."""
    secret = key_for(client, "ada", "admin", expires_in_days=1)
    clock.forward(hours=23, minutes=59)
    shortly_before = client.get("/v1/claims", headers=bearer(secret))
    clock.forward(minutes=1)
    at_the_instant = client.get("/v1/claims", headers=bearer(secret))

    assert (200, 401) == (shortly_before.status_code, at_the_instant.status_code)


def test_a_role_counts_from_the_next_request_on(client: TestClient[Any]) -> None:
    """A person whose role is lowered is refused at once, with the same key."""
    admin, ben = key_for(client, "ada", "admin"), None
    client.headers.update(bearer(admin))
    ben = key_for(client, "ben", "contributor")
    (person,) = client.get("/v1/people", params={"name": "ben"}).json()["items"]
    before = client.post("/v1/claims", json=CLAIM, headers=bearer(ben))
    changed = client.put(f"/v1/people/{person['id']}/role", json={"role": "reader"})
    after = client.post("/v1/claims", json=CLAIM, headers=bearer(ben))

    assert (201, 200, 403) == (before.status_code, changed.status_code, after.status_code)
    assert ("reader", 2) == (changed.json()["role"], changed.json()["version"])


def test_a_secret_is_shown_once(client: TestClient[Any], settings: Settings) -> None:
    """256 random bits in the one answer, not to be stored on the way; nothing in the store or in a list holds them."""
    person = client.post("/v1/people", json={"name": "ada", "role": "admin"}).json()
    response = client.post("/v1/keys", json={"person_id": person["id"]})
    secret = response.json()["secret"]
    listed = client.get("/v1/keys", headers=bearer(secret)).text

    assert SECRET_BYTES == 32
    assert len(secret) == len(PREFIX) + 43
    assert response.headers["cache-control"] == "no-store"
    assert secret not in listed
    assert "sha256" not in listed
    client.__exit__(None, None, None)
    for path in Path(settings.store).parent.iterdir():
        assert secret.encode() not in path.read_bytes() if path.is_file() else True
    with open_ledger(Path(settings.store)) as ledger:
        assert ledger.verify().difference is None
    client.__enter__()


@pytest.mark.parametrize("name", ["local", "scheduler"])
def test_names_that_are_nobodys(client: TestClient[Any], name: str) -> None:
    """Nobody can be named as bythen's own actors are."""
    assert 400 == client.post("/v1/people", json={"name": name, "role": "reader"}).status_code


def test_a_name_is_one_persons(client: TestClient[Any]) -> None:
    """The second person of a name is refused, and the refusal names the first."""
    first = client.post("/v1/people", json={"name": "ada", "role": "reader"}).json()
    second = client.post("/v1/people", json={"name": "ada", "role": "admin"})

    assert 409 == second.status_code
    assert first["id"] in second.json()["detail"]


def test_an_idempotency_key_is_its_senders(client: TestClient[Any]) -> None:
    """Two people with the same idempotency key are not answered with each other's answers."""
    client.headers.update(bearer(key_for(client, "ada", "admin")))
    ben = key_for(client, "ben", "contributor")
    once = {"Idempotency-Key": "one"}
    first = client.post("/v1/claims", json=CLAIM, headers=once)
    second = client.post("/v1/claims", json=CLAIM, headers={**once, **bearer(ben)})

    assert (201, 201) == (first.status_code, second.status_code)
    assert first.json()["id"] != second.json()["id"]


def test_another_host_name_needs_a_key(client: TestClient[Any]) -> None:
    """Behind a proxy with a name of its own the service answers those who have a key, and nobody else."""
    there = {"host": "bythen.example"}
    without = client.get("/v1/claims", headers=there)
    secret = key_for(client, "ada", "reader")

    assert 403 == without.status_code
    assert 401 == client.get("/v1/claims", headers=there).status_code
    assert 200 == client.get("/v1/claims", headers={**there, **bearer(secret)}).status_code


def test_a_command_with_the_store_needs_no_key(settings: Settings) -> None:
    """An app that is a command's own acts as local although there are keys: whoever has the file has all of it."""

    with TestClient(create_app(settings), base_url="http://127.0.0.1") as client:
        key_for(client, "ada", "admin")

    async def run() -> int:
        app = create_app(settings, embedded=True)
        async with running(app):
            transport = httpx.ASGITransport(app=app)  # type: ignore[arg-type]
            async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as http:
                return (await http.get("/v1/keys")).status_code

    assert 200 == asyncio.run(run())

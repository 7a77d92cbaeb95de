"""Search over HTTP and on the command line."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from litestar.testing import TestClient

CLAIMS = [
    {"text": "The harbour bridge will open.", "speaker": "Ada Brandt", "made_at": "2025-11-22"},
    {"text": "The lock will open.", "speaker": "Tom Field", "made_at": "2025-11-22"},
]


def test_over_http(client: TestClient[Any]) -> None:
    """A claim is found by its words and by its speaker at once; words that nothing has find nothing."""
    bridge, lock = [client.post("/v1/claims", json=claim).json() for claim in CLAIMS]

    def found(words: str) -> list[str]:
        return [item["claim"]["id"] for item in client.get("/v1/search", params={"q": words}).json()["items"]]

    assert {bridge["id"], lock["id"]} == set(found("opening"))
    assert [lock["id"]] == found("field lock")
    assert [bridge["id"]] == found("harb* brandt")
    assert [] == found("tunnel")
    assert client.get("/v1/search", params={"q": "open"}).json()["items"][0]["score"] > 0


def test_no_words_are_refused(client: TestClient[Any]) -> None:
    """A search needs words."""
    assert [400, 400] == [client.get("/v1/search", params=given).status_code for given in ({}, {"q": ""})]


def test_on_the_command_line(bythen: Callable[..., Any], tmp_path: Path) -> None:
    """`bythen search` prints the claims that it finds."""
    text, store = tmp_path / "lock.txt", tmp_path / "a.duckdb"
    text.write_text("The lock will open within two days, Ada Brandt said.", encoding="utf-8")
    bythen("ingest", text, "--published", "2025-11-24", "--db", store)

    assert "The lock will open" in bythen("search", "opening", "lock", "--db", store).out
    assert "No claims." in bythen("search", "tunnel", "--db", store).out

"""Redactions over HTTP and on the command line."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from litestar.testing import TestClient

ARTICLE = {"text": "The lock will open within two days, Ada Brandt said.", "published_at": "2025-11-24"}
WHY = {"reason": "The publisher has asked for it."}


def test_an_article_over_http(client: TestClient[Any]) -> None:
    """The article says by whom, when and why its words are gone; the same text is refused with the reason."""
    stored = client.post("/v1/articles", json=ARTICLE).json()
    address = f"/v1/articles/{stored['article']['id']}"
    done = client.post(f"{address}/redactions", json=WHY)
    shown = client.get(address).json()
    again = client.post("/v1/articles", json=ARTICLE)

    assert 201 == done.status_code
    assert ("[redacted]", "[redacted]") == (shown["article"]["text"], shown["claims"][0]["text"])
    assert shown["redaction"] == done.json()["redaction"] == client.get("/v1/redactions").json()["items"][0]
    assert ("local", WHY["reason"]) == (shown["redaction"]["actor"], shown["redaction"]["reason"])
    assert (409, True) == (again.status_code, WHY["reason"] in again.json()["detail"])


def test_a_speaker_over_http(client: TestClient[Any]) -> None:
    """The speaker has no name any more, and is not found by it."""
    claim = client.post("/v1/articles", json=ARTICLE).json()["claims"][0]
    done = client.post(f"/v1/speakers/{claim['speaker_id']}/redactions", json=WHY).json()
    history = client.get(f"/v1/claims/{claim['id']}").json()["history"]

    assert "[redacted]" == client.get(f"/v1/speakers/{claim['speaker_id']}").json()["name"]
    assert [] == client.get("/v1/speakers", params={"name": "Ada Brandt"}).json()["items"]
    assert done["redaction"]["id"] == history[-1]["body"]["redaction_id"]


def test_on_the_command_line(bythen: Callable[..., Any], tmp_path: Path) -> None:
    """`bythen redact` says how many rows it changed, and that backups are not among them."""
    store, text = tmp_path / "a.duckdb", tmp_path / "lock.txt"
    text.write_text(ARTICLE["text"], encoding="utf-8")
    bythen("ingest", text, "--published", "2025-11-24", "--db", store)
    listed = bythen("claims", "--format", "ndjson", "--db", store).out
    article_id = listed.partition('"article_id":"')[2][:36]
    done = bythen("redact", "article", article_id, "--reason", "On request.", "--db", store)
    again = bythen("redact", "article", article_id, "--reason", "On request.", "--db", store)

    assert (0, 0) == (done.status, again.status)
    assert "rows changed: 1 article" in done.out
    assert "Backups" in done.out
    assert "nothing was left to redact" in again.out
    assert 0 == bythen("verify", "--db", store).status
    assert "lock" not in bythen("claims", "--format", "ndjson", "--db", store).out

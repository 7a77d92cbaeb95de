"""Rereading over HTTP and on the command line."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from litestar.testing import TestClient

from claims.model import Article
from claims.reading.model import Reading
from jobs import reread
from jobs.errors import InputError
from jobs.ingest import read_article

NO_ID = "01999999-9999-7999-8999-999999999999"
TEXT = "The ferry to Mavik will run again within two weeks, harbour master Ada Brandt said on Saturday.\n"
Bythen = Callable[..., Any]


@pytest.fixture
def new_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rules that find what the real ones find, but take every claim to be likely."""

    def read(article: Article) -> Reading:
        reading = read_article(article)
        claims = (msgspec.structs.replace(claim, hedge="likely", probability=0.8) for claim in reading.claims)
        return Reading(claims=tuple(claims))

    monkeypatch.setattr(reread, "read_article", read)
    monkeypatch.setattr(reread, "RULESET", "en-new")


def ingest(client: TestClient[Any], number: int = 0) -> dict[str, Any]:
    body = {"text": f"{TEXT}Edition {number}.", "published_at": "2025-11-22", "title": "Ferry"}
    made: dict[str, Any] = client.post("/v1/articles", json=body).raise_for_status().json()
    return made


def ask(client: TestClient[Any], **body: Any) -> dict[str, Any]:
    answer: dict[str, Any] = client.post("/v1/rereads", json=body).raise_for_status().json()
    return answer


@pytest.mark.usefixtures("new_rules")
def test_shown_then_applied(client: TestClient[Any]) -> None:
    """What is shown first is what is changed afterwards; after that there is nothing left to change."""
    made = ingest(client)
    (claim,) = made["claims"]

    shown = ask(client, apply=False)
    unchanged = client.get(f"/v1/claims/{claim['id']}").json()["claim"]
    applied = ask(client, apply=True)
    after = client.get(f"/v1/claims/{claim['id']}").json()

    assert shown == {**applied, "applied": False}
    assert (shown["ruleset"], shown["articles"], shown["next"]) == ("en-new", 1, None)
    (item,) = applied["items"]
    assert (item["article_id"], item["title"], item["error"]) == (made["article"]["id"], "Ferry", None)
    (difference,) = item["differences"]
    assert (difference["action"], difference["claim_id"]) == ("changed", claim["id"])
    assert {"field": "hedge", "before": "certain", "after": "likely"} in difference["changes"]
    assert unchanged == claim
    assert (after["claim"]["hedge"], after["claim"]["ruleset"]) == ("likely", "en-new")
    assert [entry["kind"] for entry in after["history"]] == ["claim.added", "claim.reread"]
    assert ask(client, apply=True)["items"][0]["differences"] == []


@pytest.mark.usefixtures("new_rules")
def test_pages_and_one_article(client: TestClient[Any]) -> None:
    """Pages lead through all articles, newest first; one article is read by its id."""
    ids = [ingest(client, number)["article"]["id"] for number in range(3)]
    found, cursor = [], None
    while True:
        page = ask(client, apply=False, limit=2, cursor=cursor)
        found.append([item["article_id"] for item in page["items"]])
        cursor = page["next"]
        if cursor is None:
            break
    one = ask(client, apply=True, article_id=ids[1])
    (left, done, _) = ask(client, apply=False)["items"]

    assert found == [[ids[2], ids[1]], [ids[0]]]
    assert [item["article_id"] for item in one["items"]] == [ids[1]]
    assert (len(left["differences"]), len(done["differences"])) == (1, 0)


def test_what_is_refused(client: TestClient[Any]) -> None:
    """An unknown article is a 404; what is no cursor is a 400, and so is a cursor into one article."""
    assert client.post("/v1/rereads", json={"apply": False, "article_id": NO_ID}).status_code == 404
    assert client.post("/v1/rereads", json={"apply": False, "cursor": "?"}).status_code == 400
    both = client.post("/v1/rereads", json={"apply": False, "cursor": "YWJj", "article_id": NO_ID})
    assert (both.status_code, both.json()["errors"][0]["field"]) == (400, "cursor")


@pytest.fixture
def stored(bythen: Bythen, tmp_path: Path) -> dict[str, Any]:
    """An article in the user's own store, and its claim."""
    path = tmp_path / "ferry.txt"
    path.write_text(TEXT, encoding="utf-8")
    (row,) = json.loads(bythen("ingest", path, "--published", "2025-03-12", "--format", "json").out)
    made: dict[str, Any] = row
    return made


@pytest.mark.usefixtures("new_rules")
def test_the_command(bythen: Bythen, stored: dict[str, Any]) -> None:
    """Without --apply the difference is shown and nothing is changed; with it it is made, once."""
    claim_id = stored["claims"][0]["id"]
    shown = bythen("reread")
    unchanged = json.loads(bythen("claims", claim_id, "--format", "json").out)["claim"]
    applied = bythen("reread", "--apply", "--article", stored["article"]["id"])
    again = bythen("reread", "--apply")

    assert (shown.status, applied.status, again.status) == (0, 0, 0)
    assert shown.err == applied.err == ""
    assert f"Article {stored['article']['id']}" in shown.out
    assert "~ changed" in shown.out
    assert "hedge: certain → likely" in shown.out
    assert "probability: 0.97 → 0.8" in shown.out
    assert claim_id in shown.out
    assert shown.out.endswith(
        "1 article read under en-new: 1 changed, 0 unchanged. Nothing was changed yet; --apply does it.\n"
    )
    assert unchanged == stored["claims"][0]
    assert applied.out.endswith("1 article read under en-new: 1 changed, 0 unchanged. Changed as shown.\n")
    assert again.out == "1 article read under en-new: 1 unchanged. There is nothing to change.\n"
    assert "all of them agree" in bythen("verify").out


@pytest.mark.usefixtures("new_rules")
def test_the_command_for_programs(bythen: Bythen, stored: dict[str, Any]) -> None:
    """json is one value; ndjson is a line for each article that differs."""
    whole = json.loads(bythen("reread", "--format", "json").out)
    lines = bythen("reread", "--apply", "--format", "ndjson").out.splitlines()
    after = json.loads(bythen("reread", "--format", "json").out)

    assert (whole["ruleset"], whole["applied"], whole["articles"]) == ("en-new", False, 1)
    assert [json.loads(line) for line in lines] == whole["items"]
    assert (after["articles"], after["items"]) == (1, [])


def test_an_article_that_cannot_be_read_any_more(
    bythen: Bythen, stored: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is named on standard error with status 2, and its claims stay."""

    def refuse(_: Article) -> Reading:
        raise InputError("the text is in Dutch")

    monkeypatch.setattr(reread, "read_article", refuse)
    output = bythen("reread", "--apply", "--format", "json")

    assert output.status == 2
    assert output.err == f"bythen: article {stored['article']['id']}: the text is in Dutch\n"
    assert json.loads(output.out)["items"][0]["error"] == "the text is in Dutch"
    assert len(json.loads(bythen("claims", "--format", "json").out)["items"]) == 1


def test_an_unknown_article_on_the_command_line(bythen: Bythen) -> None:
    """An article that is not there is one line and status 2; an empty store has nothing to read."""
    refused, empty = bythen("reread", "--article", NO_ID), bythen("reread")

    assert (refused.status, refused.err) == (2, f"bythen: there is no article with the id '{NO_ID}'\n")
    assert (empty.status, empty.out.split(":")[0][:15]) == (0, "0 articles read")

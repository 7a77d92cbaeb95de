"""Exports for analysts: the same rows in three formats, read by other programs, and nothing that they would run."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest
from litestar.testing import TestClient

TEXT = '"The ferry to Mavik will run again by 1 April 2025," harbour master Ada Brandt said.\n'
HOSTILE = '=HYPERLINK("https://x.example")'


@pytest.fixture
def filled(client: TestClient[Any]) -> TestClient[Any]:
    """A claim of an article that is resolved, and a hostile one made by hand."""
    body = {"text": TEXT, "published_at": "2025-03-12"}
    (claim,) = client.post("/v1/articles", json=body).json()["claims"]
    hostile = {"text": HOSTILE, "made_at": "2025-03-12", "speaker": "@Tom Ek", "topics": ["+harbour"]}
    client.post("/v1/claims", json=hostile)
    void = {"happened": "void", "void_reason": "ambiguous", "reason": "-1 or +1?"}
    assert client.post(f"/v1/claims/{claim['id']}/resolutions", json=void).is_success
    return client


def rows(client: TestClient[Any], name: str, tmp_path: Path, **wanted: str) -> list[dict[str, Any]]:
    """The rows of an export as a reader of its format has them."""
    response = client.get(f"/v1/export/{name}", params=wanted)
    assert response.is_success, response.text
    assert f'attachment; filename="{name}"' == response.headers["content-disposition"]
    if name.endswith(".csv"):
        return list(csv.DictReader(io.StringIO(response.text)))
    if name.endswith(".ndjson"):
        return [json.loads(line) for line in response.text.splitlines()]
    path = tmp_path / name
    path.write_bytes(response.content)
    with duckdb.connect() as connection:
        cursor = connection.execute("SELECT * FROM read_parquet($path)", {"path": str(path)})
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


@pytest.mark.parametrize("table", ["claims", "resolutions", "events", "scorecards"])
def test_every_format_has_the_same_rows(filled: TestClient[Any], tmp_path: Path, table: str) -> None:
    """CSV, NDJSON and Parquet agree on columns and rows."""
    found = {form: rows(filled, f"{table}.{form}", tmp_path) for form in ("csv", "ndjson", "parquet")}
    keys = {form: [next(iter(row.values())) for row in each] for form, each in found.items()}

    assert list(found["csv"][0]) == list(found["parquet"][0])
    assert set(found["ndjson"][0]) <= set(found["csv"][0])
    assert [str(key) for key in keys["parquet"]] == keys["csv"] == [str(key) for key in keys["ndjson"]]


def test_what_is_in_them(filled: TestClient[Any], tmp_path: Path) -> None:
    """A claim stands with its speaker and window, a resolution with its reason, an event with who made it."""
    claims = rows(filled, "claims.ndjson", tmp_path)
    (claim,) = [row for row in claims if row["article_id"]]
    (resolution,) = rows(filled, "resolutions.ndjson", tmp_path)
    events = rows(filled, "events.ndjson", tmp_path)

    assert ("Ada Brandt", "2025-04-01", "by 1 April 2025", "resolved") == (
        *(claim["speaker"], claim["latest"]),
        *(claim["horizon"], claim["status"]),
    )
    assert HOSTILE in {row["text"] for row in claims}
    assert (claim["claim_id"], "void", "-1 or +1?") == (
        *(resolution["claim_id"], resolution["happened"]),
        resolution["reason"],
    )
    assert ["claim.added", "claim.resolved"] == [
        row["kind"] for row in events if row["claim_id"] == claim["claim_id"] and row["actor"] == "local"
    ]
    assert all(row["recorded_at"].endswith("Z") for row in (*claims, *events))


def test_scorecards(filled: TestClient[Any], tmp_path: Path) -> None:
    """A row a speaker by name, on the terms asked for; every rate has its n, and below the floor there is no rank."""
    names = [card["name"] for card in filled.get("/v1/scorecards").json()["items"]]
    found = rows(filled, "scorecards.parquet", tmp_path)
    (brandt,) = [row for row in found if row["speaker"] == "Ada Brandt"]
    terms = {"speaker_id": brandt["speaker_id"], "reading": "strict", "lexicon": "icd-203"}
    (strict,) = rows(filled, "scorecards.parquet", tmp_path, **terms)

    assert sorted(names) == [row["speaker"] for row in found] == ["@Tom Ek", "Ada Brandt"]
    assert ("nominal", "default", 1, 1, 0, '{"ambiguous":1}') == (
        *(brandt["reading"], brandt["lexicon"], brandt["extracted"]),
        *(brandt["void"], brandt["n"], brandt["void_reasons"]),
    )
    assert {None} == {brandt[name] for name in ("hit_rate", "hit_rate_low", "brier", "rank", "shrunken", "skill")}
    assert (5, 20, 1.0) == (brandt["list_min"], brandt["rank_min"], brandt["prior_alpha"])
    assert brandt["limits"].endswith(".")
    assert ("strict", "icd-203") == (strict["reading"], strict["lexicon"])
    assert {"'@Tom Ek", "Ada Brandt"} == {row["speaker"] for row in rows(filled, "scorecards.csv", tmp_path)}


@pytest.mark.parametrize(
    ("name", "field"),
    [("scorecards.csv", "topic"), ("claims.csv", "reading"), ("events.parquet", "lexicon")],
)
def test_a_filter_that_does_not_fit(filled: TestClient[Any], name: str, field: str) -> None:
    """What would not narrow anything down is refused by name."""
    value = {"topic": "harbour", "reading": "strict", "lexicon": "default"}[field]
    refused = filled.get(f"/v1/export/{name}", params={field: value})

    assert 400 == refused.status_code
    assert field == refused.json()["errors"][0]["field"]


def test_a_spreadsheet_takes_nothing_for_a_formula(filled: TestClient[Any], tmp_path: Path) -> None:
    """In CSV a cell that begins as a formula does has a quote mark before it; the other formats have the words."""
    claims, resolutions = rows(filled, "claims.csv", tmp_path), rows(filled, "resolutions.csv", tmp_path)
    cells = [cell for row in (*claims, *resolutions) for cell in row.values()]

    assert f"'{HOSTILE}" in cells
    assert "'+harbour" in cells
    assert [] == [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_filters(filled: TestClient[Any], tmp_path: Path) -> None:
    """By speaker, article and topic; a speaker that there is not is told so."""
    topical = rows(filled, "claims.csv", tmp_path, topic="+harbour")
    (claim,) = [row for row in rows(filled, "claims.ndjson", tmp_path) if row["article_id"]]

    assert [f"'{HOSTILE}"] == [row["text"] for row in topical]
    for wanted in ({"speaker_id": claim["speaker_id"]}, {"article_id": claim["article_id"]}):
        assert [claim["claim_id"]] == [row["claim_id"] for row in rows(filled, "claims.csv", tmp_path, **wanted)]
        assert 1 == len(rows(filled, "resolutions.csv", tmp_path, **wanted))
    assert [] == rows(filled, "resolutions.csv", tmp_path, topic="+harbour")
    assert 404 == filled.get("/v1/export/claims.csv", params={"speaker_id": claim["claim_id"]}).status_code
    assert 404 == filled.get("/v1/export/secrets.csv").status_code


def test_no_file_is_left_behind(filled: TestClient[Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file behind an export lives until it was read."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    rows(filled, "claims.csv", tmp_path)

    assert [] == list(tmp_path.glob("bythen-export-*"))


def test_the_command(bythen: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It writes the file into the present folder or where --out says, and overwrites none."""
    monkeypatch.chdir(tmp_path)
    article = tmp_path / "ferry.txt"
    article.write_text(TEXT, encoding="utf-8")
    bythen("ingest", article, "--published", "2025-03-12")
    done = bythen("export", "claims.csv", "--speaker", "Ada Brandt")
    again = bythen("export", "claims.csv")
    other = bythen("export", "claims.csv", "--out", tmp_path / "again.csv")
    bythen("export", "scorecards.ndjson", "--speaker", "Ada Brandt", "--reading", "lenient")

    assert done.err.startswith("claims.csv: ")
    assert "1 April 2025" in (tmp_path / "claims.csv").read_text(encoding="utf-8")
    assert (tmp_path / "claims.csv").read_bytes() == (tmp_path / "again.csv").read_bytes()
    assert "is there already and is not overwritten" in again.err
    assert "again.csv" in other.err
    assert "lenient" == json.loads((tmp_path / "scorecards.ndjson").read_text(encoding="utf-8"))["reading"]

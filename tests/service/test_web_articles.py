"""Pages over HTTP and on the command line: HTML, URLs, folders, standard input."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient

from service.app import create_app
from service.settings import Settings
from tests.jobs.test_pages import html, meta
from tests.jobs.web import Site, page, serving
from tests.service.conftest import Clock

Bythen = Callable[..., Any]
PUBLISHED = "2025-11-22T23:30:00+03:00"
TEXT = "The ferry to Mavik will run again within two weeks, harbour master Ada Brandt said on Wednesday.\n"


@pytest.fixture
def site() -> Iterator[Site]:
    """A newspaper on loopback."""
    with serving() as site:
        site.pages["/bridge"] = page(html(meta(PUBLISHED)))
        site.pages["/undated"] = page(html())
        yield site


@pytest.fixture
def client(settings: Settings, clock: Clock, site: Site) -> Iterator[TestClient[Any]]:
    """A service that may fetch from the newspaper."""
    allowing = Settings(store=settings.store, fetch_allow=f"other.example, {site.host}")
    with TestClient(create_app(allowing, clock=clock), base_url="http://127.0.0.1") as client:
        yield client


def test_html_and_url(client: TestClient[Any], site: Site) -> None:
    """A page's HTML and its URL come to the same article; the second time it is known."""
    sent = client.post("/v1/articles", json={"html": html(meta(PUBLISHED))})
    fetched = client.post("/v1/articles", json={"url": f"{site.root}/bridge"})

    assert (201, 200) == (sent.status_code, fetched.status_code), fetched.text
    assert PUBLISHED == sent.json()["article"]["published_at"]
    assert sent.json()["article"]["id"] == fetched.json()["article"]["id"]
    assert sent.json()["claims"]


@pytest.mark.parametrize(
    ("body", "status", "kind", "words"),
    [
        ({"url": "{root}/undated"}, 400, "refused", "give the date"),
        ({"url": "{root}/gone"}, 502, "not-fetched", "answered 404"),
        ({"url": "http://localhost:1/"}, 400, "refused", "BYTHEN_FETCH_ALLOW"),
        ({"url": "http://ada:pw@news.example/"}, 400, "refused", "password"),
        ({"text": "a", "html": "b", "published_at": "2025-11-22"}, 400, "invalid-request", "not both"),
        ({"published_at": "2025-11-22"}, 400, "invalid-request", "give text, html, or the url"),
        ({"html": "<p></p>"}, 400, "refused", "no article was found"),
    ],
)
def test_what_is_refused(  # noqa: PLR0913, PLR0917 - a case's parts
    client: TestClient[Any], site: Site, body: dict[str, str], status: int, kind: str, words: str
) -> None:
    """Each reason has its kind and says what to do; nothing is stored."""
    body = {name: value.replace("{root}", site.root) for name, value in body.items()}
    response = client.post("/v1/articles", json=body)

    assert status == response.status_code, response.text
    assert response.json()["type"].endswith(kind)
    assert words in response.json()["detail"]
    assert [] == client.get("/v1/articles").json()["items"]


def test_files_folders_and_urls(bythen: Bythen, tmp_path: Path, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """One command takes all of them; what fails is a line each, and the rest is stored."""
    monkeypatch.setenv("BYTHEN_FETCH_ALLOW", site.host)
    folder = tmp_path / "news" / "march"
    folder.mkdir(parents=True)
    (folder / "ferry.txt").write_text(TEXT, encoding="utf-8")
    (folder / "bridge.html").write_bytes(html(meta(PUBLISHED), charset="").encode("windows-1252"))
    (folder / "notes.csv").write_text("a,b\n", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    output = bythen(
        "ingest", tmp_path / "news", tmp_path / "empty", f"{site.root}/undated", f"{site.root}/gone",
        "--published", "2025-03-12", "--format", "ndjson",
    )  # fmt: skip
    rows = [json.loads(line) for line in output.out.splitlines()]

    assert 2 == output.status
    assert [str(folder / "bridge.html"), str(folder / "ferry.txt"), f"{site.root}/undated"] == [
        row["file"] for row in rows
    ]
    assert ["2025-03-12"] * 3 == [row["article"]["published_at"] for row in rows]
    assert "empty: no file in it ends in .htm" in output.err
    assert "gone answered 404" in output.err
    assert 2 == output.err.count("\n")


def test_the_date_found_is_shown(bythen: Bythen) -> None:
    """A page from standard input needs no --published, and the date that it gives is printed."""
    output = bythen("ingest", "-", stdin=html(meta(PUBLISHED)))

    assert 0 == output.status, output.err
    assert f"published {PUBLISHED}" in output.out.replace("\n", " ")


def test_no_date_is_made_up(bythen: Bythen, tmp_path: Path) -> None:
    """A text, and a page without a date, are refused with what to give."""
    text, undated = tmp_path / "a.txt", tmp_path / "b.html"
    text.write_text(TEXT, encoding="utf-8")
    undated.write_text(html(), encoding="utf-8")
    output = bythen("ingest", text, undated)

    assert (2, "") == (output.status, output.out)
    assert f"{text}: --published is missing: give a date" in output.err
    assert f"{undated}: published_at: the page does not say when it was published" in output.err

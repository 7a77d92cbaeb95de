"""Sources over HTTP and on the command line, and polled by a running service."""

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from litestar.testing import TestClient

from service.app import create_app
from service.settings import Settings
from tests.jobs.test_pages import html, meta
from tests.jobs.web import Site, page, serving
from tests.service.conftest import Clock

Bythen = Callable[..., Any]
WAIT_S = 20.0


@pytest.fixture
def site() -> Iterator[Site]:
    """A newspaper with a feed of one article."""
    with serving() as site:
        site.pages["/bridge"] = page(html(meta("2025-11-22T23:30:00+03:00")))
        site.pages["/robots.txt"] = page("User-agent: *\nDisallow:\n", "text/plain")
        item = f"<item><title>Bridge</title><link>{site.root}/bridge</link></item>"
        site.pages["/feed"] = page(f'<rss version="2.0"><channel><title>C</title>{item}</channel></rss>', "text/xml")
        yield site


@pytest.fixture
def client(settings: Settings, clock: Clock, site: Site) -> Iterator[TestClient[Any]]:
    allowing = Settings(store=settings.store, fetch_allow=site.host)
    with TestClient(create_app(allowing, clock=clock), base_url="http://127.0.0.1") as client:
        yield client


def test_a_running_service_polls(client: TestClient[Any], site: Site) -> None:
    """A source that is added is polled by itself, its entry becomes an article, and the list says so."""
    added = client.post("/v1/sources", json={"url": f"{site.root}/feed", "publisher": "Coast Ledger"}).json()
    address = f"/v1/sources/{added['source']['id']}"
    end = time.monotonic() + WAIT_S
    while client.get(address).json()["poll"]["polled_at"] is None and time.monotonic() < end:
        time.sleep(0.1)
    state, items = client.get(address).json(), client.get(f"{address}/items").json()["items"]
    (article,) = client.get("/v1/articles").json()["items"]
    found = client.get(f"/v1/articles/{article['id']}").json()

    assert (0, None) == (state["poll"]["failures"], state["poll"]["error"])
    assert [article["id"]] == [item["article_id"] for item in items]
    assert ("Coast Ledger", "2025-11-22T23:30:00+03:00") == (article["publisher"], article["published_at"])
    assert [f"{site.root}/bridge"] == found["urls"]
    assert [{"number": 1, "article_id": article["id"]}] == found["versions"]
    assert found["claims"]


def test_the_commands(bythen: Bythen, site: Site) -> None:
    """Add, list, items and end, each told in a line or a table; a second source of the feed is refused."""
    added = bythen("source", "add", f"{site.root}/feed", "--every", "30")
    source_id = added.out.split("source ")[1].split(";")[0]
    twice = bythen("source", "add", f"{site.root}/feed")
    listed = bythen("source", "list", "--format", "ndjson")
    items = bythen("source", "items", source_id)
    ended = bythen("source", "end", source_id)

    assert [0, 2, 0, 0, 0] == [each.status for each in (added, twice, listed, items, ended)]
    assert source_id in twice.err
    assert f'"id":"{source_id}"' in listed.out
    assert "Nothing was found there yet." in items.out
    assert "ended" in bythen("source", "list").out
    assert [] == site.asked


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"url": "http://ada:pw@news.example/feed"}, "password"),
        ({"url": "file:///etc/passwd"}, "must be a web address"),
        ({"url": "https://news.example/feed", "every_min": 1}, "must be at least 5"),
        ({"url": "https://news.example/feed", "time_zone": "Mars"}, "is not a time zone"),
    ],
)
def test_what_is_refused(client: TestClient[Any], body: dict[str, Any], words: str) -> None:
    """A source that could never be polled is refused when it is added."""
    response = client.post("/v1/sources", json=body)

    assert 400 == response.status_code
    assert words in response.json()["detail"]

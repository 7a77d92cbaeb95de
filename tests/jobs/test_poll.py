"""Sources polled against a server on loopback: new entries once, changed ones anew, politely, whatever it answers."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from jobs.errors import InputError, StateConflict
from jobs.feeds import ENTRIES_MAX, read_feed
from jobs.fetch import Fetcher
from jobs.poll import ITEMS_MAX, TRIES_MAX, Poller
from jobs.requests import NewSource
from jobs.robots import Manners
from jobs.sources import add_source, end_source
from jobs.versions import versions_of
from storage.incoming import FeedSource, Poll, SourceItem
from storage.ledger import Ledger
from tests.jobs.build import NOW
from tests.jobs.test_pages import html, meta
from tests.jobs.web import Handler, Site, page, serving

WORDS = (
    "The {} bridge will reopen within two weeks, the port master Oskar Tremmel said on Saturday, as the rain went on."
)


class Desk:
    """A source at a site of its own, its poller, and a clock that is moved by hand."""

    def __init__(self, ledger: Ledger, site: Site) -> None:
        self.ledger, self.site = ledger, site
        self.now = NOW
        self.woken: list[datetime] = []
        self.poller = self.new_poller()
        request = NewSource(url=f"{site.root}/feed", publisher="Coast Ledger", every_min=60)
        self.source: FeedSource = add_source(ledger, request, Fetcher(), actor="local", now=NOW).source

    def new_poller(self) -> Poller:
        """As after a start of the process."""

        def guard(_job: str, _subject: str | None, work: Callable[[], None]) -> None:
            work()

        return Poller(
            self.ledger, Fetcher([self.site.host]), lambda: self.now, guard=guard, wake=self.woken.append, delay_s=0
        )

    def article(self, name: str, text: str | None = None, head: str = meta("2025-11-22T09:00:00+03:00")) -> str:
        """A page at the site, and its address."""
        self.site.pages[f"/{name}"] = page(html(head, body=f"<p>{text or WORDS.format(name)}</p>"))
        return f"{self.site.root}/{name}"

    def feed(self, *names: str, mark: str = "", **headers: str) -> None:
        """The site's feed, newest first."""
        items = "".join(
            f"<item><title>{name}</title><link>{self.site.root}/{name}</link><guid>{name}{mark}</guid></item>"
            for name in names
        )
        body = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Coast</title>{items}</channel></rss>'
        self.site.pages["/feed"] = page(body, "application/rss+xml", **headers)

    def poll(self, **later: float) -> Poll:
        """How the poll stands after one that comes so much later."""
        self.now += timedelta(**later)
        self.poller.run()
        return self.ledger.polls([self.source.id])[0]

    def items(self) -> list[SourceItem]:
        return list(self.ledger.source_items(self.source.id))


@pytest.fixture
def desk(ledger: Ledger) -> Iterator[Desk]:
    with serving() as site:
        yield Desk(ledger, site)


def test_new_entries_become_articles(desk: Desk) -> None:
    """Each entry is fetched once, oldest first, and comes to an article with its claims; then an hour passes."""
    desk.article("north")
    desk.article("south")
    desk.feed("south", "north")
    poll = desk.poll()
    articles = desk.ledger.articles()

    assert ["/robots.txt", "/feed", "/north", "/south"] == desk.site.paths()
    assert ["south", "north"] == [article.url.rpartition("/")[2] for article in articles if article.url]
    assert {"Coast Ledger"} == {article.publisher for article in articles}
    assert {"2025-11-22T09:00:00+03:00"} == {article.published_at for article in articles}
    assert all(desk.ledger.article_claims(article.id) for article in articles)
    assert [articles[0].id, articles[1].id] == [item.article_id for item in desk.items()]
    assert (NOW, NOW + timedelta(hours=1), 0, None) == (poll.polled_at, poll.next_poll_at, poll.failures, poll.error)
    assert desk.woken


def test_before_its_time_nothing_is_asked(desk: Desk) -> None:
    """A source is polled when its time has come, and an ended one never."""
    desk.feed()
    desk.poll()
    desk.poll(minutes=59)
    before = len(desk.site.asked)
    end_source(desk.ledger, desk.source.id, actor="local", now=desk.now)
    desk.poll(days=9)

    assert ["/robots.txt", "/feed"] == desk.site.paths()
    assert 2 == before == len(desk.site.asked)


def test_what_was_not_changed_is_not_sent_again(desk: Desk) -> None:
    """The validators of the last feed go along, and a 304 changes nothing but the time."""
    desk.article("north")
    desk.feed("north", etag='"7"', last_modified="Sat, 22 Nov 2025 09:00:00 GMT")
    first = desk.poll()
    desk.site.pages["/feed"] = page(b"", status=304)
    head = desk.ledger.head()
    second = desk.poll(hours=1)
    asked = desk.site.asked[-1]

    assert ('"7"', "Sat, 22 Nov 2025 09:00:00 GMT") == (first.etag, first.last_modified)
    assert ('"7"', "Sat, 22 Nov 2025 09:00:00 GMT") == (
        asked.headers["if-none-match"],
        asked.headers["if-modified-since"],
    )
    assert (first.etag, desk.now + timedelta(hours=1)) == (second.etag, second.next_poll_at)
    assert head == desk.ledger.head()


def test_an_entry_is_fetched_once_by_any_process(desk: Desk) -> None:
    """What was dealt with is in the store: another process fetches only the feed."""
    desk.article("north")
    desk.feed("north")
    desk.poll()
    desk.poller = desk.new_poller()
    desk.poll(hours=1)

    assert ["/robots.txt", "/feed", "/north", "/robots.txt", "/feed"] == desk.site.paths()
    assert 1 == len(desk.items())


def test_a_kill_between_an_article_and_its_note_doubles_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that dies after the article was stored and before that was noted: the next one finds it known."""

    class Killed(BaseException):
        pass

    def die(*_: object) -> None:
        raise Killed

    desk.article("north")
    desk.feed("north", etag='"7"')
    with monkeypatch.context() as patched:
        patched.setattr(Poller, "_note", die)
        with pytest.raises(Killed):
            desk.poll()
    stored = desk.ledger.articles()
    desk.poller = desk.new_poller()
    poll = desk.poll(minutes=1)

    assert 1 == len(stored)
    assert stored == desk.ledger.articles()
    assert [stored[0].id] == [item.article_id for item in desk.items()]
    assert '"7"' == poll.etag


def test_a_changed_entry_is_a_new_version(desk: Desk) -> None:
    """An entry that says it was changed is fetched again; the claim in the same words stays with the first version."""
    desk.article("north")
    desk.feed("north")
    desk.poll()
    desk.article("north", WORDS.format("north") + " A toll will be charged by the end of next year, he said.")
    desk.feed("north", mark="-2")
    desk.poll(hours=1)
    second, first = desk.ledger.articles()

    assert [1, 2] == [version.number for version in versions_of(desk.ledger, second)]
    assert [1, 1] == [len(desk.ledger.article_claims(article.id)) for article in (first, second)]
    assert "toll" in desk.ledger.article_claims(second.id)[0].text


def test_many_entries_are_taken_bit_by_bit(desk: Desk) -> None:
    """A long feed is worked off in several polls a minute apart, without a validator that would hide the rest."""
    names = [f"n{number}" for number in range(ITEMS_MAX + 3)]
    for name in names:
        desk.article(name)
    desk.feed(*names, etag='"7"')
    first = desk.poll()
    second = desk.poll(minutes=1)

    assert (None, NOW + timedelta(minutes=1)) == (first.etag, first.next_poll_at)
    assert ('"7"', len(names)) == (second.etag, len(desk.items()))


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (page("gone", status=404), "answered 404"),
        (page("no feed here", "text/html"), "there is no feed"),
        (page("", status=500), "answered 500"),
        (page(b"\xff\xfe\x00", "application/rss+xml"), "there is no feed"),
    ],
)
def test_a_source_that_fails_is_asked_less_and_less(desk: Desk, answer: Callable[[Handler], None], words: str) -> None:
    """Each failure in a row doubles the time, a day at most; what went wrong is kept; success starts anew."""
    desk.site.pages["/feed"] = answer
    delays, poll = [], None
    for _ in range(6):
        poll = desk.poll()
        delays.append((poll.next_poll_at - desk.now) / timedelta(hours=1))
        desk.now = poll.next_poll_at
    assert poll is not None
    assert words in str(poll.error)
    assert [2, 4, 8, 16, 24, 24] == delays
    desk.feed()
    after = desk.poll()

    assert (0, None, desk.now + timedelta(hours=1)) == (after.failures, after.error, after.next_poll_at)


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(
    ("retry_after", "hours"),
    [("18000", 5), (format_datetime(NOW + timedelta(hours=3), usegmt=True), 3), ("99999999", 24), ("soon", 2)],
)
def test_a_busy_server_is_left_alone(desk: Desk, status: int, retry_after: str, hours: int) -> None:
    """Retry-After is kept to, in seconds or as a date, a day at most; without it the usual backoff counts."""
    desk.site.pages["/feed"] = page("later", status=status, retry_after=retry_after)

    assert NOW + timedelta(hours=hours) == desk.poll().next_poll_at


def test_pages_that_cannot_be_taken_are_noted(desk: Desk) -> None:
    """A page that is gone, without a date, or without text is noted with the reason, and not asked for again."""
    desk.article("undated", head="")
    desk.site.pages["/empty"] = page("<html><body></body></html>")
    desk.feed("gone", "undated", "empty")
    desk.poll()
    errors = {item.url.rpartition("/")[2]: item.error or "" for item in desk.items()}
    before = len(desk.site.asked)
    desk.poll(hours=1)

    assert "answered 404" in errors["gone"]
    assert "says when it was published" in errors["undated"]
    assert "no article was found" in errors["empty"]
    assert before + 1 == len(desk.site.asked)
    assert 0 == desk.ledger.article_count()


def test_the_feeds_date_stands_in(desk: Desk) -> None:
    """A page without a date has that of its entry, in the feed's own zone or in UTC."""
    desk.article("north", head="")
    link = (
        f"<item><title>n</title><link>{desk.site.root}/north</link><pubDate>Sat, 22 Nov 2025 09:00:00 +0300</pubDate>"
    )
    body = f'<?xml version="1.0"?><rss version="2.0"><channel><title>C</title>{link}</item></channel></rss>'
    desk.site.pages["/feed"] = page(body, "application/rss+xml")
    desk.poll()
    (article,) = desk.ledger.articles()

    assert datetime(2025, 11, 22, 6, tzinfo=UTC) == datetime.fromisoformat(article.published_at)


def test_a_page_that_does_not_come_is_tried_again(desk: Desk) -> None:
    """A server error keeps an entry open for some polls, with the feed asked for whole; then it is noted."""
    desk.site.pages["/north"] = page("oh", status=500)
    desk.feed("north", etag='"7"')
    for _ in range(TRIES_MAX - 1):
        assert desk.poll(minutes=1).etag is None
        assert [] == desk.items()
    poll = desk.poll(minutes=1)

    assert '"7"' == poll.etag
    assert ["answered 500" in str(item.error) for item in desk.items()] == [True]
    assert TRIES_MAX == desk.site.paths().count("/north")


def test_robots_are_kept_to(desk: Desk) -> None:
    """What robots.txt forbids is not fetched and noted so; it is asked for once a day, not for every page."""
    desk.site.pages["/robots.txt"] = page("User-agent: bythen\nDisallow: /private/*\n", "text/plain")
    desk.site.pages["/private/a"] = page(html(meta("2025-11-22")))
    desk.article("north")
    desk.feed("north", "private/a")
    desk.poll()

    assert ["/robots.txt", "/feed", "/north"] == desk.site.paths()
    assert ["robots.txt" in (item.error or "") for item in desk.items()] == [False, True]


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (403, True), (500, False), (429, False)])
def test_robots_that_cannot_be_had(desk: Desk, status: int, allowed: bool) -> None:
    """Where there is no robots.txt everything is allowed; where it does not come nothing is (RFC 9309)."""
    desk.site.pages["/robots.txt"] = page("", status=status)
    desk.feed()

    assert allowed == (desk.poll().failures == 0)
    assert allowed == ("/feed" in desk.site.paths())


def test_hosts_are_not_pressed() -> None:
    """Two fetches from a host lie so far apart as it asks, within bounds; other hosts do not wait for it."""
    waited: list[float] = []

    def wait(seconds: float) -> bool:
        waited.append(round(seconds, 1))
        return False

    with serving() as site, serving() as other:
        site.pages["/robots.txt"] = page("User-agent: *\nCrawl-delay: 7\n", "text/plain")
        manners = Manners(Fetcher([site.host, other.host]), wait, delay_s=2, clock=lambda: 100.0)
        for url in (site.root, site.root, other.root, other.root, site.root):
            manners.wait_for(f"{url}/a")
        site.pages["/robots.txt"] = page("User-agent: *\nCrawl-delay: 9999\n", "text/plain")

    assert [0, 7, 0, 2, 14] == waited


def test_a_stop_does_not_wait(desk: Desk) -> None:
    """A poller that is told to stop begins no further page, and leaves the poll as it stood for the next process."""
    desk.article("north")
    desk.feed("north")
    before = desk.ledger.polls([desk.source.id])
    desk.poller.stop()
    started = time.monotonic()
    desk.poll()

    assert time.monotonic() - started < 2
    assert before == desk.ledger.polls([desk.source.id])


def test_a_feed_is_one_source(desk: Desk) -> None:
    """A feed that is polled already is refused, until its source has ended."""
    request = NewSource(url=desk.source.url)
    with pytest.raises(StateConflict, match=desk.source.id):
        add_source(desk.ledger, request, Fetcher(), actor="local", now=NOW)
    end_source(desk.ledger, desk.source.id, actor="local", now=NOW)
    again = add_source(desk.ledger, request, Fetcher(), actor="local", now=NOW)

    assert again.source.id != desk.source.id


ATOM = b"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><entry><title>T</title>
<id>urn:1</id><link rel="alternate" href="/a"/><updated>2025-11-23T10:00:00Z</updated>
<published>2025-11-22T10:00:00Z</published></entry></feed>"""
JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "J",
        "items": [{"id": "1", "url": "https://news.example/a", "title": "T", "date_published": "2025-11-22T10:00:00Z"}],
    }
).encode()
BROKEN = ATOM.replace(b"</entry></feed>", b"</entry>").replace(b"<title>A</title>", b"<title>A & B</title>")


@pytest.mark.parametrize("data", [ATOM, JSON_FEED, BROKEN])
def test_kinds_of_feeds(data: bytes) -> None:
    """Atom and JSON are read like RSS, and so is a feed that breaks off; links are made whole."""
    (entry,) = read_feed(data, "https://news.example/feed")

    assert ("https://news.example/a", "T") == (entry.url, entry.title)
    assert entry.published_at is not None
    assert datetime(2025, 11, 22, 10, tzinfo=UTC) == datetime.fromisoformat(entry.published_at)


BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10 if n else b"&a;" * 10) for n in range(12))
    + b']><rss version="2.0"><channel><title>&a11;</title></channel></rss>'
)


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[]", b"<html><body>x</body></html>", b"\x00" * 100, b"<rss" * 10_000, BOMB]
)
def test_what_is_no_feed(data: bytes) -> None:
    """Anything else is an error, or a feed without entries, and soon; entities are not unfolded without end."""
    started = time.process_time()
    with suppress(InputError):
        assert () == read_feed(data, "https://news.example/feed")
    assert time.process_time() - started < 10


def test_entries_have_a_bound() -> None:
    """Only the first entries of an endless feed are looked at, and links to elsewhere than the web are left out."""
    items = "".join(f"<item><link>https://news.example/{n}</link></item>" for n in range(ENTRIES_MAX + 50))
    odd = "<item><link>javascript:alert(1)</link></item><item><title>none</title></item>"
    data = f'<rss version="2.0"><channel><title>A</title>{odd}{items}</channel></rss>'.encode()

    assert ENTRIES_MAX - 2 == len(read_feed(data, "https://news.example/feed"))

"""Pages: their main text, what they say of themselves, and above all when they were published, if they say it."""

from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest

from jobs.complete import complete
from jobs.errors import InputError
from jobs.fetch import Fetcher, FetchError, FetchRefused
from jobs.ingest import ingest_article
from jobs.pages import TAGS_MAX, decode, read_page
from jobs.requests import HTML_LENGTH_MAX, NewArticle
from storage.ledger import Ledger
from tests.jobs.build import NOW
from tests.jobs.web import page, serving
from tests.pace import undisturbed_seconds

PARAGRAPHS = (
    "The harbour bridge will reopen within two weeks, the port master Oskar Tremmel said on Saturday.",
    "It has been closed since the storm of last month, and ferries go only twice a day.",
    "“We will not wait for spring,” he said – a second lane is to follow by the end of next year.",
)


def html(head: str = "", *, charset: str = '<meta charset="utf-8">', body: str | None = None) -> str:
    """A page as a newspaper might send it."""
    text = "".join(f"<p>{each}</p>" for each in PARAGRAPHS)
    return (
        f"<!doctype html><html lang='en'><head>{charset}<title>Bridge to reopen</title>{head}</head><body>"
        "<nav><a href='/'>Home</a> <a href='/sport'>Sport</a></nav><article><h1>Bridge to reopen</h1>"
        f"{text if body is None else body}</article><footer>Copyright 2024 Coast Ledger</footer></body></html>"
    )


def meta(value: str) -> str:
    return f'<meta property="article:published_time" content="{value}">'


def an_article(**fields: Any) -> NewArticle:
    return NewArticle(**({"html": html(meta("2025-11-22T23:30:00+03:00"))} | fields))


def test_a_page_becomes_an_article(ledger: Ledger) -> None:
    """The main text without menu, headline and footer, and what the page says of itself; offsets are of that text."""
    head = (
        meta("2025-11-22T23:30:00+03:00")
        + '<meta name="author" content="Ada Quill"><meta property="og:site_name" content="Coast Ledger">'
    )
    done = ingest_article(ledger, an_article(html=html(head)), actor="local", now=NOW)
    article = done.article

    assert "\n\n".join(PARAGRAPHS) == article.text
    assert ("Bridge to reopen", "Ada Quill", "Coast Ledger") == (article.title, article.author, article.publisher)
    assert "2025-11-22T23:30:00+03:00" == article.published_at
    assert done.claims
    assert all(article.text[claim.start : claim.end] == claim.text for claim in done.claims)
    assert all(claim.made_at == article.published_at for claim in done.claims)


@pytest.mark.parametrize(
    ("head", "published_at"),
    [
        (meta("2025-11-22T23:30:00+03:00"), "2025-11-22T23:30:00+03:00"),
        (meta("2025-11-22T20:30:00Z"), "2025-11-22T20:30:00+00:00"),
        (meta("2025-11-22"), "2025-11-22"),
        (meta("2025-11-22T23:30:00"), "2025-11-22"),
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2025-11-20T08:00:00-05:00",'
            ' "dateModified": "2025-11-22T08:00:00-05:00"}</script>',
            "2025-11-20T08:00:00-05:00",
        ),
        (meta("2025-11-20T08:00:00Z") + '<meta property="article:modified_time" content="2025-11-22T08:00:00Z">',
         "2025-11-20T08:00:00+00:00"),
    ],
)  # fmt: skip
def test_the_date_is_that_of_publication(head: str, published_at: str) -> None:
    """The first publication, not the last change; with its clock time only where the offset is given too."""
    assert published_at == read_page(html(head), url=None, now=NOW).published_at


def test_the_date_may_stand_in_the_address() -> None:
    """A page without a word of its date has that of its URL."""
    found = read_page(html(), url="https://news.example/2025/11/20/bridge", now=NOW)

    assert "2025-11-20" == found.published_at


@pytest.mark.parametrize("head", ["", meta("soon"), meta("2031-01-01")])
def test_a_date_is_never_made_up(head: str) -> None:
    """A page that does not say when it was published, or names a day to come, is an error that says what to give."""
    with pytest.raises(InputError, match="give the date") as refused:
        complete(an_article(html=html(head)), None, NOW)

    assert "published_at" == refused.value.field


def test_what_is_given_wins() -> None:
    """Date, title, author and publisher of the request stand in place of those of the page."""
    given = {
        "published_at": "2025-11-21",
        "title": "Bridge",
        "author": "B. Nolan",
        "publisher": "Wire",
        "country": "GB",
    }
    done = complete(an_article(**given), None, NOW)

    assert given == {name: getattr(done, name) for name in given}


@pytest.mark.parametrize(
    ("charset", "head", "sent"),
    [
        ("utf-8", '<meta charset="utf-8">', None),
        ("windows-1252", '<meta charset="windows-1252">', None),
        ("windows-1252", "", "windows-1252"),
        ("utf-8-sig", "", None),
        ("utf-16", "", None),
        ("windows-1252", "", None),
        ("windows-1252", "", "no-such-charset"),
    ],
)
def test_charsets(charset: str, head: str, sent: str | None) -> None:
    """Bytes are read by their mark, the charset that was sent, as UTF-8, by the page's own word, or by their looks."""
    assert html(charset=head) == decode(html(charset=head).encode(charset), sent)


@pytest.mark.parametrize("body", ["", "<p> </p>", "<script>var a = 'It will rain tomorrow.'</script>"])
def test_a_page_without_an_article(body: str) -> None:
    """Nothing to read is an error, not an empty article."""
    with pytest.raises(InputError, match="no article was found"):
        read_page(f"<html><body>{body}</body></html>", url=None, now=NOW)


@pytest.mark.parametrize(
    "hostile",
    [
        "<div>" * TAGS_MAX,
        "<p>" + "<span>a </span>" * (TAGS_MAX // 2 - 1),
        "<b><i><p>" * (TAGS_MAX // 3),
        "a<br>" * TAGS_MAX,
        "<!--" + "-" * 500_000,
        "<p " + "a=b " * 100_000,
        '<script type="application/ld+json">' + '{"@type":"Article","author":{"name":"' * 50_000,
    ],
    ids=["nested", "spans", "unclosed", "breaks", "comment", "attributes", "metadata"],
)
def test_hostile_pages_end(hostile: str) -> None:
    """Pages with as many elements as are let through are read, or refused, within seconds."""

    def read_or_refuse() -> None:
        with suppress(InputError):
            read_page(hostile, url=None, now=NOW)

    assert undisturbed_seconds(read_or_refuse, 5) < 5


def test_pages_that_are_too_large() -> None:
    """What has more characters or tags than any article's page is refused before anything reads it."""
    with pytest.raises(InputError, match="more than 30000 tags; give the article's text"):
        read_page("<p>x" * (TAGS_MAX + 1), url=None, now=NOW)
    with pytest.raises(InputError, match="more than"):
        read_page("x" * (HTML_LENGTH_MAX + 1), url=None, now=NOW)


def test_a_url_is_fetched(ledger: Ledger) -> None:
    """A page behind a redirect is read with the address at which it stands in the end."""
    with serving() as site:
        site.pages["/short"] = page(b"", status=301, location="/long")
        site.pages["/long"] = page(html(meta("2025-11-22")).encode("windows-1252"), "text/html; charset=windows-1252")
        request = NewArticle(url=f"{site.root}/short")
        done = ingest_article(ledger, request, actor="local", now=NOW, fetcher=Fetcher([site.host]))

    assert f"{site.root}/long" == done.article.url
    assert "“We will not wait" in done.article.text


def test_plain_text_is_read_as_it_is() -> None:
    """Text without markup is taken whole; its date must be given."""
    with serving() as site:
        site.pages["/a.txt"] = page(PARAGRAPHS[0], "text/plain")
        fetcher = Fetcher([site.host])
        done = complete(NewArticle(url=f"{site.root}/a.txt", published_at="2025-11-22"), fetcher, NOW)
        with pytest.raises(InputError, match="give the date"):
            complete(NewArticle(url=f"{site.root}/a.txt"), fetcher, NOW)

    assert PARAGRAPHS[0] == done.text


def test_pages_that_cannot_be_had() -> None:
    """A status that is none of success, a file that is no page, and an address inside are errors that say so."""
    with serving() as site:
        site.pages["/a.pdf"] = page(b"%PDF", "application/pdf")
        fetcher = Fetcher([site.host])
        with pytest.raises(FetchError, match="answered 404"):
            complete(NewArticle(url=f"{site.root}/gone"), fetcher, NOW)
        with pytest.raises(InputError, match="application/pdf"):
            complete(NewArticle(url=f"{site.root}/a.pdf"), fetcher, NOW)
        with pytest.raises(FetchRefused):
            complete(NewArticle(url=f"{site.root}/a.pdf"), Fetcher(), NOW)


def test_a_day_that_has_begun_elsewhere_is_taken() -> None:
    """A page dated tomorrow by a zone ahead of ours is taken at its word."""
    found = read_page(html(meta("2025-11-23T00:10:00+09:00")), url=None, now=datetime(2025, 11, 22, 15, 20, tzinfo=UTC))

    assert "2025-11-23T00:10:00+09:00" == found.published_at

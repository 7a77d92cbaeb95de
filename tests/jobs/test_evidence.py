"""Pages that a resolution rests on, read and kept in part."""

import hashlib
from collections.abc import Iterator

import msgspec
import pytest

from jobs.errors import InputError
from jobs.fetch import Fetcher
from jobs.once import Once
from jobs.requests import NewBatchRow, NewEvidence, NewResolution
from jobs.resolve import resolve_claim, resolve_claims
from storage.ledger import Ledger
from tests.jobs.build import it_happened, later, stored
from tests.jobs.web import Site, page, serving

TEXT = "Storms kept ships away. The harbour is open since Monday, the port said. The first ship came at noon. " * 20


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


def asked(site: Site, path: str, **more: str) -> NewResolution:
    evidence = (NewEvidence(url=site.root + path, **more), NewEvidence(note="the port's notices were searched"))
    return it_happened(evidence=evidence, read_pages=True)


def test_what_was_read_is_kept_in_part(ledger: Ledger, site: Site) -> None:
    """The digest is of the bytes that came, and the excerpt is around the quote."""
    claim, body = stored(ledger), TEXT.encode()
    site.pages["/open"] = page(TEXT, content_type="text/plain")
    request = asked(site, "/open", quote="The harbour is open")
    done = resolve_claim(ledger, claim.id, request, actor="ada", now=later(hours=1), fetcher=Fetcher([site.host]))
    (kept, note) = done.resolution.evidence

    assert hashlib.sha256(body).hexdigest() == kept.sha256
    assert "The harbour is open" in (kept.excerpt or "")
    assert len(kept.excerpt or "") <= 600
    assert (None, None) == (note.sha256, note.excerpt)
    assert (done.resolution,) == ledger.resolutions([claim.id])


def test_a_page_that_cannot_be_read_is_told(ledger: Ledger, site: Site) -> None:
    """Nothing is recorded; the page can be cited unread instead."""
    claim, request = stored(ledger), asked(site, "/gone")
    allowed = Fetcher([site.host])

    with pytest.raises(InputError, match=r"evidence\[0\].url: answered 404; leave out read_pages"):
        resolve_claim(ledger, claim.id, request, actor="ada", now=later(hours=1), fetcher=allowed)
    with pytest.raises(InputError, match="could not be read"):
        resolve_claim(ledger, claim.id, request, actor="ada", now=later(hours=1), fetcher=Fetcher())
    assert () == ledger.resolutions([claim.id])


def test_what_the_sender_has_read_is_taken(ledger: Ledger) -> None:
    """A digest and an excerpt that come with the request are kept as they are; nothing is fetched."""
    claim = stored(ledger)
    given = NewEvidence(url="https://news.example/open", sha256="0" * 64, excerpt="open")
    request = it_happened(evidence=(given,), read_pages=True)
    done = resolve_claim(ledger, claim.id, request, actor="ada", now=later(hours=1), fetcher=Fetcher())

    assert ("0" * 64, "open") == (done.resolution.evidence[0].sha256, done.resolution.evidence[0].excerpt)


def test_pages_of_a_batch_are_read_too(ledger: Ledger, site: Site) -> None:
    """Each row's pages are read where it asks for it; one that cannot be read refuses its row alone, for now.

    A batch that is sent again reads nothing for the rows that were answered, though their pages have gone meanwhile.
    """
    site.pages["/open"] = page(TEXT, content_type="text/plain")
    claims = [stored(ledger, text=f"Lock {number} will open") for number in range(3)]
    paths = ("/open", "/gone", "/open")
    rows = [
        NewBatchRow(claim_id=claim.id, **msgspec.structs.asdict(asked(site, path)) | {"read_pages": path_is_read})
        for claim, path, path_is_read in zip(claims, paths, (True, True, False), strict=True)
    ]
    allowed, once = Fetcher([site.host]), Once(key="monday", request_sha256="0" * 64)
    first = resolve_claims(ledger, rows, actor="ada", now=later(hours=1), once=once, fetcher=allowed)
    site.pages["/gone"] = site.pages.pop("/open")
    again = resolve_claims(ledger, rows, actor="ada", now=later(hours=1), once=once, fetcher=allowed)

    digests = [each.done.resolution.evidence[0].sha256 if each.done else None for each in first]
    assert [hashlib.sha256(TEXT.encode()).hexdigest(), None, None] == digests
    assert "answered 404; leave out read_pages" in str(first[1].error)
    assert [True, False, True] == [each.done is not None for each in first]
    assert [first[0].done, first[2].done] == [again[0].done, again[2].done]
    assert again[1].done is not None

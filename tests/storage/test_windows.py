"""Pages are looked for in ranges of ids, and none is left out or comes twice."""

import pytest

from claims.model import Claim
from storage.duckdb_ledger import DuckdbLedger
from storage.ledger import ClaimFilter, every_claim
from storage.windows import ID_MAX, ID_MIN, Windows
from tests.storage.build import a_claim, adding, flagged, moving


def _id(number: int) -> str:
    return f"{number:08x}-0000-7000-8000-000000000000"


@pytest.mark.parametrize("posts", [0, 1, 2, 7, 40])
@pytest.mark.parametrize("end", [None, _id(0), _id(3), _id(35), _id(99)])
def test_the_ranges_hold_every_id_once(posts: int, end: str | None) -> None:
    """Each range ends where the one before it began, from the end given down to the least id."""
    windows = list(Windows(lambda: [_id(number) for number in reversed(range(posts))]).before(end))

    assert (end or ID_MAX) == windows[0][1]
    assert ID_MIN == windows[-1][0]
    assert [first for first, _ in windows[:-1]] == [until for _, until in windows[1:]]


def test_a_page_over_many_ranges_is_whole() -> None:
    """With a fence post at every third claim the pages of a filter are those of one look at all claims."""
    with DuckdbLedger(None) as ledger:
        claims = [a_claim(topics=("even",) if number % 2 else ()) for number in range(50)]
        ledger.commit(adding(*claims))
        ledger._windows = Windows(lambda: [claim.id for claim in reversed(claims[::3])])

        wanted = [claim for claim in reversed(claims) if claim.topics]
        assert wanted == list(every_claim(ledger, ClaimFilter(topic="even")))
        assert wanted[10:17] == list(ledger.claims(ClaimFilter(topic="even"), limit=7, before=wanted[9].id))


def test_a_claim_that_changed_is_read_anew() -> None:
    """A page shows a claim as it stands, though it was read before it changed; a snapshot shows it as it was."""
    with DuckdbLedger(None) as ledger:
        claim: Claim = a_claim()
        ledger.commit(adding(claim))
        assert (claim,) == ledger.claims()
        with ledger.snapshot():
            assert (claim,) == ledger.claims()
            ledger.commit(moving(claim, flagged(claim)))
            assert (claim,) == ledger.claims()

        assert (flagged(claim),) == ledger.claims()
        assert (flagged(claim),) == ledger.due()

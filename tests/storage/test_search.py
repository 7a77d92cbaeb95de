"""Claims are found by their words, the best first, as soon as they are committed."""

import threading
import time
from pathlib import Path

import msgspec
import pytest

from storage import duckdb_search
from storage.duckdb_ledger import DuckdbLedger
from storage.errors import NotReady
from storage.ledger import Change, Ledger
from storage.open import open_ledger
from storage.search import SUFFIX, match_of
from tests.storage.build import STEPS, a_claim, a_redaction, adding, flagged, moving


def ids(ledger: Ledger, words: str) -> list[str]:
    return [hit.claim_id for hit in ledger.search(words)]


def test_claims_are_found_by_words_and_speakers(ledger: Ledger) -> None:
    """All words must occur, in the text or the speaker's name; stems, accents, case and prefixes are allowed for."""
    bridge = a_claim(text="The bridges will reopen in Malmö", speaker="Ann Field")
    ferry = a_claim(text="The ferry will sail by the bridge", speaker="Åsa Dahl")
    ledger.commit(adding(bridge, ferry))

    assert {bridge.id, ferry.id} == set(ids(ledger, "bridge"))
    assert [bridge.id] == ids(ledger, "BRIDGE reopening")
    assert [bridge.id] == ids(ledger, "malmo")
    assert [ferry.id] == ids(ledger, "asa dahl ferries")
    assert [ferry.id] == ids(ledger, "sail*")
    assert [] == ids(ledger, "bridge tunnel")


def test_the_best_come_first(ledger: Ledger) -> None:
    """A shorter claim with the word more often scores higher, and a limit keeps the best."""
    long = a_claim(text="The harbour and the ice road and the old lock and the mill will open one day", speaker=None)
    short = a_claim(text="The harbour will be a harbour", speaker=None)
    others = [a_claim(text=f"The mill will turn {number}", speaker=None) for number in range(20)]
    ledger.commit(adding(long, short, *others))

    found = ledger.search("harbour")

    assert [short.id, long.id] == [hit.claim_id for hit in found]
    assert found[0].score > found[1].score > 0
    assert [short.id] == [hit.claim_id for hit in ledger.search("harbour", limit=1)]


def test_the_index_follows_the_log(ledger: Ledger) -> None:
    """What is committed is found by the next search; what was redacted is not; a moved claim is found once."""
    claim = a_claim(text="The harbour will open")
    ledger.commit(adding(claim))
    before = ids(ledger, "harbour")
    later = a_claim(text="The harbour will close")
    ledger.commit(adding(later))
    ledger.commit(moving(claim, flagged(claim)))
    both = ids(ledger, "harbour")
    redaction, stands = a_redaction(claim.id), ledger.claim(claim.id)
    step = STEPS.redacted(stands, msgspec.structs.replace(stands, text="[redacted]"), redaction.id)
    ledger.commit(Change(steps=(STEPS.added(redaction, "redaction.added"), step)))
    ledger.purge_search()

    assert [claim.id] == before
    assert {claim.id, later.id} == set(both)
    assert 2 == len(both)
    assert [later.id] == ids(ledger, "harbour")


@pytest.mark.parametrize("words", ["", "  ", "()*^\"'", "-", "NEAR(", "a" * 5000, "text:harbour OR", "\x00", "𝔘 🙂"])
def test_any_words_are_taken(ledger: Ledger, words: str) -> None:
    """Operators and signs of the index's own language mean nothing."""
    ledger.commit(adding(a_claim()))

    assert [] == ids(ledger, words)


def test_words_are_quoted() -> None:
    """Each word is quoted, so that none is an operator; a star is kept outside."""
    assert '"harbour" "NEAR" "mill"*' == match_of("harbour NEAR mill*")
    assert '"minister" "resign"' == match_of("the minister will resign")
    assert '"it" "will"' == match_of("it will")
    assert 20 == len(match_of("word " * 50).split())


def test_the_index_can_be_lost(tmp_path: Path) -> None:
    """An index that is gone, damaged, or of a ledger that was replaced is made anew."""
    path = tmp_path / "ledger.duckdb"
    index = path.with_name(path.name + SUFFIX)
    claim = a_claim()
    with open_ledger(path) as ledger:
        ledger.commit(adding(claim))
        assert [claim.id] == ids(ledger, "harbour")
    for damage in (b"", b"no index at all" * 100, index.read_bytes()[:5000]):
        index.write_bytes(damage)
        with open_ledger(path) as ledger:
            assert [claim.id] == ids(ledger, "harbour")
    with open_ledger(path) as ledger:
        ledger.commit(adding(a_claim()))
        assert 2 == len(ids(ledger, "harbour"))
    path.unlink()
    with open_ledger(path) as ledger:
        other = a_claim()
        ledger.commit(adding(other))
        assert [other.id] == ids(ledger, "harbour")


def test_no_redacted_word_is_left_in_the_index(tmp_path: Path) -> None:
    """After a purge no byte of the index's files tells of the word."""
    path = tmp_path / "ledger.duckdb"
    with open_ledger(path) as ledger:
        claim = a_claim(text="Zanzibarian quokkas will win")
        ledger.commit(adding(claim, a_claim()))
        assert [claim.id] == ids(ledger, "zanzibarian")
        redaction = a_redaction(claim.id)
        step = STEPS.redacted(claim, msgspec.structs.replace(claim, text="[redacted]"), redaction.id)
        ledger.commit(Change(steps=(STEPS.added(redaction, "redaction.added"), step)))
        ledger.purge_search()

        files = b"".join(file.read_bytes() for file in tmp_path.iterdir() if SUFFIX in file.name).lower()

    assert b"harbour" in files
    assert b"zanzibar" not in files
    assert b"quokka" not in files


def test_a_search_does_not_wait_for_the_index(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """While the index is made for the first time a search is refused; while it is brought up to the log, it is used."""
    monkeypatch.setattr(duckdb_search, "WAIT_S", 0.01)
    ledger.commit(adding(a_claim()))
    assert isinstance(ledger, DuckdbLedger)
    with ledger._search._lock, pytest.raises(NotReady, match="being made"):
        ledger.search("harbour")
    first = ids(ledger, "harbour")
    ledger.commit(adding(a_claim()))
    with ledger._search._lock:
        assert first == ids(ledger, "harbour")
    assert 2 == len(ids(ledger, "harbour"))


def test_the_index_is_kept_current_by_itself(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once asked to, the ledger follows its log without a search, and stops when it is closed."""
    monkeypatch.setattr(duckdb_search, "FOLLOW_EVERY_S", 0.01)
    ledger.commit(adding(a_claim()))
    assert isinstance(ledger, DuckdbLedger)
    ledger.follow_search()
    index = ledger._search.refresh()
    ledger.commit(adding(a_claim()))
    end = time.monotonic() + 10
    while index.position < 2 and time.monotonic() < end:
        time.sleep(0.01)

    assert 2 == index.position
    ledger.close()
    assert not [thread for thread in threading.enumerate() if thread.name == "ledger-search"]

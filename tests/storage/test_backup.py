"""Copies of a live ledger."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from storage.errors import StorageError
from storage.ledger import ClaimFilter, Ledger, every_claim
from storage.open import open_ledger
from tests.storage.build import a_claim, adding, flagged, moving, one_of_each


def test_a_copy_holds_everything_and_verifies(ledger: Ledger, tmp_path: Path) -> None:
    """A copy opens as a ledger, verifies, has the same head and rows, and goes on by itself."""
    claim = a_claim()
    ledger.commit(adding(*one_of_each(), claim))
    copy = tmp_path / "copy of it.duckdb"

    made = ledger.backup(copy)
    ledger.commit(moving(claim, flagged(claim)))

    assert (1, 2, 1, 1, len(one_of_each()) + 1, 1) == (
        made.articles,
        made.claims,
        made.resolutions,
        made.reports,
        made.events,
        made.links,
    )
    with open_ledger(copy) as restored:
        assert restored.verify().difference is None
        assert restored.claim(claim.id) == claim
        head = restored.head()
        assert head is not None
        assert made.root == head.root
        restored.commit(moving(claim, flagged(claim)))
        assert restored.verify().difference is None
    assert [copy.name] == [file.name for file in tmp_path.iterdir() if "copy" in file.name]


def test_a_copy_of_a_ledger_that_is_written_to(ledger: Ledger, tmp_path: Path) -> None:
    """A copy made while four threads write holds one state of the ledger, and no writer waits half a second for it."""
    ledger.commit(adding(*(a_claim() for _ in range(2000))))
    done = threading.Event()
    waits: list[float] = []

    def write(_: int) -> None:
        while not done.is_set():
            started = time.monotonic()
            ledger.commit(adding(a_claim()))
            waits.append(time.monotonic() - started)

    with ThreadPoolExecutor(4) as pool:
        writing = [pool.submit(write, place) for place in range(4)]
        copies = [tmp_path / f"copy-{number}.duckdb" for number in range(3)]
        made = [ledger.backup(copy) for copy in copies]
        done.set()
        for each in writing:
            each.result()

    for copy, counted in zip(copies, made, strict=True):
        with open_ledger(copy) as restored:
            assert restored.verify().difference is None
            assert counted.claims == len(list(every_claim(restored, ClaimFilter())))
    assert waits
    assert max(waits) < 0.5


def test_a_taken_path_is_not_overwritten(ledger: Ledger, tmp_path: Path) -> None:
    """A file that is there is left as it is."""
    taken = tmp_path / "taken"
    taken.write_text("mine")

    with pytest.raises(StorageError, match="not overwritten"):
        ledger.backup(taken)

    assert "mine" == taken.read_text()


def test_a_path_that_cannot_be_written_is_named(ledger: Ledger, tmp_path: Path) -> None:
    """A backup into a directory that does not exist says so, and the ledger goes on."""
    with pytest.raises(StorageError, match="no backup was made"):
        ledger.backup(tmp_path / "missing" / "copy.duckdb")

    ledger.commit(adding(a_claim()))
    assert ledger.verify().difference is None

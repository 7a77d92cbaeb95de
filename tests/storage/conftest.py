"""The engines that the contract of the ledger is held against."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from storage.ledger import Ledger
from storage.open import open_ledger

LedgerFactory = Callable[[], Ledger]


def _in_memory(_: Path) -> Ledger:
    return open_ledger(None)


def _in_a_file(folder: Path) -> Ledger:
    return open_ledger(folder / "ledger.duckdb")


ENGINES = {"duckdb-memory": _in_memory, "duckdb-file": _in_a_file}
"""A second engine is held to the contract by a line here."""


@pytest.fixture(params=ENGINES)
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ledger]:
    """An empty ledger of each engine, closed after the test."""
    with ENGINES[request.param](tmp_path) as opened:
        yield opened

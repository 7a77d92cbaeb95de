"""A ledger in memory for every test of the jobs."""

from collections.abc import Iterator

import pytest

from storage.ledger import Ledger
from storage.open import open_ledger


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    """An empty ledger in memory, which verifies after the test."""
    with open_ledger(None) as opened:
        yield opened
        assert opened.verify().difference is None

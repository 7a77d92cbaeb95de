"""What holds for every test."""

import gc
from collections.abc import Iterator

import pytest


def pytest_unconfigure(config: pytest.Config) -> None:
    """Take away the collector's callback that Hypothesis leaves behind when the session ends.

    The interpreter lets go of callbacks only after its last collection, so whatever this one reaches is never freed:
    DuckDB's module among it, which then says at exit that it leaked. No connection is open by then.
    """
    gc.callbacks.clear()


@pytest.fixture
def no_collector() -> Iterator[None]:
    """Leaves the garbage collector out: collecting thousands of tests' objects is no cost of what is timed."""
    gc.disable()
    yield
    gc.enable()

"""A bar on standard error for commands that take long. Imports rich: load it late."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich import progress as bars
from rich.console import Console


class Progress:
    """How far a command has come; it shows nothing by itself."""

    def to(self, done: int, total: int) -> None:
        """Move on to `done` of `total`."""


class _Bar(Progress):
    def __init__(self, bar: bars.Progress, what: str) -> None:
        self._bar = bar
        self._task = bar.add_task(what, total=None)

    def to(self, done: int, total: int) -> None:
        self._bar.update(self._task, completed=done, total=total)


@contextmanager
def show_progress(what: str) -> Iterator[Progress]:
    """A bar for as long as this is entered, where standard error is a terminal; else something that shows nothing."""
    if not sys.stderr.isatty():
        yield Progress()
        return
    columns = (
        bars.TextColumn("{task.description}"),
        bars.BarColumn(),
        bars.MofNCompleteColumn(),
        bars.TimeRemainingColumn(),
    )
    with bars.Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        yield _Bar(bar, what)

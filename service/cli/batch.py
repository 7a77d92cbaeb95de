"""Many lines over several processes, answered in their order, with a bounded number under way."""

import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from typing import Final, NamedTuple

CHUNK_LINES: Final = 16
"""Lines handed to a process at a time: enough that handing over costs little beside reading an article."""

CHUNKS_AHEAD: Final = 4
"""Chunks under way for each process: enough that none waits, few enough that a long input is not held in memory."""


class Answered(NamedTuple):
    """The line to write for an input line; `failed` when that was an error of bythen's own."""

    line: bytes
    failed: bool = False


Answer = Callable[[bytes], Answered]


def answer_lines(lines: Iterable[bytes], answer: Answer, jobs: int) -> Iterator[Answered]:
    """The answers to the lines in their order. With one job nothing is read ahead: a line in, a line out."""
    if jobs == 1:
        yield from map(answer, lines)
        return
    source = iter(lines)
    chunks = iter(lambda: list(islice(source, CHUNK_LINES)), [])
    under_way: deque[Future[list[Answered]]] = deque()
    with ProcessPoolExecutor(jobs) as pool:
        for chunk in chunks:
            under_way.append(pool.submit(_answer_chunk, chunk, answer))
            if len(under_way) >= jobs * CHUNKS_AHEAD:
                yield from under_way.popleft().result()
        while under_way:
            yield from under_way.popleft().result()


def write_lines(answers: Iterable[Answered]) -> bool:
    """Writes each answer on a line of standard output as it comes; returns whether any failed.

    A count runs on standard error where that is a terminal and the output goes elsewhere.
    """
    failed = False
    show = sys.stderr.isatty() and not sys.stdout.isatty()
    for answered in _counted(answers) if show else answers:
        sys.stdout.buffer.write(answered.line + b"\n")
        sys.stdout.buffer.flush()
        failed = failed or answered.failed
    return failed


def _answer_chunk(chunk: list[bytes], answer: Answer) -> list[Answered]:
    return [answer(line) for line in chunk]


def _counted(answers: Iterable[Answered]) -> Iterator[Answered]:
    from rich.console import Console  # noqa: PLC0415 - rich is heavy, and few runs show a bar
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415 - likewise

    columns = (SpinnerColumn(), TextColumn("{task.completed:,} read, {task.fields[rate]}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("read", total=None, rate="")
        for answered in answers:
            progress.advance(task)
            speed = progress.tasks[0].speed
            progress.update(task, rate=f"{speed:.0f} a second" if speed else "starting")
            yield answered

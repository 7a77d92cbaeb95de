"""Which claims of two readings of one text are the same claim."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeVar

from claims.model import ClaimReading

Old = TypeVar("Old", bound=ClaimReading)
New = TypeVar("New", bound=ClaimReading)


class Overlap(NamedTuple):
    """How much two spans share: characters, and their part of the union. Greater is more alike."""

    shared: int
    part: float


def overlap(one: ClaimReading, other: ClaimReading) -> Overlap | None:
    """What the spans share; null where that is less than half of the shorter one, as in the scorer of claims."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    shorter = min(one.end - one.start, other.end - other.start)
    if shorter <= 0 or shared * 2 < shorter:
        return None
    return Overlap(shared, shared / (max(one.end, other.end) - min(one.start, other.start)))


def pair(old: Sequence[Old], new: Sequence[New]) -> dict[int, int]:
    """The places in `old` of claims that are also in `new`, and where: one to one, the largest overlap first.

    Of equal overlaps the one that comes first in the text is taken, so that the same input gives the same pairs.
    """
    options = sorted((-alike.shared, -alike.part, i, j) for i, j, alike in overlaps(old, new))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, i, j in options:
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def overlaps(old: Sequence[Old], new: Sequence[New]) -> Iterator[tuple[int, int, Overlap]]:
    """The places in `old` and `new` of spans that overlap, in one pass over both, and by how much."""
    later = sorted(range(len(new)), key=lambda j: new[j].start)
    reached = 0
    open_spans: list[int] = []
    for i in sorted(range(len(old)), key=lambda i: old[i].start):
        open_spans = [j for j in open_spans if new[j].end > old[i].start]
        while reached < len(later) and new[later[reached]].start < old[i].end:
            open_spans.append(later[reached])
            reached += 1
        for j in open_spans:
            if alike := overlap(old[i], new[j]):
                yield i, j, alike

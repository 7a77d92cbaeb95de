"""Identifiers."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

from jobs.ids import _Source, new_id


def test_an_id_is_a_uuid_of_version_7() -> None:
    """The version and variant bits are those of RFC 9562."""
    made = uuid.UUID(new_id())

    assert 7 == made.version
    assert uuid.RFC_4122 == made.variant


def test_ids_grow_within_a_millisecond() -> None:
    """Ids of one millisecond sort in the order in which they were made, and carry its time."""
    source = _Source()
    made = [source.next(1_763_805_600_000) for _ in range(10_000)]

    assert all(one < other for one, other in pairwise(made))
    assert {1_763_805_600_000} == {one.int >> 80 for one in made}


def test_ids_grow_when_the_clock_is_set_back() -> None:
    """A clock that is set back does not make an id smaller than the one before."""
    source = _Source()
    made = [source.next(now) for now in (1000, 2000, 1500, 900, 2001)]

    assert sorted(made) == made


def test_the_counter_running_over_takes_the_next_millisecond() -> None:
    """An exhausted counter borrows the next millisecond instead of repeating an id."""
    source = _Source()
    source.next(1000)
    source._counter = (1 << 74) - 1

    after = source.next(1000)

    assert 1001 == after.int >> 80


def test_text_order_is_time_order_across_threads() -> None:
    """Ids made by eight threads at once are all different."""
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: new_id(), range(4000)))

    assert 4000 == len(set(made))

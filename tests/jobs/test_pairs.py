"""Which claims of two readings are the same."""

from hypothesis import given
from hypothesis import strategies as st

from claims.model import ClaimReading
from jobs.pairs import overlap, overlaps, pair


def span(start: int, end: int) -> ClaimReading:
    """A claim at that place."""
    return ClaimReading(start=start, end=end, text="x" * (end - start), made_at="2025-11-22")


spans = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 20)).map(lambda each: span(each[0], sum(each))), max_size=12
)


def test_half_of_the_shorter_one() -> None:
    """Spans are of one claim from half of the shorter one on."""
    assert overlap(span(0, 10), span(5, 30))
    assert not overlap(span(0, 10), span(6, 30))
    assert not overlap(span(0, 10), span(10, 20))
    assert not overlap(span(3, 3), span(0, 10))


def test_the_largest_overlap_first() -> None:
    """The claim that shares most is taken, and each claim once."""
    assert {0: 1} == pair([span(0, 20)], [span(0, 9), span(8, 20)])
    assert {0: 0, 1: 1} == pair([span(0, 20), span(30, 40)], [span(0, 20), span(20, 45)])
    assert {1: 0} == pair([span(0, 10), span(0, 12)], [span(0, 12)])
    assert {} == pair([], [span(0, 12)])


@given(spans, spans)
def test_all_overlaps_are_found(old: list[ClaimReading], new: list[ClaimReading]) -> None:
    """One pass over both lists finds what a look at every two would find, in whatever order they stand."""
    expected = {
        (i, j, alike) for i, a in enumerate(old) for j, b in enumerate(new) if (alike := overlap(a, b)) is not None
    }
    found = list(overlaps(old, new))

    assert expected == set(found)
    assert len(expected) == len(found)


@given(spans, spans)
def test_pairs_are_one_to_one_and_the_best(old: list[ClaimReading], new: list[ClaimReading]) -> None:
    """No claim is in two pairs, and no two that are left could have been a pair."""
    pairs = pair(old, new)

    assert len(pairs) == len(set(pairs.values()))
    for i, j, _ in overlaps(old, new):
        assert i in pairs or j in pairs.values()


@given(spans)
def test_a_reading_is_paired_with_itself(old: list[ClaimReading]) -> None:
    """The same claims again are all found again, at spans that are the same."""
    real = [each for each in old if each.end > each.start]
    pairs = pair(real, real)

    assert len(real) == len(pairs)
    assert all((real[i].start, real[i].end) == (real[j].start, real[j].end) for i, j in pairs.items())

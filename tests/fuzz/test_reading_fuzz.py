"""A short run of `make fuzz`, and the worst texts that long runs have found."""

import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from tests.pace import undisturbed_seconds

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 20.0
LEAD = "The council said that it will meet on Friday and the mayor is in the town.\n"
LENGTH = 100_000

pytestmark = pytest.mark.skipif(not (ROOT / "bench").is_dir(), reason="bench/ is not in the wheel")


@pytest.fixture(scope="module")
def fuzz() -> ModuleType:
    """The fuzzing module, which lies beside the package and not in it."""
    sys.path.insert(0, str(ROOT))
    try:
        from bench import fuzz_reading  # noqa: PLC0415 - bench is no part of the wheel that the tests also run against
    finally:
        sys.path.remove(str(ROOT))
    return fuzz_reading


def test_hostile_texts_are_read_or_refused_in_time(fuzz: ModuleType) -> None:
    """Twenty seconds of seeded hostile texts: offsets hold, nothing but ReadingError is raised, none takes a second."""
    verdicts = list(fuzz.run(SECONDS))

    assert [] == [fuzz.describe(verdict) for verdict in verdicts if verdict.fault]
    assert len(verdicts) > 10


@pytest.mark.usefixtures("no_collector")
@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda: "a\n" * LENGTH, id="fifty thousand lines none of which is the body"),
        pytest.param(lambda: "D.R", id="a name with a stop inside"),
        pytest.param(lambda: "By Ada Marlin\n" * LENGTH, id="bylines only"),
        pytest.param(lambda: LEAD + "‘It's in 2030 in " * LENGTH, id="a quotation opened again and again"),
        pytest.param(lambda: LEAD + "\n”she said, " * LENGTH, id="lines that open with a closing mark"),
        pytest.param(lambda: LEAD + "}Q3 …Q3 " * LENGTH, id="quarters without end"),
        pytest.param(
            lambda: LEAD + " ".join(f"{chr(0xE000 + code)} 2030 from {chr(0xE000 + code)}" for code in range(6_400)),
            id="every private-use character beside a year",
        ),
        pytest.param(lambda: LEAD + "A. . B. . Ada . Marlin .Corp " * LENGTH, id="names with stops in them"),
        pytest.param(
            lambda: (
                LEAD + " ".join(f"Ada M{'abcdefghij'[n % 10] * (n // 10 % 9 + 1)}lin{n} fell." for n in range(9_000))
            ),
            id="thousands of people with one first name",
        ),
    ],
)
def test_the_worst_texts_found_are_read_in_time(fuzz: ModuleType, make: Callable[[], str]) -> None:
    """A text that once was slow, or brought the reading down, is read or refused within a second."""
    document = fuzz.Document(text=make()[:LENGTH], published_at="2024-05-05")
    verdicts = []

    def read_or_refuse() -> None:
        verdicts.append(fuzz.try_case(fuzz.Case(seed=0, maker="kept", document=document)))

    assert undisturbed_seconds(read_or_refuse, fuzz.SECONDS_MAX) < fuzz.SECONDS_MAX
    assert [] == [fuzz.describe(verdict) for verdict in verdicts if verdict.fault]

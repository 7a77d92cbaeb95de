"""Throw hostile text at the reading: seeded, bounded, and each failure with the seed that brings it back.

`make fuzz` runs for five minutes; `python -m bench.fuzz_reading --seed 1234567 --once` repeats one case. What must hold
for every text: `text[start:end] == claim.text` for claims, timeline entries and trace lines; claims sorted by start;
no exception but ReadingError; and no text of 100,000 characters takes over a second of CPU time.
"""

import argparse
import random
import sys
import traceback
from collections.abc import Callable, Iterator
from time import monotonic, process_time
from typing import Final

import msgspec

from bench.machine import CORPUS, middle, read_articles, say
from bench.prose import Prose
from claims.model import Document
from claims.reading.model import Reading, ReadingError
from claims.reading.read import read_document
from tests.pace import undisturbed_seconds

LENGTH_MAX: Final = 100_000
SECONDS_MAX: Final = 1.0
SMALL: Final = 2_000
"""Characters of a case that looks for wrong answers; the long ones look for slow rules."""
_FIRST_SEED: Final = 1_000_000
_PUBLISHED: Final = ("2024-02-29", "1999-12-31", "2025-11-22T23:59:59+14:00", "1900-01-01", "2099-12-31")
_COUNTRIES: Final = (None, "US", "GB", "IN", "NG", "DE")

_CHARACTERS: Final = (
    "\"'“”‘’«»„`´…–—-.,;:!?()[]{}<>/\\|&%$€£#@*_+=~^0123456789 \t\n\r\x0b\x0c\x00\u00a0\u200b\u200d\u2028\u2029\ufeff"
    "aZıİßſŉΣς日本語العربيةहिन्दी한국어\u0301\u0308\U0001f600\U0001f469\u200d\U0001f680\ud800٣五½²"
)
_PIECES: Final = (
    *"\"'“”‘’«».,;:!?()[]{}-–—…&/%$",
    "\n",
    "\n\n",
    " \n ",
    "``",
    "''",
    "--",
    "...",
    ". ",
    ", ",
    "he said",
    "she said, ",
    "“We will ",
    "‘It's ",
    "' s ",
    "n't",
    "o'",
    "Mr. ",
    "U.S. ",
    "e.g. ",
    "will ",
    "would not ",
    "may be ",
    "expects that ",
    "said that ",
    "according to ",
    "by ",
    "by Friday ",
    "before ",
    "within ",
    "within 3 days ",
    "one or two ",
    "between 3 and ",
    "from May to ",
    "until at least ",
    "no later than ",
    "the end of ",
    "the first half of ",
    "next ",
    "next year ",
    "in ",
    "in 2030 ",
    "on 31 February ",
    "on 5/6/2025 ",
    "2025-",
    "99999999999999999999 ",
    "1.",
    "1,",
    "1:",
    "10 p.m. ",
    "Monday ",
    "Monday and ",
    "May ",
    "March ",
    "second ",
    "Q3 ",
    "week 53 ",
    "Easter ",
    "the ",
    "of the ",
    "and ",
    "or ",
    "if ",
    "to ",
    "not ",
    "who ",
    "A",
    "A. ",
    "A.B.C.",
    "Ada Marlin ",
    "Ada-Marlin-",
    "Bank of ",
    "President ",
    "chief of the ",
    "I ",
    "they ",
    "it ",
    "a" * 61,
    "A" * 200,
    "9" * 40,
    "é",
    "\u0301",
    "(Agency) - ",
    "LONDON, March 8 (Agency) - ",
    "By Ada Marlin\n",
)
_CORPUS: Final = tuple(document.text for document in read_articles(CORPUS))

Maker = Callable[[random.Random, int], str]
"""A text of about so many characters."""


def repeated(chance: random.Random, length: int) -> str:
    """One to four pieces over and over: what a rule with a loop inside a loop cannot bear."""
    unit = "".join(chance.choice(_PIECES) for _ in range(chance.randint(1, 4)))
    return _lead(chance) + unit * (length // len(unit))


def nested(chance: random.Random, length: int) -> str:
    """Openings without end, then closings without end."""
    opening, closing = chance.choice(
        [("(", ")"), ("“", "”"), ("‘", "’"), ("[", "]"), ('"', '"'), ("«", "»"), ("'", "'")]
    )
    word = chance.choice(["", " ", "will ", "x", "he said "])
    half = max(1, length // (2 * (len(word) + 1)))
    return _lead(chance) + (opening + word) * half + (word + closing) * half


def shuffled(chance: random.Random, length: int) -> str:
    """Pieces in random order, with or without spaces."""
    between = chance.choice(["", " ", "\n", ", "])
    some = chance.sample(_PIECES, chance.randint(3, len(_PIECES)))
    made: list[str] = []
    total = 0
    while total < length:
        made.append(chance.choice(some))
        total += len(made[-1]) + len(between)
    return between.join(made)


def scrambled(chance: random.Random, length: int) -> str:
    """Characters of all scripts and kinds at random, lone surrogates among them."""
    if chance.random() < 0.5:
        return "".join(chance.choices(_CHARACTERS, k=length))
    return "".join(chr(chance.choice((chance.randint(0, 255), chance.randint(0, 0x10FFFF)))) for _ in range(length))


def mutated(chance: random.Random, length: int) -> str:
    """Sentences of the corpus and of the prose, cut, doubled, swapped and sprinkled with marks."""
    source = (
        chance.choice(_CORPUS) if chance.random() < 0.6 else Prose(chance.randint(0, 10**9)).article(min(length, 4_000))
    )
    text = source * (length // len(source) + 1)
    begin = chance.randint(0, max(0, len(text) - length))
    characters = list(text[begin : begin + length])
    for _ in range(chance.randint(1, max(2, length // chance.choice((10, 50, 400))))):
        at = chance.randrange(len(characters))
        change = chance.random()
        if change < 0.4:
            characters[at] = chance.choice(_CHARACTERS)
        elif change < 0.7:
            characters[at] = chance.choice(_PIECES)
        else:
            other = chance.randrange(len(characters))
            characters[at], characters[other] = characters[other], characters[at]
    return "".join(characters)


def unbroken(chance: random.Random, length: int) -> str:
    """One paragraph, one sentence: prose without stops or blank lines, in lower, upper or title case."""
    text = Prose(chance.randint(0, 10**9)).article(length).replace("\n\n", " ")
    for mark in chance.choice([".", ".?!", ".?!,", "“”‘’", " "]):
        text = text.replace(mark, "")
    forms = (text, text.upper(), text.title(), text.lower(), text.swapcase())
    return chance.choice(forms)[:length]


def lined(chance: random.Random, length: int) -> str:
    """Thousands of very short lines, none of which need be taken for the body."""
    line = chance.choice(
        ("a", "By Ada Marlin", "3", "May 3, 2025", "LYSSA, May 3 -", "A", "x.", "“", "will", "in 2030")
    )
    end = chance.choice(("\n", "\r\n", "\n\n", " \n", "\u2028"))
    return (line + end) * (length // len(line + end))


def _lead(chance: random.Random) -> str:
    """Often a little English first, so that the text is not refused as another language's."""
    return (
        "The council said that it will meet on Friday and the mayor is in the town. " if chance.random() < 0.7 else ""
    )


MAKERS: Final[tuple[Maker, ...]] = (repeated, nested, shuffled, scrambled, mutated, unbroken, lined)


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """One hostile text, made anew from its seed."""

    seed: int
    maker: str
    document: Document


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a case: `fault` is None where all held; `seconds` of CPU time; `claims` is -1 where refused."""

    case: Case
    seconds: float
    fault: str | None
    claims: int


def make_case(seed: int) -> Case:
    """The case of a seed, the same on every machine: every third seed is long."""
    chance = random.Random(seed)
    maker = chance.choice(MAKERS)
    length = LENGTH_MAX if seed % 3 == 0 else chance.randint(1, SMALL)
    text = maker(chance, length)[:LENGTH_MAX]
    document = Document(
        text=text,
        published_at=chance.choice(_PUBLISHED),
        title=chance.choice((None, None, text[:80], "Bridge to open by June")),
        country=chance.choice(_COUNTRIES),
    )
    return Case(seed=seed, maker=maker.__name__, document=document)


def find_fault(text: str, reading: Reading) -> str | None:
    """What is wrong with a reading, or None."""
    for claim in reading.claims:
        if text[claim.start : claim.end] != claim.text or not claim.text:
            return f"claim {claim.start}-{claim.end} is not the text there: {claim.text[:80]!r}"
    for entry in reading.entries:
        if text[entry.start : entry.end] != entry.text or not entry.text:
            return f"entry {entry.start}-{entry.end} is not the text there: {entry.text[:80]!r}"
    for line in reading.trace:
        if not 0 <= line.start <= line.end <= len(text):
            return f"trace line {line.rule} {line.start}-{line.end} lies outside the text"
    starts = [claim.start for claim in reading.claims]
    return None if starts == sorted(starts) else "the claims are not sorted by start"


def try_case(case: Case) -> Verdict:
    """Read the case's text once and look at what comes out."""
    claims, fault = -1, None
    begun = process_time()
    try:
        reading = read_document(case.document)
    except ReadingError:
        seconds = process_time() - begun
    except Exception:  # Any other exception is what this looks for.
        seconds = process_time() - begun
        fault = traceback.format_exc(limit=-3).strip()
    else:
        seconds = process_time() - begun
        claims, fault = len(reading.claims), find_fault(case.document.text, reading)
    return Verdict(case=case, seconds=seconds, fault=fault, claims=claims)


def judge(seed: int) -> Verdict:
    """The verdict of a seed; its seconds are as they would be on a machine that nothing disturbs."""
    case, verdicts = make_case(seed), list[Verdict]()
    seconds = undisturbed_seconds(lambda: verdicts.append(try_case(case)), SECONDS_MAX)
    slow = f"{seconds:.2f} s for {len(case.document.text):,} characters" if seconds >= SECONDS_MAX else None
    fault = next((verdict.fault for verdict in verdicts if verdict.fault), slow)
    return msgspec.structs.replace(verdicts[-1], seconds=seconds, fault=fault)


def run(seconds: float, first: int = _FIRST_SEED) -> Iterator[Verdict]:
    """Verdicts of one seed after another until the time is up; at least one."""
    end = monotonic() + seconds
    seed = first
    while True:
        yield judge(seed)
        seed += 1
        if monotonic() > end:
            return


def describe(verdict: Verdict) -> str:
    """A case in one or more lines: seed, maker, time, the text's beginning, and what went wrong."""
    text = verdict.case.document.text
    head = (
        f"seed {verdict.case.seed} {verdict.case.maker}: {verdict.seconds:.3f} s, {len(text):,} characters, "
        f"{verdict.claims} claims, {text[:100]!a}"
    )
    return f"{head}\n    {verdict.fault}" if verdict.fault else head


def group_faults(faults: list[Verdict]) -> list[list[Verdict]]:
    """Failures that end in the same place together; every slow text stands alone."""
    groups: dict[str, list[Verdict]] = {}
    for verdict in faults:
        frames = [line for line in (verdict.fault or "").splitlines() if line.lstrip().startswith("File ")]
        key = frames[-1] if frames else f"{verdict.case.maker} {verdict.case.seed}"
        groups.setdefault(key, []).append(verdict)
    return sorted(groups.values(), key=len, reverse=True)


def main() -> int:
    """Run, print the slowest and all that failed, and return 1 where anything did."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=300, help="how long to go on (default 300)")
    parser.add_argument("--seed", type=int, default=_FIRST_SEED, help="the first seed")
    parser.add_argument("--once", action="store_true", help="only this seed")
    arguments = parser.parse_args()
    verdicts = [judge(arguments.seed)] if arguments.once else list(run(arguments.seconds, arguments.seed))
    faults = [verdict for verdict in verdicts if verdict.fault]
    long = [verdict for verdict in verdicts if len(verdict.case.document.text) >= LENGTH_MAX * 0.9]
    say(f"{len(verdicts):,} texts, {len(long):,} of them of 100,000 characters; seeds from {arguments.seed}")
    if long:
        say(f"long texts: median {middle([verdict.seconds for verdict in long]):.3f} s; the slowest:")
    for verdict in sorted(long or verdicts, key=lambda verdict: -verdict.seconds)[:8]:
        say("  " + describe(verdict).split("\n", maxsplit=1)[0])
    for alike in group_faults(faults):
        shortest = min(alike, key=lambda verdict: len(verdict.case.document.text))
        say(f"FAILED, {len(alike)} alike; the shortest: {describe(shortest)}")
    say(f"{len(faults)} failed" if faults else "nothing failed")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())

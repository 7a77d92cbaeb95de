"""How fast the whole reading is, how its cost grows with the text, and how others do on the same text.

Run `make bench-reading` (or `python -m bench.reading_speed --help`). Every figure is CPU time on one core. Rounds go
in turn, first ours and then each peer on the same fresh text, and the medians are given, so that a slow minute of a
shared machine falls on all of them.
"""

import argparse
import random
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Final

from bench.machine import (
    CORPUS,
    count_characters,
    count_words,
    cpu_seconds,
    describe_machine,
    middle,
    pin_to_one_core,
    read_articles,
    say,
    write_result,
)
from bench.peers import PACKAGES, SPACY_SMALL, Peer, time_peers, whole_text_peers
from bench.prose import Prose
from claims.model import Document
from claims.reading import read as reading
from claims.reading.read import RULESET, TEXT_LENGTH_MAX, read_document

WORDS_PER_SECOND_MIN: Final = 100_000
SPACY_RATIO_MIN: Final = 20
LENGTHS: Final = (1_000, 10_000, 100_000, 1_000_000, 10_000_000)
ARTICLE_LENGTHS: Final = (800, 9_000)
"""Characters of a generated article, from and to: a brief and a long report."""
_FIRST_DAY: Final = date(2024, 1, 1)


def read_all(documents: list[Document]) -> int:
    """The whole reading of every document; the number of claims."""
    return sum(len(read_document(document).claims) for document in documents)


def generated_articles(seed: int, length: int) -> list[Document]:
    """Articles of differing lengths and dates, `length` characters or somewhat more in all."""
    prose, chance = Prose(seed), random.Random(seed)
    found: list[Document] = []
    while length > 0:
        text = prose.article(chance.randint(*ARTICLE_LENGTHS))
        day = _FIRST_DAY + timedelta(days=chance.randint(0, 900))
        found.append(Document(text=text, published_at=day.isoformat(), title=prose.title()))
        length -= len(text)
    return found


def varied_articles(seed: int, own: list[Document]) -> list[Document]:
    """The corpus articles and as much generated prose, shuffled; the prose is another for every seed."""
    mixed = own + generated_articles(seed, count_characters(own))
    random.Random(seed).shuffle(mixed)
    return mixed


def measure_speed(name: str, make: Callable[[int], list[Document]], rounds: int) -> dict[str, object]:
    """Words a second of the whole reading: the median, lowest and highest of the rounds."""
    speeds: list[float] = []
    sizes: list[int] = []
    claims = 0
    for seed in range(rounds):
        documents = make(seed)
        sizes.append(count_words(documents))
        speeds.append(sizes[-1] / cpu_seconds(partial(read_all, documents)))
        claims = claims or read_all(documents)
    say(f"  {name:<34} {middle(speeds):>9,.0f} words/s   (rounds {min(speeds):,.0f} to {max(speeds):,.0f})")
    return {
        "words": sizes[0],
        "claims": claims,
        "words_per_second": round(middle(speeds)),
        "lowest": round(min(speeds)),
        "highest": round(max(speeds)),
    }


def measure_lengths(rounds: int, longest: int) -> list[dict[str, object]]:
    """One text of each length: KB a second, and the cost beside that of a text a tenth as long (10 is linear)."""
    reading.TEXT_LENGTH_MAX = max(LENGTHS) * 2  # type: ignore[misc]  # The public limit is lifted for this run only.
    rows: list[dict[str, object]] = []
    before = 0.0
    for length in (length for length in LENGTHS if length <= longest):
        repeats = max(1, 20_000 // length)
        times = []
        for seed in range(rounds if length <= TEXT_LENGTH_MAX else 1):
            texts = [Prose(seed * 1_000 + number).article(length)[:length] for number in range(repeats)]
            documents = [Document(text=text, published_at="2025-06-02") for text in texts]
            times.append(cpu_seconds(partial(read_all, documents)) / repeats)
        took = middle(times)
        growth = took / before if before else None
        say(f"  {length:>12,} {took:>10.4f} s {length / took / 1_000:>8,.0f} KB/s   x {growth or 0:.1f}")
        rows.append(
            {
                "characters": length,
                "seconds": round(took, 5),
                "kb_per_second": round(length / took / 1_000),
                "times_the_length_before": round(growth, 1) if growth else None,
            }
        )
        before = took
    reading.TEXT_LENGTH_MAX = TEXT_LENGTH_MAX  # type: ignore[misc]
    return rows


def compare(
    peers: list[tuple[str, Peer]], make: Callable[[int], list[Document]], rounds: int
) -> list[dict[str, object]]:
    """Each peer and the whole reading on the same text, in turn; the ratio is the median of the rounds' ratios."""
    spent: dict[str, list[float]] = {name: [] for name, _ in peers}
    own: list[float] = []
    words = characters = 0
    for seed in range(-1, rounds):  # The first round warms everybody up and is not counted.
        documents = make(seed)
        took = cpu_seconds(partial(read_all, documents))
        words, characters = count_words(documents), count_characters(documents)
        for name, peer in peers:
            seconds = cpu_seconds(partial(peer, documents))
            if seed >= 0:
                spent[name].append(seconds)
        if seed >= 0:
            own.append(took)
    rows = [_row("bythen: the whole reading", own, own, words, characters)]
    rows += [_row(name, seconds, own, words, characters) for name, seconds in spent.items()]
    return rows


def _row(name: str, seconds: list[float], own: list[float], words: int, characters: int) -> dict[str, object]:
    took = middle(seconds)
    ratio = middle([theirs / ours for theirs, ours in zip(seconds, own, strict=True)])
    say(f"  {name:<62} {words / took:>10,.0f} words/s {characters / took / 1_000:>9,.1f} KB/s  x {ratio:,.2f}")
    return {
        "name": name,
        "words_per_second": round(words / took),
        "kb_per_second": round(characters / took / 1_000, 1),
        "cpu_time_beside_the_whole_reading": round(ratio, 3),
    }


def parse_arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=9, help="rounds of each measurement (default 9)")
    parser.add_argument("--longest", type=int, default=max(LENGTHS), help="longest single text, characters")
    parser.add_argument("--articles", type=Path, help="a folder of further articles (JSON) to measure on, not stored")
    parser.add_argument("--no-peers", action="store_true", help="leave the others out")
    parser.add_argument("--dry", action="store_true", help="print only; leave bench/results as it is")
    return parser.parse_args()


def main() -> None:
    """Measure, print, and write bench/results/reading-speed.json."""
    arguments = parse_arguments()
    pin_to_one_core()
    own = read_articles(CORPUS)
    result: dict[str, object] = {
        "measured_on": date.today().isoformat(),  # noqa: DTZ011 - the day of the measurement, for the reader
        "ruleset": RULESET,
        "machine": describe_machine(("msgspec", "python-dateutil", *PACKAGES)),
        "rounds": arguments.rounds,
        "generated_text": _describe_prose(),
    }
    say("The whole reading, one core:")
    speed = {
        "varied": measure_speed("varied (corpus + fresh prose)", lambda n: varied_articles(n, own), arguments.rounds),
        "corpus": measure_speed("the corpus alone", lambda _: own, arguments.rounds),
        "prose": measure_speed("fresh prose alone", lambda n: generated_articles(n, 80_000), arguments.rounds),
    }
    if arguments.articles:
        more = read_articles(arguments.articles)
        speed["articles"] = measure_speed("the given articles", lambda _: more, arguments.rounds)
    result["speed"] = speed
    say("\nOne text (beyond 1,000,000 characters with the public limit lifted; in use such a text is refused):")
    result["lengths"] = measure_lengths(min(5, arguments.rounds), arguments.longest)
    if not arguments.no_peers:
        result.update(measure_peers(own, arguments.rounds))
    _judge(result)
    if not arguments.dry:
        say(f"Written: bench/results/{write_result('speed', result).name}")


def measure_peers(own: list[Document], rounds: int) -> dict[str, object]:
    """Both comparisons, on less text and in fewer rounds where the peers are slow."""
    say("\nWhole articles, in the same run (x: CPU time beside ours; above 1 is slower):")
    whole = compare(list(whole_text_peers()), lambda n: varied_articles(n, own), min(5, rounds))
    say("\nFinders of times only, on a smaller part of the same text:")
    times = compare(list(time_peers()), lambda n: varied_articles(n, own)[:8], min(5, rounds))
    return {"whole_articles": whole, "finders_of_times": times}


def _describe_prose() -> dict[str, object]:
    prose = Prose(0)
    text = prose.article(1_000_000)
    return {
        "words": len(text.split()),
        "different_words": len(set(text.split())),
        "sentences": prose.sentences,
        "different_sentences": prose.different,
    }


def _judge(result: dict[str, object]) -> None:
    """Say whether the two targets are met; a missed one is said, not hidden."""
    speed = result["speed"]["varied"]["words_per_second"]  # type: ignore[index]
    say(
        f"\nTarget {WORDS_PER_SECOND_MIN:,} words/s: {'met' if speed >= WORDS_PER_SECOND_MIN else 'MISSED'} ({speed:,})"
    )
    rows = result.get("whole_articles", [])
    ratios = [row["cpu_time_beside_the_whole_reading"] for row in rows if row["name"] == SPACY_SMALL]  # type: ignore[attr-defined]
    if not ratios:
        say("Beside spaCy's small pipeline: not installed here; `make bench-reading` installs it first")
        return
    met = "met" if ratios[0] >= SPACY_RATIO_MIN else "MISSED"
    say(f"Target {SPACY_RATIO_MIN} x spaCy's small pipeline: {met} ({ratios[0]:.1f})")


if __name__ == "__main__":
    main()

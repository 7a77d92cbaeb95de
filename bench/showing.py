"""Measures what the ledger shows beside lists: the timeline, speakers, and files of scorecards and claim reviews.

Usage: python -m bench.showing STORE, a store of bench/ledger_data.py. Each step runs in a process of its own, so that
its peak memory is its own, on a copy of the store. Writes bench/results/showing-CLAIMS.json.
"""

import argparse
import json
import os
import shutil
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

from bench.keeping import timed
from bench.machine import describe_machine
from claims.timeline import timeline
from jobs.export import export_claim_reviews, export_scorecards
from jobs.identities import merge_speaker, propose_same, unmerge_speaker
from jobs.linked import Publisher
from jobs.moves import Act
from jobs.policy import DEFAULT
from jobs.speaker_requests import NewSpeakerMerge
from jobs.speakers import name_key
from jobs.timeline import timeline_filter, timeline_page
from storage.ledger import EVERY_CLAIM, EVERYTHING, ClaimFilter, Ledger, every_claim
from storage.open import open_ledger

RESULTS: Final = Path(__file__).parent / "results"
NOW: Final = datetime(2026, 11, 25, tzinfo=UTC)
ACT: Final = Act(actor="bench", now=NOW)
RUNS: Final = 7


def median_ms(work: Callable[[], object]) -> float:
    """The median of RUNS runs after one, in milliseconds."""
    spent = []
    for _ in range(RUNS + 1):
        began = time.perf_counter()
        work()
        spent.append((time.perf_counter() - began) * 1000)
    return round(statistics.median(spent[1:]), 1)


def pages(store: Path) -> dict[str, Any]:
    """Pages of 50 entries of the timeline: the first, one far in, of a speaker, of a month."""
    with open_ledger(store) as ledger:
        everything = timeline_filter(ledger)
        far = timeline_page(ledger, timeline_filter(ledger, day_from=date(2025, 6, 1)), now=NOW, limit=50)[1]
        speaker = timeline_filter(ledger, speaker_id=_by_claims(ledger)[0][0])
        month = timeline_filter(ledger, day_from=date(2025, 6, 1), day_to=date(2025, 6, 30))

        def page(wanted: Any, after: Any = None) -> Callable[[], object]:
            return lambda: timeline_page(ledger, wanted, now=NOW, limit=50, after=after)

        return {
            "first_ms": median_ms(page(everything)),
            "far_in_ms": median_ms(page(everything, far)),
            "of_a_speaker_ms": median_ms(page(speaker)),
            "of_a_month_ms": median_ms(page(month)),
        }


def in_python(store: Path) -> dict[str, Any]:
    """The peer: the whole timeline made of all claims by claims/timeline.py, and its first 50 entries taken."""
    with open_ledger(store) as ledger:
        claims = tuple(every_claim(ledger, EVERY_CLAIM))
        entries = timeline(claims, ledger.resolutions([claim.id for claim in claims]), as_of=NOW)
        return {"entries": len(entries), "taken": len(entries[:50])}


def names(store: Path) -> dict[str, Any]:
    """Whose a name is, looked up for the first time and again; and which speakers may be one."""
    with open_ledger(store) as ledger:
        speakers = [speaker for _, speaker in zip(range(200), ledger.speakers(limit=200), strict=False)]
        keys = [name_key(speaker.name) for speaker in speakers]
        first, again = ([_spent(lambda key=key: ledger.speaker_named(key)) for key in keys] for _ in range(2))
        began = time.process_time()
        proposals = propose_same(ledger)
        return {
            "looked_up_ms": round(statistics.median(first), 2),
            "remembered_ms": round(statistics.median(again), 4),
            "compared": proposals.compared,
            "proposed": proposals.found,
            "proposals_cpu_s": round(time.process_time() - began, 1),
        }


def merges(store: Path) -> dict[str, Any]:
    """The speakers with the most claims, and with the median number, merged into another and parted from them."""
    with open_ledger(store) as ledger:
        ordered = _by_claims(ledger)
        told: dict[str, Any] = {}
        for what, place in (("most", 0), ("median", len(ordered) // 2)):
            speaker_id, count = ordered[place]
            into = NewSpeakerMerge(into=ordered[-1][0])
            told[f"{what}_claims"] = count
            told[f"{what}_merge_ms"] = round(_spent(lambda: merge_speaker(ledger, speaker_id, into, ACT)))  # noqa: B023
            told[f"{what}_unmerge_ms"] = round(_spent(lambda: unmerge_speaker(ledger, speaker_id, ACT)))  # noqa: B023
        told["difference"] = ledger.verify().difference
        return told


def scorecards(store: Path, path: Path) -> dict[str, Any]:
    """A row a speaker, as Parquet."""
    with open_ledger(store) as ledger, path.open("wb") as file:
        given: dict[str, Any] = {"now": NOW, "reading": "nominal", "lexicon": "default", "speaker_id": None}
        file.writelines(export_scorecards(ledger, "parquet", **given))
    return {"bytes": path.stat().st_size}


def reviews(store: Path, path: Path) -> dict[str, Any]:
    """A claim review a line."""
    publisher = Publisher(name="", url="", review_url="")
    with open_ledger(store) as ledger, path.open("wb") as file:
        file.writelines(export_claim_reviews(ledger, EVERYTHING, now=NOW, policy=DEFAULT, publisher=publisher))
    with path.open("rb") as file:
        return {"reviews": sum(1 for _ in file), "bytes": path.stat().st_size}


def _spent(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def _by_claims(ledger: Ledger) -> list[tuple[str, int]]:
    """Speakers by how many claims they have, the most first."""
    counted = Counter(each.speaker_id for each in every_claim(ledger, ClaimFilter()) if each.speaker_id)
    return counted.most_common()


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the timeline, speakers, scorecards and claim reviews.")
    parser.add_argument("store", type=Path)
    given = parser.parse_args()
    result: dict[str, Any] = {"machine": describe_machine(["duckdb"]), "load_average": os.getloadavg()[0]}
    with open_ledger(given.store) as ledger:
        result["claims"] = sum(1 for _ in every_claim(ledger, EVERY_CLAIM))
    out = RESULTS / f"showing-{result['claims']}.json"
    with tempfile.TemporaryDirectory(dir=given.store.parent) as name:
        folder = Path(name)
        store = folder / "store.duckdb"
        shutil.copyfile(given.store, store)
        for what, work, more in (
            ("timeline", pages, ()),
            ("timeline_in_python", in_python, ()),
            ("names", names, ()),
            ("scorecards", scorecards, (folder / "scorecards",)),
            ("claim_reviews", reviews, (folder / "reviews",)),
            ("merges", merges, ()),
        ):
            result[what] = timed(work, store, *more)
            out.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()

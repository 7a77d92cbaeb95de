"""Writes bench/results/ledger.md from the results of all sizes: the targets, what was measured, and how cost grows."""

import json
from collections.abc import Callable
from typing import Any, Final

from bench.machine import RESULTS, say

Found = dict[str, Any]


def _p50(*path: str) -> Callable[[Found], str]:
    def read(found: Found) -> str:
        for name in path:
            found = found[name]
        return f"{found['p50_ms']:,} ({found['cpu_ms']:,})" if "cpu_ms" in found else f"{found['p50_ms']:,}"

    return read


def _post(group: str, name: str) -> Callable[[Found], str]:
    def read(found: Found) -> str:
        run = found[group][name]
        spent = f" ({run['cpu_ms']} a request)" if "cpu_ms" in run else ""
        return f"{run['per_second']:,.0f}/s{spent}, p99 {run['p99_ms']:,.0f}, stall {run['longest_stall_ms']:,.0f}"

    return read


READS: Final = ("claim by id", "newest 50 of a speaker", "status and topic, with cursor", "due page")
SCORES: Final = ("calibration", "all speakers")
ROWS: Final[tuple[tuple[str, str, Callable[[Found], str]], ...]] = (
    ("post of one claim, 32 connections", ">= 2,000/s, p99 < 150, stall < 600", _post("service", "post_32")),
    ("post of one claim, 128 connections", ">= 3,000/s", _post("service", "post_128")),
    ("... FastAPI on SQLite, single, 32", "", _post("fastapi", "single_32")),
    ("... FastAPI on SQLite, single, 128", "", _post("fastapi", "single_128")),
    ("... FastAPI on SQLite, group, 32", "", _post("fastapi", "group_32")),
    ("... FastAPI on SQLite, group, 128", "", _post("fastapi", "group_128")),
    (
        "batch POST of 1,000, 2 connections, claims/s",
        ">= 30,000",
        lambda found: f"{1000 * found['service']['post_batch_of_1000']['per_second']:,.0f}",
    ),
    (
        "planned claims committed in changes of 1,000, claims/s",
        "",
        lambda found: f"{found['ledger']['add_in_changes_of_1000_per_second']:,}",
    ),
    *(
        row
        for name, target in zip(READS, ("2", "10", "30", "2"), strict=True)
        for row in (
            (f"{name}, p50 ms", target, _p50("ledger", "reads", name)),
            (f"... SQLite: {name}", "", _p50("sqlite", "reads", name)),
            (f"... PostgreSQL: {name}", "", _p50("postgres", "reads", name)),
        )
    ),
    ("history of a claim, p50 ms", "", _p50("ledger", "reads", "history of a claim")),
    (
        "by id over HTTP during 1,000 writes/s, p99 ms",
        "< 50",
        lambda found: f"{found['service']['get_by_id_while_writing']['p99_ms']:,}",
    ),
    ("scorecard of a speaker, p50 ms", "40", _p50("ledger", "scores", "scorecard of a speaker")),
    *(
        row
        for name, target in zip(SCORES, ("70", "120"), strict=True)
        for row in (
            (f"{name}, p50 ms", target, _p50("ledger", "scores", name)),
            (f"... SQLite: {name}", "", _p50("sqlite", "scores", name)),
            (f"... PostgreSQL: {name}", "", _p50("postgres", "scores", name)),
        )
    ),
    ("sweep of 10,000 due, ms", "< 60", lambda found: f"{found['ledger']['sweep']['10,000 made together_ms']:,}"),
    ("start, clean, s (process and all)", "< 2", lambda found: str(found["service"]["start_s"])),
    ("start after a kill, s", "< 5", lambda found: str(found["service"]["start_after_kill_s"])),
    ("log at the kill, MB", "", lambda found: str(found["service"]["log_at_kill_mb"])),
    ("memory after serving, MB", "< 1,000", lambda found: f"{found['service']['memory_after_serving_mb']:,}"),
    ("file, MB", "< 3,000", lambda found: f"{found['file_mb']:,}"),
    ("... SQLite, without the log", "", lambda found: f"{found['sqlite']['file_mb']:,}"),
    ("... PostgreSQL, without the log", "", lambda found: f"{found['postgres']['file_mb']:,}"),
    ("load average before", "", lambda found: f"{found['load_before'][0]:.1f}"),
)


def table(results: list[Found]) -> str:
    """The table in Markdown, a column for each size; a dash where something was not measured."""
    lines = [
        "Medians in ms; in brackets the processor time in ms, which a busy machine changes less. Measured while others",
        "worked on the same two cores: see the load average, and bench/README.md.",
        "",
        "| | reach at 10 million | " + " | ".join(f"{found['claims']:,} claims" for found in results) + " |",
        "| --- | --- |" + " --- |" * len(results),
    ]
    for name, target, read in ROWS:
        lines.append(f"| {name} | {target} | " + " | ".join(_cell(read, found) for found in results) + " |")
    return "\n".join(lines) + "\n"


def _cell(read: Callable[[Found], str], found: Found) -> str:
    try:
        return read(found)
    except KeyError:
        return "-"


def main() -> None:
    """Write the table, and print it."""
    results = [json.loads(file.read_text(encoding="utf-8")) for file in RESULTS.glob("ledger-*.json")]
    text = table(sorted(results, key=lambda found: int(found["claims"])))
    (RESULTS / "ledger.md").write_text(text, encoding="utf-8")
    say(text)


if __name__ == "__main__":
    main()

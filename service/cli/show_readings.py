"""Tables of what `extract` and `horizon` find. Imports rich: load it late."""

from collections.abc import Sequence
from datetime import date, datetime

from rich.table import Table

from claims.model import ClaimReading, Document, HorizonReading
from claims.reading.model import Reading, TraceLine
from service.cli.describe import clock_time, marks, speaker_name, window_lines
from service.cli.terminal import cell, clean, make_console, make_table, quoted


def print_readings(readings: Sequence[tuple[str, Document, Reading]], *, explain: bool) -> None:
    """Prints the claims of each document under its name, and with `explain` which rules did what on which words."""
    console = make_console()
    for number, (name, document, reading) in enumerate(readings):
        if number:
            console.print()
        count = len(reading.claims)
        claims = "1 forward-looking claim" if count == 1 else f"{count or 'no'} forward-looking claims"
        zone = f", days in {reading.claims[0].time_zone}" if reading.claims else ""
        heading = f"{clean(name)}, published {document.published_at}{zone}: {claims}"
        console.print(heading, style="bold", soft_wrap=True)
        if reading.claims:
            console.print()
            console.print(claims_table(reading.claims, explain=explain))
        if explain and reading.trace:
            console.print()
            console.print(_trace_table(reading.trace))


def claims_table(claims: Sequence[ClaimReading], *, explain: bool = False) -> Table:
    """Claims with speaker, window and hedge, one row each; with `explain` the rules that fired too."""
    table = make_table()
    table.add_column("#", justify="right", style="dim")
    table.add_column("claim", ratio=10)
    table.add_column("speaker", max_width=22)
    table.add_column("when", no_wrap=True)
    table.add_column("hedge", no_wrap=True)
    for number, claim in enumerate(claims, 1):
        rules = f"rules: {', '.join(claim.rules)}"
        table.add_row(
            str(number),
            cell(quoted(claim.text), (marks(claim), "dim"), (rules if explain else "", "italic dim")),
            cell((speaker_name(claim), "" if claim.speaker else "dim"), (claim.role or "", "dim")),
            cell(*window_lines(claim, claim.begins)),
            cell(claim.hedge, (f"p = {claim.probability:.2f}", "dim")),
            end_section=number == len(claims),
        )
    return table


def print_horizons(phrase: str, made: str, readings: Sequence[HorizonReading]) -> None:
    """Prints how each time phrase in the words was read."""
    console = make_console()
    if not readings:
        console.print(f"No words about a coming time in {quoted(phrase)}.", soft_wrap=True)
        return
    table = make_table()
    table.add_column("words", ratio=10)
    table.add_column("shape", no_wrap=True)
    for heading in ("earliest", "strict", "latest", "lenient"):
        table.add_column(heading, no_wrap=True)
    for reading in readings:
        nominal = reading.latest or reading.default_latest
        table.add_row(
            cell(quoted(reading.phrase), (reading.rule, "dim")),
            cell(reading.shape, (reading.openness, "dim")),
            cell(_day(reading.earliest), (_instant(reading.earliest_at), "dim")),
            cell(_day(reading.strict_latest)),
            cell((_day(nominal), "bold"), (_instant(reading.deadline_at), "dim"), (_remark(reading), "dim")),
            cell(_day(reading.lenient_latest)),
        )
    console.print(f"Said on {made}", style="bold")
    console.print()
    console.print(table)


def _day(day: date | None) -> str:
    return str(day) if day else "-"


def _instant(at: datetime | None) -> str:
    return clock_time(at) if at else ""


def _remark(reading: HorizonReading) -> str:
    return "our default" if reading.default_latest else ""


def _trace_table(trace: Sequence[TraceLine]) -> Table:
    """Every rule that fired, in text order: on which words, for which claim of the table above, what it made."""
    table = make_table("offset", "claim", "rule", "words", "what came of it")
    for line in trace:
        number = "-" if line.claim is None else str(line.claim + 1)
        table.add_row(f"{line.start}-{line.end}", number, line.rule, quoted(line.words), clean(line.note))
    return table

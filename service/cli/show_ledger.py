"""Tables of what the store holds. Imports rich: load it late."""

import sys
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Final

import msgspec

from claims.lifecycle import is_disputed
from claims.model import Claim, ClaimReading, Condition, Filing, Resolution
from jobs.show import ClaimOutcome
from service.cli.describe import clock_time, hedge, instant, marks, speaker_name, window_lines
from service.cli.terminal import cell, clean, make_console, make_table, quoted

ID_LENGTH: Final = 36
"""The length of a UUID."""


class HistoryLine(msgspec.Struct, frozen=True, kw_only=True):
    """An event of a claim, as far as it is shown."""

    kind: str
    actor: str
    recorded_at: datetime
    reason: str | None


class ClaimAndHistory(msgspec.Struct, frozen=True, kw_only=True):
    """A claim with what became of it, as the service answers it."""

    claim: Claim
    resolutions: list[Resolution]
    history: list[HistoryLine]
    outcome: ClaimOutcome | None
    disputed: bool
    superseded_by: dict[str, str]
    extracted: ClaimReading | None
    condition: Condition | None
    canonical_id: str
    duplicates: list[str]
    filings: list[Filing]


def print_line(text: str, *, bold: bool = False, error: bool = False) -> None:
    """Prints one line, cleaned, on standard output or standard error."""
    if error:
        print(clean(text), file=sys.stderr)
    else:
        make_console().print(clean(text), style="bold" if bold else "", soft_wrap=True)


def print_claims(claims: Sequence[Claim], nothing: str) -> None:
    """Prints claims with window, state and id; the sentence `nothing` when there are none."""
    if not claims:
        print_line(nothing)
        return
    table = make_table()
    # An id must stand whole on its line, to be copied from there.
    table.add_column("claim", ratio=10, min_width=ID_LENGTH, overflow="fold")
    table.add_column("speaker", max_width=20)
    table.add_column("when", no_wrap=True)
    table.add_column("status", no_wrap=True)
    for claim in claims:
        table.add_row(
            cell(quoted(claim.text), (f"{hedge(claim)} · {marks(claim)}", "dim"), (claim.id, "dim")),
            cell((speaker_name(claim), "" if claim.speaker else "dim")),
            cell(*window_lines(claim, claim.begins)),
            cell(*_state_lines(claim)),
            end_section=True,
        )
    make_console().print(table)


def print_claim(found: ClaimAndHistory) -> None:
    """Prints one claim with its resolutions and its history."""
    console = make_console()
    print_claims([found.claim], "")
    console.print()
    for line in _notes(found):
        console.print(clean(line), soft_wrap=True)
    for resolution in found.resolutions:
        newer = found.superseded_by.get(resolution.id)
        told = f" (superseded by {newer})" if newer else ""
        console.print(_resolution_line(resolution) + told, soft_wrap=True)
        for piece in resolution.evidence:
            parts = [piece.url, f"“{piece.quote}”" if piece.quote else None, piece.document, piece.note]
            console.print("  " + clean(" · ".join(part for part in parts if part)), style="dim", soft_wrap=True)
    table = make_table("recorded", "event", "by", "why")
    for entry in found.history:
        table.add_row(instant(entry.recorded_at), entry.kind, clean(entry.actor), clean(entry.reason))
    console.print()
    console.print(table)


def _notes(found: ClaimAndHistory) -> Iterator[str]:
    """What else there is to say of a claim, a line each."""
    claim, outcome = found.claim, found.outcome
    if found.canonical_id != claim.id:
        yield f"Merged: it repeats {found.canonical_id}, which counts."
    if found.duplicates:
        yield f"Merged into it: {', '.join(found.duplicates)}"
    if found.condition:
        state = _HAS[found.condition.status]
        yield f"Hangs on “{found.condition.text}”, which {state} (condition {found.condition.id})"
    if found.disputed:
        yield "Disputed: two resolutions differ; a third must decide."
    if claim.postponed:
        often = "once" if claim.postponed == 1 else f"{claim.postponed} times"
        yield f"Too early to tell: put back {often}."
    if outcome:
        ends = ", ".join(f"{name} {_y(y)}" for name, y in _readings(outcome))
        late = f", {outcome.days_late} days late" if outcome.days_late else ""
        yield f"Outcome: {ends} ({outcome.why.replace('_', ' ')}{late})"
        waits = "provisional: late evidence is waited for" if outcome.provisional else "late evidence was waited for"
        known = "; it became known only after that, and counts" if outcome.known_late else ""
        yield f"  {waits} until {instant(outcome.evidence_until)}, {outcome.grace_h:g} h after the window closed{known}"
    if found.extracted:
        read = found.extracted
        words = f"“{read.text}”, {speaker_name(read)}, {read.kind}, {read.horizon or 'no time'}"
        yield f"Corrected. The rules had read: {words}"
    for filing in found.filings:
        yield f"{filing.kind.capitalize()} by {filing.author}: {filing.text}"


_HAS: Final = {"open": "is open", "held": "held", "failed": "failed"}


def _readings(outcome: ClaimOutcome) -> tuple[tuple[str, float | None], ...]:
    return ("strict", outcome.strict), ("nominal", outcome.nominal), ("lenient", outcome.lenient)


def _y(y: float | None) -> str:
    return "undecided" if y is None else "true" if y == 1 else "false" if y == 0 else f"{y:g} true"


def print_more(cursor: str | None) -> None:
    """Says that the list goes on, where it does."""
    if cursor:
        print_line("There are more; give a higher --limit to see them.")


def print_rows(rows: Sequence[dict[str, Any]], columns: dict[str, str], nothing: str) -> None:
    """Prints plain rows in the given columns (key to heading); the sentence `nothing` when there are none."""
    if not rows:
        print_line(nothing)
        return
    table = make_table()
    for key, heading in columns.items():
        table.add_column(heading, no_wrap=key == "id" or _is_instant(key))
    for row in rows:
        table.add_row(*(_plain(key, row.get(key)) for key in columns))
    make_console().print(table)


def _plain(key: str, value: Any) -> str:
    """A value as a cell; an instant to the minute, since its heading says that it is in UTC."""
    if _is_instant(key) and isinstance(value, str):
        return value[:16].replace("T", " ")
    return clean("" if value is None else str(value))


def _is_instant(key: str) -> bool:
    return key.endswith("_at") or key in {"period_from", "period_to"}


def _state_lines(claim: Claim) -> tuple[tuple[str, str], ...]:
    style = {"pending": "", "due": "bold yellow", "resolved": "green"}[claim.status]
    marks = tuple((word, "bold red") for word in _marks(claim))
    if claim.status == "resolved":
        return ((claim.status, style), *marks)
    word = "since" if claim.status == "due" else "until"
    when = (f"{word} {claim.check_at:%Y-%m-%d}", "dim")
    looked = (clock_time(claim.check_at), "dim"), (f"({claim.check_reason})", "dim")
    return ((claim.status, style), *marks, when, *looked)


def _marks(claim: Claim) -> Iterator[str]:
    """What sets a claim apart beside its status."""
    if claim.review == "rejected":
        yield "rejected"
    if claim.merged_into:
        yield "merged"
    if is_disputed(claim):
        yield "disputed"


def _resolution_line(resolution: Resolution) -> str:
    days = {str(day) for day in (resolution.occurred_from, resolution.occurred_to) if day}
    when = f" on {' to '.join(sorted(days))}" if days else ""
    why = f" ({resolution.void_reason})" if resolution.void_reason else ""
    reason = f": {clean(resolution.reason)}" if resolution.reason else ""
    decided = f"decided {instant(resolution.recorded_at)} by {clean(resolution.actor)}"
    return f"happened: {resolution.happened}{why}{when}, {decided}{reason}"

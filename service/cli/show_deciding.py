"""Tables of what waits for a decision. Imports rich: load it late."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from claims.doubt import Doubt
from claims.model import Claim
from jobs.due import DueClaim, DueSummary
from jobs.suggestions import Suggestions
from service.cli.describe import instant, marks, speaker_name, window_lines
from service.cli.show_ledger import ID_LENGTH, print_line
from service.cli.terminal import cell, clean, make_console, make_table, quoted
from storage.waiting import DueGroup

DueItem = DueClaim
DueNumbers = DueSummary
Suggested = Suggestions


class ReviewItem(msgspec.Struct, frozen=True, kw_only=True):
    """A claim to review, as the service answers it."""

    claim: Claim
    doubt: int
    reasons: tuple[Doubt, ...]


def print_review(items: Sequence[ReviewItem]) -> None:
    """Prints the review queue: the doubt, the claim, why it is doubtful, and the rules that fired."""
    if not items:
        print_line("Every claim has been reviewed.")
        return
    table = make_table()
    table.add_column("doubt", justify="right", no_wrap=True)
    table.add_column("claim", ratio=10, min_width=ID_LENGTH, overflow="fold")
    table.add_column("speaker", max_width=20)
    table.add_column("when", no_wrap=True)
    for item in items:
        why = "; ".join(f"{each.reason} ({each.points})" for each in item.reasons)
        rules = f"rules: {', '.join(item.claim.rules)}" if item.claim.rules else ""
        table.add_row(
            str(item.doubt),
            cell(quoted(item.claim.text), why, (rules, "dim"), (item.claim.id, "dim")),
            cell(speaker_name(item.claim), (marks(item.claim), "dim")),
            cell(*window_lines(item.claim, item.claim.begins)),
            end_section=True,
        )
    make_console().print(table)


def print_due(items: Sequence[DueClaim]) -> None:
    """Prints the due queue: the claim, its speaker, how long it has waited, and whose it is."""
    if not items:
        print_line("Nothing waits for a resolution.")
        return
    table = make_table()
    table.add_column("claim", ratio=10, min_width=ID_LENGTH, overflow="fold")
    table.add_column("speaker", max_width=20)
    table.add_column("when", no_wrap=True)
    table.add_column("waiting", no_wrap=True)
    for item in items:
        table.add_row(
            cell(quoted(item.text), (item.id, "dim")),
            cell((speaker_name(item), "" if item.speaker else "dim")),
            cell(*window_lines(item, item.begins)),
            cell(*_waiting(item)),
            end_section=True,
        )
    make_console().print(table)


def print_summary(found: DueSummary) -> None:
    """Prints the due claims in numbers."""
    console, totals = make_console(), found.totals
    console.print(
        f"Due: {totals.due}, of them overdue (more than {found.allowed_h:g} h): {totals.overdue}", style="bold"
    )
    console.print(
        f"  disputed {totals.disputed}, snoozed {totals.snoozed}, assigned {totals.assigned}, "
        f"old when they came in {totals.old}"
    )
    if found.met_share is None:
        console.print("Decided in time this week: none came to the end of its time")
    else:
        console.print(f"Decided in time this week: {totals.met} of {totals.reached} ({found.met_share:.0%})")
    if found.conditions:
        console.print(f"Conditions that wait for a decision: {found.conditions} (bythen condition list --due)")
    if totals.oldest_id and totals.oldest_since and found.oldest_age_h is not None:
        console.print(f"Waiting longest: {totals.oldest_id}, {_age(found.oldest_age_h)}")
    _print_groups("assignee", found.by_assignee)
    _print_groups("topic", found.by_topic)
    _print_groups("speaker", found.by_speaker)


def print_suggestions(found: Suggestions) -> None:
    """Prints the articles suggested for a claim, each with the sentence that matched."""
    console = make_console()
    told = "" if found.complete else ", the newest; there are more"
    console.print(f"Looked for {', '.join(found.words)} in {found.read} articles{told}.", soft_wrap=True)
    for item in found.items:
        console.print()
        who = " · ".join(part for part in (item.published_at, item.publisher, item.title) if part)
        console.print(f"{item.share:.0%}  {clean(who)}", style="bold", soft_wrap=True)
        console.print(f"  {quoted(item.sentence)}", soft_wrap=True)
        console.print(f"  article {item.article_id}" + (f" · {clean(item.url)}" if item.url else ""), style="dim")
    if not found.items:
        console.print("None of them shares a word with the claim.")


def _print_groups(name: str, groups: Sequence[DueGroup]) -> None:
    if not any(group.key for group in groups):
        return
    table = make_table()
    for heading in (name, "due", "overdue", "since (UTC)"):
        table.add_column(heading, justify="right" if heading in {"due", "overdue"} else "left")
    for group in groups:
        table.add_row(clean(group.key or "-"), str(group.due), str(group.overdue), _when(group.oldest_since))
    make_console().print()
    make_console().print(table)


def _waiting(item: DueClaim) -> list[tuple[str, str] | str]:
    lines: list[tuple[str, str] | str] = [(_age(item.age_h), "bold yellow" if item.overdue else "")]
    if item.overdue:
        lines.append(("overdue", "bold yellow"))
    if item.disputed:
        lines.append(("disputed", "bold red"))
    elif item.answers:
        lines.append("one of two reviewed")
    if item.assignee:
        lines.append((f"by {item.assignee}", "dim"))
    if item.snoozed_until:
        lines.append((f"until {instant(item.snoozed_until)}", "dim"))
    return lines


def _age(hours: float) -> str:
    return f"{hours:.0f} h" if hours < 72 else f"{hours / 24:.0f} days"


def _when(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M}"

"""What a rereading made of articles, for reading. Imports rich: load it late."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from jobs.differences import Action, Difference, FieldValue
from jobs.reread import ArticleReread, Rereading
from jobs.wording import count_words
from service.cli.terminal import cell, clean, make_console, make_table, quoted

SIGNS: Final[dict[Action, tuple[str, str]]] = {
    "added": ("+ added", "green"),
    "changed": ("~ changed", "yellow"),
    "restored": ("+ restored", "green"),
    "gone": ("- gone", "red"),
    "kept": ("= kept", "dim"),
}
"""How each sort of difference is marked, and in which style."""


def print_rereading(done: Rereading, shown: Sequence[ArticleReread]) -> None:
    """Prints the differences of the articles shown, and the sum of all that were read."""
    console = make_console()
    for item in shown:
        console.print(f"Article {item.article_id}{f': {quoted(item.title)}' if item.title else ''}", style="bold")
        console.print()
        if item.error:
            console.print(f"Not read: {clean(item.error)}", soft_wrap=True)
        else:
            table = make_table()
            table.add_column("", no_wrap=True)
            table.add_column("claim", ratio=10)
            for difference in item.differences:
                sign, style = SIGNS[difference.action]
                table.add_row(cell((sign, style)), cell(*_lines(difference)), end_section=True)
            console.print(table)
        console.print()
    console.print(_summary(done), soft_wrap=True)


def _lines(difference: Difference) -> Iterator[tuple[str, str]]:
    yield quoted(difference.text), ""
    for change in difference.changes:
        yield f"{change.field}: {_value(change.before)} → {_value(change.after)}", "bold"
    if difference.note:
        yield difference.note, "dim"
    if difference.claim_id:
        yield difference.claim_id, "dim"


def _value(value: FieldValue) -> str:
    return "none" if value is None else quoted(value) if isinstance(value, str) and " " in value else str(value)


def _summary(done: Rereading) -> str:
    counts = Counter(difference.action for item in done.items for difference in item.differences)
    parts = [f"{counts[action]} {action}" for action in SIGNS if counts[action]]
    unchanged = sum(item.unchanged for item in done.items)
    read = f"{count_words(len(done.items), 'article')} read under {done.ruleset}"
    sums = f"{', '.join([*parts, f'{unchanged} unchanged'])}."
    if not counts.keys() - {"kept"}:
        return f"{read}: {sums} There is nothing to change."
    return f"{read}: {sums} {'Changed as shown.' if done.applied else 'Nothing was changed yet; --apply does it.'}"

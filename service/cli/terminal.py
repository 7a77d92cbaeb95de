"""How tables look: one console, one style of table, and cells that are safe to print. Imports rich: load it late."""

import re
import sys
from typing import Final

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

WIDTH_PLAIN: Final = 100
"""The width of what is not printed on a terminal, in characters."""

WIDTH_MAX: Final = 120
"""The widest that tables get: longer lines are hard to read."""

_SPACE = re.compile(r"\s+")
# Escape sequences in a text could move the cursor or retitle the terminal of whoever reads about it.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def make_console() -> Console:
    """A console on standard output: colours on a terminal, plain text of a fixed width anywhere else."""
    if not sys.stdout.isatty():
        return Console(width=WIDTH_PLAIN, highlight=False, emoji=False, markup=False, no_color=True)
    console = Console(highlight=False, emoji=False, markup=False)
    console.width = min(console.width, WIDTH_MAX)
    return console


def make_table(*columns: str) -> Table:
    """A table with a ruled head and air between its rows; the columns are still to be added where they need more."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=False, header_style="bold", show_edge=False)
    for column in columns:
        table.add_column(column)
    return table


def clean(text: str | None) -> str:
    """The text on one line, with nothing in it that a terminal would obey."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", _SPACE.sub(" ", text or "").strip())


def cell(*parts: tuple[str, str] | str) -> Text:
    """A cell of styled parts, each on its own line, empty ones left out."""
    pairs = [(part, "") if isinstance(part, str) else part for part in parts]
    return Text("\n").join(Text(clean(text), style=style) for text, style in pairs if text)


def quoted(text: str) -> str:
    """The text between quotation marks; its own at either end, and what it breaks off with, are left out."""
    bare = clean(text).strip("“”‘’\"'").rstrip(",;:- ")
    return f"“{bare}”"


def keep_lines(text: str) -> str:
    """A text of several lines, ready to print: its lines as they are, nothing in them that a terminal would obey."""
    return "\n".join(_CONTROL.sub("\N{REPLACEMENT CHARACTER}", line) for line in text.splitlines())

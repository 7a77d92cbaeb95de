"""How numbers, instants and quoted words are written in what is rendered."""

import re
import textwrap
import unicodedata
from datetime import datetime
from typing import Final

from claims.intervals import Interval, Rate
from claims.moment import zone_info

WIDTH: Final = 96
"""The longest line, in characters, save for words that are longer."""

_ENDINGS: Final = {1.0: "came true", 0.0: "did not come true", None: "undecided"}
_MARKS: Final = str.maketrans({mark: f"\\{mark}" for mark in "\\`*_[]<>#|"})
_ADDRESS: Final = re.compile(r"(https?://[^\s<>()\"',;]+)")


def rate_words(rate: Rate) -> str:
    """A rate in full: hits of n, the share, and its interval."""
    return f"{hits_words(rate)} ({rate.rate:.0%}, 95% interval {interval_words(rate.interval)})" if rate.n else "n = 0"


def hits_words(rate: Rate) -> str:
    """Hits of n, e.g. "4 of 6"."""
    return f"{rate.hits} of {rate.n}"


def interval_words(interval: Interval | None, *, numbers: bool = False) -> str:
    """An interval of shares, in per cent, or of numbers; "none" where there is none."""
    if interval is None:
        return "none"
    if numbers:
        return f"{interval.low:.3f} to {interval.high:.3f}"
    return f"{100 * interval.low:.0f}-{interval.high:.0%}"


def number_words(value: float | None, *, signed: bool = False) -> str:
    """A number to three places, a dash where there is none."""
    return "-" if value is None else f"{value:+.3f}" if signed else f"{value:.3f}"


def count_words(n: int, noun: str) -> str:
    """A count with its noun, e.g. "1 claim", "2 claims"."""
    return f"1 {noun}" if n == 1 else f"{n} {noun}s"


def ending_words(y: float | None) -> str:
    """How a claim ended, from how far it came true."""
    return _ENDINGS.get(y, f"came true in part ({y})")


def instant_words(instant: datetime, zone: str = "UTC") -> str:
    """An instant to the minute in the zone, with the zone's name."""
    return f"{instant.astimezone(zone_info(zone)):%Y-%m-%d %H:%M} {zone}"


def spread(left: str, right: str) -> str:
    """Left and right on one line, or on two where they do not fit."""
    gap = WIDTH - len(left) - len(right)
    return f"{left}{' ' * gap}{right}" if gap > 0 else f"{left}\n{right}"


def wrapped(text: str, first: str = "", rest: str | None = None) -> list[str]:
    """The text in lines of at most WIDTH, the first indented by `first` and the others by `rest` (as the first)."""
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=first,
        subsequent_indent=first if rest is None else rest,
        break_long_words=False,
        break_on_hyphens=False,
    )


def plain(text: str) -> str:
    """The text on one line, without control and formatting characters: an article must not steer a terminal."""
    kept = "".join(
        " " if char.isspace() else char for char in text if char.isspace() or unicodedata.category(char)[0] != "C"
    )
    return " ".join(kept.split())


def escaped(text: str) -> str:
    """The text on one line with Markdown's marks taken off their meaning; web addresses stay links."""
    parts = _ADDRESS.split(plain(text))
    return "".join(f"<{part}>" if place % 2 else part.translate(_MARKS) for place, part in enumerate(parts))

"""Whether words are about the past, by what stands before them: "said on Friday", "was arrested on Friday"."""

from typing import Final

from claims.horizon.context import Context
from claims.horizon.patterns import CATEGORIES, category, char_of
from claims.horizon.values import Period

category(
    "spoke",
    [
        "said",
        "told",
        "announced",
        "reported",
        "added",
        "wrote",
        "tweeted",
        "posted",
        "declared",
        "says",
        "confirmed",
        "killed",
        "died",
        "signed",
    ],
)
category("told", ["told"])
category("passive", ["be", "to", "being", "get", "been", "is", "are"])
_AHEAD: Final = frozenset(char_of(word) for word in ("for", "by", "until", "from"))
_PASSIVE: Final = frozenset(CATEGORIES["passive"])
_SPOKE: Final = frozenset(CATEGORIES["spoke"])
_TOLD: Final = frozenset(CATEGORIES["told"])
_EVENTS: Final = """
    arrested arrived attacked beat became began blew bombed broke burned came captured charged collapsed collided
    convicted crashed crossed defeated derailed detained died drowned elected erupted escaped exploded fell fined fled
    flew flooded fought found freed gave grew happened hospitalised hospitalized hurt injured invaded jailed jumped
    killed knocked landed leapt lost married met mourned occurred overturned passed plunged poured protested raided
    rallied rescued resigned retired returned robbed rose ruled sacked sank seized sentenced shot showed signed slid
    slipped slumped spoke stabbed stole stormed struck stunned surged thanked threw took tumbled unveiled visited voted
    went won wounded wrote
"""
_HAPPENED: Final = frozenset(_EVENTS.split())
"""Verbs in the past that tell what has happened and announce nothing: the day behind them is over."""
_PLANS: Final = """
    about booked due expected forecast likely meant planned poised predicted projected ready scheduled set slated
    supposed tabled tipped unlikely billed pencilled penciled certain sure bound going
"""
_TO_COME: Final = frozenset(_PLANS.split())
_HELPERS: Final = "to be is are am being get will would shall should can could may might must not never have has"
_HELPED: Final = frozenset(_HELPERS.split())
_LINKS: Final = (
    "if when whether that which who because and but while as before until ahead than for after next since so or"
)
_BREAKS: Final = _HELPED | frozenset(_LINKS.split())
_HAD_BEEN: Final = frozenset(["was", "were", "been", "got"])
_DETERMINED: Final = frozenset(["the", "a", "an", "its", "his", "her", "their", "our", "this", "of"])
_TIMES: Final = frozenset("PQUpCD")
_CLAUSE: Final = 7  # Words before a date among which its verb is looked for.


def _has_happened(context: Context) -> bool:
    """Whether the clause before the date has its verb in the past: "was arrested near the port on Friday"."""
    nodes = context.line.nodes[max(context.at - _CLAUSE - 1, 0) : context.at]
    words = [node.value if isinstance(node.value, str) else "." if node.char in _TIMES else "" for node in nodes]
    for index in range(len(words) - 1, -1, -1):
        word = words[index]
        if word in _BREAKS or word in _TO_COME or (word not in {"", "-"} and not word[0].isalpha()):
            return False
        before = words[index - 1] if index else ""
        if before in _HELPED or before in _TO_COME:
            continue
        if word in _HAPPENED and word not in _HAD_BEEN and before not in _DETERMINED:
            return True
        if before in _HAD_BEEN and word.endswith("ed"):
            return True
    return False


def is_past(context: Context, period: Period) -> bool:
    """Whether the words before say that a bare weekday or a date without a year is a past one: "said on Friday"."""
    if period.weekday is None and not (period.yearly and period.grain in {"day", "month"}):
        return False
    text, at = context.line.text, context.at
    spoken = at > 0 and text[at - 1] in _SPOKE and not (at > 1 and text[at - 2] in _PASSIVE)
    return spoken or _spoken_to(context) or (text[at] not in _AHEAD and _has_happened(context))


def _spoken_to(context: Context) -> bool:
    """Told somebody on Friday: a verb of speech up to three words before."""
    return any(char in _TOLD for char in context.line.text[max(context.at - 3, 0) : context.at])

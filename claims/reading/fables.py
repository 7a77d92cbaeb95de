# ruff: noqa: PLR0911 - a rule reads best as a run of cases, each with its own answer.
"""What nobody stands by: denied rumours, prophecies and fiction, "anyone who will", what may be so already."""

from itertools import pairwise
from typing import Final

from claims.reading.en.doings import DISMISSED, RUMOURS, SEERS
from claims.reading.lexicon import Lexicon
from claims.reading.model import Cue, Sentence

_STORIES: Final = frozenset(["novel", "film", "movie", "play", "story", "tale", "legend", "opera", "comic", "fable"])
_ANYONE: Final = frozenset({"anyone", "anybody", "those", "someone", "somebody", "people", "whoever", "man", "woman"})
_SO_NOW: Final = frozenset(["premature", "too", "wrong", "mistaken", "true", "right", "exaggerated", "misplaced"])
_HOPES: Final = frozenset({"due", "scheduled", "is expected", "set to"})
_BEFORE: Final = frozenset({"originally", "previously", "formerly", "initially"})
_EVERY: Final = frozenset({"every", "each"})
_DAYS: Final = frozenset(["day", "morning", "evening", "night", "week", "month", "year", "summer", "winter", "spring"])
_WINDOW: Final = 7  # Tokens between "dismissed" and the "that" of the rumour.


def not_stood_by(sentence: Sentence, cue: Cue, lexicon: Lexicon) -> str:
    """Why nobody stands by the words of a cue, or an empty text."""
    lows = sentence.lows
    if _rumour(lows, cue):
        return "a rumour that is denied"
    if _prophecy(lows, cue):
        return "a prophecy or a tale"
    if _anyone(lows, cue):
        return "true of anyone, not a claim"
    if cue.rule == "may" or (cue.rule == "could" and cue.verb == "be"):
        behind = lows[cue.end : cue.end + 2]
        if cue.verb == "be" and behind and behind[0] in _SO_NOW and lexicon.time_words.isdisjoint(lows[cue.end :]):
            return "what may be so already"
    if cue.rule in _HOPES and not _BEFORE.isdisjoint(lows[max(0, cue.start - 2) : cue.end]):
        return "an expectation of the past"
    if cue.rule == "will" and _recurs(lows, cue):
        return "a habit"
    return "an unreal condition" if cue.rule in {"would", "could", "may"} and _inverted(lows, cue) else ""


def _rumour(lows: list[str], cue: Cue) -> bool:
    """Whether it is the content of reports that somebody denies: "dismissed reports that X could ..."."""
    for index in range(cue.start - 1, max(0, cue.start - 20), -1):
        if lows[index] == "that" and lows[index - 1] in RUMOURS:
            return not DISMISSED.isdisjoint(lows[max(0, index - _WINDOW) : index])
        if lows[index] in {";", "."}:
            return False
    return False


def _prophecy(lows: list[str], cue: Cue) -> bool:
    """Whether a fortune-teller, a legend or a work of fiction tells it, or somebody told it "once"."""
    before = lows[: cue.start]
    if not SEERS.isdisjoint(before):
        return True
    if before[:1] == ["in"] and len(before) > 3 and before[1] in {"the", "his", "her", "this"}:
        return before[2] in _STORIES and cue.rule in {"will", "would"}
    return cue.rule == "would" and any(
        one == "once" and two in {"told", "said", "warned", "promised"} for one, two in pairwise(lows)
    )


def _anyone(lows: list[str], cue: Cue) -> bool:
    """Whether "will" holds of whoever does so: "anyone who will keep a shop", "people who will go"."""
    if cue.rule not in {"will", "would", "could"}:
        return False
    before = lows[max(0, cue.start - 2) : cue.start]
    if len(before) == 2 and before[1] == "who" and before[0] in _ANYONE:
        return True
    opener = lows[max(0, cue.start - 14) : cue.start]
    if lows[cue.start - 1] == "who" or "who" not in opener:
        return False
    return any(
        one in {"anyone", "anybody", "people"} and two == "who" and three in {"will", "would"}
        for one, two, three in zip(opener, opener[1:], opener[2:], strict=False)
    )


def _recurs(lows: list[str], cue: Cue) -> bool:
    """Whether it happens "every evening": a round, not an event."""
    if _EVERY.isdisjoint(lows) or not {"from", "until", "starting"}.isdisjoint(lows):
        return False
    return any(lows[at] in _EVERY and lows[at + 1] in _DAYS for at in range(min(cue.start, len(lows) - 1)))


def _inverted(lows: list[str], cue: Cue) -> bool:
    """Whether "had they been forgotten", "were he to" or "if X were to" supposes what is not so."""
    for index in range(min(cue.start, len(lows) - 2)):
        opens = index == 0 or lows[index - 1] in {",", ";", ".", "and", "but"}
        if lows[index] == "had" and opens and lows[index + 1] in {"they", "he", "she", "it", "we", "i", "the"}:
            return any(low == "been" or low.endswith("ed") for low in lows[index + 2 : index + 7])
        if lows[index] == "were" and "to" in lows[index + 1 : index + 2] and "if" in lows[:index]:
            return True
    return False

"""Forecasts and dates told by nouns: "its forecast is for 2%", "cut its outlook to 1%", "called a vote for Friday"."""

from typing import Final

from claims.reading.lexicon import Lexicon, words
from claims.reading.model import Cue, Sentence

_BE: Final = words("is are remains")
_REVISED: Final = words(
    """cut cuts raised raises lowered lowers trimmed trims revised revises upgraded upgrades downgraded downgrades
    slashed slashes lifted lifts nudged kept keeps maintained maintains reiterated reiterates"""
)
_CALLED: Final = words("called summoned convened fixed arranged announced")
_LASTING: Final = words("run runs last lasts continue continues remain remains stay stays")
_IN_FORCE: Final = words("effect force place session")
_PARTS: Final = words(", that which to at in on from by with")
_REACH: Final = 9  # Tokens between a verb and what it revises, calls or sets.


def outlook_cue(sentence: Sentence, index: int, lexicon: Lexicon) -> Cue | None:
    """ "the forecast is for a loss", "cut its growth forecast to 1.2%", "plans call for it to open"."""
    lows = sentence.lows
    if lows[index] not in lexicon.outlook_nouns:
        return None
    behind = lows[index + 1 : index + 3]
    if behind in (["call", "for"], ["calls", "for"]) and lows[index] in {"plans", "plan", "forecasts", "forecast"}:
        acts = any(
            lows[i] == "to" and lows[i + 1] in lexicon.base_verbs
            for i in range(index + 4, min(len(lows) - 1, index + 16))
        )
        return Cue("plans call for", index, index + 3, "certain", "prediction", False) if acts else None
    if behind[1:] == ["for"] and behind[0] in _BE:
        return Cue("forecast is for", index + 1, index + 3, "likely", "prediction", False, subject_free=True)
    return _revised(lows, index, lexicon)


def _revised(lows: list[str], index: int, lexicon: Lexicon) -> Cue | None:
    """ "cut its 2025 growth forecast to 1.2%": a verb of revising before the noun, and a figure behind "to" or "at"."""
    start = next((i for i in range(index - 1, max(-1, index - _REACH), -1) if lows[i] in _REVISED), -1)
    between = lows[start + 1 : index]
    if start < 1 or not _PARTS.isdisjoint(between) or lows[start - 1] in {"to", "would", "will"}:
        return None
    owned = not {"its", "their", "his", "her", "the"}.isdisjoint(lows[start + 1 : start + 3])
    for at in range(index + 1, min(len(lows) - 1, index + _REACH)):
        if lows[at] in {",", ".", ";", "after"}:
            return None
        link = "at" if lows[start].startswith(("kept", "keep", "maintain", "reiterate")) else "to"
        if lows[at] == link and lows[at + 1][0].isdigit():
            had = "had" in lows[max(0, start - 2) : start] or lows[start - 1] in lexicon.be_forms
            if had or not owned:
                return None
            return Cue("revised forecast", start, at + 2, "likely", "prediction", False, subject_free=True)
    return None


def called_for(sentence: Sentence, at: int, floor: int, lexicon: Lexicon) -> Cue | None:
    """What is called or set for the date at `at`: "has called a strike for Tuesday", "a vote has been called for"."""
    lows = sentence.lows
    link = at if lows[at] == "for" else at - 1
    if link <= floor or lows[link] != "for":
        return None
    verb = next((i for i in range(link - 1, max(floor, link - _REACH), -1) if lows[i] in _CALLED), -1)
    if verb < 1 or "had" in lows[max(0, verb - 2) : verb]:
        return None
    passive = lows[verb - 1] in lexicon.be_forms
    if not passive and lexicon.events.nouns.keys().isdisjoint(lows[verb + 1 : link]):
        return None
    return Cue("called for", verb - (lows[verb - 1] in {"has", "have", "been"}), link + 1, "certain", "schedule", False)


def holds_until(lows: list[str], cue: Cue, at: int) -> bool:
    """Whether what holds until a date is told of something that goes on: "runs until", "is in force until"."""
    return cue.verb in _LASTING or (not _IN_FORCE.isdisjoint(lows[cue.start : at]) and "in" in lows[cue.start : at])

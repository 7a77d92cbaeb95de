# ruff: noqa: PLR0913, PLR0917 - a rule reads best as a run of cases, each with its own answer.
"""Which words of a sentence a verb of saying rules."""

from typing import Final

from claims.reading.lexicon import FINITE, Lexicon
from claims.reading.model import Sentence
from claims.reading.phrases import subject_before

_SUBJECT_MAX: Final = 40  # Tokens among which the first finite verb is looked for.
_QUOTES: Final = frozenset("\"“”‘’'«»„`")


def main_subject(sentence: Sentence, lexicon: Lexicon) -> tuple[int, int] | None:
    """The subject of the sentence's first finite verb."""
    lows = sentence.lows
    for index in sentence.places(FINITE):
        if index == 0 or (lows[index] == "'s" and lows[index - 1] not in lexicon.subject_pronouns):
            continue
        if index >= _SUBJECT_MAX:
            break
        if not _in_relative(lows, index):
            return subject_before(sentence, index, lexicon)
    return None


def _in_relative(lows: list[str], index: int) -> bool:
    """Whether a relative clause that no comma has closed stands before the word at `index`."""
    for back in range(index - 1, 0, -1):
        if lows[back] == ",":
            return False
        if lows[back] in {"who", "whose", "which"}:
            return True
    return False


def find_scope(
    sentence: Sentence, start: int, end: int, verb: int, inverted: bool, lexicon: Lexicon
) -> tuple[tuple[int, int], ...]:
    """The token ranges that a governor rules: what follows it, what goes before, or both around a parenthesis."""
    lows = sentence.lows
    count = len(lows)
    before = lows[start - 1] if start else ""
    content_before = start >= 3 and (before == "," or before in _QUOTES or before in {")", "—", "–"})
    after = lows[end] if end < count else "."
    if content_before and (inverted or not _content_after(sentence, verb if not inverted else end - 1, lexicon)):
        spans = [(0, start)]
        rest = _resume(sentence, end)
        if rest < count - 1:
            spans.append((rest, count))
        return tuple(spans)
    del after
    if _supposed(lows, start):
        comma = next((i for i in range(end, count) if lows[i] == ","), count)
        return ((end, comma),)
    return ((end, _end_of_wish(lows, end) if lows[end : end + 1] == ["to"] else count),)


def _end_of_wish(lows: list[str], end: int) -> int:
    """Where what "wants to" governs ends: at a "but" or ", and" behind which somebody does something else."""
    for index in range(end + 1, len(lows) - 1):
        links = lows[index] == "but" or (lows[index] == "and" and lows[index - 1] == ",")
        if links and lows[index + 1] not in {"to", "not", "also"}:
            return index
    return len(lows)


def _supposed(lows: list[str], start: int) -> bool:
    """Whether an "if" or "unless" opens the clause whose subject begins at `start`."""
    return bool({"if", "unless"} & set(lows[max(0, start - 2) : start + 1]))


def _resume(sentence: Sentence, end: int) -> int:
    """Where the words go on behind a parenthetical ", she said," or at a further quotation."""
    lows = sentence.lows
    for index in range(end, min(len(lows), end + 25)):
        if lows[index] in _QUOTES or lows[index] == ";":
            return index
        if lows[index] == ",":
            return index + 1
    return len(lows)


def _content_after(sentence: Sentence, verb: int, lexicon: Lexicon) -> bool:
    """Whether what follows a verb of saying is what was said: a clause, "that", a colon or a quotation."""
    lows = sentence.lows
    following = lows[verb + 1 : verb + 3]
    if not following or following[0] in {".", ",", ";"}:
        return False
    if "that" in following[:1] or following[0] in _QUOTES or following[0] == ":":
        return True
    for index in range(verb + 1, min(len(lows), verb + 30)):
        low = lows[index]
        if low in {",", ";"} or low in _QUOTES:
            return False
        if low == "that" or low in lexicon.auxiliaries or low in lexicon.common_past:
            return True
    return False

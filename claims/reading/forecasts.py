# ruff: noqa: PLR0911 - a rule reads best as a run of cases, each with its own answer.
"""Verbs that look ahead with an object or an infinitive: "expects to rule", "sees growth of 2%", "forecast a loss"."""

from typing import Final

from claims.reading.chains import finite_verb, object_follows, word_before
from claims.reading.lexicon import Lexicon, words
from claims.reading.model import Cue, Sentence
from claims.reading.phrases import subject_before

_FORESEERS: Final = words("analysts economists markets traders forecasters investors strategists experts")
_FORESEEN: Final = words(
    """growth rise fall increase decline recovery recession rate rates inflation output demand risk chance need"""
)
"""What "sees" can have before it as something to come."""
_THINGS: Final = words("anything nothing something everything thing king during")


def forecast_cue(sentence: Sentence, index: int, lexicon: Lexicon) -> Cue | None:
    """ "expects to rule", "sees growth", "forecast a loss", "does not foresee any rationing"."""
    lows = sentence.lows
    verb = lexicon.verbs.get(lows[index])
    if verb is None or verb.base not in lexicon.forecast_verbs or "ing" in verb.forms:
        return None
    if not finite_verb(sentence, index, lexicon):
        return None
    entry = lexicon.forecast_verbs[verb.base]
    start = word_before(lows, index, lexicon)
    auxiliary = lows[start] if start >= 0 else ""
    if auxiliary in lexicon.be_forms or auxiliary == "had" or auxiliary in lexicon.modals:
        return None
    behind = index + 1 + (lows[index + 1 : index + 2] in (["”"], ["’"], ['"']) and sentence.quotes[index] > 0)
    after = lows[behind] if behind < len(lows) else "."
    if verb.base == "see" and _unseen(lows, index):
        return Cue("expects", index - 1, index + 1, "unlikely", "prediction", True, subject_free=True)
    if verb.base == "see" and not _foresees(sentence, index, lexicon):
        return None
    shifted = lows[index] in {
        "expected",
        "anticipated",
        "foresaw",
        "envisaged",
        "projected",
        "tipped",
    } and auxiliary not in {
        "has",
        "have",
    }
    infinitive = after == "to"
    raised = after in {"it", "them", "him", "her", "there"} and lows[index + 2 : index + 3] == ["to"]
    if not infinitive and not raised and not object_follows(sentence, behind, lexicon):
        return None
    if lows[index] in {"forecast", "predicted", "expect", "forecasts"} and _than_before(lows, index):
        return None
    negated = any(word in lexicon.negatives for word in lows[max(0, start) : index])
    hedge = "unlikely" if negated else entry.hedge
    kind = None if infinitive else "prediction"
    main = lows[index + 2] if infinitive and index + 2 < len(lows) else ""
    first = start if auxiliary in lexicon.auxiliaries else index
    if verb.base in {"predict", "forecast", "project"} and after == "that":
        return None
    rule = "predicts" if verb.base in {"predict", "forecast", "project"} else entry.rule
    return Cue(rule, first, min(index + 2, len(lows)), hedge, kind, negated, past=shifted, verb=main, subject_free=True)


def _foresees(sentence: Sentence, index: int, lexicon: Lexicon) -> bool:
    """Whether "see" looks ahead: "sees growth of 2%", "don't see a dividend before May", "analysts polled see"."""
    lows = sentence.lows
    if lows[index] not in {"sees", "see"} or not object_follows(sentence, index + 1, lexicon):
        return False
    if lows[index + 1] in lexicon.question_words:
        return False
    if lows[index] == "see" and lows[index - 1] not in lexicon.negatives:
        span = subject_before(sentence, index, lexicon)
        subject = set(lows[span[0] : span[1]]) if span else set()
        if subject.isdisjoint(_FORESEERS):
            return False
    return _growth(lows, index + 1)


def _unseen(lows: list[str], index: int) -> bool:
    """Whether "I can't see them winning" doubts that something will happen."""
    if lows[index] != "see" or lows[index - 2 : index] not in (["i", "don't"], ["i", "can't"], ["i", "cannot"]):
        return False
    return any(low.endswith("ing") and len(low) > 5 and low not in _THINGS for low in lows[index + 2 : index + 7])


def _than_before(lows: list[str], index: int) -> bool:
    return "than" in lows[max(0, index - 4) : index] or "as" in lows[max(0, index - 3) : index]


def _growth(lows: list[str], index: int) -> bool:
    """Whether an object can be something foreseen: a number, a change, or a noun that is doing something."""
    for low in lows[index : index + 8]:
        if low[0].isdigit() or (low.endswith("ing") and low not in _THINGS) or low in _FORESEEN:
            return True
    return False

"""The words of a sentence that look ahead: modals, "is due to", plans, forecasts. One function a family of cues."""

from collections.abc import Callable
from typing import Final

from claims.reading.copulas import copular_cue
from claims.reading.forecasts import forecast_cue
from claims.reading.lexicon import CUE, Lexicon
from claims.reading.modals import modal_cue
from claims.reading.model import Cue, Sentence
from claims.reading.outlooks import outlook_cue
from claims.reading.plans import looks_cue, noun_cue, plan_cue, rule_out_cue, verge_cue, vote_cue

CUES_MAX: Final = 16
"""A sentence with more words than this that look ahead is no prose."""


def find_cues(sentence: Sentence, lexicon: Lexicon) -> list[Cue]:
    """The cues of a sentence in order; at most one starts at a token."""
    found: list[Cue] = []
    for index in sentence.places(CUE):
        if len(found) >= CUES_MAX:
            break
        for family in _FAMILIES:
            cue = family(sentence, index, lexicon)
            if cue is not None:
                found.append(cue)
                break
    return found


_FAMILIES: Final[tuple[Callable[[Sentence, int, Lexicon], Cue | None], ...]] = (
    modal_cue,
    copular_cue,
    plan_cue,
    outlook_cue,
    forecast_cue,
    noun_cue,
    verge_cue,
    rule_out_cue,
    looks_cue,
    vote_cue,
)

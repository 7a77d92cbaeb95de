"""The names of all rules that can make a claim, for tests and for explaining a reading."""

from typing import Final

from claims.reading.lexicon import Lexicon

BUILT_IN: Final[tuple[str, ...]] = (
    "not ruled out",
    "ruled out",
    "looks to",
    "stands to",
    "voted to",
    "predicts",
    "present",
    "puts at, with a date",
    "called for",
    "forecast is for",
    "revised forecast",
    "plans call for",
    "is doing",
    "is on",
    "put off until",
    "looks forward to, with a date",
    "wants to, with a date",
    "to be",
    "if, then present",
    "headline to",
)
"""Rules that live in code beside those that a lexicon's cue words name."""


def rule_names(lexicon: Lexicon) -> tuple[str, ...]:
    """Every rule that can stand first in a claim's `rules`, sorted."""
    tables = (
        lexicon.modals,
        lexicon.be_cues,
        lexicon.plan_verbs,
        lexicon.forecast_verbs,
        lexicon.plan_nouns,
        lexicon.verge_phrases,
    )
    named = {cue.rule for table in tables for cue in table.values()}
    return tuple(sorted(named | set(BUILT_IN)))

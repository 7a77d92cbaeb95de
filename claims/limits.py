"""What a scorecard cannot say, in sentences. They are part of the scorecard: no number goes out without them."""

from collections.abc import Iterator
from typing import Final

from claims.scorecard import LIST_MIN, RANK_MIN, Scorecard

CALIBRATION_MIN: Final = 30
"""Scored claims below which a calibration curve is mostly chance: a bin of ten has an interval of about 50 points."""


def limits_of(card: Scorecard, *, base_is_own: bool) -> tuple[str, ...]:
    """The sentences that hold, the weightiest first. `base_is_own`: base rates are of the card's own claims."""
    return (*_about_number(card), *_about_choice(card), *_about_method(card, base_is_own=base_is_own))


def _about_number(card: Scorecard) -> Iterator[str]:
    n = card.headline.n
    interval = card.headline.hit_rate.interval
    if n == 0 or interval is None:
        yield "No claim of the headline has matured and been resolved yet, so nothing can be said about accuracy."
        return
    if n < RANK_MIN:
        reach = f"the rate could as well be {interval.low:.0%} as {interval.high:.0%}"
        floors = f"speakers are listed from {LIST_MIN} claims on, ranked from {RANK_MIN}"
        yield (
            f"{n} claims are too few for a firm judgement: {reach} ({floors})."
            if n > 1
            else (f"One claim says next to nothing: {reach} ({floors}).")
        )
    if n < CALIBRATION_MIN:
        yield f"With fewer than {CALIBRATION_MIN} claims the calibration is mostly chance."
    if card.headline.brier_interval is None:
        yield "All these claims score alike, so no interval can be drawn for the Brier score; that is not certainty."


def _about_choice(card: Scorecard) -> Iterator[str]:
    coverage = card.coverage
    if coverage.unresolved:
        yield (
            f"Not resolved yet: {coverage.unresolved} of the {coverage.matured} matured; should they end otherwise "
            "than the rest, the numbers will move."
        )
    if coverage.not_scored.get("undecided"):
        yield (
            f"Left out as undecided: {coverage.not_scored['undecided']}; the day of the event is known too roughly to "
            "tell whether it came in time."
        )
    if card.readings_agree is False:
        yield (
            "The readings of the deadlines differ: a later end makes it easier for what was said to happen, and harder "
            "for what was said not to happen or to last."
        )


def _about_method(card: Scorecard, *, base_is_own: bool) -> Iterator[str]:
    counted = [row for row in card.claims if row.group == "headline" and row.y(card.terms.reading) is not None]
    ours = sum(row.probability_source != "stated" for row in counted)
    if ours:
        yield (
            f"Probabilities that are not the speaker's own but stand for the words used: {ours} of {len(counted)} "
            f'(lexicon "{card.terms.lexicon}"); Brier, log score and calibration depend on them, the hit rate does not.'
        )
    if card.headline.n and card.headline.skill is None:
        yield (
            "No skill is given: a kind of claim here has fewer than 10 comparable ones, or they all ended alike, so "
            "there is no base rate to beat."
        )
    elif card.headline.n and base_is_own:
        yield "Skill is measured against the base rate of these very claims, for want of others."
    if card.headline.n > 1:
        yield "Intervals take the claims as independent; claims about one event are not, and the truth is then wider."
        yield "A deadline that was moved counts as a claim of its own; the first one stays missed."

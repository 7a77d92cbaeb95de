"""What a claim keeps of a phrase's window: "Phrase and claim" of the conventions (docs/horizons.md)."""

from datetime import date, timedelta

from claims.horizon.find import PhraseReading
from claims.model import HorizonReading, Window


class KeptWindow(Window, frozen=True, kw_only=True):
    """A claim's window; `begins` is the day from which an at_least or not_before claim can be judged, else None."""

    begins: date | None = None


def keep_for_claim(reading: HorizonReading, *, negated: bool) -> KeptWindow:
    """The window that a claim keeps of the reading; `negated` is the claim's own polarity.

    The first day is kept only where the words name a period or a day, not where the window merely starts with the
    statement. Phrases of the default table, "few" and "several" leave the claim undated but for their default. "Not
    before X" said of something that will not happen ends the day before X begins.
    """
    phrase = reading if isinstance(reading, PhraseReading) else None
    if reading.shape == "not_before":
        return _not_before(reading, negated, phrase.named_last if phrase else None)
    if reading.shape == "at_least":
        return KeptWindow(shape="at_least", openness="open", begins=reading.earliest)
    if reading.openness == "vague":
        return _vague(reading, phrase)
    return KeptWindow(
        shape=reading.shape,
        openness=reading.openness,
        earliest=phrase.kept if phrase else reading.earliest if reading.shape == "during" else None,
        latest=reading.latest,
        strict_latest=reading.strict_latest,
        lenient_latest=reading.lenient_latest,
        earliest_at=reading.earliest_at,
        deadline_at=reading.deadline_at,
    )


def _not_before(reading: HorizonReading, negated: bool, named_last: date | None) -> KeptWindow:
    begins = reading.earliest
    if negated and begins:
        latest = begins - timedelta(days=1)
        return KeptWindow(
            shape="by",
            openness="closed",
            latest=latest,
            strict_latest=latest,
            lenient_latest=latest,
            deadline_at=reading.earliest_at,
        )
    if begins and named_last and reading.rule.startswith(("until", "not until")):
        return KeptWindow(
            shape="during",
            openness="closed",
            earliest=begins,
            latest=named_last,
            strict_latest=named_last,
            lenient_latest=named_last,
            earliest_at=reading.earliest_at,
        )
    return KeptWindow(
        shape="not_before",
        openness="open",
        earliest=begins,
        earliest_at=reading.earliest_at,
        begins=begins,
    )


def _vague(reading: HorizonReading, phrase: PhraseReading | None) -> KeptWindow:
    """A default bound is kept as a default; words that fix the days, if roughly, keep them."""
    if phrase and phrase.dated:
        return KeptWindow(
            shape=reading.shape,
            openness="vague",
            earliest=phrase.kept,
            latest=reading.default_latest,
            strict_latest=reading.strict_latest,
            lenient_latest=reading.lenient_latest,
        )
    return KeptWindow(
        shape=reading.shape,
        openness="vague",
        default_latest=reading.default_latest,
        strict_latest=reading.strict_latest,
        lenient_latest=reading.lenient_latest,
    )

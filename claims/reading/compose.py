# ruff: noqa: PLR0913, PLR0917 - a rule reads best as a run of cases, each with its own answer.
"""Claims made of candidates: the last step, where every part is put into its field."""

from datetime import date
from typing import Final

from msgspec import structs

from claims.horizon.keep import KeptWindow, keep_for_claim
from claims.model import ClaimReading, Document, HorizonReading
from claims.moment import Moment, read_moment
from claims.reading.horizons import Times, pick
from claims.reading.kinds import judge
from claims.reading.lexicon import Lexicon
from claims.reading.model import Candidate, Sentence
from claims.reading.occasions import Occasion

_NO_WINDOW: Final = KeptWindow()
PROBABILITIES: Final[dict[str, float]] = {"certain": 0.97, "likely": 0.75, "possible": 0.40, "unlikely": 0.80}
"""Class defaults (the scoring guide, "Words to probabilities")."""


def compose(
    document: Document,
    sentence: Sentence,
    candidate: Candidate,
    group: list[Candidate],
    times: Times,
    made: Moment,
    lexicon: Lexicon,
) -> tuple[ClaimReading, HorizonReading | None]:
    """The claim of a candidate, and the time phrase that it took."""
    text = document.text
    reading = pick(times, sentence, candidate, group, lexicon)
    limit = min((other.first for other in group if other.first > candidate.cues[0].start), default=len(sentence.lows))
    judged = judge(sentence, candidate, reading, limit, lexicon)
    window = keep_for_claim(reading, negated=judged.negated) if reading else _NO_WINDOW
    start, end = sentence.starts[candidate.first], sentence.token_end(candidate.last - 1)
    speaker = candidate.speaker
    stated = _stated_probability(sentence, candidate)
    hedge = judged.hedge if stated is None or judged.negated else "likely" if stated > 0.5 else "possible"
    claim = ClaimReading(
        start=start,
        end=end,
        text=text[start:end],
        speaker=speaker.name if speaker else None,
        role=speaker.role if speaker else None,
        organisation=speaker.organisation if speaker else None,
        via=candidate.via,
        attribution=candidate.attribution,
        kind=judged.kind,
        made_at=_made_at(document, times, made),
        time_zone=made.zone,
        horizon=" ".join(reading.phrase.split()) if reading else None,
        begins=window.begins,
        hedge=hedge,
        probability=PROBABILITIES[hedge] if stated is None else stated,
        probability_source="default" if stated is None else "stated",
        negated=judged.negated,
        conditional=judged.conditional,
        condition=judged.condition,
        rules=_rules(candidate, reading),
        shape=window.shape,
        openness=window.openness,
        earliest=window.earliest,
        latest=window.latest,
        default_latest=window.default_latest,
        strict_latest=window.strict_latest,
        lenient_latest=window.lenient_latest,
        earliest_at=window.earliest_at,
        deadline_at=window.deadline_at,
    )
    return claim, reading


def _made_at(document: Document, times: Times, made: Moment) -> str:
    """When it was said: on a day that the sentence or the dateline names, else when the article was published."""
    if times.said is not None:
        return times.said.isoformat()
    return document.published_at if made.at is not None or _day_of(document, made) == made.day else made.day.isoformat()


def _day_of(document: Document, made: Moment) -> date:
    return read_moment(document.published_at, made.zone).day


def on_occasion(claim: ClaimReading, occasion: Occasion) -> ClaimReading:
    """The claim, which has no date of its own, dated by the event that it is about."""
    rules = (*claim.rules, "day of the event")
    if occasion.reading is not None:
        window = keep_for_claim(occasion.reading, negated=claim.negated)
        return structs.replace(claim, **structs.asdict(window), horizon=occasion.reading.phrase, rules=rules)
    return structs.replace(
        claim,
        shape="during",
        openness="closed",
        earliest=occasion.first,
        latest=occasion.last,
        strict_latest=occasion.last,
        lenient_latest=occasion.last,
        rules=rules,
    )


def _rules(candidate: Candidate, reading: HorizonReading | None) -> tuple[str, ...]:
    """The names of the rules that fired, cues first."""
    names = [cue.rule for cue in candidate.cues]
    if candidate.governor is not None:
        names.append(f"{candidate.governor.stance} verb")
    if reading is not None:
        names.append(f"horizon: {reading.rule}")
    return tuple(dict.fromkeys(names))


def _stated_probability(sentence: Sentence, candidate: Candidate) -> float | None:
    """The number of "a 70 % chance": as given, for the claim as worded."""
    lows = sentence.lows
    for index in range(candidate.first, min(candidate.last + 3, len(lows))):
        if lows[index] not in {"chance", "probability", "likelihood"}:
            continue
        for back in range(index - 1, max(-1, index - 4), -1):
            number = lows[back].rstrip("%")
            unit = lows[back].endswith("%") or lows[back + 1] in {"%", "percent", "per"}
            if unit and number.replace(".", "", 1).isdigit() and 0 <= float(number) <= 100:
                return float(number) / 100
    return None

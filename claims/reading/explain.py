"""Why a claim was made and a cue was not: every rule with the words that it fired on."""

from collections.abc import Sequence
from typing import Final

from msgspec import structs

from claims.model import ClaimReading, HorizonReading
from claims.reading.model import Candidate, Cue, Governor, Sentence, TraceLine

Told = tuple[ClaimReading, list[TraceLine]]
"""A claim and the lines that tell how it came about."""
_GOVERNED: Final = {
    "wish": "a wish, not a claim",
    "demand": "asked for, not claimed",
    "question": "asked or left unsaid, not claimed",
    "denial": "denied or unknown, not claimed",
    "memory": "looks back",
}
"""What the refusal says for the stance of the verb that governs a cue."""


def not_claimed(governor: Governor, sentence: Sentence) -> str:
    """The reason why what a verb governs makes no claim, with the verb."""
    return f"{_GOVERNED[governor.stance]}: under “{sentence.words[governor.verb]}”"


def note(sentence: Sentence, cue: Cue, reason: str) -> TraceLine:
    """A trace line for a cue, with what came of it."""
    return _line(sentence, cue.start, cue.end, cue.rule, reason)


def explain(
    sentence: Sentence,
    candidate: Candidate,
    reading: HorizonReading | None,
    claim: ClaimReading,
    source: TraceLine | None,
) -> list[TraceLine]:
    """The rules behind a claim, each on its words: its cues, who governs or is quoted, its time phrase."""
    lines = [
        note(sentence, cue, ", ".join(filter(None, (cue.hedge, cue.kind, "negated" if cue.negated else ""))))
        for cue in candidate.cues
    ]
    governor = candidate.governor
    if source is not None:
        lines.append(source)
    elif governor is not None:
        said = claim.speaker or "nobody named"
        lines.append(_line(sentence, governor.start, governor.end, f"{governor.stance} verb", f"speaker: {said}"))
    elif claim.speaker is not None:
        lines.append(_line(sentence, candidate.first, candidate.cues[0].start, "own plan", f"speaker: {claim.speaker}"))
    if reading is not None:
        window = _window(claim)
        start, end = sentence.start + reading.start, sentence.start + reading.end
        lines.append(
            TraceLine(start=start, end=end, rule=f"horizon: {reading.rule}", words=reading.phrase, note=window)
        )
    return lines


def _window(claim: ClaimReading) -> str:
    """The days that the claim keeps of its time words, as words."""
    first, last = claim.earliest or claim.begins, claim.latest or claim.default_latest
    if first and last:
        return f"{first} to {last}"
    if last:
        return f"{'until' if claim.shape == 'throughout' else 'by'} {last}"
    return f"not before {first}" if first else "no day kept"


def number(told: Sequence[Told]) -> list[TraceLine]:
    """The lines of claims that are in order, each with the number of its claim from 0."""
    return [structs.replace(line, claim=index) for index, (_, lines) in enumerate(told) for line in lines]


def quotation(sentence: Sentence, first: int, last: int, rule: str, speaker: str | None) -> TraceLine:
    """A trace line for how a quotation got its speaker: tokens `first`..`last` gave it."""
    return _line(sentence, first, last, rule, f"speaker: {speaker or 'nobody'}")


def _line(sentence: Sentence, first: int, last: int, rule: str, reason: str) -> TraceLine:
    last = min(max(first + 1, last), len(sentence.words))
    return TraceLine(
        start=sentence.starts[first],
        end=sentence.token_end(last - 1),
        rule=rule,
        words=as_written(sentence, first, last),
        note=reason,
    )


def as_written(sentence: Sentence, first: int, last: int) -> str:
    """The tokens `first`..`last` (exclusive) as the text has them, with one space where the text has any."""
    words = sentence.words[first : first + 1]
    for index in range(first + 1, min(last, len(sentence.words))):
        apart = sentence.starts[index] > sentence.token_end(index - 1)
        words.append(f" {sentence.words[index]}" if apart else sentence.words[index])
    return "".join(words)

"""When resolutions settle a claim: by one reviewer, by two who agree, or by a third where two differ."""

from collections.abc import Sequence
from typing import Final, get_args

from claims.lifecycle import Move, StateError
from claims.model import Claim, ReadingName, Resolution
from claims.outcome import derive_outcome

READINGS: Final[tuple[ReadingName, ...]] = get_args(ReadingName)


def agree(claim: Claim, one: Resolution, other: Resolution) -> bool:
    """Whether two resolutions say the same: what happened, how far or why not, and the outcome under every reading.

    Days that differ without changing an outcome are no disagreement.
    """
    if (one.happened, one.value, one.void_reason) != (other.happened, other.value, other.void_reason):
        return False
    return all(derive_outcome(claim, one, each).y == derive_outcome(claim, other, each).y for each in READINGS)


def next_move(claim: Claim, before: Sequence[Resolution], given: Resolution, reviewers: int) -> Move:
    """What a resolution does, given those `before` it in the claim's present round: it resolves, or is one answer.

    With one reviewer every resolution resolves. With two the first is an answer, a second that agrees resolves, one
    that differs leaves the claim disputed, and a third decides whatever it says. Raises StateError for a second
    resolution by the same reviewer.
    """
    if reviewers == 1:
        return "resolve"
    if given.actor in {each.actor for each in before}:
        raise StateError(f"{given.actor} has resolved this claim already; it waits for another reviewer")
    if not before:
        return "answer"
    if len(before) == 1 and not agree(claim, before[0], given):
        return "answer"
    return "resolve"

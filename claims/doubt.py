"""How doubtful the reading of a claim is: points for what makes readings go wrong, each with its reason.

The points are our judgement of how much each sign says, in the order in which the corpus shows misreadings; they rank a
queue and are no probability.
"""

from typing import Final

import msgspec

from claims.model import ClaimReading

DOUBT_MAX: Final = 100
"""No claim is more doubtful than this."""


class Doubt(msgspec.Struct, frozen=True, kw_only=True):
    """One reason to doubt a reading, in words, and its points."""

    reason: str
    points: int


def doubts(claim: ClaimReading) -> tuple[Doubt, ...]:
    """The reasons to doubt how the claim was read, the weightiest first; empty for a plain one."""
    found = [Doubt(reason=reason, points=points) for reason, points in _signs(claim)]
    return tuple(sorted(found, key=lambda each: (-each.points, each.reason)))


def doubt_score(claim: ClaimReading) -> int:
    """The sum of the points, at most DOUBT_MAX."""
    return min(DOUBT_MAX, sum(each.points for each in doubts(claim)))


def _signs(claim: ClaimReading) -> list[tuple[str, int]]:
    quoted = claim.text[:1] in {'"', "“", "‘", "„", "«"}
    signs = (
        (quoted and claim.speaker is None, "a quotation without a speaker: the rules abstained from naming one", 30),
        (not quoted and claim.speaker is None, "no speaker named: taken as the article's own voice", 15),
        (claim.horizon is not None and _undated(claim), "time words that the rules gave no day", 20),
        (claim.horizon is None, "no time words", 10),
        (claim.openness == "vague", "a vague horizon: its last day is our default", 15),
        (claim.hedge == "possible", "hedged as merely possible", 15),
        (claim.hedge in {"likely", "unlikely"}, "hedged", 5),
        (claim.conditional, "hangs on a condition", 10),
        (claim.negated, "negated", 5),
        (claim.via is not None, "reported at second hand", 5),
        (claim.attribution == "indirect", "told in the article's words, not quoted", 5),
        (len(claim.text) > 300, "long: it may hold more than one claim", 5),
        (len(claim.text) < 25, "very short", 10),
        (len(claim.rules) < 2, "only one rule fired", 10),
    )
    return [(reason, points) for holds, reason, points in signs if holds]


def _undated(claim: ClaimReading) -> bool:
    return claim.latest is None and claim.default_latest is None and claim.begins is None

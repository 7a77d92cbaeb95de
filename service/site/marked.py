"""A text in pieces, each with the claims that it belongs to, for pages that show claims where they stand."""

from collections.abc import Sequence
from itertools import pairwise

import msgspec

from claims.model import ClaimReading


class Piece(msgspec.Struct, frozen=True):
    """A stretch of the text, and the numbers (from 1) of the claims over it and of those that begin with it."""

    text: str
    claims: tuple[int, ...] = ()
    begins: tuple[int, ...] = ()


def mark(text: str, claims: Sequence[ClaimReading]) -> tuple[Piece, ...]:
    """The whole text, cut wherever a claim begins or ends; claims may overlap."""
    cuts = sorted({0, len(text), *(place for claim in claims for place in (claim.start, claim.end))})
    numbered = list(enumerate(claims, 1))
    return tuple(
        Piece(
            text[start:end],
            tuple(number for number, claim in numbered if claim.start <= start and end <= claim.end),
            tuple(number for number, claim in numbered if claim.start == start),
        )
        for start, end in pairwise(cuts)
    )

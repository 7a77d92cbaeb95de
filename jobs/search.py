"""Claims found by their words."""

import msgspec

from claims.model import Claim
from storage.ledger import Ledger


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A claim that was found; the higher its `score` (BM25), the better it fits."""

    score: float
    claim: Claim


def search_claims(ledger: Ledger, words: str, *, limit: int) -> tuple[Found, ...]:
    """The claims in whose texts or speakers all the words occur, the best first; at most `limit`."""
    return tuple(_found(ledger, hit.claim_id, hit.score) for hit in ledger.search(words, limit=limit))


def _found(ledger: Ledger, claim_id: str, score: float) -> Found:
    return Found(score=score, claim=ledger.claim(claim_id))

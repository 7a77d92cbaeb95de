"""The timeline of an article, a speaker or a topic: what happened and what was said would happen, in order."""

from datetime import datetime
from itertools import islice
from typing import Final

from claims.timeline import TimelineEntry
from claims.timeline import timeline as ordered
from storage.ledger import ClaimFilter, Ledger, every_claim

CLAIMS_MAX: Final = 5_000
"""The most claims that one timeline is made of: the newest."""


def timeline(
    ledger: Ledger,
    *,
    now: datetime,
    speaker_id: str | None = None,
    topic: str | None = None,
    article_id: str | None = None,
) -> tuple[TimelineEntry, ...]:
    """The entries known at `now`, in order, of the claims that all the given filters fit.

    Raises NotFound for a speaker or an article that there is not.
    """
    with ledger.snapshot():
        if speaker_id:
            ledger.speaker(speaker_id)
        if article_id:
            ledger.article(article_id)
        wanted = ClaimFilter(speaker_id=speaker_id, topic=topic, article_id=article_id)
        claims = tuple(islice(every_claim(ledger, wanted), CLAIMS_MAX))
        resolutions = ledger.resolutions([claim.id for claim in claims])
        articles = {claim.article_id for claim in claims if claim.article_id} | ({article_id} if article_id else set())
        mentions = ledger.mentions(sorted(articles))
    return ordered(claims, resolutions, mentions, as_of=now)

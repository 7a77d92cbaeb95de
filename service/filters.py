"""Filters of lists by id: one that names nothing is told so, since an empty list would hide a mistyped id."""

from storage.ledger import About, Ledger


def find_about(ledger: Ledger, speaker_id: str | None, article_id: str | None, topic: str | None) -> About:
    """The filter of these. Raises NotFound for a speaker or an article that there is not."""
    if speaker_id is not None:
        ledger.speaker(speaker_id)
    if article_id is not None:
        ledger.article(article_id)
    return About(speaker_id=speaker_id, article_id=article_id, topic=topic)

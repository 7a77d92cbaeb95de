"""Filters of lists by id: one that names nothing is told so, since an empty list would hide a mistyped id."""

from jobs.speakers import answerable
from storage.ledger import About, Ledger


def find_about(ledger: Ledger, speaker_id: str | None, article_id: str | None, topic: str | None) -> About:
    """The filter of these; whoever was merged into another is found there.

    Raises NotFound for a speaker or an article that there is not.
    """
    if speaker_id is not None:
        speaker_id = answerable(ledger, speaker_id).id
    if article_id is not None:
        ledger.article(article_id)
    return About(speaker_id=speaker_id, article_id=article_id, topic=topic)

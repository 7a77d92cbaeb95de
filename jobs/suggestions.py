"""Evidence suggestions: stored articles that may tell what became of a claim. Never a resolution by itself."""

from typing import Final

import msgspec

from claims.lifecycle import closes_at, last_day
from claims.outcome import made_day
from claims.suggestions import best_sentence, own_words, weights
from storage.ledger import Ledger

SUGGESTED_MAX: Final = 10
"""The most articles that are suggested."""


class Suggestion(msgspec.Struct, frozen=True, kw_only=True):
    """An article that shares words with a claim: `share` (0-1) of their weight, and the sentence that matched best.

    The sentence stands at `start`..`end` (exclusive) of the article.
    """

    article_id: str
    title: str | None
    publisher: str | None
    url: str | None
    published_at: str
    share: float
    words: tuple[str, ...]
    sentence: str
    start: int
    end: int


class Suggestions(msgspec.Struct, frozen=True, kw_only=True):
    """The articles suggested for a claim, best first, the words that were looked for, and how many articles were read.

    `complete` is false where there were more articles since the claim was made than are read: those were that were
    published nearest to the close of its window.
    """

    claim_id: str
    words: tuple[str, ...]
    read: int
    complete: bool
    items: tuple[Suggestion, ...]


def suggest(ledger: Ledger, claim_id: str) -> Suggestions:
    """Articles published since the claim was made, by how much of its own words they share. Raises NotFound."""
    claim = ledger.claim(claim_id)
    words = own_words(claim)
    near = last_day(closes_at(claim), claim.time_zone)
    found = ledger.articles_with(words, since=made_day(claim), near=near, but=claim.article_id)
    weight = weights(found.counts, found.read)
    total = sum(weight.values())
    ranked = sorted(found.matches, key=lambda each: (-sum(weight[word] for word in each.words), each.article_id))
    items: list[Suggestion] = []
    for match in ranked[:SUGGESTED_MAX]:
        article = ledger.article(match.article_id)
        best = best_sentence(article.text, weight)
        if best is None:
            continue
        items.append(
            Suggestion(
                article_id=article.id,
                title=article.title,
                publisher=article.publisher,
                url=article.url,
                published_at=article.published_at,
                share=round(sum(weight[word] for word in match.words) / total, 3),
                words=match.words,
                sentence=best[0],
                start=best[1],
                end=best[2],
            )
        )
    return Suggestions(claim_id=claim.id, words=words, read=found.read, complete=found.complete, items=tuple(items))

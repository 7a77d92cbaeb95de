"""What waits for somebody: which due claims are meant, and how many of them there are, by whom and by what."""

from datetime import datetime
from typing import Final

import msgspec


class DueFilter(msgspec.Struct, frozen=True, kw_only=True):
    """Which due claims are meant; all of them where nothing is given.

    `awake_at` leaves out those that are snoozed beyond that instant; `disputed` keeps only those (or only the others).
    """

    speaker_id: str | None = None
    article_id: str | None = None
    topic: str | None = None
    assignee: str | None = None
    disputed: bool | None = None
    awake_at: datetime | None = None


EVERYTHING_DUE = DueFilter()
"""The filter that leaves no due claim out."""


class DueTotals(msgspec.Struct, frozen=True, kw_only=True):
    """How many claims are due. A claim is due since its time to look, or since it was stored where that came later.

    `overdue` have been so for longer than the time allowed; `old` were so old when they came in that it had passed
    already; `oldest_id` is due the longest, since `oldest_since`. `reached` are the claims, old ones left out, whose
    time allowed ran out within the week, and `met` those of them that were decided in it.
    """

    due: int
    overdue: int
    old: int
    disputed: int
    snoozed: int
    assigned: int
    oldest_id: str | None
    oldest_since: datetime | None
    reached: int
    met: int


class DueGroup(msgspec.Struct, frozen=True, kw_only=True):
    """The due claims of one assignee, topic or speaker; `key` is its name or id, null for those without one."""

    key: str | None
    due: int
    overdue: int
    oldest_since: datetime


ARTICLES_READ_MAX: Final = 5_000
"""The most articles in which words are looked for: 0.2 ms each for 500 words, on an idle core."""

CHARACTERS_READ_MAX: Final = 20_000
"""How much of each of them is looked at, from its beginning, in characters."""


MARKS: Final = "\t\n\r.,;:!?\"'()[]{}<>*_/|\u2018\u2019\u201c\u201d\u201e\u00ab\u00bb\u2026-\u2010\u2011\u2013\u2014"
"""What stands between words; each is read as a space."""


class ArticleMatch(msgspec.Struct, frozen=True, kw_only=True):
    """An article and those of the words looked for that it holds, sorted."""

    article_id: str
    words: tuple[str, ...]


class ArticleMatches(msgspec.Struct, frozen=True, kw_only=True):
    """What words were found in: the articles that hold any, by id, and in how many of the `read` each word stands.

    `complete` is false where there were more articles than are read.
    """

    matches: tuple[ArticleMatch, ...]
    counts: dict[str, int]
    read: int
    complete: bool

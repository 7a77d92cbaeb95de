"""Finds words and names in texts, in the same way in every engine."""

import re
from collections.abc import Iterable


def words_pattern(words: Iterable[str]) -> str:
    """A regular expression (RE2 and Python) for any of the words, the longest first, whatever their case.

    Between the parts of a name any white space, hyphens, underscores and plus signs may stand, so that it is found in
    the address of a page too. It matches within longer words. Raises ValueError for no words.
    """
    names = sorted({" ".join(word.split()) for word in words} - {""}, key=lambda word: (-len(word), word))
    if not names:
        raise ValueError("no words to look for")
    return "(?i)(?:" + "|".join(r"[\s_+-]+".join(map(re.escape, name.split())) for name in names) + ")"


def whole_words(words: Iterable[str]) -> re.Pattern[str]:
    """Finds the words of `words_pattern` where they are not part of longer ones."""
    return re.compile(r"(?i)(?<![^\W_])(?:" + words_pattern(words).removeprefix("(?i)") + r")(?![^\W_])")

"""Calendar words that are also something else: May and April the persons, the Sun, a March on the capital."""

import re
from typing import Final

_MONTHS: Final = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
_DAYS: Final = "Mon|Tue|Wed|Thu|Fri|Sat|Sun"
_REACH: Final = 28  # Characters before a word in which its context is looked for.

SHORT: Final = frozenset(["Mon", "Wed", "Fri", "Sat", "Sun", "Jan", "Jun", "Mar", "Dec", "Sep"])
"""Abbreviations that are also names or words, and so need a date about them."""
NAMESAKES: Final = frozenset(["May", "March", "April", "June", "August"])
"""Months that persons (or a march) are called by."""
DOUBTFUL: Final = SHORT | NAMESAKES | {"august", "SUN", "SAT", "MON", "WED", "MAR", "JAN", "DEC"}
"""Forms, as they stand in a text, that `is_calendar` decides about."""

_FIGURE_BEFORE: Final = re.compile(r"(?:\d|\d(?:st|nd|rd|th)(?: of)?|[ap]\.?m\.?),?[\s/-]*\Z")
_FIGURE_AFTER: Final = re.compile(
    rf"\.?,?\s*['\u2019]?\d|\.?,?\s+(?:(?:and|or|to|through|until)\s+)?(?:{_MONTHS}|{_DAYS})[a-z]*\b|"
    rf"\s*[-\u2013/]\s*(?:{_MONTHS}|{_DAYS})|\.?\s+(?:morning|afternoon|evening|night)\b"
)
_DATE_WORDS: Final = re.compile(
    r"\b(?:on|by|until|till|before|after|next|this|last|from|through|since|in|early|late|mid|due|each|every|coming|"
    rf"(?:end|start|rest|half|middle|beginning|week) of|(?:{_MONTHS}|{_DAYS})[a-z]*\.?\s(?:and|or|to)|"
    rf"(?:{_MONTHS}|{_DAYS})[a-z]*[-\u2013/])[\s-]*\Z",
    re.IGNORECASE,
)
_IN_MONTH: Final = re.compile(
    r"(?:\b(?:in|on|until|till|since|during|throughout|before|after|by|through|over|last|next|this|coming|every|each|"
    r"early|mid|late|the|an?|its|their|our|his|her|my|of|for|between|from|or|"
    rf"(?:{_MONTHS})[a-z]*\s(?:and|to)|\d(?:st|nd|rd|th)?)|['\u2019]s|[-/(])\s*\Z",
    re.IGNORECASE,
)
_FIRM_MONTH: Final = re.compile(
    r"(?:\b(?:in|of|since|last|next|this|early|mid|late|during)|\d(?:st|nd|rd|th)?|-)\s*\Z", re.I
)
_SURNAME: Final = re.compile(r"\s+(?!I\b|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)[A-Z][a-z\u00e0-\u00ff'\u2019-]")
_SPEAKS: Final = re.compile(
    r"\s+(?:said|says|told|added|insisted|argued|replied|wrote|warned|vowed|pledged|promised|admitted|resigned|who|"
    r"herself|himself)\b"
)
_FORENAME: Final = re.compile(r"(?:\b[A-Z]\.|[A-Z][\w\u2019'-]+)\s\Z")
_TITLE: Final = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Lady|Lord|Prof)\.?\s\Z")
_MARCHES: Final = re.compile(r"\s+(?:on|for|against|of|to)\s+[A-Z]")
_MARCHED: Final = re.compile(r"(?:\b(?:the|an?|his|her|their|annual)|['\u2019]s|\A)\s*\Z", re.IGNORECASE)
_VENERABLE: Final = re.compile(r"\b(?:an?|this|such|most|more|his|her|their|its|our|in|the)\s\Z", re.IGNORECASE)
_NOUN: Final = re.compile(r"\s+(?!(?:and|or|to|of|at|when|as|for|with|if|but|after|before|this|next|last)\b)[a-z]")


def is_calendar(sentence: str, start: int, end: int, named: bool) -> bool:
    """Whether the doubtful form at `start`..`end` is a calendar word; `named` where a name stands right before it."""
    before = sentence[max(start - _REACH, 0) : start]
    if _FIGURE_BEFORE.search(before) or _FIGURE_AFTER.match(sentence, end):
        return True
    word = sentence[start:end]
    if word == "august":
        return not (_VENERABLE.search(before) and _NOUN.match(sentence, end))
    if word in NAMESAKES:
        return _is_month(sentence, before, word, end, named)
    return bool(_DATE_WORDS.search(before)) and not _SURNAME.match(sentence, end)


def _is_month(sentence: str, before: str, word: str, end: int, named: bool) -> bool:
    if _TITLE.search(before) or (named and _FORENAME.search(before)):
        return False
    if _SPEAKS.match(sentence, end) and not _FIRM_MONTH.search(before):
        return False
    if word == "March" and _MARCHES.match(sentence, end) and _MARCHED.search(before):
        return False
    return not _SURNAME.match(sentence, end) or bool(_IN_MONTH.search(before))

"""Words of probability and the numbers they stand for, in named lexicons that a report can switch between.

The tables hold how likely the *thing* is when the words are said of it, as their sources print it. What is returned is
how likely the *claim as worded* is: for words of the class "unlikely" the claim is that the thing will not happen, so
"unlikely" at 30 % makes a claim of 70 %.
"""

import re
from typing import Final, Literal, get_args

import msgspec

from claims.model import Claim, Hedge

LexiconName = Literal["default", "kent-1964", "icd-203", "phia", "survey"]
LEXICONS: Final[tuple[LexiconName, ...]] = get_args(LexiconName)

CLASS_DEFAULTS: Final[dict[Hedge, float]] = {"certain": 0.97, "likely": 0.75, "possible": 0.40, "unlikely": 0.80}
"""Probability of the claim as worded by class of hedge, where no table has a number. Certain is never 1."""


class Probability(msgspec.Struct, frozen=True):
    """How likely a claim as worded is (0-1), and where that is from: "stated", "lexicon:<name>" or "default"."""

    value: float
    source: str


class HedgeWords(msgspec.Struct, frozen=True):
    """Words of probability at `start`..`end` (exclusive) of a text.

    `entry` is their line in the tables. `too_wide` marks may, might and could: surveys put them anywhere in 10-70 %.
    """

    words: str
    start: int
    end: int
    entry: str
    hedge: Hedge
    too_wide: bool


class _Entry(msgspec.Struct, frozen=True):
    """One line of the tables: its class, what matches it, and its number in percent by lexicon (a band's midpoint)."""

    name: str
    hedge: Hedge
    pattern: str
    percent: dict[LexiconName, float] = {}
    too_wide: bool = False


def _middle(low: float, high: float) -> float:
    return (low + high) / 2


# kent-1964: Sherman Kent, "Words of Estimative Probability", Studies in Intelligence 8 (4), 1964; the printed middle.
# icd-203: US Intelligence Community Directive 203, "Analytic Standards", 2015, section D.6.e(2)(a); bands.
# phia: UK Professional Head of Intelligence Assessment, "Probability Yardstick"; bands.
# survey: medians of a survey of readers, n = 5,174; the median is used, not the middle of the quartiles.
# A line with fewer lexicons than that is one on which the others are silent. More specific lines stand first.
_ENTRIES: Final[tuple[_Entry, ...]] = (
    _Entry(
        "almost no chance",
        "unlikely",
        r"(?:almost|virtually|practically|next to) no (?:chance|prospect|possibility)"
        r"|(?:a )?remote (?:chance|possibility)|remote",
        {"kent-1964": 7, "icd-203": _middle(1, 5), "phia": _middle(0, 5), "survey": _middle(2, 5)},
    ),
    _Entry(
        "very unlikely",
        "unlikely",
        r"(?:very|highly|extremely|most) (?:unlikely|improbable)",
        {"icd-203": _middle(5, 20), "phia": _middle(10, 20), "survey": 5},
    ),
    _Entry(
        "unlikely",
        "unlikely",
        r"unlikely|improbable|probably not|probably (?:will not|won['’]t)|not (?:very )?likely|doubtful",
        {"kent-1964": 30, "icd-203": _middle(20, 45), "phia": _middle(25, 35), "survey": 20},
    ),
    _Entry(
        "almost certain",
        "certain",
        r"(?:almost|nearly|virtually|practically|all but|near) certain(?:ly|ty)?",
        {"kent-1964": 93, "icd-203": _middle(95, 99), "phia": _middle(95, 100), "survey": 95},
    ),
    _Entry(
        "very likely",
        "likely",
        r"(?:very|highly|extremely|most) (?:likely|probable|probably)",
        {"icd-203": _middle(80, 95), "phia": _middle(80, 90), "survey": 90},
    ),
    _Entry("better than even", "likely", r"better than even|more likely than not", {"survey": 60}),
    _Entry(
        "about even",
        "possible",
        r"(?:(?:about|roughly) )?even (?:chances?|odds)|chances (?:are )?(?:about |roughly )?even"
        r"|about even|fifty[- ]fifty|50[-/ ]50",
        {"kent-1964": 50, "icd-203": _middle(45, 55), "survey": 50},
    ),
    _Entry(
        "likely",
        "likely",
        r"likely|probable|probably|in all (?:likelihood|probability)",
        {"kent-1964": 75, "icd-203": _middle(55, 80), "phia": _middle(55, 75), "survey": 75},
    ),
    _Entry(
        "realistic possibility", "possible", r"(?:a )?realistic possibility", {"phia": _middle(40, 50), "survey": 60}
    ),
    _Entry("may", "possible", r"may|might|could", {"survey": 40}, too_wide=True),
    _Entry("will", "certain", r"will|shall|won['’]t", {"kent-1964": 100, "survey": 100}),
)

_BY_NAME: Final = {entry.name: entry for entry in _ENTRIES}
_WORDS: Final = re.compile("|".join(rf"\b(?P<e{i}>{entry.pattern})\b" for i, entry in enumerate(_ENTRIES)), re.I)
# The month is not the verb: "in May", "by May", "May 3".
_MONTH: Final = re.compile(r"May\b(?! (?:be|have|not|well|also|yet|still|soon|[a-z]))")


def find_hedge_words(text: str) -> tuple[HedgeWords, ...]:
    """The words of probability in the text, sorted by start, none overlapping; empty where there are none."""
    found: list[HedgeWords] = []
    for match in _WORDS.finditer(text):
        entry = _ENTRIES[int(str(match.lastgroup)[1:])]
        if entry.name == "may" and match.start() > 0 and _MONTH.match(text, match.start()):
            continue
        found.append(
            HedgeWords(match.group(), match.start(), match.end(), entry.name, entry.hedge, too_wide=entry.too_wide)
        )
    return tuple(found)


def probability(words: str, lexicon: LexiconName = "default") -> Probability:
    """How likely a claim with these words of probability is: words from the tables, or the name of a class of hedge.

    A line on which the lexicon is silent falls back to the default of its class, and its source says "default".
    Raises ValueError for words that no line has.
    """
    entry = _entry_of(words)
    if entry is None:
        if words in CLASS_DEFAULTS:
            return Probability(CLASS_DEFAULTS[words], "default")
        raise ValueError(f"{words!r} are not words of probability that a lexicon has")
    percent = entry.percent.get(lexicon)
    if percent is None:
        return Probability(CLASS_DEFAULTS[entry.hedge], "default")
    worded = 100 - percent if entry.hedge == "unlikely" else percent
    return Probability(worded / 100, f"lexicon:{lexicon}")


def claim_probability(claim: Claim, lexicon: LexiconName = "default") -> Probability:
    """How likely the claim as worded is under the lexicon. A number that the speaker stated stands under every one.

    The words are looked for in the claim's text, among those of its class of hedge, the most telling first.
    """
    if claim.probability_source == "stated":
        return Probability(claim.probability, "stated")
    if lexicon != "default":
        of_class = [words for words in find_hedge_words(claim.text) if words.hedge == claim.hedge]
        telling = sorted(of_class, key=lambda words: (words.entry == "will", words.start))
        if telling:
            return probability(telling[0].entry, lexicon)
    return Probability(CLASS_DEFAULTS[claim.hedge], "default")


def is_too_wide(claim: Claim) -> bool:
    """Whether the claim's hedge spans too much for the headline: the class "possible" with no number stated."""
    return claim.hedge == "possible" and claim.probability_source != "stated"


def _entry_of(words: str) -> _Entry | None:
    key = " ".join(words.split()).casefold()
    if key in _BY_NAME:
        return _BY_NAME[key]
    match = _WORDS.fullmatch(key)
    return _ENTRIES[int(str(match.lastgroup)[1:])] if match else None

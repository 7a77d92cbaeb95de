"""How somebody takes what is said, and whether a word is the verb of its clause."""

from typing import Final

from claims.reading.lexicon import Lexicon, Verb
from claims.reading.model import Sentence

_QUOTES: Final = frozenset("\"“”‘’'«»„`")
_STANCES: Final = ("memory", "wish", "demand", "denial", "fear", "doubt", "report", "belief")
NEGATIONS: Final = frozenset({"not", "n't", "never", "don't", "doesn't", "didn't", "hasn't", "hadn't", "haven't"})
NOUNISH: Final = frozenset(
    [
        "reports",
        "report",
        "claims",
        "claim",
        "estimates",
        "estimate",
        "forecasts",
        "forecast",
        "comments",
        "comment",
        "promises",
        "promise",
        "demands",
        "demand",
        "requests",
        "request",
        "hopes",
        "hope",
        "fears",
        "fear",
        "doubts",
        "doubt",
        "wishes",
        "wish",
        "points",
        "point",
        "posts",
        "post",
        "rules",
        "rule",
        "orders",
        "order",
        "notes",
        "note",
        "states",
        "state",
        "concludes",
        "bets",
        "bet",
        "pledges",
        "pledge",
        "vows",
        "vow",
        "counts",
        "quotes",
        "quote",
        "state",
        "briefs",
        "decisions",
        "projects",
        "project",
        "signals",
        "signal",
        "guarantees",
        "guarantee",
        "appeals",
        "appeal",
        "advances",
        "stresses",
        "stress",
        "questions",
        "claims",
        "laughs",
        "sighs",
    ]
)
_PRONOUNS: Final = frozenset(
    [
        "that",
        "this",
        "these",
        "those",
        "all",
        "both",
        "some",
        "many",
        "most",
        "several",
        "few",
        "two",
        "three",
        "other",
        "one",
        "each",
        "another",
    ]
)


def copula_before(lows: list[str], index: int, lexicon: Lexicon) -> bool:
    before = lows[index - 1] if index else ""
    return before in {"remain", "remains", "remained", "feels", "felt", "sounded"} or any(
        low in lexicon.be_forms for low in find_chain(lows, index, lexicon)
    )


def plural(sentence: Sentence, span: tuple[int, int], lexicon: Lexicon) -> bool:
    """Whether a subject can take a base form ("analysts expect", not "the first suspect")."""
    lows = sentence.lows[span[0] : span[1]]
    if set(lows) & {
        "i",
        "we",
        "you",
        "they",
        "and",
        "people",
        "police",
        "many",
        "some",
        "others",
        "most",
        "few",
        "both",
        "all",
        "them",
    }:
        return True
    return (
        any(low.endswith("s") and low not in {"this", "its", "his", "'s"} for low in lows)
        or lows[-1] in lexicon.group_nouns
    )


def is_noun(lows: list[str], index: int, lexicon: Lexicon) -> bool:
    """Whether the word at `index` is a noun there: a determiner, possessive or preposition stands before it."""
    before = lows[index - 1] if index else ""
    if lows[index] not in NOUNISH:
        plain = not {"past", "ing"} & lexicon.verbs[lows[index]].forms if lows[index] in lexicon.verbs else False
        return plain and before in lexicon.determiners - _PRONOUNS
    if (
        before in {"that", "this", "who", "all", "both", "some", "many", "most", "these", "those", "no", "its"}
        and before not in lexicon.possessives
    ):
        return False
    if (
        before[:1].isdigit()
        or before in lexicon.determiners
        or before in lexicon.possessives
        or before
        in {"of", "for", "in", "on", "with", "as", "by", "any", "from", "than", "new", "amid", "despite", "into", "at"}
    ):
        return True
    if index + 1 >= len(lows):
        return False
    following = lows[index + 1]
    held = lexicon.verbs.get(following)
    if following in lexicon.auxiliaries or (held is not None and "base" in held.forms and lows[index].endswith("s")):
        return True
    return following in {"of", "for", "'s", "across", "from", "over", "about"}


def finite_use(lows: list[str], span: tuple[int, int], index: int, after: str, lexicon: Lexicon) -> bool:
    del span, index
    return (
        after not in {"of", "for", "in", "on", "by", "from", "'s", "and", "or"}
        or after in {"that"}
        or after in lexicon.determiners
    )


def find_chain(lows: list[str], index: int, lexicon: Lexicon) -> list[str]:
    """The auxiliaries, negatives and adverbs right before a verb, in order."""
    back = index - 1
    while (
        back >= 0
        and index - back < 7
        and (
            lows[back] in lexicon.auxiliaries
            or lows[back] in lexicon.adverbs
            or lows[back] in lexicon.negatives
            or lows[back] == "to"
        )
    ):
        back -= 1
    return lows[back + 1 : index]


def find_stance(verb: Verb, chain: list[str], after: str, lows: list[str], index: int) -> str:
    negated = any(word in NEGATIONS for word in chain) or lows[index - 1 : index] == ["nobody"]
    supposes = after == "if" and verb.base in {"say", "warn", "add"} and not negated and "would" not in chain
    asking = after in {"whether", "if", "how", "what", "why", "when", "where", "who"}
    if asking and not supposes and not (verb.classes & {"belief"}):
        return "question"
    stance = next((name for name in _STANCES if name in verb.classes), "report")
    if stance == "demand" and ({"report"} & verb.classes) and after in {"that", ":", ","} and verb.base in {"advise"}:
        stance = "report"
    if negated:
        if stance in {"belief"}:
            return "denial" if {"cannot", "can't", "can"} & set(chain) else "doubt"
        if stance == "doubt":
            return "report"
        if stance == "report" and after not in _QUOTES:
            return "question"
    return stance

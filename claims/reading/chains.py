# ruff: noqa: PLR0911 - a rule reads best as a run of cases, each with its own answer.
"""What stands around a verb: auxiliaries, adverbs, negatives, "to" and objects."""

from typing import Final

from claims.reading.lexicon import Lexicon
from claims.reading.model import Sentence

_QUOTES: Final = frozenset("\"“”‘’'`«»")
_NO_MORE: Final = frozenset(["more", "less", "later", "longer", "sooner", "earlier", "fewer", "doubt", "one", "matter"])
_NEGATIVE_OBJECTS: Final = frozenset({"no", "nothing", "nobody", "none", "neither"})


def past_adverbs(lows: list[str], index: int, lexicon: Lexicon) -> int:
    """The first token from `index` that is no adverb, negative or comma-bound aside."""
    steps = 0
    while (
        index < len(lows)
        and steps < 6
        and (
            lows[index] in lexicon.adverbs
            or lows[index] in lexicon.negatives
            or (lows[index] == "most" and lows[index + 1 : index + 2] == ["likely"])
        )
    ):
        index += 1
        steps += 1
    if index + 1 < len(lows) and lows[index] in _QUOTES:
        return index + 1
    if index < len(lows) and lows[index] == "," and steps < 6:
        for later in range(index + 1, min(len(lows), index + 7)):
            if lows[later] == ",":
                return later + 1
    return index


def word_before(lows: list[str], index: int, lexicon: Lexicon) -> int:
    """The last token before `index` that is no adverb or negative."""
    index -= 1
    steps = 0
    if index >= 0 and lows[index] in _QUOTES:
        index -= 1
    while (
        index >= 0
        and steps < 5
        and (lows[index] in lexicon.adverbs or lows[index] in lexicon.negatives)
        and lows[index] not in lexicon.be_forms
    ):
        index -= 1
        steps += 1
    return index


def verb_like(sentence: Sentence, index: int, lexicon: Lexicon) -> bool:
    """Whether the token behind "to" is a verb: known as one, or at least no determiner, name or number."""
    if index >= len(sentence.lows):
        return False
    low = sentence.lows[index]
    if low in lexicon.base_verbs:
        return True
    if low in lexicon.determiners or low in lexicon.prepositions or low in lexicon.weekdays or low in lexicon.months:
        return False
    word = sentence.words[index]
    if not word[0].isalpha() or word[0].isupper() or low.endswith(("ing", "tion", "ment", "ness", "ity", "ers")):
        return False
    following = sentence.lows[index + 1] if index + 1 < len(sentence.lows) else ""
    return following not in {"of", ","} and not low.endswith("s")


def is_negated(lows: list[str], first: int, verb: int, lexicon: Lexicon) -> bool:
    """Whether a negative stands in the subject's opening, the verb chain or right behind the verb."""
    for index in range(first, min(verb, len(lows))):
        if lows[index] in lexicon.negatives and lows[index] not in {"without", "just"}:
            if lows[index] == "not" and lows[index + 1 : index + 2] in (["only"], ["just"]):
                continue
            if lows[verb : verb + 1] == ["long"] or lows[verb - 1 : verb + 1] == ["be", "long"]:
                continue  # "It will not be long before he returns": he will.
            if _no_more(lows, index):
                continue
            return True
    for index in range(verb, min(verb + 3, len(lows))):
        if lows[index] in {",", "."} or lows[index] in _QUOTES:
            return False
        if lows[index] in _NEGATIVE_OBJECTS:
            return not _no_more(lows, index)
        if lows[index] in {"not"} and index <= verb + 1:
            return True
    return False


def _no_more(lows: list[str], index: int) -> bool:
    """Whether a "no" is that of "no later than" or "no doubt", which denies nothing."""
    following = lows[index + 1 : index + 3]
    return (
        lows[index] == "no"
        and bool(following)
        and (following[0] in {"doubt", "matter"} or (following[0] in _NO_MORE and following[-1] == "than"))
    )


def subject_negative(lows: list[str], cue: int) -> bool:
    """Whether the subject right before a cue opens with "no", "nobody", "none of", "neither"."""
    for index in range(cue - 1, max(-1, cue - 9), -1):
        low = lows[index]
        if low in {",", ";", ":", "that", ".", "—"} or low in _QUOTES:
            return False
        if index and lows[index - 1] in {"if", "unless", "when", "because"}:
            return False
        if low in {"nobody", "none", "neither", "nothing"} or (low == "not" and lows[index + 1] in {"one", "a"}):
            return True
        if low == "no" and not _no_more(lows, index):
            return True
    return False


def finite_verb(sentence: Sentence, index: int, lexicon: Lexicon) -> bool:
    """Whether a word that may be a noun is the verb of its clause here."""
    lows = sentence.lows
    before = lows[index - 1] if index else ""
    if before in lexicon.determiners - {"both", "all", "these", "those", "some", "many", "most", "that"}:
        return False
    if before in lexicon.possessives or before in lexicon.prepositions or before in {"to", "no"}:
        return False
    if (
        before == ","
        and "," in lows[max(0, index - 12) : index - 1]
        and lows[index] in {"forecast", "predicted", "expects"}
    ):
        return True
    if before == "," and not (
        {"past", "s"} & lexicon.verbs[lows[index]].forms and lows[index + 1 : index + 2] == ["to"]
    ):
        return False
    if lows[index] in {"plan", "promise", "pledge", "threat", "forecast", "project", "target", "aim"} and {
        "a",
        "an",
    } & set(lows[max(0, index - 5) : index]):
        return False
    if before in {"and", "or"} and "base" in lexicon.verbs[lows[index]].forms:
        return False
    if before in {"said", "says"} and lexicon.verbs[lows[index]].forms <= {"base", "s"}:
        return False
    if lows[index] == "plan" and not (
        before.endswith("s")
        or before in lexicon.subject_pronouns
        or before in lexicon.adverbs
        or before in lexicon.auxiliaries
        or before in lexicon.person_nouns
    ):
        return False
    return bool(before) and before not in _QUOTES and not sentence.words[index][0].isupper()


def object_follows(sentence: Sentence, index: int, lexicon: Lexicon) -> bool:
    if index >= len(sentence.lows):
        return False
    low = sentence.lows[index]
    if low in {"for", "on", "by", "in", "at", "and", "or", "of", "with", "as"} or not (low[0].isalnum()):
        return False
    if low in lexicon.relatives or low in lexicon.subject_pronouns:
        return False
    return (
        low in lexicon.determiners
        or low[0].isdigit()
        or low not in lexicon.prepositions | lexicon.auxiliaries | lexicon.conjunctions
    )

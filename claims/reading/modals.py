# ruff: noqa: PLR0911, PLR0913, PLR0917 - a rule reads best as a run of cases, each with its own answer.
"""Modal verbs that look ahead, and those that wish, bind, enable or look back."""

from typing import Final

from claims.reading.chains import is_negated, past_adverbs, subject_negative
from claims.reading.lexicon import Cue as Entry
from claims.reading.lexicon import Lexicon
from claims.reading.model import Cue, Sentence

_QUOTES: Final = frozenset("\"“”‘’'`«»")
_NO_WOULD: Final = frozenset(["like", "love", "comment", "rather", "prefer", "appreciate", "welcome", "say"])
_SILENCE: Final = frozenset(
    [
        "discuss",
        "confirm",
        "deny",
        "elaborate",
        "say",
        "comment",
        "speculate",
        "reveal",
        "identify",
        "name",
        "disclose",
        "specify",
        "answer",
        "give",
        "drawn",
    ]
)
_UNTOLD: Final = frozenset(["more", "drawn", "named", "identified", "interviewed", "quoted", "specific"])
_ABLY: Final = frozenset({"not", "only", "just", "easily", "simply"})
"""Behind "could" they tell what somebody is free or bound to do."""
_NO_PERFECT: Final = frozenset(
    [
        "to",
        "the",
        "a",
        "an",
        "no",
        "its",
        "his",
        "her",
        "their",
        "our",
        "my",
        "more",
        "until",
        "one",
        "time",
        "enough",
        "something",
        "nothing",
        "little",
        "much",
        "access",
        "power",
        "two",
        "three",
        "four",
        "five",
        "six",
        "several",
        "many",
        "some",
        "any",
        "less",
        "fewer",
        "at",
        "in",
    ]
)
_WILL_NOUNS: Final = frozenset(["free", "political", "good", "ill", "national", "popular", "god's", "own", "last"])


def modal_cue(sentence: Sentence, index: int, lexicon: Lexicon) -> Cue | None:
    lows, words = sentence.lows, sentence.words
    low = lows[index]
    entry = lexicon.modals.get(low)
    if entry is None or not _is_modal(sentence, index, lexicon):
        return None
    verb = past_adverbs(lows, index + 1, lexicon)
    between = lows[index + 1 : verb]
    if any(word in lexicon.habit_adverbs for word in between):
        return None
    main = lows[verb] if verb < len(lows) else ""
    following = lows[verb + 1] if verb + 1 < len(lows) else ""
    negated = (
        low.endswith("n't")
        or low == "wo"
        or is_negated(lows, index + 1, verb + 1, lexicon)
        or subject_negative(lows, index)
    )
    if not _modal_fits(entry, lows, index, main, following, negated, lexicon):
        return None
    hedge = entry.hedge
    if hedge == "certain" and any(word in lexicon.likely_adverbs for word in between):
        hedge = "likely"
    if hedge == "certain" and any(word in lexicon.possible_adverbs for word in lows[max(0, index - 2) : verb]):
        hedge = "possible"
    del words
    return Cue(entry.rule, index, min(verb + 1, len(lows)), hedge, entry.kind, negated, verb=main)


def _is_modal(sentence: Sentence, index: int, lexicon: Lexicon) -> bool:
    """Whether the word is the verb and not a name, a month or a noun."""
    low, word = sentence.lows[index], sentence.words[index]
    before = sentence.lows[index - 1] if index else ""
    after = sentence.lows[index + 1] if index + 1 < len(sentence.lows) else "."
    if low == "wo":
        return after in {"n't"}
    if word[0].isupper() and not word.isupper() and (index and before not in _QUOTES):
        return False
    if word[0].isupper() and not word.isupper():
        return False
    if low == "should" and (not before or before in _QUOTES):
        return False
    if low in {"will", "might"} and (
        before in lexicon.possessives or before in _WILL_NOUNS or before in {"the", "a", "of", "at"}
    ):
        return False
    if low in {"will", "might"} and after.endswith("s") and after[:-1] in lexicon.base_verbs | {"pose"}:
        return False  # "Its military might poses a threat".
    if low == "'d":
        return after not in {"better", "been", "had"} and not after.endswith("ed")
    return True


def _looks_on(lows: list[str], index: int, main: str, following: str, lexicon: Lexicon) -> bool:
    """Whether "will" with a verb of seeing or recalling foretells nothing: "we will see", "fans will remember"."""
    if main == "wait":
        return lows[index + 2 : index + 4] == ["and", "see"]
    if main == "see":
        shown = following[:1].isalnum() or following in {"$", "£", "€"}
        return not shown or following in {"what", "how", "whether", "if", "and"}
    subject = lows[index - 1] if index else ""
    if main not in {"tell", "remember", "recall"}:
        return False
    if main != "tell" and subject not in {"i", "we", "you"} and lexicon.time_words.isdisjoint(lows[:index]):
        return True
    return following == "you" or (subject == "you" and following == "that")


def _goes_by(lows: list[str], index: int, main: str, following: str) -> bool:
    """Whether "would" tells what came later in a tale: "would later say", "would go on to win"."""
    return lows[index + 1 : index + 2] == ["later"] or (
        main == "go" and following == "on" and lows[index + 3 : index + 4] == ["to"]
    )


def _stays_silent(lows: list[str], index: int, main: str) -> bool:
    """Whether "would not" only refuses to tell or to listen: "wouldn't be more specific", "wouldn't hear of it"."""
    verb = lows.index(main, index) if main else index
    following = lows[verb + 1] if verb + 1 < len(lows) else ""
    if main in _SILENCE or following in _SILENCE or "neither" in lows[index + 1 : index + 2]:
        return True
    return (main == "be" and following in _UNTOLD) or (main == "hear" and following == "of")


def _done_by(lows: list[str], index: int, lexicon: Lexicon) -> bool:
    """Whether "would have been finished by June" tells what will be done by then."""
    behind = lows[index + 2 : index + 12]
    if "if" in lows or "by" not in behind[:-1]:
        return False
    after = behind[behind.index("by") + 1 : behind.index("by") + 4]
    return any((low.isdigit() and len(low) == 4) or low in lexicon.time_words | {"then", "end"} for low in after)


def _modal_fits(
    entry: Entry, lows: list[str], index: int, main: str, following: str, negated: bool, lexicon: Lexicon
) -> bool:
    """Whether the modal speaks of what is to come and not of wish, duty, ability or what did not happen."""
    rule = entry.rule
    subject = lows[index - 1] if index else ""
    perfect = (
        main == "have"
        and following not in _NO_PERFECT
        and following not in lexicon.prepositions
        and (not following.endswith("s") and following[:1].isalpha())
    )
    if rule == "will" and _looks_on(lows, index, main, following, lexicon):
        return False
    if rule == "would" and (_goes_by(lows, index, main, following) or (negated and _stays_silent(lows, index, main))):
        return False
    if main and (not main[0].isalpha() or main in {"if", "when", "but", "and"}) and rule in {"could", "may", "would"}:
        return False
    if rule == "would":
        return main not in _NO_WOULD and (not perfect or _done_by(lows, index, lexicon))
    if rule == "may":
        return not perfect
    if rule == "could":
        able = main in lexicon.perception and subject in lexicon.subject_pronouns
        return not (perfect or able or not _ABLY.isdisjoint(lows[index + 1 : index + 2]))
    if rule == "should":
        return not perfect
    return True

# ruff: noqa: PLR0911, PLR0912, PLR0913, PLR0917 - a rule reads best as a run of cases, each with its own answer.
"""Words that look ahead behind a form of "be": "is due to", "was expected to", "are set to"."""

from typing import Final

from claims.reading.chains import is_negated, subject_negative, verb_like, word_before
from claims.reading.lexicon import Cue as Entry
from claims.reading.lexicon import Lexicon
from claims.reading.model import Cue, Sentence

_QUOTES: Final = frozenset("\"“”‘’'`«»")
_REDUCED: Final = frozenset(
    {
        "due",
        "expected",
        "scheduled",
        "set",
        "slated",
        "planned",
        "poised",
        "likely",
        "unlikely",
        "forecast",
        "projected",
    }
)
_TIME_OPENERS: Final = frozenset(
    [
        "in",
        "on",
        "by",
        "at",
        "for",
        "this",
        "next",
        "later",
        "early",
        "late",
        "before",
        "from",
        "after",
        "until",
        "during",
        "within",
        "around",
        "sometime",
        "as",
    ]
)
_COPULAS: Final = frozenset(
    [
        "seem",
        "seems",
        "seemed",
        "look",
        "looks",
        "looked",
        "appear",
        "appears",
        "appeared",
        "remain",
        "remains",
        "remained",
    ]
)
_MOVES: Final = frozenset(
    ["ris", "fall", "grow", "climb", "dropp", "increas", "declin", "reach", "hitt", "mov", "slow", "eas", "shrink"]
)
_WHEN: Final = frozenset(["by", "within", "before", "this", "next", "on", "in", "over", "from", "tonight", "tomorrow"])
_PARTICIPLES: Final = frozenset(["been", "had", "gone", "come", "made", "taken", "left", "lost", "won", "fallen"])
_AIMS: Final = frozenset(
    [
        "way",
        "option",
        "task",
        "job",
        "challenge",
        "point",
        "purpose",
        "idea",
        "problem",
        "trick",
        "key",
        "question",
        "answer",
        "step",
        "thing",
        "best",
        "role",
        "duty",
        "reason",
        "responsibility",
        "mission",
        "focus",
        "priority",
        "function",
        "solution",
        "choice",
        "alternative",
        "approach",
        "concern",
        "work",
    ]
)
_INTENTS: Final = frozenset(
    ["plan", "aim", "goal", "target", "objective", "intention", "intent", "strategy", "ambition"]
)


def copular_cue(sentence: Sentence, index: int, lexicon: Lexicon) -> Cue | None:
    lows = sentence.lows
    low = lows[index]
    entry = lexicon.be_cues.get(low)
    if entry is None:
        return None
    after = lows[index + 1] if index + 1 < len(lows) else "."
    if after in _QUOTES and index + 2 < len(lows):
        after = lows[index + 2]
    back = word_before(lows, index, lexicon)
    before = lows[back] if back >= 0 else ""
    copular = before in lexicon.be_forms or (before in _COPULAS and low != "to") or (before == "be" and low != "to")
    if before == "been" and "had" in lows[max(0, back - 3) : back]:
        return None
    if not copular and not _reduced(sentence, index, back, after, lexicon):
        return None
    if copular and not _be_fits(sentence, low, entry, index, back, after, lexicon):
        return None
    past = before in {"was", "were", "wasn't", "weren't", "seemed", "looked", "appeared"}
    verb = index + 1
    while verb < len(lows) and lows[verb] in {"to", "be", "have", "on", "course"} | lexicon.adverbs:
        verb += 1
    start = back if copular else index
    while start > 0 and (
        lows[start - 1] in lexicon.have_forms or lows[start - 1] in lexicon.modals or lows[start - 1] in lexicon.adverbs
    ):
        start -= 1
    negated = (
        is_negated(lows, start, index + 1, lexicon)
        or lows[index + 1 : index + 2] == ["not"]
        or subject_negative(lows, start)
    )
    hedge, kind = entry.hedge, entry.kind
    if entry.rule == "unlikely":
        negated = True
    if negated and entry.rule in {"is expected", "likely", "expects"}:
        hedge = "unlikely"
    if hedge == "certain" and any(word in lexicon.likely_adverbs for word in lows[start:index]):
        hedge = "likely"
    if lows[verb : verb + 1] == [":"]:
        verb += 1  # What is planned stands behind the colon.
    main = lows[verb] if verb < len(lows) else ""
    if entry.rule == "is to" and any(word in _INTENTS for word in lows[max(0, start - 14) : start]):
        kind = "commitment"
    return Cue(entry.rule, start, min(max(verb, index) + 1, len(lows)), hedge, kind, negated, past=past, verb=main)


def _reduced(sentence: Sentence, index: int, back: int, after: str, lexicon: Lexicon) -> bool:
    """Whether a participle stands without its "be": ", due to open in May"; "the report, expected in June"."""
    lows = sentence.lows
    low = lows[index]
    if low not in _REDUCED or back < 0:
        return False
    before = lows[index - 1]
    if (
        before in lexicon.determiners
        or before in lexicon.prepositions
        or before in lexicon.have_forms
        or before in {"than", "as", "not"}
    ):
        return False
    if before in lexicon.subject_pronouns or before in lexicon.possessives or before in {"to", "be", "had"}:
        return False
    if low in {"likely", "unlikely"}:
        return (
            after == "to"
            and not (lows[index + 2 : index + 3] == ["have"] and _perfect(lows, index + 3))
            and verb_like(sentence, index + 2, lexicon)
        )
    if low == "set":
        return after == "to" and before == "," and verb_like(sentence, index + 2, lexicon)
    if after == "to":
        known = index + 2 < len(lows) and lows[index + 2] in lexicon.base_verbs
        return (
            known
            and not (low == "due" and lows[index + 3 : index + 4] == ["of"])
            and (
                low not in {"expected", "forecast", "projected", "planned"}
                or before in {",", "and"}
                or low == "expected"
            )
        )
    if low in {"forecast", "projected", "poised", "planned"}:
        return False
    return (after in _TIME_OPENERS or (low == "due" and after in {"out", "back"})) and before != "."


def _be_fits(sentence: Sentence, low: str, entry: Entry, index: int, back: int, after: str, lexicon: Lexicon) -> bool:
    """Whether the words behind a form of "be" make the cue look ahead."""
    lows = sentence.lows
    infinitive = after == "to" and verb_like(sentence, index + 2, lexicon)
    if low == "to":
        if "yet" in lows[back + 1 : index]:
            return False
        if not verb_like(sentence, index + 1, lexicon) or back < index - 2 or after == "have":
            return False
        if lows[index - 1] in _QUOTES:
            return False  # It is “to deal with crime”: a purpose.
        if sentence.quotes[index] and lows[back - 1] in {"it", "this", "that"}:
            return False  # “It is not to take over the talks”: the same.
        subject = lows[max(0, back - 8) : back]
        return not any(word in _AIMS for word in subject) or any(word in _INTENTS for word in subject)
    if low == "certain" and (lows[index - 2 : index] == ["all", "but"] or after in {"in", "by", "on", "before"}):
        return True
    if low == "going" and after == "anywhere":
        return True
    if low in {"going", "about", "certain", "sure", "bound", "poised", "destined", "doomed", "guaranteed"}:
        return infinitive
    if low == "seen":
        moves = after.endswith("ing") and after[:-3] in _MOVES
        return moves or (after == "at" and lows[index + 2 : index + 3] != [] and lows[index + 2][0].isdigit())
    if low == "targeting":
        return not lexicon.time_words.isdisjoint(lows[index + 1 : index + 13])
    if low in {"headed", "heading"}:
        return after in {"for", "toward", "towards"}
    if low in {"set", "slated", "pencilled", "tipped", "earmarked", "listed"}:
        timed = not lexicon.time_words.isdisjoint(lows[index + 2 : index + 6])
        return (
            infinitive
            or timed
            or (after == "for" and low not in {"earmarked", "listed"})
            or lows[index + 1 : index + 3] == ["in", "for"]
        )
    if low in {"betting", "pricing"}:
        return after in {"in", "on", "that"}
    if low == "possible" and after == "that":
        return True
    if low == "possible":
        return after in {
            "by",
            "within",
            "before",
            "this",
            "next",
            "on",
            "in",
            "over",
            "from",
            "tonight",
            "tomorrow",
        } and any(word in lexicon.time_words for word in lows[index + 1 : index + 6])
    if low in {"out", "sidelined"}:
        counted = low == "out" and (after[:1].isdigit() or after in lexicon.determiners)
        return (counted or after in {"for", "until"}) and any(
            word in lexicon.time_words for word in lows[index + 2 : index + 7]
        )
    if low == "due":
        if after == "to":
            return (
                infinitive
                and index + 2 < len(lows)
                and lows[index + 2] in lexicon.base_verbs
                and lows[index + 3 : index + 4] != ["of"]
            )
        return (
            after in _TIME_OPENERS
            or after in lexicon.weekdays
            or not lexicon.time_words.isdisjoint(lows[index + 1 : index + 3])
            or after in {"out", "back", "to", "tomorrow", "shortly", "soon", "home", "next"}
        )
    if low in {"thought", "believed"}:
        return after in {"likely"} or (infinitive and False)
    if low in {"committed"}:
        return after == "to"
    if low in {"considering", "weighing", "mulling"}:
        return True
    if low in {"planning", "aiming", "intending", "preparing", "threatening"}:
        aims = (
            low == "aiming"
            and after in {"for", "at"}
            and not lexicon.time_words.isdisjoint(lows[index + 2 : index + 14])
        )
        dated = low == "aiming" and after == "for" and any(len(word) == 4 and word.isdigit() for word in lows[index:])
        return after == "to" or aims or dated or (low == "planning" and after in lexicon.determiners)
    if low in {"expecting"}:
        return True
    if low in {"forecasting", "predicting", "projecting"}:
        return after not in {"that", "the"} or after in lexicon.determiners
    if low in {"scheduled", "timetabled"}:
        return infinitive or after in _TIME_OPENERS or after in lexicon.weekdays or after[:1].isdigit() or True
    if low in {"planned", "targeted"}:
        return after in _TIME_OPENERS or infinitive or after == ":"
    if low in {"expected", "anticipated", "forecast", "projected", "predicted", "estimated"}:
        if lows[index + 1 : index + 4] and "have" in lows[index + 1 : index + 3] and after == "to":
            return lows[index + 3 : index + 4] in (["to"], ["a"], ["an"], ["the"], ["no"])
        if low == "estimated" and after == "at":
            return not {"beginning", "starting"}.isdisjoint(lows[index + 2 : index + 9])
        if low == "estimated":
            return infinitive and lows[index + 2] != "be"
        if low in {"expected"}:
            return _not_by_others(lows, index)
        return infinitive or after in _TIME_OPENERS
    if low in {"likely", "unlikely"} and lows[index + 1 : index + 3] == ["to", "have"] and _perfect(lows, index + 3):
        return False
    if low in {"likely", "unlikely"}:
        return infinitive or (after not in {"because", "due"} and lows[back + 1 : index] != ["most"])
    if low in {"imminent", "inevitable"}:
        return True
    del entry
    return True


def _perfect(lows: list[str], index: int) -> bool:
    """Whether a participle stands behind "have", which tells what has been: "likely to have died"."""
    low = lows[index] if index < len(lows) else ""
    return low.endswith("ed") or low in {
        "been",
        "had",
        "gone",
        "come",
        "made",
        "taken",
        "left",
        "lost",
        "won",
        "fallen",
    }


def _not_by_others(lows: list[str], index: int) -> bool:
    """Whether "expected" is not "expected by analysts"."""
    return lows[index + 1 : index + 2] != ["by"] or (index + 2 < len(lows) and not lows[index + 2].endswith("s"))

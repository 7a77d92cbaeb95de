"""The words of a sentence that look ahead: modals, "is due to", plans, forecasts. One function a family of cues."""

from collections.abc import Callable
from typing import Final

from claims.reading.lexicon import Lexicon
from claims.reading.lexicon import Cue as Entry
from claims.reading.model import Cue, Sentence

_CUES_MAX: Final = 16  # A sentence with more cues than this is no prose.
_QUOTES: Final = frozenset("\"“”‘’'`«»")
_REDUCED: Final = frozenset({"due", "expected", "scheduled", "set", "slated", "planned", "poised", "likely", "unlikely", "forecast", "projected"})
_TIME_OPENERS: Final = frozenset("in on by at for this next later early late before from after until during within around sometime as".split())
_COPULAS: Final = frozenset("seem seems seemed look looks looked appear appears appeared remain remains remained".split())
_AIMS: Final = frozenset("way option task job challenge point purpose idea problem trick key question answer step thing best role duty reason".split())
_INTENTS: Final = frozenset("plan aim goal target objective intention intent strategy ambition".split())
_NO_WOULD: Final = frozenset("like love comment rather prefer appreciate welcome say".split())
_NO_MORE: Final = frozenset("more less later longer sooner earlier fewer doubt one matter".split())
_NEGATIVE_OBJECTS: Final = frozenset({"no", "nothing", "nobody", "none", "neither"})
_WILL_NOUNS: Final = frozenset("free political good ill national popular god's own last".split())


def find_cues(sentence: Sentence, lexicon: Lexicon) -> list[Cue]:
    """The cues of a sentence in order; at most one starts at a token."""
    found: list[Cue] = []
    lows = sentence.lows
    for index, low in enumerate(lows):
        if low not in lexicon.prefilter:
            continue
        if len(found) >= _CUES_MAX:
            break
        for family in _FAMILIES:
            cue = family(sentence, index, lexicon)
            if cue is not None:
                found.append(cue)
                break
    return found


def _skip(lows: list[str], index: int, lexicon: Lexicon) -> int:
    """The first token from `index` that is no adverb, negative or comma-bound aside."""
    steps = 0
    while index < len(lows) and steps < 6 and (lows[index] in lexicon.adverbs or lows[index] in lexicon.negatives):
        index += 1
        steps += 1
    if index < len(lows) and lows[index] == "," and steps < 6:
        for later in range(index + 1, min(len(lows), index + 7)):
            if lows[later] == ",":
                return later + 1
    return index


def _back(lows: list[str], index: int, lexicon: Lexicon) -> int:
    """The last token before `index` that is no adverb or negative."""
    index -= 1
    steps = 0
    if index >= 0 and lows[index] in _QUOTES:
        index -= 1
    while index >= 0 and steps < 5 and (lows[index] in lexicon.adverbs or lows[index] in lexicon.negatives) and lows[index] not in lexicon.be_forms:
        index -= 1
        steps += 1
    return index


def _verb_like(sentence: Sentence, index: int, lexicon: Lexicon) -> bool:
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


def _negated(lows: list[str], first: int, verb: int, lexicon: Lexicon) -> bool:
    """Whether a negative stands in the subject's opening, the verb chain or right behind the verb."""
    for index in range(first, min(verb, len(lows))):
        if lows[index] in lexicon.negatives and lows[index] not in {"without", "just"}:
            if lows[index] == "not" and lows[index + 1 : index + 2] in (["only"], ["just"]):
                continue
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
    return lows[index] == "no" and bool(following) and (
        following[0] in {"doubt", "matter"} or (following[0] in _NO_MORE and following[-1] == "than")
    )


def _subject_negative(lows: list[str], cue: int) -> bool:
    """Whether the subject right before a cue opens with "no", "nobody", "none of", "neither"."""
    for index in range(cue - 1, max(-1, cue - 9), -1):
        low = lows[index]
        if low in {",", ";", ":", "that", ".", "—"} or low in _QUOTES:
            return False
        if low in {"nobody", "none", "neither", "nothing"}:
            return True
        if low == "no" and not _no_more(lows, index):
            return True
    return False


def _modal(sentence: Sentence, index: int, lexicon: Lexicon) -> Cue | None:
    lows, words = sentence.lows, sentence.words
    low = lows[index]
    entry = lexicon.modals.get(low)
    if entry is None or not _is_modal(sentence, index, lexicon):
        return None
    verb = _skip(lows, index + 1, lexicon)
    between = lows[index + 1 : verb]
    if any(word in lexicon.habit_adverbs for word in between):
        return None
    main = lows[verb] if verb < len(lows) else ""
    following = lows[verb + 1] if verb + 1 < len(lows) else ""
    negated = low.endswith("n't") or low == "wo" or _negated(lows, index + 1, verb + 1, lexicon) or _subject_negative(lows, index)
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
    if low in {"will", "might"} and (before in lexicon.possessives or before in _WILL_NOUNS or before in {"the", "a", "of", "at"}):
        return False
    if low == "'d":
        return after not in {"better", "been", "had"} and not after.endswith("ed")
    return True


def _modal_fits(
    entry: Entry, lows: list[str], index: int, main: str, following: str, negated: bool, lexicon: Lexicon
) -> bool:
    """Whether the modal speaks of what is to come and not of wish, duty, ability or what did not happen."""
    rule = entry.rule
    subject = lows[index - 1] if index else ""
    perfect = main == "have" and following not in {"to", "the", "a", "an", "no", "its", "his", "more", "until", "one"} and (
        following.endswith(("ed", "en")) or following in lexicon.common_past or following in {"been", "gone", "done", "come", "not"}
    )
    if rule == "would":
        return not perfect and main not in _NO_WOULD
    if rule == "may":
        return not perfect
    if rule == "could":
        if perfect or (negated and not lows[index].startswith("could") is False and "not" in lows[index + 1 : index + 2]):
            return False
        return not (main in lexicon.perception and subject in lexicon.subject_pronouns) and lows[index + 1 : index + 2] != ["not"]
    if rule == "should":
        return not perfect
    return True


def _be(sentence: Sentence, index: int, lexicon: Lexicon) -> Cue | None:
    lows = sentence.lows
    low = lows[index]
    entry = lexicon.be_cues.get(low)
    if entry is None:
        return None
    after = lows[index + 1] if index + 1 < len(lows) else "."
    if after in _QUOTES and index + 2 < len(lows):
        after = lows[index + 2]
    back = _back(lows, index, lexicon)
    before = lows[back] if back >= 0 else ""
    copular = before in lexicon.be_forms or before in _COPULAS or (before == "be" and low != "to")
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
    while start > 0 and (lows[start - 1] in lexicon.have_forms or lows[start - 1] in lexicon.modals or lows[start - 1] in lexicon.adverbs):
        start -= 1
    negated = _negated(lows, start, index + 1, lexicon) or lows[index + 1 : index + 2] == ["not"] or _subject_negative(lows, start)
    hedge, kind = entry.hedge, entry.kind
    if entry.rule == "unlikely":
        negated = True
    if negated and entry.rule in {"is expected", "likely", "expects"}:
        hedge = "unlikely"
    if hedge == "certain" and any(word in lexicon.likely_adverbs for word in lows[start:index]):
        hedge = "likely"
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
    if before in lexicon.determiners or before in lexicon.prepositions or before in lexicon.have_forms or before in {"than", "as", "not"}:
        return False
    if before in lexicon.subject_pronouns or before in lexicon.possessives or before in {"to", "be", "had"}:
        return False
    if low in {"likely", "unlikely"}:
        return after == "to" and _verb_like(sentence, index + 2, lexicon)
    if low == "set":
        return after == "to" and before == "," and _verb_like(sentence, index + 2, lexicon)
    if after == "to":
        known = index + 2 < len(lows) and lows[index + 2] in lexicon.base_verbs
        return known and not (low == "due" and lows[index + 3 : index + 4] == ["of"]) and (low not in {"expected", "forecast", "projected", "planned"} or before in {",", "and"} or low == "expected")
    if low in {"forecast", "projected", "poised", "planned"}:
        return False
    return after in _TIME_OPENERS and before != "."


def _be_fits(
    sentence: Sentence, low: str, entry: Entry, index: int, back: int, after: str, lexicon: Lexicon
) -> bool:
    """Whether the words behind a form of "be" make the cue look ahead."""
    lows = sentence.lows
    infinitive = after == "to" and _verb_like(sentence, index + 2, lexicon)
    if low == "to":
        if not _verb_like(sentence, index + 1, lexicon) or back < index - 2 or after == "have":
            return False
        subject = lows[max(0, back - 8) : back]
        return not any(word in _AIMS for word in subject) or any(word in _INTENTS for word in subject)
    if low == "certain" and (lows[index - 2 : index] == ["all", "but"] or after in {"in", "by", "on", "before"}):
        return True
    if low in {"going", "about", "certain", "sure", "bound", "poised", "destined", "doomed", "guaranteed"}:
        return infinitive
    if low in {"headed", "heading"}:
        return after in {"for", "toward", "towards"}
    if low in {"set", "slated", "pencilled", "tipped", "earmarked"}:
        return infinitive or after in {"for", "in"}
    if low == "due":
        if after == "to":
            return infinitive and index + 2 < len(lows) and lows[index + 2] in lexicon.base_verbs and lows[index + 3 : index + 4] != ["of"]
        return after in _TIME_OPENERS or after in lexicon.weekdays or after in {"out", "back", "to", "tomorrow", "shortly", "soon", "home", "next"}
    if low in {"thought", "believed"}:
        return after in {"likely"} or (infinitive and False)
    if low in {"committed"}:
        return after == "to"
    if low in {"considering", "weighing", "mulling"}:
        return True
    if low in {"planning", "aiming", "intending", "preparing", "threatening"}:
        return after == "to" or (low == "planning" and after in lexicon.determiners)
    if low in {"expecting"}:
        return True
    if low in {"forecasting", "predicting", "projecting"}:
        return after not in {"that", "the"} or after in lexicon.determiners
    if low in {"scheduled", "timetabled"}:
        return infinitive or after in _TIME_OPENERS or after in lexicon.weekdays or after[:1].isdigit() or True
    if low in {"planned", "targeted"}:
        return after in _TIME_OPENERS or infinitive
    if low in {"expected", "anticipated", "forecast", "projected", "predicted", "estimated"}:
        if lows[index + 1 : index + 4] and "have" in lows[index + 1 : index + 3] and after == "to":
            return lows[index + 3 : index + 4] in (["to"], ["a"], ["an"], ["the"], ["no"])
        if low == "estimated":
            return infinitive and lows[index + 2] != "be"
        if low in {"expected"}:
            return before_not_by(lows, index)
        return infinitive or after in _TIME_OPENERS
    if low in {"likely", "unlikely"}:
        return not (after in {"because", "due"}) and lows[back + 1 : index] != ["most"] or infinitive
    if low in {"imminent", "inevitable"}:
        return True
    del entry
    return True


def before_not_by(lows: list[str], index: int) -> bool:
    """Whether "expected" is not "expected by analysts"."""
    return lows[index + 1 : index + 2] != ["by"] or (index + 2 < len(lows) and not lows[index + 2].endswith("s"))


def _plan(sentence: Sentence, index: int, lexicon: Lexicon) -> Cue | None:
    """"plans to sell", "has agreed to lend", "plan a strike", "does not intend to"."""
    lows = sentence.lows
    verb = lexicon.verbs.get(lows[index])
    if verb is None or verb.base not in lexicon.plan_verbs or "ing" in verb.forms:
        return None
    entry = lexicon.plan_verbs[verb.base]
    if not _finite_verb(sentence, index, lexicon):
        return None
    after = lows[index + 1] if index + 1 < len(lows) else "."
    infinitive = after == "to" and _verb_like(sentence, index + 2, lexicon)
    if not infinitive:
        takes_object = verb.base in {"plan", "promise", "pledge"}
        if not takes_object or not _object_follows(sentence, index + 1, lexicon):
            return None
    start = _back(lows, index, lexicon)
    chain = lows[max(0, start) : index]
    if "had" in chain or any(word in lexicon.be_forms for word in lows[max(0, start) : start + 1]):
        return None
    negated = any(word in lexicon.negatives for word in lows[max(0, start) : index])
    if "past" in verb.forms and start >= 0 and lows[start] in {"who", "which", "that"}:
        return None
    past = "past" in verb.forms and not ({"has", "have", "'ve"} & set(chain)) and verb.base in {"plan", "intend", "aim", "target"}
    main = lows[index + 2] if infinitive and index + 2 < len(lows) else ""
    first = start + 1 if start < 0 or lows[start] not in lexicon.auxiliaries else start
    return Cue(entry.rule, first, index + 2, entry.hedge, entry.kind, negated, past=past, verb=main, subject_free=True)


def _finite_verb(sentence: Sentence, index: int, lexicon: Lexicon) -> bool:
    """Whether a word that may be a noun is the verb of its clause here."""
    lows = sentence.lows
    before = lows[index - 1] if index else ""
    if before in lexicon.determiners - {"both", "all", "these", "those", "some", "many", "most", "that"}:
        return False
    if before in lexicon.possessives or before in lexicon.prepositions or before in {"to", "no"}:
        return False
    if before == "," and not ({"past", "s"} & lexicon.verbs[lows[index]].forms and lows[index + 1 : index + 2] == ["to"]):
        return False
    if lows[index] in {"plan", "promise", "pledge", "threat", "forecast", "project", "target", "aim"} and {"a", "an"} & set(lows[max(0, index - 5) : index]):
        return False
    if before in {"and", "or"} and "base" in lexicon.verbs[lows[index]].forms:
        return False
    if lows[index] == "plan" and not (before.endswith("s") or before in lexicon.subject_pronouns or before in lexicon.adverbs or before in lexicon.auxiliaries or before in lexicon.person_nouns):
        return False
    return bool(before) and before not in _QUOTES and not sentence.words[index][0].isupper()


def _object_follows(sentence: Sentence, index: int, lexicon: Lexicon) -> bool:
    if index >= len(sentence.lows):
        return False
    low = sentence.lows[index]
    if low in {"for", "on", "by", "in", "at", "and", "or", "of", "with", "as"} or not (low[0].isalnum()):
        return False
    if low in lexicon.relatives or low in lexicon.subject_pronouns:
        return False
    return low in lexicon.determiners or low[0].isdigit() or low not in lexicon.prepositions | lexicon.auxiliaries | lexicon.conjunctions


def _forecast(sentence: Sentence, index: int, lexicon: Lexicon) -> Cue | None:
    """"expects to rule", "sees growth", "forecast a loss", "does not foresee any rationing"."""
    lows = sentence.lows
    verb = lexicon.verbs.get(lows[index])
    if verb is None or verb.base not in lexicon.forecast_verbs or "ing" in verb.forms:
        return None
    if not _finite_verb(sentence, index, lexicon):
        return None
    entry = lexicon.forecast_verbs[verb.base]
    start = _back(lows, index, lexicon)
    auxiliary = lows[start] if start >= 0 else ""
    if auxiliary in lexicon.be_forms or auxiliary == "had" or auxiliary in lexicon.modals:
        return None
    after = lows[index + 1] if index + 1 < len(lows) else "."
    if verb.base == "see":
        if lows[index] not in {"sees", "see"} or (lows[index] == "see" and auxiliary not in {"not", "n't", "analysts", "economists"}):
            return None
        if not _object_follows(sentence, index + 1, lexicon) or not _growth(lows, index + 1):
            return None
    elif lows[index] in {"expected", "anticipated", "foresaw", "envisaged", "projected"} and auxiliary not in {"has", "have"}:
        return None
    infinitive = after == "to"
    if not infinitive and not _object_follows(sentence, index + 1, lexicon):
        return None
    if lows[index] in {"forecast", "predicted", "expect", "forecasts"} and _than_before(lows, index):
        return None
    negated = any(word in lexicon.negatives for word in lows[max(0, start) : index])
    hedge = "unlikely" if negated else entry.hedge
    kind = None if infinitive else "prediction"
    main = lows[index + 2] if infinitive and index + 2 < len(lows) else ""
    first = start if auxiliary in lexicon.auxiliaries else index
    if verb.base in {"predict", "forecast", "project"} and after == "that":
        return None
    rule = "predicts" if verb.base in {"predict", "forecast", "project"} else entry.rule
    return Cue(rule, first, min(index + 2, len(lows)), hedge, kind, negated, verb=main, subject_free=True)


def _than_before(lows: list[str], index: int) -> bool:
    return "than" in lows[max(0, index - 4) : index] or "as" in lows[max(0, index - 3) : index]


def _growth(lows: list[str], index: int) -> bool:
    """Whether an object can be something foreseen: a number, a change, or a noun that is doing something."""
    for low in lows[index : index + 8]:
        if low[0].isdigit() or low.endswith("ing") or low in {
            "growth", "rise", "fall", "increase", "decline", "recovery", "recession", "rate", "rates", "inflation", "output", "demand", "risk", "chance", "need",
        }:
            return True
    return False


def _noun(sentence: Sentence, index: int, lexicon: Lexicon) -> Cue | None:
    """"has no plans to return", "there are plans to", "a possibility of", "our target of 6% for the year"."""
    lows = sentence.lows
    entry = lexicon.plan_nouns.get(lows[index])
    if entry is None:
        return None
    after = lows[index + 1] if index + 1 < len(lows) else "."
    before = lows[index - 1] if index else ""
    window = lows[max(0, index - 6) : index]
    negated = "no" in window[-3:] or "not" in window[-4:]
    if entry.rule == "plan to":
        if after != "to" or not _verb_like(sentence, index + 2, lexicon):
            return None
        if not ({"has", "have", "had", "there", "announced", "announces", "unveiled", "confirmed", "are", "is", "its", "their", "our", "outlined", "detailed"} & set(window)):
            return None
        if {"rejected", "opposed", "denied", "abandoned", "scrapped", "dropped", "shelved", "criticised", "criticized"} & set(window):
            return None
        start = index
        while start > 0 and index - start < 5 and lows[start - 1] not in {",", "that"} and lows[start - 1] not in _QUOTES and (
            lows[start - 1] in {"no", "has", "have", "had", "there", "announced", "are", "is", "also", "was", "were", "any"}
        ):
            start -= 1
        past = "had" in window and not negated
        return Cue(entry.rule, start, index + 2, entry.hedge, entry.kind, negated, past=past, verb=lows[index + 2], subject_free="there" not in window)
    if entry.rule == "possibility of":
        if after not in {"of", "that"} or not ({"is", "was", "are", "remains", "'s", "there", "be", "were"} & set(window)):
            return None
        start = index
        while start > 0 and index - start < 6 and lows[start - 1] not in {",", "that"} and lows[start - 1] not in _QUOTES:
            start -= 1
        hedge = "certain" if negated else entry.hedge
        return Cue(entry.rule, start, index + 2, hedge, entry.kind, negated)
    if entry.rule == "target of":
        if after != "of" or not any(low[0].isdigit() for low in lows[index + 2 : index + 5]) or before not in {"our", "its", "their", "his", "the", "a"}:
            return None
        if not ({"by", "to", "reiterated", "maintained", "confirmed", "keeps", "kept"} & set(window)):
            return None
        return Cue(entry.rule, index, index + 2, entry.hedge, entry.kind, negated)
    return None


def _verge(sentence: Sentence, index: int, lexicon: Lexicon) -> Cue | None:
    lows = sentence.lows
    entry = lexicon.verge_phrases.get(lows[index])
    if entry is None:
        return None
    after = lows[index + 1] if index + 1 < len(lows) else "."
    opener = index - 2 if lows[index - 1 : index] == ["the"] else index - 1
    if opener < 0 or lows[opener] not in {"on", "at"} or after not in {"of", "to", "for"}:
        return None
    if entry.rule == "on course" and after == "of":
        return None
    back = _back(lows, opener, lexicon)
    if back < 0 or lows[back] not in lexicon.be_forms | _COPULAS:
        return None
    past = lows[back] in {"was", "were"}
    negated = any(word in lexicon.negatives for word in lows[back:opener])
    return Cue(entry.rule, back, index + 2, entry.hedge, entry.kind, negated, past=past)


def _looks_to(sentence: Sentence, index: int, lexicon: Lexicon) -> Cue | None:
    """"looks to continue": what seems to be coming."""
    lows = sentence.lows
    if lows[index] not in {"looks", "look", "looked", "seems", "appears"} or lows[index + 1 : index + 2] != ["to"]:
        return None
    if lows[index + 2 : index + 3] not in (["continue"], ["remain"], ["stay"], ["keep"]):
        return None
    return Cue("looks to", index, index + 3, "likely", "prediction", False, verb=lows[index + 2])


def _rule_out(sentence: Sentence, index: int, lexicon: Lexicon) -> Cue | None:
    """"has not ruled out" affirms as possible; "ruled out" denies for certain."""
    lows = sentence.lows
    if lows[index] not in {"rule", "ruled", "rules", "ruling"} or lows[index + 1 : index + 2] != ["out"]:
        return None
    back = max(0, index - 4)
    chain = lows[back:index]
    if "had" in chain or "to" in chain[-1:]:
        return None
    negative = any(word in lexicon.negatives or word in {"refused", "declined"} for word in chain)
    start = index
    while start > 0 and (lows[start - 1] in lexicon.auxiliaries or lows[start - 1] in lexicon.negatives or lows[start - 1] in lexicon.adverbs):
        start -= 1
    if negative:
        return Cue("not ruled out", start, index + 2, "possible", "prediction", False, subject_free=True)
    return Cue("ruled out", start, index + 2, "certain", "commitment", True, subject_free=True)


_FAMILIES: Final[tuple[Callable[[Sentence, int, Lexicon], Cue | None], ...]] = (
    _modal,
    _be,
    _plan,
    _forecast,
    _noun,
    _verge,
    _rule_out,
    _looks_to,
)

# ruff: noqa: PLR0911, PLR0912, PLR0913, PLR0917 - a rule reads best as a run of cases, each with its own answer.
"""Words of saying, thinking, wishing and denying, and who their subject is."""

from typing import Final

from msgspec import structs

from claims.reading.idioms import asks_behind, by_means, light_verb, says_nothing
from claims.reading.lexicon import SPEECH, SPEECH_CLASSES, Lexicon, Verb
from claims.reading.model import Governor, Person, Sentence
from claims.reading.phrases import subject_after, subject_before
from claims.reading.scopes import find_scope, main_subject
from claims.reading.sources import according_to, cites, citing, in_words
from claims.reading.speakers import Discourse, Name
from claims.reading.stances import (
    NEGATIONS,
    NOUNISH,
    copula_before,
    find_chain,
    find_stance,
    finite_use,
    is_noun,
    plural,
)
from claims.reading.subjects import resolve

_QUOTES: Final = frozenset("\"“”‘’'«»„`")
_DO: Final = frozenset({"do", "does", "did", "don't", "doesn't", "didn't"})
_TELL: Final = frozenset(
    {"tell", "inform", "assure", "reassure", "notify", "brief", "remind", "warn", "advise", "promise", "ask"}
)
_ADDED_TO: Final = frozenset({"to", "into", "up", "another", "more"})
_OF_HOPE: Final = frozenset({"the", "in", "with", "a", "any", "of"})
_ADJECTIVE: Final = frozenset({"adjective"})
_MADE_KNOWN: Final = frozenset({"agree", "announce", "propose", "promise", "pledge", "reveal", "recommend", "order"})


def find_governors(sentence: Sentence, discourse: Discourse, names: list[Name]) -> list[Governor]:
    """The words of saying, thinking, wishing and denying in a sentence, in order."""
    lexicon = discourse.lexicon
    found: list[Governor] = []
    lows = sentence.lows
    verbs = lexicon.verbs
    for index in sentence.places(SPEECH):
        low = lows[index]
        if low == "words" and lows[index - 2 : index - 1] == ["in"]:
            governor = in_words(sentence, index, discourse, names)
        elif low == "according" and lows[index + 1 : index + 2] == ["to"]:
            governor = according_to(sentence, index, index + 2, discourse, names)
        elif low == "per" and cites(sentence, index, lexicon):
            governor = according_to(sentence, index, index + 1, discourse, names)
        elif low in {"citing", "quoting"}:
            governor = citing(sentence, index, discourse, names)
        elif low == "asked" and asks_behind(lows, index, lexicon):
            end = next((i for i in range(index, len(lows)) if lows[i] == ","), len(lows))
            governor = unnamed(sentence, index, "question", end)
        elif lows[index - 2 : index] == ["used", "to"] and low in {"say", "tell"}:
            governor = unnamed(sentence, index, "memory", len(lows))
            governor = structs.replace(governor, scope=((0, index), *governor.scope))
        elif low in {"hope", "hopes"} and lows[index - 1] in _OF_HOPE and lows[index + 1 : index + 2] == ["that"]:
            governor = unnamed(sentence, index, "wish", len(lows))
        elif (light := light_verb(lows, index, lexicon)) is not None:
            governor = _by_noun(sentence, index, light, discourse, names, found)
        else:
            verb = verbs.get(low)
            if low in lexicon.stance_adjectives and (verb is None or copula_before(lows, index, lexicon)):
                verb = lexicon.stance_adjectives[low]
            if (
                verb is None
                or not (SPEECH_CLASSES & verb.classes or verb.base == "see")
                or says_nothing(lows, index, verb)
            ):
                continue
            governor = _governor(sentence, index, verb, discourse, names, found)
        if governor is not None:
            found.append(governor)
    return found


def _by_noun(
    sentence: Sentence,
    index: int,
    light: tuple[int, Verb],
    discourse: Discourse,
    names: list[Name],
    earlier: list[Governor],
) -> Governor | None:
    """ "She has made it clear that ...", "he gave an assurance that ...", the word that says it at `index`."""
    if sentence.lows[light[0] - 1] == "to":
        return None  # What one wants to make clear is judged by the verb outside.
    found = _governor(sentence, light[0], light[1], discourse, names, earlier)
    scope = ((index + 1, len(sentence.lows)),)
    return structs.replace(found, end=max(found.end, index + 1), scope=scope) if found is not None else None


def unnamed(sentence: Sentence, index: int, stance: str, end: int) -> Governor:
    """The governor at token `index` that names nobody; it governs what follows up to token `end`."""
    return Governor(
        verb=index,
        start=index,
        end=index + 1,
        stance=stance,
        scope=((index + 1, end),),
        speaker=None,
        past=False,
        quoted=sentence.quotes[index],
    )


def _governor(
    sentence: Sentence, index: int, verb: Verb, discourse: Discourse, names: list[Name], earlier: list[Governor]
) -> Governor | None:
    """The governor that a verb form makes, or None when it is a noun, a passive or an infinitive."""
    lexicon = discourse.lexicon
    lows = sentence.lows
    before = lows[index - 1] if index else ""
    after = lows[index + 1] if index + 1 < len(lows) else "."
    if sentence.words[index][0].isupper() and index and before not in _QUOTES:
        return None
    if after == "to" and not (verb.classes & {"wish", "denial"}) and verb.base not in _TELL:
        return None
    if verb.base == "see":
        if after == "how" and any(word in NEGATIONS for word in find_chain(lows, index, lexicon)):
            return structs.replace(unnamed(sentence, index, "doubt", len(lows)), subject="i")
        return None
    if is_noun(lows, index, lexicon) or (
        after in {"for", "by", "from", "of"}
        and "past" in verb.forms
        and before not in _QUOTES
        and not (verb.base == "say" and by_means(lows, index + 1))
    ):
        return None
    if _only_describes(lows, index, verb, lexicon) or (
        verb.base == "add" and (after in _ADDED_TO or after[0].isdigit())
    ):
        return None
    chain = find_chain(lows, index, lexicon)
    if verb.forms == _ADJECTIVE and not (
        set(chain) & (lexicon.be_forms | {"feel", "feels", "felt"})
        or before in {"feels", "felt", "sounds", "sounded", "remain", "remains", "remained"}
    ):
        return None
    if before == "to" or (chain and chain[-1] == "to"):
        return _infinitive(sentence, index, verb, discourse, names)
    if verb.base not in {"say", "tell"} and not lexicon.modals.keys().isdisjoint(chain):
        return None
    if chain and ({"will", "'ll", "won't"} & set(chain)):
        return None
    if "ing" in verb.forms and lows[index].endswith("ing") and not (set(chain) & lexicon.be_forms):
        return _participle(sentence, index, verb, discourse, names, earlier)
    if "pp" in verb.forms and set(chain) & lexicon.be_forms and not lows[index].endswith("ing"):
        return None
    inverted = None if verb.forms == _ADJECTIVE else _inverted(sentence, index, verb, lexicon)
    span = inverted or subject_before(sentence, index, lexicon)
    speaker: Person | None = None
    subject = ""
    if span is None:
        if before not in {"and", "but", ","}:
            return None
        if not earlier:
            main = main_subject(sentence, lexicon)
            if main is None:
                return None
            span, subject = (index, index), lows[main[0]]
            speaker = resolve(sentence, main[0], main[1], discourse, names)
        else:
            speaker, subject = earlier[-1].speaker, earlier[-1].subject
            span = (index, index)
    else:
        if inverted is None and _within_opening(lows, span, verb, lexicon):
            return None
        subject = lows[span[0]]
        if subject in {"whatever", "what", "however"} or (verb.forms == _ADJECTIVE and subject == "it"):
            return None
        if inverted is None and span[1] - span[0] == 1 and subject in {"that", "this", "which", "what", "there"}:
            return None
        speaker = resolve(sentence, span[0], span[1], discourse, names)
    if speaker is not None and lows[index] in NOUNISH and not finite_use(lows, span, index, after, lexicon):
        return None
    if (
        {"base"} == verb.forms
        and inverted is None
        and not (_DO & set(chain))
        and span[1] > span[0]
        and not plural(sentence, span, lexicon)
    ):
        return None
    start, end = min(span[0], index), max(span[1], index + 1)
    stance = find_stance(verb, chain, after, lows, index)
    scope = find_scope(sentence, start, end, index, inverted is not None, lexicon)
    if stance == "demand" and after not in {"that", "to"}:
        scope = tuple((first, _before_relative(lows, first, last)) for first, last in scope)
    return Governor(
        verb=index,
        start=start,
        end=end,
        stance=stance,
        scope=scope,
        speaker=speaker,
        past="had" in chain or "had" in lows[max(0, index - 2) : index],
        quoted=sentence.quotes[index],
        subject=subject,
    )


def _before_relative(lows: list[str], first: int, last: int) -> int:
    """Where a relative clause on what is ordered begins: "ordered masks, of which the first should arrive in May"."""
    relatives = (i for i in range(first, last - 1) if lows[i] == "," and {"which", "who"} & set(lows[i + 1 : i + 3]))
    return next(relatives, last)


def _only_describes(lows: list[str], index: int, verb: Verb, lexicon: Lexicon) -> bool:
    """Whether a participle only describes a noun: "the proposed law", "the sale, announced in May, would"."""
    if not {"past", "pp"} & verb.forms or index == 0:
        return False
    if lows[index - 1] in {"the", "a", "an", "its", "their", "our"}:
        return True
    if verb.base in _MADE_KNOWN and lows[index - 1][0].isalpha() and lows[index - 1] not in lexicon.subject_pronouns:
        at = next((i for i in range(index + 1, min(len(lows), index + 6)) if not _dating(lows[i], lexicon)), index + 1)
        if at > index + 1 and (lows[at] in lexicon.modals or lows[at] in lexicon.be_forms):
            return True
    if lows[index - 1] != "," or lows[index + 1 : index + 2] == ["that"] or verb.base == "say":
        return False
    comma = next((i for i in range(index + 2, min(len(lows) - 1, index + 6)) if lows[i] == ","), 0)
    return bool(comma) and lows[index + 1] in lexicon.prepositions and lows[comma + 1] in lexicon.auxiliaries


def _within_opening(lows: list[str], span: tuple[int, int], verb: Verb, lexicon: Lexicon) -> bool:
    """Whether the words before a participle belong to an opening phrase: "Under a timetable agreed last month, ..."."""
    opens = span[0] == 1 + (lows[1] in lexicon.determiners and span[0] > 1) and lows[0] in lexicon.prepositions
    return opens and verb.base in _MADE_KNOWN and "pp" in verb.forms and lows[span[1] - 1] not in lexicon.person_nouns


def _dating(low: str, lexicon: Lexicon) -> bool:
    return low in lexicon.time_words or low in {"on", "in", "last", "earlier"} or low.isdigit()


def _infinitive(sentence: Sentence, index: int, verb: Verb, discourse: Discourse, names: list[Name]) -> Governor | None:
    """ "declined to say whether", "went on to say that": the outer verb decides."""
    del names
    lows = sentence.lows
    lexicon = discourse.lexicon
    outer = index - 2
    while outer > 0 and lows[outer] in lexicon.adverbs:
        outer -= 1
    held = lexicon.verbs.get(lows[outer]) if outer >= 0 else None
    denies = held is not None and "denial" in held.classes
    wishes = held is not None and bool({"wish"} & held.classes)
    if not (denies or wishes) and not (lows[outer : outer + 1] in (["on"], ["able"]) and "report" in verb.classes):
        return None
    return unnamed(sentence, index, "question" if denies else "wish" if wishes else "report", len(lows))


def _participle(
    sentence: Sentence, index: int, verb: Verb, discourse: Discourse, names: list[Name], earlier: list[Governor]
) -> Governor | None:
    """ ", saying that ...", "with an analyst saying ...": the subject is its own, or the sentence's."""
    lexicon = discourse.lexicon
    lows = sentence.lows
    before = lows[index - 1] if index else ""
    if (
        before in lexicon.determiners
        or before in lexicon.prepositions - {"with", "as"}
        or not ({"report", "belief", "fear", "wish"} & verb.classes)
    ):
        return None
    speaker: Person | None = None
    subject = ""
    scope = ((index + 1, len(lows)),)
    cited = next(
        (
            back
            for back in range(index - 2, max(-1, index - 14), -1)
            if lows[back] in {"quoted", "cited", "quoting", "citing"}
        ),
        0,
    )
    if before == "as" and cited and lows[cited - 1] not in lexicon.be_forms:
        speaker, subject = resolve(sentence, cited + 1, index - 1, discourse, names), lows[cited + 1]
        if not any(low in lexicon.auxiliaries or low == "that" for low in lows[index + 1 :]):
            scope = ((0, cited),)
    elif (
        before in {",", "and", "then", ";", "—"}
        or before in _QUOTES
        or index == 0
        or before in lexicon.report_nouns
        or before
        in {
            "letter",
            "email",
            "memo",
            "post",
            "note",
            "message",
            "interview",
            "tweet",
            "filing",
            "video",
            "speech",
            "page",
        }
    ):
        if earlier and earlier[-1].speaker is not None:
            speaker, subject = earlier[-1].speaker, earlier[-1].subject
        else:
            span = main_subject(sentence, lexicon)
            if span is not None:
                speaker, subject = resolve(sentence, span[0], span[1], discourse, names), lows[span[0]]
    else:
        span = subject_before(sentence, index, lexicon)
        if span is None or "with" not in lows[max(0, span[0] - 1) : span[0] + 1]:
            return None
        if lows[span[0]] == "with":
            span = (span[0] + 1, span[1])
        speaker, subject = resolve(sentence, span[0], span[1], discourse, names), lows[span[0]]
    if speaker is None:
        return None
    return Governor(
        verb=index,
        start=index,
        end=index + 1,
        stance=find_stance(verb, [], "", lows, index),
        scope=scope,
        speaker=speaker,
        past=False,
        quoted=sentence.quotes[index],
        subject=subject,
    )


def _inverted(sentence: Sentence, index: int, verb: Verb, lexicon: Lexicon) -> tuple[int, int] | None:
    """The subject behind its verb: "...," said Jo Farrant."""
    lows = sentence.lows
    back = index - 1
    while back >= 0 and lows[back] in {"also", "then"}:
        back -= 1
    if back >= 0 and lows[back] not in _QUOTES and lows[back] != ",":
        return None
    # A base form that opens a sentence is a noun ("State Minister ..."), or an order.
    if back < 0 and (lows[index] == verb.base or not sentence.words[index][0].isupper()):
        return None
    span = subject_after(sentence, index, lexicon)
    if span is None:
        return None
    if back >= 1 and lows[back] == "," and lows[back - 1] not in _QUOTES:
        if lows[index] not in {"said", "says", "added", "wrote", "adds"}:
            return None
        end = lows[span[1]] if span[1] < len(lows) else "."
        if end in lexicon.auxiliaries or end == "that":
            return None
        if lows[span[0]] in {"it", "he", "she", "they", "we", "i"} or lows[span[0]] in lexicon.determiners:
            following = lows[span[1] : span[1] + 2]
            if following and following[0] not in {".", ",", "on", "in"}:
                return None
        if subject_before(sentence, index, lexicon) is not None and end not in {".", ",", "on", "in"}:
            return None
        if any(low in lexicon.auxiliaries and low != "'s" for low in lows[span[0] : span[1]]):
            return None
    return span

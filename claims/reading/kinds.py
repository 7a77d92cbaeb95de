"""Kind, hedge, negation and condition of a candidate."""

from typing import Final

import msgspec

from claims.model import Hedge, HorizonReading, Kind
from claims.reading.lexicon import Lexicon
from claims.reading.model import Candidate, Cue, Person, Sentence

_SCHEDULED: Final = frozenset({"is to", "set to", "due", "scheduled", "deadline", "to be"})
_MODAL_RULES: Final = frozenset({"will", "would", "may", "could", "should"})
_CHANGES: Final = frozenset("rise fall grow double halve shrink recover decline drop climb slow increase lose suffer exceed remain".split())
_SELF: Final = frozenset({"he", "she", "it", "they", "we", "i"})
_FIRST: Final = frozenset({"i", "we"})


class Judgement(msgspec.Struct, frozen=True):
    """What a claim is, besides who, when and where."""

    kind: Kind
    hedge: Hedge
    negated: bool
    conditional: bool
    condition: str | None


def judge(
    sentence: Sentence, candidate: Candidate, reading: HorizonReading | None, limit: int, lexicon: Lexicon
) -> Judgement:
    """Judge a candidate's kind, hedge, negation and condition."""
    cue = principal(candidate)
    hedge, negated = _hedge(sentence, candidate, cue, lexicon)
    conditional, condition = _condition(sentence, candidate, cue, limit, lexicon)
    kind = _kind(sentence, candidate, cue, hedge, conditional or negated, conditional, lexicon)
    return Judgement(kind=kind, hedge=hedge, negated=negated, conditional=conditional, condition=condition)


def principal(candidate: Candidate) -> Cue:
    """The cue that decides: behind "expects" or "predicts" it is the modal of the clause that hangs on them."""
    cues = candidate.cues
    if cues[0].rule in {"expects", "predicts"} and len(cues) > 1 and cues[1].rule in _MODAL_RULES:
        return cues[1]
    return cues[0]


def _hedge(sentence: Sentence, candidate: Candidate, cue: Cue, lexicon: Lexicon) -> tuple[Hedge, bool]:
    hedge, negated = cue.hedge, cue.negated
    outer = candidate.cues[0]
    if outer is not cue:
        if outer.negated:
            hedge, negated = "unlikely", True
        elif outer.rule == "expects" and hedge == "certain":
            hedge = "likely"
    governor = candidate.governor
    if governor is not None and governor.quoted == sentence.quotes[cue.start]:
        if governor.stance == "belief" and hedge == "certain":
            hedge = "likely"
        if governor.stance == "fear":
            hedge = "possible"
        if governor.stance == "doubt":
            hedge, negated = "unlikely", True
    if cue.rule == "would" and any(low in {"amazed", "surprised", "astonished", "shocked", "surprise"} for low in sentence.lows[cue.end : cue.end + 4]):
        hedge, negated = ("possible", False) if cue.negated else ("unlikely", True)
    del lexicon
    return hedge, negated  # type: ignore[return-value]


def _condition(sentence: Sentence, candidate: Candidate, cue: Cue, limit: int, lexicon: Lexicon) -> tuple[bool, str | None]:
    lows = sentence.lows
    quote = sentence.quotes[cue.start]
    for index in range(candidate.first, min(candidate.last + 12, limit, len(lows))):
        low = lows[index]
        if low in {";", "—"} or (index >= candidate.last and (low in {"but", "while", "."} or sentence.quotes[index] != quote)):
            break
        before = lows[index - 1] if index else ""
        if low == "long" and before == "as":
            return True, _words(sentence, index - 1, candidate.last)
        if low == "provided" and before in lexicon.be_forms:
            continue
        if low == "if" and before in {"as", "even"}:
            continue
        if low in {"if", "unless", "provided", "without"} or (low == "should" and index == 0):
            return True, _words(sentence, index, candidate.last)
    for back in range(candidate.first - 1, max(-1, candidate.first - 25), -1):
        if lows[back] in {",", ";", "that", "—", "and", "but"} or sentence.quotes[back] != quote:
            break
        if lows[back] in {"if", "unless"}:
            return True, _words(sentence, back, candidate.first)
    subject = lows[candidate.first : cue.start]
    if cue.rule == "would" and subject[:1] and subject[0] in {"a", "an", "any"} and not (candidate.speaker is not None and candidate.attribution == "direct"):
        return True, None
    return False, None


def _words(sentence: Sentence, first: int, last: int) -> str:
    end = first
    while end < len(sentence.lows) and end - first < 20 and sentence.lows[end] not in {",", ".", ";"} and (end < last or end - first < 12):
        end += 1
    return " ".join(sentence.words[first:end])


def _kind(sentence: Sentence, candidate: Candidate, cue: Cue, hedge: Hedge, bound: bool, conditional: bool, lexicon: Lexicon) -> Kind:
    """`bound` is true for a claim with a condition or a negation, which is no schedule in the article's voice."""
    if cue.rule in {"plans", "promises", "threatens", "committed to", "considering", "target of", "ruled out", "wants to, with a date"}:
        return "commitment"
    if cue.rule == "is doing":
        own = any(low in _SELF for low in sentence.lows[max(0, cue.start - 2) : cue.start])
        return "commitment" if own and candidate.speaker is not None else "schedule"
    if cue.rule == "plan to":
        return "commitment" if candidate.speaker is not None else "schedule"
    if cue.rule in {"expects", "predicts"}:
        agentive = bool(cue.verb) and cue.verb not in lexicon.nonagentive
        return "commitment" if agentive and hedge != "unlikely" and cue.rule == "expects" else "prediction"
    if cue.rule in _SCHEDULED:
        if cue.kind == "commitment":
            return "commitment"
        if cue.verb in _CHANGES or hedge not in {"certain", "likely"}:
            return "prediction"
        return "prediction" if candidate.attribution == "direct" else "schedule"
    if cue.kind is not None:
        return cue.kind  # type: ignore[return-value]
    if cue.rule in {"may", "could"}:
        return "prediction"
    if cue.rule == "should":
        return "schedule" if candidate.speaker is None and cue.verb == "be" and _passive(sentence.lows, cue.end, lexicon) else "prediction"
    return _modal_kind(sentence, candidate, cue, bound, conditional, lexicon)


def _modal_kind(sentence: Sentence, candidate: Candidate, cue: Cue, bound: bool, bound_by: bool, lexicon: Lexicon) -> Kind:
    """What "will" is: a promise of the one who speaks, a fixed event, or a forecast."""
    lows = sentence.lows
    subject = lows[max(candidate.first, cue.start - 14) : cue.start]
    if "," in subject[:-1]:
        subject = subject[len(subject) - 1 - subject[::-1].index(",") + 1 :]
    head = subject[-1] if subject and subject[-1] in _SELF else next((low for low in subject if low in _FIRST), "")
    being = cue.verb == "be"
    passive = being and _passive(lows, cue.end, lexicon)
    progressive = being and any(low.endswith("ing") for low in lows[cue.end : cue.end + 2])
    agentive = progressive or (not being and cue.verb not in lexicon.nonagentive)
    if cue.verb == "take" and any(low[0].isdigit() or low in {"at", "least", "weeks", "months", "years", "days"} for low in lows[cue.end : cue.end + 4]):
        agentive = False
    if candidate.speaker is None:
        return _told_kind(lows, cue, passive, agentive, being, bound, lexicon)
    speaker = candidate.speaker
    if head in _FIRST or (head in _SELF and candidate.attribution != "direct"):
        if being and not progressive:
            return "commitment" if not passive and not (head == "it" and not _ready(lows, cue)) and head != "it" else "prediction"
        return "commitment" if agentive else "prediction"
    if passive and speaker.body and speaker.named:
        return "commitment"
    if not _insider(speaker, lexicon):
        return "prediction"
    if passive or (being and _ready(lows, cue)):
        return "commitment"
    if candidate.attribution == "direct" and (subject[:1] in (["it"], ["this"], ["that"], ["he"], ["she"], ["they"])):
        return "prediction"
    own = _own_body(speaker, subject, lexicon)
    if own and agentive:
        return "commitment"
    if cue.verb in lexicon.deliberate_events or (subject[:1] == ["there"] and cue.negated and not bound_by):
        return "commitment"
    return "prediction"


def _told_kind(lows: list[str], cue: Cue, passive: bool, agentive: bool, being: bool, bound: bool, lexicon: Lexicon) -> Kind:
    if bound:
        return "prediction"
    if being and not passive:
        tail = lows[cue.end : cue.end + 8]
        return "prediction" if any((low.endswith("est") and len(low) > 4) or low == "most" for low in tail) else "schedule"
    return "schedule" if passive or agentive or cue.verb in {"receive", "get", "remain", "stay", "face", "have"} else "prediction"


def _ready(lows: list[str], cue: Cue) -> bool:
    return any(low in {"available", "free", "open", "closed", "ready", "complete"} for low in lows[cue.end : cue.end + 3])


def _insider(speaker: Person, lexicon: Lexicon) -> bool:
    """Whether the speaker can promise for a body: the body itself, or one who leads it or speaks for it."""
    if speaker.body and not speaker.role:
        words = speaker.name.lower().split(" ")
        return not any(word in lexicon.outsiders for word in words)
    text = f"{speaker.role or ''} {'' if speaker.named else speaker.name}".lower()
    words = text.replace("-", " ").split(" ")
    if any(word in lexicon.outsiders for word in words):
        return False
    return any(word in lexicon.insiders for word in words)


def _own_body(speaker: Person, subject: list[str], lexicon: Lexicon) -> bool:
    """Whether the subject is the speaker's body or people."""
    if any(low in {"our", "my", "his", "her", "its"} for low in subject[:2]):
        return True
    names = f"{speaker.organisation or ''} {speaker.name if speaker.body else ''} {speaker.role or ''}".lower().split(" ")
    if any(low in names and low not in {"of", "the", "and"} for low in subject):
        return True
    return any(low in lexicon.generic_bodies or low in lexicon.body_nouns or low in lexicon.org_words for low in subject[:4])


def _passive(lows: list[str], index: int, lexicon: Lexicon) -> bool:
    while index < len(lows) and lows[index] in lexicon.adverbs:
        index += 1
    if index >= len(lows):
        return False
    low = lows[index]
    return (low.endswith("ed") and len(low) > 3 and low not in {"committed", "pleased", "excited", "delighted"}) or low in lexicon.irregular_participles

# ruff: noqa: PLR0911, PLR0912, PLR0913, PLR0917 - a rule reads best as a run of cases, each with its own answer.
"""What kind of claim a candidate is: a promise of the one who speaks, a fixed event or a forecast."""

from typing import Final

import msgspec

from claims.model import Hedge, HorizonReading, Kind
from claims.reading.en.doings import (
    ACTS,
    BEFALLS,
    CHANGES,
    EFFECTS,
    MEASURES,
    OCCASIONS,
    OCCURS,
    OPENINGS,
    PEOPLE,
    RANKS,
    SUFFERED,
    TITLES,
)
from claims.reading.hedges import find_condition, find_hedge, tells_when
from claims.reading.lexicon import Lexicon
from claims.reading.model import Candidate, Cue, Person, Sentence
from claims.reading.phrases import subject_before

_SCHEDULED: Final = frozenset({"is to", "set to", "due", "scheduled", "deadline", "to be"})
_MODAL_RULES: Final = frozenset({"will", "would", "may", "could", "should"})
_SELF: Final = frozenset({"he", "she", "it", "they", "we", "i"})
_FIRST: Final = frozenset({"i", "we"})
_OWNERS: Final = frozenset({"his", "her", "our", "my", "its", "their"})


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
    hedge, negated = find_hedge(sentence, candidate, cue, lexicon)
    if negated and tells_when(sentence, cue, reading, lexicon):
        negated, hedge = False, "certain" if hedge == "certain" else "likely"
    conditional, condition = find_condition(sentence, candidate, cue, limit, lexicon)
    kind = _kind(sentence, candidate, cue, hedge, conditional or negated, conditional, lexicon)
    return Judgement(kind=kind, hedge=hedge, negated=negated, conditional=conditional, condition=condition)


def principal(candidate: Candidate) -> Cue:
    """The cue that decides: behind "expects" or "predicts" it is the modal of the clause that hangs on them."""
    first, *rest = candidate.cues
    if first.rule in {"expects", "predicts"} and rest and rest[0].rule in _MODAL_RULES:
        return rest[0]
    if first.rule == "is to" and rest and rest[0].rule == "is expected":
        return rest[0]
    return first


def _kind(
    sentence: Sentence, candidate: Candidate, cue: Cue, hedge: Hedge, bound: bool, conditional: bool, lexicon: Lexicon
) -> Kind:
    """`bound` is true for a claim with a condition or a negation, which is no schedule in the article's voice."""
    if cue.rule in {
        "plans",
        "promises",
        "threatens",
        "committed to",
        "considering",
        "target of",
        "ruled out",
        "wants to, with a date",
    }:
        return "commitment"
    if cue.rule == "not ruled out":
        return "commitment" if candidate.speaker is not None else "prediction"
    if cue.rule == "is doing":
        own = any(low in _SELF for low in sentence.lows[max(0, cue.start - 2) : cue.start])
        return "commitment" if own and candidate.speaker is not None else "schedule"
    if cue.rule == "plan to":
        return "commitment" if candidate.speaker is not None else "schedule"
    if cue.rule in {"expects", "predicts"}:
        agentive = bool(cue.verb) and cue.verb not in lexicon.nonagentive
        return "commitment" if agentive and hedge != "unlikely" and cue.rule == "expects" else "prediction"
    if cue.rule in _SCHEDULED:
        if cue.kind == "commitment" or (cue.rule == "is to" and _promises(candidate, hedge, lexicon)):
            return "commitment"
        if cue.verb in CHANGES or hedge not in {"certain", "likely"}:
            return "prediction"
        return "prediction" if candidate.attribution == "direct" else "schedule"
    if cue.rule == "present":
        return _present_kind(sentence, candidate, cue, lexicon)
    if cue.kind is not None:
        return cue.kind  # type: ignore[return-value]
    if cue.rule in {"may", "could"}:
        return "prediction"
    if cue.rule == "should":
        return (
            "schedule"
            if candidate.speaker is None and cue.verb == "be" and _passive(sentence.lows, cue.end, lexicon)
            else "prediction"
        )
    return _modal_kind(sentence, candidate, cue, hedge, bound, conditional, lexicon)


def _modal_kind(
    sentence: Sentence, candidate: Candidate, cue: Cue, hedge: Hedge, bound: bool, bound_by: bool, lexicon: Lexicon
) -> Kind:
    """What "will" is: a promise of the one who speaks, a fixed event, or a forecast.

    A speaker promises what he does himself, what his body does, and what is done (in the passive), given or opened by
    those he leads or speaks for. He forecasts what befalls him, what others do and what a thing brings about.
    """
    lows = sentence.lows
    subject = _subject(sentence, candidate, cue, lexicon)
    head = subject[-1] if subject and subject[-1] in _SELF else next((low for low in subject if low in _FIRST), "")
    being = cue.verb == "be"
    passive = being and _passive(lows, cue.end, lexicon)
    progressive = being and any(low.endswith("ing") for low in lows[cue.end : cue.end + 2])
    agentive = progressive or (not being and cue.verb not in lexicon.nonagentive)
    if (
        cue.verb == "take"
        and lows[cue.end : cue.end + 1] != ["place"]
        and any(
            low[0].isdigit() or low in {"at", "least", "weeks", "months", "years", "days"}
            for low in lows[cue.end : cue.end + 4]
        )
    ):
        agentive = False
    speaker = candidate.speaker
    if speaker is None:
        weighed = cue.rule == "would" and candidate.governor is None and not passive
        if hedge != "certain" or (
            weighed and cue.verb not in lexicon.deliberate_events and _is_thing(subject, lexicon)
        ):
            return "prediction"
        return _told_kind(lows, cue, subject, passive, agentive, being, bound, bound_by, lexicon)
    if head in _FIRST or (head in _SELF and candidate.attribution != "direct" and not (passive and head != "it")):
        return _own_kind(lows, cue, head, passive, progressive, agentive, candidate)
    if hedge in {"certain", "likely"} and _on_calendar(lows, cue, subject, lexicon):
        return "schedule"
    if passive and hedge == "certain" and speaker.body and speaker.named:
        return "commitment"
    if agentive and _of_speaker(speaker, subject, lexicon):
        return "commitment"
    if being and "last" in lows[cue.end + 1 : cue.end + 2] and lows[cue.end] in _OWNERS:
        return "commitment"
    if _measured(subject):
        return "prediction"
    if head in {"he", "she"} and agentive and candidate.attribution == "direct" and _fields_players(speaker):
        return "commitment"
    unknown = speaker.named and not speaker.body and (speaker.role or "Mr") in TITLES and not speaker.organisation
    if unknown and candidate.attribution == "indirect" and _own_or_act(speaker, subject, lows, cue, agentive, lexicon):
        return "commitment"
    if not _insider(speaker, lexicon):
        return "prediction"
    if passive or (being and (_ready(lows, cue) or "last" in lows[cue.end : cue.end + 2])):
        return "commitment" if hedge == "certain" else "prediction"
    if cue.verb in {"receive", "get"} and _people(subject, lexicon):
        return "commitment"
    if subject[:1] == ["there"] and not bound_by and (cue.negated or _act_follows(lows, cue.end)):
        return "commitment"
    if candidate.attribution == "direct" and (subject[:1] in (["it"], ["this"], ["that"], ["he"], ["she"], ["they"])):
        return "prediction"
    own = _own_body(speaker, subject, lexicon) or subject == ["you"]
    if own and agentive:
        return "commitment"
    if agentive and candidate.attribution == "indirect" and cue.verb not in EFFECTS and subject[:1] != ["this"]:
        return "commitment"
    return "commitment" if cue.verb in lexicon.deliberate_events - EFFECTS else "prediction"


def _promises(candidate: Candidate, hedge: Hedge, lexicon: Lexicon) -> bool:
    """Whether "is to" is the word of those in charge, reported by the article."""
    speaker = candidate.speaker
    reported = candidate.attribution == "indirect" and candidate.governor is not None
    return hedge == "certain" and reported and speaker is not None and _insider(speaker, lexicon)


def _present_kind(sentence: Sentence, candidate: Candidate, cue: Cue, lexicon: Lexicon) -> Kind:
    """What a present tense with a coming date is: an event on the calendar, unless it befalls or is somebody's say."""
    subject = _subject(sentence, candidate, cue, lexicon)
    if _measured(subject) or cue.verb.rstrip("s") in {"peak", "fall", "rise", "double", "climb", "drop", "win", "lose"}:
        return "prediction"
    if not sentence.quotes[cue.start]:
        return "schedule"
    if subject[-1:] and subject[-1] in _FIRST:
        return "commitment"
    fixed = cue.verb in OPENINGS and subject[-1:] not in (["it"], ["this"], ["that"])
    return "schedule" if fixed else "prediction"


def _fields_players(speaker: Person) -> bool:
    """Whether the speaker picks a team, so that what a player will do is his own decision."""
    words = f"{speaker.role or ''} {'' if speaker.named else speaker.name}".lower().split()
    return any(word in {"manager", "coach", "trainer"} for word in words)


def _own_or_act(
    speaker: Person, subject: list[str], lows: list[str], cue: Cue, agentive: bool, lexicon: Lexicon
) -> bool:
    """Whether somebody of unknown office tells what "the company" or "the party" will do, or that there will be a vote.

    Reports name outsiders as such ("the analyst"); who speaks of a body without that speaks for it.
    """
    if subject[:1] == ["there"]:
        return not cue.negated and _act_follows(lows, cue.end)
    bodies = lexicon.generic_bodies | {"party", "union", "council", "ministry", "government", "opposition"}
    return agentive and subject[:1] == ["the"] and _head(subject) in bodies and not speaker.body


def _own_kind(
    lows: list[str], cue: Cue, head: str, passive: bool, progressive: bool, agentive: bool, candidate: Candidate
) -> Kind:
    """What the speaker says of himself or of his body, in the first person or by a pronoun."""
    verbs = {other.verb for other in candidate.cues}
    if cue.verb == "be" and not progressive:
        if passive or head == "it":
            return "commitment" if not passive and _ready(lows, cue) else "prediction"
        return "prediction" if _turns_out(lows, cue) else "commitment"
    if head == "it" and (cue.verb == "receive" or lows[cue.end - 1 : cue.end + 2] == ["take", "delivery", "of"]):
        return "schedule"
    if head in _FIRST:
        return "prediction" if not verbs.isdisjoint(BEFALLS) else "commitment"
    return "commitment" if agentive or lows[cue.end - 1 : cue.end + 1] == ["remain", "in"] else "prediction"


def _turns_out(lows: list[str], cue: Cue) -> bool:
    """Whether "we will be" is followed by what comes of itself: an age, a rank, "better", "champions"."""
    behind = lows[cue.end : cue.end + 3]
    return bool(behind) and (
        (behind[0].isdigit() and "at" not in lows[cue.end : cue.end + 2]) or not RANKS.isdisjoint(behind)
    )


def _subject(sentence: Sentence, candidate: Candidate, cue: Cue, lexicon: Lexicon) -> list[str]:
    """The words of the subject, in lower case: from the noun phrase's start to the first "of", "who" and the like."""
    near = sentence.lows[candidate.first : cue.start]
    if near and not (near[0] in lexicon.prepositions or near[0] in lexicon.subordinators or "," in near):
        return near
    span = subject_before(sentence, cue.start, lexicon)
    if span is None or span[0] < candidate.first - 12:
        subject = sentence.lows[max(candidate.first, cue.start - 14) : cue.start]
        if "," in subject[:-1]:
            subject = subject[len(subject) - 1 - subject[::-1].index(",") + 1 :]
        return subject
    return sentence.lows[span[0] : span[1]]


def _head(subject: list[str]) -> str:
    """The noun that a subject turns on: the last word before a preposition, a relative or a comma."""
    for at, low in enumerate(subject):
        if at and low in {"of", "in", "for", "at", "on", "from", "with", "to", "who", "which", "that", ",", "'s"}:
            if low == "'s":
                continue
            return subject[at - 1]
    return subject[-1] if subject else ""


def _measured(subject: list[str]) -> bool:
    """Whether the subject is a figure that nobody sets: prices, sales, inflation."""
    return _head(subject) in MEASURES


def _people(subject: list[str], lexicon: Lexicon) -> bool:
    """Whether the subject is people who are given something."""
    head = _head(subject)
    return head in lexicon.person_nouns or (head.endswith("s") and not _measured(subject)) or "those" in subject[:1]


def _act_follows(lows: list[str], index: int) -> bool:
    """Whether "there will be" is followed by what somebody does: an appeal, a vote, a new school."""
    return any(low in ACTS for low in lows[index : index + 4])


def _on_calendar(lows: list[str], cue: Cue, subject: list[str], lexicon: Lexicon) -> bool:
    """Whether the verb tells of a sitting of others: "will be held on", "would take place", "will gather on Friday"."""
    behind = lows[cue.end : cue.end + 9]
    if cue.verb == "be":
        return any(low in {"held", "played"} for low in behind[:2])
    if lows[cue.end - 1 : cue.end + 1] == ["take", "place"]:
        return True
    goes_ahead = lows[cue.end - 1 : cue.end + 1] == ["go", "ahead"]
    if (goes_ahead or cue.verb in OCCURS) and _head(subject) in OCCASIONS:
        return True
    if _OWNERS & set(subject[:1]) - {"its"} or any(low in _SELF for low in subject[-1:]):
        return False
    dated = not lexicon.time_words.isdisjoint(behind)
    return dated and cue.verb in {"meet", "gather", "convene", "assemble", "appear", "sit"}


def _of_speaker(speaker: Person, subject: list[str], lexicon: Lexicon) -> bool:
    """Whether the subject is the speaker's own people, or carries the name of the speaker's body."""
    if _OWNERS & set(subject[:1]):
        return any(low in lexicon.person_nouns | lexicon.body_nouns | PEOPLE for low in subject[1:4])
    names = f"{speaker.organisation or ''} {speaker.name if speaker.body else ''} {speaker.role or ''}".lower()
    known = set(names.split()) - {"of", "the", "and", "for", "in"} - lexicon.domains
    return any(low in known for low in subject[:6]) and _head(subject) not in MEASURES


def _told_kind(
    lows: list[str],
    cue: Cue,
    subject: list[str],
    passive: bool,
    agentive: bool,
    being: bool,
    bound: bool,
    by_condition: bool,
    lexicon: Lexicon,
) -> Kind:
    """What the article says in its own voice: an event on the calendar, or what will come of things."""
    dated = not lexicon.time_words.isdisjoint(lows[cue.end : cue.end + 12])
    if (
        bound
        and not (dated and not by_condition and not (being and not passive))
        and not (dated and "should" in lows[:1] and agentive)
    ):
        return "prediction"
    behind = lows[cue.end : cue.end + 4]
    if _measured(subject) or (being and behind[:1] == ["have"]) or lows[cue.end - 1 : cue.end + 1] == ["have", "been"]:
        return "prediction"
    if passive and any(low in SUFFERED for low in behind):
        return "prediction"
    if being and not passive:
        tail = lows[cue.end : cue.end + 8]
        return (
            "prediction" if any((low.endswith("est") and len(low) > 4) or low == "most" for low in tail) else "schedule"
        )
    if cue.verb in EFFECTS and (subject[-1:] in (["that"], ["this"], ["it"]) or _is_thing(subject, lexicon)):
        return "prediction"
    return (
        "schedule"
        if passive or agentive or cue.verb in {"receive", "get", "remain", "stay", "face", "have"}
        else "prediction"
    )


def _is_thing(subject: list[str], lexicon: Lexicon) -> bool:
    """Whether the subject's noun is neither people nor a body of people."""
    head = _head(subject)
    groups = lexicon.person_nouns | lexicon.body_nouns | lexicon.group_nouns | lexicon.generic_bodies | PEOPLE
    return bool(subject) and head not in groups and head not in _SELF and not lexicon.org_words & set(subject)


def _ready(lows: list[str], cue: Cue) -> bool:
    return any(
        low in {"available", "free", "open", "closed", "ready", "complete", "back", "shut"}
        for low in lows[cue.end : cue.end + 3]
    )


def _insider(speaker: Person, lexicon: Lexicon) -> bool:
    """Whether the speaker can promise for a body: the body itself, or one who leads it or speaks for it."""
    if speaker.body and not speaker.role:
        words = speaker.name.lower().split(" ")
        return not any(word in lexicon.outsiders for word in words)
    text = f"{speaker.role or ''} {'' if speaker.named else speaker.name}".lower()
    words = text.replace("-", " ").split(" ")
    if any(word in lexicon.outsiders for word in words):
        return False
    return any(word in lexicon.insiders or word.removesuffix("s") in lexicon.insiders for word in words)


def _own_body(speaker: Person, subject: list[str], lexicon: Lexicon) -> bool:
    """Whether the subject is the speaker's body or people."""
    if any(low in {"our", "my", "his", "her", "its"} for low in subject[:2]):
        return True
    names = f"{speaker.organisation or ''} {speaker.name if speaker.body else ''} {speaker.role or ''}".lower().split(
        " "
    )
    if any(low in names and low not in {"of", "the", "and"} for low in subject):
        return True
    return any(
        low in lexicon.generic_bodies or low in lexicon.body_nouns or low in lexicon.org_words for low in subject[:4]
    )


def _passive(lows: list[str], index: int, lexicon: Lexicon) -> bool:
    while index < len(lows) and lows[index] in lexicon.adverbs:
        index += 1
    if index >= len(lows):
        return False
    low = lows[index]
    return (
        low.endswith("ed") and len(low) > 3 and low not in {"committed", "pleased", "excited", "delighted"}
    ) or low in lexicon.irregular_participles

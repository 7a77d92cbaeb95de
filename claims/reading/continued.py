"""Claims with no verb of saying that are still somebody's: a body's own acts, and details of what it announced.

A bare "the council will vote" is the article's voice. It is the council's word once the text has shown that the council
decides or speaks in the matter, and what follows the one sentence that opens an article, "..., the carmaker said", is
the carmaker's until somebody else speaks.
"""

from collections.abc import Sequence
from typing import Final

from msgspec import structs

from claims.model import ClaimReading
from claims.reading.lexicon import Lexicon
from claims.reading.model import Candidate, Cue, Governor, Person, Sentence

_OWN_REACH: Final = 6  # Sentences after a body has spoken or planned in which what it will do is its own word.
_DETAILS: Final = 3  # Paragraphs behind an announcement that can give its details.
DECIDING: Final = frozenset({"decided", "agreed", "voted", "ruled", "approved", "resolved", "decides", "agrees"})
"""Verbs with which a body settles what it will do."""
_ANNOUNCING: Final = frozenset({"said", "says", "announced", "decided", "confirmed"})
_FEW_WORDS: Final = 5  # Tokens of a quotation that is only a phrase.
_SAME: Final = frozenset({"he", "she"})
_READY: Final = frozenset({"prepared", "ready", "willing"})
_MEMBERS: Final = frozenset({"members", "workers", "staff", "employees"})


class Continued:
    """Which bodies have spoken or planned, and whose announcement opens the text."""

    def __init__(self) -> None:
        self.bodies: dict[str, tuple[int, Person]] = {}  # The latest sentence in which each body spoke or planned.
        self.opening: int | None = None  # The first paragraph of the text.
        self.announced: tuple[Sentence, Person] | None = None
        self.report = -9  # The latest sentence that reports, or goes on with a report.
        self.others: int | None = None  # The first sentence after the announcement in which anybody speaks.

    def note(self, sentence: Sentence, governors: Sequence[Governor]) -> None:
        """Learn from a sentence of the body who speaks in it."""
        first = self.opening is None
        if first:
            self.opening = sentence.paragraph
        speaking = [one for one in governors if one.speaker is not None and one.stance == "report"]
        for one in speaking:
            if one.speaker is not None and one.speaker.body and not one.quoted:
                self.bodies[one.speaker.name.lower()] = (sentence.index, one.speaker)
                trails = one.start > 0 and sentence.lows[one.start - 1] == ","
                if first and trails and sentence.lows[one.verb] in _ANNOUNCING:
                    self.announced = (sentence, one.speaker)
        quoted = sum(1 for number in sentence.quotes if number) > _FEW_WORDS
        if not first and self.others is None and (governors or quoted):
            self.others = sentence.index
        spoken = any(not one.quoted for one in speaking)
        goes_on = self.report == sentence.index - 1 and sentence.lows[0] in _SAME and not sentence.quotes[0]
        if spoken or goes_on:
            self.report = sentence.index
        if not first and sentence.paragraph == self.opening:
            self.announced = None

    def carries_on(self, sentence: Sentence, opener: str, cue: Cue, lexicon: Lexicon) -> bool:
        """Whether "would" goes on with the report before it: "She said it was new. They would fight it."."""
        if sentence.index - self.report > 1 or opener in {"a", "an", "any", "this", "that"}:
            return False
        done = sentence.lows[cue.end] if cue.verb == "be" and cue.end < len(sentence.lows) else ""
        if opener == "it" and not (done.endswith("ed") or done in lexicon.irregular_participles):
            return False  # "It would be the tallest" is the article's.
        self.report = sentence.index
        return True

    def plan(self, body: Person, sentence: Sentence) -> None:
        """Learn that a body has a plan of its own."""
        if body.body:
            self.bodies[body.name.lower()] = (sentence.index, body)

    def own_word(self, body: Person, sentence: Sentence) -> Person | None:
        """The body whose word it is what it will do, since it has just spoken: "the committee will continue to buy".

        "The Committee" is the "Pricing Committee" of the sentences before.
        """
        name = body.name.lower()
        for held, (spoke, person) in self.bodies.items():
            if sentence.index - spoke <= _OWN_REACH and (held == name or held.endswith(f" {name}")):
                return person
        return None

    def judged(self, claim: ClaimReading, sentence: Sentence) -> None:
        """Forget an announcement that is only a forecast: the weather service does not keep the schools shut."""
        if self.announced is not None and sentence is self.announced[0] and claim.kind == "prediction":
            self.announced = None

    def with_announcer(self, candidate: Candidate, sentence: Sentence) -> Candidate:
        """The candidate as a detail of the announcement that opens the text, where it is one."""
        if self.announced is None or candidate.speaker is not None or candidate.governor is not None:
            return candidate
        opening, speaker = self.announced
        told = self.others is not None and self.others <= sentence.index
        behind = sentence.paragraph - opening.paragraph
        if told or candidate.quote or not 0 < behind <= _DETAILS or candidate.cues[0].rule != "will":
            return candidate
        return structs.replace(candidate, speaker=speaker, attribution="indirect")


def is_act(sentence: Sentence, cue: Cue, lexicon: Lexicon) -> bool:
    """Whether "will" opens a deliberate act, or "would be prepared to" a readiness for one."""
    if cue.verb == "be":
        return not _READY.isdisjoint(sentence.lows[cue.end : cue.end + 1])
    return cue.rule == "will" and bool(cue.verb) and cue.verb not in lexicon.nonagentive


def members_of(sentence: Sentence, first: int, last: int) -> int:
    """The token from which the body stands in "members of the union"; `first` where the words are none such."""
    lows = sentence.lows
    return first + 2 if last - first > 2 and lows[first] in _MEMBERS and lows[first + 1] in {"of", "at"} else first

"""The values that the stages of a reading hand on, and what comes out of it. Offsets are characters of the text."""

from datetime import date

import msgspec

from claims.model import Attribution, ClaimReading


class ReadingError(ValueError):
    """A text that cannot be read; the message says why and what to do."""


class TimelineMention(msgspec.Struct, frozen=True, kw_only=True):
    """A dated event or statement that has already happened; `text` stands at `start`..`end` (exclusive)."""

    start: int
    end: int
    text: str
    earliest: date
    latest: date
    speaker: str | None = None


class TraceLine(msgspec.Struct, frozen=True, kw_only=True):
    """One decision: the rule, the words it fired on, where they stand and what came of it.

    `claim` is the place in `Reading.claims` of the claim that it helped to make; None where it made none.
    """

    start: int
    end: int
    rule: str
    words: str
    note: str = ""
    claim: int | None = None


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What a text says will happen. `claims` and `entries` are sorted by start; `trace` tells why, in text order."""

    claims: tuple[ClaimReading, ...] = ()
    entries: tuple[TimelineMention, ...] = ()
    trace: tuple[TraceLine, ...] = ()


class Block(msgspec.Struct, frozen=True, gc=False):
    """A stretch of the text. `kind` is "title", "byline", "dateline" or "body"."""

    start: int
    end: int
    kind: str


class Sentence(msgspec.Struct, frozen=True, gc=False):
    """A sentence of the body as tokens; `lows` are the tokens in lower case with plain apostrophes.

    `kinds[i]` tells what token i can be (see `Lexicon.kinds_of`), and `holds` what any of them can. `quotes[i]` is the
    number of the quotation that token i stands in, 0 outside.
    """

    index: int
    paragraph: int
    start: int
    end: int
    words: list[str]
    lows: list[str]
    kinds: list[int]
    holds: int
    starts: list[int]
    quotes: list[int]
    title: bool = False

    def token_end(self, index: int) -> int:
        """The offset just behind token `index`."""
        return self.starts[index] + len(self.words[index])

    def places(self, kind: int) -> list[int]:
        """The tokens that can be of that kind, in order."""
        return [index for index, held in enumerate(self.kinds) if held & kind] if self.holds & kind else []


class Person(msgspec.Struct, frozen=True):
    """A speaker as resolved: the canonical name or description, with role and body kept apart.

    `named` is false for a description, `definite` true for one such as "the minister"; `body` is true for an
    organisation.
    """

    name: str
    role: str | None = None
    organisation: str | None = None
    named: bool = False
    body: bool = False
    plural: bool = False
    definite: bool = False


class Governor(msgspec.Struct, frozen=True):
    """A word that puts what follows (or precedes) into somebody's mouth or mind.

    `start`..`end` are the tokens of subject and verb; `scope` the token ranges it governs; `stance` is "report",
    "belief", "fear", "doubt", "wish", "demand", "denial" or "question"; `speaker` is None where nobody is named.
    """

    verb: int
    start: int
    end: int
    stance: str
    scope: tuple[tuple[int, int], ...]
    speaker: Person | None
    past: bool
    quoted: int = 0
    subject: str = ""


class Cue(msgspec.Struct, frozen=True):
    """A word or phrase that looks ahead: tokens `start`..`end` (exclusive) and what it makes of its clause."""

    rule: str
    start: int
    end: int
    hedge: str
    kind: str | None
    negated: bool
    past: bool = False
    verb: str = ""
    subject_free: bool = False


class Candidate(msgspec.Struct, frozen=True):
    """A clause found to look ahead: tokens `first`..`last` (exclusive) of a sentence, with its cues."""

    sentence: int
    first: int
    last: int
    cues: tuple[Cue, ...]
    speaker: Person | None
    via: str | None
    attribution: Attribution
    governor: Governor | None
    quote: int = 0

"""The values of the domain. Every one is frozen, checked where it is made, and carried through as it is.

Days are inclusive at both ends and lie in the claim's `time_zone`. Instants end in `_at`, are aware and in UTC, except
`made_at` and `published_at`, which are kept as the RFC 3339 text that was given.
"""

from datetime import date, datetime
from typing import Literal

import msgspec

Shape = Literal["by", "during", "throughout", "not_before", "at_least", "undated"]
Openness = Literal["closed", "vague", "open"]
Attribution = Literal["direct", "indirect", "none"]
Kind = Literal["prediction", "commitment", "schedule"]
Hedge = Literal["certain", "likely", "possible", "unlikely"]
Status = Literal["pending", "due", "resolved"]
Review = Literal["unreviewed", "accepted", "rejected"]
CheckReason = Literal["deadline", "default", "begins", "review", "postponed", "reopened"]
Happened = Literal["yes", "no", "partly", "void"]
VoidReason = Literal["ambiguous", "annulled", "unverifiable", "duplicate", "not_a_claim"]
ConditionStatus = Literal["open", "held", "failed"]
FilingKind = Literal["correction", "reply"]
FilingStatus = Literal["waiting", "accepted", "declined"]
ReadingName = Literal["strict", "nominal", "lenient"]
"""The three readings of a window's end."""


class Window(msgspec.Struct, frozen=True, kw_only=True):
    """The days that horizon words fix, under three readings; see docs/horizons.md for the conventions.

    `latest` is what the words fix, null for vague and open phrases; a vague phrase's bound is `default_latest` and is
    ours, not the speaker's. `strict_latest` <= (`latest` or `default_latest`) <= `lenient_latest`, or all are null.
    `earliest_at` and `deadline_at` (exclusive) are given where the words fix a clock time or hours.
    """

    shape: Shape = "undated"
    openness: Openness = "open"
    earliest: date | None = None
    latest: date | None = None
    default_latest: date | None = None
    strict_latest: date | None = None
    lenient_latest: date | None = None
    earliest_at: datetime | None = None
    deadline_at: datetime | None = None

    def __post_init__(self) -> None:
        nominal = self.latest or self.default_latest
        if (nominal is None) != (self.strict_latest is None) or (nominal is None) != (self.lenient_latest is None):
            raise ValueError("a window has a strict, a nominal and a lenient end, or none of them")
        ends = [day for day in (self.strict_latest, nominal, self.lenient_latest) if day]
        if ends != sorted(ends):
            raise ValueError("a window's ends must be in the order strict, nominal, lenient")
        if self.latest and self.default_latest:
            raise ValueError("a window's end is fixed by the words or by default, not both")


class HorizonReading(Window, frozen=True, kw_only=True):
    """A time phrase, `start`..`end` (exclusive) of the sentence it stands in, its window, and the rule that read it."""

    phrase: str
    start: int
    end: int
    rule: str


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """A text to read. `country` (ISO 3166 alpha-2) is its publisher's: it decides date order and holidays."""

    text: str
    published_at: str
    title: str | None = None
    publisher: str | None = None
    country: str | None = None
    time_zone: str | None = None


class Article(Document, frozen=True, kw_only=True):
    """A stored document. `sha256` is of the text in UTF-8, lower-case hexadecimal, and is the article's identity."""

    id: str
    sha256: str
    url: str | None = None
    author: str | None = None
    recorded_at: datetime


class ClaimReading(Window, frozen=True, kw_only=True):
    """A forward-looking claim as the rules read it; `text` stands at `start`..`end` (exclusive) of the document.

    `speaker` is the fullest name or description that the text gives, null in the article's own voice. `earliest` and
    `latest` keep what a claim keeps of a phrase. `begins` is the phrase's own first day where only that can be judged
    (at_least, not_before). `probability` (0-1) is that the claim as worded, negation included, is true.
    """

    start: int
    end: int
    text: str
    speaker: str | None = None
    role: str | None = None
    organisation: str | None = None
    via: str | None = None
    attribution: Attribution = "none"
    kind: Kind = "prediction"
    made_at: str
    time_zone: str = "UTC"
    horizon: str | None = None
    begins: date | None = None
    hedge: Hedge = "certain"
    probability: float = 0.97
    probability_source: str = "default"
    negated: bool = False
    conditional: bool = False
    condition: str | None = None
    rules: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        super().__post_init__()
        if not 0 <= self.probability <= 1:
            raise ValueError(f"a probability lies between 0 and 1, not {self.probability}")


class Claim(ClaimReading, frozen=True, kw_only=True):
    """A stored claim and where it stands. `version` counts its changes from 1; `check_at` is when to look again.

    A claim made by hand has no article and its offsets are 0 and the text's length. `round` counts from 1 and grows
    with each reopening; `answers` counts the resolutions of this round; `postponed` is how
    often it was too early to tell. `merged_into` is the claim that this one repeats, `condition_id` what it hangs
    on. `doubt` (0-100) is how doubtful its reading is, as `claims.doubt` says. `assignee` is who is to resolve it,
    and until `snoozed_until` nobody is asked about it. `thread_id` is the slip thread that it stands in.
    """

    id: str
    article_id: str | None
    speaker_id: str | None
    ruleset: str
    status: Status
    review: Review = "unreviewed"
    check_at: datetime
    check_reason: CheckReason
    topics: tuple[str, ...] = ()
    recorded_at: datetime
    version: int = 1
    round: int = 1
    answers: int = 0
    postponed: int = 0
    doubt: int = 0
    merged_into: str | None = None
    condition_id: str | None = None
    assignee: str | None = None
    snoozed_until: datetime | None = None
    thread_id: str | None = None


class HeldRole(msgspec.Struct, frozen=True, kw_only=True):
    """What a speaker was, from `since` to `until` (days, both inclusive; null where that end is not known)."""

    role: str
    organisation: str | None = None
    since: date | None = None
    until: date | None = None

    def __post_init__(self) -> None:
        if self.since and self.until and self.until < self.since:
            raise ValueError(f"a role cannot end on {self.until}, before it began on {self.since}")


class Speaker(msgspec.Struct, frozen=True, kw_only=True):
    """Who is answerable for claims. `name` is canonical; `aliases` are other names seen, sorted.

    `role` and `organisation` are as the first article told them; `roles` are what a person entered, the earliest first.
    `wikidata` is the number of an item ("Q42"). `merged_into` is the speaker whom this one was found to be: that one is
    answerable for what is said under the names of both.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    role: str | None = None
    organisation: str | None = None
    roles: tuple[HeldRole, ...] = ()
    wikidata: str | None = None
    merged_into: str | None = None
    recorded_at: datetime
    version: int = 1


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """What a resolution rests on: a page or another document, the words quoted from it, or a note of what was searched.

    `sha256` (lower-case hexadecimal) is of what was read there, and `excerpt` a part of it, since pages change.
    """

    url: str | None = None
    quote: str | None = None
    note: str | None = None
    document: str | None = None
    sha256: str | None = None
    excerpt: str | None = None


class Resolution(msgspec.Struct, frozen=True, kw_only=True):
    """What was decided about a claim. Added, never overwritten.

    `happened` is about the thing itself, any negation taken off. `value` (0-1) goes with "partly", `void_reason` with
    "void". `occurred_from`..`occurred_to` are the days (both inclusive) of the deciding event, equal where it is known
    to the day. `known_at` is the day the outcome could be known. `round` is the claim's when it was recorded, and
    `supersedes` names the last resolution of the round before.
    """

    id: str
    claim_id: str
    happened: Happened
    value: float | None = None
    void_reason: VoidReason | None = None
    occurred_from: date | None = None
    occurred_to: date | None = None
    known_at: date | None = None
    recorded_at: datetime
    evidence: tuple[Evidence, ...] = ()
    reason: str | None = None
    actor: str
    round: int = 1
    supersedes: str | None = None


class Condition(msgspec.Struct, frozen=True, kw_only=True):
    """What claims hang on: it holds or fails by itself, and a person says which. `dependants` counts those claims.

    `latest` is the last day on which it can come about, in `time_zone`; `check_at` (UTC) is when to look.
    """

    id: str
    text: str
    horizon: str | None = None
    made_at: str
    time_zone: str = "UTC"
    latest: date | None = None
    check_at: datetime
    status: ConditionStatus = "open"
    dependants: int = 0
    recorded_at: datetime
    version: int = 1


class Filing(msgspec.Struct, frozen=True, kw_only=True):
    """A request to correct a claim, or its speaker's reply to it. Shown with the claim once it is accepted."""

    id: str
    claim_id: str
    kind: FilingKind
    text: str
    author: str
    status: FilingStatus = "waiting"
    reason: str | None = None
    decided_by: str | None = None
    decided_at: datetime | None = None
    actor: str
    recorded_at: datetime
    version: int = 1

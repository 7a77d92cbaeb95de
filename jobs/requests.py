"""What the jobs are asked to do. These values are the bodies of the HTTP requests too, so every field is bounded."""

from datetime import date
from typing import Annotated, Literal

import msgspec

from claims.model import FilingKind, Happened, Hedge, Kind, VoidReason
from storage.outbox import EVENTS, Channel, Form, WebhookEvent
from storage.records import ReportFormat, ReportKind, Role

TEXT_LENGTH_MAX = 1_000_000
"""The longest article, in characters; the same bound as that of the reading rules."""

HTML_LENGTH_MAX = 2_000_000
"""The longest page that is read, in characters: a few hundred kilobytes are usual."""

CLAIM_LENGTH_MAX = 2_000
"""The longest claim made by hand, in characters: a sentence or a few, not an article."""

EVIDENCE_MAX = 20
"""The most pieces of evidence that one resolution takes."""

BATCH_MAX = 500
"""The most claims that one request resolves."""

DEPENDANTS_MAX = 500
"""The most claims that hang on one condition: they are changed together with it."""

TOPICS_MAX = 20
"""The most topics that one claim has."""

PERIOD_DAYS_MAX = 3_660
"""The longest period that a report covers, in days: ten years."""

NAMES_MAX = 20
"""The most further names that one redaction looks for."""

CLAIMS_MAX = 1_000
"""The most claims made by hand that one request adds."""

REREAD_MAX = 50
"""The most articles that one request reads again."""

OVERLAP_H_MAX = 720
"""The longest time for which an old secret still signs, in hours: thirty days."""

TARGETS_MAX = 20
"""The most targets that one report definition has."""

POLL_MIN = 5
"""The shortest time between two polls of a source, in minutes."""

POLL_MAX = 10_080
"""The longest time between two polls of a source, in minutes: a week."""

KEY_DAYS_MAX = 3_660
"""The longest time for which a key that expires is good, in days: ten years."""

KEY_DAYS_DEFAULT = 365
"""How long a key is good unless something else is asked for, in days."""

Text = Annotated[str, msgspec.Meta(min_length=1, max_length=TEXT_LENGTH_MAX, description="The article's text.")]
Html = Annotated[str, msgspec.Meta(min_length=1, max_length=HTML_LENGTH_MAX, description="A whole page.")]
_NOT_BLANK = r"^[^\x00-\x1f\x7f]*[^\s\x00-\x1f\x7f][^\x00-\x1f\x7f]*$"
"""One line with something to see in it: no control characters, and not white space alone."""

Line = Annotated[str, msgspec.Meta(min_length=1, max_length=500, pattern=_NOT_BLANK)]
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=200, pattern=_NOT_BLANK)]
ActorName = Annotated[
    str,
    msgspec.Meta(
        pattern=r"^[a-z0-9][a-z0-9._-]{0,39}$",
        description="Small letters, digits, dots, dashes and underscores; at most 40.",
        examples=["mira"],
    ),
]
Note = Annotated[str, msgspec.Meta(min_length=1, max_length=4_000)]
Instant = Annotated[
    str,
    msgspec.Meta(
        min_length=1,
        max_length=64,
        description="An RFC 3339 date, or an instant with its offset.",
        examples=["2025-11-22", "2025-11-22T18:30:00+03:00"],
    ),
]
Url = Annotated[str, msgspec.Meta(pattern=r"^[Hh][Tt][Tt][Pp][Ss]?://[^\s/]\S*$", max_length=2_000)]
EmailAddress = Annotated[
    str,
    msgspec.Meta(
        pattern=r"^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63}){0,9}$",
        max_length=254,
        description="In the form that HTML asks of an address.",
        examples=["desk@news.example"],
    ),
]
Country = Annotated[str, msgspec.Meta(pattern="^[A-Z]{2}$", description="ISO 3166-1 alpha-2 code.")]
TimeZone = Annotated[
    str, msgspec.Meta(min_length=1, max_length=64, description="IANA name, or an offset such as +03:00.")
]
Id = Annotated[str, msgspec.Meta(min_length=1, max_length=64)]
Topic = Annotated[str, msgspec.Meta(min_length=1, max_length=80)]
Topics = Annotated[tuple[Topic, ...], msgspec.Meta(max_length=TOPICS_MAX)]
Share = Annotated[float, msgspec.Meta(ge=0, le=1)]
Cron = Annotated[
    str,
    msgspec.Meta(
        min_length=9,
        max_length=100,
        description="Minute, hour, day of month, month, day of week; six fields begin with the second.",
        examples=["0 8 * * mon"],
    ),
]
PageCursor = Annotated[
    str, msgspec.Meta(min_length=1, max_length=200, description="Where to go on: `next` of the page before.")
]
PeriodDays = Annotated[int, msgspec.Meta(ge=1, le=PERIOD_DAYS_MAX)]


class NewArticle(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An article to read and keep: its `text`, or a page's `html`, or only the `url` of a page to be fetched.

    Of a page the main text is kept, and what it says of itself wherever that is not given here. With `text`,
    `published_at` must be given. `country` and `time_zone` are the publisher's.
    """

    text: Text | None = None
    html: Html | None = None
    published_at: Instant | None = None
    title: Line | None = None
    url: Url | None = None
    publisher: Name | None = None
    author: Name | None = None
    country: Country | None = None
    time_zone: TimeZone | None = None

    def __post_init__(self) -> None:
        if self.text is not None and self.html is not None:
            raise ValueError("give text or html, not both")
        if self.text is None and self.html is None and self.url is None:
            raise ValueError("give text, html, or the url of a page")
        if self.text is not None and self.published_at is None:
            # As it is said of every field that must be there.
            raise ValueError("Object missing required field `published_at`")


class NewClaim(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A claim made by hand. It is dated by the words in `horizon` or by `deadline_at` (exclusive), or is undated."""

    text: Annotated[str, msgspec.Meta(min_length=1, max_length=CLAIM_LENGTH_MAX)]
    made_at: Instant
    speaker: Name | None = None
    horizon: Line | None = None
    deadline_at: Instant | None = None
    kind: Kind = "prediction"
    hedge: Hedge = "certain"
    negated: bool = False
    time_zone: TimeZone | None = None
    country: Country | None = None
    topics: Topics = ()


class NewEvidence(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a resolution rests on: a page or a document and the words quoted from it, or a note of what was searched.

    `sha256` is of what was read there and `excerpt` a part of it, where the sender has read it.
    """

    url: Url | None = None
    quote: Note | None = None
    note: Note | None = None
    document: Line | None = None
    sha256: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$", description="Lower-case hexadecimal.")] | None = None
    excerpt: Note | None = None


class NewResolution(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What happened about a claim, any negation taken off; the days are inclusive.

    With `read_pages` bythen reads the pages of the evidence now, and keeps the SHA-256 of what came and an excerpt.
    """

    happened: Happened
    value: Share | None = None
    void_reason: VoidReason | None = None
    occurred_from: date | None = None
    occurred_to: date | None = None
    known_at: date | None = None
    evidence: Annotated[tuple[NewEvidence, ...], msgspec.Meta(max_length=EVIDENCE_MAX)] = ()
    reason: Note | None = None
    read_pages: bool = False


class NewBatchRow(NewResolution, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A resolution of one claim of a batch; where `version` is given the claim must still stand at it."""

    claim_id: Id
    version: Annotated[int, msgspec.Meta(ge=1)] | None = None


class NewBatch(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Resolutions of many claims. Each stands or falls by itself."""

    items: Annotated[tuple[NewBatchRow, ...], msgspec.Meta(min_length=1, max_length=BATCH_MAX)]


class NewPostponement(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """It is too early to tell: the day (in the claim's zone) or instant on which to look again, and why."""

    check_at: Instant
    reason: Note


class NewReopening(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why a claim that was resolved is to be decided on again. Its resolution is kept."""

    reason: Note


class NewReview(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whether it was really a claim, rightly read; `unreject` takes a rejection back. A rejection needs a reason."""

    verdict: Literal["accept", "reject", "unreject"]
    reason: Note | None = None


class NewAssignment(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who is to resolve a claim; null for nobody in particular."""

    assignee: Name | None


class NewSnooze(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The day (in the claim's zone) or instant until which nobody is asked about a due claim."""

    until: Instant


class NewTopics(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a claim is about, in place of the topics that it has; an empty list for nothing in particular."""

    topics: Topics


class NewMerge(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The claim that this one repeats. Where speaker, last day or polarity differ, a reason is needed."""

    into: Id
    reason: Note | None = None


class NewUnmerge(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why a claim is no repeat of the one that it was merged into."""

    reason: Note


class NewJoin(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Claims that tell of one outcome: into the slip thread that one of them stands in, or a new one."""

    claim_ids: Annotated[tuple[Id, ...], msgspec.Meta(min_length=2, max_length=DEPENDANTS_MAX)]
    reason: Note | None = None


class NewSplit(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Claims that do not belong in a slip thread, and why."""

    claim_ids: Annotated[tuple[Id, ...], msgspec.Meta(min_length=1, max_length=DEPENDANTS_MAX)]
    reason: Note


class NewCorrection(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What was misread in a claim: its speaker (`no_speaker`: the article itself), sort, span or window.

    `start`..`end` (exclusive) are characters of the article. The window is that of the words in `horizon`, ends at
    `deadline_at` (exclusive), or is `undated`. What is not given stays as it is.
    """

    reason: Note
    speaker: Name | None = None
    no_speaker: bool = False
    kind: Kind | None = None
    start: Annotated[int, msgspec.Meta(ge=0, le=TEXT_LENGTH_MAX)] | None = None
    end: Annotated[int, msgspec.Meta(ge=0, le=TEXT_LENGTH_MAX)] | None = None
    horizon: Line | None = None
    deadline_at: Instant | None = None
    undated: bool = False


class NewCondition(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What claims hang on: in words (default: those of the first claim), and by when, from the day that was made."""

    claim_ids: Annotated[tuple[Id, ...], msgspec.Meta(min_length=1, max_length=DEPENDANTS_MAX)]
    text: Annotated[str, msgspec.Meta(min_length=1, max_length=CLAIM_LENGTH_MAX)] | None = None
    horizon: Line | None = None
    deadline_at: Instant | None = None


class NewConditionDecision(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whether a condition held. Where it failed, the claims that hang on it become void."""

    held: bool
    evidence: Annotated[tuple[NewEvidence, ...], msgspec.Meta(max_length=EVIDENCE_MAX)] = ()
    reason: Note | None = None


class NewFiling(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A request to correct a claim, or its speaker's reply to it."""

    kind: FilingKind
    text: Note
    author: Name


class NewFilingDecision(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whether a filing is shown with its claim. To decline needs a reason."""

    accept: bool
    reason: Note | None = None


class ReportFilters(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which claims a report is about; everything where nothing is given."""

    speaker_id: Id | None = None
    topic: Topic | None = None


class NewRereading(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Stored articles to read again: one, or a page of all. Nothing is changed unless `apply` is true."""

    apply: bool
    article_id: Id | None = None
    limit: Annotated[int, msgspec.Meta(ge=1, le=REREAD_MAX)] = 20
    cursor: PageCursor | None = None


class NewRedaction(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why something is to be taken out. `also` are further names of a speaker, beside those that are known."""

    reason: Note
    also: Annotated[tuple[Name, ...], msgspec.Meta(max_length=NAMES_MAX)] = ()


class NewTarget(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where reports go: the reports' folder, an e-mail address, or a webhook."""

    channel: Channel
    address: EmailAddress | None = None
    webhook_id: Id | None = None


class NewReportDefinition(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A report to be made on a schedule, each time about the `period_days` before it."""

    name: Name
    cron: Cron
    kind: ReportKind = "resolution"
    time_zone: TimeZone = "UTC"
    period_days: PeriodDays = 7
    filters: ReportFilters = ReportFilters()
    format: ReportFormat = "markdown"
    targets: Annotated[tuple[NewTarget, ...], msgspec.Meta(max_length=TARGETS_MAX)] = ()


class NewSource(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A feed to poll. Publisher, country and zone are those of its articles where they do not say otherwise."""

    url: Url
    publisher: Name | None = None
    country: Country | None = None
    time_zone: TimeZone | None = None
    every_min: Annotated[int, msgspec.Meta(ge=POLL_MIN, le=POLL_MAX)] = 60


class NewPerson(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Somebody who is to act. The name is shown wherever they acted, and cannot be changed."""

    name: ActorName
    role: Role


class NewRole(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a person may do from now on."""

    role: Role


class NewApiKey(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A key for a person. It is good for `expires_in_days`; null means until it is revoked."""

    person_id: Id
    label: Name | None = None
    expires_in_days: Annotated[int, msgspec.Meta(ge=1, le=KEY_DAYS_MAX)] | None = KEY_DAYS_DEFAULT


class NewWebhook(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A subscription. Without events named it is told of all; with none it serves reminders and reports only."""

    url: Url
    label: Name | None = None
    events: Annotated[tuple[WebhookEvent, ...], msgspec.Meta(max_length=20)] = EVENTS
    form: Form = "standard"
    filters: ReportFilters = ReportFilters()


class NewSecret(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A new secret for a webhook. For `overlap_h` hours messages are signed with the old one too."""

    overlap_h: Annotated[int, msgspec.Meta(ge=0, le=OVERLAP_H_MAX)]


class NewRedelivery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A delivery that is to be sent again: one that was given up, or one that its receiver lost."""

    delivery_id: Id


class NewReminders(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How somebody is reminded of what waits: at `hour` of their zone, by e-mail, by a webhook, or not at all."""

    remind_by: Literal["email", "webhook", "none"]
    address: EmailAddress | None = None
    webhook_id: Id | None = None
    hour: Annotated[int, msgspec.Meta(ge=0, le=23)] = 8
    time_zone: TimeZone = "UTC"


class NewFeedKey(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A key for addresses of feeds; `label` says who has it."""

    label: Name


class NewBackup(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A backup to make now. With `verify` every row of the copy is checked, which takes longer than the copy."""

    verify: bool

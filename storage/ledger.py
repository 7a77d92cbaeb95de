"""The ledger's interface: what can be asked of it, and the one way to change it.

A job plans a `Change`; `commit` makes it true, whole or not at all. Engines are held to this page by
tests/storage/contract.py.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

import msgspec

from claims.model import (
    Article,
    Claim,
    Condition,
    ConditionStatus,
    Filing,
    FilingStatus,
    Kind,
    ReadingName,
    Resolution,
    Review,
    Status,
)
from claims.report import Source
from claims.scorecard import Judged, Tally
from storage.events import Added, Event, Moved, Redacted
from storage.incoming import IncomingReads, Poll
from storage.outbox import OutboxReads, Working
from storage.records import (
    ApiKey,
    ApiKeyEntry,
    ArticleEntry,
    ArticleMention,
    ConditionDecision,
    Correction,
    JobFailure,
    Person,
    Reason,
    Record,
    Redaction,
    ReportDefinition,
    ReportEntry,
    StoredReport,
)
from storage.search import Hit
from storage.speakers import SpeakerReads
from storage.timeline import TimelineReads
from storage.waiting import EVERYTHING_DUE, ArticleMatches, DueFilter, DueGroup, DueTotals

PAGE_MAX = 1_000
"""The most rows that one page holds."""

REDACTED = "[redacted]"
"""What stands in place of a text or a name that was taken out."""

EMPTY_ROOT = "0" * 64
"""The root before the first link of the chain."""


DueBy = Literal["assignee", "topic", "speaker"]
"""What due claims are counted by."""


class KeyIsNew(msgspec.Struct, frozen=True, kw_only=True):
    """Holds if nobody has taken `key` in `scope`; the change then takes it for `subject_id`. Else KeyTaken."""

    scope: str
    key: str
    subject_id: str


class VersionIs(msgspec.Struct, frozen=True, kw_only=True):
    """Holds while the subject (the name of a sort of row that has versions) is at `version`. Else VersionConflict."""

    subject: str
    subject_id: str
    version: int


class NotRedacted(msgspec.Struct, frozen=True, kw_only=True):
    """Holds while no `Redaction` is about the article or speaker. Else Gone."""

    subject_id: str


class AnswersFor(msgspec.Struct, frozen=True, kw_only=True):
    """Holds while `speaker_id` answers for what is said under the names of `owner_id`: that one, or whom they merged
    into in the end, and no `Redaction` is about either. Else Gone.
    """

    speaker_id: str
    owner_id: str


Precondition = KeyIsNew | VersionIs | NotRedacted | AnswersFor


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What was answered to a request with an idempotency key, kept to be repeated; `request_sha256` is of its body."""

    key: str
    request_sha256: str
    body: str
    recorded_at: datetime


class Flagging(msgspec.Struct, frozen=True, kw_only=True):
    """To flag, in one go, the pending claims whose `check_at` is no later than `until`: at most `limit`, the longest
    waiting first. The ledger chooses them when it commits, so that no other change can come between.
    """

    until: datetime
    limit: int
    actor: str
    recorded_at: datetime


class Flagged(msgspec.Struct, frozen=True, kw_only=True):
    """A claim that was flagged, and the time that it had waited for."""

    id: str
    check_at: datetime


class Forgetting(msgspec.Struct, frozen=True, kw_only=True):
    """What goes with a redaction beside rows: keys, as (scope, key), and the kept answers that hold any of the words.

    Such an answer's body becomes REDACTED; its idempotency key stays taken.
    """

    keys: tuple[tuple[str, str], ...] = ()
    words: tuple[str, ...] = ()


class Expiry(msgspec.Struct, frozen=True, kw_only=True):
    """To let go of the answers kept for idempotency keys that were recorded before this instant."""

    before: datetime


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """What a job wants to be true: rows added, moved and redacted, each with its event, if the preconditions hold.

    `working` is put in place of what was there, without events; see `storage.outbox`.

    A row that is moved, and one with versions that is redacted, has the precondition that it still stands at the
    version before; it need not be named again.
    """

    steps: tuple[Added | Moved | Redacted, ...]
    preconditions: tuple[Precondition, ...] = ()
    answer: Answer | None = None
    flagging: Flagging | None = None
    forgetting: Forgetting | None = None
    working: tuple[Working | Poll, ...] = ()
    expiry: Expiry | None = None


class Committed(msgspec.Struct, frozen=True, kw_only=True):
    """Where a change stands in the ledger: its group's link in the chain, and that link's root.

    `flagged` is what its `flagging` came to, in the order of the events.
    """

    link: int
    root: str
    flagged: tuple[Flagged, ...] = ()


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """One link of the chain, made by one group commit over the events at `first`..`last` (inclusive).

    `root` is the digest of `previous` and of the events' digests in their order.
    """

    number: int
    first: int
    last: int
    previous: str
    root: str
    recorded_at: datetime


class ClaimFilter(msgspec.Struct, frozen=True, kw_only=True):
    """Which claims are meant; where nothing is given all of them but those that were merged into others.

    The times are of `check_at`, `until` exclusive. `merged` true means only the merged ones, null both.
    """

    status: Status | None = None
    review: Review | None = None
    kind: Kind | None = None
    speaker_id: str | None = None
    article_id: str | None = None
    topic: str | None = None
    check_from: datetime | None = None
    check_until: datetime | None = None
    merged: bool | None = False
    merged_into: str | None = None
    condition_id: str | None = None


class About(msgspec.Struct, frozen=True, kw_only=True):
    """Whose claims, about what, and out of which article; all of them where nothing is given."""

    speaker_id: str | None = None
    article_id: str | None = None
    topic: str | None = None


ExportTable = Literal["claims", "resolutions", "events"]
"""What is written out for analysts as it is stored. Events are those of claims, without what they set."""

ExportFormat = Literal["csv", "ndjson", "parquet"]

EVERYTHING = About()
"""No bounds on whom or what claims are about."""

EVERY_CLAIM = ClaimFilter()
"""The filter that leaves out only what was merged, which counts with the claim that it repeats."""


class Verification(msgspec.Struct, frozen=True, kw_only=True):
    """What a check of the whole ledger found. `difference` names the first difference, null when there is none."""

    events: int
    links: int
    rows: int
    root: str
    difference: str | None = None


class Backup(msgspec.Struct, frozen=True, kw_only=True):
    """What a copy of the ledger holds, counted in the copy: rows, links, and the chain's head."""

    articles: int
    claims: int
    resolutions: int
    reports: int
    events: int
    links: int
    root: str


class Ledger(OutboxReads, IncomingReads, TimelineReads, SpeakerReads, ABC):
    """The store of everything that bythen knows. Safe to use from many threads.

    Whatever takes an id raises NotFound where nothing has it, also when it is not an id at all. Pages hold at most
    PAGE_MAX rows. Every method raises LedgerClosed once the ledger is closed.
    """

    @property
    @abstractmethod
    def failure(self) -> str | None:
        """Why the engine has given up on the store, so that only a new process can use it; null while it has not."""

    @abstractmethod
    def submit(self, change: Change) -> Future[Committed]:
        """The future of a change put into the queue; done when it is durable, or failed as `commit` says."""

    def commit(self, change: Change) -> Committed:
        """Where the change stands, once it is durable.

        Raises KeyTaken, VersionConflict or AnswerConflict when a precondition does not hold, and Unwritable (or its
        StorageFull) when the store cannot be written now: nothing was done then.
        """
        return self.submit(change).result()

    @abstractmethod
    def snapshot(self) -> AbstractContextManager[None]:
        """Within it all reads of this thread see the ledger as it was at the first of them."""

    @abstractmethod
    def article(self, article_id: str) -> Article:
        """The article."""

    @abstractmethod
    def articles(self, *, limit: int = 50, before: str | None = None) -> tuple[Article, ...]:
        """Articles, newest first; those older than the id `before` where it is given."""

    @abstractmethod
    def article_entries(self, *, limit: int = 50, before: str | None = None) -> tuple[ArticleEntry, ...]:
        """Articles without their texts, in the order of `articles`."""

    @abstractmethod
    def article_count(self) -> int:
        """How many articles there are."""

    @abstractmethod
    def claim(self, claim_id: str) -> Claim:
        """The claim as it stands."""

    @abstractmethod
    def claims(
        self, wanted: ClaimFilter = EVERY_CLAIM, *, limit: int = 50, before: str | None = None
    ) -> tuple[Claim, ...]:
        """The claims wanted, newest first; those older than the id `before` where it is given."""

    @abstractmethod
    def article_claims(self, article_id: str) -> tuple[Claim, ...]:
        """All claims of an article, sorted by where they stand in it; empty when it has none or is not known."""

    @abstractmethod
    def due(
        self, wanted: DueFilter = EVERYTHING_DUE, *, limit: int = 50, after: tuple[datetime, str] | None = None
    ) -> tuple[Claim, ...]:
        """Claims flagged and waiting, longest waiting first; those after that (check_at, id) where it is given."""

    @abstractmethod
    def due_totals(self, *, now: datetime, allowed: timedelta, week_from: datetime) -> DueTotals:
        """How many claims are due at `now`; they may be so for the time `allowed`, counted from `week_from` on."""

    @abstractmethod
    def due_groups(self, by: DueBy, *, now: datetime, allowed: timedelta, limit: int) -> tuple[DueGroup, ...]:
        """The due claims by assignee, topic or speaker: the largest groups first, then by key."""

    @abstractmethod
    def doubtful(self, *, limit: int = 50, after: tuple[int, str] | None = None) -> tuple[Claim, ...]:
        """Unreviewed claims, most doubtful first, then newest first; those after that (doubt, id)."""

    @abstractmethod
    def articles_with(self, words: Sequence[str], *, since: date, near: date, but: str | None = None) -> ArticleMatches:
        """The articles published on `since` or later, but for that one, in which any of the words (in lower case)
        stands, and in how many.

        At most ARTICLES_READ_MAX are read, those published nearest to the day `near`, each up to CHARACTERS_READ_MAX.
        """

    @abstractmethod
    def corrections(self, claim_id: str) -> tuple[Correction, ...]:
        """The corrections of a claim, in the order in which they were recorded."""

    @abstractmethod
    def reasons(self, claim_id: str) -> tuple[Reason, ...]:
        """The reasons for which a claim was moved, in the order in which they were recorded."""

    @abstractmethod
    def export(self, table: ExportTable, form: ExportFormat, about: About, path: Path) -> int:
        """Write all rows that `about` means into a file, as of one state of the ledger; how many rows that were.

        Instants are in UTC. In CSV no text is taken for a formula. Raises StorageError where it cannot be written.
        """

    @abstractmethod
    def thread_ids(self, about: About = EVERYTHING, *, limit: int = 50, before: str | None = None) -> tuple[str, ...]:
        """Slip threads with a claim that `about` means, newest first; those whose id is less than `before`."""

    @abstractmethod
    def thread_claims(self, thread_ids: Sequence[str]) -> tuple[Claim, ...]:
        """All claims that stand in these slip threads, by id."""

    @abstractmethod
    def claims_of_source(
        self, speaker_id: str | None, organisation: str | None, *, limit: int = 50
    ) -> tuple[Claim, ...]:
        """The newest claims, neither merged nor rejected, of the speaker or of the organisation (in any case)."""

    @abstractmethod
    def condition(self, condition_id: str) -> Condition:
        """The condition as it stands."""

    @abstractmethod
    def conditions(
        self,
        *,
        status: ConditionStatus | None = None,
        until: datetime | None = None,
        limit: int = 50,
        after: tuple[datetime, str] | None = None,
    ) -> tuple[Condition, ...]:
        """Conditions by their time to look, up to `until` (inclusive); those after that (check_at, id) if given."""

    @abstractmethod
    def condition_decisions(self, condition_id: str) -> tuple[ConditionDecision, ...]:
        """What was decided on a condition, in the order in which it was recorded."""

    @abstractmethod
    def filing(self, filing_id: str) -> Filing:
        """The filing as it stands."""

    @abstractmethod
    def filings(
        self,
        *,
        status: FilingStatus | None = None,
        claim_id: str | None = None,
        limit: int = 50,
        after: str | None = None,
    ) -> tuple[Filing, ...]:
        """Filings, those that have waited longest first; those after the id `after`."""

    @abstractmethod
    def pending_until(self, now: datetime, *, limit: int) -> tuple[Claim, ...]:
        """Pending claims whose `check_at` is no later than `now`, sorted by it."""

    @abstractmethod
    def next_check_at(self, *, after: datetime | None = None) -> datetime | None:
        """The earliest `check_at` of a pending claim, later than `after` where given; null when there is none."""

    @abstractmethod
    def sources(self, article_ids: Sequence[str]) -> tuple[Source, ...]:
        """What reports show of those of the articles that there are, in the order of their ids."""

    @abstractmethod
    def mentions(self, article_ids: Sequence[str]) -> tuple[ArticleMention, ...]:
        """The dated events and statements that these articles tell of."""

    @abstractmethod
    def failures(self, *, limit: int = 50) -> tuple[JobFailure, ...]:
        """Runs that failed, newest first."""

    @abstractmethod
    def owner_of(self, scope: str, keys: Sequence[str]) -> dict[str, str]:
        """Those of the keys that are taken in `scope`, and what each belongs to."""

    @abstractmethod
    def judged(self, as_of: datetime) -> tuple[Judged, ...]:
        """All claims that count as of the instant, as `claims.scoring` counts and judges them, those alike together."""

    @abstractmethod
    def tallies(self, as_of: datetime, reading: ReadingName) -> tuple[Tally, ...]:
        """The headline of every speaker who has claims, as of the instant, by the default lexicon; by speaker's id."""

    @abstractmethod
    def merged_claim_ids(self, claim_ids: Sequence[str]) -> tuple[str, ...]:
        """The ids of the claims that were merged into these, sorted."""

    @abstractmethod
    def claims_of(self, speaker_ids: Sequence[str]) -> tuple[Claim, ...]:
        """All claims of these speakers but those that were merged into others, sorted by id."""

    @abstractmethod
    def resolutions(self, claim_ids: Sequence[str]) -> tuple[Resolution, ...]:
        """All resolutions of these claims, in the order in which they were recorded."""

    @abstractmethod
    def latest_resolutions(
        self, about: About = EVERYTHING, *, limit: int = 50, before: str | None = None
    ) -> tuple[Resolution, ...]:
        """Resolutions, newest first, also of claims that were reopened; those older than the id `before`."""

    @abstractmethod
    def definition(self, definition_id: str) -> ReportDefinition:
        """The report definition."""

    @abstractmethod
    def definitions(self, *, limit: int = 50, after: str | None = None) -> tuple[ReportDefinition, ...]:
        """Report definitions in the order of their ids."""

    @abstractmethod
    def definitions_until(self, now: datetime, *, limit: int) -> tuple[ReportDefinition, ...]:
        """Definitions whose next report is due no later than `now`, sorted by that time."""

    @abstractmethod
    def next_report_at(self, *, after: datetime | None = None) -> datetime | None:
        """The earliest time of a report to come, later than `after` where given; null when there is none."""

    @abstractmethod
    def report(self, report_id: str) -> StoredReport:
        """The report as it was made."""

    @abstractmethod
    def report_entries(
        self, *, definition_id: str | None = None, limit: int = 50, before: str | None = None
    ) -> tuple[ReportEntry, ...]:
        """Reports without their contents, newest first; those older than the id `before` where it is given."""

    @abstractmethod
    def person(self, person_id: str) -> Person:
        """The person."""

    @abstractmethod
    def people(self, *, limit: int = 50, after: str | None = None) -> tuple[Person, ...]:
        """People in the order of their ids, which is that in which they were added; those after the id `after`."""

    @abstractmethod
    def api_key(self, key_id: str) -> ApiKey:
        """The API key."""

    @abstractmethod
    def api_key_entries(
        self, *, person_id: str | None = None, limit: int = 50, after: str | None = None
    ) -> tuple[ApiKeyEntry, ...]:
        """API keys in the order of their ids, of one person where their id is given; those after the id `after`."""

    @abstractmethod
    def api_key_by_digest(self, sha256: str) -> ApiKeyEntry | None:
        """The API key whose text has this SHA-256, revoked and expired ones too; null when there is none."""

    @abstractmethod
    def has_api_keys(self) -> bool:
        """Whether a key was ever made, be it revoked or expired since."""

    @abstractmethod
    def redactions(
        self, *, subject_id: str | None = None, limit: int = 50, before: str | None = None
    ) -> tuple[Redaction, ...]:
        """What was taken out, newest first: about one article or speaker, and older than the id `before`, if given."""

    @abstractmethod
    def records_naming(self, words: Sequence[str]) -> Iterator[Record]:
        """The rows of every sort in one of whose texts one of the words occurs; see `storage.words`. Speakers come
        without their aliases, which are rows of their own.
        """

    @abstractmethod
    def search(self, words: str, *, limit: int = 50) -> tuple[Hit, ...]:
        """The claims in whose texts and speakers all the words occur, the best first; as of all that is committed.

        Words are compared by their stems and without accents; one with a star at its end stands for all that begin so.
        Raises NotReady while what it needs is being made for the first time.
        """

    @abstractmethod
    def follow_search(self) -> None:
        """Keep what the search needs current from now on, in the background."""

    @abstractmethod
    def purge_search(self) -> None:
        """Leave nothing of what was redacted in what the search keeps beside the rows."""

    @abstractmethod
    def answer(self, key: str) -> Answer | None:
        """What was answered under this idempotency key; null when it was never used."""

    @abstractmethod
    def events(
        self, *, subject_id: str | None = None, after: int = 0, limit: int = 50
    ) -> tuple[tuple[int, Event], ...]:
        """Events with their positions (from 1), in order, those after the position `after`."""

    @abstractmethod
    def head(self) -> Link | None:
        """The last link of the chain; null in an empty ledger."""

    @abstractmethod
    def verify(self) -> Verification:
        """What a check of every row against every event, and of every event against the chain, found."""

    @abstractmethod
    def backup(self, path: Path) -> Backup:
        """What a copy of the ledger as it is now holds, made at `path`, which must be new, while writers go on.

        Raises StorageError when the copy cannot be made; nothing is left at `path` then.
        """

    @abstractmethod
    def close(self) -> None:
        """Finish what is in the queue and let go of the file. Doing it twice changes nothing."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def every_claim(ledger: Ledger, wanted: ClaimFilter) -> Iterator[Claim]:
    """All the claims wanted, newest first, read page by page."""
    before: str | None = None
    while page := ledger.claims(wanted, limit=PAGE_MAX, before=before):
        yield from page
        before = page[-1].id


def page_limit(limit: int) -> int:
    """The limit of a page. Raises ValueError for one that no page has."""
    if not 1 <= limit <= PAGE_MAX:
        raise ValueError(f"a page holds 1 to {PAGE_MAX} rows, not {limit}")
    return limit

"""A resolution report as a value: what came due in a period, what was decided, what still waits, and the scorecard.

A pure function of the rows it is given: the same rows make the same report, to the last byte. It quotes claims and
says whom the source attributes them to; it never asserts that somebody said, meant or knew a thing.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final

import msgspec

from claims.lifecycle import closes_at, evidence_until, is_disputed, is_provisional
from claims.model import CheckReason, Claim, Happened, Kind, Resolution, Shape, Speaker, VoidReason
from claims.outcome import Case, Outcome, Why, derive_outcome
from claims.scorecard import Scorecard, Terms
from claims.scoring import base_rates, score
from claims.selftest import SelfTest, self_tests
from claims.timeline import DatedMention

REPORT_KIND: Final = "resolution"

LISTED_MAX: Final = 200
"""The most claims that one section lists; how many there are stands beside it."""


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """Where a claim was read: as much of its article as a report shows."""

    article_id: str
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published_at: str | None = None


class ReportRows(msgspec.Struct, frozen=True, kw_only=True):
    """What a report is made from, and all that it is made from. Rendered again from these it comes out the same.

    `cases` are the claims that the report is about; `pool` those that base rates are taken from, None where they are
    the same. The period is `period_from` (inclusive) to `period_to` (exclusive), UTC. `chain_head` is the root of the
    ledger's chain when the rows were read. A timeline also has all `resolutions` of the claims, superseded ones too,
    and the dated `mentions` of their articles. Late evidence is waited for during `grace`, null in rows from
    before reports told it.
    """

    title: str
    about: str
    period_from: datetime
    period_to: datetime
    time_zone: str
    terms: Terms
    ruleset: str
    cases: tuple[Case, ...]
    pool: tuple[Case, ...] | None = None
    speakers: tuple[Speaker, ...] = ()
    sources: tuple[Source, ...] = ()
    chain_head: str | None = None
    report_id: str | None = None
    kind: str = REPORT_KIND
    resolutions: tuple[Resolution, ...] = ()
    mentions: tuple[DatedMention, ...] = ()
    grace: timedelta | None = None


class Quoted(msgspec.Struct, frozen=True, kw_only=True):
    """A claim as a report quotes it. `attributed_to` is null where the article speaks in its own voice.

    `latest` is the last day, by the words or, where `default_end` is true, by our default; null where there is none.
    `source` is null for a claim made by hand.
    """

    claim_id: str
    text: str
    attributed_to: str | None
    kind: Kind
    negated: bool
    shape: Shape
    made_at: str
    horizon: str | None
    latest: date | None
    strict_latest: date | None
    lenient_latest: date | None
    default_end: bool
    check_at: datetime
    check_reason: CheckReason
    source: Source | None


class CameDue(msgspec.Struct, frozen=True, kw_only=True):
    """A claim whose time to look fell in the period; its outcome under the report's reading, null while it waits."""

    claim: Quoted
    outcome: Outcome | None


class Decided(msgspec.Struct, frozen=True, kw_only=True):
    """A claim decided in the period, what was recorded, and how it ends under each reading (y, null where undecided).

    `early` is whether it was decided before its window had closed. Late evidence is waited for until `evidence_until`
    (UTC), null where the report does not say; `provisional`: at the report's instant it still is, and the answer rests
    on nothing having been heard.
    """

    claim: Quoted
    resolution: Resolution
    happened: Happened
    void_reason: VoidReason | None
    strict: float | None
    nominal: float | None
    lenient: float | None
    why: Why
    days_late: int | None
    days_late_max: int | None
    early: bool
    evidence_until: datetime | None = None
    provisional: bool = False


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """A claim whose time to look has come and that is not resolved; whole days since then.

    `disputed`: two resolutions of it differ, and a third has not decided yet.
    """

    claim: Quoted
    days: int
    disputed: bool = False


class ResolutionReport(msgspec.Struct, frozen=True, kw_only=True):
    """The report. `came_due` and `waiting` are sorted by time to look, `decided` by when it was recorded; then by id.

    `came_due` has the claims whose time to look fell in the period, decided or not. Each section lists the first
    LISTED_MAX of its claims, and its `_count` says how many there are. `scorecard` is of the claims
    that the report is about, matured by its as-of instant; `alarms` are those of the self-test speakers.
    """

    kind: str
    report_id: str | None
    title: str
    about: str
    as_of: datetime
    period_from: datetime
    period_to: datetime
    time_zone: str
    ruleset: str
    chain_head: str | None
    claims: int
    came_due: tuple[CameDue, ...]
    came_due_count: int
    decided: tuple[Decided, ...]
    decided_count: int
    waiting: tuple[Waiting, ...]
    waiting_count: int
    next_due: Quoted | None
    scorecard: Scorecard
    self_tests: tuple[SelfTest, ...]
    alarms: tuple[str, ...]
    grace: timedelta | None = None


def build_report(rows: ReportRows, listed_max: int = LISTED_MAX) -> ResolutionReport:
    """The report that the rows make. The order of the rows does not matter. A section lists up to `listed_max`."""
    terms = rows.terms
    known = sorted((case for case in rows.cases if case.claim.recorded_at <= terms.as_of), key=_check_order)
    kept = [case for case in known if case.claim.review != "rejected"]
    quote = _Quoter(rows.speakers, rows.sources)
    open_now = [case for case in kept if _standing(case, terms.as_of) is None]
    ahead = [case.claim for case in open_now if case.claim.check_at > terms.as_of]
    came_due = [case for case in kept if rows.period_from <= case.claim.check_at < rows.period_to]
    decided = _decided(kept, rows)
    waiting = [case.claim for case in open_now if case.claim.check_at <= terms.as_of]
    everybody = known if rows.pool is None else rows.pool
    tests = self_tests(score(everybody, name="everybody", terms=terms))
    base = None if rows.pool is None else base_rates(rows.pool, terms)
    return ResolutionReport(
        kind=REPORT_KIND,
        report_id=rows.report_id,
        title=rows.title,
        about=rows.about,
        as_of=terms.as_of,
        period_from=rows.period_from,
        period_to=rows.period_to,
        time_zone=rows.time_zone,
        ruleset=rows.ruleset,
        chain_head=rows.chain_head,
        claims=len(kept),
        came_due=tuple(_came_due(case, terms, quote) for case in came_due[:listed_max]),
        came_due_count=len(came_due),
        decided=tuple(_decision(*pair, rows, quote) for pair in decided[:listed_max]),
        decided_count=len(decided),
        waiting=tuple(
            Waiting(claim=quote(claim), days=(terms.as_of - claim.check_at).days, disputed=is_disputed(claim))
            for claim in waiting[:listed_max]
        ),
        waiting_count=len(waiting),
        next_due=quote(ahead[0]) if ahead else None,
        scorecard=score(known, name=rows.about, terms=terms, base=base),
        self_tests=tests,
        alarms=tuple(test.alarm for test in tests if test.alarm),
        grace=rows.grace,
    )


class _Quoter:
    """Quotes claims with their speakers' canonical names and their sources."""

    def __init__(self, speakers: Iterable[Speaker], sources: Iterable[Source]) -> None:
        self._names = {speaker.id: speaker.name for speaker in speakers}
        self._sources = {source.article_id: source for source in sources}

    def __call__(self, claim: Claim) -> Quoted:
        named = self._names.get(claim.speaker_id) if claim.speaker_id else None
        return Quoted(
            claim_id=claim.id,
            text=claim.text,
            attributed_to=named or claim.speaker,
            kind=claim.kind,
            negated=claim.negated,
            shape=claim.shape,
            made_at=claim.made_at,
            horizon=claim.horizon,
            latest=claim.latest or claim.default_latest,
            strict_latest=claim.strict_latest,
            lenient_latest=claim.lenient_latest,
            default_end=claim.latest is None and claim.default_latest is not None,
            check_at=claim.check_at,
            check_reason=claim.check_reason,
            source=self._source(claim.article_id) if claim.article_id else None,
        )

    def _source(self, article_id: str) -> Source:
        return self._sources.get(article_id) or Source(article_id=article_id)


def _came_due(case: Case, terms: Terms, quote: _Quoter) -> CameDue:
    found = _standing(case, terms.as_of)
    outcome = derive_outcome(case.claim, found, terms.reading) if found else None
    return CameDue(claim=quote(case.claim), outcome=outcome)


def _decided(cases: Iterable[Case], rows: ReportRows) -> list[tuple[Claim, Resolution]]:
    """The decisions recorded in the period and known at the report's instant, in the order of their recording."""
    found: list[tuple[Claim, Resolution]] = []
    for case in cases:
        resolution = _standing(case, rows.terms.as_of)
        if resolution and rows.period_from <= resolution.recorded_at < rows.period_to:
            found.append((case.claim, resolution))
    return sorted(found, key=lambda pair: (pair[1].recorded_at, pair[1].id))


def _decision(claim: Claim, resolution: Resolution, rows: ReportRows, quote: _Quoter) -> Decided:
    chosen, grace = derive_outcome(claim, resolution, rows.terms.reading), rows.grace
    return Decided(
        claim=quote(claim),
        resolution=resolution,
        happened=resolution.happened,
        void_reason=resolution.void_reason,
        strict=derive_outcome(claim, resolution, "strict").y,
        nominal=derive_outcome(claim, resolution, "nominal").y,
        lenient=derive_outcome(claim, resolution, "lenient").y,
        why=chosen.why,
        days_late=chosen.days_late,
        days_late_max=chosen.days_late_max,
        early=resolution.recorded_at < closes_at(claim),
        evidence_until=None if grace is None else evidence_until(claim, grace),
        provisional=grace is not None and is_provisional(claim, resolution, grace, rows.terms.as_of),
    )


def _standing(case: Case, as_of: datetime) -> Resolution | None:
    """The case's resolution, where it was recorded by then."""
    return case.resolution if case.resolution and case.resolution.recorded_at <= as_of else None


def _check_order(case: Case) -> tuple[datetime, str]:
    return case.claim.check_at, case.claim.id

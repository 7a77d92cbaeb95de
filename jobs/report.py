"""Reports: defined once, made on their schedule, frozen when made."""

from datetime import UTC, datetime, timedelta
from typing import Final

import msgspec

from claims.moment import MomentError, zone_info
from claims.reading.read import RULESET
from claims.report import ReportRows
from claims.scorecard import Terms
from jobs.cron import CronError, last_run, next_run, read_cron
from jobs.errors import InputError
from jobs.expire import SCHEDULER
from jobs.ids import new_id
from jobs.once import Once, once_only
from jobs.policy import DEFAULT
from jobs.reported import rendered
from jobs.requests import NewReportDefinition, NewTarget
from jobs.scorecard import read_cases
from jobs.speakers import answerable
from jobs.steps import Steps
from jobs.webhooks import find_active
from storage.errors import Conflict
from storage.events import Moved, canonical, sha256_hex
from storage.ledger import EMPTY_ROOT, EVERY_CLAIM, Change, ClaimFilter, KeyIsNew, Ledger
from storage.outbox import Delivery, ReportTarget
from storage.records import ReportDefinition, StoredReport

LATE_AFTER: Final = timedelta(minutes=5)
"""A report made so long after its time says so."""


def define_report(
    ledger: Ledger, request: NewReportDefinition, *, actor: str, now: datetime, once: Once | None = None
) -> ReportDefinition:
    """The stored definition; its first report is made at `next_run_at`.

    Raises InputError for a schedule that cannot be read or never comes, a timeline of nothing in particular and a
    target that lacks its address, NotFound for an unknown speaker or webhook, and AnswerConflict for a key of `once`
    that came with another request.
    """
    steps = Steps(actor, now, once)
    return once_only(ledger, once, ReportDefinition, lambda: _define(ledger, request, steps))


def _define(ledger: Ledger, request: NewReportDefinition, steps: Steps) -> ReportDefinition:
    now = steps.now
    try:
        first = next_run(read_cron(request.cron, request.time_zone), now)
    except (CronError, MomentError) as error:
        raise InputError(str(error), "cron" if isinstance(error, CronError) else "time_zone") from None
    if request.filters.speaker_id:
        ledger.speaker(request.filters.speaker_id)
    if request.kind == "timeline" and not (request.filters.topic or request.filters.speaker_id):
        raise InputError("a timeline is of a topic or of a speaker; name one", "filters")
    definition = ReportDefinition(
        id=new_id(),
        name=request.name,
        kind=request.kind,
        cron=request.cron,
        time_zone=request.time_zone,
        period_days=request.period_days,
        speaker_id=request.filters.speaker_id,
        topic=request.filters.topic,
        format=request.format,
        next_run_at=first,
        recorded_at=now,
    )
    added = steps.added(definition, "report_definition.added")
    targets = tuple(_target(ledger, definition.id, each, now) for each in request.targets)
    also = tuple(steps.added(target, "report_target.added") for target in targets)
    ledger.commit(Change(steps=(added, *also), answer=steps.answer(definition)))
    return definition


def end_definition(ledger: Ledger, definition_id: str, *, actor: str, now: datetime) -> ReportDefinition:
    """The definition, ended: no report of it is made any more. One that was ended before is left as it is.

    Raises NotFound, and VersionConflict where a report is made in the same moment.
    """
    before = ledger.definition(definition_id)
    if before.ended_at:
        return before
    after = msgspec.structs.replace(before, ended_at=now, version=before.version + 1)
    ledger.commit(Change(steps=(Steps(actor, now).moved(before, after, "report_definition.ended"),)))
    return after


def _target(ledger: Ledger, definition_id: str, wanted: NewTarget, now: datetime) -> ReportTarget:
    if (wanted.channel == "email") != (wanted.address is not None):
        raise InputError("an address goes with e-mail, and only with it", "targets")
    if (wanted.channel == "webhook") != (wanted.webhook_id is not None):
        raise InputError("a webhook_id goes with a webhook, and only with it", "targets")
    if wanted.webhook_id:
        find_active(ledger, wanted.webhook_id, "targets")
    return ReportTarget(
        id=new_id(),
        definition_id=definition_id,
        channel=wanted.channel,
        address=wanted.address,
        webhook_id=wanted.webhook_id,
        recorded_at=now,
    )


def make_due_report(
    ledger: Ledger, definition_id: str, *, now: datetime, grace: timedelta = DEFAULT.grace
) -> StoredReport | None:
    """The definition's report of the last time that has come; null where it is there already or none has come.

    `grace` is how long late evidence is waited for. The definition's next time moves with the report in one change, so
    that it is made once whoever tries it.
    """
    definition = ledger.definition(definition_id)
    if definition.next_run_at > now or definition.ended_at:
        return None
    cron = read_cron(definition.cron, definition.time_zone)
    scheduled_at = max(definition.next_run_at, last_run(cron, now))
    moved = msgspec.structs.replace(definition, next_run_at=next_run(cron, now), version=definition.version + 1)
    steps = Steps(SCHEDULER, now)
    step = steps.moved(definition, moved, "report_definition.scheduled")
    known = _known(ledger, definition, scheduled_at)
    report = None if known else _made(ledger, definition, scheduled_at, now, grace)
    try:
        ledger.commit(_change(ledger, report, step, steps) if report else Change(steps=(step,)))
    except Conflict:
        # Another run was first. Whatever it left to do, the next run finds.
        return None
    return report


def _known(ledger: Ledger, definition: ReportDefinition, scheduled_at: datetime) -> StoredReport | None:
    key = _key(definition.id, scheduled_at)
    owner = ledger.owner_of("report", [key])
    return ledger.report(owner[key]) if owner else None


def _key(definition_id: str, scheduled_at: datetime) -> str:
    return f"{definition_id} {scheduled_at.astimezone(UTC).isoformat()}"


def _change(ledger: Ledger, report: StoredReport, moved: Moved, steps: Steps) -> Change:
    """The report, the definition's next time, and a message to each target, in one."""
    key = KeyIsNew(scope="report", key=_key(report.definition_id, report.scheduled_at), subject_id=report.id)
    added = steps.added(report, "report.made")
    messages = tuple(_message(report, target) for target in ledger.report_targets(report.definition_id))
    return Change(steps=(added, moved), preconditions=(key,), working=messages)


def _message(report: StoredReport, target: ReportTarget) -> Delivery:
    return Delivery(
        id=new_id(),
        channel=target.channel,
        event="report",
        webhook_id=target.webhook_id,
        address=target.address,
        subject_id=report.id,
        happened_at=report.recorded_at,
        next_attempt_at=report.recorded_at,
        recorded_at=report.recorded_at,
    )


def _missed(definition: ReportDefinition, scheduled_at: datetime) -> str | None:
    if scheduled_at == definition.next_run_at:
        return None
    return (
        f"no report was made from {definition.next_run_at:%Y-%m-%d %H:%M} UTC on; this one, of the last period, stands "
        "for all that were missed"
    )


def _made(
    ledger: Ledger, definition: ReportDefinition, scheduled_at: datetime, now: datetime, grace: timedelta
) -> StoredReport:
    report_id = new_id()
    rows = _rows(ledger, definition, scheduled_at, report_id, grace)
    encoded = canonical(rows)
    late = f"made {now:%Y-%m-%d %H:%M} UTC, after its time" if now - scheduled_at > LATE_AFTER else None
    note = "; ".join(part for part in (late, _missed(definition, scheduled_at)) if part) or None
    return StoredReport(
        id=report_id,
        definition_id=definition.id,
        name=definition.name,
        kind=definition.kind,
        format=definition.format,
        scheduled_at=scheduled_at,
        as_of=rows.terms.as_of,
        period_from=rows.period_from,
        period_to=rows.period_to,
        lexicon=rows.terms.lexicon,
        ruleset=rows.ruleset,
        rows=encoded.decode(),
        rows_sha256=sha256_hex(encoded),
        chain_head=rows.chain_head or EMPTY_ROOT,
        note=note,
        content=rendered(rows, definition.format, note),
        recorded_at=now,
    )


def _rows(
    ledger: Ledger, definition: ReportDefinition, scheduled_at: datetime, report_id: str, grace: timedelta
) -> ReportRows:
    """Everything that the report is made of, read as of one state of the ledger."""
    speaker_id = answerable(ledger, definition.speaker_id).id if definition.speaker_id else None
    wanted = ClaimFilter(speaker_id=speaker_id, topic=definition.topic)
    with ledger.snapshot():
        head = ledger.head()
        cases = read_cases(ledger, wanted)
        pool = None if wanted == EVERY_CLAIM else read_cases(ledger, EVERY_CLAIM)
        speakers = ledger.speakers_by_id(sorted({c.claim.speaker_id for c in cases if c.claim.speaker_id}))
        sources = ledger.sources(sorted({c.claim.article_id for c in cases if c.claim.article_id}))
        about = _about(ledger, definition)
        whole = definition.kind == "timeline"
        resolutions = ledger.resolutions([case.claim.id for case in cases]) if whole else ()
        mentions = ledger.mentions([source.article_id for source in sources]) if whole else ()
    return ReportRows(
        title=definition.name,
        about=about,
        period_from=_period_from(definition, scheduled_at),
        period_to=scheduled_at,
        time_zone=definition.time_zone,
        terms=Terms(as_of=scheduled_at),
        ruleset=RULESET,
        cases=cases,
        # Base rates are taken from decided claims only, so that the others need not be kept.
        pool=None if pool is None else tuple(case for case in pool if case.resolution),
        speakers=speakers,
        sources=sources,
        chain_head=head.root if head else None,
        report_id=report_id,
        kind=definition.kind,
        resolutions=resolutions,
        mentions=mentions,
        grace=grace,
    )


def _period_from(definition: ReportDefinition, scheduled_at: datetime) -> datetime:
    """As many days before, at the same time by the clock of the definition's zone."""
    local = scheduled_at.astimezone(zone_info(definition.time_zone))
    return (local - timedelta(days=definition.period_days)).astimezone(UTC)


def _about(ledger: Ledger, definition: ReportDefinition) -> str:
    parts = [ledger.speaker(definition.speaker_id).name] if definition.speaker_id else []
    parts += [f"topic {definition.topic}"] if definition.topic else []
    return ", ".join(parts) or "all speakers"

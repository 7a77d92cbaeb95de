"""Reports: defined, made at their time, frozen."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from claims.report import ReportRows
from jobs.errors import InputError
from jobs.expire import sweep
from jobs.report import define_report, make_due_report
from jobs.reported import rendered
from jobs.requests import NewReportDefinition, ReportFilters
from jobs.resolve import resolve_claim
from storage.errors import NotFound
from storage.events import sha256_hex
from storage.ledger import Ledger
from storage.records import ReportDefinition, ReportFormat, StoredReport
from tests.jobs.build import DEADLINE, NOW, it_happened, kinds, later, stored

MONDAY = datetime(2025, 12, 1, 8, tzinfo=UTC)


def weekly(ledger: Ledger, now: datetime = DEADLINE, output: ReportFormat = "text", **filters: str) -> ReportDefinition:
    """A report each Monday at eight."""
    request = NewReportDefinition(
        name="Weekly", cron="0 8 * * mon", filters=ReportFilters(**filters), format=output, period_days=7
    )
    return define_report(ledger, request, actor="local", now=now)


def a_resolved_claim(ledger: Ledger) -> str:
    """A claim that was flagged and resolved."""
    claim = stored(ledger)
    sweep(ledger, now=DEADLINE)
    resolve_claim(ledger, claim.id, it_happened(), actor="local", now=later(hours=1))
    return claim.id


def due_reports(ledger: Ledger, now: datetime) -> tuple[StoredReport, ...]:
    """The reports made at `now`, one for each definition whose time has come."""
    made = [make_due_report(ledger, each.id, now=now) for each in ledger.definitions_until(now, limit=10)]
    return tuple(report for report in made if report)


def test_a_report_is_made_at_its_time_and_once(ledger: Ledger) -> None:
    """Nothing before, one report at the time, none after; the next time is a week later."""
    a_resolved_claim(ledger)
    definition = weekly(ledger)

    assert MONDAY == definition.next_run_at == ledger.next_report_at()
    assert () == due_reports(ledger, MONDAY - timedelta(seconds=1))
    (report,) = due_reports(ledger, MONDAY)
    assert () == due_reports(ledger, MONDAY)

    assert [report.id] == [each.id for each in ledger.report_entries(definition_id=definition.id)]
    assert (MONDAY, MONDAY, None) == (report.scheduled_at, report.as_of, report.note)
    assert (MONDAY - timedelta(days=7), MONDAY) == (report.period_from, report.period_to)
    assert MONDAY + timedelta(days=7) == ledger.next_report_at()
    assert "The harbour will open on Monday" in report.content
    assert ["report_definition.added", "report_definition.scheduled"] == kinds(ledger, definition.id)


def test_missed_reports_are_made_once_with_a_note(ledger: Ledger) -> None:
    """After three weeks without a run the report of the last Monday is made, and says what was missed."""
    weekly(ledger)
    now = MONDAY + timedelta(days=23)

    (report,) = due_reports(ledger, now)

    assert MONDAY + timedelta(days=21) == report.scheduled_at
    assert report.note is not None
    assert "2025-12-01 08:00 UTC" in report.note
    assert report.note in report.content
    assert () == due_reports(ledger, now)
    assert MONDAY + timedelta(days=28) == ledger.next_report_at()


@pytest.mark.parametrize("output", ["json", "markdown", "text"])
def test_a_report_rendered_again_is_the_same(ledger: Ledger, output: ReportFormat) -> None:
    """From the rows that are kept with it every byte comes out again, also after the ledger went on."""
    claim_id = a_resolved_claim(ledger)
    speaker_id = ledger.claim(claim_id).speaker_id
    assert speaker_id is not None
    weekly(ledger, NOW, output, speaker_id=speaker_id)
    (report,) = due_reports(ledger, MONDAY)
    stored(ledger, text="Another thing will come")

    rows = msgspec.json.decode(report.rows, type=ReportRows)

    assert report.rows_sha256 == sha256_hex(report.rows.encode())
    assert report.content == rendered(rows, output, report.note)
    assert report == ledger.report(report.id)
    assert report.chain_head == rows.chain_head != ledger.head()


def test_a_report_tells_what_was_known_at_its_time(ledger: Ledger) -> None:
    """What was resolved after its time is still waiting in a report that is made late."""
    claim = stored(ledger)
    weekly(ledger)
    sweep(ledger, now=DEADLINE)
    resolve_claim(ledger, claim.id, it_happened(), actor="local", now=MONDAY + timedelta(hours=1))

    (report,) = due_reports(ledger, MONDAY + timedelta(hours=2))

    assert "Waiting for a decision: 1" in report.content
    assert report.note is not None


def test_a_report_of_one_time_is_one(ledger: Ledger) -> None:
    """However many make the report of one time at once, there is one, and one of them made it."""
    weekly(ledger)

    with ThreadPoolExecutor(8) as pool:
        made = [report for reports in pool.map(lambda _: due_reports(ledger, MONDAY), range(8)) for report in reports]

    assert 1 == len(made)
    assert 1 == len(ledger.report_entries())
    assert () == due_reports(ledger, MONDAY)
    assert MONDAY + timedelta(days=7) == ledger.next_report_at()


def test_a_report_follows_its_zone_over_the_change_of_clocks(ledger: Ledger) -> None:
    """A daily report at 08:00 in Berlin covers 23 hours on the day when the clocks go forward."""
    now = datetime(2026, 3, 28, 12, tzinfo=UTC)
    request = NewReportDefinition(name="Daily", cron="0 8 * * *", time_zone="Europe/Berlin", period_days=1)
    define_report(ledger, request, actor="local", now=now)

    (report,) = due_reports(ledger, now + timedelta(days=1))

    assert datetime(2026, 3, 29, 6, tzinfo=UTC) == report.scheduled_at
    assert timedelta(hours=23) == report.period_to - report.period_from


def test_a_topic_report_leaves_the_rest_out(ledger: Ledger) -> None:
    """A report on a topic quotes the claims of that topic only."""
    stored(ledger, topics=("harbour",))
    stored(ledger, text="The lift will run again", topics=("lift",))
    sweep(ledger, now=DEADLINE)
    weekly(ledger, DEADLINE, "text", topic="lift")

    (report,) = due_reports(ledger, MONDAY)

    assert "The lift will run again" in report.content
    assert "harbour" not in report.content


def test_a_report_cannot_be_made_before_its_time(ledger: Ledger) -> None:
    """The future cannot be reported on."""
    definition = weekly(ledger)

    assert make_due_report(ledger, definition.id, now=MONDAY - timedelta(seconds=1)) is None
    assert () == ledger.report_entries()


@pytest.mark.parametrize(
    ("cron", "zone", "message"),
    [("0 8 * *", "UTC", "cron"), ("0 0 30 2 *", "UTC", "never comes"), ("0 8 * * *", "Mars/Base", "time_zone")],
)
def test_a_bad_schedule_is_refused(ledger: Ledger, cron: str, zone: str, message: str) -> None:
    """A definition needs a schedule that comes, in a zone that exists."""
    request = NewReportDefinition(name="Weekly", cron=cron, time_zone=zone)

    with pytest.raises(InputError, match=message):
        define_report(ledger, request, actor="local", now=NOW)

    assert () == ledger.definitions()


def test_a_report_on_an_unknown_speaker_is_refused(ledger: Ledger) -> None:
    """A definition for nobody is not stored."""
    with pytest.raises(NotFound):
        weekly(ledger, NOW, "text", speaker_id="nobody")

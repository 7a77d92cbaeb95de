"""Reports of every kind and format: frozen, safe to open, and delivered to their targets."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import get_args

import pytest

from jobs.deliver import Sender
from jobs.errors import InputError
from jobs.expire import sweep
from jobs.fetch import Fetcher
from jobs.folder import file_name, folder_sender
from jobs.ingest import ingest_article
from jobs.mail import mail_sender
from jobs.post import webhook_sender
from jobs.render_csv import safe
from jobs.report import define_report, end_definition, make_due_report
from jobs.reported import rendered_again
from jobs.requests import NewArticle, NewReportDefinition, NewTarget, NewWebhook, ReportFilters
from jobs.resolve import resolve_claim
from jobs.webhooks import add_webhook
from storage.errors import NotFound
from storage.ledger import Ledger
from storage.outbox import ReportTarget
from storage.records import ReportFormat, ReportKind, StoredReport
from tests.jobs.build import DEADLINE, NOW, it_happened, later, stored
from tests.jobs.post_office import post_office
from tests.jobs.web import Site, page, serving

MONDAY = datetime(2025, 12, 1, 8, tzinfo=UTC)
KINDS: tuple[ReportKind, ...] = get_args(ReportKind)
FORMATS: tuple[ReportFormat, ...] = get_args(ReportFormat)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        site.pages["/hook"] = page("ok")
        yield site


def filled(ledger: Ledger) -> None:
    """Two speakers, one decision, one claim that waits, one that is hostile, and an article with a dated event."""
    article = NewArticle(
        text='The quay opened on 3 March 2025. "The bridge will open by 1 April 2025," Ada Brandt said.',
        published_at="2025-03-12",
        publisher="Coast Ledger",
    )
    ingest_article(ledger, article, actor="local", now=NOW)
    claim = stored(ledger, topics=("harbour",))
    stored(ledger, text="=2+3 <script>alert(1)</script> ```", speaker="@Tom Brandt", topics=("harbour",))
    sweep(ledger, now=DEADLINE)
    resolve_claim(ledger, claim.id, it_happened(), actor="local", now=later(hours=1))


def made(
    ledger: Ledger,
    kind: ReportKind,
    output: ReportFormat,
    *,
    late: timedelta = timedelta(),
    targets: tuple[NewTarget, ...] = (),
) -> StoredReport:
    """The first report of a definition, made so late."""
    filters = ReportFilters(topic="harbour") if kind == "timeline" else ReportFilters()
    request = NewReportDefinition(
        name="Über <b>Häfen</b>", cron="0 8 * * mon", kind=kind, format=output, filters=filters, targets=targets
    )
    definition = define_report(ledger, request, actor="local", now=DEADLINE)
    report = make_due_report(ledger, definition.id, now=MONDAY + late)
    assert report is not None
    return report


@pytest.mark.parametrize("output", FORMATS)
@pytest.mark.parametrize("kind", KINDS)
def test_frozen(ledger: Ledger, kind: ReportKind, output: ReportFormat) -> None:
    """A report of any kind and format, rendered again from its rows after more was decided, is the same to the byte."""
    filled(ledger)
    report = made(ledger, kind, output, late=timedelta(days=1))
    for waiting in ledger.due(limit=10):
        resolve_claim(ledger, waiting.id, it_happened(reason="seen"), actor="local", now=MONDAY + timedelta(days=2))

    assert report.content == rendered_again(report)
    assert report.content == rendered_again(ledger.report(report.id))
    assert "The harbour will open on Monday" in report.content or kind == "scorecard"
    assert report.note is not None
    assert (report.note in report.content) == (output in {"markdown", "text", "html"})


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_stands_alone_and_runs_nothing(ledger: Ledger, kind: ReportKind) -> None:
    """A page takes nothing from elsewhere, escapes every word that was filled in, and has its charts within."""
    filled(ledger)
    content = made(ledger, kind, "html").content

    assert content.startswith("<!doctype html>")
    assert not [
        mark for mark in ("<script", "<link", "<img", "src=", "@import", "<b>Häfen", "url(http") if mark in content
    ]
    assert "&lt;b&gt;Häfen&lt;/b&gt;" in content
    assert "@media print" in content
    assert kind == "timeline" or content.count("<svg") == 4


def test_csv_of_claims(ledger: Ledger) -> None:
    """A row a claim and section; words that a spreadsheet would run have a quote mark before them."""
    filled(ledger)
    rows = list(csv.DictReader(io.StringIO(made(ledger, "resolution", "csv").content)))
    decided = [row for row in rows if row["section"] == "decided"]
    hostile = [row for row in rows if "script" in row["text"]]

    assert {"came_due", "decided", "waiting"} == {row["section"] for row in rows}
    assert [("yes", "1.0", "Mira Halvorsen")] == [
        (row["happened"], row["nominal"], row["attributed_to"]) for row in decided
    ]
    assert {"'=2+3 <script>alert(1)</script> ```"} == {row["text"] for row in hostile}
    assert {"'@Tom Brandt"} == {row["attributed_to"] for row in hostile}


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1", "'=1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@a", "'@a"),
        ("\t=1", "'=1"),
        (" =1", "'=1"),
        ("\u200b=1", "'=1"),
        ("a=1", "a=1"),
        (-0.25, "-0.25"),
        (None, ""),
        (True, "true"),
        (datetime(2025, 1, 1, tzinfo=UTC), "2025-01-01T00:00:00+00:00"),
    ],
)
def test_cells(cell: str | float | None, written: str) -> None:
    """A text that begins as a formula does is quoted, also behind what is not seen; numbers are not."""
    assert written == safe(cell)


def test_csv_lists_everything(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a page lists the first claims only and says so, the CSV has all of them."""
    monkeypatch.setattr("claims.report.LISTED_MAX", 2)
    for number in range(4):
        stored(ledger, text=f"Lock {number} will open")
    sweep(ledger, now=DEADLINE)
    rows = list(csv.DictReader(io.StringIO(made(ledger, "resolution", "csv").content)))

    assert 4 == len([row for row in rows if row["section"] == "waiting"])


def test_a_scorecard_report_has_each_speaker(ledger: Ledger) -> None:
    """All claims together stand first, then each speaker by name."""
    filled(ledger)
    rows = list(csv.DictReader(io.StringIO(made(ledger, "scorecard", "csv").content)))
    report = json.loads(made(ledger, "scorecard", "json").content)

    assert ["all speakers", "'@Tom Brandt", "Ada Brandt", "Mira Halvorsen"] == [row["speaker"] for row in rows]
    assert ["@Tom Brandt", "Ada Brandt", "Mira Halvorsen"] == [card["name"] for card in report["cards"]]
    assert "1" == rows[3]["resolved"]


def test_a_timeline_tells_what_was_said_and_what_came_of_it(ledger: Ledger) -> None:
    """Made, deadline, flagged, occurred and resolved, in order, of the topic alone."""
    filled(ledger)
    report = json.loads(made(ledger, "timeline", "json").content)
    mine = [entry["kind"] for entry in report["entries"] if entry["text"] == "The harbour will open on Monday"]

    assert {"made", "deadline", "flagged", "resolved", "occurred"} == set(mine)
    assert not any("bridge" in entry["text"] for entry in report["entries"])


def test_a_timeline_of_everything_is_refused(ledger: Ledger) -> None:
    """A timeline is of a topic or of a speaker."""
    with pytest.raises(InputError, match="name one"):
        define_report(
            ledger, NewReportDefinition(name="All", cron="0 8 * * *", kind="timeline"), actor="local", now=NOW
        )


@pytest.mark.parametrize("target", [NewTarget(channel="email"), NewTarget(channel="folder", address="a@b.example")])
def test_targets_that_are_refused(ledger: Ledger, target: NewTarget) -> None:
    """E-mail needs an address and nothing else has one; nothing of the definition is stored."""
    with pytest.raises(InputError):
        made(ledger, "resolution", "text", targets=(target,))
    with pytest.raises(NotFound):
        made(ledger, "resolution", "text", targets=(NewTarget(channel="webhook", webhook_id="x"),))

    assert () == ledger.definitions()


class Clock:
    def __call__(self) -> datetime:
        return MONDAY


def test_every_target_gets_the_report_once(ledger: Ledger, site: Site, tmp_path: Path) -> None:
    """A report goes to the folder, by mail, to a webhook and as a text to a chat, in one go with its making, once."""
    filled(ledger)
    folder = tmp_path / "reports"
    hooks = [
        add_webhook(
            ledger,
            NewWebhook(url=f"{site.root}/hook", events=(), form=form),
            check=Fetcher().check,
            actor="local",
            now=NOW,
        )
        for form in ("standard", "slack")
    ]
    targets = (
        NewTarget(channel="folder"),
        NewTarget(channel="email", address="desk@news.example"),
        *(NewTarget(channel="webhook", webhook_id=hook.webhook.id) for hook in hooks),
    )
    report = made(ledger, "resolution", "html", targets=targets)
    assert make_due_report(ledger, report.definition_id, now=MONDAY) is None
    with post_office() as (box, server):
        sender = Sender(
            ledger,
            Clock(),
            {
                "folder": folder_sender(ledger, folder),
                "email": mail_sender(ledger, server),
                "webhook": webhook_sender(ledger, Fetcher(["127.0.0.1"])),
            },
        )
        rounds = [sender.round(), sender.round()]
        sender.close()
    (file,) = folder.iterdir()
    (mail,) = box.mail
    mailed = mail.get_body(("html",))
    message, text = (
        json.loads(asked.body) for asked in sorted(site.asked, key=lambda asked: b"type" not in asked.body[:9])
    )

    assert [4, 0] == rounds
    assert (file_name(report), report.content) == (file.name, file.read_text(encoding="utf-8"))
    assert f"2025-12-01-0800-ber-b-h-fen-b-{report.id}.html" == file.name
    assert mailed is not None
    assert report.content.strip() == mailed.get_content().strip().replace("\r\n", "\n")
    assert ("report.ready", report.id, report.content) == (
        message["type"],
        message["data"]["report"]["id"],
        message["data"]["report"]["content"],
    )
    assert text["text"].startswith("Report: Über &lt;b&gt;Häfen&lt;/b&gt;, to 2025-12-01")


def test_files_are_whole_or_not_there(ledger: Ledger, tmp_path: Path) -> None:
    """A folder that cannot be written is an attempt that failed, and no half of a file is left."""
    report = made(ledger, "resolution", "csv", targets=(NewTarget(channel="folder"),))
    (tmp_path / "taken").write_text("not a folder", encoding="utf-8")
    sender = Sender(ledger, Clock(), {"folder": folder_sender(ledger, tmp_path / "taken")})
    sender.round()
    sender.close()
    (delivery,) = ledger.deliveries()

    assert ("pending", report.id) == (delivery.status, delivery.subject_id)
    assert "could not be written" in (delivery.error or "")
    assert [tmp_path / "taken"] == list(tmp_path.iterdir())


def test_targets_are_kept(ledger: Ledger) -> None:
    """What was asked for is there, in order."""
    report = made(ledger, "resolution", "text", targets=(NewTarget(channel="folder"),))
    (target,) = ledger.report_targets(report.definition_id)

    assert isinstance(target, ReportTarget)
    assert ("folder", None, None) == (target.channel, target.address, target.webhook_id)


def test_an_ended_definition_makes_no_more(ledger: Ledger) -> None:
    """Ended, a definition wakes nobody and makes nothing; what it made stays, and ending it twice changes nothing."""
    report = made(ledger, "resolution", "text")
    ended = end_definition(ledger, report.definition_id, actor="local", now=MONDAY)
    later_on = MONDAY + timedelta(days=30)

    assert MONDAY == ended.ended_at
    assert ended == end_definition(ledger, report.definition_id, actor="local", now=later_on)
    assert make_due_report(ledger, report.definition_id, now=later_on) is None
    assert ((), None) == (ledger.definitions_until(later_on, limit=10), ledger.next_report_at())
    assert report == ledger.report(report.id)

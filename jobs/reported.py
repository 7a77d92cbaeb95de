"""From a report's rows to its text: one function of kind and format, whose result is the same to the last byte."""

import msgspec

from claims.report import ReportRows, build_report
from claims.scorecard_report import ScorecardReport, build_scorecard_report
from claims.timeline import TimelineEntry, timeline
from jobs.render import checks_of, made_from, report_markdown, report_text, scope_words, timeline_text
from jobs.render_csv import report_csv, scorecards_csv, timeline_csv
from jobs.render_html import report_html, scorecards_html, timeline_html
from jobs.render_scores import leaderboard_text, scorecard_text
from jobs.wording import WIDTH, escaped, instant_words, plain, spread, wrapped
from storage.records import ReportFormat, StoredReport

CARDS_MAX = 50
"""The most speakers whose scorecards stand in full; the leaderboard names the others."""


class TimelineReport(msgspec.Struct, frozen=True, kw_only=True):
    """The timeline of what a report is about, in order."""

    kind: str = "timeline"
    title: str
    about: str
    report_id: str | None
    chain_head: str | None
    entries: tuple[TimelineEntry, ...]


def rendered(rows: ReportRows, output: ReportFormat, note: str | None = None) -> str:
    """The report that the rows make, in the format. The same arguments give the same text, to the last byte."""
    if rows.kind == "scorecard":
        return _scorecards(rows, output, note)
    if rows.kind == "timeline":
        return _timeline(rows, output, note)
    return _resolutions(rows, output, note)


def rendered_again(report: StoredReport) -> str:
    """The stored report, rendered anew from the rows that it was made from: what it was then, to the last byte."""
    rows = msgspec.json.decode(report.rows, type=ReportRows)
    return rendered(rows, report.format, report.note)


def entries_of(rows: ReportRows) -> tuple[TimelineEntry, ...]:
    """The timeline of the rows, as it was known at their instant."""
    claims = [case.claim for case in rows.cases]
    return timeline(claims, rows.resolutions, rows.mentions, as_of=rows.terms.as_of)


def _resolutions(rows: ReportRows, output: ReportFormat, note: str | None) -> str:
    if output == "csv":
        return report_csv(build_report(rows, listed_max=len(rows.cases)))
    report = build_report(rows)
    if output == "json":
        return _json(report)
    if output == "html":
        return report_html(report, note)
    if output == "text":
        return report_text(report) + _noted(note)
    return report_markdown(report) + _noted(note, "> ")


def _scorecards(rows: ReportRows, output: ReportFormat, note: str | None) -> str:
    report = build_scorecard_report(rows)
    if output == "json":
        return _json(report)
    if output == "csv":
        return scorecards_csv(report)
    if output == "html":
        return scorecards_html(report, report.cards[:CARDS_MAX], note)
    whole = report.whole
    if output == "text":
        head = [spread(plain(whole.title), f"as of {instant_words(whole.as_of, whole.time_zone)}"), "=" * WIDTH]
        tail = [*checks_of(whole), *wrapped(made_from(whole))]
        return "\n".join([*head, *wrapped(scope_words(whole)), "", *_blocks(report), *tail]) + "\n" + _noted(note)
    head = [f"# {escaped(whole.title)}", "", escaped(scope_words(whole)), ""]
    blocks = [f"```text\n{_unfenced(block).rstrip()}\n```\n" for block in _blocks(report)]
    tail = [escaped(" ".join(checks_of(whole))), "", escaped(made_from(whole))]
    return "\n".join([*head, *blocks, *tail]) + "\n" + _noted(note, "> ")


def _blocks(report: ScorecardReport) -> list[str]:
    return [
        scorecard_text(report.whole.scorecard),
        leaderboard_text(report.board),
        *(scorecard_text(card) for card in report.cards[:CARDS_MAX]),
    ]


def _timeline(rows: ReportRows, output: ReportFormat, note: str | None) -> str:
    entries = entries_of(rows)
    if output == "csv":
        return timeline_csv(entries)
    if output == "html":
        return timeline_html(rows, entries, note)
    if output == "json":
        return _json(
            TimelineReport(
                title=rows.title,
                about=rows.about,
                report_id=rows.report_id,
                chain_head=rows.chain_head,
                entries=entries,
            )
        )
    text = timeline_text(entries)
    if output == "text":
        head = spread(plain(rows.title), f"as of {instant_words(rows.terms.as_of, rows.time_zone)}")
        return f"{head}\n{'=' * WIDTH}\n{text}{_noted(note)}"
    return f"# {escaped(rows.title)}\n\n```text\n{_unfenced(text).rstrip()}\n```\n{_noted(note, '> ')}"


def _unfenced(text: str) -> str:
    """The text without what would end a block of it in Markdown."""
    return text.replace("```", "'''")


def _noted(note: str | None, mark: str = "") -> str:
    return f"\n{mark}Note: {note}\n" if note else ""


def _json(report: msgspec.Struct) -> str:
    return msgspec.json.format(msgspec.json.encode(report), indent=2).decode() + "\n"

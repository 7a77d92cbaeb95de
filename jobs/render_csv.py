"""Reports as CSV (RFC 4180), safe to open in a spreadsheet: no cell of anybody's words is taken for a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Final

from claims.report import Quoted, ResolutionReport
from claims.scorecard import Scorecard
from claims.scorecard_report import ScorecardReport
from claims.timeline import TimelineEntry
from jobs.wording import plain

Cell = str | int | float | bool | date | datetime | None

FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What makes a spreadsheet take a text for a formula, or hides what does."""

CLAIM_COLUMNS: Final = (
    "section",
    "claim_id",
    "text",
    "attributed_to",
    "kind",
    "negated",
    "made_at",
    "horizon",
    "latest",
    "strict_latest",
    "lenient_latest",
    "check_at",
    "happened",
    "void_reason",
    "strict",
    "nominal",
    "lenient",
    "days_late",
    "evidence_until",
    "provisional",
    "days_waiting",
    "source_url",
)
CARD_COLUMNS: Final = (
    "speaker",
    "speaker_id",
    "extracted",
    "matured",
    "resolved",
    "scored",
    "n",
    "came_true",
    "hit_rate",
    "hit_rate_low",
    "hit_rate_high",
    "brier",
    "log_score",
    "skill",
    "late",
    "reiterations",
    "threads",
    "slips",
)
ENTRY_COLUMNS: Final = (
    *("earliest", "latest", "at", "kind", "text", "detail"),
    *("speaker", "speaker_id", "claim_id", "article_id", "resolution_id"),
)


def report_csv(report: ResolutionReport) -> str:
    """A row a claim and section: what came due, what was decided, what waits."""
    rows: list[Sequence[Cell]] = [_claim("came_due", each.claim) for each in report.came_due]
    for made in report.decided:
        ends = (
            *(made.happened, made.void_reason, made.strict, made.nominal, made.lenient, made.days_late),
            *(made.evidence_until, made.provisional),
        )
        rows.append(_claim("decided", made.claim, ends))
    rows += [_claim("waiting", each.claim, days=each.days) for each in report.waiting]
    return _table(CLAIM_COLUMNS, rows)


def scorecards_csv(report: ScorecardReport) -> str:
    """A row a scorecard, that of all claims together first."""
    return _table(CARD_COLUMNS, [_card(card) for card in (report.whole.scorecard, *report.cards)])


def timeline_csv(entries: Iterable[TimelineEntry]) -> str:
    """A row an entry, in order."""
    return _table(ENTRY_COLUMNS, [[getattr(entry, name) for name in ENTRY_COLUMNS] for entry in entries])


def safe(cell: Cell) -> str:
    """The cell as it is written: an instant in UTC, null as nothing, a text with a quote mark before what could run.

    Numbers are ours, so that a minus before one stays.
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, datetime | date):
        return cell.isoformat()
    if not isinstance(cell, str):
        return repr(cell)
    # Quoted before it is brought onto one line, since that takes white space off its beginning.
    return ("'" if cell.startswith(FORMULA_STARTS) or plain(cell).startswith(FORMULA_STARTS) else "") + plain(cell)


def _claim(section: str, claim: Quoted, ends: Sequence[Cell] = (None,) * 8, days: int | None = None) -> list[Cell]:
    return [
        section,
        claim.claim_id,
        claim.text,
        claim.attributed_to,
        claim.kind,
        claim.negated,
        claim.made_at,
        claim.horizon,
        claim.latest,
        claim.strict_latest,
        claim.lenient_latest,
        claim.check_at,
        *ends,
        days,
        claim.source.url if claim.source else None,
    ]


def _card(card: Scorecard) -> list[Cell]:
    coverage, score = card.coverage, card.headline
    interval = score.hit_rate.interval
    return [
        card.name,
        card.speaker_id,
        coverage.extracted,
        coverage.matured,
        coverage.resolved,
        coverage.scored,
        score.n,
        score.hit_rate.hits,
        score.hit_rate.rate,
        interval.low if interval else None,
        interval.high if interval else None,
        score.brier,
        score.log_score,
        score.skill,
        score.lateness.n,
        coverage.reiterations,
        card.threads.threads,
        card.threads.slips,
    ]


def _table(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([safe(cell) for cell in row] for row in rows)
    return out.getvalue()

"""Reports as pages: one file without anything from elsewhere, which reads on a screen and prints well."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from claims.report import ReportRows, ResolutionReport
from claims.scorecard import Scorecard
from claims.scorecard_report import ScorecardReport
from claims.timeline import TimelineEntry
from jobs.charts import CHARTS, scorecard_chart
from jobs.html import page_of
from jobs.render import checks_of, made_from, scope_words, sections_of
from jobs.render_scores import leaderboard_text, scorecard_text
from jobs.wording import instant_words


def report_html(report: ResolutionReport, note: str | None) -> str:
    """A resolution report as a page, with its scorecard and charts."""
    return page_of(
        "report.html",
        title=report.title,
        as_of=instant_words(report.as_of, report.time_zone),
        scope=scope_words(report),
        note=note,
        sections=sections_of(report),
        blocks=[("Scorecard", scorecard_text(report.scorecard), _charts(report.scorecard))],
        checks=" ".join(checks_of(report)),
        made_from=made_from(report),
    )


def scorecards_html(report: ScorecardReport, cards: Sequence[Scorecard], note: str | None) -> str:
    """A scorecard report as a page: all claims together with charts, the leaderboard, then the single speakers."""
    whole = report.whole
    return page_of(
        "report.html",
        title=whole.title,
        as_of=instant_words(whole.as_of, whole.time_zone),
        scope=scope_words(whole),
        note=note,
        sections=(),
        blocks=[
            ("Scorecard", scorecard_text(whole.scorecard), _charts(whole.scorecard)),
            ("Leaderboard", leaderboard_text(report.board), ()),
            *((card.name, scorecard_text(card), ()) for card in cards),
        ],
        checks=" ".join(checks_of(whole)),
        made_from=made_from(whole),
    )


def timeline_html(rows: ReportRows, entries: Iterable[TimelineEntry], note: str | None) -> str:
    """A timeline as a page with a table."""
    return page_of(
        "timeline.html",
        title=rows.title,
        about=rows.about,
        as_of=instant_words(rows.terms.as_of, rows.time_zone),
        note=note,
        entries=tuple(entries),
        report_id=rows.report_id,
        chain_head=rows.chain_head,
    )


def _charts(card: Scorecard) -> tuple[Markup, ...]:
    """The charts, which are made by us and escape the words in them."""
    return tuple(Markup(scorecard_chart(card, name)) for name in CHARTS) if card.headline.n else ()

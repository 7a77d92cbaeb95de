"""The slip chart of a thread: each last day against the day on which it was named.

What is always two weeks away runs along the diagonal; a deadline that is kept stays level.
"""

from typing import TYPE_CHECKING, Final

from claims.threads import SlipThread, ThreadClaim
from jobs.charts import INK, SOFT, draw_empty, draw_svg, number_by_days, place_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_LABELLED_MAX: Final = 12
"""Points with their dates beside them; of more only the first and the last have."""


def slip_chart(thread: SlipThread) -> str:
    """The chart as an SVG document. With no last day to draw it says so."""
    return draw_svg(lambda axes: _draw(axes, thread), slip_words(thread))


def slip_words(thread: SlipThread) -> str:
    """What the chart shows, in words."""
    rows = _dated(thread)
    told = "; ".join(f"on {row.made_on}: {row.latest}" for row in rows) or "no last day was named"
    end = f" It came about on {thread.happened_on}." if thread.happened_on else ""
    return f"Last days named for one outcome, n = {len(rows)}, slips: {thread.slips}. {told}.{end}"


def _dated(thread: SlipThread) -> list[ThreadClaim]:
    return [row for row in thread.claims if row.latest]


def _draw(axes: "Axes", thread: SlipThread) -> None:
    rows = _dated(thread)
    title = f"Last day named, by when (n = {len(rows)}, slips: {thread.slips})"
    if not rows:
        draw_empty(axes, title, "No claim of the thread names a last day.")
        return
    made = [place_of(row.made_on) for row in rows]
    latest = [place_of(row.latest) for row in rows if row.latest]
    end = place_of(thread.happened_on) if thread.happened_on else None
    low, high = _bounds([*made, *latest, *([end] if end else [])])
    axes.set_title(title)
    axes.plot([low, high], [low, high], linestyle="--", color=SOFT, linewidth=1)
    axes.step([*made, high], [*latest, latest[-1]], where="post", color=SOFT, linewidth=1)
    axes.plot(made, latest, "o", color=INK, markersize=6)
    for place, row in enumerate(rows):
        if len(rows) <= _LABELLED_MAX or place in {0, len(rows) - 1}:
            axes.annotate(f"{row.latest}", (made[place], latest[place]), xytext=(6, 5), textcoords="offset points")
    if end:
        axes.axhline(end, color=INK, linewidth=1, linestyle=":")
        axes.annotate(f"came about {thread.happened_on}", (low, end), xytext=(4, -12), textcoords="offset points")
    number_by_days(axes)
    axes.set_xlim(low, high)
    axes.set_ylim(low, high)
    axes.set_xlabel("said on (on the dashed line, the day itself is named)")
    axes.set_ylabel("last day named")


def _bounds(days: list[float]) -> tuple[float, float]:
    margin = max((max(days) - min(days)) / 12, 1.0)
    return min(days) - margin, max(days) + margin

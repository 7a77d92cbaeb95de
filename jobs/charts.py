"""Charts as SVG, drawn by matplotlib: a chart says its n in the picture, reads in greyscale, and tells itself in words.

The same values draw the same bytes. Text stays text, so that it can be read aloud, found and copied.
"""

import io
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from textwrap import shorten
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

from claims.calibration import Bin
from claims.scorecard import Scorecard
from claims.trend import PeriodRate, hit_rate_over_time

if TYPE_CHECKING:
    from matplotlib.axes import Axes

ChartName = Literal["calibration", "trend", "lateness", "brier"]
"""Charts of a scorecard: how sure and how often right; the hit rate over time; days late; the parts of the Brier
score."""

CHARTS: Final[tuple[ChartName, ...]] = get_args(ChartName)

SVG_TYPE: Final = "image/svg+xml"

INK: Final = "#222222"
SOFT: Final = "#8a8a8a"
_FILL: Final = "#d9d9d9"
_STYLE: Final[Any] = {
    "text.parse_math": False,
    "svg.fonttype": "none",
    "svg.hashsalt": "bythen",
    "font.family": "sans-serif",
    "font.size": 10,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": SOFT,
    "axes.titlelocation": "left",
}


def scorecard_chart(card: Scorecard, name: ChartName) -> str:
    """The chart of the scorecard's headline claims, as an SVG document. With nothing to draw it says so."""
    draw, words = _OF_CARD[name]
    return draw_svg(lambda axes: draw(axes, card), words(card))


def draw_svg(draw: "Callable[[Axes], None]", words: str) -> str:
    """What `draw` draws, as an SVG document whose title is `words`."""
    from matplotlib import rc_context  # noqa: PLC0415 - heavy, and needed for charts only
    from matplotlib.figure import Figure  # noqa: PLC0415 - as above

    with rc_context(_STYLE):
        figure = Figure(figsize=(6.4, 4.0), layout="constrained")
        draw(figure.add_subplot())
        out = io.StringIO()
        figure.savefig(out, format="svg", metadata={"Title": words, "Date": None, "Creator": "bythen"})
    drawn = out.getvalue()
    # A reader of screens takes the title of a picture that says it is one.
    return drawn[drawn.index("<svg") :].replace("<svg ", '<svg role="img" ', 1)


def draw_empty(axes: "Axes", title: str, words: str) -> None:
    """A picture that says in words why there is nothing to see."""
    axes.set_title(title)
    axes.set_axis_off()
    axes.text(0.5, 0.5, words, ha="center", va="center", color=INK, transform=axes.transAxes)


def place_of(day: date) -> float:
    """Where a day stands on an axis of days."""
    from matplotlib.dates import date2num  # noqa: PLC0415 - as above

    return float(date2num(day))


def number_by_days(axes: "Axes") -> None:
    """Both axes are of days."""
    from matplotlib.dates import AutoDateLocator, ConciseDateFormatter  # noqa: PLC0415 - as above

    for axis in (axes.xaxis, axes.yaxis):
        locator = AutoDateLocator(maxticks=6)
        axis.set_major_locator(locator)
        axis.set_major_formatter(ConciseDateFormatter(locator))


def _percent(axes: "Axes", *, x: bool = False, y: bool = True) -> None:
    from matplotlib.ticker import PercentFormatter  # noqa: PLC0415 - as above

    if x:
        axes.set_xlim(0, 1.02)
        axes.xaxis.set_major_formatter(PercentFormatter(1, decimals=0))
    if y:
        axes.set_ylim(0, 1.08)
        axes.yaxis.set_major_formatter(PercentFormatter(1, decimals=0))


def _bars(
    axes: "Axes", places: Sequence[float], middle: Sequence[float], low: Iterable[float], high: Iterable[float]
) -> None:
    """Points with their intervals."""
    below = [point - end for point, end in zip(middle, low, strict=True)]
    above = [end - point for point, end in zip(middle, high, strict=True)]
    axes.errorbar(places, middle, yerr=[below, above], fmt="o", color=INK, ecolor=SOFT, capsize=4, markersize=6)


def _draw_calibration(axes: "Axes", card: Scorecard) -> None:
    bins, title = card.headline.calibration.bins, _titled("How sure, how often right", card)
    if not bins:
        draw_empty(axes, title, "No claim is scored yet.")
        return
    axes.set_title(title)
    axes.plot([0, 1], [0, 1], linestyle="--", color=SOFT, linewidth=1)
    axes.text(0.04, 0.075, "as sure as right", color=SOFT, rotation=32, rotation_mode="anchor", fontsize=9)
    _bars(
        axes,
        [each.probability for each in bins],
        [each.rate for each in bins],
        [each.interval.low for each in bins],
        [each.interval.high for each in bins],
    )
    for each in bins:
        axes.annotate(
            f"n = {each.n}", (each.probability, each.rate), xytext=(-8, 4), textcoords="offset points", ha="right"
        )
    _percent(axes, x=True)
    axes.set_xlabel("probability that the words stand for")
    axes.set_ylabel("came true, with 95 % interval")


def _calibration_words(card: Scorecard) -> str:
    bins = card.headline.calibration.bins
    told = "; ".join(_bin_words(each) for each in bins) or "no claim is scored yet"
    return f"Calibration of {card.name}, n = {card.headline.n}: {told}."


def _bin_words(each: Bin) -> str:
    low, high = each.interval.low, each.interval.high
    return f"said {each.probability:.0%}, came true {each.rate:.0%} of {each.n} (95 % interval {low:.0%} to {high:.0%})"


def _draw_trend(axes: "Axes", card: Scorecard) -> None:
    title = _titled("Came true, by when it was said", card)
    known = [each for each in _periods(card) if each.rate.n]
    if not known:
        draw_empty(axes, title, "No claim is scored yet.")
        return
    axes.set_title(title)
    labels = [each.label for each in _periods(card)]
    places = [labels.index(each.label) for each in known]
    rates = [each.rate.rate or 0.0 for each in known]
    intervals = [each.rate.interval for each in known]
    lows, highs = [each.low if each else 0.0 for each in intervals], [each.high if each else 1.0 for each in intervals]
    _bars(axes, places, rates, lows, highs)
    for place, each in zip(places, known, strict=True):
        axes.annotate(f"n = {each.rate.n}", (place, 1.04), ha="center", fontsize=9, color=INK)
    axes.set_xticks(range(len(labels)), labels, rotation=0 if len(labels) < 7 else 45)
    axes.set_xlim(-0.5, len(labels) - 0.5)
    _percent(axes)
    axes.set_ylabel("came true, with 95 % interval")


def _trend_words(card: Scorecard) -> str:
    told = "; ".join(f"{each.label}: {each.rate.hits} of {each.rate.n}" for each in _periods(card) if each.rate.n)
    return f"Claims of {card.name} that came true, by when they were made: {told or 'no claim is scored yet'}."


def _periods(card: Scorecard) -> tuple[PeriodRate, ...]:
    rows = [row for row in card.claims if row.group == "headline"]
    return hit_rate_over_time(rows, card.terms.reading).periods


def _draw_lateness(axes: "Axes", card: Scorecard) -> None:
    from matplotlib.ticker import MaxNLocator  # noqa: PLC0415 - as above

    days, title = (
        _days_late(card),
        f"Came about late: {shorten(card.name, 40)}, n = {len(_days_late(card))} of {card.headline.n}",
    )
    if not days:
        draw_empty(axes, title, "No claim came true after its last day.")
        return
    axes.set_title(title)
    axes.hist(days, bins=min(12, max(days)), color=_FILL, edgecolor=INK)
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    axes.set_xlabel("days after the last day")
    axes.set_ylabel("claims")


def _lateness_words(card: Scorecard) -> str:
    late = card.headline.lateness
    if not late.n:
        return f"No claim of {card.name} came true after its last day."
    return (
        f"{late.n} of {card.headline.n} claims of {card.name} came true after their last day: "
        f"median {late.median_days:g} days late, at most {late.days_max}."
    )


def _days_late(card: Scorecard) -> list[int]:
    return sorted(row.days_late for row in card.claims if row.group == "headline" and row.days_late is not None)


def _draw_brier(axes: "Axes", card: Scorecard) -> None:
    parts, title = card.headline.decomposition, _titled("Parts of the Brier score", card)
    if parts is None:
        draw_empty(axes, title, "No claim is scored yet.")
        return
    axes.set_title(title)
    rows = [
        ("uncertainty of outcomes", parts.uncertainty, ""),
        ("- resolution: told apart", parts.resolution, "//"),
        ("+ reliability: over- or undersure", parts.reliability, "\\\\"),
        ("= Brier score", card.headline.brier or 0.0, "xx"),
    ]
    for place, (_, value, hatch) in enumerate(rows):
        axes.barh(place, value, color=_FILL, edgecolor=INK, hatch=hatch, height=0.6)
        axes.annotate(f"{value:.3f}", (value, place), xytext=(4, 0), textcoords="offset points", va="center")
    axes.set_yticks(range(len(rows)), [label for label, _, _ in rows])
    axes.invert_yaxis()
    axes.margins(x=0.15)


def _brier_words(card: Scorecard) -> str:
    parts = card.headline.decomposition
    if parts is None or card.headline.brier is None:
        return f"Brier score of {card.name}: no claim is scored yet."
    return (
        f"Brier score of {card.name}, n = {card.headline.n}: {card.headline.brier:.3f} = reliability "
        f"{parts.reliability:.3f} - resolution {parts.resolution:.3f} + uncertainty {parts.uncertainty:.3f}."
    )


def _titled(title: str, card: Scorecard) -> str:
    return f"{title}: {shorten(card.name, 40)}, n = {card.headline.n}"


_OF_CARD: Final[dict[ChartName, tuple["Callable[[Axes, Scorecard], None]", Callable[[Scorecard], str]]]] = {
    "calibration": (_draw_calibration, _calibration_words),
    "trend": (_draw_trend, _trend_words),
    "lateness": (_draw_lateness, _lateness_words),
    "brier": (_draw_brier, _brier_words),
}

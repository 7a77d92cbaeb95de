"""Numbers and lengths of time: "two and a half years", "one or two days", "a week to ten days", "5-7 business days"."""

from math import ceil
from typing import Final, Literal

from claims.horizon.context import Context
from claims.horizon.en.words import ONES, TENS, UNITS
from claims.horizon.patterns import Rule, rule
from claims.horizon.values import Duration, Grain, Length, Number

_FRACTIONS: Final = {"half": 0.5, "quarter": 0.25, "third": 1 / 3}
_PER_UNIT: Final[dict[str, tuple[str, float, Grain]]] = {
    "minute": ("minutes", 1, "hour"),
    "hour": ("hours", 1, "hour"),
    "day": ("days", 1, "day"),
    "night": ("days", 1, "day"),
    "session": ("business", 1, "day"),
    "week": ("days", 7, "week"),
    "weekend": ("days", 7, "week"),
    "fortnight": ("days", 14, "week"),
    "month": ("months", 1, "month"),
    "quarter": ("months", 3, "quarter"),
    "half": ("months", 6, "quarter"),
    "season": ("none", 0, "season"),
    "year": ("months", 12, "year"),
    "decade": ("months", 120, "decade"),
    "century": ("months", 1200, "decade"),
    "generation": ("months", 360, "decade"),
}
"""Unit to the calendar part that counts it, how many of those it has, and its grain."""

LENGTH_MAX_MONTHS: Final = 12 * 1000
LENGTH_MAX_DAYS: Final = 200_000
"""Longer stretches are geology, not horizons."""

_SINGULAR: Final = {plural: unit for unit, plural in UNITS.items()}


def _value(token: object) -> float:
    if isinstance(token, Number):
        return token.value
    if isinstance(token, int):
        return token
    text = str(token)
    return ONES[text] if text in ONES else TENS[text] if text in TENS else float(text)


def _vague(token: object) -> bool:
    return isinstance(token, Number) and token.vague


def length_of(count: float, unit: str, business: bool = False) -> Length | None:
    """The length of so many units; None where the unit has none or the length is beyond all bounds."""
    part, size, _ = _PER_UNIT[_SINGULAR.get(unit, unit)]
    amount = count * size
    if business and part == "days":
        return Length(business=ceil(amount)) if amount < LENGTH_MAX_DAYS else None
    if part == "months" and amount < LENGTH_MAX_MONTHS:
        whole = int(amount + 1e-6)
        return Length(months=whole, days=round((amount - whole) * 30))
    if part == "days" and amount < LENGTH_MAX_DAYS:
        return Length(days=ceil(amount - 1e-6))
    if part == "business" and amount < LENGTH_MAX_DAYS:
        return Length(business=ceil(amount))
    if part == "minutes" and amount < LENGTH_MAX_DAYS:
        return Length(minutes=amount)
    return Length(hours=amount) if part == "hours" and amount < LENGTH_MAX_DAYS else None


def grain_of(unit: str) -> Grain:
    """The grain of a unit: what a tolerance is measured by."""
    return _PER_UNIT[_SINGULAR.get(unit, unit)][2]


# --- numbers -----------------------------------------------------------------------------------------------------


def _tens_ones(_: Context, tens: str, ones: str) -> Number | None:
    return Number(TENS[tens] + ONES[ones]) if 0 < ONES[ones] < 10 else None


def _hundred(_: Context, count: object, rest: object) -> Number:
    return Number((_value(count) if count else 1) * 100 + (_value(rest) if rest else 0))


def _and_half(_: Context, whole: object, fraction: str) -> Number:
    return Number(_value(whole) + _FRACTIONS[fraction])


def _figure_fraction(_: Context, whole: int, above: int, below: int) -> Number | None:
    return Number(whole + above / below) if above < below <= 4 else None


def _mixed(_: Context, whole: object, fraction: Number) -> Number:
    return Number((_value(whole) if whole else 0) + fraction.value)


def _dozen(_: Context, count: object) -> Number:
    return Number(12 * (_value(count) if count else 1))


NUMBER_RULES: Final[tuple[Rule, ...]] = (
    rule("<tens>-<ones>", "<tens> -? <ones>", _tens_ones),
    rule("<n> hundred", "<ones|dayfig>? hundred ( and <ones|dayfig|tens> )?", _hundred),
    rule("a hundred", "a|one hundred", lambda _: Number(100)),
    rule("<n> and a half", "<ones|tens|whole|number> - and - a - <=half|quarter>", _and_half),
    rule("<n> and a half", "<ones|tens|whole> and a|one? - <=half|quarter>", _and_half),
    rule("<n> and a half", "<ones|tens|whole> and a|one? <=half|quarter>", _and_half),
    rule("<n> <a>/<b>", "<whole> -? <small> / <small>", _figure_fraction),
    rule("<n>½", "<whole>? <fraction>", _mixed),
    rule("half a dozen", "half a? dozen", lambda _: Number(6)),
    rule("half a dozen", "a half dozen", lambda _: Number(6)),
    rule("<n> dozen", "<ones|whole>? dozen", _dozen),
    rule("a dozen", "a dozen", lambda _: Number(12)),
    rule("a couple of", "a? couple of|more?", lambda _: Number(2)),
    rule("a few", "a|another|very? few|handful of|more?", lambda _: Number(5, vague=True)),
    rule("a few", "a very few", lambda _: Number(5, vague=True)),
    rule("several", "several", lambda _: Number(7, vague=True)),
)

# --- lengths -----------------------------------------------------------------------------------------------------

_BUSINESS: Final = frozenset({"business", "working", "trading", "banking", "work", "week"})
_N: Final = "num|number|whole|decimal"
_FILL: Final = (
    "( full|whole|calendar|more|further|additional|consecutive|successive|straight|short|long|extra|other|solid )?"
)


def _make(  # noqa: PLR0913 - options are named
    low: float | None,
    high: float,
    unit: str,
    *,
    joint: str = "",
    business: bool = False,
    vague: bool = False,
) -> Duration | None:
    upper = length_of(high, unit, business)
    lower = upper if low is None else length_of(low, unit, business)
    if upper is None or lower is None:
        return None
    half_year = grain_of(unit) == "year" and high < 1
    return Duration(
        low=lower,
        high=upper,
        grain="month" if half_year else grain_of(unit),
        joint="or" if joint == "or" else "to" if joint else "",
        vague=vague or unit in {"generation", "generations"},
        unit=_SINGULAR.get(unit, unit),
    )


def _plain(_: Context, count: object, business: str | None, unit: str) -> Duration | None:
    return _make(None, _value(count), unit, business=business in _BUSINESS, vague=_vague(count))


def _one(_: Context, unit: str) -> Duration | None:
    return _make(None, 1, unit)


def _range(_: Context, low: object, joint: str, high: object, business: str | None, unit: str) -> Duration | None:
    if _value(low) >= _value(high):
        return None
    return _make(
        _value(low), _value(high), unit, joint=joint, business=business in _BUSINESS, vague=_vague(high) or _vague(low)
    )


def _between(_: Context, low: object, high: object, business: str | None, unit: str) -> Duration | None:
    return _range(_, low, "to", high, business, unit)


def _unit_or_two(_: Context, unit: str, joint: str, high: object) -> Duration | None:
    return _make(1, _value(high), unit, joint=joint) if _value(high) > 1 else None


def _pair(_: Context, low: Duration, joint: str, high: Duration) -> Duration | None:
    if low.joint or high.joint or (low.low.business > 0) != (high.high.business > 0):
        return None
    if _days(low.low) >= _days(high.high):
        return None
    vague = low.vague or high.vague
    joint_: Literal["or", "to"] = "or" if joint == "or" else "to"
    return Duration(low=low.low, high=high.high, grain=high.grain, joint=joint_, vague=vague, unit=high.unit)


def _pair_between(_: Context, low: Duration, high: Duration) -> Duration | None:
    return _pair(_, low, "to", high)


def _days(length: Length) -> float:
    return length.months * 30.4 + length.days + length.hours / 24 + length.minutes / 1440 + length.business * 1.4


def _sum(_: Context, left: Duration, right: Duration) -> Duration | None:
    if left.joint or right.joint or _days(right.high) >= _days(left.high):
        return None
    a, b = left.high, right.high
    total = Length(
        months=a.months + b.months,
        days=a.days + b.days,
        hours=a.hours + b.hours,
        minutes=a.minutes + b.minutes,
        business=a.business + b.business,
    )
    return Duration(low=total, high=total, grain=right.grain, unit=right.unit)


def _and_a_half(_: Context, unit: str, fraction: str) -> Duration | None:
    return _make(None, 1 + _FRACTIONS[fraction], unit)


def _fraction(_: Context, fraction: str, unit: str) -> Duration | None:
    return _make(None, _FRACTIONS[fraction], unit)


def _three_quarters(_: Context, unit: str) -> Duration | None:
    return _make(None, 0.75, unit)


def _number_half(_: Context, count: object, fraction: str, unit: str) -> Duration | None:
    return _make(None, _value(count) + _FRACTIONS[fraction], unit)


def _about(_: Context, duration: Duration) -> Duration:
    return _with(duration, about=True)


def _hard(_: Context, duration: Duration) -> Duration:
    return _with(duration, hard=True)


def _more(_: Context, duration: Duration) -> Duration:
    return _with(duration, at_least=True)


def _with(duration: Duration, *, about: bool = False, hard: bool = False, at_least: bool = False) -> Duration:
    return Duration(
        low=duration.low,
        high=duration.high,
        grain=duration.grain,
        joint=duration.joint,
        about=about or duration.about,
        vague=duration.vague,
        hard=hard or duration.hard,
        at_least=at_least or duration.at_least,
        unit=duration.unit,
    )


def _or_so(_: Context, count: object, unit: str) -> Duration | None:
    duration = _make(None, _value(count) if count else 1, unit, vague=_vague(count))
    return duration and _with(duration, about=True)


def _or_more(_: Context, count: object, unit: str) -> Duration | None:
    duration = _make(None, _value(count), unit, vague=_vague(count))
    return duration and _with(duration, at_least=True)


def _or_fewer(_: Context, count: object, unit: str) -> Duration | None:
    duration = _make(None, _value(count), unit, vague=_vague(count))
    return duration and _with(duration, hard=True)


_BIZ: Final = "<=business|working|trading|banking|work>?"

LENGTH_RULES: Final[tuple[Rule, ...]] = (
    rule("<n> <unit>", f"<{_N}> {_FILL} -? {_BIZ} -? <length>", _plain),
    rule("a <unit>", f"a|an|one|another {_FILL} <unitword>", _one),
    rule(
        "a further <n> <unit>", f"a|an|another further|additional|extra|full|whole|mere <{_N}> {_BIZ} <length>", _plain
    ),
    rule("<n> to <n> <unit>", f"<{_N}> <=to|or|-|and> <{_N}> {_FILL} -? {_BIZ} -? <length>", _range),
    rule("<n>- to <n>-<unit>", f"<{_N}> - <=to|or> <{_N}> - {_BIZ} <length>", _range),
    rule("between <n> and <n> <unit>", f"between <{_N}> and <{_N}> {_FILL} {_BIZ} <length>", _between),
    rule(
        "anywhere from <n> to <n> <unit>",
        f"anywhere? from|between <{_N}> to|and <{_N}> {_FILL} {_BIZ} <length>",
        _between,
    ),
    rule("a <unit> or two", f"a|one|another <length> <=or|to> <{_N}> !{{length}}", _unit_or_two),
    rule("next <unit> or two", f"+next|coming <length> <=or|to> <{_N}> !{{length}}", _unit_or_two),
    rule("next <unit> or so", "+next|coming <nothing>? <unitword> or so", _or_so),
    rule("<n>, or maybe <n>, <unit>", f"<{_N}> , <=or> maybe|perhaps|possibly|even? <{_N}> ,? {_BIZ} <length>", _range),
    rule("<n> or maybe <n> <unit>", f"<{_N}> <=or> maybe|perhaps|possibly|even <{_N}> {_BIZ} <length>", _range),
    rule("<n> or so <unit>", f"<{_N}> or so <length>", _or_so),
    rule("<n> <unit> or so", f"<{_N}> <length> or so", _or_so),
    rule("a <unit> or so", "a|an <nothing>? <unitword> or so", _or_so),
    rule("<n> or more <unit>", f"<{_N}> or more <length>", _or_more),
    rule("<n> <unit> or more", f"<{_N}> <length> or more|longer", _or_more),
    rule("a <unit> or more", "a|an <nothing>? <unitword> or more|longer", lambda c, n, u: _or_more(c, 1, u)),
    rule("<n> <unit> or less", f"<{_N}> <length> or less|fewer|sooner", _or_fewer),
    rule("a <unit> or less", "a|an <nothing>? <unitword> or less|sooner", lambda c, n, u: _or_fewer(c, 1, u)),
    rule("<n> or fewer <unit>", f"<{_N}> or less|fewer <length>", _or_fewer),
    rule("a <unit> and a half", "a|an|one <unitword> and a <=half|quarter>", _and_a_half),
    rule(
        "<n> <unit> and a half",
        f"<{_N}> <length> and a|one <=half|quarter>",
        lambda c, n, u, f: _number_half(c, n, f, u),
    ),
    rule("half a <unit>", "<=half|quarter|third> of? a|an|another <unitword>", _fraction),
    rule("half a <unit>", "a|another? -? <=half> - <unitword>", _fraction),
    rule("a half <unit>", "a|another <=half> -? <unitword>", _fraction),
    rule("a quarter of a <unit>", "a|one|another <=quarter|third> of a|an <unitword>", _fraction),
    rule("a quarter century", "a|another? <=quarter> -? <=century|hour>", _fraction),
    rule(
        "the next half <unit>", "+next|coming|another|past|last|than|about|over|under <=half> -? <unitword>", _fraction
    ),
    rule("three quarters of a <unit>", "three -? quarters of a|an <unitword>", _three_quarters),
)

PAIR_RULES: Final[tuple[Rule, ...]] = (
    rule("between <duration> and <duration>", "between|from <duration> and|to <duration>", _pair_between),
    rule("<duration> to <duration>", "<duration> <=to|or|-> <duration>", _pair),
    rule("<duration> or maybe <duration>", "<duration> , <=or> maybe|perhaps|possibly|even? <duration>", _pair),
    rule("<duration> or maybe <duration>", "<duration> <=or> maybe|perhaps|possibly|even <duration>", _pair),
    rule("<duration> and <duration>", "<duration> and <duration>", _sum),
    rule("about <duration>", "about <duration>", _about),
    rule("in the region of <duration>", "in the region of <duration>", _about),
    rule("<duration>, no more", "<duration> ,? no|not more|longer !than", _hard),
    rule("<duration> at most", "<duration> ,? at most|max|maximum|best", _hard),
    rule("<duration> at the most", "<duration> ,? at the most|outside|maximum|latest", _hard),
    rule("<duration> tops", "<duration> ,? tops|maximum|max", _hard),
    rule("<duration> at least", "<duration> ,? at least|minimum|the? least", _more),
    rule("<duration> at the earliest", "<duration> ,? at the very? least|earliest|minimum", _more),
)

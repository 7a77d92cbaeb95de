"""Times of day and their zones: 10 a.m. EST, 0600 GMT, noon, midnight on Sunday, Friday morning at ten."""

from datetime import date, datetime, timedelta
from typing import Final

from claims.horizon.context import Context
from claims.horizon.en.words import ONES
from claims.horizon.patterns import Rule, category, rule
from claims.horizon.values import Clock, Period
from claims.moment import MomentError, zone_info

ZONES: Final[dict[str, str]] = {
    "gmt": "UTC",
    "utc": "UTC",
    "zulu": "UTC",
    "bst": "Europe/London",
    "cet": "+01:00",
    "cest": "+02:00",
    "eet": "+02:00",
    "eest": "+03:00",
    "msk": "+03:00",
    "est": "-05:00",
    "edt": "-04:00",
    "et": "America/New_York",
    "eastern": "America/New_York",
    "cst": "-06:00",
    "cdt": "-05:00",
    "ct": "America/Chicago",
    "central": "America/Chicago",
    "mst": "-07:00",
    "mdt": "-06:00",
    "mt": "America/Denver",
    "mountain": "America/Denver",
    "pst": "-08:00",
    "pdt": "-07:00",
    "pt": "America/Los_Angeles",
    "pacific": "America/Los_Angeles",
    "akst": "-09:00",
    "hst": "-10:00",
    "ist": "+05:30",
    "pkt": "+05:00",
    "npt": "+05:45",
    "ict": "+07:00",
    "wib": "+07:00",
    "jst": "+09:00",
    "kst": "+09:00",
    "hkt": "+08:00",
    "sgt": "+08:00",
    "pht": "+08:00",
    "awst": "+08:00",
    "aest": "+10:00",
    "aedt": "+11:00",
    "acst": "+09:30",
    "nzst": "+12:00",
    "nzdt": "+13:00",
    "wat": "+01:00",
    "cat": "+02:00",
    "sast": "+02:00",
    "eat": "+03:00",
    "gst": "+04:00",
    "brt": "-03:00",
    "art": "-03:00",
    "london": "Europe/London",
    "uk": "Europe/London",
    "british": "Europe/London",
    "irish": "Europe/Dublin",
    "paris": "Europe/Paris",
    "berlin": "Europe/Berlin",
    "brussels": "Europe/Brussels",
    "moscow": "Europe/Moscow",
    "kyiv": "Europe/Kyiv",
    "kiev": "Europe/Kyiv",
    "beijing": "Asia/Shanghai",
    "tokyo": "Asia/Tokyo",
    "delhi": "Asia/Kolkata",
    "tehran": "Asia/Tehran",
    "baghdad": "Asia/Baghdad",
    "sydney": "Australia/Sydney",
    "washington": "America/New_York",
    "us": "America/New_York",
}
"""Zone words to an IANA name or an offset. Abbreviations in standard or summer time are fixed offsets."""

category("zone", ZONES)
category("hourword", [name for name, number in ONES.items() if 1 <= number <= 12])
category(
    "daypart",
    [
        "morning",
        "afternoon",
        "evening",
        "night",
        "lunchtime",
        "midday",
        "noon",
        "dawn",
        "dusk",
        "sunset",
        "sunrise",
        "midmorning",
    ],
)

MIDNIGHT: Final = 1440


def _clock(hour: int, minute: int, meridiem: str | None, zone: str | None) -> Clock | None:
    if meridiem:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if meridiem == "pm" else 0)
    if not (0 <= hour <= 23 and 0 <= minute <= 59) and (hour, minute) != (24, 0):
        return None
    return Clock(hour * 60 + minute, ZONES[zone] if zone else None)


def _hour(_: Context, hour: int, meridiem: str, zone: str | None) -> Clock | None:
    return _clock(hour, 0, meridiem, zone)


def _time(_: Context, time: tuple[int, int], meridiem: str | None, zone: str | None) -> Clock | None:
    return _clock(*time, meridiem, zone)


def _dotted(_: Context, time: str, meridiem: str | None, zone: str | None) -> Clock | None:
    hour, _dot, minute = time.partition(".")
    if len(minute) != 2 or len(hour) > 2:
        return None
    return _clock(int(hour), int(minute), meridiem, zone)


def _hhmm(_: Context, digits: str | int, zone: str | None) -> Clock | None:
    text = str(digits)
    if len(text) not in {3, 4}:
        return None
    return _clock(int(text[:-2]), int(text[-2:]), None, zone)


def _o_clock(_: Context, hour: int | str, part: str | None, zone: str | None) -> Clock | None:
    number = hour if isinstance(hour, int) else ONES[hour]
    meridiem = {"morning": "am", "afternoon": "pm", "evening": "pm", "night": "pm"}.get(part or "")
    return _clock(number, 0, meridiem, zone) if number <= 12 else None


def _named(_: Context, name: str, zone: str | None) -> Clock:
    return Clock(MIDNIGHT if name == "midnight" else 720, ZONES[zone] if zone else None)


def _two_clocks(_: Context, first: Clock, second: Clock) -> Clock:
    return second if second.zone else first


def instant(context: Context, day: date, clock: Clock) -> datetime | None:
    """The instant (UTC) of the clock on the day, in its own zone or else the statement's."""
    try:
        zone = zone_info(clock.zone or context.made.zone)
    except MomentError:
        return None
    start = datetime(day.year, day.month, day.day, tzinfo=zone)
    local = start.replace(hour=clock.minutes // 60 % 24, minute=clock.minutes % 60)
    if clock.minutes == MIDNIGHT:
        local = datetime.combine(day + timedelta(days=1), local.time(), tzinfo=zone)
    return local.astimezone(zone_info("UTC"))


def at_clock(context: Context, day: Period, clock: Clock) -> Period | None:
    """The day with its clock: it opens and closes within the minute (midnight ends the day)."""
    if day.first != day.last or day.grain != "day" or day.opens_at:
        return None
    moment = instant(context, day.first, clock)
    if moment is None:
        return None
    closes = moment if clock.minutes == MIDNIGHT else moment + timedelta(minutes=1)
    return Period(first=day.first, last=day.last, grain="clock", opens_at=moment, closes_at=closes, past=day.past)


def clock_on_day(context: Context, clock: Clock, day: Period) -> Period | None:
    """The clock before its day: at noon on Friday."""
    return at_clock(context, day, clock)


def clock_today(context: Context, clock: Clock) -> Period | None:
    """A clock without a day: today."""
    return at_clock(context, Period(first=context.today, last=context.today, grain="day"), clock)


def _day_part(_: Context, day: Period) -> Period | None:
    if day.first != day.last or day.grain != "day":
        return None
    return Period(
        first=day.first, last=day.last, grain="day", past=day.past, opens_at=day.opens_at, closes_at=day.closes_at
    )


def _clock_range(context: Context, first: Clock, last: Clock, day: Period | None) -> Period | None:
    base = day or Period(first=context.today, last=context.today, grain="day")
    if base.first != base.last or base.grain != "day":
        return None
    zone = first.zone or last.zone
    opens = instant(context, base.first, Clock(first.minutes, zone))
    end_day = base.first + timedelta(days=1) if last.minutes < first.minutes else base.first
    closes = instant(context, end_day, Clock(last.minutes, last.zone or zone))
    if opens is None or closes is None:
        return None
    return Period(first=base.first, last=end_day, grain="clock", opens_at=opens, closes_at=closes)


_Z: Final = "( lparen? local? <zone> standard|daylight|summer|winter? time? rparen? )? ( local time )?"

CLOCK_RULES: Final[tuple[Rule, ...]] = (
    rule("<hour> a.m.", f"<dayfig> <=am|pm> {_Z}", _hour),
    rule("<hh:mm>", f"<time> hours|hrs? <=am|pm>? {_Z}", _time),
    rule("<hh.mm>", f"<decimal> <=am|pm> {_Z}", _dotted),
    rule(
        "<hh.mm> <zone>",
        "<decimal> hours|hrs|h? local? lparen? <zone> rparen? time?",
        lambda c, t, z: _dotted(c, t, None, z),
    ),
    rule("<hhmm> <zone>", "<hhmm> hours|hrs|h? local? lparen? <zone> rparen? time?", _hhmm),
    rule(
        "<hhmm> hours",
        "+at|by|until|from|before|after|about|to|- <hhmm> hours|hrs|h ( local time )?",
        lambda c, t: _hhmm(c, t, None),
    ),
    rule("<hhmm>", "~{month|day} <zeroed> !{unitword}", lambda c, t: _hhmm(c, t, None)),
    rule("<n> o'clock", f"<dayfig|hourword> o'clock ( in the <=morning|afternoon|evening> )? {_Z}", _o_clock),
    rule("noon", f"<=noon|midday|midnight> {_Z}", _named),
)

CLOCK_PAIR_RULES: Final[tuple[Rule, ...]] = (
    rule("<clock> (<clock>)", "<clock> ,? lparen|/? <clock> rparen?", _two_clocks),
)

DAY_CLOCK_RULES: Final[tuple[Rule, ...]] = (
    rule(
        "between <clock> and <clock>", "from|between <clock> and|to|until|- <clock> ( ,? on? <period> )?", _clock_range
    ),
    rule(
        "<day> between <clock> and <clock>",
        "<period> ,? from|between <clock> and|to|until|- <clock>",
        lambda c, p, a, b: _clock_range(c, a, b, p),
    ),
    rule("<clock> on <day>", "<clock> ,? on|of? the? <period>", clock_on_day),
    rule("<day> at <clock>", "<period> ,? at|by|around|before|from? about? <clock>", at_clock),
    rule(
        "<day> <part of day>",
        "<period> ,|in? early|late|at|before|by? early|late? the? <daypart> !{clock}",
        lambda c, p, d: _day_part(c, p),
    ),
    rule(
        "the <part of day> of <day>",
        "early|late? on? the? <daypart|nothing> of|on <period>",
        lambda c, d, p: _day_part(c, p),
    ),
    rule("early <day>", "early|late|later|sometime on? <period>", _day_part),
    rule("close of business <day>", "the? close|end of business|trading|play|markets on|of? <period>", _day_part),
    rule("end of day <day>", "the? close|end of day|business|trading|play <period>", _day_part),
)

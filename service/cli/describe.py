"""Windows and claims in a few words, as tables show them."""

from datetime import date, datetime

from claims.model import ClaimReading, Window

PARTS_OF_NAME = " · "


def window_lines(window: Window, begins: date | None = None) -> tuple[tuple[str, str], ...]:
    """When something is to happen, as lines with their styles: the nominal end first, then readings that differ."""
    nominal = window.latest or window.default_latest
    if window.deadline_at:
        return ((f"before {window.deadline_at:%Y-%m-%d}", "bold"), (clock_time(window.deadline_at), "bold"))
    lines = [(_main(window, begins), "bold")]
    if nominal and window.strict_latest != nominal:
        lines.append((f"strict  {window.strict_latest}", "dim"))
    if nominal and window.lenient_latest != nominal:
        lines.append((f"lenient {window.lenient_latest}", "dim"))
    return tuple(lines)


def _main(window: Window, begins: date | None) -> str:
    nominal = window.latest or window.default_latest
    if nominal is None:
        return _open_end(window, begins)
    mark = "about " if window.default_latest else ""
    if window.shape == "during" and window.earliest:
        return f"on {mark}{nominal}" if window.earliest == nominal else f"{window.earliest} to {mark}{nominal}"
    if window.shape == "throughout":
        return f"until {mark}{nominal}"
    return f"by {mark}{nominal}"


def _open_end(window: Window, begins: date | None) -> str:
    start = begins or window.earliest
    if start is None:
        return "no date"
    return f"from {start} at least" if window.shape == "at_least" else f"not before {start}"


def instant(at: datetime) -> str:
    """An instant to the second, or to the minute where it falls on one; always in UTC."""
    return f"{at:%Y-%m-%d} {clock_time(at)}"


def clock_time(at: datetime) -> str:
    """The time of day of an instant, in UTC."""
    return f"{at:%H:%M:%S} UTC" if at.second else f"{at:%H:%M} UTC"


def marks(claim: ClaimReading) -> str:
    """What sort of claim it is: kind, negated, conditional, who reports it."""
    parts: list[str] = [claim.kind]
    if claim.negated:
        parts.append("negated")
    if claim.conditional:
        parts.append("conditional")
    if claim.via:
        parts.append(f"via {claim.via}")
    return PARTS_OF_NAME.join(parts)


def hedge(claim: ClaimReading) -> str:
    """How sure the words are, and the probability that stands for it."""
    return f"{claim.hedge} {claim.probability:.2f}"


def speaker_name(claim: ClaimReading) -> str:
    """Who is answerable: the speaker, or the article itself."""
    return claim.speaker or "(the article)"

"""Reports and timelines as text and Markdown. JSON is the value itself.

Lines are at most 96 characters long, save for words
that are longer. The same value gives the same text, to the last byte.
"""

import textwrap
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

import msgspec

from claims.model import Resolution
from claims.outcome import Outcome
from claims.report import Decided, Quoted, ResolutionReport, Waiting
from claims.selftest import SelfTest
from claims.timeline import TimelineEntry
from jobs.due import hours
from jobs.render_scores import scorecard_text
from jobs.wording import (
    WIDTH,
    count_words,
    ending_words,
    escaped,
    instant_words,
    number_words,
    plain,
    spread,
    wrapped,
)


class Item(msgspec.Struct, frozen=True):
    """One line of a report: what comes first, the words quoted, and what is told of them."""

    lead: str
    words: str
    notes: tuple[str, ...] = ()


class Section(msgspec.Struct, frozen=True):
    """A part of a report: its heading, its lines, and what is said where there are none."""

    title: str
    empty: str
    items: tuple[Item, ...]


def timeline_text(entries: Sequence[TimelineEntry]) -> str:
    """The timeline, one entry a line or a few; a range of days where the day is not known."""
    if not entries:
        return "Nothing is on the timeline yet.\n"
    days_length = max(len(_days(entry)) for entry in entries)
    lines: list[str] = []
    for entry in entries:
        lead = f"{_days(entry):<{days_length}}  {entry.kind:<9}  "
        who = f"{plain(entry.speaker)}: " if entry.speaker and entry.kind != "statement" else ""
        # The words stand in full where they are said; further on they only need to be known again.
        whole = entry.kind in {"made", "event", "statement"}
        words = plain(entry.text) if whole else textwrap.shorten(plain(entry.text), 60, placeholder=" ...")
        lines += wrapped(f'{who}"{words}" - {plain(entry.detail)}', lead, " " * len(lead))
    return "\n".join(lines) + "\n"


def _days(entry: TimelineEntry) -> str:
    return f"{entry.earliest}" if entry.latest == entry.earliest else f"{entry.earliest}..{entry.latest or ''}"


def report_text(report: ResolutionReport) -> str:
    """The report as text, with its scorecard and what it was made from."""
    lines = [spread(plain(report.title), f"as of {instant_words(report.as_of, report.time_zone)}"), "=" * WIDTH]
    lines += wrapped(scope_words(report))
    for section in sections_of(report):
        lines += ["", section.title, "-" * len(section.title)]
        for item in section.items:
            lines += wrapped(f"{item.lead}: {item.words}", "  ", "    ")
            for note in item.notes:
                lines += wrapped(note, "    ", "      ")
        if not section.items:
            lines.append(f"  {section.empty}")
    lines += ["", scorecard_text(report.scorecard), *checks_of(report), *wrapped(made_from(report))]
    return "\n".join(lines) + "\n"


def report_markdown(report: ResolutionReport) -> str:
    """The report as Markdown; the scorecard stands in it as a block of text, so that its columns hold."""
    lines = [
        f"# {escaped(report.title)}",
        "",
        f"As of {instant_words(report.as_of, report.time_zone)}. {escaped(scope_words(report))}",
    ]
    for section in sections_of(report):
        lines += ["", f"## {section.title}", ""]
        for item in section.items:
            lines.append(f"- **{item.lead}**: {escaped(item.words)}")
            lines += [f"  - {escaped(note)}" for note in item.notes]
        if not section.items:
            lines.append(section.empty)
    card = scorecard_text(report.scorecard).replace("```", "'''")
    lines += ["", "## Scorecard", "", "```text", card.rstrip(), "```", "", "## Checks", ""]
    lines.append(escaped(" ".join(checks_of(report))))
    return "\n".join([*lines, "", escaped(made_from(report))]) + "\n"


def scope_words(report: ResolutionReport) -> str:
    """Which claims it is about, how many, and over which period."""
    period = (
        f"{instant_words(report.period_from, report.time_zone)} to {instant_words(report.period_to, report.time_zone)}"
    )
    return f"About: {plain(report.about)}, {count_words(report.claims, 'claim')}. Period: {period}."


def sections_of(report: ResolutionReport) -> tuple[Section, ...]:
    """What came due, what was decided, what waits and what comes next."""
    due = tuple(
        Item(_last_day(each.claim), f"{_quote(each.claim)}, {_who(each.claim)} - {_state(each.outcome)}")
        for each in report.came_due
    )
    decided = tuple(Item(_verdict(each), _quote(each.claim), _grounds(each, report)) for each in report.decided)
    waiting = tuple(
        Item(_waited(each), _quote(each.claim), (_last_day(each.claim), *_origin(each.claim)))
        for each in report.waiting
    )
    ahead = (Item(_last_day(report.next_due), _quote(report.next_due)),) if report.next_due else ()
    return (
        _section("Came due in the period", report.came_due_count, "Nothing came due.", due),
        _section("Decided in the period", report.decided_count, "Nothing was decided.", decided),
        _section("Waiting for a decision", report.waiting_count, "Nothing waits.", waiting),
        Section("Next to come due", "Nothing more is dated.", ahead),
    )


def _waited(each: Waiting) -> str:
    told = f"for {count_words(each.days, 'day')}"
    return f"{told}, disputed: two resolutions differ" if each.disputed else told


def _section(title: str, count: int, empty: str, items: tuple[Item, ...]) -> Section:
    """A section with its count, which says so where it lists fewer."""
    listed = f"{count}, of which the first {len(items)} are listed" if len(items) < count else str(count)
    return Section(f"{title}: {listed}", empty, items)


def _quote(claim: Quoted) -> str:
    return f'"{plain(claim.text)}"'


def _last_day(claim: Quoted) -> str:
    if claim.latest:
        return f"last day {claim.latest}" + (" (our default, the words name none)" if claim.default_end else "")
    return {"begins": "first to be judged", "review": "no last day, up for review"}.get(
        claim.check_reason, "look again"
    ) + f" {claim.check_at.date()}"


def _who(claim: Quoted) -> str:
    if claim.attributed_to:
        return f"attributed to {plain(claim.attributed_to)}"
    return "in the article's own voice" if claim.source else "attributed to nobody"


def _origin(claim: Quoted) -> tuple[str, ...]:
    source = claim.source
    if source is None:
        named = ["entered by hand"]
    else:
        parts = (source.publisher, source.title, source.url)
        named = [plain(part) for part in parts if part] or [f"article {source.article_id}"]
    return (f"{_who(claim)}, made {claim.made_at} ({', '.join(named)})",)


def _verdict(each: Decided) -> str:
    if each.happened == "void":
        return f"void, {(each.void_reason or 'no reason').replace('_', ' ')}"
    if each.strict == each.nominal == each.lenient:
        return ending_words(each.nominal)
    return "differs by reading"


def _by_reading(each: Decided) -> str:
    y = {"strict": each.strict, "nominal": each.nominal, "lenient": each.lenient}
    return ", ".join(f"{reading}: {ending_words(value)}" for reading, value in y.items())


def _state(outcome: Outcome | None) -> str:
    if outcome is None:
        return "waiting for a decision"
    return "void" if outcome.why == "void" else ending_words(outcome.y)


def _grounds(each: Decided, report: ResolutionReport) -> tuple[str, ...]:
    notes = [f"{_what_happened(each)}; {_last_day(each.claim)}", *_origin(each.claim)]
    if not each.strict == each.nominal == each.lenient:
        notes.insert(1, f"last day read as {_by_reading(each)}")
    if each.early:
        notes.append("decided before the window had closed")
    if each.evidence_until and report.grace is not None:
        notes.append(_late_evidence(each.evidence_until, report.grace, report.time_zone, each.provisional))
    if each.resolution.reason:
        notes.append(f"reason: {plain(each.resolution.reason)}")
    return (*notes, *_evidence(each.resolution))


def _late_evidence(until: datetime, grace: timedelta, zone: str, provisional: bool) -> str:
    waits = "provisional: late evidence is waited for" if provisional else "late evidence was waited for"
    return f"{waits} until {instant_words(until, zone)}, {hours(grace):g} h after the window closed"


def _what_happened(each: Decided) -> str:
    lasting = each.claim.shape in {"throughout", "at_least"}
    told = {
        "yes": "recorded: it held" if lasting else "recorded: it happened",
        "no": "recorded: it did not hold" if lasting else "recorded: it did not happen",
        "partly": f"recorded: in part ({each.resolution.value})",
        "void": "recorded: not to be judged",
    }[each.happened]
    first, last = each.resolution.occurred_from, each.resolution.occurred_to
    day = f" on {first}" if first and last in {None, first} else f" between {first} and {last}" if first else ""
    if each.days_late is None:
        return told + day
    spread = "" if each.days_late_max == each.days_late else f" to {each.days_late_max}"
    return f"{told}{day}, {each.days_late}{spread} days after the last day"


def _evidence(resolution: Resolution) -> Iterator[str]:
    for each in resolution.evidence:
        quote = f'"{plain(each.quote)}"' if each.quote else None
        parts = [part for part in (each.url and plain(each.url), quote, each.note and plain(each.note)) if part]
        yield f"evidence: {'; '.join(parts)}"


def checks_of(report: ResolutionReport) -> list[str]:
    """What came of the self-test speakers, and the alarms."""
    lines = wrapped(f"Self-test: {'; '.join(_test(test) for test in report.self_tests)}", "", "  ")
    for alarm in report.alarms:
        lines += wrapped(f"ALARM: {alarm}", "", "  ")
    return lines


def _test(test: SelfTest) -> str:
    state = "ALARM" if test.alarm else "as expected" if test.n else "nothing to test"
    coin = f", right {test.right.hits} of {test.right.n}" if test.right and test.right.n else ""
    return f"{test.name} n = {test.n}, Brier {number_words(test.brier)}{coin}, {state}"


def made_from(report: ResolutionReport) -> str:
    """What the report was made from."""
    parts = [f"Rules {report.ruleset}", f"chain head {report.chain_head or 'none'}"]
    if report.report_id:
        parts.insert(0, f"Report {report.report_id}")
    return "; ".join(parts) + ". Claims are quoted as published; who they are attributed to is what the source says."

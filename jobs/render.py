"""Scorecards, reports and timelines as text and Markdown. JSON is the value itself.

Every rate stands with its n and every estimate with its interval. Lines are at most 96 characters long, save for words
that are longer. The same value gives the same text, to the last byte.
"""

import textwrap
from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from claims.calibration import Bin
from claims.intervals import Interval
from claims.leaderboard import Leaderboard
from claims.model import Resolution
from claims.outcome import Outcome
from claims.report import Decided, Quoted, ResolutionReport, Waiting
from claims.scorecard import Coverage, Score, Scorecard
from claims.selftest import SelfTest
from claims.timeline import TimelineEntry
from jobs.wording import (
    WIDTH,
    count_words,
    escaped,
    hits_words,
    instant_words,
    interval_words,
    number_words,
    plain,
    rate_words,
    spread,
    wrapped,
)

_NUMBERS: Final = {1: "one", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine"}
_ENDINGS: Final = {1.0: "came true", 0.0: "did not come true", None: "undecided"}


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


def scorecard_text(card: Scorecard) -> str:
    """The scorecard as a block of text."""
    lines = [spread(f"Scorecard: {plain(card.name)}", f"as of {instant_words(card.terms.as_of)}"), "=" * WIDTH]
    lines += [*_coverage(card), "", *_headline(card), "", *_apart(card), "", "What these numbers cannot say"]
    for limit in card.limits:
        lines += wrapped(limit, "  - ", "    ")
    return "\n".join([*lines, "", *wrapped(_method(card))]) + "\n"


def leaderboard_text(board: Leaderboard) -> str:
    """The leaderboard as a table; the listed speakers below the floor for ranking have no rank."""
    if not board.standings:
        return f"No speaker has {_NUMBERS.get(board.list_min, str(board.list_min))} scored claims yet.\n"
    lines = [
        f"{'rank':>4}  {'speaker':<32} {'came true':>12}  {'95% interval':>12}  {'shrunken':>8}  {'95% interval':>12}"
    ]
    lines.append("-" * WIDTH)
    for each in board.standings:
        rate = f"{each.hit_rate.hits} of {each.hit_rate.n}"
        wilson = interval_words(each.hit_rate.interval)
        name = textwrap.shorten(plain(each.name), 32, placeholder="...")
        place = f"{each.rank or '-':>4}  {name:<32} {rate:>12}  {wilson:>12}"
        lines.append(f"{place}  {each.shrunken:>8.0%}  {interval_words(each.interval):>12}")
    prior = board.prior
    source = (
        f"estimated from {prior.speakers} speakers" if prior.speakers else "uniform: too few speakers to estimate one"
    )
    notes = (
        f"Shrunken rates are drawn towards a prior of {prior.mean:.0%} that weighs {prior.alpha + prior.beta:.1f} "
        f"claims (beta {prior.alpha:.2f}, {prior.beta:.2f}; {source}). Listed from {board.list_min} "
        f"scored claims, ranked from {board.rank_min}, ties by name; {board.unlisted} with fewer are not listed."
    )
    return "\n".join([*lines, *wrapped(notes)]) + "\n"


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


def _coverage(card: Scorecard) -> Iterator[str]:
    coverage = card.coverage
    yield from wrapped(
        f"{count_words(coverage.extracted, 'claim')} read -> {coverage.not_rejected} not rejected -> {coverage.dated} "
        f"with a last day -> {coverage.matured} matured -> {coverage.resolved} resolved -> {coverage.scored} scored"
    )
    reasons = [f"{n} {reason}" for reason, n in coverage.not_scored.items()]
    if reasons:
        yield from wrapped(f"resolved but not scored: {', '.join(reasons)}", "  ")
    yield from wrapped(_voids(coverage), "  ")
    if coverage.reiterations:
        repeats = "1 repeats" if coverage.reiterations == 1 else f"{coverage.reiterations} repeat"
        yield from wrapped(f"{repeats} an earlier claim with the same last day and counted once with it", "  ")
    if card.cannot_be_judged.n:
        share = rate_words(card.cannot_be_judged)
        yield from wrapped(f"cannot be judged (without a last day, void or undecided): {share}", "  ", "    ")


def _voids(coverage: Coverage) -> str:
    listed = [f"{n} {reason.replace('_', ' ')}" for reason, n in coverage.void.items()]
    waiting = f"matured but not resolved: {coverage.unresolved}"
    disputed = f", of them disputed: {coverage.disputed}" if coverage.disputed else ""
    return f"void: {', '.join(listed) or 'none'}; {waiting}{disputed}"


def _headline(card: Scorecard) -> Iterator[str]:
    score = card.headline
    yield f"Predictions and commitments, n = {score.n}, last days read as {card.terms.reading}"
    if not score.n:
        yield "  no numbers yet"
        return
    yield _row("came true", f"{score.hit_rate.rate:.0%}", hits_words(score.hit_rate), score.hit_rate.interval)
    yield _row(
        "Brier score", number_words(score.brier), "0 best, 0.25 always saying 50%", score.brier_interval, numbers=True
    )
    yield _row("log score", number_words(score.log_score), "0 best, 0.69 always saying 50%")
    yield _row("skill", number_words(score.skill, signed=True), _skill_words(score))
    late = score.lateness
    if late.n:
        yield _row(
            "late",
            str(late.n),
            f"came about after the last day: median {late.median_days:g} days, most {late.days_max}",
        )
    yield from _fit(score)
    yield from _readings(card)


def _row(name: str, value: str, remark: str, interval: Interval | None = None, *, numbers: bool = False) -> str:
    within = f"95% interval {interval_words(interval, numbers=numbers)}" if interval else ""
    if numbers and interval is None:
        within = "no interval"
    return f"  {name:<13} {value:>7}  {remark:<36} {within}".rstrip()


def _skill_words(score: Score) -> str:
    if score.skill is None:
        return "not defined"
    return f"against the base rate of {count_words(score.comparable, 'comparable claim')} (above 0: better)"


def _fit(score: Score) -> Iterator[str]:
    """Calibration and the parts of the Brier score."""
    yield "  how sure the words were, and how often it came true:"
    for each in score.calibration.bins:
        yield f"    {_bin(each)}"
    parts = score.decomposition
    if parts:
        yield (
            f"    mean gap {number_words(score.calibration.error)}; Brier {number_words(score.brier)} = "
            f"reliability {number_words(parts.reliability)} - resolution {number_words(parts.resolution)} "
            f"+ uncertainty {number_words(parts.uncertainty)}"
        )


def _bin(each: Bin) -> str:
    return (
        f"said {each.probability:>4.0%}  came true {each.rate:>4.0%}  n = {each.n:<4} "
        f"95% interval {interval_words(each.interval):<8}"
    ).rstrip()


def _readings(card: Scorecard) -> Iterator[str]:
    verdict = {True: "all agree", False: "they differ", None: "nothing scored"}[card.readings_agree]
    yield f"  under each reading of the last day ({verdict}):"
    for each in card.readings:
        score = each.headline
        undecided = f", {each.undecided} undecided" if each.undecided else ""
        hits = f"{rate_words(score.hit_rate)}, Brier {number_words(score.brier)}" if score.n else "n = 0"
        yield f"    {each.reading:<8} {hits}{undecided}"


def _apart(card: Scorecard) -> Iterator[str]:
    yield "Shown apart, not in the numbers above"
    groups = (
        ("announced schedules", card.schedules),
        ("vague times, by our default last day", card.vague),
        ("may, might, could (hedge too wide)", card.hedge_too_wide),
    )
    for name, score in groups:
        told = f"{rate_words(score.hit_rate)}, Brier {number_words(score.brier)}" if score.n else "n = 0"
        yield f"  {name:<37} {told}"


def _method(card: Scorecard) -> str:
    terms = card.terms
    period = ""
    if terms.made_from or terms.made_to:
        period = f"claims made {terms.made_from or 'from the first'} to {terms.made_to or 'the last'}; "
    return (
        f"Method: {card.method}; {period}words to probabilities by lexicon {terms.lexicon}; only claims whose lenient "
        'last day has passed; a "partly" counts as come true from one half on; '
        f"intervals of rates by Wilson, of the Brier score by bootstrap (seed {card.seed})."
    )


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
    decided = tuple(Item(_verdict(each), _quote(each.claim), _grounds(each)) for each in report.decided)
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
        return _ending(each.nominal)
    return "differs by reading"


def _by_reading(each: Decided) -> str:
    y = {"strict": each.strict, "nominal": each.nominal, "lenient": each.lenient}
    return ", ".join(f"{reading}: {_ending(value)}" for reading, value in y.items())


def _state(outcome: Outcome | None) -> str:
    if outcome is None:
        return "waiting for a decision"
    return "void" if outcome.why == "void" else _ending(outcome.y)


def _ending(y: float | None) -> str:
    return _ENDINGS.get(y, f"came true in part ({y})")


def _grounds(each: Decided) -> tuple[str, ...]:
    notes = [f"{_what_happened(each)}; {_last_day(each.claim)}", *_origin(each.claim)]
    if not each.strict == each.nominal == each.lenient:
        notes.insert(1, f"last day read as {_by_reading(each)}")
    if each.early:
        notes.append("decided before the window had closed")
    if each.resolution.reason:
        notes.append(f"reason: {plain(each.resolution.reason)}")
    return (*notes, *_evidence(each.resolution))


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

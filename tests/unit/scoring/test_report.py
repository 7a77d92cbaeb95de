"""Reports, timelines and what is rendered of them."""

import random
import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import msgspec
import pytest

from claims.leaderboard import leaderboard
from claims.model import Evidence, Speaker
from claims.outcome import Case
from claims.report import LISTED_MAX, ReportRows, ResolutionReport, Source, build_report
from claims.scorecard import Terms
from claims.scoring import score
from claims.timeline import DatedMention, timeline
from jobs.render import report_markdown, report_text, timeline_text
from jobs.render_scores import leaderboard_text, scorecard_text
from tests.unit.scoring.build import AS_OF, RECORDED, TERMS, a_case, a_claim, a_resolution

NOW = datetime(2026, 6, 3, 6, tzinfo=UTC)


def resolved(number: int, happened: Any = "yes", *, on: dict[str, Any] | None = None, **fields: Any) -> Case:
    """A case whose resolution has the fields in `on`."""
    claim = a_claim(number, **fields)
    return Case(claim, a_resolution(claim, happened, **(on or {})))


def rows_of(*cases: Case, **fields: Any) -> ReportRows:
    """Rows of a week's report."""
    rows = ReportRows(
        title="Weekly look",
        about="all speakers",
        period_from=datetime(2026, 5, 27, 6, tzinfo=UTC),
        period_to=NOW,
        time_zone="Europe/Oslo",
        terms=Terms(as_of=NOW),
        ruleset="test-rules",
        cases=cases,
        speakers=(Speaker(id="speaker-1", name="Mira J. Halvorsen", recorded_at=RECORDED),),
        sources=(Source(article_id="article-1", title="Bridge works", publisher="Harbour Gazette"),),
        chain_head="abc123",
    )
    return msgspec.structs.replace(rows, **fields)


CASES = (
    resolved(
        1, on={"evidence": (Evidence(url="https://news.example/opened_1", quote="It opened."),), "reason": "seen"}
    ),
    resolved(2, "no"),
    resolved(3, "void", on={"void_reason": "annulled"}),
    resolved(4, on={"occurred_from": date(2026, 6, 2)}, lenient_latest=date(2026, 6, 10)),
    Case(a_claim(5, status="due")),
    Case(a_claim(6, status="pending", latest=date(2026, 8, 31), check_at=datetime(2026, 9, 1, tzinfo=UTC))),
    resolved(7, "partly", on={"value": 0.6}),
    resolved(8, on={"occurred_from": date(2026, 5, 30), "occurred_to": date(2026, 6, 2)}),
    resolved(9, review="rejected"),
)


def ids(items: Any) -> list[str]:
    return [getattr(item, "claim", item).claim_id[-1] for item in items]


def test_report_sorts_claims_into_sections() -> None:
    """What came due, what was decided, what waits, and what is next; rejected claims are nowhere."""
    report = build_report(rows_of(*CASES))

    assert ["1", "2", "3", "4", "5", "7", "8"] == ids(report.came_due)
    assert ["1", "2", "3", "4", "7", "8"] == ids(report.decided)
    assert [("5", 2)] == [(each.claim.claim_id[-1], each.days) for each in report.waiting]
    assert report.next_due is not None
    assert "claim-00006" == report.next_due.claim_id
    assert 8 == report.claims


def test_long_sections_list_the_first_and_say_so() -> None:
    """A section lists at most LISTED_MAX claims, longest waiting first, and says how many there are."""
    since = datetime(2026, 5, 1, tzinfo=UTC)
    waiting = [Case(a_claim(n, status="due", check_at=since + timedelta(minutes=n))) for n in range(LISTED_MAX + 5)]
    report = build_report(rows_of(*waiting))

    assert (LISTED_MAX, LISTED_MAX + 5) == (len(report.waiting), report.waiting_count)
    assert "claim-00000" == report.waiting[0].claim.claim_id
    assert f"Waiting for a decision: {LISTED_MAX + 5}, of which the first {LISTED_MAX} are listed" in report_text(
        report
    )


def test_report_decides_under_every_reading() -> None:
    """A decision shows how the claim ends under each reading, how late, and whether it was early."""
    late = build_report(rows_of(*CASES)).decided[3]

    assert (0, 0, 1, 2, True) == (late.strict, late.nominal, late.lenient, late.days_late, late.early)


def test_report_leaves_out_what_came_later() -> None:
    """A resolution recorded after the as-of instant is not known to the report: the claim still waits."""
    after = resolved(1, on={"recorded_at": datetime(2026, 6, 4, tzinfo=UTC)})
    report = build_report(rows_of(after))

    assert ((), ["1"]) == (report.decided, ids(report.waiting))


def test_report_names_the_speaker_by_the_canonical_name() -> None:
    """The canonical name stands where the speaker is known, else the name as written."""
    report = build_report(rows_of(CASES[0], resolved(2, speaker_id="stranger", speaker="A clerk")))

    assert ["Mira J. Halvorsen", "A clerk"] == [each.claim.attributed_to for each in report.decided]


@pytest.mark.parametrize("seed", range(3))
def test_report_is_byte_identical(seed: int) -> None:
    """From the same rows, in any order and from their JSON, the report and its renderings are the same bytes."""
    rows = rows_of(*CASES)
    mixed = list(CASES)
    random.Random(seed).shuffle(mixed)
    again = msgspec.json.decode(msgspec.json.encode(rows_of(*mixed)), type=ReportRows)
    first, second = build_report(rows), build_report(again)

    assert msgspec.json.encode(first) == msgspec.json.encode(second)
    assert first == msgspec.json.decode(msgspec.json.encode(first), type=ResolutionReport)
    assert report_text(first) == report_text(second)
    assert report_markdown(first) == report_markdown(second)


def test_report_text_says_what_was_decided() -> None:
    """The text has every section, the evidence and the reason, and both alarms and limits in words."""
    text = report_text(build_report(rows_of(*CASES)))

    for words in (
        "Came due in the period: 7",
        "differs by reading",
        "void, annulled",
        "came true in part (0.6)",
        "https://news.example/opened_1",
        "reason: seen",
        "between 2026-05-30 and 2026-06-02",
        "waiting for a decision",
        "Self-test: half",
        "chain head abc123",
    ):
        assert words in text


@pytest.mark.parametrize(
    ("grace", "told"),
    [
        (timedelta(hours=18), "late evidence was waited for until 2026-06-01 20:00 Europe/Oslo, 18 h after the window"),
        (timedelta(days=5), "provisional: late evidence is waited for until 2026-06-06 02:00 Europe/Oslo, 120 h after"),
        (None, None),
    ],
)
def test_grace_stands_with_an_outcome(grace: timedelta | None, told: str | None) -> None:
    """Each outcome says until when late evidence is waited for; rows from before it was told are rendered as then."""
    report = build_report(rows_of(resolved(2, "no"), grace=grace))
    text = " ".join(report_text(report).split())

    assert (told is not None) == ("late evidence" in text)
    assert (told or "") in text
    assert (told or "") in " ".join(report_markdown(report).split())
    assert [grace == timedelta(days=5)] == [each.provisional for each in report.decided]


def test_report_on_nothing() -> None:
    """An empty ledger has a report that says so."""
    text = report_text(build_report(rows_of()))

    assert "Nothing came due." in text
    assert "nothing can be said about accuracy" in " ".join(text.split())


def test_alarms_stand_on_the_report() -> None:
    """An alarm of a self-test speaker is printed."""
    report = msgspec.structs.replace(build_report(rows_of(*CASES)), alarms=("The coin is rigged.",))

    assert "ALARM: The coin is rigged." in report_text(report)
    assert "ALARM: The coin is rigged." in report_markdown(report)


@pytest.mark.parametrize("cases", [CASES, CASES[:1], ()], ids=["many", "one", "none"])
def test_wording_is_even_handed(cases: tuple[Case, ...]) -> None:
    """A report quotes and attributes; it does not say that somebody claimed, lied, was wrong or was right."""
    text = report_text(build_report(rows_of(*cases))).casefold()

    assert not re.search(
        r"\b(claimed|lied|lie|wrong|right about|failed|broke (?:his|her|their)|promise[ds]?|boast\w*)\b", text
    )


@pytest.mark.parametrize("cases", [CASES, CASES[:1], ()], ids=["many", "one", "none"])
def test_every_rate_has_its_n_and_interval(cases: tuple[Case, ...]) -> None:
    """On a scorecard no percentage of claims stands without how many of how many and a 95 % interval on its line."""
    text = scorecard_text(score(cases, name="Mira Halvorsen", terms=TERMS))
    numbers = text[: text.index("What these numbers cannot say")].splitlines()

    for line in numbers:
        if re.search(r"\b\d+%", line) and "always saying" not in line:
            assert "95% interval" in line
            assert re.search(r"\d+ of \d+|n = \d+", line)
    assert all(len(line) <= 96 for line in text.splitlines())


def test_the_method_says_when_a_partly_counts() -> None:
    """A card tells from where on a claim that came true in part counts as come true."""
    text = " ".join(scorecard_text(score(CASES, name="Mira Halvorsen", terms=TERMS)).split())

    assert 'a "partly" counts as come true from one half on' in text


def test_an_empty_leaderboard_says_so() -> None:
    """A leaderboard with nobody on it is a sentence and no table."""
    assert "No speaker has five scored claims yet.\n" == leaderboard_text(leaderboard([]))


def test_steering_characters_are_taken_out() -> None:
    """An article's words must not steer a terminal or a Markdown page."""
    text = "open\x1b[31m it\u202e <script> [link](http://x.example) `code` *now*\n# no heading"
    report = build_report(rows_of(resolved(1, text=text)))

    assert "\x1b" not in report_text(report)
    assert "\u202e" not in report_text(report)
    assert "\\<script\\>" in report_markdown(report)
    assert "\n# no heading" not in report_markdown(report)


def test_timeline_order_and_entries() -> None:
    """A claim's way: made, deadline, flagged, resolved, with the deciding event on its own day."""
    case = resolved(1)
    assert case.resolution
    told = DatedMention(
        article_id="article-1",
        start=3,
        end=9,
        text="the old bridge fell",
        earliest=date(2025, 12, 1),
        latest=date(2025, 12, 31),
    )
    entries = timeline([case.claim], [case.resolution], [told], as_of=AS_OF)

    assert [
        ("event", "2025-12-01", "2025-12-31"),
        ("made", "2026-01-10", "2026-01-10"),
        ("occurred", "2026-05-20", "2026-05-20"),
        ("deadline", "2026-05-31", "2026-05-31"),
        ("flagged", "2026-06-01", "2026-06-01"),
        ("resolved", "2026-06-02", "2026-06-02"),
    ] == [(each.kind, str(each.earliest), str(each.latest)) for each in entries]


@pytest.mark.parametrize("seed", range(3))
def test_timeline_order_is_stable(seed: int) -> None:
    """The order of the rows does not matter."""
    claims = [case.claim for case in CASES]
    resolutions = [case.resolution for case in CASES if case.resolution]
    first = timeline(claims, resolutions, as_of=AS_OF)
    random.Random(seed).shuffle(claims)
    random.Random(seed).shuffle(resolutions)

    assert first == timeline(claims, resolutions, as_of=AS_OF)


def test_timeline_of_an_early_and_of_an_open_claim() -> None:
    """What is settled early is never flagged; a claim with a lower bound only has an open window and no deadline."""
    early = resolved(1, on={"recorded_at": datetime(2026, 3, 1, tzinfo=UTC)})
    not_before = a_claim(
        2,
        latest=None,
        shape="not_before",
        begins=date(2028, 1, 1),
        check_at=datetime(2028, 1, 1, tzinfo=UTC),
        status="pending",
    )
    assert early.resolution
    entries = timeline([early.claim, not_before], [early.resolution], as_of=AS_OF)

    assert "flagged" not in {each.kind for each in entries}
    assert [(date(2028, 1, 1), None)] == [(each.earliest, each.latest) for each in entries if each.kind == "window"]


def test_timeline_text() -> None:
    """One line or a few an entry, ranges shown as ranges."""
    told = DatedMention(
        article_id="a",
        start=0,
        end=4,
        text="a storm",
        earliest=date(2026, 2, 1),
        latest=date(2026, 2, 28),
        speaker="A clerk",
    )

    assert '2026-02-01..2026-02-28  statement  "a storm" - said by A clerk, as the article tells it\n' == timeline_text(
        timeline([], [], [told], as_of=AS_OF)
    )
    assert "Nothing is on the timeline yet.\n" == timeline_text(())


def test_leaderboard_text() -> None:
    """The leaderboard shows the prior and the floors beside the rates."""
    cards = [
        score([a_case(n, "yes" if n % 4 else "no") for n in range(size)], name=f"Speaker {size}", terms=TERMS)
        for size in (4, 6, 24)
    ]
    text = leaderboard_text(leaderboard(cards))

    assert "18 of 24" in text
    assert "1 with fewer are not listed" in " ".join(text.split())
    assert all(len(line) <= 96 for line in text.splitlines())

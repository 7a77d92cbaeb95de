"""A scorecard report as a value: the scorecards of the speakers that it is about, and their leaderboard.

Made of the same rows as a resolution report, and as purely.
"""

import msgspec

from claims.leaderboard import Leaderboard, leaderboard
from claims.outcome import Case
from claims.report import ReportRows, ResolutionReport, build_report
from claims.scorecard import Scorecard
from claims.scoring import base_rates, score


class ScorecardReport(msgspec.Struct, frozen=True, kw_only=True):
    """`whole` is the resolution report of the same rows, whose scorecard is of all the claims together.

    `cards` are those of the single speakers, sorted by name, then id; empty where the rows are about one speaker.
    """

    kind: str = "scorecard"
    whole: ResolutionReport
    cards: tuple[Scorecard, ...]
    board: Leaderboard


def build_scorecard_report(rows: ReportRows) -> ScorecardReport:
    """The report that the rows make. The order of the rows does not matter."""
    whole = build_report(rows)
    names = {speaker.id: speaker.name for speaker in rows.speakers}
    known = [case for case in rows.cases if case.claim.recorded_at <= rows.terms.as_of]
    base = base_rates(known if rows.pool is None else rows.pool, rows.terms)
    by_speaker: dict[str, list[Case]] = {}
    for case in known:
        if case.claim.speaker_id in names:
            by_speaker.setdefault(case.claim.speaker_id or "", []).append(case)
    ordered = sorted(by_speaker, key=lambda speaker_id: (names[speaker_id], speaker_id))
    cards = tuple(
        score(by_speaker[each], name=names[each], terms=rows.terms, speaker_id=each, base=base) for each in ordered
    )
    return ScorecardReport(whole=whole, cards=cards if len(cards) > 1 else (), board=leaderboard(cards))

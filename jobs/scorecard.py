"""Scorecards of speakers, calculated from the ledger's rows as they stand."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from claims.leaderboard import Leaderboard, leaderboard, leaderboard_of
from claims.lexicon import LexiconName
from claims.model import ReadingName
from claims.outcome import Case, cases_of
from claims.scorecard import Scorecard, Terms
from claims.scorecard_row import ScorecardRow, scorecard_row
from claims.scoring import base_rates, base_rates_of, score
from jobs.speakers import answerable
from storage.ledger import EVERY_CLAIM, PAGE_MAX, ClaimFilter, Ledger, every_claim

SPEAKERS_AT_ONCE: Final = 25
"""Whose claims are read together: a pass over all claims finds those of many speakers as fast as those of one."""


def speaker_scorecard(
    ledger: Ledger,
    speaker_id: str,
    *,
    now: datetime,
    reading: ReadingName = "nominal",
    lexicon: LexiconName = "default",
) -> Scorecard:
    """The speaker's scorecard as of `now`, measured against the base rates of everybody. Raises NotFound."""
    terms = Terms(as_of=now, reading=reading, lexicon=lexicon)
    with ledger.snapshot():
        speaker = answerable(ledger, speaker_id)
        own = read_cases(ledger, ClaimFilter(speaker_id=speaker.id))
        base = base_rates_of(ledger.judged(now))
    return score(own, name=speaker.name, terms=terms, speaker_id=speaker.id, base=base)


def scorecards(
    ledger: Ledger, *, now: datetime, reading: ReadingName = "nominal", lexicon: LexiconName = "default"
) -> tuple[Scorecard, ...]:
    """The scorecards of all speakers, sorted by name, then id; empty where there is none."""
    terms = Terms(as_of=now, reading=reading, lexicon=lexicon)
    with ledger.snapshot():
        names = _names(ledger)
        cases = read_cases(ledger, EVERY_CLAIM)
    base = base_rates(cases, terms)
    by_speaker: dict[str, list[Case]] = {}
    for case in cases:
        if case.claim.speaker_id:
            by_speaker.setdefault(case.claim.speaker_id, []).append(case)
    ordered = sorted(by_speaker, key=lambda speaker_id: (names[speaker_id], speaker_id))
    return tuple(
        score(by_speaker[speaker_id], name=names[speaker_id], terms=terms, speaker_id=speaker_id, base=base)
        for speaker_id in ordered
    )


def speaker_leaderboard(
    ledger: Ledger, *, now: datetime, reading: ReadingName = "nominal", lexicon: LexiconName = "default"
) -> Leaderboard:
    """The speakers side by side, on the same terms.

    Counted in the store, but for the lexicons that look for words in the claims' texts.
    """
    if lexicon == "default":
        with ledger.snapshot():
            return leaderboard_of(ledger.tallies(now, reading))
    return leaderboard(scorecards(ledger, now=now, reading=reading, lexicon=lexicon))


def scorecard_rows(
    ledger: Ledger,
    *,
    now: datetime,
    reading: ReadingName = "nominal",
    lexicon: LexiconName = "default",
    speaker_id: str | None = None,
) -> Iterator[ScorecardRow]:
    """The scorecards as rows, sorted by name, then id, within the caller's snapshot; of one speaker where named.

    The claims of a few speakers at a time are in memory. What a standing is made of does not hang on the lexicon.
    """
    terms = Terms(as_of=now, reading=reading, lexicon=lexicon)
    tallies = ledger.tallies(now, reading)
    board = leaderboard_of(tallies)
    standings = {standing.speaker_id: standing for standing in board.standings}
    base = base_rates_of(ledger.judged(now))
    named = sorted((each.name, each.speaker_id) for each in tallies if each.speaker_id)
    wanted = [each for each in named if speaker_id in {None, each[1]}]
    for first in range(0, len(wanted), SPEAKERS_AT_ONCE):
        some = wanted[first : first + SPEAKERS_AT_ONCE]
        by_speaker = _cases_by_speaker(ledger, [each for _, each in some])
        for name, each in some:
            card = score(by_speaker[each], name=name, terms=terms, speaker_id=each, base=base)
            yield scorecard_row(card, board, standings.get(each))


def _cases_by_speaker(ledger: Ledger, speaker_ids: list[str]) -> dict[str, list[Case]]:
    claims = ledger.claims_of(speaker_ids)
    resolved = [claim.id for claim in claims if claim.status == "resolved"]
    found: dict[str, list[Case]] = {each: [] for each in speaker_ids}
    for case in cases_of(claims, ledger.resolutions(resolved)):
        found[str(case.claim.speaker_id)].append(case)
    return found


def read_cases(ledger: Ledger, wanted: ClaimFilter) -> tuple[Case, ...]:
    """The claims wanted, each with the resolution that stands, sorted by id."""
    claims = tuple(every_claim(ledger, wanted))
    resolved = [claim.id for claim in claims if claim.status == "resolved"]
    return cases_of(claims, ledger.resolutions(resolved))


def _names(ledger: Ledger) -> dict[str, str]:
    names: dict[str, str] = {}
    after: str | None = None
    while page := ledger.speakers(limit=PAGE_MAX, after=after):
        names |= {speaker.id: speaker.name for speaker in page}
        after = page[-1].id
    return names

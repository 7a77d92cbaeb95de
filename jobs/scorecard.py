"""Scorecards of speakers, calculated from the ledger's rows as they stand."""

from datetime import datetime

from claims.leaderboard import Leaderboard, leaderboard, leaderboard_of
from claims.lexicon import LexiconName
from claims.model import ReadingName
from claims.outcome import Case, cases_of
from claims.scorecard import Scorecard, Terms
from claims.scoring import base_rates, base_rates_of, score
from jobs.speakers import answerable
from storage.ledger import EVERY_CLAIM, PAGE_MAX, ClaimFilter, Ledger, every_claim


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

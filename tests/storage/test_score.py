"""What the store counts of claims is what claims/scoring.py counts of them one by one."""

import random
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from claims.leaderboard import leaderboard, leaderboard_of
from claims.lexicon import LexiconName
from claims.model import Claim, ReadingName, Resolution
from claims.scorecard import Terms
from claims.scorecard_row import scorecard_row
from claims.scoring import base_rates, base_rates_of
from jobs.scorecard import read_cases, scorecard_rows, scorecards, speaker_leaderboard
from storage.ledger import EVERY_CLAIM, Ledger
from tests.storage.build import a_claim, a_resolution, a_speaker, adding

AS_OF = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)
WORDS = ("Der Hafen ist groß", "der hafen ist GROSS!", "The port opens", "the  port, opens", "Порт готов", "40 ships")
MADE = ("2025-11-22", "2025-11-21T23:30:00Z", "2025-11-22T00:30:00+03:00", "2025-12-31t22:15:00.250z")
ZONES = ("UTC", "Europe/Kyiv", "America/New_York", "+03:00", "-09:30")


def _claim(draw: random.Random, speakers: list[str]) -> Claim:
    day = date(2025, 11, 20) + timedelta(days=draw.choice((0, 1, 5, 7, 8, 31, 40, 92, 95, 110, 400)))
    vague, dated = draw.random() < 0.2, draw.random() < 0.9
    given: dict[str, Any] = {
        "text": draw.choice(WORDS),
        "speaker_id": draw.choice([*speakers, None]),
        "speaker": draw.choice(("Mira", "MIRA", None)),
        "kind": draw.choice(("prediction", "commitment", "schedule")),
        "shape": draw.choice(("by", "during", "throughout", "not_before", "at_least", "undated")),
        "negated": draw.random() < 0.3,
        "hedge": draw.choice(("certain", "likely", "possible", "unlikely")),
        "probability": 0.6,
        "probability_source": draw.choice(("default", "stated")),
        "made_at": draw.choice(MADE),
        "time_zone": draw.choice(ZONES),
        "openness": "vague" if vague else "closed",
        "latest": None if vague or not dated else day,
        "default_latest": day if vague and dated else None,
        "strict_latest": day - timedelta(days=draw.choice((0, 1))) if dated else None,
        "lenient_latest": day + timedelta(days=draw.choice((0, 3))) if dated else None,
        "earliest": draw.choice((None, date(2025, 11, 24))),
        "begins": draw.choice((None, date(2025, 11, 25))),
        "deadline_at": draw.choice((None, None, datetime(day.year, day.month, day.day, 23, 59, tzinfo=UTC))),
        "status": draw.choice(("resolved", "resolved", "resolved", "due")),
        "review": draw.choice(("accepted", "accepted", "accepted", "unreviewed", "rejected")),
    }
    return a_claim(**given)


def _resolution(draw: random.Random, claim: Claim) -> Resolution:
    happened = draw.choice(("yes", "yes", "no", "partly", "void"))
    first = date(2025, 11, 20) + timedelta(days=draw.choice((0, 3, 5, 7, 8, 31, 33, 95)))
    first_known = happened != "void" and draw.random() < 0.8
    given: dict[str, Any] = {
        "happened": happened,
        "value": draw.choice((0.1, 0.3, 0.5)) if happened == "partly" else None,
        "void_reason": "ambiguous" if happened == "void" else None,
        "occurred_from": first if first_known else None,
        "occurred_to": first + timedelta(days=draw.choice((0, 0, 4))) if first_known and draw.random() < 0.9 else None,
        "recorded_at": AS_OF + timedelta(days=draw.choice((-3, -2, -1, 1))),
    }
    return a_resolution(claim.id, **given)


def _fill(ledger: Ledger, seed: int) -> None:
    draw = random.Random(seed)
    speakers = [a_speaker(name=f"Speaker {number}") for number in range(4)]
    claims = [_claim(draw, [each.id for each in speakers]) for _ in range(800)]
    resolutions = [_resolution(draw, claim) for claim in claims if draw.random() < 0.9]
    resolutions += [_resolution(draw, claim) for claim in claims if draw.random() < 0.2]
    ledger.commit(adding(*speakers, *claims, *resolutions))


@pytest.mark.parametrize("seed", range(5))
def test_base_rates_are_those_of_the_claims_one_by_one(ledger: Ledger, seed: int) -> None:
    """Every cell has the same rate to the last bit and the same number, over shapes, zones, repeats and answers."""
    _fill(ledger, seed)

    wanted = base_rates(read_cases(ledger, EVERY_CLAIM), Terms(as_of=AS_OF))
    assert wanted.cells == base_rates_of(ledger.judged(AS_OF)).cells
    assert sum(n for _, n in wanted.cells["nominal"].values()) > 50


@pytest.mark.parametrize("reading", ["strict", "nominal", "lenient"])
def test_the_leaderboard_is_that_of_the_scorecards(ledger: Ledger, reading: ReadingName) -> None:
    """Ranks, counts and rates are those of the scorecards; Brier scores agree to twelve places."""
    _fill(ledger, 7)

    wanted = leaderboard(scorecards(ledger, now=AS_OF, reading=reading))
    found = leaderboard_of(ledger.tallies(AS_OF, reading))
    assert wanted.prior == found.prior
    assert wanted.unlisted == found.unlisted
    assert [(s.rank, s.name, s.hit_rate, s.shrunken) for s in wanted.standings] == [
        (s.rank, s.name, s.hit_rate, s.shrunken) for s in found.standings
    ]
    assert [s.brier for s in found.standings] == pytest.approx([s.brier for s in wanted.standings], abs=1e-12)
    assert found.standings


@pytest.mark.parametrize(
    ("reading", "lexicon"), [("strict", "default"), ("nominal", "kent-1964"), ("lenient", "icd-203")]
)
def test_rows_of_scorecards_are_the_scorecards(
    ledger: Ledger, reading: ReadingName, lexicon: LexiconName, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A row a speaker with claims, by name, of that speaker's scorecard and line, however many are read at once."""
    _fill(ledger, 3)
    monkeypatch.setattr("jobs.scorecard.SPEAKERS_AT_ONCE", 3)
    ledger.commit(adding(a_speaker(name="Nobody yet")))
    terms: dict[str, Any] = {"now": AS_OF, "reading": reading, "lexicon": lexicon}
    cards, board = scorecards(ledger, **terms), speaker_leaderboard(ledger, **terms)
    lines = {standing.speaker_id: standing for standing in board.standings}

    rows = list(scorecard_rows(ledger, **terms))

    assert [scorecard_row(card, board, lines.get(card.speaker_id)) for card in cards] == rows
    assert [rows[1]] == list(scorecard_rows(ledger, **terms, speaker_id=rows[1].speaker_id))
    assert 4 == len(rows)
    for row, card in zip(rows, cards, strict=True):
        assert (row.n, row.came_true, row.rank) == (
            *(card.headline.n, card.headline.hit_rate.hits),
            lines[card.speaker_id].rank,
        )
        assert (row.strict_n, row.vague_n, row.threads) == (
            *(card.readings[0].headline.n, card.vague.n),
            card.threads.threads,
        )

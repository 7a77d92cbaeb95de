"""How claims are judged is kept beside them in every change, and is what their rows make of them."""

import random
from datetime import date, timedelta
from pathlib import Path

import duckdb
import msgspec
import pytest

from claims.model import Claim
from claims.scorecard import Terms
from claims.scoring import base_rates, base_rates_of
from jobs.scorecard import read_cases
from storage.ledger import EVERY_CLAIM, Change, Ledger
from storage.open import open_ledger
from tests.storage.build import NOW, STEPS, a_claim, a_resolution, a_speaker, adding, moving, resolved

AS_OF = NOW + timedelta(days=400)
WORDS = ("The port opens", "the  port, opens", "Der Hafen ist groß", "40 ships")


def _moved(draw: random.Random, claim: Claim) -> Change:
    """A move that may change how the claim is judged: reopened, merged, rejected, reviewed again, or read anew."""
    way, version = draw.randrange(5), claim.version + 1
    if way == 0:
        after = msgspec.structs.replace(claim, status="due", round=claim.round + 1, version=version)
    elif way == 1:
        after = msgspec.structs.replace(claim, merged_into=a_claim().id, version=version)
    elif way == 2:
        after = msgspec.structs.replace(claim, review="rejected", version=version)
    elif way == 3:
        after = msgspec.structs.replace(claim, status="resolved", review="accepted", version=version)
    else:
        last = date(2025, 11, 24) + timedelta(days=draw.choice((0, 1, 50)))
        after = msgspec.structs.replace(
            claim, text=draw.choice(WORDS), latest=last, strict_latest=last, lenient_latest=last, version=version
        )
        return Change(steps=(STEPS.moved(claim, after, "claim.corrected"),))
    return moving(claim, after)


@pytest.mark.parametrize("seed", range(3))
def test_what_is_kept_is_what_the_rows_make(ledger: Ledger, seed: int) -> None:
    """After thirty changes, repeats among them, the check finds no difference, nor do the claims one by one."""
    draw = random.Random(seed)
    speakers = [a_speaker(name=f"Speaker {number}") for number in range(3)]
    ledger.commit(adding(*speakers))
    claims: list[Claim] = []
    for _ in range(5):
        made = "2025-11-2" + draw.choice("012")
        given = {"text": draw.choice(WORDS), "made_at": made, "speaker_id": draw.choice(speakers).id}
        new = [resolved(a_claim(**given)) for _ in range(10)]
        answers = [
            a_resolution(each.id, recorded_at=NOW + timedelta(days=draw.choice((4, 90))))
            for each in [*new, *draw.sample(claims, min(2, len(claims)))]
        ]
        ledger.commit(adding(*new, *answers))
        claims += new
        for before in draw.sample(claims, 5):
            ledger.commit(_moved(draw, ledger.claim(before.id)))

    assert ledger.verify().difference is None
    for days in (3, 60, 400):
        as_of = NOW + timedelta(days=days)
        wanted = base_rates(read_cases(ledger, EVERY_CLAIM), Terms(as_of=as_of))
        assert wanted.cells == base_rates_of(ledger.judged(as_of)).cells


def test_what_is_not_resolved_is_not_judged(ledger: Ledger) -> None:
    """A pending claim, and one that is said to be resolved without a resolution, are not judged."""
    ledger.commit(adding(a_claim(), resolved(a_claim())))

    assert () == ledger.judged(AS_OF)


def _filled(path: Path) -> None:
    claims = [resolved(a_claim(speaker_id=a_speaker().id, text="The port opens")) for _ in range(2)]
    with open_ledger(path) as ledger:
        ledger.commit(adding(*claims, *(a_resolution(each.id) for each in claims)))


def _after(path: Path, sql: str) -> str | None:
    """The difference that a check finds once the statement was run behind the ledger's back."""
    with duckdb.connect(str(path)) as connection:
        connection.execute(sql)
    with open_ledger(path) as ledger:
        return ledger.verify().difference


CHANGES = {
    "claim_id": "uuid()",
    "speaker_id": "uuid()",
    "kind": "kind || 'x'",
    "apart": "apart || 'x'",
    "band": "band || 'x'",
    "hedge": "hedge || 'x'",
    "stated": "coalesce(stated, 0) + 0.0001",
    "strict": "coalesce(strict, 0) + 0.0001",
    "nominal": "coalesce(nominal, 0) + 0.0001",
    "lenient": "coalesce(lenient, 0) + 0.0001",
    "counts_from": "counts_from + INTERVAL 1 MICROSECOND",
    "repeats_from": "counts_from + INTERVAL 1 DAY",
    "made_from": "made_from + INTERVAL 1 MICROSECOND",
    "proposition": "uuid()",
}


@pytest.mark.parametrize("column", CHANGES)
def test_one_changed_field_is_found(tmp_path: Path, column: str) -> None:
    """One field of one judgement that was changed by as little as can be is found."""
    path = tmp_path / "ledger.duckdb"
    _filled(path)

    sql = f"UPDATE judgements SET {column} = {CHANGES[column]} WHERE rowid = (SELECT max(rowid) FROM judgements)"
    found = _after(path, sql)

    assert found is not None
    assert found.endswith("is judged other than its row and its resolutions say")


@pytest.mark.parametrize("sql", ["DELETE FROM judgements", "INSERT INTO judgements FROM judgements LIMIT 1"])
def test_a_missing_and_a_second_judgement_are_found(tmp_path: Path, sql: str) -> None:
    """A judgement that was taken out is missed, and one that is there twice is found."""
    path = tmp_path / "ledger.duckdb"
    _filled(path)

    found = _after(path, sql)

    assert found is not None
    assert found.endswith("is judged other than its row and its resolutions say")


def test_another_method_judges_all_anew(tmp_path: Path) -> None:
    """What was judged by the method of another version is judged anew when the ledger is opened."""
    path = tmp_path / "ledger.duckdb"
    _filled(path)

    found = _after(path, "DELETE FROM judgements; UPDATE ledger SET judged_by = 'another'")

    assert found is None
    with open_ledger(path) as ledger:
        assert 2 == sum(each.n for each in ledger.judged(AS_OF))

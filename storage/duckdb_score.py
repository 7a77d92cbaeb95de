"""Counts claims in DuckDB by how they were judged, by one statement over all of them, as claims/scoring.py does."""

from datetime import UTC, datetime
from typing import Any

import duckdb

from claims.lexicon import CLASS_DEFAULTS
from claims.model import ReadingName
from claims.scorecard import Judged, Tally
from storage.statements import statements


def judged(cursor: duckdb.DuckDBPyConnection, as_of: datetime) -> tuple[Judged, ...]:
    """The claims that count as of the instant, those that are alike together."""
    rows = cursor.execute(statements("score")["cells"], _values(as_of)).fetchall()
    return tuple(
        Judged(group=group, kind=kind, band=band, probability=p, strict=strict, nominal=nominal, lenient=lenient, n=n)
        for group, kind, band, p, strict, nominal, lenient, n in rows
    )


def tallies(cursor: duckdb.DuckDBPyConnection, as_of: datetime, reading: ReadingName) -> tuple[Tally, ...]:
    """The headline of every speaker who has claims, sorted by id."""
    sql = statements("score")
    values = _values(as_of) | {"reading": reading}
    counted = {row[0]: row[1:] for row in cursor.execute(sql["standings"], values).fetchall()}
    names = dict(cursor.execute(sql["names"]).fetchall())
    # To look through all claims for speakers takes as long as to count: only those who have none that counts.
    silent = [each for each in names if each not in counted]
    speaking = {row[0] for row in cursor.execute(sql["speaking"], {"ids": silent}).fetchall()} if silent else set[str]()
    return tuple(
        _tally(each, name, *counted.get(each, (0, 0, None)))
        for each, name in names.items()
        if each in counted or each in speaking
    )


def _tally(speaker_id: str, name: str, n: int, hits: int, brier: float | None) -> Tally:
    return Tally(name=name, speaker_id=speaker_id, n=n, hits=hits, brier=brier)


def _values(as_of: datetime) -> dict[str, Any]:
    return {"as_of": as_of.astimezone(UTC).isoformat()} | {str(hedge): p for hedge, p in CLASS_DEFAULTS.items()}

"""Judges and counts claims in DuckDB, by one statement over all of them, as claims/scoring.py does one by one."""

from datetime import UTC, datetime
from typing import Any, Final

import duckdb

from claims.lexicon import CLASS_DEFAULTS
from claims.model import ReadingName
from claims.scorecard import Judged, Tally
from storage.statements import statements

_PLACES: Final[dict[ReadingName, int]] = {"strict": 1, "nominal": 2, "lenient": 3}


def judged(cursor: duckdb.DuckDBPyConnection, as_of: datetime) -> tuple[Judged, ...]:
    """The claims that count as of the instant, those that are alike together."""
    rows = cursor.execute(_with_judged("cells"), _values(as_of)).fetchall()
    return tuple(
        Judged(group=group, kind=kind, band=band, probability=p, strict=strict, nominal=nominal, lenient=lenient, n=n)
        for group, kind, band, p, strict, nominal, lenient, n in rows
    )


def tallies(cursor: duckdb.DuckDBPyConnection, as_of: datetime, reading: ReadingName) -> tuple[Tally, ...]:
    """The headline of every speaker who has claims, sorted by id."""
    sql = statements("score")
    values = _values(as_of) | {"reading": _PLACES[reading]}
    counted = {row[0]: row[1:] for row in cursor.execute(_with_judged("standings"), values).fetchall()}
    names = dict(cursor.execute(sql["names"]).fetchall())
    speaking = [row[0] for row in cursor.execute(sql["speaking"]).fetchall()]
    return tuple(_tally(each, names[each], *counted.get(each, (0, 0, None))) for each in speaking)


def _tally(speaker_id: str, name: str, n: int, hits: int, brier: float | None) -> Tally:
    return Tally(name=name, speaker_id=speaker_id, n=n, hits=hits, brier=brier)


def _with_judged(name: str) -> str:
    """A statement over the claims that were judged; the marker stands for how they are."""
    sql = statements("score")
    return sql[name].replace("%judged%", sql["judged"])


def _values(as_of: datetime) -> dict[str, Any]:
    return {"as_of": as_of.astimezone(UTC).isoformat()} | {str(hedge): p for hedge, p in CLASS_DEFAULTS.items()}

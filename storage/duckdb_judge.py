"""Keeps how resolved claims are judged, in DuckDB: in the commit that resolves or changes them, and all of them anew.

Scorecards are counted from these rows. What depends on the time is in them as an instant: a claim counts from the time
at which it is known, answered and closed, until one that was made before it says the same and counts too.
"""

from collections.abc import Iterable

import duckdb

from claims.model import Claim, Resolution
from claims.scoring import METHOD
from storage.events import Added, Moved
from storage.ledger import Change
from storage.statements import statements


def judged_anew(changes: Iterable[Change]) -> list[str]:
    """The ids of the claims whose judgements the changes may have made other than those kept, sorted."""
    found: set[str] = set()
    for change in changes:
        for step in change.steps:
            record = step.after if isinstance(step, Moved) else step.record
            if isinstance(record, Resolution) and isinstance(step, Added):
                found.add(record.claim_id)
            elif isinstance(record, Claim):
                before = record if isinstance(step, Added) else step.before
                if "resolved" in {record.status, getattr(before, "status", None)}:
                    found.add(record.id)
    return sorted(found)


def judge(cursor: duckdb.DuckDBPyConnection, ids: list[str]) -> None:
    """Judge these claims (sorted ids, as they stand within the caller's transaction) and what repeats them anew."""
    sql = statements("judge")
    changed = cursor.execute(sql["unjudge"], {"ids": ids}).fetchall()
    values = {"ids": ids, "first": ids[0], "last": ids[-1]}
    changed += cursor.execute(_of_some(sql["judge"]), values).fetchall()
    propositions = sorted({proposition for (proposition,) in changed})
    if propositions:
        cursor.execute(sql["repeat"], {"propositions": propositions})


def judge_all(connection: duckdb.DuckDBPyConnection) -> None:
    """Judge all claims anew where what is kept is of another method than this version's, in one transaction."""
    sql, frame = statements("judge"), statements("open")
    row = connection.execute(sql["judged_by"]).fetchone()
    if row is None or row[0] == METHOD:
        return
    connection.execute(frame["begin"])
    try:
        connection.execute(sql["unjudge_all"])
        connection.execute(of_all(sql["judge_all"]))
        connection.execute(sql["note_method"], {"method": METHOD})
        connection.execute(frame["commit"])
    except BaseException:
        connection.execute(frame["rollback"])
        raise


def of_all(statement: str) -> str:
    """A statement over how all claims are judged; the marker in it stands for that."""
    every = statements("judge")["every"]
    return _with_judged(statement, every, every)


def _of_some(statement: str) -> str:
    sql = statements("judge")
    return _with_judged(statement, sql["some_answers"], sql["some_claims"])


def _with_judged(statement: str, of_answers: str, of_claims: str) -> str:
    judged = statements("judge")["judged"].replace("%of_answers%", of_answers).replace("%of_claims%", of_claims)
    return statement.replace("%judged%", judged)

"""What the commands about deciding print, and their status."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

TEXT = "The ferry to Mavik will run again within two weeks, harbour master Ada Brandt said on Wednesday.\n"

Bythen = Callable[..., Any]


@pytest.fixture
def claim_id(bythen: Bythen, tmp_path: Path) -> str:
    """A claim of an article, due at once."""
    path = tmp_path / "ferry.txt"
    path.write_text(TEXT, encoding="utf-8")
    (row,) = json.loads(bythen("ingest", path, "--published", "2025-03-12", "--format", "json").out)
    return str(row["claims"][0]["id"])


def test_the_review_queue_says_why(bythen: Bythen, claim_id: str) -> None:
    """Each claim stands with its doubt, the reasons for it and the rules that fired; an accepted one leaves it."""
    listed = bythen("review").out
    accepted = bythen("review", "accept", claim_id)

    assert claim_id in listed
    assert "told in the article's words, not quoted (5)" in listed
    assert "rules: " in listed
    assert accepted.out.startswith("Accepted.\n")
    assert bythen("review").out == "Every claim has been reviewed.\n"


def test_the_due_list_has_ages_and_numbers(bythen: Bythen, claim_id: str) -> None:
    """How long a claim has waited and whose it is stand beside it; the summary counts."""
    bythen("assign", claim_id, "--to", "local")
    listed, summary = bythen("due").out, bythen("due", "--summary").out

    assert "0 h" in listed
    assert "by local" in listed
    assert summary.startswith("Due: 1, of them overdue (more than 72 h): 0\n")
    assert "old when they came in 1" in summary
    assert "Decided in time this week: none came to the end of its time" in summary
    assert bythen("assign", claim_id).err == "bythen: give --to NAME or --nobody\n"


def test_a_condition_whose_time_has_come_is_named(bythen: Bythen, claim_id: str) -> None:
    """Once its deadline has passed, a condition that nobody decided on stands in the due list, until somebody does."""
    before = bythen("due").out
    bythen("condition", "add", claim_id, "--text", "if the council pays", "--by", "by 1 April 2025")
    (condition,) = [json.loads(line) for line in bythen("condition", "--due", "--format", "ndjson").out.splitlines()]
    listed, summary = bythen("due").out, bythen("due", "--summary").out
    bythen("condition", "hold", condition["id"], "--document", "Minutes, item 4")

    assert "A condition waits for a decision too: bythen condition list --due" in listed
    assert "A condition waits" not in before + bythen("due").out
    assert "Conditions that wait for a decision: 1 (bythen condition list --due)" in summary
    assert "Conditions that wait" not in bythen("due", "--summary").out
    assert bythen("condition", "--due").out == "No condition waits for a decision.\n"


def test_a_claim_is_shown_with_its_outcome(bythen: Bythen, claim_id: str) -> None:
    """Outcome, grace, what superseded what and why stand with the claim."""
    bythen("resolve", claim_id, "--happened", "yes", "--occurred", "2025-03-20", "--document", "Harbour notice 12")
    bythen("reopen", claim_id, "--reason", "Another ferry.")
    bythen("resolve", claim_id, "--happened", "no", "--note", "The timetable was searched.")
    bythen("correct", claim_id, "--kind", "commitment", "--reason", "She runs it.")
    shown = bythen("claims", claim_id).out.replace("\n", " ")

    assert "Outcome: strict false, nominal false, lenient false (did not happen)" in shown
    assert "late evidence was waited for until 2025-03-27 18:00 UTC, 18 h after the window closed" in shown
    assert "(superseded by " in shown
    assert "Another ferry." in shown
    assert "The rules had read: “The ferry to Mavik will run again within two weeks”" in shown


def test_a_batch_says_what_became_of_each_row(bythen: Bythen, claim_id: str) -> None:
    """Rows are done or refused one by one; a refusal makes the status 2, and a done row stays done."""
    rows = [
        {"claim_id": claim_id, "happened": "void", "void_reason": "ambiguous"},
        {"claim_id": "nowhere", "happened": "void", "void_reason": "ambiguous"},
    ]
    lines = "\n".join(json.dumps(row) for row in rows)
    first, again = (bythen("resolve-many", "-", "--key", "k", stdin=lines) for _ in range(2))

    assert (2, 2) == (first.status, again.status)
    assert first.out.splitlines()[0] == again.out.splitlines()[0] == "Done: 1, refused: 1"
    assert f"{claim_id}: resolved" in again.out
    assert "nowhere: there is no claim with the id 'nowhere'" in again.out


def test_merged_claims_are_listed_on_demand(bythen: Bythen, claim_id: str, tmp_path: Path) -> None:
    """A merged claim leaves the list, is marked where it is asked for, and points to the other."""
    path = tmp_path / "again.txt"
    path.write_text(f"Once more. {TEXT}", encoding="utf-8")
    (row,) = json.loads(bythen("ingest", path, "--published", "2025-03-12", "--format", "json").out)
    twin = row["claims"][0]["id"]
    merged = bythen("merge", twin, "--into", claim_id)

    assert merged.status == 0, merged.err
    assert twin not in bythen("claims").out
    assert twin in bythen("claims", "--merged").out
    assert f"Merged: it repeats {claim_id}, which counts." in bythen("claims", twin).out
    assert twin in bythen("claims", claim_id).out

"""One claim through every move of the state machine, over HTTP, compared with the table in the docs."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient

from claims.lifecycle import MOVES, Rule
from service.app import create_app
from service.settings import Settings
from tests.service.conftest import Clock

DOCS = Path(__file__).parents[2] / "docs" / "resolving.md"
TEXT = "The ferry to Mavik will run again within two weeks if the council pays, harbour master Ada Brandt said.\n"
EARLIER = "The ferry to Mavik will run again by 30 November 2025, harbour master Ada Brandt said.\n"
YES = {"happened": "yes", "occurred_from": "2025-11-26", "evidence": [{"url": "https://news.example/ferry"}]}
NO = {"happened": "no", "evidence": [{"note": "The timetable was searched."}], "reason": "The ferry was sold."}


def row_of(move: str, rule: Rule) -> tuple[str, ...]:
    """The row that the docs have for a move."""

    def steps(given: dict[Any, Any]) -> str:
        return ", ".join(old if old == new else f"{old} → {new}" for old, new in given.items())

    merged = {True: "merged", False: "not merged", None: "either"}[rule.merged]
    return (move, f"`{rule.event}`", steps(rule.status), steps(rule.review), merged, "yes" if rule.reason else "")


def rows_of_docs() -> list[tuple[str, ...]]:
    """The rows of the table of moves, without its head."""
    table = re.search(r"<!-- moves -->\n(.*?)\n\n", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    assert table
    return [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in table[1].splitlines()[2:]]


def test_the_docs_have_every_move() -> None:
    """The table of moves in docs/resolving.md is the one in claims/lifecycle.py."""
    assert [row_of(move, rule) for move, rule in MOVES.items()] == rows_of_docs()


@pytest.fixture
def two_reviewers(tmp_path: Path, clock: Clock) -> Iterator[TestClient[Any]]:
    """The app of a deployment in which two must agree, at noon of 25 November 2025."""
    settings = Settings(store=str(tmp_path / "bythen.duckdb"), reviewers=2)
    with TestClient(create_app(settings, clock=clock), base_url="http://127.0.0.1") as client:
        yield client


class Desk:
    """Three people who act on claims over HTTP."""

    def __init__(self, client: TestClient[Any]) -> None:
        self.client = client
        people = {name: self.post("people", name=name, role="admin")["id"] for name in ("ada", "ben", "mira")}
        self.keys: dict[str, str] = {}
        for name, person_id in people.items():
            self.keys[name] = self.post("keys", person_id=person_id)["secret"]

    def post(self, path: str, by: str = "ada", **body: Any) -> Any:
        keys: dict[str, str] = getattr(self, "keys", {})
        # The first key shuts the door: it is made without one, and the next ones with it.
        key = keys.get(by) or next(iter(keys.values()), None)
        headers = {"authorization": f"Bearer {key}"} if key else {}
        response = self.client.post(f"/v1/{path}", json=body, headers=headers)
        assert response.is_success, response.text
        return response.json()

    def tag(self, claim_id: str, *topics: str) -> Any:
        headers = {"authorization": f"Bearer {self.keys['ada']}"}
        return self.client.put(f"/v1/claims/{claim_id}/topics", json={"topics": topics}, headers=headers).json()

    def view(self, claim_id: str) -> Any:
        headers = {"authorization": f"Bearer {self.keys['ada']}"}
        return self.client.get(f"/v1/claims/{claim_id}", headers=headers).json()


def test_a_claim_through_every_move(two_reviewers: TestClient[Any], clock: Clock) -> None:
    """Each move leaves the event of the table, by who made it, with the reason given; all of the table is walked."""
    desk = Desk(two_reviewers)
    (claim,) = desk.post("articles", text=TEXT, published_at="2025-11-24")["claims"]
    (twin,) = desk.post("articles", text=f"Again: {TEXT}", published_at="2025-11-24")["claims"]
    at, other = f"claims/{claim['id']}", f"claims/{twin['id']}"
    assert ("pending", "unreviewed") == (claim["status"], claim["review"])

    desk.post(f"{at}/assignments", assignee="ben")
    desk.post(f"{at}/assignments", assignee=None)
    desk.post(f"{at}/reviews", verdict="reject", reason="It is an advertisement.")
    desk.post(f"{at}/reviews", verdict="unreject")
    desk.post(f"{at}/reviews", verdict="accept")
    desk.post(f"{at}/corrections", kind="commitment", reason="She runs the harbour.")
    condition = desk.post("conditions", claim_ids=[claim["id"]])["condition"]
    desk.post(f"conditions/{condition['id']}/decisions", held=False, evidence=[{"document": "Minutes, item 4"}])
    assert ("resolved", "annulled") == _state(desk, claim["id"])
    desk.post(f"conditions/{condition['id']}/reopenings", reason="The minutes were of another meeting.")
    assert ("due", None) == _state(desk, claim["id"])
    desk.post(f"conditions/{condition['id']}/decisions", held=True, evidence=[{"document": "Minutes, item 5"}])
    clock.forward(days=1)
    desk.post(f"{at}/snoozes", until="2025-11-28")
    desk.post(f"{at}/postponements", check_at="2025-11-29", reason="The timetable is not out yet.")
    clock.forward(days=4)
    two_reviewers.app.state.scheduler.run()
    desk.post(f"{at}/resolutions", "ada", **YES)
    disputed = desk.post(f"{at}/resolutions", "ben", **NO)
    assert ("due", 2) == (disputed["claim"]["status"], disputed["claim"]["answers"])
    assert desk.view(claim["id"])["disputed"]
    decided = desk.post(f"{at}/resolutions", "mira", **YES)
    desk.post(f"{at}/reopenings", "ben", reason="The page is gone.")
    desk.post(f"{other}/merges", into=claim["id"], reason="One speech, reported twice.")
    desk.post(f"{other}/unmerges", reason="Two after all.")
    desk.post(f"{at}/merges", into=twin["id"], reason="The other is the first.")
    desk.post(f"{at}/unmerges", reason="No.")
    (first,) = desk.post("articles", text=EARLIER, published_at="2025-11-20")["claims"]
    thread = desk.post("threads", claim_ids=[claim["id"], first["id"]])
    assert (1, "2025-11-30", "2025-12-08") == (thread["slips"], thread["original_latest"], thread["latest"])
    desk.post(f"threads/{thread['id']}/splits", claim_ids=[claim["id"]], reason="Another ferry.")
    desk.post("threads", claim_ids=[claim["id"], twin["id"]], reason="One speech.")

    _merge_speaker_and_tag(desk, claim)

    view = desk.view(claim["id"])
    assert ("claim.added", *WALKED) == tuple(entry["kind"] for entry in view["history"])
    assert {rule.event for rule in MOVES.values()} == set(WALKED)
    needed = {rule.event for rule in MOVES.values() if rule.reason} - {"claim.corrected"}
    assert all(entry["reason"] for entry in view["history"] if entry["kind"] in needed)
    assert ["ada", "ben", "mira", "ben"] == [
        entry["actor"] for entry in view["history"] if entry["kind"] in {"claim.answered", "claim.resolved"}
    ] + [entry["actor"] for entry in view["history"] if entry["reason"] == "The page is gone."]
    assert {"scheduler"} == {entry["actor"] for entry in view["history"] if entry["kind"] == "claim.flagged"}
    assert decided["resolution"]["id"] == view["resolutions"][-1]["id"]
    # The annulment is superseded by the first resolution after the condition was opened again.
    assert view["resolutions"][1]["id"] == view["superseded_by"][view["resolutions"][0]["id"]]
    assert "prediction" == view["extracted"]["kind"]
    assert two_reviewers.app.state.ledger.verify().difference is None


def _merge_speaker_and_tag(desk: Desk, claim: Any) -> None:
    someone = desk.post("claims", text="It will rain.", made_at="2025-11-20", speaker="Mirra Halvorsen")
    desk.post(f"speakers/{claim['speaker_id']}/merges", into=someone["speaker_id"])
    assert ["ferry", "harbour"] == desk.tag(claim["id"], "ferry", " ferry ", "harbour")["topics"]


WALKED = (
    "claim.assigned",
    "claim.unassigned",
    "claim.rejected",
    "claim.unrejected",
    "claim.accepted",
    "claim.corrected",
    "claim.attached",
    "claim.annulled",
    "claim.reopened",
    "claim.snoozed",
    "claim.postponed",
    "claim.flagged",
    "claim.answered",
    "claim.answered",
    "claim.resolved",
    "claim.reopened",
    "claim.took_in",
    "claim.let_go",
    "claim.merged",
    "claim.unmerged",
    "claim.slipped",
    "claim.split",
    "claim.joined",
    "claim.reattributed",
    "claim.tagged",
)
"""The events of the walk, in order."""


def _state(desk: Desk, claim_id: str) -> tuple[str, str | None]:
    view = desk.view(claim_id)
    standing = [each for each in view["resolutions"] if each["id"] in view["standing"]]
    return view["claim"]["status"], standing[-1]["void_reason"] if standing else None

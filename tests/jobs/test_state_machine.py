"""Random walks of people over a few claims, held against the table of moves; the ledger verifies after each."""

from datetime import UTC, date, datetime, timedelta
from typing import Any, get_args

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from claims.lifecycle import MOVES, Move, is_disputed
from claims.model import Claim
from jobs.conditions import add_condition, decide_condition, reopen_condition
from jobs.duplicates import merge_claim, unmerge_claim
from jobs.errors import InputError, StateConflict
from jobs.expire import sweep
from jobs.moves import Act, assign_claim, postpone_claim, reopen_claim, review_claim, snooze_claim, tag_claim
from jobs.policy import Policy
from jobs.requests import (
    NewAssignment,
    NewCondition,
    NewConditionDecision,
    NewEvidence,
    NewJoin,
    NewMerge,
    NewPostponement,
    NewReopening,
    NewResolution,
    NewReview,
    NewSnooze,
    NewSplit,
    NewTopics,
    NewUnmerge,
)
from jobs.resolve import resolve_claim
from jobs.threads import join_claims, split_claims
from storage.ledger import ClaimFilter, Ledger, every_claim
from storage.open import open_ledger
from tests.jobs.build import DEADLINE, stored

START = datetime(2025, 11, 22, 10, tzinfo=UTC)
SEEN = (NewEvidence(document="Minutes, item 4"),)
TWO = Policy(reviewers=2)
EVENTS = {rule.event: move for move, rule in MOVES.items()}

which = st.integers(0, 2)
people = st.sampled_from(["ada", "ben", "mira"])
answers = st.sampled_from(["yes", "no", "void"])


class Desk(RuleBasedStateMachine):
    """Three people and three claims. A request is either granted or refused as the table of moves says."""

    def __init__(self) -> None:
        super().__init__()
        self.ledger: Ledger = open_ledger(None)
        self.now = START
        self.ids: list[str] = []
        self.condition: str | None = None

    @initialize()
    def store(self) -> None:
        """Three claims, the last one's deadline two days after the others'."""
        deadlines = (DEADLINE, DEADLINE, DEADLINE + timedelta(days=2))
        for number, deadline in enumerate(deadlines):
            text = f"The harbour will open on Monday, number {number}"
            self.ids.append(stored(self.ledger, text=text, deadline_at=deadline.isoformat()).id)

    @rule(hours=st.integers(1, 60))
    def wait(self, hours: int) -> None:
        """Time passes, and what is due is flagged."""
        self.now += timedelta(hours=hours)
        sweep(self.ledger, now=self.now)
        assert self.ledger.pending_until(self.now, limit=9) == ()

    @rule(place=which, by=people, happened=answers)
    def resolve(self, place: int, by: str, happened: Any) -> None:
        """One of two reviewers says what happened."""
        before = self._claim(place)
        void = {"void_reason": "ambiguous"} if happened == "void" else {}
        days = {"occurred_from": date(2025, 11, 22)} if happened == "yes" else {}
        request = NewResolution(happened=happened, evidence=SEEN, reason="seen", **void, **days)
        present = [each for each in self.ledger.resolutions([before.id]) if each.round == before.round]
        after = self._try(
            lambda: resolve_claim(self.ledger, before.id, request, actor=by, now=self.now, policy=TWO).claim
        )
        if after is None:
            waits = before.condition_id is not None and self._condition_status() == "open" and happened != "void"
            assert self._refuses(before, "resolve") or by in {each.actor for each in present} or waits
            return
        assert len(present) + 1 == after.answers
        third, agreed = len(present) == 2, len(present) == 1 and present[0].happened == happened
        assert ("resolved" if third or agreed else "due") == after.status
        assert (len(present) == 1 and not agreed) == is_disputed(after)

    @rule(place=which, by=people, hours=st.integers(1, 48))
    def postpone(self, place: int, by: str, hours: int) -> None:
        """It is too early to tell."""
        before, until = self._claim(place), self.now + timedelta(hours=hours)
        request = NewPostponement(check_at=until.isoformat(), reason="too early")
        after = self._agrees("postpone", before, lambda: postpone_claim(self.ledger, before.id, request, self._act(by)))
        if after:
            assert (before.postponed + 1, until) == (after.postponed, after.check_at)

    @rule(place=which, by=people)
    def reopen(self, place: int, by: str) -> None:
        """A resolution is taken back."""
        before = self._claim(place)
        request = NewReopening(reason="a wrong page")
        after = self._agrees("reopen", before, lambda: reopen_claim(self.ledger, before.id, request, self._act(by)))
        if after:
            assert (before.round + 1, 0) == (after.round, after.answers)

    @rule(place=which, by=people, verdict=st.sampled_from(["accept", "reject", "unreject"]))
    def review(self, place: int, by: str, verdict: Any) -> None:
        """The review mark is set."""
        before = self._claim(place)
        request = NewReview(verdict=verdict, reason="looked at")
        self._agrees(verdict, before, lambda: review_claim(self.ledger, before.id, request, self._act(by)))

    @rule(place=which, by=people, nobody=st.booleans())
    def assign(self, place: int, by: str, nobody: bool) -> None:
        """It becomes somebody's, or nobody's."""
        before = self._claim(place)
        request = NewAssignment(assignee=None if nobody else "local")
        move: Move = "unassign" if nobody else "assign"
        self._agrees(move, before, lambda: assign_claim(self.ledger, before.id, request, self._act(by)))

    @rule(place=which, by=people)
    def snooze(self, place: int, by: str) -> None:
        """Nobody is asked about it for a day."""
        before = self._claim(place)
        request = NewSnooze(until=(self.now + timedelta(days=1)).isoformat())
        self._agrees("snooze", before, lambda: snooze_claim(self.ledger, before.id, request, self._act(by)))

    @rule(place=which, by=people, topics=st.lists(st.sampled_from(["harbour", "rail"]), max_size=3))
    def tag(self, place: int, by: str, topics: list[str]) -> None:
        """It is said to be about something."""
        before = self._claim(place)
        request = NewTopics(topics=tuple(topics))
        self._agrees("tag", before, lambda: tag_claim(self.ledger, before.id, request, self._act(by)))

    @rule(place=which, into=which, by=people)
    def merge(self, place: int, into: int, by: str) -> None:
        """A claim repeats another."""
        before, other = self._claim(place), self._claim(into)
        request = NewMerge(into=other.id, reason="the same")
        after = self._try(lambda: merge_claim(self.ledger, before.id, request, self._act(by)).claim)
        refused = place == into or self._refuses(before, "merge") or self._refuses(other, "take_in")
        assert refused == (after is None)

    @rule(place=which, by=people)
    def unmerge(self, place: int, by: str) -> None:
        """It does not, after all."""
        before = self._claim(place)
        request = NewUnmerge(reason="two")
        self._agrees("unmerge", before, lambda: unmerge_claim(self.ledger, before.id, request, self._act(by)).claim)

    @rule(place=which, beside=which, by=people)
    def join(self, place: int, beside: int, by: str) -> None:
        """Two claims tell of one outcome."""
        pair = (self._claim(place), self._claim(beside))
        request = NewJoin(claim_ids=(pair[0].id, pair[1].id))
        done = self._try(lambda: join_claims(self.ledger, request, self._act(by)))
        threads = {claim.thread_id for claim in pair if claim.thread_id}
        apart = place == beside or len(threads) > 1
        refused = apart or any(self._refuses(claim, "join") for claim in pair if claim.thread_id is None)
        assert refused == (done is None)
        if done:
            assert {done.id} == {self._claim(place).thread_id, self._claim(beside).thread_id}
            assert [claim.latest for claim in pair] == [self._claim(place).latest, self._claim(beside).latest]

    @rule(place=which, by=people)
    def split(self, place: int, by: str) -> None:
        """They do not, after all."""
        before = self._claim(place)
        if before.thread_id is None:
            return
        request = NewSplit(claim_ids=(before.id,), reason="two")
        done = self._try(lambda: split_claims(self.ledger, before.thread_id or "", request, self._act(by)))
        assert done is not None
        assert self._claim(place).thread_id is None

    @rule(by=people)
    def attach(self, by: str) -> None:
        """The first claim hangs on a condition."""
        before = self._claim(0)
        request = NewCondition(claim_ids=(before.id,), text="if it thaws")
        done = self._try(lambda: add_condition(self.ledger, request, self._act(by)))
        assert (self.condition is not None or self._refuses(before, "attach")) == (done is None)
        self.condition = done.condition.id if done else self.condition

    @rule(by=people, held=st.booleans(), reopening=st.booleans())
    def decide(self, by: str, held: bool, reopening: bool) -> None:
        """The condition holds or fails, or is opened again; what hangs on it follows in the same commit."""
        if self.condition is None:
            return
        condition, status, before = self.condition, self._condition_status(), self._claim(0)
        head = self.ledger.head()
        if reopening:
            request = NewReopening(reason="wrong minutes")
            done = self._try(lambda: reopen_condition(self.ledger, condition, request, self._act(by)))
            assert (status == "open") == (done is None)
        else:
            decision = NewConditionDecision(held=held, evidence=SEEN)
            done = self._try(lambda: decide_condition(self.ledger, condition, decision, self._act(by)))
            assert (status != "open") == (done is None)
            if done and not held and before.status != "resolved" and not before.merged_into:
                assert ("resolved", "annulled") == (self._claim(0).status, self._last_void(0))
        after = self.ledger.head()
        assert head
        assert after
        assert after.number == head.number + (done is not None)

    @invariant()
    def lists_follow_the_claims(self) -> None:
        """The due queue holds what is due, not rejected and not merged; merged claims point to ones that are not."""
        claims = [self._claim(place) for place in range(len(self.ids))]
        waiting = {c.id for c in claims if c.status == "due" and c.review != "rejected" and c.merged_into is None}
        assert waiting == {claim.id for claim in self.ledger.due()}
        assert {c.id for c in claims if not c.merged_into} == {c.id for c in every_claim(self.ledger, ClaimFilter())}
        for claim in claims:
            seen, at = set[str](), claim
            while at.merged_into:
                assert at.id not in seen
                seen.add(at.id)
                at = self.ledger.claim(at.merged_into)

    def teardown(self) -> None:
        """The log tells of moves of the table only, each from where it may start, and the ledger verifies."""
        for claim_id in self.ids:
            kinds = [event.kind for _, event in self.ledger.events(subject_id=claim_id, limit=1000)]
            assert "claim.added" == kinds[0]
            assert set(kinds[1:]) <= set(EVENTS)
            assert len(kinds) == self.ledger.claim(claim_id).version
        assert self.ledger.verify().difference is None
        self.ledger.close()

    def _claim(self, place: int) -> Claim:
        return self.ledger.claim(self.ids[place])

    def _act(self, by: str) -> Act:
        return Act(actor=by, now=self.now)

    def _condition_status(self) -> str | None:
        return self.ledger.condition(self.condition).status if self.condition else None

    def _last_void(self, place: int) -> str | None:
        return self.ledger.resolutions([self.ids[place]])[-1].void_reason

    def _refuses(self, claim: Claim, by: Move) -> bool:
        """Whether the table has no such move from where the claim stands, read anew rather than through `move`."""
        row = MOVES[by]
        wrong_mark = row.merged is not None and row.merged != (claim.merged_into is not None)
        return wrong_mark or claim.status not in row.status or claim.review not in row.review

    def _agrees(self, by: Move, before: Claim, request: Any) -> Claim | None:
        """The claim after the move, null where it was refused: whichever the table says."""
        assert by in get_args(Move)
        after: Claim | None = self._try(request)
        assert self._refuses(before, by) == (after is None)
        if after:
            row = MOVES[by]
            assert (row.status[before.status], row.review[before.review]) == (after.status, after.review)
            assert after == self.ledger.claim(before.id)
        return after

    def _try(self, request: Any) -> Any:
        """What the request came to; null where it was refused, and then nothing was recorded."""
        head = self.ledger.head()
        try:
            return request()
        except (StateConflict, InputError):
            recorded = self.ledger.head() != head
        assert not recorded
        return None


def test_moves_are_those_of_the_table() -> None:
    """In walks of thirty steps every request is granted or refused as the table says, and the ledger verifies."""
    checks = [HealthCheck.too_slow, HealthCheck.data_too_large]
    run_state_machine_as_test(
        Desk, settings=settings(max_examples=8, stateful_step_count=30, deadline=None, suppress_health_check=checks)
    )

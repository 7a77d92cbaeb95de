"""Duplicates, conditions, corrections, filings, batches, what is due and what may be evidence: as jobs."""

from datetime import date, datetime
from typing import Any

import pytest

from claims.model import Claim
from jobs.conditions import add_condition, condition_state, decide_condition, reopen_condition
from jobs.corrections import correct_claim
from jobs.due import due_summary
from jobs.duplicates import canonical_id, merge_claim, unmerge_claim
from jobs.errors import InputError, StateConflict
from jobs.expire import sweep
from jobs.filings import decide_filing, file_on_claim
from jobs.ingest import ingest_article
from jobs.moves import Act, assign_claim, postpone_claim, reopen_claim, review_claim, snooze_claim
from jobs.once import Once
from jobs.policy import Policy
from jobs.requests import (
    NewArticle,
    NewAssignment,
    NewBatchRow,
    NewCondition,
    NewConditionDecision,
    NewCorrection,
    NewEvidence,
    NewFiling,
    NewFilingDecision,
    NewMerge,
    NewPostponement,
    NewReopening,
    NewReview,
    NewSnooze,
    NewUnmerge,
)
from jobs.resolve import resolve_claim, resolve_claims
from jobs.scorecard import speaker_scorecard
from jobs.show import view_claim
from jobs.suggestions import suggest
from storage.ledger import EVERY_CLAIM, ClaimFilter, Ledger
from storage.waiting import DueFilter
from tests.jobs.build import DEADLINE, EVIDENCE, NOW, it_happened, kinds, later, stored

TWO = Policy(reviewers=2)
SEEN = (NewEvidence(document="Minutes, item 4"),)


def act(actor: str = "mira", now: datetime = DEADLINE, **more: Any) -> Act:
    return Act(actor=actor, now=now, **more)


def due(ledger: Ledger, **fields: Any) -> Claim:
    claim = stored(ledger, **fields)
    sweep(ledger, now=DEADLINE)
    return ledger.claim(claim.id)


def test_two_reviewers_who_agree_resolve(ledger: Ledger) -> None:
    """The first resolution leaves the claim due, the second that agrees resolves it; nobody is both."""
    claim = due(ledger)
    first = resolve_claim(ledger, claim.id, it_happened(), actor="ada", now=later(hours=1), policy=TWO)
    with pytest.raises(StateConflict, match="another reviewer"):
        resolve_claim(ledger, claim.id, it_happened(), actor="ada", now=later(hours=2), policy=TWO)
    second = resolve_claim(ledger, claim.id, it_happened(), actor="ben", now=later(hours=2), policy=TWO)

    assert ("due", "resolved") == (first.claim.status, second.claim.status)
    assert ["claim.added", "claim.flagged", "claim.answered", "claim.resolved"] == kinds(ledger, claim.id)


def test_two_who_differ_are_decided_by_a_third(ledger: Ledger) -> None:
    """Between them the claim is disputed, and not scored; the third's answer stands."""
    claim = due(ledger)
    no = it_happened(happened="no", occurred_from=None)
    resolve_claim(ledger, claim.id, it_happened(), actor="ada", now=later(hours=1), policy=TWO)
    resolve_claim(ledger, claim.id, no, actor="ben", now=later(hours=2), policy=TWO)
    disputed = ledger.due(DueFilter(disputed=True))
    card = speaker_scorecard(ledger, claim.speaker_id or "", now=later(days=2))
    resolve_claim(ledger, claim.id, no, actor="mira", now=later(hours=3), policy=TWO)
    view = view_claim(ledger, ledger.claim(claim.id), now=later(hours=4), policy=TWO)

    assert [claim.id] == [each.id for each in disputed]
    assert (0, 1, 1) == (card.coverage.resolved, card.coverage.unresolved, card.coverage.disputed)
    assert view.outcome
    assert (0.0, False) == (view.outcome.nominal, view.disputed)
    assert view.outcome.provisional


def test_reopening_keeps_what_it_supersedes(ledger: Ledger) -> None:
    """The old resolution stays, the newer names it, and only the newer counts."""
    claim = due(ledger)
    old = resolve_claim(ledger, claim.id, it_happened(), actor="ada", now=later(hours=1)).resolution
    opened = reopen_claim(ledger, claim.id, NewReopening(reason="a wrong page"), act(now=later(hours=2)))
    between = view_claim(ledger, opened, now=later(hours=3), policy=Policy())
    no = it_happened(happened="no", occurred_from=None)
    new = resolve_claim(ledger, claim.id, no, actor="ada", now=later(hours=3)).resolution
    view = view_claim(ledger, ledger.claim(claim.id), now=later(days=2), policy=Policy())

    assert ("due", 2, later(hours=2), "reopened") == (opened.status, opened.round, opened.check_at, opened.check_reason)
    assert (claim.latest, claim.deadline_at) == (opened.latest, opened.deadline_at)
    assert (None, ()) == (between.outcome, between.standing)
    assert old.id == new.supersedes
    assert {old.id: new.id} == view.superseded_by
    assert view.outcome
    assert (new.id, 0.0, False) == (
        view.outcome.resolution_id,
        view.outcome.nominal,
        view.outcome.provisional,
    )


def test_too_early_to_tell_is_counted(ledger: Ledger) -> None:
    """A postponed claim is pending until the new time, is flagged again then, and says how often that was so."""
    claim = due(ledger)
    for days in (1, 2):
        request = NewPostponement(check_at=later(days=days).isoformat(), reason="no figures yet")
        postponed = postpone_claim(ledger, claim.id, request, act(now=later(days=days - 1, hours=1)))
        assert ("pending", days, later(days=days)) == (postponed.status, postponed.postponed, postponed.check_at)
        assert [claim.id] == [each.id for each in sweep(ledger, now=later(days=days))]
    past = NewPostponement(check_at="2025-11-20", reason="x")
    with pytest.raises(InputError, match="does not lie ahead"):
        postpone_claim(ledger, claim.id, past, act(now=later(days=3)))


def test_a_move_sent_again_changes_nothing(ledger: Ledger) -> None:
    """The same request under the same key is answered as it was the first time."""
    claim = due(ledger)
    once = Once(key="k", request_sha256="0" * 64)
    request = NewReview(verdict="reject", reason="no claim")
    first, second = (review_claim(ledger, claim.id, request, act(once=once)) for _ in range(2))

    assert first == second == ledger.claim(claim.id)
    assert 1 == len(ledger.reasons(claim.id))


def test_what_is_rejected_waits_for_nothing(ledger: Ledger) -> None:
    """A rejected claim leaves the queue, cannot be resolved, and comes back when that is taken back."""
    claim = due(ledger)
    review_claim(ledger, claim.id, NewReview(verdict="reject", reason="no claim"), act())
    assert () == ledger.due()
    with pytest.raises(StateConflict, match="rejected in review"):
        resolve_claim(ledger, claim.id, it_happened(), actor="ada", now=later(hours=1))
    back = review_claim(ledger, claim.id, NewReview(verdict="unreject"), act())

    assert "unreviewed" == back.review
    assert (back,) == ledger.due()


def test_a_batch_is_row_by_row_and_once_only(ledger: Ledger) -> None:
    """Rows that can be done are done, the others say why; the same batch again changes nothing."""
    one, two = due(ledger), due(ledger, text="The ferry will sail")
    done = {"happened": "yes", "occurred_from": date(2025, 11, 24), "evidence": EVIDENCE}
    rows = [
        NewBatchRow(claim_id=one.id, **done),
        NewBatchRow(claim_id="nowhere", **done),
        NewBatchRow(claim_id=two.id, happened="yes"),
        NewBatchRow(claim_id=one.id, happened="void", void_reason="ambiguous"),
    ]
    once = Once(key="batch", request_sha256="0" * 64)
    first = resolve_claims(ledger, rows, actor="ada", now=later(hours=1), once=once)
    events = len(ledger.events(limit=1000))
    again = resolve_claims(ledger, rows, actor="ada", now=later(hours=2), once=once)

    assert [True, False, False, False] == [row.done is not None for row in first]
    assert ["NotFound", "InputError", "StateConflict"] == [type(row.error).__name__ for row in first[1:]]
    assert first[0].done == again[0].done
    assert events == len(ledger.events(limit=1000))


def test_a_failed_condition_ends_its_claims(ledger: Ledger) -> None:
    """In one commit: what is open is void, annulled; what was resolved stays. Reopened, so are they."""
    one, two, three = due(ledger), due(ledger, text="The ferry will sail"), due(ledger, text="The inn will open")
    ids = (one.id, two.id, three.id)
    state = add_condition(ledger, NewCondition(claim_ids=ids, text="if it thaws", horizon="by 1 May 2026"), act())
    condition = state.condition
    with pytest.raises(StateConflict, match="still open"):
        resolve_claim(ledger, one.id, it_happened(), actor="ada", now=later(hours=1))
    void = it_happened(happened="void", void_reason="ambiguous", occurred_from=None)
    resolve_claim(ledger, three.id, void, actor="ada", now=later(hours=1))
    with pytest.raises(InputError, match="evidence"):
        decide_condition(ledger, condition.id, NewConditionDecision(held=False), act())
    head = ledger.head()
    failed = decide_condition(ledger, condition.id, NewConditionDecision(held=False, evidence=SEEN), act())
    after = ledger.head()
    reasons = [each.void_reason for each in ledger.resolutions(ids)]

    assert date(2026, 5, 1) == condition.latest
    assert ["resolved"] * 3 == [claim.status for claim in failed.claims]
    assert ["ambiguous", "annulled", "annulled"] == sorted(str(reason) for reason in reasons)
    assert head
    assert after
    assert after.number == head.number + 1
    with pytest.raises(StateConflict, match="already"):
        decide_condition(ledger, condition.id, NewConditionDecision(held=True, evidence=SEEN), act())
    back = reopen_condition(ledger, condition.id, NewReopening(reason="a wrong paper"), act(now=later(days=1)))
    assert ["due", "due", "resolved"] == [claim.status for claim in back.claims]
    decide_condition(ledger, condition.id, NewConditionDecision(held=True, evidence=SEEN), act(now=later(days=2)))
    resolve_claim(ledger, one.id, it_happened(), actor="ada", now=later(days=2))
    assert "held" == condition_state(ledger, condition.id).condition.status


def test_duplicates_count_once(ledger: Ledger) -> None:
    """A merged claim leaves lists, queue and scorecards, points to the other, and comes back as it stood."""
    one, two = due(ledger), due(ledger, text="On Monday the harbour will open")
    for claim in (one, two):
        resolve_claim(ledger, claim.id, it_happened(), actor="ada", now=later(hours=1))
    speaker = one.speaker_id or ""
    before = speaker_scorecard(ledger, speaker, now=later(days=2)).coverage.scored
    done = merge_claim(ledger, two.id, NewMerge(into=one.id), act())
    merged = speaker_scorecard(ledger, speaker, now=later(days=2)).coverage.scored
    with pytest.raises(StateConflict, match="merged into"):
        reopen_claim(ledger, two.id, NewReopening(reason="x"), act())
    with pytest.raises(StateConflict, match="merged into"):
        merge_claim(ledger, one.id, NewMerge(into=two.id, reason="x"), act())

    assert (2, 1) == (before, merged)
    assert (done.canonical,) == ledger.claims(EVERY_CLAIM)
    assert one.id == canonical_id(ledger, done.claim)
    assert "claim.took_in" == kinds(ledger, one.id)[-1]
    back = unmerge_claim(ledger, two.id, NewUnmerge(reason="two"), act()).claim
    assert ("resolved", None) == (back.status, back.merged_into)
    assert 2 == len(ledger.claims(ClaimFilter(merged=None)))


def test_unlike_claims_merge_only_for_a_reason(ledger: Ledger) -> None:
    """Claims of two speakers are one claim only where somebody says why."""
    one, two = due(ledger), due(ledger, speaker="Tom Brandt")

    with pytest.raises(InputError, match="differ in speaker"):
        merge_claim(ledger, two.id, NewMerge(into=one.id), act())
    assert merge_claim(ledger, two.id, NewMerge(into=one.id, reason="quoted"), act()).claim.merged_into == one.id


TEXT = "The ferry will run again by 1 May 2026, Ada Brandt said. The pier will reopen within two weeks, she said."


def test_a_correction_keeps_what_was_read(ledger: Ledger) -> None:
    """Speaker, window, sort and span change; the claim is accepted, dated anew, and what was read is kept."""
    article = NewArticle(text=TEXT, published_at="2025-11-20")
    first, second = ingest_article(ledger, article, actor="local", now=NOW).claims
    end = TEXT.index(" by 1 May")
    request = NewCorrection(
        speaker="Tom Brandt", kind="commitment", start=first.start, end=end, horizon="by 21 November 2025", reason="x"
    )
    done = correct_claim(ledger, first.id, request, act(now=NOW))
    view = view_claim(ledger, done.claim, now=NOW, policy=Policy())
    speaker = ledger.speaker(done.claim.speaker_id or "")

    assert ("Tom Brandt", "commitment", TEXT[first.start : end]) == (speaker.name, done.claim.kind, done.claim.text)
    assert ("due", "accepted", date(2025, 11, 21)) == (done.claim.status, done.claim.review, done.claim.latest)
    assert view.extracted
    assert (first.text, first.speaker, first.latest) == (view.extracted.text, view.extracted.speaker, date(2026, 5, 1))
    assert {"speaker", "kind", "end", "text", "horizon", "latest"} <= set(done.correction.fields)
    with pytest.raises(InputError, match="changes nothing"):
        correct_claim(ledger, second.id, NewCorrection(kind=second.kind, reason="x"), act(now=NOW))
    with pytest.raises(InputError, match="no stretch"):
        correct_claim(ledger, second.id, NewCorrection(end=100_000, reason="x"), act(now=NOW))


def test_a_filing_is_shown_once_accepted(ledger: Ledger) -> None:
    """It waits, is shown with the claim when it is accepted, and is decided on once."""
    claim = due(ledger)
    request = NewFiling(kind="reply", text="I spoke of the old harbour.", author="Mira Halvorsen")
    filing, other = (file_on_claim(ledger, claim.id, request, act()) for _ in range(2))
    hidden = view_claim(ledger, claim, now=NOW, policy=Policy()).filings
    kept = decide_filing(ledger, filing.id, NewFilingDecision(accept=True), act())
    with pytest.raises(InputError, match="required to decline"):
        decide_filing(ledger, other.id, NewFilingDecision(accept=False), act())
    with pytest.raises(StateConflict, match="already"):
        decide_filing(ledger, filing.id, NewFilingDecision(accept=False, reason="x"), act())

    assert () == hidden
    assert (kept,) == view_claim(ledger, claim, now=NOW, policy=Policy()).filings
    assert (other,) == ledger.filings(status="waiting")


def test_what_is_due_has_an_age_and_an_owner(ledger: Ledger) -> None:
    """Claims are assigned to people who are known, snoozed ones leave the list, and the summary counts them."""
    claim, other = due(ledger), due(ledger, text="The ferry will sail", topics=("ferries",))
    assign_claim(ledger, claim.id, NewAssignment(assignee="local"), act())
    with pytest.raises(InputError, match="nobody is named"):
        assign_claim(ledger, claim.id, NewAssignment(assignee="nobody"), act())
    snooze_claim(ledger, other.id, NewSnooze(until="2025-12-24"), act())
    now = later(days=4)
    resolve_claim(ledger, other.id, it_happened(), actor="ada", now=later(hours=5))
    summary = due_summary(ledger, now=now, policy=Policy())

    assert (1, 1, 96.0, 0.5) == (
        summary.totals.due,
        summary.totals.overdue,
        summary.oldest_age_h,
        summary.met_share,
    )
    assert ["local"] == [group.key for group in summary.by_assignee]
    assert None is ledger.claim(other.id).snoozed_until


def test_suggestions_share_the_words_of_the_claim(ledger: Ledger) -> None:
    """Articles since the claim was made are ranked by the weight of shared words, each with its best sentence."""
    claim = stored(
        ledger, text="The harbour of Mavik will open to ferries by December", horizon="by December", deadline_at=None
    )
    texts = {
        "2025-11-21": "The harbour of Mavik will soon open to ferries.",
        "2025-12-01": "Snow fell in the hills. The council met and spoke about the budget of the county.",
        "2025-12-02": "Rain fell. The harbour of Mavik is open to ferries, Mira Halvorsen said. It was cold.",
        "2025-12-03": "The harbour cafe has a new cook.",
    }
    ids = {
        day: ingest_article(ledger, NewArticle(text=text, published_at=day), actor="local", now=NOW).article.id
        for day, text in texts.items()
    }
    found = suggest(ledger, claim.id)

    assert {"harbour", "mavik", "ferries", "mira", "halvorsen"} <= set(found.words)
    assert not {"will", "december", "the"} & set(found.words)
    assert [ids["2025-12-02"], ids["2025-12-03"]] == [each.article_id for each in found.items]
    assert "The harbour of Mavik is open to ferries, Mira Halvorsen said." == found.items[0].sentence
    assert found.items[0].sentence == texts["2025-12-02"][found.items[0].start : found.items[0].end]
    assert found.items[0].share > found.items[1].share > 0
    assert (3, True) == (found.read, found.complete)
    assert "pending" == ledger.claim(claim.id).status


def test_suggestions_look_around_the_close_of_the_window(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of more articles than are read, those nearest to the claim's last day are, whatever came in last."""
    monkeypatch.setattr("storage.duckdb_ledger.ARTICLES_READ_MAX", 2)
    claim = stored(ledger, text="The harbour will open to ferries", deadline_at="2025-12-02T00:00:00Z")
    ids = {}
    for day in ("2025-11-30", "2026-06-01", "2025-12-03", "2026-10-01"):
        article = NewArticle(text=f"The harbour was in the news on {day} again.", published_at=day)
        ids[day] = ingest_article(ledger, article, actor="local", now=NOW).article.id
    found = suggest(ledger, claim.id)

    assert {ids["2025-11-30"], ids["2025-12-03"]} == {each.article_id for each in found.items}
    assert (2, False) == (found.read, found.complete)

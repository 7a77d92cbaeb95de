"""Slip threads: proposed, joined, told of, taken apart, and never a deadline changed."""

from datetime import date, timedelta
from typing import Any

import msgspec
import pytest

from claims.model import Claim
from jobs.announce import announce
from jobs.errors import InputError, StateConflict
from jobs.moves import Act, review_claim
from jobs.once import Once
from jobs.render_scores import scorecard_text
from jobs.requests import NewJoin, NewResolution, NewReview, NewSplit
from jobs.resolve import resolve_claim
from jobs.scorecard import speaker_scorecard
from jobs.slip_chart import slip_chart
from jobs.threads import join_claims, list_threads, propose_members, read_thread, split_claims, total_threads
from jobs.timeline import timeline_filter, whole_timeline
from storage.errors import NotFound
from storage.ledger import About, Ledger
from tests.jobs.build import EVIDENCE, NOW, it_happened, kinds, later, stored
from tests.jobs.test_webhooks import subscribed

ACT = Act(actor="mira", now=NOW)
TUNNEL = (
    ("The tunnel will open in a week", "2025-11-01", "2025-11-09"),
    ("The tunnel will be ready by the middle of the month", "2025-11-08", "2025-11-16"),
    ("We will open the tunnel by Monday", "2025-11-20", "2025-11-25"),
)


def told(ledger: Ledger, text: str, made_at: str, until: str, **fields: Any) -> Claim:
    """A claim made by hand whose last day is the one before `until`."""
    return stored(ledger, text=text, made_at=made_at, deadline_at=f"{until}T00:00:00Z", **fields)


def tunnel(ledger: Ledger) -> list[Claim]:
    return [told(ledger, *each) for each in TUNNEL]


def joined(*claims: Claim) -> NewJoin:
    return NewJoin(claim_ids=tuple(claim.id for claim in claims))


def test_restatements_are_proposed_and_nothing_else(ledger: Ledger) -> None:
    """What the same speaker said of the tunnel is proposed; others' words, other things and rejected claims are not."""
    first, second, third = tunnel(ledger)
    told(ledger, "The harbour will be dredged by Monday", "2025-11-20", "2025-11-25")
    told(ledger, "The tunnel will open in a week", "2025-11-01", "2025-11-09", speaker="Tom Ek")
    wrong = told(ledger, "The tunnel will open on Friday", "2025-11-02", "2025-11-08")
    review_claim(ledger, wrong.id, NewReview(verdict="reject", reason="misread"), ACT)

    found = propose_members(ledger, first.id)

    assert {second.id, third.id} == {each.claim.id for each in found.items}
    assert all("tunnel" in each.words for each in found.items)
    assert (3, None) == (found.compared, found.thread)
    assert [] == [each for each in (first, second, third) if ledger.claim(each.id).thread_id]


def test_what_is_joined_is_not_proposed_again(ledger: Ledger) -> None:
    """A claim's proposals leave out its own thread, which is told beside them."""
    first, second, third = tunnel(ledger)
    thread = join_claims(ledger, joined(first, second), ACT)
    found = propose_members(ledger, first.id)

    assert [third.id] == [each.claim.id for each in found.items]
    assert thread == found.thread


def test_a_thread_tells_how_its_deadline_moved(ledger: Ledger) -> None:
    """Claims stand in the order in which they were made, whatever the order of joining; no deadline is changed."""
    claims = tunnel(ledger)
    thread = join_claims(ledger, joined(*reversed(claims)), ACT)

    assert [claim.id for claim in claims] == [row.claim_id for row in thread.claims]
    assert [None, 7, 9] == [row.slip_days for row in thread.claims]
    assert (date(2025, 11, 8), date(2025, 11, 24)) == (thread.original_latest, thread.latest)
    assert (2, 16, None, None) == (thread.slips, thread.slip_days, thread.happened_on, thread.by_original)
    assert [claim.latest for claim in claims] == [ledger.claim(claim.id).latest for claim in claims]
    assert ["claim.joined", "claim.slipped", "claim.slipped"] == [kinds(ledger, claim.id)[-1] for claim in claims]
    assert thread == read_thread(ledger, thread.id)
    assert ledger.verify().difference is None


def test_webhooks_are_told_of_a_slip(ledger: Ledger) -> None:
    """`claim.slipped` is told of each claim with a later last day, once."""
    subscribed(ledger, "https://hooks.example/", events=("claim.slipped",))
    first, second, third = tunnel(ledger)
    join_claims(ledger, joined(first, second), ACT)
    join_claims(ledger, joined(second, third), ACT)
    for _ in range(2):
        announce(ledger, now=NOW, overdue_after=timedelta(hours=72))

    assert [second.id, third.id] == [each.subject_id for each in ledger.deliveries(limit=9)][::-1]


def test_how_it_ended(ledger: Ledger) -> None:
    """Where the last claim came true late, the thread says when, and not by the first last day."""
    claims = tunnel(ledger)
    thread = join_claims(ledger, joined(*claims), ACT)
    resolve_claim(ledger, claims[2].id, it_happened(occurred_from=date(2025, 11, 23)), actor="mira", now=later(days=1))
    ended = read_thread(ledger, thread.id)

    assert (date(2025, 11, 23), False) == (ended.happened_on, ended.by_original)
    assert (1, 0) == (total_threads(ledger).by_original.n, total_threads(ledger).by_original.hits)


def test_a_first_deadline_that_was_missed_is_enough(ledger: Ledger) -> None:
    """Resolved "no", the first claim shows that it was not by its last day, though when is not known."""
    claims = tunnel(ledger)
    thread = join_claims(ledger, joined(*claims), ACT)
    no = NewResolution(happened="no", evidence=EVIDENCE, reason="closed")
    resolve_claim(ledger, claims[0].id, no, actor="mira", now=later(days=1))

    assert (None, False) == (
        read_thread(ledger, thread.id).happened_on,
        read_thread(ledger, thread.id).by_original,
    )


def test_a_scorecard_tells_of_its_speakers_slips(ledger: Ledger) -> None:
    """Threads, slips and the total slip stand on the scorecard; no other number is another for it."""
    claims = tunnel(ledger)
    speaker_id = claims[0].speaker_id or ""
    before = speaker_scorecard(ledger, speaker_id, now=later(days=9))
    join_claims(ledger, joined(*claims), ACT)
    after = speaker_scorecard(ledger, speaker_id, now=later(days=9))

    assert (1, 3, 2, 2.0, 16.0) == (
        *(after.threads.threads, after.threads.claims, after.threads.slips),
        *(after.threads.slips_mean, after.threads.slip_days_median),
    )
    assert before == msgspec.structs.replace(after, threads=before.threads)
    resolve_claim(ledger, claims[2].id, it_happened(occurred_from=date(2025, 11, 23)), actor="mira", now=later(days=1))
    text = scorecard_text(speaker_scorecard(ledger, speaker_id, now=later(days=9)))
    told = "slips: 2 in 1 slip thread of 3 claims, from the first last day to the newest median 16 days"
    assert told in " ".join(text.split())


def test_slips_stand_on_the_timeline(ledger: Ledger) -> None:
    """Each later last day is an entry on the day on which it was named, between the statement and what follows."""
    claims = tunnel(ledger)
    wanted = timeline_filter(ledger, speaker_id=claims[0].speaker_id)
    before = whole_timeline(ledger, wanted, now=later(days=9))
    join_claims(ledger, joined(*claims), ACT)
    after = whole_timeline(ledger, wanted, now=later(days=9))
    slips = [entry for entry in after if entry.kind == "slipped"]

    assert before == tuple(entry for entry in after if entry.kind != "slipped")
    assert [
        (claims[1].id, "2025-11-08", "the last day moves from 2025-11-08 to 2025-11-15, 7 days later"),
        (claims[2].id, "2025-11-20", "the last day moves from 2025-11-15 to 2025-11-24, 9 days later"),
    ] == [(entry.claim_id, str(entry.earliest), entry.detail) for entry in slips]


def test_one_alone_is_no_thread(ledger: Ledger) -> None:
    """Of two claims one is taken out, and both stand by themselves; the thread is gone."""
    first, second, _ = tunnel(ledger)
    thread = join_claims(ledger, joined(first, second), ACT)
    left = split_claims(ledger, thread.id, NewSplit(claim_ids=(second.id,), reason="another tunnel"), ACT)

    assert () == left.claims
    assert [None, None] == [ledger.claim(each.id).thread_id for each in (first, second)]
    with pytest.raises(NotFound):
        read_thread(ledger, thread.id)
    assert () == list_threads(ledger)
    again = join_claims(ledger, joined(first, second), ACT)
    assert again.id != thread.id
    assert ledger.verify().difference is None


def test_rejected_claims_hold_no_thread_together(ledger: Ledger) -> None:
    """Of three claims one is rejected and one is taken out: the one that still counts stands by itself."""
    first, second, third = tunnel(ledger)
    thread = join_claims(ledger, joined(first, second, third), ACT)
    review_claim(ledger, third.id, NewReview(verdict="reject", reason="misread"), ACT)

    left = split_claims(ledger, thread.id, NewSplit(claim_ids=(second.id,), reason="another tunnel"), ACT)

    assert () == left.claims
    assert [None] * 3 == [ledger.claim(each.id).thread_id for each in (first, second, third)]
    assert () == list_threads(ledger)


def test_a_rejected_thread_hides_no_others(ledger: Ledger) -> None:
    """A page is as long as asked for, also where all claims of a thread were rejected."""
    threads = []
    for number in range(3):
        pair = [told(ledger, f"The gate {number} will open", "2025-11-02", f"2025-11-0{day}") for day in (8, 9)]
        threads.append((join_claims(ledger, joined(*pair), ACT), pair))
    for claim in threads[1][1]:
        review_claim(ledger, claim.id, NewReview(verdict="reject", reason="misread"), ACT)

    assert [threads[2][0].id, threads[0][0].id] == [each.id for each in list_threads(ledger, limit=2)]


def test_what_is_refused(ledger: Ledger) -> None:
    """One claim alone, one that stands in another thread, a rejected one, and one that is not in the thread."""
    first, second, third = tunnel(ledger)
    fourth = told(ledger, "The gate will open", "2025-11-02", "2025-11-08")
    thread = join_claims(ledger, joined(first, second), ACT)
    join_claims(ledger, joined(third, fourth), ACT)
    wrong = told(ledger, "The tunnel will open on Friday", "2025-11-02", "2025-11-08")
    review_claim(ledger, wrong.id, NewReview(verdict="reject", reason="misread"), ACT)

    with pytest.raises(InputError, match="two claims"):
        join_claims(ledger, joined(first, first), ACT)
    with pytest.raises(StateConflict, match="stands in thread"):
        join_claims(ledger, joined(first, third), ACT)
    with pytest.raises(StateConflict, match="rejected"):
        join_claims(ledger, joined(first, wrong), ACT)
    with pytest.raises(StateConflict, match="does not stand in"):
        split_claims(ledger, thread.id, NewSplit(claim_ids=(third.id,), reason="no"), ACT)
    with pytest.raises(NotFound):
        split_claims(ledger, "nothing", NewSplit(claim_ids=(third.id,), reason="no"), ACT)


def test_a_repeated_request_changes_nothing(ledger: Ledger) -> None:
    """The same key and body answer with the same thread."""
    first, second, _ = tunnel(ledger)
    act = Act(actor="mira", now=NOW, once=Once(key="k", request_sha256="0" * 64))
    thread = join_claims(ledger, joined(first, second), act)
    head = ledger.head()

    assert thread == join_claims(ledger, joined(first, second), act)
    assert head == ledger.head()


def test_threads_of_a_speaker_in_pages(ledger: Ledger) -> None:
    """Threads are listed newest first, by speaker or topic, in pages that miss and repeat none."""
    made = []
    for number in range(3):
        pair = [told(ledger, f"Gate {number} will open", "2025-11-02", f"2025-11-0{day}") for day in (5, 8)]
        made.append(join_claims(ledger, joined(*pair), ACT).id)
    speaker = ledger.claims()[0].speaker_id
    about = About(speaker_id=speaker)
    first = list_threads(ledger, about, limit=2)
    rest = list_threads(ledger, about, limit=2, before=first[-1].id)

    assert made[::-1] == [thread.id for thread in (*first, *rest)]
    assert () == list_threads(ledger, About(topic="harbour"))
    totals = total_threads(ledger, about)
    assert (3, 6, 3, 1.0, 3.0) == (
        *(totals.threads, totals.claims, totals.slips),
        *(totals.slips_mean, totals.slip_days_median),
    )


def test_the_slip_chart(ledger: Ledger) -> None:
    """It says n in the picture, tells itself in words, draws the same bytes again, and says where there is nothing."""
    claims = tunnel(ledger)
    thread = join_claims(ledger, joined(*claims), ACT)
    drawn = slip_chart(thread)
    bare = slip_chart(msgspec.structs.replace(thread, claims=()))

    assert drawn == slip_chart(read_thread(ledger, thread.id))
    assert "Last day named, by when (n = 3, slips: 2)" in drawn
    words = "on 2025-11-01: 2025-11-08; on 2025-11-08: 2025-11-15; on 2025-11-20: 2025-11-24."
    assert f"<title>Last days named for one outcome, n = 3, slips: 2. {words}</title>" in " ".join(drawn.split())
    assert "No claim of the thread names a last day." in bare

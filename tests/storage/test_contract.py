"""What every engine of the ledger must do."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from claims.model import Article, Claim, Resolution, Speaker
from jobs.ids import new_id
from storage.errors import AnswerConflict, Conflict, Gone, KeyTaken, LedgerClosed, NotFound, VersionConflict
from storage.events import event_digest, link_root
from storage.ledger import (
    EMPTY_ROOT,
    PAGE_MAX,
    Answer,
    Change,
    ClaimFilter,
    Forgetting,
    KeyIsNew,
    Ledger,
    NotRedacted,
    VersionIs,
    every_claim,
)
from storage.records import JobFailure, Redaction, ReportDefinition, SpeakerAlias
from tests.storage.build import (
    DEADLINE,
    NOW,
    STEPS,
    a_claim,
    a_definition,
    a_redaction,
    a_report,
    a_resolution,
    a_speaker,
    adding,
    an_alias,
    an_article,
    flagged,
    key_of,
    moving,
    one_of_each,
    resolved,
)


def test_an_empty_ledger_verifies(ledger: Ledger) -> None:
    """A new ledger has no events, no head and no difference."""
    found = ledger.verify()

    assert (0, 0, None) == (found.events, found.links, found.difference)
    assert ledger.head() is None
    assert ledger.next_check_at() is None
    assert ledger.next_report_at() is None


def test_every_row_comes_back_as_it_was(ledger: Ledger) -> None:
    """A row of every sort is read back equal to what was committed."""
    rows = one_of_each()
    article, mention, speaker, alias, apart, claim, resolution, correction, reason, condition, *others = rows
    decision, filing, definition, report, failure = others[:5]

    ledger.commit(adding(*rows))

    assert ledger.article(article.id) == article
    assert ledger.mentions([article.id]) == (mention,)
    assert ledger.speaker(speaker.id) == msgspec.structs.replace(speaker, aliases=(alias.alias,))
    assert ledger.distinct_speakers() == {(apart.speaker_id, apart.other_id)}
    assert ledger.claim(claim.id) == claim
    assert ledger.resolutions([claim.id]) == (resolution,)
    assert ledger.corrections(claim.id) == (correction,)
    assert ledger.reasons(claim.id) == (reason,)
    assert ledger.condition(condition.id) == condition
    assert ledger.condition_decisions(condition.id) == (decision,)
    assert ledger.filing(filing.id) == filing
    assert ledger.definition(definition.id) == definition
    assert ledger.report(report.id) == report
    assert ledger.failures() == (failure,)
    assert ledger.verify().difference is None


@pytest.mark.parametrize("text", ["a\x00b", "naïve – “quotes” 🙂", "line\nbreak\ttab", "'; DROP TABLE claims; --", "𝔘"])
def test_text_is_kept_to_the_character(ledger: Ledger, text: str) -> None:
    """Control characters, quotes and characters outside the basic plane survive."""
    article, claim = an_article(text=text), a_claim(text=text, topics=(text,))

    ledger.commit(adding(article, claim))

    assert ledger.article(article.id).text == text
    assert ledger.claim(claim.id) == claim
    assert ledger.claims(ClaimFilter(topic=text)) == (claim,)
    assert ledger.verify().difference is None


def test_instants_are_kept_to_the_microsecond(ledger: Ledger) -> None:
    """An instant comes back aware, in UTC, to the microsecond, whatever the machine's zone."""
    instant = datetime(2025, 11, 24, 20, 59, 59, 123457, tzinfo=UTC)
    claim = a_claim(check_at=instant, deadline_at=instant)

    ledger.commit(adding(claim))

    assert ledger.claim(claim.id).deadline_at == instant
    assert ledger.next_check_at() == instant


@pytest.mark.parametrize("unknown", ["0192f0c1-0000-7000-8000-000000000000", "no id at all", "", "x'"])
def test_an_unknown_id_is_not_found(ledger: Ledger, unknown: str) -> None:
    """What does not exist raises NotFound, also when it is no id at all."""
    for read in (ledger.article, ledger.claim, ledger.speaker, ledger.definition, ledger.report):
        with pytest.raises(NotFound):
            read(unknown)


def test_a_move_needs_the_version_before(ledger: Ledger) -> None:
    """Of two moves from one version the second is refused and changes nothing."""
    claim = a_claim()
    ledger.commit(adding(claim))
    ledger.commit(moving(claim, flagged(claim)))

    with pytest.raises(VersionConflict, match="at version 1 but it is at version 2"):
        ledger.commit(moving(claim, resolved(claim)))

    assert ledger.claim(claim.id) == flagged(claim)
    assert ledger.verify().events == 2


def test_a_move_of_nothing_is_not_found(ledger: Ledger) -> None:
    """A claim that is not there cannot be moved."""
    claim = a_claim()

    with pytest.raises(NotFound):
        ledger.commit(moving(claim, flagged(claim)))


def test_a_fixed_field_cannot_be_moved() -> None:
    """What was said is not among the fields that a move may change."""
    claim = a_claim()
    after = msgspec.structs.replace(claim, text="something else", version=2)

    with pytest.raises(ValueError, match="text"):
        STEPS.moved(claim, after, "test.moved")


def test_a_key_is_taken_once(ledger: Ledger) -> None:
    """The second change for a key is refused, says whose the key is, and leaves nothing of itself."""
    first, second, claim = an_article(), an_article(), a_claim()
    ledger.commit(adding(first))
    again = KeyIsNew(scope="article", key=first.sha256, subject_id=second.id)

    with pytest.raises(KeyTaken) as taken:
        ledger.commit(adding(second, claim, keys=(again,)))

    assert taken.value.subject_id == first.id
    assert ledger.articles() == (first,)
    assert [(first.id, len(first.text))] == [(each.id, each.length) for each in ledger.article_entries()]
    assert ledger.claims() == ()
    assert ledger.owner_of("article", [first.sha256, "other"]) == {first.sha256: first.id}


def test_an_explicit_version_is_held(ledger: Ledger) -> None:
    """A change may depend on a row that it does not move."""
    claim = a_claim()
    ledger.commit(adding(claim))
    note = adding(a_speaker()).steps

    ledger.commit(Change(steps=note, preconditions=(VersionIs(subject="claim", subject_id=claim.id, version=1),)))

    stale = VersionIs(subject="claim", subject_id=claim.id, version=7)
    with pytest.raises(VersionConflict):
        ledger.commit(Change(steps=adding(a_speaker()).steps, preconditions=(stale,)))
    assert 1 == len(ledger.speakers())


def test_an_answer_is_kept_with_its_change(ledger: Ledger) -> None:
    """An answer under an idempotency key is there with the change, and a second one under the key is refused."""
    answer = Answer(key="k1", request_sha256="0" * 64, body='{"id":"x"}', recorded_at=NOW)
    ledger.commit(Change(steps=adding(a_claim()).steps, answer=answer))

    with pytest.raises(AnswerConflict):
        ledger.commit(Change(steps=adding(a_claim()).steps, answer=answer))

    assert ledger.answer("k1") == answer
    assert ledger.answer("k2") is None
    assert 1 == len(ledger.claims())


def test_the_due_queue_follows_the_claims(ledger: Ledger) -> None:
    """A claim is pending, then due, then gone from the queue; pages come in the order of the times."""
    late, soon = a_claim(check_at=DEADLINE + timedelta(hours=1)), a_claim()
    ledger.commit(adding(late, soon))

    assert ledger.pending_until(DEADLINE, limit=10) == (soon,)
    assert ledger.next_check_at() == DEADLINE
    assert ledger.next_check_at(after=DEADLINE) == late.check_at

    for claim in (late, soon):
        ledger.commit(moving(claim, flagged(claim)))

    assert ledger.due() == (flagged(soon), flagged(late))
    assert ledger.due(limit=1, after=(soon.check_at, soon.id)) == (flagged(late),)
    assert ledger.next_check_at() is None

    ledger.commit(moving(flagged(soon), resolved(flagged(soon))))

    assert ledger.due() == (flagged(late),)
    assert ledger.verify().difference is None


def test_claims_are_found_by_every_filter(ledger: Ledger) -> None:
    """Each filter alone finds the claims that fit it, newest first."""
    article, speaker = an_article(), a_speaker()
    one = a_claim(article_id=article.id, speaker_id=speaker.id, kind="schedule", review="accepted", start=9)
    two = a_claim(article_id=article.id, status="due", topics=("ice",), start=3, check_at=NOW)
    ledger.commit(adding(article, speaker, one, two))

    assert ledger.claims() == (two, one)
    assert ledger.claims(ClaimFilter(status="due")) == (two,)
    assert ledger.claims(ClaimFilter(kind="schedule")) == (one,)
    assert ledger.claims(ClaimFilter(review="accepted")) == (one,)
    assert ledger.claims(ClaimFilter(topic="ice")) == (two,)
    assert ledger.claims(ClaimFilter(speaker_id=speaker.id)) == (one,)
    assert ledger.claims(ClaimFilter(speaker_id="not an id")) == ()
    assert ledger.claims(ClaimFilter(check_from=DEADLINE)) == (one,)
    assert ledger.claims(ClaimFilter(check_until=DEADLINE)) == (two,)
    assert ledger.article_claims(article.id) == (two, one)


def test_pages_lead_through_everything(ledger: Ledger) -> None:
    """Page by page every claim is seen once."""
    claims = [a_claim() for _ in range(7)]
    ledger.commit(adding(*claims))

    first = ledger.claims(limit=3)
    second = ledger.claims(limit=3, before=first[-1].id)
    third = ledger.claims(limit=3, before=second[-1].id)

    assert list(reversed(claims)) == [*first, *second, *third]
    assert list(reversed(claims)) == list(every_claim(ledger, ClaimFilter()))


def test_long_pages_of_a_speaker_hold_what_short_ones_hold(ledger: Ledger) -> None:
    """One page with all claims of a speaker holds what many hold: newest first, after a cursor, none merged."""
    mira, tom = a_speaker(), a_speaker()
    claims = [a_claim(speaker_id=draw.id, thread_id=new_id()) for draw in (mira, tom, mira, mira, tom, mira)]
    merged = a_claim(speaker_id=mira.id, merged_into=claims[0].id)
    ledger.commit(adding(mira, tom, *claims, merged))
    of_mira = ClaimFilter(speaker_id=mira.id)

    assert (claims[5], claims[3], claims[2], claims[0]) == ledger.claims(of_mira, limit=PAGE_MAX)
    assert ledger.claims(of_mira, limit=10) == ledger.claims(of_mira, limit=PAGE_MAX)
    assert (claims[2], claims[0]) == ledger.claims(of_mira, limit=PAGE_MAX, before=claims[3].id)
    assert () == ledger.claims(ClaimFilter(speaker_id="not an id"), limit=PAGE_MAX)


@pytest.mark.parametrize("limit", [0, -1, 1001])
def test_a_page_is_bounded(ledger: Ledger, limit: int) -> None:
    """A page of no rows or of too many is refused."""
    with pytest.raises(ValueError, match="1 to 1000"):
        ledger.claims(limit=limit)


def test_speakers_come_with_their_aliases(ledger: Ledger) -> None:
    """Aliases are sorted, and a speaker without any has none."""
    mira, tom = a_speaker(), a_speaker(name="Tom Brandt")
    ledger.commit(adding(mira, tom, an_alias(mira.id, "Mira H."), an_alias(mira.id, "Halvorsen")))

    both = (msgspec.structs.replace(mira, aliases=("Halvorsen", "Mira H.")), tom)

    assert both == ledger.speakers()
    assert both == ledger.speakers_by_id([tom.id, mira.id])
    assert (tom,) == ledger.speakers(after=mira.id)


def test_reports_and_definitions_are_found(ledger: Ledger) -> None:
    """Definitions are found by their time, reports by their definition, newest first."""
    daily, weekly = a_definition(cron="0 8 * * *", next_run_at=NOW), a_definition()
    old, new = a_report(daily.id), a_report(daily.id)
    ledger.commit(adding(daily, weekly, old, new, a_report(weekly.id)))

    assert ledger.definitions() == (daily, weekly)
    assert ledger.definitions_until(NOW, limit=10) == (daily,)
    assert ledger.next_report_at() == NOW
    assert ledger.next_report_at(after=NOW) == weekly.next_run_at
    assert [new.id, old.id] == [each.id for each in ledger.report_entries(definition_id=daily.id)]
    assert 3 == len(ledger.report_entries())


def test_resolutions_come_in_the_order_of_recording(ledger: Ledger) -> None:
    """All resolutions of the claims asked for, the earlier first."""
    claim, other = a_claim(), a_claim()
    second = a_resolution(claim.id, recorded_at=DEADLINE + timedelta(days=1), happened="no", occurred_from=None)
    second = msgspec.structs.replace(second, occurred_to=None)
    first = a_resolution(claim.id)
    ledger.commit(adding(claim, other, second, first, a_resolution(other.id)))

    found: tuple[Resolution, ...] = ledger.resolutions([claim.id])

    assert (first, second) == found
    assert () == ledger.resolutions([])


def test_the_chain_is_made_of_the_events(ledger: Ledger) -> None:
    """Every link's root can be calculated from the root before it and its events."""
    claim = a_claim()
    changes = adding(an_article(), claim), moving(claim, flagged(claim))
    committed = [ledger.commit(change) for change in changes]

    digests = [[event_digest(step.event) for step in change.steps] for change in changes]
    first = link_root(EMPTY_ROOT, digests[0])
    head = ledger.head()

    assert head is not None
    assert (2, 3, 3, first) == (head.number, head.first, head.last, head.previous)
    assert (head.number, head.root) == (committed[1].link, committed[1].root)
    assert head.root == link_root(first, digests[1])
    assert [2, 3] == [position for position, _ in ledger.events(subject_id=claim.id)]
    assert [3] == [position for position, _ in ledger.events(subject_id=claim.id, after=2)]
    assert [2] == [position for position, _ in ledger.events(subject_id=claim.id, limit=1)]
    assert [3] == [position for position, _ in ledger.events(after=2)]


def test_events_hold_no_texts(ledger: Ledger) -> None:
    """No text of an article, claim, name, evidence or report stands in the log."""
    rows = one_of_each()
    ledger.commit(adding(*rows))

    log = "".join(event.body for _, event in ledger.events())

    for words in ("harbour will open", "Halvorsen", "first ship", "harbour is open", "Nothing came due", "dredging"):
        assert words not in log


def test_a_failed_change_does_not_harm_its_neighbours(ledger: Ledger) -> None:
    """In a group with one impossible change all the others are committed."""
    taken, claims = an_article(), [a_claim() for _ in range(20)]
    ledger.commit(adding(taken))

    futures = [ledger.submit(adding(claim)) for claim in claims[:10]]
    bad = ledger.submit(adding(an_article(), keys=(key_of(taken),)))
    futures += [ledger.submit(adding(claim)) for claim in claims[10:]]
    for future in futures:
        future.result(timeout=10)

    with pytest.raises(KeyTaken):
        bad.result(timeout=10)
    assert tuple(reversed(claims)) == ledger.claims()
    assert ledger.verify().difference is None


def test_one_of_many_racing_writers_wins(ledger: Ledger) -> None:
    """Of sixteen threads that take one key and move one claim, exactly one succeeds at each."""
    claim = a_claim()
    ledger.commit(adding(claim))
    start = threading.Barrier(16)

    def race(_: int) -> tuple[bool, bool]:
        start.wait()
        article = an_article(text="the same")
        return _succeeds(ledger, adding(article)), _succeeds(ledger, moving(claim, flagged(claim)))

    with ThreadPoolExecutor(16) as pool:
        results = list(pool.map(race, range(16)))

    assert 1 == sum(took for took, _ in results)
    assert 1 == sum(moved_it for _, moved_it in results)
    assert 3 == ledger.verify().events
    assert ledger.verify().difference is None


def _succeeds(ledger: Ledger, change: Change) -> bool:
    try:
        ledger.commit(change)
    except Conflict:
        return False
    return True


def test_many_writers_and_readers_at_once(ledger: Ledger) -> None:
    """Eight threads write 30 claims each and read them back at once; nothing is lost or doubled."""

    def work(_: int) -> list[str]:
        made: list[Claim] = []
        for _ in range(30):
            claim = a_claim()
            ledger.commit(adding(claim))
            assert ledger.claim(claim.id) == claim
            made.append(claim)
        return [claim.id for claim in made]

    with ThreadPoolExecutor(8) as pool:
        ids = {claim_id for made in pool.map(work, range(8)) for claim_id in made}

    found = [claim.id for claim in every_claim(ledger, ClaimFilter())]
    assert 240 == len(found) == len(set(found))
    assert ids == set(found)
    assert ledger.verify().difference is None


def test_a_snapshot_does_not_move(ledger: Ledger) -> None:
    """Reads within a snapshot see one state, also when it is nested, and the newest after it."""
    first, second = a_claim(), a_claim()
    ledger.commit(adding(first))

    with ledger.snapshot():
        before = ledger.claims()
        ledger.commit(adding(second))
        with ledger.snapshot():
            within = ledger.claims()
        assert ledger.head() is not None

    assert (first,) == before == within
    assert (second, first) == ledger.claims()


def test_a_closed_ledger_says_so(ledger: Ledger) -> None:
    """After closing, which may be done twice, nothing can be read or written."""
    ledger.close()
    ledger.close()

    with pytest.raises(LedgerClosed):
        ledger.claims()
    with pytest.raises(LedgerClosed):
        ledger.commit(adding(a_claim()))


def test_closing_commits_what_was_submitted(ledger: Ledger) -> None:
    """Changes in the queue are committed before the ledger closes."""
    futures = [ledger.submit(adding(a_claim())) for _ in range(300)]

    ledger.close()

    assert all(future.done() and future.exception() is None for future in futures)


def test_every_sort_of_row_is_found_by_its_words(ledger: Ledger) -> None:
    """Rows are found by any word of their texts, whatever its case and what joins its parts; people's are not."""
    rows = one_of_each()
    ledger.commit(adding(*rows))

    naming = {type(row) for row in ledger.records_naming(["harbour", "halvorsen", "weekly", "OSERROR", "Asked for"])}

    assert {Article, Claim, Speaker, SpeakerAlias, Resolution, ReportDefinition, JobFailure, Redaction} <= naming
    assert [] == list(ledger.records_naming(["no such words"]))


def test_redacted_rows_verify(ledger: Ledger) -> None:
    """A row of each sort that has texts loses them, is read back without them, and the ledger verifies."""
    rows = one_of_each()
    ledger.commit(adding(*rows))
    article, claim = rows[0], rows[5]
    assert isinstance(article, Article)
    assert isinstance(claim, Claim)
    redaction = a_redaction(article.id)
    without = [
        (article, msgspec.structs.replace(article, text="gone", title=None)),
        (claim, msgspec.structs.replace(claim, text="gone", horizon=None)),
    ]

    ledger.commit(
        Change(
            steps=(
                STEPS.added(redaction, "redaction.added"),
                *(STEPS.redacted(before, after, redaction.id) for before, after in without),
            ),
            forgetting=Forgetting(keys=(("speaker", "none"),), words=("harbour",)),
        )
    )

    assert "gone" == ledger.article(article.id).text
    assert (2, "gone") == (ledger.claim(claim.id).version, ledger.claim(claim.id).text)
    assert redaction in ledger.redactions(subject_id=article.id)
    assert ledger.verify().difference is None
    with pytest.raises(Gone):
        ledger.commit(Change(steps=(), preconditions=(NotRedacted(subject_id=article.id),)))
    ledger.commit(moving(ledger.claim(claim.id), flagged(ledger.claim(claim.id))))
    assert ledger.verify().difference is None

"""Who speakers are: described, merged and parted without a loss, proposed as one, and redacted together."""

import itertools
import re
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from claims.model import Claim, Speaker
from jobs.errors import InputError, StateConflict
from jobs.identities import describe_speaker, distinguish_speakers, merge_speaker, propose_same, unmerge_speaker
from jobs.moves import Act, again
from jobs.redact import redact_speaker
from jobs.report import define_report, make_due_report
from jobs.requests import NewRedaction, NewReportDefinition, ReportFilters
from jobs.resolve import resolve_claim
from jobs.scorecard import speaker_scorecard
from jobs.speaker_requests import GivenRole, NewDescription, NewDistinction, NewSpeakerMerge
from jobs.speakers import answerable, speakers_named
from storage.errors import Gone, NotFound, VersionConflict
from storage.ledger import AnswersFor, Change, ClaimFilter, Ledger, every_claim
from tests.jobs.build import NOW, it_happened, kinds, later, stored
from tests.jobs.test_webhooks import subscribed, told

ACT = Act(actor="mira", now=NOW)


def said(ledger: Ledger, speaker: str, text: str = "The bridge will open.") -> Claim:
    return stored(ledger, text=text, speaker=speaker)


def merged(ledger: Ledger, claim: Claim, into: Claim) -> Speaker:
    assert claim.speaker_id
    assert into.speaker_id
    return merge_speaker(ledger, claim.speaker_id, NewSpeakerMerge(into=into.speaker_id), ACT)


def whose(ledger: Ledger, *claims: Claim) -> list[str | None]:
    return [ledger.claim(claim.id).speaker_id for claim in claims]


def test_a_speaker_is_described(ledger: Ledger) -> None:
    """Roles stand in the order of their days, the item beside them; what is entered anew takes their place."""
    speaker_id = said(ledger, "Mira Halvorsen").speaker_id or ""
    minister = GivenRole(role="minister", since=date(2022, 5, 1))
    mayor = GivenRole(role="mayor", organisation="Mavik", since=date(2018, 5, 1), until=date(2022, 4, 30))

    after = describe_speaker(ledger, speaker_id, NewDescription(roles=(minister, mayor), wikidata="Q42"), ACT)

    assert ["mayor", "minister"] == [role.role for role in after.roles]
    assert ("Q42", 2) == (after.wikidata, after.version)
    assert after == ledger.speaker(speaker_id)
    with pytest.raises(VersionConflict):
        describe_speaker(ledger, speaker_id, NewDescription(roles=()), Act(actor="mira", now=NOW, version=1))
    assert () == describe_speaker(ledger, speaker_id, NewDescription(roles=()), ACT).roles
    assert ledger.verify().difference is None


def test_a_role_does_not_end_before_it_begins(ledger: Ledger) -> None:
    """It is refused with the field that is wrong."""
    speaker_id = said(ledger, "Mira Halvorsen").speaker_id or ""
    turned = GivenRole(role="mayor", since=date(2022, 5, 1), until=date(2018, 5, 1))

    with pytest.raises(InputError, match="cannot end on 2018-05-01"):
        describe_speaker(ledger, speaker_id, NewDescription(roles=(turned,)), ACT)


def test_claims_of_both_are_the_ones(ledger: Ledger) -> None:
    """What both said counts for the one, what comes under either name too, and lists by either find it."""
    first, second = said(ledger, "Viktor Lipovoi"), said(ledger, "V. Lipovoy", "The town will fall.")
    resolve_claim(ledger, second.id, it_happened(), actor="local", now=later(hours=1))

    into = merged(ledger, second, first)
    third = said(ledger, "V. Lipovoy", "The road will open.")

    assert first.speaker_id == into.id
    assert [into.id] * 3 == whose(ledger, first, second, third)
    assert ("V. Lipovoy",) == into.aliases
    assert [into] == list(speakers_named(ledger, "v. lipovoy"))
    assert second.speaker_id is not None
    assert into == answerable(ledger, second.speaker_id)
    assert into.id == ledger.speaker(second.speaker_id).merged_into
    card = speaker_scorecard(ledger, second.speaker_id, now=later(days=9))
    assert (into.id, 3) == (card.speaker_id, len(list(ledger.claims(ClaimFilter(speaker_id=into.id)))))
    assert "claim.reattributed" in kinds(ledger, second.id)
    assert ledger.verify().difference is None


def test_an_unmerge_brings_back_what_is_told_under_the_names(ledger: Ledger) -> None:
    """Also what came since, resolved or not; what the other said under theirs stays."""
    first, second = said(ledger, "Viktor Lipovoi"), said(ledger, "V. Lipovoy", "The town will fall.")
    merged(ledger, second, first)
    third = said(ledger, "V. LIPOVOY", "The road will open.")
    fourth = said(ledger, "Viktor Lipovoi", "The road will close.")
    resolve_claim(ledger, third.id, it_happened(), actor="local", now=later(hours=1))
    assert second.speaker_id is not None

    alone = unmerge_speaker(ledger, second.speaker_id, ACT)

    assert alone.merged_into is None
    assert [first.speaker_id, second.speaker_id, second.speaker_id, first.speaker_id] == whose(
        ledger, first, second, third, fourth
    )
    assert ("V. LIPOVOY",) == ledger.speaker(second.speaker_id).aliases
    assert () == ledger.speaker(first.speaker_id or "").aliases
    assert ledger.verify().difference is None


def test_merges_of_merges_come_apart_one_by_one(ledger: Ledger) -> None:
    """A into B and B into C: all are C's; without B, A's and B's are B's again."""
    a, b, c = said(ledger, "A. Holm"), said(ledger, "Anna Holm"), said(ledger, "Anna Maria Holm")
    merged(ledger, a, b)
    merged(ledger, b, c)
    assert [c.speaker_id] * 3 == whose(ledger, a, b, c)

    unmerge_speaker(ledger, b.speaker_id or "", ACT)

    assert [b.speaker_id, b.speaker_id, c.speaker_id] == whose(ledger, a, b, c)
    with pytest.raises(StateConflict, match="unmerge them first"):
        merged(ledger, a, c)
    with pytest.raises(StateConflict, match="merge into that one"):
        merged(ledger, c, a)


def test_refusals(ledger: Ledger) -> None:
    """Into oneself, out of nobody, what is not there, and what was told apart twice."""
    one, other = said(ledger, "Anna Holm"), said(ledger, "Anna Holmes")

    with pytest.raises(InputError, match="into themselves"):
        merged(ledger, one, one)
    with pytest.raises(StateConflict, match="not merged"):
        unmerge_speaker(ledger, one.speaker_id or "", ACT)
    with pytest.raises(NotFound):
        merge_speaker(ledger, one.speaker_id or "", NewSpeakerMerge(into="nobody"), ACT)
    pair = NewDistinction(other_id=other.speaker_id or "")
    distinguish_speakers(ledger, one.speaker_id or "", pair, ACT)
    with pytest.raises(StateConflict, match="told apart before"):
        distinguish_speakers(ledger, one.speaker_id or "", pair, ACT)
    again = merged(ledger, one, other)
    assert again == merged(ledger, one, other)
    with pytest.raises(StateConflict, match="one speaker now"):
        distinguish_speakers(ledger, one.speaker_id or "", pair, ACT)


def test_a_claim_planned_before_a_merge_is_planned_anew(ledger: Ledger) -> None:
    """Whose claims a name's are is a precondition of the change that adds one."""
    one, other = said(ledger, "Anna Holm"), said(ledger, "A. Holm")
    alone = AnswersFor(speaker_id=other.speaker_id or "", owner_id=other.speaker_id or "")
    ledger.commit(Change(steps=(), preconditions=(alone,)))

    merged(ledger, other, one)

    with pytest.raises(Gone):
        ledger.commit(Change(steps=(), preconditions=(alone,)))
    led = AnswersFor(speaker_id=one.speaker_id or "", owner_id=other.speaker_id or "")
    ledger.commit(Change(steps=(), preconditions=(led,)))


def test_pairs_are_proposed_until_somebody_decides(ledger: Ledger) -> None:
    """By any of their names; merged ones, and those told apart, are not proposed again."""
    for name in (
        "Viktor Lipovoi",
        "V. Lipovoy",
        "Anna Lindqvist",
        "Anna Lindkvist",
        "a spokesman",
        "Petrov",
        "Petrova",
    ):
        said(ledger, name)
    said(ledger, "Viktor LIPOVOI")

    found = propose_same(ledger)

    assert (7, 2) == (found.compared, found.found)
    assert {("Anna Lindkvist", "Anna Lindqvist"), ("V. Lipovoy", "Viktor Lipovoi")} == {
        tuple(sorted((each.speaker.name, each.other.name))) for each in found.items
    }
    by_name = {each.speaker.name: each for each in found.items}
    holms, lipovois = by_name["Anna Lindqvist"], by_name["Viktor Lipovoi"]
    distinguish_speakers(ledger, holms.other.id, NewDistinction(other_id=holms.speaker.id), ACT)
    merge_speaker(ledger, lipovois.other.id, NewSpeakerMerge(into=lipovois.speaker.id), ACT)
    assert () == propose_same(ledger).items


def test_all_who_are_one_are_redacted_together(ledger: Ledger) -> None:
    """Of neither a name, a role or an item is left, and neither comes back by an unmerge."""
    one, other = said(ledger, "Viktor Lipovoi"), said(ledger, "V. Lipovoy", "Lipovoy will hold the town.")
    into = merged(ledger, other, one)
    described = NewDescription(roles=(GivenRole(role="commander of Lipovoy's guard"),), wikidata="Q42")
    describe_speaker(ledger, into.id, described, ACT)

    done = redact_speaker(
        ledger, other.speaker_id or "", NewRedaction(reason="asked"), actor="mira", now=later(hours=1)
    )

    assert other.speaker_id == done.redaction.subject_id
    assert (2, 2) == (done.rows["speaker"], done.rows["claim"])
    for speaker in ledger.speakers():
        assert ((), None) == (speaker.roles, speaker.wikidata)
        assert "ipovo" not in speaker.name
    assert not [claim for claim in ledger.claims() if "ipovo" in f"{claim.text} {claim.speaker}"]
    with pytest.raises(Gone):
        unmerge_speaker(ledger, other.speaker_id or "", ACT)
    assert ledger.verify().difference is None


def test_the_same_words_of_one_count_once(ledger: Ledger) -> None:
    """What both said in the same words was two forecasts while they were two, and is one and its repeat now."""
    first, second = said(ledger, "Anna Lindqvist"), said(ledger, "Anna Lindkvist")
    for claim in (first, second):
        resolve_claim(ledger, claim.id, it_happened(), actor="local", now=later(hours=1))
    assert 1 == speaker_scorecard(ledger, second.speaker_id or "", now=later(days=9)).headline.n

    merged(ledger, second, first)

    card = speaker_scorecard(ledger, second.speaker_id or "", now=later(days=9))
    assert (first.speaker_id, 1, 1) == (card.speaker_id, card.headline.n, card.coverage.reiterations)
    unmerge_speaker(ledger, second.speaker_id or "", ACT)
    assert 1 == speaker_scorecard(ledger, second.speaker_id or "", now=later(days=9)).headline.n
    assert ledger.verify().difference is None


def test_a_webhook_and_a_report_of_the_merged_are_of_the_other(ledger: Ledger) -> None:
    """Those who asked for one spelling go on being told what is said under the other too."""
    first, second = said(ledger, "Anna Lindqvist"), said(ledger, "Anna Lindkvist")
    subscribed(ledger, "http://127.0.0.1:9/in", filters=ReportFilters(speaker_id=second.speaker_id))
    told(ledger, later(hours=1))
    filters = ReportFilters(speaker_id=second.speaker_id)
    daily = NewReportDefinition(name="Daily", cron="0 8 * * *", period_days=30, filters=filters)
    definition = define_report(ledger, daily, actor="local", now=NOW)

    merged(ledger, second, first)
    third = said(ledger, "Anna Lindqvist", "The ferry will sail.")

    assert third.id in {subject_id for _, subject_id in told(ledger, later(hours=2))}
    report = make_due_report(ledger, definition.id, now=later(days=1))
    assert report is not None
    assert {first.id, second.id, third.id} == set(re.findall(r'"id":"([0-9a-f-]{36})"', report.rows)) & {
        first.id,
        second.id,
        third.id,
    }


def test_no_claim_is_left_behind_while_many_come_in(ledger: Ledger) -> None:
    """Four threads add claims under both names while the two are merged and parted over and over; at every pause each
    claim is whose its name leads to, and none is lost."""
    names = ("Anna Lindqvist", "Anna Lindkvist")
    first, second = (said(ledger, name) for name in names)
    added: list[str] = [first.id, second.id]
    done = threading.Event()

    def add(number: int) -> None:
        for count in itertools.count():
            if done.is_set():
                return
            added.append(said(ledger, names[count % 2], f"Gate {number} will open {count} times.").id)

    with ThreadPoolExecutor(4) as pool:
        adding = [pool.submit(add, number) for number in range(4)]
        for _ in range(4):
            merged(ledger, second, first)
            unmerge_speaker(ledger, second.speaker_id or "", ACT)
        merged(ledger, second, first)
        done.set()
        for each in adding:
            each.result()
    assert {first.speaker_id} == set(whose(ledger, *map(ledger.claim, added)))
    unmerge_speaker(ledger, second.speaker_id or "", ACT)

    owners = dict(zip(names, (first.speaker_id, second.speaker_id), strict=True))
    claims = [claim for claim in every_claim(ledger, ClaimFilter()) if claim.id in added]
    assert len(added) == len(claims) > 8
    assert [] == [claim for claim in claims if claim.speaker_id != owners[claim.speaker or ""]]
    assert ledger.verify().difference is None


def test_a_version_is_asked_of_the_speaker_alone(ledger: Ledger) -> None:
    """A claim that is flagged while a merge is planned is read again; a speaker who has changed is a conflict."""
    first, second = said(ledger, "Anna Lindqvist"), said(ledger, "Anna Lindkvist")
    request = NewSpeakerMerge(into=first.speaker_id or "")
    stale = Act(actor="mira", now=NOW, version=7)
    with pytest.raises(VersionConflict):
        merge_speaker(ledger, second.speaker_id or "", request, stale)
    conflicts = iter([VersionConflict("claim", second.id, 1, 2)])

    def work() -> str:
        for conflict in conflicts:
            raise conflict
        return "done"

    assert "done" == again(Act(actor="mira", now=NOW, version=1), second.speaker_id or "", work)

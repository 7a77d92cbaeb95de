"""Scorecards: who counts, where, and what they say of themselves."""

import random
from collections import Counter
from datetime import UTC, date, datetime
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.calibration import brier
from claims.outcome import Case
from claims.scorecard import Scorecard, Terms
from claims.scoring import READINGS, band_of, base_rates, group_of, score
from tests.unit.scoring.build import AS_OF, TERMS, a_case, a_claim, a_resolution


def card_of(cases: list[Case], **terms: Any) -> Scorecard:
    """A scorecard with nothing but cases and terms given."""
    return score(cases, name="Mira Halvorsen", terms=msgspec.structs.replace(TERMS, **terms))


def unresolved(number: int, **fields: Any) -> Case:
    """A claim that nobody has resolved."""
    return Case(a_claim(number, **{"status": "due", "review": "unreviewed", **fields}))


def test_coverage_line() -> None:
    """Every step keeps a part of the one before, and what is lost on the last is named."""
    again = a_claim(11, text="Bridge number 1 will open, by the end of May!")
    cases = [
        a_case(1),
        a_case(2, "no"),
        a_case(3, review="rejected"),
        a_case(4, latest=None, shape="undated"),
        a_case(5, lenient_latest=date(2027, 6, 1)),
        unresolved(6),
        Case(a_claim(7), a_resolution(a_claim(7), "void", void_reason="annulled")),
        a_case(8, review="unreviewed"),
        Case(a_claim(9), a_resolution(a_claim(9), occurred_from=date(2026, 5, 30), occurred_to=date(2026, 6, 2))),
        Case(again, a_resolution(again)),
        a_case(12, hedge="possible"),
    ]
    coverage = card_of(cases).coverage

    assert (11, 10, 9, 8, 7, 3) == (
        coverage.extracted,
        coverage.not_rejected,
        coverage.dated,
        coverage.matured,
        coverage.resolved,
        coverage.scored,
    )
    assert {"reiteration": 1, "undecided": 1, "unreviewed": 1, "void": 1} == coverage.not_scored
    assert coverage.resolved - coverage.scored == sum(coverage.not_scored.values())
    assert ({"annulled": 1}, 1, 1) == (coverage.void, coverage.reiterations, coverage.unresolved)


def test_cannot_be_judged() -> None:
    """Undated, void and undecided claims are those that cannot be judged, of all that are not rejected."""
    cases = [
        a_case(1),
        unresolved(2),
        a_case(3, latest=None, shape="undated"),
        Case(a_claim(4), a_resolution(a_claim(4), "void", void_reason="ambiguous")),
        a_case(5, latest=None, review="rejected"),
    ]
    found = card_of(cases).cannot_be_judged

    assert (2, 4, 0.5) == (found.hits, found.n, found.rate)


@pytest.mark.parametrize(
    ("fields", "group"),
    [
        ({}, "headline"),
        ({"kind": "commitment"}, "headline"),
        ({"kind": "schedule"}, "schedules"),
        ({"hedge": "possible"}, "hedge_too_wide"),
        ({"hedge": "possible", "probability_source": "stated", "probability": 0.4}, "headline"),
        ({"latest": None, "default_latest": date(2026, 2, 9), "openness": "vague"}, "vague"),
        ({"openness": "vague"}, "vague"),
        ({"kind": "schedule", "hedge": "possible"}, "schedules"),
    ],
)
def test_groups(fields: dict[str, Any], group: str) -> None:
    """Predictions and commitments are the headline; schedules, vague ends and too wide hedges stand apart."""
    card = card_of([a_case(1, **fields)])

    assert group == group_of(a_claim(1, **fields))
    sizes = {name: getattr(card, name).n for name in ("headline", "schedules", "vague", "hedge_too_wide")}
    assert {name: int(name == group) for name in sizes} == sizes


@pytest.mark.parametrize(
    ("latest", "band"),
    [
        (date(2026, 1, 17), "week"),
        (date(2026, 1, 18), "month"),
        (date(2026, 2, 10), "month"),
        (date(2026, 4, 12), "quarter"),
        (date(2027, 1, 11), "year"),
        (date(2027, 1, 12), "longer"),
        (None, "longer"),
    ],
)
def test_bands(latest: date | None, band: str) -> None:
    """Bands count days from the day the claim was made to its nominal end."""
    assert band == band_of(a_claim(latest=latest))


def test_numbers_by_hand() -> None:
    """Eight likely claims with six hits and four certain ones with two, against a base rate of 8 in 12."""
    cases = [a_case(n, "yes" if n < 6 else "no", hedge="likely") for n in range(8)]
    cases += [a_case(n, "yes" if n < 10 else "no") for n in range(8, 12)]
    found = card_of(cases).headline

    assert (12, 8, pytest.approx(8 / 12)) == (found.n, found.hit_rate.hits, found.hit_rate.rate)
    assert pytest.approx(1.6918 / 6) == found.brier
    assert pytest.approx(2 / 9) == found.brier_reference
    assert pytest.approx(1 - (1.6918 / 6) / (2 / 9)) == found.skill
    assert 12 == found.comparable


def test_skill_is_null_if_undefined() -> None:
    """Where comparable claims all ended alike, are fewer than ten, or are none, there is nothing to beat."""
    alone = card_of([a_case(n) for n in range(12)])
    few = card_of([a_case(n, "yes" if n < 5 else "no") for n in range(9)])
    strangers = base_rates([a_case(3, kind="commitment"), a_case(4, "no", kind="commitment")], TERMS)
    unlike = score([a_case(1)], name="x", terms=TERMS, base=strangers)

    assert (None, None, None) == (alone.headline.skill, few.headline.skill, unlike.headline.skill)
    assert any("No skill" in sentence for sentence in alone.limits)


def test_base_rates_are_everybodys() -> None:
    """With base rates given, skill is against them: here 9 in 12 of two speakers."""
    others = [a_case(n, "no" if n < 5 else "yes", speaker_id="speaker-2") for n in range(2, 13)]
    base = base_rates([a_case(1), *others], TERMS)
    found = score([a_case(1)], name="x", terms=TERMS, base=base).headline

    assert (12, pytest.approx(0.0625)) == (found.comparable, found.brier_reference)
    assert pytest.approx(1 - 0.0009 / 0.0625) == found.skill


def test_readings_differ_and_agree() -> None:
    """The headline is given under every reading, with whether they agree."""
    late = a_claim(1, lenient_latest=date(2026, 6, 10))
    differ = card_of([Case(late, a_resolution(late, occurred_from=date(2026, 6, 9))), a_case(2)])
    agree = card_of([a_case(1), a_case(2, "no")])

    assert [1, 1, 2] == [each.headline.hit_rate.hits for each in differ.readings]
    assert (False, True, None) == (differ.readings_agree, agree.readings_agree, card_of([]).readings_agree)
    assert (1, 9, 9) == (
        differ.headline.lateness.n,
        differ.headline.lateness.median_days,
        differ.headline.lateness.days_max,
    )


@pytest.mark.parametrize("reading", READINGS)
def test_headline_is_under_the_terms_reading(reading: Any) -> None:
    """The headline is that of the reading asked for."""
    late = a_claim(1, lenient_latest=date(2026, 6, 10))
    card = card_of([Case(late, a_resolution(late, occurred_from=date(2026, 6, 9)))], reading=reading)

    assert next(each.headline for each in card.readings if each.reading == reading) == card.headline


def test_lexicon_switches_probabilities_only() -> None:
    """Another lexicon changes probabilities, their source and what depends on them, never the hit rate."""
    cases = [a_case(1, hedge="likely", text="it is very likely to open"), a_case(2, "no")]
    default, survey = card_of(cases), card_of(cases, lexicon="survey")

    assert default.headline.hit_rate == survey.headline.hit_rate
    assert ["default", "lexicon:survey"] == [default.claims[0].probability_source, survey.claims[0].probability_source]
    assert (0.75, 0.90) == (default.claims[0].probability, survey.claims[0].probability)


def test_repeats_count_once() -> None:
    """The first telling counts; another speaker, deadline or wording is another claim."""
    text = "The  ferry will sail."
    cases = [
        a_case(1, text=text, made_at="2026-01-12"),
        a_case(2, text="the ferry will sail", made_at="2026-01-10"),
        a_case(3, text=text, speaker_id="speaker-2"),
        a_case(4, text=text, latest=date(2026, 6, 30)),
        a_case(5, text="the ferry will sail at last"),
    ]
    card = card_of(cases)

    assert {"claim-00002", "claim-00003", "claim-00004", "claim-00005"} == {row.claim_id for row in card.claims}
    assert (1, {"reiteration": 1}) == (card.coverage.reiterations, card.coverage.not_scored)


def test_unattributed_claims_of_two_articles_are_no_repeats() -> None:
    """In an article's own voice, the same words elsewhere are another's."""
    voice: dict[str, Any] = {"speaker_id": None, "speaker": None, "text": "rain will fall"}

    assert 0 == card_of([a_case(1, **voice), a_case(2, **voice)]).coverage.reiterations


def test_as_of() -> None:
    """What was recorded later is left out: the resolution first, then the claim."""
    case = a_case(1)
    before = card_of([case], as_of=datetime(2026, 6, 1, 12, tzinfo=UTC))
    long_before = card_of([case], as_of=datetime(2026, 1, 10, tzinfo=UTC))

    assert (1, 0, 1) == (before.coverage.matured, before.coverage.resolved, before.coverage.unresolved)
    assert 0 == long_before.coverage.extracted


def test_early_success_waits_for_maturity() -> None:
    """A claim resolved early is scored when its lenient window has closed, not before: early hits alone flatter."""
    claim = a_claim(1)
    case = Case(claim, a_resolution(claim, recorded_at=datetime(2026, 3, 1, tzinfo=UTC)))

    assert [0, 1] == [
        card_of([case], as_of=day).coverage.scored
        for day in (datetime(2026, 5, 31, 23, tzinfo=UTC), datetime(2026, 6, 1, tzinfo=UTC))
    ]


def test_period_is_of_the_day_made() -> None:
    """A period chooses claims by when they were made, both days inclusive."""
    cases = [a_case(n, made_at=f"2026-01-{n:02}") for n in range(8, 13)]
    found = card_of(cases, made_from=date(2026, 1, 9), made_to=date(2026, 1, 11))

    assert ["2026-01-09", "2026-01-10", "2026-01-11"] == [row.made_at for row in found.claims]


def test_one_claim_is_a_scorecard() -> None:
    """From n = 1 on there is a scorecard, and it says in words what it cannot say."""
    card = card_of([a_case(1)])

    assert (1, None) == (card.headline.n, card.headline.brier_interval)
    assert any("One claim says next to nothing" in sentence for sentence in card.limits)
    assert any("nothing can be said" in sentence for sentence in card_of([]).limits)


def test_claims_link_to_their_evidence() -> None:
    """A scorecard names the claims it counts and the resolutions they rest on."""
    assert [("claim-00001", "resolution-claim-00001")] == [
        (row.claim_id, row.resolution_id) for row in card_of([a_case(1)]).claims
    ]


def test_round_trip() -> None:
    """A scorecard survives JSON as it is, to the byte."""
    late = Case(a_claim(4), a_resolution(a_claim(4), occurred_from=date(2026, 6, 9)))
    card = card_of([a_case(1), a_case(2, "no", hedge="likely"), unresolved(3), late])
    encoded = msgspec.json.encode(card)
    again = msgspec.json.decode(encoded, type=Scorecard)

    assert card == again
    assert encoded == msgspec.json.encode(again)


CASES = st.lists(
    st.tuples(
        st.sampled_from(["yes", "no", "partly", "void"]),
        st.sampled_from(["certain", "likely", "possible", "unlikely"]),
        st.booleans(),
        st.sampled_from(["prediction", "commitment", "schedule"]),
        st.integers(0, 30),
    ),
    max_size=25,
)


def built(given_rows: list[tuple[Any, ...]]) -> list[Case]:
    """Cases of the drawn rows: happened, hedge, negated, kind, and the day on which it happened."""
    cases = []
    for number, (happened, hedge, negated, kind, day) in enumerate(given_rows):
        lenient = {"strict_latest": date(2026, 5, 25), "lenient_latest": date(2026, 6, 10)}
        claim = a_claim(number, hedge=hedge, negated=negated, kind=kind, **lenient)
        fields: dict[str, Any] = {"yes": {"occurred_from": date(2026, 5, 15 + day % 17)}, "partly": {"value": day / 30}}
        fields["void"] = {"void_reason": "ambiguous"}
        resolution = a_resolution(
            claim, happened, recorded_at=datetime(2026, 7, 1, tzinfo=UTC), **fields.get(happened, {})
        )
        cases.append(Case(claim, resolution))
    return cases


@given(CASES, st.randoms())
def test_order_does_not_matter(given_rows: list[tuple[Any, ...]], shuffle: random.Random) -> None:
    """The order of the cases changes nothing, to the last byte."""
    cases = built(given_rows)
    mixed = list(cases)
    shuffle.shuffle(mixed)

    assert msgspec.json.encode(card_of(cases)) == msgspec.json.encode(card_of(mixed))


@given(CASES)
def test_void_changes_coverage_only(given_rows: list[tuple[Any, ...]]) -> None:
    """One void more changes the coverage and what cannot be judged, and no score."""
    cases = built(given_rows)
    claim = a_claim(999)
    void = Case(claim, a_resolution(claim, "void", void_reason="unverifiable"))
    before, after = card_of(cases), card_of([*cases, void])
    of_coverage = {"coverage", "cannot_be_judged", "limits"}
    same = [name for name in Scorecard.__struct_fields__ if name not in of_coverage]

    assert [getattr(before, name) for name in same] == [getattr(after, name) for name in same]
    assert before.coverage.extracted + 1 == after.coverage.extracted
    assert before.coverage.scored == after.coverage.scored


@given(CASES)
def test_scores_hold_together(given_rows: list[tuple[Any, ...]]) -> None:
    """Brier lies in [0, 1] and in its interval, Murphy's parts add up to it, coverage narrows, the groups add up."""
    card = card_of(built(given_rows))
    coverage = card.coverage
    steps = (coverage.extracted, coverage.not_rejected, coverage.dated, coverage.matured, coverage.resolved)
    found = [card.headline, card.schedules, card.vague, card.hedge_too_wide]

    assert sorted((*steps, coverage.scored), reverse=True) == [*steps, coverage.scored]
    assert coverage.scored == sum(each.n for each in found)
    for each in found:
        if each.brier is None or each.decomposition is None:
            assert 0 == each.n
            continue
        parts = each.decomposition
        assert 0 <= each.brier <= 1
        assert each.brier_interval is None or each.brier_interval.low <= each.brier <= each.brier_interval.high
        assert pytest.approx(parts.reliability - parts.resolution + parts.uncertainty, abs=1e-12) == each.brier


@given(CASES)
def test_negation_scores_alike(given_rows: list[tuple[Any, ...]]) -> None:
    """A claim and its negation with the outcome swapped score alike."""
    swap = {"yes": "no", "no": "yes"}
    decided = [row for row in given_rows if row[0] in swap]
    contrary = [(swap[row[0]], row[1], not row[2], row[3], 0) for row in decided]
    inside = [(*row[:4], 0) for row in decided]

    one, other = card_of(built(inside)), card_of(built(contrary))

    assert [(row.probability, row.nominal) for row in one.claims] == [
        (row.probability, row.nominal) for row in other.claims
    ]
    assert (one.headline, one.schedules, one.hedge_too_wide) == (other.headline, other.schedules, other.hedge_too_wide)


@given(CASES)
def test_second_path(given_rows: list[tuple[Any, ...]]) -> None:
    """The headline's Brier score and hits, counted anew from the claims that the scorecard links."""
    card = card_of(built(given_rows))
    rows = [row for row in card.claims if row.group == "headline" and row.nominal is not None]
    hits = Counter(row.nominal is not None and row.nominal >= 0.5 for row in rows)

    assert brier((row.probability, row.nominal or 0.0) for row in rows) == card.headline.brier
    assert (len(rows), hits[True]) == (card.headline.n, card.headline.hit_rate.hits)


def test_thousands_of_claims() -> None:
    """A scorecard of 5,000 claims adds up."""
    cases = [a_case(number, "yes" if number % 3 else "no") for number in range(5000)]
    card = score(cases, name="everybody", terms=Terms(as_of=AS_OF))

    assert (5000, 3333) == (card.headline.n, card.headline.hit_rate.hits)

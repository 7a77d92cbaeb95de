"""Resolved claims as ClaimReview of schema.org, in JSON-LD: what others read of an outcome without reading bythen.

What is not known is left out. What the schema cannot say (that a window was read in three ways, or that late evidence
is still waited for) is told in the explanation of the rating.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Final

import msgspec

from claims.lifecycle import evidence_until, is_disputed, is_provisional, standing
from claims.model import Claim, Evidence, Filing, Resolution, Speaker
from claims.outcome import Outcome, derive_outcome, window_end
from claims.reading.en.lexicon import ENGLISH
from claims.reading.speakers import names_body
from claims.report import Source
from jobs.errors import StateConflict
from jobs.linked import (
    CONTEXT,
    Article,
    ClaimReview,
    Comment,
    CreativeWork,
    DigitalDocument,
    Organization,
    Person,
    Publisher,
    Rating,
    ReviewedClaim,
    WebPage,
)
from jobs.policy import Policy
from jobs.wording import ending_words, instant_words
from storage.ledger import PAGE_MAX, REDACTED, About, ClaimFilter, Ledger

BEST: Final = 5
WORST: Final = 1
"""The ends of the scale of ratings: came true, and did not."""


class _Surroundings(msgspec.Struct, frozen=True, kw_only=True):
    """What reviews of some claims are made of beside the claims themselves."""

    resolutions: tuple[Resolution, ...]
    sources: dict[str, Source]
    speakers: dict[str, Speaker]
    repeats: dict[str, list[Claim]]
    filings: dict[str, list[Filing]]


def claim_review(ledger: Ledger, claim_id: str, *, now: datetime, policy: Policy, publisher: Publisher) -> ClaimReview:
    """The review of a claim that is resolved. Raises NotFound, and StateConflict where there is no outcome to tell."""
    with ledger.snapshot():
        claim = ledger.claim(claim_id)
        if why := _unfit(claim):
            raise StateConflict(why)
        filings = ledger.filings(status="accepted", claim_id=claim.id, limit=PAGE_MAX)
        around = _surroundings(ledger, [claim], {claim.id: list(filings)})
    return _review(claim, around, now, policy, publisher)


def claim_reviews(
    ledger: Ledger, about: About, *, now: datetime, policy: Policy, publisher: Publisher
) -> Iterator[ClaimReview]:
    """The reviews of all claims that have one, the newest claims first, within the caller's snapshot."""
    filings: dict[str, list[Filing]] = {}
    for filing in _accepted(ledger):
        filings.setdefault(filing.claim_id, []).append(filing)
    wanted = ClaimFilter(
        status="resolved",
        review="accepted",
        speaker_id=about.speaker_id,
        article_id=about.article_id,
        topic=about.topic,
    )
    before: str | None = None
    while page := ledger.claims(wanted, limit=PAGE_MAX, before=before):
        before = page[-1].id
        fit = [claim for claim in page if _unfit(claim) is None]
        around = _surroundings(ledger, fit, filings)
        yield from (_review(claim, around, now, policy, publisher) for claim in fit)


def _unfit(claim: Claim) -> str | None:
    """Why there is no review of the claim, and what to do; null where there is one."""
    reasons = (
        (claim.merged_into, f"was merged into {claim.merged_into}, which has the review"),
        (claim.review == "rejected", "was rejected: it is no claim that could be reviewed"),
        (is_disputed(claim), "is under dispute; it has an outcome once a third resolution decides"),
        (claim.status != "resolved", f"is {claim.status}; it has an outcome once it is resolved (bythen resolve)"),
        (claim.review != "accepted", "was resolved but not accepted; review it first (bythen review)"),
        (claim.text == REDACTED, "was redacted; nothing is published of words that were taken out"),
    )
    return next((f"claim {claim.id} {why}" for holds, why in reasons if holds), None)


def _accepted(ledger: Ledger) -> Iterator[Filing]:
    after: str | None = None
    while page := ledger.filings(status="accepted", limit=PAGE_MAX, after=after):
        yield from page
        after = page[-1].id


def _repeats(ledger: Ledger, claim_ids: Sequence[str]) -> dict[str, list[Claim]]:
    """The claims that were merged into each of these."""
    found: dict[str, list[Claim]] = {}
    for claim in ledger.claims_by_id(ledger.merged_claim_ids(claim_ids)):
        found.setdefault(str(claim.merged_into), []).append(claim)
    return found


def _surroundings(ledger: Ledger, claims: Sequence[Claim], filings: dict[str, list[Filing]]) -> _Surroundings:
    ids = [claim.id for claim in claims]
    repeats = _repeats(ledger, ids)
    told = [each for claim in claims for each in (claim, *repeats.get(claim.id, ()))]
    articles = sorted({each.article_id for each in told if each.article_id})
    speakers = sorted({claim.speaker_id for claim in claims if claim.speaker_id})
    return _Surroundings(
        resolutions=ledger.resolutions(ids) if ids else (),
        sources={source.article_id: source for source in ledger.sources(articles)} if articles else {},
        speakers={speaker.id: speaker for speaker in ledger.speakers_by_id(speakers)} if speakers else {},
        repeats=repeats,
        filings=filings,
    )


def _review(claim: Claim, around: _Surroundings, now: datetime, policy: Policy, publisher: Publisher) -> ClaimReview:
    resolution = standing(claim, around.resolutions)[-1]
    told = (claim, *around.repeats.get(claim.id, ()))
    works = [_work(around.sources[each.article_id]) for each in told if each.article_id in around.sources]
    works = sorted((work for work in works if work.url or work.headline), key=lambda work: work.date_published or "")
    reviewed = ReviewedClaim(
        author=_author(claim, around.speakers.get(claim.speaker_id or "")),
        date_published=claim.made_at.upper(),
        first_appearance=works[0] if works else None,
        appearance=tuple(works) or None,
    )
    return ClaimReview(
        context=CONTEXT,
        id=f"urn:uuid:{claim.id}",
        url=publisher.review_url.replace("{id}", claim.id) or None,
        claim_reviewed=claim.text,
        item_reviewed=reviewed,
        review_rating=_rating(claim, resolution, now, policy),
        review_body=_shown(resolution.reason),
        author=Organization(name=publisher.name, url=publisher.url or None) if publisher.name else None,
        date_published=resolution.recorded_at,
        citation=tuple(work for work in map(_cited, resolution.evidence) if work) or None,
        comment=tuple(map(_comment, around.filings.get(claim.id, ()))) or None,
    )


def _author(claim: Claim, speaker: Speaker | None) -> Person | Organization | None:
    """Who is answerable, under the canonical name; the organisation, where no speaker is named. The names are shown as
    they stand: whether one is a body's is told by its words."""
    name = _shown(speaker.name if speaker else claim.speaker)
    item = f"https://www.wikidata.org/entity/{speaker.wikidata}" if speaker and speaker.wikidata else None
    organisation = _shown(claim.organisation)
    if name is None:
        return Organization(name=organisation) if organisation and claim.speaker is None else None
    if not claim.role and names_body(name.lower().split(), ENGLISH):
        return Organization(name=name, same_as=item)
    employer = Organization(name=organisation) if organisation else None
    return Person(name=name, job_title=_shown(claim.role), affiliation=employer, same_as=item)


def _work(source: Source) -> Article:
    publisher = _shown(source.publisher)
    return Article(
        url=_shown(source.url),
        headline=_shown(source.title),
        publisher=Organization(name=publisher) if publisher else None,
        date_published=source.published_at.upper() if source.published_at else None,
    )


def _rating(claim: Claim, resolution: Resolution, now: datetime, policy: Policy) -> Rating:
    outcome = derive_outcome(claim, resolution, "nominal")
    words = f"void: {resolution.void_reason}" if outcome.why == "void" else ending_words(outcome.y)
    explained = " ".join(_explained(claim, resolution, outcome, now, policy))
    if outcome.y is None:
        return Rating(alternate_name=words.replace("_", " "), rating_explanation=explained)
    value = round(WORST + (BEST - WORST) * outcome.y, 2)
    return Rating(
        rating_value=int(value) if value.is_integer() else value,
        best_rating=BEST,
        worst_rating=WORST,
        alternate_name=words,
        rating_explanation=explained,
    )


def _explained(claim: Claim, resolution: Resolution, outcome: Outcome, now: datetime, policy: Policy) -> Iterator[str]:
    lasting = claim.shape in {"throughout", "at_least"}
    happened = {
        "yes": "it held" if lasting else "it happened",
        "no": "it did not hold" if lasting else "it did not happen",
        "partly": f"it came about in part ({resolution.value})",
        "void": "not to be judged",
    }[resolution.happened]
    first, last = resolution.occurred_from, resolution.occurred_to
    day = f" on {first}" if first and last in {None, first} else f" between {first} and {last}" if first else ""
    late = f", {outcome.days_late} days after the last day" if outcome.days_late else ""
    yield f"Recorded: {happened}{day}{late}."
    if end := window_end(claim, "nominal"):
        yield f"Last day: {end}{'' if claim.latest else ', our default for vague words'}."
    strict, lenient = (derive_outcome(claim, resolution, reading) for reading in ("strict", "lenient"))
    if not strict.y == outcome.y == lenient.y:
        told = f"strictly (last day {claim.strict_latest}) {ending_words(strict.y)}"
        yield f"Read {told}, leniently (last day {claim.lenient_latest}) {ending_words(lenient.y)}."
    if is_provisional(claim, resolution, policy.grace, now):
        until = instant_words(evidence_until(claim, policy.grace), claim.time_zone)
        yield f"Provisional: late evidence is waited for until {until}."


def _cited(evidence: Evidence) -> WebPage | DigitalDocument | CreativeWork | None:
    quote, note = _shown(evidence.quote), _shown(evidence.note)
    if url := _shown(evidence.url):
        return WebPage(url=url, text=quote, description=note)
    if document := _shown(evidence.document):
        return DigitalDocument(name=document, text=quote, description=note)
    return CreativeWork(text=quote, description=note) if quote or note else None


def _comment(filing: Filing) -> Comment:
    name = "Reply" if filing.kind == "reply" else "Request for a correction"
    return Comment(name=name, text=filing.text, author=Person(name=filing.author), date_created=filing.recorded_at)


def _shown(text: str | None) -> str | None:
    """The text, null where there is none or it was taken out."""
    return None if text == REDACTED else text or None


def review_lines(reviews: Iterable[ClaimReview]) -> Iterator[bytes]:
    """The reviews as NDJSON, a line each."""
    return (msgspec.json.encode(review) + b"\n" for review in reviews)

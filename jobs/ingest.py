"""Articles in, claims out; and claims made by hand."""

import asyncio
import hashlib
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Final

import msgspec

from claims.blank import is_blank
from claims.doubt import doubt_score
from claims.horizon.find import find_horizons
from claims.horizon.keep import keep_for_claim
from claims.lexicon import CLASS_DEFAULTS
from claims.lifecycle import check_time, initial_status
from claims.model import Article, Claim, ClaimReading, Document, HorizonReading, Window
from claims.moment import Moment, MomentError, read_moment, zone_info
from claims.reading.model import Reading, ReadingError
from claims.reading.read import RULESET, read_document
from jobs.complete import CompleteArticle, complete
from jobs.errors import InputError, StateConflict
from jobs.fetch import Fetcher
from jobs.ids import new_id
from jobs.llm import LlmReader, ReadBy
from jobs.once import Once, once_only
from jobs.requests import NewArticle, NewClaim
from jobs.speakers import Speakers, name_key
from jobs.steps import Steps
from jobs.versions import place_known, place_new, without_repeats
from storage.errors import Gone, KeyTaken
from storage.ledger import Answer, Change, KeyIsNew, Ledger
from storage.records import ArticleMention, Redaction

ATTEMPTS: Final = 5
"""How often a plan is made again because another writer was first with an article or a speaker."""

BY_HAND: Final = "by-hand"
"""The ruleset of claims that no rule has read."""


class Ingested(msgspec.Struct, frozen=True, kw_only=True):
    """An article and its claims, sorted by where they stand; `known` when it was stored before and nothing changed.

    `degraded` says why the rules have read it although a language model was to.
    """

    article: Article
    claims: tuple[Claim, ...]
    known: bool
    degraded: str | None = None


def ingest_article(  # noqa: PLR0913 - what is known of the request
    ledger: Ledger,
    request: NewArticle,
    *,
    actor: str,
    now: datetime,
    once: Once | None = None,
    fetcher: Fetcher | None = None,
    reader: LlmReader | None = None,
) -> Ingested:
    """The stored article and its claims; those whose time to look has passed are due at once.

    The text's sha256 is the article's identity: the same text again changes nothing and is `known`. The same request
    again (by `once`) is answered as it was. At a URL where another text stood before, it is a new version of that: what
    the earlier ones say in the same words is not made a claim again. Raises InputError for a text that cannot be read,
    a page without an article or a date in it, or a date or zone that is not one; FetchError where a page cannot be had;
    and AnswerConflict.
    """
    steps = Steps(actor, now, once)
    done = once_only(ledger, once, Ingested, lambda: _ingest(ledger, complete(request, fetcher, now), steps, reader))
    # A kept answer is without the text, which stands in one place only.
    return done if done.article.text else msgspec.structs.replace(done, article=ledger.article(done.article.id))


def _ingest(ledger: Ledger, request: CompleteArticle, steps: Steps, reader: LlmReader | None) -> Ingested:
    sha256 = _sha256(request.text)
    # Made first, so that a bad date is refused with a known text too.
    article = _article(request, sha256, steps.now)
    if known := _known(ledger, sha256, request.url, steps):
        return known
    by_rules = read_article(article)
    read = reader.read(article, by_rules) if reader else ReadBy(reading=by_rules, ruleset=RULESET)
    for _ in range(ATTEMPTS - 1):
        try:
            return _store(ledger, article, read, steps)
        except KeyTaken as taken:
            # Somebody else was first with the article, or with a speaker who was new to both.
            if taken.scope == "article" and (known := _known(ledger, sha256, request.url, steps)):
                return known
        except Gone:
            # A speaker was redacted meanwhile, and the name is nobody's now.
            continue
    return _store(ledger, article, read, steps)


def add_claim(ledger: Ledger, request: NewClaim, *, actor: str, now: datetime, once: Once | None = None) -> Claim:
    """The stored claim, due at once when its time to look has passed. It is taken to be a claim: review `accepted`.

    Raises InputError for a horizon without a date in it, for two ways of dating at once, and for a deadline that lies
    before the claim was made; AnswerConflict for a key of `once` that came with another request.
    """
    steps = Steps(actor, now, once)
    return once_only(ledger, once, Claim, lambda: _add(ledger, request, steps))


def _add(ledger: Ledger, request: NewClaim, steps: Steps) -> Claim:
    reading = reading_by_hand(request)
    for _ in range(ATTEMPTS - 1):
        try:
            return _store_by_hand(ledger, reading, request, steps)
        except (KeyTaken, Gone):
            # Somebody else was first with a speaker who was new to both, or the speaker was redacted meanwhile.
            continue
    return _store_by_hand(ledger, reading, request, steps)


async def add_claim_soon(
    ledger: Ledger, request: NewClaim, *, actor: str, now: datetime, once: Once | None = None
) -> Claim:
    """As `add_claim`, for a caller in an event loop: many of these wait for their commits in one thread.

    What is not in memory is looked up in another thread, and so is a request that may have been answered before.
    """
    if once is not None:
        return await asyncio.to_thread(add_claim, ledger, request, actor=actor, now=now, once=once)
    steps, reading = Steps(actor, now), reading_by_hand(request)
    for _ in range(ATTEMPTS - 1):
        try:
            return await _store_soon(ledger, reading, request, steps)
        except (KeyTaken, Gone):
            continue
    return await _store_soon(ledger, reading, request, steps)


async def _store_soon(ledger: Ledger, reading: ClaimReading, request: NewClaim, steps: Steps) -> Claim:
    if reading.speaker and not ledger.remembers(key := name_key(reading.speaker)):
        await asyncio.to_thread(ledger.speaker_named, key)
    claim, change = _plan_by_hand(ledger, reading, request, steps)
    await asyncio.wrap_future(ledger.submit(change))
    return claim


def _sha256(text: str) -> str:
    try:
        return hashlib.sha256(text.encode()).hexdigest()
    except UnicodeEncodeError as error:
        raise InputError(
            f"character {error.start} of the text is half of a surrogate pair; send whole characters"
        ) from None


def _known(ledger: Ledger, sha256: str, url: str | None, steps: Steps) -> Ingested | None:
    owner = ledger.owner_of("article", [sha256])
    if not owner:
        return None
    article_id = owner[sha256]
    if redactions := ledger.redactions(subject_id=article_id, limit=1):
        raise StateConflict(_refusal(article_id, redactions[0]))
    done = Ingested(article=ledger.article(article_id), claims=ledger.article_claims(article_id), known=True)
    place, answer = place_known(ledger, done.article, url, steps), _answer(steps, done)
    if place.steps or answer:
        try:
            ledger.commit(Change(steps=place.steps, preconditions=place.preconditions, answer=answer))
        except KeyTaken:
            # Somebody else has just noted the same URL, or brought another text from there.
            return _known(ledger, sha256, url, steps)
    return done


def _refusal(article_id: str, redaction: Redaction) -> str:
    when = redaction.recorded_at.date().isoformat()
    return (
        f"this text was redacted as article {article_id} on {when} by {redaction.actor} ({redaction.reason}) and is "
        "not taken again"
    )


def _answer(steps: Steps, done: Ingested) -> Answer | None:
    return steps.answer(msgspec.structs.replace(done, article=msgspec.structs.replace(done.article, text="")))


def _article(request: CompleteArticle, sha256: str, now: datetime) -> Article:
    _read_moment(request.published_at, request.time_zone, "published_at")
    return Article(id=new_id(), sha256=sha256, recorded_at=now, **msgspec.structs.asdict(request))


def _read_moment(text: str, zone: str | None, field: str) -> Moment:
    """The moment that the request's field names. Raises InputError that says which of the two cannot be read."""
    try:
        zone_info(zone or "UTC")
    except MomentError as error:
        raise InputError(str(error), "time_zone") from None
    try:
        return read_moment(text, zone)
    except MomentError as error:
        raise InputError(str(error), field) from None


def read_article(article: Article) -> Reading:
    """What the rules find in the article. Raises InputError for a text that they cannot read."""
    document = Document(**{name: getattr(article, name) for name in Document.__struct_fields__})
    try:
        return read_document(document)
    except (ReadingError, MomentError) as error:
        raise InputError(str(error)) from None


def _store(ledger: Ledger, article: Article, read: ReadBy, steps: Steps) -> Ingested:
    place = place_new(ledger, article, steps)
    reading = without_repeats(ledger, place.before, read.reading)
    speakers = Speakers(ledger, steps)
    claims = tuple(
        new_claim(each, article.id, speakers.id_of(each), read.ruleset, article.recorded_at) for each in reading.claims
    )
    mentions = (
        ArticleMention(
            **msgspec.structs.asdict(each), id=new_id(), article_id=article.id, recorded_at=article.recorded_at
        )
        for each in reading.entries
    )
    done = Ingested(article=article, claims=claims, known=False, degraded=read.degraded)
    change = Change(
        steps=(
            steps.added(article, "article.added"),
            *place.steps,
            *(steps.added(mention, "article_mention.added") for mention in mentions),
            *speakers.steps,
            *(steps.added(claim, "claim.added") for claim in claims),
        ),
        preconditions=(
            KeyIsNew(scope="article", key=article.sha256, subject_id=article.id),
            *place.preconditions,
            *speakers.preconditions,
        ),
        answer=_answer(steps, done),
    )
    ledger.commit(change)
    return done


def new_claim(
    reading: ClaimReading, article_id: str | None, speaker_id: str | None, ruleset: str, now: datetime
) -> Claim:
    """The reading as a claim to be stored, due at once when its time to look has passed."""
    made = read_moment(reading.made_at, reading.time_zone)
    check_at, reason = check_time(reading, reading.begins, made)
    return Claim(
        **msgspec.structs.asdict(reading),
        id=new_id(),
        article_id=article_id,
        speaker_id=speaker_id,
        ruleset=ruleset,
        status=initial_status(check_at, now),
        check_at=check_at,
        check_reason=reason,
        recorded_at=now,
        doubt=doubt_score(reading),
    )


def _store_by_hand(ledger: Ledger, reading: ClaimReading, request: NewClaim, steps: Steps) -> Claim:
    claim, change = _plan_by_hand(ledger, reading, request, steps)
    ledger.commit(change)
    return claim


def _plan_by_hand(ledger: Ledger, reading: ClaimReading, request: NewClaim, steps: Steps) -> tuple[Claim, Change]:
    speakers = Speakers(ledger, steps)
    claim = claim_by_hand(reading, request, speakers.id_of(reading), steps.now)
    added = steps.added(claim, "claim.added")
    change = Change(steps=(*speakers.steps, added), preconditions=speakers.preconditions, answer=steps.answer(claim))
    return claim, change


def claim_by_hand(reading: ClaimReading, request: NewClaim, speaker_id: str | None, now: datetime) -> Claim:
    """The claim made by hand, taken to be one: review `accepted`."""
    claim = new_claim(reading, None, speaker_id, BY_HAND, now)
    return msgspec.structs.replace(claim, topics=request.topics, review="accepted")


def reading_by_hand(request: NewClaim) -> ClaimReading:
    """What the request says of the claim, dated by its words or its instant. Raises InputError."""
    if is_blank(request.text):
        raise InputError("is empty; give what was said", "text")
    made = _read_moment(request.made_at, request.time_zone, "made_at")
    window, begins, rules = window_of(
        request.horizon, request.deadline_at, made, country=request.country, negated=request.negated
    )
    return ClaimReading(
        **{name: getattr(window, name) for name in Window.__struct_fields__},
        start=0,
        end=len(request.text),
        text=request.text,
        speaker=request.speaker.strip() if request.speaker else None,
        attribution="indirect" if request.speaker else "none",
        kind=request.kind,
        made_at=request.made_at,
        time_zone=made.zone,
        horizon=request.horizon,
        begins=begins,
        hedge=request.hedge,
        probability=CLASS_DEFAULTS[request.hedge],
        negated=request.negated,
        rules=rules,
    )


def window_of(
    horizon: str | None, deadline_at: str | None, made: Moment, *, country: str | None = None, negated: bool = False
) -> tuple[Window, date | None, tuple[str, ...]]:
    """The window of horizon words or up to an instant, the day from which it can be judged, and the rule that read it.

    Raises InputError where both are given, or what is given cannot be read; with neither the window is undated.
    """
    if horizon and deadline_at:
        raise InputError("give the horizon's words or deadline_at, not both")
    if deadline_at:
        return _window_to(deadline_at, made), None, ()
    if not horizon:
        return Window(), None, ()
    readings = _find_horizons(horizon, made, country)
    if not readings:
        raise InputError(
            f"no date was found in {horizon!r}; give words such as 'within two days' or 'by May 2026', or a "
            "deadline_at",
            "horizon",
        )
    # Of several phrases the first that leads to a day counts, as the words of one claim.
    reading = next((each for each in readings if each.shape != "undated"), readings[0])
    kept = keep_for_claim(reading, negated=negated)
    return kept, kept.begins, (reading.rule,)


@lru_cache(maxsize=4096)
def _find_horizons(horizon: str, made: Moment, country: str | None) -> tuple[HorizonReading, ...]:
    """The same words of the same day, which come often in a batch, are read once."""
    return tuple(find_horizons(horizon, made, country=country))


def _window_to(deadline_at: str, made: Moment) -> Window:
    """The window that ends at an instant: its last day is the one that holds the last moment before it."""
    deadline = _read_moment(deadline_at, made.zone, "deadline_at")
    if deadline.at is None:
        raise InputError(
            f"{deadline_at!r} is a day; give an instant such as '2025-11-24T18:00:00+03:00', or put the day into the "
            "horizon's words",
            "deadline_at",
        )
    last = (deadline.at - timedelta(microseconds=1)).astimezone(zone_info(made.zone)).date()
    if deadline.at <= made.at if made.at else last < made.day:
        raise InputError(f"{deadline_at} does not lie after the claim was made, {made.day.isoformat()}", "deadline_at")
    return Window(
        shape="by",
        openness="closed",
        latest=last,
        strict_latest=last,
        lenient_latest=last,
        deadline_at=deadline.at,
    )

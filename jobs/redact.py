"""Takes an article's text, or a person's name, out of everything that the ledger keeps, on request.

The rows stay, without the words; an event of each says that and by which redaction, and a `Redaction` says by whom,
when and why. It is done in one change, and then looked for again, until nothing is found that came in meanwhile.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime

import msgspec

from claims.model import Article, Claim, Condition
from claims.report import ReportRows
from jobs.errors import StateConflict
from jobs.ids import new_id
from jobs.ingest import ATTEMPTS
from jobs.masking import (
    Names,
    article_without_text,
    claim_without_text,
    condition_without_text,
    mention_without_text,
    report_without_article,
    resolution_without_quotes,
    without_names,
)
from jobs.reported import rendered
from jobs.requests import NewRedaction
from jobs.speakers import name_key
from jobs.steps import Steps
from storage.errors import VersionConflict
from storage.events import SUBJECTS
from storage.incoming import SourceItem
from storage.ledger import REDACTED, Change, ClaimFilter, Forgetting, Ledger, every_claim
from storage.names import leads_to
from storage.records import Correction, Record, RedactedSubject, Redaction, StoredReport

Pair = tuple[Record, Record]
"""A row as it is, and as it is to be."""


class RedactionDone(msgspec.Struct, frozen=True, kw_only=True):
    """A redaction, and in how many rows of each sort (sorted by its name) something was taken out; none twice."""

    redaction: Redaction
    rows: dict[str, int]


def redact_article(
    ledger: Ledger, article_id: str, request: NewRedaction, *, actor: str, now: datetime
) -> RedactionDone:
    """What was done: the words of the article are gone from its row, its claims and mentions, quotes, and reports.

    Its digest stays, so that the same text sent again is refused. Done twice it changes nothing more. Raises NotFound,
    and StateConflict when the claims are being changed by others all the time.
    """
    article = ledger.article(article_id)

    def plan() -> Iterator[Pair]:
        return ((row, after) for row, after in _of_article(ledger, article) if row != after)

    forgetting = Forgetting(words=(article_id,))
    return _redact(ledger, "article", (article_id,), request, plan, forgetting, Steps(actor, now))


def redact_speaker(
    ledger: Ledger, speaker_id: str, request: NewRedaction, *, actor: str, now: datetime
) -> RedactionDone:
    """What was done: the speaker's names, and those in `request.also`, are gone from every text in the ledger.

    Where one of the names occurs, or a claim of the speaker's stands, the last word of each name is taken out too.
    With a speaker go all who were found to be the same one: each has a redaction, and the rows are counted together.
    Raises NotFound, and StateConflict when the claims are being changed by others all the time.
    """
    merged = ledger.merged_speakers()
    answers = leads_to(ledger.speaker(speaker_id).id, merged)
    same = (speaker_id, *sorted({answers, *(one for one in merged if leads_to(one, merged) == answers)} - {speaker_id}))
    given = {name for one in ledger.speakers_by_id(same) for name in (one.name, *one.aliases)}
    known = [name for name in (*sorted(given), *request.also) if name != REDACTED]
    names = Names(known)

    def plan() -> Iterator[Pair]:
        found = _naming(ledger, names, same)
        pairs = ((row, without_names(row, names, frozenset(same), _render)) for row in found)
        return ((row, after) for row, after in pairs if row != after)

    keys = tuple(key for each in same for key in _keys(each, known))
    forgetting = Forgetting(keys=tuple(dict.fromkeys(keys)), words=(*same, *names.given))
    return _redact(ledger, "speaker", same, request, plan, forgetting, Steps(actor, now))


def _keys(speaker_id: str, names: list[str]) -> tuple[tuple[str, str], ...]:
    """The keys that are digests of the names, which could be guessed from them."""
    aliases = (hashlib.sha256(f"{speaker_id} {name}".encode()).hexdigest() for name in names)
    return (*(("speaker", name_key(name)) for name in names), *(("speaker_alias", key) for key in aliases))


def _redact(  # noqa: PLR0913, PLR0917 - what about, why, how, and by whom
    ledger: Ledger,
    subject: RedactedSubject,
    subject_ids: tuple[str, ...],
    request: NewRedaction,
    plan: Callable[[], Iterator[Pair]],
    forgetting: Forgetting,
    steps: Steps,
) -> RedactionDone:
    """What was done about the first of the subjects, and about the others with it."""
    known = [each for subject_id in subject_ids for each in ledger.redactions(subject_id=subject_id, limit=1)]
    told = set() if request.also else {each.subject_id for each in known}
    new = [_redaction(subject, each, request, steps) for each in subject_ids if each not in told]
    redaction = next(each for each in (*new, *known) if each.subject_id == subject_ids[0])
    rows: Counter[str] = Counter()
    for _ in range(ATTEMPTS):
        pairs = list(plan())
        if not pairs and not new:
            ledger.purge_search()
            return RedactionDone(redaction=redaction, rows=dict(sorted(rows.items())))
        counted = Counter(SUBJECTS[type(row)] for row, _ in pairs)
        changed = tuple(steps.redacted(row, after, redaction.id) for row, after in pairs)
        counts = dict(sorted(counted.items()))
        added = tuple(steps.added(each, "redaction.added", rows=counts) for each in new)
        try:
            ledger.commit(Change(steps=(*added, *changed), forgetting=forgetting))
        except VersionConflict:
            continue
        rows, new = rows + counted, []
    raise StateConflict(f"what is known of {subject} {subject_ids[0]} is being changed by others just now; try again")


def _redaction(subject: RedactedSubject, subject_id: str, request: NewRedaction, steps: Steps) -> Redaction:
    return Redaction(
        id=new_id(),
        subject=subject,
        subject_id=subject_id,
        reason=request.reason,
        actor=steps.actor,
        recorded_at=steps.now,
    )


def _of_article(ledger: Ledger, article: Article) -> Iterator[Pair]:
    """Every row that may hold words of the article, and what is to remain of it."""
    stored = ledger.article(article.id)
    yield stored, article_without_text(stored)
    for mention in ledger.mentions([article.id]):
        yield mention, mention_without_text(mention)
    claims = ledger.article_claims(article.id)
    for claim in claims:
        yield claim, claim_without_text(claim)
    for resolution in ledger.resolutions([claim.id for claim in claims]):
        yield resolution, resolution_without_quotes(resolution, article)
    places = ledger.article_urls(article.id)
    urls = {url for url in (article.url, *(place.url for place in places)) if url}
    for place in places:
        yield place, msgspec.structs.replace(place, url=REDACTED)
    conditions = {claim.condition for claim in claims if claim.condition}
    for row in ledger.records_naming([article.id, *conditions, *urls]):
        if isinstance(row, StoredReport):
            yield row, report_without_article(row, article, _render)
        elif isinstance(row, Correction):
            yield row, msgspec.structs.replace(row, reading=REDACTED)
        elif isinstance(row, SourceItem) and row.url in urls:
            yield row, msgspec.structs.replace(row, url=REDACTED)
        elif isinstance(row, Condition) and row.text in conditions:
            yield row, condition_without_text(row)


def _naming(ledger: Ledger, names: Names, speaker_ids: tuple[str, ...]) -> Iterator[Record]:
    """Every row that may hold one of the names, once: those found, the speaker's, and those of their articles."""
    found: dict[str, Record] = {each: _without_aliases(ledger, each) for each in speaker_ids}
    if names.given:
        found |= {row.id: row for row in ledger.records_naming(names.given)}
    for each in speaker_ids:
        found |= {claim.id: claim for claim in every_claim(ledger, ClaimFilter(speaker_id=each, merged=None))}
    articles = {row.id for row in found.values() if isinstance(row, Article)}
    articles |= {row.article_id for row in found.values() if isinstance(row, Claim) and row.article_id}
    for article_id in sorted(articles):
        rows: tuple[Record, ...] = (
            ledger.article(article_id),
            *ledger.mentions([article_id]),
            *ledger.article_claims(article_id),
        )
        found |= {row.id: row for row in rows}
    claim_ids = [row.id for row in found.values() if isinstance(row, Claim)]
    found |= {row.id: row for row in ledger.resolutions(claim_ids)}
    found |= {row.id: row for row in ledger.records_naming(speaker_ids) if isinstance(row, StoredReport)}
    return iter(found.values())


def _without_aliases(ledger: Ledger, speaker_id: str) -> Record:
    # Aliases are rows of their own, and are found by their own words.
    return msgspec.structs.replace(ledger.speaker(speaker_id), aliases=())


def _render(rows: ReportRows, report: StoredReport) -> str:
    note = "; ".join(
        part for part in (report.note, "words or names were redacted, and the report rendered anew") if part
    )
    return rendered(rows, report.format, note)

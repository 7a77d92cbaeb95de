"""Rows without the words or names that are to go. Pure: a row in, the row as it is to be out.

What an article says is replaced by REDACTED. A person's name within other words is covered by as many blocks as it has
characters, so that what stands around it, and the places of claims in their article, stay as they were.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any, Final

import msgspec

from claims.model import Article, Claim, Condition, Evidence, Resolution, Speaker
from claims.report import ReportRows, Source
from storage.events import SUBJECTS, TEXTS, canonical
from storage.ledger import REDACTED
from storage.records import ArticleMention, Record, SpeakerAlias, StoredReport
from storage.words import whole_words

BLOCK: Final = "█"
"""Covers one character of a name."""

SURNAME_LENGTH_MIN: Final = 3
"""A shorter last word of a name is not looked for by itself: it would be found in the wrong places."""

Render = Callable[[ReportRows, StoredReport], str]


class Names:
    """The names of one person: `given` as they are known, and `alone` with the last word of each of them too."""

    def __init__(self, names: Iterable[str]) -> None:
        given = sorted({name.strip() for name in names if name.strip() and name != REDACTED})
        lasts = {name.split()[-1] for name in given if len(name.split()) > 1}
        self.given = tuple(given)
        self.alone = whole_words({*given, *(last for last in lasts if len(last) >= SURNAME_LENGTH_MIN)})

    def cover(self, text: str) -> str:
        """The text with every name in it covered."""
        return self.alone.sub(lambda found: BLOCK * len(found[0]), text)

    def cover_all(self, value: Any) -> Any:
        """The JSON value with every name in its strings covered; a web address that has one goes as a whole."""
        if isinstance(value, str):
            covered = self.cover(value)
            return REDACTED if covered != value and re.match("(?i)https?://", value) else covered
        if isinstance(value, list | tuple):
            return [self.cover_all(item) for item in value]
        if isinstance(value, dict):
            return {name: self.cover_all(item) for name, item in value.items()}
        return value


def article_without_text(article: Article) -> Article:
    """The article without its words and what leads to them; who published it, and when, stays."""
    title = REDACTED if article.title else None
    return msgspec.structs.replace(article, text=REDACTED, title=title, author=None, url=None)


def mention_without_text(mention: ArticleMention) -> ArticleMention:
    """The dated event without the words that tell of it."""
    return msgspec.structs.replace(mention, text=REDACTED)


def claim_without_text(claim: Claim) -> Claim:
    """The claim without the article's words. What was read from them (whose it is, its window) stays."""
    return msgspec.structs.replace(
        claim,
        text=REDACTED,
        horizon=REDACTED if claim.horizon else None,
        condition=REDACTED if claim.condition else None,
    )


def condition_without_text(condition: Condition) -> Condition:
    """The condition without the article's words."""
    return msgspec.structs.replace(condition, text=REDACTED, horizon=REDACTED if condition.horizon else None)


def resolution_without_quotes(resolution: Resolution, article: Article) -> Resolution:
    """The resolution without what it quotes from the article or links to it."""
    return msgspec.structs.replace(
        resolution, evidence=tuple(_evidence_without(each, article) for each in resolution.evidence)
    )


def _evidence_without(evidence: Evidence, article: Article) -> Evidence:
    linked = evidence.url is not None and evidence.url == article.url
    quoted = evidence.quote is not None and evidence.quote in article.text
    if not linked and not quoted:
        return evidence
    return msgspec.structs.replace(
        evidence, url=None if linked else evidence.url, quote=REDACTED if evidence.quote else None
    )


def report_without_article(report: StoredReport, article: Article, render: Render) -> StoredReport:
    """The report without the article's words, rendered again from what remains of its rows."""

    def without(rows: ReportRows) -> ReportRows:
        sources = tuple(
            Source(article_id=each.article_id, title=REDACTED, publisher=each.publisher, published_at=each.published_at)
            if each.article_id == article.id
            else each
            for each in rows.sources
        )
        cases = tuple(_case_without(case, article) for case in rows.cases)
        pool = None if rows.pool is None else tuple(_case_without(case, article) for case in rows.pool)
        own = {case.claim.id for case in rows.cases if case.claim.article_id == article.id}
        return msgspec.structs.replace(
            rows,
            cases=cases,
            pool=pool,
            sources=sources,
            resolutions=tuple(
                resolution_without_quotes(each, article) if each.claim_id in own else each for each in rows.resolutions
            ),
            mentions=tuple(
                msgspec.structs.replace(each, text=REDACTED) if each.article_id == article.id else each
                for each in rows.mentions
            ),
        )

    return _rewritten(report, without, render)


def _case_without(case: Any, article: Article) -> Any:
    if case.claim.article_id != article.id:
        return case
    resolution = case.resolution and resolution_without_quotes(case.resolution, article)
    return msgspec.structs.replace(case, claim=claim_without_text(case.claim), resolution=resolution)


def without_names(record: Record, names: Names, speaker_ids: frozenset[str], render: Render) -> Record:
    """The row without the person's names: REDACTED where one stood by itself, covered where it stood among words."""
    if isinstance(record, StoredReport):
        return _report_without_names(record, names, speaker_ids, render)
    fields: dict[str, Any] = msgspec.to_builtins(record)
    changed = {name: names.cover_all(fields[name]) for name in _texts_of(record)}
    covered: Record = msgspec.convert(fields | changed, type(record))
    if isinstance(covered, Speaker) and covered.id in speaker_ids:
        return _nobody(covered)
    if isinstance(covered, SpeakerAlias) and covered.speaker_id in speaker_ids:
        return msgspec.structs.replace(covered, alias=REDACTED)
    if isinstance(covered, Claim) and covered.speaker_id in speaker_ids:
        return _of_nobody(covered)
    return covered


def _texts_of(record: Record) -> frozenset[str]:
    return TEXTS[SUBJECTS[type(record)]]


def _nobody(speaker: Speaker) -> Speaker:
    return msgspec.structs.replace(speaker, name=REDACTED, role=None, organisation=None, roles=(), wikidata=None)


def _of_nobody(claim: Claim) -> Claim:
    return msgspec.structs.replace(claim, speaker=REDACTED, role=None, organisation=None)


def _report_without_names(
    report: StoredReport, names: Names, speaker_ids: frozenset[str], render: Render
) -> StoredReport:
    def without(rows: ReportRows) -> ReportRows:
        fields = names.cover_all(msgspec.to_builtins(rows))
        covered = msgspec.convert(fields, ReportRows)
        speakers = tuple(
            msgspec.structs.replace(_nobody(each), aliases=()) if each.id in speaker_ids else each
            for each in covered.speakers
        )
        cases = tuple(_case_of_nobody(case, speaker_ids) for case in covered.cases)
        pool = None if covered.pool is None else tuple(_case_of_nobody(case, speaker_ids) for case in covered.pool)
        return msgspec.structs.replace(covered, cases=cases, pool=pool, speakers=speakers)

    named = msgspec.structs.replace(report, name=names.cover(report.name))
    return _rewritten(named, without, render)


def _case_of_nobody(case: Any, speaker_ids: frozenset[str]) -> Any:
    return msgspec.structs.replace(case, claim=_of_nobody(case.claim)) if case.claim.speaker_id in speaker_ids else case


def _rewritten(report: StoredReport, without: Callable[[ReportRows], ReportRows], render: Render) -> StoredReport:
    """The report of the rows without what is to go. Rows of a form that is no longer known go as a whole."""
    try:
        rows = msgspec.json.decode(report.rows, type=ReportRows)
    except (msgspec.DecodeError, msgspec.ValidationError):
        return msgspec.structs.replace(report, rows=REDACTED, content=REDACTED)
    kept = without(rows)
    if kept == rows:
        return report
    return msgspec.structs.replace(report, rows=canonical(kept).decode(), content=render(kept, report))

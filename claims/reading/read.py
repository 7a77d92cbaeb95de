"""One document, read: the stages in their fixed order."""

from datetime import date, timedelta
from typing import Final

import msgspec

from claims.horizon.find import find_dates
from claims.horizon.values import DateMention
from claims.model import ClaimReading, Document
from claims.moment import Moment, read_moment
from claims.reading.attribution import Voices, known_words, listen
from claims.reading.compose import compose
from claims.reading.en.lexicon import ENGLISH
from claims.reading.futurity import find_candidates, fixed_candidates, quoted_by
from claims.reading.headlines import headline_candidates, is_repeated
from claims.reading.horizons import Times, has_time, read_times, split_dates
from claims.reading.language import find_language
from claims.reading.layout import find_blocks
from claims.reading.lexicon import Lexicon
from claims.reading.model import Candidate, Governor, Reading, ReadingError, Sentence, TimelineMention
from claims.reading.sentences import split_sentences
from claims.reading.speakers import Discourse
from claims.reading.timeline import past_mention

RULESET: Final = "en-1"
"""The version of the rules, stored with every claim; it changes whenever a reading may change."""
TEXT_LENGTH_MAX: Final = 1_000_000
"""Characters; a longer text is refused."""
SETTLED_DAYS: Final = 60
"""What was said longer ago than this, in shifted words ("would") and with no coming date, is taken as settled."""


class Heard(msgspec.Struct, frozen=True):
    """A sentence between the two passes: who is quoted is known only when all has been heard."""

    sentence: Sentence
    governors: list[Governor]
    group: list[Candidate]
    times: Times
    dates: list[DateMention]


def read_document(document: Document) -> Reading:
    """The forward-looking claims and dated entries of a document, with a trace of why.

    Raises ReadingError where the text is empty, over-long or not in English, and MomentError for a bad date or zone.
    """
    check_text(document.text)
    made = read_moment(document.published_at, document.time_zone)
    lexicon = ENGLISH
    blocks = find_blocks(document.text, document.title, lexicon)
    sentences = split_sentences(document.text, blocks, lexicon)
    voices = Voices()
    claims: list[ClaimReading] = []
    entries: list[TimelineMention] = []
    for item in hear(document, sentences, voices, made, lexicon):
        found, entry = settle(document, item, voices, made, lexicon)
        claims.extend(found)
        if entry is not None:
            entries.append(entry)
    claims.extend(read_headline(document, sentences, claims, made, lexicon))
    claims.sort(key=lambda claim: (claim.start, claim.end))
    trace = sorted(voices.trace, key=lambda line: (line.start, line.end, line.rule))
    return Reading(claims=tuple(claims), entries=tuple(entries), trace=tuple(trace))


def check_text(text: str) -> None:
    """Raise ReadingError where a text cannot be read."""
    if not text.strip():
        raise ReadingError("the text is empty; give the words of the article")
    if len(text) > TEXT_LENGTH_MAX:
        raise ReadingError(f"the text has {len(text)} characters; at most {TEXT_LENGTH_MAX} are accepted, so split it")
    language = find_language(text)
    if language != "English":
        raise ReadingError(
            f"the text is in {language}, and only English is read so far; enter its claims by hand (POST /v1/claims)"
        )


def hear(document: Document, sentences: list[Sentence], voices: Voices, made: Moment, lexicon: Lexicon) -> list[Heard]:
    """The sentences that look ahead or hold a date, with their candidates and time words, in text order."""
    discourse, lower_words = Discourse(lexicon), known_words(sentences)
    heard: list[Heard] = []
    anchor: date | None = None
    for sentence in sentences:
        if sentence.title:
            continue
        governors = listen(sentence, voices, discourse, lower_words)
        group, clauses = find_candidates(sentence, governors, voices, discourse, voices.trace)
        timed = has_time(sentence, lexicon)
        if not group and not timed:
            continue
        words = document.text[sentence.start : sentence.end]
        dates = find_dates(words, made, country=document.country, anchor=anchor) if timed else []
        times = Times(readings=(), barred=(), said=None)
        if timed and (group or not lexicon.present_words.isdisjoint(sentence.lows)):
            times = read_times(words, sentence, governors, dates, made, document.country, anchor, lexicon)
            group = [part for candidate in group for part in split_dates(candidate, sentence, times, lexicon)]
            group = group + fixed_candidates(sentence, clauses, governors, voices, discourse, times, made.day)
        group = [candidate for candidate in group if not is_settled(candidate, sentence, times, dates, made.day)]
        if group or dates:
            heard.append(Heard(sentence, governors, group, times, dates))
        anchor = _last_day(dates, times) or anchor
    return heard


def is_settled(
    candidate: Candidate, sentence: Sentence, times: Times, dates: list[DateMention], today: date
) -> bool:
    """Whether shifted words ("would") were said long ago, by a date before them, and so are settled."""
    if candidate.governor is None or candidate.cues[0].rule != "would":
        return False
    at = sentence.starts[candidate.first] - sentence.start
    said = sentence.starts[candidate.governor.verb] - sentence.start
    past = [m for m in dates if m.start < min(at, said) and m.latest < today - timedelta(days=SETTLED_DAYS)]
    coming = any(r.openness == "closed" and r.latest is not None and r.latest > today for r in times.readings)
    return bool(past) and (not coming or past[0].start == 0)


def _last_day(dates: list[DateMention], times: Times) -> date | None:
    """The last single day that a sentence names, from which "the following day" counts in the next."""
    coming = [r.earliest for r in times.readings if r.openness == "closed" and r.earliest and r.earliest == r.latest]
    if coming:
        return coming[-1]
    days = [mention.latest for mention in dates if mention.earliest == mention.latest]
    return days[-1] if days else None


def settle(
    document: Document, item: Heard, voices: Voices, made: Moment, lexicon: Lexicon
) -> tuple[list[ClaimReading], TimelineMention | None]:
    """The claims of one sentence, each with its speaker, and the sentence's entry for the timeline."""
    group = [quoted_by(candidate, voices) for candidate in item.group]
    claims: list[ClaimReading] = []
    taken: list[tuple[int, int]] = []
    for candidate in group:
        claim, reading = compose(document, item.sentence, candidate, group, item.times, made, lexicon)
        claims.append(claim)
        if reading is not None:
            taken.append((reading.start, reading.end))
    entry = past_mention(document.text, item.sentence, item.dates, taken, item.governors, made.day, lexicon)
    return claims, entry


def read_headline(
    document: Document, sentences: list[Sentence], claims: list[ClaimReading], made: Moment, lexicon: Lexicon
) -> list[ClaimReading]:
    """The claim of the headline, where no claim of the body says the same."""
    found: list[ClaimReading] = []
    for sentence in sentences:
        if not sentence.title:
            break
        for candidate in headline_candidates(sentence, lexicon):
            if is_repeated(sentence, claims, lexicon):
                continue
            words = document.text[sentence.start : sentence.end]
            times = read_times(words, sentence, (), [], made, document.country, None, lexicon)
            found.append(compose(document, sentence, candidate, [candidate], times, made, lexicon)[0])
    return found

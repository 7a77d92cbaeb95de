# ruff: noqa: PLR0913, PLR0917 - a stage is given all that it needs, by name, and keeps nothing.
"""One document, read: the stages in their fixed order."""

from datetime import date
from typing import Final

import msgspec

from claims.blank import is_blank
from claims.horizon.find import TimedSentence
from claims.horizon.values import DateMention
from claims.model import Document
from claims.moment import Moment, read_moment
from claims.reading.attribution import Voices, known_words, listen
from claims.reading.compose import compose, on_occasion
from claims.reading.en.lexicon import ENGLISH
from claims.reading.events import Event, find_events
from claims.reading.explain import Told, explain, note, number
from claims.reading.futurity import find_candidates, fixed_candidates, quoted_by
from claims.reading.headlines import headline_candidates, is_repeated
from claims.reading.horizons import Recent, Times, read_times, split_dates
from claims.reading.language import find_language
from claims.reading.layout import find_blocks
from claims.reading.lexicon import DATE, LINK, PRESENT, SUPPOSES, TIME, Lexicon
from claims.reading.model import Candidate, Governor, Reading, ReadingError, Sentence, TimelineMention
from claims.reading.occasions import find_occasion
from claims.reading.sentences import split_sentences
from claims.reading.settled import is_answered, is_past, is_settled, is_spent
from claims.reading.speakers import Discourse
from claims.reading.speeches import find_speeches
from claims.reading.statements import dateline_day, goes_on
from claims.reading.timeline import past_mention
from claims.reading.unreal import is_lapsed

RULESET: Final = "en-7"
"""The version of the rules, stored with every claim; it changes whenever a reading may change."""
TEXT_LENGTH_MAX: Final = 1_000_000
"""Characters; a longer text is refused."""
CLAIMS_MAX: Final = 1_000
"""A text with more claims than this is refused where there is more than one in every CLAIM_LENGTH_MIN characters."""
CLAIM_LENGTH_MIN: Final = 50
"""Characters; the densest article of the corpora has a claim in 96, and the one with the most has 21."""


class Heard(msgspec.Struct, frozen=True):
    """A sentence between the two passes: who is quoted is known only when all has been heard."""

    sentence: Sentence
    governors: list[Governor]
    group: list[Candidate]
    times: Times
    dates: list[DateMention]


def read_document(document: Document) -> Reading:
    """The forward-looking claims and dated entries of a document, with a trace of why.

    Raises ReadingError where the text is empty, over-long, not in English or holds more claims than prose does, and
    MomentError for a bad date or zone.
    """
    check_text(document.text)
    made = read_moment(document.published_at, document.time_zone)
    lexicon = ENGLISH
    blocks = find_blocks(document.text, document.title, lexicon)
    made = dateline_day(document, blocks, made)
    speeches = find_speeches(document.text, blocks, document.title, lexicon)
    sentences, spoken = split_sentences(document.text, blocks, speeches, lexicon)
    voices = Voices(spoken)
    voices.authors.sign(document.text, blocks)
    events = find_events(document.text, [sentence for sentence in sentences if not sentence.title], made, lexicon)
    told: list[Told] = []
    entries: list[TimelineMention] = []
    for item in hear(document, sentences, voices, made, lexicon):
        found, entry = settle(document, item, voices, made, events, lexicon)
        told.extend(found)
        if entry is not None:
            entries.append(entry)
    told.extend(read_headline(document, sentences, told, voices, made, lexicon))
    told.sort(key=lambda one: (one[0].start, one[0].end))
    trace = sorted([*voices.trace, *number(told)], key=lambda line: (line.start, line.end, line.rule))
    return Reading(claims=tuple(claim for claim, _ in told), entries=tuple(entries), trace=tuple(trace))


def check_text(text: str) -> None:
    """Raise ReadingError where a text cannot be read."""
    if is_blank(text):
        raise ReadingError("the text is empty; give the words of the article")
    if len(text) > TEXT_LENGTH_MAX:
        raise ReadingError(f"the text has {len(text)} characters; at most {TEXT_LENGTH_MAX} are accepted, so split it")
    language = find_language(text)
    if language is None:
        raise ReadingError("the text has hardly any letters, so it cannot be read; give the words of the article")
    if language != "English":
        raise ReadingError(
            f"the text is in {language}, and only English is read so far; enter its claims by hand (POST /v1/claims)"
        )


def hear(document: Document, sentences: list[Sentence], voices: Voices, made: Moment, lexicon: Lexicon) -> list[Heard]:
    """The sentences that look ahead or hold a date, with their candidates and time words, in text order."""
    discourse, lower_words = Discourse(lexicon), known_words(sentences)
    voices.discourse = discourse
    heard: list[Heard] = []
    recent, found, most = Recent(), 0, max(CLAIMS_MAX, len(document.text) // CLAIM_LENGTH_MIN)
    said, said_in = made.day, -1
    for place, sentence in enumerate(sentences):
        if sentence.title:
            continue
        governors = listen(sentence, voices, discourse, lower_words)
        group, clauses = find_candidates(sentence, governors, voices, discourse, voices.trace)
        holds = sentence.holds
        timed = bool(holds & TIME)
        supposes = not group and bool(holds & SUPPOSES)
        if not group and not timed and not supposes:
            continue
        timing = TimedSentence(document.text[sentence.start : sentence.end], made, country=document.country)
        dated = timed and bool(holds & DATE)
        dates = timing.dates(anchor=recent.day) if dated else []
        times = Times(readings=(), barred=(), said=None)
        tells = holds & PRESENT or (dated and holds & LINK)
        if supposes or (timed and (group or tells)):
            carried = said if said_in == sentence.paragraph and goes_on(sentence, governors) else None
            times = read_times(timing, sentence, governors, dates, made, recent, lexicon, carried)
            if times.said is not None:
                said, said_in = times.said, sentence.paragraph
            group = [part for candidate in group for part in split_dates(candidate, sentence, times, lexicon)]
            group = group + fixed_candidates(sentence, clauses, governors, voices, discourse, times, made.day)
        following = sentences[place + 1] if place + 1 < len(sentences) else None
        settled = [
            candidate
            for candidate in group
            if is_lapsed(candidate, sentence, times.readings, dates, made.day)
            or is_settled(candidate, sentence, times.readings, dates, times.said, times.told, made.day)
            or is_answered(sentence, candidate, following)
        ]
        if settled:
            group = [candidate for candidate in group if candidate not in settled]
            voices.trace.extend(note(sentence, one.cues[0], "settled: said of a day long past") for one in settled)
        found += len(group)
        if found > most:
            raise ReadingError(f"the text has more than {most} claims; split it into the articles that it is made of")
        if group or dates:
            heard.append(Heard(sentence, governors, group, times, dates))
        recent = Recent(_last_day(dates, times) or recent.day, _last_due(times) or recent.due)
    return heard


def _last_day(dates: list[DateMention], times: Times) -> date | None:
    """The last single day that a sentence names, from which "the following day" counts in the next."""
    coming = [r.earliest for r in times.readings if r.openness == "closed" and r.earliest and r.earliest == r.latest]
    if coming:
        return coming[-1]
    days = [mention.latest for mention in dates if mention.earliest == mention.latest]
    return days[-1] if days else None


def _last_due(times: Times) -> date | None:
    """The last day of the last deadline that a sentence names."""
    return next((r.latest for r in reversed(times.readings) if r.openness == "closed" and r.latest), None)


def settle(
    document: Document, item: Heard, voices: Voices, made: Moment, events: tuple[Event, ...], lexicon: Lexicon
) -> tuple[list[Told], TimelineMention | None]:
    """The claims of one sentence, each with its speaker and its rules, and the sentence's entry for the timeline."""
    group = [voices.authors.speaker_of(quoted_by(one, voices), item.sentence) for one in item.group]
    group = [voices.continued.with_announcer(one, item.sentence) for one in group]
    group = [one if one.speaker is None else voices.settled(one, one.speaker) for one in group]
    told: list[Told] = []
    taken: list[tuple[int, int]] = []
    for candidate in group:
        claim, reading = compose(document, item.sentence, candidate, group, item.times, made, lexicon)
        reported = candidate.governor is not None or candidate.cues[0].rule == "would"
        spent = reported and is_past(reading, item.times.told, made.day)
        if spent or (reading is not None and is_spent(reading, item.sentence, candidate)):
            voices.trace.append(note(item.sentence, candidate.cues[0], "settled: its time passed before the article"))
            continue
        if events and (reading is None or reading.shape == "undated"):
            occasion = find_occasion(candidate, item.sentence, events, made, lexicon)
            if occasion is not None:
                claim = on_occasion(claim, occasion)
                reading = occasion.reading or reading
        voices.continued.judged(claim, item.sentence)
        source = voices.sources.get(candidate.quote)
        told.append((claim, explain(item.sentence, candidate, reading, claim, source)))
        if reading is not None:
            taken.append((reading.start, reading.end))
    entry = past_mention(document.text, item.sentence, item.dates, taken, item.governors, made.day, lexicon)
    return told, entry


def read_headline(
    document: Document, sentences: list[Sentence], told: list[Told], voices: Voices, made: Moment, lexicon: Lexicon
) -> list[Told]:
    """The claim of the headline, where no claim of the body says the same."""
    found: list[Told] = []
    claims = [claim for claim, _ in told]
    for sentence in sentences:
        if not sentence.title:
            break
        for candidate in headline_candidates(sentence, lexicon):
            if is_repeated(sentence, claims, lexicon):
                voices.trace.append(note(sentence, candidate.cues[0], "a headline that repeats a claim of the body"))
                continue
            timing = TimedSentence(document.text[sentence.start : sentence.end], made, country=document.country)
            times = read_times(timing, sentence, (), [], made, Recent(), lexicon)
            claim, reading = compose(document, sentence, candidate, [candidate], times, made, lexicon)
            found.append((claim, explain(sentence, candidate, reading, claim, None)))
    return found

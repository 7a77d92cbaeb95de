# ruff: noqa: PLR0911, PLR0912, PLR0913, PLR0917 - a rule reads best as a run of cases, each with its own answer.
"""Who says what: the pass over the text that gives each verb of saying and each quotation its speaker."""

from collections.abc import Mapping
from typing import Final

from msgspec import structs

from claims.reading.authors import Authors
from claims.reading.continued import DECIDING, Continued
from claims.reading.explain import as_written, quotation
from claims.reading.governors import find_governors
from claims.reading.lexicon import Lexicon
from claims.reading.model import Candidate, Governor, Person, Sentence, TraceLine
from claims.reading.scopes import main_subject
from claims.reading.speakers import Discourse, Name, find_names, names_body
from claims.reading.speeches import Speech
from claims.reading.subjects import resolve

_WORDINGS: Final = frozenset(
    ["message", "words", "view", "verdict", "warning", "promise", "pledge", "assessment", "prediction", "forecast"]
)
_QUOTES: Final = frozenset("\"“”‘’'«»„`")


class Voices:
    """The speaker of each quotation, and what the pass over the text carries from sentence to sentence."""

    def __init__(self, speeches: Mapping[int, Speech]) -> None:
        self.speeches = speeches  # The quotations that the layout gives to somebody, by their numbers.
        self.interviewee: Person | None = None
        self.quotes: dict[int, Person | None] = {}
        self.firm: set[int] = set()  # Quotations whose speaker a verb of saying names.
        self.names: list[Name] = []
        self.last_quote: tuple[int, int] = (-1, 0)  # Paragraph and number of the latest quotation.
        self.trace: list[TraceLine] = []
        self.sources: dict[int, TraceLine] = {}  # How each quotation got its speaker.
        self.opened: tuple[int, int] = (-1, 0)  # The paragraph being read and its first sentence.
        self.heard: dict[int, int] = {}  # The paragraph of each quotation.
        self.said: tuple[int, Person | None] = (-9, None)  # Paragraph and speaker of the latest words reported.
        self.said_in = -9  # The sentence of those words.
        self.authors: Authors = Authors()
        self.continued: Continued = Continued()
        self.discourse: Discourse | None = None

    def is_written(self, number: int) -> bool:
        """Whether the words are a letter or a statement, in which others are reported as in an article."""
        speech = self.speeches.get(number)
        return speech is not None and speech.voice == "named"

    def settled(self, candidate: Candidate, speaker: Person) -> Candidate:
        """The candidate with its speaker by the name that the whole text gives."""
        named = self.discourse.named_later(speaker) if self.discourse is not None else speaker
        return candidate if named is speaker else structs.replace(candidate, speaker=named)


def known_words(sentences: list[Sentence]) -> frozenset[str]:
    """The words as the text writes them inside sentences: in lower case no names, with a capital names."""
    found: set[str] = set()
    for sentence in sentences:
        found.update(sentence.words[1:])
        found.add(sentence.words[0] if sentence.words[0] == sentence.lows[0] else "")
    return frozenset(found)


def listen(sentence: Sentence, voices: Voices, discourse: Discourse, lower_words: frozenset[str]) -> list[Governor]:
    """Read who speaks in the next sentence of a text; `voices` and `discourse` keep what is learned."""
    discourse.now = sentence.index
    names = find_names(sentence, lower_words, discourse.lexicon)
    voices.names = names
    if voices.opened[0] != sentence.paragraph:
        voices.opened = (sentence.paragraph, sentence.index)
    _note_names(sentence, names, discourse)
    _note_subject(sentence, discourse, names)
    governors = find_governors(sentence, discourse, names)
    voices.continued.note(sentence, governors)
    _note_decision(sentence, voices, discourse, names)
    voices.last_quote = _assign_quotes(sentence, governors, voices, discourse, names, voices.last_quote)
    voices.authors.note(sentence, discourse, names)
    _look_back(sentence, voices, discourse, names)
    outside = [one.speaker for one in governors if one.quoted == 0 and one.stance == "report" and one.speaker]
    if outside:
        voices.said, voices.said_in = (sentence.paragraph, outside[-1]), sentence.index
    return governors


def _note_decision(sentence: Sentence, voices: Voices, discourse: Discourse, names: list[Name]) -> None:
    """Learn of "the board decided to keep it": what the board will do behind it is its own word."""
    lows = sentence.lows
    if DECIDING.isdisjoint(lows) or (span := main_subject(sentence, discourse.lexicon)) is None:
        return
    if not DECIDING.isdisjoint(lows[span[1] : span[1] + 2]):
        body = resolve(sentence, span[0], span[1], discourse, names)
        if body is not None:
            voices.continued.plan(body, sentence)


def _look_back(sentence: Sentence, voices: Voices, discourse: Discourse, names: list[Name]) -> None:
    """Let "That was the message from X" name who spoke the quotations of the paragraph that nobody was given."""
    lows = sentence.lows
    if lows[0] not in {"that", "those", "this", "these"} or lows[1:2] not in (["was"], ["were"], ["is"]):
        return
    at = next((i for i, low in enumerate(lows[:9]) if low in {"from", "of"} and lows[i - 1] in _WORDINGS), 0)
    name = next((name for name in names if at and at < name.first <= at + 4), None)
    if name is None:
        return
    speaker = resolve(sentence, at + 1, name.last, discourse, names)
    for number, held in voices.quotes.items():
        if held is None and voices.heard.get(number) == sentence.paragraph:
            voices.quotes[number] = speaker
            voices.sources[number] = quotation(
                sentence, 0, name.last, "named behind", speaker.name if speaker else None
            )


def _note_subject(sentence: Sentence, discourse: Discourse, names: list[Name]) -> None:
    """Let "The bank ..." at the head of a sentence that reports nothing bring the bank into focus."""
    lexicon = discourse.lexicon
    if not sentence.lows or sentence.quotes[0] or sentence.lows[0] in _QUOTES:
        return
    if len(names) > 1 and names[0].first == 0 and sentence.lows[names[0].last : names[1].first] == ["and"]:
        resolve(sentence, 0, names[1].last, discourse, names)
        return
    span = main_subject(sentence, lexicon)
    if span is None or span[0] > 1:
        span = _opening_noun(sentence, lexicon) or span
    if (
        span is None
        or sentence.quotes[span[0]]
        or span[1] - span[0] > 12
        or (span[1] - span[0] == 1 and sentence.lows[span[0]] in lexicon.subject_pronouns)
    ):
        return
    head = sentence.lows[span[1] - 1]
    if (
        sentence.words[span[1] - 1][0].isupper()
        or any(
            low in lexicon.body_nouns or low in lexicon.person_nouns or low in lexicon.group_nouns
            for low in sentence.lows[span[0] : span[1]]
        )
        or head in {"he", "she"}
    ):
        resolve(sentence, span[0], span[1], discourse, names)


def _opening_noun(sentence: Sentence, lexicon: Lexicon) -> tuple[int, int] | None:
    """ "The finance ministry ..." at the head of a sentence whose verb we do not know."""
    lows = sentence.lows
    if lows[0] not in lexicon.determiners:
        return None
    for index in range(1, min(len(lows), 6)):
        if not lows[index][0].isalpha():
            return None
        if (
            lows[index] in lexicon.body_nouns
            or lows[index] in lexicon.group_nouns
            or lows[index] in lexicon.person_nouns
        ):
            following = lows[index + 1] if index + 1 < len(lows) else "."
            if following in lexicon.body_nouns or following in lexicon.person_nouns:
                continue
            return None if following in {"'s", "'", "of"} else (0, index + 1)
    return None


def _note_names(sentence: Sentence, names: list[Name], discourse: Discourse) -> None:
    """Let the discourse know of every name, the one that opens the sentence as its subject."""
    lexicon = discourse.lexicon
    words, lows = sentence.words, sentence.lows
    for position, name in enumerate(names):
        tokens = tuple(words[name.name : name.last])
        if not tokens or all(
            low in lexicon.role_words or low in lexicon.nationalities for low in lows[name.name : name.last]
        ):
            continue
        before = lows[name.first - 1] if name.first else ""
        role_before = before in lexicon.role_words or name.name > name.first
        kind = "unknown"
        if names_body(lows[name.name : name.last], lexicon) or (
            len(tokens) == 1 and tokens[0].isupper() and len(tokens[0]) > 1
        ):
            kind = "body"
        elif role_before and not any(low in lexicon.org_words for low in lows[name.name : name.last]):
            kind = "person"
        elif before in lexicon.body_nouns and before not in lexicon.role_words:
            kind = "body"
        following = lows[name.last : name.last + 3]
        if (
            kind == "unknown"
            and following[:1] == [","]
            and (following[1:2] and (following[1].isdigit() or following[1] == "who"))
        ):
            kind = "person"
        if kind == "unknown" and following[:1] == ["("] and following[2:3] == [")"] and words[name.last + 1].isupper():
            kind = "body"
        entity = discourse.mention(tokens, kind)
        if kind == "person" and not entity.gender:
            title = set(lows[max(0, name.first - 2) : name.name])
            entity.gender = "f" if title & lexicon.female_words else "m" if title & lexicon.male_words else ""
        if kind == "body" and following[:1] == ["("] and following[2:3] == [")"] and words[name.last + 1].isupper():
            discourse.alias(words[name.last + 1], entity)
        if kind == "body":
            entity.nouns.update(low for low in lows[name.name : name.last] if low in lexicon.body_nouns)
            entity.nouns.update({lows[name.last - 1]} & lexicon.org_words)
            back = name.first - 1
            while back >= 0 and lows[back] in lexicon.body_nouns:
                entity.nouns.add(lows[back])
                back -= 1
        if kind == "person":
            entity.nouns.update(low for low in lows[max(0, name.first - 3) : name.name] if low in lexicon.role_words)
        age = following[1] if following[:1] == [","] and following[1:2] and following[1].isdigit() else ""
        if kind == "person" and (age or before.endswith("-year-old")):
            entity.nouns.add(f"{age}-year-old" if age else before)
        possessed = following[:1] in (["'s"], ["'"])
        if sentence.quotes[name.first]:
            entity.last = max(entity.subject, discourse.now - 2)
            continue
        if name.first == 0 or (
            position == 0
            and name.first <= 6
            and not possessed
            and before not in {"of", "in", "at", "for", "to"}
            and not any(
                low in lexicon.subject_pronouns or low in lexicon.verbs or low in lexicon.auxiliaries
                for low in lows[: name.first]
            )
        ):
            entity.subject = discourse.now if not possessed else max(entity.subject, discourse.now - 1)


def _labelled(sentence: Sentence, first: int, discourse: Discourse, names: list[Name]) -> Person | None:
    """Who a label before the words names: "Quote from Roe: ...", "Roe: ...", or in an interview "IR: ..."."""
    colon = next((at for at in (first - 1, first - 2) if at > 0 and sentence.lows[at] == ":"), 0)
    if not colon:
        return None
    word = sentence.words[colon - 1]
    if colon == 1 and word.isupper() and 1 < len(word) < 4:
        for entity in discourse.pool():
            if entity.kind != "body" and "".join([part[:1] for part in entity.name]) == word:
                return entity.person()
    name = next((name for name in names if name.last == colon), None)
    return discourse.mention(tuple(sentence.words[name.name : name.last]), "unknown").person() if name else None


def _assign_quotes(
    sentence: Sentence,
    governors: list[Governor],
    voices: Voices,
    discourse: Discourse,
    names: list[Name],
    last_quote: tuple[int, int],
) -> tuple[int, int]:
    """Give each quotation in the sentence its speaker; returns paragraph and number of the latest quotation."""
    numbers = list(dict.fromkeys(number for number in sentence.quotes if number))
    for number in numbers:
        first = sentence.quotes.index(number)
        voices.heard[number] = sentence.paragraph
        if number in voices.firm:
            last_quote = (sentence.paragraph, number)
            continue
        outside = [g for g in governors if g.quoted == 0 and g.speaker is not None and g.stance != "question"]
        if number in voices.quotes and not outside:
            last_quote = (sentence.paragraph, number)
            continue
        speaker, line = _quote_speaker(sentence, number, first, outside, voices, discourse, names, last_quote)
        voices.quotes[number] = speaker
        if line is not None:
            voices.sources[number] = line
        if outside:
            voices.firm.add(number)
        elif speaker is None:
            voices.trace.append(
                TraceLine(
                    start=sentence.starts[first],
                    end=sentence.end,
                    rule="quotation without a speaker",
                    words=as_written(sentence, first, first + 6),
                    note="nobody near it is said to speak; we abstain",
                )
            )
        last_quote = (sentence.paragraph, number)
    return last_quote


def _quote_speaker(
    sentence: Sentence,
    number: int,
    first: int,
    outside: list[Governor],
    voices: Voices,
    discourse: Discourse,
    names: list[Name],
    last_quote: tuple[int, int],
) -> tuple[Person | None, TraceLine | None]:
    """The speaker of a quotation that no earlier sentence settled, and how it was found."""
    last = len(sentence.quotes) - sentence.quotes[::-1].index(number)
    speech = voices.speeches.get(number)
    if speech is not None:
        speaker = _speech_speaker(speech, sentence, first, voices, discourse, names, last_quote)
        line = quotation(sentence, first, first + 6, f"{speech.voice} speech", speaker.name) if speaker else None
        return speaker, line
    if outside:

        def distance(g: Governor) -> int:
            return min(abs(g.end - first), abs(g.start - last), abs(g.verb - first))

        near = min(outside, key=distance)
        name = near.speaker.name if near.speaker else None
        return near.speaker, quotation(sentence, near.start, near.end, f"quoted by a {near.stance} verb", name)
    speaker, rule = _quiet_speaker(sentence, first, voices, discourse, names, last_quote)
    line = quotation(sentence, first, first + 6, rule, speaker.name) if speaker is not None else None
    return speaker, line


def _speech_speaker(
    speech: Speech,
    sentence: Sentence,
    first: int,
    voices: Voices,
    discourse: Discourse,
    names: list[Name],
    last_quote: tuple[int, int],
) -> Person | None:
    """The speaker of words that the layout gives to somebody; None for whoever asks in an interview."""
    if speech.voice == "labelled":
        return _labelled(sentence, first, discourse, names)
    if speech.voice == "named":
        return discourse.mention(tuple(speech.name.split()), "person").person()
    if speech.voice == "answer":
        voices.interviewee = voices.interviewee or discourse.first_person()
        return voices.interviewee
    if speech.voice == "continued":
        return voices.quotes.get(last_quote[1]) if last_quote[0] == sentence.paragraph - 1 else None
    if speech.voice == "introduced":
        before = voices.speeches.get(last_quote[1])
        if before is not None and before.voice == "introduced" and last_quote[0] == sentence.paragraph - 1:
            return voices.quotes.get(last_quote[1])
        return voices.said[1] if voices.said[0] == sentence.paragraph - 1 else None
    return None


def _quiet_speaker(
    sentence: Sentence,
    first: int,
    voices: Voices,
    discourse: Discourse,
    names: list[Name],
    last_quote: tuple[int, int],
) -> tuple[Person | None, str]:
    """The speaker of a quotation in a sentence without a verb of saying, and the rule that names him."""
    opens = first <= 1
    before = voices.quotes.get(last_quote[1]) if last_quote[0] == sentence.paragraph else None
    if opens and before is not None:
        return before, "goes on with the quotation before"
    labelled = _labelled(sentence, first, discourse, names)
    if labelled is not None:
        return labelled, "label before the quotation"
    if not opens:
        span = main_subject(sentence, discourse.lexicon)
        if span is not None and sentence.quotes[span[0]] == 0:
            found = resolve(sentence, span[0], span[1], discourse, names)
            if found is not None and (found.named or found.plural or found.body):
                return found, "subject of the sentence that quotes"
    if before is not None:
        return before, "goes on with the quotation before"
    alone = _alone_in_paragraph(voices, discourse)
    if alone is not None:
        return alone, "the one person of the paragraph"
    if opens and last_quote[0] == sentence.paragraph - 1 and voices.opened[1] == sentence.index:
        return voices.quotes.get(last_quote[1]), "goes on with the quotation of the paragraph before"
    if opens and voices.said[0] == sentence.paragraph - 1 and voices.opened[1] == sentence.index:
        return voices.said[1], "goes on with the words of the paragraph before"
    return None, ""


def _alone_in_paragraph(voices: Voices, discourse: Discourse) -> Person | None:
    """The only person who has been a subject in the paragraph so far."""
    since = voices.opened[1]
    found = [one for one in discourse.pool() if one.kind == "person" and one.subject >= since]
    return found[0].person() if len(found) == 1 else None

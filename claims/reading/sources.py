# ruff: noqa: PLR0913 - a rule is given all that it needs, by name, and keeps nothing.
"""Sources named without a verb of saying: "according to", "in his words"."""

from typing import Final

from claims.reading.lexicon import Lexicon
from claims.reading.model import Governor, Person, Sentence
from claims.reading.speakers import Discourse, Name
from claims.reading.subjects import resolve

_ENDS: Final = frozenset(["released", "published", "as", "on", "in", "that", "who", "which", "seen"])
_PAPERS: Final = frozenset(["communique", "communiqué", "report", "study", "survey", "poll", "document", "minutes"])
_QUOTES: Final = frozenset("\"“”‘’'«»„`")


def cites(sentence: Sentence, index: int, lexicon: Lexicon) -> bool:
    """Whether "per" at `index` names a source: ", per the exchange", not "two per cent" or "per share"."""
    before, after = sentence.lows[index - 1 : index], sentence.words[index + 1 : index + 2]
    return bool(after) and before == [","] and (after[0][0].isupper() or after[0] in lexicon.determiners)


def in_words(sentence: Sentence, index: int, discourse: Discourse, names: list[Name]) -> Governor | None:
    """ "The front, in his words, will freeze", "in the words of its owner": whose words they are."""
    if sentence.lows[index - 1 : index + 2 : 2] == ["the", "of"]:
        return according_to(sentence, index, index + 2, discourse, names, spoken=True)
    pronoun = {"his": "he", "her": "she", "their": "they"}.get(sentence.lows[index - 1])
    speaker = discourse.pronoun(pronoun) if pronoun else None
    if speaker is None:
        return None
    return Governor(
        verb=index,
        start=index - 2,
        end=index + 1,
        stance="report",
        past=False,
        speaker=speaker,
        subject=pronoun or "",
        scope=((0, index - 2), (index + 1, len(sentence.lows))),
        quoted=sentence.quotes[index],
    )


def citing(sentence: Sentence, index: int, discourse: Discourse, names: list[Name]) -> Governor | None:
    """ "..., the paper said, citing two officials": the one cited is answerable; None where a thing is cited."""
    if sentence.lows[index - 1] != "," or "as" in sentence.lows[index + 1 : index + 14]:
        return None
    lexicon = discourse.lexicon
    opening = sentence.lows[index + 1 : index + 8]
    if (lexicon.person_nouns - lexicon.domains).isdisjoint(opening) and lexicon.body_nouns.isdisjoint(opening):
        return None
    found = according_to(sentence, index, index + 1, discourse, names)
    return found if found is not None and found.speaker is not None else None


def according_to(
    sentence: Sentence, index: int, first: int, discourse: Discourse, names: list[Name], *, spoken: bool = False
) -> Governor | None:
    """ "according to the exchange", with the cue at `index` and the source from `first` on.

    What is no person, body or paper is no source, unless it is `spoken` ("in the words of").
    """
    lows = sentence.lows
    last = first
    opener = next((name for name in names if first <= name.first <= first + 1), None)
    if (
        opener is not None
        and lows[opener.last : opener.last + 1]
        and lows[opener.last] not in {",", "of", "'s", "and", "for", "at", "(", "&"}
        and sentence.words[opener.last][0].isalnum()
    ):
        last = opener.last
    while (
        opener is None
        and last < len(lows)
        and lows[last] not in {",", ";", ".", ":", "(", "—"}
        and lows[last] not in _QUOTES
    ):
        if (
            lows[last] in _ENDS or lows[last] in discourse.lexicon.subject_pronouns - {"this", "these", "those"}
        ) and last > first + 1:
            break
        last += 1
    while (
        opener is not None
        and last != opener.last
        and last < len(lows)
        and lows[last] not in {",", ";", ".", ":", "(", "—"}
        and lows[last] not in _QUOTES
    ):
        if (
            lows[last] in _ENDS or lows[last] in discourse.lexicon.subject_pronouns - {"this", "these", "those"}
        ) and last > first + 1:
            break
        last += 1
    if last <= first:
        return None
    speaker = resolve(sentence, first, last, discourse, names)
    if not spoken and speaker is not None and not (speaker.named or _speaks(speaker, discourse.lexicon)):
        speaker = speaker if speaker.body else None
    scope = tuple(span for span in ((0, index), (last, len(lows))) if span[1] - span[0] > 1)
    return Governor(
        verb=index,
        start=index,
        end=last,
        stance="report",
        scope=scope,
        speaker=speaker,
        past=False,
        quoted=sentence.quotes[index],
        subject=lows[first],
    )


def _speaks(speaker: Person, lexicon: Lexicon) -> bool:
    return any(
        word.lower() in _PAPERS or word.lower() in lexicon.person_nouns or word.lower() in lexicon.body_nouns
        for word in speaker.name.split(" ")
    )

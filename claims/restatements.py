"""Whether two claims tell of one outcome: what is proposed as a slip thread, for a person to decide on.

"The tunnel will open in June" and, in June, "trains will run through the tunnel before the year is out" are one outcome
told twice; "the other tunnel will open in June" is another. What counts is which of their words the two share: names
most, words that only say that something is finished least. Names, numbers or a negation that contradict each other
tell outcomes apart whatever else they share.
"""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Final

import msgspec

from claims.horizon.find import find_horizons
from claims.model import ClaimReading
from claims.moment import read_moment
from claims.restatement_words import ALIKE, ENDINGS, LIGHT, NUMBERS
from claims.suggestions import STOP_WORDS

LIKE_MIN: Final = 0.55
"""From which likeness on two claims are proposed as one outcome, by `tests/corpus/threads/developed_on.jsonl`."""

NAME_WEIGHT: Final = 1.5
LIGHT_WEIGHT: Final = 0.3
"""What a name and a word of finishing weigh, where another word weighs 1."""

CONTRAST: Final = 0.6
"""How much of the likeness is left where the two have different words in one place."""

_WORD: Final = re.compile(r"\d[\d.,]*\d|[^\W_]+(?:['’][^\W_]+)?")
_PART: Final = re.compile(
    r"(?:(?!(?:will|would|shall|is|are|was|were)\b)[^\W\d_]+\s+){0,3}?([^\W\d_]+)\s+(?:of|for|to|from)\s"
)
_YEAR: Final = re.compile(r"(?:19|20|21)\d\d")

_STEM_MIN: Final = 4
_NAME_LIKENESS_MIN: Final = 0.75
"""How alike two spellings of one name are, as `SequenceMatcher.ratio` tells."""


class Said(msgspec.Struct, frozen=True):
    """What a claim says, as it is compared: its telling words with their weights, its names and its numbers."""

    words: dict[str, float]
    """In the order of the text."""
    names: frozenset[str]
    numbers: frozenset[str]
    part: str | None
    """What is of or for something else: "fuel" in "fuel for the reactor", "sequel" in "the sequel to the film"."""


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """A claim that may tell of the same outcome: how alike (0-1) the two are, and the words that they share, sorted."""

    claim_id: str
    likeness: float
    words: tuple[str, ...]


def is_one_source(one: ClaimReading, other: ClaimReading) -> bool:
    """Whether the same speaker or the same organisation is answerable for both; those without either are nobody's."""
    return any(
        mine is not None and theirs is not None and mine.casefold() == theirs.casefold()
        for mine, theirs in ((one.speaker, other.speaker), (one.organisation, other.organisation))
    )


def said(claim: ClaimReading) -> Said:
    """What the claim says, without when."""
    words: dict[str, float] = {}
    names, numbers = set[str](), set[str]()
    first = True
    for found in _WORD.finditer(_timeless(claim)):
        word, low = found[0], found[0].casefold().removesuffix("'s").removesuffix("’s")
        opens, first = first, False
        number = NUMBERS.get(low) or (low.replace(",", "") if low[0].isdigit() else None)
        if number:
            if not _YEAR.fullmatch(number) and number != "1":
                numbers.add(number)
                words[number] = 1.0
            continue
        if low in STOP_WORDS or len(low) < 2:
            continue
        named = word[0].isupper() and not opens
        if named:
            names.add(low)
        key = _key(low)
        weight = NAME_WEIGHT if named else LIGHT_WEIGHT if low in LIGHT or key in LIGHT else 1.0
        words[key] = max(weight, words.get(key, 0.0))
    part = _PART.match(claim.text)
    return Said(words, frozenset(names), frozenset(numbers), _key(part[1]) if part else None)


def _key(word: str) -> str:
    low = word.casefold()
    return ALIKE.get(low, low)


def likeness(one: Said, other: Said) -> tuple[float, tuple[str, ...]]:
    """How much of their words' weight the two share (0-1, after Dice 1945), and these words; 0 for a contradiction."""
    if one.numbers and other.numbers and one.numbers.isdisjoint(other.numbers):
        return 0.0, ()
    if _without(one.names, other) and _without(other.names, one):
        return 0.0, ()
    shared: list[str] = []
    weight = 0.0
    for word, its in one.words.items():
        match = next((each for each in other.words if is_like(word, each)), None)
        if match is not None:
            shared.append(word)
            weight += max(its, other.words[match])
    whole = _weight(one, other) + _weight(other, one)
    share = min(1.0, 2 * weight / whole) if whole else 0.0
    return share * (CONTRAST if is_contrasted(one, other) else 1.0), tuple(sorted(shared))


def is_contrasted(one: Said, other: Said) -> bool:
    """Whether the two say different things in one place, as in "the airport line will be ready" and "the harbour line
    will be ready", or one is about a part of what the other is about."""
    if any(each.part in _alone(each, beside) for each, beside in ((one, other), (other, one))):
        return True
    # What is aligned with what may depend on which of the two comes first.
    return _are_in_one_place(one, other) and _are_in_one_place(other, one)


def _are_in_one_place(one: Said, other: Said) -> bool:
    mine = list(one.words)
    theirs = [next((word for word in mine if is_like(word, each)), each) for each in other.words]
    left, right = _alone(one, other), _alone(other, one)
    return any(
        what == "replace" and left.intersection(mine[a:b]) and right.intersection(theirs[c:d])
        for what, a, b, c, d in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes()
    )


def _alone(one: Said, other: Said) -> frozenset[str]:
    """The words, light ones left out, that the other does not have."""
    return frozenset(
        word
        for word, weight in one.words.items()
        if weight > LIGHT_WEIGHT and not any(is_like(word, each) for each in other.words)
    )


def _weight(one: Said, other: Said) -> float:
    """What the words weigh; a shared one as much as it weighs where it weighs more."""
    return sum(
        max([weight, *(theirs for each, theirs in other.words.items() if is_like(word, each))])
        for word, weight in one.words.items()
    )


def is_like(one: str, other: str) -> bool:
    """Whether two words are of one stem, or spellings of one name."""
    if one == other:
        return True
    length = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    if length >= _STEM_MIN and one[length:] in ENDINGS and other[length:] in ENDINGS:
        return True
    long = min(len(one), len(other)) > 2 * _STEM_MIN - 1
    ratio = max(SequenceMatcher(None, *pair).ratio() for pair in ((one, other), (other, one))) if long else 0.0
    return one[0] == other[0] and ratio >= _NAME_LIKENESS_MIN


def propose(claim: ClaimReading, others: Iterable[tuple[str, ClaimReading]]) -> tuple[Proposal, ...]:
    """The claims, given with their ids, that may tell of the outcome of `claim`; the likeliest first, then by id."""
    mine = said(claim)
    found = []
    for claim_id, other in others:
        if other.negated != claim.negated or not is_one_source(claim, other):
            continue
        share, words = likeness(mine, said(other))
        if share >= LIKE_MIN:
            found.append(Proposal(claim_id=claim_id, likeness=round(share, 3), words=words))
    return tuple(sorted(found, key=lambda each: (-each.likeness, each.claim_id)))


def _timeless(claim: ClaimReading) -> str:
    """The claim's words without those of its horizon, which are found anew where nobody has kept them."""
    if claim.horizon:
        return claim.text.replace(claim.horizon, " ")
    text = claim.text
    for found in reversed(find_horizons(text, read_moment(claim.made_at, claim.time_zone))):
        text = f"{text[: found.start]} {text[found.end :]}"
    return text


def _without(names: frozenset[str], other: Said) -> list[str]:
    """The names that the other claim does not have in any spelling."""
    return [name for name in names if not any(is_like(name, word) for word in other.words)]

"""Where the clause of a cue begins and ends."""

from collections.abc import Sequence
from typing import Final

from claims.reading.lexicon import Lexicon
from claims.reading.model import Cue, Governor, Sentence
from claims.reading.phrases import subject_before

_QUOTES: Final = frozenset("\"“”‘’'«»„`")
_HARD: Final = frozenset({";", "—", "–", "--", ":", "?", "!", "…"})
_TRAILERS: Final = frozenset(
    [
        "but",
        "while",
        "whereas",
        "although",
        "though",
        "which",
        "who",
        "whose",
        "where",
        "as",
        "because",
        "since",
        "adding",
        "saying",
        "said",
        "says",
        "after",
        "a",
        "an",
        "despite",
        "prompting",
        "raising",
        "ending",
        "easing",
        "leaving",
        "making",
        "the",
        "with",
        "according",
        "following",
        "including",
    ]
)
_LEADERS: Final = frozenset(
    [
        "if",
        "unless",
        "once",
        "when",
        "by",
        "in",
        "within",
        "until",
        "till",
        "after",
        "before",
        "from",
        "on",
        "as",
        "without",
        "during",
        "over",
        "at",
        "next",
        "this",
        "later",
        "provided",
        "whenever",
        "starting",
        "beginning",
        "under",
        "with",
        "following",
        "for",
        "throughout",
        "should",
        "given",
        "despite",
        "even",
        "between",
        "then",
    ]
)
_FEW_WORDS: Final = 5  # Tokens, marks included, of a quotation that is part of a reported clause.
_VERBAL: Final = frozenset(
    [",", "that", "will", "would", "could", "may", "might", "is", "are", "was", "were", "has", "had"]
)
WORDS_MAX: Final = 40  # A claim's span stays under about this many words (the marking guide).


class Clause:
    """The tokens `first`..`last` (exclusive) of a cue's clause; `subject` is None where it shares an earlier one."""

    __slots__ = ("cues", "first", "last", "lead", "shared", "subject")

    def __init__(self, first: int, last: int, lead: int, subject: tuple[int, int] | None, cue: Cue) -> None:
        self.first = first
        self.last = last
        self.lead = lead
        self.subject = subject
        self.shared: tuple[int, int] | None = None
        self.cues = [cue]


def find_clause(sentence: Sentence, cue: Cue, floor: int, governors: Sequence[Governor], lexicon: Lexicon) -> Clause:
    """The clause of a cue, not reaching before token `floor`."""
    few = opens_few_words(sentence, cue, lexicon)
    subject = subject_before(sentence, cue.start - 1 if few else cue.start, lexicon)
    quote = 0 if few else sentence.quotes[cue.start]
    if subject is not None and (subject[0] < floor or (sentence.quotes[subject[0]] != quote and quote)):
        inside = max(floor, next((i for i in range(subject[0], subject[1]) if sentence.quotes[i] == quote), subject[1]))
        subject = (inside, subject[1]) if inside < subject[1] else None
    first = subject[0] if subject is not None else cue.start
    lead = _lead(sentence, first, floor, quote)
    last = _right(sentence, cue, quote, governors, lexicon)
    return Clause(first, last, lead, subject, cue)


def _lead(sentence: Sentence, first: int, floor: int, quote: int) -> int:
    """Where an opening "If ...," or "By Friday," in front of the subject begins; `first` if there is none."""
    lows = sentence.lows
    if first - 1 < floor or first == 0:
        return first
    index = first - 1
    if lows[index] in {"then", "and"} and index - 1 >= floor:
        index -= 1
    if lows[index] != ",":
        return _tight_lead(sentence, first, floor, quote)
    start = index
    for back in range(index - 1, max(floor, index - 30) - 1, -1):
        low = lows[back]
        if low in _HARD or low in _QUOTES or sentence.quotes[back] != quote:
            break
        if low in {"if", "unless"}:
            return back
        start = back
        if low == ",":
            start = back + 1
            break
    if start < index and lows[start] in {"and", "but"}:
        start += 1
    return start if lows[start] in _LEADERS and start >= floor else first


def _tight_lead(sentence: Sentence, first: int, floor: int, quote: int) -> int:
    """ "By Sunday we should ...": a short opener without a comma."""
    lows = sentence.lows
    for back in range(first - 1, max(floor, first - 9) - 1, -1):
        low = lows[back]
        if low in _HARD or low in _QUOTES or low in _VERBAL or sentence.quotes[back] != quote:
            return first
        if low == "on" and back == floor:
            return first
        if low in _LEADERS:
            opens = (
                back in (floor, 0)
                or lows[back - 1] in {",", "and", "but", "that", ";", "then", "so"}
                or lows[back - 1] in _QUOTES
            )
            if opens:
                return back
    return first


def opens_few_words(sentence: Sentence, cue: Cue, lexicon: Lexicon) -> bool:
    """Whether only a few words of a reported clause are quoted, the cue first: "a deal “might just” be done"."""
    at = cue.start - 1
    quote = sentence.quotes[cue.start]
    if not quote or at < 1 or sentence.lows[at] not in _QUOTES or sentence.quotes.count(quote) > _FEW_WORDS:
        return False
    before = sentence.lows[at - 1]
    return before[0].isalpha() and before not in lexicon.verbs and before != "that"


def _right(sentence: Sentence, cue: Cue, quote: int, governors: Sequence[Governor], lexicon: Lexicon) -> int:
    lows = sentence.lows
    starts = {governor.start for governor in governors if governor.verb > cue.end}
    index = cue.end
    depth = 0
    while index < len(lows):
        low = lows[index]
        if low == "(":
            depth += 1
        elif low == ")":
            depth -= 1
            if depth < 0:
                return index
        elif depth == 0 and _stops(sentence, index, quote, starts, lexicon):
            return index
        index += 1
    while index > cue.end and (lows[index - 1] in {".", "!", "?"} or lows[index - 1] in _QUOTES):
        index -= 1
    return index


def _stops(sentence: Sentence, index: int, quote: int, starts: set[int], lexicon: Lexicon) -> bool:
    lows = sentence.lows
    low = lows[index]
    if low in _HARD:
        return True
    if quote and sentence.quotes[index] != quote:
        return True
    if low == "," or (not quote and low in _QUOTES):
        following = lows[index + 1] if index + 1 < len(lows) else "."
        if index + 1 in starts or (low in _QUOTES and index + 1 in starts):
            return True
        if low in _QUOTES:
            return False
        return (following in _TRAILERS and not (following in {"a", "an", "the"} and _short_list(lows, index))) or (
            following.endswith("ing") and following not in {"including", "during", "evening", "morning", "spring"}
        )
    return low in {"while", "whereas", "although", "though"}


def _short_list(lows: list[str], index: int) -> bool:
    """Whether "..., a port and a mine" goes on with a list: an "and" follows soon."""
    return "and" in lows[index + 1 : index + 8] and "," not in lows[index + 1 : index + 3]

"""The noun phrases that stand before or behind a verb as its subject."""

from typing import Final

from claims.reading.asides import before_appositive, bracket_start
from claims.reading.lexicon import Lexicon
from claims.reading.model import Sentence

_MARKS: Final = frozenset("\"“”‘’'`;:()[]—–") | {"--", "-", "!", "?", "…", "."}
_QUOTES: Final = frozenset("\"“”‘’'")
_AFTER_STOPS: Final = frozenset(
    [
        "on",
        "in",
        "after",
        "as",
        "during",
        "when",
        "while",
        "before",
        "to",
        "by",
        "who",
        "which",
        "that",
        "whose",
        "where",
        "with",
        "and",
        "but",
        "adding",
        "because",
        "if",
        "since",
        "until",
        "following",
        "amid",
        "about",
        "into",
        "speaking",
        "citing",
        "referring",
        "noting",
        "was",
        "is",
        "were",
        "are",
        "has",
        "had",
    ]
)
_NO_SUBJECT_END: Final = frozenset(["if", "when", "while", "as", "than", "because", "before", "after", "since"])
_CLAUSE_OPENERS: Final = _NO_SUBJECT_END | {
    "but",
    "that",
    "although",
    "though",
    "whereas",
    "unless",
    "whether",
    "so",
    "where",
}
_PARTICIPLES: Final = frozenset(
    ["responding", "replying", "speaking", "answering", "addressing", "reacting", "commenting", "talking", "briefing"]
)
_POINTERS: Final = frozenset({"this", "that", "these", "those"})
_SUBJECT_MAX: Final = 30  # Tokens; a subject further from its verb than this is not looked for.
_RELATIVE_MAX: Final = 6  # Tokens of a subject behind "which" or "that".


def subject_before(sentence: Sentence, verb: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """Tokens of the noun phrase that is subject of the verb at `verb` and stands before it; None if there is none."""
    lows = sentence.lows
    index = verb - 1
    while (
        index >= 0
        and (lows[index] in lexicon.adverbs or lows[index] in lexicon.auxiliaries or lows[index] in lexicon.negatives)
        and lows[index] not in {"all", "both", "each"}
    ):
        index -= 1
    index = _before_time(lows, index, lexicon)
    if index < 0:
        return None
    if lows[index] == ")":
        index = bracket_start(lows, index) - 1
    if index >= 0 and lows[index] == ",":
        index = before_appositive(sentence, index, lexicon)
    if index < 0 or lows[index] in _MARKS or lows[index] == "," or lows[index] in {"and", "or", "but", "nor"}:
        return None
    if lows[index] in lexicon.subject_pronouns - _POINTERS:
        if lows[index] in {"who", "which"}:
            return _relative_head(sentence, index, lexicon)
        return (index, index + 1)
    return _phrase(sentence, index, verb, lexicon)


def _before_time(lows: list[str], index: int, lexicon: Lexicon) -> int:
    """The last token before "on Friday" or "at the weekend" that ends at `index`; `index` where there is none."""
    at = index
    while (
        at > 0
        and index - at < 5
        and (
            lows[at] in lexicon.time_words or lows[at] in {"the", "last", "this", "late", "early"} or lows[at].isdigit()
        )
    ):
        at -= 1
    if at == index or not any(low in lexicon.time_words for low in lows[at + 1 : index + 1]):
        return index
    if lows[at] in {"on", "at", "in", "over", "late", "early"}:
        return at - 1
    return at if lows[index] in lexicon.weekdays or lows[index] in {"yesterday", "today"} else index


def _relative_head(sentence: Sentence, index: int, lexicon: Lexicon) -> tuple[int, int] | None:
    head = index - 1
    if head >= 0 and sentence.lows[head] == ",":
        head -= 1
    return _phrase(sentence, head, index, lexicon) if head >= 0 else None


def _phrase(sentence: Sentence, index: int, verb: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """The noun phrase whose last token is `index`, by walking back to where its clause begins."""
    lows, words = sentence.lows, sentence.words
    last = index + 1
    first = index
    back = index
    floor = max(-1, index - _SUBJECT_MAX)
    while back > floor:
        low = lows[back]
        if low == ")":
            back = bracket_start(lows, back) - 1
            first = back + 1 if back + 1 < first else first
            continue
        if low in {"'", "’"} and is_possessive(sentence, back):
            first = back
            back -= 1
            continue
        if (
            low in _MARKS
            or low == ","
            or (low in lexicon.weekdays and _said_near(lows, back, lexicon))
            or (low in {"who", "that", "which"} and _object_relative(sentence, back + 1, verb, lexicon))
        ):
            break
        if low in {"who", "which"} or (low == "that" and not _complementiser(sentence, back, lexicon)):
            last = back
            if lows[back - 1] == ",":
                last, back = back - 1, back - 1
            first = back
            back -= 1
            continue
        if low in {"and", "or"}:
            if _verb_before(sentence, back, lexicon):
                break
        elif back == index and low in _NO_SUBJECT_END:
            return None
        elif (
            low in _CLAUSE_OPENERS
            or low in lexicon.subject_pronouns - _POINTERS
            or (low in lexicon.verbs and back < index and _finite(sentence, back, lexicon))
        ):
            break
        first = back
        back -= 1
    first, last = _trim(sentence, first, last, lexicon)
    if (
        first >= 2
        and lows[first - 1] == ","
        and lows[first : first + 1] in (["the"], ["a"], ["an"])
        and words[first - 2][0].isupper()
    ):
        named = _phrase(sentence, first - 2, verb, lexicon)
        if (
            named is not None
            and named[0] in {0, first - 3, first - 4, first - 5}
            and any(low in lexicon.role_words for low in lows[first : first + 5])
        ):
            return named
    return (first, last) if first < last and _nominal(words, lows, first, last, lexicon) else None


def _object_relative(sentence: Sentence, first: int, verb: int, lexicon: Lexicon) -> bool:
    """Whether the words from `first` behind a relative are the verb's own subject, with no verb between.

    "an election that polls suggest he will win", "a tender, which the state firm plans to call": yes.
    """
    lows = sentence.lows
    if not 0 < verb - first <= _RELATIVE_MAX:
        return False
    between = lows[first:verb]
    if any(low in lexicon.common_past | lexicon.auxiliaries or low.endswith("ed") for low in between):
        return False
    if not lexicon.present_events.isdisjoint(between[:1]) or between[0] in lexicon.verbs:
        return False
    held = lexicon.verbs.get(lows[verb])
    says = held is not None and bool({"report", "belief"} & held.classes) and between[-1].endswith("s")
    return says or between[0] in lexicon.determiners or sentence.words[first][0].isupper()


def is_possessive(sentence: Sentence, index: int) -> bool:
    """Whether the mark at `index` is the apostrophe of "the teachers' union", not the end of a quotation."""
    return (
        0 < index < len(sentence.lows) - 1
        and sentence.lows[index - 1].endswith("s")
        and sentence.token_end(index - 1) == sentence.starts[index]
        and sentence.quotes[index - 1] == sentence.quotes[index + 1]
        and sentence.lows[index + 1][0].isalnum()
    )


def _said_near(lows: list[str], index: int, lexicon: Lexicon) -> bool:
    """Whether a verb of saying stands right before "(on) Friday"."""
    for low in lows[max(0, index - 4) : index]:
        held = lexicon.verbs.get(low)
        if held is not None and "report" in held.classes:
            return True
    return False


def _complementiser(sentence: Sentence, index: int, lexicon: Lexicon) -> bool:
    """Whether "that" opens a reported clause: a verb or noun of saying, or punctuation, stands before it."""
    if index == 0:
        return True
    lows = sentence.lows
    before = lows[index - 1]
    if (
        before in lexicon.verbs
        or before in lexicon.report_nouns
        or before in {",", "and", "but"}
        or before in lexicon.be_forms
        or before in lexicon.weekdays
        or before in _QUOTES
    ):
        return True
    for back in range(index - 2, max(-1, index - 9), -1):
        if lows[back] == "," or lows[back] in _MARKS:
            return False
        held = lexicon.verbs.get(lows[back])
        if held is not None and "report" in held.classes and {"base"} != held.forms:
            return True
    return False


def _finite(sentence: Sentence, index: int, lexicon: Lexicon) -> bool:
    verb = lexicon.verbs.get(sentence.lows[index])
    if verb is None or not ({"report", "belief"} & verb.classes):
        return False
    before = sentence.lows[index - 1] if index else ""
    return (
        bool({"past", "s"} & verb.forms)
        and before not in lexicon.determiners
        and not sentence.words[index][0].isupper()
    )


def _verb_before(sentence: Sentence, index: int, lexicon: Lexicon) -> bool:
    """Whether a finite verb stands between the clause's start and `index`."""
    lows = sentence.lows
    for back in range(index - 1, max(-1, index - _SUBJECT_MAX), -1):
        low = lows[back]
        if low in _MARKS or low == ",":
            return False
        if (
            low in lexicon.auxiliaries
            or low in lexicon.common_past
            or (low in lexicon.verbs and _finite(sentence, back, lexicon))
        ):
            return True
        if low.endswith("ed") and len(low) > 4 and lows[back - 1] not in lexicon.determiners:
            return True
    return False


def _trim(sentence: Sentence, first: int, last: int, lexicon: Lexicon) -> tuple[int, int]:
    lows, words = sentence.lows, sentence.words
    while first < last and (
        lows[first] in lexicon.conjunctions
        or (lows[first] in lexicon.adverbs and lows[first] not in {"all", "both", "each"})
    ):
        first += 1
    while last > first and (lows[last - 1] in lexicon.adverbs or lows[last - 1] == "earlier"):
        last -= 1
    if first < last and lows[first] in lexicon.prepositions and lows[first] not in {"over", "around", "about", "like"}:
        for index in range(last - 1, first, -1):
            if lows[index] in lexicon.determiners and lows[index] not in {"more", "all"}:
                return index, last
            if (
                words[index][0].isupper()
                and not words[index - 1][0].isupper()
                and lows[index - 1] not in lexicon.name_links
                and lows[index - 1] not in {"of", "&"}
            ):
                return index, last
        return last, last
    return first, last


def _nominal(words: list[str], lows: list[str], first: int, last: int, lexicon: Lexicon) -> bool:
    """Whether the tokens can be a subject: they hold a name, a pronoun, a noun for people or bodies, a determiner."""
    if lows[first] in _PARTICIPLES:
        return False
    if lows[first] in lexicon.determiners or lows[first] in lexicon.subject_pronouns:
        return True
    for index in range(first, last):
        if (
            words[index][0].isupper()
            or lows[index] in lexicon.person_nouns
            or lows[index] in lexicon.body_nouns
            or lows[index] in lexicon.group_nouns
        ):
            return True
    return words[first][0].isdigit() or last - first <= 4


def subject_after(sentence: Sentence, verb: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """Tokens of the noun phrase that follows its verb (said one trader), or None."""
    lows, words = sentence.lows, sentence.words
    first = verb + 1
    while first < len(lows) and lows[first] in {"also", "then", "finally"}:
        first += 1
    if first >= len(lows):
        return None
    low = lows[first]
    if low in {"he", "she", "they", "i", "we", "it"}:
        return (first, first + 1)
    if not (
        low in lexicon.determiners
        or words[first][0].isupper()
        or low in lexicon.person_nouns
        or low in lexicon.role_words
        or low in lexicon.body_nouns
        or low in lexicon.group_nouns
        or _role_follows(lows, first, lexicon)
        or _name_follows(sentence, first, lexicon)
    ):
        return None
    if low in lexicon.weekdays or low in lexicon.months:
        return None
    last = first
    while last < len(lows) and last - first < _SUBJECT_MAX:
        if lows[last] in _MARKS and not (words[last] == "." and last > first and lows[last - 1] in lexicon.titles):
            break
        if lows[last] == "," or lows[last] in lexicon.weekdays:
            break
        if lows[last] in _AFTER_STOPS and not (lows[last] == "and" and _still_names(sentence, last, lexicon)):
            break
        last += 1
    return (first, last) if last > first else None


def _name_follows(sentence: Sentence, first: int, lexicon: Lexicon) -> bool:
    """Whether a plain noun or two stand before a name of two words: "said herder Batu Dorj"."""
    words = sentence.words
    for index in range(first, min(first + 3, len(words) - 2)):
        if sentence.lows[index] in lexicon.prepositions | lexicon.conjunctions or not words[index][0].isalpha():
            return False
        if words[index + 1][0].isupper():
            return words[index + 2][0].isupper() and sentence.lows[index + 1] not in lexicon.weekdays | lexicon.months
    return False


def _role_follows(lows: list[str], first: int, lexicon: Lexicon) -> bool:
    return any(low in lexicon.role_words for low in lows[first + 1 : first + 4])


def _still_names(sentence: Sentence, index: int, lexicon: Lexicon) -> bool:
    following = sentence.lows[index + 1 : index + 4]
    return any(low in lexicon.role_words for low in following) or (
        index + 1 < len(sentence.words) and sentence.words[index + 1][:1].isupper()
    )

# ruff: noqa: PLR0911, PLR0912, PLR0913, PLR0917 - a rule reads best as a run of cases, each with its own answer.
"""Plans told in the present tense: "the season opens on 3 May", "the hearing is on Friday", "he leaves in June"."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from typing import Final

from claims.model import HorizonReading
from claims.reading.cues import CUES_MAX
from claims.reading.lexicon import Lexicon
from claims.reading.model import Cue, Sentence
from claims.reading.outlooks import called_for, holds_until
from claims.reading.phrases import subject_before

_QUOTES: Final = frozenset("\"“”‘’'«»„`")
_BREAKS: Final = frozenset({";", ":", "—", "–", "--", "(", ")", "?", "!"})
_BE: Final = frozenset({"is", "are", "'s", "'re", "'m", "am"})
_HABITS: Final = frozenset({"every", "each", "usually", "always", "often", "normally", "annually", "never", "once"})
_WEIGHING: Final = frozenset(["considering", "looking", "weighing", "mulling", "eyeing", "exploring", "studying"])
_PLURAL_SUBJECTS: Final = frozenset(
    ["i", "we", "they", "you", "people", "police", "children", "men", "women", "pair", "two", "duo", "trio", "couple"]
)
_SINGULAR_SUBJECTS: Final = frozenset({"it", "he", "she", "this", "that"})
_FIXTURES: Final = frozenset(["host", "face", "play", "travel", "meet", "visit", "entertain", "take"])
_POSTPONED: Final = frozenset(
    [
        "put",
        "pushed",
        "brought",
        "postponed",
        "adjourned",
        "delayed",
        "deferred",
        "extended",
        "rescheduled",
        "moved",
        "posted",
        "listed",
    ]
)
_PARTS: Final = frozenset([",", "and", "but", "that", "which", "who", "when", "because", "while", "so", "as"])
_TITLE_MAX: Final = 9  # Tokens of a title in quotation marks.
_SMALL_WORD: Final = 4  # Letters from which a word of a title has a capital.
_REACH: Final = 22  # Tokens between a verb and its date.


def find_fixed(
    sentence: Sentence,
    readings: Sequence[HorizonReading],
    taken: Sequence[tuple[int, int]],
    barred: Sequence[tuple[int, int]],
    today: date,
    lexicon: Lexicon,
) -> list[Cue]:
    """A cue for each coming date that a present tense hangs on and no other claim holds, in order; CUES_MAX at most."""
    found: list[Cue] = []
    for reading in readings:
        if len(found) >= CUES_MAX:
            break
        if not _coming(reading, today) or any(a <= reading.start < b for a, b in barred):
            continue
        at = bisect_right(sentence.starts, sentence.start + reading.start) - 1
        owned = "'s" in sentence.lows[_end_of(sentence, reading) - 1 : _end_of(sentence, reading) + 1]
        if owned or "let" in sentence.lows[max(0, at - _REACH) : at]:
            continue  # "Who wins hosts next year's final", "let's do it in May".
        if any(first <= at < last for first, last in taken):
            continue
        cue = _verb_of(sentence, at, _end_of(sentence, reading), lexicon)
        holds = cue is not None and (cue.rule == "put off until" or holds_until(sentence.lows, cue, at))
        if reading.shape == "throughout" and not holds:
            continue
        if cue is None or any(cue.start == other.start for other in found):
            continue
        if not any(first <= cue.start < last for first, last in taken):
            found.append(cue)
    return found


def _end_of(sentence: Sentence, reading: HorizonReading) -> int:
    return bisect_right(sentence.starts, sentence.start + reading.end - 1)


def _coming(reading: HorizonReading, today: date) -> bool:
    """Whether a reading fixes days that have not passed: it ends later than today."""
    if reading.openness != "closed" or reading.shape in {"at_least", "undated"}:
        return False
    if reading.latest is None:
        return reading.earliest is not None and reading.earliest > today
    return reading.latest > today


def _verb_of(sentence: Sentence, at: int, end: int, lexicon: Lexicon) -> Cue | None:
    lows = sentence.lows
    quote = sentence.quotes[at]
    low_bound = at
    while low_bound > 0 and at - low_bound < _REACH:
        low = lows[low_bound - 1]
        if low in _QUOTES and (opening := _title_opens(sentence, low_bound - 1)):
            low_bound = opening
            continue
        if low in _BREAKS or low in _QUOTES or sentence.quotes[low_bound - 1] != quote:
            break
        low_bound -= 1
    if _HABITS & set(lows[max(0, at - 6) : end + 2]):
        return None
    if at == low_bound:
        return _after(sentence, end, quote, lexicon)
    found: Cue | None = None
    past = -1
    postponed = _put_off(lows, at)
    if postponed > low_bound and {"until", "to", "till", "for"} & set(lows[postponed : at + 2]):
        return Cue("put off until", postponed, postponed + 1, "certain", "schedule", False, verb=lows[postponed])
    called = called_for(sentence, at, low_bound, lexicon)
    if called is not None:
        return called
    behind = low_bound
    for index in range(low_bound, at):
        low = lows[index]
        if index < behind:
            continue
        if (
            low in lexicon.common_past
            or low in lexicon.have_forms
            or low in lexicon.past_be
            or (
                low.endswith("ed")
                and len(low) > 4
                and lows[index - 1] not in lexicon.be_forms
                and low not in {"need", "proceed", "exceed", "speed"}
            )
        ):
            if low in {"set", "cut", "put", "hit"}:
                continue
            modifies = low.endswith("ed") and (
                lows[index + 1] in lexicon.prepositions or lows[index - 1] in lexicon.determiners
            )
            found, past = None, past if modifies else index
            continue
        cue = _present(sentence, index, at, low_bound, lexicon)
        if cue is not None and past >= 0 and _PARTS.isdisjoint(lows[past:index]):
            continue  # "recorded his 90th win in the final": a noun.
        if cue is not None:
            found, behind = cue, cue.end
        elif (
            low in {"if", "unless", "whether", "when", "that", "which", "who"}
            and found is not None
            and low in {"which", "who"}
        ):
            found = None
    return found


def _title_opens(sentence: Sentence, closing: int) -> int:
    """Where the title in quotation marks opens that closes at `closing` ("The Seagull"); 0 where it is no title."""
    for back in range(closing - 1, max(0, closing - _TITLE_MAX), -1):
        if sentence.lows[back] in _QUOTES:
            titled = all(word[0].isupper() or len(word) < _SMALL_WORD for word in sentence.words[back + 1 : closing])
            return back if titled and back + 1 < closing else 0
    return 0


def find_conditional(sentence: Sentence, lexicon: Lexicon) -> Cue | None:
    """ "If he can't run, he doesn't play": in a quotation, a condition and a pronoun with a present tense behind it."""
    lows = sentence.lows
    for index, low in enumerate(lows):
        if (
            low not in {"if", "unless"}
            or not sentence.quotes[index]
            or (index and lows[index - 1] not in _QUOTES | {",", "and", "but"})
        ):
            continue
        quote = sentence.quotes[index]
        for at in range(index + 3, min(len(lows) - 1, index + 24)):
            if sentence.quotes[at] != quote:
                break
            if lows[at] not in {"we", "he", "she", "they", "i", "it"} or lows[
                at - 1
            ] in lexicon.conjunctions | lexicon.prepositions | lexicon.subordinators | {"that"}:
                continue
            verb = at + 1
            negated = lows[verb] in {"don't", "doesn't", "won't"}
            verb += negated
            if verb < len(lows) and _in_present(lows, at, verb, lexicon):
                return Cue("if, then present", at + 1, verb + 1, "certain", None, negated, verb=lows[verb])
    return None


def _in_present(lows: list[str], subject: int, verb: int, lexicon: Lexicon) -> bool:
    """Whether the word at `verb` is a verb in the present tense: known, or right behind "if ..., we"."""
    low = lows[verb]
    if low in lexicon.base_verbs or low.rstrip("s") in lexicon.base_verbs:
        return True
    plain = low not in lexicon.auxiliaries | lexicon.common_past | lexicon.adverbs | lexicon.verbs.keys()
    return lows[subject - 1] == "," and low.isalpha() and plain and not low.endswith(("ed", "ly"))


def _put_off(lows: list[str], at: int) -> int:
    """Where the verb of "was put off until 22 October" begins, or -1."""
    for index in range(max(1, at - 6), at + 1):
        if lows[index] in _POSTPONED and (
            lows[index] not in {"put", "pushed", "brought"}
            or lows[index + 1 : index + 2] in (["off"], ["back"], ["forward"])
        ):
            return index
    return -1


def _after(sentence: Sentence, end: int, quote: int, lexicon: Lexicon) -> Cue | None:
    """ "On 3 May the season opens": the verb behind an opening date."""
    lows = sentence.lows
    for index in range(end + 1, min(len(lows), end + 10)):
        low = lows[index]
        if low in _BREAKS or low in _QUOTES or sentence.quotes[index] != quote:
            return None
        if low in lexicon.common_past or low in lexicon.auxiliaries or low.endswith("ed"):
            return None
        cue = _present(sentence, index, index, end, lexicon)
        if cue is not None:
            return cue
    return None


def _present(sentence: Sentence, index: int, at: int, floor: int, lexicon: Lexicon) -> Cue | None:
    lows = sentence.lows
    low = lows[index]
    before = lows[index - 1] if index else ""
    if (
        low in {"wants", "want"}
        and lows[index + 1 : index + 2] == ["to"]
        and at > index > floor
        and before not in {"i", "you"}
    ):
        return Cue(
            "wants to, with a date",
            index,
            index + 2,
            "certain",
            "commitment",
            False,
            verb=lows[index + 2],
            subject_free=True,
        )
    if low in {"puts", "put"} and at > index > floor and _puts_at(lows, index, at):
        return Cue(
            "puts at, with a date", index, index + 1, "likely", "prediction", False, verb="put", subject_free=True
        )
    if low in {"looks", "look"} and lows[index + 1 : index + 3] == ["forward", "to"] and at > index > floor:
        what = lows[index + 3] if index + 3 < len(lows) else ""
        return Cue("looks forward to, with a date", index, index + 3, "certain", "schedule", False, verb=what)
    if (
        low == "to"
        and lows[index + 1 : index + 2] == ["be"]
        and (before == "," or "with" in lows[max(floor, index - 6) : index])
        and index + 2 < at
        and lows[index + 2].endswith(("ed", "en", "ld", "n"))
    ):
        return Cue("to be", index, index + 3, "certain", "schedule", False, verb=lows[index + 2])
    if low in _BE:
        if low == "'s" and before not in {"he", "she", "it", "that", "there", "who", "what"}:
            return None
        verb = index + 1
        while verb < len(lows) and verb - index < 4 and (lows[verb] in lexicon.adverbs or lows[verb] in {"not", "n't"}):
            verb += 1
        following = lows[verb] if verb < len(lows) else ""
        if following == "being" and not {",", "so", "and", "but"}.isdisjoint(lows[verb:at]):
            return None
        if following.endswith("ing") and len(following) > 4 and at > index and index > floor:
            hedge = "possible" if following in _WEIGHING else "certain"
            return Cue("is doing", index, verb + 1, hedge, "progressive", _negative(lows, index, at), verb=following)
        if (
            (0 < at - index <= 3 or (lows[:1] in (["next"], ["up"]) and {"next", "up"} & set(lows[1:3])))
            and index > floor
            and not any(word.endswith(("ed", "ing", "%")) for word in lows[index + 1 : at])
        ):
            return Cue("is on", index, at, "certain", "schedule", _negative(lows, index, at), verb="be")
        return None
    if (
        (
            before in lexicon.relatives
            and not (before in {"who", "which"} and low.endswith("s") and lows[index : index + 2] != ["falls", "on"])
        )
        or index <= floor
        or before in lexicon.determiners
        or before in lexicon.possessives
        or before in lexicon.prepositions
    ):
        return None
    quoted = sentence.quotes[index] > 0
    known = low in lexicon.present_events
    if quoted and before in _SINGULAR_SUBJECTS and low.endswith("s") and low not in lexicon.auxiliaries:
        return Cue("present", index, index + 1, "certain", "prediction", False, verb=low)
    if not known or before in lexicon.auxiliaries or before in {"to", "or"}:
        return None
    if before in {"and", "but"}:
        again = low.endswith("s") and any(
            (word in lexicon.present_events and word.endswith("s")) or word in {"has", "is"}
            for word in lows[floor:index]
        )
        return Cue("present", index, index + 1, "certain", "schedule", False, verb=low) if again else None
    if low.endswith("s") and not low.endswith("ss"):
        fits = before not in _PLURAL_SUBJECTS and (before[-1].isalnum() or before == ",")
    else:
        if not before.endswith("s") or before in lexicon.time_words or before.isdigit():
            before = _counted_by(sentence, index, lexicon) or before
        fits = (
            before in _PLURAL_SUBJECTS
            or (low in _FIXTURES and sentence.words[index - 1][0].isupper())
            or (before.endswith("s") and not before.endswith("ss"))
        )
    if not fits:
        return None
    return Cue(
        "present",
        index,
        index + 1,
        "certain",
        "prediction" if quoted else "schedule",
        _negative(lows, index, at),
        verb=low,
    )


def _puts_at(lows: list[str], index: int, at: int) -> bool:
    """Whether "puts" gives a figure for what a coming date shows to be to come: "puts growth at 2.3% in 2025"."""
    return any(
        lows[i] == "at" and lows[i + 1][0].isdigit() for i in range(index + 2, min(len(lows) - 1, at + 4, index + 9))
    )


def _counted_by(sentence: Sentence, index: int, lexicon: Lexicon) -> str:
    """The noun that the verb behind a date agrees with: "tickets for the match on 14 June go on sale"."""
    span = subject_before(sentence, index, lexicon)
    if span is None:
        return ""
    lows = sentence.lows[span[0] : span[1]]
    at = next(
        (at for at, low in enumerate(lows) if at and (low in lexicon.prepositions or low.endswith("ed"))), len(lows)
    )
    return lows[at - 1]


def _negative(lows: list[str], index: int, at: int) -> bool:
    return any(low in {"not", "n't", "never", "no"} for low in lows[max(0, index - 1) : min(at, index + 2)])

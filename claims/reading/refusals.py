# ruff: noqa: PLR0911, PLR0912 - a rule reads best as a run of cases, each with its own answer.
"""Why a cue makes no claim: questions, wishes, habits, what is unreal or settled."""

from collections.abc import Sequence
from typing import Final

from claims.reading.explain import not_claimed
from claims.reading.fables import not_stood_by
from claims.reading.lexicon import Lexicon, words
from claims.reading.model import Cue, Governor, Sentence
from claims.reading.phrases import subject_before
from claims.reading.speakers import names_body
from claims.reading.unreal import form_only, names_day

_QUOTES: Final = frozenset("\"“”‘’'«»„`")
_DROPPED: Final = frozenset({"wish", "demand", "question", "denial", "memory"})
_WEIGHING: Final = "a relative clause that weighs, not claims"
_JUDGING: Final = words("wrong fair nice foolish easy hard difficult impossible tempting churlish unthinkable")
_COMING: Final = words(
    """resolved decided announced completed finished done restored reopened opened delivered installed known published
    released held fixed lifted cleared built made ready"""
)
"""Participles behind "should be" that forecast; others tell what ought to be done."""
_MET: Final = words("face need encounter have require experience use want incur meet")
_BACKSHIFT: Final = frozenset({"would"})


def _reaches(governor: Governor, cue: Cue, lows: list[str]) -> bool:
    """Whether reported speech goes on over a semicolon: only a shifted verb shows that it does."""
    if cue.start < governor.verb or cue.rule in {"would", "could"} or cue.past:
        return True
    return ";" not in lows[governor.end : cue.start] or governor.end > cue.start


def governors_of(cue: Cue, governors: Sequence[Governor], lows: list[str]) -> list[Governor]:
    """The governors whose scope holds the cue, the innermost last."""
    held = [
        governor
        for governor in governors
        if not governor.start <= cue.start < governor.end - 1 and governor.verb != cue.start
        for span in governor.scope
        if span[0] <= cue.start < span[1]
    ]
    held = [governor for governor in held if _reaches(governor, cue, lows)]
    return sorted(held, key=lambda g: max(span[0] for span in g.scope if span[0] <= cue.start < span[1]))


def refuse(sentence: Sentence, cue: Cue, ruled: list[Governor], lexicon: Lexicon) -> str:
    """Why a cue makes no claim, or an empty text."""
    lows = sentence.lows
    if asks(sentence, cue.start):
        return "a question"
    if ruled and ruled[-1].stance in _DROPPED and ruled[-1].quoted == sentence.quotes[cue.start]:
        return _WEIGHING if _weighs(sentence, cue) else not_claimed(ruled[-1], sentence)
    if subordinate(sentence, cue, lexicon):
        return "inside a condition or an indirect question"
    if _habit(sentence, cue, lexicon):
        return "a habit"
    quote = sentence.quotes[cue.start]
    reporting = [
        g for g in ruled if g.stance in {"report", "belief", "fear", "doubt"} and (not quote or g.quoted == quote)
    ]
    if cue.rule in {"would", "could", "may"} and _likened(lows, cue):
        return "a likeness or what anybody may meet"
    if not reporting and cue.rule in {"would", "could", "may"} and _unreal(sentence, cue):
        return "an unreal condition"
    formal = form_only(sentence, cue, reporting, lexicon) or not_stood_by(sentence, cue, lexicon)
    if formal:
        return formal
    if cue.rule == "could" and not reporting and _of_somebody(lows, cue, quote):
        return "could of ability"
    if cue.rule == "could" and _rate(lows, cue.end):
        return "ability at a rate"
    if len(reporting) == 1 and reporting[0].past and cue.rule in _BACKSHIFT and not names_day(lows, cue, lexicon):
        return "settled before (past perfect)"
    if not quote and not reporting and _weighs(sentence, cue):
        return _WEIGHING
    if cue.rule == "would" and not reporting and not _free_would(sentence, cue, lexicon):
        return "would without anybody reported"
    if cue.rule == "could" and not reporting and _past_frame(sentence, cue, lexicon):
        return "could of ability in the past"
    if cue.past and not reporting and not _fixed_for(lows, cue, lexicon):
        return "an expectation of the past"
    if cue.rule == "should" and (not _timed(lows, cue, lexicon) or _duty(lows, cue, lexicon)):
        return "should of duty"
    return ""


def _weighs(sentence: Sentence, cue: Cue) -> bool:
    """Whether the cue stands in a relative clause such as "a move that would please his allies"."""
    relative = sentence.lows[max(0, cue.start - 1)] in {"that", "which", "who"}
    return relative and cue.rule in {"would", "could", "may"}


def _likened(lows: list[str], cue: Cue) -> bool:
    """Whether it is only likened ("as though it might go off"), or met by many ("tasks that crews may face")."""
    before = lows[max(0, cue.start - 5) : cue.start]
    if any(before[i : i + 2] in (["as", "though"], ["as", "if"]) for i in range(len(before))):
        return True
    behind = lows[cue.end : cue.end + 1]
    return cue.verb in _MET and (
        behind in (["."], [","], [";"]) or (cue.verb == "have" and behind in (["on"], ["about"]))
    )


def _unreal(sentence: Sentence, cue: Cue) -> bool:
    """Whether the sentence supposes what is not so ("if fares were halved")."""
    lows = sentence.lows
    if "if" not in lows or lows[cue.start : cue.start + 1] == ["may"]:
        return False
    at = lows.index("if")
    return any(low in {"were", "had"} for low in lows[at : at + 6])


def _of_somebody(lows: list[str], cue: Cue, quote: int) -> bool:
    """Whether "could" tells what somebody was like or had time for: "she could be sharp", "before he could score"."""
    before = lows[cue.start - 1] if cue.start else ""
    like = before in {"he", "she"} and cue.verb == "be" and not quote and cue.end < len(lows)
    return (like and lows[cue.end][0].isalpha()) or "before" in lows[max(0, cue.start - 4) : cue.start]


def _rate(lows: list[str], index: int) -> bool:
    """Whether "a day", "an hour" or "per" behind a number makes a rate of what follows `index`."""
    for later in range(index, min(len(lows) - 1, index + 8)):
        if lows[later] in {"a", "an", "per"} and lows[later + 1] in {"day", "hour", "week", "month", "minute", "year"}:
            return True
    return False


def asks(sentence: Sentence, index: int) -> bool:
    """Whether the words around `index` end in a question mark, inside the same quotation."""
    quote = sentence.quotes[index]
    for later in range(index, len(sentence.lows)):
        if sentence.lows[later] == "?":
            return True
        if quote and sentence.quotes[later] != quote:
            return False
    return False


def subordinate(sentence: Sentence, cue: Cue, lexicon: Lexicon) -> bool:
    """Whether the cue stands inside "if ...", "whether ..." or "what ..." instead of a clause of its own."""
    lows = sentence.lows
    for back in range(cue.start - 1, max(-1, cue.start - 14), -1):
        low = lows[back]
        if low in {",", ";", ":", ".", "that", "—", "then"} or low in _QUOTES:
            return False
        if low == "how" and lows[back - 1 : back] == ["see"]:
            return False
        if (
            low in {"if", "unless"}
            and back < cue.start - 3
            and lows[cue.start - 1] in {"it", "he", "she", "they", "we", "i", "there"}
        ):
            return False
        if low in {"if", "unless"} and _main_follows(sentence, back, cue.start, lexicon):
            return False
        if low == "where" and lows[back - 1 : back] == [","]:
            return False
        if low in {"if", "whether", "unless", "what", "whatever", "how", "why", "where"}:
            return not (low == "how" and back == 0)
        if back < cue.start - 1 and low in lexicon.modals:
            return False
    return False


def _main_follows(sentence: Sentence, start: int, cue: int, lexicon: Lexicon) -> bool:
    """Whether the condition has its own verb before the cue's subject: "if the dam failed the town would flood"."""
    lows = sentence.lows
    for index in range(start + 2, cue - 1):
        acts = lows[index] in lexicon.common_past or (lows[index].endswith(("ed", "s")) and len(lows[index]) > 3)
        if acts and lows[index + 1] in {"the", "a", "an", "its", "their", "his", "her", "our"}:
            return lows[index] not in lexicon.person_nouns and lows[cue - 1] not in {"who", "which", "that"}
    return False


def _habit(sentence: Sentence, cue: Cue, lexicon: Lexicon) -> bool:
    del lexicon
    return (
        cue.rule in {"will", "may", "could"}
        and {"always", "often", "sometimes", "usually"} & set(sentence.lows[cue.start : cue.end + 2]) != set()
    )


def _free_would(sentence: Sentence, cue: Cue, lexicon: Lexicon) -> bool:
    """Whether "would" without a verb of saying still tells the future: a main clause, or with a condition."""
    lows = sentence.lows
    before = lows[cue.start - 1] if cue.start else ""
    if before in lexicon.relatives or "that" in lows[max(0, cue.start - 6) : cue.start]:
        return False
    quoted = sentence.quotes[cue.start] != 0
    if quoted:
        if "if" in lows and not ({"were", "had"} & set(lows)) and before not in {"i", "you"}:
            return True
        return cue.verb in {"be"} and any(
            low in {"surprise", "surprised", "amazed", "astonished", "shocked"} for low in lows[cue.end : cue.end + 5]
        )
    if before in {"he", "she", "i", "you", "we", "they"} or (
        before in {"everyone", "everybody", "all", "many"} and lows[max(0, cue.start - 2)] == "not"
    ):
        return False
    if cue.verb == "be" and cue.end < len(lows) and (lows[cue.end] in lexicon.verbs or lows[cue.end] in _JUDGING):
        return "if" in lows[cue.end :] and lows[cue.end] not in _JUDGING
    if _acts_in_tale(sentence, cue, lexicon):
        return False
    first = cue.start - 1
    while first > 0 and lows[first - 1] not in {",", ";", ".", "that"} and lows[first - 1] not in _QUOTES:
        first -= 1
    bare = (
        lows[first].endswith("s")
        and lows[first] not in lexicon.determiners
        and sentence.words[first + 1 : first + 2] != ["'s"]
    )
    return not (bare and lows[first + 1 : first + 2] == ["of"])


def _acts_in_tale(sentence: Sentence, cue: Cue, lexicon: Lexicon) -> bool:
    """Whether somebody named does it, with no "if": "Kahne would lead for 25 laps", "Kahne's lead would end"."""
    lows, words = sentence.lows, sentence.words
    if "if" in lows or "unless" in lows or cue.verb == "be":
        return False
    span = subject_before(sentence, cue.start, lexicon)
    if span is None or span == (0, 1):
        return False
    names = [word for word in words[span[0] : span[1]] if word[0].isupper() and word.lower() not in lexicon.not_names]
    owned = lows[span[0]] not in lexicon.not_names and "'s" in lows[span[0] + 1 : span[0] + 4]
    person = len(names) == span[1] - span[0] and not names_body(lows[span[0] : span[1]], lexicon)
    return owned or (person and not any(word.isupper() and len(word) > 1 for word in names))


def _fixed_for(lows: list[str], cue: Cue, lexicon: Lexicon) -> bool:
    """Whether "was set for 14 March" names a day; whether that day is to come is seen when the dates are known."""
    if cue.rule not in {"set to", "scheduled", "is expected"} or cue.negated:
        return False
    link = next((i for i in range(cue.start, min(cue.end + 1, len(lows))) if lows[i] in {"for", "on", "in"}), None)
    if "but" in lows[cue.end : cue.end + 10]:
        return False
    if cue.rule == "is expected" and link is not None:
        return lows[link] == "for" and link + 1 < len(lows) and lows[link + 1] in lexicon.weekdays
    return link is not None and any(low in lexicon.time_words for low in lows[link + 1 : link + 4])


def _past_frame(sentence: Sentence, cue: Cue, lexicon: Lexicon) -> bool:
    lows, quote = sentence.lows, sentence.quotes[cue.start]
    return any(
        low in lexicon.common_past and low not in {"said", "found", "showed", "cut", "set", "put", "left", "led"}
        for low, number in zip(lows[: cue.start], sentence.quotes, strict=False)
        if number == quote
    )


def _duty(lows: list[str], cue: Cue, lexicon: Lexicon) -> bool:
    """Whether "should" tells people what to do: its subject is people and its verb theirs to do."""
    before = lows[cue.start - 1] if cue.start else ""
    acts = cue.verb not in lexicon.nonagentive and cue.verb != "be"
    done = lows[cue.end] if cue.end < len(lows) else ""
    if cue.verb == "be" and (done in lexicon.verbs or done in lexicon.irregular_participles or done.endswith("ed")):
        return done not in _COMING
    return acts and (
        before in lexicon.person_nouns or before in lexicon.subject_pronouns or before in lexicon.group_nouns
    )


def _timed(lows: list[str], cue: Cue, lexicon: Lexicon) -> bool:
    """Whether "should" forecasts: a time stands by it, or the subject is a thing that comes about."""
    window = lows[max(0, cue.start - 14) : cue.end + 20]
    return any(
        low in lexicon.months
        or low in lexicon.weekdays
        or low
        in {
            "tomorrow",
            "soon",
            "tonight",
            "week",
            "month",
            "year",
            "weeks",
            "months",
            "days",
            "quarter",
            "years",
            "shortly",
            "weekend",
        }
        or (low.isdigit() and len(low) == 4)
        for low in window
    )

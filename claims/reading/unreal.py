# ruff: noqa: PLR0911 - a rule reads best as a run of cases, each with its own answer.
"""What looks ahead only in its form: unreal conditions, habits, general truths, abilities, and the future of a tale."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from claims.horizon.values import DateMention
from claims.model import HorizonReading
from claims.reading.lexicon import Lexicon, words
from claims.reading.model import Candidate, Cue, Governor, Sentence

_QUOTES: Final = frozenset("\"“”‘’'«»„`")
_OPENERS: Final = _QUOTES | {",", ";", ":", "—", "that", "and", "but"}
_SHIFTED: Final = frozenset({"would", "could", "may"})
_PERFECT_NOUNS: Final = frozenset({"to", "a", "an", "the", "no", "any", "more", "enough", "not", "its", "their", "his"})
_SPELLS: Final = words(
    """spring springs summer summers autumn autumns fall winter winters year years month months week weeks day days
    night nights morning mornings evening evenings afternoon afternoons season"""
)
_OFTEN: Final = frozenset({"every", "each", "most", "some"})
_ANYTHING: Final = frozenset({"anything", "anyone", "anybody", "anywhere", "whatever", "whoever"})
_VERDICTS: Final = words(
    """appropriate inappropriate premature improper irresponsible unfair unwise foolish wrong right fair rude silly
    helpful unhelpful proper wise ridiculous absurd crazy mad dishonest"""
)
_OPINIONS: Final = words(
    "agree disagree argue believe deny dispute doubt envy guess hate imagine mind recognise recognize think"
)
_KIN: Final = words(
    """dad mum mom mother father gran granny grandma grandpa grandad grandmother grandfather uncle aunt nan brother
    sister"""
)
_THEORIES: Final = frozenset({"idea", "theory", "hypothesis", "legend", "story", "myth"})
_ALLOWED: Final = words("used seen found reached obtained viewed sent ordered bought kept addressed")
_PROMISED: Final = frozenset({"promises", "plans", "threatens"})
_FRAMES: Final = frozenset({"in", "when", "after", "before", "as", "back", "on", "during"})
_DATED_MAX: Final = 14  # Tokens behind a cue within which its day is named.
_OLD_DAYS: Final = 60  # What was promised longer ago, with no day of its own to come, is background.
_ANONYMOUS: Final = frozenset({"somebody", "someone", "people", "everybody", "everyone", "nobody"})
_CALLS: Final = frozenset({"cry", "weep", "scream", "spit"})
_REPORTERS: Final = frozenset({"reporters", "press", "journalists", "media", "newspapers", "newspaper", "questions"})
_PRESS: Final = frozenset({"talk", "speak", "respond"})


def form_only(sentence: Sentence, cue: Cue, reporting: Sequence[Governor], lexicon: Lexicon) -> str:
    """Why a cue tells nothing of what is to come, or an empty text."""
    lows = sentence.lows
    if cue.rule in _SHIFTED and _unreal(sentence, cue):
        return "an unreal condition"
    if cue.rule == "will" and _general(lows, cue, lexicon):
        return "a general truth"
    if cue.rule == "could" and _able(sentence, cue, lexicon):
        return "could of ability"
    if cue.rule == "may" and _permitted(lows, cue, lexicon):
        return "a permission"
    if cue.rule in _SHIFTED and _theory(lows, cue):
        return "a theory of what was"
    if cue.rule == "would" and (
        _verdict(lows, cue) or (cue.negated and cue.verb in _PRESS and _to_press(lows, cue.end))
    ):
        return "a verdict or a silence"
    if cue.rule == "would" and not reporting and _habit(sentence, cue, lexicon):
        return "a habit of the past"
    if cue.rule == "would" or cue.past:
        return _tale(sentence, cue, reporting, lexicon)
    return ""


def _unreal(sentence: Sentence, cue: Cue) -> bool:
    """Whether the sentence supposes what is not so: "had they asked, ...", "if it were up to her, ..."."""
    lows = sentence.lows
    for index in range(len(lows) - 2):
        if index >= cue.start and index < cue.end:
            continue
        low = lows[index]
        opens = index == 0 or lows[index - 1] in _OPENERS
        if low == "had" and opens and "," in lows[index : cue.start] and lows[index - 1] not in {",", "and", "but"}:
            return lows[index + 1] not in _PERFECT_NOUNS - {"the", "a", "an", "no", "its", "their", "his"}
        if low == "were" and opens and lows[index + 1 : index + 4] == ["it", "not", "for"]:
            return True
        if low == "if" and _supposes(sentence, index):
            return True
    return False


def _supposes(sentence: Sentence, index: int) -> bool:
    """Whether the "if" at `index` opens what is not so: "had" with a participle, "were up to", "you could"."""
    lows = sentence.lows
    for at in range(index + 1, min(len(lows) - 1, index + 9)):
        low, after = lows[at], lows[at + 1]
        if low in {",", ";"}:
            return False
        if low == "only" and at == index + 1:
            return True
        if low in {"had", "'d"} and (after in {"not", "been", "done", "only"} or after.endswith("ed")):
            return True
        if low == "were" and lows[at - 1] == "i":
            return True
        if low in {"were", "was"} and (after in {"up", "left"} and "to" in lows[at + 2 : at + 3]):
            return True
        if low == "could" and sentence.quotes[at] and lows[at - 1] in {"you", "i", "people", "one"}:
            return True
    return False


def _general(lows: list[str], cue: Cue, lexicon: Lexicon) -> bool:
    """Whether "will" tells what always holds: "age will do that to you", "it will crack if it is cooled too fast"."""
    behind = lows[cue.end : cue.end + 14]
    if cue.verb == "do" and behind[:1] in (["that"], ["this"]) and behind[1:2] in (["to"], ["for"], ["."], ["with"]):
        return True
    if not lexicon.time_words.isdisjoint(lows[max(0, cue.start - 8) : cue.start]):
        return False
    if not cue.negated and lows[cue.start - 1] in {"people", "folk", "anyone", "everyone", "children"}:
        at_all = not _ANYTHING.isdisjoint(behind) or "as if" in " ".join(behind) or "as though" in " ".join(behind)
        if at_all and lexicon.time_words.isdisjoint(behind):
            return True
    if _proverb(lows, cue, behind):
        return True
    if "if" not in behind[:6]:
        return False
    at = behind.index("if")
    same = behind[at + 1 : at + 2] in (["it"], ["they"], ["you"]) and "too" in behind[at + 2 : at + 8]
    return same and lexicon.time_words.isdisjoint(behind[:at])


def _proverb(lows: list[str], cue: Cue, behind: list[str]) -> bool:
    """Whether "will" speaks of a kind or a price: "boys will be boys", "a cat will sit wherever", "that'll be 4"."""
    before = lows[cue.start - 1] if cue.start else ""
    if cue.verb == "be" and behind and (before == behind[0] or behind[:2] == ["the", "day"]):
        return before == behind[0] or before == "that"
    if cue.verb == "be" and before == "that" and behind and (behind[0][0].isdigit() or behind[0] in {"$", "£", "€"}):
        return True
    if cue.verb in {"know", "remember", "recognise", "recognize", "agree"} and cue.start > 1:
        return not {"anyone", "anybody", "everyone", "readers", "those"}.isdisjoint(lows[: cue.start])
    kind = lows[max(0, cue.start - 2) : cue.start - 1] in (["a"], ["an"])
    return kind and not {"wherever", "whenever", "whatever"}.isdisjoint(behind)


def _permitted(lows: list[str], cue: Cue, lexicon: Lexicon) -> bool:
    """Whether "may" allows or tells what is common: "it may be used under water", "on clear days they may see"."""
    behind = lows[cue.end : cue.end + 12]
    if not lexicon.time_words.isdisjoint(behind) or "if" in behind:
        return False
    if cue.verb == "be" and behind[:1] and behind[0] in _ALLOWED:
        return True
    return any(lows[i] == "on" and lows[i + 2] == "days" for i in range(cue.start - 2))


def _able(sentence: Sentence, cue: Cue, lexicon: Lexicon) -> bool:
    """Whether "could" tells what somebody is or was able to do: "my mother could gut a herring", "I could cry"."""
    lows = sentence.lows
    before = lows[cue.start - 1] if cue.start else ""
    behind = lows[cue.end : cue.end + 8]
    if before in {"i", "you", "we"} and cue.verb in _CALLS and behind[:1] in ([","], ["."], ["for"]):
        return True
    if not lexicon.weekdays.isdisjoint(behind) or not lexicon.months.isdisjoint(behind) or "if" in behind:
        return False
    return (
        before in _KIN and lows[cue.start - 2] in lexicon.possessives and cue.verb not in lexicon.nonagentive | {"be"}
    )


def _theory(lows: list[str], cue: Cue) -> bool:
    """Whether a theory or a legend is told: "one idea holds that ..."."""
    for index in range(1, cue.start):
        if lows[index] in {"holds", "held", "goes", "has"} and lows[index - 1] in _THEORIES:
            return lows[index + 1] in {"that", "it"}
    return False


def _verdict(lows: list[str], cue: Cue) -> bool:
    """Whether "it would be wrong to ..." only judges."""
    behind = lows[cue.end : cue.end + 4]
    subject = lows[cue.start - 1] if cue.start else ""
    if cue.verb != "be" or subject not in {"it", "that", "this"}:
        return False
    return any(low in _VERDICTS for low in behind[:2]) and ("to" in behind or "for" in behind)


def _to_press(lows: list[str], index: int) -> bool:
    """Whether it is the press that is not spoken to, or a matter not spoken on."""
    behind = lows[index : index + 4]
    return behind[:1] in (["on"], ["about"]) or not _REPORTERS.isdisjoint(behind)


def _habit(sentence: Sentence, cue: Cue, lexicon: Lexicon) -> bool:
    """Whether "would" tells what used to happen: "every spring they would nest", "on Sundays", "whenever it rained"."""
    lows = sentence.lows
    if cue.verb in _OPINIONS or (cue.verb in {"settle", "kill", "die"} and lows[cue.end : cue.end + 1] == ["for"]):
        return True
    before = lows[: cue.start]
    if "whenever" in lows or not lexicon.habit_adverbs.isdisjoint(before) or _childhood(before):
        return True
    if cue.negated and lows[cue.end : cue.end + 1] in (["."], [","], ["and"], ["but"]) and "if" not in lows:
        return True  # "The door would not open": it refused.
    if not {"was", "were"}.isdisjoint(before) and _goes_on(before):
        return True
    for index in range(min(len(lows) - 1, cue.end + 12)):
        low, after = lows[index], lows[index + 1]
        if low in _OFTEN and after in _SPELLS and (index == 0 or lows[index - 1] not in {"for", "of", "by", "at"}):
            return index < cue.start or (
                low in {"every", "each"} and {"until", "by", "from"}.isdisjoint(lows[cue.end :])
            )
        if low in {"on", "in"} and after.endswith("s") and (after[:-1] in lexicon.weekdays or after in _SPELLS):
            return True
        if index >= cue.start:
            continue
        if low == "on" and not _SPELLS.isdisjoint(lows[index + 2 : index + 3]) and lows[index + 2][-1] == "s":
            return True
        if low == "in" and after in {"winter", "summer", "spring", "autumn"} and (index == 0 or lows[index - 1] == ","):
            return not lows[index + 2 : index + 3] or not lows[index + 2][0].isdigit()
    if " ".join(lows[: cue.start]).find("in those days") >= 0:
        return True
    return _bare_plural(sentence, cue, lexicon)


def _childhood(before: Sequence[str]) -> bool:
    """Whether "as a boy" or "as children" sets the scene."""
    young = {"boy", "girl", "child", "children", "boys", "girls", "student", "teenager", "teenagers"}
    return any(low == "as" and not young.isdisjoint(before[i + 1 : i + 4]) for i, low in enumerate(before))


def _goes_on(before: Sequence[str]) -> bool:
    """Whether a clause with its own subject follows ", and" right before the cue."""
    return any(before[i : i + 2] == [",", "and"] for i in range(max(0, len(before) - 6), len(before) - 1))


def _bare_plural(sentence: Sentence, cue: Cue, lexicon: Lexicon) -> bool:
    """Whether the sentence opens with a bare plural and "would", and names no day: "Meals would begin at noon"."""
    lows = sentence.lows
    if lows[1:2] != ["would"] or not lows[0].endswith("s") or lows[0] in lexicon.determiners | lexicon.subject_pronouns:
        return False
    named = lexicon.months | lexicon.weekdays | {"next", "if", "unless", "then"}
    return named.isdisjoint(lows[2:])


def _tale(sentence: Sentence, cue: Cue, reporting: Sequence[Governor], lexicon: Lexicon) -> str:
    """Why shifted words belong to a tale of the past and are settled, or an empty text."""
    lows = sentence.lows
    behind = lows[cue.end : cue.end + 12]
    for one, two in pairwise(behind):
        if one == "by" and two == "now":
            return "settled by now"
        if one == "that" and two in _SPELLS:
            return "a day of the past"
    if cue.past and (lows[:2] == ["by", "then"] or "when" in lows[max(0, cue.start - 4) : cue.start]):
        return "a day of the past"
    if not reporting:
        return ""
    verb = reporting[-1].verb
    quoted = sentence.quotes[verb]
    if len(reporting) == 1 and _had(lows, verb, lexicon) and not names_day(lows, cue, lexicon):
        return "settled before (past perfect)"
    if quoted and lows[verb] == "thought":
        return "thought before"
    if quoted and reporting[-1].subject in _ANONYMOUS and "says" != lows[verb]:
        return "told in a tale"
    if quoted and "testified" in lows and lows[verb] != "testified":
        return "told in a tale"
    if cue.rule == "would" and _when_past(sentence, verb, lexicon):
        return "told in a tale"
    return ""


def names_day(lows: Sequence[str], cue: Cue, lexicon: Lexicon) -> bool:
    """Whether a day, a month or a year stands behind a cue; whether it is to come is seen when the dates are read."""
    behind = lows[cue.end : cue.end + _DATED_MAX]
    named = lexicon.weekdays | lexicon.months | lexicon.holidays
    return any(low in named or (low.isdigit() and len(low) == 4) for low in behind)


def _had(lows: list[str], verb: int, lexicon: Lexicon) -> bool:
    """Whether a verb of saying is a past perfect: "had earlier forecast"."""
    index = verb - 1
    while index > 0 and (lows[index] in lexicon.adverbs or lows[index] in {"earlier", "long", "before"}):
        index -= 1
    return index >= 0 and lows[index] == "had"


def _when_past(sentence: Sentence, verb: int, lexicon: Lexicon) -> bool:
    """Whether a quotation sets what was said at a time of the past: "When I joined, they told me it would ..."."""
    lows = sentence.lows
    for index in range(verb):
        if lows[index] != "when" or not (index == 0 or lows[index - 1] in _OPENERS):
            continue
        past = lows[index + 2 : index + 3]
        own = {"i", "we"} if not sentence.quotes[verb] else {"i", "we", "he", "she", "they"}
        return lows[index + 1] in own and bool(past and (past[0] in lexicon.common_past or past[0].endswith("ed")))
    return False


def is_lapsed(
    candidate: Candidate,
    sentence: Sentence,
    readings: Sequence[HorizonReading],
    dates: Sequence[DateMention],
    today: date,
) -> bool:
    """Whether a plan told in the past names no day that is to come: "was set for May", "In 1988 they promised ..."."""
    cue = candidate.cues[0]
    if candidate.governor is not None:
        return False
    if cue.past:
        return not any(r.latest is not None and r.latest >= today for r in readings)
    lows = sentence.lows
    if cue.rule not in _PROMISED or lows[0] not in _FRAMES or not lexical_past(lows[cue.start : cue.end]):
        return False
    begins = sentence.starts[cue.start] - sentence.start
    old = any(m.start < begins and m.latest < today - timedelta(days=_OLD_DAYS) for m in dates)
    later = [r for r in readings if r.start >= begins]
    fixed = any(r.latest is not None and r.latest >= today and "duration" not in r.rule for r in later)
    return old and not fixed


def lexical_past(chain: Sequence[str]) -> bool:
    """Whether the words of a cue are a simple past: "promised", not "has promised" or "promises"."""
    return any(low.endswith("ed") for low in chain) and {"has", "have", "'ve"}.isdisjoint(chain)

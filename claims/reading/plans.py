# ruff: noqa: PLR0911, PLR0912 - a rule reads best as a run of cases, each with its own answer.
"""Verbs and nouns of planning, promising and forecasting."""

from typing import Final

from claims.reading.chains import finite_verb, object_follows, verb_like, word_before
from claims.reading.en.doings import DONE_BY_VOTE
from claims.reading.lexicon import Cue as Entry
from claims.reading.lexicon import Lexicon
from claims.reading.model import Cue, Sentence

_QUOTES: Final = frozenset("\"“”‘’'`«»")
_COPULAS: Final = frozenset(
    [
        "seem",
        "seems",
        "seemed",
        "look",
        "looks",
        "looked",
        "appear",
        "appears",
        "appeared",
        "remain",
        "remains",
        "remained",
    ]
)


_STRESS: Final = frozenset({"absolutely", "simply", "really", "just"})
_AT_STAKE: Final = frozenset({"lose", "gain", "win", "benefit", "make", "receive", "earn", "get"})
_SETS: Final = frozenset(["maintain", "keep", "leave", "hold", "raise", "cut", "lower"])
_RATES: Final = frozenset({"rate", "rates", "range"})
_HURT: Final = frozenset({"of", "for", "until", "through", "with"})
"""What follows "has been ruled out" where it tells of a player, not of a plan."""
_WAY_SUBJECTS: Final = frozenset(["this", "that", "we", "he", "she", "they", "it", "i", "you"])


def plan_cue(sentence: Sentence, index: int, lexicon: Lexicon) -> Cue | None:
    """ "plans to sell", "has agreed to lend", "plan a strike", "does not intend to"."""
    lows = sentence.lows
    verb = lexicon.verbs.get(lows[index])
    if verb is None or verb.base not in lexicon.plan_verbs:
        return None
    entry = lexicon.plan_verbs[verb.base]
    if "ing" in verb.forms:
        return _pledging(sentence, index, entry, lexicon)
    if not finite_verb(sentence, index, lexicon):
        return None
    to = _to_after(lows, index, lexicon)
    to += to > 0 and lows[to + 1 : to + 2] != [] and lows[to + 1] in _QUOTES  # "vowed to “chase” them"
    infinitive = to > 0 and (
        verb_like(sentence, to + 1, lexicon) or (verb.base == "commit" and lows[to + 1].endswith("ing"))
    )
    if not infinitive:
        takes_object = verb.base in {"plan", "promise", "pledge"} or lows[index] == "targets"
        if not takes_object or not object_follows(sentence, index + 1, lexicon) or _idle(lows, index + 1):
            return None
    if infinitive and verb.base in {"decide", "agree", "resolve"} and _done_at_once(lows, to + 1):
        return None
    start = word_before(lows, index, lexicon)
    chain = lows[max(0, start) : index]
    if "had" in chain or any(word in lexicon.be_forms for word in lows[max(0, start) : start + 1]):
        return None
    negated = any(word in lexicon.negatives for word in lows[max(0, start) : index])
    if "past" in verb.forms and start >= 0 and lows[start] in {"who", "which", "that"}:
        return None
    past = (
        "past" in verb.forms
        and not ({"has", "have", "'ve"} & set(chain))
        and verb.base in {"plan", "intend", "aim", "target"}
    )
    main = lows[to + 1] if infinitive and to + 1 < len(lows) else ""
    first = start + 1 if start < 0 or lows[start] not in lexicon.auxiliaries else start
    end = to + 2 if infinitive else index + 2
    return Cue(
        entry.rule,
        first,
        min(end, len(lows)),
        entry.hedge,
        entry.kind,
        negated,
        past=past,
        verb=main,
        subject_free=True,
    )


def _done_at_once(lows: list[str], act: int) -> bool:
    """Whether the decision itself does it: "decided to keep its rate at 4%"."""
    return lows[act] in _SETS and not _RATES.isdisjoint(lows[act + 1 : act + 9])


def _idle(lows: list[str], index: int) -> bool:
    """Whether what was promised is left unsaid: "us the same", "them the moon", "much"."""
    at = index + (lows[index] in {"us", "me", "them", "him", "her", "you"})
    rest = lows[at : at + 2]
    return rest in (["the", "same"], ["the", "moon"], ["the", "earth"], ["the", "world"]) or rest[:1] in (
        ["much"],
        ["everything"],
        ["nothing"],
        ["this"],
        ["that"],
        ["."],
        [","],
    )


def vote_cue(sentence: Sentence, index: int, lexicon: Lexicon) -> Cue | None:
    """ "voted 7-6 to let them stay", "have voted to strike": what those who voted will do, not what the vote did."""
    lows = sentence.lows
    if lows[index] != "voted" or (index and lows[index - 1] == "had"):
        return None
    for to in range(index + 1, min(len(lows) - 1, index + 10)):
        if lows[to] in {",", ".", "for", "against"} or lows[to] in _QUOTES:
            return None
        if lows[to] == "to" and not lows[to + 1][0].isdigit():
            act = lows[to + 1 + lows[to + 1].endswith("ly")] if to + 2 < len(lows) else lows[to + 1]
            if act in DONE_BY_VOTE or not (lows[to + 1].endswith("ly") or verb_like(sentence, to + 1, lexicon)):
                return None
            start = index - 1 if lows[index - 1] in lexicon.have_forms else index
            return Cue("voted to", start, to + 2, "certain", "commitment", False, verb=act, subject_free=True)
    return None


def _pledging(sentence: Sentence, index: int, entry: Entry, lexicon: Lexicon) -> Cue | None:
    """ ", with the union pledging to strike": a promise in a participle, its subject right before it."""
    lows = sentence.lows
    before = lows[index - 1] if index else ""
    if lows[index] == "agreeing" and before == ",":
        return None  # ", agreeing to delay it" tells what was done.
    if (
        entry.rule not in {"promises", "threatens"}
        or lows[index + 1 : index + 2] != ["to"]
        or before in lexicon.prepositions
    ):
        return None
    act = index + 2 + (lows[index + 2 : index + 3] != [] and lows[index + 2] in _QUOTES)
    if before in lexicon.be_forms or before in lexicon.determiners or not verb_like(sentence, act, lexicon):
        return None
    return Cue(entry.rule, index, act + 1, entry.hedge, entry.kind, False, verb=lows[act], subject_free=True)


def _to_after(lows: list[str], index: int, lexicon: Lexicon) -> int:
    """The token of the "to" that follows a verb, over "on Tuesday" or an adverb; 0 if there is none."""
    for later in range(index + 1, min(len(lows), index + 5)):
        if lows[later] == "to":
            return later
        if (
            lows[later] not in lexicon.time_words
            and lows[later] not in lexicon.adverbs
            and lows[later] not in {"on", "in", "late", "earlier"}
        ):
            return 0
    return 0


def noun_cue(sentence: Sentence, index: int, lexicon: Lexicon) -> Cue | None:
    """ "has no plans to return", "there are plans to", "a possibility of", "our target of 6% for the year"."""
    lows = sentence.lows
    entry = lexicon.plan_nouns.get(lows[index])
    if entry is None:
        return None
    after = lows[index + 1] if index + 1 < len(lows) else "."
    before = lows[index - 1] if index else ""
    window = lows[max(0, index - 6) : index]
    negated = "no" in window[-3:] or "not" in window[-4:]
    if entry.rule == "plan to":
        of_doing = (
            lows[index] == "intention"
            and after == "of"
            and any(low.endswith("ing") for low in lows[index + 2 : index + 4])
        )
        to = _to_after(lows, index, lexicon)
        if not of_doing and (not to or not verb_like(sentence, to + 1, lexicon)):
            return None
        if not (
            {
                "has",
                "have",
                "had",
                "there",
                "announced",
                "announces",
                "unveiled",
                "confirmed",
                "are",
                "is",
                "its",
                "their",
                "our",
                "outlined",
                "detailed",
            }
            & set(window)
        ):
            return None
        if {
            "rejected",
            "opposed",
            "denied",
            "abandoned",
            "scrapped",
            "dropped",
            "shelved",
            "criticised",
            "criticized",
        } & set(window):
            return None
        start = index
        while (
            start > 0
            and index - start < 5
            and lows[start - 1] not in {",", "that"}
            and lows[start - 1] not in _QUOTES
            and (
                lows[start - 1]
                in {"no", "has", "have", "had", "there", "announced", "are", "is", "also", "was", "were", "any"}
            )
        ):
            start -= 1
        past = "had" in window and not negated
        act = index + 2 if of_doing else to + 1
        return Cue(
            entry.rule,
            start,
            act if of_doing else act + 1,
            entry.hedge,
            entry.kind,
            negated,
            past=past,
            verb=lows[act],
            subject_free="there" not in window,
        )
    if lows[index] == "way":
        window = [low for low in lows[max(0, index - 5) : index + 3] if low not in _QUOTES | _STRESS]
        at = window.index("way")
        if window[at - 2 : at] not in (["is", "no"], ["'s", "no"]) or _WAY_SUBJECTS.isdisjoint(window[at + 1 : at + 2]):
            return None
        return Cue(entry.rule, max(0, index - 3), index + 2, "certain", entry.kind, True)
    if entry.rule == "possibility of":
        if after not in {"of", "that", "we", "it", "he", "she", "they"} or not (
            {"is", "was", "are", "remains", "'s", "there", "be", "were"} & set(window)
        ):
            return None
        start = index
        while (
            start > 0 and index - start < 6 and lows[start - 1] not in {",", "that"} and lows[start - 1] not in _QUOTES
        ):
            start -= 1
        if {"little", "slim", "remote", "scant"} & set(window[-3:]):
            return Cue(entry.rule, start, index + 2, "unlikely", entry.kind, True)
        hedge = "certain" if negated else entry.hedge
        return Cue(entry.rule, start, index + 2, hedge, entry.kind, negated)
    if entry.rule == "target of":
        if (
            after != "of"
            or not any(low[0].isdigit() for low in lows[index + 2 : index + 5])
            or before not in {"our", "its", "their", "his", "the", "a"}
        ):
            return None
        if not ({"by", "to", "set", "sets", "reiterated", "maintained", "confirmed", "keeps", "kept"} & set(window)):
            return None
        return Cue(entry.rule, index, index + 2, entry.hedge, entry.kind, negated)
    return None


def verge_cue(sentence: Sentence, index: int, lexicon: Lexicon) -> Cue | None:
    lows = sentence.lows
    entry = lexicon.verge_phrases.get(lows[index])
    if entry is None:
        return None
    after = lows[index + 1] if index + 1 < len(lows) else "."
    if entry.rule == "a matter of time":
        inevitable = lows[index + 1 : index + 3] == ["of", "time"] and lows[index - 1] == "a"
        return Cue(entry.rule, index - 1, index + 3, entry.hedge, entry.kind, False) if inevitable else None
    opener = index - 2 if lows[index - 1 : index] == ["the"] else index - 1
    if opener < 0 or lows[opener] not in {"on", "at"} or after not in {"of", "to", "for"}:
        return None
    if entry.rule == "on course" and after == "of":
        return None
    back = word_before(lows, opener, lexicon)
    if back < 0 or lows[back] not in lexicon.be_forms | _COPULAS:
        return None
    past = lows[back] in {"was", "were"}
    negated = any(word in lexicon.negatives for word in lows[back:opener])
    return Cue(entry.rule, back, index + 2, entry.hedge, entry.kind, negated, past=past)


def looks_cue(sentence: Sentence, index: int, lexicon: Lexicon) -> Cue | None:
    """ "looks to continue", "stands to lose": what seems to be coming."""
    lows = sentence.lows
    if lows[index + 1 : index + 2] != ["to"]:
        return None
    if lows[index] in {"stands", "stand"} and not _AT_STAKE.isdisjoint(lows[index + 2 : index + 3]):
        return Cue("stands to", index, index + 3, "certain", "prediction", False, verb=lows[index + 2])
    if lows[index] not in {"looks", "look", "looked", "seems", "appears"}:
        return None
    if lows[index + 2 : index + 3] not in (["continue"], ["remain"], ["stay"], ["keep"]):
        return None
    return Cue("looks to", index, index + 3, "likely", "prediction", False, verb=lows[index + 2])


def rule_out_cue(sentence: Sentence, index: int, lexicon: Lexicon) -> Cue | None:
    """ "has not ruled out" affirms as possible; "ruled out" denies for certain."""
    lows = sentence.lows
    if lows[index] not in {"rule", "ruled", "rules", "ruling"} or lows[index + 1 : index + 2] != ["out"]:
        return None
    back = max(0, index - 4)
    chain = lows[back:index]
    if "had" in chain or "to" in chain[-1:]:
        return None
    negative = any(word in lexicon.negatives or word in {"refused", "declined"} for word in chain)
    hurt = (
        "been" in chain and lows[index + 2 : index + 3] and lows[index + 2] in {"of", "for", "until", "through", "with"}
    )
    if hurt:
        return Cue("is out for", max(0, index - 2), index + 2, "certain", "prediction", True)
    start = index
    while start > 0 and (
        lows[start - 1] in lexicon.auxiliaries
        or lows[start - 1] in lexicon.negatives
        or lows[start - 1] in lexicon.adverbs
    ):
        start -= 1
    if negative:
        passive = "be" in chain
        return Cue("not ruled out", start, index + 2, "possible", "prediction", False, subject_free=not passive)
    if lows[index + 2 : index + 6] and {"now", "yet"} & set(lows[index + 2 : index + 9]):
        return None
    return Cue("ruled out", start, index + 2, "certain", "commitment", True, subject_free=True)

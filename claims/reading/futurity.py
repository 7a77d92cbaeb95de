"""The clauses of a text that say what will happen, with their speakers."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from msgspec import structs

from claims.reading.attribution import Voices
from claims.reading.clauses import WORDS_MAX, Clause, find_clause
from claims.reading.cues import find_cues
from claims.reading.horizons import Times
from claims.reading.lexicon import Lexicon
from claims.reading.model import Candidate, Cue, Governor, Person, Sentence, TraceLine
from claims.reading.present import find_fixed
from claims.reading.speakers import Discourse
from claims.reading.subjects import resolve

_QUOTES: Final = frozenset("\"“”‘’'«»„`")
_DROPPED: Final = frozenset({"wish", "demand", "question", "denial", "memory"})
_APART: Final = frozenset(", ; and but — or as because since while whereas although though".split())
_BACKSHIFT: Final = frozenset({"would"})
_SELF_SPOKEN: Final = frozenset({"plans", "promises", "threatens", "expects", "plan to", "not ruled out", "ruled out", "considering", "committed to", "target of", "wants to, with a date"})


def find_candidates(
    sentence: Sentence, governors: Sequence[Governor], voices: Voices, discourse: Discourse, trace: list[TraceLine]
) -> tuple[list[Candidate], list[Clause]]:
    """The forward-looking clauses of a sentence in order; why others with a cue were left out goes to the trace."""
    lexicon = discourse.lexicon
    if lexicon.prefilter.isdisjoint(sentence.lows):
        return [], []
    cues = find_cues(sentence, lexicon)
    clauses: list[Clause] = []
    for cue in cues:
        ruled = governors_of(cue, governors, sentence.lows)
        reason = refuse(sentence, cue, ruled, lexicon)
        if reason:
            trace.append(note(sentence, cue, reason))
            continue
        floor = max((span[0] for governor in ruled for span in governor.scope if span[0] <= cue.start), default=0)
        join(clauses, find_clause(sentence, cue, floor, governors, lexicon), sentence, lexicon)
    return [build(sentence, clause, governors, voices, discourse, lexicon) for clause in clauses], clauses


def fixed_candidates(
    sentence: Sentence,
    clauses: Sequence[Clause],
    governors: Sequence[Governor],
    voices: Voices,
    discourse: Discourse,
    times: Times,
    today: date,
) -> list[Candidate]:
    """The plans of a sentence that are told in the present tense with a coming date."""
    lexicon = discourse.lexicon
    taken = [(clause.lead, clause.last) for clause in clauses]
    found: list[Candidate] = []
    for cue in find_fixed(sentence, times.readings, taken, times.barred, today, lexicon):
        ruled = governors_of(cue, governors, sentence.lows)
        if _asks(sentence, cue.start) or _subordinate(sentence, cue, lexicon):
            continue
        if ruled and ruled[-1].stance in _DROPPED and ruled[-1].quoted == sentence.quotes[cue.start]:
            voices.trace.append(note(sentence, cue, f"a {ruled[-1].stance}, not a claim"))
            continue
        floor = max((span[0] for governor in ruled for span in governor.scope if span[0] <= cue.start), default=0)
        clause = find_clause(sentence, cue, floor, governors, lexicon)
        found.append(build(sentence, clause, governors, voices, discourse, lexicon))
    return found


def note(sentence: Sentence, cue: Cue, reason: str) -> TraceLine:
    """A trace line for a cue that made no claim."""
    return TraceLine(
        start=sentence.starts[cue.start], end=sentence.token_end(cue.end - 1), rule=cue.rule,
        words=" ".join(sentence.words[cue.start : cue.end]), note=reason,
    )


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
    if _asks(sentence, cue.start):
        return "a question"
    if ruled and ruled[-1].stance in _DROPPED and ruled[-1].quoted == sentence.quotes[cue.start]:
        return f"a {ruled[-1].stance}, not a claim"
    if _subordinate(sentence, cue, lexicon):
        return "inside a condition or an indirect question"
    if _habit(sentence, cue, lexicon):
        return "a habit"
    quote = sentence.quotes[cue.start]
    reporting = [g for g in ruled if g.stance in {"report", "belief", "fear", "doubt"} and (not quote or g.quoted == quote)]
    if not reporting and cue.rule in {"would", "could", "may"} and _unreal(sentence, cue):
        return "an unreal condition"
    if cue.rule == "could" and _rate(lows, cue.end):
        return "ability at a rate"
    if any(g.past for g in reporting) and cue.rule in _BACKSHIFT:
        return "settled before (past perfect)"
    if cue.rule == "would" and not reporting and not _free_would(sentence, cue, lexicon):
        return "would without anybody reported"
    if cue.rule == "could" and not reporting and _past_frame(lows, cue, lexicon):
        return "could of ability in the past"
    if cue.rule in {"would", "could", "may"} and not quote and not reporting and lows[max(0, cue.start - 1)] in {"that", "which", "who"}:
        return "a relative clause that weighs, not claims"
    if cue.past and not reporting:
        return "an expectation of the past"
    if cue.rule == "should" and (not _timed(lows, cue, lexicon) or _duty(lows, cue, lexicon)):
        return "should of duty"
    return ""


def _unreal(sentence: Sentence, cue: Cue) -> bool:
    """Whether the sentence supposes what is not so ("if fares were halved")."""
    lows = sentence.lows
    if "if" not in lows or lows[cue.start : cue.start + 1] == ["may"]:
        return False
    at = lows.index("if")
    return any(low in {"were", "had"} for low in lows[at : at + 6])


def _rate(lows: list[str], index: int) -> bool:
    """Whether "a day", "an hour" or "per" behind a number makes a rate of what follows `index`."""
    for later in range(index, min(len(lows) - 1, index + 8)):
        if lows[later] in {"a", "an", "per"} and lows[later + 1] in {"day", "hour", "week", "month", "minute", "year"}:
            return True
    return False


def _asks(sentence: Sentence, index: int) -> bool:
    """Whether the words around `index` end in a question mark, inside the same quotation."""
    quote = sentence.quotes[index]
    for later in range(index, len(sentence.lows)):
        if sentence.lows[later] == "?":
            return True
        if quote and sentence.quotes[later] != quote:
            return False
    return False


def _subordinate(sentence: Sentence, cue: Cue, lexicon: Lexicon) -> bool:
    """Whether the cue stands inside "if ...", "whether ..." or "what ..." instead of a clause of its own."""
    lows = sentence.lows
    for back in range(cue.start - 1, max(-1, cue.start - 14), -1):
        low = lows[back]
        if low in {",", ";", ":", ".", "that", "—", "then"} or low in _QUOTES:
            return False
        if low == "how" and lows[back - 1 : back] == ["see"]:
            return False
        if low in {"if", "unless"} and back < cue.start - 3 and lows[cue.start - 1] in {"it", "he", "she", "they", "we", "i"}:
            return False
        if low in {"if", "whether", "unless", "what", "whatever", "how", "why", "where"}:
            return not (low == "how" and back == 0)
        if back < cue.start - 1 and low in lexicon.modals:
            return False
    return False


def _habit(sentence: Sentence, cue: Cue, lexicon: Lexicon) -> bool:
    del lexicon
    return cue.rule in {"will", "may", "could"} and {"always", "often", "sometimes", "usually"} & set(
        sentence.lows[cue.start : cue.end + 2]
    ) != set()


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
        return cue.verb in {"be"} and any(low in {"surprise", "surprised", "amazed", "astonished", "shocked"} for low in lows[cue.end : cue.end + 5])
    if before in {"he", "she", "i", "you", "we"}:
        return False
    if cue.verb == "be" and cue.end < len(lows) and (lows[cue.end] in lexicon.verbs or lows[cue.end] in {"wrong", "fair", "nice", "foolish", "easy"}):
        return False
    first = cue.start - 1
    while first > 0 and lows[first - 1] not in {",", ";", ".", "that"} and lows[first - 1] not in _QUOTES:
        first -= 1
    bare = lows[first].endswith("s") and lows[first] not in lexicon.determiners and not sentence.words[first + 1 : first + 2] == ["'s"]
    return not (bare and lows[first + 1 : first + 2] == ["of"])


def _past_frame(lows: list[str], cue: Cue, lexicon: Lexicon) -> bool:
    return any(low in lexicon.common_past and low not in {"said", "cut", "set", "put", "left", "led"} for low in lows[: cue.start])


def _duty(lows: list[str], cue: Cue, lexicon: Lexicon) -> bool:
    """Whether "should" tells people what to do: its subject is people and its verb theirs to do."""
    before = lows[cue.start - 1] if cue.start else ""
    acts = cue.verb not in lexicon.nonagentive and cue.verb != "be"
    if cue.verb == "be" and cue.end < len(lows) and lows[cue.end] in lexicon.verbs:
        return lows[cue.end] not in {"resolved", "decided", "announced"}
    return acts and (before in lexicon.person_nouns or before in lexicon.subject_pronouns or before in lexicon.group_nouns)


def _timed(lows: list[str], cue: Cue, lexicon: Lexicon) -> bool:
    """Whether "should" forecasts: a time stands by it, or the subject is a thing that comes about."""
    window = lows[max(0, cue.start - 8) : cue.end + 20]
    return any(
        low in lexicon.months or low in lexicon.weekdays or low in {"tomorrow", "soon", "tonight", "week", "month", "year", "weeks", "months", "days", "quarter", "years", "shortly", "weekend"}
        or (low.isdigit() and len(low) == 4)
        for low in window
    )


def join(clauses: list[Clause], new: Clause, sentence: Sentence, lexicon: Lexicon) -> None:
    """Add a clause, or fold it into the one before when both carry one claim."""
    if not clauses:
        clauses.append(new)
        return
    old = clauses[-1]
    cue, before = new.cues[0], old.cues[-1]
    start = new.first
    if cue.start < old.last and start <= before.end and new.subject is not None and start <= before.start:
        old.cues.append(cue)
        old.last = max(old.last, new.last)
        return
    if cue.start >= old.last:
        if new.lead < old.last:
            new.lead = new.first = max(new.first, old.last)
        clauses.append(new)
        return
    gap = sentence.lows[before.end : start]
    apart = any(low in _APART for low in gap)
    if apart and _same_thing(sentence, old, new):
        old.cues.append(cue)
        old.last = max(old.last, new.last)
        return
    if not apart:
        old.cues.append(cue)
        old.last = max(old.last, new.last)
        return
    if new.subject is None and not _different(before, cue):
        old.cues.append(cue)
        old.last = max(old.last, new.last)
        return
    old.last = min(old.last, _before_link(sentence, min(new.lead, start), lexicon))
    if new.subject is None:
        new.shared = old.subject or old.shared
    clauses.append(new)


def _same_thing(sentence: Sentence, old: Clause, new: Clause) -> bool:
    """Whether the second clause only goes on about the first: "..., and it will ...", "..., half of which would ..."."""
    one, two = old.cues[-1], new.cues[0]
    if one.hedge != two.hedge or one.negated != two.negated:
        return False
    lows = sentence.lows
    if two.rule in {"would", "could"} and lows[two.start - 1] in {"which", "whom"}:
        return True
    if new.subject is None or new.subject[1] - new.subject[0] > 1 or lows[new.subject[0]] not in {"it", "they", "he", "she"}:
        return False
    opener = lows[old.subject[0]] if old.subject is not None else ""
    link = lows[one.end : new.first]
    return opener in {"it", "this", "they", "he", "she", "that"} and "and" in link[-6:] and not any(low.isdigit() for low in link)


def _different(one: Cue, two: Cue) -> bool:
    return one.hedge != two.hedge or one.negated != two.negated or (two.kind is not None and one.kind is not None and one.kind != two.kind)


def _before_link(sentence: Sentence, index: int, lexicon: Lexicon) -> int:
    """The end of the words before a link such as ", and"."""
    lows = sentence.lows
    while index > 0 and (lows[index - 1] in lexicon.conjunctions or lows[index - 1] == ","):
        index -= 1
    return index


def build(
    sentence: Sentence,
    clause: Clause,
    governors: Sequence[Governor],
    voices: Voices,
    discourse: Discourse,
    lexicon: Lexicon,
) -> Candidate:
    """The candidate of a clause: its speaker, attribution and span."""
    cue = clause.cues[0]
    if len(clause.cues) > 1 and cue.rule in {"expects", "predicts"} and clause.cues[1].rule in {"will", "would", "may", "could"}:
        ruled = governors_of(clause.cues[1], governors, sentence.lows)
    else:
        ruled = governors_of(cue, governors, sentence.lows)
    quote = sentence.quotes[cue.start]
    speaker, via, governor = voice(sentence, clause, ruled, voices, discourse)
    last = min(clause.last, clause.lead + WORDS_MAX + 5)
    first = clause.lead if last - clause.lead <= WORDS_MAX else clause.first
    attribution = "direct" if quote else "none" if speaker is None else "indirect"
    if speaker is not None and not quote and _mostly_quoted(sentence, cue.start, last):
        attribution = "direct"
    return Candidate(
        sentence=sentence.index,
        first=first,
        last=max(last, cue.end),
        cues=tuple(clause.cues),
        speaker=speaker,
        via=via,
        attribution=attribution,  # type: ignore[arg-type]
        governor=governor,
        quote=quote if speaker is None and quote else 0,
    )


def _mostly_quoted(sentence: Sentence, first: int, last: int) -> bool:
    inside = sum(1 for number in sentence.quotes[first:last] if number)
    return inside * 2 > last - first


def voice(
    sentence: Sentence, clause: Clause, ruled: list[Governor], voices: Voices, discourse: Discourse
) -> tuple[Person | None, str | None, Governor | None]:
    """Who is answerable: the innermost speaker named, the one quoted, or the subject of its own plan."""
    cue = clause.cues[0]
    quote = sentence.quotes[cue.start]
    named = [g for g in ruled if g.speaker is not None and g.subject not in {"i", "we"}]
    inside = [g for g in named if g.quoted == quote]
    stance = ruled[-1] if ruled else None
    if quote:
        if inside and inside[-1].speaker is not None and (inside[-1].speaker.named or inside[-1].speaker.body):
            return inside[-1].speaker, "", inside[-1]
        return None, None, stance
    if named:
        inner = named[-1]
        if cue.rule in _SELF_SPOKEN and _anonymous(inner.speaker) and clause.subject is not None:
            own = resolve(sentence, clause.subject[0], clause.subject[1], discourse, voices.names)
            if own is not None and own.body:
                return own, None, stance
        via = next((g.speaker.name for g in reversed(named[:-1]) if g.speaker is not None and g.speaker != inner.speaker), None)
        return inner.speaker, via, stance
    if cue.subject_free or cue.rule in _SELF_SPOKEN:
        subject = clause.subject or clause.shared
        if subject is not None:
            return resolve(sentence, subject[0], subject[1], discourse, voices.names), None, stance
    return None, None, stance


def _anonymous(speaker: Person | None) -> bool:
    """Whether the speaker is a bare spokesperson, so that a body's own plan is the body's."""
    return speaker is not None and speaker.name.lower() in {"spokesman", "spokeswoman", "spokesperson", "official", "officials", "spokespeople"}


def quoted_by(candidate: Candidate, voices: Voices) -> Candidate:
    """The candidate with the speaker of its quotation, known once the whole text has been heard."""
    if not candidate.quote:
        return candidate if candidate.via != "" else structs.replace(candidate, via=None)
    speaker = voices.quotes.get(candidate.quote)
    return structs.replace(candidate, speaker=speaker, attribution="direct" if speaker else "none")

# ruff: noqa: PLR0911, PLR0913, PLR0917 - a rule reads best as a run of cases, each with its own answer.
"""The clauses of a text that say what will happen, with their speakers."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from msgspec import structs

from claims.reading.attribution import Voices
from claims.reading.clauses import WORDS_MAX, Clause, find_clause, opens_few_words
from claims.reading.continued import is_act, members_of
from claims.reading.cues import find_cues
from claims.reading.explain import not_claimed, note
from claims.reading.horizons import Times
from claims.reading.lexicon import CUE, Lexicon
from claims.reading.model import Candidate, Cue, Governor, Person, Sentence, TraceLine
from claims.reading.present import find_conditional, find_fixed
from claims.reading.refusals import asks, governors_of, refuse, subordinate
from claims.reading.scopes import main_subject
from claims.reading.speakers import Discourse
from claims.reading.subjects import resolve

_DROPPED: Final = frozenset({"wish", "demand", "question", "denial", "memory"})
_APART: Final = frozenset(
    [",", ";", "and", "but", "—", "or", "as", "because", "since", "while", "whereas", "although", "though"]
)
_SPOKEN_THROUGH: Final = frozenset(
    ["spokesman", "spokeswoman", "spokesperson", "official", "officials", "spokespeople"]
)
_SELF_SPOKEN: Final = frozenset(
    {
        "plans",
        "promises",
        "threatens",
        "expects",
        "plan to",
        "not ruled out",
        "ruled out",
        "considering",
        "committed to",
        "target of",
        "forecast is for",
        "revised forecast",
        "puts at, with a date",
        "wants to, with a date",
    }
)


def find_candidates(
    sentence: Sentence, governors: Sequence[Governor], voices: Voices, discourse: Discourse, trace: list[TraceLine]
) -> tuple[list[Candidate], list[Clause]]:
    """The forward-looking clauses of a sentence in order; why others with a cue were left out goes to the trace."""
    lexicon = discourse.lexicon
    if not sentence.holds & CUE:
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
    conditional = find_conditional(sentence, lexicon) if not clauses else None
    if conditional is not None and not asks(sentence, conditional.start):
        clause = find_clause(sentence, conditional, 0, governors, lexicon)
        found.append(build(sentence, clause, governors, voices, discourse, lexicon))
        taken.append((clause.lead, clause.last))
    for cue in find_fixed(sentence, times.readings, taken, times.barred, today, lexicon):
        ruled = governors_of(cue, governors, sentence.lows)
        if asks(sentence, cue.start) or subordinate(sentence, cue, lexicon):
            continue
        if ruled and ruled[-1].stance in _DROPPED and ruled[-1].quoted == sentence.quotes[cue.start]:
            voices.trace.append(note(sentence, cue, not_claimed(ruled[-1], sentence)))
            continue
        floor = max((span[0] for governor in ruled for span in governor.scope if span[0] <= cue.start), default=0)
        clause = find_clause(sentence, cue, floor, governors, lexicon)
        found.append(build(sentence, clause, governors, voices, discourse, lexicon))
    return found


def join(clauses: list[Clause], new: Clause, sentence: Sentence, lexicon: Lexicon) -> None:
    """Add a clause, or fold it into the one before when both carry one claim."""
    if not clauses:
        clauses.append(new)
        return
    old = clauses[-1]
    cue, before = new.cues[0], old.cues[-1]
    start = new.first
    if cue.start < old.last and start <= before.end and new.subject is not None and start <= before.start:
        aside = _aside_end(sentence, old, new)
        if aside:
            old.last, new.shared, new.subject = aside, new.subject, None
            new.lead = new.first = aside + 1
            clauses.append(new)
            return
        old.cues.append(cue)
        old.last = max(old.last, new.last)
        return
    if cue.start >= old.last:
        if new.lead < old.last:
            new.lead = new.first = max(new.first, old.last)
        clauses.append(new)
        return
    if _goes_on(sentence, old, new, lexicon):
        old.cues.append(cue)
        old.last = max(old.last, new.last)
        return
    old.last = min(old.last, _before_link(sentence, min(new.lead, start), lexicon))
    if new.subject is None:
        new.shared = old.subject or old.shared
    clauses.append(new)


def _goes_on(sentence: Sentence, old: Clause, new: Clause, lexicon: Lexicon) -> bool:
    """Whether a cue within the reach of the clause before carries the same claim on."""
    cue, before = new.cues[0], old.cues[-1]
    gap = sentence.lows[before.end : new.first]
    if _APART.isdisjoint(gap) or before.rule == "is possible" or _same_thing(sentence, old, new, lexicon):
        return True
    parted = "that" in gap[1:] and gap[gap.index("that", 1) - 1] in {"and", "but"}
    if new.subject is not None or parted:
        return False
    return not _different(before, cue) and not _both_timed(sentence, old, cue, lexicon)


def _aside_end(sentence: Sentence, old: Clause, new: Clause) -> int:
    """Where the aside ends that makes a claim of its own within the subject of the next: ", which is due to open in
    March, will employ 900 people"; 0 where there is none.
    """
    lows = sentence.lows
    opener = old.cues[0].start - 1
    relative = lows[opener] in {"which", "who"} and lows[opener - 1] == ","
    comma = new.cues[0].start - 1
    return comma if (relative or lows[opener] == ",") and lows[comma] == "," and comma > old.cues[-1].end else 0


def _same_thing(sentence: Sentence, old: Clause, new: Clause, lexicon: Lexicon) -> bool:
    """Whether the second clause goes on about the first: "..., and it will ...", "..., half of which would"."""
    one, two = old.cues[-1], new.cues[0]
    if sentence.lows[two.start - 2 : two.start] == ["of", "which"]:
        return True
    if one.hedge != two.hedge or one.negated != two.negated:
        return False
    lows = sentence.lows
    if two.rule in {"would", "could"} and lows[two.start - 1] in {"which", "whom"}:
        return True
    if new.subject is None or new.subject[1] - new.subject[0] > 1:
        return False
    if lows[new.subject[0]] not in {"it", "they", "he", "she", "we", "i", "you"}:
        return False
    opener = lows[old.subject[0]] if old.subject is not None else ""
    link = lows[one.end : new.first]
    timed = not lexicon.time_words.isdisjoint(lows[one.end : new.first]) and not lexicon.time_words.isdisjoint(
        lows[two.end : two.end + 9]
    )
    if timed:
        return False
    if opener == lows[new.subject[0]] and one.kind == two.kind and len(link) < 9:
        return True
    if lows[new.subject[0]] in {"we", "i", "you"}:
        return False
    return (
        opener in {"it", "this", "they", "he", "she", "that"}
        and "and" in link[-6:]
        and not any(low.isdigit() for low in link)
    )


def _both_timed(sentence: Sentence, old: Clause, cue: Cue, lexicon: Lexicon) -> bool:
    """Whether "... on Saturday and is planning a march in June" tells two things, each with its day and its verb."""
    lows = sentence.lows
    one, two = lows[old.cues[-1].end : cue.start], lows[cue.end : cue.end + 10]
    days = lexicon.months | lexicon.weekdays | lexicon.time_words
    return old.cues[-1].rule != cue.rule and not days.isdisjoint(one) and not days.isdisjoint(two)


def _different(one: Cue, two: Cue) -> bool:
    return (
        one.hedge != two.hedge
        or one.negated != two.negated
        or (two.kind is not None and one.kind is not None and one.kind != two.kind)
    )


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
    if (
        len(clause.cues) > 1
        and cue.rule in {"expects", "predicts"}
        and clause.cues[1].rule in {"will", "would", "may", "could"}
    ):
        ruled = governors_of(clause.cues[1], governors, sentence.lows)
    else:
        ruled = governors_of(cue, governors, sentence.lows)
    quote = 0 if opens_few_words(sentence, cue, lexicon) else sentence.quotes[cue.start]
    written = voices.is_written(quote)
    speaker, via, governor = voice(sentence, clause, ruled, 0 if written else quote, voices, discourse)
    last = min(clause.last, clause.lead + WORDS_MAX + 5)
    first = clause.lead if last - clause.lead <= WORDS_MAX else clause.first
    direct = quote and (speaker is None or not written)
    attribution = "direct" if direct else "none" if speaker is None else "indirect"
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
    sentence: Sentence, clause: Clause, ruled: list[Governor], quote: int, voices: Voices, discourse: Discourse
) -> tuple[Person | None, str | None, Governor | None]:
    """Who is answerable: the innermost speaker named, the one quoted in `quote`, or the subject of its own plan."""
    cue = clause.cues[0]
    named = [g for g in ruled if g.speaker is not None and g.subject not in {"i", "we"}]
    inside = [g for g in named if g.quoted == quote]
    stance = ruled[-1] if ruled else None
    if quote:
        if inside and inside[-1].speaker is not None and (inside[-1].speaker.named or inside[-1].speaker.body):
            return inside[-1].speaker, "", inside[-1]
        return None, None, stance
    if named:
        inner = named[-1]
        if cue.rule in _SELF_SPOKEN and _only_reports(inner.speaker, discourse.lexicon) and clause.subject is not None:
            own = resolve(sentence, clause.subject[0], clause.subject[1], discourse, voices.names)
            if own is not None and (own.body or own.named) and own != inner.speaker:
                return own, None, stance
        via = next(
            (g.speaker.name for g in reversed(named[:-1]) if g.speaker is not None and g.speaker != inner.speaker), None
        )
        return inner.speaker, via, stance
    if cue.subject_free or cue.rule in _SELF_SPOKEN:
        subject = clause.subject or clause.shared
        if subject is None and cue.start and sentence.lows[cue.start - 1] in {"and", "but"}:
            subject = main_subject(sentence, discourse.lexicon)
        if subject is not None and cue.rule == "forecast is for":
            subject = _owner(sentence, subject)
        if subject is not None:
            planner = resolve(sentence, subject[0], subject[1], discourse, voices.names)
            if planner is not None:
                voices.continued.plan(planner, sentence)
            return planner, None, stance
    if cue.rule in {"will", "would"} and not ruled and (actor := _actor(sentence, clause, voices, discourse)):
        return actor, None, stance
    reported = cue.rule == "would" and not ruled and voices.said[0] == sentence.paragraph
    if reported and voices.continued.carries_on(sentence, sentence.lows[clause.first], cue, discourse.lexicon):
        return voices.said[1], None, stance
    return None, None, stance


def _owner(sentence: Sentence, subject: tuple[int, int]) -> tuple[int, int] | None:
    """Whose forecast it is: the words before "'s" in "the bank's forecast"; None for "the forecast"."""
    at = next((i for i in range(subject[0] + 1, subject[1]) if sentence.lows[i] in {"'s", "'"}), 0)
    return (subject[0], at) if at else None


def _actor(sentence: Sentence, clause: Clause, voices: Voices, discourse: Discourse) -> Person | None:
    """The body whose own act the clause tells: "the committee will assess", "members of the union will walk out"."""
    cue, subject = clause.cues[0], clause.subject or clause.shared
    if subject is None or not is_act(sentence, cue, discourse.lexicon):
        return None
    if sentence.lows[subject[0]] in discourse.lexicon.subject_pronouns | discourse.lexicon.relatives:
        return None
    first = members_of(sentence, *subject)
    body = resolve(sentence, first, subject[1], discourse, voices.names)
    if body is None or not body.body:
        return None
    if first > subject[0]:
        return body if body.named else None
    return voices.continued.own_word(body, sentence)


def _only_reports(speaker: Person | None, lexicon: Lexicon) -> bool:
    """Whether the speaker is a bare spokesperson or a paper, so that a plan is that of the body or person planning."""
    if speaker is None:
        return False
    words = speaker.name.lower().split(" ")
    return speaker.name.lower() in _SPOKEN_THROUGH or (not speaker.role and not lexicon.media.isdisjoint(words))


def quoted_by(candidate: Candidate, voices: Voices) -> Candidate:
    """The candidate with the speaker of its quotation, known once the whole text has been heard."""
    if not candidate.quote:
        return candidate if candidate.via != "" else structs.replace(candidate, via=None)
    speaker = voices.quotes.get(candidate.quote)
    return structs.replace(candidate, speaker=speaker, attribution="direct" if speaker else "none")

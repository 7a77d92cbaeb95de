"""Who says what: verbs of saying, thinking, wishing and denying, whose words they govern, and who each quotation is by."""

from typing import Final

from claims.reading.lexicon import Lexicon, Verb
from claims.reading.model import Governor, Person, Sentence, TraceLine
from claims.reading.speakers import Discourse, Name, find_names, names_body
from claims.reading.subjects import resolve, subject_after, subject_before

_TALK: Final = frozenset({"memory", "report", "belief", "fear", "doubt", "wish", "demand", "denial"})
_QUOTES: Final = frozenset("\"“”‘’'«»„`")
_STANCES: Final = ("memory", "wish", "demand", "denial", "fear", "doubt", "report", "belief")
_TELL: Final = frozenset({"tell", "inform", "assure", "reassure", "notify", "brief", "remind", "warn", "advise", "promise", "ask"})
_NEGATIONS: Final = frozenset({"not", "n't", "never", "don't", "doesn't", "didn't", "hasn't", "hadn't", "haven't"})
_NOUNISH: Final = frozenset(
    "reports report claims claim estimates estimate forecasts forecast comments comment promises promise demands demand "
    "requests request hopes hope fears fear doubts doubt wishes wish points point posts post rules rule orders order "
    "notes note states state concludes bets bet pledges pledge vows vow counts quotes quote state briefs decisions projects "
    "project signals signal guarantees guarantee appeals appeal advances stresses stress questions claims laughs sighs".split()
)
_PRONOUNS: Final = frozenset("that this these those all both some many most several few two three other one each another".split())
_ADJECTIVE: Final = frozenset({"adjective"})


class Voices:
    """The speaker of each quotation, and what the pass over the text carries from sentence to sentence."""

    def __init__(self) -> None:
        self.quotes: dict[int, Person | None] = {}
        self.firm: set[int] = set()  # Quotations whose speaker a verb of saying names.
        self.names: list[Name] = []
        self.last_quote = (-1, 0)  # Paragraph and number of the latest quotation.
        self.trace: list[TraceLine] = []


def known_words(sentences: list[Sentence]) -> frozenset[str]:
    """The words as the text writes them inside sentences: in lower case no names, with a capital names."""
    found: set[str] = set()
    for sentence in sentences:
        found.update(sentence.words[1:])
        found.add(sentence.words[0] if sentence.words[0] == sentence.lows[0] else "")
    return frozenset(found)


def listen(sentence: Sentence, voices: Voices, discourse: Discourse, lower_words: frozenset[str]) -> list[Governor]:
    """Read who speaks in the next sentence of a text; `voices` and `discourse` keep what is learned."""
    discourse.now = sentence.index
    names = find_names(sentence, lower_words, discourse.lexicon)
    voices.names = names
    _note_names(sentence, names, discourse)
    _note_subject(sentence, discourse, names)
    governors = find_governors(sentence, discourse, names)
    voices.last_quote = _assign_quotes(sentence, governors, voices, discourse, names, voices.last_quote)
    return governors


def _note_subject(sentence: Sentence, discourse: Discourse, names: list[Name]) -> None:
    """Let "The bank ..." at the head of a sentence that reports nothing bring the bank into focus."""
    lexicon = discourse.lexicon
    if not sentence.lows or sentence.quotes[0] or sentence.lows[0] in _QUOTES:
        return
    span = _main_subject(sentence, lexicon)
    if span is None or span[0] > 1:
        span = _opening_noun(sentence, lexicon) or span
    if span is None or sentence.quotes[span[0]] or span[1] - span[0] > 12 or span[1] - span[0] == 1 and sentence.lows[span[0]] in lexicon.subject_pronouns:
        return
    head = sentence.lows[span[1] - 1]
    if sentence.words[span[1] - 1][0].isupper() or any(
        low in lexicon.body_nouns or low in lexicon.person_nouns or low in lexicon.group_nouns for low in sentence.lows[span[0] : span[1]]
    ) or head in {"he", "she"}:
        resolve(sentence, span[0], span[1], discourse, names)


def _opening_noun(sentence: Sentence, lexicon: Lexicon) -> tuple[int, int] | None:
    """"The finance ministry ..." at the head of a sentence whose verb we do not know."""
    lows = sentence.lows
    if lows[0] not in lexicon.determiners:
        return None
    for index in range(1, min(len(lows), 6)):
        if not lows[index][0].isalpha():
            return None
        if lows[index] in lexicon.body_nouns or lows[index] in lexicon.group_nouns or lows[index] in lexicon.person_nouns:
            following = lows[index + 1] if index + 1 < len(lows) else "."
            if following in lexicon.body_nouns or following in lexicon.person_nouns:
                continue
            return None if following in {"'s", "'", "of"} else (0, index + 1)
    return None


def _note_names(sentence: Sentence, names: list[Name], discourse: Discourse) -> None:
    """Let the discourse know of every name, the one that opens the sentence as its subject."""
    lexicon = discourse.lexicon
    words, lows = sentence.words, sentence.lows
    for position, name in enumerate(names):
        tokens = tuple(words[name.name : name.last])
        low_last = lows[name.last - 1]
        if not tokens or all(low in lexicon.role_words or low in lexicon.nationalities for low in lows[name.name : name.last]):
            continue
        before = lows[name.first - 1] if name.first else ""
        role_before = before in lexicon.role_words or name.name > name.first
        kind = "unknown"
        if names_body(lows[name.name : name.last], lexicon) or (len(tokens) == 1 and tokens[0].isupper() and len(tokens[0]) > 1):
            kind = "body"
        elif role_before and not any(low in lexicon.org_words for low in lows[name.name : name.last]):
            kind = "person"
        elif before in lexicon.body_nouns and before not in lexicon.role_words:
            kind = "body"
        following = lows[name.last : name.last + 3]
        if kind == "unknown" and following[:1] == [","] and (following[1:2] and (following[1].isdigit() or following[1] == "who")):
            kind = "person"
        if kind == "unknown" and following[:1] == ["("] and following[2:3] == [")"] and words[name.last + 1].isupper():
            kind = "body"
        entity = discourse.mention(tokens, kind)
        if kind == "person" and not entity.gender:
            title = set(lows[max(0, name.first - 2) : name.name])
            entity.gender = "f" if title & lexicon.female_words else "m" if title & lexicon.male_words else ""
        if kind == "body" and following[:1] == ["("] and following[2:3] == [")"] and words[name.last + 1].isupper():
            discourse.alias(words[name.last + 1], entity)
        if kind == "body":
            entity.nouns.update(low for low in lows[name.name : name.last] if low in lexicon.body_nouns)
            back = name.first - 1
            while back >= 0 and lows[back] in lexicon.body_nouns:
                entity.nouns.add(lows[back])
                back -= 1
        if kind == "person":
            entity.nouns.update(low for low in lows[max(0, name.first - 3) : name.name] if low in lexicon.role_words)
        possessed = following[:1] in (["'s"], ["'"])
        if sentence.quotes[name.first]:
            entity.last = max(entity.subject, discourse.now - 2)
            continue
        if name.first == 0 or (
            position == 0
            and name.first <= 6
            and not possessed
            and before not in {"of", "in", "at", "for", "to"}
            and not any(low in lexicon.subject_pronouns or low in lexicon.verbs or low in lexicon.auxiliaries for low in lows[: name.first])
        ):
            entity.subject = discourse.now if not possessed else max(entity.subject, discourse.now - 1)


def find_governors(sentence: Sentence, discourse: Discourse, names: list[Name]) -> list[Governor]:
    """The words of saying, thinking, wishing and denying in a sentence, in order."""
    lexicon = discourse.lexicon
    found: list[Governor] = []
    lows = sentence.lows
    verbs = lexicon.verbs
    for index, low in enumerate(lows):
        if low == "according" and lows[index + 1 : index + 2] == ["to"]:
            governor = _according(sentence, index, discourse, names)
        else:
            verb = verbs.get(low)
            if low in lexicon.stance_adjectives and (verb is None or _copula_before(lows, index, lexicon)):
                verb = lexicon.stance_adjectives[low]
            if verb is None or not (_TALK & verb.classes or verb.base == "see"):
                continue
            governor = _governor(sentence, index, verb, discourse, names, found)
        if governor is not None:
            found.append(governor)
    return found


def _copula_before(lows: list[str], index: int, lexicon: Lexicon) -> bool:
    return any(low in lexicon.be_forms for low in _chain(lows, index, lexicon))


def _according(sentence: Sentence, index: int, discourse: Discourse, names: list[Name]) -> Governor | None:
    lows = sentence.lows
    last = index + 2
    opener = next((name for name in names if index + 2 <= name.first <= index + 3), None)
    if opener is not None and lows[opener.last : opener.last + 1] and lows[opener.last] not in {",", "of", "'s", "and", "for", "at", "(", "&"} and sentence.words[opener.last][0].isalnum():
        last = opener.last
    while opener is None and last < len(lows) and lows[last] not in {",", ";", ".", ":", "(", "—"} and lows[last] not in _QUOTES:
        if lows[last] in {"released", "published", "as", "on", "in", "that", "who", "which", "seen"} and last > index + 3:
            break
        last += 1
    while opener is not None and last != opener.last and last < len(lows) and lows[last] not in {",", ";", ".", ":", "(", "—"} and lows[last] not in _QUOTES:
        if lows[last] in {"released", "published", "as", "on", "in", "that", "who", "which", "seen"} and last > index + 3:
            break
        last += 1
    if last - index < 3:
        return None
    speaker = resolve(sentence, index + 2, last, discourse, names)
    if speaker is not None and not (speaker.named or _speaks(speaker, discourse.lexicon)):
        speaker = speaker if speaker.body else None
    scope = tuple(span for span in ((0, index), (last, len(lows))) if span[1] - span[0] > 1)
    return Governor(
        verb=index, start=index, end=last, stance="report", scope=scope, speaker=speaker, past=False,
        quoted=sentence.quotes[index], subject=lows[index + 2],
    )


def _speaks(speaker: Person, lexicon: Lexicon) -> bool:
    return any(word.lower() in lexicon.person_nouns or word.lower() in lexicon.body_nouns for word in speaker.name.split(" "))


def _governor(
    sentence: Sentence, index: int, verb: Verb, discourse: Discourse, names: list[Name], earlier: list[Governor]
) -> Governor | None:
    """The governor that a verb form makes, or None when it is a noun, a passive or an infinitive."""
    lexicon = discourse.lexicon
    lows = sentence.lows
    before = lows[index - 1] if index else ""
    after = lows[index + 1] if index + 1 < len(lows) else "."
    if sentence.words[index][0].isupper() and index and before not in _QUOTES:
        return None
    if after == "to" and not (verb.classes & {"wish", "denial"}) and verb.base not in _TELL:
        return None
    if verb.base == "see":
        if after == "how" and any(word in _NEGATIONS for word in _chain(lows, index, lexicon)):
            return Governor(
                verb=index, start=index, end=index + 1, stance="doubt", scope=((index + 1, len(lows)),), speaker=None,
                past=False, quoted=sentence.quotes[index], subject="i",
            )
        return None
    if low_noun(lows, index, lexicon) or (after in {"for", "by", "from", "of"} and "past" in verb.forms and before not in _QUOTES):
        return None
    chain = _chain(lows, index, lexicon)
    if verb.forms == _ADJECTIVE and not (set(chain) & (lexicon.be_forms | {"feel", "feels", "felt"}) or before in {"feels", "felt", "sounds", "sounded"}):
        return None
    if before == "to" or (chain and chain[-1] == "to"):
        return _infinitive(sentence, index, verb, discourse, names)
    if verb.base not in {"say", "tell"} and not lexicon.modals.keys().isdisjoint(chain):
        return None
    if chain and ({"will", "'ll", "won't"} & set(chain)):
        return None
    if "ing" in verb.forms and lows[index].endswith("ing") and not (set(chain) & lexicon.be_forms):
        return _participle(sentence, index, verb, discourse, names, earlier)
    if "pp" in verb.forms and set(chain) & lexicon.be_forms and not lows[index].endswith("ing"):
        return None
    inverted = None if verb.forms == _ADJECTIVE else _inverted(sentence, index, lexicon)
    span = inverted or subject_before(sentence, index, lexicon)
    speaker: Person | None = None
    subject = ""
    if span is None:
        if before not in {"and", "but", ","}:
            return None
        if not earlier:
            main = _main_subject(sentence, lexicon)
            if main is None:
                return None
            span, subject = (index, index), lows[main[0]]
            speaker = resolve(sentence, main[0], main[1], discourse, names)
        else:
            speaker, subject = earlier[-1].speaker, earlier[-1].subject
            span = (index, index)
    else:
        subject = lows[span[0]]
        if subject in {"whatever", "what", "however"} or (verb.forms == _ADJECTIVE and subject == "it"):
            return None
        if inverted is None and span[1] - span[0] == 1 and subject in {"that", "this", "which", "what", "there"}:
            return None
        speaker = resolve(sentence, span[0], span[1], discourse, names)
    if speaker is not None and lows[index] in _NOUNISH and not _finite_use(lows, span, index, after, lexicon):
        return None
    start, end = min(span[0], index), max(span[1], index + 1)
    stance = _stance(verb, chain, after, lows, index)
    return Governor(
        verb=index,
        start=start,
        end=end,
        stance=stance,
        scope=_scope(sentence, start, end, index, inverted is not None, lexicon),
        speaker=speaker,
        past="had" in chain,
        quoted=sentence.quotes[index],
        subject=subject,
    )


def low_noun(lows: list[str], index: int, lexicon: Lexicon) -> bool:
    """Whether the word at `index` is a noun there: a determiner, possessive or preposition stands before it."""
    before = lows[index - 1] if index else ""
    if lows[index] not in _NOUNISH:
        plain = not {"past", "ing"} & lexicon.verbs[lows[index]].forms if lows[index] in lexicon.verbs else False
        return plain and before in lexicon.determiners - _PRONOUNS
    if before in {"that", "this", "who", "all", "both", "some", "many", "most", "these", "those", "no", "its"} and before not in lexicon.possessives:
        return False
    if before[:1].isdigit() or before in lexicon.determiners or before in lexicon.possessives or before in {"of", "for", "in", "on", "with", "as", "by", "any", "from", "than", "new", "amid", "despite", "into", "at"}:
        return True
    if index + 1 >= len(lows):
        return False
    following = lows[index + 1]
    held = lexicon.verbs.get(following)
    if following in lexicon.auxiliaries or (held is not None and "base" in held.forms and lows[index].endswith("s")):
        return True
    return following in {"of", "for", "'s", "across", "from", "over", "about"}


def _finite_use(lows: list[str], span: tuple[int, int], index: int, after: str, lexicon: Lexicon) -> bool:
    del span, index
    return after not in {"of", "for", "in", "on", "by", "from", "'s", "and", "or"} or after in {"that"} or after in lexicon.determiners


def _chain(lows: list[str], index: int, lexicon: Lexicon) -> list[str]:
    """The auxiliaries, negatives and adverbs right before a verb, in order."""
    back = index - 1
    while back >= 0 and index - back < 7 and (
        lows[back] in lexicon.auxiliaries or lows[back] in lexicon.adverbs or lows[back] in lexicon.negatives or lows[back] == "to"
    ):
        back -= 1
    return lows[back + 1 : index]


def _infinitive(
    sentence: Sentence, index: int, verb: Verb, discourse: Discourse, names: list[Name]
) -> Governor | None:
    """"declined to say whether", "went on to say that": the outer verb decides."""
    del names
    lows = sentence.lows
    lexicon = discourse.lexicon
    outer = index - 2
    while outer > 0 and lows[outer] in lexicon.adverbs:
        outer -= 1
    held = lexicon.verbs.get(lows[outer]) if outer >= 0 else None
    denies = held is not None and "denial" in held.classes
    wishes = held is not None and bool({"wish"} & held.classes)
    if not (denies or wishes) and not (lows[outer : outer + 1] in (["on"], ["able"]) and "report" in verb.classes):
        return None
    stance = "question" if denies else "wish" if wishes else "report"
    return Governor(
        verb=index, start=index, end=index + 1, stance=stance, scope=((index + 1, len(lows)),), speaker=None, past=False,
        quoted=sentence.quotes[index],
    )


def _participle(
    sentence: Sentence, index: int, verb: Verb, discourse: Discourse, names: list[Name], earlier: list[Governor]
) -> Governor | None:
    """", saying that ...", "with an analyst saying ...": the subject is its own, or the sentence's."""
    lexicon = discourse.lexicon
    lows = sentence.lows
    before = lows[index - 1] if index else ""
    if before in lexicon.determiners or before in lexicon.prepositions - {"with"} or not ({"report", "belief", "fear", "wish"} & verb.classes):
        return None
    speaker: Person | None = None
    subject = ""
    if before in {",", "and", "then", ";", "—"} or before in _QUOTES or index == 0 or before in lexicon.report_nouns or before in {"letter", "email", "memo", "post", "note", "message", "interview", "tweet", "filing", "video", "speech", "page"}:
        if earlier and earlier[-1].speaker is not None:
            speaker, subject = earlier[-1].speaker, earlier[-1].subject
        else:
            span = _main_subject(sentence, lexicon)
            if span is not None:
                speaker, subject = resolve(sentence, span[0], span[1], discourse, names), lows[span[0]]
    else:
        span = subject_before(sentence, index, lexicon)
        if span is None or "with" not in lows[max(0, span[0] - 1) : span[0] + 1]:
            return None
        if lows[span[0]] == "with":
            span = (span[0] + 1, span[1])
        speaker, subject = resolve(sentence, span[0], span[1], discourse, names), lows[span[0]]
    if speaker is None:
        return None
    return Governor(
        verb=index, start=index, end=index + 1, stance=_stance(verb, [], "", lows, index),
        scope=((index + 1, len(lows)),), speaker=speaker, past=False, quoted=sentence.quotes[index], subject=subject,
    )


def _main_subject(sentence: Sentence, lexicon: Lexicon) -> tuple[int, int] | None:
    """The subject of the sentence's first finite verb."""
    lows = sentence.lows
    for index in range(1, min(len(lows), 40)):
        low = lows[index]
        if low == "'s" and lows[index - 1] not in lexicon.subject_pronouns:
            continue
        if low in lexicon.auxiliaries or low in lexicon.common_past or (low.endswith("ed") and len(low) > 4) or (
            low in lexicon.verbs and not low.endswith("ing")
        ):
            return subject_before(sentence, index, lexicon)
    return None


def _inverted(sentence: Sentence, index: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """The subject behind its verb: "...," said Jo Farrant."""
    lows = sentence.lows
    back = index - 1
    while back >= 0 and lows[back] in {"also", "then"}:
        back -= 1
    if back >= 0 and lows[back] not in _QUOTES and lows[back] != ",":
        return None
    if back < 0 and not (sentence.words[index][0].isupper()):
        return None
    span = subject_after(sentence, index, lexicon)
    if span is None:
        return None
    if back >= 1 and lows[back] == "," and lows[back - 1] not in _QUOTES:
        if lows[index] not in {"said", "says", "added", "wrote", "adds"}:
            return None
        end = lows[span[1]] if span[1] < len(lows) else "."
        if end in lexicon.auxiliaries or end == "that":
            return None
        if lows[span[0]] in {"it", "he", "she", "they", "we", "i"} or lows[span[0]] in lexicon.determiners:
            following = lows[span[1] : span[1] + 2]
            if following and following[0] not in {".", ",", "on", "in"}:
                return None
        if subject_before(sentence, index, lexicon) is not None and end not in {".", ",", "on", "in"}:
            return None
        if any(low in lexicon.auxiliaries for low in lows[span[0] : span[1]]):
            return None
    return span


def _stance(verb: Verb, chain: list[str], after: str, lows: list[str], index: int) -> str:
    if after in {"whether", "if", "how", "what", "why", "when", "where", "who"} and not (verb.classes & {"belief"}):
        return "question"
    negated = any(word in _NEGATIONS for word in chain) or lows[index - 1 : index] == ["nobody"]
    stance = next((name for name in _STANCES if name in verb.classes), "report")
    if stance == "demand" and ({"report"} & verb.classes) and after in {"that", ":", ","} and verb.base in {"advise"}:
        stance = "report"
    if negated:
        if stance in {"belief"}:
            return "denial" if {"cannot", "can't", "can"} & set(chain) else "doubt"
        if stance == "doubt":
            return "report"
        if stance == "report" and after not in _QUOTES:
            return "question"
    return stance


def _scope(
    sentence: Sentence, start: int, end: int, verb: int, inverted: bool, lexicon: Lexicon
) -> tuple[tuple[int, int], ...]:
    """The token ranges that a governor rules: what follows it, what goes before, or both around a parenthesis."""
    lows = sentence.lows
    count = len(lows)
    before = lows[start - 1] if start else ""
    content_before = start >= 3 and (before == "," or before in _QUOTES or before in {")", "—", "–"})
    after = lows[end] if end < count else "."
    if content_before and (inverted or not _content_after(sentence, verb if not inverted else end - 1, lexicon)):
        spans = [(0, start)]
        rest = _resume(sentence, end)
        if rest < count - 1:
            spans.append((rest, count))
        return tuple(spans)
    del after
    return ((end, count),)


def _resume(sentence: Sentence, end: int) -> int:
    """Where the words go on behind a parenthetical ", she said," or at a further quotation."""
    lows = sentence.lows
    for index in range(end, min(len(lows), end + 25)):
        if lows[index] in _QUOTES or lows[index] == ";":
            return index
        if lows[index] == ",":
            return index + 1
    return len(lows)


def _content_after(sentence: Sentence, verb: int, lexicon: Lexicon) -> bool:
    """Whether what follows a verb of saying is what was said: a clause, "that", a colon or a quotation."""
    lows = sentence.lows
    following = lows[verb + 1 : verb + 3]
    if not following or following[0] in {".", ",", ";"}:
        return False
    if "that" in following[:1] or following[0] in _QUOTES or following[0] == ":":
        return True
    for index in range(verb + 1, min(len(lows), verb + 30)):
        low = lows[index]
        if low in {",", ";"} or low in _QUOTES:
            return False
        if low == "that" or low in lexicon.auxiliaries or low in lexicon.common_past:
            return True
    return False


def _assign_quotes(
    sentence: Sentence,
    governors: list[Governor],
    voices: Voices,
    discourse: Discourse,
    names: list[Name],
    last_quote: tuple[int, int],
) -> tuple[int, int]:
    """Give each quotation in the sentence its speaker; returns paragraph and number of the latest quotation."""
    numbers = list(dict.fromkeys(number for number in sentence.quotes if number))
    for number in numbers:
        first = sentence.quotes.index(number)
        if number in voices.firm:
            last_quote = (sentence.paragraph, number)
            continue
        outside = [g for g in governors if g.quoted == 0 and g.speaker is not None and g.stance != "question"]
        if number in voices.quotes and not outside:
            last_quote = (sentence.paragraph, number)
            continue
        speaker = _quote_speaker(sentence, number, first, outside, voices, discourse, names, last_quote)
        voices.quotes[number] = speaker
        if outside:
            voices.firm.add(number)
        elif speaker is None:
            voices.trace.append(
                TraceLine(
                    start=sentence.starts[first], end=sentence.end, rule="quotation without a speaker",
                    words=" ".join(sentence.words[first : first + 6]), note="nobody near it is said to speak; we abstain",
                )
            )
        last_quote = (sentence.paragraph, number)
    return last_quote


def _quote_speaker(
    sentence: Sentence,
    number: int,
    first: int,
    outside: list[Governor],
    voices: Voices,
    discourse: Discourse,
    names: list[Name],
    last_quote: tuple[int, int],
) -> Person | None:
    last = len(sentence.quotes) - sentence.quotes[::-1].index(number)
    if outside:
        def distance(g: Governor) -> int:
            return min(abs(g.end - first), abs(g.start - last), abs(g.verb - first))

        return min(outside, key=distance).speaker
    opens = first <= 1
    if opens and last_quote[0] == sentence.paragraph and last_quote[1] in voices.quotes:
        return voices.quotes[last_quote[1]]
    if not opens:
        span = _main_subject(sentence, discourse.lexicon)
        if span is not None and sentence.quotes[span[0]] == 0:
            found = resolve(sentence, span[0], span[1], discourse, names)
            if found is not None and (found.named or found.plural or found.body):
                return found
    if last_quote[0] == sentence.paragraph and last_quote[1] in voices.quotes:
        return voices.quotes[last_quote[1]]
    return None

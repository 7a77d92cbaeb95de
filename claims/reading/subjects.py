"""The noun phrases that stand before or behind a verb, and the speakers they name."""

from typing import Final

from claims.reading.lexicon import Lexicon
from claims.reading.model import Person, Sentence
from claims.reading.speakers import Discourse, Entity, Name, names_body

_MARKS: Final = frozenset("\"“”‘’'`;:()[]—–") | {"--", "-", "!", "?", "…", "."}
_QUOTES: Final = frozenset("\"“”‘’'")
_INDEFINITE: Final = frozenset(
    "a an one another some several many two three four five six most other few various multiple numerous".split()
)
_DEFINITE: Final = frozenset("the this that its his her their our these those same".split())
_ARTICLES: Final = frozenset("the a an its his her their our this that".split())
_AFTER_STOPS: Final = frozenset(
    "on in after as during when while before to by who which that whose where with and but adding because if since "
    "until following amid about into speaking citing referring noting was is were are has had".split()
)
_BROAD: Final = frozenset("company firm group corporation organisation organization business giant".split())
_HEAD_PREPOSITIONS: Final = frozenset(
    "of at for from with in on by to within close familiar briefed under near behind against who".split()
)
_SUBJECT_MAX: Final = 30  # Tokens; a subject further from its verb than this is not looked for.
_APPOSITIVE_MAX: Final = 25


def subject_before(sentence: Sentence, verb: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """Tokens of the noun phrase that is subject of the verb at `verb` and stands before it; None if there is none."""
    lows = sentence.lows
    index = verb - 1
    while index >= 0 and (
        lows[index] in lexicon.adverbs or lows[index] in lexicon.auxiliaries or lows[index] in lexicon.negatives
    ) and lows[index] not in {"all", "both", "each"}:
        index -= 1
    if index < 0:
        return None
    if lows[index] == ")":
        index = _bracket_start(lows, index) - 1
    if index >= 0 and lows[index] == ",":
        index = _before_appositive(lows, index, lexicon)
    if index < 0 or lows[index] in _MARKS or lows[index] == "," or lows[index] in {"and", "or", "but", "nor"}:
        return None
    if lows[index] in lexicon.subject_pronouns and lows[index] not in {"that", "this", "those", "these"}:
        if lows[index] in {"who", "which"}:
            return _relative_head(sentence, index, lexicon)
        return (index, index + 1)
    return _phrase(sentence, index, verb, lexicon)


def _relative_head(sentence: Sentence, index: int, lexicon: Lexicon) -> tuple[int, int] | None:
    head = index - 1
    if head >= 0 and sentence.lows[head] == ",":
        head -= 1
    return _phrase(sentence, head, index, lexicon) if head >= 0 else None


def _bracket_start(lows: list[str], index: int) -> int:
    for back in range(index - 1, max(-1, index - _SUBJECT_MAX), -1):
        if lows[back] == "(":
            return back
    return index


def _before_appositive(lows: list[str], comma: int, lexicon: Lexicon) -> int:
    """The last token before the appositive that closes with the comma at `comma`, or -1."""
    for back in range(comma - 1, max(-1, comma - _APPOSITIVE_MAX), -1):
        if lows[back] in _QUOTES:
            return -1
        if lows[back] == ",":
            inner = lows[back + 1 : comma]
            age = len(inner) == 1 and inner[0].isdigit()
            if not age and comma - back > 1 and inner[0] in {"and", "or"}:
                continue
            return back - 1
        if lows[back] in _MARKS:
            return -1
    return comma - 1


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
            back = _bracket_start(lows, back) - 1
            first = back + 1 if back + 1 < first else first
            continue
        if low in _MARKS or low == "," or (low in lexicon.weekdays and _said_near(lows, back, lexicon)):
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
        elif low in {"but", "that", "because", "while", "although", "though", "whereas", "if", "as", "after", "when", "before", "unless", "than", "whether", "so", "where", "since"}:
            break
        elif low in lexicon.subject_pronouns and low not in {"this", "that", "these", "those"}:
            break
        elif low in lexicon.verbs and back < index and _finite(sentence, back, lexicon):
            break
        first = back
        back -= 1
    first, last = _trim(sentence, first, last, lexicon)
    if first >= 2 and lows[first - 1] == "," and lows[first : first + 1] in (["the"], ["a"], ["an"]) and words[first - 2][0].isupper():
        named = _phrase(sentence, first - 2, verb, lexicon)
        if named is not None and named[0] in {0, first - 3, first - 4, first - 5} and any(low in lexicon.role_words for low in lows[first : first + 5]):
            return named
    return (first, last) if first < last and _nominal(words, lows, first, last, lexicon) else None


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
    if before in lexicon.verbs or before in lexicon.report_nouns or before in {",", "and", "but"} or before in lexicon.be_forms or before in lexicon.weekdays or before in _QUOTES:
        return True
    for back in range(index - 2, max(-1, index - 9), -1):
        if lows[back] == "," or lows[back] in _MARKS:
            return False
        held = lexicon.verbs.get(lows[back])
        if held is not None and "report" in held.classes and not ({"base"} == held.forms):
            return True
    return False


def _finite(sentence: Sentence, index: int, lexicon: Lexicon) -> bool:
    verb = lexicon.verbs.get(sentence.lows[index])
    if verb is None or not ({"report", "belief"} & verb.classes):
        return False
    before = sentence.lows[index - 1] if index else ""
    return bool({"past", "s"} & verb.forms) and before not in lexicon.determiners and not sentence.words[index][0].isupper()


def _verb_before(sentence: Sentence, index: int, lexicon: Lexicon) -> bool:
    """Whether a finite verb stands between the clause's start and `index`."""
    lows = sentence.lows
    for back in range(index - 1, max(-1, index - _SUBJECT_MAX), -1):
        low = lows[back]
        if low in _MARKS:
            return False
        if low in lexicon.auxiliaries or low in lexicon.common_past or (low in lexicon.verbs and _finite(sentence, back, lexicon)):
            return True
        if low.endswith("ed") and len(low) > 4 and lows[back - 1] not in lexicon.determiners:
            return True
    return False


def _trim(sentence: Sentence, first: int, last: int, lexicon: Lexicon) -> tuple[int, int]:
    lows, words = sentence.lows, sentence.words
    while first < last and (lows[first] in lexicon.conjunctions or (lows[first] in lexicon.adverbs and lows[first] not in {"all", "both", "each"})):
        first += 1
    while last > first and lows[last - 1] in lexicon.adverbs:
        last -= 1
    if first < last and lows[first] in lexicon.prepositions and lows[first] not in {"over", "around", "about", "like"}:
        for index in range(last - 1, first, -1):
            if lows[index] in lexicon.determiners and lows[index] not in {"more", "all"}:
                return index, last
            if words[index][0].isupper() and not words[index - 1][0].isupper() and lows[index - 1] not in lexicon.name_links and lows[index - 1] not in {"of", "&"}:
                return index, last
        return last, last
    return first, last


def _nominal(words: list[str], lows: list[str], first: int, last: int, lexicon: Lexicon) -> bool:
    """Whether the tokens can be a subject: they hold a name, a pronoun or a noun for people or bodies, or a determiner."""
    if lows[first] in lexicon.determiners or lows[first] in lexicon.subject_pronouns:
        return True
    for index in range(first, last):
        if words[index][0].isupper() or lows[index] in lexicon.person_nouns or lows[index] in lexicon.body_nouns or lows[index] in lexicon.group_nouns:
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


def _role_follows(lows: list[str], first: int, lexicon: Lexicon) -> bool:
    return any(low in lexicon.role_words for low in lows[first + 1 : first + 4])


def _still_names(sentence: Sentence, index: int, lexicon: Lexicon) -> bool:
    following = sentence.lows[index + 1 : index + 4]
    return any(low in lexicon.role_words for low in following) or (
        index + 1 < len(sentence.words) and sentence.words[index + 1][:1].isupper()
    )


def resolve(
    sentence: Sentence, first: int, last: int, discourse: Discourse, names: list[Name]
) -> Person | None:
    """Who the noun phrase `first`..`last` stands for; None where the text does not tell."""
    lexicon = discourse.lexicon
    lows = sentence.lows
    if last - first == 1 and lows[first] in {"he", "she", "it", "they", "them", "both", "him", "her"}:
        return discourse.pronoun(lows[first])
    if last - first == 1 and lows[first] in {"i", "we"}:
        return None
    if lows[first : first + 3] in (["one", "of", "them"], ["both", "of", "them"], ["some", "of", "them"]):
        return discourse.group
    head_end = _head_end(sentence, first, last, names)
    held = [name for name in names if first <= name.first < head_end]
    titled = _titled_office(sentence, first, head_end, last, names, lexicon)
    if titled is not None:
        return _named(sentence, first, last, titled, discourse, names).person()
    if held and held[0].first == first and held[0].last < head_end and lows[held[0].last] in {"a", "an", "the"}:
        return _named(sentence, first, held[0].last, held[0], discourse, names).person()
    if held and held[-1].last >= head_end and _is_name(sentence, held[-1], lexicon):
        return _named(sentence, first, last, held[-1], discourse, names).person()
    return _described(sentence, first, head_end, last, discourse, names)


def _titled_office(
    sentence: Sentence, first: int, head_end: int, last: int, names: list[Name], lexicon: Lexicon
) -> Name | None:
    """The name in "Union Minister for Railways Arvind Rathore": the last two words behind an office."""
    if head_end >= last or sentence.lows[head_end] not in {"of", "for", "at"} or sentence.lows[first] in {"a", "an"}:
        return None
    if sentence.lows[head_end - 1] not in lexicon.role_words:
        return None
    tail = next((name for name in names if name.last == last and name.first > head_end), None)
    if tail is None or last - tail.first < 3 or sentence.lows[last - 1] in lexicon.org_words:
        return None
    return Name(tail.first, last - 2, last)


def _head_end(sentence: Sentence, first: int, last: int, names: list[Name]) -> int:
    """Where the head of the phrase ends and what hangs on it ("of the agency") begins."""
    index = first
    while index < last:
        name = next((name for name in names if name.first <= index < name.last), None)
        if name is not None:
            index = name.last
            continue
        low = sentence.lows[index]
        if index > first and (low in _HEAD_PREPOSITIONS or low in _CUTS):
            return index
        index += 1
    return last


_CUTS: Final = frozenset({",", "who", "which", "that", "whose", "(", "—", "–", "speaking", "briefed", "involved"})


def _is_name(sentence: Sentence, name: Name, lexicon: Lexicon) -> bool:
    lows = sentence.lows[name.name : name.last]
    if not lows:
        return False
    return not all(low in lexicon.role_words or low in lexicon.nationalities for low in lows)


def _named(
    sentence: Sentence, first: int, last: int, name: Name, discourse: Discourse, names: list[Name]
) -> Entity:
    """The entity of a name, taught what its role, its body and its appositive say."""
    lexicon = discourse.lexicon
    words, lows = sentence.words, sentence.lows
    role_words = [word for word in words[first : name.name] if word not in {",", "'s", "’s"}]
    while role_words and (role_words[0].lower() in _ARTICLES or role_words[0].lower() in lexicon.conjunctions):
        role_words.pop(0)
    role_lows = [word.lower() for word in role_words]
    tokens = tuple(words[name.name : name.last])
    kind = "unknown"
    if names_body(lows[name.name : name.last], lexicon) or (tokens[0].isupper() and len(tokens) == 1 and len(tokens[0]) > 1):
        kind = "body"
    elif role_lows and role_lows[-1] in lexicon.body_nouns and role_lows[-1] not in lexicon.role_words:
        kind = "body"
    elif any(low in lexicon.role_words for low in role_lows):
        kind = "person"
    after = _appositive(sentence, last, lexicon)
    if kind == "unknown" and after:
        heads = sentence.lows[after[0] : after[1]]
        if any(low in lexicon.body_nouns for low in heads[:5]) and not any(low in lexicon.role_words - lexicon.body_nouns for low in heads[:8]):
            kind = "body"
        if kind == "unknown" and (heads[0].isdigit() or "who" in heads[:1] or any(low in lexicon.role_words for low in heads[:8])):
            kind = "person"
    entity = discourse.mention(tokens, kind)
    entity.subject = discourse.now
    _teach(entity, role_words, lexicon)
    if name.last < last and lows[name.last] in {"of", "at", "from", "for", "with"}:
        _employ(entity, " ".join(_without_article(words[name.last + 1 : last])))
    if after:
        _teach_appositive(entity, sentence, after, lexicon)
    _teach_bracket(entity, sentence, name.last, discourse)
    del names
    return entity


def _teach_bracket(entity: Entity, sentence: Sentence, last: int, discourse: Discourse) -> None:
    """An acronym in brackets behind a name is another name of it."""
    words = sentence.words
    if words[last : last + 1] == ["("] and words[last + 2 : last + 3] == [")"] and words[last + 1].isupper():
        discourse.alias(words[last + 1], entity)
        if entity.kind == "unknown":
            entity.kind = "body"


def _without_article(words: list[str]) -> list[str]:
    return words[1:] if words and words[0].lower() in _ARTICLES else words


def _employ(entity: Entity, body: str) -> None:
    if body and entity.organisation is None and entity.kind != "body":
        entity.organisation = body.replace(" 's", "'s").replace(" ’s", "’s").replace(" .", ".")


def _teach(entity: Entity, role_words: list[str], lexicon: Lexicon) -> None:
    if not role_words:
        return
    lows = [word.lower() for word in role_words]
    entity.nouns.update(low for low in lows if low.isalpha() or "-" in low)
    if any(low in lexicon.female_words for low in lows):
        entity.gender = "f"
    elif any(low in lexicon.male_words for low in lows):
        entity.gender = "m"
    start = 0
    for index, low in enumerate(lows):
        if low in lexicon.role_words:
            start = index
            break
    if entity.kind == "body":
        return
    while start > 0 and not role_words[start - 1][0].isupper():
        start -= 1
    if start and role_words[0][0].isupper():
        _employ(entity, " ".join(role_words[:start]))
    if entity.role is None and any(low in lexicon.role_words for low in lows):
        entity.role = " ".join(word for word in role_words[start:] if word != ".")


def _appositive(sentence: Sentence, last: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """Tokens of the appositive that follows a phrase between commas, or None."""
    lows = sentence.lows
    if last >= len(lows) or lows[last] != ",":
        return None
    first = last + 1
    index = first
    while index < len(lows) and index - first < _APPOSITIVE_MAX:
        if lows[index] in _MARKS or lows[index] == ",":
            break
        index += 1
    if index == first:
        return None
    low = lows[first]
    opens = (
        low in lexicon.determiners or low in lexicon.role_words or low.isdigit() or low == "who" or low in lexicon.body_nouns
        or sentence.words[first][0].isupper() or low == "head"
    )
    return (first, index) if opens and low not in lexicon.subject_pronouns - {"who"} else None


def _teach_appositive(entity: Entity, sentence: Sentence, span: tuple[int, int], lexicon: Lexicon) -> None:
    first, last = span
    words = _without_article(sentence.words[first:last])
    lows = [word.lower() for word in words]
    if not lows or lows[0].isdigit() or lows[0] == "who":
        return
    if "who" in lows:
        words = words[: lows.index("who")]
        lows = lows[: len(words)]
    cut = next((i for i, low in enumerate(lows) if low in {"of", "at", "for", "from", "in", "with", "on"}), len(lows))
    if not any(low in lexicon.person_nouns or low in lexicon.body_nouns for low in lows[:cut]):
        return
    entity.nouns.update(lows[:cut])
    if any(low in lexicon.female_words for low in lows[:cut]):
        entity.gender = "f"
    elif any(low in lexicon.male_words for low in lows[:cut]):
        entity.gender = "m"
    if entity.kind == "body" or not any(low in lexicon.person_nouns for low in lows[:cut]):
        return
    entity.kind = "person"
    if entity.role is None:
        entity.role = " ".join(words[:cut]).replace(" 's", "'s").replace(" ’s", "’s") or None
    if cut < len(lows) and lows[cut] != "in":
        _employ(entity, " ".join(_without_article(words[cut + 1 :])))


def _described(
    sentence: Sentence, first: int, head_end: int, last: int, discourse: Discourse, names: list[Name]
) -> Person | None:
    """The person behind a description: named in its appositive, known from before, or the description itself."""
    lexicon = discourse.lexicon
    lows = sentence.lows
    head = lows[head_end - 1]
    after = _appositive(sentence, last, lexicon)
    if after:
        inside = [name for name in names if after[0] <= name.first < after[1]]
        if inside and all(lows[i] in lexicon.role_words or lows[i] == "." for i in range(after[0], inside[0].first)) and _is_name(sentence, inside[0], lexicon):
            entity = _named(sentence, after[0], inside[0].last, inside[0], discourse, names)
            lead = _without_article(sentence.words[first:last])
            _teach(entity, lead, lexicon)
            low_lead = [word.lower() for word in lead]
            if entity.kind == "unknown":
                entity.kind = "person" if any(low in lexicon.role_words for low in low_lead) else "body" if head in lexicon.body_nouns else "unknown"
            return entity.person()
    opener = lows[first]
    if opener in _DEFINITE or lows[first : first + 2] == ["the", "same"]:
        known = _corefer(head, lows[first:head_end], discourse, whole=head_end == last)
        if known is not None:
            return known
    text = _description(sentence, first, last, lexicon)
    if not text:
        return None
    organisation = None
    if opener in {"its", "their"} and head in lexicon.person_nouns and head_end == last:
        holder = discourse.in_sentence() or discourse.latest(kinds=frozenset({"body"}))
        if holder is not None and holder.kind != "person":
            organisation = " ".join(holder.name)
            text = f"{text} of {'' if holder.name[0][0].isupper() else 'the '}{organisation}"
    plural = head in lexicon.group_nouns or (head.endswith("s") and head in lexicon.person_nouns)
    person = Person(name=text, organisation=organisation, plural=plural, body=head in lexicon.body_nouns or head in lexicon.group_nouns)
    if head in lexicon.person_nouns or head in lexicon.body_nouns or head in lexicon.group_nouns:
        discourse.group, discourse.group_at = person, discourse.now
    if head in lexicon.body_nouns and head not in lexicon.person_nouns:
        words = tuple(_without_article(sentence.words[first:head_end]))
        if words and opener not in _INDEFINITE:
            held = _body_entity(text, words, discourse)
            return held.person()
    return person


def _body_entity(text: str, words: tuple[str, ...], discourse: Discourse) -> Entity:
    """A body known only by description ("the river authority"), kept so that "the authority" finds it."""
    for entity in discourse.entities:
        if " ".join(entity.name).lower() == text.lower():
            break
    else:
        entity = Entity(tuple(text.split(" ")), "body")
        discourse.entities.append(entity)
    entity.nouns.update(word.lower() for word in words if word.isalpha())
    entity.last = entity.subject = discourse.now
    return entity


def _corefer(head: str, lows: list[str], discourse: Discourse, *, whole: bool) -> Person | None:
    """The entity that "the general" or "the company" was before."""
    lexicon = discourse.lexicon
    if not whole:
        return None
    modifiers = [low for low in lows[1:-1] if low != "same"]
    entity = discourse.by_noun(head)
    if entity is not None and all(low in entity.nouns for low in modifiers if low not in lexicon.adverbs):
        entity.last = entity.subject = discourse.now
        return entity.person()
    if modifiers:
        return None
    if head in {"general", "colonel", "commander", "officer"}:
        for entity in sorted(discourse.entities, key=lambda item: -item.last):
            if entity.nouns & lexicon.military or any(part in low for low in entity.nouns for part in ("general", "colonel")):
                entity.last = entity.subject = discourse.now
                return entity.person()
    if head in lexicon.generic_bodies:
        broad = head in _BROAD
        entity = discourse.in_sentence() if not broad else discourse.latest(kinds=frozenset({"body"})) or discourse.latest(kinds=frozenset({"unknown"}))
        if entity is not None:
            entity.nouns.add(head)
            entity.last = entity.subject = discourse.now
            if entity.kind == "unknown":
                entity.kind = "body"
            return entity.person()
    group = discourse.group
    if group is not None and head == group.name.split(" ")[-1].lower() and discourse.now - discourse.group_at <= 8:
        return group
    return None


def _description(sentence: Sentence, first: int, last: int, lexicon: Lexicon) -> str:
    """The description as words, its article and what follows a comma or relative left out."""
    words = sentence.words[first:last]
    lows = sentence.lows[first:last]
    while lows and (lows[0] in _ARTICLES or lows[0] in {"one", "another", "same", "these", "those"}):
        if lows[0] in {"one", "another"} and len(lows) == 1:
            break
        words, lows = words[1:], lows[1:]
    cut = next((i for i, low in enumerate(lows) if low in _CUTS and low != "briefed" and low != "involved"), len(lows))
    words = words[:cut]
    if not words:
        return ""
    if sentence.lows[first] not in _ARTICLES and words[0] == sentence.words[0] and words[0][1:].islower() and len(words) > 1 and not words[1][:1].isupper():
        words = [words[0].lower(), *words[1:]]
    text = sentence_text(words)
    return text


def sentence_text(words: list[str]) -> str:
    """Words joined by spaces, punctuation and endings closed up."""
    text = " ".join(words)
    for loose, tight in ((" 's", "'s"), (" ’s", "’s"), (" .", "."), (" ,", ",")):
        text = text.replace(loose, tight)
    return text

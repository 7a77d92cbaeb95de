# ruff: noqa: PLR0911, PLR0912, PLR0913, PLR0917 - a rule reads best as a run of cases, each with its own answer.
"""The noun phrases that stand before or behind a verb, and the speakers they name."""

from itertools import pairwise
from typing import Final

from claims.reading.descriptions import describe
from claims.reading.lexicon import Lexicon, words
from claims.reading.model import Person, Sentence
from claims.reading.speakers import Discourse, Entity, Name, names_body

_MARKS: Final = frozenset("\"“”‘’'`;:()[]—–") | {"--", "-", "!", "?", "…", "."}
_INDEFINITE: Final = words(
    "a an one another some several many two three four five six most other few various multiple numerous"
)
_DEFINITE: Final = frozenset(["the", "this", "that", "its", "his", "her", "their", "our", "these", "those", "same"])
_ARTICLES: Final = frozenset(["the", "a", "an", "its", "his", "her", "their", "our", "this", "that"])
_KINDS: Final = frozenset({"state", "federal", "national", "regional", "local"})
_BROAD: Final = frozenset(
    ["company", "firm", "group", "corporation", "organisation", "organization", "business", "giant"]
)
_HEAD_PREPOSITIONS: Final = frozenset(["of", "at", "for", "from", "with", "in", "on", "by", "to"]) | frozenset(
    ["within", "close", "familiar", "briefed", "under", "near", "behind", "against", "who"]
)
_APPOSITIVE_MAX: Final = 25


def resolve(sentence: Sentence, first: int, last: int, discourse: Discourse, names: list[Name]) -> Person | None:
    """Who the noun phrase `first`..`last` stands for; None where the text does not tell."""
    lexicon = discourse.lexicon
    lows = sentence.lows
    if last - first == 1 and lows[first] in {"he", "she", "it", "they", "them", "both", "him", "her"}:
        return discourse.pronoun(lows[first])
    if last - first == 1 and lows[first] in {"i", "we"}:
        return None
    alone = last - first == 1 and lows[first] in {"one", "another"}
    if alone or " ".join(lows[first : first + 3]) in {"one of them", "both of them", "some of them"}:
        return discourse.group
    head_end = _head_end(sentence, first, last, names)
    held = [name for name in names if first <= name.first < head_end]
    titled = _titled_office(sentence, first, head_end, last, names, lexicon)
    if titled is not None:
        return _named(sentence, first, last, titled, discourse, names).person()
    together = _together(sentence, first, head_end, last, held, discourse, names)
    if together is not None:
        return together
    if held and held[0].first == first and held[0].last < head_end and lows[held[0].last] in {"a", "an", "the"}:
        return _named(sentence, first, held[0].last, held[0], discourse, names).person()
    if held and held[-1].last >= head_end and _is_name(sentence, held[-1], lexicon):
        return _named(sentence, first, last, held[-1], discourse, names).person()
    return _described(sentence, first, head_end, last, discourse, names)


def _together(
    sentence: Sentence,
    first: int,
    head_end: int,
    last: int,
    held: list[Name],
    discourse: Discourse,
    names: list[Name],
) -> Person | None:
    """The two or three who speak together: "Ida Roe and Jon Tarrant"; None where the phrase names fewer."""
    lows = sentence.lows
    links = [at for at in range(first, head_end) if lows[at] == "and" and not any(n.first <= at < n.last for n in held)]
    if head_end != last or not 2 <= len(held) <= 3 or len(links) != 1 or held[-1].last != last:
        return None
    if not held[-2].last <= links[0] < held[-1].first or not all(
        _is_name(sentence, n, discourse.lexicon) for n in held
    ):
        return None
    between = lows[first : held[0].first] + [low for a, b in pairwise(held) for low in lows[a.last : b.first]]
    if any(low not in discourse.lexicon.role_words | {"and", ",", "the"} for low in between):
        return None
    starts = [first, *(name.last + 1 for name in held[:-1])]
    people = [
        _named(sentence, start, name.last, name, discourse, names).person()
        for start, name in zip(starts, held, strict=True)
    ]
    text = " and ".join(filter(None, (", ".join(one.name for one in people[:-1]), people[-1].name)))
    group = Person(name=text, named=True, plural=True, body=all(one.body for one in people))
    discourse.group, discourse.group_at = group, discourse.now
    return group


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
    lows = sentence.lows
    ends = {index: name.last for name in names for index in range(max(first, name.first), min(last, name.last))}
    index = first
    while index < last:
        if index in ends:
            index = ends[index]
            continue
        if lows[index] in _HEAD_ENDS and index > first:
            return index
        index += 1
    return last


_CUTS: Final = frozenset({",", "who", "which", "that", "whose", "(", "—", "–", "speaking", "briefed", "involved"})


_HEAD_ENDS: Final = _HEAD_PREPOSITIONS | _CUTS


def _is_name(sentence: Sentence, name: Name, lexicon: Lexicon) -> bool:
    lows = sentence.lows[name.name : name.last]
    if not lows:
        return False
    return not all(low in lexicon.role_words or low in lexicon.nationalities for low in lows)


def _named(sentence: Sentence, first: int, last: int, name: Name, discourse: Discourse, names: list[Name]) -> Entity:
    """The entity of a name, taught what its role, its body and its appositive say."""
    lexicon = discourse.lexicon
    words, lows = sentence.words, sentence.lows
    role_words = [word for word in words[first : name.name] if word not in {",", "'s", "’s"}]
    while role_words and (role_words[0].lower() in _ARTICLES or role_words[0].lower() in lexicon.conjunctions):
        role_words.pop(0)
    role_lows = [word.lower() for word in role_words]
    tokens = tuple(words[name.name : name.last])
    kind = "unknown"
    if (
        names_body(lows[name.name : name.last], lexicon)
        or (tokens[0].isupper() and len(tokens) == 1 and len(tokens[0]) > 1)
        or (role_lows and role_lows[-1] in lexicon.body_nouns and role_lows[-1] not in lexicon.role_words)
    ):
        kind = "body"
    elif any(low in lexicon.role_words for low in role_lows):
        kind = "person"
    after = _appositive(sentence, last, lexicon)
    if kind == "unknown" and after:
        heads = sentence.lows[after[0] : after[1]]
        if any(low in lexicon.body_nouns for low in heads[:5]) and not any(
            low in lexicon.role_words - lexicon.body_nouns for low in heads[:8]
        ):
            kind = "body"
        if kind == "unknown" and (
            heads[0].isdigit() or "who" in heads[:1] or any(low in lexicon.role_words for low in heads[:8])
        ):
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
        low in lexicon.determiners
        or low in lexicon.role_words
        or low.isdigit()
        or low == "who"
        or low in lexicon.body_nouns
        or sentence.words[first][0].isupper()
        or low == "head"
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


def _naming(
    sentence: Sentence, last: int, head: str, discourse: Discourse, names: list[Name]
) -> tuple[int, int] | None:
    """The appositive that names a described person: the first, or behind that of his body a bare name before the verb.

    "The head of the oldest union, the Dockers' League, Olav Stein, said": the last.
    """
    lexicon = discourse.lexicon
    after = _appositive(sentence, last, lexicon)
    if after is None or head not in lexicon.person_nouns:
        return after
    behind = _appositive(sentence, after[1], lexicon)
    name = next((n for n in names if behind is not None and (n.first, n.last) == behind), None)
    if name is None or not 2 <= name.last - name.first <= 4 or sentence.lows[name.last : name.last + 1] != [","]:
        return after
    return after if names_body(sentence.lows[name.name : name.last], lexicon) else behind


def _described(
    sentence: Sentence, first: int, head_end: int, last: int, discourse: Discourse, names: list[Name]
) -> Person | None:
    """The person behind a description: named in its appositive, known from before, or the description itself."""
    lexicon = discourse.lexicon
    lows = sentence.lows
    head = lows[head_end - 1]
    after = _naming(sentence, last, head, discourse, names)
    if after:
        inside = [name for name in names if after[0] <= name.first < after[1]]
        if (
            inside
            and all(lows[i] in lexicon.role_words or lows[i] == "." for i in range(after[0], inside[0].first))
            and _is_name(sentence, inside[0], lexicon)
        ):
            entity = _named(sentence, after[0], inside[0].last, inside[0], discourse, names)
            lead = _without_article(sentence.words[first:head_end])
            _teach(entity, lead, lexicon)
            if lows[head_end : head_end + 1] in (["of"], ["at"], ["for"]):
                _employ(entity, " ".join(_without_article(sentence.words[head_end + 1 : last])))
            low_lead = [word.lower() for word in lead]
            if entity.kind == "unknown":
                entity.kind = (
                    "person"
                    if any(low in lexicon.role_words for low in low_lead)
                    else "body"
                    if head in lexicon.body_nouns
                    else "unknown"
                )
            return entity.person()
    opener = lows[first]
    if opener in _DEFINITE or lows[first : first + 2] == ["the", "same"]:
        known = _corefer(head, lows[first:head_end], discourse, whole=head_end == last)
        if known is not None:
            return known
    text = describe(sentence, first, last, lexicon)
    if not text:
        return None
    organisation = None
    if opener in {"its", "their"} and head in lexicon.person_nouns and head_end == last:
        holder = discourse.in_sentence() or discourse.latest(kinds=frozenset({"body"}))
        if holder is not None and holder.kind != "person":
            organisation = " ".join(holder.name)
            text = f"{text} of {'' if holder.name[0][0].isupper() else 'the '}{organisation}"
    plural = head in lexicon.group_nouns or (head.endswith("s") and head in lexicon.person_nouns)
    person = Person(
        name=text,
        organisation=organisation,
        plural=plural,
        body=head in lexicon.body_nouns or head in lexicon.group_nouns,
        definite=opener in _DEFINITE and not plural,
    )
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
    for entity in discourse.pool():
        if " ".join(entity.name).lower() == text.lower():
            break
    else:
        entity = Entity(tuple(text.split(" ")), "body")
        discourse.entities.append(entity)
        discourse.recent.append(entity)
    entity.nouns.update(word.lower() for word in words if word.isalpha())
    entity.last = entity.subject = discourse.now
    return entity


def _corefer(head: str, lows: list[str], discourse: Discourse, *, whole: bool) -> Person | None:
    """The entity that "the general" or "the company" was before."""
    lexicon = discourse.lexicon
    if not whole:
        return None
    modifiers = [
        low
        for low in lows[1:-1]
        if low != "same"
        and not low.endswith(("-based", "-listed", "-owned", "-backed"))
        and (low not in lexicon.nationalities or low in _KINDS)
    ]
    entity = discourse.by_noun(head)
    if entity is None and not modifiers and (head.endswith("-year-old") or head in lexicon.nationalities):
        entity = discourse.latest(kinds=frozenset({"person"}))
        return entity.person() if entity is not None else None
    if entity is not None and all(low in entity.nouns for low in modifiers if low not in lexicon.adverbs):
        entity.last = entity.subject = discourse.now
        return entity.person()
    if modifiers:
        return None
    if head in {"general", "colonel", "commander", "officer"}:
        for entity in sorted(discourse.pool(), key=lambda item: -item.last):
            if entity.nouns & lexicon.military or any(
                part in low for low in entity.nouns for part in ("general", "colonel")
            ):
                entity.last = entity.subject = discourse.now
                return entity.person()
    if head in lexicon.generic_bodies:
        entity = discourse.in_sentence()
        if head in _BROAD:
            entity = discourse.latest(kinds=frozenset({"body"})) or discourse.latest(kinds=frozenset({"unknown"}))
        elif entity is None:
            entity = discourse.in_focus(head)
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

# ruff: noqa: PLR0911, PLR0912 - a rule reads best as a run of cases, each with its own answer.
"""Who is spoken of: names and descriptions, what is known of each, and who "she" or "the company" is."""

from collections import deque
from typing import NamedTuple

from claims.reading.lexicon import NAME, Lexicon, words
from claims.reading.model import Person, Sentence

_RECENT = 10  # Sentences back that a pronoun or "the company" may reach before we abstain.
_FOCUS = 3  # Sentences back that "the club" may reach for a body that was not called a club before.
_POOL = 40  # Entities of a kind (first, newest, latest met) that are looked through; it keeps the cost linear.
_MALE = frozenset({"he", "him", "his"})
_FEMALE = frozenset({"she", "her"})
_INDEFINITE = frozenset(
    {"a", "an", "one", "another", "some", "several", "many", "two", "three", "four", "most", "other"}
)
_CUT_AT = frozenset({"who", "which", "that", "whose", ",", ";", ":", "(", "—", "–", "-", "--", "speaking", "told"})
_OF_HEADS = words(
    """bank university ministry department board house institute republic bay gulf church college academy council court
    kingdom states state chamber society federation duke prince agency office centre center bureau port city
    county district province chief secretary league union association institution order knights isle museum
    commission confederation coalition alliance congress assembly guild league network united"""
)
_ON_HEADS = frozenset({"commission", "committee", "council", "panel", "conference", "summit"})
_RANKS = {"body": 0, "person": 1, "group": 2, "unknown": 3}
_LEGAL = frozenset({"inc", "corp", "ltd", "llc", "limited"})
_COMMON_ENDS = ("ing", "ed", "ly", "tion", "sion", "ness", "ship", "hood")
_SMALL = frozenset({"of", "the", "and", "&", "for"})


class Name(NamedTuple):
    """A capitalised name: tokens `first`..`last` (exclusive); those before `name` are a title or another's name."""

    first: int
    name: int
    last: int


class Entity:
    """One person or body met in a text, with what has been learned of it so far."""

    __slots__ = (
        "_known_as",
        "_person",
        "gender",
        "kind",
        "last",
        "lows",
        "name",
        "nouns",
        "organisation",
        "role",
        "seen",
        "subject",
    )

    def __init__(self, name: tuple[str, ...], kind: str) -> None:
        self.name = name
        self.lows = lower_name(name)
        self._known_as: tuple[object, ...] = ()
        self._person = Person(name="")
        self.kind = kind  # "person", "body", "group" or "unknown".
        self.role: str | None = None
        self.organisation: str | None = None
        self.nouns: set[str] = set()
        self.gender = ""
        self.last = -1
        self.subject = -1
        self.seen = 0

    def person(self) -> Person:
        """The entity as a speaker."""
        known_as = (self.name, self.kind, self.role, self.organisation)
        if known_as != self._known_as:
            self._known_as, self._person = known_as, self._as_person()
        return self._person

    def _as_person(self) -> Person:
        words = list(self.name)
        while self.kind != "person" and len(words) > 1 and words[-1].lower().rstrip(".") in _LEGAL:
            words.pop()
        name = " ".join(words).replace(" .", ".").replace(" ,", ",").replace(" 's", "'s").replace(" ’s", "’s")
        return Person(
            name=name,
            role=self.role,
            organisation=self.organisation,
            named=self.kind in {"person", "body", "unknown"},
            body=self.kind == "body",
            plural=self.kind == "group",
        )


def lower_name(words: tuple[str, ...]) -> tuple[str, ...]:
    """A name in lower case, without the full stops of initials: what names are compared by."""
    return tuple([word.lower().rstrip(".") for word in words])


def names_body(lows: list[str], lexicon: Lexicon) -> bool:
    """Whether a name is a body's by its words: "... Bank", "Central Bank of Tarvia"."""
    if lows[-1] in lexicon.org_words:
        return True
    return "of" in lows and lows[lows.index("of") - 1] in lexicon.org_words


def find_names(sentence: Sentence, lower_words: frozenset[str], lexicon: Lexicon) -> list[Name]:
    """The capitalised names of a sentence, in order."""
    words, lows = sentence.words, sentence.lows
    names: list[Name] = []
    last = 0
    for index in sentence.places(NAME):
        if index >= last and _starts_name(sentence, index, lower_words, lexicon):
            last = _name_end(words, lows, index, lexicon)
            names.append(Name(index, _name_start(lows, index, last, lexicon), last))
    return names


def _starts_name(sentence: Sentence, index: int, lower_words: frozenset[str], lexicon: Lexicon) -> bool:
    low = sentence.lows[index]
    if low in lexicon.months or low in lexicon.weekdays or low.startswith("'"):
        return False
    if low in lexicon.not_names or (index == 0 and low in lexicon.prepositions):
        return False
    if low in lexicon.holidays:
        return False
    opening = index == 0 or sentence.words[index - 1] in "\"“‘':("
    if not opening:
        return True
    following = sentence.words[index + 1] if index + 1 < len(sentence.words) else ""
    if following[:1].isupper() and following.lower() not in lexicon.not_names:
        return True
    if (
        low.endswith("s")
        and not low.endswith(("us", "is", "ss", "as", "os"))
        and following not in {"'s", "’s"}
        and not sentence.words[index][1:2].isupper()
    ):
        held = lexicon.verbs.get(following)
        if f"{sentence.words[index]}" not in lower_words and (held is None or "report" not in held.classes):
            return False
    return (
        low not in lower_words
        and not low.endswith(_COMMON_ENDS)
        and (low not in lexicon.person_nouns or low in lexicon.titles)
    )


def _name_end(words: list[str], lows: list[str], index: int, lexicon: Lexicon) -> int:
    last = index + 1
    count = len(words)
    while last < count and last - index < 12:
        word, low = words[last], lows[last]
        if (
            (word[0].isupper() and low not in lexicon.months and low not in lexicon.weekdays and low != "i")
            or (
                word == "."
                and last + 1 < count
                and words[last + 1][:1].isupper()
                and (
                    len(lows[last - 1]) == 1 or lows[last - 1] in lexicon.titles or lows[last - 1] in {"st", "jr", "mt"}
                )
            )
            or ("-" in word and word.partition("-")[2][:1].isupper())
            or (low in lexicon.name_links and last + 1 < count and words[last + 1][:1].isupper())
            or (word == "&" and last + 1 < count and words[last + 1][:1].isupper())
        ):
            last += 1
        elif low == "of" and lows[last - 1] in _OF_HEADS and _cap_after(words, lows, last + 1):
            last += 2 if lows[last + 1] == "the" else 1
        elif low == "on" and lows[last - 1] in _ON_HEADS and _topic_after(words, lows, last + 1, lexicon):
            last += 1
        else:
            break
    return last


def _topic_after(words: list[str], lows: list[str], index: int, lexicon: Lexicon) -> bool:
    """Whether a body's topic follows ("Commission on Land"), and not the day on which it did something."""
    low = lows[index] if index < len(words) else ""
    return (
        low not in lexicon.months | lexicon.weekdays | lexicon.holidays
        and words[index : index + 1] != ["The"]
        and (words[index][:1].isupper() if low else False)
    )


def _cap_after(words: list[str], lows: list[str], index: int) -> bool:
    if index < len(words) and lows[index] == "the":
        index += 1
    return index < len(words) and words[index][:1].isupper()


def _name_start(lows: list[str], first: int, last: int, lexicon: Lexicon) -> int:
    """Where the name proper begins behind titles and roles ("Alabama Governor Bob Riley")."""
    if lows[last - 1] in lexicon.org_words and lows[last - 1] not in lexicon.titles:
        return first
    if last - first >= 4 and len(lows[first + 1]) == 2 and lows[first + 1][1] == ".":
        return first + 1
    for index in range(last - 2, first - 1, -1):
        if (
            lows[index] in lexicon.role_words
            and lows[index] not in lexicon.domains
            and not (index == first and lows[index] in lexicon.org_words)
        ):
            return index + 1
    return first


class Discourse:
    """What a reader knows of the people and bodies of a text, sentence by sentence."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.entities: list[Entity] = []
        self.recent: deque[Entity] = deque(maxlen=_POOL)
        self.by_word: dict[str, list[Entity]] = {}
        self.group: Person | None = None
        self.group_at = -100
        self.now = 0

    def mention(self, words: tuple[str, ...], kind: str) -> Entity:
        """The entity of that name, made if it is new; the fullest form becomes its name."""
        kept = len(words)
        while kept > 2 and words[kept - 1] in self.lexicon.postnominals:
            kept -= 1
        words = words[:kept]
        lows = lower_name(words)
        found = self._known(lows, kind)
        if found is None:
            found = Entity(words, kind)
            self.entities.append(found)
            self._index(found, lows)
        elif len(words) > len(found.name) and kind != "alias":
            found.name, found.lows = words, lows
            self._index(found, lows)
        if found.kind == "unknown" and kind in {"person", "body"}:
            found.kind = kind
        if not found.gender and found.kind != "body" and 1 < len(found.name) < 5:
            found.gender = self._gender_of(found.name[0].lower())
            if found.gender and found.kind == "unknown":
                found.kind = "person"
        found.last = self.now
        found.seen += 1
        if not self.recent or self.recent[-1] is not found:
            self.recent.append(found)
        return found

    def _gender_of(self, first: str) -> str:
        """What a first name tells: "f", "m" or nothing."""
        return "f" if first in self.lexicon.female_names else "m" if first in self.lexicon.male_names else ""

    def pool(self) -> list[Entity]:
        """The entities that a description may mean: the first of the text, the newest and those met of late."""
        held = self.entities
        if len(held) <= 3 * _POOL:
            return held
        return list(dict.fromkeys([*held[:_POOL], *held[-_POOL:], *self.recent]))

    def _index(self, entity: Entity, lows: tuple[str, ...]) -> None:
        for low in {lows[0], lows[-1], "".join(low[:1] for low in lows if low not in _SMALL)}:
            held = self.by_word.setdefault(low, [])
            if entity not in held:
                held.append(entity)

    def alias(self, word: str, entity: Entity) -> None:
        """Let `word` (an acronym given in brackets) stand for an entity."""
        held = self.by_word.setdefault(word.lower(), [])
        if entity not in held:
            held.insert(0, entity)

    def _known(self, lows: tuple[str, ...], kind: str) -> Entity | None:
        count, head, tail = len(lows), lows[0], lows[-1]
        options = list(self.by_word.get(tail, ()))
        if count > 1 or kind != "person":
            options.extend(self.by_word.get(head, ()))
        del options[:-_POOL]
        if len(options) > 1:
            options.sort(key=lambda entity: (_RANKS[entity.kind], -entity.last))
        for entity in options:
            if entity.lows == lows:
                return entity
        for entity in options:
            held = entity.lows
            if count == 1:
                if held[-1] == head and (
                    entity.kind == "person" or (entity.kind == "unknown" and kind != "body" and 1 < len(held) < 5)
                ):
                    return entity
                if entity.kind != "person" and (held[0] == head or head not in held):
                    return entity
            elif entity.kind == "person" or kind == "person":
                if held[-1] == tail and (len(held) == 1 or held[0] == head):
                    return entity
            elif lows == held[: len(lows)] or (
                held == lows[: len(held)]
                and set(lows[len(held) :]) <= _LEGAL | {"co", "company", "corporation", "group"}
            ):
                return entity
        if count == 1:
            for entity in options:
                if entity.kind in {"person", "unknown"} and len(entity.name) == 2 and entity.name[0].lower() == head:
                    return entity
        return None

    def first_person(self) -> Person | None:
        """The first person of the text by full name, one known to be a person before a name of unknown kind."""
        named = [one for one in self.pool() if one.kind in {"person", "unknown"} and 1 < len(one.name) < 5]
        known = [one for one in named if one.kind == "person"]
        return next((one.person() for one in [*known, *named]), None)

    def latest(self, *, gender: str = "", kinds: frozenset[str]) -> Entity | None:
        """The entity most in focus: subjects and speakers before others, the latest first; None beyond reach."""
        best: Entity | None = None
        best_key = (-3, -3)
        for entity in self.pool():
            if entity.kind not in kinds or (gender and entity.gender and entity.gender != gender):
                continue
            if self.now - entity.last > _RECENT:
                continue
            sure = 1 if gender and entity.gender == gender else 0
            key = (max(entity.subject, entity.last - 1) + sure, entity.subject)
            if key > best_key:
                best, best_key = entity, key
        return best

    def in_sentence(self) -> Entity | None:
        """The body, or the name of unknown kind, that is subject of the sentence being read."""
        found = [entity for entity in self.pool() if entity.subject == self.now and entity.kind in {"body", "unknown"}]
        return found[-1] if found else None

    def in_focus(self, noun: str) -> Entity | None:
        """The body that alone was spoken of in the last sentences and was not called anything but `noun`."""
        found = [
            entity
            for entity in self.pool()
            if entity.kind in {"body", "unknown"} and 0 <= self.now - entity.subject <= _FOCUS and entity.seen
        ]
        if len(found) != 1 or (found[0].kind == "unknown" and found[0].subject != found[0].last):
            return None
        called = found[0].nouns | {found[0].name[-1].lower()}
        other = (called - {noun}) & self.lexicon.body_nouns
        return None if other and noun not in called else found[0]

    def by_noun(self, noun: str) -> Entity | None:
        """The latest entity that was called `noun`."""
        found = [entity for entity in self.pool() if noun in entity.nouns]
        return max(found, key=lambda entity: (entity.subject, entity.last)) if found else None

    def named_later(self, person: Person) -> Person:
        """The one person of the text that a definite description fits ("her agent", later "the agent, X"); else it."""
        if not person.definite or person.body:
            return person
        words = {word.lower() for word in person.name.split(" of ")[0].split(" ")}
        if words.isdisjoint(self.lexicon.person_nouns - self.lexicon.domains):
            return person
        found = [one for one in self.pool() if one.kind == "person" and words <= one.nouns]
        return found[0].person() if len(found) == 1 else person

    def _one_person(self) -> bool:
        """Whether the latest description is of one person, so that "he" may be that person."""
        return self.group is not None and not self.group.plural and not self.group.body

    def pronoun(self, low: str) -> Person | None:
        """Whom a pronoun stands for, or None when nobody fits."""
        if low in _MALE or low in _FEMALE:
            gender = "m" if low in _MALE else "f"
            entity = self.latest(gender=gender, kinds=frozenset({"person"})) or self.latest(
                gender=gender, kinds=frozenset({"unknown"})
            )
            if entity is None:
                if self._one_person() and self.now - self.group_at <= 3:
                    return self.group
                return None
            if self._one_person() and self.group_at > entity.last:
                return self.group
            entity.gender, entity.kind = gender, "person"
            entity.last = entity.subject = self.now
            return entity.person()
        if low == "it":
            entity = self.latest(kinds=frozenset({"body"})) or self.latest(kinds=frozenset({"unknown"}))
            if (
                self.group is not None
                and not self.group.plural
                and self.group.body
                and self.group_at >= (entity.subject if entity else -1)
            ):
                return self.group
            return entity.person() if entity else None
        if low in {"they", "them", "both"}:
            if self.group is not None and self.group.plural and self.now - self.group_at <= 4:
                return self.group
            entity = self.latest(kinds=frozenset({"body"}))
            return entity.person() if entity else None
        return None

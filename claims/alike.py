"""Whether two names may be those of one person, place or body: by sound in Latin letters, initials, short forms.

"Konstantinovka" and "Kostiantynivka", "V. Lipovoy" and "Viktor Lipovoi", "U.N." and "United Nations" are alike.
Nothing here decides that they are the same: a person does.
"""

import re
import unicodedata
from typing import Final

import msgspec
from rapidfuzz.distance import Levenshtein

NEAR_MIN: Final = 0.75
"""Two words that differ are alike from this share of equal letters on, as they sound."""

NEAR_FEW_MIN: Final = 0.7
"""The same of words that have just three consonants, the same ones."""

LETTERS_MIN: Final = 6
"""Shorter words must be equal, as they sound, or in all their consonants."""

BONES_MIN: Final = 4
"""Words with fewer consonants are not alike by these alone."""

_LATIN: Final = str.maketrans(
    {
        **dict(zip("абвгдезийклмнопрстуфыэіїєґћђј", "abvgdezijklmnoprstufieiieghdj", strict=True)),
        **{"ё": "io", "ж": "zh", "х": "h", "ц": "c", "ч": "ch", "ш": "sh", "щ": "sh", "ю": "iu", "я": "ia"},
        **{"ъ": "", "ь": "", "љ": "l", "њ": "n", "џ": "dzh", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i"},
        **{"æ": "e", "œ": "e", "’": "", "'": "", "ʼ": "", "`": "", "ʹ": ""},
    }
)
"""Cyrillic letters, and Latin ones that do not fall apart into a letter and a mark, as one usually writes them."""

_SOUNDS: Final = (
    ("shch", "sh"), ("tsch", "ch"), ("sch", "sh"), ("tch", "ch"), ("dzh", "j"), ("dj", "j"), ("zh", "z"), ("kh", "h"),
    ("gh", "g"), ("dh", "d"), ("ts", "c"), ("tz", "c"), ("cz", "ch"), ("ph", "f"), ("th", "t"), ("ck", "k"), ("q", "k"),
    ("x", "ks"), ("w", "v"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("y", "i"), ("j", "i"), ("ie", "e"),
)  # fmt: skip
"""Spellings of one sound, in the order in which they are replaced."""

_SMALL: Final = frozenset({"of", "the", "and", "for", "de", "la", "du", "des", "da", "do"})
_GENERATION: Final = frozenset({"jr", "sr", "ii", "iii", "iv", "junior", "senior"})
_OF_HER: Final = re.compile(r"(?:ov|ev|in|ich)a$|skaia$|ckaia$")
"""The ends of names that a woman has where a man of the family has none."""


class FoldedName(msgspec.Struct, frozen=True):
    """A name ready to be compared: its words as they sound, those without vowels, and their first letters."""

    words: tuple[str, ...]
    bones: tuple[str, ...]
    initials: str
    generation: frozenset[str]
    described: bool


def fold_name(name: str) -> FoldedName:
    """The name as it is compared. One that is a description ("a spokesman") is `described`, and like nothing."""
    spread = unicodedata.normalize("NFKD", name.casefold().translate(_LATIN)).translate(_LATIN)
    plain = "".join(letter for letter in spread if not unicodedata.combining(letter))
    words = tuple(re.findall(r"[^\W\d_]+", re.sub(r"(?<=\b\w)\.(?=\w\b)", "", plain)))
    generation = frozenset(words) & _GENERATION
    kept = tuple(word for word in words if word not in generation)
    sounded = tuple(_sounded(word) for word in kept)
    return FoldedName(
        words=sounded,
        bones=tuple(_bones(word) for word in sounded),
        initials="".join(word[0] for word in kept if word not in _SMALL),
        generation=generation,
        described=not kept or name.lstrip()[:1].islower(),
    )


def name_blocks(name: FoldedName) -> frozenset[str]:
    """Keys of which two names that are alike share one: only names with a common one need to be compared."""
    if name.described:
        return frozenset()
    keys = {f"{_first_sound(name.words[0])} {_first_sound(name.words[-1])}"}
    if len(name.words) == 1:
        keys.add("initials " + name.words[0])
    elif len(name.initials) > 1:
        keys.add("initials " + _sounded(name.initials))
    if len(name.words) == 2:
        keys.add(" ".join(["both", *sorted(name.words)]))
    return frozenset(keys)


def alike(one: FoldedName, other: FoldedName) -> tuple[str, float] | None:
    """In what two names are alike, and how much (0-1, exclusive of 0); null where they are not."""
    if one.described or other.described or one.generation != other.generation:
        return None
    if len(one.words) > len(other.words):
        one, other = other, one
    if len(one.words) == len(other.words):
        return _each(one, other) or _turned(one, other)
    if len(one.words) == 1:
        return ("initials", 0.7) if one.words[0] == _sounded(other.initials) and len(other.initials) > 1 else None
    return _shorter(one, other)


def _each(one: FoldedName, other: FoldedName) -> tuple[str, float] | None:
    if one.words == other.words:
        return "spelling", 1.0
    least = 1.0
    # From the last word on, which tells most names apart.
    for place in range(len(one.words) - 1, -1, -1):
        least = min(least, _likeness(one.words[place], one.bones[place], other.words[place], other.bones[place]))
        if not least:
            return None
    shortened = any(1 in {len(first), len(second)} for first, second in zip(one.words, other.words, strict=True))
    return ("initials" if shortened else "transliteration"), round(least, 2)


def _turned(one: FoldedName, other: FoldedName) -> tuple[str, float] | None:
    if len(one.words) == 2 and one.words == other.words[::-1]:
        return "order", 0.9
    return None


def _shorter(one: FoldedName, other: FoldedName) -> tuple[str, float] | None:
    """A name of two words or more that leaves out some of another's: its first and last stay."""
    ends = [_likeness(one.words[place], one.bones[place], other.words[place], other.bones[place]) for place in (0, -1)]
    if not all(ends):
        return None
    between = iter(other.words[1:-1])
    kept = all(any(_likeness(word, _bones(word), each, _bones(each)) for each in between) for word in one.words[1:-1])
    return ("short form", round(0.9 * min(ends), 2)) if kept else None


def _likeness(word: str, bones: str, other: str, other_bones: str) -> float:
    if word == other:
        return 1.0
    if 1 in {len(word), len(other)}:
        return 0.85 if word[0] == other[0] else 0.0
    if _first_sound(word) != _first_sound(other) or _is_of_her(word, other):
        return 0.0
    if bones == other_bones and len(bones) >= BONES_MIN:
        return 0.9
    few = bones == other_bones and len(bones) == BONES_MIN - 1
    if not few and min(len(word), len(other)) < LETTERS_MIN:
        return 0.0
    return float(Levenshtein.normalized_similarity(word, other, score_cutoff=NEAR_FEW_MIN if few else NEAR_MIN))


def _is_of_her(word: str, other: str) -> bool:
    return bool(_OF_HER.search(word)) != bool(_OF_HER.search(other))


def _sounded(word: str) -> str:
    for spelling, sound in _SOUNDS:
        word = word.replace(spelling, sound)
    return re.sub(r"(.)\1+", r"\1", word)


def _bones(word: str) -> str:
    return re.sub("[aeiou]", "", word)


def _first_sound(word: str) -> str:
    first = word[0]
    return {"g": "h", "k": "h", "c": "s", "z": "s", "e": "i"}.get(first, first)

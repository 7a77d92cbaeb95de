"""Ways of saying that take more than a verb: "made it clear that", "gave an assurance that", "asked when it would"."""

from typing import Final

from claims.reading.lexicon import Lexicon, Verb, words

_QUOTES: Final = frozenset("\"“”‘’'«»„`")
_LIGHT: Final = words(
    """made make makes gave give gives given issued issue issues expressed express expresses voiced offered renewed
    repeated reiterated sounded delivered"""
)
_SPEAKING: Final = words("say stress make emphasise emphasize assure tell announce declare repeat")
_MEANS: Final = words("phone telephone email e-mail text video message letter satellite")
_NEAR: Final = 4  # Tokens from "gave" to the noun of saying.


def light_verb(lows: list[str], index: int, lexicon: Lexicon) -> tuple[int, Verb] | None:
    """Where "made" or "gave" stands before "clear" or a noun of saying at `index`, as a verb of that noun's stance."""
    if lows[index] == "clear":
        made = next((at for at in (index - 1, index - 2) if at > 0 and lows[at] in {"made", "make", "makes"}), 0)
        return (made, _verb("report")) if made else None
    stance = lexicon.sayings.get(lows[index])
    if stance is None or lows[index + 1 : index + 2] != ["that"]:
        return None
    given = next((at for at in range(index - 1, max(0, index - _NEAR), -1) if lows[at] in _LIGHT), 0)
    return (given, _verb(stance)) if given else None


def _verb(stance: str) -> Verb:
    return Verb(base="give", classes=frozenset({stance}), forms=frozenset({"past", "pp", "s"}))


def asks_behind(lows: list[str], index: int, lexicon: Lexicon) -> bool:
    """Whether "asked" at `index` opens "Asked when it would open, ...": what was asked is no claim."""
    opens = index == 0 or lows[index - 1] in _QUOTES | {",", "when"}
    return opens and not lexicon.question_words.isdisjoint(lows[index + 1 : index + 4])


def says_nothing(lows: list[str], index: int, verb: Verb) -> bool:
    """Whether it is "rule out", or the "want to" of "we want to make it clear that", which says what follows."""
    behind = lows[index + 1 : index + 3]
    if verb.base == "rule":
        return behind[:1] == ["out"]
    return "wish" in verb.classes and behind[:1] == ["to"] and not _SPEAKING.isdisjoint(behind[1:])


def by_means(lows: list[str], index: int) -> bool:
    """Whether "said" is followed, from `index`, by how or where it was said: "by phone", "from his home"."""
    return lows[index] in {"from", "of"} or not _MEANS.isdisjoint(lows[index + 1 : index + 2])

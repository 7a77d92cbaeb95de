"""The little language that rules are written in, and the machine that applies them.

A sentence is a line of nodes. Each node has one character, so that a rule is an ordinary regular expression over those
characters, and matching runs at the speed of `re`. A pattern is a list of atoms, separated by spaces:

    word        that word (as the vocabulary spells it)          by|before   one of several words
    <month>     a category; what stands there is handed on       <=next|last>  a word that is handed on
    {month}     a category that is not handed on                 ( a | b c ) grouping and alternatives
    {event}     a category may also be given as all characters but some
    x?          at most one (also behind a group)                x*3         at most three, as few as will do
    !x  ~x  +x  not followed by, not preceded by, preceded by such a node, which is not part of the match

There is no unbounded repetition, so a rule takes time linear in the line.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any, Final

import msgspec

from claims.horizon.values import Clock, Duration, Found, Number, Period, Suppressed

_CHARS: dict[str, str] = {}
CATEGORIES: dict[str, str] = {}
"""Category name to the characters that belong to it."""

WORD: Final = "w"
NAME: Final = "W"


def char_of(word: str) -> str:
    """The character that stands for the word; each word has its own, given out in order of first use."""
    return _CHARS.setdefault(word, chr(0xE000 + len(_CHARS)))


def rule_words() -> tuple[str, ...]:
    """Every word that a rule or a category names."""
    return tuple(_CHARS)


def known(word: str) -> str | None:
    """The character of a word that some vocabulary or rule has, else None."""
    return _CHARS.get(word)


def category(name: str, words: Iterable[str]) -> None:
    """Adds the words to the category."""
    CATEGORIES[name] = "".join(dict.fromkeys(CATEGORIES.get(name, "") + "".join(char_of(word) for word in words)))
    _atom.cache_clear()


for _name, _chars in {
    "number": "N",
    "duration": "D",
    "period": "P",
    "quiet": "Q",
    "unit": "U",
    "past": "p",
    "clock": "C",
    "found": "F",
    "word": WORD,
    "name": NAME,
}.items():
    CATEGORIES[_name] = _chars
CATEGORIES["p"] = "PQ"
CATEGORIES["any"] = "PQp"
CATEGORIES["x"] = "PQU"


class Node(msgspec.Struct, gc=False):
    """One item of a line: its character, its value (a word, a number, or what a rule produced) and its offsets."""

    char: str
    value: Any
    start: int
    end: int
    rule: str = ""


Production = Callable[..., Any]


class Rule:
    """A rule is named by what it matches. Its expression is compiled when it is first needed.

    Every match holds one of the characters of `keys` and one of each of `also`.
    """

    __slots__ = ("_scan", "also", "expression", "keys", "name", "production")

    def __init__(
        self, name: str, expression: str, production: Production, keys: str, also: tuple[frozenset[str], ...]
    ) -> None:
        """A rule from its compiled-to-be expression; see `rule`."""
        self.name = name
        self.expression = expression
        self.production = production
        self.keys = keys
        self.also = also
        self._scan: Callable[[str], Iterator[re.Match[str]]] | None = None

    @property
    def scan(self) -> Callable[[str], Iterator[re.Match[str]]]:
        """All matches in a line's characters, in order."""
        if self._scan is None:
            self._scan = re.compile(self.expression).finditer
        return self._scan


_ATOM = re.compile(r"[()|]|\S+")
_LOOKS: Final = {"!": "(?!", "~": "(?<!", "+": "(?<="}
_PARTS = re.compile(r"\{[^}]+\}|[^|]+")
_SUFFIX = re.compile(r"(.*?)(\?|\*\d+)?\Z", re.DOTALL)


def _chars_of(body: str) -> str:
    """The characters that an atom without its marks stands for."""
    if body[0] == "<" and body[1] != "=":
        return "".join(CATEGORIES[name] for name in body[1:-1].split("|"))
    parts = _PARTS.findall(body[2:-1] if body.startswith("<=") else body)
    return "".join(_chars_of("<" + part[1:-1] + ">") if part[0] == "{" else char_of(part) for part in parts)


def _class_of(chars: str) -> str:
    if chars[0] == "^":
        return "[^" + re.escape(chars[1:]) + "]"
    return re.escape(chars) if len(chars) == 1 else "[" + re.escape(chars) + "]"


@lru_cache(maxsize=2048)
def _atom(atom: str) -> tuple[str, str]:
    """The expression of one atom, and the characters that it demands (none where it is optional)."""
    if atom[0] in _LOOKS and len(atom) > 1:
        look = _LOOKS[atom[0]]
        return look + _class_of(_chars_of(atom[1:])) + ")", ""
    match = _SUFFIX.match(atom)
    assert match
    body, suffix = match.groups()
    chars = _chars_of(body)
    inner = _class_of(chars)
    if suffix and suffix[0] == "*":
        return f"{inner}{{0,{suffix[1:]}}}?", ""
    if body[0] == "<":
        return f"({inner})" + (suffix or ""), "" if suffix else chars
    return inner + (suffix or ""), "" if suffix else chars


def _rarity(chars: str) -> float:
    """How many of a hundred timed sentences hold one of the characters, roughly; a rule is looked up by its rarest."""
    return sum(_FREQUENT.get(char, _SELDOM) for char in chars)


_SELDOM: Final = 0.5  # Of a hundred timed sentences: most words that a rule names stand in fewer.
_FREQUENT: dict[str, float] = {WORD: 90, NAME: 70, "P": 43, "Q": 21, "p": 5, "D": 14, "U": 10, "C": 3, "N": 5, "F": 1}


def weigh(words: str, weight: float) -> None:
    """Declares how many of a hundred timed sentences hold each of the words, where they are more than a few."""
    _FREQUENT.update({char_of(word): weight for word in words.split()})


def weigh_figures(chars: str, weight: float) -> None:
    """As `weigh`, for characters that stand for figures."""
    _FREQUENT.update(dict.fromkeys(chars, weight))


def rule(name: str, pattern: str, production: Production) -> Rule:
    """A rule from its pattern; see the head of this module for the language."""
    parts: list[str] = []
    demanded: list[str] = []
    depth = 0
    for atom in _ATOM.findall(pattern.replace(")?", " ) ? ").replace("( ", " ( ").replace(" )", " ) ")):
        if atom == "?":
            parts.append("?")
        elif atom == "(":
            parts.append("(?:")
            depth += 1
        elif atom in {")", "|"}:
            parts.append(atom)
            depth -= atom == ")"
        else:
            expression, chars = _atom(atom)
            parts.append(expression)
            if chars and not depth and chars[0] != "^":
                demanded.append(chars)
    demanded.sort(key=_rarity)
    if not demanded:
        raise ValueError(f"the rule {name!r} demands no word; every rule needs one outside its groups")
    also = dict.fromkeys(frozenset(chars) for chars in demanded if chars != demanded[0])
    return Rule(name, "".join(parts), production, demanded[0], tuple(also))


class Stage:
    """Rules that are applied together: at each place the longest match wins, then the rule that comes first."""

    def __init__(self, rules: Iterable[Rule], passes: int = 1) -> None:
        """`passes` is how often the stage is applied at most, its products being open to its rules again."""
        self.rules = tuple(rules)
        self.passes = passes
        self._by_char: dict[str, list[tuple[int, Rule, tuple[frozenset[str], ...]]]] = {}
        for order, each in enumerate(self.rules):
            for char in each.keys:
                self._by_char.setdefault(char, []).append((order, each, each.also))
        self._keys = frozenset(self._by_char)

    def select(self, letters: frozenset[str]) -> Iterable[tuple[int, Rule]]:
        """The rules that a line of these characters could match, with their order."""
        hits = self._keys & letters
        if not hits:
            return ()
        chosen: dict[int, Rule] = {}
        for char in hits:
            for order, each, also in self._by_char[char]:
                for chars in also:
                    if chars.isdisjoint(letters):
                        break
                else:
                    chosen[order] = each
        return chosen.items()


class Line:
    """The nodes of a sentence and their characters as one text."""

    __slots__ = ("letters", "nodes", "text")

    def __init__(self, nodes: list[Node], text: str | None = None) -> None:
        """A line of the nodes, in order; `text` is their characters, where they are known."""
        self.nodes = nodes
        self.text = "".join([node.char for node in nodes]) if text is None else text
        self.letters = frozenset(self.text)

    def revised(self, chars: frozenset[str], revise: Callable[[Node], Node]) -> "Line":
        """The line with each node of one of the characters revised; itself where it has none of them."""
        if chars.isdisjoint(self.letters):
            return self
        return Line([revise(node) if node.char in chars else node for node in self.nodes])


PERIODS: Final = frozenset("PQUp")
"""The characters of a node that holds a period."""
_KINDS: Final[dict[type, str]] = {Number: "N", Duration: "D", Clock: "C", Found: "F", Suppressed: "F"}


def char_for(value: object) -> str:
    """The character of a product: by its type, and for a period by how readily it is read."""
    if isinstance(value, Period):
        return "p" if value.past else "U" if value.unit else "Q" if value.bare else "P"
    return _KINDS[type(value)]


class Product(msgspec.Struct, frozen=True):
    """What a rule made of some nodes: an item of the trace."""

    rule: str
    start: int
    end: int
    value: Any


def apply(stage: Stage, line: Line, context: Any, trace: list[Product] | None = None) -> Line:
    """The line with every match of the stage's rules replaced by its product."""
    for _ in range(stage.passes):
        matches: list[tuple[int, int, int, Rule, re.Match[str]]] = []
        text = line.text
        for order, each in stage.select(line.letters):
            for match in each.scan(text):
                start, end = match.span()
                matches.append((start, -end, order, each, match))
        if not matches:
            return line
        if len(matches) > 1:
            matches.sort(key=_place)
        reduced = _reduce(line, matches, context, trace)
        if reduced is line:
            return line
        line = reduced
    return line


def _place(item: tuple[int, int, int, Rule, re.Match[str]]) -> tuple[int, int, int]:
    return item[:3]


def _reduce(
    line: Line,
    matches: list[tuple[int, int, int, Rule, re.Match[str]]],
    context: Any,
    trace: list[Product] | None,
) -> Line:
    nodes, text = line.nodes, line.text
    made: list[Node] = []
    letters: list[str] = []
    done = 0
    for start, minus_end, _, each, match in matches:
        end = -minus_end
        if start < done or start == end:
            continue
        context.line, context.at, context.to = line, start, end
        groups = match.regs[1:]
        try:
            value = each.production(context, *[nodes[a].value if a >= 0 else None for a, _ in groups])
        except (ValueError, OverflowError):
            # The words name a day that the calendar does not have, or one beyond its end.
            continue
        if value is None:
            continue
        made.extend(nodes[done:start])
        letters.append(text[done:start])
        node = Node(char_for(value), value, nodes[start].start, nodes[end - 1].end, each.name)
        made.append(node)
        letters.append(node.char)
        done = end
        if trace is not None:
            trace.append(Product(each.name, node.start, node.end, value))
    if not done:
        return line
    made.extend(nodes[done:])
    letters.append(text[done:])
    return Line(made, "".join(letters))

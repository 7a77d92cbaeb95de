# ruff: noqa: SIM905 - a word list reads best as words.
"""News prose without end, in our own words, from a seed: what the speed of a reading is measured on.

A few hundred sentences read over and over would flatter any engine that remembers words or sentences. Here sentences
are put together from patterns, word lists and invented names, so that hardly any sentence comes twice, and about one
in five looks ahead, as in a newspaper. The same seed gives the same text everywhere.
"""

import random
from typing import Final

_STARTS: Final = (
    "Bar Bel Cor Dal Der Ell Fen Gar Hal Ist Jor Kal Lor Mar Nor Ost Pel Quen Ras Sel Tar Ul Ver Wes Yar Zel".split()
)
_MIDDLES: Final = "a e i o u an en in on ar er or il al et am um as".split()
_ENDS: Final = "bury dale ford gard ham ka lin mouth nia ric sk sen stad ton vik well wick zan mir dor".split()
_FIRST: Final = (
    "Ada Amina Anton Arvid Beth Bode Carla Chidi Dana Elif Farid Greta Hana Ines Jonas Kavita Kwame Lena Luis Marta "
    "Mei Nadia Omar Petra Rafael Ruth Samir Sofia Tomas Uma Viktor Wanda Yusuf Zofia"
).split()
_ROLES: Final = (
    "finance minister;mayor;chief executive;union leader;head coach;army spokesman;chief economist;rail engineer;"
    "hospital director;harbour master;opposition leader;party secretary;climate scientist;police commander;"
    "school inspector;trade envoy;prosecutor;museum curator;farm adviser;chief forecaster;deputy governor"
).split(";")
_BODIES: Final = (
    "Ministry of Transport;Water Board;Central Bank;Harbour Authority;Rail Federation;Farmers' Union;City Council;"
    "Weather Office;Energy Agency;Football League;Court of Appeal;Space Institute;Port Company;Medical Council"
).split(";")
_THINGS: Final = (
    "bridge tunnel clinic ferry budget dam reservoir refinery road school stadium theatre harvest tariff ceasefire "
    "treaty election inquiry factory pipeline airport library market vaccine satellite tram turbine levy merger loan "
    "strike embargo referendum census festival exhibition reform subsidy pension licence railway museum hospital court"
).split()
_QUALITIES: Final = (
    "new old northern southern coastal rural public private disputed unfinished costly small large early second third "
    "regional national flooded abandoned temporary permanent electric wooden narrow crowded empty controversial modest"
).split()
_DONE: Final = (
    "opened closed collapsed burned sold bought visited repaired praised criticised inspected approved delayed "
    "rejected cancelled signed reviewed measured painted moved paid lost won shared copied crossed emptied "
    "questioned described"
).split()
_TO_DO: Final = (
    "open close rebuild sell buy repair inspect approve delay reject cancel sign review replace move fund widen extend "
    "test finish start halve double restore ban protect restructure publish audit connect flood reach win lose"
).split()
_DRIFT: Final = "rise fall grow shrink recover slow stagnate weaken strengthen improve worsen stabilise".split()
_MEASURES: Final = (
    "unemployment;inflation;output;rainfall;traffic;the price of bread;exports;rents;the river level;attendance;"
    "the deficit;wages;demand for power;the number of patients;lending;milk production;the lira;turnout"
).split(";")
_DAYS: Final = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTHS: Final = "January February March April May June July August September October November December".split()
_NUMBERS: Final = "two three four five six seven eight nine ten twelve twenty thirty".split()
_HEDGES: Final = (
    "will;may;could;is expected to;is likely to;is due to;might;should;is unlikely to;is set to;won't".split(";")
)
_WEATHER: Final = (
    "heavy rain;dry winds;a late frost;fog on the hills;an unusually warm spring;long queues;a shortage of parts;"
    "a dispute over land;poor maintenance;faulty wiring;a broken valve;years of neglect;a change of plan;weak demand"
).split(";")

_TIMES: Final = (
    "by the end of {month};in {month};next {season};within {number} weeks;by {day};before {month} {dom};"
    "no later than {dom} {month} {year};in the coming days;over the next {count} months;in early {year};"
    "by the middle of {year};from {day} morning;next week;at the end of the month;in the first half of {year};"
    "as early as {month};until at least {month};in {year};this autumn;within hours;on {dom} {month}"
).split(";")

_PLAIN: Final = (
    "The {quality} {thing} in {place} was {done} in {past}.",
    "{name}, {age}, has worked at the {quality} {thing} since {past}.",
    "Residents of {place} blamed {weather} for the state of the {thing}.",
    "About {count} people lived near the {thing} when it was {done}, according to records kept in {place}.",
    "{Measure} had risen {small} per cent in the year to {month}, the {body} said.",
    "It was the {ordinal} time in {number} years that the {thing} had been {done}.",
    "The {thing}, which cost {count} million crowns, stands between {place} and {place}.",
    "{name} {done} the {quality} {thing} and then drove back to {place}.",
    "“Nobody asked us about the {thing},” said {name}, a {role} in {place}.",
    "“It was {weather} that did it,” {name} said. “The {thing} was {quality}, and everybody knew.”",
    "In {past} the {body} {done} a {quality} {thing} and a {quality} {thing}; neither was used.",
    "Officials did not say who had {done} the {thing}.",
    "The {role} of {place}, {name}, declined to comment.",
    "On {day} the {body} {done} its {quality} {thing} after {weather}.",
    "Some {count} lorries stood on the road to {place} (about {small} kilometres away) because of {weather}.",
    "There were {quality} chairs, a {quality} table and a photograph of the {thing}.",
    "‘We don't know what {name} wanted,’ the {role} told the court on {dom} {month} {year}.",
    "Mr. {surname} and Mrs. {surname} disagreed about the {thing}, as they had in {past}.",
    "Of the {count} votes cast, {name} took {small}.{small} per cent.",
    "The {body} was founded in {past}, the year in which the {thing} of {place} was {done}.",
    "Critics, among them {name}, called the {thing} {quality} and the {thing} {quality}.",
    "Nor was the {thing} cheap: it cost {small} crowns a ton, or {count} crowns a load.",
    "Asked about the {thing}, {name} shrugged.",
    "Dr. {surname}'s team at the {body} {done} {count} samples taken from the {thing} at {place}.",
    "Why had the {thing} been {done}? The {role} had no answer.",
    "The letter, dated {dom} {month} {past}, described {place} as a {quality} town with a {quality} {thing}.",
    "{surname} beat {surname} {small}-{small} in front of {count} spectators in {place}.",
    "Since {month} the {role} has {done} {number} of the {count} sites, most of them near {place}.",
    "She {done} it, he said, because of {weather}.",
    "A spokeswoman for the {body} said on {day} that the {thing} had been {done} {number} days earlier.",
    "The {thing} remains {quality}, and so does the {thing} that was {done} beside it in {past}.",
    "If the {thing} had been {done} in time, {name} would not have left {place}.",
)
_AHEAD: Final = (
    "The {body} {hedge} {to_do} the {quality} {thing} {time}, {name} said on {day}.",
    "“We will {to_do} the {thing} {time},” said {role} {name}.",
    "“We expect {measure} to {drift} {time},” {name}, {role} of the {body}, told reporters in {place}.",
    "{Measure} {hedge} {drift} {time}, according to the {body}.",
    "The {thing} in {place} is scheduled to {to_do} {time}.",
    "{name} plans to {to_do} the {thing} {time} and to {to_do} the {thing} after that.",
    "“I don't think the {thing} will {to_do} {time},” {surname} added.",
    "According to the {role}, the {quality} {thing} {hedge} {to_do} {time}.",
    "The {body} forecast that {measure} would {drift} by {small} per cent {time}.",
    "If {measure} keeps falling, the {thing} {hedge} {to_do} {time}, the {role} warned.",
    "A vote on the {thing} is due {time}.",
    "He promised that nobody would {to_do} the {thing} {time}.",
)
_TITLES: Final = ("{Thing} to {to_do} {time}", "{place} {thing} {done} after {weather}", "{body} warns on {measure}")


class Prose:
    """Articles in turn from one seed. `sentences` counts those made, `different` those not made before."""

    def __init__(self, seed: int) -> None:
        """Start at the first article of the seed."""
        self._random = random.Random(seed)
        self._made: set[str] = set()
        self.sentences = 0

    @property
    def different(self) -> int:
        """How many of the sentences made so far stand only once."""
        return len(self._made)

    def article(self, length: int) -> str:
        """A text of at least `length` characters: paragraphs of one to four sentences, parted by empty lines."""
        paragraphs: list[str] = []
        total = 0
        while total < length:
            paragraph = " ".join(self.sentence() for _ in range(self._random.randint(1, 4)))
            paragraphs.append(paragraph)
            total += len(paragraph) + 2
        return "\n\n".join(paragraphs)

    def sentence(self) -> str:
        """One sentence; one in five looks ahead."""
        words = self._fill(self._random.choice(_AHEAD if self._random.random() < 0.2 else _PLAIN))
        self.sentences += 1
        self._made.add(words)
        return words

    def title(self) -> str:
        """A headline."""
        return self._fill(self._random.choice(_TITLES))

    def _fill(self, pattern: str) -> str:
        """The pattern with a fresh word in every gap."""
        parts = pattern.split("{")
        words = [parts[0]]
        for part in parts[1:]:
            gap, _, rest = part.partition("}")
            words += [self._word(gap), rest]
        return "".join(words)

    def _word(self, gap: str) -> str:
        if gap in _LISTS:
            return self._random.choice(_LISTS[gap])
        if gap[0].isupper():
            word = self._word(gap.lower())
            return word[0].upper() + word[1:]
        return getattr(self, f"_{gap}")()

    def _place(self) -> str:
        return self._random.choice(_STARTS) + self._random.choice(_MIDDLES) + self._random.choice(_ENDS)

    def _surname(self) -> str:
        return self._random.choice(_STARTS) + self._random.choice(_MIDDLES) + self._random.choice(_ENDS)

    def _name(self) -> str:
        return f"{self._random.choice(_FIRST)} {self._surname()}"

    def _time(self) -> str:
        return self._fill(self._random.choice(_TIMES))

    def _age(self) -> str:
        return str(self._random.randint(19, 88))

    def _past(self) -> str:
        return str(self._random.randint(1950, 2023))

    def _year(self) -> str:
        return str(self._random.randint(2025, 2032))

    def _dom(self) -> str:
        return str(self._random.randint(1, 28))

    def _small(self) -> str:
        return str(self._random.randint(1, 60))

    def _count(self) -> str:
        return f"{self._random.randint(2, 9_000):,}"


_LISTS: Final[dict[str, list[str]]] = {
    "thing": _THINGS,
    "quality": _QUALITIES,
    "done": _DONE,
    "to_do": _TO_DO,
    "drift": _DRIFT,
    "measure": _MEASURES,
    "day": _DAYS,
    "month": _MONTHS,
    "number": _NUMBERS,
    "hedge": _HEDGES,
    "weather": _WEATHER,
    "role": _ROLES,
    "body": _BODIES,
    "season": ["spring", "summer", "autumn", "winter", "year", "month", "week"],
    "ordinal": ["first", "second", "third", "fourth", "fifth", "sixth"],
}

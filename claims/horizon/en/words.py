"""The English vocabulary: what each form is spelt as in the rules, and the categories of words. Data, and no rules."""

import re
from typing import Final

from claims.horizon.en.names import DOUBTFUL, is_calendar
from claims.horizon.lexer import Vocabulary
from claims.horizon.patterns import category, char_of, weigh

MONTHS: Final = {
    name: number
    for number, name in enumerate(
        [
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ],
        1,
    )
}
WEEKDAYS: Final = {
    name: number
    for number, name in enumerate(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
}
SEASONS: Final = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
"""The first month of each season in the north."""

UNITS: Final = {
    "minute": "minutes",
    "hour": "hours",
    "day": "days",
    "night": "nights",
    "session": "sessions",
    "week": "weeks",
    "fortnight": "fortnights",
    "weekend": "weekends",
    "month": "months",
    "quarter": "quarters",
    "half": "halves",
    "season": "seasons",
    "year": "years",
    "decade": "decades",
    "century": "centuries",
    "generation": "generations",
}
ONES: Final = {
    name: number
    for number, name in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
TENS: Final = {
    name: number * 10
    for number, name in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
ORDINALS: Final = {
    name: number
    for number, name in enumerate(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
            "twentieth",
        ],
        1,
    )
} | {"thirtieth": 30}

FORMS: Final[dict[str, str]] = {
    "minutes": "mins",
    "minute": "min",
    "hours": "hrs",
    "hour": "hr",
    "weeks": "wks",
    "week": "wk",
    "months": "mos mths mnths",
    "month": "mth mnth",
    "years": "yrs yr",
    "quarter": "qtr",
    "decade": "decade's",
    "within": "w/in withing witin wthin",
    "before": "befor bfore b4",
    "until": "til till untill 'til",
    "by": "bye",
    "between": "betwen",
    "tomorrow": "tmrw tommorow tomorow tommorrow tmr",
    "tonight": "tonite",
    "beginning": "begining",
    "thru": "through",
    "thanksgiving": "thanksgivin",
    "christmas": "xmas chrismas",
    "about": "approximately roughly around some circa nearly almost approx",
    "next": "nxt",
    "an": "an",
    "forty": "fourty",
    "autumn": "autum",
    "january": "jan",
    "february": "feb",
    "april": "apr",
    "june": "jun",
    "july": "jul",
    "august": "aug",
    "september": "sep sept",
    "october": "oct",
    "november": "nov",
    "monday": "mon",
    "tuesday": "tue tues",
    "wednesday": "wed weds wensday",
    "thursday": "thu thur thurs",
    "midday": "noonday",
    "ramadan": "ramadhan ramazan",
    "hanukkah": "chanukah hannukah",
    "diwali": "deepavali divali",
    "navruz": "nowruz nauroz norouz",
    "eid": "id",
    "can't": "cannot",
    "imminently": "momentarily",
    "expires": "expire",
    "ends": "ended end's",
    "neighbours": "neighbors",
    "labor": "labour",
    "sunset": "sundown",
    "sunrise": "sunup",
    "dawn": "daybreak",
    "dusk": "nightfall",
    "fiscal": "fisc",
    "centuries": "centuries",
    "trading": "trading",
    "ultimately": "ultimately",
}
"""Rule word to the other forms that are read as it; a form given here is not a word of its own."""

_AMBIGUOUS: Final = {"mon", "sun", "sat", "wed", "fri", "jan", "jun", "mar", "dec", "sep", "id", "some", "min", "bye"}

CAPITALISED: Final = {
    "may": "may",
    "march": "march",
    "mar": "march",
    "dec": "december",
    "jan": "january",
    "jun": "june",
    "sep": "september",
    "mon": "monday",
    "wed": "wednesday",
    "fri": "friday",
    "sat": "saturday",
    "sun": "sunday",
}
"""Forms that are calendar words only with a capital letter."""

CALENDAR: Final = (
    "wednesday",
    "thursday",
    "tuesday",
    "saturday",
    "monday",
    "sunday",
    "friday",
    "january",
    "february",
    "august",
    "september",
    "october",
    "november",
    "december",
    "christmas",
    "thanksgiving",
    "tomorrow",
    "weekend",
    "fortnight",
)
LOOKALIKES: Final = frozenset(
    [
        "christians",
        "christian",
        "christies",
        "mondays",
        "forthright",
        "fourteenth",
        "sundry",
        "augury",
        "midday",
        "mainly",
        "monthly",
        "thirsty",
        "jaunty",
        "janitor",
        "decanter",
        "october",
        "weakened",
        "weeded",
        "weaned",
        "friary",
        "freely",
        "faraway",
        "salary",
        "safely",
        "satiny",
        "solidary",
        "november",
        "nonmember",
        "member",
        "dissembler",
        "dismember",
        "disembark",
        "unday",
        "money",
        "mundane",
        "manday",
        "sunny",
        "summary",
        "shortday",
        "fortnight",
        "tuesdays",
        "monastery",
        "secondary",
        "septenary",
        "january",
        "weekends",
        "tomorrow",
        "tumor",
        "thursdays",
    ]
)
"""Words within two letters of a calendar word which are not misspellings of it."""

NEGATIONS: Final = (
    "not",
    "no",
    "never",
    "n't",
    "won't",
    "isn't",
    "aren't",
    "can't",
    "couldn't",
    "wouldn't",
    "doesn't",
    "don't",
    "didn't",
    "hasn't",
)

_TRIGGER_WORDS: Final = [
    "then",
    "today",
    "tonight",
    "tomorrow",
    "yesterday",
    "overnight",
    "midnight",
    "noon",
    "midday",
    "dawn",
    "dusk",
    "sunrise",
    "sunset",
    "morning",
    "afternoon",
    "evening",
    "soon",
    "shortly",
    "imminent",
    "imminently",
    "eventually",
    "someday",
    "indefinitely",
    "verge",
    "brink",
    "cusp",
    "about",
    "sooner",
    "long",
    "future",
    "term",
    "lifetime",
    "lifetimes",
    "midweek",
    "midyear",
    "eoy",
    "eom",
    "eoq",
    "h1",
    "h2",
    "q1",
    "q2",
    "q3",
    "q4",
    "fy",
    "until",
    "till",
    "til",
    "untill",
    "before",
    "befor",
    "when",
    "once",
    "after",
    "later",
    "following",
    "run",
    "due",
    "nlt",
    "course",
    "eventual",
    "forever",
    "point",
    "time",
    "haul",
    "easter",
    "christmas",
    "xmas",
    "thanksgiving",
    "ramadan",
    "ramadhan",
    "eid",
    "diwali",
    "deepavali",
    "passover",
    "hanukkah",
    "halloween",
    "pentecost",
    "holidays",
    "hogmanay",
    "midterms",
    "juneteenth",
    "holi",
    "nowruz",
    "navruz",
    "friday",
    "ultimately",
    "permanently",
    "moment",
    "forward",
    "twenties",
    "thirties",
    "forties",
    "fifties",
    "fiscal",
    "financial",
    "thereafter",
    "afterwards",
    "afterward",
    "election",
    "midterm",
    "summer",
    "spring",
    "autumn",
    "winter",
    "fall",
    "weekdays",
    "ago",
    "earlier",
    "pm",
    "gmt",
    "utc",
]
"""Words without which there is no phrase, beside the months, weekdays and units."""


def _lemmas() -> dict[str, str]:
    lemmas = {word: word for group in (WEEKDAYS, SEASONS, ONES, TENS, ORDINALS) for word in group}
    lemmas.update({word: word for word in MONTHS if word not in {"may", "march"}})
    lemmas.update({word: word for pair in UNITS.items() for word in pair})
    for lemma, forms in FORMS.items():
        for form in forms.split():
            if form not in _AMBIGUOUS:
                lemmas[form] = lemma
    lemmas["some"] = "some"
    lemmas["through"] = "through"
    lemmas["thru"] = "through"
    return lemmas


def _categories() -> None:
    category("month", MONTHS)
    category("weekday", WEEKDAYS)
    category("season", [season for season in SEASONS if season != "fall"])
    category("unitword", UNITS)
    category("units", UNITS.values())
    category(
        "lengthy", [word for pair in UNITS.items() for word in pair if pair[0] not in {"weekend", "night", "session"}]
    )
    category("length", [word for pair in UNITS.items() for word in pair if pair[0] != "half"])
    category("num", [*ONES, *TENS])
    category("ones", ONES)
    category("tens", TENS)
    category("ord", ORDINALS)
    category("negation", NEGATIONS)
    for word in CAPITALISED.values():
        char_of(word)


_categories()
weigh(".", 99)
weigh("the ,", 80)
weigh("in", 47)
weigh("of to a on and said that", 25)
weigh("was it by would will is", 14)
weigh("at for been year as has be its if not have time", 8)
weigh("since about told with after - years next days this from first last end before when which", 5)
weigh("an or no within more than one two three until day may", 3)
weigh(" ".join((*MONTHS, *WEEKDAYS)), 3)


def vocabulary(rule_words: tuple[str, ...], holidays: tuple[str, ...]) -> Vocabulary:
    """The English vocabulary with the words of the rules added: those a rule names stand for themselves."""
    lemmas = {word: word for word in rule_words if word not in {"may", "march"}}
    lemmas.update(_lemmas())
    triggers = set(_TRIGGER_WORDS) | set(WEEKDAYS) | set(MONTHS) | set(SEASONS) | set(CAPITALISED)
    triggers |= {form for pair in UNITS.items() for form in pair}
    for name in holidays:
        words = re.findall(r"[a-z]+", name)
        if triggers.isdisjoint(words):
            triggers.add(max(words, key=len))
    for lemma, forms in FORMS.items():
        if lemma in triggers:
            triggers |= set(forms.replace("'", " ").split())
    triggers -= {"some", "id"}
    found = Vocabulary(lemmas, CAPITALISED, CALENDAR, LOOKALIKES, frozenset(triggers))
    found.doubtful, found.is_calendar = DOUBTFUL, is_calendar
    return found

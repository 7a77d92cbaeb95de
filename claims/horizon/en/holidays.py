"""Holidays: names to days, by country where a name means different days. Data, with a few functions."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from claims.horizon.almanac import Days, easter, hanukkah, nth_weekday, orthodox_easter, passover, rosh_hashanah
from claims.horizon.choices import Recurrence
from claims.horizon.lunar import FEASTS, feast_days

YearlyDays = Callable[[int], Days | None]


def _fixed(month: int, day: int) -> YearlyDays:
    return lambda year: (date(year, month, day), date(year, month, day))


def _span(month: int, day: int, count: int) -> YearlyDays:
    return lambda year: (date(year, month, day), date(year, month, day) + timedelta(days=count - 1))


def _nth(month: int, weekday: int, nth: int, shift: int = 0) -> YearlyDays:
    def yearly(year: int) -> Days:
        day = nth_weekday(year, month, weekday, nth) + timedelta(days=shift)
        return day, day

    return yearly


def _from(origin: Callable[[int], date], shift: int = 0, count: int = 1) -> YearlyDays:
    def yearly(year: int) -> Days:
        day = origin(year) + timedelta(days=shift)
        return day, day + timedelta(days=count - 1)

    return yearly


def _feast(name: str, shift: int = 0, count: int = 1) -> YearlyDays:
    first, last = timedelta(days=shift), timedelta(days=shift + count - 1)
    return Recurrence((day + first, day + last) for day in feast_days(name))


def _ramadan() -> YearlyDays:
    """From its first day to the day before Eid al-Fitr."""
    ends = feast_days("eid al-fitr")
    starts = [day for day in feast_days("ramadan") if day < ends[-1]]
    return Recurrence((day, next(end for end in ends if end > day) - timedelta(days=1)) for day in starts)


def _bank_holidays(year: int) -> list[Days]:
    """The Mondays of England's bank holidays that come every year."""
    days = easter(year) + timedelta(days=1), nth_weekday(year, 5, 0, 1), nth_weekday(year, 5, 0, -1)
    return [(day, day) for day in (*days, nth_weekday(year, 8, 0, -1))]


class _BankHolidays(Recurrence):
    """Bank Holiday Monday: the next of several in a year."""

    def __call__(self, year: int) -> Days | None:
        return self.all_in(year)[0]

    def all_in(self, year: int) -> list[Days]:
        return _bank_holidays(year)


def _election(year: int) -> Days:
    day = nth_weekday(year, 11, 0, 1) + timedelta(days=1)
    return day, day


def _every(years: int, offset: int, inner: YearlyDays) -> YearlyDays:
    return lambda year: inner(year) if year % years == offset else None


def _uk_mothers(year: int) -> Days:
    day = easter(year) - timedelta(days=21)
    return day, day


def _victoria(year: int) -> Days:
    day = date(year, 5, 24)
    day -= timedelta(days=day.weekday())
    return day, day


HOLIDAYS: Final[dict[str, YearlyDays]] = {
    "new year's day": _fixed(1, 1),
    "new year's eve": _fixed(12, 31),
    "new year's": _fixed(1, 1),
    "hogmanay": _fixed(12, 31),
    "epiphany": _fixed(1, 6),
    "orthodox christmas": _fixed(1, 7),
    "orthodox christmas eve": _fixed(1, 6),
    "martin luther king day": _nth(1, 0, 3),
    "mlk day": _nth(1, 0, 3),
    "martin luther king jr day": _nth(1, 0, 3),
    "inauguration day": _every(4, 1, _fixed(1, 20)),
    "groundhog day": _fixed(2, 2),
    "valentine's day": _fixed(2, 14),
    "valentine's": _fixed(2, 14),
    "st valentine's day": _fixed(2, 14),
    "presidents' day": _nth(2, 0, 3),
    "presidents day": _nth(2, 0, 3),
    "president's day": _nth(2, 0, 3),
    "washington's birthday": _nth(2, 0, 3),
    "shrove tuesday": _from(easter, -47),
    "mardi gras": _from(easter, -47),
    "ash wednesday": _from(easter, -46),
    "lent": _from(easter, -46, 46),
    "st david's day": _fixed(3, 1),
    "international women's day": _fixed(3, 8),
    "women's day": _fixed(3, 8),
    "st patrick's day": _fixed(3, 17),
    "saint patrick's day": _fixed(3, 17),
    "navruz": _fixed(3, 20),
    "persian new year": _fixed(3, 20),
    "april fools' day": _fixed(4, 1),
    "april fool's day": _fixed(4, 1),
    "palm sunday": _from(easter, -7),
    "holy week": _from(easter, -7, 7),
    "maundy thursday": _from(easter, -3),
    "good friday": _from(easter, -2),
    "holy saturday": _from(easter, -1),
    "easter sunday": _from(easter),
    "easter day": _from(easter),
    "easter monday": _from(easter, 1),
    "easter": _from(easter),
    "easter weekend": _from(easter, -2, 4),
    "orthodox good friday": _from(orthodox_easter, -2),
    "orthodox easter": _from(orthodox_easter),
    "greek easter": _from(orthodox_easter),
    "orthodox easter monday": _from(orthodox_easter, 1),
    "ascension day": _from(easter, 39),
    "whit sunday": _from(easter, 49),
    "pentecost": _from(easter, 49),
    "whit monday": _from(easter, 50),
    "corpus christi": _from(easter, 60),
    "st george's day": _fixed(4, 23),
    "earth day": _fixed(4, 22),
    "tax day": _fixed(4, 15),
    "may day": _fixed(5, 1),
    "victory day": _fixed(5, 9),
    "europe day": _fixed(5, 9),
    "cinco de mayo": _fixed(5, 5),
    "ve day": _fixed(5, 8),
    "memorial day": _nth(5, 0, -1),
    "victoria day": _victoria,
    "spring bank holiday": _nth(5, 0, -1),
    "early may bank holiday": _nth(5, 0, 1),
    "august bank holiday": _nth(8, 0, -1),
    "summer bank holiday": _nth(8, 0, -1),
    "bank holiday monday": _BankHolidays(()),
    "bank holiday": _BankHolidays(()),
    "d-day": _fixed(6, 6),
    "flag day": _fixed(6, 14),
    "juneteenth": _fixed(6, 19),
    "midsummer": _fixed(6, 24),
    "midsummer day": _fixed(6, 24),
    "midsummer's day": _fixed(6, 24),
    "father's day": _nth(6, 6, 3),
    "canada day": _fixed(7, 1),
    "fourth of july": _fixed(7, 4),
    "july fourth": _fixed(7, 4),
    "bastille day": _fixed(7, 14),
    "assumption day": _fixed(8, 15),
    "michaelmas": _fixed(9, 29),
    "columbus day": _nth(10, 0, 2),
    "indigenous peoples' day": _nth(10, 0, 2),
    "german unity day": _fixed(10, 3),
    "halloween": _fixed(10, 31),
    "hallowe'en": _fixed(10, 31),
    "all saints' day": _fixed(11, 1),
    "all saints day": _fixed(11, 1),
    "all souls' day": _fixed(11, 2),
    "guy fawkes night": _fixed(11, 5),
    "bonfire night": _fixed(11, 5),
    "veterans day": _fixed(11, 11),
    "veterans' day": _fixed(11, 11),
    "armistice day": _fixed(11, 11),
    "remembrance day": _fixed(11, 11),
    "remembrance sunday": _nth(11, 6, 2),
    "election day": _election,
    "polling day": lambda year: None,
    "midterms": _every(4, 2, _election),
    "midterm elections": _every(4, 2, _election),
    "midterm election": _every(4, 2, _election),
    "us presidential election": _every(4, 0, _election),
    "thanksgiving": _nth(11, 3, 4),
    "thanksgiving day": _nth(11, 3, 4),
    "black friday": _nth(11, 3, 4, 1),
    "cyber monday": _nth(11, 3, 4, 4),
    "st andrew's day": _fixed(11, 30),
    "christmas": _fixed(12, 25),
    "christmas day": _fixed(12, 25),
    "christmas eve": _fixed(12, 24),
    "boxing day": _fixed(12, 26),
    "st stephen's day": _fixed(12, 26),
    "kwanzaa": _span(12, 26, 7),
    "singles day": _fixed(11, 11),
    "singles' day": _fixed(11, 11),
    "anzac day": _fixed(4, 25),
    "australia day": _fixed(1, 26),
    "waitangi day": _fixed(2, 6),
    "queen's birthday": _nth(6, 0, 2),
    "king's birthday": _nth(6, 0, 2),
    "king's day": _fixed(4, 27),
    "golden week": lambda year: (date(year, 4, 29), date(year, 5, 5)),
    "gandhi jayanti": _fixed(10, 2),
    "heritage day": _fixed(9, 24),
    "freedom day": _fixed(4, 27),
    "army day": _fixed(8, 1),
    "rosh hashanah": _from(rosh_hashanah, 0, 2),
    "rosh hashana": _from(rosh_hashanah, 0, 2),
    "jewish new year": _from(rosh_hashanah),
    "yom kippur": _from(rosh_hashanah, 9),
    "sukkot": _from(rosh_hashanah, 14, 7),
    "simchat torah": _from(rosh_hashanah, 21),
    "hanukkah": _from(hanukkah, 0, 8),
    "passover": _from(passover, 0, 8),
    "purim": _from(passover, -30),
    "shavuot": _from(passover, 50),
    "lunar new year": _feast("lunar new year"),
    "chinese new year": _feast("lunar new year"),
    "spring festival": _feast("lunar new year"),
    "tet": _feast("lunar new year"),
    "lunar new year's eve": _feast("lunar new year", -1),
    "diwali": _feast("diwali"),
    "dussehra": _feast("diwali", -20),
    "holi": _feast("holi"),
    "ramadan": _ramadan(),
    "eid al-fitr": _feast("eid al-fitr"),
    "eid ul-fitr": _feast("eid al-fitr"),
    "eid": _feast("eid al-fitr"),
    "eid al-adha": _feast("eid al-adha"),
    "eid ul-adha": _feast("eid al-adha"),
    "bakrid": _feast("eid al-adha"),
    "arafat day": _feast("eid al-adha", -1),
    "islamic new year": _feast("islamic new year"),
    "ashura": _feast("islamic new year", 9),
    "mawlid": _feast("prophet's birthday"),
    "prophet's birthday": _feast("prophet's birthday"),
}
"""Name (in lower case, as the vocabulary spells it) to its days in a year; the default country is the US."""

BY_COUNTRY: Final[dict[str, dict[str, YearlyDays]]] = {
    "thanksgiving": {"CA": _nth(10, 0, 2)},
    "thanksgiving day": {"CA": _nth(10, 0, 2)},
    "labor day": {
        "US": _nth(9, 0, 1),
        "CA": _nth(9, 0, 1),
        "AU": _nth(10, 0, 1),
        "NZ": _nth(10, 0, 4),
        "": _fixed(5, 1),
    },
    "mothering sunday": {"": _uk_mothers},
    "mother's day": {"GB": _uk_mothers, "IE": _uk_mothers, "": _nth(5, 6, 2)},
    "father's day": {"AU": _nth(9, 6, 1), "NZ": _nth(9, 6, 1), "": _nth(6, 6, 3)},
    "boxing day": {"": _fixed(12, 26)},
    "august bank holiday": {"IE": _nth(8, 0, 1), "": _nth(8, 0, -1)},
    "victory day": {"FR": _fixed(5, 8), "": _fixed(5, 9)},
    "independence day": {
        "US": _fixed(7, 4),
        "IN": _fixed(8, 15),
        "PK": _fixed(8, 14),
        "BD": _fixed(3, 26),
        "UA": _fixed(8, 24),
        "IL": _from(passover, 20),
        "PH": _fixed(6, 12),
        "ID": _fixed(8, 17),
        "NG": _fixed(10, 1),
        "GH": _fixed(3, 6),
        "KE": _fixed(12, 12),
        "MX": _fixed(9, 16),
        "BR": _fixed(9, 7),
        "FI": _fixed(12, 6),
        "PL": _fixed(11, 11),
        "GR": _fixed(3, 25),
        "ZW": _fixed(4, 18),
        "UG": _fixed(10, 9),
        "LK": _fixed(2, 4),
        "": _fixed(7, 4),
    },
    "republic day": {"IN": _fixed(1, 26), "IT": _fixed(6, 2), "TR": _fixed(10, 29), "": _fixed(1, 26)},
    "constitution day": {"RU": _fixed(12, 12), "JP": _fixed(5, 3), "UA": _fixed(6, 28), "US": _fixed(9, 17)},
    "national day": {
        "CN": _fixed(10, 1),
        "FR": _fixed(7, 14),
        "SG": _fixed(8, 9),
        "CH": _fixed(8, 1),
        "AE": _fixed(12, 2),
        "SA": _fixed(9, 23),
        "TW": _fixed(10, 10),
        "NO": _fixed(5, 17),
        "": _fixed(10, 1),
    },
    "russia day": {"": _fixed(6, 12)},
    "unity day": {"RU": _fixed(11, 4), "DE": _fixed(10, 3), "": _fixed(10, 3)},
    "human rights day": {"ZA": _fixed(3, 21), "": _fixed(12, 10)},
    "family day": {"CA": _nth(2, 0, 3)},
    "golden week": {"CN": lambda year: (date(year, 10, 1), date(year, 10, 7))},
    "army day": {"IN": _fixed(1, 15), "": _fixed(8, 1)},
    "youth day": {"ZA": _fixed(6, 16), "CN": _fixed(5, 4)},
    "liberation day": {"NL": _fixed(5, 5), "IT": _fixed(4, 25), "KR": _fixed(8, 15)},
}
"""Names whose day depends on the country; "" is every other country."""

WEEKENDS: Final = frozenset(
    [
        "easter",
        "memorial day",
        "labor day",
        "presidents' day",
        "presidents day",
        "columbus day",
        "martin luther king day",
        "mlk day",
        "victoria day",
        "august bank holiday",
        "may day",
        "early may bank holiday",
        "spring bank holiday",
        "summer bank holiday",
    ]
)


def holiday(name: str, country: str) -> YearlyDays | None:
    """The days of the holiday by that name in the country (ISO 3166); None where there is no such holiday."""
    local = BY_COUNTRY.get(name)
    if local:
        found = local.get(country) or local.get("")
        if found:
            return found
    return HOLIDAYS.get(name)


NAMES: Final = tuple(sorted({*HOLIDAYS, *BY_COUNTRY}))
"""Every name, in order."""

MOVABLE: Final = frozenset(FEASTS)
"""The tables of feasts that follow the moon."""

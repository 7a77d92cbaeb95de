"""Fiscal years by country: the month in which they begin and the year that names them. Data."""

from typing import Final, Literal

FiscalYear = tuple[int, Literal["end", "start"]]

FISCAL_YEARS: Final[dict[str, FiscalYear]] = {
    "US": (10, "end"),
    "GB": (4, "start"),
    "JP": (4, "start"),
    "CA": (4, "start"),
    "IN": (4, "end"),
    "HK": (4, "start"),
    "NZ": (7, "end"),
    "AU": (7, "end"),
    "PK": (7, "end"),
    "BD": (7, "end"),
    "EG": (7, "end"),
    "KE": (7, "end"),
    "UG": (7, "end"),
    "TZ": (7, "end"),
    "ET": (7, "end"),
    "ZA": (4, "end"),
    "SG": (4, "start"),
    "TH": (10, "end"),
}
"""Country (ISO 3166) to the first month of its government's fiscal year, and whether its start or its end names it."""

CALENDAR_YEAR: Final[FiscalYear] = (1, "start")
"""A company's fiscal year is the calendar year unless it is known, and so is that of every other country."""

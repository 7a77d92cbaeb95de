"""What a rule may ask about while it reads a sentence."""

import re
from datetime import date
from typing import Final

from claims.horizon.patterns import Line
from claims.horizon.values import Period
from claims.moment import Moment

CUES: Final[dict[str, str]] = {
    "US": "US U.S American Americans Washington Congress Senate Fed Pentagon federal",
    "GB": "UK U.K British Britain London Londoners Westminster Scottish Welsh England Scotland Wales Whitehall",
    "JP": "Japan Japanese Tokyo",
    "IN": "India Indian Delhi Mumbai rupee rupees lakh crore",
    "AU": "Australia Australian Sydney Melbourne Canberra Queensland",
    "NZ": "Zealand Wellington Auckland",
    "CA": "Canada Canadian Ottawa Toronto",
    "ZA": "Pretoria Johannesburg",
    "PK": "Pakistan Pakistani Islamabad",
    "AR": "Argentina Argentine Argentinian",
    "CL": "Chile Chilean",
    "BR": "Brazil Brazilian",
    "FR": "France French Paris",
    "DE": "Germany German Berlin",
    "RU": "Russia Russian Moscow",
    "CN": "China Chinese Beijing",
    "IE": "Ireland Irish Dublin",
    "IL": "Israel Israeli",
}
"""Names in a sentence that tell its country where the publisher's is not known or not the speaker's."""

_BY_NAME: Final = {name: country for country, names in CUES.items() for name in names.split()}
_NAMES: Final = re.compile(r"\b(?:US|UK|U\.[SK]|[A-Z][a-z]{2,10}|federal|rupees?|lakh|crore)\b")
_COMPANY: Final = re.compile(
    r"\b(?:company|companies|firm|group|shares?|earnings|revenues?|sales|profits?|guidance|dividend|net income|results|"
    r"bank|retailer|carmaker|maker|manufacturer|Inc|Corp|Ltd|plc|PLC|shareholders|investors|orders|deliveries)\b"
)
_STATE: Final = re.compile(
    r"\b(?:government|federal|ministry|minister|budget|Congress|Treasury|agency|department|Pentagon|parliament|state|"
    r"lawmakers|deficit|spending)\b"
)
SOUTHERN: Final = frozenset(
    [
        "AU",
        "NZ",
        "ZA",
        "AR",
        "CL",
        "UY",
        "PY",
        "BO",
        "BR",
        "PE",
        "NA",
        "BW",
        "ZW",
        "MZ",
        "LS",
        "SZ",
        "MG",
        "ZM",
        "MW",
        "FJ",
    ]
)
"""Countries (ISO 3166) whose seasons are the southern ones."""

MONTH_FIRST: Final = frozenset({"US", "PH", "FM", "PW", "MH", "AS", "GU", "PR", "VI"})
"""Countries (ISO 3166) that write month before day in figures."""


_EMPTY: Final = Line([])


class Context:
    """The statement's moment, its country, and the line as it stands while a rule's production runs."""

    __slots__ = ("_cue", "anchor", "at", "country", "due", "line", "made", "sentence", "to", "today")

    def __init__(
        self, sentence: str, made: Moment, country: str | None, anchor: date | None, due: date | None = None
    ) -> None:
        """`country` is the publisher's (ISO 3166 alpha-2), `anchor` the last day that the text names before the
        sentence and `due` the last day of its latest deadline."""
        self.sentence = sentence
        self.made = made
        self.today = made.day
        self.country = country.upper() if country else None
        self.anchor = anchor
        self.due = due
        self.line = _EMPTY
        self.at = 0
        self.to = 0
        self._cue: str | None = None

    def speaker_country(self) -> str:
        """The country that the sentence names, else the publisher's, else the US: for holidays and fiscal years."""
        return self.named_country() or self.country or "US"

    def named_country(self) -> str:
        """The country that the sentence gives a cue to; the empty text where it gives none."""
        if self._cue is None:
            names = _NAMES.findall(self.sentence)
            self._cue = next((_BY_NAME[name] for name in names if name in _BY_NAME), "")
        return self._cue

    def day_first(self) -> bool:
        """Whether 3/5 is the third of May: by the publisher's country, else the sentence's, else as in the US."""
        country = self.country or self.named_country() or "US"
        return country not in MONTH_FIRST

    def southern(self) -> bool:
        """Whether the speaker's seasons are the southern ones."""
        return self.speaker_country() in SOUTHERN

    def of_company(self) -> bool:
        """Whether the sentence is about a company's year rather than a state's."""
        return bool(_COMPANY.search(self.sentence)) and not _STATE.search(self.sentence)

    def last_date(self) -> Period | None:
        """The nearest date that the sentence names before the words being read."""
        for node in reversed(self.line.nodes[: self.at]):
            if isinstance(node.value, Period) and not node.value.unit:
                return node.value
        return None

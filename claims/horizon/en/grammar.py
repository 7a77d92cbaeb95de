"""The stages of English time phrases, in the order in which they are applied, and the vocabulary."""

from typing import Final

from claims.horizon.en.amounts import LENGTH_RULES, NUMBER_RULES, PAIR_RULES
from claims.horizon.en.clocks import CLOCK_PAIR_RULES, CLOCK_RULES, DAY_CLOCK_RULES
from claims.horizon.en.dates import DATE_RULES
from claims.horizon.en.holidays import NAMES
from claims.horizon.en.parts import ANCHORED_RULES, PART_RULES, RANGE_RULES
from claims.horizon.en.periods import BASE_RULES, NAMED_RULES
from claims.horizon.en.phrases import PHRASE_RULES
from claims.horizon.en.words import vocabulary
from claims.horizon.patterns import Stage, rule_words

NUMBERS: Final = Stage(NUMBER_RULES, passes=2)
DATES: Final = Stage((*DATE_RULES, *BASE_RULES, *CLOCK_RULES, *LENGTH_RULES))
JOINED: Final = Stage((*CLOCK_PAIR_RULES, *PAIR_RULES, *NAMED_RULES), passes=3)
PARTS: Final = Stage((*PART_RULES, *DAY_CLOCK_RULES), passes=4)
RANGES: Final = Stage(RANGE_RULES, passes=2)
ANCHORED: Final = Stage(ANCHORED_RULES)
PHRASES: Final = Stage(PHRASE_RULES)

DATE_STAGES: Final = (NUMBERS, DATES, JOINED, PARTS, RANGES)
VOCABULARY: Final = vocabulary(rule_words(), NAMES)

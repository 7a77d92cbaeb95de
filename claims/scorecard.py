"""The values that a scorecard is made of. `claims.scoring.score` makes them."""

from datetime import date, datetime
from typing import Final, Literal, get_args

import msgspec

from claims.calibration import Calibration, Decomposition
from claims.intervals import Interval, Rate
from claims.lexicon import LexiconName
from claims.model import Hedge, Kind, ReadingName
from claims.outcome import Why
from claims.threads import ThreadTotals

Group = Literal["headline", "schedules", "vague", "hedge_too_wide"]
"""Where a claim is counted: the headline (predictions and commitments), or apart: schedules; claims whose end is our
default; may, might and could. A claim that fits several of the last three is counted in the first of them."""

GROUPS: Final[tuple[Group, ...]] = get_args(Group)

Band = Literal["week", "month", "quarter", "year", "longer"]
"""How far ahead a claim looks, in days from the day it was made to its nominal end: up to 7, 31, 92, 366, or more."""

Unscored = Literal["void", "unreviewed", "reiteration", "undecided"]
"""Why a claim that has matured and is resolved is not scored. Undecided: its event's days straddle the window's end."""

LIST_MIN: Final = 5
"""Scored claims from which a speaker is listed."""

RANK_MIN: Final = 20
"""Scored claims from which a speaker is ranked."""


class Terms(msgspec.Struct, frozen=True, kw_only=True):
    """What a scorecard is made on: the instant (UTC), the reading, the lexicon, and which claims.

    What was recorded after `as_of` is left out. `made_from`..`made_to` (inclusive, null where unbounded) choose claims
    by the day on which they were made: by the day of their resolution, early successes would flatter.
    """

    as_of: datetime
    reading: ReadingName = "nominal"
    lexicon: LexiconName = "default"
    made_from: date | None = None
    made_to: date | None = None


class Judged(msgspec.Struct, frozen=True, kw_only=True):
    """`n` claims that count and are alike: in group, kind, band, forecast, and outcome under each reading.

    An outcome is null where it is undecided under that reading. The forecast is that of the default lexicon.
    """

    group: Group
    kind: Kind
    band: Band
    probability: float
    strict: float | None
    nominal: float | None
    lenient: float | None
    n: int

    def y(self, reading: ReadingName) -> float | None:
        """The outcome under the reading."""
        return self.strict if reading == "strict" else self.lenient if reading == "lenient" else self.nominal


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """A speaker's headline in short: `n` claims decided, `hits` that came true, the mean Brier score (null of none)."""

    name: str
    speaker_id: str | None
    n: int
    hits: int
    brier: float | None


class Coverage(msgspec.Struct, frozen=True, kw_only=True):
    """How many claims are left after each step; every step keeps a part of the one before.

    `not_scored` says where the last step's went: its numbers and `scored` add up to `resolved`. `void` counts every
    void claim that was not rejected, matured or not, by reason. `reiterations` are repeats of a claim with the same
    words and deadline by the same speaker, `unresolved` the matured claims that nobody has resolved, `disputed`
    those of them with resolutions that differ.
    """

    extracted: int
    not_rejected: int
    dated: int
    matured: int
    resolved: int
    scored: int
    not_scored: dict[Unscored, int]
    void: dict[str, int]
    reiterations: int
    unresolved: int
    disputed: int = 0


class Lateness(msgspec.Struct, frozen=True, kw_only=True):
    """Claims that came true, but after the window's end: how many, and by how many days (the fewest possible)."""

    n: int
    median_days: float | None = None
    days_max: int | None = None


class Score(msgspec.Struct, frozen=True, kw_only=True):
    """The numbers of one group of claims under one reading. All are null where n is 0.

    `hit_rate` is the share with y >= 0.5, with Wilson's 95 % interval. `brier` is the mean, with a bootstrap 95 %
    interval, null where all claims score alike. `skill` is 1 - brier / `brier_reference`: what is gained on saying the
    base rate of comparable claims (same group, kind and band; `comparable` of them) every time, null where saying that
    makes no error or where comparable claims are too few for a rate.
    """

    n: int
    hit_rate: Rate
    brier: float | None = None
    brier_interval: Interval | None = None
    log_score: float | None = None
    comparable: int = 0
    brier_reference: float | None = None
    skill: float | None = None
    calibration: Calibration = Calibration()
    decomposition: Decomposition | None = None
    lateness: Lateness = Lateness(n=0)


class ReadingScore(msgspec.Struct, frozen=True, kw_only=True):
    """The headline under one reading of the windows' ends, and how many claims it leaves undecided."""

    reading: ReadingName
    headline: Score
    undecided: int


class ScoredClaim(msgspec.Struct, frozen=True, kw_only=True):
    """A claim that counts, and how: what links a scorecard to its claims and their evidence.

    `strict`, `nominal` and `lenient` are y under each reading, null where undecided; `why` and `days_late` are under
    the scorecard's own.
    """

    claim_id: str
    resolution_id: str
    group: Group
    kind: Kind
    hedge: Hedge
    band: Band
    made_at: str
    probability: float
    probability_source: str
    strict: float | None
    nominal: float | None
    lenient: float | None
    why: Why
    days_late: int | None = None

    def y(self, reading: ReadingName) -> float | None:
        """How far the claim is true under the reading, null where undecided."""
        return {"strict": self.strict, "nominal": self.nominal, "lenient": self.lenient}[reading]


class Scorecard(msgspec.Struct, frozen=True, kw_only=True):
    """What the claims of one speaker (or topic, or all) came to. Exists from the first claim on.

    `name` says whose it is; `speaker_id` is null where it is not one speaker's. `method` names the version of the
    rules and `seed` the bootstrap's. `headline` and the three groups apart are under the terms' reading; `readings`
    gives the headline under all three, and `readings_agree` is whether no claim ends otherwise under another (null with
    no claim scored). `cannot_be_judged` is the share of claims not rejected that are undated, void or undecided.
    `limits` says in sentences what the numbers cannot say. `claims` is sorted by made_at, then id. `threads` is of the
    slip threads as far as these claims make them; it changes no other number.
    """

    name: str
    speaker_id: str | None
    terms: Terms
    method: str
    seed: int
    coverage: Coverage
    cannot_be_judged: Rate
    headline: Score
    schedules: Score
    vague: Score
    hedge_too_wide: Score
    readings: tuple[ReadingScore, ...]
    readings_agree: bool | None
    claims: tuple[ScoredClaim, ...]
    limits: tuple[str, ...]
    threads: ThreadTotals

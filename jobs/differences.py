"""What differs between the claims of an article as they stand and as it is read now, and the steps to change it.

What a person has decided on stays as it was: claims that were accepted, resolved or rejected. Of the others, a claim
that is found again keeps its id, and one that is not is rejected with the reason, never deleted.
"""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final, Literal

import msgspec

from claims.doubt import doubt_score
from claims.lifecycle import check_time, initial_status
from claims.model import Article, Claim, ClaimReading
from claims.moment import read_moment
from claims.reading.model import Reading
from jobs.ingest import new_claim
from jobs.pairs import overlaps, pair
from jobs.speakers import Speakers
from jobs.steps import Steps
from storage.events import REREAD, Added, Moved
from storage.ledger import PAGE_MAX, Change, KeyIsNew, Ledger, NotRedacted

NOT_FOUND: Final = "claim.not_found"
"""The kind of the event that rejects a claim which the rules of today do not find."""

FIELDS: Final = tuple(name for name in ClaimReading.__struct_fields__ if name != "rules")
"""What is compared. The names of the rules tell how a claim was read, not what it says; they change along with it."""

STANDING: Final = ("review", "status", "check_at", "check_reason")
"""What may follow from a change: where the claim stands, and when to look at it."""

_TIMES: Final = frozenset({"latest", "default_latest", "deadline_at", "begins", "made_at", "time_zone"})
"""The fields that `check_time` goes by."""

Action = Literal["added", "changed", "restored", "gone", "kept"]
FieldValue = bool | int | float | str | None


class FieldChange(msgspec.Struct, frozen=True, kw_only=True):
    """A field of a claim before and after; days and instants as RFC 3339 text."""

    field: str
    before: FieldValue
    after: FieldValue


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """What the rules of today make of one claim. `text` stands at `start`..`end` (exclusive) of the article.

    `added` is a new claim (its `claim_id` is null until it is stored), `changed` one that is read otherwise,
    `restored` one that an earlier rereading rejected, `gone` one that is not found and so rejected, and `kept` one that
    would be read otherwise but was decided on by a person, and stays. `note` says why in a sentence.
    """

    action: Action
    claim_id: str | None
    start: int
    end: int
    text: str
    changes: tuple[FieldChange, ...] = ()
    note: str | None = None


class Plan:
    """What differs between an article's claims as they stand and as they are read now, and the steps to change it."""

    def __init__(self, ledger: Ledger, article: Article, reading: Reading, steps: Steps, ruleset: str) -> None:
        self._ledger = ledger
        self._article = article
        self._steps = steps
        self._ruleset = ruleset
        self._speakers = Speakers(ledger, steps)
        self._claims = ledger.article_claims(article.id)
        self.differences: list[Difference] = []
        self.moves: list[Added | Moved] = []
        self.unchanged = 0
        self._compare(reading.claims)

    def change(self) -> Change:
        """The change that makes it so. It holds only while the article's claims are the ones that it was planned on."""
        state = " ".join([self._article.id, self._ruleset, *(f"{claim.id}:{claim.version}" for claim in self._claims)])
        key = KeyIsNew(scope="reread", key=hashlib.sha256(state.encode()).hexdigest(), subject_id=self._article.id)
        intact = NotRedacted(subject_id=self._article.id)
        return Change(
            steps=(*self._speakers.steps, *self.moves), preconditions=(*self._speakers.preconditions, key, intact)
        )

    def _compare(self, found: Sequence[ClaimReading]) -> None:
        pairs = pair(self._claims, found)
        for i, claim in enumerate(self._claims):
            self._settle(claim, found[pairs[i]] if i in pairs else None)
        paired = set(pairs.values())
        rest = [reading for j, reading in enumerate(found) if j not in paired]
        owners = self._owners(rest)
        for j, reading in enumerate(rest):
            if j in owners:
                self._withhold(reading, owners[j])
            else:
                self._add(reading)

    def _owners(self, rest: Sequence[ClaimReading]) -> dict[int, Claim]:
        """The claims decided on by a person in whose words those readings lie: they are not to be cut anew."""
        found = ((j, self._claims[i]) for i, j, _ in overlaps(self._claims, rest))
        return {j: claim for j, claim in found if self._is_decided(claim)}

    def _settle(self, claim: Claim, reading: ClaimReading | None) -> None:
        """Decide what becomes of a stored claim, given its reading of today, if there is one."""
        if claim.review == "rejected" and reading is None:
            # Both say that it is no claim.
            self.unchanged += 1
        elif self._is_decided(claim):
            self._keep(claim, reading)
        elif reading is None:
            self._reject(claim)
        else:
            self._change(claim, reading)

    def _is_decided(self, claim: Claim) -> bool:
        if claim.review == "rejected":
            return _last_event(self._ledger, claim.id) != NOT_FOUND
        return claim.review == "accepted" or claim.status == "resolved"

    def _keep(self, claim: Claim, reading: ClaimReading | None) -> None:
        changes = tuple(_changes(claim, reading, FIELDS)) if reading else ()
        if reading and not changes:
            self.unchanged += 1
            return
        why = "is read otherwise now" if reading else f"is not found by ruleset {self._ruleset}"
        note = f"was {claim.review} and stays as it is; it {why}"
        self._note("kept", claim, claim.id, changes, note)

    def _withhold(self, reading: ClaimReading, owner: Claim) -> None:
        self._note("kept", reading, owner.id, (), f"lies in a claim that was {owner.review}, and is not added to it")

    def _reject(self, claim: Claim) -> None:
        reason = f"not found by ruleset {self._ruleset}"
        after = msgspec.structs.replace(claim, review="rejected", version=claim.version + 1)
        rulesets = {"ruleset": self._ruleset, "ruleset_before": claim.ruleset}
        self.moves.append(self._steps.moved(claim, after, NOT_FOUND, reason=reason, **rulesets))
        self._note("gone", claim, claim.id, tuple(_changes(claim, after, STANDING)), reason)

    def _change(self, claim: Claim, reading: ClaimReading) -> None:
        changes = tuple(_changes(claim, reading, FIELDS))
        restored = claim.review == "rejected"
        if not changes and not restored:
            self.unchanged += 1
            return
        after = self._as_read(claim, reading, {change.field for change in changes})
        self.moves.append(self._steps.moved(claim, after, REREAD, ruleset_before=claim.ruleset, restored=restored))
        changes += tuple(_changes(claim, after, STANDING))
        note = "an earlier rereading had rejected it" if restored else None
        self._note("restored" if restored else "changed", reading, claim.id, changes, note)

    def _as_read(self, claim: Claim, reading: ClaimReading, changed: set[str]) -> Claim:
        after = msgspec.structs.replace(
            claim,
            **msgspec.structs.asdict(reading),
            ruleset=self._ruleset,
            speaker_id=self._speakers.id_of(reading) if "speaker" in changed else claim.speaker_id,
            review="unreviewed",
            doubt=doubt_score(reading),
            version=claim.version + 1,
        )
        return after if changed.isdisjoint(_TIMES) else _checked_anew(after, self._steps.now)

    def _add(self, reading: ClaimReading) -> None:
        claim = new_claim(reading, self._article.id, self._speakers.id_of(reading), self._ruleset, self._steps.now)
        self.moves.append(self._steps.added(claim, "claim.added"))
        self._note("added", claim, claim.id, (), None)

    def _note(
        self,
        action: Action,
        claim: ClaimReading,
        claim_id: str,
        changes: tuple[FieldChange, ...],
        note: str | None,
    ) -> None:
        self.differences.append(
            Difference(
                action=action,
                claim_id=claim_id,
                start=claim.start,
                end=claim.end,
                text=claim.text,
                changes=changes,
                note=note,
            )
        )


def _checked_anew(claim: Claim, now: datetime) -> Claim:
    """The claim with the time to look that follows from its window, flagged or unflagged as that says."""
    check_at, reason = check_time(claim, claim.begins, read_moment(claim.made_at, claim.time_zone))
    status = claim.status if claim.status == "resolved" else initial_status(check_at, now)
    return msgspec.structs.replace(claim, check_at=check_at, check_reason=reason, status=status)


def _changes(before: Claim, after: ClaimReading, fields: Sequence[str]) -> Iterator[FieldChange]:
    for name in fields:
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            yield FieldChange(field=name, before=msgspec.to_builtins(old), after=msgspec.to_builtins(new))


def _last_event(ledger: Ledger, claim_id: str) -> str | None:
    """The kind of the last event in the claim's life."""
    after, kind = 0, None
    while events := ledger.events(subject_id=claim_id, after=after, limit=PAGE_MAX):
        after, kind = events[-1][0], events[-1][1].kind
        if len(events) < PAGE_MAX:
            break
    return kind

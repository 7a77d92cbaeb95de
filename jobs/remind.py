"""Reminders: at each person's hour, one message about the due claims that they are to be reminded of.

How often somebody is to have been reminded of a claim follows from the days since it came due: on the first day, then
every EVERY_DAYS days. That is compared with how often they were. So a stop of any length is made up for by one
message, a claim with a new deadline begins anew, and running twice changes nothing.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Final

import msgspec

from claims.model import Claim
from claims.moment import MomentError, zone_info
from jobs.errors import InputError
from jobs.ids import new_id
from jobs.requests import NewReminders
from jobs.steps import Steps
from jobs.webhooks import find_active
from storage.errors import KeyTaken
from storage.ledger import PAGE_MAX, Change, KeyIsNew, Ledger
from storage.outbox import Delivery, Reminded, ReminderSetting
from storage.records import Person

EVERY_DAYS: Final = 3
"""After the first day somebody is reminded of a claim every so many days."""

NO_REMINDERS: Final = "none"


def set_reminders(
    ledger: Ledger, person_id: str, request: NewReminders, *, actor: str, now: datetime
) -> ReminderSetting:
    """How the person is reminded from now on.

    Raises NotFound, InputError for a way that lacks its address or has one too many, and VersionConflict.
    """
    person = ledger.person(person_id)
    _check(ledger, request)
    before = ledger.reminder_setting(person.id)
    steps = Steps(actor, now)
    given = {name: getattr(request, name) for name in request.__struct_fields__}
    if before is None:
        setting = ReminderSetting(id=new_id(), person_id=person.id, recorded_at=now, **given)
        first = KeyIsNew(scope="reminder_setting", key=person.id, subject_id=setting.id)
        ledger.commit(Change(steps=(steps.added(setting, "reminder_setting.added"),), preconditions=(first,)))
        return setting
    after = msgspec.structs.replace(before, **given, version=before.version + 1)
    if after != msgspec.structs.replace(before, version=after.version):
        ledger.commit(Change(steps=(steps.moved(before, after, "reminder_setting.changed"),)))
        return after
    return before


def _check(ledger: Ledger, request: NewReminders) -> None:
    try:
        zone_info(request.time_zone)
    except MomentError as error:
        raise InputError(str(error), "time_zone") from None
    if (request.remind_by == "email") != (request.address is not None):
        raise InputError("goes with e-mail, and only with it", "address")
    if (request.remind_by == "webhook") != (request.webhook_id is not None):
        raise InputError("goes with a webhook, and only with it", "webhook_id")
    if request.webhook_id:
        find_active(ledger, request.webhook_id, "webhook_id")


def reminders_of(ledger: Ledger, person_id: str, now: datetime) -> ReminderSetting:
    """How the person is reminded; not at all where they never said. Raises NotFound."""
    person = ledger.person(person_id)
    return ledger.reminder_setting(person.id) or ReminderSetting(
        id=person.id, person_id=person.id, remind_by="none", hour=8, time_zone="UTC", recorded_at=now
    )


def remind(ledger: Ledger, *, now: datetime) -> int:
    """Put into the outbox the reminders whose hour has come today; how many messages that makes."""
    due: tuple[Claim, ...] | None = None
    count = 0
    for setting in ledger.reminder_settings():
        at = hour_of(setting, now)
        if setting.remind_by == NO_REMINDERS or now < at or _was_reminded(ledger, setting, at):
            continue
        # Read once for everybody, and only when somebody is to be reminded.
        due = tuple(_remindable(ledger)) if due is None else due
        count += _remind(ledger, setting, due, at, now)
    return count


def next_reminders_at(ledger: Ledger, *, now: datetime) -> datetime | None:
    """When the next person's hour comes after `now`; null when nobody wants to be reminded."""
    wanted = [setting for setting in ledger.reminder_settings() if setting.remind_by != NO_REMINDERS]
    times = [hour_of(setting, now + timedelta(days=days)) for setting in wanted for days in (0, 1)]
    return min((at for at in times if at > now), default=None)


def hour_of(setting: ReminderSetting, now: datetime) -> datetime:
    """The instant at which the person's hour begins on their day of `now`; once a day, also where clocks change."""
    zone = zone_info(setting.time_zone)
    day = now.astimezone(zone).date()
    return datetime.combine(day, time(setting.hour), zone).astimezone(now.tzinfo)


def expected_count(came_due: date, today: date) -> int:
    """How often somebody is to have been reminded by the end of today of what came due on a day, both in their zone."""
    return (today - came_due).days // EVERY_DAYS + 1


def _remindable(ledger: Ledger) -> Iterator[Claim]:
    """The due claims but those that had passed already when they came in: they remind nobody."""
    after: tuple[datetime, str] | None = None
    while page := ledger.due(limit=PAGE_MAX, after=after):
        yield from (claim for claim in page if claim.check_at > claim.recorded_at)
        after = page[-1].check_at, page[-1].id


def _was_reminded(ledger: Ledger, setting: ReminderSetting, at: datetime) -> bool:
    key = _key(setting, at)
    return key in ledger.owner_of("reminder", [key])


def _remind(ledger: Ledger, setting: ReminderSetting, due: tuple[Claim, ...], at: datetime, now: datetime) -> int:
    person = ledger.person(setting.person_id)
    delivery = Delivery(
        id=new_id(),
        channel="email" if setting.remind_by == "email" else "webhook",
        event="reminder",
        webhook_id=setting.webhook_id,
        address=setting.address,
        subject_id=person.id,
        happened_at=at,
        next_attempt_at=now,
        recorded_at=now,
    )
    told = tuple(_told(ledger, setting, person, due, at, delivery.id))
    if not told:
        return 0
    once = KeyIsNew(scope="reminder", key=_key(setting, at), subject_id=delivery.id)
    try:
        ledger.commit(Change(steps=(), preconditions=(once,), working=(delivery, *told)))
    except KeyTaken:
        # Somebody else has put in this day's message in the same moment.
        return 0
    return 1


def _told(  # noqa: PLR0913, PLR0917 - whom, of what, when, and in which message
    ledger: Ledger,
    setting: ReminderSetting,
    person: Person,
    due: tuple[Claim, ...],
    at: datetime,
    delivery_id: str,
) -> Iterator[Reminded]:
    """What the person is to be reminded of now: more often than they were."""
    zone = zone_info(setting.time_zone)
    last = {each.claim_id: each for each in ledger.reminded(person.id)}
    for claim in due:
        if claim.check_at > at or not _concerns(claim, person, at):
            continue
        expected = expected_count(claim.check_at.astimezone(zone).date(), at.astimezone(zone).date())
        before = last.get(claim.id)
        sent = before.period + 1 if before and before.due_at == claim.check_at else 0
        if expected > sent:
            yield Reminded(
                claim_id=claim.id,
                person_id=person.id,
                due_at=claim.check_at,
                period=expected - 1,
                delivery_id=delivery_id,
            )


def _concerns(claim: Claim, person: Person, at: datetime) -> bool:
    """Whether the person is to look after the claim: it is theirs or nobody's, and was not put off beyond `at`."""
    awake = claim.snoozed_until is None or claim.snoozed_until <= at
    return awake and claim.assignee in {None, person.name}


def _key(setting: ReminderSetting, at: datetime) -> str:
    """One message a person and day."""
    return f"{setting.person_id} {at.astimezone(zone_info(setting.time_zone)).date()}"

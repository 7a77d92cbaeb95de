"""People: who may act, and what each of them may do."""

from datetime import datetime
from typing import Final

import msgspec

from jobs.errors import InputError, StateConflict
from jobs.expire import SCHEDULER
from jobs.ids import new_id
from jobs.once import Once, once_only
from jobs.requests import NewPerson
from jobs.steps import Steps
from storage.errors import KeyTaken
from storage.ledger import Change, KeyIsNew, Ledger
from storage.records import Person, Role

LOCAL: Final = "local"
"""Who acts where no key is asked for: whoever is on this machine."""

RESERVED: Final = frozenset({LOCAL, SCHEDULER})
"""Names of actors that are nobody's."""


def add_person(ledger: Ledger, request: NewPerson, *, actor: str, now: datetime, once: Once | None = None) -> Person:
    """The stored person, who cannot act before they have a key.

    Raises InputError for a name that bythen itself acts under, StateConflict for one that is taken, and AnswerConflict.
    """
    steps = Steps(actor, now, once)
    return once_only(ledger, once, Person, lambda: _add(ledger, request, steps))


def _add(ledger: Ledger, request: NewPerson, steps: Steps) -> Person:
    if request.name in RESERVED:
        raise InputError(f"{request.name!r} is a name that bythen itself acts under; choose another", "name")
    person = Person(id=new_id(), name=request.name, role=request.role, recorded_at=steps.now)
    name = KeyIsNew(scope="person", key=person.name, subject_id=person.id)
    added = steps.added(person, "person.added")
    try:
        ledger.commit(Change(steps=(added,), preconditions=(name,), answer=steps.answer(person)))
    except KeyTaken as taken:
        raise StateConflict(f"there is a person named {person.name!r} already: {taken.subject_id}") from None
    return person


def people_named(ledger: Ledger, name: str) -> tuple[Person, ...]:
    """The person of that name; empty where there is none."""
    return tuple(ledger.person(found) for found in ledger.owner_of("person", [name]).values())


def change_role(ledger: Ledger, person_id: str, role: Role, *, actor: str, now: datetime) -> Person:
    """The person with the role, which counts from the next request on; one who has it already is left as they are.

    Raises NotFound, and VersionConflict where somebody else changed the person in the same moment.
    """
    before = ledger.person(person_id)
    if before.role == role:
        return before
    after = msgspec.structs.replace(before, role=role, version=before.version + 1)
    ledger.commit(Change(steps=(Steps(actor, now).moved(before, after, "person.role_changed"),)))
    return after

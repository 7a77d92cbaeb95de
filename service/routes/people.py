"""People and their API keys: who may act, and how that is proved."""

from datetime import datetime
from typing import Annotated, Any

from litestar import Request, Response, delete, get, post, put
from litestar.di import NamedDependency
from litestar.enums import RequestEncodingType
from litestar.params import BodyKwarg, FromPath, QueryParameter

from jobs.dispatch import Dispatcher
from jobs.keys import ApiKeyMade, add_key, revoke_key
from jobs.once import Once
from jobs.people import add_person, change_role, people_named
from jobs.remind import reminders_of, set_reminders
from jobs.requests import NewApiKey, NewPerson, NewReminders, NewRole
from service.access import Access, Caller
from service.examples import API_KEY, PERSON, REMINDERS, ROLE
from service.pages import LIMIT_DEFAULT, Cursor, IdQuery, Limit, Page, after_id, cut_page
from service.problems import RequestError
from service.responses import READ, READ_ONE, WRITE, WRITE_TO
from storage.ledger import Ledger
from storage.outbox import ReminderSetting
from storage.records import ApiKeyEntry, Person

PersonBody = Annotated[NewPerson, BodyKwarg(media_type=RequestEncodingType.JSON, examples=[PERSON])]
RoleBody = Annotated[NewRole, BodyKwarg(media_type=RequestEncodingType.JSON, examples=[ROLE])]
RemindersBody = Annotated[NewReminders, BodyKwarg(media_type=RequestEncodingType.JSON, examples=[REMINDERS])]
KeyBody = Annotated[NewApiKey, BodyKwarg(media_type=RequestEncodingType.JSON, examples=[API_KEY])]
NameQuery = Annotated[
    str | None, QueryParameter(min_length=1, max_length=40, description="Only who has this name.", required=False)
]


@post(
    "/people",
    operation_id="addPerson",
    summary="Add a person who is to act",
    tags=["people"],
    responses=WRITE,
    response_description="The person was stored; a key makes them able to act.",
    sync_to_thread=True,
)
def add(
    data: PersonBody,
    ledger: NamedDependency[Ledger],
    now: NamedDependency[datetime],
    actor: NamedDependency[str],
    once: NamedDependency[Once | None],
) -> Person:
    """Stores a person."""
    return add_person(ledger, data, actor=actor, now=now, once=once)


@get(
    "/people",
    operation_id="listPeople",
    summary="List people in the order in which they were added",
    tags=["people"],
    responses=READ,
    sync_to_thread=True,
)
def list_people(
    ledger: NamedDependency[Ledger], name: NameQuery = None, limit: Limit = LIMIT_DEFAULT, cursor: Cursor = None
) -> Page[Person]:
    """A page of people, or the one of a name."""
    rows = ledger.people(limit=limit + 1, after=after_id(cursor)) if name is None else people_named(ledger, name)
    return cut_page(rows, limit, lambda row: row.id)


@get(
    "/people/{person_id:str}",
    operation_id="getPerson",
    summary="Get a person",
    tags=["people"],
    responses=READ_ONE,
    sync_to_thread=True,
)
def get_person(person_id: FromPath[str], ledger: NamedDependency[Ledger]) -> Person:
    """A person with their role."""
    return ledger.person(person_id)


@put(
    "/people/{person_id:str}/role",
    operation_id="changeRole",
    summary="Change what a person may do",
    description="It counts from the next request on.",
    tags=["people"],
    responses=WRITE_TO,
    response_description="The person has the role.",
    sync_to_thread=True,
)
def set_role(  # noqa: PLR0913, PLR0917 - what it needs is injected
    person_id: FromPath[str],
    data: RoleBody,
    ledger: NamedDependency[Ledger],
    access: NamedDependency[Access],
    now: NamedDependency[datetime],
    actor: NamedDependency[str],
) -> Person:
    """Gives a person a role."""
    person = change_role(ledger, person_id, data.role, actor=actor, now=now)
    access.note_change()
    return person


@put(
    "/people/{person_id:str}/reminders",
    operation_id="setReminders",
    summary="Say how a person is reminded of what waits",
    description="Everybody says so for themselves, an admin for anybody. At `hour` of the person's zone one message "
    "names the due claims that are theirs or nobody's: on the first day, then every three days.",
    tags=["people"],
    responses=WRITE_TO,
    response_description="The person is reminded so from now on.",
    sync_to_thread=True,
)
def put_reminders(  # noqa: PLR0913, PLR0917 - what it needs is injected
    person_id: FromPath[str],
    data: RemindersBody,
    request: Request[Caller, Any, Any],
    ledger: NamedDependency[Ledger],
    dispatcher: NamedDependency[Dispatcher],
    now: NamedDependency[datetime],
) -> ReminderSetting:
    """Says how a person is reminded."""
    _check_own(request.user, ledger.person(person_id))
    setting = set_reminders(ledger, person_id, data, actor=request.user.name, now=now)
    dispatcher.wake()
    return setting


@get(
    "/people/{person_id:str}/reminders",
    operation_id="getReminders",
    summary="Get how a person is reminded",
    description="Everybody sees their own, an admin anybody's. Who never said is not reminded.",
    tags=["people"],
    responses=READ_ONE,
    sync_to_thread=True,
)
def get_reminders(
    person_id: FromPath[str],
    request: Request[Caller, Any, Any],
    ledger: NamedDependency[Ledger],
    now: NamedDependency[datetime],
) -> ReminderSetting:
    """How a person is reminded."""
    _check_own(request.user, ledger.person(person_id))
    return reminders_of(ledger, person_id, now)


def _check_own(caller: Caller, person: Person) -> None:
    """Raises RequestError where it is about somebody else, and the caller is no admin."""
    if caller.role != "admin" and caller.name != person.name:
        raise RequestError(
            "role-too-low", f"{caller.name} may say so for themselves; for others it takes the role admin"
        )


@post(
    "/keys",
    operation_id="addApiKey",
    summary="Make an API key for a person",
    description="The secret is shown in this answer and never again. Once there is a key, every request needs one.",
    tags=["people"],
    responses=WRITE_TO,
    response_description="The key was made.",
    sync_to_thread=True,
)
def add_api_key(
    data: KeyBody,
    ledger: NamedDependency[Ledger],
    access: NamedDependency[Access],
    now: NamedDependency[datetime],
    actor: NamedDependency[str],
) -> Response[ApiKeyMade]:
    """Makes a key."""
    made = add_key(ledger, data, actor=actor, now=now)
    access.note_change(key_made=True)
    return Response(made, headers={"cache-control": "no-store"})


@get(
    "/keys",
    operation_id="listApiKeys",
    summary="List API keys in the order in which they were made",
    description="Revoked and expired ones are among them; none is shown with its secret, which is not kept.",
    tags=["people"],
    responses=READ_ONE,
    sync_to_thread=True,
)
def list_keys(
    ledger: NamedDependency[Ledger], person_id: IdQuery = None, limit: Limit = LIMIT_DEFAULT, cursor: Cursor = None
) -> Page[ApiKeyEntry]:
    """A page of keys, of one person where their id is given."""
    if person_id is not None:
        ledger.person(person_id)
    rows = ledger.api_key_entries(person_id=person_id, limit=limit + 1, after=after_id(cursor))
    return cut_page(rows, limit, lambda row: row.id)


@delete(
    "/keys/{key_id:str}",
    operation_id="revokeApiKey",
    summary="Revoke an API key",
    description="The next request with it is refused. The key stays in the list, with the time.",
    tags=["people"],
    status_code=200,
    responses=WRITE_TO,
    response_description="The key is revoked.",
    sync_to_thread=True,
)
def revoke(
    key_id: FromPath[str],
    ledger: NamedDependency[Ledger],
    access: NamedDependency[Access],
    now: NamedDependency[datetime],
    actor: NamedDependency[str],
) -> ApiKeyEntry:
    """Revokes a key."""
    key = revoke_key(ledger, key_id, actor=actor, now=now)
    access.note_change()
    return key


ROUTES = (add, list_people, get_person, set_role, put_reminders, get_reminders, add_api_key, list_keys, revoke)

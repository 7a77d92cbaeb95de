"""People and their keys in the ledger."""

from datetime import datetime

import msgspec
import pytest

from storage.errors import NotFound, VersionConflict
from storage.ledger import Change, Ledger
from storage.records import ApiKey
from tests.storage.build import DEADLINE, STEPS, a_person, adding, an_api_key


def _revoking(key: ApiKey, revoked_at: datetime) -> Change:
    after = msgspec.structs.replace(key, revoked_at=revoked_at, version=key.version + 1)
    return Change(steps=(STEPS.moved(key, after, "test.moved"),))


def test_people_and_keys_come_back_as_they_were(ledger: Ledger) -> None:
    """A person and a key are read back equal; a key is also found by its digest, with its person's name and role."""
    person = a_person()
    key = an_api_key(person.id)

    ledger.commit(adding(person, key))

    found = ledger.api_key_by_digest(key.sha256)
    assert ledger.person(person.id) == person
    assert ledger.people() == (person,)
    assert ledger.api_key(key.id) == key
    assert found is not None
    assert (key.id, "mira", "resolver", DEADLINE) == (found.id, found.person, found.role, found.expires_at)
    assert ledger.api_key_entries(person_id=person.id) == (found,)


def test_no_keys(ledger: Ledger) -> None:
    """An empty ledger has no key, and a digest that no key has finds none."""
    assert not ledger.has_api_keys()
    assert ledger.api_key_by_digest("0" * 64) is None
    with pytest.raises(NotFound, match="api key"):
        ledger.api_key("nonsense")


def test_a_revoked_key_stays(ledger: Ledger) -> None:
    """Revoking moves the key's row, once; the ledger still knows that there was a key, and verifies."""
    person = a_person()
    key = an_api_key(person.id)
    ledger.commit(adding(person, key))

    ledger.commit(_revoking(key, DEADLINE))

    assert DEADLINE == ledger.api_key(key.id).revoked_at
    assert ledger.has_api_keys()
    assert ledger.verify().difference is None
    with pytest.raises(VersionConflict):
        ledger.commit(_revoking(key, DEADLINE))

"""Digests of texts in the log give nothing away that is short enough to be guessed."""

import hashlib

import msgspec

from storage.ledger import Ledger
from tests.storage.build import STEPS, a_claim, a_speaker, adding, flagged, moving


def test_a_name_cannot_be_guessed_from_the_log(ledger: Ledger) -> None:
    """Two rows with one name have different digests, and neither is that of the name alone."""
    first, second = a_speaker(), a_speaker()
    change = adding(first, second)
    ledger.commit(change)

    names = [msgspec.json.decode(step.event.body)["set"]["name"] for step in change.steps]
    plain = hashlib.sha256(first.name.encode()).hexdigest()
    assert 2 == len(set(names))
    assert not any(plain in name for name in names)
    assert ledger.verify().difference is None


def test_an_event_without_texts_has_no_salt() -> None:
    """A claim that is flagged changes no text, so that nothing need be kept for it."""
    claim = a_claim()

    assert STEPS.added(claim, "test.added").salt
    assert moving(claim, flagged(claim)).steps[0].salt is None

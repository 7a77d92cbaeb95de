"""Recording what happened."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import msgspec
import pytest

from jobs.errors import InputError, StateConflict
from jobs.expire import sweep
from jobs.requests import NewEvidence, NewResolution
from jobs.resolve import resolve_claim
from storage.errors import NotFound, VersionConflict
from storage.ledger import Ledger
from tests.jobs.build import DEADLINE, EVIDENCE, it_happened, kinds, later, stored


def test_a_due_claim_is_resolved_and_accepted(ledger: Ledger) -> None:
    """The resolution is kept with its evidence, the claim is resolved and its review mark accepted."""
    claim = stored(ledger)
    sweep(ledger, now=DEADLINE)

    done = resolve_claim(ledger, claim.id, it_happened(reason="ships"), actor="mira", now=later(hours=1))

    assert ("resolved", "accepted", 3) == (done.claim.status, done.claim.review, done.claim.version)
    assert done.claim == ledger.claim(claim.id)
    assert (done.resolution,) == ledger.resolutions([claim.id])
    assert ("mira", later(hours=1), "ships") == (
        done.resolution.actor,
        done.resolution.recorded_at,
        done.resolution.reason,
    )
    assert "https://example.org/harbour" == done.resolution.evidence[0].url
    assert ["claim.added", "claim.flagged", "claim.resolved"] == kinds(ledger, claim.id)
    assert () == ledger.due()


def test_a_second_resolution_is_a_conflict(ledger: Ledger) -> None:
    """A resolved claim keeps its resolution; the second is refused in words that say what to do."""
    claim = stored(ledger)
    resolve_claim(ledger, claim.id, it_happened(), actor="local", now=later(hours=1))

    with pytest.raises(StateConflict, match=r"already resolved"):
        resolve_claim(ledger, claim.id, it_happened(), actor="local", now=later(hours=2))

    assert 1 == len(ledger.resolutions([claim.id]))


def test_of_resolutions_at_once_one_wins(ledger: Ledger) -> None:
    """Eight people resolve a claim at the same time: one does, seven are told that it is resolved."""
    claim = stored(ledger)

    def attempt(_: int) -> bool:
        try:
            resolve_claim(ledger, claim.id, it_happened(), actor="local", now=later(hours=1))
        except StateConflict:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert 1 == sum(pool.map(attempt, range(8)))
    assert 1 == len(ledger.resolutions([claim.id]))


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"happened": "yes", "occurred_from": date(2025, 11, 24)}, "evidence is required"),
        ({"happened": "no"}, "evidence is required"),
        ({"happened": "partly", "evidence": EVIDENCE}, "needs a value"),
        ({"happened": "yes", "evidence": EVIDENCE}, "occurred_from"),
        ({"happened": "void"}, "void_reason"),
        ({"happened": "yes", "evidence": EVIDENCE, "occurred_from": date(2026, 11, 24)}, "future"),
        ({"happened": "yes", "evidence": (NewEvidence(quote="x"),), "occurred_from": date(2025, 11, 24)}, "evidence"),
    ],
)
def test_an_incomplete_resolution_is_refused(ledger: Ledger, fields: dict[str, Any], message: str) -> None:
    """What a resolution lacks is named, and nothing is recorded."""
    claim = stored(ledger)

    with pytest.raises(InputError, match=message):
        resolve_claim(ledger, claim.id, NewResolution(**fields), actor="local", now=later(hours=1))

    assert "pending" == ledger.claim(claim.id).status
    assert () == ledger.resolutions([claim.id])


def test_no_before_the_close_needs_a_reason(ledger: Ledger) -> None:
    """Before its window has closed a claim can be answered "no" only with a reason."""
    claim = stored(ledger)
    early = DEADLINE - timedelta(days=1)
    no = NewResolution(happened="no", evidence=(NewEvidence(note="the port's notices were read"),))

    with pytest.raises(InputError, match="reason"):
        resolve_claim(ledger, claim.id, no, actor="local", now=early)

    with_reason = msgspec.structs.replace(no, reason="the harbour was closed for good")
    assert "no" == resolve_claim(ledger, claim.id, with_reason, actor="local", now=early).resolution.happened


def test_a_void_needs_no_evidence(ledger: Ledger) -> None:
    """A claim that cannot be judged is void for a reason."""
    claim = stored(ledger)
    void = NewResolution(happened="void", void_reason="ambiguous")

    assert "void" == resolve_claim(ledger, claim.id, void, actor="local", now=later(hours=1)).resolution.happened


def test_an_unknown_claim_is_not_found(ledger: Ledger) -> None:
    """There is nothing to resolve."""
    with pytest.raises(NotFound, match="no claim with the id 'nowhere'"):
        resolve_claim(ledger, "nowhere", it_happened(), actor="local", now=DEADLINE)


def test_a_stated_version_must_still_stand(ledger: Ledger) -> None:
    """A resolution of version 1 is refused once the claim was flagged, and one of version 2 is taken."""
    claim = stored(ledger)
    sweep(ledger, now=DEADLINE)

    with pytest.raises(VersionConflict):
        resolve_claim(ledger, claim.id, it_happened(), actor="local", now=later(hours=1), version=1)

    resolve_claim(ledger, claim.id, it_happened(), actor="local", now=later(hours=1), version=2)
    assert "resolved" == ledger.claim(claim.id).status


@pytest.mark.parametrize(
    "url", ["ftp://example.org/x", "javascript:alert(1)", "http://", "https:///path", " http://a", "a"]
)
def test_an_evidence_url_is_of_the_web(url: str) -> None:
    """Only http and https addresses with a host pass the request's own check."""
    body = msgspec.json.encode({"happened": "no", "evidence": [{"url": url}]})

    with pytest.raises(msgspec.ValidationError, match="url"):
        msgspec.json.decode(body, type=NewResolution)


def test_unknown_fields_are_refused() -> None:
    """A misspelt field is an error, not silently nothing."""
    with pytest.raises(msgspec.ValidationError, match="hapened"):
        msgspec.json.decode(b'{"happened":"no","hapened":"yes"}', type=NewResolution)

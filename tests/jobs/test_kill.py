"""A process that is killed loses nothing that it acknowledged, and its claims are flagged once when it is back."""

import subprocess
import sys
import textwrap
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from claims.model import Claim
from jobs.schedule import Scheduler
from storage.ledger import ClaimFilter, Ledger, every_claim
from storage.open import open_ledger

ROOT = Path(__file__).parents[2]

HOLD = textwrap.dedent(
    """
    import sys, time
    from datetime import UTC, datetime, timedelta
    from pathlib import Path
    from jobs.ingest import add_claim
    from jobs.requests import NewClaim
    from jobs.schedule import Scheduler
    from storage.open import open_ledger

    clock = lambda: datetime.now(UTC)
    ledger = open_ledger(Path(sys.argv[1]))
    scheduler = Scheduler(ledger, clock)
    scheduler.start()
    for seconds in (0.2, 1.5, 1.5, 3600):
        deadline = (clock() + timedelta(seconds=seconds)).isoformat()
        request = NewClaim(text="The lift will run", made_at="2025-11-22", deadline_at=deadline, speaker="Tom Brandt")
        claim = add_claim(ledger, request, actor="local", now=clock())
        scheduler.wake_at(claim.check_at)
        print(claim.id, flush=True)
    time.sleep(60)
    """
)

WRITE = textwrap.dedent(
    """
    import sys, threading
    from datetime import UTC, datetime, timedelta
    from pathlib import Path
    from jobs.expire import sweep
    from jobs.ingest import add_claim
    from jobs.requests import NewClaim
    from storage.open import open_ledger

    ledger = open_ledger(Path(sys.argv[1]))
    said = threading.Lock()

    def write(place):
        while True:
            now, who = datetime.now(UTC), f"S{place}"
            deadline = (now + timedelta(milliseconds=20)).isoformat()
            request = NewClaim(text="The lift will run", made_at="2025-11-22", deadline_at=deadline, speaker=who)
            claim = add_claim(ledger, request, actor="local", now=now)
            with said:
                print(claim.id, flush=True)

    for place in range(6):
        threading.Thread(target=write, args=(place,), daemon=True).start()
    while True:
        for claim in sweep(ledger, now=datetime.now(UTC)):
            with said:
                print("flagged", claim.id, flush=True)
    """
)


def _started(script: str, path: Path) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", script, str(path)], cwd=ROOT, stdout=subprocess.PIPE, text=True)


def _kill(process: subprocess.Popen[str]) -> list[str]:
    """Kill the process at once; what it had said by then, without a line that was cut short."""
    process.kill()
    output, _ = process.communicate()
    return output[: output.rfind("\n") + 1].splitlines()


def _flags(ledger: Ledger, claim: Claim) -> int:
    return sum(event.kind == "claim.flagged" for _, event in ledger.events(subject_id=claim.id))


def _now() -> datetime:
    return datetime.now(UTC)


def test_claims_of_a_killed_process_are_flagged_once_at_the_next_start(tmp_path: Path) -> None:
    """One deadline passes before the kill, two while nothing runs, one is an hour off: each is flagged once at most."""
    path = tmp_path / "ledger.duckdb"
    process = _started(HOLD, path)
    assert process.stdout is not None
    ids = [process.stdout.readline().strip() for _ in range(4)]
    time.sleep(0.7)
    _kill(process)
    time.sleep(1.5)

    for _ in range(2):
        with open_ledger(path) as ledger:
            scheduler = Scheduler(ledger, _now)
            scheduler.start()
            claims = [ledger.claim(claim_id) for claim_id in ids]
            scheduler.stop()

            assert ["due", "due", "due", "pending"] == [claim.status for claim in claims]
            assert [1, 1, 1, 0] == [_flags(ledger, claim) for claim in claims]
            assert ledger.verify().difference is None


@pytest.mark.parametrize("seconds", [0.05, 0.4, 0.9])
def test_nothing_acknowledged_is_lost(tmp_path: Path, seconds: float) -> None:
    """Killed amid writing and flagging: what was acknowledged is there once, and no claim is flagged twice."""
    path = tmp_path / "ledger.duckdb"
    process = _started(WRITE, path)
    assert process.stdout is not None
    first = process.stdout.readline().strip()
    time.sleep(seconds)
    said = [first, *_kill(process)]

    with open_ledger(path) as ledger:
        Scheduler(ledger, lambda: _now() + timedelta(minutes=1)).run()
        claims = {claim.id: claim for claim in every_claim(ledger, ClaimFilter())}
        flags = [event.subject_id for event in _all_events(ledger) if event.kind == "claim.flagged"]
        verified = ledger.verify()

    assert verified.difference is None
    assert {line.removeprefix("flagged ") for line in said} <= claims.keys()
    assert {"due"} == {claim.status for claim in claims.values()}
    assert sorted(claims) == sorted(flags)


def _all_events(ledger: Ledger):  # type: ignore[no-untyped-def]
    after = 0
    while page := ledger.events(after=after, limit=1000):
        yield from (event for _, event in page)
        after = page[-1][0]

"""The scheduler: flags in time, catches up at the start, goes on after a failure, stops cleanly."""

import threading
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest
from structlog.testing import capture_logs

from jobs import schedule
from jobs.report import define_report
from jobs.requests import NewReportDefinition
from jobs.schedule import SWEEP_EVERY_S, Scheduler
from storage.ledger import Ledger
from tests.jobs.build import DEADLINE, kinds, stored

STARTED = time.monotonic()


def clock() -> datetime:
    """A clock that starts 30 s before the deadline and runs like a real one."""
    return DEADLINE - timedelta(seconds=30) + timedelta(seconds=time.monotonic() - STARTED)


def soon(seconds: float) -> datetime:
    """The instant so many seconds from now."""
    return clock() + timedelta(seconds=seconds)


def wait_until(holds: Callable[[], bool], seconds: float = 5.0) -> float:
    """How long it took until the condition held; fails when it did not in time."""
    started = time.monotonic()
    while not holds():
        assert time.monotonic() - started < seconds, "it did not happen in time"
        time.sleep(0.005)
    return time.monotonic() - started


@pytest.fixture
def scheduler(ledger: Ledger) -> Iterator[Scheduler]:
    """A scheduler that runs, stopped after the test."""
    made = Scheduler(ledger, clock)
    made.start()
    yield made
    made.stop()


def due_in(ledger: Ledger, seconds: float) -> str:
    """The id of a claim whose deadline lies so many seconds ahead."""
    return stored(ledger, now=clock(), deadline_at=soon(seconds).isoformat()).id


def is_due(ledger: Ledger, claim_id: str) -> bool:
    return ledger.claim(claim_id).status == "due"


def test_a_claim_is_flagged_within_a_second(ledger: Ledger, scheduler: Scheduler) -> None:
    """A claim that arrives while the scheduler runs is flagged within 1 s of its deadline, and not before it."""
    claim_id = due_in(ledger, 0.4)
    scheduler.wake_at(ledger.claim(claim_id).check_at)

    wait_until(lambda: is_due(ledger, claim_id))

    assert timedelta(0) <= clock() - ledger.claim(claim_id).check_at < timedelta(seconds=1)
    (_, flag) = (event for _, event in ledger.events(subject_id=claim_id))
    assert ("claim.flagged", "scheduler") == (flag.kind, flag.actor)


def test_an_earlier_deadline_comes_first(ledger: Ledger, scheduler: Scheduler) -> None:
    """A wake-up for a later claim does not keep an earlier one waiting, and the later is not forgotten."""
    late, early = due_in(ledger, 1.2), due_in(ledger, 0.3)
    scheduler.wake_at(ledger.claim(late).check_at)
    scheduler.wake_at(ledger.claim(early).check_at)

    wait_until(lambda: is_due(ledger, early))
    assert not is_due(ledger, late)
    wait_until(lambda: is_due(ledger, late))

    assert clock() - ledger.claim(late).check_at < timedelta(seconds=1)


def test_many_deadlines_close_together_are_each_met(ledger: Ledger, scheduler: Scheduler) -> None:
    """Thirty claims due 20 ms apart, announced from several threads, are each flagged once and in time."""
    claim_ids: list[str] = []

    def announce(place: int) -> None:
        claim_id = due_in(ledger, 0.3 + place * 0.02)
        claim_ids.append(claim_id)
        scheduler.wake_at(ledger.claim(claim_id).check_at)

    threads = [threading.Thread(target=announce, args=(place,)) for place in range(30)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    wait_until(lambda: ledger.next_check_at() is None)

    assert all(["claim.added", "claim.flagged"] == kinds(ledger, claim_id) for claim_id in claim_ids)
    flags = [event for _, event in ledger.events(limit=1000) if event.kind == "claim.flagged"]
    late = [event.recorded_at - ledger.claim(event.subject_id).check_at for event in flags]
    assert 30 == len(late)
    assert max(late) < timedelta(seconds=1)


def test_the_start_catches_up(ledger: Ledger) -> None:
    """What came due while nothing ran is flagged before the start returns, with one event."""
    claim_id = due_in(ledger, 0.1)
    time.sleep(0.2)

    scheduler = Scheduler(ledger, clock)
    scheduler.start()
    scheduler.stop()

    assert ["claim.added", "claim.flagged"] == kinds(ledger, claim_id)


def test_a_claim_that_is_waiting_at_the_start_is_flagged(ledger: Ledger) -> None:
    """The start sets a wake-up for what the ledger holds already."""
    claim_id = due_in(ledger, 0.5)
    scheduler = Scheduler(ledger, clock)
    scheduler.start()

    wait_until(lambda: is_due(ledger, claim_id))
    scheduler.stop()

    assert clock() - ledger.claim(claim_id).check_at < timedelta(seconds=1)


def test_a_report_makes_itself(ledger: Ledger, scheduler: Scheduler, monkeypatch: pytest.MonkeyPatch) -> None:
    """A report is made at its minute without anybody asking."""
    request = NewReportDefinition(name="Each minute", cron="* * * * *", format="text")
    before = DEADLINE - timedelta(seconds=90)
    definition = define_report(ledger, request, actor="local", now=before)
    scheduler.wake_at(definition.next_run_at)

    wait_until(lambda: bool(ledger.report_entries()))

    (report,) = ledger.report_entries()
    assert definition.id == report.definition_id


def test_a_long_report_holds_up_no_deadline(
    ledger: Ledger, scheduler: Scheduler, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A claim is flagged within a second while a report is still being made."""
    begun, go_on = threading.Event(), threading.Event()

    def dawdle(*_: object, **__: object) -> None:
        begun.set()
        go_on.wait(timeout=10)

    monkeypatch.setattr(schedule, "make_due_report", dawdle)
    request = NewReportDefinition(name="Each minute", cron="* * * * *")
    define_report(ledger, request, actor="local", now=DEADLINE - timedelta(days=1))
    scheduler.wake_at(clock())
    assert begun.wait(timeout=5)
    claim_id = due_in(ledger, 0.3)
    scheduler.wake_at(ledger.claim(claim_id).check_at)
    wait_until(lambda: is_due(ledger, claim_id))
    late = clock() - ledger.claim(claim_id).check_at
    go_on.set()

    assert late < timedelta(seconds=1)


def test_a_failure_is_recorded_and_the_rest_goes_on(
    ledger: Ledger, scheduler: Scheduler, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A report that cannot be made is logged and recorded once a try; claims are flagged in time all the same."""

    def fail(*_: object, **__: object) -> None:
        raise ArithmeticError("no such number")

    monkeypatch.setattr(schedule, "make_due_report", fail)
    request = NewReportDefinition(name="Each minute", cron="* * * * *")
    definition = define_report(ledger, request, actor="local", now=DEADLINE - timedelta(days=1))
    with capture_logs() as logs:
        claim_id = due_in(ledger, 0.3)
        scheduler.wake_at(clock())
        wait_until(lambda: bool(ledger.failures()))
        wait_until(lambda: is_due(ledger, claim_id))
        time.sleep(0.2)

    failures = ledger.failures()
    assert {("report", definition.id, "ArithmeticError: no such number")} == {
        (failure.job, failure.subject_id, failure.error) for failure in failures
    }
    # One try at the wake-up; the next is at the sweep, not one after the other without end.
    assert 1 == len(failures)
    assert {"report"} == {line["job"] for line in logs if line["event"] == "job_failed"}
    assert clock() - ledger.claim(claim_id).check_at < timedelta(seconds=1)


def test_a_failure_is_told_briefly(ledger: Ledger, scheduler: Scheduler, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of what failed the type and the beginning of the message are kept and logged: it may be as long as an article."""

    def fail(*_: object, **__: object) -> None:
        raise ArithmeticError("x" * 5000)

    monkeypatch.setattr(schedule, "sweep", fail)
    with capture_logs() as logs:
        scheduler.run()

    (failure,) = ledger.failures()
    (line,) = [line for line in logs if line["event"] == "job_failed"]
    assert f"ArithmeticError: {'x' * 200}" == failure.error == line["error"]
    assert "x" * 201 not in repr(logs)


def test_a_failing_sweep_does_not_end_the_scheduler(
    ledger: Ledger, scheduler: Scheduler, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once the sweep works again, what it missed is flagged."""
    real, failing = schedule.sweep, threading.Event()
    failing.set()

    def sweep_or_fail(*arguments: Ledger, now: datetime) -> object:
        if failing.is_set():
            raise OSError("disk")
        return real(*arguments, now=now)

    monkeypatch.setattr(schedule, "sweep", sweep_or_fail)
    claim_id = due_in(ledger, 0.1)
    scheduler.wake_at(ledger.claim(claim_id).check_at)
    wait_until(lambda: bool(ledger.failures()))
    failing.clear()
    scheduler.run()

    assert ["claim.added", "claim.flagged"] == kinds(ledger, claim_id)


def test_no_wake_up_is_further_off_than_the_sweep(ledger: Ledger, scheduler: Scheduler) -> None:
    """A deadline in a year sets a wake-up within the minute, so that a clock that jumps is noticed."""
    claim_id = due_in(ledger, 365 * 86_400)
    scheduler.wake_at(ledger.claim(claim_id).check_at)

    assert scheduler.next_wake is not None
    assert scheduler.next_wake - clock() <= timedelta(seconds=SWEEP_EVERY_S)


def test_stopping_twice_or_before_the_start_is_nothing(ledger: Ledger) -> None:
    """A scheduler stops cleanly, may be stopped again, and takes no wake-up after it."""
    scheduler = Scheduler(ledger, clock)
    scheduler.stop()
    scheduler.start()
    scheduler.stop()
    scheduler.stop()
    scheduler.wake_at(soon(0))

    assert scheduler.next_wake is None
    assert [] == [thread.name for thread in threading.enumerate() if "APScheduler" in thread.name]

"""Runs what is due by itself: the only module that knows APScheduler."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Final

import structlog
from apscheduler.events import EVENT_JOB_ERROR, EVENT_JOB_EXECUTED, JobExecutionEvent  # type: ignore[import-untyped]
from apscheduler.executors.pool import ThreadPoolExecutor  # type: ignore[import-untyped]
from apscheduler.schedulers.background import BackgroundScheduler  # type: ignore[import-untyped]

from jobs.expire import SCHEDULER, sweep
from jobs.ids import new_id
from jobs.report import make_due_report
from jobs.steps import Steps
from storage.errors import StorageError
from storage.ledger import PAGE_MAX, Change, Ledger
from storage.records import JobFailure

SWEEP_EVERY_S: Final = 60
"""The longest time between two looks at the ledger; no wake-up is set further ahead."""

_WAKE: Final = "wake"
_SWEEP: Final = "sweep"

log = structlog.get_logger()


class Scheduler:
    """Flags claims and makes reports when their time comes.

    One wake-up stands at the earliest time in the ledger, and is set again after every run and when an earlier time
    arrives; beside it a sweep runs every SWEEP_EVERY_S seconds. Times are the given clock's.
    """

    def __init__(self, ledger: Ledger, clock: Callable[[], datetime]) -> None:
        self._ledger = ledger
        self._clock = clock
        self._running = threading.Lock()
        self._arming = threading.Lock()
        self._armed: datetime | None = None
        self._asked: datetime | None = None
        self._ran_at: datetime | None = None
        self._started = False
        self._scheduler = BackgroundScheduler(
            timezone=UTC,
            executors={"default": ThreadPoolExecutor(2)},
            # The default grace drops a late one-shot job without a word.
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )
        # A job that sets itself again from within would find itself still running, and be dropped.
        self._scheduler.add_listener(self._after_run, EVENT_JOB_EXECUTED | EVENT_JOB_ERROR)

    @property
    def next_wake(self) -> datetime | None:
        """When the wake-up stands (by the clock given); null when there is none."""
        return self._armed

    def start(self) -> None:
        """Catch up on what came due while nothing ran, then keep watch."""
        self.run()
        self._started = True
        self._scheduler.add_job(self.run, "interval", seconds=SWEEP_EVERY_S, id=_SWEEP)
        self._scheduler.start()
        self._arm()

    def stop(self) -> None:
        """Let what runs end, and run nothing more. Doing it twice, or before the start, changes nothing."""
        with self._arming:
            if not self._started:
                return
            self._started = False
            self._armed = None
        self._scheduler.shutdown(wait=True)

    def wake_at(self, instant: datetime) -> None:
        """Run at `instant` (aware) if that is earlier than the next wake-up."""
        with self._arming:
            # A run under way may have read the ledger before what is asked for was there: it is asked again after it.
            self._asked = min(instant, self._asked or instant)
            if self._started and (self._armed is None or instant < self._armed):
                self._set(instant)

    def run(self) -> None:
        """One look at the ledger: flag claims, make reports. What fails is logged and recorded; the rest goes on."""
        with self._running:
            with self._arming:
                self._asked = None
            now = self._ran_at = self._clock()
            self._guard("sweep", None, lambda: self._sweep(now))
            self._guard("reports", None, lambda: self._make_reports(now))

    def _sweep(self, now: datetime) -> None:
        flagged = sweep(self._ledger, now=now)
        if flagged:
            log.info("claims_flagged", count=len(flagged), claim_ids=[claim.id for claim in flagged[:20]])

    def _make_reports(self, now: datetime) -> None:
        for definition in self._ledger.definitions_until(now, limit=PAGE_MAX):
            self._guard("report", definition.id, partial(self._make_report, definition.id, now))

    def _make_report(self, definition_id: str, now: datetime) -> None:
        report = make_due_report(self._ledger, definition_id, now=now)
        if report:
            log.info("report_made", report_id=report.id, definition_id=definition_id)

    def _guard(self, job: str, subject_id: str | None, work: Callable[[], None]) -> None:
        """Run a job; this is the one place that catches whatever it raises."""
        try:
            work()
        except Exception as error:
            log.error("job_failed", job=job, subject_id=subject_id, error=type(error).__name__, exc_info=True)
            self._record(job, subject_id, error)

    def _record(self, job: str, subject_id: str | None, error: Exception) -> None:
        steps = Steps(SCHEDULER, self._clock())
        failure = JobFailure(
            id=new_id(),
            job=job,
            subject_id=subject_id,
            error=f"{type(error).__name__}: {error}"[:1000],
            recorded_at=steps.now,
        )
        try:
            self._ledger.commit(Change(steps=(steps.added(failure, "job.failed"),)))
        except StorageError as unrecorded:
            # The log has it; the ledger cannot take it, which may be what made the job fail.
            log.error("job_failure_not_recorded", job=job, error=str(unrecorded))

    def _after_run(self, event: JobExecutionEvent) -> None:
        if event.job_id == _WAKE:
            with self._arming:
                self._armed = None
        self._guard("arm", None, self._arm)

    def _arm(self) -> None:
        """Set the wake-up to the earliest time in the ledger that no run has seen; without one, the sweep is enough."""
        # What the last run should have done and is still there has failed: the sweep tries it again, a wake-up would
        # try it without end. What came due since then still lies ahead of that run.
        after = self._ran_at
        times = [self._asked, self._ledger.next_check_at(after=after), self._ledger.next_report_at(after=after)]
        ahead = [instant for instant in times if instant]
        if ahead:
            self.wake_at(min(ahead))

    def _set(self, instant: datetime) -> None:
        delay = instant - self._clock()
        delay = max(timedelta(0), min(delay, timedelta(seconds=SWEEP_EVERY_S)))
        # APScheduler goes by the machine's clock, so it is given what is left until then.
        run_at = datetime.now(UTC) + delay
        # A one-shot job is removed when it has run; should the scheduler be stopped in that moment, the removal fails
        # and ends its thread with a traceback. A repeating one stays, and is set again after its run anyway.
        self._scheduler.add_job(
            self.run, "interval", seconds=SWEEP_EVERY_S, next_run_time=run_at, id=_WAKE, replace_existing=True
        )
        self._armed = self._clock() + delay

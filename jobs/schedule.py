"""Runs what is due by itself: the only module that knows APScheduler."""

import threading
import traceback
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
from jobs.policy import DEFAULT
from jobs.report import make_due_report
from jobs.steps import Steps
from storage.errors import StorageError
from storage.ledger import PAGE_MAX, Change, Ledger
from storage.records import JobFailure

SWEEP_EVERY_S: Final = 60
"""The longest time between two looks at the ledger; no wake-up is set further ahead."""

FAILURE_LENGTH_MAX: Final = 200
"""How much of a failure's message is kept and logged, in characters."""

log = structlog.get_logger()


class Scheduler:
    """Flags claims and makes reports when their time comes.

    Two watches that do not wait for each other, so that a long report holds up no deadline: one over claims, one over
    reports. Times are the given clock's. `grace` is how long late evidence is waited for, as reports tell it.
    """

    def __init__(self, ledger: Ledger, clock: Callable[[], datetime], grace: timedelta = DEFAULT.grace) -> None:
        self._ledger = ledger
        self._grace = grace
        self.clock = clock
        self._started = False
        self.scheduler = BackgroundScheduler(
            timezone=UTC,
            executors={"default": ThreadPoolExecutor(6)},
            # The default grace drops a late one-shot job without a word.
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )
        self._watches = (
            _Watch("sweep", self, self._sweep, ledger.next_check_at),
            _Watch("reports", self, self._make_reports, ledger.next_report_at),
        )
        # A job that sets itself again from within would find itself still running, and be dropped.
        self.scheduler.add_listener(self._after_run, EVENT_JOB_EXECUTED | EVENT_JOB_ERROR)

    @property
    def next_wake(self) -> datetime | None:
        """When the earliest wake-up stands (by the clock given); null when there is none."""
        return min((watch.armed for watch in self._watches if watch.armed), default=None)

    def start(self) -> None:
        """Catch up on what came due while nothing ran, then keep watch."""
        self.run()
        self._started = True
        self.scheduler.start()
        for watch in self._watches:
            watch.start()

    def every(self, hours: int, job: str, work: Callable[[datetime], object]) -> None:
        """Run `work` with the time, every so many hours from the start on. What fails is logged and recorded."""

        def run() -> None:
            work(self.clock())
            log.info("job_done", job=job)

        self.scheduler.add_job(partial(self.guard, job, None, run), "interval", hours=hours, id=job)

    def every_second(self, job: str, work: Callable[[], None]) -> None:
        """Run `work` every second from the start on, never twice at once. What fails is logged and recorded."""
        self.scheduler.add_job(partial(self.guard, job, None, work), "interval", seconds=1, id=job)

    def stop(self) -> None:
        """Let what runs end, and run nothing more. Doing it twice, or before the start, changes nothing."""
        if not self._started:
            return
        self._started = False
        for watch in self._watches:
            watch.stop()
        self.scheduler.shutdown(wait=True)

    def wake_at(self, instant: datetime) -> None:
        """Run at `instant` (aware) if that is earlier than the next wake-up."""
        for watch in self._watches:
            watch.wake_at(instant)

    def run(self) -> None:
        """One look at the ledger: flag claims, make reports. What fails is logged and recorded; the rest goes on."""
        for watch in self._watches:
            watch.run()

    def _sweep(self, now: datetime) -> None:
        flagged = sweep(self._ledger, now=now)
        if flagged:
            log.info("claims_flagged", count=len(flagged), claim_ids=[claim.id for claim in flagged[:20]])

    def _make_reports(self, now: datetime) -> None:
        for definition in self._ledger.definitions_until(now, limit=PAGE_MAX):
            self.guard("report", definition.id, partial(self._make_report, definition.id, now))

    def _make_report(self, definition_id: str, now: datetime) -> None:
        report = make_due_report(self._ledger, definition_id, now=now, grace=self._grace)
        if report:
            log.info("report_made", report_id=report.id, definition_id=definition_id)

    def _after_run(self, event: JobExecutionEvent) -> None:
        for watch in self._watches:
            watch.after_run(event.job_id)

    def guard(self, job: str, subject_id: str | None, work: Callable[[], None]) -> None:
        """Run a job; this is the one place that catches whatever it raises."""
        try:
            work()
        except Exception as error:
            text = _told(error)
            # Not exc_info: the whole message may hold words of an article, so that only its place is logged beside it.
            frames = "".join(traceback.format_tb(error.__traceback__))
            log.error("job_failed", job=job, subject_id=subject_id, error=text, frames=frames)
            self._record(job, subject_id, text)

    def _record(self, job: str, subject_id: str | None, text: str) -> None:
        steps = Steps(SCHEDULER, self.clock())
        failure = JobFailure(
            id=new_id(),
            job=job,
            subject_id=subject_id,
            error=text,
            recorded_at=steps.now,
        )
        try:
            self._ledger.commit(Change(steps=(steps.added(failure, "job.failed"),)))
        except StorageError as unrecorded:
            # The log has it; the ledger cannot take it, which may be what made the job fail.
            log.error("job_failure_not_recorded", job=job, error=_told(unrecorded))


def _told(error: Exception) -> str:
    """The error's type and the beginning of its message, which may be as long as an article."""
    return f"{type(error).__name__}: {str(error)[:FAILURE_LENGTH_MAX]}"


class _Watch:
    """Runs one kind of work whenever the ledger says that its time has come.

    One wake-up stands at the earliest time in the ledger, and is set again after every run and when an earlier time
    arrives; beside it the work is done every SWEEP_EVERY_S seconds.
    """

    def __init__(
        self,
        name: str,
        owner: Scheduler,
        work: Callable[[datetime], None],
        earliest: Callable[..., datetime | None],
    ) -> None:
        self._name = name
        self._wake = f"wake {name}"
        self._owner = owner
        self._work = work
        self._earliest = earliest
        self._running = threading.Lock()
        self._arming = threading.Lock()
        self._asked: datetime | None = None
        self._ran_at: datetime | None = None
        self._started = False
        self.armed: datetime | None = None

    def start(self) -> None:
        self._started = True
        self._owner.scheduler.add_job(self.run, "interval", seconds=SWEEP_EVERY_S, id=self._name)
        self._arm()

    def stop(self) -> None:
        with self._arming:
            self._started = False
            self.armed = None

    def wake_at(self, instant: datetime) -> None:
        with self._arming:
            # A run under way may have read the ledger before what is asked for was there: it is asked again after it.
            self._asked = min(instant, self._asked or instant)
            if self._started and (self.armed is None or instant < self.armed):
                self._set(instant)

    def run(self) -> None:
        with self._running:
            with self._arming:
                self._asked = None
            now = self._ran_at = self._owner.clock()
            self._owner.guard(self._name, None, partial(self._work, now))

    def after_run(self, job_id: str) -> None:
        if job_id not in {self._wake, self._name}:
            return
        if job_id == self._wake:
            with self._arming:
                self.armed = None
        self._owner.guard("arm", None, self._arm)

    def _arm(self) -> None:
        """Set the wake-up to the earliest time in the ledger that no run has seen; without one, the sweep is enough."""
        # What the last run should have done and is still there has failed: the sweep tries it again, a wake-up would
        # try it without end. What came due since then still lies ahead of that run.
        ahead = [instant for instant in (self._asked, self._earliest(after=self._ran_at)) if instant]
        if ahead:
            self.wake_at(min(ahead))

    def _set(self, instant: datetime) -> None:
        delay = instant - self._owner.clock()
        delay = max(timedelta(0), min(delay, timedelta(seconds=SWEEP_EVERY_S)))
        # APScheduler goes by the machine's clock, so it is given what is left until then.
        run_at = datetime.now(UTC) + delay
        # A one-shot job is removed when it has run; should the scheduler be stopped in that moment, the removal fails
        # and ends its thread with a traceback. A repeating one stays, and is set again after its run anyway.
        self._owner.scheduler.add_job(
            self.run, "interval", seconds=SWEEP_EVERY_S, next_run_time=run_at, id=self._wake, replace_existing=True
        )
        self.armed = self._owner.clock() + delay

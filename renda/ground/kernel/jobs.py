"""Background jobs: tries again, takes over what a killed worker left, keeps the hours. No server but the database.

A job is a module-level function in an app's `tasks.py`. Enqueued inside a transaction, it exists if that commits.
It runs at least once: a worker killed after the work and before noting so leaves it to be run again, so every job
looks at the row first and does nothing if the work is done. Arguments are JSON: keys as text, never personal values.

    @job                                  @every(minutes=30)             @daily(hour=1)
    def make_paper(pk: str) -> None: …    def take_due() -> None: …      def seal() -> None: …
    make_paper.enqueue(str(paper.pk))
"""

import logging
import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from traceback import format_exception
from typing import Any, overload
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import DatabaseError, InterfaceError, close_old_connections, connection
from django.db.models import Min
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules, import_string
from django_tasks import task
from django_tasks.base import Task, TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from renda.ground.kernel import apart, clock
from renda.ground.kernel.errors import DomainError
from renda.ground.kernel.logs import without_values
from renda.ground.kernel.process import is_gone, process_name

logger = logging.getLogger(__name__)

# Files that are made by the hundred, papers and archives of them in the order of their orders: all else goes before.
LAST = -10
READY, RUNNING = TaskResultStatus.READY, TaskResultStatus.RUNNING
DONE, FAILED = TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED
DatabaseErrors = (DatabaseError, InterfaceError)
FIRST_WAIT = timedelta(seconds=10)
BEATS = "heartbeat"
BEAT_EVERY = timedelta(seconds=15)
LEASE = timedelta(seconds=90)
LOOK_EVERY = 1.0
TICK_EVERY = 5.0
KEEP_DONE = timedelta(days=2)
KEEP_FAILED = timedelta(days=60)

Job = Task[Any, Any]
Row = DBTaskResult[Any, Any]
Function = Callable[..., None]


@dataclass(frozen=True, slots=True)
class Patience:
    """How often a job is tried, and the wait before the second try; it doubles each time, to an hour at most."""

    tries: int = 6

    def wait(self, tried: int) -> timedelta:
        doubled: timedelta = FIRST_WAIT * 2 ** (tried - 1)
        return min(doubled, timedelta(hours=1)) * random.uniform(0.8, 1.2)  # noqa: S311


@dataclass(frozen=True, slots=True)
class Schedule:
    """A periodic job. `slot` names the stretch of time a moment lies in; whoever is first enqueues it."""

    job: Job
    period: timedelta = timedelta(days=1)
    hour: int | None = None

    def slot(self, moment: datetime) -> str:
        """Empty if nothing is due yet (a daily job before its hour)."""
        local = moment.astimezone(clock.COUNTY_TIME)
        if self.hour is None:
            return str(int(moment.timestamp() // self.period.total_seconds()))
        return local.date().isoformat() if local.hour >= self.hour else ""

    def key(self, slot: str) -> UUID:
        return uuid5(NAMESPACE_URL, f"renda:{self.job.module_path}:{slot}")


PATIENCE: dict[str, Patience] = {}
APART: set[str] = set()
SCHEDULES: dict[str, Schedule] = {}


@overload
def job(function: Function) -> Job: ...


@overload
def job(*, tries: int = 6, priority: int = 0, is_apart: bool = False) -> Callable[[Function], Job]: ...


def job(
    function: Function | None = None, *, tries: int = 6, priority: int = 0, is_apart: bool = False
) -> Job | Callable[[Function], Job]:
    """Make a function a job: `name.enqueue(…)` runs it in the worker.

    A DomainError is final (the row is not in the state the job was for), other errors are tried again. priority: of the jobs that are
    ready the highest runs first (-100 to 100), of equal ones the oldest. is_apart: the worker runs it in a process of its own, whose memory
    goes back when it ends (`apart.py`): for what loads models.
    """

    def declare(function: Function) -> Job:
        declared: Job = task(priority=priority)(function)
        PATIENCE[declared.module_path] = Patience(tries)
        APART.update([declared.module_path] if is_apart else [])
        return declared

    return declare(function) if function else declare


def every(*, minutes: int) -> Callable[[Function], Job]:
    """Run the function each time so many minutes begin; what was missed while no worker ran is not made up for."""
    return lambda function: _scheduled(job(tries=3)(function), period=timedelta(minutes=minutes))


def daily(*, hour: int, is_apart: bool = False) -> Callable[[Function], Job]:
    """Run the function once a county day, at `hour` or as soon after it as a worker runs."""
    return lambda function: _scheduled(job(is_apart=is_apart)(function), hour=hour)


def _scheduled(declared: Job, *, period: timedelta = timedelta(days=1), hour: int | None = None) -> Job:
    SCHEDULES[declared.module_path] = Schedule(declared, period, hour)
    return declared


def enqueue(path: str, *args: Any) -> None:
    """Enqueue a job by its path (`renda.ground.papers.tasks.make`): for services, which stand below their `tasks.py`."""
    import_string(path).enqueue(*args)


def tick(moment: datetime | None = None, known: dict[str, str] | None = None) -> int:
    """Enqueue what is due by the clock; returns how many this call enqueued. Any number of workers may call it.

    The key of the row is made from job and slot, so the database takes each slot once. `known` is the caller's note
    of the slots it need not try again. A job still waiting or running from an earlier slot is not enqueued on top.
    """
    load_declarations()
    now, known, count = moment or clock.now(), {} if known is None else known, 0
    for path, schedule in SCHEDULES.items():
        slot = schedule.slot(now)
        if not slot or known.get(path) == slot:
            continue
        if DBTaskResult.objects.filter(task_path=path, status__in=(READY, RUNNING)).exists():
            continue
        count += _enqueue_slot(schedule, slot)
        known[path] = slot
    return count


def load_declarations() -> None:
    """Read each app's `tasks.py`, where jobs and their hours stand."""
    autodiscover_modules("tasks")


def _enqueue_slot(schedule: Schedule, slot: str) -> int:
    row = _row(schedule.key(slot), schedule.job.module_path)
    if DBTaskResult.objects.filter(pk=row.pk).exists():
        return 0
    DBTaskResult.objects.bulk_create([row], ignore_conflicts=True)
    return 1


def _row(key: UUID, path: str, **fields: Any) -> Row:
    given = {
        "args_kwargs": {"args": [], "kwargs": {}},
        "backend_name": "default",
        "run_after": get_date_max(),
        **fields,
    }
    return DBTaskResult(id=key, task_path=path, **given)


def run_worker(
    stop: threading.Event, name: str | None = None, *, is_spent: Callable[[float], bool] | None = None
) -> None:
    """Run jobs until `stop` is set, finishing the one in hand. Outlives a database that goes away for a while.

    is_spent: asked while there is nothing to do, with the seconds since the last job; the worker ends if it says so.
    """
    worker = name or process_name()
    load_declarations()
    known: dict[str, str] = {}
    next_tick, worked_at = 0.0, time.monotonic()
    with _beating(worker):
        while not stop.is_set():
            try:
                close_old_connections()
                if time.monotonic() >= next_tick:
                    next_tick = time.monotonic() + TICK_EVERY
                    keep_house(worker, known)
                if run_one(worker, run=_run_where_declared):
                    worked_at = time.monotonic()
                elif is_spent and is_spent(time.monotonic() - worked_at):
                    break
                else:
                    stop.wait(LOOK_EVERY)
            except DatabaseErrors:
                logger.warning("the database does not answer; trying again", exc_info=True)
                connection.close()
                stop.wait(TICK_EVERY)
    forget_worker(worker)
    connection.close()


def keep_house(worker: str, known: dict[str, str]) -> None:
    """What a worker does between jobs: take over, keep the hours, throw old results away."""
    reap(worker)
    if tick(known=known):
        prune()


def run_one(worker: str, *, run: Callable[[Row], None] | None = None) -> bool:
    """Claim and run the next ready job; False if there is none. Of several workers one wins each row."""
    row = DBTaskResult.objects.ready().first()
    if row is None:
        return False
    started = timezone.now()
    claim = {"status": RUNNING, "started_at": started, "worker_ids": [*row.worker_ids, worker]}
    if DBTaskResult.objects.filter(pk=row.pk, status=READY).update(**claim):
        row.started_at, row.worker_ids = started, claim["worker_ids"]
        (run or run_here)(row)
    return True


def run_pending(most: int = 10_000) -> int:
    """Run everything that is ready, here and now: for loads, commands and tests. Returns how many jobs ran."""
    worker, count = process_name(), 0
    while count < most and run_one(worker):
        count += 1
    return count


def _run_where_declared(row: Row) -> None:
    if row.task_path not in APART:
        run_here(row)
    elif code := apart.run(row.pk):
        _try_again(row, RuntimeError(f"its process ended with {code}"))


def run_here(row: Row) -> None:
    """Run a claimed job in this process and note how it ended."""
    begun = time.monotonic()
    try:
        row.task.call(*row.args_kwargs["args"], **row.args_kwargs["kwargs"])
    except DomainError as refusal:
        _give_up(row, refusal)
    except Exception as error:  # noqa: BLE001  whatever a job raises is noted on its row and tried again
        _try_again(row, error)
    else:
        _move(row, status=DONE, finished_at=timezone.now(), exception_class_path="", traceback="")
        logger.info("job %s done in %.2f s", row.task_path, time.monotonic() - begun)


def _try_again(row: Row, error: Exception) -> None:
    patience = PATIENCE.get(row.task_path, Patience())
    if len(row.worker_ids) >= patience.tries:
        _give_up(row, error)
        return
    wait = patience.wait(len(row.worker_ids))
    logger.warning("job %s failed, again in %.0f s", row.task_path, wait.total_seconds(), exc_info=error)
    _move(row, status=READY, run_after=timezone.now() + wait, **_trouble(error))


def _give_up(row: Row, error: Exception) -> None:
    logger.error("job %s (%s) failed for good", row.task_path, row.pk, exc_info=error)
    _move(row, status=FAILED, finished_at=timezone.now(), **_trouble(error))


def _trouble(error: Exception) -> dict[str, str]:
    kind = type(error)
    return {
        "exception_class_path": f"{kind.__module__}.{kind.__qualname__}",
        "traceback": without_values("".join(format_exception(error))),
    }


def _move(row: Row, **fields: Any) -> None:
    """Note the end of this run, unless the row was taken over meanwhile."""
    DBTaskResult.objects.filter(pk=row.pk, status=RUNNING, started_at=row.started_at).update(**fields)


def reap(own: str = "") -> int:
    """Give back the jobs of dead workers: at once on this machine, after the lease on another. Returns how many.

    `own`: the caller's name. It has no job in hand while it looks, so a row in its name was lost to a database error.
    """
    count = 0
    for row in DBTaskResult.objects.running().exclude(queue_name=BEATS):
        if not _is_abandoned(row, own):
            continue
        count += 1
        logger.warning("job %s (%s) was left by a dead worker", row.task_path, row.pk)
        if len(row.worker_ids) >= PATIENCE.get(row.task_path, Patience()).tries:
            _give_up(row, RuntimeError("its worker died each time"))
        else:
            _move(row, status=READY, run_after=timezone.now())
    return count


def _is_abandoned(row: Row, own: str) -> bool:
    worker = row.worker_ids[-1] if row.worker_ids else ""
    gone = worker == own or is_gone(worker)
    if gone is not None:
        return gone
    oldest = timezone.now() - LEASE
    is_old = row.started_at is not None and row.started_at < oldest
    return is_old and not _beats().filter(pk=_beat_key(worker), finished_at__gte=oldest).exists()


@contextmanager
def _beating(worker: str) -> Iterator[None]:
    """Show from a thread of its own that the worker lives, however long its job takes."""
    over = threading.Event()

    def beat_on() -> None:
        while not over.wait(BEAT_EVERY.total_seconds()):
            try:
                beat(worker)
            except DatabaseErrors:
                logger.warning("could not note a heartbeat", exc_info=True)
            finally:
                connection.close()

    try:
        beat(worker)
    except DatabaseErrors:
        logger.warning("could not note the first heartbeat", exc_info=True)
    thread = threading.Thread(target=beat_on, name="heartbeat", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join(timeout=5)


def beat(worker: str) -> None:
    """Note in the worker's own row that it lives now."""
    moment = timezone.now()
    if not _beats().filter(pk=_beat_key(worker)).update(finished_at=moment):
        fields = {"queue_name": BEATS, "status": DONE, "finished_at": moment, "worker_ids": [worker]}
        DBTaskResult.objects.bulk_create([_row(_beat_key(worker), f"{__name__}.beat", **fields)], ignore_conflicts=True)


def forget_worker(worker: str) -> None:
    """A worker that stops in good order leaves no heartbeat behind."""
    _beats().filter(pk=_beat_key(worker)).delete()


def is_alive() -> bool:
    """Whether any worker showed itself within its lease (for /readyz)."""
    return bool(_beats().filter(finished_at__gte=timezone.now() - LEASE).exists())


def lag() -> timedelta:
    """How long the job that has waited longest could have run by now; zero if none waits."""
    ready = DBTaskResult.objects.ready().order_by()
    first = ready.filter(run_after=get_date_max()).aggregate(at=Min("enqueued_at"))["at"]
    second = ready.exclude(run_after=get_date_max()).aggregate(at=Min("run_after"))["at"]
    now = timezone.now()
    return max((now - moment for moment in (first, second) if moment), default=timedelta())


def failures() -> int:
    """How many jobs failed for good and are still on record."""
    return DBTaskResult.objects.failed().count()


def run_again(key: UUID) -> bool:
    """Give a job that failed for good another round of tries; False if there is none such."""
    fresh = {"status": READY, "run_after": get_date_max(), "worker_ids": [], "finished_at": None}
    return bool(DBTaskResult.objects.filter(pk=key, status=FAILED).update(**fresh))


def prune() -> int:
    """Delete results that nobody needs any more, and the heartbeats of workers long gone."""
    now = timezone.now()
    done, _ = DBTaskResult.objects.filter(status=DONE, finished_at__lt=now - KEEP_DONE).delete()
    failed, _ = DBTaskResult.objects.filter(status=FAILED, finished_at__lt=now - KEEP_FAILED).delete()
    return done + failed


def _beats() -> Any:
    return DBTaskResult.objects.filter(queue_name=BEATS)


def _beat_key(worker: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"renda:worker:{worker}")

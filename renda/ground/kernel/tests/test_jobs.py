import os
import signal
import threading
import time
from datetime import datetime, timedelta

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from renda.ground.kernel import clock, jobs
from renda.ground.kernel.process import is_gone, process_name
from renda.ground.kernel.tests import jobs_to_try as trial


@pytest.fixture
def path(tmp_path):
    return str(tmp_path / "lines")


@pytest.fixture
def only(monkeypatch):
    """Let the given schedules be all there are."""

    def keep(**schedules):
        monkeypatch.setattr(jobs, "SCHEDULES", {s.job.module_path: s for s in schedules.values()})
        monkeypatch.setattr(jobs, "load_declarations", lambda: None)

    keep()
    return keep


def soon_due():
    """Let what waits for another try wait no longer."""
    DBTaskResult.objects.filter(status="READY").update(run_after=timezone.now())


def fork_worker(name=None):
    connections.close_all()
    pid = os.fork()
    if pid == 0:
        try:
            jobs.run_worker(threading.Event(), name)
        finally:
            os._exit(1)
    return pid


def kill(pid):
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)


def wait_for(condition, seconds=15):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return False


def test_a_job_runs_once_with_its_arguments(db, path):
    trial.write_line.enqueue(path, word="one")
    assert jobs.run_pending() == 1
    assert jobs.run_pending() == 0
    assert trial.lines_of(path) == ["one"]
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"


def test_what_may_wait_runs_behind_what_came_later(db, path):
    trial.write_last.enqueue(path, "paper")
    trial.write_last.enqueue(path, "second-paper")
    trial.write_line.enqueue(path, "notice")
    jobs.run_pending()
    assert trial.lines_of(path) == ["notice", "paper", "second-paper"]


def test_a_job_of_a_transaction_that_failed_does_not_exist(db, path):
    with transaction.atomic():
        trial.write_line.enqueue(path, "one")
        transaction.set_rollback(True)
    assert jobs.run_pending() == 0


def test_a_failing_job_is_tried_again_after_a_wait_that_grows(db, path):
    trial.fail_twice.enqueue(path)
    waits = []
    for _ in range(2):
        jobs.run_pending()
        row = DBTaskResult.objects.get()
        assert row.status == "READY"
        waits.append(row.run_after - timezone.now())
        soon_due()
    jobs.run_pending()
    assert timedelta(seconds=5) < waits[0] < waits[1]
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"
    assert trial.lines_of(path) == ["tried"] * 3


def test_a_job_that_fails_each_time_is_put_aside_and_can_be_run_again(db, path):
    trial.fail_always.enqueue(path)
    for _ in range(5):
        jobs.run_pending()
        soon_due()
    assert trial.lines_of(path) == ["tried"] * 2
    assert jobs.failures() == 1
    assert "ConnectionError" in DBTaskResult.objects.get().traceback
    assert jobs.run_again(DBTaskResult.objects.get().pk)
    assert not jobs.run_again(DBTaskResult.objects.get().pk)
    jobs.run_pending()
    assert trial.lines_of(path) == ["tried"] * 3


def test_a_refusal_is_final(db, path):
    trial.refuse.enqueue(path)
    jobs.run_pending()
    soon_due()
    jobs.run_pending()
    assert trial.lines_of(path) == ["tried"]
    assert jobs.failures() == 1


def test_a_job_whose_code_is_gone_fails_without_stopping_the_worker(db, path):
    trial.write_line.enqueue(path, "lost")
    DBTaskResult.objects.update(task_path="renda.ground.kernel.tests.gone.job")
    trial.write_line.enqueue(path, "kept")
    jobs.run_pending()
    assert trial.lines_of(path) == ["kept"]


def test_the_oldest_waiting_job_gives_the_lag(db, path):
    assert jobs.lag() == timedelta()
    trial.write_line.enqueue(path, "one")
    DBTaskResult.objects.update(enqueued_at=timezone.now() - timedelta(minutes=7))
    assert timedelta(minutes=6) < jobs.lag() < timedelta(minutes=8)


def test_old_results_are_thrown_away_and_failures_kept_longer(db, path):
    trial.write_line.enqueue(path, "one")
    trial.refuse.enqueue(path)
    jobs.run_pending()
    DBTaskResult.objects.update(finished_at=timezone.now() - timedelta(days=5))
    assert jobs.prune() == 1
    DBTaskResult.objects.update(finished_at=timezone.now() - timedelta(days=100))
    assert jobs.prune() == 1


def test_a_periodic_job_is_enqueued_once_for_each_stretch_of_time(db, only):
    only(a=jobs.Schedule(trial.write_line, timedelta(minutes=30)))
    morning = datetime(2026, 11, 30, 9, 1, tzinfo=clock.COUNTY_TIME)
    assert jobs.tick(morning) == 1
    DBTaskResult.objects.update(status="SUCCESSFUL")
    assert jobs.tick(morning) == 0
    assert jobs.tick(morning + timedelta(minutes=28)) == 0
    assert jobs.tick(morning + timedelta(minutes=30)) == 1


def test_a_daily_job_waits_for_its_hour_in_county_time(db, only):
    only(a=jobs.Schedule(trial.write_line, hour=1))
    midnight = datetime(2026, 11, 30, 0, 10, tzinfo=clock.COUNTY_TIME)
    assert jobs.tick(midnight) == 0
    assert jobs.tick(midnight + timedelta(hours=1)) == 1
    DBTaskResult.objects.update(status="SUCCESSFUL")
    assert jobs.tick(midnight + timedelta(hours=20)) == 0
    assert jobs.tick(midnight + timedelta(hours=25)) == 1


def test_a_periodic_job_is_not_piled_upon_itself(db, only):
    only(a=jobs.Schedule(trial.write_line, timedelta(minutes=5)))
    morning = datetime(2026, 11, 30, 9, tzinfo=clock.COUNTY_TIME)
    assert jobs.tick(morning) == 1
    assert jobs.tick(morning + timedelta(hours=3)) == 0
    DBTaskResult.objects.update(status="FAILED")
    assert jobs.tick(morning + timedelta(hours=3)) == 1


def test_every_and_daily_declare_a_job_with_its_hours(monkeypatch):
    monkeypatch.setattr(jobs, "SCHEDULES", {})
    twice = jobs.every(minutes=30)(trial.leave_line)
    assert jobs.SCHEDULES[twice.module_path].period == timedelta(minutes=30)
    nightly = jobs.daily(hour=2)(trial.leave_line)
    assert jobs.SCHEDULES[nightly.module_path].hour == 2


def test_many_workers_ticking_at_once_enqueue_a_slot_once(copied_db, only):
    only(a=jobs.Schedule(trial.write_line, hour=0), b=jobs.Schedule(trial.fail_always, timedelta(minutes=5)))
    moment = datetime(2026, 11, 30, 9, tzinfo=clock.COUNTY_TIME)
    together = threading.Barrier(6)

    def tick():
        together.wait()
        jobs.tick(moment)
        connections.close_all()

    threads = [threading.Thread(target=tick) for _ in range(6)]
    [t.start() for t in threads]
    [t.join() for t in threads]
    assert DBTaskResult.objects.count() == 2


def test_two_workers_run_each_job_once(copied_db, only, path):
    for number in range(40):
        trial.write_line.enqueue(path, str(number))
    workers = [fork_worker(), fork_worker()]
    try:
        assert wait_for(lambda: len(trial.lines_of(path)) >= 40)
        time.sleep(0.3)
    finally:
        [kill(pid) for pid in workers]
    assert sorted(trial.lines_of(path), key=int) == [str(number) for number in range(40)]


def test_the_job_of_a_killed_worker_is_finished_by_the_next(copied_db, only, path):
    trial.hang_once.enqueue(path)
    first = fork_worker()
    assert wait_for(lambda: trial.lines_of(path) == ["begun"])
    kill(first)
    connections.close_all()
    assert DBTaskResult.objects.get(queue_name="default").status == "RUNNING"
    second = fork_worker()
    try:
        assert wait_for(lambda: trial.lines_of(path) == ["begun", "begun", "finished"])
        assert wait_for(lambda: DBTaskResult.objects.get(queue_name="default").status == "SUCCESSFUL")
    finally:
        kill(second)


def test_a_job_that_kills_its_worker_each_time_is_put_aside(copied_db, only, path):
    trial.hang_always.enqueue(path)
    for tries in (1, 2):
        worker = fork_worker()
        assert wait_for(lambda tries=tries: trial.lines_of(path) == ["begun"] * tries)
        kill(worker)
    connections.close_all()
    assert jobs.reap() == 1
    assert jobs.failures() == 1


def test_a_job_on_another_machine_is_left_alone_while_its_worker_shows_itself(db, path):
    trial.write_line.enqueue(path, "one")
    long_ago = timezone.now() - timedelta(minutes=10)
    DBTaskResult.objects.update(status="RUNNING", started_at=long_ago, worker_ids=["elsewhere:7:1:aa"])
    jobs.beat("elsewhere:7:1:aa")
    assert jobs.reap() == 0
    DBTaskResult.objects.filter(queue_name="heartbeat").update(finished_at=long_ago)
    assert jobs.reap() == 1
    assert jobs.run_pending() == 1


def test_a_worker_taken_for_dead_does_not_overwrite_the_one_that_took_over(db, path):
    trial.write_line.enqueue(path, "one")
    row = DBTaskResult.objects.get()
    DBTaskResult.objects.update(status="RUNNING", started_at=timezone.now(), worker_ids=["other"])
    row.started_at = timezone.now() - timedelta(minutes=5)
    jobs._move(row, status="FAILED")
    assert DBTaskResult.objects.get().status == "RUNNING"


def test_a_worker_shows_that_it_lives_and_takes_its_leave(copied_db, only):
    assert not jobs.is_alive()
    stop = threading.Event()
    worker = threading.Thread(target=jobs.run_worker, args=(stop,))
    worker.start()
    assert wait_for(jobs.is_alive)
    stop.set()
    worker.join(10)
    assert not worker.is_alive()
    assert not jobs.is_alive()


def test_a_spent_worker_ends_only_when_nothing_is_left_to_do(copied_db, only, tmp_path):
    path = str(tmp_path / "lines")
    trial.write_line.enqueue(path, "one")
    asked = []
    jobs.run_worker(threading.Event(), is_spent=lambda seconds: not asked.append(seconds))
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"
    assert len(asked) == 1


@pytest.fixture
def seen_by_others(copied_db, monkeypatch):
    """Let a process that is started find the same database."""
    known = connection.settings_dict
    server = f"postgresql://{known['USER']}@{known['HOST']}:{known['PORT']}/"
    address = f"{server}{known['NAME']}" if connection.vendor == "postgresql" else f"sqlite:///{known['NAME']}"
    monkeypatch.setenv("DATABASE_URL", address)


def test_a_job_apart_runs_in_a_process_of_its_own(seen_by_others, only, path):
    trial.name_process.enqueue(path)
    jobs.run_worker(threading.Event(), is_spent=lambda _: True)
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"
    (pid,) = trial.lines_of(path)
    assert int(pid) != os.getpid()


def test_a_job_apart_that_is_killed_is_tried_again_and_the_worker_lives(seen_by_others, only, path):
    trial.take_too_much.enqueue(path)
    trial.write_line.enqueue(path, "next")
    jobs.run_worker(threading.Event(), is_spent=lambda _: True)
    row = DBTaskResult.objects.get(task_path=trial.take_too_much.module_path)
    assert trial.lines_of(path) == ["begun", "next"]
    assert (row.status, row.exception_class_path) == ("READY", "builtins.RuntimeError") and "-9" in row.traceback


def test_a_process_is_known_by_its_name_while_it_lives():
    name = process_name()
    machine, pid, started, _ = name.split(":")
    assert is_gone(name) is False
    assert is_gone(f"{machine}:{pid}:1:aa") is True
    assert is_gone("elsewhere:1:1:aa") is None
    assert started.isdigit()

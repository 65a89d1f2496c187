"""An embedded PostgreSQL comes with the first who needs it, goes with the last, and comes back when it is killed."""

import contextlib
import itertools
import os
import signal
import subprocess
import sys
import threading

import psycopg2
import pytest

from clinic.database.cluster import CLINIC, TESTS, Cluster
from tests.clinic.database.clients import (
    LEAVES_A_CHILD,
    NEEDS_IT,
    answer,
    end,
    environment,
    manage,
    started,
    state_folder,
    until,
    watchdog,
)
from tests.house.repository import ROOT

CASE = ROOT / "tests" / "planner" / "cases" / "icepick-and-rolling.json"
WRITE = "CREATE TABLE kept (word text); INSERT INTO kept VALUES ('here')"
READ = "SELECT word FROM kept"


def test_first_connection_of_django_starts_it(state):
    migrated = manage(state, "migrate", "contenttypes", "-v", "0")

    assert migrated.returncode == 0, migrated.stderr
    assert Cluster(TESTS, state).process()


@pytest.mark.parametrize("arguments", [("--help",), ("check",), ("migrate", "--help"), ("propose", "--pack", CASE)])
def test_what_needs_no_database_starts_none(state, arguments):
    done = manage(state, *arguments)

    assert done.returncode == 0, done.stderr
    assert not state.exists()


def test_second_start_keeps_the_data(state):
    with started(state) as first:
        answer(state, WRITE)
    until(lambda: Cluster(TESTS, state).process() is None)

    with started(state) as second:
        assert second.server != first.server
        assert answer(state, READ) == ("here",)


def test_two_who_come_first_share_one_server(state):
    command = [sys.executable, "-c", NEEDS_IT]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    processes = [subprocess.Popen(command, cwd=ROOT, env=environment(state), **pipes) for _ in range(3)]

    servers = {process.stdout.readline() for process in processes}
    for process in processes:
        process.communicate()

    assert len(servers) == 1


@pytest.mark.parametrize("rounds", [1, pytest.param(50, marks=pytest.mark.soak)])
def test_killed_server_comes_back_with_every_acknowledged_write(state, rounds):
    with started(state, CLINIC):
        answer(state, "CREATE TABLE kept (number int)", name=CLINIC)
        acknowledged = []
        for _ in range(rounds):
            acknowledged += written_until_killed(state, first=len(acknowledged) + 1)
            until(Cluster(CLINIC, state).is_ready)

        (kept,) = answer(state, "SELECT array_agg(number) FROM kept", name=CLINIC)
        assert set(acknowledged) <= set(kept)


def written_until_killed(state, first):
    """Write number after number while the server is killed; those it said it had committed."""
    server = Cluster(CLINIC, state).process()
    threading.Timer(0.3, os.kill, (server, signal.SIGKILL)).start()
    acknowledged = []
    with contextlib.suppress(psycopg2.Error):
        for number in itertools.count(first):
            answer(state, f"INSERT INTO kept VALUES ({number})", name=CLINIC)
            acknowledged.append(number)
    until(lambda: Cluster(CLINIC, state).process() != server)
    assert acknowledged
    return acknowledged


def test_next_connection_need_not_wait_for_the_watchdog(state):
    """The watchdog looks now and then; who connects at once starts the server itself."""
    with started(state) as first:
        os.kill(first.server, signal.SIGKILL)

        with started(state) as second:
            assert second.server != first.server
            assert answer(state, "SELECT 1") == (1,)


def test_server_goes_when_the_last_process_was_killed(state):
    with started(state) as first, started(state) as second:
        first.kill()
        first.wait()
        with pytest.raises(AssertionError):
            until(lambda: Cluster(TESTS, state).process() is None, seconds=4)
        second.kill()

        until(lambda: Cluster(TESTS, state).process() is None)


def test_child_keeps_the_server_its_parent_started(state):
    with started(state, program=LEAVES_A_CHILD) as parent:
        parent.wait()

        with pytest.raises(AssertionError):
            until(lambda: Cluster(TESTS, state).process() is None, seconds=4)


def test_killed_watchdog_is_replaced_at_the_next_connection(state):
    with started(state):
        os.kill(watchdog(Cluster(TESTS, state)), signal.SIGKILL)
        until(lambda: watchdog(Cluster(TESTS, state)) is None)

        with started(state):
            assert watchdog(Cluster(TESTS, state))


def test_number_of_a_stranger_does_not_stop_the_start(state):
    """After a restart of the machine the number in the server's file may be another program's."""
    with started(state):
        answer(state, WRITE)
    end(state)
    Cluster(TESTS, state).data.joinpath("postmaster.pid").write_text(f"{os.getpid()}\n")

    with started(state):
        assert answer(state, READ) == ("here",)


def test_half_made_cluster_is_made_anew(state):
    with started(state):
        pass
    end(state)
    Cluster(TESTS, state).data.rename(state / "tests" / "unfinished")

    with started(state):
        assert answer(state, "SELECT 1") == (1,)


def test_two_state_folders_do_not_share(state):
    with state_folder() as other, started(state), started(other):
        answer(state, WRITE)

        with pytest.raises(psycopg2.errors.UndefinedTable):
            answer(other, READ)


def test_clinic_keeps_and_tests_hurry(state):
    with started(state, CLINIC), started(state, TESTS):
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            assert answer(state, f"SHOW {setting}", name=CLINIC) == ("on",)
            assert answer(state, f"SHOW {setting}", name=TESTS) == ("off",)

"""manage.py run opens the demonstration clinic, and everything ends with it."""

import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from contextlib import contextmanager

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from clinic.database.cluster import CLINIC, Cluster
from clinic.management.commands import run as command
from tests.clinic.database.clients import answer, environment, manage, state_folder, until
from tests.house.repository import ROOT


@pytest.fixture
def state():
    with state_folder() as folder:
        yield folder


@pytest.fixture
def port():
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return tried.getsockname()[1]


@contextmanager
def running(state, port):
    """The running command, as soon as it answers; killed at the end if it still runs."""
    command = [sys.executable, "manage.py", "run", "--empty"]
    more = {"PORT": str(port), "HOST": "127.0.0.1"}
    with subprocess.Popen(
        command, cwd=ROOT, env=environment(state, CLINIC) | more, stdout=subprocess.PIPE, text=True
    ) as run:
        try:
            until(lambda: run.poll() is not None or answers(port), seconds=150)
            assert run.poll() is None
            yield run
        finally:
            run.kill()


def answers(port):
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5).close()
    except urllib.error.HTTPError as error:
        error.close()
        return True
    except OSError:
        return False
    return True


def test_killed_clinic_opens_again_with_its_data_and_ends_as_one(state, port):
    with running(state, port) as run:
        answer(state, "CREATE TABLE kept (word text); INSERT INTO kept VALUES ('here')", name=CLINIC)
        os.kill(Cluster(CLINIC, state).process(), signal.SIGKILL)
        run.kill()
    until(lambda: not answers(port))  # the workers of the killed server notice and go: what answers next is the new one

    with running(state, port) as run:
        assert answer(state, "SELECT word FROM kept", name=CLINIC) == ("here",)
        run.send_signal(signal.SIGINT)
        said, _ = run.communicate(timeout=30)

    assert f"http://127.0.0.1:{port}/" in said
    assert run.returncode == 0
    assert not answers(port)
    until(lambda: Cluster(CLINIC, state).process() is None)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"CICATRIX_MODE": "clinic"}, "set CICATRIX_MODE=demo"),
        ({"PORT": "eighty"}, "PORT is 'eighty'; allowed: 1 to 65535."),
        ({"PORT": "70000"}, "PORT is '70000'; allowed: 1 to 65535."),
    ],
)
def test_what_cannot_work_is_refused_before_anything_starts(state, given, words):
    refused = manage(state, "run", **given)

    assert refused.returncode == 1
    assert words in refused.stderr
    assert not state.exists()


def test_port_that_stays_taken_is_named(monkeypatch, settings):
    settings.DEMO = True
    monkeypatch.setattr(command, "SECONDS_TO_LEAVE", 0)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        monkeypatch.setenv("PORT", str(port))

        with pytest.raises(
            CommandError, match=f"Port {port} of 127.0.0.1 is taken. Choose another: PORT={port + 1} make run"
        ):
            call_command("run")

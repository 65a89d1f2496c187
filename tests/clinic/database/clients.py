"""Processes that need an embedded PostgreSQL, in a state folder of their own, and how to look at it from outside."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg2

from clinic.database import roles
from clinic.database.cluster import CLINIC, TESTS, Cluster
from tests.house.repository import ROOT

NEEDS_IT = """
import sys
from clinic.database import access
print(access.opened().process(), flush=True)
sys.stdin.read()
"""
LEAVES_A_CHILD = """
import os, sys, time
from clinic.database import access
print(access.opened().process(), flush=True)
if os.fork():
    os._exit(0)
sys.stdin.read()
"""


@contextmanager
def state_folder():
    """A new folder, which whoever runs the server may reach; in the end nothing runs there and nothing is left of it."""
    above = Path(tempfile.mkdtemp(prefix="cicatrix-"))
    above.chmod(0o755)
    try:
        yield above / "state"
    finally:
        end(above / "state")
        shutil.rmtree(above)


def environment(state, name=TESTS):
    kept = {key: value for key, value in os.environ.items() if key not in ("DATABASE_URL", "DATABASE_OWNER_URL")}
    return kept | {"CICATRIX_STATE": str(state), "CICATRIX_CLUSTER": name, "CICATRIX_MODE": "demo"}


def end(state):
    """End watchdogs and servers at once, without the watchdog's grace."""
    for cluster in (Cluster(name, state) for name in (CLINIC, TESTS)):
        for process, sign in ((watchdog(cluster), signal.SIGKILL), (cluster.process(), signal.SIGINT)):
            if process:
                os.kill(process, sign)
        until(lambda: not cluster.process())  # noqa: B023


def watchdog(cluster):
    """The process id of the watchdog, by its command line."""
    words = f"clinic.database.watchdog {cluster.name} {cluster.state}$"
    listed = subprocess.run(["pgrep", "-f", words], capture_output=True, text=True).stdout.split()
    return int(listed[0]) if listed else None


@contextmanager
def started(state, name=TESTS, program=NEEDS_IT):
    """A process that needs the cluster, asked to end at the end of the block; `server` is the server it found."""
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [sys.executable, "-c", program], cwd=ROOT, env=environment(state, name), stdin=pipe, stdout=pipe, text=True
    ) as process:
        process.server = int(process.stdout.readline())
        yield process


def manage(state, *arguments, **more):
    """The finished manage.py with `arguments`."""
    command = [sys.executable, "manage.py", *map(str, arguments)]
    return subprocess.run(
        command, cwd=ROOT, env=environment(state) | more, capture_output=True, text=True, timeout=60, check=False
    )


def answer(state, statement, *, name=TESTS, user=roles.OWNER):
    """The first row that `statement` gives, committed; None where it gives none."""
    folder = Cluster(name, state).socket_folder
    connection = psycopg2.connect(host=str(folder), user=user, dbname=roles.DATABASE)
    with closing(connection), connection, connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone() if cursor.description else None


def until(holds, seconds=20):
    """Wait for it; a test that waits in vain fails."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, f"did not come to hold in {seconds} s"
        time.sleep(0.05)

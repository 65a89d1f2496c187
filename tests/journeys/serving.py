"""One real server for the journeys: a seeded database, copied from a template, and the web process in front of it."""

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2

from clinic.database import access, roles
from clinic.management.commands.run import THREADS, WORKERS
from tests.clinic.database.clients import until
from tests.conftest import is_running
from tests.house.repository import ROOT

SECRET_KEY = "for the journeys alone, and long enough to sign with"
OURS = "journeys_[0-9]+(_template)?"


@dataclass(frozen=True)
class Database:
    """One database by its name, and how its two roles connect to it."""

    name: str

    @property
    def app(self) -> str:
        return self._url("DATABASE_URL", roles.APP)

    @property
    def owner(self) -> str:
        return self._url("DATABASE_OWNER_URL", roles.OWNER)

    def _url(self, given: str, user: str) -> str:
        """Of the embedded server, or of the one that the environment names."""
        server = os.environ.get(given) or os.environ.get("DATABASE_URL")
        return urlsplit(server)._replace(path=f"/{self.name}").geturl() if server else access.url(user, self.name)

    def environment(self) -> dict[str, str]:
        more = {"CICATRIX_MODE": "demo", "SECRET_KEY": SECRET_KEY, "DJANGO_SETTINGS_MODULE": "clinic.settings"}
        return os.environ | more | {"DATABASE_URL": self.app, "DATABASE_OWNER_URL": self.owner}

    def answers(self, statement: str, *values) -> list[tuple]:
        """The rows of a statement, committed, as the owner of the tables."""
        with closing(psycopg2.connect(self.owner)) as connection:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute(statement, values)
                return cursor.fetchall() if cursor.description else []


@dataclass
class Server:
    """A running clinic: where it is, what it rests on, the examples of addresses that were seeded, and what it says."""

    url: str
    database: Database
    seeded: dict
    log: Path
    process: subprocess.Popen | None = None

    def path(self, name: str) -> str:
        """A seeded page by its name."""
        return self.seeded["pages"][name]

    def said(self) -> str:
        return self.log.read_text()


@contextmanager
def seeded_database():
    """A copy of a template that is migrated and filled; both are dropped in the end."""
    template, copy = (Database(f"journeys_{os.getpid()}{end}") for end in ("_template", ""))
    maintenance = Database(urlsplit(os.environ.get("DATABASE_URL", "")).path.strip("/") or roles.DATABASE)
    drop_abandoned(maintenance)
    try:
        maintenance.answers(f"CREATE DATABASE {template.name}")
        seeded = fill(template.environment())
        maintenance.answers(f"CREATE DATABASE {copy.name} TEMPLATE {template.name}")
        yield copy, seeded
    finally:
        for database in (copy, template):
            maintenance.answers(f"DROP DATABASE IF EXISTS {database.name} WITH (FORCE)")


def drop_abandoned(maintenance: Database) -> None:
    """Drop what runs that were killed have left."""
    for (name,) in maintenance.answers("SELECT datname FROM pg_database WHERE datname ~ %s", f"^{OURS}$"):
        if not is_running(int(name.split("_")[1])):
            maintenance.answers(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def fill(environment: dict[str, str]) -> dict:
    """Migrate, and seed a small clinic; what was seeded, by name."""
    finished([sys.executable, "manage.py", "migrate", "--verbosity=0", "--no-input"], environment)
    return json.loads(finished([sys.executable, "-m", "tests.journeys.seed"], environment))


def finished(command, environment) -> str:
    """What the command wrote; a failure tells what it complained of."""
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=180, check=False)
    assert done.returncode == 0, done.stderr[-4000:]
    return done.stdout


@contextmanager
def served(environment, log: Path, workers: int = WORKERS):
    """The web process on a free port, as soon as it answers: its address and its handle."""
    port = free_port()
    finished([sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity=0"], environment)
    command = [sys.executable, "-m", "gunicorn", "clinic.wsgi", "--bind", f"127.0.0.1:{port}", "--log-level", "warning"]
    with open(log, "wb") as out:
        process = subprocess.Popen(
            [*command, "--workers", str(workers), "--threads", str(THREADS)],
            cwd=ROOT,
            env=environment | {"PYTHONUNBUFFERED": "1"},
            stdout=out,
            stderr=out,
            start_new_session=True,
        )
    try:
        until(lambda: process.poll() is not None or is_answering(port), seconds=60)
        assert process.poll() is None, log.read_text()
        yield f"http://127.0.0.1:{port}", process
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)


def free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return tried.getsockname()[1]


def is_answering(port: int) -> bool:
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/account/sign-in/", timeout=5).close()
    except urllib.error.HTTPError as error:
        error.close()
    except OSError:
        return False
    return True

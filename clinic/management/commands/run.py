"""manage.py run: the demonstration clinic on this machine, in one process group that Ctrl-C ends."""

import os
import socket
import sys
import time

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connections

from clinic import demo
from clinic.demo.key import kept_key

WORKERS, THREADS = 2, 4
SECONDS_TO_FINISH = 2  # what a request may still take after Ctrl-C, and how long an idle connection is kept
SECONDS_TO_LEAVE = 10


class Command(BaseCommand):
    help = (
        "Open the demonstration clinic: database, tables, a believable clinic on first use, web server. Ctrl-C ends it."
    )
    requires_system_checks: list = []  # migrate checks

    def add_arguments(self, parser):
        parser.add_argument("--empty", action="store_true", help="leave an empty clinic empty")

    def handle(self, *, empty: bool, **options):
        host, port = os.environ.get("HOST") or "127.0.0.1", _port()
        self.refuse_what_cannot_work(host, port)
        began = time.monotonic()
        try:
            self.prepare(empty)
        except OperationalError as error:
            raise CommandError(str(error)) from None
        self.say_where(host, port, time.monotonic() - began)
        serve(host, port)

    def refuse_what_cannot_work(self, host: str, port: int):
        """Say before anything starts why it could not end well. Raises CommandError."""
        if not settings.DEMO:
            raise CommandError("run opens the demonstration: use `make run`, or set CICATRIX_MODE=demo.")
        if not (settings.BASE_DIR / "static" / "dist").is_dir():
            raise CommandError("The pages lack their style: run `make setup`, which builds static/dist/.")
        if not _is_free(host, port) and not self.becomes_free(host, port):
            raise CommandError(f"Port {port} of {host} is taken. Choose another: PORT={port + 1} make run")

    def becomes_free(self, host: str, port: int) -> bool:
        """Wait a moment: the workers of a server that was killed take that long to notice and go."""
        self.say(f"Port {port} is taken; waiting a moment for it…")
        deadline = time.monotonic() + SECONDS_TO_LEAVE
        while time.monotonic() < deadline:
            time.sleep(0.2)
            if _is_free(host, port):
                return True
        return False

    def prepare(self, empty: bool):
        """Bring tables, files and, on first use, the demonstration clinic up to date."""
        self.say("Preparing the database…")
        call_command("migrate", verbosity=0, interactive=False)
        call_command("collectstatic", verbosity=0, interactive=False)
        if not empty:
            self.fill()
        connections.close_all()

    def fill(self):
        """Fill an empty clinic with invented people, and say so: it takes a while."""
        if not get_user_model().objects.exists():
            self.say("Filling the clinic with invented people and patients, which takes a while…")
            demo.load()

    def say_where(self, host: str, port: int, seconds: float):
        self.say(f"Ready in {seconds:.1f} s: http://{host}:{port}/  (Ctrl-C ends it)")
        for role, email, password in demo.SIGN_INS:
            self.say(f"  {role:<16} {email:<44} {password}")

    def say(self, line: str):
        self.stdout.write(line)
        self.stdout.flush()


def serve(host: str, port: int):
    """Become the web server. The lock that keeps the database up is inherited; all workers sign with one key."""
    os.environ["SECRET_KEY"] = os.environ.get("SECRET_KEY") or kept_key()
    gunicorn = [sys.executable, "-m", "gunicorn", "clinic.wsgi", "--bind", f"{host}:{port}", "--log-level", "warning"]
    quick = ("--graceful-timeout", str(SECONDS_TO_FINISH), "--keep-alive", str(SECONDS_TO_FINISH))
    os.execv(sys.executable, [*gunicorn, *quick, "--workers", str(WORKERS), "--threads", str(THREADS)])


def _port() -> int:
    value = os.environ.get("PORT") or "8000"
    if not value.isdecimal() or not 0 < int(value) < 65536:
        raise CommandError(f"PORT is {value!r}; allowed: 1 to 65535.")
    return int(value)


def _is_free(host: str, port: int) -> bool:
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((host, port))
        except OSError:
            return False
    return True

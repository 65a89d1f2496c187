"""One embedded PostgreSQL: made on first use, started when it is needed, reached through a socket in a closed folder.

Every process that connects holds a shared lock; a watchdog stops the server when the last is gone. Whoever starts or
stops anything holds the gate alone, so that nobody connects to a server that is about to stop.
"""

import os
import shlex
import shutil
import subprocess
import time
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from clinic.database import binaries, places
from clinic.database.errors import ClusterError

CLINIC, TESTS = "clinic", "tests"
SECONDS_TO_START = 60

# Statements carry names and findings of patients: errors are logged without them.
ALWAYS = {
    "listen_addresses": "",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "jit": "off",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}
FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@dataclass(frozen=True)
class Cluster:
    """The cluster `name` (the clinic's keeps what was committed, the tests' is fast) below the folder `state`."""

    name: str
    state: Path

    @property
    def folder(self) -> Path:
        return self.state / self.name

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def socket_folder(self) -> Path:
        return self.folder / "socket"

    @property
    def gate(self) -> Path:
        return self.folder / "gate.lock"

    @property
    def clients(self) -> Path:
        return self.folder / "clients.lock"

    @property
    def watchdog(self) -> Path:
        return self.folder / "watchdog.lock"

    @cached_property
    def programs(self) -> Path:
        return binaries.runnable(self.state)

    def process(self) -> int | None:
        """The process id of the running postmaster, or None."""
        number = self._number()
        return number if number and self._is_ours(number) else None

    def is_ready(self) -> bool:
        """Whether the server runs and answers: it writes so into the eighth line of its file."""
        return self.process() is not None and (self._lines() + [""] * 8)[7].strip() == "ready"

    def _lines(self) -> list[str]:
        try:
            return (self.data / "postmaster.pid").read_text().splitlines()
        except OSError:
            return []

    def _number(self) -> int | None:
        """The process id that stands in the server's file, if there is such a process."""
        try:
            number = int(self._lines()[0])
            os.kill(number, 0)
        except (OSError, IndexError, ValueError):
            return None
        return number

    def _is_ours(self, number: int) -> bool:
        """Whether that process is the server of this data, and not one that took the number after a restart of the machine."""
        try:
            return str(self.data) in Path(f"/proc/{number}/cmdline").read_text()
        except OSError:
            return not Path("/proc/self").exists()  # a machine without /proc: believe the number

    def start(self) -> None:
        """Make the cluster if it is new, and start it unless it runs. Only inside the gate. Raises ClusterError."""
        if self.is_ready():
            return
        self._make()
        deadline = time.monotonic() + SECONDS_TO_START
        while not self._attempt():  # after a kill -9, the dead server's last children may take a moment to go
            if time.monotonic() > deadline:
                raise ClusterError(f"PostgreSQL does not start: {_last_line(self.folder / 'server.log')}")
            time.sleep(0.2)

    def stop(self) -> None:
        """Stop the server, in order. Only inside the gate."""
        if self.process():
            self._run("pg_ctl", "stop", "-D", self.data, "-m", "fast", "-w", "-t", SECONDS_TO_START)

    def _attempt(self) -> bool:
        if self.process():
            return self.is_ready()
        if self._number():  # somebody else's by now; PostgreSQL would take it for a server
            (self.data / "postmaster.pid").unlink()
        settings = (
            ALWAYS | {"unix_socket_directories": str(self.socket_folder)} | (FORGETFUL if self.name == TESTS else {})
        )
        options = " ".join(f"-c {key}={shlex.quote(value)}" for key, value in settings.items())
        return self._run(
            "pg_ctl", "start", "-D", self.data, "-l", self.folder / "server.log", "-w", "-s", "-o", options
        )

    def _make(self) -> None:
        places.make_private(self.folder)
        places.make_private(self.socket_folder)
        places.fits_a_socket(self.socket_folder)
        if not self.data.exists():
            self._initialise()
        found, ours = int((self.data / "PG_VERSION").read_text()), binaries.major(self.programs)
        if found != ours:
            raise ClusterError(
                f"{self.data} was made by PostgreSQL {found}, and PostgreSQL {ours} is installed. Take a copy with pg_dump of "
                f"version {found}, or begin anew elsewhere with CICATRIX_STATE; nothing was changed."
            )

    def _initialise(self) -> None:
        unfinished = self.folder / "unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        options = [*binaries.initdb_options(self.programs), *(["--no-sync"] if self.name == TESTS else [])]
        if not self._run("initdb", "-D", unfinished, *options):
            raise ClusterError(f"initdb failed: {_last_line(self.folder / 'initdb.log')}")
        unfinished.rename(self.data)

    def _run(self, program: str, *arguments) -> bool:
        """Run one of PostgreSQL's programs as the server's user and wait for it. True when it succeeded."""
        user = places.server_user()
        other = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if os.geteuid() == 0 else {}
        with open(self.folder / f"{program}.log", "ab") as log:
            done = subprocess.run(
                [self.programs / program, *map(str, arguments)],
                cwd=self.folder,
                env={"LC_ALL": "C", "PATH": os.defpath},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                **other,
            )
        return done.returncode == 0


def _last_line(log: Path) -> str:
    """What a program said at last, and where the rest stands."""
    lines = log.read_text(errors="replace").strip().splitlines() if log.exists() else []
    return f"{lines[-1] if lines else 'it says nothing'} (see {log})"

"""How the tests run a command of manage.py: in a process of its own, as a person would."""

import os
import subprocess
import sys

from tests.house.repository import ROOT

NOWHERE = {"DATABASE_URL": "postgres://nobody@127.0.0.1:1/none"}
CASES = ROOT / "tests" / "planner" / "cases"
PUBLISHED = ("icepick-and-rolling", "mixed-erythema-phototype-iv", "refractory-pigment")


def environment(**more):
    """This environment without a secret key, with a database nobody can reach, plus `more`."""
    kept = {name: value for name, value in os.environ.items() if name not in ("SECRET_KEY", "CICATRIX_MODE")}
    return kept | NOWHERE | {"PYTHONDONTWRITEBYTECODE": "1"} | more


def run(*arguments, stdin=b"", cwd=None, **more):
    """The finished process; standard output and error are bytes."""
    return subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), *arguments],
        input=stdin,
        capture_output=True,
        cwd=cwd,
        env=environment(**more),
        timeout=60,
    )


def start(*arguments):
    """The running process, with pipes."""
    pipe = subprocess.PIPE
    command = [sys.executable, str(ROOT / "manage.py"), *arguments]
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, env=environment())

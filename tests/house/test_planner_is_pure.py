"""The planner needs the standard library and nothing else: no framework, no setting, no database."""

import json
import subprocess
import sys

from tests.house.repository import ROOT, files, named

IMPORT_ALL = """
import importlib, json, sys
written = []
def watch(event, args):
    if event == "open" and (args[2] or 0) & 3:
        written.append(str(args[0]))
    elif event in ("os.mkdir", "os.remove", "os.rename", "socket.connect", "subprocess.Popen", "os.posix_spawn"):
        written.append(event)
before = set(sys.modules)
sys.path.insert(0, sys.argv[1])
sys.addaudithook(watch)
for name in sys.argv[2:]:
    importlib.import_module(name)
print(json.dumps({"modules": sorted(set(sys.modules) - before), "written": written}))
"""


def planner_modules() -> list[str]:
    paths = [path.with_suffix("") for path in files(ROOT / "planner") if path.suffix == ".py"]
    return [named(path).removesuffix("/__init__").replace("/", ".") for path in paths]


def import_all_alone() -> dict:
    """What importing every module of the planner brings, in an interpreter without site-packages and without us."""
    run = subprocess.run(
        [sys.executable, "-I", "-S", "-B", "-c", IMPORT_ALL, str(ROOT), *planner_modules()],
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def test_planner_imports_the_standard_library_alone():
    brought = {name.partition(".")[0] for name in import_all_alone()["modules"]}

    assert "planner" in brought
    assert brought - set(sys.stdlib_module_names) == {"planner"}


def test_planner_writes_nothing_when_imported():
    assert import_all_alone()["written"] == []

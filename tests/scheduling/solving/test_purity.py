"""The course solver needs the standard library and nothing else: no framework, no setting, no other room."""

import subprocess
import sys

from tests.house.repository import ROOT

IMPORT_ALONE = """
import sys
before = set(sys.modules)
sys.path.insert(0, sys.argv[1])
import scheduling.solving
print(*sorted(set(sys.modules) - before))
"""


def test_solver_imports_the_standard_library_alone():
    """In an interpreter without the packages that are installed. What the platform calls its own build data is its affair."""
    command = [sys.executable, "-I", "-S", "-B", "-c", IMPORT_ALONE, str(ROOT)]
    run = subprocess.run(command, capture_output=True, text=True, check=True)

    brought = {name.partition(".")[0] for name in run.stdout.split() if not name.startswith("_sysconfigdata")}
    assert brought - set(sys.stdlib_module_names) == {"scheduling"}

"""The walls between the rooms, as pyproject.toml draws them."""

import subprocess
import sys
import tomllib

from tests.house.repository import ROOMS, ROOT

OPEN_TO_ALL_ROOMS = ("planner.vocabulary", "planner.scales", "planner.catalog", "planner.case")
OPEN_TO_THE_BRIDGE = (
    *("planner.engine", "planner.document", "planner.explain", "planner.wording", "planner.disagreeing"),
    *("planner.adopted", "planner.judging", "planner.amending", "planner.reviewing"),
)


def test_no_import_crosses_a_wall():
    linted = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )

    assert linted.returncode == 0, linted.stdout + linted.stderr


def test_walls_open_the_planner_no_further_than_said():
    """The exceptions of the third contract are the four open packages, and the engine for the one bridge."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    opened = {tuple(way.split(" -> ")) for way in contracts[-1]["ignore_imports"]}

    assert {target.removesuffix(".**") for source, target in opened if source == "**"} == set(OPEN_TO_ALL_ROOMS)
    assert {way for way in opened if way[0] != "**"} == {("treatments.proposals", name) for name in OPEN_TO_THE_BRIDGE}


def test_every_room_stands_in_the_order_of_doors():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]

    assert tuple(contracts[0]["layers"]) == ROOMS

"""Journeys: a real browser, one real server process, people who do their work.

Each journey works on patients of its own, so that they may run in any order on one database.
"""

import os

import pytest

from tests.journeys.chromium import ARGUMENTS, NoChromium, executable
from tests.journeys.people import CONTEXT, Desk
from tests.journeys.serving import Server, seeded_database, served

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # playwright keeps a loop running in this process


@pytest.hookimpl(tryfirst=True)
def pytest_collection_finish(session):
    """A machine without a browser is told so before the first test, not after the last."""
    if any("journeys" in item.path.parts for item in session.items):
        try:
            executable()
        except NoChromium as missing:
            pytest.exit(str(missing), returncode=pytest.ExitCode.USAGE_ERROR)


@pytest.fixture(scope="session")
def browser_type_launch_args():
    return {"executable_path": executable(), "args": ARGUMENTS, "headless": True}


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """The clinic of this run."""
    log = tmp_path_factory.mktemp("server") / "server.log"
    with seeded_database() as (database, seeded), served(database.environment(), log) as (url, process):
        yield Server(url, database, seeded, log, process)


@pytest.fixture(scope="session")
def signed_in_once():
    """Role -> the cookies of somebody of that role, who signed in by the form at first use."""
    return {}


@pytest.fixture
def desk(browser, server, signed_in_once):
    """Opens browsers for people; in the end nothing may have been refused by the policy and no script may have failed."""
    desk = Desk(browser, server, signed_in_once)
    yield desk
    desk.close()


@pytest.fixture
def browser_context_args():
    return CONTEXT

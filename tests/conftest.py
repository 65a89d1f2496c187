"""How the tests of this house run: two profiles of generated examples, and no test left out in silence."""

import os

import pytest
from hypothesis import settings

settings.register_profile("ci", max_examples=100, deadline=None, print_blob=True, derandomize=False)
settings.register_profile("soak", max_examples=5_000, deadline=None, print_blob=True, derandomize=False)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or "ci")


def pytest_sessionfinish(session, exitstatus):
    """A skipped test fails the run: what a test needs, the machine has to have."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if exitstatus == pytest.ExitCode.OK and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter):
    for report in terminalreporter.stats.get("skipped", []):
        terminalreporter.write_line(f"SKIPPED, which fails the run: {report.nodeid}: {report.longrepr[-1]}", red=True)

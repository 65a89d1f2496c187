"""Every dependency is pinned exactly and says why it is here."""

import re

import pytest

from tests.house.repository import ROOT

REQUIREMENTS = ("requirements.txt", "requirements-dev.txt", "requirements-node.txt")
PINNED_WITH_REASON = re.compile(r"[A-Za-z0-9_.-]+(\[[a-z,]+\])?==[0-9][0-9A-Za-z.]*\s+# \S.*")
INCLUDED = re.compile(r"-r requirements\.txt\s+# \S.*")


def required_lines(name):
    lines = (ROOT / name).read_text().splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_every_requirement_is_pinned_and_has_a_reason(name):
    assert required_lines(name)
    assert [
        line for line in required_lines(name) if not (PINNED_WITH_REASON.fullmatch(line) or INCLUDED.fullmatch(line))
    ] == []


def test_nothing_is_required_twice():
    names = [line.partition("==")[0].lower() for name in REQUIREMENTS for line in required_lines(name)]

    assert sorted(names) == sorted(set(names))

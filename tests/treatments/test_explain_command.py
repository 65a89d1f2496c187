"""manage.py explain: the tree of reasons, for a person to read."""

import pytest

from tests.treatments.commands import CASES, PUBLISHED, run


@pytest.mark.parametrize("name", PUBLISHED)
def test_published_case_is_explained(name):
    explained = run("explain", "--pack", str(CASES / f"{name}.json"))

    assert (explained.returncode, explained.stderr) == (0, b"")
    assert len(explained.stdout.decode().splitlines()) > 10


def test_malformed_case_is_refused_in_one_line():
    refused = run("explain", "--pack", "-", stdin=b'{"on": 7}')

    assert (refused.returncode, refused.stdout) == (2, b"")
    assert refused.stderr.startswith(b"field: on; problem: ")
    assert refused.stderr.count(b"\n") == 1

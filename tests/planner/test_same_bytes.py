"""The same case gives the same bytes in another process, whatever seed its hashes have."""

import json

import pytest

from planner.catalog import shipped_catalog
from tests.bench.faces import faces
from tests.treatments.commands import CASES, PUBLISHED, run

FACES, FACES_SEED = 20, 7
HASH_SEEDS = ("1", "12345", "random")


@pytest.fixture(scope="module")
def lines():
    published = [json.loads((CASES / f"{name}.json").read_bytes()) for name in PUBLISHED]
    typical = faces(FACES, FACES_SEED, shipped_catalog())
    return "".join(json.dumps(document) + "\n" for document in (*published, *typical)).encode()


def answered(lines, seed):
    return run("propose", "--pack", "--jsonl", "-", stdin=lines, PYTHONHASHSEED=seed).stdout


@pytest.fixture(scope="module")
def first(lines):
    return answered(lines, "0")


def test_every_line_is_a_proposal(first):
    proposals = [json.loads(line) for line in first.splitlines()]

    assert [proposal for proposal in proposals if "regimens" not in proposal] == []
    assert len(proposals) == len(PUBLISHED) + FACES


@pytest.mark.parametrize("seed", HASH_SEEDS)
def test_hash_seed_changes_no_byte(lines, first, seed):
    assert answered(lines, seed) == first

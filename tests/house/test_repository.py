"""What every file of the repository keeps to."""

import re

import pytest

from tests.house.repository import ROOT, named, text_files

MACHINE_PATH = re.compile(r"(?<![\w./~-])/(?:home|root|work|Users|mnt)/\w|[A-Z]:\\\\?Users")
REGISTRY = re.compile(
    r"pypi\.(?:org|python)|pythonhosted\.org|registry\.npmjs|npmmirror|yarnpkg\.com|--?(?:extra-)?index-url|find-links",
)
CONFLICT = re.compile(r"^(?:<{7} |>{7} |={7}$)", re.MULTILINE)
MOST_LINES = 400
LONG_BY_NATURE = ("planner/knowledge/", "package-lock.json")
LONGER_WITH_REASON = {
    "tests/planner/case/malformed_fields.py": "a list of malformed cases: data",
}
SPEAKS_OF_ITSELF = "tests/house/test_repository.py"


@pytest.fixture(scope="module")
def texts():
    return text_files()


def naming(pattern, texts):
    return [f"{name}: {found[0]}" for name, text in texts.items() if (found := pattern.search(text))]


def test_no_file_names_a_path_of_one_machine(texts):
    assert naming(MACHINE_PATH, texts) == []


def test_no_file_names_a_package_registry(texts):
    texts = {name: text for name, text in texts.items() if name != SPEAKS_OF_ITSELF}

    assert naming(REGISTRY, texts) == []


def test_no_file_holds_an_unsolved_merge(texts):
    assert naming(CONFLICT, texts) == []


def test_every_file_ends_with_a_newline(texts):
    assert [name for name, text in texts.items() if text and not text.endswith("\n")] == []


def test_no_file_is_too_long_to_read(texts):
    lengths = {name: len(text.splitlines()) for name, text in texts.items() if not is_data(name)}

    assert {name for name, length in lengths.items() if length > MOST_LINES} == set(LONGER_WITH_REASON)


def is_data(name):
    return (
        name.startswith(LONG_BY_NATURE)
        or "/migrations/" in name
        or (name.startswith("tests/") and not name.endswith(".py"))
    )


@pytest.mark.parametrize("name", [".ci/run", "manage.py"])
def test_what_is_run_may_be_run(name):
    assert (ROOT / name).stat().st_mode & 0o111, f"chmod +x {named(ROOT / name)}"

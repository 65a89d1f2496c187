"""What the documents say is there, is there."""

import re

import pytest
from django.core.management import get_commands

from tests.house.repository import ROOT, children, files, named

DOCUMENTS = [named(path) for path in files() if path.suffix == ".md"]
MAP = "docs/map.md"
LINK = re.compile(r"\]\((?![a-z]+:)([^)#]+)")
IN_CODE = re.compile(r"`([^`\n]+)`")
PATH = re.compile(r"\.?[\w-]+/[\w./-]*|\.?[\w-]+\.(?:md|py|toml|txt|example)")


def text_of(name):
    return (ROOT / name).read_text(encoding="utf-8")


def code_of(name):
    """What stands in a document as code: between backticks, or indented by four."""
    text = text_of(name)
    return IN_CODE.findall(text) + [line for line in text.splitlines() if line.startswith("    ")]


def targets():
    return set(re.findall(r"^([a-z]+):.*## ", text_of("Makefile"), re.MULTILINE))


def test_every_make_target_says_what_it_does():
    makefile = text_of("Makefile")
    phony = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)[1].split()

    assert targets() == set(phony) == set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))


@pytest.mark.parametrize("name", [*DOCUMENTS, ".ci/run"])
def test_every_command_of_make_exists(name):
    code = code_of(name) if name.endswith(".md") else [text_of(name)]
    said = {target for line in code for target in re.findall(r"(?:^|&& )\s*make ([a-z]+)", line, re.MULTILINE)}

    assert said <= targets()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_command_of_manage_exists(name):
    code = "\n".join(code_of(name))

    assert set(re.findall(r"manage\.py ([a-z_]+)", code)) <= set(get_commands())
    assert [path for path in re.findall(r"manage\.py .* (\S+/\S+\.json)", code) if not (ROOT / path).exists()] == []


def test_readme_shows_the_first_steps():
    said = "\n".join(code_of("README.md"))

    assert all(
        step in said for step in ("make setup", "make test", "manage.py propose --pack", "manage.py explain --pack")
    )


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_link_leads_somewhere(name):
    folder = (ROOT / name).parent

    assert [link for link in LINK.findall(text_of(name)) if not (folder / link).exists()] == []


def test_map_names_every_folder_and_every_planner_module():
    folders = [f"{named(path)}/" for path in children(ROOT) if path.is_dir()]
    inside = [path for path in children(ROOT / "planner") if path.name != "__init__.py"]
    modules = [f"{named(path)}/" if path.is_dir() else named(path) for path in inside]

    assert [place for place in folders + modules if f"`{place}`" not in text_of(MAP)] == []


def test_map_names_nothing_that_is_not_there():
    places = [code for code in IN_CODE.findall(text_of(MAP)) if PATH.fullmatch(code)]

    assert len(places) > 10
    assert [place for place in places if not (ROOT / place).exists()] == []

"""The gallery shows every shared component, light and dark, to whoever looks at a demonstration, and to nobody else."""

import re
from html.parser import HTMLParser

import pytest

from clinic.gallery_pieces import PIECES
from clinic.gallery_samples import SAMPLES
from tests.house.repository import ROOT

COMPONENTS = sorted(path.stem for path in (ROOT / "templates" / "components").glob("*.html"))


class Ids(HTMLParser):
    """Every id of a shown, and every id that something points to."""

    def __init__(self, shown):
        super().__init__()
        self.ids, self.wanted = [], set()
        self.feed(shown)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if attrs.get("id"):
            self.ids.append(attrs["id"])
        for pointer in ("for", "aria-labelledby", "aria-describedby", "hx-target"):
            self.wanted |= {word.removeprefix("#") for word in (attrs.get(pointer) or "").split()}
        if (attrs.get("href") or "").startswith("#"):
            self.wanted.add(attrs["href"][1:])


@pytest.fixture
def shown(client, settings):
    settings.DEMO = True
    return client.get("/components/", secure=True).content.decode()


def test_gallery_is_not_there_outside_the_demonstration(client, settings, db):
    settings.DEMO = False

    answer = client.get("/components/", secure=True)

    assert answer.status_code == 404
    assert "There is no such page" in answer.content.decode()


def test_every_component_has_a_sample_and_every_sample_a_component():
    assert sorted(sample.component for sample in SAMPLES) == COMPONENTS


@pytest.mark.parametrize("component", [*COMPONENTS, *(piece.component for piece in PIECES)])
def test_component_stands_in_both_themes(shown, component):
    section = shown.partition(f'<h2 id="{component}">')[2].partition('<section class="stack"')[0]

    assert re.findall(r'data-theme="(\w+)"', section) == ["light", "dark"]


def test_every_id_is_there_once_and_leads_somewhere(shown):
    found = Ids(shown)

    assert len(found.ids) > 50
    assert sorted(name for name in set(found.ids) if found.ids.count(name) > 1) == []
    assert found.wanted - set(found.ids) - {""} == set()


def test_wrong_form_says_each_error_twice_and_leads_to_the_field(shown):
    assert 'href="#id_wrong-light-born_on"' in shown
    assert shown.count("Enter a valid date.") == 4
    assert 'value="31 Feb 1990"' in shown

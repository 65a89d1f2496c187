"""How the catalog says its fields and marks."""

import pytest
from django.template.loader import render_to_string

from catalog import words
from catalog.templatetags.catalog_words import confidence_legend


@pytest.mark.parametrize(
    "name", ["gb_rows", "ids_seen", "read_via", "pain_0_10", "max_g_per_10cm2", "crusting_days_max"]
)
def test_field_short_of_a_word_gets_one(name):
    assert words.label(name) != words.said(name)


def test_no_two_fields_share_their_words():
    said = [str(label) for label in words.FIELDS.values()]

    assert len(said) == len(set(said))


def test_legend_explains_every_mark_once():
    page = render_to_string("catalog/_legend.html", confidence_legend())

    for word, means in words.CONFIDENCE.values():
        assert page.count(str(means)) == 1 and str(word) in page


def test_cell_that_is_not_stated_stays_blank():
    rows = {"label": "Bands", "columns": ["Note"], "rows": [[{"label": "Note", "shape": "empty"}]]}

    assert "not stated" not in render_to_string("catalog/_value_rows.html", {"shown": rows})

"""The post-acne hyperpigmentation index."""

import itertools

import pytest

from planner.catalog import shipped_catalog
from planner.scales import ScaleError, pahpi

CATALOG = shipped_catalog()
ROWS = CATALOG.scales["pahpi"].row
CHOSEN = {"size": "3-6 mm", "intensity": "moderately darker", "number": "16-30"}


def test_choices_tell_their_points_and_sum():
    score = pahpi(CHOSEN, CATALOG)

    assert score.workings == (
        "Median lesion diameter, 3-6 mm: 4 points.",
        "Median darkness against own skin, moderately darker: 6 points.",
        "Number of lesions, 16-30: 2 points.",
        "Total: 4 + 6 + 2 = 12.",
    )


def test_choices_span_the_published_range():
    labels = [[choice.label for choice in row.choices] for row in ROWS]
    names = [row.key for row in ROWS]

    values = [pahpi(dict(zip(names, chosen, strict=True)), CATALOG).value for chosen in itertools.product(*labels)]

    assert (min(values), max(values)) == (CATALOG.scales["pahpi"].min, CATALOG.scales["pahpi"].max)


def test_row_without_a_choice_leaves_no_sum():
    score = pahpi(CHOSEN | {"number": None}, CATALOG)

    assert (score.value, score.missing) == (None, ("number",))
    assert "Number of lesions: not recorded." in score.workings


def test_skin_without_marks_scores_nought():
    assert pahpi({}, CATALOG, marks_seen=False).value == 0


def test_marks_rated_though_none_were_seen_are_refused():
    with pytest.raises(ScaleError, match="pahpi: rates marks, though none were seen"):
        pahpi(CHOSEN, CATALOG, marks_seen=False)


@pytest.mark.parametrize("label", ["16 to 30", 2, ["16-30"]])
def test_choice_the_index_has_not_is_refused(label):
    with pytest.raises(ScaleError, match="pahpi.number: is .*; allowed: 1-15, 16-30"):
        pahpi(CHOSEN | {"number": label}, CATALOG)


def test_row_the_index_has_not_is_refused():
    with pytest.raises(ScaleError, match="pahpi.area: is not a part of this scale; allowed: size, intensity, number"):
        pahpi({"area": "all"}, CATALOG)

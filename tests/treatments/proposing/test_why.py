"""Why one regimen stands above another is said in the one figure that decides; labels never contradict what stands beside them."""

import pytest

from planner.catalog import shipped_catalog
from treatments.proposing.card import Card
from treatments.proposing.visits import duration_in_words
from treatments.proposing.why import asked_pair, deciding_part, first_difference


def regimen(key="one", *, labels=(), visits=4, price="100.00", **levels):
    said = {
        "main concern": "first line",
        "needs reason": "none",
        "effort": f"visits: {visits}",
        "stated order": "subcision",
    }
    totals = {"visits": visits, "days": 28, "downtime_days": [1, 2], "price": price}
    return {
        "key": key,
        "labels": list(labels),
        "modalities": ["subcision"],
        "needs_reason": [],
        "levels": [list(level) for level in (said | levels).items()],
        "totals": totals,
        "visits": [],
    }


def test_first_level_that_differs_decides():
    above, below = regimen(), regimen(visits=5, **{"needs reason": "afl"})

    decides = first_difference(above, below, shipped_catalog())

    assert (decides["name"], decides["one"], decides["other"]) == ("needs reason", "none", "Ablative fractional laser")


def test_regimens_that_compare_alike_name_no_level():
    assert first_difference(regimen(), regimen("other"), shipped_catalog())["name"] == ""


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ("visits: 4; days of downtime: 9", "visits: 5; days of downtime: 2", ("visits: 4", "visits: 5")),
        (
            "visits: 4; days of downtime: 9",
            "visits: 4; days of downtime: 12",
            ("days of downtime: 9", "days of downtime: 12"),
        ),
        ("visits: 4", "procedures beyond need: 1; visits: 2", ("none", "procedures beyond need: 1")),
        ("procedures beyond need: 1; visits: 4", "visits: 2", ("procedures beyond need: 1", "none")),
        ("first line", "second line", ("first line", "second line")),
        (
            "of 56: 12 first line, 40 first or second line",
            "of 56: 12 first line, 30 first or second line",
            ("40 of 56 first or second line", "30 of 56 first or second line"),
        ),
    ],
)
def test_only_the_figure_that_decides_is_said(one, other, said):
    assert deciding_part(one, other) == said


def test_a_pair_is_asked_for_in_any_order():
    shown = [regimen("one"), regimen("two", visits=5), regimen("three", visits=6)]

    pair = asked_pair(["three", "one"], shown, shipped_catalog())

    assert pair["numbers"] == (1, 3)


@pytest.mark.parametrize("asked", [["one", "one"], ["one", "gone"], ["", ""]])
def test_one_regimen_is_no_pair(asked):
    assert asked_pair(asked, [regimen("one"), regimen("two")], shipped_catalog()) is None


def labels(card_of, *others):
    return Card(card_of, 1, shipped_catalog(), beside=[card_of, *others]).labels


def test_label_is_left_out_where_another_regimen_has_less():
    praised = regimen(labels=["fewest visits", "lowest estimated price"])

    assert labels(praised, regimen("two", visits=2, price="900.00")) == ["Lowest estimated price"]


def test_lowest_risk_is_left_out_where_another_has_less():
    praised = regimen(labels=["lowest risk of dark marks"], **{"pigment risk": "caution"})

    assert labels(praised, regimen("two", **{"pigment risk": "ok"})) == []
    assert labels(praised, regimen("two", **{"pigment risk": "avoid"})) == ["Lowest risk of dark marks"]


def test_one_regimen_alone_is_compared_with_nothing():
    assert labels(regimen(labels=["best match to findings", "fewest visits"])) == ["Best match to findings"]


@pytest.mark.parametrize(
    ("days", "said"), [(1, "1 day"), (14, "14 days"), (28, "4 weeks"), (120, "17 weeks"), (150, "5 months")]
)
def test_duration_is_said_as_one_speaks_of_it(days, said):
    assert duration_in_words(days) == said

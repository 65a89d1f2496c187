"""The patient's wishes: each a hard filter; when nothing keeps all of them, one is dropped."""

from decimal import Decimal

import pytest

from planner.case import Preferences
from planner.catalog import Item
from planner.ranking import Judged
from planner.situation import situation_of
from planner.wishes import filtered, last_day_for, meets, wishes_given, wishes_not_judged
from tests.planner.builders import (
    CATALOG,
    a_case,
    a_course,
    ahead,
    catalog_with,
    course_in,
    downtime,
    home,
    line,
    modality,
    protocol,
    setting,
)

LINE = line("rolling", 3, first=["subcision"], second=["nafl", "afl"])


def judged(key="subcision", rows=(), items=None, phototype=2, **wishes):
    """A modality for rolling scars of a patient with these wishes."""
    case = a_case("rolling 3", phototype=phototype, wishes=wishes)
    return Judged(a_course(situation_of(case, catalog_with(LINE, *rows, items=items)), key))


def kept(name, **facts):
    return meets(judged(**facts), (name,))


# ---- each wish


@pytest.mark.parametrize(("most", "expected"), [(4, True), (3, False)])
def test_downtime_of_every_visit_is_typical_downtime(most, expected):
    rows = [downtime("subcision", 1, 4, 9), protocol("subcision", sessions_typical=3)]

    assert kept("max_downtime_days", max_downtime_days=most, rows=rows) is expected


@pytest.mark.parametrize(("most", "expected"), [(200, True), (199, False)])
def test_price_is_that_of_the_course(most, expected):
    items, rows = [Item(modality="subcision", price=Decimal(100))], [protocol("subcision", sessions_typical=2)]

    assert kept("max_price", max_price=Decimal(most), items=items, rows=rows) is expected


def test_price_not_known_filters_nothing():
    assert kept("max_price", max_price=Decimal(1))


@pytest.mark.parametrize(("most", "expected"), [(3, True), (2, False)])
def test_visits_are_treatment_visits(most, expected):
    assert kept("max_visits", max_visits=most, rows=[protocol("subcision", sessions_typical=3)]) is expected


def test_avoided_modality_is_kept_out():
    assert not kept("avoid", avoid=("afl", "subcision"))
    assert kept("avoid", avoid=("afl", "topical_priming"))


def test_avoided_priming_is_kept_out():
    case = a_case("macular_hyperpigmented", wishes={"avoid": ("topical_priming",)})

    course = course_in(case, catalog_with(line("pih", 1, first=["topical_priming"]), home("nafl")), priming=True)

    assert not meets(Judged(course), ("avoid",))


@pytest.mark.parametrize(("days", "expected"), [(33, True), (32, False)])
def test_ready_by_means_downtime_is_over(days, expected):
    rows = [downtime("subcision", 1, 5, 9), protocol("subcision", sessions_typical=2)]

    assert kept("ready_by", ready_by=ahead(days), rows=rows) is expected


BUFFER = [setting("pigment_buffer_days", (56, 84)), modality("subcision", injury=2), modality("nafl", injury=1)]


@pytest.mark.parametrize(
    ("key", "phototype", "days", "expected"),
    [
        ("subcision", 4, 56, True),
        ("subcision", 4, 55, False),
        ("subcision", 3, 2, True),
        ("nafl", 4, 2, True),
        ("nafl", 4, 1, False),
    ],
)
def test_deeper_injury_keeps_the_pigment_buffer(key, phototype, days, expected):
    assert kept("ready_by", key=key, phototype=phototype, ready_by=ahead(days), rows=BUFFER) is expected


def test_last_days_count_back_from_the_date():
    wishes = {"ready_by": ahead(100)}
    rows = [*BUFFER, downtime("subcision", 1, 5, 9)]

    dark, light = (judged(rows=rows, phototype=phototype, **wishes) for phototype in (4, 2))

    assert last_day_for(dark.course, dark.situation.case.preferences) == {False: 95, True: 44}
    assert last_day_for(light.course, light.situation.case.preferences) == {False: 95, True: 95}


def test_full_result_may_come_after_the_date():
    assert kept("ready_by", ready_by=ahead(30), rows=[protocol("subcision", full_results_days=300)])


# ---- the wishes together


def test_wishes_given_stand_in_their_order():
    wishes = Preferences(
        avoid=("afl",), max_visits=0, ready_by=ahead(1), max_downtime_days=0, most_important=("price",)
    )

    assert wishes_given(wishes) == ("max_downtime_days", "ready_by", "max_visits", "avoid")
    assert wishes_given(Preferences()) == ()


@pytest.mark.parametrize(("price", "expected"), [(None, ("max_price",)), (Decimal(5), ())])
def test_budget_without_any_price_is_not_judged(price, expected):
    items = [Item(modality="afl"), Item(modality="subcision", price=price)]
    budget, none = a_case(wishes={"max_price": Decimal(5)}), a_case()

    assert wishes_not_judged(situation_of(budget, catalog_with(items=items))) == expected
    assert wishes_not_judged(situation_of(none, CATALOG)) == ()


def ranked(**wishes):
    """Subcision in three visits, then a laser with ten days of downtime, for a patient with these wishes."""
    rows = [protocol("subcision", sessions_typical=3), downtime("nafl", 5, 10, 10)]
    found = [judged(key, rows=rows, **wishes) for key in ("subcision", "nafl")]
    return sorted(found, key=lambda one: one.key)


def keeping(**wishes):
    left, dropped = filtered(ranked(**wishes), Preferences(**wishes))
    return [one.course.working[0] for one in left], dropped


def test_all_wishes_have_to_be_kept():
    assert keeping() == (["subcision", "nafl"], None)
    assert keeping(max_downtime_days=9) == (["subcision"], None)
    assert keeping(max_visits=2, avoid=("afl",)) == (["nafl"], None)


def test_dropped_wish_leaves_the_best_course():
    assert keeping(max_downtime_days=9, max_visits=2) == (["subcision"], "max_visits")


def test_of_equal_drops_the_first_wish_goes():
    assert keeping(max_visits=2, avoid=("nafl", "afl", "subcision")) == (["nafl"], "avoid")
    assert keeping(max_downtime_days=1, avoid=("nafl",)) == (["subcision"], "max_downtime_days")


def test_only_one_wish_is_dropped():
    assert keeping(max_downtime_days=1, max_visits=0) == ([], None)

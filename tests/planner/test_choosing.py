"""Which courses are shown, and the labels a person would use."""

from decimal import Decimal

import pytest

from planner.catalog import Item
from planner.choosing import choose, dominates, labels_of, may_be_praised, rest_to_answer
from planner.engine import ranked_courses
from planner.situation import situation_of
from tests.planner.builders import (
    CATALOG,
    a_case,
    a_rule,
    ahead,
    catalog_with,
    combination,
    downtime,
    line,
    past,
    protocol,
    setting,
    skin_type,
)

ONE = a_case("rolling 3")


def shown(case, *rows, items=None):
    situation = situation_of(case, catalog_with(*rows, items=items))
    return choose(ranked_courses(situation), situation)


def sets(found):
    return [one.judged.course.modalities for one in found]


def labels(found):
    return {one.judged.course.modalities: one.labels for one in found}


def told(keys, case=ONE, rows=(), items=None):
    """The labels of the modalities of one list, all of them first line for rolling scars."""
    return labels(shown(case, line("rolling", 3, first=keys), *rows, items=items))


# ---- what is shown


def test_first_of_the_comparison_stands_first():
    found = shown(ONE, line("rolling", 3, first=["subcision"], second=["afl"]), downtime("subcision", 5, 9, 9))

    assert sets(found) == [("subcision",), ("afl",)]
    assert found[0].labels[0] == "best match to findings"


def test_dominated_course_is_not_shown():
    rows = [line("rolling", 3, first=["subcision", "afl"]), downtime("subcision", 1, 2, 2), downtime("afl", 1, 3, 3)]

    assert sets(shown(ONE, *rows)) == [("subcision",)]


def test_one_better_course_is_enough_to_dominate():
    rows = [
        line("rolling", 3, first=["subcision", "afl", "nafl"]),
        *(downtime(*row) for row in [("subcision", 1, 3, 3), ("afl", 1, 4, 4), ("nafl", 1, 1, 1)]),
        protocol("nafl", sessions_typical=2),
    ]

    assert sets(shown(ONE, *rows)) == [("subcision",), ("nafl",)]


def test_course_as_good_in_all_is_not_dominated():
    assert sets(shown(ONE, line("rolling", 3, first=["subcision", "afl"]))) == [("subcision",), ("afl",)]


def test_domination_needs_something_better():
    situation = situation_of(ONE, catalog_with(line("rolling", 3, first=["subcision", "afl"], second=["nafl"])))
    one, equal, worse = ranked_courses(situation)

    assert not dominates(one, equal)
    assert dominates(one, worse)
    assert not dominates(worse, one)


def test_procedure_beyond_need_stands_nowhere_but_first():
    """Three on one day are fewer visits, and differ from each alone; two of them answer nothing of their own."""
    keys = ["subcision", "afl", "nafl"]
    three = combination("three", *((key, 0) for key in keys))
    rows = [line("rolling", 3, first=keys), three, *(protocol(key, sessions_typical=3) for key in keys)]

    there = [set(one.course.working) for one in ranked_courses(situation_of(ONE, catalog_with(*rows)))]

    assert set(keys) in there
    assert set(keys) not in [set(one) for one in sets(shown(ONE, *rows))]


def test_adjunct_stands_beside_no_better_first():
    rows = [downtime("subcision", 5, 9, 9)]

    beside = shown(ONE, line("rolling", 3, first=["subcision"], adjuncts=["afl"]), *rows)
    alone = shown(ONE, line("rolling", 3, adjuncts=["subcision", "afl"]))

    assert sets(beside) == [("subcision",)]
    assert sets(alone) == [("subcision",), ("afl",)]


def test_adjunct_for_the_rest_stands_beside_no_better_first():
    case = a_case("rolling 3 x9", "icepick 3 chin x2", priorities=("rolling",))
    rows = [
        line("rolling", 3, first=["subcision", "nafl"]),
        line("icepick", 3, second=["subcision"], adjuncts=["nafl"]),
        downtime("subcision", 5, 9, 9),
    ]

    assert ("nafl",) not in sets(shown(case, *rows))
    assert ("nafl",) in sets(shown(case, line("icepick", 3, adjuncts=["subcision", "nafl"]), rows[0], rows[2]))


@pytest.mark.parametrize(("share", "expected"), [(0.5, True), (0.6, False)])
def test_share_of_the_rest_has_to_be_answered(share, expected):
    case = a_case("rolling 3 x9", "icepick 3 chin x2", "papular 3 nose x2", priorities=("rolling",))
    rows = [
        line("rolling", 3, first=["subcision", "nafl"]),
        line("icepick", 3, first=["subcision", "nafl"]),
        line("hypertrophic_keloid", 3, first=["subcision"]),
        downtime("subcision", 5, 9, 9),
        setting("label_burden_share", share),
    ]

    assert (("nafl",) in sets(shown(case, *rows))) is expected


def test_really_different_are_two_working_modalities():
    pairs = [combination(key, ("subcision", 0), (key, 0)) for key in ("afl", "nafl", "punch")]
    keys = ["subcision", "afl", "nafl", "punch"]
    rows = [line("rolling", 3, first=keys, combinations=["afl", "nafl", "punch"]), *pairs]

    found = sets(shown(ONE, *rows))

    assert found[0] == ("subcision",)
    assert ("subcision", "afl") not in found
    assert ("afl",) in found


def test_at_most_so_many_are_shown():
    keys = ["microneedling", "subcision", "nafl", "afl", "punch", "dermabrasion"]
    rows = [line("rolling", 3, first=keys), setting("regimens_shown_max", 3)]

    assert sets(shown(ONE, *rows)) == [("microneedling",), ("subcision",), ("nafl",)]


def test_labelled_course_stands_before_a_merely_different_one():
    keys = ["microneedling", "subcision", "nafl"]
    rows = [
        line("rolling", 3, first=["microneedling", "subcision"], second=["nafl"]),
        *(downtime(key, 5, 9, 9) for key in keys[:2]),
        setting("regimens_shown_max", 2),
    ]

    assert sets(shown(ONE, *rows)) == [("microneedling",), ("nafl",)]


def test_nothing_that_answers_shows_nothing():
    assert shown(a_case("tunnel_bridge 3")) == ()


def test_nearest_names_the_dropped_wish():
    case = a_case("rolling 3", wishes={"max_visits": 0})

    found = shown(case, line("rolling", 3, first=["subcision"]))

    assert [(one.nearest, sets([one])) for one in found] == [("max_visits", [("subcision",)])]


# ---- labels


def test_least_downtime_and_fewest_visits_are_told_apart():
    rows = [
        protocol("subcision", sessions_typical=2),
        downtime("subcision", 0, 1, 1),
        downtime("afl", 5, 9, 9),
    ]

    assert told(["subcision", "afl"], rows=rows) == {
        ("afl",): ("best match to findings", "fewest visits"),
        ("subcision",): ("least downtime",),
    }


def test_label_that_all_could_earn_goes_to_none():
    assert told(["subcision", "afl"]) == {("subcision",): ("best match to findings",), ("afl",): ()}


def test_only_course_earns_every_label():
    assert told(["subcision"]) == {("subcision",): ("best match to findings", "least downtime", "fewest visits")}


def priced(**prices):
    return [Item(modality=key, price=prices.get(key)) for key in CATALOG.modalities]


def test_lowest_price_needs_every_price():
    rows = [downtime("subcision", 0, 1, 1), downtime("afl", 1, 2, 2)]
    cheap = told(["subcision", "afl"], rows=rows, items=priced(subcision=Decimal(9), afl=Decimal(5)))
    unknown = told(["subcision", "afl"], rows=rows, items=priced(afl=Decimal(5)))

    assert cheap["afl",] == ("lowest estimated price",)
    assert "lowest estimated price" not in str(unknown)


def test_healed_by_the_wished_date_is_told():
    case = a_case("rolling 3", wishes={"ready_by": ahead(160)})

    found = told(["subcision", "afl"], case)

    assert found["subcision",] == ("best match to findings", "planned to be healed by 1 May 2027")


def test_missed_date_is_not_praised():
    case = a_case("rolling 3", wishes={"ready_by": ahead(1)})

    found = shown(case, line("rolling", 3, first=["subcision"]))

    assert found[0].nearest == "ready_by"
    assert "healed" not in str(found[0].labels)


@pytest.mark.parametrize(("phototype", "praised"), [(5, True), (2, False)])
def test_lowest_risk_of_marks_in_dark_skin(phototype, praised):
    case = a_case("rolling 3", phototype=phototype)
    rows = [skin_type("subcision", V="caution"), downtime("afl", 5, 9, 9)]

    found = shown(case, line("rolling", 3, first=["subcision", "afl"]), *rows)

    assert ("lowest risk of dark marks" in labels(found).get(("afl",), ())) is praised


def test_relative_course_says_so_among_its_labels():
    case = a_case("rolling 3", yes=["smoker"])

    found = shown(case, line("rolling", 3, first=["subcision"]), a_rule("relative", "subcision"))

    assert found[0].labels[-1] == "only with recorded reasons"


# ---- praise


def praised(case, *rows):
    """Modalities of a course -> whether a label other than the first may go to it."""
    situation = situation_of(case, catalog_with(*rows))
    return {one.course.modalities: may_be_praised(one, situation) for one in ranked_courses(situation)}


def test_adjunct_is_not_praised():
    assert praised(ONE, line("rolling", 3, second=["afl"], adjuncts=["nafl"])) == {("afl",): True, ("nafl",): False}


def test_needless_partner_is_not_praised():
    rows = [line("rolling", 3, first=["subcision", "afl"]), combination("pair", ("subcision", 0), ("afl", 0))]

    assert praised(ONE, *rows) == {("subcision",): True, ("afl",): True, ("subcision", "afl"): False}


@pytest.mark.parametrize(("response", "expected"), [("none", False), ("poor", False), ("worse", False), ("good", True)])
def test_what_failed_alone_is_not_praised(response, expected):
    case = a_case("rolling 3", history=(past("subcision", 300, response),))

    assert praised(case, line("rolling", 3, first=["subcision"])) == {("subcision",): expected}


def test_share_of_the_rest_counts_to_second_line():
    case = a_case("rolling 3 x9", "icepick 3 chin x2", "papular 3 nose x2", priorities=("rolling",))
    rows = [line("rolling", 3, first=["subcision", "afl"]), line("icepick", 3, second=["afl"], adjuncts=["subcision"])]

    assert praised(case, *rows, setting("label_burden_share", 0.5)) == {("afl",): True, ("subcision",): False}


def test_rest_to_answer_leaves_the_main_out():
    case = a_case("rolling 3 x9", "icepick 3 chin x2")

    assert rest_to_answer(situation_of(case, catalog_with(setting("label_burden_share", 0.25)))) == 1.5


def test_equal_merits_go_to_the_better_course():
    rows = [line("rolling", 3, first=["subcision", "afl", "nafl"]), downtime("nafl", 5, 9, 9)]
    situation = situation_of(ONE, catalog_with(*rows))
    pool = ranked_courses(situation)

    found = labels_of(pool, situation, None)

    assert found[pool[0]] == ["best match to findings", "least downtime"]

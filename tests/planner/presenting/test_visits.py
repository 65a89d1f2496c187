"""From a course to visits: test spots, treatments in the order they are done, options, minutes, price and windows."""

from decimal import Decimal

from planner.case import Span
from planner.catalog import Item
from planner.catalog.treatments import Parameter
from planner.presenting.visits import visits_of, why_done
from tests.planner.builders import (
    CATALOG,
    GROUND,
    ON,
    REGION,
    a_case,
    a_rule,
    ahead,
    catalog_with,
    combination,
    concern,
    course_in,
    deferring,
    downtime,
    line,
    modality,
    protocol,
    setting,
    spacing,
)

LINES = [
    line("rolling", 3, first=["subcision"], second=["afl"], adjuncts=["prp_intradermal"]),
    line("icepick", 3, first=["tca_cross"]),
]
SAME_DAY = spacing("subcision", "afl", 28, same_day="yes_ordered")
HOSTED = spacing("subcision", "prp_intradermal", 0, same_day="yes_ordered")
ONE = a_case("rolling 3")
SMOKER = a_case("rolling 3", yes=["smoker"])
SPOT = a_rule("caution", "subcision", mitigation_kind="test_spot", wait_days=30)


def visits(*working, case=ONE, rows=(), items=None, last_days=None, **how):
    course = course_in(case, catalog_with(*LINES, *rows, items=items), *working, **how)
    return visits_of(course, last_days)


def kinds(found):
    return [(visit.day, visit.kind, visit.provisional) for visit in found]


# ---- which visits


def test_treatment_is_reviewed_at_the_end():
    assert kinds(visits("subcision")) == [(0, "treatment", False), (60, "review", False)]


def test_what_lies_behind_a_review_is_provisional():
    rows = [protocol("subcision", sessions_typical=3, interval_min_days=28, review_after_sessions=1)]

    assert kinds(visits("subcision", rows=rows)) == [
        (0, "treatment", False),
        (28, "review", False),
        (28, "treatment", True),
        (56, "review", False),
        (56, "treatment", True),
        (116, "review", False),
    ]


def test_visit_behind_any_review_is_provisional():
    case = a_case("rolling 3", "icepick 3 chin", answers={"last_tan": Span.day(ON)})
    rows = [
        protocol("subcision", sessions_typical=2, interval_min_days=20, review_after_sessions=1),
        deferring(25, "tca_cross"),
    ]

    found = visits("tca_cross", "subcision", case=case, rows=rows)

    assert kinds(found)[:3] == [(0, "treatment", False), (20, "review", False), (25, "treatment", True)]


def test_test_spot_is_the_first_visit():
    found = visits("subcision", case=SMOKER, rows=[SPOT])

    assert kinds(found) == [(0, "test_spot", False), (30, "treatment", True), (90, "review", True)]
    assert [(one.modality, one.order, one.areas, one.option) for one in found[0].procedures] == [
        ("subcision", 1, (REGION,), False)
    ]
    assert found[0].procedures[0].reasons == ("caution_smoker",)


def test_test_spot_is_tried_in_one_region():
    found = visits("subcision", case=a_case("rolling 3", "rolling 3 chin", yes=["smoker"]), rows=[SPOT])

    assert found[0].procedures[0].areas == (REGION,)


def test_spots_of_one_day_share_a_visit():
    rows = [a_rule("caution", "subcision", "afl", mitigation_kind="test_spot", wait_days=30)]

    found = visits("subcision", "afl", case=SMOKER, rows=rows)

    assert [(one.modality, one.order) for one in found[0].procedures] == [("subcision", 1), ("afl", 2)]


def test_other_modality_does_not_wait_for_the_spot():
    case = a_case("rolling 3", "icepick 3 chin", yes=["smoker"])

    found = visits("tca_cross", "subcision", case=case, rows=[SPOT])

    assert kinds(found)[:3] == [(0, "test_spot", False), (0, "treatment", False), (30, "treatment", True)]


def test_bare_visit_tells_no_effort():
    review = visits("subcision")[-1]

    assert (review.minutes, review.numbing_minutes, review.downtime_days, review.price, review.procedures) == (
        *[None] * 4,
        (),
    )
    assert review.earliest_on == review.target_on == review.latest_on == ahead(60)


# ---- minutes, downtime, price


def test_numbing_is_the_longest_and_chair_the_sum():
    rows = [
        SAME_DAY,
        modality("subcision", injury=1, numbing_minutes=20, chair_typical_minutes=45),
        modality("afl", numbing_minutes=60, chair_typical_minutes=30),
    ]

    found = visits("subcision", "afl", rows=rows)[0]

    assert (found.numbing_minutes, found.minutes) == (60, 135)


def test_downtime_of_a_visit_is_least_to_most():
    assert visits("subcision", rows=[downtime("subcision", 3, 5, 10)])[0].downtime_days == (3, 10)


def test_price_of_a_visit_needs_every_part():
    items = [Item(modality="subcision", price=Decimal(100)), Item(modality="afl")]
    rows = [SAME_DAY, modality("subcision", injury=1)]

    assert visits("subcision", rows=rows, items=items)[0].price == Decimal(100)
    assert visits("subcision", "afl", rows=rows, items=items)[0].price is None


def test_standard_booster_is_part_of_the_visit():
    items = [
        Item(modality="subcision", price=Decimal(100), standard_boosters=("prp_intradermal",)),
        Item(modality="prp_intradermal", price=Decimal(40)),
    ]
    rows = [
        HOSTED,
        modality("subcision", numbing_minutes=0, chair_typical_minutes=45),
        modality("prp_intradermal", numbing_minutes=5, chair_typical_minutes=30),
    ]

    found = visits("subcision", rows=rows, items=items)[0]

    assert [(one.modality, one.option, one.areas) for one in found.procedures] == [
        ("subcision", False, (REGION,)),
        ("prp_intradermal", False, (REGION,)),
    ]
    assert (found.price, found.minutes) == (Decimal(140), 80)


# ---- windows


def test_window_of_a_visit_is_kept_by_all_its_sessions():
    rows = [
        SAME_DAY,
        modality("subcision", injury=1),
        protocol("subcision", sessions_typical=2, interval_min_days=20, interval_max_days=35),
        protocol("afl", sessions_typical=2, interval_min_days=14, interval_max_days=42),
        spacing("afl", "subcision", 7),
    ]

    second = visits("subcision", "afl", rows=rows)[1]

    assert (second.day, second.earliest_on, second.target_on, second.latest_on) == (28, ahead(28), ahead(28), ahead(35))


def test_window_ends_by_the_last_day_to_heal():
    rows = [modality("subcision", injury=2), modality("afl", injury=1)]

    deep = visits("subcision", rows=rows, last_days={False: 9, True: 5})
    light = visits("afl", rows=rows, last_days={False: 9, True: 5})

    both = visits("subcision", "afl", rows=[*rows, SAME_DAY], last_days={False: 9, True: 5})

    assert [found[0].latest_on for found in (deep, light, both)] == [ahead(5), ahead(9), ahead(5)]


def test_window_never_ends_before_its_target():
    found = visits("subcision", rows=[protocol("subcision", sessions_typical=2)], last_days={False: 20, True: 20})

    assert [visit.latest_on for visit in found[:2]] == [ahead(14), ahead(28)]


# ---- procedures


def test_procedures_stand_in_the_order_they_are_done():
    rows = [
        HOSTED,
        SAME_DAY,
        spacing("afl", "prp_intradermal", 0, same_day="yes_ordered"),
        modality("subcision", injury=1),
    ]

    found = visits("subcision", "afl", rows=rows)[0]

    assert [(one.order, one.modality, one.option) for one in found.procedures] == [
        (1, "subcision", False),
        (2, "afl", False),
        (3, "prp_intradermal", True),
    ]


def test_published_visit_keeps_its_order_and_ends_with_options():
    rows = [combination("pair", ("afl", 0), ("subcision", 0)), HOSTED]

    found = visits("subcision", "afl", rows=rows, published="pair")[0]

    assert [one.modality for one in found.procedures] == ["afl", "subcision", "prp_intradermal"]


def test_areas_of_other_settings_are_written_apart():
    settings = [
        Parameter(modality="subcision", area=area, scar_depth="any", name="gauge", unit="G", typical=gauge, **GROUND)
        for area, gauge in [("cheek", 18), ("chin", 22)]
    ]
    case = a_case("rolling 3", "rolling 3 chin", "rolling 3 cheek_upper")

    found = visits("subcision", case=case, rows=settings)[0]

    assert [(one.order, one.areas, one.answers_findings) for one in found.procedures] == [
        (1, ("cheek_upper", REGION), (0, 2)),
        (1, ("chin",), (1,)),
    ]


def test_procedure_names_what_it_answers_and_why():
    case = a_case("icepick 3 chin", "rolling 3")

    found = visits("tca_cross", "subcision", case=case)[0]

    assert [(one.modality, one.answers_findings, one.reasons) for one in found.procedures] == [
        ("tca_cross", (0,), ("icepick_first_line",)),
        ("subcision", (1,), ("rolling_first_line",)),
    ]


def test_concern_is_answered_without_a_finding():
    case = a_case("rolling 3", concerns=("skin_texture",))

    procedure = visits("subcision", case=case, rows=[concern("subcision", "skin_texture")])[0].procedures[0]

    assert (procedure.answers_findings, procedure.reasons) == ((0,), ("rolling_first_line", "skin_texture_first_line"))


def test_option_is_done_for_what_it_may_answer():
    course = course_in(ONE, catalog_with(*LINES, HOSTED), "subcision")

    assert [one.rule for one in why_done(course, "prp_intradermal", (REGION,))] == ["rolling_adjunct"]
    assert why_done(course, "prp_intradermal", ("chin",)) == ()


def test_spots_of_the_house_setting_need_no_row_of_their_own():
    rows = [a_rule("caution", "subcision", mitigation_kind="test_spot"), setting("default_test_spot_wait_days", 21)]

    assert kinds(visits("subcision", case=SMOKER, rows=rows))[1] == (21, "treatment", True)
    assert CATALOG.settings["default_test_spot_wait_days"] != 21

"""What is known before the first regimen: what may treat what, when it opens, and whether the skin marks easily."""

import pytest

from planner.case import NEVER, Answer, PastProcedure, Span
from planner.catalog import Item
from planner.situation import situation_of
from tests.planner.builders import (
    CATALOG,
    ON,
    REGION,
    a_case,
    a_rule,
    ago,
    ahead,
    catalog_with,
    concern,
    deferring,
    line,
    past,
    protocol,
    setting,
    spacing,
    subtype,
)

ROLLING = line("rolling", 2, first=["subcision"], second=["afl"], adjuncts=["filler_ha"])
DARK = line("pih", 1, first=["topical_priming"], adjuncts=["nafl"])
TANNED = {"last_tan": Span.day(ago(10))}


def situation(case, *rows, items=None):
    return situation_of(case, catalog_with(*rows, items=items))


# ---- what may treat what


def test_fits_hold_whatever_answers_at_all():
    found = situation(a_case("rolling"), ROLLING)

    assert {key: fit.level for (key, _), fit in found.fits.items()} == {"subcision": 1, "afl": 2, "filler_ha": 3}


def test_absolute_modality_fits_nothing():
    found = situation(
        a_case("rolling", yes=["smoker"]), ROLLING, a_rule("absolute", "afl"), a_rule("relative", "punch")
    )

    assert {key for key, _ in found.fits} == {"subcision", "filler_ha"}
    assert found.fit("afl", 0).level == 2


def test_area_treatment_keeps_off_region_that_bars_it():
    rows = (ROLLING, subtype("afl", "keloid", "contraindicated"), subtype("subcision", "keloid", "contraindicated"))

    found = situation(a_case("rolling", "keloid", "rolling chin"), *rows)

    assert [place for key, place in found.fits if key == "afl"] == [2]
    assert [place for key, place in found.fits if key == "subcision"] == [0, 2]


def test_concern_is_treated_where_scars_are():
    rows = (concern("afl", "skin_texture"), subtype("afl", "keloid", "contraindicated"))

    found = situation(a_case("rolling", "keloid chin", concerns=("skin_texture",)), *rows)

    assert found.regions_of("afl", found.targets[2]) == (REGION,)


def test_concern_alone_is_treated_over_the_face():
    found = situation(a_case(concerns=("skin_texture",)), concern("afl", "skin_texture"))

    face = tuple(key for key, region in CATALOG.regions.items() if region.unit == "face")
    assert found.regions_of("afl", found.targets[0]) == face


def test_cream_for_a_concern_needs_all_of_it_open():
    """The home phase names no areas, so nobody could keep the cream off one of them."""
    closed = a_rule("absolute", "topical_priming", "afl", question="malignancy_area")
    case = a_case(concerns=("skin_texture",), answers={"malignancy_area": Answer(ON, regions={"forehead": True})})

    found = situation(case, concern("topical_priming", "skin_texture"), concern("afl", "skin_texture"), closed)

    assert "forehead" not in found.regions_of("afl", found.targets[0]) != ()
    assert found.regions_of("topical_priming", found.targets[0]) == ()


# ---- days


def test_deferral_opens_on_its_date():
    found = situation(a_case("rolling", answers=TANNED), ROLLING, deferring(28, "afl"))

    assert found.opens("afl", (REGION,)) == 18
    assert found.opens("subcision", (REGION,)) == 0


def test_one_deferral_may_run_into_another():
    told = TANNED | {"planned_sun": Span.day(ahead(25))}
    sun = a_rule("defer", "afl", question="planned_sun", op="around_days", value=(10, 14))

    found = situation(a_case("rolling", answers=told), ROLLING, deferring(28, "afl"), sun)

    assert found.next_open("afl", (REGION,), 0) == 40


def test_deferral_without_date_stays_closed():
    found = situation(a_case("rolling", yes=["smoker"]), ROLLING, a_rule("defer", "afl", defer_until="a pause"))

    assert found.opens("afl", (REGION,)) is None


def test_deferral_beyond_longest_wait_closes():
    rows = (ROLLING, deferring(28, "afl"))

    just = situation(a_case("rolling", answers=TANNED), *rows, setting("longest_deferral_shift_days", 18))
    beyond = situation(a_case("rolling", answers=TANNED), *rows, setting("longest_deferral_shift_days", 17))

    assert (just.opens("afl", (REGION,)), beyond.opens("afl", (REGION,))) == (18, None)
    assert "afl" not in beyond.working


def test_absolute_that_ends_closes_for_good():
    young = a_case("rolling", age=None, birth_date=ahead(10).replace(year=ON.year - 18))

    found = situation(young, ROLLING, a_rule("absolute", "afl", question="age_years", op="lt", value=18))

    assert found.next_open("afl", (REGION,), 400) is None


def test_window_closes_again_before_planned_sun():
    sun = a_rule("defer", "afl", question="planned_sun", op="around_days", value=(14, 28))

    found = situation(a_case("rolling", answers={"planned_sun": Span.day(ahead(60))}), ROLLING, sun)

    assert found.next_closing("afl", (REGION,), 0) == 46
    assert found.next_closing("afl", (REGION,), 46) is None
    assert found.next_open("afl", (REGION,), 50) == 89


def test_stretch_without_closed_day_begins_when_it_opened():
    told = {"last_tan": Span.day(ago(8)), "planned_sun": Span.day(ahead(60))}
    sun = a_rule("defer", "afl", question="planned_sun", op="around_days", value=(14, 28))

    found = situation(
        a_case("rolling", answers=told), ROLLING, deferring(28, "afl"), deferring(10, "afl", key="short"), sun
    )

    since = [
        found.open_since(key, (REGION,), day) for key, day in [("afl", 20), ("afl", 46), ("afl", 90), ("subcision", 90)]
    ]
    assert since == [20, 20, 89, 0]


def test_closing_elsewhere_shortens_no_stretch():
    told = {"superficial_last": Answer(ON, regions={"chin": Span.day(ON), REGION: NEVER})}

    found = situation(
        a_case("rolling", "rolling chin", answers=told), ROLLING, deferring(14, "afl", question="superficial_last")
    )

    assert [found.open_since("afl", (place,), 30) for place in (REGION, "chin")] == [0, 14]


def test_answer_by_region_closes_only_there():
    told = {"tattoo_area": Answer(ON, regions={REGION: True, "chin": False})}

    found = situation(
        a_case("rolling", "rolling chin", answers=told), ROLLING, a_rule("absolute", "afl", question="tattoo_area")
    )

    assert [found.opens("afl", (place,)) for place in (REGION, "chin")] == [None, 0]
    assert [verdict.severity for verdict in found.verdicts_on("afl", ("chin", REGION), (0,))] == ["absolute"]
    assert found.verdicts_on("afl", ("chin",), (0,)) == ()


def test_verdicts_hold_on_their_days():
    found = situation(a_case("rolling", answers=TANNED), ROLLING, deferring(28, "afl"))

    held = [bool(found.verdicts_on("afl", (REGION,), days)) for days in [(0,), (17,), (18,), (18, 17)]]

    assert held == [True, True, False, True]
    assert len(found.verdicts_anywhere("afl")) == 1


# ---- the past


@pytest.mark.parametrize(("days_ago", "expected"), [(10, 32), (42, 0), (50, 0), (None, 42)])
def test_past_procedure_keeps_its_spacing(days_ago, expected):
    case = a_case("rolling", history=(past("microneedling", days_ago),))

    assert situation(case, ROLLING, spacing("microneedling", "afl", 42)).after_history("afl") == expected


def test_past_session_keeps_shortest_interval():
    case = a_case("rolling", history=(past("afl", 5),))

    assert situation(case, protocol("afl", interval_min_days=20)).after_history("afl") == 15


def test_vague_past_counts_from_its_latest_day():
    told = PastProcedure("microneedling", last_on=Span(ago(90), ago(30)))

    found = situation(a_case("rolling", history=(told,)), spacing("microneedling", "afl", 42))

    assert found.after_history("afl") == 12


def test_worse_before_needs_a_reason():
    case = a_case("rolling", history=(past("afl", 400, "worse"), past("subcision", 400, "poor")))

    found = situation(case, ROLLING)

    worse = [(verdict.rule.key, verdict.severity) for verdict in found.verdicts_on("afl", (REGION,), (0,))]
    assert worse == [("worse_before", "relative")]
    assert found.verdicts_anywhere("subcision") == ()


# ---- the skin


@pytest.mark.parametrize(("phototype", "counts"), [(1, False), (3, False), (4, True), (6, True), (None, True)])
def test_pigment_counts_from_phototype_four(phototype, counts):
    assert situation(a_case("rolling", phototype=phototype)).pigment_counts is counts


@pytest.mark.parametrize(
    "facts",
    [
        {"findings": ("rolling", "macular_hyperpigmented")},
        {"findings": ("rolling",), "answers": {"pih_history": True}},
        {"findings": ("rolling",), "answers": {"pih_history": Answer(ON, regions={"chin": True})}},
    ],
    ids=["found", "told", "told of one region"],
)
def test_dark_marks_make_prone_to_marks(facts):
    found = situation(a_case(*facts["findings"], answers=facts.get("answers")))

    assert found.prone_to_marks and found.pigment_counts


def test_fair_skin_without_marks_is_not_prone():
    assert not situation(a_case("rolling", "macular_erythematous")).prone_to_marks


# ---- what the clinic has


def test_working_modalities_are_offered_and_answer():
    case = a_case("rolling", "macular_hyperpigmented")
    items = [Item(modality=key) for key in ("afl", "subcision", "topical_priming", "punch")]

    assert situation(case, ROLLING, DARK, items=items).working == ("subcision", "afl")
    assert situation(case, ROLLING, DARK).working == ("subcision", "nafl", "afl", "filler_ha")


@pytest.mark.parametrize(("row", "expected"), [("first", (1,)), ("second", (1,)), ("adjuncts", ())])
def test_priming_answers_to_second_line(row, expected):
    case = a_case("rolling", "macular_hyperpigmented")

    assert situation(case, ROLLING, line("pih", 1, **{row: ["topical_priming"]})).priming_answers == expected


def test_priming_not_offered_answers_nothing():
    found = situation(a_case("macular_hyperpigmented"), DARK, items=[Item(modality="nafl")])

    assert found.priming_answers == ()

"""What to expect: published results of what is done here, and nothing invented."""

from planner.catalog.courses import CombinationEffect
from planner.catalog.treatments import Effect
from planner.evidence import effects_on, evidence_types, expected_of
from planner.proposal import Expected
from tests.planner.builders import CATALOG, GROUND, a_case, catalog_with, combination, course_in, line

LINES = [
    line("rolling", 3, first=["subcision", "afl"], adjuncts=["prp_topical"]),
    line("erythematous_macule", 1, first=["vascular_laser"]),
    line("pih", 1, first=["topical_priming"]),
]
CASE = a_case("rolling 3", "macular_erythematous 1", "macular_hyperpigmented 1")


def effect(key, *modalities, scar_types=("rolling",), **facts):
    given = {"design": "cohort", "outcome": f"outcome {key}", "result": f"result {key}", "n": 20} | facts
    return Effect(id=key, modalities=modalities, scar_types=tuple(scar_types), **given, **GROUND)


def course(*working, rows=(), **how):
    return course_in(CASE, catalog_with(*LINES, *rows), *working, **how)


def test_result_keeps_its_metric_design_and_sources():
    found = expected_of(course("subcision", rows=[effect("e", "afl", "subcision")]), ())

    assert found == (Expected("subcision", "outcome e", "result e", 20, "cohort", None, ("asif2016",)),)


def test_nothing_published_is_said_plainly():
    found = expected_of(course("subcision"), ("prp_topical",))

    assert [(row.modality, row.outcome, row.result, row.n, row.design) for row in found] == [
        ("subcision", "any", "nothing published", None, None),
        ("prp_topical", "any", "nothing published", None, None),
    ]
    assert found[0].sources == CATALOG.modalities["subcision"].sources


def test_results_on_other_scars_are_left_out():
    rows = [effect("pits", "subcision", scar_types=["icepick"]), effect("own", "subcision")]

    assert [row.id for row in effects_on(course("subcision", rows=rows), "subcision")] == ["own"]


def test_mixed_results_count_for_any_atrophic_scar():
    rows = [effect("mixed", "subcision", "vascular_laser", scar_types=["mixed_atrophic"])]
    found = course("subcision", "vascular_laser", rows=rows)

    assert [len(effects_on(found, key)) for key in ("subcision", "vascular_laser")] == [1, 0]


def test_evidence_is_of_what_the_modality_treats():
    found = course("subcision", "vascular_laser")

    assert evidence_types(found, "vascular_laser") == {"erythematous_macule"}
    assert evidence_types(found, "subcision") == {"rolling", "mixed_atrophic"}


def test_option_is_told_of_what_it_may_answer():
    found = course("subcision", "vascular_laser")

    assert evidence_types(found, "prp_topical") == {"rolling", "mixed_atrophic"}
    assert evidence_types(found, "topical_priming") == {"pih"}


def test_results_of_the_combination_come_last():
    row = combination("pair", ("subcision", 0), ("afl", 0), evidence="C")
    metrics = [("improved", "x"), (None, "y")]
    effects = [
        CombinationEffect(combination="pair", design="RCT", result=result, n=9, metric=metric, **GROUND)
        for metric, result in metrics
    ]

    found = expected_of(course("subcision", "afl", rows=[row, *effects], published="pair"), ())

    assert found[2:] == (
        Expected("subcision", "pair: improved", "x", 9, "RCT", "C", ("asif2016",)),
        Expected("subcision", "pair", "y", 9, "RCT", "C", ("asif2016",)),
    )


def test_free_set_tells_nothing_of_a_combination():
    row = combination("pair", ("subcision", 0), ("afl", 0))
    told = CombinationEffect(combination="pair", design="RCT", result="x", **GROUND)

    assert [row.modality for row in expected_of(course("subcision", rows=[row, told]), ())] == ["subcision"]

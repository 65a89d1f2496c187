"""The shipped pack holds together: no course of its own rows would block itself, all joins are complete, and no row is lost."""

import dataclasses
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

import planner
from planner.engine import propose
from tests.planner.vignettes.algorithm_reading import algorithm_vignettes
from tests.planner.vignettes.combination_reading import combination_vignettes
from tests.planner.vignettes.own_courses import (
    CATALOG,
    COLOUR_GRADE,
    COLOUR_TYPES,
    MODALITIES,
    TREATMENTS,
    Planned,
    algorithm_courses,
    by_combination,
    combination_courses,
    people,
    protocol_courses,
    too_much,
    too_soon,
    troubles,
    wrong_order,
)

KNOWLEDGE = Path(planner.__file__).parent / "knowledge"
NAMES = ("assessment", "treatments", "safety", "house")
RAW = {name: tomllib.loads((KNOWLEDGE / f"{name}.toml").read_text(encoding="utf-8")) for name in NAMES}
TABLES = {name: getattr(CATALOG, name) for name in NAMES}
BLOCKED_KELOIDS = {
    ("algorithm hypertrophic_keloid 3", "keloid", "afl"): "absolute for a keloid, relative for a hypertrophic scar",
    ("algorithm hypertrophic_keloid 4", "keloid", "afl"): "absolute for a keloid, relative for a hypertrophic scar",
    ("combination afl_drug_raised", "keloid", "afl"): "absolute for a keloid, relative for a hypertrophic scar",
}
AGAINST_ADVICE = {("er_prp", "afl", "prp_intradermal"): "plasma every 14 days between monthly lasers, as in the trial"}


# ---- courses

COURSES = [*protocol_courses(), *combination_courses(), *algorithm_courses()]


def test_every_row_is_run():
    run = {name for name, *_ in COURSES}

    assert {f"protocol {row.modality} {row.context}" for row in TREATMENTS["protocol"]} <= run
    assert {f"combination {row.id}" for row in TREATMENTS["combination"]} <= run
    assert {f"algorithm {row.scar_type} {row.grade}" for row in TREATMENTS["algorithm"]} <= run


def test_only_known_courses_block_themselves():
    stopped = {
        (name, key, trouble[1]): trouble[0]
        for name, key, case, course in COURSES
        for trouble in troubles(case, course, published=name.startswith("combination"))
    }

    assert stopped == dict.fromkeys(BLOCKED_KELOIDS, "absolute")


def test_only_one_calendar_goes_against_advice():
    closer = {
        (row.id, *pair) for row in TREATMENTS["combination"] for _, *pair in too_soon(by_combination(row), "advice")
    }

    assert closer == set(AGAINST_ADVICE)


def regimens_of_vignettes():
    """Every regimen proposed to a patient of the algorithm or combination vignettes, with its procedures as planned."""
    for case in {v.name: v.read() for v in (*algorithm_vignettes(), *combination_vignettes())}.values():
        for regimen in propose(case, CATALOG).regimens:
            visits = [visit for visit in regimen.visits if visit.kind == "treatment"]
            yield case, [Planned(v.day, p.modality, p.areas) for v in visits for p in v.procedures if not p.option]


def is_published(course):
    working = [
        {step.modality for step in row.steps if MODALITIES[step.modality].role == "working"}
        for row in TREATMENTS["combination"]
    ]
    return {one.modality for one in course} in working


def test_no_proposed_regimen_blocks_itself():
    stopped = [(course, troubles(case, course, is_published(course))) for case, course in regimens_of_vignettes()]

    assert [pair for pair in stopped if pair[1]] == []


WRONG = [
    ("blocked", "afl is absolute for a keloid", [Planned(0, "afl")], ("absolute", "afl")),
    ("spacing", "the laser over fresh channels", [Planned(0, "microneedling"), Planned(27, "afl")], ("too soon",)),
    ("pair", "needling and the laser on one day", [Planned(0, "microneedling"), Planned(0, "afl")], ("never",)),
    ("order", "the laser before the release", [Planned(0, "afl"), Planned(0, "subcision")], ("wrong order",)),
    (
        "injury",
        "release and the ablative laser on one day",
        [Planned(0, "subcision"), Planned(0, "afl")],
        ("too much",),
    ),
]


@pytest.mark.parametrize(("course", "trouble"), [row[2:] for row in WRONG], ids=[f"{r[0]}: {r[1]}" for r in WRONG])
def test_course_that_blocks_itself_is_noticed(course, trouble):
    keloid = next(case for key, case in people("hypertrophic_keloid", 3) if key == "keloid")

    found = troubles(keloid, course, published=False)

    assert any(one[0].startswith(trouble[0]) for one in found)


def test_other_areas_are_left_alone():
    course = [Planned(0, "subcision", ("chin",)), Planned(0, "afl", ("temple",)), Planned(5, "nafl", ("chin",))]

    assert [*too_soon(course, "block_same_area"), *wrong_order(course), *too_much(course)] == []


# ---- rows and joins


def test_no_row_of_files_is_lost():
    for name, document in RAW.items():
        held = {
            table: len(rows) if isinstance(rows, list) else 1 for table, rows in document.items() if table != "meta"
        }
        assert held == {table: len(rows) for table, rows in TABLES[name].items()}, name


@pytest.mark.parametrize("name", ["treatments", "safety"])
def test_announced_counts_are_the_rows(name):
    lists = {table: len(rows) for table, rows in RAW[name].items() if isinstance(rows, list)}

    assert RAW[name]["meta"]["row_counts"] == lists


def facts_in(fact) -> Iterator:
    """A fact and all facts within it."""
    yield fact
    for field in dataclasses.fields(fact):
        value = getattr(fact, field.name)
        for inner in value if isinstance(value, tuple) else (value,):
            if dataclasses.is_dataclass(inner):
                yield from facts_in(inner)


def source_fields(fact) -> dict[str, tuple[str, ...]]:
    names = [field.name for field in dataclasses.fields(fact) if "sources" in field.name or field.name == "cites"]
    return {name: getattr(fact, name) for name in names}


def unresolved(fact) -> list[str]:
    """Keys of no source; a fact that has to name its sources and names none."""
    named = source_fields(fact)
    missing = ["sources"] if named.get("sources") == () else []
    return missing + [key for keys in named.values() for key in keys if key not in CATALOG.sources]


def test_every_source_of_a_row_resolves():
    rows = [row for tables in TABLES.values() for table in tables.values() for row in table]

    assert [(row, unresolved(fact)) for row in rows for fact in facts_in(row) if unresolved(fact)] == []


def test_source_of_no_file_is_noticed():
    row = TREATMENTS["spacing_rule"][0]

    assert unresolved(replace(row, sources=("nobody1900",))) == ["nobody1900"]
    assert unresolved(replace(row, sources=())) == ["sources"]


def test_every_judged_scar_type_is_linked():
    evidence = {row.id for row in TREATMENTS["scar_type"]}

    assert [row.assessment_key for row in TREATMENTS["scar_type_link"]] == list(CATALOG.scar_types)
    assert {key for types in CATALOG.linked_types.values() for key in types} == evidence


def test_every_parameter_area_is_linked():
    assert {row.area for row in TREATMENTS["parameter"]} <= set(CATALOG.area_regions)
    assert {region for row in TREATMENTS["area_link"] for region in row.regions} == set(CATALOG.regions)


@pytest.mark.parametrize("table", ["protocol", "downtime", "skin_type"])
def test_every_modality_has_one_row(table):
    rows = [row.modality for row in TREATMENTS[table] if getattr(row, "context", "default") == "default"]

    assert sorted(rows) == sorted(MODALITIES)


def test_grid_of_indications_is_complete():
    cells = [(row.modality, row.scar_type) for row in TREATMENTS["indication"]]

    assert sorted(cells) == sorted(product(MODALITIES, [row.id for row in TREATMENTS["scar_type"]]))


def test_algorithm_has_every_type_and_grade():
    grades = [row.grade for row in TREATMENTS["severity"]]
    types = [row.id for row in TREATMENTS["scar_type"]]

    expected = [
        (key, grade) for key, grade in product(types, grades) if (grade == COLOUR_GRADE) == (key in COLOUR_TYPES)
    ]
    assert sorted((row.scar_type, row.grade) for row in TREATMENTS["algorithm"]) == sorted(expected)


def named_modalities() -> Iterator[str]:
    for row in TREATMENTS["algorithm"]:
        yield from (*row.first_line, *row.second_line, *row.adjuncts)
    for row in TREATMENTS["combination"]:
        yield from (step.modality for step in row.steps)
    yield from (key for row in TREATMENTS["spacing_rule"] for key in (row.first, row.second))
    yield from (key for row in TREATMENTS["never_same_day"] for key in (row.a, row.b))
    yield from (key for row in TREATMENTS["home_phase"] for key in (row.modality, row.target))
    yield from (key for row in TREATMENTS["effect"] for key in row.modalities)


def test_courses_name_only_known_modalities():
    assert set(named_modalities()) <= set(MODALITIES)


def test_algorithm_names_only_known_combinations():
    assert {key for row in TREATMENTS["algorithm"] for key in row.combinations} <= set(CATALOG.combinations)


def test_same_visit_combinations_keep_their_count():
    for row in TREATMENTS["combination"]:
        if row.mode == "same_session":
            assert {step.repeat for step in row.steps} == {row.sessions_typical}, row.id
            assert {step.every_days or 0 for step in row.steps} == {row.interval_days}, row.id

"""One patient for every rule of safety: screening says what it should, and only because the rule is there."""

from dataclasses import replace

import pytest

from planner.catalog import shipped_catalog
from tests.planner.vignettes.checking import complaints
from tests.planner.vignettes.reading import (
    Expectation,
    Variation,
    read_vignette,
    safety_vignettes,
    with_rule,
    without_rule,
)

CATALOG = shipped_catalog()
RULES = {rule.key: rule for rule in CATALOG.safety["rule"]}
VIGNETTES = safety_vignettes()

each_vignette = pytest.mark.parametrize("vignette", VIGNETTES, ids=lambda vignette: f"{vignette.rule}: {vignette.name}")


def vignette_of(rule):
    return next(vignette for vignette in VIGNETTES if vignette.rule == rule)


def test_every_rule_has_a_vignette():
    assert {vignette.rule for vignette in VIGNETTES} == set(RULES)


def test_every_vignette_has_its_own_name():
    names = [vignette.name for vignette in VIGNETTES]

    assert sorted(set(names)) == sorted(names)


def test_every_vignette_knows_an_edge():
    assert [vignette.name for vignette in VIGNETTES if not vignette.not_when] == []


def test_rule_about_one_area_leaves_another():
    by_area = {key for key, rule in RULES.items() if CATALOG.questions[rule.question].per_area}

    assert {vignette.rule for vignette in VIGNETTES if vignette.where and vignette.leaves} == by_area


def test_rule_about_an_ingredient_tries_other_products():
    about = {key for key, rule in RULES.items() if rule.ingredient}

    assert about <= {v.rule for v in VIGNETTES if any(variation.ingredients for variation in v.not_when)}


@each_vignette
def test_screening_says_what_vignette_expects(vignette):
    assert complaints(vignette, CATALOG) == []


@each_vignette
def test_vignette_fails_without_its_rule(vignette):
    assert complaints(vignette, without_rule(CATALOG, vignette.rule)) != []


def moved_by_one(rule):
    """The rule with its number one lower and one higher: an interval with its deferral, a window at each end."""
    value = rule.when.value
    for step in (-1, 1):
        wait = rule.defer_days + step if rule.defer_days else 0
        if isinstance(value, tuple):
            yield replace(rule, when=replace(rule.when, value=(value[0] + step, value[1])))
            yield replace(rule, when=replace(rule.when, value=(value[0], value[1] + step)))
        elif type(value) in (int, float):
            yield replace(rule, when=replace(rule.when, value=value + step), defer_days=wait)
        elif wait:
            yield replace(rule, defer_days=wait)


MOVED = [moved for rule in RULES.values() for moved in moved_by_one(rule)]


@pytest.mark.parametrize("rule", MOVED, ids=lambda rule: f"{rule.key} {rule.when.value} {rule.defer_days}")
def test_limit_moved_by_one_is_noticed(rule):
    catalog = with_rule(CATALOG, rule)

    assert any(complaints(vignette, catalog) for vignette in VIGNETTES if vignette.rule == rule.key)


WRONG = [
    ("another severity", "keloid", {"expect": Expectation("relative", ("afl",))}),
    ("a modality that is not met", "pacemaker", {"expect": Expectation("absolute", ("rf_microneedling", "afl"))}),
    ("a modality met too", "keloid", {"expect": Expectation("absolute", ("afl", "subcision"))}),
    ("a spared modality that is met", "pacemaker", {"spares": ("rf_microneedling",)}),
    ("a region that is met too", "metal_rf", {"leaves": "jawline"}),
    ("another end of the wait", "tan", {"opens_after": 6}),
    ("no end of the wait", "tan", {"opens_after": None}),
    ("an end where there is none", "pacemaker", {"opens_after": 30}),
    ("another condition", "preg_punch", {"condition": "after weaning"}),
    ("a later beginning", "tan", {"begins_after": 3}),
    ("an edge beyond the edge", "faint", {"also_when": (Variation("never", answers={"needle_faint": False}),)}),
    ("an edge before the edge", "prp_hb", {"not_when": (Variation("9.9", answers={"haemoglobin": 9.9}),)}),
]


@pytest.mark.parametrize(("rule", "change"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG])
def test_wrong_expectation_is_complained_about(rule, change):
    assert complaints(replace(vignette_of(rule), **change), CATALOG) != []


def test_unknown_field_of_vignette_is_refused():
    row = {"rule": "keloid", "name": "A patient", "case": {}, "expect": {"severity": "absolute", "modalities": []}}

    with pytest.raises(TypeError, match="opens_afer"):
        read_vignette({**row, "opens_afer": 3})

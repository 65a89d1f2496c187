"""Small random catalogs and cases: few modalities that fit, combine and space as chance has it, and faces of few findings."""

import dataclasses
import datetime
import random

from planner.case import Case, read_case
from planner.catalog import Catalog, shipped_catalog
from planner.catalog.courses import CombinationStep
from planner.catalog.snapshot import Item
from planner.vocabulary import EVIDENCE_LEVELS, PRIMING

SHIPPED = shipped_catalog()
ON = datetime.date(2026, 11, 22)
WORKING = [key for key, row in SHIPPED.modalities.items() if row.role == "working"]
TYPES = [row.id for row in SHIPPED.treatments["scar_type"]]
FOUND = ("rolling", "icepick", "boxcar_shallow", "boxcar_deep", "broad_atrophic", "linear_trough", "hypertrophic")
MARKS = ("macular_hyperpigmented", "macular_erythematous")
ANSWERS = (
    {"pih_history": True},
    {"anticoagulant": True},
    {"isotretinoin_last": {"after_days": 100}},
    {"keloid_history": "hypertrophic"},
    {"last_tan": {"after_days": 5}},
    {"metal_implant_area": {"regions": {"chin": True, "temple": False}}},
)
MARKS = ("macular_hyperpigmented", "macular_erythematous")
ANSWERS = (
    {"pih_history": True},
    {"anticoagulant": True},
    {"isotretinoin_last": {"after_days": 100}},
    {"keloid_history": "hypertrophic"},
    {"last_tan": {"after_days": 5}},
    {"metal_implant_area": {"regions": {"chin": True, "temple": False}}},
)
ANSWERS = (
    {"pih_history": True},
    {"anticoagulant": True},
    {"isotretinoin_last": {"after_days": 100}},
    {"keloid_history": "hypertrophic"},
    {"last_tan": {"after_days": 5}},
    {"metal_implant_area": {"regions": {"chin": True, "temple": False}}},
)
WISHES = (
    {"max_visits": 3},
    {"max_downtime_days": 4},
    {"avoid": [PRIMING]},
    {"avoid": ["microneedling"]},
    {"most_important": ["downtime"]},
    {"most_important": ["improvement", "speed"]},
)


def small_catalog(source: random.Random) -> Catalog:
    """The shipped catalog, where four to seven modalities are offered and fit, combine and space as chance has it."""
    offered = source.sample(WORKING, source.randint(3, 6)) + source.choice(([PRIMING], [source.choice(WORKING)]))
    offered = [key for key in SHIPPED.modalities if key in offered]
    working = [key for key in offered if key != PRIMING]
    tables = dict(SHIPPED.treatments)
    tables["indication"] = tuple(_cell(row, offered, source) for row in tables["indication"])
    tables["combination"] = tuple(_combination(place, working, source) for place in range(source.randint(0, 3)))
    tables["algorithm"] = tuple(_algorithm(row, offered, tables["combination"], source) for row in tables["algorithm"])
    tables["spacing_rule"] = tuple(_spacing(working, source))
    tables["combination_effect"] = ()
    return dataclasses.replace(SHIPPED, treatments=tables, items=tuple(Item(modality=key) for key in offered))


def _cell(row, offered, source):
    fitness = source.choice(
        ("first_line", "first_line", "adjunct", "adjunct", "poor", "poor", "poor", "contraindicated")
    )
    return dataclasses.replace(row, fitness=fitness, evidence_level=source.choice(EVIDENCE_LEVELS))


def _combination(place, working, source):
    keys = source.sample(working, source.randint(2, min(3, len(working))))
    apart = source.choice((0, 0, 14, 28))
    steps = [CombinationStep(modality=key, day=turn * apart, repeat=2, every_days=42) for turn, key in enumerate(keys)]
    changes = {"scar_types": tuple(source.sample(TYPES, 3)), "evidence_level": source.choice(EVIDENCE_LEVELS)}
    grades = sorted(source.choices((1, 2, 3, 4), k=2))
    return dataclasses.replace(
        SHIPPED.treatments["combination"][0],
        id=f"chance_{place}",
        steps=tuple(steps),
        grade_min=grades[0],
        grade_max=grades[1],
        **changes,
    )


def _algorithm(row, offered, published, source):
    keys = source.sample(offered, len(offered))
    one, two, three = sorted(source.choices(range(len(keys) + 1), k=3))
    named = tuple(combination.id for combination in published if source.random() < 0.3)
    lists = {"first_line": tuple(keys[:one]), "second_line": tuple(keys[one:two]), "adjuncts": tuple(keys[two:three])}
    return dataclasses.replace(row, combinations=named, **lists)


def _spacing(working, source):
    like = SHIPPED.treatments["spacing_rule"][0]
    for first in working:
        for second in working:
            if first != second and source.random() < 0.6:
                least = source.choice((0, 7, 14, 28))
                yield dataclasses.replace(
                    like,
                    first=first,
                    second=second,
                    min_days=least,
                    typical_days=least + source.choice((0, 7)),
                    same_day=source.choice(("no", "yes_ordered", "yes_reverse_order")),
                    strength=source.choice(("advice", "block_same_area")),
                )


def small_case(source: random.Random, catalog: Catalog) -> Case:
    """One to four findings in few regions, so that some are mixed, with an answer, a past and a wish now and then."""
    rows = {}
    for _ in range(source.randint(0, 4)):
        scar_type, region = source.choice(FOUND + MARKS), source.choice(("temple", "chin", "nose"))
        grade = {} if scar_type in MARKS else {"grade": source.randint(2, 4)}
        rows[scar_type, region] = {"scar_type": scar_type, "region": region, "count": source.randint(1, 9), **grade}
    concerns = source.sample(catalog.concerns, source.choice((0, 0, 1, 2)))
    present = list(dict.fromkeys([scar_type for scar_type, _ in rows] + concerns))
    past = [{"modality": key, "response": source.choice(("poor", "good", "worse"))} for key in list(catalog.offers)[:1]]
    document = {
        "on": ON.isoformat(),
        "patient": {"age": source.choice((17, 30)), "phototype": source.choice((None, 2, 4, 5))},
        "assessment": {
            "findings": list(rows.values()),
            "concerns": concerns,
            "priorities": source.sample(present, min(len(present), source.choice((0, 0, 1, 2)))),
        },
        "answers": source.choice(({}, *ANSWERS)),
        "history": source.choice(([], [], past)),
        "preferences": source.choice(({}, {}, *WISHES)),
    }
    return read_case(document, catalog)

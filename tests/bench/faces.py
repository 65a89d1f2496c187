"""Typical faces as case documents, made from a seeded random source: the mix of a scar clinic, not the corners of the format."""

import datetime
import random

from planner.catalog import Catalog

ON = datetime.date(2026, 11, 22)
SCARS = {
    "rolling": 10,
    "icepick": 9,
    "boxcar_shallow": 9,
    "boxcar_deep": 6,
    "macular_erythematous": 5,
    "macular_hyperpigmented": 6,
    "broad_atrophic": 2,
    "linear_trough": 1,
    "papular": 1,
    "hypertrophic": 1,
    "keloid": 1,
    "tunnel_bridge": 1,
    "macular_hypopigmented": 1,
}
REGIONS = ("cheek_upper", "cheek_lower", "cheek_lower", "temple", "forehead", "chin", "jawline", "nose", "back_upper")
PAIRED = ("cheek_upper", "cheek_lower", "temple", "jawline")
YES = (
    {"isotretinoin_last": {"after_days": 120}},
    {"pih_history": True},
    {"keloid_history": "hypertrophic"},
    {"keloid_history": "keloid"},
    {"anticoagulant": True},
    {"last_tan": {"after_days": 10}},
    {"active_acne": "mild"},
    {"active_acne": "moderate_severe"},
    {"hsv_history": True},
    {"pregnant": "yes"},
    {"breastfeeding": True},
    {"planned_sun": "2027-02-10"},
    {"immunosuppressed": True},
    {"diabetes": "controlled"},
    {"smoker": True},
    {"topical_retinoid_last": {"after_days": 3}},
)
WISHES = (
    {"max_downtime_days": 5},
    {"max_downtime_days": 7},
    {"max_visits": 4},
    {"ready_by": "2027-06-01"},
    {"ready_by": "2027-04-15"},
    {"avoid": ["afl"]},
    {"avoid": ["filler_ha", "filler_pmma"]},
    {"most_important": ["downtime"]},
    {"most_important": ["improvement", "pigment_risk"]},
)
RESPONSES = ("none", "poor", "partial", "good", "worse")


def faces(number: int, seed: int, catalog: Catalog) -> list[dict]:
    """So many case documents; the same for the same seed."""
    source = random.Random(seed)
    return [one_face(source, catalog) for _ in range(number)]


def one_face(source: random.Random, catalog: Catalog) -> dict:
    """A person of 16 to 50 with one to six findings, most questions answered, now and then a wish or a past treatment."""
    return {
        "on": ON.isoformat(),
        "patient": {
            "age": source.randint(16, 50),
            "sex": source.choice(("female", "male")),
            "phototype": source.choices(range(1, 7), (1, 3, 5, 5, 3, 2))[0],
        },
        "assessment": {"grade": source.choices((2, 3, 4), (3, 4, 2))[0], **_skin(source, catalog)},
        "answers": _answers(source, catalog),
        "history": _history(source, catalog),
        "preferences": _merged(source.sample(WISHES, source.choice((0, 0, 1, 2)))),
    }


def _skin(source: random.Random, catalog: Catalog) -> dict:
    rows = {}
    for _ in range(source.choice((1, 2, 3, 3, 4, 5, 6))):
        scar_type = source.choices(list(SCARS), list(SCARS.values()))[0]
        region = source.choice(REGIONS)
        side = source.choice(("left", "right", "both")) if region in PAIRED else None
        rows[scar_type, region, side] = {
            "scar_type": scar_type,
            "region": region,
            "side": side,
            "count": source.randint(1, 25),
        }
    findings = list(rows.values())
    concerns = source.sample(catalog.concerns, source.choice((0, 0, 0, 1, 2)))
    bothers = [source.choice(findings)["scar_type"]] if source.random() < 0.5 else []
    return {"findings": findings, "concerns": concerns, "priorities": bothers}


def _answers(source: random.Random, catalog: Catalog) -> dict:
    asked = [question for question in catalog.questions.values() if question.derived_from is None]
    none = {question.key: question.none_value for question in asked if question.none_value is not None}
    told = none if source.random() < 0.7 else {}
    return told | _merged(source.sample(YES, source.choice((0, 0, 1, 2))))


def _history(source: random.Random, catalog: Catalog) -> list[dict]:
    done = source.sample(list(catalog.modalities), source.choice((0, 0, 1, 2)))
    return [
        {
            "modality": key,
            "last_on": (ON - datetime.timedelta(source.randint(10, 400))).isoformat(),
            "response": source.choice(RESPONSES),
        }
        for key in done
    ]


def _merged(parts: list[dict]) -> dict:
    return {key: value for part in parts for key, value in part.items()}

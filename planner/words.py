"""Words for keys, dates and lists, of which every sentence is made."""

import datetime
from collections.abc import Iterable


def written_date(day: datetime.date) -> str:
    """A date that nobody can mix up: 23 Nov 2026."""
    return f"{day.day} {day:%b %Y}"


def plain(key: str) -> str:
    """A key as words."""
    return NAMES.get(key, key.replace("_", " "))


NAMES = {
    "afl": "ablative fractional laser",
    "nafl": "non-ablative fractional laser",
    "rf_microneedling": "radiofrequency microneedling",
    "prp_topical": "topical platelet-rich plasma",
    "prp_intradermal": "intradermal platelet-rich plasma",
    "crosslinking": "serum after needling",
    "tca_cross": "TCA CROSS",
    "filler_ha": "hyaluronic acid filler",
    "filler_pmma": "PMMA filler",
    "filler_plla": "poly-L-lactic acid filler",
    "punch": "punch technique",
    "peel_superficial": "superficial peel",
    "peel_medium": "medium-depth peel",
    "intralesional": "intralesional injection",
    "topical_priming": "topical priming",
    "macular_erythematous": "red marks",
    "macular_hyperpigmented": "brown marks",
    "macular_hypopigmented": "pale marks",
    "icepick": "ice-pick scars",
    "boxcar_shallow": "shallow boxcar scars",
    "boxcar_deep": "deep boxcar scars",
    "rolling": "rolling scars",
    "linear_trough": "linear troughs",
    "broad_atrophic": "broad atrophic areas",
    "tunnel_bridge": "tunnels and bridges",
    "papular": "papular scars",
    "hypertrophic": "hypertrophic scars",
    "keloid": "keloids",
    "cheek_upper": "upper cheek",
    "cheek_lower": "lower cheek",
    "back_upper": "upper back",
    "back_lower": "lower back",
    "active_acne_with_scars": "active acne with scars",
    "max_downtime_days": "the longest downtime",
    "max_price": "the budget",
    "ready_by": "the date to be ready by",
    "max_visits": "the most visits",
    "avoid": "treatments to avoid",
}


def listed(keys: Iterable[str]) -> str:
    """Keys as words with commas and an and."""
    words = [plain(key) for key in keys]
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def upper(text: str) -> str:
    """The text with a capital letter."""
    return text[:1].upper() + text[1:]


def days(number: int) -> str:
    """A number of days."""
    return "1 day" if number == 1 else f"{number} days"

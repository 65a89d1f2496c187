"""What is waited for, in words: for a condition or a date, and for the sake of which treatments. Told by `planner.wording`."""

import datetime
from collections.abc import Iterable

from planner.words import listed, written_date

WAITED_FOR = {
    "age_years": "the age at which the patient is no minor",
    "active_acne": "acne under control",
    "pregnant": "the end of the pregnancy",
    "breastfeeding": "the end of breastfeeding",
    "isotretinoin_last": "enough time since the last isotretinoin",
    "nsaid_last": "enough time since the last anti-inflammatory painkiller",
    "systemic_steroid_last": "enough time since the last cortisone",
    "local_steroid_last": "enough time since the last cortisone injection",
    "fever_last": "enough time since the last fever",
    "facial_surgery_last": "enough time since the surgery",
    "filler_last": "enough time since the last filler",
    "botulinum_last": "enough time since the last botulinum toxin",
    "superficial_last": "enough time since the last superficial treatment elsewhere",
    "deep_last": "enough time since the last deep treatment elsewhere",
    "topical_retinoid_last": "enough time since the last retinoid cream",
    "hair_removal_last": "enough time since the last hair removal",
    "last_tan": "enough time since the last tan",
    "planned_sun": "enough time after the planned sun",
    "anticoagulant": "the end of the blood thinner",
    "antiplatelet": "the end of the antiplatelet medicine",
    "immunosuppressed": "a recovered immune system",
    "rosacea_active": "quiet rosacea",
    "melasma": "melasma under control",
    "koebner": "a skin disease that is quiet",
    "history": "enough time since what was done before",
}


def waiting_words(question: str, ask: str) -> str:
    """What is waited for when the answer to a question passes."""
    return WAITED_FOR.get(question, f"another answer to: {ask}")


def waiting_for(
    words: str, until: datetime.date | None, modalities: Iterable[str], with_reason: Iterable[str] = ()
) -> str:
    """What is waited for, until when where a date is known, which treatments wait, and which would need a reason until then."""
    waiting, needing = listed(modalities), listed(with_reason)
    date = f" ({written_date(until)})" if until else ""
    if not needing:
        return f"{words}{date}, for {waiting}"
    if not waiting:
        return f"{words}{date}, for {needing} without a recorded reason"
    return f"{words}{date}, for {waiting}; until then {needing} only with a recorded reason"

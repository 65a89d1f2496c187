"""How recorded things are said: counts, places, values of answers and vague dates, the same on pages and in notes."""

from planner.case import NEVER, Answer, Finding, Span
from planner.case.reading_dates import month_of
from planner.catalog import Catalog
from planner.catalog.safety import Question

Count = tuple[int, int | None] | None
NOT_KNOWN = "not known"
WORDS = {"moderate_severe": "moderate or severe", "topical_absorption": "absorption of creams"}
NAMES = {
    "weight_kg": "body weight",
    "expectations_unrealistic": "expectation of complete removal or a fixed result",
    "needle_faint": "fainting or panic with needles",
    "pregnant": "pregnancy",
    "isotretinoin_last": "oral isotretinoin",
    "new_medicine": "new medicine, supplement or injection",
    "anticoagulant": "blood thinner",
    "antiplatelet": "aspirin, clopidogrel or similar",
    "nsaid_last": "anti-inflammatory painkiller",
    "systemic_steroid_last": "cortisone tablet or infusion",
    "local_steroid_last": "cortisone injection in the area",
    "photosensitiser": "medicine that makes the skin sensitive to light",
    "gold_ever": "treatment with gold",
    "immunosuppressed": "weakened immune system",
    "topical_retinoid_last": "retinoid or acid cream on the area",
    "anaesthetic_risk": "liver disease, heart rhythm disease or medicine that slows lidocaine breakdown",
    "methaemoglobin_risk": "methaemoglobinaemia, G6PD deficiency or sulfonamide use",
    "bleeding_disorder": "bleeding or clotting disorder",
    "hypofibrinogenaemia": "low fibrinogen",
    "septic_unstable": "sepsis or unstable circulation",
    "fever_last": "fever or infectious illness",
    "blood_bone_cancer": "cancer of blood or bone",
    "cardiac_device": "implanted electronic device",
    "metal_implant_area": "metal in or near the area",
    "connective_tissue": "connective tissue disease",
    "radiotherapy_area": "radiotherapy to the area",
    "malignancy_area": "skin cancer, precancer or unexplained spot in the area",
    "smoker": "smoking or vaping",
    "filler_label_history": "rheumatic fever, epilepsy, porphyria or autoimmune disease",
    "active_acne": "active acne in the area",
    "skin_infection": "skin infection or open wound in the area",
    "hsv_active": "cold sore or shingles now",
    "hsv_history": "cold sores or facial herpes before",
    "keloid_history": "raised scars before",
    "pih_history": "lasting dark marks",
    "last_tan": "strong sun, sunbed or self-tanner on the area",
    "planned_sun": "planned strong sun",
    "koebner": "vitiligo, psoriasis or lichen planus",
    "rosacea_active": "active rosacea in the area",
    "eczema_active": "eczema or dermatitis in the area",
    "tattoo_area": "tattoo or permanent makeup in the area",
    "allergy_lidocaine": "allergy to local anaesthetics",
    "allergy_salicylate": "allergy to salicylates or resorcinol",
    "allergy_filler": "allergy to fillers",
    "severe_allergy": "anaphylaxis or several severe allergies",
    "allergy_latex": "allergy to latex",
    "allergy_metal": "allergy to metals",
    "allergy_topical": "reactions to creams or disinfectants",
    "allergy_depigmenting": "reaction to bleaching creams",
    "filler_last": "filler in the area",
    "permanent_filler": "permanent or unknown filler in the area",
    "filler_granuloma": "lumps after filler",
    "botulinum_last": "botulinum toxin in the area",
    "superficial_last": "superficial peel, needling, non-ablative laser or RF on the area",
    "deep_last": "medium or deep peel, dermabrasion or ablative laser on the area",
    "facial_surgery_last": "surgery in the area",
    "hair_removal_last": "waxing, bleaching or depilatory on the area",
    "vaccine_dental_last": "vaccination or dental treatment",
    "sensitive_skin": "skin that stings or reddens easily",
}


def name_in_words(question: Question) -> str:
    """What a question is about, as a clinician names it; one without a name here goes by its key."""
    return NAMES.get(question.key) or question.key.removesuffix("_last").replace("_", " ")


def choice_in_words(value: str) -> str:
    """A value of a choice as one reads it."""
    return WORDS.get(value, value.replace("_", " "))


def day_in_words(day) -> str:
    return f"{day.day} {day:%b %Y}"


def span_in_words(span: Span) -> str:
    """A date no more exact than it was told."""
    earliest, latest = span.earliest, span.latest
    if earliest is None:
        return NOT_KNOWN if latest is None else f"{day_in_words(latest)} or earlier"
    if earliest == latest:
        return day_in_words(earliest)
    if span == month_of(earliest.year, earliest.month):
        return f"{earliest:%b %Y}"
    if latest is None:
        return f"{day_in_words(earliest)} or later"
    return f"between {day_in_words(earliest)} and {day_in_words(latest)}"


def value_in_words(question: Question, value) -> str:
    """One value of an answer, with its unit; None is not known."""
    if value is None:
        return NOT_KNOWN
    if value is NEVER:
        return "never"
    if isinstance(value, Span):
        return span_in_words(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return choice_in_words(value)
    return f"{value:g} {question.unit or ''}".strip()


def answer_in_words(question: Question, answer: Answer | None, catalog: Catalog) -> str:
    """An answer for everywhere, or region by region."""
    if answer is None:
        return NOT_KNOWN
    if answer.regions is None:
        return value_in_words(question, answer.value)
    by_region = (
        f"{catalog.regions[key].label}: {value_in_words(question, told)}" for key, told in answer.regions.items()
    )
    return "; ".join(by_region)


def count_in_words(count: Count) -> str:
    """How many lesions: 12, 5–10, over 20, or that nobody counted."""
    if count is None:
        return "not counted"
    low, high = count
    if high is None:
        return f"over {low - 1}"
    return str(low) if low == high else f"{low}–{high}"


def place_in_words(region: str, side: str | None, catalog: Catalog) -> str:
    """Where, with the side as the patient has it."""
    label = catalog.regions[region].label if region in catalog.regions else region
    sides = {"left": "left {}", "right": "right {}", "both": "{}, both sides"}
    said = sides.get(side, "{}").format(label if side in (None, "both") else label[:1].lower() + label[1:])
    return said[:1].upper() + said[1:]


def scar_type_in_words(scar_type: str, catalog: Catalog) -> str:
    """A scar type, or a concern beyond scars, by its name in the catalog."""
    row = catalog.scar_types.get(scar_type)
    return row.label if row else choice_in_words(scar_type).capitalize()


def finding_in_words(finding: Finding, catalog: Catalog) -> str:
    """One finding: type, count and what else was described of it."""
    words = [f"{scar_type_in_words(finding.scar_type, catalog)} ({count_in_words(finding.count)})"]
    if finding.grade is not None:
        words.append(f"grade {finding.grade}")
    if finding.area_cm2 is not None:
        words.append(f"{finding.area_cm2:g} cm²")
    if finding.base is not None:
        words.append(f"{finding.base} base")
    if finding.older_than_two_years is not None:
        words.append("older than two years" if finding.older_than_two_years else "not older than two years")
    return ", ".join(words)

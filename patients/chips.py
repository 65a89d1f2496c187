"""What the banner says of the record: allergies, cautions, and the skin type, in the order in which they have to be seen.

Each is what was told or found last and counts today, as the planner reads it: what has expired is left out, though it never
becomes a no. Restricted questions are never read here.
"""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.snapshot import NoCatalogInForce, in_force
from patients.case_of import case_of
from patients.models import Consultation, Patient, SkinAssessment
from patients.saying import span_in_words
from planner.case import NEVER, Case, CaseError, Span
from planner.case.known import known_values, rules_about
from planner.catalog import Catalog
from planner.catalog.safety import Question, Rule
from planner.vocabulary import DARK_PHOTOTYPE_FROM, PHOTOTYPES

ALLERGY, LATEX = "allergy", "allergy_latex"
ALLERGIES = {
    "allergy_lidocaine": gettext_lazy("Allergy: local anaesthetic"),
    "allergy_salicylate": gettext_lazy("Allergy: salicylates or resorcinol"),
    "allergy_filler": gettext_lazy("Allergy: filler"),
    "severe_allergy": gettext_lazy("Severe allergy"),
    LATEX: gettext_lazy("Allergy: latex"),
    "allergy_metal": gettext_lazy("Allergy: metal"),
    "allergy_topical": gettext_lazy("Reacts to creams or disinfectants"),
    "allergy_depigmenting": gettext_lazy("Reacts to bleaching creams or retinoids"),
}
CAUTIONS = {  # question -> value -> what the chip says, in this order; a date is said as it was told
    "pregnant": {"yes": gettext_lazy("Pregnant"), "possible": gettext_lazy("Possibly pregnant")},
    "breastfeeding": {True: gettext_lazy("Breastfeeding")},
    "anticoagulant": {True: gettext_lazy("Blood thinner")},
    "isotretinoin_last": {Span: gettext_lazy("Isotretinoin, last %(date)s")},
    "keloid_history": {"keloid": gettext_lazy("Keloid history"), "hypertrophic": gettext_lazy("Raised scars before")},
}


def of_the_record(patient: Patient) -> list[dict]:
    """The clinical chips of a patient, [{"word", "kind", "icon"}]; one with a `fact` is no caution, and may stand as that fact."""
    last = Consultation.objects.of(patient).select_related("patient").newest_first().first()
    return [*_told(patient, last), *_skin_type(patient)] if last else []


def _told(patient: Patient, last: Consultation) -> list[dict]:
    """What was told up to the last consultation; a record that the catalog in force cannot read is said to be so."""
    try:
        catalog = in_force()
        case = case_of(last, catalog, on=max(last.held_on, timezone.localdate()))
    except NoCatalogInForce:
        return []
    except CaseError:
        return [_warn(_("Cautions cannot be read: check the last consultation"))]
    return [*_allergies(patient, case, catalog), *_cautions(case, catalog)]


def _allergies(patient: Patient, case: Case, catalog: Catalog) -> Iterable[dict]:
    """One chip an allergy; latex is not said twice where the desk has noted it already."""
    noted = any(record.latex_or_plaster_allergy for record in patient.all_records)
    for key, question in catalog.questions.items():
        if question.category != ALLERGY or question.restricted or (key == LATEX and noted):
            continue
        if any(_is_yes(question, value) for value in known_values(case, key, catalog)):
            yield {"word": _allergy_in_words(key), "kind": "danger", "icon": "exclamation-octagon"}


def _is_yes(question: Question, value) -> bool:
    return value not in (False, NEVER, question.none_value, *question.unknown_values)


def _allergy_in_words(key: str) -> str:
    """A question that a clinic added itself is called by its key."""
    if key in ALLERGIES:
        return str(ALLERGIES[key])
    return _("Allergy: %(what)s") % {"what": key.removeprefix("allergy_").replace("_", " ")}


def _cautions(case: Case, catalog: Catalog) -> Iterable[dict]:
    for key in CAUTIONS:
        if key not in catalog.questions or catalog.questions[key].restricted:
            continue
        said = (_caution_in_words(key, value, case, catalog) for value in known_values(case, key, catalog))
        yield from (_warn(word) for word in dict.fromkeys(said) if word)


def _caution_in_words(key: str, value, case: Case, catalog: Catalog) -> str:
    """What the chip says of a value; nothing of one that asks for no care."""
    words = CAUTIONS[key]
    if not isinstance(value, Span):
        return str(words.get(value, ""))
    return str(words[Span]) % {"date": span_in_words(value)} if _is_looked_at(value, key, case, catalog) else ""


def _is_looked_at(last: Span, key: str, case: Case, catalog: Catalog) -> bool:
    """Whether a rule still looks at what happened last on this date; a rough date counts by its later end."""
    days = max((_reach(rule) for rule in rules_about(catalog)[key]), default=0)
    return last.latest is None or (case.on - last.latest).days < days


def _reach(rule: Rule) -> int:
    """How many days after a date the rule holds."""
    within = rule.when.value if rule.when.op == "within_days" else 0
    return max(within, rule.defer_days if rule.severity == "defer" else 0)


def _skin_type(patient: Patient) -> Iterable[dict]:
    """The skin type that was judged last, by whatever record of the person; dark skin marks more easily."""
    judged = SkinAssessment.objects.filter(consultation__in=Consultation.objects.of(patient), phototype__isnull=False)
    newest = judged.order_by("-consultation__held_on", "-consultation_id")
    phototype = newest.values_list("phototype", flat=True).first()
    if phototype is None:
        return
    roman = PHOTOTYPES[phototype - 1]
    fact = {"label": _("Skin type"), "value": _("Fitzpatrick %(type)s") % {"type": roman}}
    yield {"word": _("Skin type %(type)s") % {"type": roman}, "kind": "", "icon": "", "fact": fact}
    if phototype >= DARK_PHOTOTYPE_FROM:
        yield _warn(_("Higher risk of dark marks"))


def _warn(word: str) -> dict:
    return {"word": word, "kind": "warn", "icon": "exclamation-triangle"}

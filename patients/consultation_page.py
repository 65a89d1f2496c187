"""All that the pages of a consultation show, for one person: what their roles may read and do, and nothing more."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext_lazy as _

from accounts.access import Permission
from patients import showing_presses, showing_questions, showing_skin
from patients.case_of import read_rows, rows_of
from patients.consulting import changes_since, composed_note, may_ask
from patients.consulting_refusals import NotTaken, Refused
from patients.identity import identity_of, tabs_of
from patients.models import Consultation, SkinAssessment, TabletSession
from patients.next_steps import next_steps_of
from patients.saying import span_in_words
from patients.signing import by_category, digest_of, open_questions
from planner.case import Case, Span
from planner.catalog import Catalog

WISHES = ("wishes", _("What the patient wants"))
INTAKE, SCREENING, ASSESSMENT = ("intake", _("Intake")), ("screening", _("Screening")), ("assessment", _("Assessment"))
PAST, NOTE, SIGN = ("past", _("Past treatments")), ("note", _("Note")), ("sign", _("Sign"))
FIELDS = {
    "count": _("Count"),
    "grade": _("Grade"),
    "area_cm2": _("Area in cm²"),
    "phototype": _("Skin type"),
    "priorities": _("Which bothers you most"),
    "modality": _("Treatment"),
    "sessions": _("Sessions"),
    "last_on": _("Last session"),
    "before_days": _("Last session, days ago"),
    "after_days": _("Last session, days ago"),
}
FIRST_SPOT = "cheek_upper.right"


@dataclass
class Page:
    """One consultation as one person sees it. `asked` holds what the address asks for: a place, a question to change."""

    consultation: Consultation
    user: object
    catalog: Catalog
    asked: Mapping[str, str] = field(default_factory=dict)
    typed: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def rows(self):
        return rows_of(self.consultation)

    @cached_property
    def case(self) -> Case:
        return read_rows(self.rows, self.catalog)

    # ---- who sees what

    @cached_property
    def reads_record(self) -> bool:
        return self.user.may(Permission.READ_RECORD)

    @cached_property
    def may_assess(self) -> bool:
        return not self.consultation.is_signed and self.user.may(Permission.DRAFT_ASSESSMENT)

    @cached_property
    def may_take_history(self) -> bool:
        return not self.consultation.is_signed and self.user.may(Permission.RECORD_INTAKE)

    @cached_property
    def may_sign(self) -> bool:
        return self.user.may(Permission.SIGN_CONSULTATION)

    @cached_property
    def sections(self) -> list[dict]:
        """The sections of this page with what is still open in each: for whoever takes the history, the first ones."""
        open_here = {SCREENING: len(self.due), ASSESSMENT: len(self.rows.findings), PAST: len(self.rows.past)}
        clinical = [INTAKE, SCREENING, ASSESSMENT, WISHES, PAST, NOTE, SIGN]
        shown = clinical if self.reads_record else [INTAKE, SCREENING, PAST]
        may = {WISHES: self.may_assess, SIGN: self.may_sign}
        shown = [section for section in shown if may.get(section, True)]
        return [{"url": f"#{key}", "label": label, "count": open_here.get((key, label), 0)} for key, label in shown]

    # ---- screening

    @cached_property
    def due(self) -> list:
        return showing_questions.due_for(self.case, self.rows, self.catalog, self.user)

    @cached_property
    def groups(self) -> list:
        areas = self.asked.get("areas", "")
        return showing_questions.groups_of(self.due, self.case, self.rows, self.catalog, self.typed, areas)

    @cached_property
    def presses(self) -> list:
        return showing_presses.presses_over(self.groups)

    @cached_property
    def shown(self) -> str:
        """The questions that stand on the page, so that a save can tell which followed from it."""
        return " ".join(question.key for question in self.due)

    @cached_property
    def newly_due(self) -> list:
        """Questions that became due by what was just told."""
        stood = set(self.asked.get("shown", "").split())
        follow = [question for question in self.due if question.key not in stood]
        return [showing_questions.line_of(question, self.catalog, self.typed) for question in follow] if stood else []

    @cached_property
    def newly_due_keys(self) -> str:
        return " ".join(line.question.key for line in self.newly_due)

    @cached_property
    def told(self) -> list:
        return showing_questions.told_lines(self.case, self.rows, self.catalog, self.user)

    @property
    def told_to_review(self) -> list:
        """What a rule speaks to, or was not known: the doctor reads this; all else that was told stands folded below."""
        return [line for line in self.told if line.matters or line.is_open]

    @property
    def told_without_effect(self) -> list:
        return [line for line in self.told if not (line.matters or line.is_open)]

    @cached_property
    def changing(self):
        """The question of an answer that is being changed, with what was told before."""
        key = self.asked.get("change", "")
        told, question = self.rows.answers.get(key), self.catalog.questions.get(key)
        if told is None or question is None or not may_ask(self.user, question):
            return None
        typed = self.typed or showing_questions.as_typed(told, question)
        return showing_questions.line_of(question, self.catalog, typed, self.asked.get("areas") == key)

    @cached_property
    def tablet(self) -> TabletSession | None:
        return self.consultation.tablet_sessions.open().select_related("started_by").order_by("-pk").first()

    # ---- assessment

    @cached_property
    def spots(self) -> list:
        return showing_skin.spots_of(self.rows, self.catalog, self.current)

    @cached_property
    def current(self) -> str:
        """The place that is being counted, as `region.side`; the one asked for, or where one usually begins."""
        keys = {f"{region.key}.{side}" for region in self.catalog.regions.values() for side in ("left", "right", "")}
        asked = self.asked.get("at", "")
        return asked if asked in keys else FIRST_SPOT

    @cached_property
    def spot(self):
        return next((spot for spot in self.spots if spot.is_current), self.spots[0])

    @cached_property
    def scar_type(self) -> str:
        """The one scar type that is counted over all places; empty while one place is counted."""
        asked = self.asked.get("type", "")
        return asked if asked in self.catalog.scar_types else ""

    @cached_property
    def scar_types(self) -> list[dict]:
        return [
            {"key": key, "label": row.label, "current": key == self.scar_type}
            for key, row in self.catalog.scar_types.items()
        ]

    @cached_property
    def lines(self) -> list:
        if self.scar_type:
            return showing_skin.lines_of(self.scar_type, self.rows, self.catalog, self.typed)
        return showing_skin.lines_at(self.spot, self.rows, self.catalog, self.typed)

    @cached_property
    def findings(self) -> list:
        return showing_skin.finding_rows(self.rows, self.catalog, self.current, self.asked.get("describe", ""))

    @cached_property
    def face_spots(self) -> list:
        return [spot for spot in self.spots if spot.shape]

    @cached_property
    def body_spots(self) -> list:
        return [spot for spot in self.spots if not spot.shape]

    @cached_property
    def bands(self) -> list:
        return showing_skin.bands_of(self.catalog)

    @cached_property
    def scores(self) -> list[dict]:
        return showing_skin.scores_of(self.case, self.catalog)

    @cached_property
    def skin(self) -> dict:
        return showing_skin.skin_choices(self.rows, self.catalog, self.typed)

    @cached_property
    def earlier_skin(self) -> SkinAssessment | None:
        """The last skin type on record, shown beside the choice; it is judged anew, not copied."""
        if self.rows.assessment.phototype:
            return None
        earlier = Consultation.objects.of(self.consultation.patient).up_to(self.consultation)
        judged = SkinAssessment.objects.filter(consultation__in=earlier, phototype__isnull=False)
        return judged.select_related("consultation").order_by("-consultation_id").first()

    # ---- past treatments, note, signature

    @cached_property
    def past(self) -> list[dict]:
        modalities = self.catalog.modalities
        return [
            {
                "row": one,
                "name": modalities[one.modality].name if one.modality in modalities else one.modality,
                "last": span_in_words(Span(one.last_earliest, one.last_latest)) if one.last_latest else _("not known"),
            }
            for one in self.rows.past
        ]

    @cached_property
    def modalities(self) -> list:
        return list(self.catalog.modalities.values())

    @cached_property
    def note(self) -> str:
        """The note as it will be signed: by hand, or composed from what is recorded now."""
        if "note" in self.typed:
            return self.typed["note"]
        held = self.consultation
        return held.note if held.note_edited or held.is_signed else composed_note(self.rows, self.catalog)

    @cached_property
    def seen(self) -> str:
        """The digest of the note as it stands on this page; who signs hands it back."""
        return digest_of(self.note)

    @cached_property
    def open_questions(self) -> list:
        return open_questions(self.case, self.rows, self.catalog)

    @property
    def open_total(self) -> int:
        """How many questions this consultation has, answered or open."""
        return len(self.open_questions) + len(self.told)

    @property
    def open_by_category(self) -> list[tuple]:
        counted = by_category(self.open_questions)
        return [(number, showing_questions.CATEGORIES.get(key, key)) for key, number in counted.items()]

    @cached_property
    def amendments(self) -> list:
        return list(self.consultation.amendments.in_order()) if self.consultation.is_signed else []

    def changes_since(self, revision: int) -> list:
        return changes_since(self.rows, revision, self.user, self.catalog)

    @property
    def next_steps(self) -> list[dict]:
        return next_steps_of(self.consultation, self.user)

    @property
    def identity(self) -> dict:
        return identity_of(self.consultation.patient, self.user)

    @property
    def tabs(self) -> list[dict]:
        return tabs_of(self.consultation.patient, self.user, "consultation_list")


def errors_of(refusal: Refused, catalog: Catalog, typed: Mapping[str, str]) -> list[dict]:
    """A refusal as the error summary shows it, with the field it is about where there is one."""
    changes = [{"text": str(change)} for change in getattr(refusal, "changes", ())]
    if not isinstance(refusal, NotTaken):
        return [{"text": str(refusal)}, *changes]
    first, _dot, rest = refusal.field.partition(".")
    question = catalog.questions.get(rest.partition(".")[0]) if first == "answers" else None
    if question:
        return [{"text": refusal.said_of(f"“{question.ask}”"), "field_id": f"a-{question.key}"}]
    if refusal.field.endswith("priorities") and refusal.error.allowed.startswith("at most"):
        return [{"text": _("Choose two at most; take one away first."), "field_id": "priorities"}]
    field_id = _field_of(refusal.field, typed)
    return [{"text": refusal.said_of(_name_of(refusal.field)), "field_id": field_id}]


def _field_of(name: str, typed: Mapping[str, str]) -> str:
    """The field of a count that was refused: named, or the only one that was changed."""
    if "findings[" not in name:
        return name.replace(".", "-") if name.startswith("count.") else ""
    changed = [key for key in typed if key.startswith("count.") and typed[key] != typed.get(f"was.{key[6:]}", "")]
    return changed[0].replace(".", "-") if len(changed) == 1 else ""


def _name_of(name: str) -> str:
    """What pages call a field of the case document."""
    last = re.sub(r"\[[0-9]+\]", "", name.rpartition(".")[2] if not name.startswith("count") else "count")
    return str(FIELDS.get(last, last.replace("_", " ").capitalize()))

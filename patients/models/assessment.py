"""What was seen: the skin as it was judged, scar by scar, and what was done to it before."""

from typing import get_args

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from accounts.history import refuses_change_when_signed, tracked
from accounts.models import Identified
from patients.models.consultation import Consultation, Touched
from planner.case.reading import LARGEST_AREA_CM2, MOST_LESIONS, MOST_SESSIONS
from planner.scales.grades import MACULAR, SEVERE
from planner.vocabulary import COLOUR_MARKS, PHOTOTYPES, Base, Response, Side


def _one_of(field: str, kind) -> Q:
    """Not recorded, or one of the words of the vocabulary."""
    return Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__in": get_args(kind)})


def _within(field: str, low: int, high: int) -> Q:
    return Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__gte": low, f"{field}__lte": high})


@tracked
class SkinAssessment(Identified, Touched):
    """The skin as a whole in one consultation. An empty field was not judged; it never counts as none."""

    consultation = models.OneToOneField(Consultation, on_delete=models.PROTECT, related_name="assessment")
    phototype = models.PositiveSmallIntegerField(_("Skin type (Fitzpatrick)"), null=True)
    grade = models.PositiveSmallIntegerField(_("Grade of the face (Goodman and Baron)"), null=True)
    scar_s = models.JSONField(default=dict)  # region of the scale -> level
    priorities = models.JSONField(_("Which bothers you most?"), default=list)
    concerns = models.JSONField(_("Concerns beyond scars"), default=list)

    class Meta:
        verbose_name = _("skin assessment")
        constraints = [
            models.CheckConstraint(condition=_within("phototype", 1, len(PHOTOTYPES)), name="skin_phototype_known"),
            models.CheckConstraint(condition=_within("grade", MACULAR, SEVERE), name="skin_grade_known"),
        ]
        triggers = [refuses_change_when_signed(through="consultation")]

    def __str__(self):
        return f"{self.consultation}"

    @property
    def audited_patient(self):
        return self.consultation.patient


class FindingStays(pgtrigger.Trigger):
    """Refuses every change of a finding whose consultation is signed; the consultation is locked while that is judged."""

    name = "signed_stays"
    when = pgtrigger.Before
    operation = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete
    func = """
        PERFORM 1 FROM patients_consultation held JOIN patients_skinassessment skin ON skin.consultation_id = held.id
            WHERE skin.id IN (
                CASE WHEN TG_OP <> 'INSERT' THEN OLD.assessment_id END,
                CASE WHEN TG_OP <> 'DELETE' THEN NEW.assessment_id END
            ) FOR SHARE OF held;
        IF EXISTS (
            SELECT 1 FROM patients_consultation held JOIN patients_skinassessment skin ON skin.consultation_id = held.id
            WHERE held.signed_at IS NOT NULL AND skin.id IN (
                CASE WHEN TG_OP <> 'INSERT' THEN OLD.assessment_id END,
                CASE WHEN TG_OP <> 'DELETE' THEN NEW.assessment_id END
            )
        ) THEN
            RAISE EXCEPTION 'the consultation of this finding is signed; write an amendment' USING ERRCODE = 'check_violation';
        END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    """


class ScarFindingQuerySet(models.QuerySet):
    """Which findings."""

    def standing(self):
        """Those that were not taken back, in the order in which they were first recorded."""
        return self.filter(removed_at=None).order_by("pk")

    def at(self, scar_type: str, region: str, side: str | None):
        """The one row of this scar type at this place, taken back or not."""
        return self.filter(scar_type=scar_type, region=region, side=side)


@tracked
class ScarFinding(Identified, Touched):
    """One scar type at one place: how many, how deep, how wide. `count_high` empty beside `count_low` = open upwards."""

    SIDES = [("left", _("left")), ("right", _("right")), ("both", _("both sides"))]
    BASES = [("normal", _("normal")), ("abnormal", _("abnormal"))]

    assessment = models.ForeignKey(SkinAssessment, on_delete=models.PROTECT, related_name="findings")
    scar_type = models.CharField(_("Scar type"), max_length=80)
    region = models.CharField(_("Region"), max_length=80)
    side = models.CharField(_("Side"), max_length=5, choices=SIDES, null=True)  # noqa: DJ001  null = no side named
    count_low = models.PositiveIntegerField(_("Count"), null=True)
    count_high = models.PositiveIntegerField(null=True)
    grade = models.PositiveSmallIntegerField(_("Grade"), null=True)
    area_cm2 = models.DecimalField(_("Area in cm²"), max_digits=7, decimal_places=2, null=True)
    base = models.CharField(_("Base"), max_length=8, choices=BASES, null=True)  # noqa: DJ001  null = not described
    older_than_two_years = models.BooleanField(_("Older than two years"), null=True)
    removed_at = models.DateTimeField(null=True)

    objects = ScarFindingQuerySet.as_manager()

    class Meta:
        verbose_name = _("finding")
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "scar_type", "region", "side"],
                nulls_distinct=False,
                name="finding_once_per_place",
            ),
            models.CheckConstraint(condition=~Q(scar_type="") & ~Q(region=""), name="finding_names_type_and_region"),
            models.CheckConstraint(condition=_one_of("side", Side), name="finding_side_known"),
            models.CheckConstraint(condition=_one_of("base", Base), name="finding_base_known"),
            models.CheckConstraint(
                condition=Q(count_low__isnull=True, count_high__isnull=True)
                | (
                    Q(count_low__isnull=False, count_low__gte=1, count_low__lte=MOST_LESIONS)
                    & (Q(count_high__isnull=True) | Q(count_high__gte=F("count_low"), count_high__lte=MOST_LESIONS))
                ),
                name="finding_count_possible",
            ),
            models.CheckConstraint(
                condition=Q(grade__isnull=True)
                | Q(grade=MACULAR, scar_type__in=COLOUR_MARKS)
                | (Q(grade__gt=MACULAR, grade__lte=SEVERE) & ~Q(scar_type__in=COLOUR_MARKS)),
                name="finding_grade_fits_scar_type",
            ),
            models.CheckConstraint(
                condition=Q(area_cm2__isnull=True) | Q(area_cm2__gt=0, area_cm2__lte=LARGEST_AREA_CM2),
                name="finding_area_possible",
            ),
        ]
        triggers = [FindingStays()]

    def __str__(self):
        return f"{self.scar_type} {self.region} {self.side or ''}".strip()

    @property
    def place(self) -> tuple[str, str | None]:
        return self.region, self.side

    @property
    def count(self) -> tuple[int, int | None] | None:
        return None if self.count_low is None else (self.count_low, self.count_high)

    @property
    def audited_patient(self):
        return self.assessment.consultation.patient


class PastTreatmentQuerySet(models.QuerySet):
    """Which past treatments."""

    def as_of(self, consultation):
        """What stood when this consultation was held: neither taken back nor replaced in it or before."""
        told = Consultation.objects.of(consultation.patient).up_to(consultation)
        replaced = PastTreatment.objects.filter(replaces=OuterRef("pk"), consultation__in=told)
        return (
            self.filter(consultation__in=told, told_on__lte=consultation.held_on, removed_at=None)
            .filter(~Exists(replaced))
            .select_related("changed_by")
            .order_by("pk")
        )


@tracked
class PastTreatment(Identified, Touched):
    """A modality done before, as it was told in a consultation: when last, as well as known, and how the skin responded.

    Told wrongly in a consultation that is signed, it is replaced by a row of a later one.
    """

    WHERE = [("here", _("in this clinic")), ("elsewhere", _("elsewhere"))]
    RESPONSES = [
        ("none", _("none")),
        ("poor", _("poor")),
        ("partial", _("partial")),
        ("good", _("good")),
        ("worse", _("worse than before")),
    ]

    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="past_treatments")
    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="past_treatments")
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="replaced_by")
    modality = models.CharField(_("Treatment"), max_length=80)
    sessions = models.PositiveIntegerField(_("Sessions"), null=True)
    last_earliest = models.DateField(null=True)
    last_latest = models.DateField(null=True)
    response = models.CharField(_("Response"), max_length=7, choices=RESPONSES, null=True)  # noqa: DJ001  null = not known
    where = models.CharField(_("Where"), max_length=9, choices=WHERE, null=True)  # noqa: DJ001  null = not known
    told_on = models.DateField()
    told_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, db_index=False, related_name="+")
    removed_at = models.DateTimeField(null=True)

    objects = PastTreatmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("past treatment")
        constraints = [
            models.CheckConstraint(condition=~Q(modality=""), name="past_names_its_modality"),
            models.CheckConstraint(condition=_within("sessions", 1, MOST_SESSIONS), name="past_sessions_possible"),
            models.CheckConstraint(condition=_one_of("response", Response), name="past_response_known"),
            models.CheckConstraint(
                condition=Q(where__isnull=True) | Q(where__in=["here", "elsewhere"]), name="past_where_known"
            ),
            models.CheckConstraint(
                condition=Q(last_earliest=None) | Q(last_latest__isnull=False, last_earliest__lte=F("last_latest")),
                name="past_last_from_earliest_to_latest",
            ),
            models.CheckConstraint(
                condition=Q(last_latest=None) | Q(last_latest__lte=F("told_on")), name="past_lies_in_the_past"
            ),
        ]
        triggers = [refuses_change_when_signed(through="consultation")]

    def __str__(self):
        return self.modality

    @property
    def audited_patient(self):
        return self.patient

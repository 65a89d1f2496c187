"""Adopting: only what is proposed now becomes a plan, whole, once, and by somebody who may."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.models import AuditEvent
from catalog import actions as publishing
from catalog.book import book_of
from catalog.progress import progress_of
from catalog.snapshot import of_version
from patients import consulting
from tests import factories
from tests.treatments import plans as planning
from treatments import actions, adopting, changing, proposals, refusals
from treatments.adopting import Choice, adopt
from treatments.models import PlannedSession, PlanRevision, PlanTask, QuestionSetAside, TreatmentPlan

REASON = "Discussed and judged acceptable."


@pytest.fixture
def db(once_loaded):
    """The shipped pack is in force in every test of this module."""


@pytest.fixture(autouse=True)
def demonstration(settings):
    settings.DEMO = True


@pytest.fixture
def held(dermatologist):
    """A consultation of today whose proposal leaves no question open."""
    return planning.a_consultation(dermatologist)


def first(held, **wishes):
    return proposals.proposed(held, wishes=wishes).document["regimens"][0]


def choice(held, **more):
    regimen = first(held, **more.get("wishes", {}))
    return Choice(regimen["key"], reasons=dict.fromkeys(regimen["needs_reason"], REASON), **more)


def nothing_is_stored():
    kept = (TreatmentPlan, PlanRevision, PlannedSession, PlanTask)
    trail = AuditEvent.objects.filter(action__in=["plan adopted", "plan offered"])
    return not trail.exists() and not any(model.objects.exists() for model in kept)


# ---- what is adopted


def test_adopted_regimen_becomes_the_plan_whole(held, dermatologist):
    now = proposals.proposed(held)

    plan = adopt(consultation=held, choice=choice(held), by=dermatologist)

    revision = plan.revisions.get()
    assert (plan.state, plan.key, plan.patient, plan.adopted_by) == (
        "active",
        first(held)["key"],
        held.patient,
        dermatologist,
    )
    assert (revision.number, revision.what, revision.on) == (1, "adopted", held.held_on)
    assert revision.whole_proposal == now.document
    assert revision.facts == now.facts
    trail = AuditEvent.objects.get(action="plan adopted")
    assert (trail.by, trail.patient, trail.detail["version"]) == (dermatologist, held.patient.public_id, 1)


def test_every_visit_is_there_to_be_booked(held, dermatologist):
    plan = adopt(consultation=held, choice=choice(held), by=dermatologist)

    visits = plan.current.regimen["visits"]
    rows = plan.sessions.in_order()
    assert [row.step for row in rows] == list(range(1, len(visits) + 1))
    assert [(row.kind, row.target_on.isoformat()) for row in rows] == [(v["kind"], v["target_on"]) for v in visits]
    assert [row.state == "provisional" for row in rows] == [visit["provisional"] for visit in visits]


def test_every_caution_that_somebody_owns_is_a_task(held, dermatologist):
    plan = adopt(consultation=held, choice=choice(held), by=dermatologist)

    owned = {one["rule"] for one in plan.current.regimen["cautions"] if one["owner"] != "nobody"}
    assert owned
    assert set(plan.tasks.values_list("rule", flat=True)) <= owned
    assert plan.tasks.filter(done_at=None).count() == plan.tasks.count() > 0


def test_offer_waits_for_the_patient(held, dermatologist):
    until = timezone.localdate() + datetime.timedelta(days=14)

    plan = adopt(consultation=held, choice=choice(held, think_until=until), by=dermatologist)

    assert (plan.state, plan.think_until, plan.current.what) == ("offered", until, "offered")
    assert not PlannedSession.objects.to_book().exists()
    assert AuditEvent.objects.filter(action="plan offered").count() == 1


def test_offer_is_not_kept_open_for_ever(held, dermatologist):
    today = timezone.localdate()

    with pytest.raises(refusals.ThinksTooLong, match="at most 90 days"):
        until = today + datetime.timedelta(days=91)
        adopt(consultation=held, choice=choice(held, think_until=until), by=dermatologist)

    until = today + datetime.timedelta(days=90)
    assert adopt(consultation=held, choice=choice(held, think_until=until), by=dermatologist).think_until == until


def test_signed_consultation_is_adopted_from_too(held, dermatologist):
    consulting.sign(consultation=held, by=dermatologist)

    assert adopt(consultation=held, choice=choice(held), by=dermatologist).state == "active"


def test_chosen_option_is_part_of_the_visits(held, dermatologist):
    option = first(held)["options"][0]

    plan = adopt(consultation=held, choice=choice(held, options=frozenset({option})), by=dermatologist)

    course = plan.current.regimen
    rows = [row for visit in course["visits"] for row in visit["procedures"]]
    assert course["options"] == [option]
    assert {row["modality"] for row in rows if row["modality"] == option and not row["option"]} == {option}
    assert not [row for row in rows if row["option"]]


@pytest.mark.parametrize("options", [{"prp_topical", "prp_intradermal"}, {"dermabrasion"}], ids=["both", "foreign"])
def test_options_that_cannot_be_had_together_are_refused(options, dermatologist):
    held = planning.a_consultation(dermatologist, findings={("boxcar_shallow", "cheek_lower", "left"): (6, 6)}, grade=2)
    assert {"prp_topical", "prp_intradermal"} <= set(first(held)["options"])

    with pytest.raises(refusals.OptionNotPossible):
        adopt(consultation=held, choice=choice(held, options=frozenset(options)), by=dermatologist)

    assert nothing_is_stored()


# ---- what stands in the way


def test_only_a_dermatologist_adopts(held, nurse):
    with pytest.raises(PermissionDenied):
        adopt(consultation=held, choice=choice(held), by=nurse)

    assert nothing_is_stored()


def test_question_that_matters_is_answered_or_set_aside_first(dermatologist):
    held = planning.a_consultation(dermatologist, answers={"keloid_history": None})
    chosen = choice(held)

    with pytest.raises(refusals.QuestionsOpen) as told:
        adopt(consultation=held, choice=chosen, by=dermatologist)
    assert [key for key, _words in told.value.questions] == ["keloid_history"]
    assert nothing_is_stored()

    actions.set_question_aside(
        consultation=held, question="keloid_history", reason="Asked, not known.", by=dermatologist
    )
    plan = adopt(consultation=held, choice=chosen, by=dermatologist)
    [task] = plan.tasks.filter(kind="question")
    assert (task.question, task.owner, task.text) == ("keloid_history", "prescriber", "Asked, not known.")


def test_question_set_aside_counts_for_one_adoption(dermatologist):
    plan = planning.a_plan(dermatologist, answers={"keloid_history": None})
    held = plan.consultation
    changing.stop(plan=plan, why=changing.Why("Another is chosen."), by=dermatologist, revision=1)

    with pytest.raises(refusals.QuestionsOpen):
        adopt(consultation=held, choice=choice(held), by=dermatologist)

    actions.set_question_aside(consultation=held, question="keloid_history", reason=REASON, by=dermatologist)
    assert adopt(consultation=held, choice=choice(held), by=dermatologist).state == "active"


def test_question_set_aside_counts_on_its_day(dermatologist, monkeypatch):
    held = planning.a_consultation(dermatologist, answers={"keloid_history": None})
    actions.set_question_aside(consultation=held, question="keloid_history", reason=REASON, by=dermatologist)
    assert "keloid_history" in set(QuestionSetAside.objects.counting(held).values_list("question", flat=True))

    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    monkeypatch.setattr(timezone, "localdate", lambda *_args, **_more: tomorrow)

    assert not QuestionSetAside.objects.counting(held).exists()


def test_question_that_could_forbid_the_regimen_is_asked_first(dermatologist):
    held = planning.a_consultation(dermatologist, untold=["keloid_history"])

    with pytest.raises(refusals.HasToBeAsked):
        actions.set_question_aside(consultation=held, question="keloid_history", reason=REASON, by=dermatologist)


@pytest.mark.parametrize("question", ["capacity_concern", "pregnant", "hsv_active"])
def test_what_can_be_told_at_any_time_has_to_be_answered(question, dermatologist):
    held = planning.a_consultation(dermatologist, answers={question: None})

    with pytest.raises(refusals.HasToBeAsked):
        actions.set_question_aside(consultation=held, question=question, reason=REASON, by=dermatologist)


def test_question_that_can_only_defer_is_set_aside_unasked(dermatologist):
    held = planning.a_consultation(dermatologist, untold=["isotretinoin_last"])

    actions.set_question_aside(consultation=held, question="isotretinoin_last", reason=REASON, by=dermatologist)

    assert adopt(consultation=held, choice=choice(held), by=dermatologist).state == "active"


def test_only_a_dermatologist_sets_a_question_aside_and_says_why(held, nurse, dermatologist):
    aside = {"consultation": held, "question": "keloid_history"}

    with pytest.raises(PermissionDenied):
        actions.set_question_aside(**aside, reason="Busy.", by=nurse)
    with pytest.raises(refusals.ReasonMissing):
        actions.set_question_aside(**aside, reason=" ", by=dermatologist)
    with pytest.raises(refusals.ReasonTooShort):
        actions.set_question_aside(**aside, reason="xxxxxxxxxxxxxxxxxxxx", by=dermatologist)
    actions.set_question_aside(**aside, reason="Asked, not known.", by=dermatologist)
    with pytest.raises(refusals.AlreadySetAside, match="Asked, not known"):
        actions.set_question_aside(**aside, reason="Asked again today.", by=dermatologist)


def test_reason_is_asked_for_where_a_rule_may_be_overruled(needing_reason, dermatologist):
    held, regimen = needing_reason

    with pytest.raises(refusals.ReasonMissing) as told:
        adopt(consultation=held, choice=Choice(regimen["key"]), by=dermatologist)
    assert len(told.value.names) == len(regimen["needs_reason"]) > 0
    assert nothing_is_stored()

    reasons = dict.fromkeys(regimen["needs_reason"], REASON)
    plan = adopt(consultation=held, choice=Choice(regimen["key"], reasons=reasons), by=dermatologist)
    assert plan.current.recorded_reasons == reasons


@pytest.fixture
def needing_reason(dermatologist):
    """A consultation that yields a regimen against which a rule speaks that a dermatologist may overrule."""
    held = planning.a_consultation(dermatologist, answers={"connective_tissue": True})
    needing = [one for one in proposals.proposed(held).document["regimens"] if one["needs_reason"]]
    assert needing, "no regimen of this case needs a reason any more"
    return held, needing[0]


def test_a_person_has_one_open_plan(held, dermatologist, clinical_lead):
    plan = adopt(consultation=held, choice=choice(held), by=dermatologist)

    with pytest.raises(refusals.PlanAlreadyOpen, match="Dr Amara Okafor adopted a plan") as told:
        adopt(consultation=held, choice=choice(held), by=clinical_lead)

    assert told.value.plan == plan
    assert TreatmentPlan.objects.count() == PlanRevision.objects.count() == 1


def test_open_plan_of_a_merged_record_counts(held, dermatologist):
    plan = adopt(consultation=held, choice=choice(held), by=dermatologist)
    kept = factories.patient(sex="female")
    again = planning.a_consultation(dermatologist, patient=kept)
    factories.merge(kept=kept, merged=held.patient)

    with pytest.raises(refusals.PlanAlreadyOpen) as told:
        adopt(consultation=again, choice=choice(again), by=dermatologist)

    assert told.value.plan == plan


def test_after_a_plan_was_stopped_another_may_be_adopted(held, dermatologist):
    plan = adopt(consultation=held, choice=choice(held), by=dermatologist)
    changing.stop(plan=plan, why=changing.Why("Moves away."), by=dermatologist, revision=1)

    assert adopt(consultation=held, choice=choice(held), by=dermatologist) != plan


def test_a_later_consultation_comes_first(held, dermatologist):
    chosen = choice(held)
    factories.consultation(held.patient, held_on=held.held_on)

    with pytest.raises(refusals.NotNewest):
        adopt(consultation=held, choice=chosen, by=dermatologist)

    assert nothing_is_stored()


# ---- demonstration and signature


def test_outside_the_demonstration_unsigned_knowledge_adopts_nothing(held, dermatologist, settings):
    settings.DEMO = False

    with pytest.raises(refusals.KnowledgeNotSigned, match="version 1"):
        adopt(consultation=held, choice=choice(held), by=dermatologist)

    assert nothing_is_stored()


def test_outside_the_demonstration_signed_knowledge_is_adopted_from(held, dermatologist, clinical_lead, settings):
    settings.DEMO = False
    version = planning.catalog_in_force()
    for task in progress_of(version, book_of(of_version(version))).tasks:
        publishing.sign_off(version=version, kind=task.kind, key=task.key, by=clinical_lead)

    plan = adopt(consultation=held, choice=choice(held), by=dermatologist)

    assert plan.state == "active"
    assert plan.current.whole_proposal["catalog"]["signed"] is True


# ---- all or nothing


@pytest.mark.parametrize("step", ["write_sessions", "write_tasks", "_first_revision"])
def test_failed_write_leaves_nothing_half_done(step, held, dermatologist, monkeypatch):
    chosen = choice(held)

    def fail(*args, **kwargs):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(adopting, step, fail)

    with pytest.raises(RuntimeError):
        adopt(consultation=held, choice=chosen, by=dermatologist)
    assert nothing_is_stored()

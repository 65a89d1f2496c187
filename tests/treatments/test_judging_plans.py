"""Safety is that of the version in force and of the facts of today: every open plan is judged again when one of them changes."""

import dataclasses
import datetime
import io

import pytest
from django.core.management import call_command
from django.utils import timezone

from accounts.models import AuditEvent
from catalog import after_publishing
from catalog.models import CatalogVersion
from catalog.snapshot import NoCatalogInForce
from patients import actions, after_saving, assessing, consulting, note, retelling
from patients.assessing import Place
from planner.case.known import rules_about
from planner.catalog import shipped_catalog
from tests import factories
from tests.treatments import planning
from treatments import changing, judging
from treatments.actions import set_question_aside
from treatments.models import PlanJudgement
from treatments.proposals import CaseError


@pytest.fixture
def db(once_loaded):
    """The shipped pack is in force in every test of this module."""


@pytest.fixture
def plan(dermatologist):
    return planning.a_plan(dermatologist)


def kept(plan):
    return PlanJudgement.objects.get(plan=plan)


def tell_unsafe(plan, by=None):
    """Isotretinoin was taken today: needles and lasers wait."""
    planning.tell(plan, "isotretinoin_last", timezone.localdate().isoformat(), by=by)


def later_version(**rules):
    """A version in which these rules are changed comes into force."""
    catalog = shipped_catalog()
    for key, changes in rules.items():
        catalog = planning.with_rule(catalog, key, **changes)
    return planning.a_later_version(catalog)


def outdate(*plans):
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    PlanJudgement.objects.filter(plan__in=plans).update(on=yesterday)


# ---- something is told or seen


def test_answer_after_adoption_makes_the_plan_unsafe_at_once(plan, nurse):
    tell_unsafe(plan, by=nurse)

    found = kept(plan)
    assert found.unsafe > 0
    assert {one["kind"] for one in found.concerns if one["unsafe"]} <= {"defer", "absolute", "relative"}
    assert all(one["text"] and one["step"] for one in found.concerns)
    assert AuditEvent.objects.get(action="plan found unsafe").patient == plan.patient.public_id


def test_answer_taken_back_makes_it_safe_again(plan):
    tell_unsafe(plan)
    planning.tell(plan, "isotretinoin_last", "never")

    assert (kept(plan).unsafe, kept(plan).concerns) == (0, [])


def test_it_is_told_once_that_a_plan_became_unsafe(plan):
    tell_unsafe(plan)
    since = kept(plan).since
    planning.tell(plan, "hsv_history", False)
    planning.tell(plan, "pih_history", False)

    assert AuditEvent.objects.filter(action="plan found unsafe").count() == 1
    assert kept(plan).since == since


CHANGES = {
    "an answer": lambda held, by: consulting.answer(consultation=held, question="smoker", value=True, by=by),
    "a finding": lambda held, by: assessing.record_findings(
        consultation=held, counts={Place("keloid", "jawline", "left"): (1, 1)}, by=by
    ),
    "the skin type": lambda held, by: assessing.assess_skin(consultation=held, by=by, phototype=6),
    "a past treatment": lambda held, by: assessing.record_past(
        consultation=held, modality="afl", last_on=held.held_on.isoformat(), by=by
    ),
}


@pytest.mark.parametrize("what", CHANGES)
def test_whatever_is_told_or_seen_judges_the_plan(what, plan, nurse):
    plan.consultation.refresh_from_db()
    CHANGES[what](plan.consultation, nurse)

    assert kept(plan).facts == judging.judge(plan).facts
    assert kept(plan).on == timezone.localdate()


def test_what_is_told_in_a_later_consultation_counts(plan, nurse):
    consulting.sign(consultation=plan.consultation, by=plan.adopted_by)
    again = factories.consultation(plan.patient, by=nurse)

    consulting.answer(
        consultation=again, question="isotretinoin_last", value=timezone.localdate().isoformat(), by=nurse
    )

    assert kept(plan).unsafe > 0


def test_skin_not_judged_yet_in_a_later_consultation_stays_as_it_was(plan, nurse):
    consulting.sign(consultation=plan.consultation, by=plan.adopted_by)
    again = factories.consultation(plan.patient, by=nurse)

    consulting.answer(consultation=again, question="smoker", value=False, by=nurse)

    assert kept(plan).concerns == []


def test_same_as_last_time_judges_the_plan(plan, nurse, monkeypatch):
    consulting.sign(consultation=plan.consultation, by=plan.adopted_by)
    in_a_year = timezone.localdate() + datetime.timedelta(days=365)
    monkeypatch.setattr(timezone, "localdate", lambda value=None, timezone=None: in_a_year)
    again = consulting.start(patient=plan.patient, by=nurse)

    retelling.same_as_last_time(consultation=again, category="skin", who="patient", by=nurse)

    assert kept(plan).on == in_a_year


def test_note_alone_judges_nothing(plan, dermatologist):
    PlanJudgement.objects.all().delete()

    consulting.edit_note(consultation=plan.consultation, text="Seen.", by=dermatologist)

    assert not PlanJudgement.objects.exists()


def test_birth_date_corrected_at_the_desk_judges_the_plan(plan, front_desk):
    young = timezone.localdate() - datetime.timedelta(days=15 * 365)

    actions.edit(patient=plan.patient, revision=1, by=front_desk, birth_date=young)

    assert kept(plan).facts == judging.judge(planning_again(plan)).facts


def planning_again(plan):
    """The plan as it is stored now."""
    return type(plan).objects.with_people().get(pk=plan.pk)


def test_merge_brings_the_answers_of_both_records_to_the_plan(plan, dermatologist, front_desk):
    other = factories.patient("Moreau", sex="female")
    held = consulting.start(patient=other, by=dermatologist)
    told = timezone.localdate().isoformat()
    consulting.answer(consultation=held, question="isotretinoin_last", value=told, by=dermatologist)

    merge = actions.merge(kept=other, merged=plan.patient, by=front_desk)
    assert kept(plan).unsafe > 0

    actions.undo_merge(merge=merge, by=front_desk)
    assert kept(plan).unsafe == 0


def test_question_set_aside_is_no_concern(dermatologist):
    plan = planning.a_plan(dermatologist, untold=["keloid_history"])

    assert judging.judge_again(plan).concerns == []


def test_answer_that_becomes_unknown_is_an_open_concern(plan):
    planning.tell(plan, "keloid_history", None)

    assert (kept(plan).unsafe, kept(plan).open > 0) == (0, True)
    set_question_aside(
        consultation=plan.consultation, question="keloid_history", reason="Asked twice.", by=plan.adopted_by
    )
    assert judging.judge_again(plan).open == 0


def test_plan_that_is_over_is_judged_no_more(plan, dermatologist):
    changing.stop(plan=plan, why=changing.Why("Content."), by=dermatologist, revision=1)
    tell_unsafe(plan)

    assert not PlanJudgement.objects.exists()


@pytest.mark.parametrize("error", [CaseError("findings[0]", "is unknown", "known ones"), NoCatalogInForce()])
def test_what_cannot_be_judged_is_saved_and_counts_as_not_judged(error, plan, nurse, monkeypatch):
    judging.judge_again(plan)

    def fail(*args, **kwargs):
        raise error

    monkeypatch.setattr(judging, "judge", fail)
    planning.tell(plan, "smoker", True, by=nurse)

    assert plan.consultation.answers.get(question="smoker").value is True
    assert kept(plan).on < timezone.localdate()
    assert judging.outdated(CatalogVersion.objects.in_force().get()).get() == plan


# ---- a version comes into force


@pytest.fixture
def on_commit(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def test_rule_that_becomes_absolute_makes_open_plans_unsafe(dermatologist, on_commit):
    plan = planning.a_plan(dermatologist, answers={"antiplatelet": True})
    judging.judge_again(plan)
    done = set(plan.current.regimen["modalities"])
    rule = next(one for one in rules_about(shipped_catalog())["antiplatelet"] if done & set(one.modalities))
    assert kept(plan).unsafe == 0

    with on_commit():
        version = later_version(**{rule.key: {"severity": "absolute"}})

    found = kept(plan)
    assert found.version == version
    assert (rule.key, "absolute") in {(one["rule"], one["kind"]) for one in found.concerns if one["unsafe"]}


def test_adopted_course_stays_byte_for_byte_what_it_was(plan, on_commit):
    before = plan.current.course

    with on_commit():
        planning.a_later_version(price=planning.PRICE * 2)

    assert planning_again(plan).current.course == before
    assert planning_again(plan).version.number == 1


def test_modality_that_is_offered_no_more_makes_a_plan_unsafe(plan, on_commit):
    shipped, gone = shipped_catalog(), plan.current.regimen["modalities"][0]
    items = tuple(item for item in shipped.items if item.modality != gone)

    with on_commit():
        planning.a_later_version(dataclasses.replace(shipped, items=items))

    assert {(one["kind"], one["modality"]) for one in kept(plan).concerns} == {("not_offered", gone)}


def test_failing_judgement_undoes_no_publication(plan, on_commit, monkeypatch, caplog):
    def fail(*args, **kwargs):
        raise RuntimeError("judging is broken")

    monkeypatch.setattr(judging, "judge_outdated", fail)
    with on_commit():
        version = planning.a_later_version()

    assert CatalogVersion.objects.in_force().get() == version
    assert "judging is broken" in caplog.text


# ---- a day begins


def test_yesterdays_judgement_is_outdated(plan):
    judging.judge_again(plan)
    assert judging.judge_outdated(0) == 0

    outdate(plan)
    assert judging.judge_outdated(0) == 1
    assert judging.judge_outdated() == 0


def test_only_so_many_are_judged_at_once_and_the_rest_is_counted(dermatologist):
    plans = [planning.a_plan(dermatologist, patient=factories.patient(sex="female")) for _ in range(3)]

    assert judging.judge_outdated(2) == 1
    assert judging.judge_outdated(2) == 0
    assert PlanJudgement.objects.filter(plan__in=plans).count() == 3


def test_one_that_cannot_be_judged_stops_no_other(dermatologist, monkeypatch):
    broken, plan = (planning.a_plan(dermatologist, patient=factories.patient(sex="female")) for _ in range(2))
    judge = judging.judge

    def fail_for_one(asked, **more):
        if asked.pk == broken.pk:
            raise CaseError("findings[0]", "is unknown", "known ones")
        return judge(asked, **more)

    monkeypatch.setattr(judging, "judge", fail_for_one)

    assert judging.judge_outdated() == 1
    assert PlanJudgement.objects.get().plan == plan


def said(command="judge_plans"):
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command(command, stdout=out, stderr=err)
    except SystemExit as ended:
        return out.getvalue(), err.getvalue(), ended.code
    return out.getvalue(), err.getvalue(), 0


def test_command_judges_all_and_says_what_was_found(plan):
    tell_unsafe(plan)
    asked = planning.a_plan(plan.adopted_by, patient=factories.patient(sex="female"))
    planning.tell(asked, "keloid_history", None)
    outdate(plan, asked)

    assert said() == ("2 open plans: 1 unsafe, 1 with something open.\n", "", 0)
    assert judging.judge_outdated(0) == 0


def test_command_without_a_catalog_says_so(db, monkeypatch):
    monkeypatch.setattr(CatalogVersion.objects, "in_force", CatalogVersion.objects.none)

    out, err, code = said()

    assert (out, code) == ("", 3)
    assert err.startswith("No catalog version is in force")


def test_command_counts_what_cannot_be_judged(plan, monkeypatch):
    def fail(*args, **kwargs):
        raise CaseError("findings[0]", "is unknown", "known ones")

    monkeypatch.setattr(judging, "judge", fail)

    out, err, code = said()

    assert (out, code) == ("1 open plans: 0 unsafe, 0 with something open.\n", 4)
    assert err.startswith("1 could not be judged")


def test_only_this_room_adds_itself_to_what_others_tell():
    heard = [*after_saving.AFTER_SAVING, *after_publishing.AFTER_PUBLISHING, *note.PARTS]

    assert [act.__module__ for act in heard] == ["treatments.hooks"] * 3

"""Safety is that of the version in force: open plans are judged again when one is published, and when a day begins."""

import dataclasses
import datetime
import io

import pytest
from django.core.management import call_command
from django.utils import timezone

from catalog.models import CatalogVersion
from planner.case.known import rules_about
from planner.catalog import shipped_catalog
from tests import factories
from tests.treatments import plans as planning
from treatments import judging
from treatments.models import PlanJudgement, TreatmentPlan
from treatments.proposals import CaseError


@pytest.fixture
def db(once_loaded):
    """The shipped pack is in force in every test of this module."""


@pytest.fixture
def plan(dermatologist):
    return planning.a_plan(dermatologist)


def kept(plan):
    return PlanJudgement.objects.get(plan=plan)


def stored(plan):
    """The plan as it is stored now."""
    return TreatmentPlan.objects.with_people().get(pk=plan.pk)


def later_version(**rules):
    """A version in which these rules are changed comes into force."""
    catalog = shipped_catalog()
    for key, changes in rules.items():
        catalog = planning.with_rule(catalog, key, **changes)
    return planning.a_later_version(catalog)


def outdate(*plans):
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    PlanJudgement.objects.filter(plan__in=plans).update(on=yesterday)


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

    assert stored(plan).current.course == before
    assert stored(plan).version.number == 1


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
    outdate(*plans)

    assert judging.judge_outdated(2) == 1
    assert judging.judge_outdated(2) == 0
    assert PlanJudgement.objects.filter(plan__in=plans, on=timezone.localdate()).count() == 3


def test_one_that_cannot_be_judged_stops_no_other(dermatologist, monkeypatch):
    broken, plan = (planning.a_plan(dermatologist, patient=factories.patient(sex="female")) for _ in range(2))
    outdate(broken, plan)
    judge = judging.judge

    def fail_for_one(asked, **more):
        if asked.pk == broken.pk:
            raise CaseError("findings[0]", "is unknown", "known ones")
        return judge(asked, **more)

    monkeypatch.setattr(judging, "judge", fail_for_one)

    assert judging.judge_outdated() == 1
    assert PlanJudgement.objects.get(on=timezone.localdate()).plan == plan


def said(command="judge_plans"):
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command(command, stdout=out, stderr=err)
    except SystemExit as ended:
        return out.getvalue(), err.getvalue(), ended.code
    return out.getvalue(), err.getvalue(), 0


def test_command_judges_all_and_says_what_was_found(plan):
    planning.tell(plan, "isotretinoin_last", timezone.localdate().isoformat())
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

    outdate(plan)
    monkeypatch.setattr(judging, "judge", fail)

    out, err, code = said()

    assert (out, code) == ("1 open plans: 0 unsafe, 0 with something open.\n", 4)
    assert err.startswith("1 could not be judged")

"""What is seen and was done before: counts, the skin as a whole, past treatments."""

import datetime
from decimal import Decimal

import pytest
from django.utils import timezone

from patients import assessing, consulting
from patients.assessing import Place
from patients.case_of import case_of, rows_of
from patients.consultation_page import Page
from patients.consulting_refusals import NoOtherSide, NotTaken
from patients.models import PastTreatment, ScarFinding
from planner.case import Span
from planner.catalog import shipped_catalog as in_force
from tests import factories

DAY = datetime.timedelta(days=1)
LEFT_CHEEK, RIGHT_CHEEK = Place("rolling", "cheek_lower", "left"), Place("rolling", "cheek_lower", "right")


def record(draft, by, **counts):
    places = {"left": LEFT_CHEEK, "right": RIGHT_CHEEK, "nose": Place("icepick", "nose")}
    assessing.record_findings(consultation=draft, counts={places[key]: one for key, one in counts.items()}, by=by)


def test_counts_of_many_places_are_one_save(draft, dermatologist):
    record(draft, dermatologist, left=(5, 10), right=(12, 12), nose=(21, None))

    draft.refresh_from_db()
    assert draft.revision == 1
    assert [finding.count for finding in case_of(draft, in_force()).findings] == [(5, 10), (12, 12), (21, None)]


def test_a_count_is_changed_in_place(draft, dermatologist):
    record(draft, dermatologist, left=(5, 10))
    record(draft, dermatologist, left=(7, 7))

    assert ScarFinding.objects.get().count == (7, 7)


def test_a_finding_taken_back_stands_no_more_and_is_not_deleted(draft, dermatologist):
    record(draft, dermatologist, left=(5, 10), right=(3, 3))
    record(draft, dermatologist, left=None)

    assert [finding.side for finding in case_of(draft, in_force()).findings] == ["right"]
    assert ScarFinding.objects.count() == 2


def test_a_finding_that_comes_back_brings_no_old_description(draft, dermatologist):
    record(draft, dermatologist, left=(5, 10))
    finding = ScarFinding.objects.get()
    assessing.describe_finding(finding=finding, by=dermatologist, grade=4)
    record(draft, dermatologist, left=None)
    record(draft, dermatologist, left=(2, 2))

    finding.refresh_from_db()
    assert (finding.count, finding.grade, finding.removed_at) == ((2, 2), None, None)


def test_taking_back_what_was_never_found_changes_nothing(draft, dermatologist):
    record(draft, dermatologist, left=None)

    assert not ScarFinding.objects.exists()


def test_the_last_finding_of_a_type_takes_the_wish_with_it(draft, dermatologist):
    record(draft, dermatologist, left=(5, 10), nose=(1, 1))
    assessing.assess_skin(consultation=draft, by=dermatologist, priorities=["rolling", "icepick"])
    record(draft, dermatologist, left=None)

    assert rows_of(draft).assessment.priorities == ["icepick"]


def test_a_finding_is_mirrored_to_the_other_side(draft, dermatologist):
    record(draft, dermatologist, left=(5, 10))

    assessing.mirror_finding(finding=ScarFinding.objects.get(), by=dermatologist)

    assert {(one.side, one.count) for one in ScarFinding.objects.all()} == {("left", (5, 10)), ("right", (5, 10))}


def test_the_nose_has_no_other_side(draft, dermatologist):
    record(draft, dermatologist, nose=(1, 1))

    with pytest.raises(NoOtherSide):
        assessing.mirror_finding(finding=ScarFinding.objects.get(), by=dermatologist)


@pytest.mark.parametrize(
    ("place", "count", "field"),
    [
        (LEFT_CHEEK, (99_999, 99_999), "count"),
        (LEFT_CHEEK, (10, 5), "count"),
        (LEFT_CHEEK, (0, 0), "count"),
        (Place("rolling", "nose", "left"), (1, 1), "side"),
        (Place("freckle", "nose"), (1, 1), "scar_type"),
        (Place("rolling", "elbow"), (1, 1), "region"),
    ],
)
def test_an_impossible_finding_names_its_field_and_is_not_stored(place, count, field, draft, dermatologist):
    with pytest.raises(NotTaken) as refusal:
        assessing.record_findings(consultation=draft, counts={place: count}, by=dermatologist)

    assert refusal.value.field == f"assessment.findings[0].{field}"
    assert not ScarFinding.objects.exists()


@pytest.mark.parametrize(
    "described", [{"grade": 1}, {"grade": 9}, {"area_cm2": 0}, {"area_cm2": 10**9}, {"base": "odd"}]
)
def test_an_impossible_description_is_refused(described, draft, dermatologist):
    record(draft, dermatologist, left=(5, 10))

    with pytest.raises(NotTaken):
        assessing.describe_finding(finding=ScarFinding.objects.get(), by=dermatologist, **described)


def test_a_described_finding_is_read_by_the_planner(draft, dermatologist):
    record(draft, dermatologist, left=(5, 10))
    assessing.describe_finding(finding=ScarFinding.objects.get(), by=dermatologist, grade=3, area_cm2=Decimal("1.4"))

    finding = case_of(draft, in_force()).findings[0]
    assert (finding.grade, finding.area_cm2) == (3, 1.4)


@pytest.mark.parametrize(
    "judged",
    [
        {"phototype": 7},
        {"grade": 0},
        {"scar_s": {"elbow": 1}},
        {"scar_s": {"face": 9}},
        {"concerns": ["wealth"]},
        {"priorities": ["keloid"]},
    ],
)
def test_an_impossible_judgement_of_the_skin_is_refused(judged, draft, dermatologist):
    with pytest.raises(NotTaken):
        assessing.assess_skin(consultation=draft, by=dermatologist, **judged)

    assert rows_of(draft).assessment.pk is None


def test_what_was_judged_of_the_skin_stays_when_more_is_judged(draft, dermatologist):
    assessing.assess_skin(consultation=draft, by=dermatologist, phototype=4)
    assessing.assess_skin(consultation=draft, by=dermatologist, grade=3)

    case = case_of(draft, in_force())
    assert (case.phototype, case.grade) == (4, 3)


def past(draft, by, **told):
    return assessing.record_past(consultation=draft, by=by, **{"modality": "afl"} | told)


def test_a_past_treatment_keeps_its_date_as_vague_as_it_was_told(draft, dermatologist):
    today = timezone.localdate()
    past(draft, dermatologist, last_on={"before_days": 200}, response="poor", sessions=3)

    read = case_of(draft, in_force()).history[0]
    assert (read.last_on, read.response, read.sessions) == (Span(None, today - 200 * DAY), "poor", 3)


def test_a_span_that_no_document_states_counts_as_its_last_day(pack, dermatologist):
    patient, today = factories.patient(), timezone.localdate()
    earlier = consulting.start(patient=patient, by=dermatologist, held_on=today - 50 * DAY)
    past(earlier, dermatologist, last_on={"after_days": 30}, told_on=today - 50 * DAY)

    now = consulting.start(patient=patient, by=dermatologist)

    assert case_of(now, in_force()).history[0].last_on == Span.day(today - 50 * DAY)


@pytest.mark.parametrize(
    "told",
    [
        {"last_on": "2199-01-01"},
        {"last_on": "last spring"},
        {"sessions": 0},
        {"sessions": "many"},
        {"modality": "magic"},
        {"response": "brilliant"},
    ],
)
def test_an_impossible_past_treatment_is_refused(told, draft, dermatologist):
    with pytest.raises(NotTaken):
        past(draft, dermatologist, **told)

    assert not PastTreatment.objects.exists()


def test_what_was_told_in_a_signed_consultation_is_replaced_by_a_later_one(pack, dermatologist):
    patient, today = factories.patient(), timezone.localdate()
    earlier = consulting.start(patient=patient, by=dermatologist, held_on=today - DAY)
    told = past(earlier, dermatologist, response="good", told_on=today - DAY)
    consulting.sign(consultation=earlier, by=dermatologist)
    now = consulting.start(patient=patient, by=dermatologist)

    past(now, dermatologist, past=told, response="worse")

    assert [one.response for one in case_of(now, in_force()).history] == ["worse"]
    assert [one.response for one in case_of(earlier, in_force()).history] == ["good"]


def test_a_past_treatment_taken_back_later_stays_in_the_earlier_consultation(pack, dermatologist):
    patient, today = factories.patient(), timezone.localdate()
    earlier = consulting.start(patient=patient, by=dermatologist, held_on=today - DAY)
    told = past(earlier, dermatologist, told_on=today - DAY)
    consulting.sign(consultation=earlier, by=dermatologist)
    now = consulting.start(patient=patient, by=dermatologist)

    assessing.remove_past(consultation=now, past=told, by=dermatologist)

    assert not case_of(now, in_force()).history
    assert len(case_of(earlier, in_force()).history) == 1


def test_each_dip_is_told_from_the_others(draft, dermatologist):
    helps = [line.help for line in Page(draft, dermatologist, in_force()).lines[0][1] if line.help]

    assert len(set(helps)) == len(helps)
    assert any("1.5 to 4 mm wide, 0.1 to 0.5 mm deep" in help for help in helps)
    assert any("1.5 to 4 mm wide, at least 0.5 mm deep" in help for help in helps)

"""From the proposal page to a plan: questions answered or set aside, a regimen adopted, and every refusal told where it is mended."""

import datetime

import pytest
from django.utils import timezone

from patients import consulting
from tests import factories
from tests.treatments import plans as planning
from tests.treatments.through_pages import BY_SCRIPT, address, adopting, course, first, offering, words
from treatments import actions, proposals
from treatments.models import QuestionSetAside, TreatmentPlan

# ---- questions


@pytest.fixture
def unsure(dermatologist):
    """A consultation in which one question that matters was asked, and the answer is not known."""
    return planning.a_consultation(dermatologist, answers={"keloid_history": None})


def test_answer_is_kept_and_the_proposal_follows(doctor, unsure):
    assert "keloid_history" in {one["question"] for one in proposals.proposed(unsure).document["questions"]}

    answer = doctor.post(address(unsure, "proposal_answer"), {"a.keloid_history": "no"}, **BY_SCRIPT)

    assert answer.status_code == 200
    assert unsure.answers.get(question="keloid_history").value == "no"
    assert 'id="proposal"' in answer.content.decode() and "a.keloid_history" not in answer.content.decode()


def test_answer_without_script_leads_back_with_the_wishes(doctor, unsure):
    answer = doctor.post(address(unsure, "proposal_answer"), {"a.keloid_history": "no", "max_visits": "3"})

    assert answer["Location"] == f"{address(unsure)}?max_visits=3#questions"


def test_answer_that_cannot_be_read_stays_typed(doctor, dermatologist):
    held = planning.a_consultation(dermatologist, untold=["isotretinoin_last"])
    typed = {"a.isotretinoin_last": "month", "a.isotretinoin_last.month": "autumn"}

    answer = doctor.post(address(held, "proposal_answer"), typed)

    assert answer.status_code == 422
    assert 'href="#a-isotretinoin_last"' in answer.content.decode() and 'value="autumn"' in answer.content.decode()


def test_answer_to_a_signed_consultation_is_told(doctor, unsure, dermatologist):
    consulting.sign(consultation=unsure, by=dermatologist)

    answer = doctor.post(address(unsure, "proposal_answer"), {"a.keloid_history": "no"})

    assert answer.status_code == 409
    assert "signed this consultation" in words(answer)


def test_question_is_set_aside_with_a_reason(doctor, unsure):
    sent = {"question": "keloid_history", "reason": "Seen by a colleague."}

    answer = doctor.post(address(unsure, "question_set_aside"), sent, **BY_SCRIPT)

    assert QuestionSetAside.objects.get().reason == "Seen by a colleague."
    assert "Seen by a colleague." in words(answer)


def test_question_is_not_set_aside_without_one(doctor, unsure):
    answer = doctor.post(address(unsure, "question_set_aside"), {"question": "keloid_history", "reason": " "})

    assert answer.status_code == 422
    assert 'href="#aside-keloid_history"' in answer.content.decode()
    assert not QuestionSetAside.objects.exists()


def test_question_is_not_set_aside_with_a_letter(doctor, unsure):
    answer = doctor.post(address(unsure, "question_set_aside"), {"question": "keloid_history", "reason": "x"})

    assert answer.status_code == 422
    assert "at least 3 words and 15 characters" in words(answer)
    assert not QuestionSetAside.objects.exists()


def test_question_that_could_forbid_the_treatment_has_to_be_asked(doctor, dermatologist):
    unasked = planning.a_consultation(dermatologist, untold=["keloid_history"])

    page = doctor.get(address(unasked))
    answer = doctor.post(
        address(unasked, "question_set_aside"), {"question": "keloid_history", "reason": planning.REASON}
    )

    assert "Has to be asked: an answer could rule the treatment out." in words(page)
    assert answer.status_code == 422 and "it has to be asked" in words(answer)
    assert not QuestionSetAside.objects.exists()


def test_unknown_question_is_not_set_aside(doctor, unsure):
    answer = doctor.post(address(unsure, "question_set_aside"), {"question": "x" * 500, "reason": "Because."})

    assert answer.status_code == 404


# ---- adopting


def test_regimen_is_adopted_with_its_options(doctor, held):
    regimen = offering(held)
    option = regimen["options"][0]

    switched = {f"options.{course(regimen)}": option}
    answer = doctor.post(address(held, "proposal_adopt"), adopting(held, regimen["key"]) | switched)

    plan = TreatmentPlan.objects.get()
    assert answer["Location"] == plan.get_absolute_url()
    assert (plan.key, plan.state) == (regimen["key"], "active")
    assert plan.current.regimen["options"] == [option]


def test_regimen_is_offered_with_time_to_think(doctor, held):
    until = timezone.localdate() + datetime.timedelta(days=7)

    doctor.post(address(held, "proposal_adopt"), adopting(held, offer="1", think_until=until.isoformat()))

    plan = TreatmentPlan.objects.get()
    assert (plan.state, plan.think_until) == ("offered", until)


@pytest.mark.parametrize("until", ["", "2199-01-01"])
def test_offer_without_a_day_near_enough_is_told_at_its_field(doctor, held, until):
    sent = adopting(held, offer="1", think_until=until)

    answer = doctor.post(address(held, "proposal_adopt"), sent)

    assert answer.status_code == 422
    assert f'href="#think-{course(first(held))}"' in answer.content.decode()
    assert not TreatmentPlan.objects.exists()


def test_open_questions_are_led_to(doctor, unsure):
    answer = doctor.post(address(unsure, "proposal_adopt"), adopting(unsure))

    assert answer.status_code == 422
    assert 'href="#a-keloid_history"' in answer.content.decode() and 'id="a-keloid_history"' in answer.content.decode()
    assert not TreatmentPlan.objects.exists()


def test_changed_proposal_is_shown_anew_with_what_changed(doctor, held, nurse):
    sent = adopting(held)
    consulting.answer(consultation=held, question="smoker", value=True, by=nurse)
    held.refresh_from_db()

    answer = doctor.post(address(held, "proposal_adopt"), sent)

    assert answer.status_code == 409
    assert "Nothing was adopted" in words(answer) and "Smoking or vaping nicotine?: yes" in words(answer)
    assert first(held)["key"] in answer.content.decode()
    assert not TreatmentPlan.objects.exists()


def test_another_open_plan_is_led_to(doctor, held):
    plan = planning.adopted(held)
    other = next(one["key"] for one in proposals.proposed(held).document["regimens"] if one["key"] != plan.key)

    answer = doctor.post(address(held, "proposal_adopt"), adopting(held, other))

    assert answer.status_code == 409
    assert plan.get_absolute_url() in answer.content.decode()
    assert TreatmentPlan.objects.count() == 1


def test_sent_twice_leads_to_the_one_plan(doctor, held):
    sent = adopting(held)

    doctor.post(address(held, "proposal_adopt"), sent)
    answer = doctor.post(address(held, "proposal_adopt"), sent)

    assert answer["Location"] == TreatmentPlan.objects.get().get_absolute_url()


def test_later_consultation_is_led_to(doctor, held, dermatologist):
    sent = adopting(held)
    consulting.sign(consultation=held, by=dermatologist)
    later = factories.consultation(held.patient)

    answer = doctor.post(address(held, "proposal_adopt"), sent)

    assert answer.status_code == 409
    assert address(later) in answer.content.decode()


def test_missing_reason_is_told_at_its_field(doctor, dermatologist):
    held, regimen = needing_a_reason(dermatologist)
    key, modality = regimen["key"], regimen["needs_reason"][0]
    sent = adopting(held, key) | {f"reason.{modality}": " "}

    answer = doctor.post(address(held, "proposal_adopt"), sent)

    assert answer.status_code == 422
    assert f'href="#reason-{course(regimen)}-{modality}"' in answer.content.decode()
    assert f'id="reason-{course(regimen)}-{modality}"' in answer.content.decode()
    assert "Only with a recorded reason" in words(answer)


def needing_a_reason(doctor):
    """A consultation in which the first regimen is done only with a recorded reason: its questions are set aside."""
    held = planning.a_consultation(doctor, patient=factories.patient(sex="female", birth_date=minors_birth_date()))
    now = proposals.proposed(held)
    regimen = next(one for one in now.document["regimens"] if one["needs_reason"])
    for question in now.document["questions"]:
        actions.set_question_aside(consultation=held, question=question["question"], reason=planning.REASON, by=doctor)
    return held, regimen


def minors_birth_date():
    today = timezone.localdate()
    return datetime.date(today.year - 17, 1, 1)


def test_unsigned_knowledge_is_said_outside_the_demonstration(doctor, held, settings):
    settings.DEMO = False

    page = doctor.get(address(held), secure=True)
    answer = doctor.post(address(held, "proposal_adopt"), adopting(held), secure=True)

    assert "The clinical lead has not signed this catalog version." in words(page)
    assert answer.status_code == 422 and "not signed by the clinical lead" in words(answer)

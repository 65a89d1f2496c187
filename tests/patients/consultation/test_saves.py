"""Saving from the pages: with script and without, refused with what was typed kept, and when a session ended in mid-form."""

import pytest
from django.urls import reverse

from patients import assessing, consulting
from patients.assessing import Place
from patients.case_of import rows_of
from patients.models import Consultation, PastTreatment, ScarFinding

SCRIPT = {"HTTP_HX_REQUEST": "true"}
CHEEK = "rolling.cheek_lower.left"


@pytest.fixture
def doctor(dermatologist, sign_in):
    """The dermatologist's browser."""
    return sign_in(dermatologist)


def read(doctor, draft):
    """The fields of the sign form of the page as it stands, with the tick for open questions."""
    seen = doctor.get(draft.get_absolute_url()).context["page"].seen
    return {"revision": "0", "seen": seen, "open_accepted": "1"}


def post(doctor, draft, name, fields, **more):
    return doctor.post(reverse(f"consultation_{name}", args=[draft.public_id]), fields, **more)


def test_a_count_saved_without_script_leads_back_to_its_place(draft, doctor):
    fields = {f"was.{CHEEK}": "", f"count.{CHEEK}": "12", "at": "cheek_lower.left", "revision": "0"}
    answer = post(doctor, draft, "findings", fields)

    assert answer.status_code == 302
    assert answer.url == f"{draft.get_absolute_url()}?at=cheek_lower.left#assessment"
    assert ScarFinding.objects.get().count == (12, 12)


def test_a_count_saved_with_script_brings_map_list_and_scores(draft, doctor):
    answer = post(doctor, draft, "findings", {f"was.{CHEEK}": "", f"band.{CHEEK}": "5-10"}, **SCRIPT)
    text = answer.content.decode()

    assert answer.status_code == 200
    for fragment in ('id="face-map"', 'id="findings"', 'id="scores"', 'id="saved-slot"'):
        assert fragment in text
    assert 'id="entry"' not in text  # somebody may be typing there
    assert "Draft saved" in text
    assert ScarFinding.objects.get().count == (5, 10)


def test_a_count_that_was_not_touched_is_not_saved(draft, doctor):
    fields = {f"was.{CHEEK}": "12", f"count.{CHEEK}": "12", "was.icepick.nose.": "5-10", "band.icepick.nose.": "5-10"}
    post(doctor, draft, "findings", fields)

    assert not ScarFinding.objects.exists()


@pytest.mark.parametrize("count", ["0", ""])
def test_no_count_takes_the_finding_back(count, draft, doctor, dermatologist):
    assessing.record_findings(
        consultation=draft, counts={Place("rolling", "cheek_lower", "left"): (12, 12)}, by=dermatologist
    )
    post(doctor, draft, "findings", {f"was.{CHEEK}": "12", f"count.{CHEEK}": count})

    assert ScarFinding.objects.get().removed_at


@pytest.mark.parametrize("count", ["99999", "999999999999999999999", "many", "-4", "4.5", "5-3"])
def test_an_absurd_count_is_refused_and_stays_in_its_field(count, draft, doctor):
    answer = post(doctor, draft, "findings", {f"was.{CHEEK}": "", f"count.{CHEEK}": count, "at": "cheek_lower.left"})
    text = answer.content.decode()

    assert answer.status_code == 422
    assert "Please check this; it was not saved yet" in text
    assert f'value="{count}" aria-invalid="true" aria-describedby="count-rolling-cheek_lower-left-problem"' in text
    assert 'id="count-rolling-cheek_lower-left-problem"' in text
    assert not ScarFinding.objects.exists()


def test_a_refusal_with_script_says_what_is_allowed(draft, doctor):
    answer = post(doctor, draft, "findings", {f"was.{CHEEK}": "", f"count.{CHEEK}": "99999"}, **SCRIPT)

    assert answer.status_code == 422
    assert "Count is 99999. Allowed: a whole number from 1 to 10000." in answer.content.decode()
    assert 'href="#count-rolling-cheek_lower-left"' in answer.content.decode()


def test_a_third_wish_is_refused_in_words(draft, doctor, dermatologist):
    concerns = ["fine_lines", "topical_absorption", "enlarged_pores"]
    assessing.assess_skin(consultation=draft, by=dermatologist, concerns=concerns)
    answer = post(doctor, draft, "skin", {"has.priorities": "1", "priorities": concerns})
    text = answer.content.decode()

    assert answer.status_code == 422
    assert "Choose two at most; take one away first." in text
    assert 'aria-describedby="priorities-problem"' in text


def test_what_was_chosen_first_stays_first(draft, doctor, dermatologist):
    assessing.assess_skin(consultation=draft, by=dermatologist, concerns=["fine_lines", "enlarged_pores"])
    for before, chosen in (("", ["enlarged_pores"]), ("enlarged_pores", ["fine_lines", "enlarged_pores"])):
        post(doctor, draft, "skin", {"has.priorities": before, "priorities": chosen})

    assert rows_of(draft).assessment.priorities == ["enlarged_pores", "fine_lines"]
    text = doctor.get(draft.get_absolute_url()).content.decode()
    assert 'name="has.priorities" value="enlarged_pores fine_lines"' in text


def test_a_second_signer_is_led_to_the_record_and_its_amendments(draft, doctor, dermatologist):
    fields = read(doctor, draft)
    consulting.sign(consultation=draft, by=dermatologist)
    answer = post(doctor, draft, "sign", fields, **SCRIPT)
    text = answer.content.decode()

    assert answer.status_code == 409
    assert f'href="{draft.get_absolute_url()}#note"' in text
    assert f'href="{draft.get_absolute_url()}#amend"' in text


def test_a_signed_record_says_at_its_head_that_it_was_amended(draft, doctor, dermatologist):
    consulting.sign(consultation=draft, by=dermatologist)
    before = doctor.get(draft.get_absolute_url()).content.decode()
    consulting.amend(consultation=draft, text="One more thing.", by=dermatologist)
    after = doctor.get(draft.get_absolute_url()).content.decode()

    assert 'href="#amend"' not in before
    assert '<a href="#amend">1 amendment</a>' in after
    assert "not recorded" in after and "not yet" not in after


def test_an_amendment_that_is_too_long_is_told_the_limit(draft, doctor):
    post(doctor, draft, "sign", read(doctor, draft))
    answer = post(doctor, draft, "amend", {"text": "a" * 300_000}, **SCRIPT)

    assert answer.status_code == 422
    assert "This text has 300000 characters; at most 50000 can be kept" in answer.content.decode()


def test_a_stale_save_answers_409_with_what_the_other_changed(draft, doctor, nurse):
    place = Place("rolling", "cheek_lower", "left")
    assessing.record_findings(consultation=draft, counts={place: (5, 10)}, by=nurse)
    fields = {f"was.{CHEEK}": "", f"count.{CHEEK}": "12", "at": "cheek_lower.left", "revision": "0"}
    answer = post(doctor, draft, "findings", fields)
    text = answer.content.decode()

    assert answer.status_code == 409
    assert "Jonas Weber" in text
    assert "Rolling, Left lower cheek: 5–10" in text
    assert 'value="12"' in text
    assert ScarFinding.objects.get().count == (5, 10)


def test_a_save_of_another_thing_tells_what_changed_meanwhile(draft, doctor, nurse):
    consulting.answer(consultation=draft, question="smoker", value=True, by=nurse)
    answer = post(doctor, draft, "skin", {"phototype": "4", "revision": "0"}, **SCRIPT)

    assert answer.status_code == 200
    assert "Jonas Weber" in answer.content.decode()


def test_a_save_after_the_signature_answers_409_and_says_who_signed(draft, doctor, clinical_lead):
    consulting.sign(consultation=draft, by=clinical_lead)
    answer = post(doctor, draft, "note", {"note": "Mine."})

    assert answer.status_code == 409
    assert "Dr Henrik Dahl signed this consultation" in answer.content.decode()


def test_answers_of_a_form_are_saved_and_open_ones_left_open(draft, doctor):
    post(
        doctor,
        draft,
        "answers",
        {
            "a.smoker": "yes",
            "a.diabetes": "controlled",
            "a.weight_kg": "71,5",
            "a.isotretinoin_last": "month",
            "a.isotretinoin_last.month": "2026-01",
            "a.fever_last": "unknown",
            "a.planned_sun": "",
        },
    )

    assert {row.question: row.value for row in draft.answers.all()} == {
        "smoker": True,
        "diabetes": "controlled",
        "weight_kg": 71.5,
        "isotretinoin_last": "2026-01",
        "fever_last": None,
    }


def test_an_answer_sent_again_is_not_told_again(draft, doctor):
    for _ in range(2):
        post(doctor, draft, "answers", {"a.smoker": "yes"})

    assert Consultation.objects.get().revision == 1


def test_a_future_date_names_its_question_and_stays_typed(draft, doctor):
    fields = {"a.isotretinoin_last": "day", "a.isotretinoin_last.day": "2190-01-01"}
    answer = post(doctor, draft, "answers", fields)
    text = answer.content.decode()

    assert answer.status_code == 422
    assert (
        "“Date of the last oral isotretinoin capsule (today if still taking it)” &quot;2190-01-01&quot; lies after"
        in text
    )
    assert 'value="2190-01-01"' in text


def test_a_positive_answer_brings_the_questions_that_follow(draft, doctor):
    answer = post(
        doctor, draft, "answers", {"a.bleeding_disorder": "yes", "shown": "smoker bleeding_disorder"}, **SCRIPT
    )

    assert "Latest platelet count" in answer.content.decode()


def test_answers_by_area_from_the_form(draft, doctor):
    fields = {"areas.skin_infection": "1", "a.skin_infection.chin": "yes", "a.skin_infection.nose": "unknown"}
    post(doctor, draft, "answers", fields)

    assert draft.answers.get().regions == {"chin": True, "nose": None}


def test_none_of_these_from_the_page(draft, doctor):
    answer = post(doctor, draft, "none", {"category": "allergy", "who": "patient"}, **SCRIPT)

    assert answer.status_code == 200
    assert draft.answers.filter(in_group=True).count() > 1
    assert 'id="group-allergy-patient"' not in answer.content.decode()


def test_a_finding_is_mirrored_described_and_taken_back_from_the_list(draft, doctor, dermatologist):
    place = Place("rolling", "cheek_lower", "left")
    assessing.record_findings(consultation=draft, counts={place: (5, 10)}, by=dermatologist)
    finding = ScarFinding.objects.get()
    address = reverse("consultation_finding", args=[draft.public_id, finding.public_id])

    doctor.post(address, {"mirror": "1"})
    doctor.post(
        address, {"count": "21-", "grade": "3", "area_cm2": "1,5", "base": "normal", "older_than_two_years": "no"}
    )
    finding.refresh_from_db()
    described = (finding.count, finding.grade, float(finding.area_cm2), finding.base, finding.older_than_two_years)
    doctor.post(address, {"remove": "1"})

    assert described == ((21, None), 3, 1.5, "normal", False)
    assert {(one.side, bool(one.removed_at)) for one in ScarFinding.objects.all()} == {("left", True), ("right", False)}


def test_a_finding_of_another_consultation_is_not_found(draft, doctor):
    from tests import factories

    other = factories.finding()
    address = reverse("consultation_finding", args=[draft.public_id, other.public_id])

    assert doctor.post(address, {"remove": "1"}).status_code == 404


def test_wishes_are_unchosen_again(draft, doctor, dermatologist):
    assessing.assess_skin(consultation=draft, by=dermatologist, concerns=["fine_lines"])
    post(doctor, draft, "skin", {"has.concerns": "1"})

    draft.assessment.refresh_from_db()
    assert draft.assessment.concerns == []


def test_a_past_treatment_is_added_and_taken_back(draft, doctor):
    fields = {"modality": "afl", "sessions": "2", "last": "before", "last.months": "6", "response": "poor"}
    post(doctor, draft, "past", fields)
    past = PastTreatment.objects.get()
    post(doctor, draft, "past", {"past": str(past.public_id), "remove": "1"})

    assert (past.sessions, past.response, past.last_earliest) == (2, "poor", None)
    assert not PastTreatment.objects.as_of(Consultation.objects.get()).exists()


def test_a_past_treatment_without_a_name_is_refused_and_stays_typed(draft, doctor):
    answer = post(doctor, draft, "past", {"modality": "", "sessions": "2"})

    assert answer.status_code == 422
    assert 'value="2"' in answer.content.decode()


@pytest.mark.parametrize(
    ("text", "said"), [("a" * 50_001, "50001 characters"), ("bad\0text", "NUL")], ids=["too long", "NUL"]
)
def test_a_note_that_cannot_be_kept_is_refused(text, said, draft, doctor):
    answer = post(doctor, draft, "note", {"note": text}, **SCRIPT)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert Consultation.objects.get().note == ""


def test_naughty_text_is_kept_as_typed_and_escaped(draft, doctor):
    naughty = "<script>alert(1)</script> ' OR 1=1 -- مرحبا 👩‍⚕️ \u202e"
    post(doctor, draft, "note", {"note": naughty})
    text = doctor.get(draft.get_absolute_url()).content.decode()

    assert Consultation.objects.get().note == naughty
    assert "<script>alert" not in text


def test_signing_and_amending_from_the_page(draft, doctor):
    assert post(doctor, draft, "sign", read(doctor, draft)).status_code == 302
    assert post(doctor, draft, "amend", {"text": "Also on the back."}).status_code == 302
    empty = post(doctor, draft, "amend", {"text": "  "})

    held = Consultation.objects.get()
    assert held.is_signed
    assert "No scar was recorded." in held.note
    assert [one.text for one in held.amendments.all()] == ["Also on the back."]
    assert empty.status_code == 422


def test_two_signers_from_two_pages(draft, doctor, clinical_lead, sign_in):
    fields = read(doctor, draft)
    first = post(doctor, draft, "sign", fields)
    second = post(sign_in(clinical_lead), draft, "sign", fields)

    assert (first.status_code, second.status_code) == (302, 409)
    assert "Dr Amara Okafor signed this consultation" in second.content.decode()


def test_an_expired_session_in_mid_form_answers_401_and_saves_nothing(draft, client):
    answer = post(client, draft, "note", {"note": "Lost?"}, **SCRIPT)

    assert answer.status_code == 401
    assert answer.headers["HX-Redirect"].startswith(reverse("account_login"))
    assert Consultation.objects.get().note == ""


@pytest.mark.parametrize("name", ["answers", "none", "findings", "skin", "past", "note", "sign", "amend", "tablet"])
def test_no_save_is_a_visit(name, draft, doctor):
    assert doctor.get(reverse(f"consultation_{name}", args=[draft.public_id])).status_code == 405


def test_a_clinic_without_a_catalog_is_told_to_publish_one(dermatologist, sign_in):
    from tests import factories

    answer = sign_in(dermatologist).get(factories.consultation().get_absolute_url(), follow=True)

    assert answer.redirect_chain[0][1] == 302
    assert "No catalog is in force" in answer.content.decode()

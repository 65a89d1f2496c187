"""The demonstration clinic as it stands when it is loaded: whole, once, and with something to see on every page."""

import json
import random

import pytest
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.db.models import Count
from django.urls import reverse

from accounts.access import ROLES, may_open
from accounts.models import AuditEvent, User
from clinic import demo
from patients import actions
from patients.case_of import case_document
from patients.models import (
    Amendment,
    Consultation,
    ContactPerson,
    Merge,
    PastTreatment,
    Patient,
    ScarFinding,
    ScreeningAnswer,
    TabletSession,
)
from treatments.proposals import catalog_in_force, proposal_document

PAGES = ("patient_record", "patient_edit", "patient_duplicates", "consultation_list")


def some(rows, number):
    return random.Random("sample").sample(list(rows), number)


def rows_by_table():
    return {model._meta.label: model.objects.count() for model in apps.get_models() if model._meta.managed}


def test_second_load_changes_nothing(db):
    before = rows_by_table()

    assert demo.load() is False
    assert rows_by_table() == before


def test_outside_the_demonstration_nothing_is_loaded(db, settings):
    settings.DEMO = False

    with pytest.raises(ImproperlyConfigured, match="CICATRIX_MODE=demo"):
        demo.load()


def test_four_hundred_patients_and_months_of_consultations(db):
    first, last = (Consultation.objects.order_by(order).first().held_on for order in ("held_on", "-held_on"))

    assert Patient.objects.count() == 400
    assert Consultation.objects.count() > 300
    assert (last - first).days > 365


@pytest.mark.parametrize(("shown_as", "email", "password"), demo.SIGN_INS, ids=lambda value: value)
def test_everybody_listed_can_sign_in(db, shown_as, email, password):
    user = User.objects.get(email=email)

    assert user.check_password(password)
    assert user.roles[0].label.lower() == shown_as.lower() or user.is_clinical_lead


def test_whoever_works_here_has_signed_in(db):
    assert not User.objects.working().never_signed_in().exists()
    assert User.objects.filter(is_active=False).never_signed_in().exists()


def test_everybody_else_has_no_password(db):
    listed = {email for _, email, _ in demo.SIGN_INS}

    assert not [user.email for user in User.objects.exclude(email__in=listed) if user.has_usable_password()]


def test_catalog_is_in_force_with_prices_and_unsigned(db):
    catalog = catalog_in_force()

    assert not catalog.signed
    assert all(item.price for item in catalog.items)


STATES = {
    "signed": lambda: Consultation.objects.filter(state="signed"),
    "draft of today": lambda: Consultation.objects.drafts().filter(
        held_on=Consultation.objects.newest_first()[0].held_on
    ),
    "draft of an earlier day": lambda: Consultation.objects.drafts().filter(
        held_on__lt=Consultation.objects.newest_first()[0].held_on
    ),
    "draft without a word": lambda: Consultation.objects.drafts().filter(answers=None, assessment=None),
    "draft with intake alone": lambda: Consultation.objects.drafts().filter(assessment=None).exclude(answers=None),
    "note written by hand": lambda: Consultation.objects.filter(state="signed", note_edited=True),
    "amended": lambda: Amendment.objects.all(),
    "asked and not known": lambda: ScreeningAnswer.objects.filter(value__isnull=True, regions__isnull=True),
    "answered by region": lambda: ScreeningAnswer.objects.filter(regions__isnull=False),
    "denied in a group": lambda: ScreeningAnswer.objects.filter(in_group=True),
    "count open upwards": lambda: ScarFinding.objects.filter(count_low__isnull=False, count_high=None),
    "seen and not counted": lambda: ScarFinding.objects.filter(count_low=None, removed_at=None),
    "finding taken back": lambda: ScarFinding.objects.filter(removed_at__isnull=False),
    "treated elsewhere": lambda: PastTreatment.objects.filter(where="elsewhere"),
    "treated here, told anew": lambda: PastTreatment.objects.filter(where="here", replaces__isnull=False),
    "last date vague": lambda: PastTreatment.objects.filter(last_earliest=None, last_latest__isnull=False),
    "merged": lambda: Merge.objects.standing(),
    "merge undone": lambda: Merge.objects.filter(undone_at__isnull=False),
    "edited": lambda: Patient.objects.filter(revision__gt=1),
    "tablet handed back": lambda: TabletSession.objects.filter(ended_at__isnull=False),
    "no birth date": lambda: Patient.objects.filter(birth_date=None),
    "latex": lambda: Patient.objects.filter(latex_or_plaster_allergy=True),
    "interpreter": lambda: Patient.objects.filter(needs_interpreter=True),
    "wheelchair": lambda: Patient.objects.filter(wheelchair=True),
    "longer slot": lambda: Patient.objects.filter(needs_longer_slot=True),
    "identity alert": lambda: Patient.objects.exclude(identity_alert=""),
    "no contact wished": lambda: Patient.objects.filter(contact_by="none"),
    "somebody who left": lambda: User.objects.filter(is_active=False),
    "role ended": lambda: User.objects.filter(grants__ended_at__isnull=False),
}


@pytest.mark.parametrize("state", STATES)
def test_there_is_one_that_is(db, state):
    assert STATES[state]().exists()


def test_minors_have_guardians_but_a_few(db):
    minors = [patient for patient in Patient.objects.all() if patient.is_minor]

    assert 3 <= len(minors) <= 40
    assert 0 < sum(patient.lacks_guardian for patient in minors) < len(minors) / 2


def test_some_records_wait_to_be_found_twice(db):
    numbers = Patient.objects.filter(merged_into=None).exclude(phone_e164="").values("phone_e164")
    shared = numbers.annotate(records=Count("pk")).filter(records__gt=1).values("phone_e164")
    waiting = Patient.objects.filter(merged_into=None, phone_e164__in=shared)

    assert waiting.count() >= 8
    assert all(actions.likely_same(patient) for patient in waiting)


def test_answers_have_expired_and_others_last(db):
    """A patient who comes back is asked again what changes, and not what stays true."""
    catalog = catalog_in_force()
    again = Consultation.objects.filter(state="signed", patient__consultations__state="signed").newest_first().first()
    first = again.patient.consultations.order_by("pk").first()
    told = {answer.question for answer in first.answers.all()}
    asked_again = {answer.question for answer in again.answers.all()}

    assert first != again
    assert told & asked_again
    assert told - asked_again
    assert catalog.questions["isotretinoin_last"].key in asked_again


def test_signed_consultations_have_notes(db):
    assert not Consultation.objects.filter(state="signed", note="").exists()


def test_nothing_happened_before_the_patient_came_or_after_now(db):
    for event in AuditEvent.objects.filter(action="patient registered").select_related("by")[:50]:
        first = AuditEvent.objects.about_patient(event.patient).order_by("at").first()
        assert first.at >= event.at
    assert not Consultation.objects.filter(started_at__gt=AuditEvent.objects.newest_first()[0].at).exists()


def test_every_change_has_its_line_in_the_trail(db):
    def lines(action):
        return AuditEvent.objects.filter(action=action).count()

    assert lines("patient registered") == Patient.objects.count()
    assert lines("consultation started") == Consultation.objects.count()
    assert lines("consultation signed") == Consultation.objects.filter(state="signed").count()
    assert lines("consultation amended") == Amendment.objects.count()
    assert lines("contact person added") == ContactPerson.objects.count()
    assert lines("past treatment recorded") == PastTreatment.objects.count()


def test_only_the_first_person_the_shipped_pack_and_judgements_have_no_author(db):
    nobodys = AuditEvent.objects.filter(by=None).values_list("action", flat=True)

    assert sorted(set(nobodys)) == ["catalog draft loaded", "person added", "plan found unsafe", "role granted"]


def test_every_row_has_its_history(db):
    for model in (Patient, Consultation, ScreeningAnswer, ScarFinding):
        history = model.pgh_event_models["insert"].objects.filter(pgh_label="insert")
        assert history.count() == model.objects.count()
        assert not history.filter(pgh_context=None).exists()


def test_planner_proposes_for_a_sample_of_consultations(db):
    catalog, answered = catalog_in_force(), 0
    for consultation in some(Consultation.objects.with_people().order_by("pk"), 40):
        document = proposal_document(json.dumps(case_document(consultation)), catalog)
        answered += bool(document["regimens"])

    assert answered > 20


@pytest.mark.parametrize("shown_as", ["Dermatologist", "Nurse", "Assistant", "Front-desk"])
def test_no_page_of_a_patient_fails(db, member, sign_in, shown_as):
    user = member(shown_as.lower())
    browser, opened = sign_in(user), 0
    for patient in some(Patient.objects.filter(merged_into=None).order_by("pk"), 6):
        for name in PAGES:
            if may_open(user, name, patient_id=patient.public_id):
                assert browser.get(reverse(name, args=[patient.public_id])).status_code == 200, (name, patient)
                opened += 1

    assert opened >= 12


@pytest.mark.parametrize("shown_as", ["Dermatologist", "Nurse", "Assistant"])
def test_no_page_of_a_consultation_fails(db, member, sign_in, shown_as):
    user = member(shown_as.lower())
    browser = sign_in(user)
    drafts, signed = Consultation.objects.drafts(), Consultation.objects.filter(state="signed")
    for consultation in [*drafts, *some(signed.order_by("pk"), 5), Amendment.objects.first().consultation]:
        answer = browser.get(consultation.get_absolute_url())
        assert answer.status_code == 200, consultation.public_id


@pytest.mark.parametrize("shown_as", ROLES)
def test_every_role_has_pages_that_open(db, member, sign_in, shown_as):
    user = member(shown_as.replace("_", "-"))
    browser = sign_in(user)
    names = ("patient_search", "people", "audit_trail", "catalog", "catalog_items", "profile")
    opened = [name for name in names if may_open(user, name)]

    assert [name for name in opened if browser.get(reverse(name)).status_code != 200] == []
    assert len(opened) > 1


@pytest.mark.parametrize("typed", ["王", "الخطيب", "Lutkeman", "Бондарчук", "श्रीवास्तव", "Dang", "ohanlon"])
def test_names_of_the_world_are_found(db, typed):
    assert Patient.objects.found(typed).rows

"""Two records of one person: both keep everything, one leads to the other, and undoing restores exactly."""

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.models import AuditEvent
from patients import actions
from patients.models import Merge, Patient
from patients.refusals import IsMerged, MergeUndone, SameRecord
from tests import factories
from tests.patients.meeting import together


def rows():
    """Everything the database knows of patients and who stands by them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_jsonb(p) FROM patients_patient p ORDER BY id")
        patients = cursor.fetchall()
        cursor.execute("SELECT to_jsonb(c) FROM patients_contactperson c ORDER BY id")
        return patients, cursor.fetchall()


def pointers(*patients):
    return [Patient.objects.get(pk=patient.pk).merged_into for patient in patients]


def test_merge_keeps_both_records_and_says_who_did_it(front_desk):
    kept, merged = factories.patient("Moreau"), factories.patient("Durand")
    factories.contact(merged)

    actions.merge(kept=kept, merged=merged, by=front_desk)

    assert pointers(kept, merged) == [None, kept]
    assert Patient.objects.get(pk=kept.pk).all_records == [kept, merged]
    assert merged.contacts.current().count() == 1
    told = AuditEvent.objects.filter(action="patients merged", by=front_desk)
    assert {event.patient for event in told} == {kept.public_id, merged.public_id}


def test_undo_restores_exactly_what_was(front_desk):
    kept, merged = factories.patient("Moreau"), factories.patient("Durand", phone="0171")
    factories.contact(merged)
    before = rows()
    merge = actions.merge(kept=kept, merged=merged, by=front_desk)
    assert rows() != before

    actions.undo_merge(merge=merge, by=front_desk)

    assert rows() == before


def test_three_records_lead_to_one_and_come_apart_in_any_order(front_desk):
    a, b, c = (factories.patient(name) for name in ("Aa", "Bb", "Cc"))
    first = actions.merge(kept=b, merged=a, by=front_desk)
    second = actions.merge(kept=c, merged=b, by=front_desk)
    assert pointers(a, b, c) == [c, c, None]

    actions.undo_merge(merge=first, by=front_desk)
    assert pointers(a, b, c) == [None, c, None]
    third = actions.merge(kept=a, merged=c, by=front_desk)
    assert pointers(a, b, c) == [None, a, a]
    actions.undo_merge(merge=second, by=front_desk)
    assert pointers(a, b, c) == [None, None, a]
    actions.undo_merge(merge=third, by=front_desk)
    assert pointers(a, b, c) == [None, None, None]


def test_undoing_the_later_of_two_merges_keeps_the_earlier(front_desk):
    a, b, c = (factories.patient(name) for name in ("Aa", "Bb", "Cc"))
    actions.merge(kept=b, merged=a, by=front_desk)
    second = actions.merge(kept=c, merged=b, by=front_desk)

    actions.undo_merge(merge=second, by=front_desk)

    assert pointers(a, b, c) == [b, None, None]


def test_merge_is_undone_once(front_desk):
    merge = factories.merge()
    actions.undo_merge(merge=merge, by=front_desk)

    with pytest.raises(MergeUndone, match="Lucía Fernández"):
        actions.undo_merge(merge=merge, by=front_desk)


def test_record_is_not_merged_with_itself_nor_twice(front_desk):
    merge = factories.merge()

    with pytest.raises(SameRecord):
        actions.merge(kept=merge.kept, merged=merge.kept, by=front_desk)
    with pytest.raises(IsMerged):
        actions.merge(kept=factories.patient(), merged=merge.merged, by=front_desk)
    with pytest.raises(IsMerged):
        actions.merge(kept=merge.merged, merged=factories.patient(), by=front_desk)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("attempt", range(5))
def test_two_who_merge_the_same_records_the_other_way_round_leave_one_merge(attempt):
    a, b, desk = factories.patient("Aa"), factories.patient("Bb"), factories.user("front_desk")

    outcomes = together(
        lambda: actions.merge(kept=a, merged=b, by=desk), lambda: actions.merge(kept=b, merged=a, by=desk)
    )

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["IsMerged", "Merge"]
    assert Merge.objects.standing().count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("attempt", range(5))
def test_merges_in_a_ring_at_once_never_close_it(attempt):
    a, b, c = (factories.patient(name) for name in ("Aa", "Bb", "Cc"))
    desk = factories.user("front_desk")

    together(
        lambda: actions.merge(kept=a, merged=b, by=desk),
        lambda: actions.merge(kept=b, merged=c, by=desk),
        lambda: actions.merge(kept=c, merged=a, by=desk),
    )

    kept = Patient.objects.kept()
    assert kept.count() == 1
    assert set(Patient.objects.exclude(pk=kept.get().pk).values_list("merged_into", flat=True)) == {kept.get().pk}


@pytest.mark.django_db
def test_database_allows_no_chain_and_no_circle():
    merge = factories.merge()
    with pytest.raises(IntegrityError, match="merged into a merged record"), transaction.atomic():
        factories.patient(merged_into=merge.merged)
    with pytest.raises(IntegrityError, match="merged into a merged record"), transaction.atomic():
        Patient.objects.filter(pk=merge.kept.pk).update(merged_into=factories.patient())
    with pytest.raises(IntegrityError, match="merged"), transaction.atomic():
        Patient.objects.filter(pk=merge.kept.pk).update(merged_into=merge.kept)


@pytest.mark.django_db
def test_database_keeps_who_merged_what():
    merge = factories.merge()

    with pytest.raises(IntegrityError, match="otherwise stays as it was"), transaction.atomic():
        Merge.objects.filter(pk=merge.pk).update(kept=factories.patient())


def test_chips_of_both_records_show_on_the_kept_one(front_desk):
    from patients.identity import desk_chips

    merge = factories.merge(factories.patient(), factories.patient(latex_or_plaster_allergy=True))

    assert [chip["word"] for chip in desk_chips(merge.kept)] == ["Allergy: latex or plaster"]


def test_merge_works_with_the_rights_of_the_application(front_desk, app_rights):
    merge = factories.merge(by=front_desk)
    actions.undo_merge(merge=merge, by=front_desk)

    assert pointers(merge.kept, merge.merged) == [None, None]


def test_page_merges_undoes_and_leads_from_one_record_to_the_other(front_desk, sign_in):
    kept, merged, browser = factories.patient(), factories.patient("Morreau"), sign_in(front_desk)
    page = f"/patients/{kept.public_id}/merge/{merged.public_id}/"
    assert "Morreau" in browser.get(page).text

    browser.post(page, {"kept": str(kept.public_id)})
    led = browser.get(f"/patients/{merged.public_id}/edit/")
    assert led.url == f"/patients/{kept.public_id}/edit/"
    merge = Merge.objects.get()
    assert merged.record_number in browser.get(kept.get_absolute_url()).text

    browser.post(f"/patients/{kept.public_id}/merges/{merge.public_id}/undo/")
    assert pointers(kept, merged) == [None, None]
    again = browser.post(f"/patients/{kept.public_id}/merges/{merge.public_id}/undo/")
    assert again.status_code == 404


def test_page_without_a_choice_merges_nothing(front_desk, sign_in):
    kept, other = factories.patient(), factories.patient()

    answer = sign_in(front_desk).post(f"/patients/{kept.public_id}/merge/{other.public_id}/", {"kept": "none"})

    assert answer.status_code == 404
    assert not Merge.objects.exists()

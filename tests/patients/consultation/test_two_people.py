"""Two people on one consultation: the second is told, and nothing is lost."""

import threading

import pytest
from django.db import connection

from patients import assessing, consulting
from patients.assessing import Place
from patients.consulting_refusals import AlreadySigned, NotSigned, Stale
from patients.models import Consultation
from tests import factories

CHEEK, NOSE = Place("rolling", "cheek_lower", "left"), Place("icepick", "nose")


def seen(draft):
    """The revision of a page that was loaded now."""
    return Consultation.objects.get(pk=draft.pk).revision


def test_a_count_that_somebody_else_changed_meanwhile_is_not_overwritten(draft, nurse, dermatologist):
    revision = seen(draft)
    assessing.record_findings(consultation=draft, counts={CHEEK: (5, 10)}, by=nurse, revision=revision)

    with pytest.raises(Stale) as told:
        assessing.record_findings(consultation=draft, counts={CHEEK: (12, 12)}, by=dermatologist, revision=revision)

    assert draft.assessment.findings.get().count == (5, 10)
    assert [(change.what, change.by) for change in told.value.changes] == [
        ("Rolling, Left lower cheek: 5–10", nurse),
    ]


def test_different_things_may_be_saved_by_two(draft, nurse, dermatologist):
    revision = seen(draft)
    assessing.record_findings(consultation=draft, counts={CHEEK: (5, 10)}, by=nurse, revision=revision)
    assessing.record_findings(consultation=draft, counts={NOSE: (1, 1)}, by=dermatologist, revision=revision)

    assert draft.assessment.findings.count() == 2


def test_what_one_changed_oneself_meanwhile_is_no_conflict(draft, nurse):
    revision = seen(draft)
    for count in (1, 2, 3):
        assessing.record_findings(consultation=draft, counts={CHEEK: (count, count)}, by=nurse, revision=revision)

    assert draft.assessment.findings.get().count == (3, 3)


def test_an_answer_given_meanwhile_is_shown_to_the_second(draft, assistant, dermatologist):
    revision = seen(draft)
    consulting.answer(consultation=draft, question="smoker", value=True, by=assistant, revision=revision)

    with pytest.raises(Stale) as told:
        consulting.answer(consultation=draft, question="smoker", value=False, by=dermatologist, revision=revision)

    assert [change.what for change in told.value.changes] == ["Smoking or vaping nicotine?: yes"]
    assert draft.answers.get().value is True


def test_a_nurse_is_not_told_what_was_answered_to_a_restricted_question(draft, nurse, dermatologist):
    revision = seen(draft)
    consulting.answer(consultation=draft, question="bdd_screen", value="positive", by=dermatologist)
    assessing.record_findings(consultation=draft, counts={CHEEK: (5, 10)}, by=dermatologist)

    with pytest.raises(Stale) as told:
        assessing.record_findings(consultation=draft, counts={CHEEK: (1, 1)}, by=nurse, revision=revision)

    assert "dysmorphic" not in str([change.what for change in told.value.changes])


def test_skin_note_and_past_treatments_are_guarded_too(draft, nurse, dermatologist):
    revision = seen(draft)
    assessing.assess_skin(consultation=draft, phototype=3, by=nurse, revision=revision)
    consulting.edit_note(consultation=draft, text="Nurse.", by=nurse, revision=revision)
    past = assessing.record_past(consultation=draft, modality="afl", by=nurse, revision=revision)

    with pytest.raises(Stale):
        assessing.assess_skin(consultation=draft, phototype=5, by=dermatologist, revision=revision)
    with pytest.raises(Stale):
        consulting.edit_note(consultation=draft, text="Doctor.", by=dermatologist, revision=revision)
    with pytest.raises(Stale):
        consulting.compose_note(consultation=draft, by=dermatologist, revision=revision)
    with pytest.raises(Stale):
        assessing.record_past(consultation=draft, past=past, modality="nafl", by=dermatologist, revision=revision)


def test_who_signs_has_seen_what_others_wrote(draft, nurse, dermatologist):
    revision = seen(draft)
    consulting.answer(consultation=draft, question="smoker", value=True, by=nurse)

    with pytest.raises(Stale):
        consulting.sign(consultation=draft, by=dermatologist, revision=revision)

    assert not Consultation.objects.get().is_signed
    consulting.sign(consultation=draft, by=dermatologist, revision=seen(draft))
    assert Consultation.objects.get().is_signed


def test_who_saves_after_the_signature_is_told_who_signed(draft, nurse, dermatologist):
    consulting.sign(consultation=draft, by=dermatologist)

    with pytest.raises(AlreadySigned, match="Dr Amara Okafor signed this consultation"):
        consulting.answer(consultation=draft, question="smoker", value=True, by=nurse)


def test_only_a_signed_consultation_is_amended(draft, dermatologist):
    with pytest.raises(NotSigned):
        consulting.amend(consultation=draft, text="Later.", by=dermatologist)


@pytest.mark.django_db(transaction=True)
def test_of_two_signers_at_once_one_wins_and_the_other_is_told(pack):
    draft = factories.consultation()
    signers = [factories.user("dermatologist"), factories.user("dermatologist")]
    ready, outcomes = threading.Barrier(2), []

    def sign(by):
        try:
            ready.wait(timeout=20)
            outcomes.append(("signed", consulting.sign(consultation=draft, by=by).signed_by))
        except AlreadySigned as refusal:
            outcomes.append(("told", refusal.by))
        finally:
            connection.close()

    threads = [threading.Thread(target=sign, args=(by,)) for by in signers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)

    winner = Consultation.objects.get().signed_by
    assert sorted(outcomes, key=str) == [("signed", winner), ("told", winner)]

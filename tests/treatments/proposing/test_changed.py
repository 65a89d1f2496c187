"""A key that does not resolve any more: nothing is adopted, and it is said in words what changed since the page."""

import datetime

import pytest
from django.utils import timezone

from patients import consulting
from tests.treatments import plans as planning
from treatments import proposals, refusals
from treatments.adopting import Choice, Seen, adopt
from treatments.models import TreatmentPlan


def choice(held):
    return Choice(proposals.proposed(held).document["regimens"][0]["key"])


def seen(held):
    """What a page that is loaded now rests on."""
    now = proposals.proposed(held)
    return Seen(now.on.isoformat(), now.version.number, now.consultation.revision)


def changes_told(held, chosen, page, by):
    with pytest.raises(refusals.ProposalChanged) as told:
        adopt(consultation=held, choice=chosen, by=by, seen=page)
    assert not TreatmentPlan.objects.exists()
    return told.value.changes


def test_on_another_day_it_says_so(held, dermatologist, monkeypatch):
    chosen, page = choice(held), seen(held)
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    monkeypatch.setattr(timezone, "localdate", lambda value=None, timezone=None: tomorrow)

    changes = changes_told(held, chosen, page, dermatologist)

    assert changes == ["The page is of another day; intervals and expiries are counted from today."]


def test_after_another_answer_it_says_which(held, dermatologist, nurse):
    chosen, page = choice(held), seen(held)
    consulting.answer(consultation=held, question="smoker", value=True, by=nurse)

    (change,) = changes_told(held, chosen, page, dermatologist)

    assert "Smoking or vaping nicotine?: yes" in change
    assert "Jonas Weber" in change


def test_what_one_changed_oneself_in_another_window_is_told(held, dermatologist):
    chosen, page = choice(held), seen(held)
    consulting.answer(consultation=held, question="smoker", value=True, by=dermatologist)

    assert changes_told(held, chosen, page, dermatologist) == [
        "Something in this consultation was changed in another window."
    ]


def test_under_a_later_version_it_says_so(held, dermatologist):
    chosen, page = choice(held), seen(held)
    planning.a_later_version(price=planning.PRICE + 1)

    assert changes_told(held, chosen, page, dermatologist) == [
        "Catalog version 2 came into force in place of version 1."
    ]


def test_with_another_wish_it_is_another_proposal(held, dermatologist):
    chosen = choice(held)
    wished = Choice(chosen.key, wishes={"max_downtime_days": 60})

    assert changes_told(held, wished, seen(held), dermatologist) == [
        "What is recorded or wished is not what this page showed."
    ]


def test_key_that_never_was_proposed_adopts_nothing(held, dermatologist):
    assert changes_told(held, Choice("0" * 24), None, dermatologist)

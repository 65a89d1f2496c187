"""The clinical lead signs one thing after the other, and never what was not on the screen."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog import actions
from catalog.book import book_of
from catalog.progress import progress_of
from catalog.snapshot import in_force
from tests.catalog.small import small_catalog

PAGE = "/catalog/sign-off/"


@pytest.fixture
def lead(clinical_lead, sign_in):
    return sign_in(clinical_lead)


def progress(version):
    return progress_of(version, book_of(in_force()))


def form(version, task):
    return {"version": str(version.public_id), "at": task.name}


@pytest.mark.parametrize("role", ["dermatologist", "nurse", "assistant", "front_desk", "catalog_admin", "clinic_admin"])
def test_nobody_else_opens_it(published, cast, sign_in, role):
    browser = sign_in(cast[role])

    assert browser.get(PAGE).status_code == 403
    assert browser.post(PAGE, form(published, progress(published).tasks[0])).status_code == 403
    assert not published.sign_offs.exists()


def test_it_begins_with_the_first_unverified_safety_row(published, lead):
    first = progress(published).rows[0]
    answer = lead.get(PAGE)

    assert answer.context["task"] == first
    assert f"0 of {progress(published).needed} signed" in answer.text
    assert first.entry.fact.reason in answer.text
    assert "Sign this row" in answer.text


def test_signing_leads_to_the_next(published, lead):
    first, second = progress(published).tasks[:2]
    answer = lead.post(PAGE, form(published, first))

    assert (answer.status_code, answer.url) == (302, f"{PAGE}?at={second.name}#due")
    followed = lead.get(answer.url)
    assert followed.context["task"] == second
    assert f"1 of {progress(published).needed} signed" in followed.text


def test_table_is_signed_as_a_whole(published, lead):
    table = progress(published).find("safety.question")
    page = lead.get(f"{PAGE}?at=safety.question")

    assert "Sign this table" in page.text
    assert [row["entry"].key for row in page.context["rows"]] == [row.key for row in small_catalog().safety["question"]]
    lead.post(PAGE, form(published, table))
    assert progress(published).find("safety.question").signature


def test_page_of_a_table_says_how_many_rows_are_signed_alone(published, lead):
    answer = lead.get(f"{PAGE}?at=safety.rule")

    assert "2 rows are signed by themselves" in answer.text
    assert answer.context["rows"] == []


def test_last_signature_ends_it(published, lead, clinical_lead):
    *others, last = progress(published).tasks
    for task in others:
        actions.sign_off(version=published, kind=task.kind, key=task.key, by=clinical_lead)

    answer = lead.post(PAGE, form(published, last), follow=True)

    assert "All is signed" in answer.text
    assert "Signed by the clinical lead" in lead.get("/catalog/").text


def test_second_click_goes_on_without_harm(published, lead):
    first = progress(published).tasks[0]
    lead.post(PAGE, form(published, first))
    answer = lead.post(PAGE, form(published, first), follow=True)

    assert answer.status_code == 200
    assert "Dr Henrik Dahl signed this on" in answer.text
    assert published.sign_offs.count() == 1


def test_page_of_an_older_version_signs_nothing(published, lead, catalog_admin, dermatologist):
    task = progress(published).tasks[0]
    draft = actions.load(catalog=small_catalog(), title="Next", by=catalog_admin)
    following = actions.publish(version=actions.hand_in(version=draft, by=catalog_admin), by=dermatologist)

    answer = lead.post(PAGE, form(published, task))

    assert answer.status_code == 422
    assert "The catalog has changed since this page was opened" in answer.text
    assert not following.sign_offs.exists()
    assert not published.sign_offs.exists()


@pytest.mark.parametrize(
    "change",
    [{"at": "safety.rule/no_rule"}, {"at": ""}, {"version": "x"}, {"version": str(uuid.UUID(int=0))}, {"at": "\u0000"}],
)
def test_what_is_not_on_the_list_is_not_signed(published, lead, change):
    answer = lead.post(PAGE, form(published, progress(published).tasks[0]) | change)

    assert answer.status_code == 422
    assert not published.sign_offs.exists()


def test_unknown_address_begins_at_the_top(published, lead):
    assert lead.get(f"{PAGE}?at=nothing").context["task"] == progress(published).tasks[0]


def test_signed_one_shows_who_signed(published, lead, clinical_lead):
    task = progress(published).tasks[0]
    actions.sign_off(version=published, kind=task.kind, key=task.key, by=clinical_lead)
    page = lead.get(f"{PAGE}?at={task.name}").text

    assert "Dr Henrik Dahl" in page
    assert "Sign this row" not in page
    assert "Signed by the clinical lead" in lead.get(f"/catalog/{task.name}/").text


def test_questions_to_the_database_do_not_grow_with_signatures(published, lead, clinical_lead):
    lead.get(PAGE)
    counts = []
    for _round in range(2):
        with CaptureQueriesContext(connection) as asked:
            lead.get(PAGE)
        counts.append(len(asked))
        for task in progress(published).open[:20]:
            actions.sign_off(version=published, kind=task.kind, key=task.key, by=clinical_lead)

    assert counts[0] == counts[1]

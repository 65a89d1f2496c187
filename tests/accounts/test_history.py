"""Every row keeps its history, and what is signed stays."""

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction
from django.test.utils import isolate_apps

from accounts import actions, audit
from accounts.history import refuses_change_when_signed
from accounts.models import User

OURS = ("accounts", "catalog", "patients", "treatments", "scheduling")
KEEPS_NO_HISTORY = {
    "accounts.AuditEvent": "is itself never changed",
    "accounts.CachedValue": "counts attempts for minutes",
    "treatments.PlanJudgement": "is computed anew every day; the trail says when a plan was found unsafe",
}


def history_of(user):
    return apps.get_model("accounts.UserEvent").objects.filter(pgh_obj=user).order_by("pk")


def test_every_change_of_a_person_is_kept_with_who_and_where(clinic_admin, nurse, sign_in):
    response = sign_in(clinic_admin).post(f"/people/{nurse.public_id}/", {"full_name": "Jonas Wëber", "title": "Sr"})

    before, after = history_of(nurse)
    assert (before.pgh_label, before.full_name) == ("insert", "Jonas Weber")
    assert (after.pgh_label, after.full_name) == ("update", "Jonas Wëber")
    assert after.pgh_context == {
        "user": clinic_admin.pk,
        "url": f"/people/{nurse.public_id}/",
        "request": response.headers["X-Request-ID"],
    }


def test_raw_sql_is_kept_too(nurse):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_user SET title = 'Sr' WHERE id = %s", [nurse.pk])

    assert history_of(nurse).last().title == "Sr"


def test_command_leaves_its_name_in_the_history(nurse):
    with audit.visit(path="command tidy"):
        User.objects.filter(pk=nurse.pk).update(title="Sr")

    assert history_of(nurse).last().pgh_context["url"] == "command tidy"


def test_password_and_sign_in_stay_out_of_the_history(nurse):
    nurse.set_password("mellow yellow harvest")
    nurse.save()

    fields = {field.name for field in history_of(nurse).model._meta.fields}
    assert not fields & {"password", "last_login"}
    assert history_of(nurse).count() == 1


@pytest.mark.parametrize("change", ["UPDATE accounts_userevent SET full_name = 'x'", "DELETE FROM accounts_userevent"])
def test_history_is_never_rewritten_not_even_by_the_owner(nurse, change):
    with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


def test_application_writes_history_as_it_works(clinic_admin, nurse, app_rights):
    actions.change_person(user=nurse, full_name="J. Weber", title="", by=clinic_admin)

    assert history_of(nurse).last().full_name == "J. Weber"


def test_every_model_of_ours_keeps_its_history():
    tracked = {event._meta.get_field("pgh_obj").related_model for event in apps.get_models() if is_history(event)}
    ours = {model for model in apps.get_models() if model._meta.app_label in OURS and not is_history(model)}

    assert {model._meta.label for model in ours - tracked} == set(KEEPS_NO_HISTORY)


def is_history(model):
    return hasattr(model, "pgh_tracked_model")


@pytest.fixture
@isolate_apps("accounts")
def signed_tables(db):
    """A paper that can be signed, and its lines: tables of this test alone."""

    class Paper(models.Model):  # noqa: DJ008
        public_id = models.UUIDField()
        text = models.TextField()
        signed_at = models.DateTimeField(null=True)

        class Meta:
            app_label = "accounts"
            db_table = "test_paper"

    class Line(models.Model):  # noqa: DJ008
        paper = models.ForeignKey(Paper, on_delete=models.PROTECT)

        class Meta:
            app_label = "accounts"
            db_table = "test_line"

    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE test_paper (id bigint PRIMARY KEY, public_id uuid, text text, signed_at timestamptz)"
        )
        cursor.execute("CREATE TABLE test_line (id bigint PRIMARY KEY, paper_id bigint REFERENCES test_paper)")
        cursor.execute(str(refuses_change_when_signed().compile(Paper).install_sql))
        cursor.execute(str(refuses_change_when_signed(through="paper").compile(Line).install_sql))
        cursor.execute(
            "INSERT INTO test_paper VALUES (1, gen_random_uuid(), 'a', NULL), (2, gen_random_uuid(), 'b', NULL)"
        )
        cursor.execute("INSERT INTO test_line VALUES (1, 1), (2, 2)")
        cursor.execute("UPDATE test_paper SET signed_at = now() WHERE id = 2")


CHANGES = [
    "UPDATE test_paper SET text = 'c' WHERE id = {paper}",
    "UPDATE test_paper SET signed_at = now() WHERE id = {paper}",
    "INSERT INTO test_line VALUES (3, {paper})",
    "UPDATE test_line SET id = 4 WHERE paper_id = {paper}",
    "UPDATE test_line SET paper_id = {paper} WHERE id = 1",
    "DELETE FROM test_line WHERE paper_id = {paper}",
]


@pytest.mark.parametrize("change", [*CHANGES, "DELETE FROM test_paper WHERE id = {paper}"])
def test_what_is_signed_refuses_every_change(signed_tables, change):
    with pytest.raises(DatabaseError, match="amendment"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change.format(paper=2))


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_not_signed_may_change(signed_tables, change):
    with connection.cursor() as cursor:
        cursor.execute(change.format(paper=1))

        assert cursor.rowcount == 1


def test_line_does_not_leave_a_signed_paper(signed_tables):
    with pytest.raises(DatabaseError, match="amendment"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE test_line SET paper_id = 1 WHERE id = 2")

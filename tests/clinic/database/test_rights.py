"""What the application's login may do in the database, and that nobody forgets to say it."""

import pghistory.models
import pytest
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.db import ProgrammingError, connection

from clinic.database import grants

SESSION = "('key', 'data', now())"


def history_tables():
    models = [model for model in apps.get_models() if issubclass(model, pghistory.models.Event)]
    return [model._meta.db_table for model in models if not model._meta.abstract and model._meta.managed]


def held(table):
    """The rights on `table` that the application's role holds, asked of the database."""
    every = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT r FROM unnest(%s) AS r WHERE has_table_privilege('cicatrix_app', %s::regclass, r)",
            [list(every), connection.ops.quote_name(table)],
        )
        return {right for (right,) in cursor.fetchall()}


def test_every_table_is_listed_and_every_listed_table_exists(db):
    assert set(connection.introspection.table_names()) == set(grants.listed())


def test_application_holds_what_is_listed_and_no_more(db):
    assert {table: held(table) for table in grants.listed()} == {
        table: {"SELECT", *rights} for table, rights in grants.listed().items()
    }


def test_history_and_trail_are_read_and_added_to():
    kept = [*history_tables(), "accounts_auditevent"]

    assert len(kept) > 1
    assert {table: set(grants.listed()[table]) for table in kept} == dict.fromkeys(kept, {"SELECT", "INSERT"})


def test_what_nobody_lists_may_be_read_alone(db):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE forgotten (id int)")
    grants.apply("default")

    assert held("forgotten") == {"SELECT"}


def test_right_that_is_no_longer_listed_is_taken_back(db):
    with connection.cursor() as cursor:
        cursor.execute("GRANT DELETE, TRUNCATE ON accounts_auditevent TO cicatrix_app")
    grants.apply("default")

    assert held("accounts_auditevent") == {"SELECT", "INSERT"}


def test_nobody_may_list_truncate(monkeypatch):
    from accounts import grants as accounts

    monkeypatch.setitem(accounts.GRANTS, "django_session", ("SELECT", "TRUNCATE"))

    with pytest.raises(ImproperlyConfigured, match="'TRUNCATE'.*allowed: SELECT, INSERT, UPDATE, DELETE"):
        grants.listed()


@pytest.mark.parametrize(
    "statement",
    [
        "TRUNCATE django_session",
        "DELETE FROM accounts_user",
        "DELETE FROM accounts_auditevent",
        "UPDATE accounts_auditevent SET action = 'other'",
        "UPDATE accounts_userevent SET pgh_label = 'other'",
        "ALTER TABLE accounts_auditevent DISABLE TRIGGER ALL",
        "DROP TABLE django_session",
        "CREATE TABLE mine (id int)",
        "SET ROLE cicatrix_owner",
    ],
)
def test_application_is_refused(as_app, statement):
    with as_app.cursor() as cursor, pytest.raises(ProgrammingError, match="permission denied|must be owner"):
        cursor.execute(statement)


def test_application_writes_where_it_may(as_app):
    with as_app.cursor() as cursor:
        cursor.execute(f"INSERT INTO django_session VALUES {SESSION}")
        cursor.execute("DELETE FROM django_session WHERE session_key = 'key'")
        assert cursor.rowcount == 1


def test_application_is_neither_superuser_nor_owner(as_app):
    with as_app.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, rolsuper, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = current_user"
        )
        assert cursor.fetchone() == ("cicatrix_app", False, False, False)
        cursor.execute("SELECT count(*) FROM pg_class WHERE relowner = 'cicatrix_app'::regrole")
        assert cursor.fetchone() == (0,)


def test_owner_is_no_superuser(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, rolsuper FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == ("cicatrix_owner", False)


def test_own_connection_may_take_the_rights_of_the_application(app_rights):
    with connection.cursor() as cursor, pytest.raises(ProgrammingError, match="permission denied"):
        cursor.execute("DELETE FROM accounts_user")

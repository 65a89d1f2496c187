"""How the tests of this house run: a database of their own, two profiles of generated examples, no test left out in silence.

Tests connect as the owner, who may truncate. `as_app` is a real connection as the application's role, for what is refused to
everyone; `app_rights` gives the test's own connection the rights of the application, for what an action has to be able to do.
"""

import os

import pytest
from hypothesis import settings

os.environ["CICATRIX_CLUSTER"] = "tests"  # read at the first connection, here and in every process a test starts

pytest_plugins = ["tests.people"]  # the cast

settings.register_profile("ci", max_examples=100, deadline=None, print_blob=True, derandomize=True)
settings.register_profile("soak", max_examples=5_000, deadline=None, print_blob=True, derandomize=False)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or "ci")


def pytest_configure():
    """Files are served from where they lie: a test needs no `collectstatic` before it."""
    from django.conf import settings

    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.WHITENOISE_AUTOREFRESH = settings.WHITENOISE_USE_FINDERS = True
    settings.SECRET_KEY = "for tests alone, and long enough to sign with"
    settings.SECURE_SSL_REDIRECT = False  # the test client speaks plain http
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # fast


def pytest_sessionfinish(session, exitstatus):
    """A skipped test fails the run: what a test needs, the machine has to have."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if exitstatus == pytest.ExitCode.OK and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter):
    for report in terminalreporter.stats.get("skipped", []):
        terminalreporter.write_line(f"SKIPPED, which fails the run: {report.nodeid}: {report.longrepr[-1]}", red=True)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, django_db_blocker):
    """Connect as the owner, to a database that no other run of the tests uses at the same time."""
    from django.db import connections

    default, owner = connections.settings["default"], connections.settings["owner"]
    default.update(USER=owner["USER"], PASSWORD=owner["PASSWORD"])
    default["TEST"]["NAME"] = f"test_cicatrix_{os.getpid()}"
    if owner["ENGINE"] == "clinic.database":
        with django_db_blocker.unblock():
            drop_abandoned_databases(connections["owner"])


def drop_abandoned_databases(connection):
    """Drop the databases of runs that were killed before they could."""
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname ~ '^test_cicatrix_[0-9]+$'")
        for (name,) in cursor.fetchall():
            if not is_running(int(name.rpartition("_")[2])):
                cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def is_running(process):
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


@pytest.fixture
def as_app(db):
    """A second connection to the tests' database, as the application's role. It sees only what is committed."""
    from django.conf import settings
    from django.db import connection

    app = connection.copy("as_app")
    app.settings_dict = connection.settings_dict | {"USER": settings.DATABASE_APP_ROLE}
    yield app
    app.close()


@pytest.fixture
def app_rights(db):
    """From here to its end the test may do what the application may, on its own connection."""
    from django.conf import settings
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {connection.ops.quote_name(settings.DATABASE_APP_ROLE)}")


@pytest.fixture(scope="module")
def loaded_for_module(django_db_setup, django_db_blocker):
    """The shipped pack takes a second to load: a module whose tests all need it overrides `db` by `once_loaded`.

    What a test writes is taken back when it ends, the pack when the module ends.
    """
    from django.db import transaction

    from tests.treatments import plans as planning

    with django_db_blocker.unblock(), transaction.atomic():
        planning.catalog_in_force()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def once_loaded(loaded_for_module):
    from django.db import transaction

    with transaction.atomic():
        yield
        transaction.set_rollback(True)

"""`check --deploy` warns where the application owns what it should only use."""

import pytest

from tests.clinic.database.clients import manage

APP, OWNER = "postgresql://app@127.0.0.1:1/none", "postgresql://boss@127.0.0.1:1/none"


@pytest.mark.parametrize(
    ("urls", "warned"),
    [
        ({"DATABASE_URL": APP}, True),
        ({"DATABASE_URL": APP, "DATABASE_OWNER_URL": APP}, True),
        ({"DATABASE_URL": APP, "DATABASE_OWNER_URL": OWNER}, False),
        ({}, False),
    ],
)
def test_one_login_for_both_roles_is_warned_about(state, urls, warned):
    checked = manage(state, "check", "--deploy", "--tag", "security", **urls)

    assert ("clinic.W001" in checked.stderr) is warned
    assert not state.exists()

"""`check --deploy` warns where a patient in need would find no number on the sheet."""

import pytest

from treatments.checks import numbers_to_call


@pytest.mark.parametrize(
    ("demo", "clinic", "ambulance", "warned"),
    [
        (False, "", "", ["treatments.W001", "treatments.W002"]),
        (False, "+49 30 1234567", "", ["treatments.W002"]),
        (False, "", "112", ["treatments.W001"]),
        (False, "+49 30 1234567", "112", []),
        (True, "", "", []),
    ],
)
def test_missing_numbers_are_warned_about_where_patients_are(settings, demo, clinic, ambulance, warned):
    settings.DEMO, settings.CLINIC_PHONE, settings.EMERGENCY_PHONE = demo, clinic, ambulance

    assert [one.id for one in numbers_to_call(None)] == warned

"""The promise that somebody can always manage people: kept by the database, whoever asks and however many at once."""

import pgtrigger

from accounts.access import CLINIC_ADMIN

REMAINS = "a_clinic_admin_remains"
ONE_MUST_REMAIN = f"""
    PERFORM pg_advisory_xact_lock(hashtext('{REMAINS}'));
    IF NOT EXISTS (
        SELECT 1 FROM accounts_rolegrant held JOIN accounts_user person ON person.id = held.user_id
        WHERE held.role = '{CLINIC_ADMIN}' AND held.ended_at IS NULL AND person.is_active
    ) THEN
        RAISE EXCEPTION 'a clinic admin must remain' USING ERRCODE = 'check_violation', CONSTRAINT = '{REMAINS}';
    END IF;
    RETURN NULL;
"""


class KeepsAClinicAdmin(pgtrigger.Trigger):
    """Refuses the change after which no working person would be clinic admin. Such changes wait for each other."""

    name = "keeps_a_clinic_admin"
    when = pgtrigger.After
    operation = pgtrigger.Update

    @classmethod
    def when_a_grant_ends(cls):
        ends = pgtrigger.Q(old__role=CLINIC_ADMIN, old__ended_at__isnull=True, new__ended_at__isnull=False)
        return cls(condition=ends, func=ONE_MUST_REMAIN)

    @classmethod
    def when_somebody_is_deactivated(cls):
        """Whoever is no clinic admin may always leave."""
        is_no_admin = f"""
            IF NOT EXISTS (
                SELECT 1 FROM accounts_rolegrant
                WHERE user_id = OLD.id AND role = '{CLINIC_ADMIN}' AND ended_at IS NULL
            ) THEN
                RETURN NULL;
            END IF;
        """
        leaves = pgtrigger.Q(old__is_active=True, new__is_active=False)
        return cls(condition=leaves, func=is_no_admin + ONE_MUST_REMAIN)

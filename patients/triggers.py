"""What the database refuses about patients, whoever asks."""

import pgtrigger

from patients.ages import OLDEST

# The day of the server is that of UTC; the clinic's may be one further.
BELIEVABLE = f"""
    IF NEW.birth_date > CURRENT_DATE + 1 OR NEW.birth_date < CURRENT_DATE - interval '{OLDEST + 1} years' THEN
        RAISE EXCEPTION 'nobody alive was born on %', NEW.birth_date
            USING ERRCODE = 'check_violation', CONSTRAINT = 'patient_birth_date_believable';
    END IF;
    RETURN NEW;
"""

ONE_KEPT = """
    PERFORM 1 FROM patients_patient WHERE id = NEW.merged_into_id FOR SHARE;
    IF EXISTS (SELECT 1 FROM patients_patient WHERE id = NEW.merged_into_id AND merged_into_id IS NOT NULL)
        OR EXISTS (SELECT 1 FROM patients_patient WHERE merged_into_id = NEW.id)
    THEN
        RAISE EXCEPTION 'patient % would be merged into a merged record', NEW.public_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'patient_merged_into_one_kept';
    END IF;
    RETURN NEW;
"""

NAMED_ONCE = """
    IF (to_jsonb(NEW) - 'undone_at' - 'undone_by_id') IS DISTINCT FROM (to_jsonb(OLD) - 'undone_at' - 'undone_by_id')
        OR OLD.undone_at IS NOT NULL
    THEN
        RAISE EXCEPTION 'a merge is undone once and otherwise stays as it was'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'merge_stays';
    END IF;
    RETURN NEW;
"""


def refuses_unbelievable_birth_date() -> pgtrigger.Trigger:
    """Nobody is born in the future, and nobody is older than anybody ever was. Judged when the date is written."""
    return pgtrigger.Trigger(
        name="birth_date_believable",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("birth_date"),
        func=BELIEVABLE,
    )


def merged_into_one_kept() -> pgtrigger.Trigger:
    """A merged record points at the kept one directly; there are no chains and no circles."""
    return pgtrigger.Trigger(
        name="merged_into_one_kept",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("merged_into_id"),
        condition=pgtrigger.Q(new__merged_into__isnull=False),
        func=ONE_KEPT,
    )


def merge_stays() -> pgtrigger.Trigger:
    """Who merged what stays written; only that it was undone is added, once."""
    return pgtrigger.Trigger(name="merge_stays", when=pgtrigger.Before, operation=pgtrigger.Update, func=NAMED_ONCE)

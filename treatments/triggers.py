"""What the database refuses about plans, whoever asks."""

import pgtrigger

LIFE = """
    IF NEW.patient_id <> OLD.patient_id OR NEW.consultation_id <> OLD.consultation_id OR NEW.key <> OLD.key
        OR NEW.version_id <> OLD.version_id OR NEW.adopted_by_id <> OLD.adopted_by_id OR NEW.adopted_at <> OLD.adopted_at
    THEN
        RAISE EXCEPTION 'what was adopted stays as it was; amend the plan'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'plan_keeps_what_was_adopted';
    END IF;
    IF NEW.revision NOT IN (OLD.revision, OLD.revision + 1) OR (NEW.state <> OLD.state AND NEW.revision = OLD.revision) THEN
        RAISE EXCEPTION 'a plan goes on revision by revision'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'plan_revision_by_revision';
    END IF;
    IF NEW.state <> OLD.state AND NOT (
        (OLD.state = 'offered' AND NEW.state IN ('active', 'stopped'))
        OR (OLD.state = 'active' AND NEW.state IN ('held', 'completed', 'stopped'))
        OR (OLD.state = 'held' AND NEW.state IN ('active', 'stopped'))
    ) THEN
        RAISE EXCEPTION 'a plan that is % does not become %', OLD.state, NEW.state
            USING ERRCODE = 'check_violation', CONSTRAINT = 'plan_life';
    END IF;
    IF OLD.state IN ('completed', 'stopped') THEN
        RAISE EXCEPTION 'a plan that is % stays as it is', OLD.state
            USING ERRCODE = 'check_violation', CONSTRAINT = 'plan_life';
    END IF;
    RETURN NEW;
"""

FOLLOWS = """
    IF NOT EXISTS (
        SELECT 1 FROM treatments_treatmentplan
        WHERE id = NEW.plan_id AND revision = NEW.number AND state = NEW.state
    ) THEN
        RAISE EXCEPTION 'revision % is not the one the plan stands at', NEW.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'revision_follows_the_plan';
    END IF;
    RETURN NEW;
"""


def plan_life() -> pgtrigger.Trigger:
    """A plan keeps what was adopted, changes state only as plans do, each change under a number of its own."""
    return pgtrigger.Trigger(name="plan_life", when=pgtrigger.Before, operation=pgtrigger.Update, func=LIFE)


def revisions_follow() -> pgtrigger.Trigger:
    """A revision is written for the number and the state at which the plan stands."""
    return pgtrigger.Trigger(name="revisions_follow", when=pgtrigger.Before, operation=pgtrigger.Insert, func=FOLLOWS)

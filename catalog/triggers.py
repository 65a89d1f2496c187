"""What the database itself refuses: a change of content that is no longer a draft, and a signature on nothing or twice thought."""

import pgtrigger

CONTENT_STAYS = """
    PERFORM 1 FROM catalog_catalogversion
        WHERE id IN (
            CASE WHEN TG_OP <> 'INSERT' THEN OLD.version_id END,
            CASE WHEN TG_OP <> 'DELETE' THEN NEW.version_id END
        ) FOR SHARE;
    IF EXISTS (
        SELECT 1 FROM catalog_catalogversion WHERE state <> 'draft' AND id IN (
            CASE WHEN TG_OP <> 'INSERT' THEN OLD.version_id END,
            CASE WHEN TG_OP <> 'DELETE' THEN NEW.version_id END
        )
    ) THEN
        RAISE EXCEPTION 'this catalog version is no draft any more; what it says stays as it is, write a new version'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'catalog_content_stays';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
"""

VERSION_STAYS = """
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'catalog version % was published and stays', OLD.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'catalog_version_stays';
    END IF;
    IF NOT (OLD.state = 'published' AND NEW.state = 'superseded')
        OR (to_jsonb(NEW) - 'state' - 'superseded_at') IS DISTINCT FROM (to_jsonb(OLD) - 'state' - 'superseded_at')
    THEN
        RAISE EXCEPTION 'catalog version % was published; nothing of it changes but that another takes its place', OLD.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'catalog_version_stays';
    END IF;
    RETURN NEW;
"""

REVIEWED_AS_IT_IS = """
    IF NEW.state NOT IN ('in_review', 'published') OR NEW.digest <> OLD.digest THEN
        RAISE EXCEPTION 'catalog version % is in review; it is published as it is, or left', OLD.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'catalog_reviewed_as_it_is';
    END IF;
    RETURN NEW;
"""

BEGINS_AS_DRAFT = """
    IF NEW.state = 'draft' OR (TG_OP = 'UPDATE' AND NEW.state = 'in_review') THEN RETURN NEW; END IF;
    RAISE EXCEPTION 'catalog version % begins as a draft and is reviewed before it is published', NEW.number
        USING ERRCODE = 'check_violation', CONSTRAINT = 'catalog_begins_as_draft';
"""

SIGNS_WHAT_IS_THERE = """
    IF NOT EXISTS (SELECT 1 FROM catalog_catalogversion WHERE id = NEW.version_id AND state <> 'draft') THEN
        RAISE EXCEPTION 'a draft cannot be signed: it may still change'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'catalog_signs_no_draft';
    END IF;
    IF NOT EXISTS (
        SELECT 1 FROM catalog_fact
        WHERE version_id = NEW.version_id AND kind = NEW.kind AND (NEW.key = '' OR key = NEW.key)
    ) THEN
        RAISE EXCEPTION 'there is no % % in this catalog version', NEW.kind, NEW.key
            USING ERRCODE = 'check_violation', CONSTRAINT = 'catalog_signs_what_is_there';
    END IF;
    RETURN NEW;
"""

CHANGE = pgtrigger.Update | pgtrigger.Delete


def content_stays() -> pgtrigger.Trigger:
    """Rows of a version are added, changed and deleted while it is a draft; the version is locked while that is judged."""
    return pgtrigger.Trigger(
        name="content_stays", when=pgtrigger.Before, operation=pgtrigger.Insert | CHANGE, func=CONTENT_STAYS
    )


def version_life() -> list[pgtrigger.Trigger]:
    """Draft, in review, published, superseded: in this order, and nothing published is changed or deleted."""
    return [
        pgtrigger.Trigger(
            name="begins_as_draft", when=pgtrigger.Before, operation=pgtrigger.Insert, func=BEGINS_AS_DRAFT
        ),
        pgtrigger.Trigger(
            name="is_reviewed_first",
            when=pgtrigger.Before,
            operation=pgtrigger.Update,
            condition=pgtrigger.Q(old__state="draft"),
            func=BEGINS_AS_DRAFT,
        ),
        pgtrigger.Trigger(
            name="reviewed_as_it_is",
            when=pgtrigger.Before,
            operation=pgtrigger.Update,
            condition=pgtrigger.Q(old__state="in_review"),
            func=REVIEWED_AS_IT_IS,
        ),
        pgtrigger.Trigger(
            name="version_stays",
            when=pgtrigger.Before,
            operation=CHANGE,
            condition=pgtrigger.Q(old__state__in=("published", "superseded")),
            func=VERSION_STAYS,
        ),
    ]


def signs_what_is_there() -> pgtrigger.Trigger:
    """A signature stands under a table or row that exists, in a version whose content is closed."""
    return pgtrigger.Trigger(
        name="signs_what_is_there", when=pgtrigger.Before, operation=pgtrigger.Insert, func=SIGNS_WHAT_IS_THERE
    )

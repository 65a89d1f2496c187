"""History and signatures kept by the database: triggers record every change of a row, and refuse to change what was signed."""

import pghistory
import pgtrigger
from django.db import models
from pghistory.models import Event as HistoryEvent


class Event(HistoryEvent):
    """A row as it was. Numbered in bigint like every row of ours."""

    pgh_id = models.BigAutoField(primary_key=True)

    class Meta:
        abstract = True


def tracked(model=None, *, exclude=()):
    """Keep every insert, update and delete of the model's rows in `<Model>Event`, by whatever door it came.

    Use as `@tracked` or `@tracked(exclude=["password"])`. The history is insert-only; who, where and which request stand in
    its `pgh_context`.
    """
    track = pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        exclude=list(exclude) or None,
        context_field=pghistory.ContextJSONField(),  # beside the row: a shared context row would have to be updatable
        append_only=True,
        base_model=Event,
    )
    return track(model) if model else track


def insert_only() -> pgtrigger.Trigger:
    """For Meta.triggers: rows of this table are neither changed nor deleted."""
    return pgtrigger.Protect(name="insert_only", operation=pgtrigger.Update | pgtrigger.Delete)


class SignedStays(pgtrigger.Trigger):
    """Refuses every change of a row that is signed, or whose parent row is."""

    when = pgtrigger.Before
    through = None

    def __init__(self, *, through=None, **kwargs):
        self.through = through
        super().__init__(**kwargs)

    def get_func(self, model):
        return self._of_parts(model) if self.through else self._of_itself(model)

    def _of_itself(self, model):
        return f"""
            IF OLD.signed_at IS NOT NULL THEN
                RAISE EXCEPTION '{model._meta.verbose_name} % is signed and stays as it is; write an amendment', OLD.public_id
                    USING ERRCODE = 'check_violation';
            END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        """

    def _of_parts(self, model):
        """The signed row is locked while its parts are judged: a part never slips in beside the signature."""
        key = model._meta.get_field(self.through)
        signed = key.related_model._meta
        return f"""
            PERFORM 1 FROM "{signed.db_table}"
                WHERE "{signed.pk.column}" IN (
                    CASE WHEN TG_OP <> 'INSERT' THEN OLD."{key.column}" END,
                    CASE WHEN TG_OP <> 'DELETE' THEN NEW."{key.column}" END
                ) FOR SHARE;
            IF EXISTS (
                SELECT 1 FROM "{signed.db_table}" WHERE signed_at IS NOT NULL AND "{signed.pk.column}" IN (
                    CASE WHEN TG_OP <> 'INSERT' THEN OLD."{key.column}" END,
                    CASE WHEN TG_OP <> 'DELETE' THEN NEW."{key.column}" END
                )
            ) THEN
                RAISE EXCEPTION 'the {signed.verbose_name} of this {model._meta.verbose_name} is signed; write an amendment'
                    USING ERRCODE = 'check_violation';
            END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        """


def refuses_change_when_signed(*, through: str | None = None) -> pgtrigger.Trigger:
    """For Meta.triggers of a model with `signed_at`: once it is set the row is neither changed nor deleted.

    With `through="assessment"`, for its parts: once the named parent is signed no part is added, changed or deleted.
    """
    change = pgtrigger.Update | pgtrigger.Delete
    operation = pgtrigger.Insert | change if through else change
    return SignedStays(name="signed_stays", operation=operation, through=through)

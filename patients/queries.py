"""Which patients: found by one box, likely the same person, recently seen."""

from __future__ import annotations

import functools
import operator
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Case, Q, Value, When
from django.db.models.functions import Concat
from django.utils import timezone

from accounts import audit
from accounts.models import AuditEvent
from patients import conditions, typed

if TYPE_CHECKING:
    from patients.models import Patient

PAGE = 20
EVENTS_LOOKED_AT = 300  # of the trail, for who was seen lately


@dataclass(frozen=True)
class FoundRow:
    """A patient, the merged record under which the text was found if it was one, and whether the spelling only comes near."""

    patient: Patient
    found_as: Patient | None = None
    near: bool = False


@dataclass(frozen=True)
class Found:
    """One page of patients; `more` is where the next begins, '' when this is the last."""

    rows: list[FoundRow]
    more: str = ""


@dataclass(frozen=True)
class Likeness:
    """A patient who may be the same person, and what the two records share."""

    patient: Patient
    same_name_and_birth_date: bool = False
    same_phone: bool = False
    same_email: bool = False


class PatientQuerySet(models.QuerySet):
    """Which patients."""

    def kept(self):
        """One record per person: those not merged into another."""
        return self.filter(merged_into=None)

    def by_name(self):
        return self.order_by("sort_name", "pk")

    def in_name_order(self, *, many: bool):
        """By name as `by_name`. Unless `many` rows fit, they are looked up and then sorted: walking the index of names would
        pass nearly everybody before it met the few, which the planner, not knowing the words typed, does not foresee."""
        return self.by_name() if many else self.order_by(Concat("sort_name", Value("")), "pk")

    def found(self, text: str, limit: int = PAGE, after: str = "") -> Found:
        """The patients the text may mean: whole words of the name first, then beginnings, then spellings one mistake away.

        Every word and every figure typed has to fit. A merged record leads to the one kept. `after` is the `more` of a page.
        """
        read = typed.read(text, timezone.localdate())
        if not (read.words or read.figures):
            return Found([])
        rows = self.in_name_order(many=conditions.is_broad(read))._in_stages(
            conditions.stages(read), limit + 1, *self._place(after)
        )
        shown = rows[:limit]
        more = f"{shown[-1][0]}.{shown[-1][1].public_id}" if len(rows) > limit else ""
        return Found(_distinct(shown), more)

    def recently_seen(self, user, limit: int = PAGE) -> list[Patient]:
        """The patients whose record this person opened last, latest first."""
        seen = AuditEvent.objects.by_person(user).filter(action=audit.VIEWED, patient__isnull=False).newest_first()
        order = list(dict.fromkeys(seen.values_list("patient", flat=True)[:EVENTS_LOOKED_AT]))
        rows = {
            row.public_id: row for row in self.filter(public_id__in=order[: 2 * limit]).select_related("merged_into")
        }
        kept = (rows[key].merged_into or rows[key] for key in order if key in rows)
        return list(dict.fromkeys(kept))[:limit]

    def likely_same(self, *, family_name="", given_names="", birth_date=None, phone_e164="", email="", apart_from=()):
        """Kept records that may be the same person's: same birth date and a similar name, same phone, or same e-mail address."""
        shared = conditions.likeness(f"{family_name} {given_names}", birth_date, phone_e164, email)
        if not shared:
            return []
        says = {name: Case(When(one, then=True), default=False) for name, one in shared.items()}
        rows = self.filter(functools.reduce(operator.or_, shared.values())).annotate(**says)
        return _kept_likenesses(rows.select_related("merged_into").by_name()[:PAGE], shared, apart_from)

    def _in_stages(self, stages: dict[str, Q], limit: int, begin: str, place) -> list[tuple[str, Patient]]:
        """Up to `limit` rows with their stage, from `place` on: a later stage is asked only when those before left room."""
        names, rows = list(stages), []
        first = names.index(begin) if begin in names and place else 0
        for at, name in enumerate(names[first:]):
            stage = self.filter(stages[name]).select_related("merged_into")
            if place and begin in names and at == 0:
                stage = stage.filter(Q(sort_name__gte=place[0]) & (Q(sort_name__gt=place[0]) | Q(pk__gt=place[1])))
            rows += [(name, row) for row in stage[: limit - len(rows)]]
            if len(rows) >= limit:
                break
        return rows

    def _place(self, after: str) -> tuple[str, tuple | None]:
        """The stage and the row after which a page begins; a place that cannot be read is the beginning."""
        stage, _, key = after.partition(".")
        try:
            key = uuid.UUID(key)
        except ValueError:
            return "", None
        return stage, self.filter(public_id=key).values_list("sort_name", "pk").first()


def _distinct(rows) -> list[FoundRow]:
    """One row per person, by the kept record."""
    found = {}
    for stage, row in rows:
        kept = row.merged_into or row
        found.setdefault(kept.pk, FoundRow(kept, row if row.merged_into else None, stage == conditions.NEAR))
    return list(found.values())


def _kept_likenesses(rows, shared, apart_from) -> list[Likeness]:
    likely = {}
    for row in rows:
        kept = row.merged_into or row
        if kept.pk not in apart_from:
            likely.setdefault(kept.pk, Likeness(kept, **{name: getattr(row, name) for name in shared}))
    return list(likely.values())

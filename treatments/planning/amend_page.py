"""One step of a plan before it is amended: what may be changed of it, and what a change would lead to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext as _

from catalog import snapshot
from planner.catalog import Catalog
from treatments import judging
from treatments.changing import Change
from treatments.models import PlannedSession
from treatments.planning import stored_course
from treatments.planning.comparing import lines_between
from treatments.planning.concerns import concerns_in_words
from treatments.planning.forms import OFF, ON
from treatments.planning.page import Page
from treatments.proposals import amended_course, setting_ranges
from treatments.refusals import ChangeNotPossible


@dataclass
class AmendPage(Page):
    """The page on which one step is changed. `step` counts all visits of the course as it stands."""

    step: int = 0
    effect: dict = field(default_factory=dict)

    @cached_property
    def visit(self) -> stored_course.Visit | None:
        """The visit in words; None when the course has none there, or it was done already."""
        row = self.sessions.get(self.step)
        if not self.plan.is_open or row is None or row.state == PlannedSession.State.DONE:
            return None
        visits = stored_course.course_in_words(self.revision.regimen, self.catalog).visits
        return visits[self.step - 1] if self.step <= len(visits) else None

    @cached_property
    def label(self) -> str:
        return self._labels.get(self.step, "")

    @cached_property
    def in_force(self) -> Catalog:
        return snapshot.of_version(self.version)

    @cached_property
    def version(self):
        return snapshot.version_in_force()

    @cached_property
    def stored(self) -> Mapping:
        """The visit as the revision stores it."""
        return self.revision.regimen["visits"][self.step - 1]

    # ---- what may be changed

    @cached_property
    def chosen(self) -> str:
        return self.typed.get("change", "")

    @cached_property
    def removable(self) -> list[dict]:
        """Each procedure of the visit may be taken out; a chosen option is switched off instead."""
        options = set(self.revision.regimen["options"])
        return [
            self._change(f"without_procedure:{key}", _("Take out %(name)s") % {"name": self._name(key)})
            for key in self._modalities
            if key not in options and self._may_go(key)
        ]

    def _may_go(self, modality: str) -> bool:
        """What is all that is done goes with its visit."""
        try:
            amended_course(self.revision.regimen, self.step, "without_procedure", {"modality": modality}, self.in_force)
        except ChangeNotPossible:
            return False
        return True

    @cached_property
    def switches(self) -> list[dict]:
        """The options of this visit: one that was chosen may be left out, one that was left out added."""
        options = set(self.revision.regimen["options"])
        rows = {row["modality"]: row["option"] for row in self.stored["procedures"] if row["modality"] in options}
        words = {False: (OFF, _("Leave out the option %(name)s")), True: (ON, _("Add the option %(name)s"))}
        return [
            self._change(f"with_option:{key}:{words[is_off][0]}", words[is_off][1] % {"name": self._name(key)})
            for key, is_off in rows.items()
        ]

    @cached_property
    def whole_visit(self) -> dict:
        return self._change("without_step", _("Take the visit out"))

    @cached_property
    def postponing(self) -> dict:
        return self._change("postponed", _("Postpone this visit and all behind it"))

    @cached_property
    def setting_change(self) -> dict:
        return self._change("with_setting", _("Change a setting"))

    @cached_property
    def settings(self) -> list[dict]:
        """The numeric settings of the visit, each with the range that is taken for all of its areas, where there is one."""
        ranges = setting_ranges(self.revision.regimen, self.step, self.in_force)
        return [
            self._setting(row, one, ranges[place, one["name"]])
            for place, row in enumerate(self.stored["procedures"])
            for one in row["parameters"]
            if not row["option"] and not isinstance(one["value"], str)
        ]

    def _setting(self, row: Mapping, one: Mapping, ends: tuple) -> dict:
        value = f"{row['modality']}|{one['name']}|{row['areas'][0] if row['areas'] else ''}"
        words = stored_course.setting_in_words(one)
        published = range_in_words(*ends, stored_course.unit_to_say(one["name"], one["unit"]))
        about = [self._name(row["modality"]), stored_course.areas_in_words(row["areas"], self.in_force), words["name"]]
        label = f"{', '.join(part for part in about if part)}: {words['value']}"
        return {
            "value": value,
            "label": f"{label} ({published})" if published else label,
            "selected": self.typed.get("setting") == value,
        }

    @property
    def _modalities(self) -> list[str]:
        return list(dict.fromkeys(row["modality"] for row in self.stored["procedures"] if not row["option"]))

    def _change(self, value: str, label: str) -> dict:
        return {"value": value, "label": label, "checked": self.chosen == value}

    def _name(self, modality: str) -> str:
        return stored_course.name_of(modality, self.in_force)

    # ---- what it leads to

    def showing_effect_of(self, change: Change) -> "AmendPage":
        """What would differ, and what the rules in force say to what it would become. Raises ChangeNotPossible."""
        self.refused = "amend"
        before = self.revision.regimen
        after = amended_course(before, change.step, change.how, change.values, self.in_force)
        now = judging.judge(self.plan, course=before, version=self.version)
        then = judging.judge(self.plan, course=after, version=self.version)
        self.effect = {
            "lines": lines_between(before, after),
            "unsafe": self._in_words(then.new_unsafe(now), after),
            "still": self._in_words(then.unsafe, after),
            **self._given_away(after),
        }
        return self

    def _given_away(self, after: Mapping) -> dict[str, list[dict]]:
        """What the plan would lack: `asked`, where safety rests on it and a reason of safety is asked for, and `told`."""
        lines = [
            {
                "text": one["text"],
                "sources": stored_course.sources_in_words(one, self.in_force),
                "asks": one["asks_why"],
            }
            for one in judging.given_away(self.plan, after, self.version)
        ]
        return {
            "asked": [line for line in lines if line["asks"]],
            "told": [line for line in lines if not line["asks"]],
        }

    def refused_by(self, refusal, errors: list[dict]) -> "AmendPage":
        """The page once more with what stands in the way; where somebody else was faster, as it stands now."""
        self.refused, self.errors = "amend", errors
        return self

    def _in_words(self, concerns: Iterable[Mapping], course: Mapping) -> list[dict]:
        labels = stored_course.labels_of(course)
        return concerns_in_words(concerns, self.in_force, restricted=self.reads_restricted, labels=labels)


def range_in_words(least: float | None, most: float | None, unit: str) -> str:
    """From where to where a setting may be changed; empty where no end is published, or none suits all of its areas."""
    if least is None or most is None or least > most:
        return ""
    said = {"least": f"{least:g}", "most": f"{most:g}"}
    span = said["most"] if said["least"] == said["most"] else _("%(least)s to %(most)s") % said
    return _("published: %(span)s") % {"span": f"{span} {unit}".rstrip()}

"""All that the page of a plan shows, for one person: what their roles may read and do, and nothing more."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.access import Permission
from catalog import snapshot
from catalog.snapshot import NoCatalogInForce
from patients.identity import identity_of, tabs_of
from patients.saying import day_in_words
from planner.case import CaseError
from planner.catalog import Catalog
from treatments import judging
from treatments.changing import OWNERS, answered, held_by
from treatments.models import PlanJudgement, PlannedSession, PlanRevision, PlanTask, TreatmentPlan
from treatments.papers.preparing import Preparation
from treatments.papers.sheet import Sheet
from treatments.planning import from_proposal, stored_course
from treatments.planning.amendments import Amendments, amendments_of
from treatments.planning.concerns import RESTRICTED, beside_questions, concerns_in_words, questions_in
from treatments.planning.facts import changed_facts
from treatments.planning.forms import REASON_KINDS
from treatments.planning.sessions import beside, progress_in_words, visits_to_come
from treatments.proposals import facts_now

P, State = Permission, TreatmentPlan.State
STATE_KINDS = {State.OFFERED: "info", State.ACTIVE: "ok", State.HELD: "warn", State.COMPLETED: "", State.STOPPED: ""}


def course_html(revision: PlanRevision, *, restricted: bool = True, beside: Mapping[int, dict] | None = None) -> str:
    """The adopted course as it is read for ever: the revision's stored text in the words of its own catalog version.

    `beside`: step -> what stands beside a visit today, its state and where one changes it. None of it is of the catalog.
    """
    catalog = snapshot.of_version(revision.version)
    course = stored_course.course_in_words(revision.regimen, catalog, restricted=restricted)
    rows = [{"visit": visit, "beside": (beside or {}).get(visit.step, {})} for visit in course.visits]
    return render_to_string("treatments/plan/_course.html", {"course": course, "rows": rows})


def current_of(plan: TreatmentPlan) -> PlanRevision:
    """The revision that holds now, with its version and whoever made it."""
    return plan.revisions.select_related("by", "version").get(number=plan.revision)


@dataclass
class Page:
    """One plan as one person sees it. `asked` is what the address asks for, `typed` what a refused form held."""

    plan: TreatmentPlan
    user: object
    asked: Mapping[str, str] = field(default_factory=dict)
    typed: Mapping[str, str] = field(default_factory=dict)
    refused: str = ""
    errors: list[dict] = field(default_factory=list)

    reason_kinds = REASON_KINDS

    # ---- who, and what may be done

    @cached_property
    def identity(self) -> dict:
        return identity_of(self.plan.patient, self.user)

    @cached_property
    def tabs(self) -> list[dict]:
        return tabs_of(self.plan.patient, self.user, "patient_plan")

    @cached_property
    def may_amend(self) -> bool:
        return self.plan.is_open and self.user.may(P.AMEND_PLAN)

    @cached_property
    def may_accept(self) -> bool:
        return self.plan.state == State.OFFERED and self.user.may(P.ADOPT_PLAN)

    @cached_property
    def may_hold(self) -> bool:
        return self.plan.state == State.ACTIVE and (self.user.may(P.AMEND_PLAN) or self.user.may(P.RECORD_SESSION))

    @cached_property
    def may_resume(self) -> bool:
        return self.plan.state == State.HELD and self.user.may(P.AMEND_PLAN)

    @cached_property
    def may_complete(self) -> bool:
        return self.plan.state == State.ACTIVE and self.user.may(P.AMEND_PLAN)

    @cached_property
    def held_by(self) -> PlanRevision | None:
        """Who held it, and why: what has to be settled before it goes on."""
        return held_by(self.plan) if self.plan.state == State.HELD else None

    @cached_property
    def to_ask(self) -> int:
        """How many questions were set aside at adoption and are to be asked before the first visit still."""
        if not self.plan.is_open:
            return 0
        waiting = [task.question for task in self._tasks if task.question and not task.done_at]
        return len(waiting) - len(answered(self.plan, waiting))

    @cached_property
    def too_soon(self) -> list[Preparation]:
        """The visits on days that leave too little time for what the patient's sheet asks before them."""
        states = {step: row.state for step, row in self.sessions.items()}
        return Sheet(self.plan, states=states).too_soon if self.plan.is_open else []

    @property
    def stop_is_asked(self) -> bool:
        """Without script the link leads here, and the page asks at once."""
        return self.refused == "stop" or "stop" in self.asked

    @cached_property
    def reads_restricted(self) -> bool:
        return self.user.may(P.READ_RESTRICTED_ANSWERS)

    # ---- head

    @cached_property
    def revision(self) -> PlanRevision:
        return current_of(self.plan)

    @cached_property
    def catalog(self) -> Catalog:
        """The version that this revision rests on, for words alone."""
        return snapshot.of_version(self.revision.version)

    @property
    def state_kind(self) -> str:
        return STATE_KINDS[self.plan.state]

    @cached_property
    def line(self) -> str:
        """By whom and when, under which version, and how far one is."""
        said = {
            "person": self.plan.adopted_by,
            "day": day_in_words(timezone.localtime(self.plan.adopted_at)),
            "version": self.plan.version.number,
        }
        words = _("offered by %(person)s on %(day)s") if self._was_offered else _("adopted by %(person)s on %(day)s")
        return ", ".join(
            filter(None, (words % said, self._accepted, _("catalog version %(version)s") % said, self.progress))
        )

    @property
    def _was_offered(self) -> bool:
        return self.plan.think_until is not None

    @property
    def _accepted(self) -> str:
        """When the patient said yes to what was offered."""
        row = next((one for one in self.history if one.what == PlanRevision.What.ACCEPTED), None)
        return (
            _("accepted by the patient on %(day)s") % {"day": day_in_words(timezone.localtime(row.at))} if row else ""
        )

    @property
    def unsaved(self) -> str:
        """What was written for a change that the plan, as it stands by now, does not take: it is shown, not lost."""
        shown = {
            "hold": self.may_hold,
            "resume": self.may_resume,
            "complete": self.may_complete,
            "stop": self.may_amend,
        }
        return self.typed.get("reason", "") if not shown.get(self.refused, True) else ""

    @cached_property
    def progress(self) -> str:
        return progress_in_words(self.sessions)

    @cached_property
    def overdue_offer(self) -> bool:
        until = self.plan.think_until
        return self.plan.state == State.OFFERED and until is not None and until < timezone.localdate()

    # ---- what the rules in force say now

    @cached_property
    def judged(self) -> judging.Judged | None:
        """The judgement of today, kept where it differs from the last one; None where there is nothing to judge."""
        if not self.plan.is_open:
            return None
        try:
            judged = judging.judge(self.plan)
        except (NoCatalogInForce, CaseError) as error:
            self.__dict__["not_judged"] = str(error)
            return None
        if _differs(PlanJudgement.objects.filter(plan=self.plan).first(), judged):
            judging.keep(self.plan, judged)
        return judged

    @property
    def not_judged(self) -> str:
        return self.__dict__.get("not_judged", "") if self.judged is None else ""

    @cached_property
    def unsafe(self) -> list[dict]:
        return self._concerns(self.judged.unsafe) if self.judged else []

    @cached_property
    def open(self) -> list[dict]:
        return self._concerns(self.judged.open) if self.judged else []

    @property
    def questions(self) -> list[dict]:
        return questions_in(self.open)

    @property
    def passed(self) -> list[dict]:
        """What is open beside questions: visits whose days lie behind us."""
        return beside_questions(self.open)

    def _concerns(self, concerns: Iterable[Mapping]) -> list[dict]:
        catalog = snapshot.of_version(self.judged.version)
        return concerns_in_words(concerns, catalog, restricted=self.reads_restricted, labels=self._labels)

    @cached_property
    def _labels(self) -> dict[int, str]:
        """Step -> what the time line calls it."""
        return stored_course.labels_of(self.revision.regimen)

    @cached_property
    def changed(self) -> list[dict]:
        """What is known of the person now and was not when this revision was made."""
        if not self.plan.is_open:
            return []
        try:
            now = facts_now(self.plan.consultation, self.catalog)
            return changed_facts(self.revision.facts, now, self.catalog, restricted=self.reads_restricted)
        except CaseError:
            return []

    # ---- the course

    @cached_property
    def sessions(self) -> dict[int, PlannedSession]:
        return {row.step: row for row in self.plan.sessions.standing()}

    @cached_property
    def course(self) -> str:
        return course_html(self.revision, restricted=self.reads_restricted, beside=self._beside)

    @property
    def _beside(self) -> dict[int, dict]:
        waiting = self._amendments.waiting
        return {
            step: beside(row, self.plan, may_amend=self.may_amend, waiting=waiting.get(step, ""))
            for step, row in self.sessions.items()
        }

    @cached_property
    def _amendments(self) -> Amendments:
        return amendments_of(self.plan)

    # ---- tasks, reasons, what else there is

    @cached_property
    def _tasks(self) -> list[PlanTask]:
        return list(self.plan.tasks.in_order())

    @cached_property
    def tasks(self) -> list[dict]:
        """By owner, in the order of the clinic: what is to be seen to, and what was done."""
        groups: dict[str, list[PlanTask]] = {}
        for task in self._tasks:
            groups.setdefault(task.owner, []).append(task)
        order = [*(owner for owner in OWNERS if owner in groups), *(owner for owner in groups if owner not in OWNERS)]
        return [self._owned(owner, groups[owner]) for owner in order]

    def _owned(self, owner: str, tasks: list[PlanTask]) -> dict:
        shown = [task for task in tasks if self.reads_restricted or task.rule not in self._hidden_rules]
        hidden = len(tasks) - len(shown)
        may = any(self.user.may(permission) for permission in OWNERS.get(owner, (P.AMEND_PLAN,)))
        return {
            "owner": stored_course.owner_in_words(owner),
            "tasks": shown,
            "hidden": RESTRICTED if hidden else "",
            "may_finish": may and self.plan.is_open,
        }

    @cached_property
    def _hidden_rules(self) -> frozenset[str]:
        return stored_course.restricted_rules(self.catalog)

    @cached_property
    def set_aside(self) -> list[dict]:
        return from_proposal.set_aside(self.plan, self.catalog, restricted=self.reads_restricted)

    @cached_property
    def recorded_reasons(self) -> list[dict]:
        return from_proposal.recorded_reasons(self.revision, self.catalog)

    @cached_property
    def kept_options(self) -> list[dict]:
        return from_proposal.kept_options(self.plan)

    @cached_property
    def history(self) -> list[PlanRevision]:
        """Every revision, newest first, without the texts it keeps; `about` names the visit that was amended."""
        rows = list(self.plan.revisions.in_order().defer("case", "course", "proposal").order_by("-number"))
        for row in rows:
            row.about = self._amendments.named.get(row.number, "")
        return rows

    @cached_property
    def visits_to_come(self) -> int:
        return visits_to_come(self.sessions.values())


def _differs(kept: PlanJudgement | None, judged: judging.Judged) -> bool:
    now = (list(judged.concerns), judged.facts, judged.version.pk, judged.on)
    return kept is None or (kept.concerns, kept.facts, kept.version_id, kept.on) != now

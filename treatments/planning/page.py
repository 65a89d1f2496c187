"""All that the page of a plan shows, for one person: what their roles may read and do, and nothing more."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.access import Permission
from catalog import snapshot
from catalog.snapshot import NoCatalogInForce
from patients.identity import identity_of, tabs_of
from patients.saying import day_in_words
from planner.case import CaseError
from planner.catalog import Catalog
from treatments import judging
from treatments.changing import OWNERS
from treatments.models import PlanJudgement, PlannedSession, PlanRevision, PlanTask, QuestionSetAside, TreatmentPlan
from treatments.planning import stored_course
from treatments.planning.concerns import RESTRICTED, beside_questions, concerns_in_words, questions_in
from treatments.planning.facts import changed_facts
from treatments.planning.forms import REASON_KINDS
from treatments.proposals import facts_now

P, State, Session = Permission, TreatmentPlan.State, PlannedSession.State
STATE_KINDS = {State.OFFERED: "info", State.ACTIVE: "ok", State.HELD: "warn", State.COMPLETED: "", State.STOPPED: ""}
SESSION_KINDS = {Session.DONE: "ok", Session.BOOKED: "info", Session.PROVISIONAL: "warn"}
STILL_TO_COME = (Session.PROVISIONAL, Session.PLANNED, Session.BOOKED)


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
        return f"{words % said}, {_('catalog version %(version)s') % said}, {self.progress}"

    @property
    def _was_offered(self) -> bool:
        return self.plan.think_until is not None

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
        return {step: self._beside_of(row) for step, row in self.sessions.items()}

    def _beside_of(self, row: PlannedSession) -> dict:
        may = self.may_amend and row.state in (Session.PROVISIONAL, Session.PLANNED)
        return {
            "state": row.get_state_display(),
            "kind": SESSION_KINDS.get(row.state, ""),
            "is": "done" if row.state == Session.DONE else "",
            "amend_of": self.plan.public_id if may else None,
        }

    # ---- tasks, reasons, what else there is

    @cached_property
    def tasks(self) -> list[dict]:
        """By owner, in the order of the clinic: what is to be seen to, and what was done."""
        groups: dict[str, list[PlanTask]] = {}
        for task in self.plan.tasks.in_order():
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
        """The questions that stayed open when it was adopted, and why."""
        rows = QuestionSetAside.objects.filter(consultation=self.plan.consultation).select_related("by").order_by("pk")
        questions = self.catalog.questions
        return [
            {"question": questions[row.question].ask, "reason": row.reason, "by": row.by, "at": row.at}
            for row in rows
            if row.question in questions and (self.reads_restricted or not questions[row.question].restricted)
        ]

    @cached_property
    def recorded_reasons(self) -> list[dict]:
        """Why something is done although a rule speaks against it."""
        reasons = self.revision.recorded_reasons
        return [{"name": stored_course.name_of(key, self.catalog), "reason": reason} for key, reason in reasons.items()]

    @cached_property
    def kept_options(self) -> list[dict]:
        """The other regimens of the proposal that this one was adopted from."""
        first = self.plan.revisions.select_related("version").get(number=1)
        catalog = snapshot.of_version(first.version)
        return [
            {
                "name": stored_course.regimen_in_words(one, catalog),
                "labels": one["labels"],
                "totals": list(stored_course.totals_in_words(one, catalog)),
            }
            for one in first.whole_proposal["regimens"]
            if one["key"] != self.plan.key
        ]

    @cached_property
    def history(self) -> list[PlanRevision]:
        """Every revision, newest first, without the texts it keeps."""
        return list(self.plan.revisions.in_order().defer("case", "course", "proposal").order_by("-number"))

    @cached_property
    def visits_to_come(self) -> int:
        return sum(row.state in STILL_TO_COME and row.kind != "review" for row in self.sessions.values())


def _differs(kept: PlanJudgement | None, judged: judging.Judged) -> bool:
    now = (list(judged.concerns), judged.facts, judged.version.pk, judged.on)
    return kept is None or (kept.concerns, kept.facts, kept.version_id, kept.on) != now


def progress_in_words(sessions: Mapping[int, PlannedSession] | Iterable[PlannedSession]) -> str:
    """How many of the visits on which something is treated are done."""
    rows = sessions.values() if isinstance(sessions, Mapping) else sessions
    treated = [row for row in rows if row.kind != PlannedSession.Kind.REVIEW and row.state != Session.SKIPPED]
    done = sum(row.state == Session.DONE for row in treated)
    words = ngettext("%(done)s of %(all)s visit done", "%(done)s of %(all)s visits done", len(treated))
    return words % {"done": done, "all": len(treated)}

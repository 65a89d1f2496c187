"""The page on which the rest of a plan stands beside what would be proposed today."""

from dataclasses import dataclass, field
from functools import cached_property

from django.template.loader import render_to_string
from django.urls import reverse

from patients.models import Consultation
from treatments import judging, replanning
from treatments.models import PlannedSession
from treatments.planning import stored_course
from treatments.planning.comparing import lines_between
from treatments.planning.concerns import concerns_in_words
from treatments.planning.page import Page
from treatments.proposals import CaseError, NoCatalogInForce


@dataclass
class ReplanPage(Page):
    """What changed, what would be proposed today for the rest, what differs, and what the rules say to it."""

    problem: str = field(default="")

    @cached_property
    def anew(self) -> replanning.Anew | None:
        try:
            return replanning.anew(self.plan)
        except (NoCatalogInForce, CaseError) as error:
            self.problem = str(error)
            return None

    @property
    def verdict(self) -> str:
        """Which of these it is: not_judged, none, other, over, same, differs."""
        if self.anew is None:
            return "not_judged"
        rest = self.anew.rest
        if not rest.same:
            return "none" if rest.first is None else "other"
        if rest.whole is None:
            return "over"
        return "differs" if rest.differs else "same"

    @cached_property
    def lines(self) -> list[dict]:
        return lines_between(self.anew.rest.left, self.anew.rest.rest)

    @cached_property
    def course_of_today(self) -> str:
        """The whole course as it would be: what is done, and the rest behind it."""
        course = stored_course.course_in_words(
            self.anew.rest.whole, self.anew.catalog, restricted=self.reads_restricted
        )
        rows = [{"visit": visit, "beside": self._beside_done.get(visit.step, {})} for visit in course.visits]
        return render_to_string("treatments/plan/_course.html", {"course": course, "rows": rows})

    @property
    def _beside_done(self) -> dict[int, dict]:
        done = [row for _step, row in sorted(self.sessions.items()) if row.state == PlannedSession.State.DONE]
        return {
            number: {"state": row.get_state_display(), "kind": "ok", "is": "done"} for number, row in enumerate(done, 1)
        }

    @cached_property
    def first_of_today(self) -> str:
        return stored_course.regimen_in_words(self.anew.rest.first, self.anew.catalog)

    @cached_property
    def wait_for(self) -> list[str]:
        """What is waited for, where doing nothing now comes first today."""
        card = self.anew.rest.proposal["no_procedure"]
        return card["wait_for"] if card["first"] else []

    @cached_property
    def stands_against(self) -> list[dict]:
        """What the rules in force say against the course as it would be."""
        judged = judging.judge(self.plan, course=self.anew.rest.whole, version=self.anew.version)
        labels = stored_course.labels_of(self.anew.rest.whole)
        catalog = self.anew.catalog
        return concerns_in_words(judged.unsafe, catalog, restricted=self.reads_restricted, labels=labels)

    @property
    def proposal_url(self) -> str:
        """The proposal of the last consultation: another regimen is adopted there."""
        newest = Consultation.objects.of(self.plan.patient).newest_first().first()
        return reverse("proposal", args=[newest.public_id])

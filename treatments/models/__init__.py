"""What was proposed and shown, what was adopted, and what there is to do for it."""

from treatments.models.judgement import PlanJudgement
from treatments.models.plan import PlanRevision, TreatmentPlan
from treatments.models.planned_session import PlannedSession
from treatments.models.presentation import Presentation, PresentationDeclined
from treatments.models.question_set_aside import QuestionSetAside
from treatments.models.report import ProposalReport, ReportAnswer
from treatments.models.task import PlanTask

__all__ = [
    "PlanJudgement",
    "PlanRevision",
    "PlanTask",
    "PlannedSession",
    "Presentation",
    "PresentationDeclined",
    "ProposalReport",
    "QuestionSetAside",
    "ReportAnswer",
    "TreatmentPlan",
]

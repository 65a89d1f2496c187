"""The addresses of proposals and plans."""

from django.urls import path

from treatments.views import plan_changes, plan_lists, plans, presenting, proposal, replanning, reports, sheet

HELD, PLAN = "consultations/<uuid:consultation_id>/proposal/", "plans/<uuid:plan_id>/"

urlpatterns = [
    path(HELD, proposal.proposal, name="proposal"),
    path(f"{HELD}json/", proposal.proposal_json, name="proposal_json"),
    path(f"{HELD}answer/", proposal.proposal_answer, name="proposal_answer"),
    path(f"{HELD}set-aside/", proposal.question_set_aside, name="question_set_aside"),
    path(f"{HELD}adopt/", proposal.proposal_adopt, name="proposal_adopt"),
    path(f"{HELD}report/", reports.proposal_report_make, name="proposal_report_make"),
    path("proposals/reported/", reports.proposal_reports, name="proposal_reports"),
    path("proposals/reported/<uuid:report_id>/", reports.proposal_report, name="proposal_report"),
    path(f"{HELD}present/", presenting.proposal_present, name="proposal_present"),
    path("presentations/<uuid:presentation_id>/", presenting.presentation, name="presentation"),
    path("presentations/<uuid:presentation_id>/decline/", presenting.presentation_decline, name="presentation_decline"),
    path("plans/", plan_lists.plan_list, name="plan_list"),
    path("plans/to-book/", plan_lists.plans_to_book, name="plans_to_book"),
    path("plans/to-review/", plan_lists.plan_worklist, name="plan_worklist"),
    path("patients/<uuid:patient_id>/plan/", plans.patient_plan, name="patient_plan"),
    path(PLAN, plans.plan, name="plan"),
    path(f"{PLAN}revisions/", plans.plan_revisions, name="plan_revisions"),
    path(f"{PLAN}replan/", replanning.plan_replan, name="plan_replan"),
    path(f"{PLAN}amend/<int:step>/", plan_changes.plan_amend, name="plan_amend"),
    path(f"{PLAN}accept/", plan_changes.plan_accept, name="plan_accept"),
    path(f"{PLAN}hold/", plan_changes.plan_hold, name="plan_hold"),
    path(f"{PLAN}resume/", plan_changes.plan_resume, name="plan_resume"),
    path(f"{PLAN}stop/", plan_changes.plan_stop, name="plan_stop"),
    path(f"{PLAN}complete/", plan_changes.plan_complete, name="plan_complete"),
    path("tasks/<uuid:task_id>/done/", plan_changes.task_done, name="task_done"),
    path(f"{PLAN}sheet/", sheet.plan_sheet, name="plan_sheet"),
]

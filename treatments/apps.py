from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TreatmentsConfig(AppConfig):
    """What is planned and what is done; here stands the one bridge to the planner."""

    name = "treatments"

    @property
    def navigation(self):
        from accounts.navigation import Entry

        return (
            Entry("plan_list", _("Plans"), "list-check", place=40),
            Entry("plans_to_book", _("To book"), "calendar3", place=41, unless="plan_list"),
        )

    def ready(self):
        from patients.identity import TABS
        from patients.next_steps import NEXT_STEPS
        from treatments import checks, hooks  # noqa: F401  (checks register themselves)
        from treatments.next_steps import propose

        hooks.join()
        NEXT_STEPS.append(propose)
        TABS.append((_("Plan"), "patient_plan"))

"""manage.py judge_plans: every open plan by the catalog in force and the facts of today; for a timer, and after a publication."""

import sys

from django.core.management.base import BaseCommand

from accounts import audit
from treatments import judging
from treatments.models import PlanJudgement, TreatmentPlan
from treatments.proposals import NoCatalogInForce

NO_CATALOG = 3
NOT_ALL = 4
PATH = "manage.py judge_plans"


class Command(BaseCommand):
    """Exit code 3: no catalog version is in force, 4: a plan could not be judged; each with a line on standard error."""

    help = "Judge every open plan that was not judged today under the catalog in force, and say what was found."

    def handle(self, **options):
        try:
            with audit.visit(path=PATH):
                left = judging.judge_outdated(most=None)
        except NoCatalogInForce as error:
            self.stderr.write(str(error))
            sys.exit(NO_CATALOG)
        self.stdout.write(found())
        if left:
            self.stderr.write(f"{left} could not be judged: open the plan to see why.")
            sys.exit(NOT_ALL)


def found() -> str:
    """What stands in the judgements now, in one line."""
    judged = PlanJudgement.objects.of_open_plans()
    unsafe, asking = judged.filter(unsafe__gt=0).count(), judged.filter(unsafe=0, open__gt=0).count()
    return f"{TreatmentPlan.objects.open().count()} open plans: {unsafe} unsafe, {asking} with something open."

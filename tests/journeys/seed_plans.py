"""Plans on which something stands, for the walk over every page, the guides, and the journeys that change one."""

from patients import consulting
from tests.treatments import plans as planning
from treatments import actions, changing
from treatments.changing import Why
from treatments.models import PlanTask
from treatments.proposals import proposed


def plans(patients, people) -> dict:
    """A plan that runs and was amended, one that became unsafe, one that is offered, one that is held; a report, what was shown."""
    doctor, lead = people["dermatologist"], people["clinical lead"]
    held = planning.a_consultation(doctor, patient=patients["Samira Farouk"], phototype=4)
    now = proposed(held)
    first, second = (one["key"] for one in now.document["regimens"][:2])
    shown = actions.present(consultation=held, shown=[first, second, actions.NO_PROCEDURE], by=doctor)
    told = "The sequence is right; the interval seems short for skin type IV."
    report = actions.report(consultation=held, comment=told, by=doctor, key=first)
    actions.answer_report(report=report, text="Agreed, the spacing row is looked at.", by=lead)
    running = planning.adopted(held, doctor)
    unsafe = planning.a_plan(doctor, patient=patients["Tomás Silva"])
    planning.tell(unsafe, "isotretinoin_last", {"before_days": 9})
    offered = planning.a_plan(doctor, patient=patients["Ines Bauer"], offered=True)
    stopped = planning.a_plan(doctor, patient=patients["Otto Lang"])
    changing.hold(plan=stopped, why=Why("Cold sore since yesterday.", "safety"), by=people["nurse"], revision=1)
    proposing = planning.a_consultation(doctor, patient=patients["Elif Demir"], untold=("keloid_history",))
    for plan in (
        running,
        unsafe,
        offered,
        stopped,
    ):  # what waits for a signature on Today is what the journeys look for
        consulting.sign(consultation=plan.consultation, by=doctor)
    return {
        "plan_id": running,
        "task_id": PlanTask.objects.filter(plan=running, owner="nurse").first() or planning.a_task(running),
        "presentation_id": shown,
        "report_id": report,
        "pages": {
            "unsafe plan": unsafe.get_absolute_url(),
            "offered plan": offered.get_absolute_url(),
            "held plan": stopped.get_absolute_url(),
            "proposal": f"{proposing.get_absolute_url()}proposal/",
        },
    }

"""What the application may do with each table of scheduling. Hours, leave and closures may be taken back; bookings never are."""

KEPT_FOR_EVER = ("SELECT", "INSERT")
KEPT_UP_TO_DATE = ("SELECT", "INSERT", "UPDATE")
TAKEN_BACK = ("SELECT", "INSERT", "UPDATE", "DELETE")

GRANTS = {
    "scheduling_resource": KEPT_UP_TO_DATE,
    "scheduling_resourceevent": KEPT_FOR_EVER,
    "scheduling_workinghours": TAKEN_BACK,
    "scheduling_workinghoursevent": KEPT_FOR_EVER,
    "scheduling_otherhours": TAKEN_BACK,
    "scheduling_otherhoursevent": KEPT_FOR_EVER,
    "scheduling_leave": TAKEN_BACK,
    "scheduling_leaveevent": KEPT_FOR_EVER,
    "scheduling_closure": TAKEN_BACK,
    "scheduling_closureevent": KEPT_FOR_EVER,
    "scheduling_appointment": KEPT_UP_TO_DATE,
    "scheduling_appointmentevent": KEPT_FOR_EVER,
    "scheduling_appointmentphase": KEPT_FOR_EVER,
    "scheduling_appointmentphaseevent": KEPT_FOR_EVER,
    "scheduling_allocation": KEPT_UP_TO_DATE,
    "scheduling_allocationevent": KEPT_FOR_EVER,
}

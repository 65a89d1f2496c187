"""Resources with their hours, and the appointments that take their time."""

from scheduling.models.appointment import Allocation, Appointment, AppointmentPhase
from scheduling.models.hours import Closure, Leave, OtherHours, WorkingHours
from scheduling.models.resource import Resource

__all__ = [
    "Allocation",
    "Appointment",
    "AppointmentPhase",
    "Closure",
    "Leave",
    "OtherHours",
    "Resource",
    "WorkingHours",
]

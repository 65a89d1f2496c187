"""Complete courses in the calendar, all visits or none, exactly the best; pure Python, no framework, no other room.

`propose(clinic, request)` looks for the best course of every order (`orders.py`) among practitioners, rooms, devices and the patient;
`no_longer_fitting` says which of its visits cannot be booked any more.
"""

from scheduling.solving.courses import Answer, Course, Held, Visit, phases_of, propose
from scheduling.solving.orders import LEVELS_OF, Level, Order
from scheduling.solving.still import no_longer_fitting
from scheduling.solving.why_not import Obstacle, Wanted, WhyNot
from scheduling.solving.world import Clinic, Gap, Kind, Need, Period, Phase, Request, Resource, Session, Wish

__all__ = [
    "LEVELS_OF",
    "Answer",
    "Clinic",
    "Course",
    "Gap",
    "Held",
    "Kind",
    "Level",
    "Need",
    "Obstacle",
    "Order",
    "Period",
    "Phase",
    "Request",
    "Resource",
    "Session",
    "Visit",
    "Wanted",
    "WhyNot",
    "Wish",
    "no_longer_fitting",
    "phases_of",
    "propose",
]

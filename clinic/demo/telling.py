"""What one invented patient answers, from the first visit to the last: what stays true stays true, the rest is of the day."""

import datetime
from typing import Any

from clinic.demo.chance import Chance, days_before
from clinic.demo.data import read
from patients.consulting import Told
from patients.models import Patient
from planner.catalog.safety import Question

NOT_KNOWN_OF_A_THOUSAND = 12
BY_REGION_OF_A_THOUSAND = 350
FERTILE_UP_TO = 52
NEVER = "never"


class Telling:
    """One patient's answers. `last_done` holds the last day of what a question asks about, from past treatments."""

    def __init__(self, patient: Patient, chance: Chance):
        self.patient, self.chance = patient, chance
        self.last_done: dict[str, datetime.date] = {}
        told = read("told")
        self.lasting: dict[str, Any] = {key: chance.happens(share) for key, share in told["people"].items()}
        self.lasting |= {
            key: chance.weighted(told["choices"][key]) for key in ("diabetes", "keloid_history", "koebner")
        }
        self.lasting |= {key: chance.randint(*ends) for key, ends in told["numbers"].items()}
        if patient.sex == "male":
            self.lasting["pregnant"] = "not_applicable"

    def answer(self, question: Question, on: datetime.date, regions: list[str]) -> Told:
        """What is told on a day; now and then it is not known, and what is asked by region may differ by region."""
        if question.who == "patient" and self.chance.happens(NOT_KNOWN_OF_A_THOUSAND):
            return Told()
        value = self._value(question, on)
        if (
            question.per_area
            and regions
            and value != nothing(question)
            and self.chance.happens(BY_REGION_OF_A_THOUSAND)
        ):
            return Told(
                regions={region: value if place == 0 else nothing(question) for place, region in enumerate(regions)}
            )
        return Told(value)

    def _value(self, question: Question, on: datetime.date) -> Any:
        told, key = read("told"), question.key
        if key in self.lasting:
            return self.lasting[key]
        if key == "pregnant" and self._is_past_bearing(on):
            return "not_applicable"
        if key in told["choices"]:
            return self.chance.weighted(told["choices"][key])
        if question.answer == "date":
            return self._date(key, on)
        if key in told["moments"]:
            return self.chance.happens(told["moments"][key])
        return nothing(question)

    def _is_past_bearing(self, on: datetime.date) -> bool:
        born = self.patient.birth_date
        return born is not None and on.year - born.year > FERTILE_UP_TO

    def _date(self, key: str, on: datetime.date) -> Any:
        """To the day, to the month, or vaguely: as people remember."""
        if key in self.last_done:
            return self.last_done[key].isoformat()
        row = read("told")["ago"].get(key)
        if row is None or not self.chance.happens(row["moments"]):
            return NEVER
        days = self.chance.randint(*row["days"])
        day = days_before(on, days)
        forms = [day.isoformat(), day.isoformat(), f"{day:%Y-%m}"]
        return self.chance.choice([*forms, {"before_days": days}, {"after_days": days + 1}] if days > 0 else forms)


def nothing(question: Question) -> Any:
    """The answer that denies; for a choice without one its first word."""
    if question.answer == "date":
        return NEVER
    return False if question.answer == "boolean" else question.none_value or next(iter(question.choices), None)

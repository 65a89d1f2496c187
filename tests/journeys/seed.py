"""A small clinic for the journeys, written into the database that the environment names. Prints what the journeys look for.

Who a journey changes has a name of their own here, so that journeys may run in any order.
"""

import datetime
import json

import django

django.setup()

from django.urls import NoReverseMatch, reverse  # noqa: E402

from catalog.pack import load_shipped_pack  # noqa: E402
from patients import actions  # noqa: E402
from patients.models import Patient, ScarFinding  # noqa: E402
from tests import factories  # noqa: E402
from tests.addresses import addresses  # noqa: E402
from tests.journeys.seed_consultations import consultations  # noqa: E402
from tests.journeys.seed_plans import plans  # noqa: E402
from tests.people import CAST, LEAD, PASSWORD  # noqa: E402

# family name, given names, born, phone, what else the desk keeps
PATIENTS = [
    (
        *("Moreau", "Aline", "1994-03-12", "+49 170 5550101"),
        {
            "preferred_name": "Lina",
            "sex": "female",
            "language": "fr",
            "contact_by": "sms",
            "latex_or_plaster_allergy": True,
        },
    ),
    ("Moreau", "Alina", "1994-03-12", "", {"email": "aline.moreau@post.example"}),
    ("García Márquez", "José María", "1988-11-02", "+49 170 5550102", {"language": "es", "needs_interpreter": True}),
    ("Nguyễn", "Thị Hoa", "2001-06-30", "+49 170 5550103", {"sex": "female"}),
    ("O'Neill-Söderström", "Åsa", "1979-01-19", "+49 170 5550104", {"wheelchair": True}),
    ("Wolf", "Jonathan", "1991-08-08", "+49 170 5550105", {}),
    ("Wolf", "Johanna", "1996-04-23", "+49 170 5550106", {}),
    ("Zhang", "Wei", "1999-12-12", "+49 170 5550107", {"language": "zh"}),
    ("Haddad", "Layla", "1985-05-17", "+49 170 5550108", {"needs_longer_slot": True, "sex": "female"}),
    ("Petrović", "Miloš", "2010-09-01", "+49 170 5550109", {}),
    ("Kowalczyk", "Agnieszka", "1993-02-14", "+49 170 5550110", {"sex": "female"}),
    ("Kowalczyk", "Agnieszka", "1993-02-14", "", {"email": "aga@post.example"}),
    ("Brandt", "Selma", "1990-10-10", "+49 170 5550111", {"sex": "female"}),
    ("Brandt", "Zelma", "1990-10-10", "+49 170 5550111", {"sex": "female"}),
    ("Adeyemi", "Folake", "1997-07-07", "+49 170 5550112", {"sex": "female"}),
    ("Lindqvist", "Erik", "1983-03-03", "+49 170 5550113", {"sex": "male"}),
    ("Rossi", "Chiara", "2000-01-31", "+49 170 5550114", {"sex": "female"}),
    ("Tanaka", "Yui", "1992-09-15", "+49 170 5550115", {"sex": "female"}),
    ("Keita", "Mamadou", "1989-06-21", "+49 170 5550116", {"sex": "male"}),
    ("Virtanen", "Aino", "1998-05-05", "+49 170 5550117", {"sex": "female"}),
    ("Osei", "Kwame", "1995-11-11", "+49 170 5550118", {"sex": "male"}),
    ("Hansen", "Freja", "1987-02-28", "+49 170 5550119", {"sex": "female"}),
    ("Novak", "Petra", "1986-08-18", "+49 170 5550120", {"sex": "female"}),
    ("Duarte", "Rui", "1990-12-01", "+49 170 5550121", {"sex": "male"}),
    ("Okonkwo", "Ngozi", "1994-04-09", "+49 170 5550122", {"sex": "female"}),
    ("Ferrari", "Bianca", "1991-09-27", "+49 170 5550123", {"sex": "female"}),
    ("Farouk", "Samira", "1992-05-30", "+49 170 5550124", {"sex": "female", "contact_by": "phone"}),
    ("Silva", "Tomás", "1997-03-08", "+49 170 5550125", {"sex": "male"}),
    ("Bauer", "Ines", "1989-10-19", "+49 170 5550126", {"sex": "female"}),
    ("Lang", "Otto", "1984-06-02", "+49 170 5550127", {"sex": "male"}),
    ("Demir", "Elif", "1998-01-24", "+49 170 5550128", {"sex": "female", "language": "tr"}),
    ("Amoah", "Kofi", "1994-09-12", "+49 170 5550129", {"sex": "male"}),
    ("Yamada", "Ken", "1990-02-11", "+49 170 5550130", {"sex": "male"}),
]


def seed() -> dict:
    """Fill the clinic; the uuid of each patient by name, an example of every address, and pages with something on them."""
    people = {role: factories.user(role, password=PASSWORD, **person) for role, person in CAST.items()}
    people["clinical lead"] = factories.user("dermatologist", password=PASSWORD, **LEAD)
    factories.clinical_lead(people["clinical lead"])
    load_shipped_pack(by=people["catalog_admin"])
    patients = {}
    for family, given, born, phone, more in PATIENTS:
        patient = register(people["front_desk"], family, given, born, phone, more)
        patients.setdefault(f"{given} {family}", patient)
    aline = patients["Aline Moreau"]
    contact = actions.add_contact(
        patient=aline, by=people["front_desk"], name="Claire Moreau", relation="mother", phone="+49 170 5550190"
    )
    held = consultations(patients, people)
    planned = plans(patients, people)
    merge = actions.merge(kept=aline, merged=patients["Alina Moreau"], by=people["front_desk"])
    own = {
        "patient_id": aline,
        "other_id": patients["Yui Tanaka"],
        "contact_id": contact,
        "merge_id": merge,
        "consultation_id": held["draft"],
        "finding_id": ScarFinding.objects.filter(assessment__consultation=held["draft"]).first(),
        "person_id": people["nurse"],
        "grant_id": people["nurse"].grants.get(),
        **{name: planned[name] for name in ("plan_id", "task_id", "presentation_id", "report_id")},
    }
    return {
        "pages": {address.name: path_of(address, own) for address in addresses()},
        "patients": {name: str(patient.public_id) for name, patient in patients.items()},
        "consultations": {name: one.get_absolute_url() for name, one in held.items()},
        "plans": planned["pages"],
    }


def path_of(address, own) -> str:
    """An address about the patient and the consultation on which something stands, else its plain example."""
    wanted = set(address.pattern.pattern.converters)
    if wanted and wanted <= set(own):
        return reverse(address.name, kwargs={name: own[name].public_id for name in wanted})
    try:
        return address.path()
    except NoReverseMatch:
        raise LookupError(f"tests/addresses.py needs a sample of {address.name}") from None


def register(by, family, given, born, phone, more) -> Patient:
    """As the desk does it; likely duplicates are looked at and are other people."""
    fields = {"family_name": family, "given_names": given, "birth_date": datetime.date.fromisoformat(born)}
    fields |= {"phone": phone} | more
    likely = actions.likely_same(Patient(**fields))
    return actions.register(by=by, known=[one.patient.public_id for one in likely], **fields)


if __name__ == "__main__":
    print(json.dumps(seed()))

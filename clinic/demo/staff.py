"""Who works in the demonstration clinic: six practitioners, and the other roles. Nobody of them exists."""

from dataclasses import dataclass

PASSWORD = "demonstration-only"
DOMAIN = "demonstration.example"


@dataclass(frozen=True)
class Member:
    """One person: the roles held now, those that ended, and how the list of sign-ins calls this person, if it does."""

    name: str
    roles: tuple[str, ...]
    title: str = ""
    shown_as: str = ""
    former_roles: tuple[str, ...] = ()
    works_here: bool = True
    leads: bool = False
    shared_screen: bool = False

    @property
    def email(self) -> str:
        return f"{self.shown_as or self.name.split()[-1]}@{DOMAIN}".lower().replace(" ", "-")


STAFF = (
    Member("Ilse Brandauer", ("clinic_admin",), shown_as="Clinic admin"),
    Member("Yaw Amponsah-Reuter", ("dermatologist",), title="Dr", shown_as="Dermatologist"),
    Member("Leonore Vintila", ("dermatologist",), title="Prof Dr", shown_as="Clinical lead", leads=True),
    Member("Farid Nassar-Kolbe", ("dermatologist",), title="Dr"),
    Member("Senta Oyelaran", ("nurse",), shown_as="Nurse", former_roles=("assistant",)),
    Member("Kaspar Lindqvist", ("nurse", "catalog_admin")),
    Member("Dorit Halvorsen", ("nurse",)),
    Member("Milo Tanaka-Weiss", ("assistant",), shown_as="Assistant"),
    Member("Paulina Grzybek", ("assistant", "front_desk")),
    Member("Renzo Achterberg", ("front_desk",), shown_as="Front desk", shared_screen=True),
    Member("Hedwig Sorokin", ("catalog_admin",), shown_as="Catalog admin"),
    Member("Ansgar Dillinger", ("front_desk",), works_here=False),
)

# Who may sign in to look around: role, e-mail, password.
SIGN_INS: list[tuple[str, str, str]] = [
    (member.shown_as, member.email, PASSWORD) for member in STAFF if member.shown_as
]

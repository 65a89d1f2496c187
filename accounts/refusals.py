"""Why a change to people was refused: each says what stands in the way and what to do next."""

from django.utils.translation import gettext as _


class Refused(Exception):
    """A change that the clinic does not allow; its text is shown to the person as it stands."""


class AddressTaken(Refused):
    def __init__(self, email):
        super().__init__(
            _("%(email)s already belongs to somebody here. Look in the list, or use another address.")
            % {"email": email}
        )


class RoleAlreadyHeld(Refused):
    def __init__(self, user, role):
        super().__init__(
            _("%(person)s already holds the role “%(role)s”. Nothing was changed.")
            % {"person": user, "role": role.label}
        )


class RoleAlreadyEnded(Refused):
    def __init__(self, grant):
        super().__init__(
            _("The role “%(role)s” of %(person)s has already been ended. Load the page again to see who did it.")
            % {"person": grant.user, "role": grant.job.label}
        )


class LastClinicAdmin(Refused):
    def __init__(self, user):
        super().__init__(
            _("%(person)s is the last clinic admin. Give somebody else the role “Clinic admin” first, then try again.")
            % {"person": user}
        )


class LeadsClinic(Refused):
    def __init__(self, user):
        super().__init__(
            _("%(person)s is the clinical lead. Name another clinical lead first, then try again.") % {"person": user}
        )


class NoDermatologist(Refused):
    def __init__(self, user):
        super().__init__(
            _("Only a dermatologist who works here can lead clinically. Give %(person)s that role first.")
            % {"person": user}
        )


class NotOneself(Refused):
    def __init__(self):
        super().__init__(_("Nobody deactivates their own account. Ask another clinic admin."))

"""Why a booking was refused: each says what stands in the way and what to do next, and nothing clinical."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.refusals import Refused


class ClinicalCheckOpen(Refused):
    """Something clinical has to be looked at first; what it is, the desk neither learns nor says."""

    def __init__(self):
        super().__init__(
            _("A clinical check is open. Nothing was booked; ask a nurse or a doctor to look at the plan.")
        )


class NotToBook(Refused):
    """The visits named are not the ones that are left of this plan: it was changed, held or booked meanwhile."""

    def __init__(self):
        super().__init__(_("The visits left to book are others now. Nothing was booked; load the page and look again."))


class TimeTaken(Refused):
    """Some visits cannot be at their times any more; `sessions` are their public ids, none where only the database knew."""

    def __init__(self, sessions: Iterable[str] = (), places: Iterable[int] = ()):
        self.sessions, self.places = tuple(sessions), tuple(places)
        numbers = ", ".join(str(place) for place in self.places)
        super().__init__(
            ngettext(
                "Visit %(numbers)s cannot be at this time any more. Nothing was booked; ask for new proposals.",
                "Visits %(numbers)s cannot be at these times any more. Nothing was booked; ask for new proposals.",
                len(self.places),
            )
            % {"numbers": numbers}
            if self.places
            else _("Somebody else booked one of these times first. Nothing was booked; ask for new proposals.")
        )

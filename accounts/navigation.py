"""The rail of every page: what each room offers there, as far as the person may open it.

A room says in its AppConfig which of its pages stand in the rail: `navigation = (Entry(...),)`.
"""

from dataclasses import dataclass

from django.apps import apps
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.access import may_open


@dataclass(frozen=True)
class Entry:
    """A page in the rail. `place` orders the rail across rooms: today 10, calendar 20, patients 30 and so on.

    Pages whose address begins with one of `covers` belong to it, besides those below its own. Whoever may open the page
    `unless` has that in the rail instead.
    """

    url_name: str
    label: str
    icon: str
    place: int
    covers: tuple[str, ...] = ()
    unless: str = ""

    def is_for(self, user) -> bool:
        return may_open(user, self.url_name) and not (self.unless and may_open(user, self.unless))


def navigation(request) -> dict:
    """Context processor: the rail, the line that says in which roles one is signed in, and whether one finds patients."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"navigation": [], "user_line": "", "finds_patients": False}
    open_to_user = [entry for entry in entries() if entry.is_for(user)]
    current = current_url({reverse(entry.url_name): entry.covers for entry in open_to_user}, request.path)
    return {
        "navigation": [
            {"label": entry.label, "icon": entry.icon, "url": url, "current": url == current}
            for entry in open_to_user
            for url in [reverse(entry.url_name)]
        ],
        "user_line": user_line(user),
        "finds_patients": may_open(user, "patient_search"),
    }


def entries() -> list[Entry]:
    """What all rooms offer, in the order of the rail."""
    offered = [entry for app in apps.get_app_configs() for entry in getattr(app, "navigation", ())]
    return sorted(offered, key=lambda entry: entry.place)


def current_url(covered, path: str) -> str | None:
    """The entry in whose part of the clinic one is: the longest address the path begins with. `covered`: url -> its covers."""
    above = [
        url
        for url in covered
        if path == url or any(path.startswith(start) for start in (url, *covered[url]) if start != "/")
    ]
    return max(above, key=len, default=None)


def user_line(user) -> str:
    """The person's roles in one line."""
    words = [str(role.label) for role in user.roles]
    if user.is_clinical_lead:
        words.append(_("clinical lead"))
    return ", ".join(words)

"""The clinical lead's sign-off: one thing at a time, shown whole, then the next."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.access import Permission, requires
from catalog import actions
from catalog.book import Book
from catalog.errors import AlreadySigned, CatalogRefused
from catalog.models import CatalogVersion
from catalog.progress import Progress, Task, progress_of
from catalog.shown import address, fields
from catalog.views.reading import in_force


@requires(Permission.SIGN_AS_CLINICAL_LEAD)
@in_force
def catalog_sign_off(request, version: CatalogVersion, book: Book):
    progress = progress_of(version, book)
    if request.method == "POST":
        return _sign(request, version, book, progress)
    task = progress.find(request.GET.get("at", "")) or progress.following(None)
    return _page(request, version, book, progress, task)


def _sign(request, version: CatalogVersion, book: Book, progress: Progress):
    """Sign what the page showed. A page of another version signs nothing: what it showed may read otherwise today."""
    task = progress.find(request.POST.get("at", ""))
    try:
        if request.POST.get("version") != str(version.public_id) or task is None:
            raise CatalogRefused(
                _("The catalog has changed since this page was opened. Nothing was signed; read it again.")
            )
        actions.sign_off(version=version, kind=task.kind, key=task.key, by=request.user)
    except AlreadySigned as refused:
        messages.info(request, str(refused))
    except CatalogRefused as refused:
        return _page(request, version, book, progress, task or progress.following(None), refused=refused)
    return HttpResponseRedirect(_next(progress.following(task), task))


def _next(following: Task | None, signed: Task) -> str:
    """The page of the next one, at its text; the list of what is signed when nothing else is open."""
    here = reverse("catalog_sign_off")
    if following is None or following == signed:
        return here
    return f"{here}?{urlencode({'at': following.name}, safe='/.')}#due"


def _page(request, version, book, progress: Progress, task: Task | None, refused=None):
    context = {"version": version, "progress": progress, "task": task, "refused": refused}
    if task:
        context |= {"following": progress.following(task), **_content(task, book)}
    return render(request, "catalog/sign_off.html", context, status=422 if refused else 200)


def _content(task: Task, book: Book) -> dict:
    """What is signed, whole: a row with all its fields, or every row of a table that is not signed by itself."""
    if task.entry:
        return {"fields": fields(task.entry, book), "url": address(task.entry)}
    rows = [entry for entry in book.tables[task.kind] if not entry.signed_alone]
    return {
        "rows": [{"entry": entry, "url": address(entry)} for entry in rows],
        "alone": len(book.tables[task.kind]) - len(rows),
        "url": reverse("catalog_table", args=[task.kind]),
    }

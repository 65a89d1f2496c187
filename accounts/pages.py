"""How a page with a form is answered: as it was typed, with 422, when it cannot be done."""

from django.shortcuts import render


def form_page(request, template: str, context: dict, *, form: str = "form", refused=None):
    """Render a page whose form may be wrong, or whose change was refused: status 422, what to do next, nothing typed lost."""
    bound = context.get(form)
    wrong = bool(bound is not None and bound.is_bound and bound.errors)
    errors = [{"text": str(refused)}] if refused else []
    return render(request, template, {**context, "errors": errors}, status=422 if wrong or refused else 200)

"""Requests that the clinic does not read: what is too much for one form gets an answer that says so."""

from http import HTTPStatus

from django.core.exceptions import RequestDataTooBig
from django.shortcuts import render
from django.views import defaults


def unreadable(request, exception):
    """Django's answer to an unreadable request, except that too much text is told apart from what makes no sense."""
    if isinstance(exception, RequestDataTooBig):
        return render(request, "413.html", status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return defaults.bad_request(request, exception)
